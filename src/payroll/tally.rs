//! [`MonthTally`]: what one month pays each member by each rule, and what the company keeps by cause.

use crate::commission::{Line, Plan, Reason, Sink};
use crate::units::Money;

/// What one rule of the plan paid and kept in a month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleTally {
    earners: Vec<Money>,
    /// By reason, in the order of [`Reason::ALL`].
    kept: [Money; Reason::ALL.len()],
    lines: u64,
}

impl RuleTally {
    /// What each member is paid by the rule, by member id.
    #[must_use]
    pub fn earners(&self) -> &[Money] {
        &self.earners
    }

    /// What all members together are paid by the rule.
    #[must_use]
    pub fn paid(&self) -> Money {
        self.earners.iter().copied().sum()
    }

    /// What the company keeps, by cause; only causes that came to something.
    pub fn kept(&self) -> impl Iterator<Item = (Reason, Money)> {
        Reason::ALL.into_iter().zip(self.kept).filter(|cause| cause.1 != Money::ZERO)
    }

    /// How many lines were paid.
    #[must_use]
    pub const fn lines(&self) -> u64 {
        self.lines
    }
}

/// The totals of one month: a sink that only adds up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthTally {
    rules: Vec<RuleTally>,
    open: usize,
}

impl MonthTally {
    /// Sums for so many members under the rules of a plan.
    #[must_use]
    pub fn new(plan: &Plan, members: usize) -> Self {
        let rule = RuleTally { earners: vec![Money::ZERO; members], ..RuleTally::default() };
        Self { rules: vec![rule; plan.rules().len()], open: 0 }
    }

    /// Sets all sums to nothing: a new month.
    pub fn clear(&mut self) {
        for rule in &mut self.rules {
            rule.earners.fill(Money::ZERO);
            rule.kept = [Money::ZERO; Reason::ALL.len()];
            rule.lines = 0;
        }
    }

    /// The rules in the order of the plan.
    #[must_use]
    pub fn rules(&self) -> &[RuleTally] {
        &self.rules
    }

    /// What a member is paid by all rules.
    #[must_use]
    pub fn paid_to(&self, member: usize) -> Money {
        self.rules.iter().map(|rule| rule.earners[member]).sum()
    }
}

impl Sink for MonthTally {
    fn open_rule(&mut self, number: usize, _name: &str) {
        self.open = number;
    }

    fn line(&mut self, _rule: &str, line: &Line) {
        let rule = &mut self.rules[self.open];
        match line.earner {
            Some(earner) if line.reason.is_paid() => {
                rule.earners[earner as usize] += line.amount;
                rule.lines += 1;
            }
            _ => rule.kept[line.reason as usize] += line.amount,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::commission::{Compression, Ledger, Period, Unilevel};
    use crate::units::{Rate, Volume};

    #[test]
    fn two_rules_of_one_name_are_added_up_apart() {
        let percent = |number: u32| Rate::from_parts_per_million(number * 10_000);
        let unilevel = |rates: Vec<Rate>| Arc::new(Unilevel::new(rates, Compression::None));
        let plan = Plan::new(vec![unilevel(vec![percent(5)]), unilevel(vec![percent(1), percent(2)])]);
        let mut period = Period::new(vec![0, 0]).unwrap();
        period.set_volume(1, Volume::from_hundredths(100_00), Volume::from_hundredths(100_00));
        let mut tally = MonthTally::new(&plan, 2);
        plan.settle(&period, &mut Ledger::new(), &mut tally);
        let paid: Vec<Money> = tally.rules().iter().map(RuleTally::paid).collect();
        assert_eq!(paid, [Money::from_cents(5_00), Money::from_cents(1_00)]);
        assert_eq!(tally.rules()[1].kept().collect::<Vec<_>>(), [(Reason::NoUplineLeft, Money::from_cents(2_00))]);
        assert_eq!(tally.paid_to(0), Money::from_cents(6_00));
        tally.clear();
        assert_eq!(tally, MonthTally { open: 1, ..MonthTally::new(&plan, 2) });
    }
}
