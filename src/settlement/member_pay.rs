//! [`MemberPay`]: what each rule paid each member in a month.

use super::Listener;
use crate::commission::{Line, Period, Plan};
use crate::units::Money;

/// Keeps what each rule pays each member in the month that was told last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemberPay {
    /// By the number of the rule, then by member id.
    rules: Vec<Vec<Money>>,
}

impl MemberPay {
    /// Nothing yet.
    #[must_use]
    pub fn new(plan: &Plan) -> Self {
        Self { rules: vec![Vec::new(); plan.rules().len()] }
    }

    /// What each member is paid, by the number of the rule in the plan and then by member id.
    #[must_use]
    pub fn by_rule(&self) -> &[Vec<Money>] {
        &self.rules
    }

    /// What a member is paid by all rules.
    #[must_use]
    pub fn paid_to(&self, member: usize) -> Money {
        self.rules.iter().map(|earners| earners[member]).sum()
    }
}

impl Listener for MemberPay {
    fn month_begin(&mut self, period: &Period) {
        for earners in &mut self.rules {
            earners.clear();
            earners.resize(period.len(), Money::ZERO);
        }
    }

    fn line(&mut self, rule: usize, _name: &str, line: &Line) {
        if let Some(earner) = line.earner.filter(|_| line.reason.is_paid()) {
            self.rules[rule][earner as usize] += line.amount;
        }
    }
}
