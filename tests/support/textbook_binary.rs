//! A binary over several months, leg by leg: everything below on a side is added up anew for every member.

use downline::units::Rate;

use crate::textbook_levels::is_new;
use crate::textbook_month::{Month, by_rank, times};
use crate::textbook_placing::{Places, standing};

/// What a pair of legs pays.
#[derive(Clone, Debug)]
pub(crate) enum Pays {
    /// By rank: a rate of the weaker leg.
    Weaker(Vec<Rate>),
    /// By size: a rate of the weaker leg, of all of it or (marginal) of the part above each volume.
    Sized(Vec<(i64, Rate)>, bool),
    /// By rank: a rate of the weaker leg times its ratio to the stronger.
    Ratio(Vec<Rate>),
    /// Volume of the stronger and weaker leg for each unit, and what it pays by rank.
    Units(i64, i64, Vec<i64>),
    /// Volume in both legs, and what it pays.
    Steps(Vec<(i64, i64)>),
}

/// What becomes of what was not matched.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Carries {
    Both,
    AtMost(i64),
    Nothing,
}

/// What becomes of the legs of the inactive, and of those whose rank is paid nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Inactive {
    KeepsBoth,
    LosesWeaker,
    LosesAll,
    KeepsCarried,
}

/// A binary plan.
#[derive(Clone, Debug)]
pub(crate) struct TwoLegs {
    pub(crate) pays: Pays,
    pub(crate) carries: Carries,
    pub(crate) inactive: Inactive,
    pub(crate) cap: Option<i64>,
    /// What would pay above the cap is not used up.
    pub(crate) carries_above: bool,
    /// One's own volume counts in one's weaker leg.
    pub(crate) own_counts: bool,
    /// The orders of the first so many months count as this share.
    pub(crate) new: Option<(u16, Rate)>,
}

impl TwoLegs {
    /// What counts of everybody's commissionable volume.
    pub(crate) fn counted(&self, month: &Month) -> Vec<i64> {
        let share = |member: usize| self.new.filter(|new| is_new(month, member, new.0)).map(|new| new.1);
        let counted = |member: usize| {
            let rates: Vec<Rate> = share(member).into_iter().collect();
            times(month.tree[member].commissionable.hundredths(), &rates)
        };
        (0..month.tree.len()).map(counted).collect()
    }
}

/// The volume of everybody placed below on one side.
pub(crate) fn leg(volumes: &[i64], places: &Places, member: usize, side: usize) -> i64 {
    let whole = |below: usize| volumes[below] + leg(volumes, places, below, 0) + leg(volumes, places, below, 1);
    standing(places, member, side).map_or(0, whole)
}

/// Rounds a fraction of positive numbers half up.
fn rounded(numerator: i128, denominator: i128) -> i64 {
    i64::try_from((2 * numerator + denominator) / (2 * denominator)).unwrap()
}

/// The quotient of positive numbers, up.
fn up(numerator: i128, denominator: i128) -> i64 {
    i64::try_from((numerator + denominator - 1) / denominator).unwrap()
}

/// What a volume is paid at one rate, a fraction of a cent for each hundredth, and what of it is used up.
fn at_rate(volume: i64, rate: (i128, i128), most: Option<i64>) -> (i64, i64) {
    let exact = i128::from(volume) * rate.0;
    match most {
        Some(most) if exact > i128::from(most) * rate.1 => (most, up(i128::from(most) * rate.1, rate.0)),
        _ => (rounded(exact, rate.1), volume),
    }
}

/// As `at_rate`, each part at the rate of its bracket.
fn in_parts(volume: i64, steps: &[(i64, Rate)], worth: Rate, most: Option<i64>) -> (i64, i64) {
    let most = i128::from(most.unwrap_or(i64::MAX)) * MILLIONS;
    let mut earned = 0;
    for (number, &(from, rate)) in steps.iter().enumerate().filter(|step| step.1.0 < volume) {
        let until = steps.get(number + 1).map_or(volume, |next| next.0.min(volume));
        let rate = i128::from(rate.parts_per_million()) * i128::from(worth.parts_per_million());
        let part = i128::from(until - from) * rate;
        if earned + part > most {
            return (
                i64::try_from(most / MILLIONS).unwrap(),
                if most == 0 { 0 } else { from + up(most - earned, rate) },
            );
        }
        earned += part;
    }
    (rounded(earned, MILLIONS), if earned == 0 { 0 } else { volume })
}

