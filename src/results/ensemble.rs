//! [`Ensemble`]: the results of all trials of a scenario.

use std::sync::OnceLock;

use super::career::{Career, TrialRow};
use super::distribution::{Accuracy, Distribution};
use super::estimate::Estimate;
use super::everyone::{Everyone, NoEveryone};
use super::finished::Finished;
use super::goals::GoalResult;
use super::hours::Working;
use super::metric::{Metric, Values};
use super::milestones::HourlyRecord;
use super::outcome::{LeftOver, Outcomes, Population};
use super::provenance::{Completeness, Provenance};
use super::residual::Residual;
use crate::scenario::{OwnOrdersAre, Scenario};
use crate::units::Month;

/// What one rule of the plan pays you on average over all trials, in cents.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleCommission {
    /// What the plan calls the rule ([`crate::commission::Plan::labels`]).
    pub rule: String,
    /// In the last month.
    pub mean_last_month: Estimate,
    /// In all months together.
    pub mean_total: Estimate,
}

/// One month of the story: a value of each metric, as far as the story has one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct StoryMonth {
    pub(crate) values: Values,
    /// Whether there are people enough; without them nothing has a value.
    pub(crate) has_people: bool,
    /// Whether the plan could be settled, in this month and in all before it.
    pub(crate) is_paid: bool,
}

impl StoryMonth {
    fn of(&self, metric: Metric) -> Option<i64> {
        (self.has_people && (self.is_paid || !metric.follows(Metric::Commission))).then(|| self.values.of(metric))
    }
}

/// The results of all trials of a scenario.
#[derive(Clone, Debug)]
pub struct Ensemble {
    provenance: Provenance,
    finished: Finished,
    /// The story by month from 0, as far as it goes; a value is missing where the story has none.
    story: Vec<StoryMonth>,
    rows: Vec<TrialRow>,
    paths: Vec<Career>,
    everyone: Result<Everyone, NoEveryone>,
    /// Where trials were kept: amounts of the last month, all of them apart.
    last_month: [OnceLock<Distribution>; Metric::COUNTED.len()],
    /// By month from 0: the seconds that you work.
    hours: OnceLock<Vec<Distribution>>,
}

impl Ensemble {
    /// Of all that was counted of a scenario.
    pub(crate) fn new(
        scenario: &Scenario,
        seed: u64,
        completeness: Completeness,
        finished: Finished,
        story: Vec<StoryMonth>,
    ) -> Self {
        let provenance = Provenance { scenario: scenario.clone(), seed, trials: finished.trials(), completeness };
        let (rows, paths, everyone) = (Vec::new(), Vec::new(), Err(NoEveryone::NotAsked));
        Self {
            provenance,
            finished,
            story,
            rows,
            paths,
            everyone,
            last_month: Default::default(),
            hours: OnceLock::new(),
        }
    }

    /// With everyone who joined a whole organisation of the same scenario and seed, or the reason why there is none
    /// ([`crate::simulate::everyone`]).
    #[must_use]
    pub fn with_everyone(self, everyone: Result<Everyone, NoEveryone>) -> Self {
        Self { everyone, ..self }
    }

    /// With every trial in a line, in order, and some of them month by month.
    pub(crate) fn with_trials(self, rows: Vec<TrialRow>, paths: Vec<Career>) -> Self {
        Self { rows, paths, ..self }
    }

    /// What produced these results.
    #[must_use]
    pub const fn provenance(&self) -> &Provenance {
        &self.provenance
    }

    /// The question that was asked.
    #[must_use]
    pub const fn scenario(&self) -> &Scenario {
        self.provenance.scenario()
    }

    /// The seed of the run.
    #[must_use]
    pub const fn seed(&self) -> u64 {
        self.provenance.seed()
    }

    /// The number of trials behind every number here.
    #[must_use]
    pub const fn trials(&self) -> u64 {
        self.provenance.trials()
    }

    /// Whether all trials that were asked for are there.
    #[must_use]
    pub const fn completeness(&self) -> Completeness {
        self.provenance.completeness()
    }

    /// The horizon: the last month.
    #[must_use]
    pub const fn months(&self) -> Month {
        self.scenario().growth().months()
    }

