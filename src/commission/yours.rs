//! [`YourMonths`]: your own pay, month by month, in a simulated team where every active member has the same volume.

use super::books::Ledger;
use super::period::Period;
use super::placement::{Placement, Placing};
use super::plan::{Plan, YourPay};
use super::sink::EarnerByRule;
use crate::team::Team;
use crate::units::{Money, Month, Volume};

/// Memory to work in, reused from month to month and from trial to trial.
#[derive(Clone, Debug, Default)]
pub struct YourBuffer {
    levels: Vec<u16>,
    period: Period,
    ledger: Ledger,
    /// Where the members of the team stand by each placing, made once for all its months.
    placed: Vec<(Placing, Placement)>,
}

impl YourBuffer {
    /// Begins a new network: what was carried from month to month is forgotten, the memory is kept.
    pub fn begin(&mut self) {
        self.ledger.clear();
        self.placed.clear();
    }

    /// The pass between growth and commission: places everybody of the team in the order of joining, once for all
    /// months and for each placing, so that nobody's place ever moves. All members bring the same volume, and whoever has quit keeps the
    /// place, so that the weaker leg is the one with fewer members.
    fn place(&mut self, placings: &[Placing], team: &Team, month: Month, personal: Volume) {
        let fits = |placed: &(Placing, Placement)| placed.1.parents().len() == team.members().len();
        if self.placed.len() == placings.len() && self.placed.iter().all(fits) {
            return;
        }
        self.period.fill(team, month, personal);
        for member in self.period.members() {
            self.period.set_volume(member, personal, personal);
        }
        self.placed = placings.iter().map(|&placing| (placing, placing.place(&self.period))).collect();
    }
}

/// A plan seen from you: which of its rules pay you by a shortcut, and your pay by those that have none.
#[derive(Clone, Debug)]
pub struct YourMonths<'a> {
    plan: &'a Plan,
    personal: Volume,
    shortcuts: Vec<YourPay>,
    placings: Vec<Placing>,
}

impl<'a> YourMonths<'a> {
    /// The plan for a team in which every active member has `personal` volume a month.
    #[must_use]
    pub fn new(plan: &'a Plan, personal: Volume) -> Self {
        Self { plan, personal, shortcuts: plan.your_pay(personal), placings: plan.needs().placing }
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
        let mut amounts = Vec::new();
        self.network_pay_by_rule(team, month, buffer, &mut amounts);
        amounts.into_iter().sum()
    }

    /// As [`YourMonths::network_pay`], for each rule of the plan by its number; nothing for those with a shortcut.
    pub fn network_pay_by_rule(&self, team: &Team, month: Month, buffer: &mut YourBuffer, amounts: &mut Vec<Money>) {
        amounts.clear();
        amounts.resize(self.shortcuts.len(), Money::ZERO);
        if !self.needs_network() || !team.members().first().is_some_and(|you| you.is_active(month)) {
            return;
        }
        let quick = self.plan.has_shortcuts()
            && self.plan.rules().iter().zip(&self.shortcuts).zip(amounts.iter_mut()).all(
                |((rule, shortcut), amount)| {
                    *shortcut != YourPay::Network
                        || match rule.your_total(team, month, self.personal, &mut buffer.levels) {
                            Some(total) => {
                                *amount = total;
                                true
                            }
                            None => false,
                        }
                },
            );
        if !quick {
            self.settle(team, month, buffer, amounts);
            for (amount, _) in amounts.iter_mut().zip(&self.shortcuts).filter(|pair| *pair.1 != YourPay::Network) {
                *amount = Money::ZERO;
            }
        }
    }

    /// Your pay of one month by all rules, settled in full: slow, and what every shortcut must agree with.
    #[must_use]
    pub fn full_pay(&self, team: &Team, month: Month, buffer: &mut YourBuffer) -> Money {
        let mut amounts = vec![Money::ZERO; self.shortcuts.len()];
        self.settle(team, month, buffer, &mut amounts);
        amounts.into_iter().sum()
    }

    /// Settles the month in full: your pay by each rule.
    fn settle(&self, team: &Team, month: Month, buffer: &mut YourBuffer, amounts: &mut [Money]) {
        buffer.place(&self.placings, team, month, self.personal);
        let YourBuffer { period, ledger, placed, .. } = buffer;
        period.fill(team, month, self.personal);
        for (placing, placement) in placed.drain(..) {
            // It was made of this team, so it fits.
            let _ = period.set_placed(placing, placement);
        }
        self.plan.qualify(period, ledger);
        let mut yours = EarnerByRule::new(0);
        self.plan.settle(period, ledger, &mut yours);
        amounts.copy_from_slice(yours.by_rule());
        *placed = period.take_placed();
    }
}
