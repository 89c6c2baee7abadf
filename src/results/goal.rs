//! [`Goal`]: what may be asked of a career: that a quantity reaches a value.

use std::fmt;

use super::metric::{Metric, Unit, Values};
use crate::reading::nearest::nearest;

/// That a quantity is at least so much at a month's end, as in `team>=20`. Each month is looked at as if it were the last, so a
/// column of `trials.csv` that says "last month" stands for any month, and one that says "total" for all months so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goal {
    written: String,
    metric: Metric,
    is_total: bool,
    at_least: i64,
}

/// A text that is no goal.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum GoalError {
    /// There is no `>=`.
    #[error("`{text}` is no goal; write METRIC>=VALUE, such as net_last_month>=500 or team>=20")]
    Form {
        /// What was written.
        text: String,
    },
    /// A quantity that is not known.
    #[error("`{name}` is no metric{}; known are {}", meant(name), known())]
    Unknown {
        /// What was written.
        name: String,
    },
    /// No number, or one that nobody can reach.
    #[error("`{value}` is no number that can be reached; write one such as 500 or 499.50, below a billion billion")]
    Value {
        /// What was written.
        value: String,
    },
}

reads_as_a_sentence!(GoalError);

/// Names beside those of the metrics: the columns of `trials.csv` that are a metric of the last month, or its sum.
const COLUMNS: [(&str, Metric, bool); 6] = [
    ("commission_last_month", Metric::Commission, false),
    ("net_last_month", Metric::Net, false),
    ("gross_total", Metric::Gross, true),
    ("own_orders_total", Metric::OwnOrders, true),
    ("expenses_total", Metric::Expenses, true),
    ("hours_total", Metric::Hours, true),
];

fn names() -> impl Iterator<Item = &'static str> {
    Metric::ALL.into_iter().map(Metric::name).chain(COLUMNS.iter().map(|column| column.0))
}

fn known() -> String {
    names().collect::<Vec<_>>().join(", ")
}

fn meant(name: &str) -> String {
    nearest(name, names()).map_or_else(String::new, |meant| format!(", did you mean `{meant}`?"))
}

impl Goal {
    /// Reads a goal as it is written on the command line.
    ///
    /// # Errors
    /// [`GoalError`] for a text without `>=`, a metric that is not known, and a value that is no number.
    ///
    /// ```
    /// use downline::results::Goal;
    /// assert_eq!(Goal::parse("net_last_month >= 500")?.to_string(), "net_last_month>=500");
    /// assert!(Goal::parse("wealth>=1").unwrap_err().to_string().contains("known are team, downline"));
    /// # Ok::<(), downline::results::GoalError>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, GoalError> {
        let Some((name, value)) = text.split_once(">=") else { return Err(GoalError::Form { text: text.to_owned() }) };
        let (name, value) = (name.trim(), value.trim());
        let metric = Metric::ALL.into_iter().find(|metric| metric.name() == name).map(|metric| (metric, false));
        let column = || COLUMNS.iter().find(|column| column.0 == name).map(|&(_, metric, is_total)| (metric, is_total));
        let Some((metric, is_total)) = metric.or_else(column) else {
            return Err(GoalError::Unknown { name: name.to_owned() });
        };
        let Some(at_least) = in_units(value, metric.unit()) else {
            return Err(GoalError::Value { value: value.to_owned() });
        };
        Ok(Self { written: format!("{name}>={value}"), metric, is_total, at_least })
    }

    /// The metric that is looked at.
    #[must_use]
    pub const fn metric(&self) -> Metric {
        self.metric
    }

    /// Whether the metric is added up over all months so far.
    #[must_use]
    pub const fn is_total(&self) -> bool {
        self.is_total
    }

    /// At which month-ends of a career, given from month 0, it is reached: the first one from month 1 on, and whether at the
    /// last one.
    pub(super) fn reached(&self, months: &[Values]) -> (Option<u16>, bool) {
        let (mut total, mut first, mut is_there) = (0, None, false);
        for (month, values) in (0..).zip(months).skip(1) {
            let value = values.of(self.metric);
            total += value;
            is_there = (if self.is_total { total } else { value }) >= self.at_least;
            first = first.or_else(|| is_there.then_some(month));
        }
        (first, is_there)
    }
}

impl fmt::Display for Goal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.written)
    }
}

/// The least integer value that is at least so much.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)] // held to a range in which it is exact enough
fn in_units(value: &str, unit: Unit) -> Option<i64> {
    const MOST: f64 = 1e18;
    let is_plain = value.bytes().all(|letter| letter.is_ascii_digit() || b"-+.eE".contains(&letter));
    let scaled = value.parse::<f64>().ok().filter(|_| is_plain)? * unit.scale() as f64;
    // Decimals as written: 0.29 is 29 cents, though no floating-point number is.
    let nearest = scaled.round();
    let least = if (scaled - nearest).abs() <= 1e-9 * nearest.abs().max(1.0) { nearest } else { scaled.ceil() };
    (least.abs() < MOST).then_some(least as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_those_that_are_written() {
        let of = |value, unit| in_units(value, unit);
        assert_eq!(
            ["500", "0.29", "499.995", "-5", "1e3"].map(|value| of(value, Unit::Money)),
            [Some(500_00), Some(29), Some(500_00), Some(-5_00), Some(1_000_00)]
        );
        assert_eq!(["20", "19.5", ""].map(|value| of(value, Unit::People)), [Some(20), Some(20), None]);
        assert_eq!(["inf", "nan", "1e17", "five", "0x10"].map(|value| of(value, Unit::Money)), [None; 5]);
        assert_eq!(of("1.5", Unit::Hours), Some(5_400));
    }

    #[test]
    fn a_goal_is_looked_at_at_every_month_s_end() {
        let months: Vec<Values> = [(1, 0), (3, 5), (9, -4), (2, 5)]
            .map(|(team, net)| Values { team, net, gross: 2, ..Values::default() })
            .into();
        let reached = |goal: &str| Goal::parse(goal).unwrap().reached(&months);
        assert_eq!(reached("team>=3"), (Some(1), false));
        assert_eq!(reached("team>=10"), (None, false));
        assert_eq!(reached("net_last_month>=0.05"), (Some(1), true));
        assert_eq!(reached("gross_total>=0.06"), (Some(3), true));
        // Month 0 is before the first month.
        assert_eq!(reached("team>=1"), (Some(1), true));
    }

    #[test]
    fn what_is_no_goal_is_refused_with_what_is_known() {
        let refused = |text: &str| Goal::parse(text).unwrap_err().to_string();
        assert!(refused("team>20").starts_with("`team>20` is no goal; write METRIC>=VALUE"));
        assert!(refused("teams>=20").starts_with("`teams` is no metric, did you mean `team`?; known are team, "));
        assert!(refused("team>=many").starts_with("`many` is no number"));
    }
}