    /// The distribution of a metric at the end of a month, over all trials, in the metric's integer unit. It is put
    /// together once. Where trials were kept, amounts of the last month are exact however many there are.
    ///
    /// # Panics
    /// When the month is beyond the horizon.
    #[must_use]
    pub fn distribution(&self, month: Month, metric: Metric) -> &Distribution {
        if metric == Metric::Hours {
            return &self.hours.get_or_init(|| self.working().months())[month.index()];
        }
        let recorded = self.finished.distribution(month.index(), metric);
        if recorded.accuracy() == Accuracy::Exact || month != self.months() || self.rows.is_empty() {
            return recorded;
        }
        let of_rows = || Distribution::new(self.rows.iter().map(|row| (row.last.of(metric), 1)).collect());
        self.last_month[metric as usize].get_or_init(of_rows)
    }

    /// The hours that you work in all months together, in seconds as those of [`Metric::Hours`]; `None` where the scenario has
    /// no week of yours.
    #[must_use]
    pub fn hours_total(&self) -> Option<Distribution> {
        self.scenario().activity().map(|_| self.working().total())
    }

    /// How many people reach the goals that were set, in their order: you, and where you are told to stay the same people free
    /// to quit.
    #[must_use]
    pub fn goals(&self) -> &[GoalResult] {
        self.finished.goals()
    }

    /// The deepest point of your net, added up month by month, own orders a cost. `None` where heads alone are counted: under
    /// a plan that pays you a share of the team's volume, where everybody orders alike and nobody has customers.
    #[must_use]
    pub fn deepest_net_total(&self) -> Option<&Distribution> {
        self.finished.milestones().map(|milestones| &milestones.deepest.0)
    }

    /// Of those who are ahead at the horizon, own orders a cost: the month from whose end on they stay so. `None` as with
    /// [`Ensemble::deepest_net_total`].
    #[must_use]
    pub fn ahead_to_stay(&self) -> Option<&Distribution> {
        self.finished.milestones().map(|milestones| &milestones.ahead_to_stay.0)
    }

    /// Of those who worked at all, what an hour of all months leaves them, in cents; `None` where the scenario has no week of
    /// yours.
    #[must_use]
    pub fn net_an_hour(&self, own_orders: OwnOrdersAre) -> Option<&Distribution> {
        self.hourly().map(|hourly| &hourly.net_an_hour[own_orders as usize].0)
    }

    /// What an hour of all people together leaves, in cents: all net by all hours. `None` without an hour.
    #[must_use]
    pub fn net_of_all_hours(&self, own_orders: OwnOrdersAre) -> Option<f64> {
        let seconds = self.hours_total()?.mean().filter(|&seconds| seconds > 0.0)?;
        let net = self.distribution(self.months(), Metric::net_total_read(own_orders)).mean()?;
        Some(net / seconds * 3_600.0)
    }

    /// Of all trials, in how many the net of all months is above the wage of the same hours; `None` where no wage is said.
    #[must_use]
    pub fn above_the_wage(&self, own_orders: OwnOrdersAre) -> Option<u64> {
        self.hourly().and_then(|hourly| hourly.above_wage).map(|counts| counts[own_orders as usize])
    }

    fn hourly(&self) -> Option<&HourlyRecord> {
        self.finished.milestones().and_then(|milestones| milestones.hourly.as_ref())
    }

    /// Of all trials, in how many you are active at the end of a month.
    ///
    /// # Panics
    /// When the month is beyond the horizon.
    #[must_use]
    pub fn active_in(&self, month: Month) -> u64 {
        let sum = |metric| self.finished.distribution(month.index(), metric).moments().sum;
        u64::try_from(sum(Metric::Team) - sum(Metric::Downline)).unwrap_or_default()
    }

    fn working(&self) -> Working {
        let seconds = |month| self.scenario().seconds_of_work(month).unwrap_or(0).into();
        let months = || self.months().through();
        Working {
            active: months().map(|month| self.active_in(month)).collect(),
            seconds: months().map(seconds).collect(),
        }
    }

    /// The story's value of a metric: everyone sponsors at the story's rate and nobody quits, under the same plan, orders
    /// and costs. `None` once the story needs more people than are alive, or more than can be paid.
    #[must_use]
    pub fn ideal(&self, month: Month, metric: Metric) -> Option<i64> {
        self.story.get(month.index()).and_then(|story| story.of(metric))
    }

