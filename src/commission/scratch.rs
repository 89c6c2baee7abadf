//! [`Scratch`]: memory to work in, kept from month to month so that a small month allocates nothing.

/// Memory that is used again. Nothing in it is ever relied on: two of them are always alike, and a copy is empty.
#[derive(Debug, Default)]
pub(super) struct Scratch<T>(T);

impl<T> Scratch<T> {
    pub(super) const fn new(empty: T) -> Self {
        Self(empty)
    }

    pub(super) const fn get(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T: Default> Clone for Scratch<T> {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl<T> PartialEq for Scratch<T> {
    fn eq(&self, _other: &Self) -> bool {
        true
    }
}

impl<T> Eq for Scratch<T> {}

/// A column of so many equal entries, in memory that is used again.
pub(super) fn refill<T: Copy>(column: &mut Vec<T>, members: usize, with: T) {
    column.clear();
    column.resize(members, with);
}
