//! Reading one value: its type and its range, with a complaint that says what was written and what to write.

use std::fmt::Display;
use std::str::FromStr;

use super::nearest::nearest;
use super::source::Place;
use super::tree::{Node, Value};
use crate::units::{Money, Probability, Rate, Volume};

/// The most that an amount may be.
#[derive(Clone, Copy)]
pub(crate) struct Limit {
    most: f64,
    said: &'static str,
}

/// The largest amount of money or volume.
const BILLION: Limit = Limit { most: 1e9, said: "1,000,000,000" };
/// The largest order or kit.
pub(crate) const MILLION: Limit = Limit { most: 1e6, said: "1,000,000" };
/// The largest price of one point.
pub(crate) const THOUSAND: Limit = Limit { most: 1e3, said: "1,000" };

/// A number, or a word that stands for one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum NumberOr {
    Number(f64),
    Word(&'static str),
}

/// A value as it was written.
pub(crate) struct Given<'d> {
    pub(crate) node: &'d Node,
    /// The source text of the value, shortened and safe to print.
    pub(crate) written: String,
}

/// What is wrong with a value.
#[derive(Debug)]
pub(crate) struct Complaint {
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    /// A narrower place than the whole value.
    pub(crate) place: Option<Place>,
}

impl Complaint {
    pub(crate) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: Some(help.into()), place: None }
    }
}

/// What reading a value gives.
pub(crate) type Read<T> = Result<T, Complaint>;

impl<'d> Given<'d> {
    fn wrong_type(&self, wanted: &str, example: &str) -> Complaint {
        let found = self.node.value.type_name();
        // A table's or list's text can be its header or many lines: its type says enough.
        let message = match &self.node.value {
            Value::Array(_) | Value::Table(_) => format!("expected {wanted}, found {found}"),
            _ => format!("expected {wanted}, found {found}: {}", self.written),
        };
        Complaint::new(message, format!("write {example}"))
    }

    /// A text.
    pub(crate) fn text(&self) -> Read<String> {
        match &self.node.value {
            Value::Text(text) => Ok(text.clone()),
            _ => Err(self.wrong_type("a text", "a text in quotes, such as \"words\"")),
        }
    }

    /// True or false.
    pub(crate) fn boolean(&self) -> Read<bool> {
        match &self.node.value {
            Value::Boolean(truth) => Ok(*truth),
            _ => Err(self.wrong_type("true or false", "true or false, without quotes")),
        }
    }

    /// A whole number in a range.
    pub(crate) fn whole<W: Copy + PartialOrd + FromStr + Display>(&self, least: W, most: W, of: &str) -> Read<W> {
        let wanted = format!("a whole number of {of}");
        let Value::Number { text, whole: true } = &self.node.value else {
            return Err(self.wrong_type(&wanted, &format!("a whole number from {least} to {most}")));
        };
        let number = text.parse::<W>().ok().filter(|number| (least..=most).contains(number));
        number.ok_or_else(|| {
            Complaint::new(
                format!("{} is outside {least} to {most}", self.written),
                format!("write a whole number from {least} to {most}"),
            )
        })
    }

    /// A finite number; whoever asks checks the range.
    pub(crate) fn number(&self, wanted: &str, example: &str) -> Read<f64> {
        match &self.node.value {
            Value::Number { text, .. } => self.finite(text, example),
            _ => Err(self.wrong_type(wanted, example)),
        }
    }

    fn finite(&self, text: &str, example: &str) -> Read<f64> {
        let number = text.parse::<f64>().unwrap_or(f64::NAN);
        if number.is_finite() {
            return Ok(number + 0.0); // -0 is 0
        }
        let what = if number.is_nan() { "not a number" } else { "not finite" };
        Err(Complaint::new(format!("{} is {what}", self.written), format!("write {example}")))
    }

    /// A finite number, or this word for none.
    pub(crate) fn number_or(&self, word: &str, wanted: &str, example: &str) -> Read<Option<f64>> {
        self.is_word(word, wanted, example)?.map_or_else(
            || self.number(&format!("{wanted} or \"{word}\""), &format!("{example} or \"{word}\"")).map(Some),
            |()| Ok(None),
        )
    }

    /// A finite number, or one of these words.
    pub(crate) fn number_or_one_of(&self, words: &[&'static str], wanted: &str, example: &str) -> Read<NumberOr> {
        let listed = words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" or ");
        let Value::Text(text) = &self.node.value else {
            return self.number(&format!("{wanted}, {listed}"), &format!("{example}, {listed}")).map(NumberOr::Number);
        };
        if let Some(word) = words.iter().find(|word| *word == text) {
            return Ok(NumberOr::Word(word));
        }
        let meant =
            nearest(text, words.iter().copied()).map_or(String::new(), |word| format!("did you mean \"{word}\"? "));
        Err(Complaint::new(
            format!("expected {wanted}, {listed}, found the text {}", self.written),
            format!("{meant}write {example}, or {listed}"),
        ))
    }

