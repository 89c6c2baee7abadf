//! [`Pay`]: how you are paid in a career, the quickest way that gives the plan's own cents.
//!
//! This is the one place for short cuts. There are three ways: from the heads alone, where every member orders alike and
//! the plan pays a whole number of cents a head ([`heads_alone`]); as a sum over members by their level, where the plan is
//! one; and by settling each month.

use super::Watch;
use super::account::Account;
use super::fault::Fault;
use crate::buying::Purchases;
use crate::commission::{EarnerByRule, Plan, YourSum};
use crate::growth::lives::Lives;
use crate::results::HeadAccounts;
use crate::scenario::Scenario;
use crate::settlement::{FirstMember, LivesNetwork, Settlement};
use crate::team::MemberId;
use crate::units::{Money, Month, Volume};

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

    /// Whether the plan is a sum over members, so that no month is settled.
    pub(super) const fn is_sum(&self) -> bool {
        self.sums.is_some()
    }

    /// Pays the months of a career. Fails where you are paid more than can be counted, and where a run under this watch is to
    /// stop.
    pub(super) fn career(
        &self,
        lives: &Lives,
        purchases: &Purchases,
        watch: Option<&Watch>,
        paid: &mut Paid<'a>,
    ) -> Result<(), Fault> {
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
            // As many members as one team may have are paid less by a sum.
            Some(sums) => {
                self.sum(sums, &network, last, paid);
                Ok(())
            }
            None => self.settle_months(&network, last, watch, paid),
        }
    }

    /// Settles each month in which you are there.
    fn settle_months(
        &self,
        network: &LivesNetwork<'_>,
        last: u16,
        watch: Option<&Watch>,
        paid: &mut Paid<'a>,
    ) -> Result<(), Fault> {
        paid.settlement.begin(network);
        // Without signs, so that no sum of some of it is larger.
        let mut turnover = Money::ZERO;
        for month in 1..=last {
            if watch.is_some_and(Watch::is_stopped) {
                return Err(Fault::Stopped);
            }
            // Sums never break off.
            let _ = paid.settlement.month(network, Month::new(month), &mut paid.earner);
            let amounts = paid.earner.by_rule();
            turnover += amounts.iter().map(|&amount| amount.max(-amount)).sum();
            if !turnover.is_counted() {
                return Err(Fault::TooMuchPaid(Month::new(month)));
            }
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
        Ok(())
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

#[cfg(test)]
mod tests {
    use crate::scenario::Scenario;
    use crate::simulate::{Settings, SimulationError, simulate};

    /// Everybody sponsors one a month and gets a thousand million, which is matched on fifty levels again and again.
    fn matched_again(rate: &str) -> Scenario {
        let rates = vec![format!("\"{rate}\""); 50].join(", ");
        let matched = |on: String| {
            format!(
                ", {{ rule = \"matching\", on = [\"{on}\"], rates-by-rank = [[\"0%\"], [{rates}]], cascade = \"no\", \
                 compression = \"none\" }}"
            )
        };
        let label = |number: u32| if number == 1 { "matching".to_owned() } else { format!("matching-{number}") };
        let matches: String = (1..20)
            .map(|number| matched(if number == 1 { "rank-bonus".to_owned() } else { label(number - 1) }))
            .collect();
        let text = format!(
            r#"
title = "Matched again and again"
months = 17
basis.kind = "illustrative"
you = {{ sponsoring = 1, stays = true }}
sponsoring = {{ distribution = "fixed", mean = 1 }}
attrition.quit = [{{ rate = 0 }}]
orders.volume = 100
costs = {{ kit = 0, monthly = 0 }}
[plan]
ranks = ["Member", "Star"]
paid-as = "rank-of-the-month"
qualification = [{{ rank = "Star", personal-volume = 1 }}]
rounding = "half-up"
rounded-per = "line"
rules = [{{ rule = "rank-bonus", amounts-by-rank = [0, 1000000000] }}{matches}]
"#
        );
        Scenario::from_toml("matched", &text).unwrap_or_else(|errors| panic!("{errors}"))
    }

    #[test]
    fn a_career_that_is_paid_more_than_can_be_counted_is_refused() {
        let error = simulate(&matched_again("100%"), &Settings::with_trials(1)).err();
        let Some(error @ SimulationError::TooMuchPaid { trial, month }) = error else { panic!("{error:?}") };
        assert_eq!(trial, 1);
        assert!((2..=17).contains(&month.get()), "{error}");
        assert!(error.to_string().contains("lower the rates or amounts of the plan"), "{error}");
        assert!(simulate(&matched_again("1%"), &Settings::with_trials(1)).is_ok());
    }
}
