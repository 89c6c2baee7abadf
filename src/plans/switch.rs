//! [`Switch`]: something on which public plans disagree, so that a plan must say it. There is no default; a plan that
//! leaves it open is shown the choices with what each of them does.

/// A key with a few words to choose from.
pub(super) struct Switch<T: 'static> {
    /// The key.
    pub(super) name: &'static str,
    pub(super) choices: &'static [Choice<T>],
    /// Other keys that settle the same question, in the form of a further line of help.
    pub(super) otherwise: &'static str,
}

/// One word and what it does.
pub(super) struct Choice<T> {
    pub(super) name: &'static str,
    pub(super) value: T,
    /// One sentence without its full stop.
    pub(super) means: &'static str,
}

/// A word, its value and what it does.
pub(super) const fn choice<T: Copy>(name: &'static str, value: T, means: &'static str) -> Choice<T> {
    Choice { name, value, means }
}

impl<T: Copy> Switch<T> {
    /// The choices and what each of them does, one a line.
    pub(super) fn help(&self) -> String {
        let mut help = "public plans disagree, so the plan must say:".to_owned();
        for choice in self.choices {
            help += &format!("\n\"{}\": {}", choice.name, choice.means);
        }
        if !self.otherwise.is_empty() {
            help.push('\n');
            help.push_str(self.otherwise);
        }
        help
    }

    /// The words with their places in the list of choices.
    pub(super) fn words(&self) -> Vec<(&'static str, usize)> {
        self.choices.iter().enumerate().map(|(number, choice)| (choice.name, number)).collect()
    }
}
