//! [`Summary`]: what a payroll came to, by month and by rule.

use super::sales::Outside;
use crate::settlement::RuleTotals;
use crate::units::{Money, Month, Rate, Volume, round_half_away};

/// One paid month in figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthSummary {
    /// The month.
    pub month: Month,
    /// Everybody who has joined by the month's end, those who have left included.
    pub members: u64,
    /// Those of them who may be paid: not left, and with the plan's minimum of personal volume.
    pub active: u64,
    /// Personal volume of everybody, less what is taken back in the month.
    pub personal: Volume,
    /// Commissionable volume of everybody, less what is taken back in the month: what percentages are paid on.
    pub commissionable: Volume,
    /// What buyers paid, less what they got back, if the orders say so.
    pub price: Option<Money>,
    /// What customers outside bought of it, if the orders say who did.
    pub outside: Option<Outside>,
    /// Paid by all rules: commission and retail margin.
    pub paid: Money,
    /// Of what is paid, retail margin before any cap: a share of what customers outside paid, and no commission on
    /// volume.
    pub margin: Money,
    /// Breakage: what rules that promise a share of each order did not pay.
    pub kept: Money,
    /// Members who were paid nothing, or less.
    pub paid_nothing: u64,
}

impl MonthSummary {
    /// What is paid without retail margin: what payout ratios are of.
    #[must_use]
    pub fn commission(&self) -> Money {
        self.paid - self.margin
    }
}

/// What a payroll came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    pub(super) months: Vec<MonthSummary>,
    pub(super) rules: Vec<RuleTotals>,
    /// By member id, over all paid months.
    pub(super) earned: Vec<Money>,
    pub(super) members: u64,
    pub(super) paid_nothing: u64,
    point_value: Rate,
}

impl Summary {
    /// Nothing yet.
    pub(super) fn new(members: usize, point_value: Rate) -> Self {
        let earned = vec![Money::ZERO; members];
        Self { months: Vec::new(), rules: Vec::new(), earned, members: 0, paid_nothing: 0, point_value }
    }

    /// The paid months, in order.
    #[must_use]
    pub fn months(&self) -> &[MonthSummary] {
        &self.months
    }

    /// The rules in the order of the plan.
    #[must_use]
    pub fn rules(&self) -> &[RuleTotals] {
        &self.rules
    }

    /// What each member is paid over all paid months, by member id.
    #[must_use]
    pub fn earned(&self) -> &[Money] {
        &self.earned
    }

    /// Everybody who has joined by the end of the last paid month, those who have left included.
    #[must_use]
    pub const fn members(&self) -> u64 {
        self.members
    }

    /// Those of [`Summary::members`] whom all paid months together pay nothing, or less.
    #[must_use]
    pub const fn paid_nothing(&self) -> u64 {
        self.paid_nothing
    }

    /// What is paid to all, by all rules.
    #[must_use]
    pub fn paid(&self) -> Money {
        self.months.iter().map(|month| month.paid).sum()
    }

    /// Of what is paid, retail margin.
    #[must_use]
    pub fn margin(&self) -> Money {
        self.months.iter().map(|month| month.margin).sum()
    }

    /// What is paid without retail margin: what payout ratios are of.
    #[must_use]
    pub fn commission(&self) -> Money {
        self.paid() - self.margin()
    }

    /// Whether a rule of the plan pays retail margin.
    #[must_use]
    pub fn has_margin(&self) -> bool {
        self.rules.iter().any(|rule| rule.is_margin)
    }

    /// What customers outside bought in all paid months, if the orders say who did.
    #[must_use]
    pub fn outside(&self) -> Option<Outside> {
        self.months.iter().map(|month| month.outside).reduce(|sum, month| Some(sum?.and(month?))).flatten()
    }

    /// Breakage of all rules that promise a share of each order.
    #[must_use]
    pub fn kept(&self) -> Money {
        self.months.iter().map(|month| month.kept).sum()
    }

    /// Commissionable volume of all paid months.
    #[must_use]
    pub fn commissionable(&self) -> Volume {
        self.months.iter().map(|month| month.commissionable).sum()
    }

    /// What buyers paid, if the orders say so.
    #[must_use]
    pub fn price(&self) -> Option<Money> {
        self.months.iter().map(|month| month.price).sum()
    }

    /// Commissionable volume in money, at the plan's worth of a point.
    #[must_use]
    pub fn worth(&self, volume: Volume) -> Money {
        self.point_value.of_volume(volume)
    }

    /// What one commissionable point is worth.
    #[must_use]
    pub(crate) const fn point_value(&self) -> Rate {
        self.point_value
    }
}

/// `paid` of `whole` in hundredths of a percent, rounded; `None` when there is nothing to pay from.
///
/// ```
/// use downline::payroll::payout_ratio;
/// use downline::units::Money;
/// assert_eq!(payout_ratio(Money::from_cents(33_33), Money::from_cents(100_00)), Some(33_33));
/// assert_eq!(payout_ratio(Money::from_cents(1), Money::ZERO), None);
/// ```
#[must_use]
pub fn payout_ratio(paid: Money, whole: Money) -> Option<i64> {
    (whole > Money::ZERO).then(|| round_half_away(i128::from(paid.cents()) * 10_000, i128::from(whole.cents())))
}
