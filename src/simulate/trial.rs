//! One trial: a team is grown, counted month by month, and you are paid.

use super::SimulationError;
use crate::commission::{YourBuffer, YourMonths, YourPay};
use crate::ensemble::{Accounts, Career, HeadCounts, Metric, Tally};
use crate::growth::exact::{ExpectedMonth, expectations};
use crate::growth::lifelines::{Growth, Outgrown, Sponsors};
use crate::rng::MemberKey;
use crate::scenario::Scenario;
use crate::team::{Lifeline, Newcomers, Team};
use crate::units::{Money, Month, Rate};

/// A scenario made ready to run trials.
#[derive(Debug)]
pub(super) struct Model<'a> {
    growth: Growth,
    /// How many people join in a trial on average.
    pub(super) members: f64,
    horizon: u16,
    pub(super) accounts: Accounts,
    pay: Pay<'a>,
    rules: usize,
}

/// The values of month 0, in the order of [`Metric::ALL`]: you alone, before anything is bought or paid.
const MONTH_0: [i64; Metric::ALL.len()] = {
    let mut values = [0; Metric::ALL.len()];
    values[Metric::Team as usize] = 1;
    values
};

/// How you are paid in a trial: the quickest way that gives the plan's own cents.
#[derive(Debug)]
enum Pay<'a> {
    /// A fixed amount for each active member: it follows from the head-count.
    PerMember,
    /// Rates of the team's volume, amounts by level, and rules that need the whole tree.
    /// The first two with the number of their rule in the plan.
    Monthly { team_rates: Vec<(usize, Rate)>, per_level: Vec<(usize, Vec<Money>)>, network: YourMonths<'a> },
}

/// The memory of one trial, used again by the next.
#[derive(Debug)]
pub(super) struct Workspace {
    team: Team,
    sponsors: Sponsors,
    heads: HeadCounts,
    /// Your commission by month, in cents; one cell more than months.
    commission: Vec<i64>,
    levels: Vec<u16>,
    buffer: YourBuffer,
    /// Your commission by rule, in cents: of the last month, and of all months.
    by_rule: Vec<[i64; 2]>,
    /// One rule's amounts by month.
    by_month: Vec<i64>,
    /// One month's amounts by rule.
    amounts: Vec<Money>,
}

impl Workspace {
    pub(super) fn new(horizon: u16) -> Self {
        Self {
            team: Team::new(),
            sponsors: Sponsors::default(),
            heads: HeadCounts::new(horizon),
            commission: Vec::new(),
            levels: Vec::new(),
            buffer: YourBuffer::default(),
            by_rule: Vec::new(),
            by_month: Vec::new(),
            amounts: Vec::new(),
        }
    }

    /// The head-counts of the trial that was run last.
    pub(super) const fn heads(&self) -> &HeadCounts {
        &self.heads
    }

    /// Your commission by month of the trial that was run last, in cents; empty when it follows from the head-count.
    pub(super) fn commission(&self) -> &[i64] {
        &self.commission
    }

    /// Your commission by rule of the trial that was run last, in cents: of the last month, and of all months. Empty
    /// when it follows from the head-count.
    pub(super) fn by_rule(&self) -> &[[i64; 2]] {
        &self.by_rule
    }
}

impl Workspace {
    /// Books what a rule pays you in a month.
    fn book(&mut self, rule: usize, month: usize, last: usize, cents: i64) {
        self.commission[month] += cents;
        let sums = &mut self.by_rule[rule];
        sums[1] += cents;
        if month == last {
            sums[0] += cents;
        }
    }
}

impl<'a> Model<'a> {
    /// Prepares a scenario, unless its average team is larger than a team may be.
    pub(super) fn new(scenario: &'a Scenario) -> Result<Self, SimulationError> {
        let limit = member_limit(scenario);
        let members = expected_members(scenario, limit)?;
        let personal = scenario.personal_volume();
        let costs = scenario.costs();
        let network = YourMonths::new(scenario.plan(), personal);
        let (pay, per_member) = Self::pay(scenario, network);
        let horizon = scenario.growth().months().get();
        let accounts = Accounts {
            personal,
            per_member,
            kit: costs.kit,
            monthly: costs.monthly + scenario.own_product().unwrap_or_default(),
        };
        let rules = scenario.plan().rules().len();
        Ok(Self { growth: Growth::new(scenario.growth()).with_limit(limit), members, horizon, accounts, pay, rules })
    }

