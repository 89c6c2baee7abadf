//! [`Pay`]: how you are paid in a career, the quickest way that gives the plan's own cents.
//!
//! This is the one place for short cuts. There are three ways: from the heads alone, where every member orders alike and
//! the plan pays a whole number of cents a head ([`heads_alone`]); as a sum over members by their level, where the plan is
//! one; and by settling each month.

use super::account::Account;
use crate::buying::Purchases;
use crate::commission::{EarnerByRule, Plan, YourSum};
use crate::growth::lives::Lives;
use crate::results::HeadAccounts;
use crate::scenario::Scenario;
use crate::settlement::{FirstMember, LivesNetwork, Settlement};
use crate::team::MemberId;
use crate::units::{Month, Volume};

/// A plan seen from you.
#[derive(Debug)]
pub(super) struct Pay<'a> {
    plan: &'a Plan,
    /// Where the plan is a sum over members.
    sums: Option<Vec<YourSum>>,
    /// By rule: whether it is a margin on retail prices.
    is_margin: Vec<bool>,
    kit: Volume,
    horizon: u16,
}

/// What you were paid in the trial that was paid last, and memory to pay the next one in.
#[derive(Debug)]
pub(super) struct Paid<'a> {
    settlement: Settlement<'a>,
    earner: EarnerByRule,
    levels: Vec<u16>,
    /// By month from 0: what one rule pays you if you are paid, in cents.
    rule: Vec<i64>,
    /// By month from 0: commission and retail margin, in cents.
    pub(super) months: Vec<[i64; 2]>,
    /// By month from 0: the volume of the whole team, in hundredths of a point.
    pub(super) volume: Vec<i64>,
    /// By rule: what it paid in the last month, and in all months, in cents.
    pub(super) by_rule: Vec<[i64; 2]>,
}

impl<'a> Paid<'a> {
    pub(super) fn new(plan: &'a Plan) -> Self {
        Self {
            settlement: Settlement::new(plan),
            earner: EarnerByRule::new(0),
            levels: Vec::new(),
            rule: Vec::new(),
            months: Vec::new(),
            volume: Vec::new(),
            by_rule: Vec::new(),
        }
    }
}

impl<'a> Pay<'a> {
    pub(super) fn new(scenario: &'a Scenario) -> Self {
        let plan = scenario.plan();
        Self {
            plan,
            sums: plan.your_sums(),
            is_margin: plan.rules().iter().map(|rule| rule.needs().retail).collect(),
            kit: scenario.buying().kit(),
            horizon: scenario.growth().months().get(),
        }
    }

    /// Pays the months of a career.
    pub(super) fn career(&self, lives: &Lives, purchases: &Purchases, paid: &mut Paid<'a>) {
        let months = usize::from(self.horizon) + 1;
        paid.months.clear();
        paid.months.resize(months, [0; 2]);
        paid.by_rule.clear();
        paid.by_rule.resize(self.is_margin.len(), [0; 2]);
        let sells = self.is_margin.contains(&true);
        let network = LivesNetwork { lives, purchases, kit: self.kit, first: FirstMember::You, sells };
        self.add_volumes(&network, &mut paid.volume);
        let you = lives.team().members()[0];
        let last = you.left.saturating_sub(1).min(self.horizon);
        match &self.sums {
            Some(sums) => self.sum(sums, &network, last, paid),
            None => self.settle_months(&network, last, paid),
        }
    }

    /// Settles each month in which you are there.
    fn settle_months(&self, network: &LivesNetwork<'_>, last: u16, paid: &mut Paid<'a>) {
        paid.settlement.begin(network);
        for month in 1..=last {
            // Sums never break off.
            let _ = paid.settlement.month(network, Month::new(month), &mut paid.earner);
            let amounts = paid.earner.by_rule();
            for (amount, of_rule) in amounts.iter().zip(&mut paid.by_rule) {
                of_rule[1] += amount.cents();
                if month == self.horizon {
                    of_rule[0] = amount.cents();
                }
            }
            let margins = amounts.iter().zip(&self.is_margin).filter(|rule| network.sells && *rule.1);
            let margin: i64 = margins.map(|rule| rule.0.cents()).sum();
            let all: i64 = amounts.iter().map(|amount| amount.cents()).sum();
            paid.months[usize::from(month)] = [all - margin, margin];
        }
    }

