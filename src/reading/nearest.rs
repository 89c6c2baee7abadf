//! "Did you mean": the nearest known word by edit distance.

use strsim::osa_distance;

/// The known word nearest to what was written, when it is near enough to be meant: at most a third of its letters
/// differ. Case and `_` for `-` do not count.
pub(crate) fn nearest<'k>(written: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let plain = plain(written)?;
    known
        .into_iter()
        .map(|word| (osa_distance(&plain, &word.to_lowercase()), word))
        .filter(|&(distance, word)| distance <= (word.chars().count() / 3).max(1))
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, word)| word)
}

/// The written word in small letters with hyphens; `None` for what is too long to be a slip.
fn plain(written: &str) -> Option<String> {
    (written.len() <= 100).then(|| written.trim().to_lowercase().replace(['_', ' '], "-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_find_their_word() {
        let known = ["ideal", "typical", "tenacious", "own-records"];
        for (written, meant) in
            [("typcial", "typical"), ("Ideal", "ideal"), ("own_record", "own-records"), ("tpyical", "typical")]
        {
            assert_eq!(nearest(written, known), Some(meant));
        }
    }

    #[test]
    fn other_words_find_nothing() {
        assert_eq!(nearest("banana", ["ideal", "typical"]), None);
        assert_eq!(nearest(&"i".repeat(1_000_000), ["ideal"]), None);
        assert_eq!(nearest("", ["kit"]), None);
    }
}