    fn pay(scenario: &Scenario, network: YourMonths<'a>) -> (Pay<'a>, Option<Money>) {
        let mut team_rates = Vec::new();
        let mut per_level = Vec::new();
        for (rule, shortcut) in network.shortcuts().iter().enumerate() {
            match shortcut {
                YourPay::TeamVolume(rate) => team_rates.push((rule, *rate)),
                YourPay::PerLevel(amounts) => per_level.push((rule, amounts.clone())),
                YourPay::Network => {}
            }
        }
        let personal = scenario.personal_volume();
        let whole_cents = |(_, rate): &(usize, Rate)| {
            (i128::from(personal.hundredths()) * i128::from(rate.parts_per_million())) % 1_000_000 == 0
        };
        // What several rules pay is told apart, so it is not folded into one amount.
        let is_simple = per_level.is_empty() && !network.needs_network() && team_rates.len() <= 1;
        if is_simple && team_rates.iter().all(whole_cents) {
            (Pay::PerMember, Some(team_rates.iter().map(|(_, rate)| rate.of_volume(personal)).sum()))
        } else {
            (Pay::Monthly { team_rates, per_level, network }, None)
        }
    }

    /// Memory to run trials in.
    pub(super) fn workspace(&self) -> Workspace {
        Workspace::new(self.horizon)
    }

    /// Runs a trial into the workspace. Where the head-count pays you, no genealogy is kept.
    #[inline]
    pub(super) fn run(&self, seed: u64, trial: u64, work: &mut Workspace) -> Result<(), Outgrown> {
        let you = MemberKey::you(seed, trial);
        match &self.pay {
            Pay::PerMember => self.growth.grow(you, &mut work.heads, &mut work.sponsors),
            Pay::Monthly { team_rates, per_level, network } => {
                self.grow_team(you, work)?;
                self.pay_months(team_rates, per_level, network, work);
                Ok(())
            }
        }
    }

    /// Grows the team itself, and counts its heads.
    fn grow_team(&self, you: MemberKey, work: &mut Workspace) -> Result<(), Outgrown> {
        let mut counted = Counted { team: &mut work.team, heads: &mut work.heads };
        self.growth.grow(you, &mut counted, &mut work.sponsors)
    }

    fn pay_months(
        &self,
        team_rates: &[(usize, Rate)],
        per_level: &[(usize, Vec<Money>)],
        network: &YourMonths<'_>,
        work: &mut Workspace,
    ) {
        let months = usize::from(self.horizon);
        let paid = months.min(usize::from(work.heads.your_left()).saturating_sub(1));
        work.commission.clear();
        work.commission.resize(months + 2, 0);
        work.by_rule.clear();
        work.by_rule.resize(network.shortcuts().len(), [0; 2]);
        if !per_level.is_empty() {
            work.team.levels_into(&mut work.levels);
        }
        for (rule, amounts) in per_level {
            work.by_month.clear();
            work.by_month.resize(months + 2, 0);
            pay_levels(&work.team, &work.levels, amounts, &mut work.by_month);
            for month in 1..=paid {
                let cents = work.by_month[month];
                work.book(*rule, month, months, cents);
            }
        }
        work.buffer.begin();
        let mut team = 1i64;
        for month in 1..=paid {
            let change = work.heads.of(month);
            team += i64::from(change.joiners) - i64::from(change.leavers);
            let volume = self.accounts.personal.checked_times(team).unwrap_or_default();
            for (rule, rate) in team_rates {
                work.book(*rule, month, months, rate.of_volume(volume).cents());
            }
            if network.needs_network() {
                let number = Month::new(u16::try_from(month).unwrap_or(Month::LONGEST));
                let mut amounts = std::mem::take(&mut work.amounts);
                network.network_pay_by_rule(&work.team, number, &mut work.buffer, &mut amounts);
                for (rule, amount) in amounts.iter().enumerate() {
                    work.book(rule, month, months, amount.cents());
                }
                work.amounts = amounts;
            }
        }
    }

    /// A tally of no trial.
    pub(super) fn empty_tally(&self) -> Tally {
        Tally::new(Month::new(self.horizon), self.accounts, self.rules)
    }