    /// What each rule of the plan pays you on average, in the order of the plan.
    #[must_use]
    pub fn commission_by_rule(&self) -> Vec<RuleCommission> {
        const NOBODY: Estimate = Estimate { value: 0.0, error: None };
        let rules = self.scenario().plan().labels().iter().zip(self.finished.by_rule());
        rules
            .map(|(label, &[last, total])| RuleCommission {
                rule: label.clone(),
                mean_last_month: last.unwrap_or(NOBODY),
                mean_total: total.unwrap_or(NOBODY),
            })
            .collect()
    }

    /// What became of you, over all trials, at the horizon, with your own orders read as the scenario says.
    #[must_use]
    pub fn outcomes(&self) -> Outcomes {
        self.outcomes_read(self.scenario().costs().own_orders)
    }

    /// What became of you, over all trials, at the horizon, under one reading of your own orders.
    #[must_use]
    pub fn outcomes_read(&self, own_orders: OwnOrdersAre) -> Outcomes {
        self.finished.outcomes().yours(own_orders)
    }

    /// What would have become of the same people, had they been free to quit; `None` where you may quit anyway.
    #[must_use]
    pub fn outcomes_if_free_to_quit(&self, own_orders: OwnOrdersAre) -> Option<Outcomes> {
        self.finished.outcomes().of_those_who_may_quit(own_orders)
    }

    /// All outcomes there are, in the order of the tables: yours, those of people who may quit, and those of everyone who
    /// joined, each with own orders as a cost and as bought anyway.
    #[must_use]
    pub fn all_outcomes(&self) -> Vec<Outcomes> {
        let readings = [OwnOrdersAre::Cost, OwnOrdersAre::BoughtAnyway];
        let yours = readings.map(|reading| Some(self.outcomes_read(reading)));
        let free = readings.map(|reading| self.outcomes_if_free_to_quit(reading));
        let everyone = readings.map(|reading| self.everyone().ok().map(|everyone| everyone.outcomes(reading)));
        yours.into_iter().chain(free).chain(everyone).flatten().collect()
    }

    /// The widest half-width of the 95 % intervals of all counts, under both readings of your own orders and for everybody
    /// who is counted, of 100 people.
    #[must_use]
    pub fn simulation_error_of_100(&self) -> f64 {
        self.finished.outcomes().simulation_error_of_100()
    }

    /// Of all trials, in how many you have left by the horizon.
    #[must_use]
    pub fn left_by_the_horizon(&self) -> u64 {
        self.finished.outcomes().left()
    }

    /// Of all trials, how many have something left of the last month after its costs.
    #[must_use]
    pub(crate) fn left_over(&self, own_orders: OwnOrdersAre) -> LeftOver {
        self.finished.outcomes().left_over(Population::You, own_orders).unwrap_or_default()
    }

    /// Of the same people, free to quit; `None` where nobody is told to stay.
    #[must_use]
    pub(crate) fn left_over_if_free_to_quit(&self, own_orders: OwnOrdersAre) -> Option<LeftOver> {
        self.finished.outcomes().left_over(Population::YouMayQuit, own_orders)
    }

    /// What still comes in after you stop working; `None` where you do not stop.
    #[must_use]
    pub fn residual(&self) -> Option<Residual<'_>> {
        let stop = self.scenario().growth().you().stop_working?;
        self.finished.residual().map(|record| Residual::new(self, stop, record))
    }

    /// What everyone got who joined a whole organisation of this scenario.
    ///
    /// # Errors
    /// The reason why there is no such everyone.
    pub fn everyone(&self) -> Result<&Everyone, NoEveryone> {
        self.everyone.as_ref().map_err(|reason| *reason)
    }

    /// Every trial in a line, in order; empty when they were not kept.
    #[must_use]
    pub fn rows(&self) -> &[TrialRow] {
        &self.rows
    }

    /// Twenty real careers, at evenly spaced ranks of their net total (2.5th, 7.5th ... 97.5th percentile); empty when
    /// trials were not kept.
    #[must_use]
    pub fn paths(&self) -> &[Career] {
        &self.paths
    }
}
