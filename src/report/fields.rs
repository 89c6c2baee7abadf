//! How a metric's integer values stand in tables and JSON: people as whole numbers, points and money in major units.

use crate::results::Unit;

/// A value for a table cell: `4096`, `-1206.00`.
pub(super) fn cell(value: i64, unit: Unit) -> String {
    match unit {
        Unit::People => value.to_string(),
        Unit::Points | Unit::Money => {
            let sign = if value < 0 { "-" } else { "" };
            let hundredths = value.unsigned_abs();
            format!("{sign}{}.{:02}", hundredths / 100, hundredths % 100)
        }
    }
}

/// The cell of a value that may not be there: empty then.
pub(super) fn optional_cell(value: Option<i64>, unit: Unit) -> String {
    value.map(|value| cell(value, unit)).unwrap_or_default()
}

/// A mean or its error in the metric's shown unit.
#[allow(clippy::cast_precision_loss)] // 1 or 100
pub(super) fn in_shown_unit(statistic: f64, unit: Unit) -> f64 {
    statistic / unit.scale() as f64
}

/// A statistic with six decimals and no exponent.
pub(super) fn decimal(statistic: f64) -> String {
    let text = format!("{statistic:.6}");
    if text == "-0.000000" { text[1..].to_owned() } else { text }
}

/// The name of a unit in tables: `people`, `points`, or the currency's code.
pub(super) fn unit_name(unit: Unit, currency: &str) -> String {
    match unit {
        Unit::People => "people".to_owned(),
        Unit::Points => "points".to_owned(),
        Unit::Money => currency.to_owned(),
    }
}

/// A share of a whole with six decimals.
#[allow(clippy::cast_precision_loss)]
pub(super) fn share(count: u64, trials: u64) -> f64 {
    if trials == 0 { 0.0 } else { count as f64 / trials as f64 }
}

/// Text for a cell that a spreadsheet must not take for a formula (OWASP, "CSV Injection").
pub(super) fn safe_text(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_keeps_its_sign_below_one_unit() {
        assert_eq!(cell(-5, Unit::Money), "-0.05");
        assert_eq!(cell(2_000_000, Unit::Points), "20000.00");
        assert_eq!(cell(-3, Unit::People), "-3");
        assert_eq!(decimal(-0.000_000_01), "0.000000");
    }

    #[test]
    fn text_that_looks_like_a_formula_is_made_safe() {
        assert_eq!(safe_text("=1+1"), "'=1+1");
        assert_eq!(safe_text("typical"), "typical");
    }
}
