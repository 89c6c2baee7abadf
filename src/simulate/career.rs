//! One trial: a team is grown, buys, pays you, and is counted month by month.

use super::account::{Account, Happened};
use super::blocks::Stopping;
use super::fault::Fault;
use super::legs::Legs;
use super::pay::{Paid, Pay, heads_alone};
use super::{SimulationError, Watch};
use crate::buying::{Purchases, Shopping};
use crate::growth::exact::{ExpectedMonth, expectations};
use crate::growth::lifelines::{Growth, MOST_MEMBERS, Sponsors};
use crate::growth::lives::Lives;
use crate::growth::parameters::Staying;
use crate::results::{AfterStop, Career, Goal, GoalTally, HeadCounts, HeadNets, Hourly, Tally, Trial, Values};
use crate::rng::MemberKey;
use crate::scenario::Scenario;
use crate::team::{Lifeline, NEVER, Newcomers};
use crate::units::{Money, Month, Volume};

/// A scenario made ready to run trials.
#[derive(Debug)]
pub(super) struct Model<'a> {
    scenario: &'a Scenario,
    growth: Growth,
    shopping: Shopping,
    pay: Pay<'a>,
    account: Account<'a>,
    /// Where heads alone say it all.
    heads: Option<HeadNets>,
    /// What a trial costs on average, in months of members.
    pub(super) cost: f64,
    horizon: u16,
    /// The month in which you stop working.
    stop: Option<Month>,
    goals: &'a [Goal],
}

/// The memory of one trial, used again by the next.
#[derive(Debug)]
pub(super) struct Workspace<'a> {
    sponsors: Sponsors,
    heads: HeadCounts,
    lives: Lives,
    purchases: Purchases,
    paid: Paid<'a>,
    /// Values by month from 0 of the trial that was lived last.
    months: Vec<Values>,
    /// How many ever were in its team, you included.
    members: u32,
    would_quit: u16,
    /// Whether months in the red made you quit.
    pub(super) quits_in_the_red: bool,
    /// Where you stop working: your legs, and by month from 0 your commission and net.
    legs: Legs,
    pay: Vec<[i64; 2]>,
    /// Where a trial leaves off that is in its midst when the run is to stop.
    watch: Option<&'a Watch>,
}

impl<'a> Workspace<'a> {
    /// Memory of trials that do so when a run under this watch is to stop.
    pub(super) fn stopping(self, stopping: Stopping, watch: &'a Watch) -> Self {
        Self { watch: (stopping == Stopping::LeavesOff).then_some(watch), ..self }
    }

    /// Fails when the trial is to leave off.
    fn look(&self) -> Result<(), Fault> {
        if self.watch.is_some_and(Watch::is_stopped) { Err(Fault::Stopped) } else { Ok(()) }
    }
}

impl<'a> Model<'a> {
    /// Prepares a scenario, unless its average team is larger than a team may be.
    pub(super) fn new(scenario: &'a Scenario) -> Result<Self, SimulationError> {
        Self::with_goals(scenario, &[])
    }

    /// Prepares a scenario of whose careers something is asked besides: every value is then looked at.
    pub(super) fn with_goals(scenario: &'a Scenario, goals: &'a [Goal]) -> Result<Self, SimulationError> {
        let account = Account::new(scenario);
        let heads = heads_alone(scenario, &account).filter(|_| goals.is_empty()).map(HeadNets::new);
        let (limit, why) = member_limit(scenario, heads.is_some());
        let months = expected_months(scenario, limit, why)?;
        let growth = scenario.growth();
        let pay = Pay::new(scenario);
        Ok(Self {
            scenario,
            growth: Growth::new(growth).with_limit(limit),
            shopping: Shopping::new(scenario.buying(), growth.months(), growth.you().stop_working),
            cost: cost(&months, heads.is_some() || pay.is_sum()),
            pay,
            account,
            heads,
            horizon: growth.months().get(),
            stop: growth.you().stop_working,
            goals,
        })
    }

