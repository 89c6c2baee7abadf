//! [`Summary`]: what a payroll came to, by month and by rule.

use std::sync::Arc;

use super::sales::{Outside, Sales};
use super::tally::MonthTally;
use crate::commission::{Period, Plan, Reason, Rule};
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

/// One rule of the plan over all paid months.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleSummary {
    /// The rule's name, with a number from the second rule of one name on.
    pub label: String,
    /// How many lines were paid.
    pub lines: u64,
    /// What they came to.
    pub paid: Money,
    /// Whether it is retail margin, paid on prices and not on volume.
    pub is_margin: bool,
    kept: [Money; Reason::ALL.len()],
}

impl MonthSummary {
    /// What is paid without retail margin: what payout ratios are of.
    #[must_use]
    pub fn commission(&self) -> Money {
        self.paid - self.margin
    }
}

impl RuleSummary {
    /// What the company keeps of the rule's promise, by cause; only causes that came to something.
    pub fn kept(&self) -> impl Iterator<Item = (Reason, Money)> {
        Reason::ALL.into_iter().zip(self.kept).filter(|cause| cause.1 != Money::ZERO)
    }
}

/// What a payroll came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    months: Vec<MonthSummary>,
    rules: Vec<RuleSummary>,
    /// By member id, over all paid months.
    earned: Vec<Money>,
    members: u64,
    paid_nothing: u64,
    point_value: Rate,
}

impl Summary {
    /// Nothing yet.
    pub(super) fn new(plan: &Plan, members: usize, point_value: Rate) -> Self {
        let rule = |(label, rule): (&String, &Arc<dyn Rule>)| RuleSummary {
            label: label.clone(),
            lines: 0,
            paid: Money::ZERO,
            is_margin: rule.needs().retail,
            kept: [Money::ZERO; Reason::ALL.len()],
        };
        Self {
            months: Vec::new(),
            rules: plan.labels().iter().zip(plan.rules()).map(rule).collect(),
            earned: vec![Money::ZERO; members],
            members: 0,
            paid_nothing: 0,
            point_value,
        }
    }

    /// Adds a month. `is_member` says who has joined by its end.
    pub(super) fn add(&mut self, period: &Period, tally: &MonthTally, sales: Sales, is_member: impl Fn(usize) -> bool) {
        let mut month = MonthSummary {
            month: period.month(),
            members: 0,
            active: 0,
            personal: period.personal().iter().copied().sum::<Volume>() + sales.given_back[0],
            commissionable: period.commissionable().iter().copied().sum::<Volume>() + sales.given_back[1],
            price: sales.price,
            outside: sales.outside,
            paid: Money::ZERO,
            margin: Money::ZERO,
            kept: Money::ZERO,
            paid_nothing: 0,
        };
        for (sum, rule) in self.rules.iter_mut().zip(tally.rules()) {
            sum.lines += rule.lines();
            for (reason, amount) in rule.kept() {
                sum.kept[reason as usize] += amount;
                month.kept += amount;
            }
            let paid = rule.paid();
            sum.paid += paid;
            month.paid += paid;
            if sum.is_margin {
                month.margin += paid;
            }
        }
        (self.members, self.paid_nothing) = (0, 0);
        for (member, earned) in self.earned.iter_mut().enumerate() {
            let paid = tally.paid_to(member);
            *earned += paid;
            if is_member(member) {
                month.members += 1;
                month.active += u64::from(period.active()[member]);
                month.paid_nothing += u64::from(paid <= Money::ZERO);
                self.paid_nothing += u64::from(*earned <= Money::ZERO);
            }
        }
        self.members = month.members;
        self.months.push(month);
    }

    /// The paid months, in order.
    #[must_use]
    pub fn months(&self) -> &[MonthSummary] {
        &self.months
    }

    /// The rules in the order of the plan.
    #[must_use]
    pub fn rules(&self) -> &[RuleSummary] {
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
    pub const fn point_value(&self) -> Rate {
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
