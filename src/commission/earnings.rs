//! [`Earnings`]: the rules of a plan whose pay another rule reads.

use std::borrow::Cow;

/// The rules that are read, by their names and, in a plan, by their numbers, so that no month looks up a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Earnings {
    names: Vec<String>,
    /// `None` while the plan is not known.
    numbers: Option<Vec<usize>>,
}

impl Earnings {
    pub(super) const fn of(names: Vec<String>) -> Self {
        Self { names, numbers: None }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The same rules in a plan that calls its rules so.
    pub(super) fn in_plan(&self, labels: &[String]) -> Self {
        let numbers = self.numbers(labels).into_owned();
        Self { names: self.names.clone(), numbers: Some(numbers) }
    }

    /// Their numbers, once the plan is known.
    pub(super) fn known(&self) -> Option<Vec<usize>> {
        self.numbers.clone()
    }

    /// Their numbers in a plan that calls its rules so.
    #[inline]
    pub(super) fn numbers(&self, labels: &[String]) -> Cow<'_, [usize]> {
        match &self.numbers {
            Some(numbers) => Cow::Borrowed(numbers),
            None => (0..labels.len()).filter(|&number| self.names.contains(&labels[number])).collect(),
        }
    }
}