    /// A volume up to a million points, or this word for none.
    pub(crate) fn volume_or(&self, word: &str) -> Read<Option<Volume>> {
        let wanted = format!("a volume or \"{word}\"");
        self.is_word(word, "a volume", "a number such as 110")?
            .map_or_else(|| self.hundredths(&wanted, MILLION).map(Volume::from_hundredths).map(Some), |()| Ok(None))
    }

    /// Whether the value is this word; another text is a complaint, and anything else may be a value.
    fn is_word(&self, word: &str, wanted: &str, example: &str) -> Read<Option<()>> {
        let Value::Text(text) = &self.node.value else { return Ok(None) };
        if text == word {
            return Ok(Some(()));
        }
        let meant = nearest(text, [word]).map_or(String::new(), |word| format!("did you mean \"{word}\"? "));
        Err(Complaint::new(
            format!("expected {wanted} or \"{word}\", found the text {}", self.written),
            format!("{meant}write {example} or \"{word}\""),
        ))
    }

    /// A number in a range, both ends of it included.
    pub(crate) fn number_within(&self, least: f64, most: f64, wanted: &str, example: &str) -> Read<f64> {
        let number = self.number(wanted, example)?;
        if (least..=most).contains(&number) {
            return Ok(number);
        }
        let message = format!("{} is outside {least} to {most}", self.written);
        Err(Complaint::new(message, format!("write a number from {least} to {most}")))
    }

    /// An amount in hundredths, 0 to a limit, with two decimals at most.
    fn hundredths(&self, wanted: &str, limit: Limit) -> Read<i64> {
        let example = "a number such as 25 or 25.50, without quotes and currency mark";
        let number = self.number(wanted, example)?;
        if !(0.0..=limit.most).contains(&number) {
            let message = if number < 0.0 {
                format!("{} is below 0", self.written)
            } else {
                format!("{} is above {}", self.written, limit.said)
            };
            return Err(Complaint::new(message, format!("write an amount from 0 to {}", limit.most)));
        }
        let Value::Number { text, .. } = &self.node.value else { return Err(self.wrong_type(wanted, example)) };
        scaled(text, 2).ok_or_else(|| {
            Complaint::new(
                format!("{} has more than two decimals", self.written),
                format!("round it to hundredths, such as {number:.2}"),
            )
        })
    }

    /// An amount of money, up to a billion.
    pub(crate) fn money(&self) -> Read<Money> {
        self.money_up_to(BILLION)
    }

    /// An amount of money up to a limit.
    pub(crate) fn money_up_to(&self, limit: Limit) -> Read<Money> {
        self.hundredths("an amount of money", limit).map(Money::from_cents)
    }

    /// A volume of points, up to a billion.
    pub(crate) fn volume(&self) -> Read<Volume> {
        self.volume_up_to(BILLION)
    }

    /// A volume of points up to a limit.
    pub(crate) fn volume_up_to(&self, limit: Limit) -> Read<Volume> {
        self.hundredths("a volume", limit).map(Volume::from_hundredths)
    }

    /// A share of a whole as a decimal text: `0.06`, or `"6%"` as `6e-2`.
    fn share(&self, wanted: &str) -> Read<(f64, String)> {
        let example = "a fraction such as 0.06 or a percentage in quotes such as \"6%\"";
        let text = match &self.node.value {
            Value::Number { text, .. } => text.clone(),
            Value::Text(text) => {
                let percent = text.trim().strip_suffix('%').map(str::trim_end).filter(|digits| is_decimal(digits));
                let percent = percent.ok_or_else(|| {
                    Complaint::new(
                        format!("expected {wanted}, found the text {}", self.written),
                        format!("write {example}"),
                    )
                })?;
                format!("{percent}e-2")
            }
            _ => return Err(self.wrong_type(wanted, example)),
        };
        let number = self.finite(&text, example)?;
        if (0.0..=1.0).contains(&number) {
            return Ok((number, text));
        }
        let side = if number < 0.0 { "below 0" } else { "above 1, which is 100 %" };
        let percent = matches!(self.node.value, Value::Number { .. }) && (1.0..=100.0).contains(&number);
        let meant = if percent { format!("for {number} percent write \"{number}%\"; ") } else { String::new() };
        Err(Complaint::new(
            format!("{} is {side}", self.written),
            format!("{meant}{wanted} is from 0 to 1, or \"0%\" to \"100%\""),
        ))
    }

    /// A probability.
    pub(crate) fn probability(&self) -> Read<Probability> {
        let (number, _) = self.share("a probability")?;
        Probability::new(number).ok_or_else(|| self.wrong_type("a probability", "a number from 0 to 1"))
    }

