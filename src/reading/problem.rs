//! [`Problems`]: everything that is wrong with a text, each with its place and how to mend it.

use std::fmt;

use super::source::{Excerpt, Place, Source, SourceKind};
use crate::words::Width;
use crate::words::layout::broken_beside;

/// How many problems are kept; the rest are counted.
const MOST_KEPT: usize = 25;
/// What stands before a line of help.
const BEFORE_HELP: usize = 6;

/// One thing that is wrong with a scenario or a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    source: String,
    key: Option<String>,
    message: String,
    help: Option<String>,
    excerpt: Option<Box<Excerpt>>,
    numbered: bool,
}

impl Problem {
    /// A problem at a place of a source, or of the source as a whole.
    pub(crate) fn new(source: &Source, place: Option<&Place>, key: Option<&str>, message: String) -> Self {
        Self {
            source: source.label.clone(),
            key: key.filter(|key| !key.is_empty()).map(super::source::quote_key),
            message,
            help: None,
            excerpt: place.map(|place| Box::new(source.excerpt(&place.span))),
            numbered: source.kind != SourceKind::Set,
        }
    }

    /// A problem with a source as a whole, or, when its label is empty, with none.
    pub(crate) fn without_text(source: &str, message: String) -> Self {
        Self { source: source.to_owned(), key: None, message, help: None, excerpt: None, numbered: false }
    }

    /// The problem with advice on how to mend it.
    pub(crate) fn with_help(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }

    /// What the text is known by: a path, `preset NAME`, `plan NAME`, or `--set`; empty when there is none, because a
    /// name is not known.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The line, from 1, when the problem has a place.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        self.excerpt.as_ref().map(|excerpt| excerpt.line)
    }

    /// The column in characters, from 1, when the problem has a place.
    #[must_use]
    pub fn column(&self) -> Option<usize> {
        self.excerpt.as_ref().map(|excerpt| excerpt.column)
    }

    /// The dotted key, such as `sponsoring.mean`, when the problem belongs to one.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        self.key.as_deref()
    }

    /// What is wrong, with the value.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// How to mend it.
    #[must_use]
    pub fn help(&self) -> Option<&str> {
        self.help.as_deref()
    }
}

impl Problem {
    /// Message, place, the line with the mark under it, and help in so many columns; no newline at the end.
    fn write(&self, out: &mut impl fmt::Write, width: Width) -> fmt::Result {
        match &self.key {
            Some(key) => write!(out, "error: {key}: {}", self.message)?,
            None => write!(out, "error: {}", self.message)?,
        }
        let number = self.excerpt.as_ref().filter(|_| self.numbered).map_or(String::new(), |at| at.line.to_string());
        let margin = " ".repeat(number.len().max(2));
        if !self.source.is_empty() {
            write!(out, "\n{margin}--> {}", self.source)?;
        }
        if let Some(at) = &self.excerpt {
            if self.numbered {
                write!(out, ":{}:{}", at.line, at.column)?;
            }
            let mark = format!("{}{}", " ".repeat(at.before), "^".repeat(at.marked));
            write!(out, "\n{margin} |\n{number:>width$} | {}\n{margin} | {mark}", at.text, width = margin.len())?;
        }
        let room = width.less(BEFORE_HELP);
        let help =
            self.help.iter().flat_map(|help| help.lines()).flat_map(|line| broken_beside(line, room, room, "  "));
        for (index, line) in help.enumerate() {
            write!(out, "\n{} {line}", if index == 0 { "help:" } else { "     " })?;
        }
        Ok(())
    }
}

impl fmt::Display for Problem {
    /// The problem in 80 columns.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(out, Width::USUAL)
    }
}

/// Everything that is wrong with a scenario or a plan, in the order of its keys.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Problems {
    problems: Vec<Problem>,
    more: usize,
}

impl Problems {
    /// The problems, the first 25 of them.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Adds a problem; it is made only while there is room, so that a file of a hundred thousand slips costs no more
    /// than one of twenty-five.
    pub(crate) fn push(&mut self, problem: impl FnOnce() -> Problem) {
        if self.problems.len() < MOST_KEPT {
            self.problems.push(problem());
        } else {
            self.more += 1;
        }
    }

    /// Whether further problems are only counted.
    pub(crate) fn is_full(&self) -> bool {
        self.problems.len() >= MOST_KEPT
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.problems.is_empty()
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self { problems: vec![problem], more: 0 }
    }
}

impl Problems {
    /// All problems in so many columns, with an empty line between them; no newline at the end. A line of the text is
    /// shown as it is, however long.
    #[must_use]
    pub fn text(&self, width: Width) -> String {
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = self.write(&mut text, width);
        text
    }

    fn write(&self, out: &mut impl fmt::Write, width: Width) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            out.write_str(if index == 0 { "" } else { "\n\n" })?;
            problem.write(out, width)?;
        }
        if self.more > 0 {
            write!(out, "\n\nand {} more problems", self.more)?;
        }
        Ok(())
    }
}

impl fmt::Display for Problems {
    /// [`Problems::text`] in 80 columns.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(out, Width::USUAL)
    }
}

impl fmt::Debug for Problems {
    /// As they are shown, without the first `error: `: `main` writes one in front of an error that it returns.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.to_string();
        out.write_str(shown.strip_prefix("error: ").unwrap_or(&shown))
    }
}

impl std::error::Error for Problems {}
