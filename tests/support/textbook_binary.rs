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
}

/// A binary plan.
#[derive(Clone, Debug)]
pub(crate) struct TwoLegs {
    pub(crate) pays: Pays,
    pub(crate) carries: Carries,
    pub(crate) inactive: Inactive,
    pub(crate) cap: Option<i64>,
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

impl Pays {
    /// Whether a rank is paid anything.
    fn pays(&self, rank: u8) -> bool {
        match self {
            Self::Weaker(rates) | Self::Ratio(rates) => by_rank(rates, rank) != Some(Rate::ZERO),
            Self::Units(_, _, amounts) => by_rank(amounts, rank) != Some(0),
            Self::Steps(_) => true,
        }
    }

    /// What these legs pay in cents, and what it takes from the weaker and from the stronger leg.
    fn pay(&self, less: i64, more: i64, rank: u8, worth: Rate) -> (i64, i64, i64) {
        let rate = |rates: &[Rate]| {
            let rate = by_rank(rates, rank).unwrap_or(Rate::ZERO);
            i128::from(rate.parts_per_million()) * i128::from(worth.parts_per_million())
        };
        let million = 1_000_000_000_000;
        match self {
            _ if less == 0 => (0, 0, 0),
            Self::Weaker(rates) => (rounded(i128::from(less) * rate(rates), million), less, less),
            Self::Ratio(rates) => {
                let square = i128::from(less) * i128::from(less);
                (rounded(square * rate(rates), million * i128::from(more)), less, less)
            }
            Self::Units(stronger, weaker, amounts) => {
                let units = (less / weaker).min(more / stronger);
                (units * by_rank(amounts, rank).unwrap(), units * weaker, units * stronger)
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
        let legs = [0, 1].map(|side| carried[side] + leg(&volumes, places, member, side));
        // Of equal legs the left one counts as the stronger.
        let weaker = usize::from(legs[1] <= legs[0]);
        let entry = &month.tree[member];
        let is_paid = entry.active && plan.pays.pays(entry.rank);
        *carried = legs;
        if !is_paid {
            match plan.inactive {
                Inactive::KeepsBoth => {}
                Inactive::LosesWeaker => carried[weaker] = 0,
                Inactive::LosesAll => *carried = [0, 0],
            }
        }
        let (cents, light, heavy) = plan.pays.pay(legs[weaker], legs[1 - weaker], entry.rank, month.worth);
        if is_paid {
            carried[weaker] -= light;
            carried[1 - weaker] -= heavy;
        }
        match plan.carries {
            Carries::AtMost(most) => *carried = carried.map(|volume| volume.min(most)),
            // A payout of less than half a cent is none; a cap comes after.
            Carries::Nothing if is_paid && cents > 0 => *carried = [0, 0],
            Carries::Both | Carries::Nothing => {}
        }
        if is_paid { plan.cap.map_or(cents, |cap| cents.min(cap)) } else { 0 }
    };
    carried.iter_mut().enumerate().map(one).collect()
}
