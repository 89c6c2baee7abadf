//! [`Outcomes`]: what became of the simulated people, counted and said of 100.

use serde::{Deserialize, Serialize};

use crate::scenario::OwnOrdersAre;
use crate::units::Month;
use crate::words::{part_of_100, split_100};

/// Whose outcomes are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Population {
    /// You as the scenario says.
    You,
    /// The same trials, had you been free to quit: read at the month in which the hazard would have taken you. Only where
    /// the scenario tells you to stay.
    YouMayQuit,
    /// Everyone who was a member of a whole organisation in the months looked at.
    EveryoneWhoJoined,
}

impl Population {
    /// The name in tables and JSON, under a reading of your own orders.
    #[must_use]
    pub const fn name(self, own_orders: OwnOrdersAre) -> &'static str {
        match (self, own_orders) {
            (Self::You, OwnOrdersAre::Cost) => "you",
            (Self::You, OwnOrdersAre::BoughtAnyway) => "you_bought_anyway",
            (Self::YouMayQuit, OwnOrdersAre::Cost) => "you_may_quit",
            (Self::YouMayQuit, OwnOrdersAre::BoughtAnyway) => "you_may_quit_bought_anyway",
            (Self::EveryoneWhoJoined, OwnOrdersAre::Cost) => "everyone_who_joined",
            (Self::EveryoneWhoJoined, OwnOrdersAre::BoughtAnyway) => "everyone_who_joined_bought_anyway",
        }
    }
}

/// What happened to a simulated person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutcomeKind {
    /// Net below zero over all months.
    LostMoney,
    /// Net of exactly zero.
    BrokeEven,
    /// Net above zero.
    CameOutAhead,
    /// Nobody active below at the horizon.
    NobodyBelow,
    /// Somebody active below at the horizon.
    SomebodyBelow,
    /// Net above zero up to this month's end.
    AheadBy(Month),
}

impl OutcomeKind {
    /// The group in tables: the outcomes `net` add up to 100, and so do those of `team`.
    #[must_use]
    pub const fn group(self) -> &'static str {
        match self {
            Self::LostMoney | Self::BrokeEven | Self::CameOutAhead => "net",
            Self::NobodyBelow | Self::SomebodyBelow => "team",
            Self::AheadBy(_) => "ahead_by",
        }
    }

    /// The name in tables and JSON.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::LostMoney => "lost_money".to_owned(),
            Self::BrokeEven => "broke_even".to_owned(),
            Self::CameOutAhead => "came_out_ahead".to_owned(),
            Self::NobodyBelow => "nobody_below".to_owned(),
            Self::SomebodyBelow => "somebody_below".to_owned(),
            Self::AheadBy(month) => format!("month_{month}"),
        }
    }
}

/// How many of the trials, or of the people of an organisation, had an outcome.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// What happened.
    pub kind: OutcomeKind,
    /// How many of 100: whole numbers that add up to 100 over a group (largest remainder).
    pub of_100: u8,
    /// The number of trials, or people, with this outcome.
    pub count: u64,
    /// The number of all trials, or of all people.
    pub trials: u64,
}

impl Outcome {
    /// The outcomes of a group that make up a whole.
    fn parts<const N: usize>(parts: [(OutcomeKind, u64); N]) -> [Self; N] {
        let trials = parts.iter().map(|part| part.1).sum();
        let of_100 = split_100(&parts.map(|part| part.1));
        std::array::from_fn(|at| Self { kind: parts[at].0, of_100: of_100[at], count: parts[at].1, trials })
    }

    /// Nets below, at and above zero.
    fn of_signs(signs: [u64; 3]) -> [Self; 3] {
        let kinds = [OutcomeKind::LostMoney, OutcomeKind::BrokeEven, OutcomeKind::CameOutAhead];
        Self::parts(std::array::from_fn(|at| (kinds[at], signs[at])))
    }

    /// The number of 100 in words: "fewer than 1" where somebody rounds to nobody.
    #[must_use]
    pub fn in_words(&self) -> String {
        part_of_100(self.of_100, self.count, self.trials)
    }

    /// Wilson's 95 % interval for the probability behind the count, of 100 people ([`wilson_of_100`]).
    #[must_use]
    pub fn interval_of_100(&self) -> (f64, f64) {
        wilson_of_100(self.count, self.trials)
    }
}

