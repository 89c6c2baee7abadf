//! "Did you mean": what differs from a written word by one slip.

use strsim::{generic_levenshtein, osa_distance};

use super::ids::{Ids, Symbol};

/// What other programs call a column of ours, where that leaves no doubt, by file. What may be two things (`amount`, `total`,
/// `customer`, `title`, `upline`, `parent`) is not here: a column that is taken for another one pays wrong money.
const OTHER_NAMES: &[(&str, &str, &str)] = &[
    ("tree", "member", "id"),
    ("tree", "memberid", "id"),
    ("tree", "distributor", "id"),
    ("tree", "distributorid", "id"),
    ("tree", "associate", "id"),
    ("tree", "associateid", "id"),
    ("tree", "sponsorid", "sponsor"),
    ("tree", "enrollerid", "enroller"),
    ("tree", "placementid", "placement"),
    ("tree", "placementparent", "placement"),
    ("tree", "leg", "side"),
    ("tree", "joindate", "joined"),
    ("tree", "joinmonth", "joined"),
    ("tree", "enrolldate", "joined"),
    ("tree", "enrollmentdate", "joined"),
    ("tree", "startdate", "joined"),
    ("tree", "leftdate", "left"),
    ("tree", "enddate", "left"),
    ("tree", "terminationdate", "left"),
    ("tree", "personalvolume", "pv"),
    ("tree", "qv", "pv"),
    ("tree", "bv", "cv"),
    ("tree", "commissionablevolume", "cv"),
    ("tree", "ownerid", "owner"),
    ("orders", "order", "id"),
    ("orders", "orderid", "id"),
    ("orders", "ordernumber", "id"),
    ("orders", "memberid", "member"),
    ("orders", "distributor", "member"),
    ("orders", "distributorid", "member"),
    ("orders", "associate", "member"),
    ("orders", "associateid", "member"),
    ("orders", "date", "month"),
    ("orders", "orderdate", "month"),
    ("orders", "period", "month"),
    ("orders", "personalvolume", "pv"),
    ("orders", "qv", "pv"),
    ("orders", "bv", "cv"),
    ("orders", "commissionablevolume", "cv"),
    ("orders", "refundof", "refunds"),
];

/// Shorter words are one slip away from too many others: `gv` from `pv` and from `cv`.
const SHORTEST: usize = 4;

/// The column of a file (`tree` or `orders`) that was meant without a doubt: called so elsewhere, or the only one that is one slip
/// away.
pub(super) fn nearest_column<'c>(written: &[u8], file: &str, columns: &[&'c str]) -> Option<&'c str> {
    let letters = |byte: &u8| byte.is_ascii_alphanumeric().then(|| byte.to_ascii_lowercase());
    let plain: String = written.iter().take(100).filter_map(letters).map(char::from).collect();
    let other = OTHER_NAMES.iter().find(|other| other.0 == file && other.1 == plain).map(|other| other.2);
    let other = other.and_then(|meant| columns.iter().copied().find(|&column| column == meant));
    other.or_else(|| only_slip(&plain, columns))
}

/// The known word that was meant without a doubt: the same but for case, or the only one that is one slip away.
pub(super) fn nearest_word<'w>(written: &str, words: &[&'w str]) -> Option<&'w str> {
    let plain = written.to_lowercase();
    words.iter().copied().find(|word| word.to_lowercase() == plain).or_else(|| only_slip(&plain, words))
}

/// The only word that is one slip away. Numbers are no slips: of `Star 1` and `Star 2`, neither is meant by `Star 3`.
fn only_slip<'w>(plain: &str, words: &[&'w str]) -> Option<&'w str> {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let is_meant = |word: &&&str| {
        let word = word.to_lowercase();
        word.chars().count() >= SHORTEST && is_one_slip(plain, &word) && digits(plain) == digits(&word)
    };
    let mut meant = words.iter().filter(is_meant);
    meant.next().copied().filter(|_| meant.next().is_none())
}

/// Whether one letter inserted, removed, changed or swapped with its neighbour makes both the same, or none has to be.
fn is_one_slip(left: &str, right: &str) -> bool {
    osa_distance(left, right) <= 1
}

/// The only id that is the same but for case or for zeros before a number. Of a member that is to be paid nothing else is
/// said: an id one slip away is most often another member's.
pub(super) fn same_id(written: &[u8], ids: &Ids, is_meant: impl Fn(Symbol) -> bool) -> Option<Symbol> {
    let mut found: Vec<Symbol> = alike(written).iter().filter_map(|text| ids.find(text)).collect();
    found.retain(|&symbol| ids.get(symbol) != written && is_meant(symbol));
    found.sort_unstable();
    found.dedup();
    if let [only] = found[..] { Some(only) } else { None }
}

