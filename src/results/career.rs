//! [`Career`]: one trial month by month, and [`TrialRow`]: one trial in a line.

use super::metric::{Metric, Values};
use crate::units::{Money, Month};

/// One simulated career, month by month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Career {
    /// The trial's number, from 1.
    pub trial: u64,
    /// Values by month, from month 0.
    pub(crate) months: Vec<Values>,
    /// The month in whose attrition step you leave, if that is not beyond the horizon.
    pub(crate) left: Option<Month>,
    /// Those you sponsored yourself.
    pub(crate) sponsored: u64,
    /// The deepest level on which anybody ever joined.
    pub(crate) depth: u16,
}

impl Career {
    /// The value of a metric at the end of a month, in the metric's integer unit.
    ///
    /// # Panics
    /// When the month is beyond the horizon.
    #[must_use]
    pub fn value(&self, month: Month, metric: Metric) -> i64 {
        self.months[month.index()].of(metric)
    }

    /// All values of months 0, 1, 2, ... up to the horizon.
    #[must_use]
    pub fn months(&self) -> &[Values] {
        &self.months
    }

    /// The last month.
    #[must_use]
    pub fn horizon(&self) -> Month {
        Month::new(u16::try_from(self.months.len() - 1).unwrap_or(Month::LONGEST))
    }

    /// The month in whose attrition step you leave, or `None` when you stay until the horizon.
    #[must_use]
    pub const fn left(&self) -> Option<Month> {
        self.left
    }

    /// The career in a line.
    #[must_use]
    pub fn row(&self) -> TrialRow {
        let horizon = self.horizon();
        let last = self.months.last().copied().unwrap_or_default();
        let total = |metric| Money::from_cents(self.months.iter().map(|values| values.of(metric)).sum());
        let ahead = |month: &Month| self.value(*month, Metric::NetTotal) > 0;
        let behind = horizon.through().rev().find(|month| !ahead(month));
        let to_stay = behind.map_or(1, |month| month.get() + 1);
        TrialRow {
            trial: self.trial,
            sponsored: self.sponsored,
            depth: self.depth,
            months_active: self.left.map_or(horizon.get(), |left| left.get() - 1),
            gross_total: total(Metric::Gross),
            own_orders_total: total(Metric::OwnOrders),
            expenses_total: total(Metric::Expenses),
            seconds_total: self.months.iter().map(|values| values.hours).sum(),
            lowest_net_total: Money::from_cents(
                self.months[1..].iter().map(|values| values.net_total).min().unwrap_or(0),
            ),
            first_month_ahead: horizon.through().find(ahead),
            ahead_to_stay: (to_stay <= horizon.get()).then(|| Month::new(to_stay)),
            last,
        }
    }
}

/// One trial in a line: a row of `trials.csv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrialRow {
    /// The trial's number, from 1.
    pub trial: u64,
    /// The values of the last month.
    pub last: Values,
    /// Those you sponsored yourself, leavers included.
    pub sponsored: u64,
    /// The deepest level on which anybody ever joined; 0 when nobody did.
    pub depth: u16,
    /// Month-ends at which you were active, 0 to the horizon.
    pub months_active: u16,
    /// Commission and retail profit of all months.
    pub gross_total: Money,
    /// Your own orders of all months.
    pub own_orders_total: Money,
    /// Kit, running costs, events and own orders of all months.
    pub expenses_total: Money,
    /// The seconds that you worked in all months, where the scenario has a week of yours.
    pub seconds_total: i64,
    /// The deepest point of your net, added up month by month.
    pub lowest_net_total: Money,
    /// The first month at whose end net added up to more than zero; `None` when that never happened.
    pub first_month_ahead: Option<Month>,
    /// The first month from whose end on net added up to more than zero in every month; `None` when it does not at the
    /// horizon.
    pub ahead_to_stay: Option<Month>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_says_when_you_are_first_ahead_when_to_stay_and_how_deep_it_went() {
        let career = |totals: &[i64]| {
            let values = |&net_total: &i64| Values { net_total, ..Values::default() };
            let months = totals.iter().map(values).collect();
            Career { trial: 1, months, left: None, sponsored: 0, depth: 0 }.row()
        };
        let row = career(&[0, -5, 3, -9, 0, 1, 2]);
        assert_eq!((row.first_month_ahead, row.ahead_to_stay), (Some(Month::new(2)), Some(Month::new(5))));
        assert_eq!((row.lowest_net_total, row.months_active), (Money::from_cents(-9), 6));
        let row = career(&[0, 4, -1]);
        assert_eq!((row.first_month_ahead, row.ahead_to_stay), (Some(Month::new(1)), None));
        assert_eq!(career(&[0, 1, 1]).ahead_to_stay, Some(Month::new(1)));
        assert_eq!(career(&[0, 1, 1]).lowest_net_total, Money::from_cents(1));
    }
}