    /// Memory to run trials in.
    pub(super) fn workspace(&self) -> Workspace<'a> {
        Workspace {
            sponsors: Sponsors::default(),
            heads: HeadCounts::new(self.horizon),
            lives: Lives::new(),
            purchases: Purchases::new(),
            paid: Paid::new(self.scenario.plan()),
            months: Vec::new(),
            members: 1,
            would_quit: NEVER,
            quits_in_the_red: false,
            legs: Legs::default(),
            pay: Vec::new(),
            watch: None,
        }
    }

    /// What turns heads into money, where heads alone are recorded, which a career month by month leaves behind as well.
    pub(super) const fn heads(&self) -> Option<&HeadNets> {
        self.heads.as_ref()
    }

    /// A tally of no trial.
    pub(super) fn empty_tally(&self) -> Tally {
        let horizon = Month::new(self.horizon);
        let stays = self.scenario.growth().you().staying == Staying::Stays;
        match &self.heads {
            Some(nets) => Tally::of_heads(horizon, stays, nets.clone(), self.stop),
            None => {
                let hourly =
                    self.scenario.activity().map(|_| Hourly { wage: self.scenario.hourly_wage().map(Money::cents) });
                let tally = Tally::of_values(horizon, stays, self.scenario.plan().rules().len(), self.stop, hourly);
                tally.with_goals(GoalTally::new(self.goals, self.scenario.tells_you_to_stay()))
            }
        }
    }

    /// Runs a trial into the workspace, as far as it is needed to be recorded.
    #[inline]
    pub(super) fn run(&self, seed: u64, trial: u64, work: &mut Workspace<'a>) -> Result<(), Fault> {
        let you = MemberKey::you(seed, trial);
        if self.heads.is_none() {
            return self.live(you, work);
        }
        work.would_quit = self.would_quit(you);
        if self.stop.is_none() {
            work.members = self.growth.grow(you, &mut work.heads, &mut work.sponsors)?;
            return Ok(());
        }
        self.grow_until(you, NEVER, work)?;
        self.look_at_stop(work);
        Ok(())
    }

    /// Adds the trial that was run last to a tally.
    #[inline]
    pub(super) fn record(&self, work: &Workspace<'a>, tally: &mut Tally) {
        if self.heads.is_some() {
            tally.record_heads(&work.heads, work.members - 1, work.would_quit);
        } else {
            tally.record(&self.trial(work));
        }
        if let Some(stop) = self.stop {
            // The month before the stop is the first to be looked at.
            let first = stop.index() - 1;
            tally.record_residual(&AfterStop {
                legs: &work.legs.by_month()[first..],
                before: stop.get() - 1,
                would_quit: work.would_quit,
                pay: &work.pay[first..],
            });
        }
    }

    /// The values at the horizon of the trial that was run last: the team, and both nets.
    pub(super) fn at_horizon(&self, work: &Workspace<'a>) -> Values {
        match &self.heads {
            Some(nets) => nets.at_horizon(&work.heads),
            None => work.months.last().copied().unwrap_or_default(),
        }
    }

    /// A trial month by month.
    pub(super) fn career(&self, seed: u64, trial: u64, work: &mut Workspace<'a>) -> Result<Career, Fault> {
        self.live(MemberKey::you(seed, trial), work)?;
        let members = work.lives.team().members();
        let sponsored = members.iter().skip(1).filter(|member| member.sponsor == 0).count() as u64;
        let mut levels = Vec::new();
        work.lives.team().levels_into(&mut levels);
        let depth = levels.iter().copied().max().unwrap_or(0);
        let left = Some(members[0].left).filter(|&left| left <= self.horizon).map(Month::new);
        Ok(Career { trial, months: work.months.clone(), left, sponsored, depth })
    }

    fn trial<'w>(&self, work: &'w Workspace<'a>) -> Trial<'w> {
        let kit = self.account.kit().cents();
        Trial { months: &work.months, would_quit: work.would_quit, kit, by_rule: &work.paid.by_rule }
    }

    fn would_quit(&self, you: MemberKey) -> u16 {
        let stated = self.scenario.growth().you().quits_in.map_or(NEVER, Month::get);
        self.growth.would_quit(you).min(stated)
    }

    /// Lives, orders, pay and accounts of one trial. Where months in the red make you quit, the months up to then are lived first
    /// to find out when: nothing in them depends on what comes after.
    fn live(&self, you: MemberKey, work: &mut Workspace<'a>) -> Result<(), Fault> {
        work.would_quit = self.would_quit(you);
        self.live_until(you, NEVER, work)?;
        let in_a_row = self.scenario.quits_after_red_months();
        let quits_in = in_a_row.and_then(|months| red_months_end(&work.months, months)).map_or(NEVER, |last| last + 1);
        work.quits_in_the_red = quits_in <= self.horizon && quits_in < work.heads.your_left();
        if work.quits_in_the_red {
            work.would_quit = work.would_quit.min(quits_in);
            self.live_until(you, quits_in, work)?;
        }
        self.look_at_stop(work);
        Ok(())
    }

    /// Where you stop working: your legs, and what you are paid, in the trial that is in the workspace.
    fn look_at_stop(&self, work: &mut Workspace<'a>) {
        if self.stop.is_none() {
            return;
        }
        work.legs.count(work.lives.team().members(), Month::new(self.horizon));
        match &self.heads {
            Some(nets) => nets.pay_into(&work.heads, &mut work.pay),
            None => {
                work.pay.clear();
                work.pay.extend(work.months.iter().map(|values| [values.commission, values.net]));
            }
        }
    }

    /// A trial in which you quit in this month at the latest.
    fn live_until(&self, you: MemberKey, quits_in: u16, work: &mut Workspace<'a>) -> Result<(), Fault> {
        self.grow_until(you, quits_in, work)?;
        work.look()?;
        self.shopping.career(&work.lives, &mut work.purchases);
        work.look()?;
        self.pay.career(&work.lives, &work.purchases, work.watch, &mut work.paid)?;
        self.account_for(work);
        Ok(())
    }

    /// Everybody's life in a trial in which you quit in this month at the latest.
    fn grow_until(&self, you: MemberKey, quits_in: u16, work: &mut Workspace<'a>) -> Result<(), Fault> {
        let mut counted = Counted { lives: &mut work.lives, heads: &mut work.heads };
        work.members = self.growth.grow_until(you, quits_in, &mut counted, &mut work.sponsors)?;
        work.lives.put_in_order();
        Ok(())
    }

    fn account_for(&self, work: &mut Workspace<'a>) {
        work.months.clear();
        work.months.push(Values::month_0());
        let left = work.heads.your_left();
        for month in 1..=self.horizon {
            let at = usize::from(month);
            let change = work.heads.of(at);
            let [commission, plan_margin] = work.paid.months[at];
            let happened = Happened {
                joiners: change.joiners.into(),
                leavers: change.leavers.into(),
                you_are_active: month < left,
                you_left: month == left,
                yours: work.purchases.of(0, Month::new(month)),
                volume: work.paid.volume[at],
                commission,
                plan_margin,
            };
            let values = self.account.month(at, &work.months[at - 1], &happened);
            work.months.push(values);
        }
    }
}

