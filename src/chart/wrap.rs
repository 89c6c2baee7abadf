//! Text in lines: wrapped at spaces, mixed weights on one line, cut with an ellipsis when there is no room.

use super::canvas::Type;

/// A stretch of text in one look.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    pub(crate) text: String,
    pub(crate) look: Type,
}

/// Text on a line: where it begins, from the line's start, and how it looks.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub(crate) offset: f64,
    pub(crate) run: Run,
}

/// Runs of text, one after the other with a space between, in lines no wider than `width`. Lines break at plain spaces
/// only, never at non-breaking ones.
pub(crate) fn wrap_runs(runs: &[Run], width: f64) -> Vec<Vec<Piece>> {
    let mut lines: Vec<Vec<Piece>> = vec![Vec::new()];
    let mut end = 0.0;
    for run in runs {
        let space = run.look.width(" ");
        let mut new_run = true;
        for word in run.text.split(' ').filter(|word| !word.is_empty()) {
            let word = shortened(word, width, run.look);
            let length = run.look.width(&word);
            let line = lines.len() - 1;
            if !lines[line].is_empty() && end + space + length > width {
                lines.push(vec![Piece { offset: 0.0, run: Run { text: word, look: run.look } }]);
                end = length;
            } else if let (Some(last), false) = (lines[line].last_mut(), new_run) {
                last.run.text.push(' ');
                last.run.text.push_str(&word);
                end += space + length;
            } else {
                let offset = if lines[line].is_empty() { 0.0 } else { end + space };
                lines[line].push(Piece { offset, run: Run { text: word, look: run.look } });
                end = offset + length;
            }
            new_run = false;
        }
    }
    lines
}

/// A text in lines no wider than `width`.
pub(crate) fn wrap(text: &str, width: f64, look: Type) -> Vec<String> {
    let lines = wrap_runs(&[Run { text: text.to_owned(), look }], width);
    lines.into_iter().map(|line| line.into_iter().map(|piece| piece.run.text).collect()).collect()
}

/// A text in lines no wider than `width`, no more of them than needed, and none left with a word or two.
pub(crate) fn balanced(text: &str, width: f64, look: Type) -> Vec<String> {
    let lines = wrap(text, width, look);
    let last = lines.last().map_or(0.0, |line| look.width(line));
    if lines.len() < 2 || last > 0.3 * width {
        return lines;
    }
    let narrower = [0.9, 0.8, 0.7, 0.6].map(|share| wrap(text, share * width, look));
    let fits = |other: &Vec<String>| {
        other.len() == lines.len() && other.last().is_some_and(|line| look.width(line) > 0.3 * width)
    };
    narrower.into_iter().find(fits).unwrap_or(lines)
}

/// A text that fits into `width`, cut at its end with an ellipsis if need be.
pub(crate) fn shortened(text: &str, width: f64, look: Type) -> String {
    if look.width(text) <= width {
        return text.to_owned();
    }
    let letters: Vec<char> = text.chars().collect();
    let fits = |count: usize| look.width(&cut(&letters, count)) <= width;
    // The longest beginning that fits, by halving.
    let (mut short, mut long) = (0, letters.len());
    while long - short > 1 {
        let middle = usize::midpoint(short, long);
        if fits(middle) {
            short = middle;
        } else {
            long = middle;
        }
    }
    cut(&letters, short)
}

/// The first letters of a text and an ellipsis.
pub(crate) fn cut(letters: &[char], count: usize) -> String {
    let start: String = letters[..count.min(letters.len())].iter().collect();
    format!("{}…", start.trim_end_matches([' ', ',', ';', '.', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_wider_than_asked_and_no_word_is_lost() {
        let text = "Of 100 simulated people, 97 lost money or broke even after expenses and 3 came out ahead.";
        let lines = wrap(text, 200.0, Type::LABEL);
        assert!(lines.iter().all(|line| Type::LABEL.width(line) <= 200.0), "{lines:?}");
        assert_eq!(lines.join(" "), text);
    }

    #[test]
    fn a_long_word_is_cut() {
        let word = "W".repeat(200);
        let lines = wrap(&word, 100.0, Type::LABEL);
        assert!(lines[0].ends_with('…') && Type::LABEL.width(&lines[0]) <= 100.0, "{lines:?}");
    }
}