/// Wilson's 95 % interval for the probability behind `count` of `trials`, of 100 people (Wilson, J. Am. Stat. Assoc. 22,
/// 1927, doi:10.1080/01621459.1927.10502953): what the number of trials leaves open, and nothing about the model.
#[must_use]
#[allow(clippy::cast_precision_loss)] // trials, far below 2^53
pub fn wilson_of_100(count: u64, trials: u64) -> (f64, f64) {
    const Z: f64 = 1.959_963_984_540_054;
    if trials == 0 {
        return (0.0, 100.0);
    }
    let number = trials as f64;
    let share = count as f64 / number;
    let weight = Z * Z / number;
    let middle = (share + weight / 2.0) / (1.0 + weight);
    let half = Z / (1.0 + weight) * (share * (1.0 - share) / number + weight / (4.0 * number)).sqrt();
    // Nobody and everybody are their own bounds, without rounding noise.
    let low = if count == 0 { 0.0 } else { (middle - half).max(0.0) };
    let high = if count == trials { 1.0 } else { (middle + half).min(1.0) };
    (100.0 * low, 100.0 * high)
}

/// The outcomes of all trials, of one population under one reading of your own orders.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcomes {
    /// Whose they are.
    pub population: Population,
    /// What your own orders count as.
    pub own_orders: OwnOrdersAre,
    /// Net below zero.
    pub lost_money: Outcome,
    /// Net zero.
    pub broke_even: Outcome,
    /// Net above zero.
    pub came_out_ahead: Outcome,
    /// Nobody, and somebody, active below you at the horizon; only of you as the scenario says.
    pub team: Option<[Outcome; 2]>,
    /// Net above zero by months 3, 6, 12 and 24, as far as they are looked at.
    pub ahead_by: Vec<Outcome>,
}

impl Outcomes {
    /// Nets below, at and above zero of a population of which nothing else is counted.
    pub(super) fn of_net(population: Population, own_orders: OwnOrdersAre, signs: [u64; 3]) -> Self {
        let [lost_money, broke_even, came_out_ahead] = Outcome::of_signs(signs);
        Self { population, own_orders, lost_money, broke_even, came_out_ahead, team: None, ahead_by: Vec::new() }
    }

    /// The 95 % interval of one of these outcomes ([`Outcome::interval_of_100`]); `None` of everyone who joined, because the
    /// people of one organisation depend on each other.
    #[must_use]
    pub fn interval_of_100(&self, outcome: &Outcome) -> Option<(f64, f64)> {
        (self.population != Population::EveryoneWhoJoined).then(|| outcome.interval_of_100())
    }

    /// All outcomes in the order of the tables.
    pub fn all(&self) -> impl Iterator<Item = &Outcome> {
        let net = [&self.lost_money, &self.broke_even, &self.came_out_ahead];
        net.into_iter().chain(self.team.iter().flatten()).chain(&self.ahead_by)
    }

    /// The widest half-width of the 95 % intervals, of 100 people: the simulation error of the headline numbers.
    #[must_use]
    pub fn simulation_error_of_100(&self) -> f64 {
        let half = |outcome: &Outcome| {
            let (low, high) = outcome.interval_of_100();
            (high - low) / 2.0
        };
        self.all().map(half).fold(0.0, f64::max)
    }
}

/// The months by which it is counted how many people are ahead.
pub(crate) const AHEAD_BY: [u16; 4] = [3, 6, 12, 24];

/// How a trial ended, as it is counted. Nets come in pairs, by the reading of [`OwnOrdersAre`].
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Ended {
    /// Net up to the ends of months 3, 6, 12 and 24; of no meaning beyond the horizon.
    pub(crate) ahead_by: [[i64; 2]; AHEAD_BY.len()],
    /// Net up to the horizon.
    pub(crate) net_total: [i64; 2],
    /// At how many month-ends you would have stood, had you been free to quit, and your net up to the last of them: the
    /// kit even without one.
    pub(crate) if_free: (u16, [i64; 2]),
    /// Net of the last month.
    pub(crate) net_last_month: [i64; 2],
    /// How many are active below you at the horizon.
    pub(crate) downline: i64,
    /// Whether you have left by the horizon.
    pub(crate) has_left: bool,
}

