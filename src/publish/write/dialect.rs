//! [`Dialect`]: how a program expects a table of plain text.

/// A form of CSV: what stands between cells, at the end of rows and before the decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// Commas, line feeds, decimal points, UTF-8 without a mark: for programs.
    #[default]
    Standard,
    /// As [`Dialect::Standard`], with a byte order mark and the line ends of Windows: for a spreadsheet set to English.
    Excel,
    /// As [`Dialect::Excel`] with semicolons and decimal commas: for a spreadsheet set to a language that writes `12,50`.
    ExcelEu,
    /// As [`Dialect::Standard`] with tabs in place of commas.
    Tsv,
}

impl Dialect {
    /// All dialects, the usual one first.
    pub const ALL: [Self; 4] = [Self::Standard, Self::Excel, Self::ExcelEu, Self::Tsv];

    /// The name, as the command line has it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Excel => "excel",
            Self::ExcelEu => "excel-eu",
            Self::Tsv => "tsv",
        }
    }

    /// The ending of its files' names, without the point.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Standard | Self::Excel | Self::ExcelEu => "csv",
            Self::Tsv => "tsv",
        }
    }

    /// What a file begins with.
    pub(super) const fn mark(self) -> &'static [u8] {
        match self {
            Self::Standard | Self::Tsv => b"",
            Self::Excel | Self::ExcelEu => b"\xef\xbb\xbf",
        }
    }

    pub(super) const fn delimiter(self) -> u8 {
        match self {
            Self::Standard | Self::Excel => b',',
            Self::ExcelEu => b';',
            Self::Tsv => b'\t',
        }
    }

    pub(super) const fn decimal_mark(self) -> u8 {
        match self {
            Self::Standard | Self::Excel | Self::Tsv => b'.',
            Self::ExcelEu => b',',
        }
    }

    pub(super) const fn line_end(self) -> csv::Terminator {
        match self {
            Self::Standard | Self::Tsv => csv::Terminator::Any(b'\n'),
            Self::Excel | Self::ExcelEu => csv::Terminator::CRLF,
        }
    }
}