/// The same text in capitals, in small letters, and with fewer or more zeros in front.
fn alike(written: &[u8]) -> Vec<Vec<u8>> {
    const LONGEST: usize = 40;
    if written.is_empty() || written.len() > LONGEST || !written.is_ascii() {
        return Vec::new();
    }
    let cased = [written.to_ascii_uppercase(), written.to_ascii_lowercase()];
    let without_zeros: Vec<u8> = written.iter().copied().skip_while(|&digit| digit == b'0').collect();
    let is_number = !without_zeros.is_empty() && without_zeros.iter().all(u8::is_ascii_digit);
    let zeros = (0..=8).filter(|_| is_number).map(|zeros| [&vec![b'0'; zeros][..], &without_zeros].concat());
    cased.into_iter().chain(zeros).collect()
}

/// How many letters have to be inserted, removed or changed, whatever their case, to make both the same.
pub(super) fn changes(left: &[u8], right: &[u8]) -> usize {
    generic_levenshtein(&left.to_ascii_lowercase(), &right.to_ascii_lowercase())
}

/// A member whose id differs from what was written by one slip, by case, or by zeros before a number; the likelier
/// slips first. For a question that pays nobody.
///
/// It makes the possible slips and looks them up, so that it costs the same among ten members and ten million.
pub(super) fn nearest_id(written: &[u8], ids: &Ids) -> Option<Symbol> {
    let find = |text: &[u8]| ids.find(text);
    let mut alike = alike(written).into_iter().peekable();
    alike.peek()?;
    alike.find_map(|text| find(&text)).or_else(|| slips(written, find))
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
            let found = nearest_id(written.as_bytes(), &ids);
            assert_eq!(found.map(|symbol| ids.get(symbol)), meant.map(str::as_bytes), "{written}");
        }
    }

    #[test]
    fn of_who_is_paid_only_the_same_id_in_another_form_is_named() {
        let mut ids = Ids::default();
        for id in ["11", "007", "8", "08", "anna", "Ben", "BEN", "x1"] {
            ids.add(id.as_bytes());
        }
        for (written, meant) in [
            ("12", None),
            ("1", None),
            ("0011", Some("11")),
            ("7", Some("007")),
            ("ANNA", Some("anna")),
            ("Ann", None),
            ("X1", Some("x1")),
            ("x01", None),
            // Two are meant as well as one.
            ("008", None),
            ("bEN", Some("BEN")),
            ("0", None),
        ] {
            let found = same_id(written.as_bytes(), &ids, |_| true);
            assert_eq!(found.map(|symbol| ids.get(symbol)), meant.map(str::as_bytes), "{written}");
        }
        assert_eq!(same_id(b"0011", &ids, |_| false), None);
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
    fn columns_of_other_programs_find_ours_where_there_is_no_doubt() {
        let tree = ["id", "sponsor", "placement", "joined", "pv", "cv", "enroller"];
        for (written, meant) in [
            ("sponser", Some("sponsor")),
            ("Sponsor_ID", Some("sponsor")),
            ("Enroller ID", Some("enroller")),
            ("enrollers", Some("enroller")),
            ("Member ID", Some("id")),
            ("join", None),
            ("joind", Some("joined")),
            ("Personal Volume", Some("pv")),
            ("BV", Some("cv")),
            ("gv", None),
            ("Upline", None),
            ("Parent", None),
            ("Title", None),
            ("colour", None),
        ] {
            assert_eq!(nearest_column(written.as_bytes(), "tree", &tree), meant, "{written}");
        }
        let orders = ["id", "member", "month", "pv", "cv", "price", "refunds", "buyer"];
        for (written, meant) in [
            ("Member ID", Some("member")),
            ("Order ID", Some("id")),
            ("Order date", Some("month")),
            ("Total", None),
            ("Amount", None),
            ("Customer", None),
            ("prize", Some("price")),
        ] {
            assert_eq!(nearest_column(written.as_bytes(), "orders", &orders), meant, "{written}");
        }
    }

    #[test]
    fn a_rank_is_meant_by_case_or_by_the_only_slip_and_never_by_another_number() {
        for (written, known, meant) in [
            ("golld", &["Silver", "Gold"][..], Some("Gold")),
            ("GOLD", &["Silver", "Gold"], Some("Gold")),
            ("lead", &["Silver", "Gold"], None),
            ("Star 3", &["Star 1", "Star 2"], None),
            ("Tear", &["Bear", "Pear"], None),
            ("VP", &["MP", "XP"], None),
        ] {
            assert_eq!(nearest_word(written, known), meant, "{written}");
        }
    }
}
