//! "Did you mean": what differs from a written word by one slip.

use strsim::{generic_levenshtein, osa_distance};

use super::ids::{Ids, Symbol};

/// What other programs call our columns.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("member", "id"),
    ("memberid", "id"),
    ("distributor", "id"),
    ("distributorid", "id"),
    ("associate", "id"),
    ("orderid", "id"),
    ("order", "id"),
    ("number", "id"),
    ("enroller", "sponsor"),
    ("enrollerid", "sponsor"),
    ("sponsorid", "sponsor"),
    ("parent", "sponsor"),
    ("parentid", "sponsor"),
    ("upline", "sponsor"),
    ("placementid", "placement"),
    ("placementparent", "placement"),
    ("leg", "side"),
    ("position", "side"),
    ("joindate", "joined"),
    ("joinmonth", "joined"),
    ("enrolled", "joined"),
    ("startdate", "joined"),
    ("quit", "left"),
    ("leftdate", "left"),
    ("enddate", "left"),
    ("title", "rank"),
    ("paidas", "rank"),
    ("personalvolume", "pv"),
    ("qv", "pv"),
    ("bv", "cv"),
    ("commissionablevolume", "cv"),
    ("memberid", "member"),
    ("buyer", "member"),
    ("customer", "member"),
    ("date", "month"),
    ("period", "month"),
    ("amount", "price"),
    ("total", "price"),
];

/// The column that was meant: one slip away, or called so elsewhere.
pub(super) fn nearest_column<'c>(written: &[u8], columns: &[&'c str]) -> Option<&'c str> {
    let letters = |byte: &u8| byte.is_ascii_alphanumeric().then(|| byte.to_ascii_lowercase());
    let plain: String = written.iter().take(100).filter_map(letters).map(char::from).collect();
    let near = columns.iter().find(|column| is_one_slip(&plain, column));
    near.copied().or_else(|| {
        let mut other = OTHER_NAMES.iter().filter(|other| other.0 == plain);
        other.find_map(|other| columns.iter().find(|&&column| column == other.1)).copied()
    })
}

/// The known word that was meant: the same but for case, or one slip away.
pub(super) fn nearest_word<'w>(written: &str, words: &[&'w str]) -> Option<&'w str> {
    let plain = written.to_lowercase();
    words.iter().copied().find(|word| is_one_slip(&plain, &word.to_lowercase()))
}

/// Whether one letter inserted, removed, changed or swapped with its neighbour makes both the same, or none has to be.
fn is_one_slip(left: &str, right: &str) -> bool {
    osa_distance(left, right) <= 1
}

/// How many letters have to be inserted, removed or changed, whatever their case, to make both the same.
pub(super) fn changes(left: &[u8], right: &[u8]) -> usize {
    generic_levenshtein(&left.to_ascii_lowercase(), &right.to_ascii_lowercase())
}

/// A member whose id differs from what was written by one slip, by case, or by zeros before a number; the likelier
/// slips first.
///
/// It makes the possible slips and looks them up, so that it costs the same among ten members and ten million.
pub(super) fn nearest_id(written: &[u8], ids: &Ids, is_member: impl Fn(Symbol) -> bool) -> Option<Symbol> {
    const LONGEST: usize = 40;
    if written.is_empty() || written.len() > LONGEST || !written.is_ascii() {
        return None;
    }
    let find = |text: &[u8]| ids.find(text).filter(|&symbol| is_member(symbol));
    let cased = [written.to_ascii_uppercase(), written.to_ascii_lowercase()];
    let without_zeros: Vec<u8> = written.iter().copied().skip_while(|&digit| digit == b'0').collect();
    let zeros = (1..=8).map(|zeros| [&vec![b'0'; zeros][..], &without_zeros].concat());
    let first = cased.into_iter().chain([without_zeros.clone()]).chain(zeros);
    first.map(|text| find(&text)).find(Option::is_some).flatten().or_else(|| slips(written, find))
}

/// Swaps, changed letters (near ones first), missing letters, letters too many.
fn slips(written: &[u8], find: impl Fn(&[u8]) -> Option<Symbol>) -> Option<Symbol> {
    let alphabet = || (b'!'..=b'~').filter(|byte| byte.is_ascii_alphanumeric() || b"-_./#".contains(byte));
    let mut text = written.to_vec();
    for at in 1..written.len() {
        text.swap(at - 1, at);
        if let Some(found) = find(&text) {
            return Some(found);
        }
        text.swap(at - 1, at);
    }
    // The last letter first: a number that was counted too far is the likeliest slip.
    for at in (0..written.len()).rev() {
        let mut letters: Vec<u8> = alphabet().filter(|&letter| letter != written[at]).collect();
        letters.sort_by_key(|letter| letter.abs_diff(written[at]));
        for letter in letters {
            text[at] = letter;
            if let Some(found) = find(&text) {
                return Some(found);
            }
        }
        text[at] = written[at];
    }
    let shorter = (0..written.len()).map(|at| [&written[..at], &written[at + 1..]].concat());
    let longer = (0..=written.len())
        .flat_map(|at| alphabet().map(move |letter| [&written[..at], &[letter], &written[at..]].concat()));
    shorter.chain(longer).find_map(|text| find(&text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likeliest_slip_wins() {
        let mut ids = Ids::default();
        for id in ["B1", "B7", "B8", "C0042", "anna", "18", "x-ray"] {
            ids.add(id.as_bytes());
        }
        for (written, meant) in [
            ("B9", Some("B8")),
            ("b7", Some("B7")),
            ("ANNA", Some("anna")),
            ("0018", Some("18")),
            ("C0024", Some("C0042")),
            ("C042", Some("C0042")),
            ("xray", Some("x-ray")),
            ("annna", Some("anna")),
            ("zebra", None),
            ("", None),
            ("änna", None),
        ] {
            let found = nearest_id(written.as_bytes(), &ids, |_| true);
            assert_eq!(found.map(|symbol| ids.get(symbol)), meant.map(str::as_bytes), "{written}");
        }
        assert_eq!(nearest_id(b"B9", &ids, |_| false), None);
    }

    #[test]
    fn changes_are_counted_by_the_letter() {
        for (left, right, expected) in
            [("Bob", "Ben", 2), ("Bob", "bob", 0), ("", "abc", 3), ("kitten", "sitting", 3), ("abc", "", 3)]
        {
            assert_eq!(changes(left.as_bytes(), right.as_bytes()), expected, "{left} {right}");
        }
    }

    #[test]
    fn columns_of_other_programs_find_ours() {
        let columns = ["id", "sponsor", "placement", "joined", "pv", "cv"];
        for (written, meant) in [
            ("sponser", Some("sponsor")),
            ("Sponsor_ID", Some("sponsor")),
            ("enroller", Some("sponsor")),
            ("Member ID", Some("id")),
            ("join", None),
            ("joind", Some("joined")),
            ("Personal Volume", Some("pv")),
            ("colour", None),
        ] {
            assert_eq!(nearest_column(written.as_bytes(), &columns), meant, "{written}");
        }
        assert_eq!(nearest_word("golld", &["Silver", "Gold"]), Some("Gold"));
        assert_eq!(nearest_word("GOLD", &["Silver", "Gold"]), Some("Gold"));
        assert_eq!(nearest_word("lead", &["Silver", "Gold"]), None);
    }
}
