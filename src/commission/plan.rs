//! [`Plan`]: a list of rules, and [`Rule`]: what each of them must be able to do.

use std::fmt;
use std::sync::Arc;

use super::books::{Books, Ledger};
use super::period::Period;
use super::ranks::Ladder;
use super::sink::Sink;
use crate::team::Team;
use crate::units::{Money, Month, Rate, Volume};

/// What decides your own commission when every active member has the same personal volume: the shortcut that lets a
/// simulated month be paid without walking the tree. A rule that has none is settled in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum YourPay {
    /// This rate of the volume of all active members, you included, rounded once.
    TeamVolume(Rate),
    /// So many cents for each active member on level 1, 2, ...; nothing below the last.
    PerLevel(Vec<Money>),
    /// The whole tree matters: settle the month and add up your lines.
    Network,
}

/// One commission rule of a plan. It reads a [`Period`] and writes lines; it draws nothing and keeps no state of its
/// own, so the same month pays the same cents.
///
/// A rule from outside needs a name and [`Rule::settle`]; the rest are shortcuts.
pub trait Rule: fmt::Debug + Send + Sync {
    /// The rule's name as it stands in a plan, such as `team-percent`.
    fn name(&self) -> &str;

    /// What your pay depends on when every active member has `personal` volume. You are paid only while active.
    fn your_pay(&self, personal: Volume) -> YourPay {
        let _ = personal;
        YourPay::Network
    }

    /// What your pay depends on in a team that nobody has quit: a rule that needs the whole tree only because of those
    /// who left may have a shortcut here.
    fn your_pay_if_nobody_quits(&self, personal: Volume) -> YourPay {
        self.your_pay(personal)
    }

    /// Your pay in one month of a simulated team, when the rule has a quicker way to it than settling the whole
    /// month. `levels` is memory to work in, with nothing in it to rely on. `None`: settle the month.
    fn your_total(&self, team: &Team, month: Month, personal: Volume, levels: &mut Vec<u16>) -> Option<Money> {
        let _ = (team, month, personal, levels);
        None
    }

    /// Whether the rule reads what others earn by earlier rules of the plan ([`Books::earned`]).
    fn reads_earnings(&self) -> bool {
        false
    }

    /// Pays the month: writes every line, paid or kept.
    fn settle(&self, period: &Period, books: &mut Books<'_>);
}

/// A compensation plan: its rules, paid one after the other.
#[derive(Clone, Debug)]
pub struct Plan {
    rules: Vec<Arc<dyn Rule>>,
    ladder: Option<Ladder>,
}

impl Plan {
    /// A plan of these rules. A rule that reads earnings sees only those of the rules before it.
    #[must_use]
    pub fn new(rules: Vec<Arc<dyn Rule>>) -> Self {
        Self { rules, ladder: None }
    }

    /// The same plan with ranks that are earned anew each month ([`Plan::qualify`]).
    #[must_use]
    pub fn with_ladder(mut self, ladder: Ladder) -> Self {
        self.ladder = Some(ladder);
        self
    }

    /// The ranks and what each requires; `None` when ranks are given with the network.
    #[must_use]
    pub const fn ladder(&self) -> Option<&Ladder> {
        self.ladder.as_ref()
    }

    /// Decides, before any rule walks the tree, the rank each member is paid as. Leaves ranks as they are when the plan
    /// has no ladder.
    pub fn qualify(&self, period: &mut Period) {
        if let Some(ladder) = &self.ladder {
            ladder.apply(period);
        }
    }

    /// The rules in the order in which they pay.
    #[must_use]
    pub fn rules(&self) -> &[Arc<dyn Rule>] {
        &self.rules
    }

    /// What your pay depends on, rule by rule, when every active member has `personal` volume. With ranks to be earned,
    /// members are not alike and no rule has a shortcut.
    #[must_use]
    pub fn your_pay(&self, personal: Volume) -> Vec<YourPay> {
        let pay = |rule: &Arc<dyn Rule>| if self.ladder.is_some() { YourPay::Network } else { rule.your_pay(personal) };
        self.rules.iter().map(pay).collect()
    }

    /// Pays one month of a network whose ranks are decided ([`Plan::qualify`]): every rule writes its lines into `sink`, in the order of the plan. `ledger` is
    /// the plan's memory of the months before; a new one for the first month.
    pub fn settle(&self, period: &Period, ledger: &mut Ledger, sink: &mut dyn Sink) {
        self.open(period, ledger);
        for number in 0..self.rules.len() {
            self.settle_rule(number, period, ledger, sink);
        }
    }

    /// Prepares the ledger for a month.
    pub(super) fn open(&self, period: &Period, ledger: &mut Ledger) {
        let reads_earnings = self.rules.iter().any(|rule| rule.reads_earnings());
        ledger.open(self.rules.len(), period.len(), reads_earnings);
    }

    /// Pays a month by one rule, after those before it.
    pub(super) fn settle_rule(&self, number: usize, period: &Period, ledger: &mut Ledger, sink: &mut dyn Sink) {
        let rule = &self.rules[number];
        rule.settle(period, &mut Books { rules: &self.rules, number, name: rule.name(), ledger, sink });
    }
}