/// The month that ends the first so many months in a row with a net below zero; months count from 0.
fn red_months_end(months: &[Values], in_a_row: u16) -> Option<u16> {
    let mut red = 0;
    (0..).zip(months).find_map(|(month, values)| {
        red = if values.net < 0 { red + 1 } else { 0 };
        (red == in_a_row).then_some(month)
    })
}

/// Finds out beforehand that a team would be too large on average.
#[allow(clippy::cast_precision_loss)] // 20,000,000 at most
fn expected_months(
    scenario: &Scenario,
    limit: usize,
    why: &'static str,
) -> Result<Vec<ExpectedMonth>, SimulationError> {
    let months = expectations(scenario.growth());
    let too_large = |month: &&ExpectedMonth| month.ever_joined > limit as f64;
    match months.iter().find(too_large) {
        Some(month) => Err(SimulationError::TooLarge { month: month.month, expected: month.ever_joined, limit, why }),
        None => Ok(months),
    }
}

/// What a trial costs on average: each member once where it is a sum over them, and otherwise once in each month from its
/// joining on. A month costs something by itself.
fn cost(months: &[ExpectedMonth], is_sum: bool) -> f64 {
    const MONTH: f64 = 10.0;
    if is_sum {
        return months.last().map_or(0.0, |last| last.ever_joined);
    }
    months.iter().map(|month| MONTH + month.ever_joined).sum()
}

/// The most months of members whose orders are held: about 2 GB.
const MOST_MEMBER_MONTHS: f64 = 6e7;

/// The most members of one team that can be held in memory with their orders, and paid in 64-bit cents over all months:
/// each counted with a hundred customers and its own usual order a month; and which of the two it is.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // at most 60,000,000
fn member_limit(scenario: &Scenario, heads_alone: bool) -> (usize, &'static str) {
    let growth = scenario.growth();
    let months = i64::from(growth.months().get());
    let rules = i64::try_from(scenario.plan().rules().len()).unwrap_or(i64::MAX).max(1);
    let customers = scenario.buying().customers().map_or(Volume::ZERO, |law| law.points(law.order()));
    let own = scenario.buying().orders().volume().max(scenario.buying().you().orders.unwrap_or_default());
    let largest = own.hundredths().max(1).saturating_add(customers.hundredths().saturating_mul(100));
    let most_a_member = largest.saturating_mul(months).saturating_mul(rules);
    let countable = usize::try_from(i64::MAX / 4 / most_a_member).unwrap_or(usize::MAX);
    let stay: f64 = growth.attrition().survival(growth.months()).iter().sum();
    let held = if heads_alone { MOST_MEMBERS } else { (MOST_MEMBER_MONTHS / stay.max(1.0)) as usize };
    let held = held.min(MOST_MEMBERS);
    if countable < held {
        (countable, "so that all that they could order and be paid can be counted in money (smaller orders allow more)")
    } else {
        (held, "which is what memory holds")
    }
}

/// Lives whose heads are counted while they are written.
struct Counted<'w> {
    lives: &'w mut Lives,
    heads: &'w mut HeadCounts,
}

impl Newcomers for Counted<'_> {
    fn begin(&mut self, you: Lifeline, key: MemberKey) {
        self.lives.begin(you, key);
        self.heads.begin(you, key);
    }

    fn join(&mut self, member: Lifeline, key: MemberKey) {
        self.lives.join(member, key);
        self.heads.join(member, key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_in_the_red_count_in_a_row() {
        let months: Vec<Values> =
            [0, -75, -1, 0, -5, -5, -5, 20, -1, -1, -1, -1].map(|net| Values { net, ..Values::default() }).into();
        assert_eq!(
            [1, 2, 3, 4, 5].map(|in_a_row| red_months_end(&months, in_a_row)),
            [Some(1), Some(2), Some(6), Some(11), None]
        );
    }
}
