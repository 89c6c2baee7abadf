//! [`RuleTotals`]: what one rule paid and kept, and [`RulesPaid`]: the listener that adds it up for a whole plan.

use super::{Listener, TooMuchPaid};
use crate::commission::{Line, Plan, Reason};
use crate::units::{Money, Month};

/// What one rule of a plan paid and kept, over as many months as were told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleTotals {
    /// What the plan calls the rule ([`Plan::labels`]).
    pub name: String,
    /// Whether it is retail margin, which members keep of what customers outside pay: no commission on volume.
    pub is_margin: bool,
    /// What its lines came to.
    pub paid: Money,
    /// How many lines were paid.
    pub lines: u64,
    /// All its lines, paid and kept, added up without their signs: no sum of some of them is larger.
    pub(super) turnover: Money,
    /// By reason, in the order of [`Reason::ALL`].
    kept: [Money; Reason::ALL.len()],
    /// By level from 0; nothing where no line was paid.
    levels: Vec<Option<Money>>,
}

impl RuleTotals {
    /// A rule that has paid nothing.
    #[must_use]
    pub const fn new(name: String, is_margin: bool) -> Self {
        let kept = [Money::ZERO; Reason::ALL.len()];
        Self { name, is_margin, paid: Money::ZERO, lines: 0, turnover: Money::ZERO, kept, levels: Vec::new() }
    }

    /// Adds a line of the rule.
    #[inline]
    pub fn add(&mut self, line: &Line) {
        self.turnover += line.amount.max(-line.amount);
        if line.earner.is_none() || !line.reason.is_paid() {
            self.kept[line.reason as usize] += line.amount;
            return;
        }
        self.paid += line.amount;
        self.lines += 1;
        let level = usize::from(line.level);
        if self.levels.len() <= level {
            self.levels.resize(level + 1, None);
        }
        *self.levels[level].get_or_insert_default() += line.amount;
    }

    /// What the company keeps, by cause; only causes that came to something. Nothing for rules that promise nothing.
    pub fn kept(&self) -> impl Iterator<Item = (Reason, Money)> {
        Reason::ALL.into_iter().zip(self.kept).filter(|cause| cause.1 != Money::ZERO)
    }

    /// What the company keeps in all.
    #[must_use]
    pub fn kept_in_all(&self) -> Money {
        self.kept.iter().copied().sum()
    }

    /// What was paid by level, generation or leg, as the rule counts them; 0 for lines on own orders, groups and pools.
    pub fn levels(&self) -> impl Iterator<Item = (u16, Money)> {
        (0..).zip(&self.levels).filter_map(|(level, paid)| paid.map(|paid| (level, paid)))
    }

    /// What it promised: paid and kept, for rules that keep anything. `None` for a rule that promises nothing, a cap
    /// included: it takes back what it keeps.
    #[must_use]
    pub fn promised(&self) -> Option<Money> {
        let promised = self.paid + self.kept_in_all();
        (self.kept().next().is_some() && promised != Money::ZERO).then_some(promised)
    }
}

/// Adds up what each rule of a plan pays and keeps, over all months that are told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RulesPaid {
    rules: Vec<RuleTotals>,
}

impl RulesPaid {
    /// No rule of the plan has paid anything.
    #[must_use]
    pub fn new(plan: &Plan) -> Self {
        let rules = plan.labels().iter().cloned().zip(plan.rules());
        Self { rules: rules.map(|(name, rule)| RuleTotals::new(name, rule.needs().retail)).collect() }
    }

    /// The rules in the order of the plan.
    #[must_use]
    pub fn rules(&self) -> &[RuleTotals] {
        &self.rules
    }

    /// Says so when the rules have come to more than can be counted by a month, which none of these sums can be believed after.
    #[must_use]
    pub fn too_much(&self, month: Month) -> Option<TooMuchPaid> {
        TooMuchPaid::by(month, &self.rules)
    }

    /// The rules, to be kept.
    #[must_use]
    pub(crate) fn into_rules(self) -> Vec<RuleTotals> {
        self.rules
    }
}

impl Listener for RulesPaid {
    #[inline]
    fn line(&mut self, rule: usize, _name: &str, line: &Line) {
        self.rules[rule].add(line);
    }
}
