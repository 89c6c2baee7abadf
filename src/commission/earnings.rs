//! [`Earnings`]: the rules of a plan whose pay another rule reads.

/// The rules that are read, by their names and, in a plan, by their numbers, so that no month looks up a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Earnings {
    names: Vec<String>,
    /// By the number of each rule of the plan: whether it is read. Empty while the plan is not known.
    is_read: Vec<bool>,
}

impl Earnings {
    pub(super) const fn of(names: Vec<String>) -> Self {
        Self { names, is_read: Vec::new() }
    }

    /// The same rules in a plan that calls its rules so.
    pub(super) fn in_plan(&self, labels: &[String]) -> Self {
        let is_read = labels.iter().map(|label| self.names.contains(label)).collect();
        Self { names: self.names.clone(), is_read }
    }

    /// Whether the rule of this number and label is among them.
    pub(super) fn contains(&self, number: usize, label: &String) -> bool {
        self.is_read.get(number).copied().unwrap_or_else(|| self.names.contains(label))
    }
}