    /// An exact rate.
    pub(crate) fn rate(&self) -> Read<Rate> {
        let (_, text) = self.share("a rate")?;
        let parts = scaled(&text, 6).and_then(|parts| u32::try_from(parts).ok());
        parts.map(Rate::from_parts_per_million).ok_or_else(|| {
            Complaint::new(
                format!("{} is finer than a ten-thousandth of a percent", self.written),
                "write at most six decimals (0.123456 or \"12.3456%\"), so that it is paid exactly",
            )
        })
    }

    /// An exact factor above 0 and up to 1000.
    pub(crate) fn factor(&self) -> Read<Rate> {
        let (wanted, example) = ("a number", "a number such as 0.5");
        let number = self.number(wanted, example)?;
        let Value::Number { text, .. } = &self.node.value else { return Err(self.wrong_type(wanted, example)) };
        if number <= 0.0 || number > 1000.0 {
            let message = format!("{} is not above 0 and up to 1000", self.written);
            return Err(Complaint::new(message, "write a number from 0.000001 to 1000"));
        }
        let parts = scaled(text, 6).and_then(|parts| u32::try_from(parts).ok());
        parts.map(Rate::from_parts_per_million).ok_or_else(|| {
            let message = format!("{} has more than six decimals", self.written);
            Complaint::new(message, "write at most six decimals, so that it is paid exactly")
        })
    }

    /// One of a few words.
    pub(crate) fn choice<T: Copy>(&self, choices: &[(&'static str, T)], help: Option<&str>) -> Read<T> {
        let names = choices.iter().map(|choice| choice.0);
        let list = names.clone().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
        let Value::Text(text) = &self.node.value else {
            return Err(self.wrong_type(&format!("one of {list}"), &format!("one of {list}")));
        };
        if let Some(choice) = choices.iter().find(|choice| choice.0 == text) {
            return Ok(choice.1);
        }
        let meant = nearest(text, names).map_or(String::new(), |name| format!("did you mean \"{name}\"? "));
        let advice = help.map_or_else(|| format!("write one of {list}"), str::to_owned);
        Err(Complaint::new(format!("{} is not one of {list}", self.written), format!("{meant}{advice}")))
    }

    /// The items of a list that is not empty and not longer than `most`.
    pub(crate) fn items(&self, wanted: &str, example: &str, most: usize) -> Read<&'d [Node]> {
        let Value::Array(items) = &self.node.value else { return Err(self.wrong_type(wanted, example)) };
        if items.is_empty() {
            return Err(Complaint::new("the list is empty", format!("write at least one, such as {example}")));
        }
        if items.len() > most {
            return Err(Complaint::new(
                format!("{} entries are more than {most}", items.len()),
                format!("write at most {most}"),
            ));
        }
        Ok(items)
    }
}

/// Whether a text is a plain decimal number: a sign, digits and one point at most.
fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    digits.bytes().any(|byte| byte.is_ascii_digit())
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && digits.bytes().filter(|&byte| byte == b'.').count() <= 1
}

/// A decimal text times ten to the power `decimals`, exactly; `None` when that is not whole or not in 18 digits.
pub(crate) fn scaled(text: &str, decimals: i32) -> Option<i64> {
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = format!("{whole}{fraction}");
    let digits = all.trim_start_matches('0').trim_end_matches('0');
    if digits.is_empty() {
        return all.bytes().all(|byte| byte == b'0').then_some(0);
    }
    let zeros = i32::try_from(all.len() - all.trim_end_matches('0').len()).ok()?;
    let places = i32::try_from(fraction.len()).ok()?;
    let shift = exponent.checked_sub(places)?.checked_add(zeros)?.checked_add(decimals)?;
    let shift = usize::try_from(shift).ok()?;
    if digits.len().checked_add(shift)? > 18 {
        return None;
    }
    let magnitude: i64 = format!("{digits}{}", "0".repeat(shift)).parse().ok()?;
    Some(if negative { -magnitude } else { magnitude })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimal_texts_are_scaled_exactly() {
        for (text, decimals, value) in [
            ("25", 2, Some(2500)),
            ("25.5", 2, Some(2550)),
            ("0.29", 2, Some(29)),
            ("999999999.99", 2, Some(99_999_999_999)),
            ("1e9", 2, Some(100_000_000_000)),
            ("2.50e-1", 2, Some(25)),
            ("5.4e-2", 6, Some(54_000)),
            ("-3", 2, Some(-300)),
            ("0.00", 2, Some(0)),
            ("100", 0, Some(100)),
            ("0.005", 2, None),
            ("1e-9999999999", 2, None),
            ("1e2000000000", 2, None),
            ("inf", 2, None),
            ("", 2, Some(0)),
        ] {
            assert_eq!(scaled(text, decimals), value, "{text}");
        }
    }

    #[test]
    fn only_plain_decimals_stand_before_a_percent_mark() {
        for plain in ["6", "13.5", "-1", ".5", "100."] {
            assert!(is_decimal(plain), "{plain}");
        }
        for other in ["", ".", "-", "1e2", "1.2.3", "inf", "6,5", "--1"] {
            assert!(!is_decimal(other), "{other}");
        }
    }
}
