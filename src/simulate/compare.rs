//! Several scenarios asked of the same random people, trial by trial.
//!
//! A member's draws come from a key of seed, trial and place in the tree, so trial 7 of one scenario and trial 7 of
//! another are the same newcomer with the same luck (common random numbers). Differences between the two are then
//! counted person by person. Once the trees differ, those who joined in one and not in the other have nobody to be
//! compared with.

use super::blocks::{self, Failed, Stopping, Work};
use super::career::{Model, Workspace};
use super::fault::Fault;
use super::{Settings, SimulationError, Trials, Watch, on, story, thread_pool};
use crate::results::{Comparison, Completeness, Ensemble, Finished, PairedCounters, Tally, Values, WaitingCounters};
use crate::scenario::Scenario;

/// Why scenarios were not compared.
#[derive(Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ComparisonError {
    /// Fewer than two scenarios.
    #[error("a comparison needs at least two scenarios")]
    TooFew,
    /// Horizons that differ.
    #[error("`{base}` looks {base_months} months ahead and `{other}` {other_months}; the months must be the same")]
    MonthsDiffer {
        /// The name of the first scenario.
        base: String,
        /// Its horizon.
        base_months: u16,
        /// The name of one with another horizon.
        other: String,
        /// Its horizon.
        other_months: u16,
    },
    /// Currencies that differ.
    #[error(
        "`{base}` counts money in {base_currency} and `{other}` in {other_currency}; the currency must be the same"
    )]
    CurrenciesDiffer {
        /// The name of the first scenario.
        base: String,
        /// Its currency.
        base_currency: String,
        /// The name of one with another currency.
        other: String,
        /// Its currency.
        other_currency: String,
    },
    /// A trial failed.
    #[error("`{scenario}`: {error}")]
    Failed {
        /// The scenario's name.
        scenario: String,
        /// What happened.
        error: SimulationError,
    },
}

reads_as_a_sentence!(ComparisonError);

/// Runs scenarios on the same random people; the first is the base that the others are compared with.
///
/// Trials are not kept, whatever the settings say: memory does not grow with them.
///
/// # Errors
/// [`ComparisonError`] when there are fewer than two scenarios, when they differ in months or currency, or when a team
/// outgrows memory.
///
/// ```
/// use downline::simulate::compare;
/// use downline::{Scenario, Settings};
/// let scenarios = [Scenario::preset("typical")?, Scenario::preset("tenacious")?];
/// let comparison = compare(&scenarios, &Settings::with_trials(2_000))?;
/// let net = &comparison.differences()[0].net_total;
/// assert_eq!(net.distribution().trials(), 2_000);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn compare(scenarios: &[Scenario], settings: &Settings) -> Result<Comparison, ComparisonError> {
    compare_watched(scenarios, settings, &Watch::new())
}

/// Runs a comparison that can be watched and stopped from another thread.
///
/// # Errors
/// As [`compare`].
pub fn compare_watched(
    scenarios: &[Scenario],
    settings: &Settings,
    watch: &Watch,
) -> Result<Comparison, ComparisonError> {
    comparable(scenarios)?;
    let failed = |scenario: &Scenario, error| ComparisonError::Failed { scenario: scenario.name().to_owned(), error };
    let mut sides = Vec::with_capacity(scenarios.len());
    for scenario in scenarios {
        sides.push(Side::new(scenario, settings.seed).map_err(|error| failed(scenario, error))?);
    }
    let run = Run { sides, seed: settings.seed, watch };
    let pool = thread_pool(settings);
    let certain = run.sides.iter().all(|side| side.always.is_some());
    let trials = if certain { Trials::Exactly(1) } else { settings.trials };
    let mut so_far = run.empty();
    let mut completeness = match trials {
        _ if certain => Completeness::Certain,
        Trials::Exactly(_) => Completeness::Complete,
        Trials::UntilPrecise { .. } => Completeness::ShortOfPrecision,
    };
    for end in trials.checkpoints() {
        let begin = so_far.trials + 1;
        let round = || blocks::gather(&run, begin..=end, watch, so_far);
        so_far = on(pool.as_ref(), round)
            .map_err(|Failed { trial, error: (side, fault) }| failed(&scenarios[side], fault.in_trial(trial)))?;
        if watch.is_stopped() && so_far.trials < trials.most() {
            if so_far.trials == 0 {
                return Err(failed(&scenarios[0], SimulationError::Stopped));
            }
            completeness = if certain { Completeness::Certain } else { Completeness::Interrupted };
            break;
        }
        if let Trials::UntilPrecise { of_100, .. } = trials
            && run.simulation_error_of_100(&so_far) <= of_100
        {
            completeness = Completeness::Complete;
            break;
        }
    }
    Ok(run.comparison(scenarios, so_far, completeness))
}

