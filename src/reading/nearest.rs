//! "Did you mean": the nearest known word by edit distance.

/// The known word nearest to what was written, when it is near enough to be meant: at most a third of its letters
/// differ. Case and `_` for `-` do not count.
pub(crate) fn nearest<'k>(written: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let plain = plain(written)?;
    known
        .into_iter()
        .map(|word| (distance(&plain, &word.to_lowercase()), word))
        .filter(|&(distance, word)| distance <= (word.chars().count() / 3).max(1))
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, word)| word)
}

/// The written word in small letters with hyphens; `None` for what is too long to be a slip.
fn plain(written: &str) -> Option<String> {
    (written.len() <= 100).then(|| written.trim().to_lowercase().replace(['_', ' '], "-"))
}

/// The number of letters to insert, remove, change or swap with their neighbour (optimal string alignment).
fn distance(left: &str, right: &str) -> usize {
    let left: Vec<char> = left.chars().collect();
    let right: Vec<char> = right.chars().collect();
    let mut before_last = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for (row, &a) in left.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, &b) in right.iter().enumerate() {
            let mut best = (last[column] + usize::from(a != b)).min(last[column + 1] + 1).min(current[column] + 1);
            if row > 0 && column > 0 && a == right[column - 1] && left[row - 1] == b {
                best = best.min(before_last[column - 1] + 1);
            }
            current.push(best);
        }
        before_last = std::mem::replace(&mut last, current);
    }
    last[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_find_their_word() {
        let known = ["ideal", "typical", "tenacious", "own-records"];
        for (written, meant) in [("typcial", "typical"), ("Ideal", "ideal"), ("own_record", "own-records")] {
            assert_eq!(nearest(written, known), Some(meant));
        }
    }

    #[test]
    fn other_words_find_nothing() {
        assert_eq!(nearest("banana", ["ideal", "typical"]), None);
        assert_eq!(nearest(&"i".repeat(1_000_000), ["ideal"]), None);
        assert_eq!(nearest("", ["kit"]), None);
    }

    #[test]
    fn distance_counts_single_slips_as_one() {
        for (left, right, slips) in [("mean", "mena", 1), ("mean", "meen", 1), ("mean", "men", 1), ("", "ab", 2)] {
            assert_eq!(distance(left, right), slips, "{left} {right}");
        }
    }
}
