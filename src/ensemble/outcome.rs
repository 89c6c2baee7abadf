//! [`Outcome`]: what became of the simulated people, counted and said of 100.

use serde::Serialize;

use super::distribution::Distribution;
use crate::wording::{of_100, part_of_100, split_100};

/// What happened to a simulated person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeKind {
    /// Net below zero over all months.
    LostMoney,
    /// Net of exactly zero.
    BrokeEven,
    /// Net above zero.
    CameOutAhead,
    /// Nobody active below at the horizon.
    NobodyBelow,
}

impl OutcomeKind {
    /// The name in tables and JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::LostMoney => "lost_money",
            Self::BrokeEven => "broke_even",
            Self::CameOutAhead => "came_out_ahead",
            Self::NobodyBelow => "nobody_below",
        }
    }
}

/// How many of the trials had an outcome.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// What happened.
    pub kind: OutcomeKind,
    /// How many of 100: whole numbers that add up to 100 over lost, even and ahead (largest remainder).
    pub of_100: u8,
    /// The number of trials with this outcome.
    pub count: u64,
    /// The number of all trials.
    pub trials: u64,
}

impl Outcome {
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
#[allow(clippy::cast_precision_loss)]
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

/// The outcomes of all trials.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcomes {
    /// Net below zero.
    pub lost_money: Outcome,
    /// Net zero.
    pub broke_even: Outcome,
    /// Net above zero.
    pub came_out_ahead: Outcome,
    /// Nobody active below you at the horizon.
    pub nobody_below: Outcome,
}

impl Outcomes {
    /// The outcomes from the distributions of net total and of the downline at the horizon.
    #[must_use]
    pub fn new(net_total: &Distribution, downline: &Distribution) -> Self {
        let trials = net_total.trials();
        let counts = [net_total.count(|net| net < 0), net_total.count(|net| net == 0), net_total.count(|net| net > 0)];
        let parts = split_100(&counts);
        let of = |kind, index: usize| Outcome { kind, of_100: parts[index], count: counts[index], trials };
        let alone = downline.count(|below| below == 0);
        let rounded = of_100(alone, trials).parse().unwrap_or(if alone * 2 > trials { 100 } else { 0 });
        Self {
            lost_money: of(OutcomeKind::LostMoney, 0),
            broke_even: of(OutcomeKind::BrokeEven, 1),
            came_out_ahead: of(OutcomeKind::CameOutAhead, 2),
            nobody_below: Outcome { kind: OutcomeKind::NobodyBelow, of_100: rounded, count: alone, trials },
        }
    }

    /// All outcomes in the order of the tables.
    #[must_use]
    pub const fn all(&self) -> [Outcome; 4] {
        [self.lost_money, self.broke_even, self.came_out_ahead, self.nobody_below]
    }

    /// The widest half-width of the 95 % intervals, of 100 people: the simulation error of the headline numbers.
    #[must_use]
    pub fn simulation_error_of_100(&self) -> f64 {
        self.all()
            .iter()
            .map(|outcome| {
                let (low, high) = outcome.interval_of_100();
                (high - low) / 2.0
            })
            .fold(0.0, f64::max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outcomes_add_up_to_a_hundred_people() {
        let net = Distribution::new(vec![(-100, 865), (0, 5), (100, 130)]);
        let outcomes = Outcomes::new(&net, &Distribution::new(vec![(0, 999), (1, 1)]));
        assert_eq!(
            [outcomes.lost_money.of_100, outcomes.broke_even.of_100, outcomes.came_out_ahead.of_100],
            [87, 0, 13]
        );
        assert_eq!(outcomes.broke_even.in_words(), "fewer than 1");
        assert_eq!(outcomes.nobody_below.of_100, 100);
        assert_eq!(outcomes.nobody_below.in_words(), "more than 99");
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
