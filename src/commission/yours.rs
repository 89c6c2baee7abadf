//! [`YourMonths`]: your own pay, month by month, in a simulated team where every active member has the same volume.

use super::books::Ledger;
use super::period::Period;
use super::plan::{Plan, YourPay};
use super::sink::EarnerTotal;
use crate::team::Team;
use crate::units::{Money, Month, Volume};

/// Memory to work in, reused from month to month and from trial to trial.
#[derive(Clone, Debug, Default)]
pub struct YourBuffer {
    levels: Vec<u16>,
    period: Period,
    ledger: Ledger,
}

impl YourBuffer {
    /// Begins a new network: what was carried from month to month is forgotten, the memory is kept.
    pub fn begin(&mut self) {
        self.ledger.clear();
    }
}

/// A plan seen from you: which of its rules pay you by a shortcut, and your pay by those that have none.
#[derive(Clone, Debug)]
pub struct YourMonths<'a> {
    plan: &'a Plan,
    personal: Volume,
    shortcuts: Vec<YourPay>,
}

impl<'a> YourMonths<'a> {
    /// The plan for a team in which every active member has `personal` volume a month.
    #[must_use]
    pub fn new(plan: &'a Plan, personal: Volume) -> Self {
        Self { plan, personal, shortcuts: plan.your_pay(personal) }
    }

    /// What your pay depends on, rule by rule.
    #[must_use]
    pub fn shortcuts(&self) -> &[YourPay] {
        &self.shortcuts
    }

    /// What your pay depends on in a team that nobody has quit, rule by rule.
    #[must_use]
    pub fn shortcuts_if_nobody_quits(&self) -> Vec<YourPay> {
        self.plan.your_pay_if_nobody_quits(self.personal)
    }

    /// Whether some rule needs the whole tree, so that [`YourMonths::network_pay`] must be asked each month.
    #[must_use]
    pub fn needs_network(&self) -> bool {
        self.shortcuts.contains(&YourPay::Network)
    }

    /// Your pay of one month by all rules without a shortcut ([`YourPay::Network`]) together. Nothing while you are
    /// not active.
    ///
    /// Months are asked in order from 1, after [`YourBuffer::begin`] for each new team: rules may carry volume over.
    #[must_use]
    pub fn network_pay(&self, team: &Team, month: Month, buffer: &mut YourBuffer) -> Money {
        if !team.members().first().is_some_and(|you| you.is_active(month)) {
            return Money::ZERO;
        }
        if !self.plan.has_shortcuts() && self.needs_network() {
            return self.full_pay(team, month, buffer);
        }
        let mut total = Money::ZERO;
        for (rule, _) in self.plan.rules().iter().zip(&self.shortcuts).filter(|pair| *pair.1 == YourPay::Network) {
            match rule.your_total(team, month, self.personal, &mut buffer.levels) {
                Some(amount) => total += amount,
                None => return self.settled(team, month, buffer, |pay| *pay == YourPay::Network),
            }
        }
        total
    }

    /// Your pay of one month by all rules, settled in full: slow, and what every shortcut must agree with.
    #[must_use]
    pub fn full_pay(&self, team: &Team, month: Month, buffer: &mut YourBuffer) -> Money {
        self.settled(team, month, buffer, |_| true)
    }

    fn settled(&self, team: &Team, month: Month, buffer: &mut YourBuffer, counts: impl Fn(&YourPay) -> bool) -> Money {
        let YourBuffer { period, ledger, .. } = buffer;
        period.fill(team, month, self.personal);
        self.plan.qualify(period);
        self.plan.open(period, ledger);
        let mut total = Money::ZERO;
        for (number, shortcut) in self.shortcuts.iter().enumerate() {
            let mut yours = EarnerTotal::new(0);
            self.plan.settle_rule(number, period, ledger, &mut yours);
            if counts(shortcut) {
                total += yours.total();
            }
        }
        total
    }
}