    /// Adds up what each member brings you, in the months in which you are there and order enough to be paid.
    fn sum(&self, sums: &[YourSum], network: &LivesNetwork<'_>, last: u16, paid: &mut Paid<'a>) {
        let least = self.plan.active_volume();
        let is_paid = |month: u16| month <= last && network.points(0, 0, Month::new(month)) >= least;
        for (rule, sum) in sums.iter().enumerate() {
            paid.rule.clear();
            match sum {
                YourSum::TeamVolume(rate) => {
                    let amount = |volume: &i64| rate.of_volume(Volume::from_hundredths(*volume)).cents();
                    paid.rule.extend(paid.volume.iter().map(amount));
                }
                YourSum::ByLevel(shares) => {
                    network.lives.team().levels_into(&mut paid.levels);
                    paid.rule.resize(usize::from(self.horizon) + 1, 0);
                    let below = (1..).zip(paid.levels.iter().skip(1));
                    for (member, level) in below {
                        let Some(share) = shares.get(usize::from(*level) - 1) else { continue };
                        each_month(network, member, &mut paid.rule, |points| share.of_volume(points).cents());
                    }
                }
            }
            for month in (1..=last).filter(|&month| is_paid(month)).map(usize::from) {
                paid.months[month][usize::from(self.is_margin[rule])] += paid.rule[month];
                paid.by_rule[rule][1] += paid.rule[month];
                if month == usize::from(self.horizon) {
                    paid.by_rule[rule][0] = paid.rule[month];
                }
            }
        }
    }

    fn add_volumes(&self, network: &LivesNetwork<'_>, volume: &mut Vec<i64>) {
        volume.clear();
        volume.resize(usize::from(self.horizon) + 1, 0);
        for member in 0..network.lives.team().next_id() {
            each_month(network, member, volume, Volume::hundredths);
        }
    }
}

/// Adds to each month from 0 what becomes of the points of a member in it, its kit's included.
#[inline]
fn each_month(network: &LivesNetwork<'_>, member: MemberId, months: &mut [i64], amount: impl Fn(Volume) -> i64) {
    let (first, bought) = network.purchases.months(member);
    let Some(months) = months.get_mut(first.index()..) else { return };
    for (month, (sum, bought)) in months.iter_mut().zip(bought).enumerate() {
        let kit = if month == 0 { network.kit } else { Volume::ZERO };
        *sum += amount(bought.points() + kit);
    }
}

/// What turns heads into money, where nothing else is needed: no pay makes you quit, no week is worked, every member orders the same points in every month, nobody
/// has customers, kits have no volume, and the plan is one share of the team's volume that is a whole number of cents for
/// each member.
pub(super) fn heads_alone(scenario: &Scenario, account: &Account<'_>) -> Option<HeadAccounts> {
    let (buying, plan) = (scenario.buying(), scenario.plan());
    let sums = plan.your_sums()?;
    let [YourSum::TeamVolume(rate)] = sums.as_slice() else { return None };
    let members = if buying.orders().share().get() > 0.0 { buying.orders().volume() } else { Volume::ZERO };
    let yours = buying.you().orders.unwrap_or(members);
    let is_plain = scenario.quits_after_red_months().is_none()
        && scenario.activity().is_none()
        && buying.is_certain()
        && buying.kit() == Volume::ZERO
        && yours >= plan.active_volume();
    let is_whole = rate.is_whole_of(members) && rate.is_whole_of(yours);
    (is_plain && is_whole).then(|| HeadAccounts {
        points: [members, yours].map(Volume::hundredths),
        commission: [members, yours].map(|points| rate.of_volume(points).cents()),
        own_order: buying.orders().price(yours).cents(),
        costs: account.costs_while_active(),
        kit: account.kit().cents(),
    })
}