impl Ended {
    /// Net up to each of the months by which it is counted who is ahead.
    #[inline]
    pub(crate) fn ahead_by(horizon: u16, net_by: impl Fn(u16) -> [i64; 2]) -> [[i64; 2]; AHEAD_BY.len()] {
        AHEAD_BY.map(|month| if month <= horizon { net_by(month) } else { [0; 2] })
    }
}

/// Exact counts of outcomes, while trials are added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct OutcomeTally {
    horizon: u16,
    you: [Signs; 2],
    /// Where you are told to stay.
    may_quit: Option<[Signs; 2]>,
    nobody_below: u64,
    left: u64,
    trials: u64,
}

/// A net of the last month that the summary looks at, in cents.
pub(crate) const GOAL: i64 = 500_00;

/// How many have something, and [`GOAL`] or more, left of the last month after its costs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LeftOver {
    pub(crate) something: u64,
    pub(crate) goal: u64,
}

/// Nets below, at and above zero, those above zero by some months, and what is left of the last month.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Signs {
    pub(crate) net: [u64; 3],
    pub(crate) ahead_by: [u64; AHEAD_BY.len()],
    pub(crate) left_over: LeftOver,
}

impl Signs {
    #[inline]
    fn add(&mut self, net: i64, ahead_by: [i64; AHEAD_BY.len()], last_month: i64) {
        self.net[usize::from(net >= 0) + usize::from(net > 0)] += 1;
        self.left_over.something += u64::from(last_month > 0);
        self.left_over.goal += u64::from(last_month >= GOAL);
        self.ahead_by.iter_mut().zip(ahead_by).for_each(|(count, net)| *count += u64::from(net > 0));
    }

    fn merge(&mut self, other: &Self) {
        self.net.iter_mut().zip(other.net).for_each(|(count, more)| *count += more);
        self.ahead_by.iter_mut().zip(other.ahead_by).for_each(|(count, more)| *count += more);
        self.left_over.something += other.left_over.something;
        self.left_over.goal += other.left_over.goal;
    }

    /// Whether so many trials are counted.
    fn is_of(&self, trials: u64) -> bool {
        let some = self.ahead_by.iter().chain([&self.left_over.something, &self.left_over.goal]);
        let net: u128 = self.net.iter().map(|&count| u128::from(count)).sum();
        net == u128::from(trials) && some.into_iter().all(|&count| count <= trials)
    }
}

impl OutcomeTally {
    /// Of trials that were counted otherwise; nets come in pairs by reading.
    pub(crate) fn counted(
        (horizon, trials): (Month, u64),
        (nobody_below, left): (u64, u64),
        you: [Signs; 2],
        may_quit: Option<[Signs; 2]>,
    ) -> Self {
        Self { horizon: horizon.get(), you, may_quit, nobody_below, left, trials }
    }

    /// Of no trial. `stays` says whether you are told to stay.
    pub(crate) fn new(horizon: Month, stays: bool) -> Self {
        let may_quit = stays.then(Default::default);
        let (horizon, you) = (horizon.get(), Default::default());
        Self { horizon, you, may_quit, nobody_below: 0, left: 0, trials: 0 }
    }

    pub(crate) const fn trials(&self) -> u64 {
        self.trials
    }

    /// The last month.
    pub(super) fn horizon(&self) -> usize {
        self.horizon.into()
    }

    /// Whether so many trials are counted everywhere.
    pub(super) fn is_of(&self, trials: u64) -> bool {
        let mut signs = self.you.iter().chain(self.may_quit.iter().flatten());
        self.trials == trials && self.nobody_below.max(self.left) <= trials && signs.all(|signs| signs.is_of(trials))
    }