fn comparable(scenarios: &[Scenario]) -> Result<(), ComparisonError> {
    let [base, others @ ..] = scenarios else { return Err(ComparisonError::TooFew) };
    if others.is_empty() {
        return Err(ComparisonError::TooFew);
    }
    let name = |scenario: &Scenario| scenario.name().to_owned();
    for other in others {
        let (base_months, other_months) = (base.growth().months().get(), other.growth().months().get());
        if base_months != other_months {
            return Err(ComparisonError::MonthsDiffer {
                base: name(base),
                base_months,
                other: name(other),
                other_months,
            });
        }
        if base.currency() != other.currency() {
            return Err(ComparisonError::CurrenciesDiffer {
                base: name(base),
                base_currency: base.currency().to_owned(),
                other: name(other),
                other_currency: other.currency().to_owned(),
            });
        }
    }
    Ok(())
}

/// One of the scenarios.
struct Side<'a> {
    model: Model<'a>,
    /// What it comes to in every trial, and the tally of one, when nothing in it is random.
    always: Option<(Values, Tally)>,
    /// After so many months in the red people quit.
    red_months: Option<u16>,
}

impl<'a> Side<'a> {
    fn new(scenario: &'a Scenario, seed: u64) -> Result<Self, SimulationError> {
        let (model, red_months) = (Model::new(scenario)?, scenario.quits_after_red_months());
        if !scenario.is_certain() {
            return Ok(Self { model, always: None, red_months });
        }
        let mut work = model.workspace();
        model.run(seed, 1, &mut work).map_err(|fault| fault.in_trial(1))?;
        let mut tally = model.empty_tally();
        model.record(&work, &mut tally);
        let values = model.at_horizon(&work);
        // What is the same for everybody is nobody's choice.
        Ok(Self { model, always: Some((values, tally)), red_months: None })
    }
}

struct Run<'a> {
    sides: Vec<Side<'a>>,
    seed: u64,
    watch: &'a Watch,
}

/// Trials of all scenarios, added up.
struct Gathered {
    trials: u64,
    tallies: Vec<Tally>,
    differences: Vec<PairedCounters>,
    waiting: Vec<WaitingCounters>,
}

impl Run<'_> {
    /// Counters of the first scenario and each other one, where people quit in the red sooner under one of them.
    fn waiting(&self) -> Vec<WaitingCounters> {
        let patience = |side: usize| (side, self.sides[side].red_months);
        (1..self.sides.len()).filter_map(|other| WaitingCounters::new([patience(0), patience(other)])).collect()
    }

    /// The widest half-width of the 95 % intervals of all counts, paired ones included, of 100 people.
    fn simulation_error_of_100(&self, so_far: &Gathered) -> f64 {
        let drawn = self.sides.iter().zip(&so_far.tallies).filter(|(side, _)| side.always.is_none());
        let each = drawn.map(|(_, tally)| tally.simulation_error_of_100());
        let paired = so_far.differences.iter().map(|counters| counters.differences().simulation_error_of_100());
        each.chain(paired).fold(0.0, f64::max)
    }

    fn comparison(self, scenarios: &[Scenario], gathered: Gathered, completeness: Completeness) -> Comparison {
        let differences = gathered.differences.iter().map(PairedCounters::differences).collect();
        let waiting = gathered.waiting.iter().map(WaitingCounters::waiting).collect();
        let sides = scenarios.iter().zip(self.sides).zip(gathered.tallies);
        let ensembles = sides.map(|((scenario, side), tally)| {
            let (tally, completeness) = match side.always {
                Some((_, once)) => (once, Completeness::Certain),
                None => (tally, completeness),
            };
            let story = story::story_months(scenario);
            Ensemble::new(scenario, self.seed, completeness, Finished::of_tally(tally), story)
        });
        Comparison { ensembles: ensembles.collect(), differences, waiting, completeness }
    }
}

impl<'a> Work for Run<'a> {
    /// The memory of one trial of each scenario.
    type Workspace = Vec<Workspace<'a>>;
    type Gathered = Gathered;
    /// Which scenario failed, and how.
    type Error = (usize, Fault);

    fn cost(&self) -> f64 {
        self.sides.iter().filter(|side| side.always.is_none()).map(|side| side.model.cost).sum()
    }

    fn workspace(&self, stopping: Stopping) -> Self::Workspace {
        self.sides.iter().map(|side| side.model.workspace().stopping(stopping, self.watch)).collect()
    }

    fn empty(&self) -> Gathered {
        Gathered {
            trials: 0,
            tallies: self.sides.iter().map(|side| side.model.empty_tally()).collect(),
            differences: vec![PairedCounters::new(); self.sides.len() - 1],
            waiting: self.waiting(),
        }
    }

    fn one_trial(&self, trial: u64, work: &mut Vec<Workspace<'a>>, mine: &mut Gathered) -> Result<(), Self::Error> {
        let (mut base, mut ends) = (None, Vec::with_capacity(self.sides.len()));
        for (number, (side, work)) in self.sides.iter().zip(work).enumerate() {
            let values = if let Some((values, _)) = &side.always {
                *values
            } else {
                side.model.run(self.seed, trial, work).map_err(|fault| (number, fault))?;
                side.model.record(work, &mut mine.tallies[number]);
                side.model.at_horizon(work)
            };
            match &base {
                None => base = Some(values),
                Some(base) => mine.differences[number - 1].add(&values, base),
            }
            ends.push((work.quits_in_the_red, values));
        }
        for waiting in &mut mine.waiting {
            let [(quits, quit), (_, waited)] = waiting.pair().map(|side| ends[side]);
            waiting.add(quits, &quit, &waited);
        }
        mine.trials += 1;
        Ok(())
    }

