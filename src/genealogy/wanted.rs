//! [`Wanted`]: a column that the files must have for what is done with them.

/// A column that is needed beyond those that every tree and every file of orders has, with the reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    file: &'static str,
    column: &'static str,
    alternative: Option<(&'static str, &'static str)>,
    why: &'static str,
}

impl Wanted {
    /// A column of the file `tree` or `orders`; `why` goes on after "column ... is missing: ".
    #[must_use]
    pub const fn new(file: &'static str, column: &'static str, why: &'static str) -> Self {
        Self { file, column, alternative: None, why }
    }

    /// The column may be missing when this other one is there.
    #[must_use]
    pub const fn unless(self, file: &'static str, column: &'static str) -> Self {
        Self { alternative: Some((file, column)), ..self }
    }

    /// `tree` or `orders`.
    #[must_use]
    pub const fn file(&self) -> &'static str {
        self.file
    }

    /// The column's name.
    #[must_use]
    pub const fn column(&self) -> &'static str {
        self.column
    }

    /// The file and column that would do in its place.
    #[must_use]
    pub(crate) const fn alternative(&self) -> Option<(&'static str, &'static str)> {
        self.alternative
    }

    /// What it is needed for.
    #[must_use]
    pub const fn why(&self) -> &'static str {
        self.why
    }

    /// Whether a header misses the column; one that may stand in another file cannot be missed here.
    pub(super) fn is_missed(&self, has: impl Fn(&str) -> bool) -> bool {
        !has(self.column) && self.alternative.is_none_or(|(file, column)| file == self.file && !has(column))
    }
}