    /// Whether the same is counted as in another tally.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.horizon == other.horizon && self.may_quit.is_some() == other.may_quit.is_some()
    }

    /// In how many you have left by the horizon.
    pub(crate) const fn left(&self) -> u64 {
        self.left
    }

    /// How many of a population have something left of the last month; `None` where there is no such population.
    pub(crate) fn left_over(&self, population: Population, own_orders: OwnOrdersAre) -> Option<LeftOver> {
        let signs = match population {
            Population::You => Some(&self.you),
            Population::YouMayQuit => self.may_quit.as_ref(),
            Population::EveryoneWhoJoined => None,
        };
        signs.map(|signs| signs[own_orders as usize].left_over)
    }

    /// Counts a trial.
    #[inline]
    pub(crate) fn record(&mut self, ended: &Ended) {
        self.trials += 1;
        self.nobody_below += u64::from(ended.downline == 0);
        self.left += u64::from(ended.has_left);
        let (last, kept) = ended.if_free;
        for reading in 0..2 {
            let ahead_by = ended.ahead_by.map(|nets| nets[reading]);
            let last_month = ended.net_last_month[reading];
            self.you[reading].add(ended.net_total[reading], ahead_by, last_month);
            if let Some(signs) = &mut self.may_quit {
                let has_left = last < self.horizon;
                let [net, last_month] =
                    if has_left { [kept[reading], 0] } else { [ended.net_total[reading], last_month] };
                let then = |at: usize| if AHEAD_BY[at] > last { kept[reading] } else { ahead_by[at] };
                signs[reading].add(net, std::array::from_fn(then), last_month);
            }
        }
    }

    pub(crate) fn merge(&mut self, other: &Self) {
        self.trials += other.trials;
        self.nobody_below += other.nobody_below;
        self.left += other.left;
        self.you.iter_mut().zip(&other.you).for_each(|(signs, more)| signs.merge(more));
        if let (Some(signs), Some(more)) = (&mut self.may_quit, &other.may_quit) {
            signs.iter_mut().zip(more).for_each(|(signs, more)| signs.merge(more));
        }
    }

    /// Your outcomes under a reading.
    pub(crate) fn yours(&self, own_orders: OwnOrdersAre) -> Outcomes {
        self.outcomes(Population::You, &self.you, own_orders)
    }

    /// The outcomes of people who may quit; `None` where nobody is told to stay.
    pub(crate) fn of_those_who_may_quit(&self, own_orders: OwnOrdersAre) -> Option<Outcomes> {
        self.may_quit.as_ref().map(|signs| self.outcomes(Population::YouMayQuit, signs, own_orders))
    }

    /// The widest half-width of the 95 % intervals of all that is counted here, under both readings of own orders and for
    /// every population, of 100 people.
    pub(crate) fn simulation_error_of_100(&self) -> f64 {
        let looked_at = AHEAD_BY.iter().filter(|&&month| month <= self.horizon).count();
        let of_signs = |signs: &Signs| {
            let left_over = [signs.left_over.something, signs.left_over.goal];
            [&signs.net[..], &signs.ahead_by[..looked_at], &left_over].concat()
        };
        let signs = self.you.iter().chain(self.may_quit.iter().flatten()).flat_map(of_signs);
        let half = |count: u64| {
            let (low, high) = wilson_of_100(count, self.trials);
            (high - low) / 2.0
        };
        signs.chain([self.nobody_below, self.left]).map(half).fold(0.0, f64::max)
    }

    fn outcomes(&self, population: Population, signs: &[Signs; 2], own_orders: OwnOrdersAre) -> Outcomes {
        let signs = &signs[own_orders as usize];
        let [lost_money, broke_even, came_out_ahead] = Outcome::of_signs(signs.net);
        let below = [
            (OutcomeKind::NobodyBelow, self.nobody_below),
            (OutcomeKind::SomebodyBelow, self.trials.saturating_sub(self.nobody_below)),
        ];
        let ahead_by = AHEAD_BY.iter().zip(signs.ahead_by).filter(|(month, _)| **month <= self.horizon);
        let ahead_by = ahead_by.map(|(&month, ahead)| {
            let kind = OutcomeKind::AheadBy(Month::new(month));
            Outcome::parts([(kind, ahead), (kind, self.trials.saturating_sub(ahead))])[0]
        });
        let ahead_by = ahead_by.collect();
        let team = (population == Population::You).then(|| Outcome::parts(below));
        Outcomes { population, own_orders, lost_money, broke_even, came_out_ahead, team, ahead_by }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Net up to months 0 to 3, your own orders counted; without them 10 more a month. Month 0 stands for the kit alone.
    fn told(nets: [i64; 4], quits: u16) -> Ended {
        let net_by = |month: u16| [nets[usize::from(month)], nets[usize::from(month)] + 10 * i64::from(month)];
        Ended {
            ahead_by: Ended::ahead_by(3, net_by),
            net_total: net_by(3),
            if_free: ((quits - 1), net_by((quits - 1).min(3))),
            net_last_month: [GOAL - 1, GOAL + i64::from(quits) - 3],
            downline: i64::from(quits > 2),
            has_left: quits == 1,
        }
    }

    #[test]
    fn who_may_quit_is_read_at_the_month_before_the_hazard_takes_it() {
        let mut tally = OutcomeTally::new(Month::new(3), true);
        // Never taken: ahead. Taken in month 3: what month 2 left. Taken in month 1: nothing but the kit.
        for (nets, quits) in [([0, -9, -4, 5], u16::MAX), ([0, -9, -30, 5], 3), ([-75, 9, 9, 9], 1)] {
            tally.record(&told(nets, quits));
        }
        let counts =
            |outcomes: Outcomes| [outcomes.lost_money.count, outcomes.broke_even.count, outcomes.came_out_ahead.count];
        assert_eq!(counts(tally.yours(OwnOrdersAre::Cost)), [0, 0, 3]);
        let free = |own_orders| tally.of_those_who_may_quit(own_orders).unwrap();
        assert_eq!(counts(free(OwnOrdersAre::Cost)), [2, 0, 1]);
        assert_eq!(counts(free(OwnOrdersAre::BoughtAnyway)), [2, 0, 1]);
        let outcomes = tally.yours(OwnOrdersAre::Cost);
        assert_eq!(outcomes.team.unwrap().map(|outcome| outcome.count), [1, 2]);
        assert_eq!(outcomes.ahead_by[0].kind.name(), "month_3");
        assert_eq!((outcomes.ahead_by.len(), outcomes.ahead_by[0].count), (1, 3));
        assert_eq!(free(OwnOrdersAre::Cost).ahead_by[0].count, 1);
        // Net of the last month just at the goal, above it and below it.
        let left_over = |population, own_orders| {
            let left_over = tally.left_over(population, own_orders).unwrap();
            (left_over.something, left_over.goal)
        };
        assert_eq!(left_over(Population::You, OwnOrdersAre::Cost), (3, 0));
        assert_eq!(left_over(Population::You, OwnOrdersAre::BoughtAnyway), (3, 2));
        // All that is counted: two of three is as wide as it gets.
        let (low, high) = wilson_of_100(2, 3);
        assert!((tally.simulation_error_of_100() - (high - low) / 2.0).abs() < 1e-12);
        // Who has left has nothing of it.
        assert_eq!(left_over(Population::YouMayQuit, OwnOrdersAre::BoughtAnyway), (1, 1));
        assert_eq!(tally.left(), 1);
        let free = OutcomeTally::new(Month::new(3), false);
        assert!(free.of_those_who_may_quit(OwnOrdersAre::Cost).is_none());
    }

    #[test]
    fn outcomes_of_a_group_add_up_to_a_hundred_people() {
        let kinds = [OutcomeKind::LostMoney, OutcomeKind::BrokeEven, OutcomeKind::CameOutAhead];
        let parts = Outcome::parts([(kinds[0], 865), (kinds[1], 5), (kinds[2], 130)]);
        assert_eq!(parts.map(|part| part.of_100), [87, 0, 13]);
        assert_eq!(parts[1].in_words(), "fewer than 1");
        let team = Outcome::parts([(OutcomeKind::NobodyBelow, 999), (OutcomeKind::SomebodyBelow, 1)]);
        assert_eq!(team.map(|part| part.in_words()), ["more than 99", "fewer than 1"]);
    }

    #[test]
    fn wilson_s_interval_is_the_published_one() {
        // Newcombe, Stat. Med. 17, 1998, table I: 81 of 263 and 0 of 20 and 1 of 29, score method.
        for (count, trials, low, high) in [(81, 263, 0.2553, 0.3662), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)] {
            let outcome = Outcome { kind: OutcomeKind::LostMoney, of_100: 0, count, trials };
            let (found_low, found_high) = outcome.interval_of_100();
            assert!((found_low / 100.0 - low).abs() < 5e-5, "{found_low}");
            assert!((found_high / 100.0 - high).abs() < 5e-5, "{found_high}");
        }
    }
}
