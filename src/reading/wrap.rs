//! Breaking lines of explanations and advice.

use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

/// Breaks a text at spaces into a first line of `first` columns and lines of `width` that begin with `indent`; a word that
/// does not fit a line is cut.
pub(crate) fn wrap(text: &str, first: usize, width: usize, indent: &str) -> Vec<String> {
    // A first line that is narrower is one that begins with as many blanks, which are taken off again.
    let missing = " ".repeat(width.saturating_sub(first));
    let options = Options::new(width)
        .initial_indent(&missing)
        .subsequent_indent(indent)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    let mut lines: Vec<String> = textwrap::wrap(text, options).into_iter().map(|line| line.into_owned()).collect();
    if let Some(line) = lines.first_mut() {
        line.drain(..missing.len().min(line.len()));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_whole_until_one_is_longer_than_a_line() {
        assert_eq!(wrap("one two three", 8, 7, " "), ["one two", " three"]);
        assert_eq!(wrap("abcdefgh", 3, 4, " "), ["abc", " def", " gh"]);
        assert_eq!(wrap("", 3, 4, " "), [""]);
    }
}
