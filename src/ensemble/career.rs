//! [`Career`]: one trial month by month, and [`TrialRow`]: one trial in a line.

use super::metric::Metric;
use crate::units::{Money, Month};

/// One simulated career, month by month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Career {
    /// The trial's number, from 1.
    pub trial: u64,
    /// Values by month, in the order of [`Metric::ALL`].
    pub(crate) months: Vec<[i64; Metric::ALL.len()]>,
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
        self.months[month.index()][metric as usize]
    }

    /// The last month.
    #[must_use]
    pub fn horizon(&self) -> Month {
        Month::new(u16::try_from(self.months.len() - 1).unwrap_or(Month::LONGEST))
    }

    /// The career in a line.
    #[must_use]
    pub fn row(&self) -> TrialRow {
        let last = self.horizon();
        let people = |metric| self.value(last, metric).unsigned_abs();
        let money = |metric| Money::from_cents(self.value(last, metric));
        let total = |metric| last.through().map(|month| Money::from_cents(self.value(month, metric))).sum();
        let you_active = |&month: &Month| self.value(month, Metric::Team) > self.value(month, Metric::Downline);
        TrialRow {
            trial: self.trial,
            team: people(Metric::Team),
            downline: people(Metric::Downline),
            ever_joined: people(Metric::EverJoined),
            sponsored: self.sponsored,
            depth: self.depth,
            months_active: u16::try_from(last.through().skip(1).filter(you_active).count()).unwrap_or(Month::LONGEST),
            commission_last_month: money(Metric::Commission),
            net_last_month: money(Metric::Net),
            gross_total: total(Metric::Gross),
            expenses_total: total(Metric::Expenses),
            net_total: money(Metric::NetTotal),
            first_month_ahead: last.through().find(|&month| self.value(month, Metric::NetTotal) > 0),
        }
    }
}

/// One trial in a line: a row of `trials.csv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrialRow {
    /// The trial's number, from 1.
    pub trial: u64,
    /// Members active at the horizon, you included while active.
    pub team: u64,
    /// The team without you.
    pub downline: u64,
    /// Everyone who ever joined below you.
    pub ever_joined: u64,
    /// Those you sponsored yourself, leavers included.
    pub sponsored: u64,
    /// The deepest level on which anybody ever joined; 0 when nobody did.
    pub depth: u16,
    /// Month-ends at which you were active, 0 to the horizon.
    pub months_active: u16,
    /// Your commission of the last month.
    pub commission_last_month: Money,
    /// Your net of the last month.
    pub net_last_month: Money,
    /// Commission and retail profit of all months.
    pub gross_total: Money,
    /// Kit and monthly costs of all months.
    pub expenses_total: Money,
    /// Gross less expenses of all months.
    pub net_total: Money,
    /// The first month at whose end net added up to more than zero; `None` when that never happened.
    pub first_month_ahead: Option<Month>,
}