    /// The values at the horizon of the trial that was run last, in the order of [`Metric::ALL`].
    #[inline]
    pub(super) fn at_horizon(&self, work: &Workspace) -> [i64; Metric::ALL.len()] {
        (1..=usize::from(self.horizon)).fold(MONTH_0, |before, month| self.account(month, &before, work))
    }

    /// A trial month by month.
    pub(super) fn career(&self, seed: u64, trial: u64, work: &mut Workspace) -> Result<Career, Outgrown> {
        self.run(seed, trial, work)?;
        if matches!(self.pay, Pay::PerMember) {
            self.grow_team(MemberKey::you(seed, trial), work)?;
        }
        work.team.levels_into(&mut work.levels);
        let sponsored = work.team.members().iter().skip(1).filter(|member| member.sponsor == 0).count() as u64;
        let depth = work.levels.iter().copied().max().unwrap_or(0);
        let mut career = Career { trial, months: vec![MONTH_0], sponsored, depth };
        for month in 1..=usize::from(self.horizon) {
            let before = career.months[month - 1];
            career.months.push(self.account(month, &before, work));
        }
        Ok(career)
    }

    /// The values of a month, in the order of [`Metric::ALL`], from those of the month before.
    fn account(&self, month: usize, before: &[i64; 12], work: &Workspace) -> [i64; 12] {
        let heads = &work.heads;
        let active = month < usize::from(heads.your_left());
        let change = heads.of(month);
        let (joiners, leavers) = (i64::from(change.joiners), i64::from(change.leavers));
        let downline = before[Metric::Downline as usize] + joiners - leavers;
        let team = downline + i64::from(active);
        let commission = match self.accounts.per_member {
            Some(amount) if active => amount.cents() * team,
            Some(_) => 0,
            None => work.commission[month],
        };
        let expenses = self.accounts.expenses(month, active);
        let net = commission - expenses;
        [
            team,
            downline,
            before[Metric::EverJoined as usize] + joiners,
            joiners,
            leavers + i64::from(month == usize::from(heads.your_left())),
            team * self.accounts.personal.hundredths(),
            commission,
            0,
            commission,
            expenses,
            net,
            before[Metric::NetTotal as usize] + net,
        ]
    }
}

/// Finds out beforehand that a team would be too large on average.
#[allow(clippy::cast_precision_loss)] // 20,000,000 at most
fn expected_members(scenario: &Scenario, limit: usize) -> Result<f64, SimulationError> {
    let months = expectations(scenario.growth());
    let too_large = |month: &&ExpectedMonth| month.ever_joined > limit as f64;
    match months.iter().find(too_large) {
        Some(month) => Err(SimulationError::TooLarge { month: month.month, expected: month.ever_joined, limit }),
        None => Ok(months.last().map_or(0.0, |last| last.ever_joined)),
    }
}

/// The most members of one team that can be both held in memory and paid in 64-bit cents over all months.
fn member_limit(scenario: &Scenario) -> usize {
    let months = i64::from(scenario.growth().months().get());
    let rules = i64::try_from(scenario.plan().rules().len()).unwrap_or(i64::MAX).max(1);
    let most_a_member = scenario.personal_volume().hundredths().max(1).saturating_mul(months).saturating_mul(rules);
    let countable = usize::try_from(i64::MAX / 4 / most_a_member).unwrap_or(usize::MAX);
    countable.min(crate::growth::lifelines::MOST_MEMBERS)
}

/// A team whose heads are counted while it grows.
struct Counted<'a> {
    team: &'a mut Team,
    heads: &'a mut HeadCounts,
}

impl Newcomers for Counted<'_> {
    fn begin(&mut self, you: Lifeline) {
        self.team.begin(you);
        self.heads.begin(you);
    }

    fn join(&mut self, member: Lifeline) {
        self.team.join(member);
        self.heads.join(member);
    }
}

/// Adds to each month the amounts of all members active in it, by level, through the ends of the lifelines.
fn pay_levels(team: &Team, levels: &[u16], per_level: &[Money], commission: &mut [i64]) {
    let beyond = commission.len() - 1;
    for (member, &level) in team.members().iter().zip(levels).skip(1) {
        if let Some(amount) = per_level.get(usize::from(level) - 1) {
            commission[usize::from(member.joined)] += amount.cents();
            commission[usize::from(member.left).min(beyond)] -= amount.cents();
        }
    }
    let mut so_far = 0;
    for change in commission.iter_mut() {
        so_far += *change;
        *change = so_far;
    }
}
