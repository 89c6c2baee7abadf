//! Exact decimals as people and spreadsheets write them: `1234.5`, `12,50`, `1.234,50`, `1'234.50`, `1 234`.
//!
//! A number that can be read in two ways (`1.234`) is refused, never guessed; nothing passes through a float.

/// The largest amount in a cell: a billion points or major units.
pub(super) const LARGEST: i64 = 1_000_000_000;

/// Why a text is not an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumberFault {
    /// Not a number at all.
    NotANumber,
    /// A mark before three digits: for thousands or for decimals?
    Ambiguous,
    /// More than two decimals that are not zero.
    Decimals,
    /// Beyond [`LARGEST`].
    TooLarge,
    /// `1.2E+05`, as spreadsheets shorten long numbers.
    Scientific,
    /// With a currency or a percent sign.
    Symbol,
    /// Marks that are not every three digits.
    Groups,
}

impl NumberFault {
    /// What is said of the number, after its column and text.
    pub(super) const fn message(self) -> &'static str {
        match self {
            Self::NotANumber => "is not a number",
            Self::Ambiguous => {
                "can be read in two ways, as thousands or as decimals; write it without thousands marks and with one \
                 or two decimals, or none"
            }
            Self::Decimals => "has more than two decimals",
            Self::TooLarge => "is beyond 1,000,000,000",
            Self::Scientific => "was shortened by a spreadsheet; write all its digits",
            Self::Symbol => "must be a plain number, without a currency or percent sign",
            Self::Groups => "has marks that are not every three digits",
        }
    }
}

/// The amount in hundredths; an empty text is not a number.
pub(super) fn hundredths(text: &[u8]) -> Result<i64, NumberFault> {
    let (negative, digits) = match text {
        [b'-', rest @ ..] | [0xe2, 0x88, 0x92, rest @ ..] => (true, rest), // hyphen or minus sign
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    let amount = match plain(digits) {
        Some(amount) => amount,
        None => marked(digits)?,
    };
    if amount > LARGEST * 100 {
        return Err(NumberFault::TooLarge);
    }
    Ok(if negative { -amount } else { amount })
}

/// The common case in one pass: up to 12 digits, then perhaps a mark and one or two decimals.
fn plain(text: &[u8]) -> Option<i64> {
    let mut amount = 0_i64;
    let mut at = 0;
    while let Some(digit) = text.get(at).filter(|byte| byte.is_ascii_digit()) {
        amount = amount * 10 + i64::from(digit - b'0');
        at += 1;
        if at > 12 {
            return None;
        }
    }
    if at == 0 {
        return None;
    }
    match text[at..] {
        [] => Some(amount * 100),
        [b'.' | b',', tenths @ b'0'..=b'9'] => Some(amount * 100 + i64::from(tenths - b'0') * 10),
        [b'.' | b',', tenths @ b'0'..=b'9', last @ b'0'..=b'9'] => {
            Some(amount * 100 + i64::from(tenths - b'0') * 10 + i64::from(last - b'0'))
        }
        _ => None,
    }
}

/// Any number with marks: which of them are for thousands and which is the decimal one.
fn marked(text: &[u8]) -> Result<i64, NumberFault> {
    const LONGEST: usize = 80;
    let text = std::str::from_utf8(text).map_err(|_| NumberFault::NotANumber)?;
    if text.len() > LONGEST || !text.contains(|letter: char| letter.is_ascii_digit()) {
        return Err(NumberFault::NotANumber);
    }
    if has_currency_code(text) {
        return Err(NumberFault::Symbol);
    }
    let mut marks = Vec::new();
    for (at, letter) in text.char_indices().filter(|(_, letter)| !letter.is_ascii_digit()) {
        marks.push(mark(letter, &text[..at], &text[at + letter.len_utf8()..])?);
    }
    let groups: Vec<&str> = text.split(|letter: char| !letter.is_ascii_digit()).collect();
    let (&last_group, before) = groups.split_last().ok_or(NumberFault::NotANumber)?;
    let Some((&last, earlier)) = marks.split_last() else { return amount(text, "") };
    let may_be_decimal = last != ' ' && last != '\'' && !earlier.contains(&last);
    if may_be_decimal && earlier.is_empty() {
        let whole = before.concat();
        if last_group.is_empty() {
            return Err(NumberFault::NotANumber);
        }
        if last_group.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0') {
            return Err(NumberFault::Ambiguous);
        }
        return amount(&whole, last_group);
    }
    let (whole, decimals, thousands) =
        if may_be_decimal { (before, last_group, earlier) } else { (&groups[..], "", &marks[..]) };
    let alike = thousands.windows(2).all(|pair| pair[0] == pair[1]);
    let in_threes = whole.iter().skip(1).all(|group| group.len() == 3) && (1..=3).contains(&whole[0].len());
    if !alike || !in_threes || (may_be_decimal && decimals.is_empty()) {
        return Err(NumberFault::Groups);
    }
    amount(&whole.concat(), decimals)
}

