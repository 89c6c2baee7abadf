//! [`Earnings`]: the rules of a plan whose pay another rule reads.

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

    /// The same rules in a plan that calls its rules so.
    pub(super) fn in_plan(&self, labels: &[String]) -> Self {
        let numbers = (0..labels.len()).filter(|&number| self.names.contains(&labels[number])).collect();
        Self { names: self.names.clone(), numbers: Some(numbers) }
    }

    /// Whether the rule of this number and label is among them.
    pub(super) fn contains(&self, number: usize, label: &String) -> bool {
        self.numbers.as_ref().map_or_else(|| self.names.contains(label), |numbers| numbers.contains(&number))
    }
}
