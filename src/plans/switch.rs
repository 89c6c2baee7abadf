//! [`Switch`]: something on which public plans disagree, so that a plan must say it. There is no default; a plan that
//! leaves it open is shown the choices with what each of them does.

use crate::reading::{Key, Reader, Section};

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
        let mut help = "companies do this differently; choose one:".to_owned();
        for choice in self.choices {
            help += &format!("\n\"{}\": {}", choice.name, choice.means);
        }
        if !self.otherwise.is_empty() {
            help.push('\n');
            help.push_str(self.otherwise);
        }
        help
    }

    /// Reads the switch, which must be there. When it is not, or is wrong, that is reported and nothing is chosen.
    pub(super) fn read<'d>(&self, reader: &mut Reader<'d>, section: &Section<'d>) -> Option<&'static Choice<T>> {
        if !section.has(self.name) {
            reader.report_missing(section, self.name, "missing", self.help());
            return None;
        }
        let (words, help) = (self.words(), self.help());
        let number = reader.required(section, &self.key(), |given| given.choice(&words, Some(&help)))?;
        self.choices.get(number)
    }

    /// The key, for explanations.
    pub(super) const fn key(&self) -> Key {
        Key { name: self.name, unit: "", example: "" }
    }

    /// The words with their places in the list of choices.
    pub(super) fn words(&self) -> Vec<(&'static str, usize)> {
        self.choices.iter().enumerate().map(|(number, choice)| (choice.name, number)).collect()
    }
}
