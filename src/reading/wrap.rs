//! Breaking lines for an 80-column terminal.

/// Breaks a text at spaces into a first line of `first` characters and lines of `width` that begin with `indent`; a word
/// that does not fit a line is cut.
pub(crate) fn wrap(text: &str, first: usize, width: usize, indent: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut empty = true;
    for word in text.split(' ') {
        let mut letters: Vec<char> = word.chars().collect();
        loop {
            let room = if lines.is_empty() { first } else { width };
            let used = line.chars().count() + usize::from(!empty);
            if used + letters.len() <= room {
                if !empty {
                    line.push(' ');
                }
                line.extend(&letters);
                empty = false;
                break;
            }
            if empty {
                let fits = room.saturating_sub(line.chars().count()).max(1).min(letters.len());
                line.extend(letters.drain(..fits));
            }
            lines.push(std::mem::replace(&mut line, indent.to_owned()));
            empty = true;
        }
    }
    lines.push(line);
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
