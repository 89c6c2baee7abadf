//! Amounts of money: each currency by its own habits, and one form for all amounts of a table.

use super::numbers::grouped;

/// Currencies that are written without hundredths: those whose minor unit is 0 in ISO 4217 (list one, 2024), and the
/// Indonesian rupiah, whose sen have gone out of use. In order, to be found by halving.
///
/// Amounts are kept in hundredths, so a currency of thousandths (dinars of Bahrain, Kuwait and others) is written with
/// the two decimals that are kept.
const WITHOUT_HUNDREDTHS: [&str; 18] = [
    "BIF", "CLP", "DJF", "GNF", "IDR", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF",
    "XOF", "XPF",
];

/// From this many hundredths on, cents are noise.
const LARGE: u64 = 10_000_000_00;

/// What stands before an amount of this currency: `$` for `USD`, else the ISO code and a space. Other signs are shared by
/// several currencies, or missing from some terminals.
#[must_use]
pub fn currency_mark(currency: &str) -> String {
    if currency == "USD" { "$".to_owned() } else { format!("{currency} ") }
}

/// Whether amounts of this currency have hundredths.
fn has_hundredths(currency: &str) -> bool {
    WITHOUT_HUNDREDTHS.binary_search(&currency).is_err()
}

/// An amount of hundredths with the decimals of its currency: `-$1,206.00`, `EUR 25.50`, `JPY 1,207`.
///
/// A currency without hundredths is rounded, halves away from zero.
///
/// ```
/// use downline::words::money;
/// assert_eq!(money(-120_600, "USD"), "-$1,206.00");
/// assert_eq!(money(5, "EUR"), "EUR 0.05");
/// assert_eq!(money(120_650, "JPY"), "JPY 1,207");
/// ```
#[must_use]
pub fn money(cents: i64, currency: &str) -> String {
    if !has_hundredths(currency) {
        return money_whole(cents, currency);
    }
    let magnitude = cents.unsigned_abs();
    format!("{}.{:02}", signed_units(cents < 0, magnitude / 100, currency), magnitude % 100)
}

/// An amount of hundredths without the cents when there are none, as axes and running text show it: `$25`, `-$1,206.50`.
#[must_use]
pub fn money_brief(cents: i64, currency: &str) -> String {
    if cents % 100 == 0 { money_whole(cents, currency) } else { money(cents, currency) }
}

/// An amount of hundredths in whole units, halves away from zero.
fn money_whole(cents: i64, currency: &str) -> String {
    let units = cents.unsigned_abs() / 100 + u64::from(cents.unsigned_abs() % 100 >= 50);
    signed_units(cents < 0 && units > 0, units, currency)
}

fn signed_units(negative: bool, units: u64, currency: &str) -> String {
    format!("{}{}{}", if negative { "-" } else { "" }, currency_mark(currency), grouped(units))
}

/// How all amounts of one table are written: to the cent, or in whole units where one of them is so large that cents are
/// noise. Never a mixture, and never a width of the terminal.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AmountForm<'c> {
    currency: &'c str,
    is_whole: bool,
}

impl<'c> AmountForm<'c> {
    /// The form in which these hundredths can stand under each other.
    pub(crate) fn of(currency: &'c str, amounts: impl IntoIterator<Item = i64>) -> Self {
        Self { currency, is_whole: amounts.into_iter().any(|amount| amount.unsigned_abs() >= LARGE) }
    }

    /// An amount of hundredths in this form.
    pub(crate) fn say(self, cents: i64) -> String {
        if self.is_whole { money_whole(cents, self.currency) } else { money(cents, self.currency) }
    }
}

/// [`money`] of a mean of hundredths.
#[allow(clippy::cast_possible_truncation)] // means of 64-bit cents
pub(crate) fn money_mean(cents: f64, currency: &str) -> String {
    money(cents.round() as i64, currency)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_has_its_sign_before_the_currency() {
        assert_eq!(money(1_073_741_823, "USD"), "$10,737,418.23");
        assert_eq!(money(-5, "USD"), "-$0.05");
        assert_eq!(money(-120_600, "CHF"), "-CHF 1,206.00");
        assert_eq!(money(0, "USD"), "$0.00");
        assert_eq!(money_brief(-2_500, "USD"), "-$25");
        assert_eq!(money_brief(2_550, "EUR"), "EUR 25.50");
    }

    #[test]
    fn currencies_have_the_decimals_that_people_write() {
        for (currency, text) in [
            ("JPY", "JPY 1,207"),
            ("KRW", "KRW 1,207"),
            ("IDR", "IDR 1,207"),
            ("XPF", "XPF 1,207"),
            ("EUR", "EUR 1,206.50"),
            ("INR", "INR 1,206.50"),
            ("KWD", "KWD 1,206.50"),
        ] {
            assert_eq!(money(120_650, currency), text);
        }
        assert_eq!((money(-49, "JPY"), money(-50, "JPY")), ("JPY 0".to_owned(), "-JPY 1".to_owned()));
        assert_eq!(money_brief(2_550, "JPY"), "JPY 26");
        assert!(WITHOUT_HUNDREDTHS.is_sorted());
    }

    #[test]
    fn amounts_of_a_table_have_one_form() {
        let small = AmountForm::of("EUR", [12_720, -99_999_999_9]);
        assert_eq!((small.say(12_720), small.say(-999_999_999)), ("EUR 127.20".into(), "-EUR 9,999,999.99".into()));
        let large = AmountForm::of("EUR", [12_720, 10_000_000_00]);
        assert_eq!((large.say(12_720), large.say(10_000_000_00)), ("EUR 127".into(), "EUR 10,000,000".into()));
        assert_eq!(AmountForm::of("USD", [i64::MIN]).say(i64::MIN), "-$92,233,720,368,547,758");
    }
}
