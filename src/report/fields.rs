//! How a metric's integer values stand in tables and JSON: people as whole numbers, points and money in major units, hours
//! with decimals.

use crate::results::Unit;

/// A mean or its error in the metric's shown unit.
#[allow(clippy::cast_precision_loss)] // 1, 100 or 3,600
pub(super) fn in_shown_unit(statistic: f64, unit: Unit) -> f64 {
    statistic / unit.scale() as f64
}

/// The name of a unit in tables: `people`, `points`, `hours`, or the currency's code.
pub(super) fn unit_name(unit: Unit, currency: &str) -> String {
    match unit {
        Unit::People => "people".to_owned(),
        Unit::Points => "points".to_owned(),
        Unit::Money => currency.to_owned(),
        Unit::Hours => "hours".to_owned(),
    }
}

/// A share of a whole with six decimals.
#[allow(clippy::cast_precision_loss)] // trials, far below 2^53
pub(super) fn share(count: u64, trials: u64) -> f64 {
    if trials == 0 { 0.0 } else { count as f64 / trials as f64 }
}