    fn merge(&self, all: &mut Gathered, more: Gathered) {
        all.trials += more.trials;
        all.tallies.iter_mut().zip(more.tallies).for_each(|(tally, more)| tally.merge(more));
        all.differences.iter_mut().zip(more.differences).for_each(|(counters, more)| counters.merge(more));
        all.waiting.iter_mut().zip(more.waiting).for_each(|(counters, more)| counters.merge(more));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::Metric;
    use crate::simulate::simulate;

    fn presets(names: &[&str]) -> Vec<Scenario> {
        names.iter().map(|name| Scenario::preset(name).unwrap()).collect()
    }

    #[test]
    fn each_scenario_comes_out_as_if_run_alone_and_pairs_are_equal_trial_numbers() {
        let scenarios = presets(&["typical", "tenacious", "harsh"]);
        let settings = Settings::with_trials(2_500).keeping_trials();
        let comparison = compare(&scenarios, &settings).unwrap();
        let alone: Vec<Ensemble> = scenarios.iter().map(|scenario| simulate(scenario, &settings).unwrap()).collect();
        let last = alone[0].months();
        for (together, alone) in comparison.ensembles().iter().zip(&alone) {
            for metric in Metric::ALL {
                assert_eq!(together.distribution(last, metric), alone.distribution(last, metric), "{metric:?}");
            }
        }
        for (paired, other) in comparison.differences().iter().zip(&alone[1..]) {
            let pairs = alone[0].rows().iter().zip(other.rows());
            let nets = pairs.map(|(base, row)| (row.last.net_total - base.last.net_total, 1)).collect();
            assert_eq!(paired.net_total.distribution(), &crate::Distribution::new(nets));
        }
    }

    #[test]
    fn a_scenario_compared_with_itself_changes_nothing_for_anybody() {
        let comparison = compare(&presets(&["typical", "typical"]), &Settings::with_trials(1_000)).unwrap();
        for (_, difference) in comparison.differences()[0].each() {
            assert_eq!(difference.distribution().cells(), [(0, 1_000)]);
            assert_eq!(difference.verdict().same.of_100, 100);
        }
    }

    #[test]
    fn hardly_anybody_loses_people_because_everyone_stays_longer() {
        // The same people with a smaller hazard. A team may still shrink when a longer stay moves a recruit to a later
        // month, which is rare.
        let comparison = compare(&presets(&["harsh", "typical"]), &Settings::with_trials(5_000)).unwrap();
        let shrunk = comparison.differences()[0].team.verdict().worse.count;
        assert!(shrunk < 10, "{shrunk} of 5,000");
        // Negative control: other people, other luck.
        let [harsh, typical] = [("harsh", 1), ("typical", 2)].map(|(name, seed)| {
            let settings = Settings::with_trials(5_000).with_seed(seed).keeping_trials();
            simulate(&Scenario::preset(name).unwrap(), &settings).unwrap()
        });
        let shrunk =
            harsh.rows().iter().zip(typical.rows()).filter(|(base, row)| row.last.team < base.last.team).count();
        assert!(shrunk > 500, "{shrunk} of 5,000");
    }

    #[test]
    fn a_certain_scenario_is_computed_once_and_paired_with_everybody() {
        let comparison = compare(&presets(&["ideal", "typical"]), &Settings::with_trials(1_500)).unwrap();
        assert_eq!(comparison.ensembles()[0].trials(), 1);
        assert_eq!(comparison.trials(), 1_500);
        let team = comparison.differences()[0].team.distribution();
        assert_eq!(team.trials(), 1_500);
        assert!(team.cells().iter().all(|&(difference, _)| difference < 0));
        let certain = compare(&presets(&["ideal", "ideal"]), &Settings::default()).unwrap();
        assert_eq!((certain.trials(), certain.completeness()), (1, Completeness::Certain));
    }

    #[test]
    fn scenarios_that_cannot_be_compared_are_refused_with_their_names() {
        let error = compare(&presets(&["typical"]), &Settings::default()).unwrap_err();
        assert_eq!(error, ComparisonError::TooFew);
        let mut draft = crate::scenario::Draft::preset("harsh").unwrap();
        draft.set("months=24").unwrap();
        let scenarios = [Scenario::preset("typical").unwrap(), draft.finish().unwrap().0];
        let error = compare(&scenarios, &Settings::default()).unwrap_err();
        assert_eq!(error.to_string(), "`typical` looks 12 months ahead and `harsh` 24; the months must be the same");
    }

    #[test]
    fn the_same_numbers_come_out_on_any_number_of_threads() {
        let scenarios = presets(&["typical", "builder"]);
        let on = |threads| {
            let settings = Settings { threads: std::num::NonZeroUsize::new(threads), ..Settings::with_trials(3_500) };
            compare(&scenarios, &settings).unwrap().differences().to_vec()
        };
        assert_eq!(on(1), on(3));
    }
}