/// Two rates multiplied are parts of this.
const MILLIONS: i128 = 1_000_000_000_000;

impl Pays {
    /// Whether a rank is paid anything.
    fn pays(&self, rank: u8) -> bool {
        match self {
            Self::Weaker(rates) | Self::Ratio(rates) => by_rank(rates, rank) != Some(Rate::ZERO),
            Self::Units(_, _, amounts) => by_rank(amounts, rank) != Some(0),
            Self::Sized(..) | Self::Steps(_) => true,
        }
    }

    /// What these legs pay in cents, and what it takes from the weaker and from the stronger leg, at most so many cents'
    /// worth.
    fn pay(&self, less: i64, more: i64, rank: u8, worth: Rate, most: Option<i64>) -> (i64, i64, i64) {
        let times_worth = |rate: Rate| i128::from(rate.parts_per_million()) * i128::from(worth.parts_per_million());
        let ranked = |rates: &[Rate]| times_worth(by_rank(rates, rank).unwrap_or(Rate::ZERO));
        let both = |(cents, used): (i64, i64)| (cents, used, used);
        match self {
            _ if less == 0 => (0, 0, 0),
            Self::Weaker(rates) => both(at_rate(less, (ranked(rates), MILLIONS), most)),
            Self::Sized(steps, true) => both(in_parts(less, steps, worth, most)),
            Self::Sized(steps, false) => {
                let rate = steps.iter().rfind(|step| step.0 <= less).map_or(Rate::ZERO, |step| step.1);
                if rate == Rate::ZERO { (0, 0, 0) } else { both(at_rate(less, (times_worth(rate), MILLIONS), most)) }
            }
            Self::Ratio(rates) => {
                let rate = (i128::from(less) * ranked(rates), MILLIONS * i128::from(more));
                both(at_rate(less, rate, most))
            }
            Self::Units(stronger, weaker, amounts) => {
                let amount = by_rank(amounts, rank).unwrap();
                let fits = |units: &i64| most.is_none_or(|most| units * amount <= most);
                let units = (0..=(less / weaker).min(more / stronger)).rev().find(fits).unwrap_or(0);
                (units * amount, units * weaker, units * stronger)
            }
            Self::Steps(steps) => {
                let step = steps.iter().filter(|step| step.0 <= less).max().copied().unwrap_or((0, 0));
                (step.1, step.0, step.0)
            }
        }
    }
}

/// One month: what each member is paid, and what its legs carry on in place of `carried`.
pub(crate) fn binary(month: &Month, places: &Places, plan: &TwoLegs, carried: &mut [[i64; 2]]) -> Vec<i64> {
    let volumes = plan.counted(month);
    let one = |(member, carried): (usize, &mut [i64; 2])| {
        let before = *carried;
        let mut legs = [0, 1].map(|side| carried[side] + leg(&volumes, places, member, side));
        // Of equal legs the left one counts as the stronger.
        let weaker_of = |legs: [i64; 2]| usize::from(legs[1] <= legs[0]);
        if plan.own_counts {
            legs[weaker_of(legs)] += volumes[member];
        }
        let weaker = weaker_of(legs);
        let entry = &month.tree[member];
        let is_paid = entry.active && plan.pays.pays(entry.rank);
        let most = plan.cap.filter(|_| plan.carries_above);
        let (cents, light, heavy) = if is_paid {
            plan.pays.pay(legs[weaker], legs[1 - weaker], entry.rank, month.worth, most)
        } else {
            (0, 0, 0)
        };
        *carried = legs;
        carried[weaker] -= light;
        carried[1 - weaker] -= heavy;
        match plan.inactive {
            _ if is_paid => {}
            Inactive::KeepsBoth => {}
            Inactive::LosesWeaker => carried[weaker] = 0,
            Inactive::LosesAll => *carried = [0, 0],
            Inactive::KeepsCarried => *carried = before,
        }
        match plan.carries {
            Carries::AtMost(most) => *carried = carried.map(|volume| volume.min(most)),
            // A payout of less than half a cent is none; a cap comes after.
            Carries::Nothing if cents > 0 => *carried = [0, 0],
            Carries::Both | Carries::Nothing => {}
        }
        plan.cap.map_or(cents, |cap| cents.min(cap))
    };
    carried.iter_mut().enumerate().map(one).collect()
}