/// Whether a number begins or ends with a currency of three capitals, as in `100 EUR`.
fn has_currency_code(text: &str) -> bool {
    let is_code = |word: &str| word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_capital = |letter: char| letter.is_ascii_uppercase();
    is_code(&text[text.trim_end_matches(is_capital).len()..])
        || is_code(&text[..text.len() - text.trim_start_matches(is_capital).len()])
}

/// The mark that a letter between these texts is, or why it cannot stand in a number.
fn mark(letter: char, before: &str, after: &str) -> Result<char, NumberFault> {
    match letter {
        '.' | ',' => Ok(letter),
        '\'' | '\u{2019}' => Ok('\''),
        ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' => Ok(' '),
        'e' | 'E'
            if before.starts_with(|first: char| first.is_ascii_digit())
                && after.trim_start_matches(['+', '-']).starts_with(|next: char| next.is_ascii_digit()) =>
        {
            Err(NumberFault::Scientific)
        }
        '$' | '%' | '\u{20ac}' | '\u{a3}' | '\u{a5}' => Err(NumberFault::Symbol),
        _ => Err(NumberFault::NotANumber),
    }
}

fn amount(whole: &str, decimals: &str) -> Result<i64, NumberFault> {
    let decimals = decimals.trim_end_matches('0').as_bytes();
    if decimals.len() > 2 {
        return Err(NumberFault::Decimals);
    }
    let digit = |place: usize| decimals.get(place).map_or(0, |digit| i64::from(digit - b'0'));
    let whole = whole.trim_start_matches('0');
    if whole.len() > 12 {
        return Err(NumberFault::TooLarge);
    }
    let whole = whole.bytes().fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0'));
    Ok(whole * 100 + digit(0) * 10 + digit(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_to_the_hundredth_however_they_are_marked() {
        for (text, expected) in [
            ("0", 0),
            ("12", 1_200),
            ("12.5", 1_250),
            ("12,5", 1_250),
            ("12.50", 1_250),
            ("-12,05", -1_205),
            ("\u{2212}3", -300),
            ("+3", 300),
            (".5", 50),
            ("007", 700),
            ("0.500", 50),
            ("1234.500", 123_450),
            ("12.5000", 1_250),
            ("1.234,50", 123_450),
            ("1,234.50", 123_450),
            ("1.234.567", 123_456_700),
            ("1,234,567.8", 123_456_780),
            ("1 234", 123_400),
            ("1\u{a0}234,50", 123_450),
            ("1\u{202f}234\u{202f}567", 123_456_700),
            ("1'234.50", 123_450),
            ("1\u{2019}234", 123_400),
            ("0000000000000001", 100),
            ("1000000000", 100_000_000_000),
        ] {
            assert_eq!(hundredths(text.as_bytes()), Ok(expected), "{text}");
        }
    }

    #[test]
    fn a_number_that_is_not_clear_is_refused_with_its_reason() {
        use NumberFault::{Ambiguous, Decimals, Groups, NotANumber, Scientific, Symbol, TooLarge};
        for (text, fault) in [
            ("1.234", Ambiguous),
            ("1,234", Ambiguous),
            ("150.000", Ambiguous),
            ("-12,345", Ambiguous),
            ("12.345678", Decimals),
            ("0.123", Decimals),
            ("1.234,567", Decimals),
            ("1000000000.01", TooLarge),
            ("99999999999999999999999", TooLarge),
            ("1,2,3", Groups),
            ("12,34,567", Groups),
            ("1234,567.8", Groups),
            ("1234.567,8", Groups),
            ("1.234'567", Groups),
            ("1,234.", Groups),
            ("1.234,5.6", Groups),
            ("1.2E+05", Scientific),
            ("1e3", Scientific),
            ("-2E-3", Scientific),
            ("100 EUR", Symbol),
            ("5EUR", Symbol),
            ("-5 USD", Symbol),
            ("SEK 5", Symbol),
            ("5 E", NotANumber),
            ("5 euro", NotANumber),
            ("5E+", NotANumber),
            ("$12.50", Symbol),
            ("12 %", Symbol),
            ("(12.50)", NotANumber),
            ("", NotANumber),
            ("-", NotANumber),
            ("--1", NotANumber),
            ("5.", NotANumber),
            (",", NotANumber),
            ("NaN", NotANumber),
            ("inf", NotANumber),
            ("1O", NotANumber),
            ("\u{661}", NotANumber),
        ] {
            assert_eq!(hundredths(text.as_bytes()), Err(fault), "{text}");
        }
        assert_eq!(hundredths(b"1\xff"), Err(NotANumber));
        assert_eq!(hundredths(&vec![b'.'; 1_000_000]), Err(NotANumber));
    }
}
