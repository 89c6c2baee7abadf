//! What a pair of legs pays, and what each of them gives for it.

use super::cycles::cycles;
use super::{Match, weaker};
use crate::commission::differential::Brackets;
use crate::commission::differential::groups::marginal;
use crate::commission::level_pay::at_rank;
use crate::commission::{Books, Share};
use crate::team::MemberId;
use crate::units::{Money, Rate, Volume};

/// A payout in the making.
pub(super) struct Payout {
    pub(super) amount: Money,
    /// Whether it comes to anything by itself, whatever a rounded sum makes of it.
    pub(super) is_due: bool,
    pub(super) rate: Rate,
    /// The weaker leg's volume that was matched.
    pub(super) basis: Volume,
    /// What is left of the legs.
    pub(super) rest: [Volume; 2],
}

/// Who is paid.
#[derive(Clone, Copy)]
pub(super) struct Earner {
    pub(super) member: MemberId,
    pub(super) rank: u8,
    /// What a point is worth.
    pub(super) worth: Rate,
    /// The most that is paid.
    pub(super) cap: Option<Money>,
    /// Whether volume that would pay more than the cap is not used up.
    pub(super) carries_above_cap: bool,
}

impl Earner {
    /// What its volume pays at most, the rest of it not being used up; without it everything is.
    fn most(self) -> Option<Money> {
        self.cap.filter(|_| self.carries_above_cap)
    }
}

/// What two legs pay: the amount, whether it comes to anything by itself, the rate, and what is taken from the weaker and
/// from the stronger one.
type Sides = (Money, bool, Rate, [Volume; 2]);

/// What a volume of the weaker leg is paid, exactly.
enum Terms<'a> {
    /// This share of it.
    Share(Share),
    /// Each bracket's rate on the part inside it, and what a point is worth.
    Marginal(&'a [(Volume, Rate)], Rate),
}

impl Terms<'_> {
    /// What a volume is paid, in cents as a fraction of a positive denominator.
    fn of(&self, volume: Volume) -> (i128, i128) {
        match self {
            Self::Share(share) => share.fraction_of(volume.hundredths()),
            Self::Marginal(steps, worth) => {
                (marginal(steps, volume) * i128::from(worth.parts_per_million()), 1_000_000_000_000)
            }
        }
    }

    /// The smallest volume that is paid so much, to the hundredth of a point, or all of it when it is paid less.
    fn reaching(&self, amount: Money, all: Volume) -> Volume {
        let is_enough = |hundredths: i64| {
            let (numerator, denominator) = self.of(Volume::from_hundredths(hundredths));
            numerator >= i128::from(amount.cents()).saturating_mul(denominator)
        };
        let (mut below, mut enough) = (-1, all.hundredths());
        while enough - below > 1 {
            let middle = below + (enough - below) / 2;
            if is_enough(middle) {
                enough = middle;
            } else {
                below = middle;
            }
        }
        Volume::from_hundredths(enough)
    }

    /// What a weaker leg is paid, whether that comes to anything by itself, and how much of the leg is used up.
    fn pay(&self, less: Volume, earner: Earner, books: &mut Books<'_>) -> (Money, bool, Volume) {
        let (numerator, denominator) = self.of(less);
        let by_itself = books.promise_fraction(numerator, denominator);
        if let Some(cap) = earner.cap
            && numerator > i128::from(cap.cents()).saturating_mul(denominator)
        {
            // What is paid is the cap, a whole amount; what it cuts off is in no rounded sum.
            return match earner.most() {
                Some(most) => (most, true, self.reaching(most, less)),
                None => (by_itself, true, less),
            };
        }
        let amount = match self {
            Self::Share(share) => books.award(earner.member, share, less.hundredths()),
            Self::Marginal(..) => books.award_fraction(earner.member, numerator, denominator),
        };
        (amount, by_itself != Money::ZERO, less)
    }
}

impl Match {
    /// Whether a member of this rank is paid anything for any legs.
    pub(super) fn pays_rank(&self, rank: u8) -> bool {
        match self {
            Self::WeakerLeg(rates) | Self::Ratio(rates) => rate_of(rates, rank) != Rate::ZERO,
            Self::Units { amounts, .. } | Self::Cycles { amounts, .. } => amount_of(amounts, rank) != Money::ZERO,
            Self::WeakerLegSteps(..) | Self::Steps(_) => true,
        }
    }

    /// What these legs pay, and what each of them gives for it.
    pub(super) fn pay(&self, legs: [Volume; 2], earner: Earner, books: &mut Books<'_>) -> Payout {
        let weaker = weaker(legs);
        let (less, more) = (legs[weaker], legs[1 - weaker]);
        let (amount, is_due, rate, taken) =
            if less > Volume::ZERO { self.pay_sides(less, more, earner, books) } else { NOTHING };
        let mut rest = legs;
        rest[weaker] -= taken[0];
        rest[1 - weaker] -= taken[1];
        Payout { amount, is_due, rate, basis: taken[0], rest }
    }

    /// What a weaker and a stronger leg pay.
    fn pay_sides(&self, less: Volume, more: Volume, earner: Earner, books: &mut Books<'_>) -> Sides {
        let of_weaker = |terms: Terms<'_>, rate: Rate, books: &mut Books<'_>| {
            let (amount, is_due, used) = terms.pay(less, earner, books);
            (amount, is_due, rate, [used; 2])
        };
        let of_units = |amount: Money, taken: [Volume; 2]| (amount, amount != Money::ZERO, Rate::ZERO, taken);
        match self {
            Self::WeakerLeg(rates) => {
                let rate = rate_of(rates, earner.rank);
                of_weaker(Terms::Share(Share::of_two(rate, earner.worth)), rate, books)
            }
            Self::WeakerLegSteps(steps, brackets) => {
                let rate = steps.iter().rev().find(|step| step.0 <= less).map_or(Rate::ZERO, |step| step.1);
                let terms = match brackets {
                    Brackets::Slab => Terms::Share(Share::of_two(rate, earner.worth)),
                    Brackets::Marginal => Terms::Marginal(steps, earner.worth),
                };
                // What is paid nothing at any rate is not matched.
                if terms.of(less).0 == 0 { NOTHING } else { of_weaker(terms, rate, books) }
            }
            Self::Ratio(rates) => {
                let rate = rate_of(rates, earner.rank);
                let share = Share::of_two(rate, earner.worth).times(less.hundredths(), more.hundredths());
                of_weaker(Terms::Share(share), rate, books)
            }
            Self::Units { stronger, weaker, amounts } => {
                let amount = amount_of(amounts, earner.rank);
                let units = whole(less, *weaker).min(whole(more, *stronger)).min(fitting(amount, earner.most()));
                let times = |volume: Volume| volume.checked_times(units).unwrap_or(Volume::ZERO);
                of_units(amount.times(units), [times(*weaker), times(*stronger)])
            }
            Self::Cycles { stronger, weaker, amounts } => {
                let amount = amount_of(amounts, earner.rank);
                let (cycles, rest) = cycles([more, less], *stronger, *weaker, fitting(amount, earner.most()));
                of_units(amount.times(cycles), [less - rest[1], more - rest[0]])
            }
            Self::Steps(steps) => {
                let step = steps.iter().rev().find(|step| step.0 <= less).copied().unwrap_or_default();
                of_units(step.1, [step.0; 2])
            }
        }
    }
}

/// No pay, at no rate, for no volume.
const NOTHING: Sides = (Money::ZERO, false, Rate::ZERO, [Volume::ZERO; 2]);

/// The rate of a rank; the last one is that of all higher ranks.
fn rate_of(rates: &[Rate], rank: u8) -> Rate {
    at_rank(rates, rank).copied().unwrap_or(Rate::ZERO)
}

/// What a unit pays a rank; the last amount is that of all higher ranks.
fn amount_of(amounts: &[Money], rank: u8) -> Money {
    at_rank(amounts, rank).copied().unwrap_or(Money::ZERO)
}

/// How many whole units of an amount fit under the most that is paid.
fn fitting(amount: Money, most: Option<Money>) -> i64 {
    most.map_or(i64::MAX, |most| most.cents() / amount.cents().max(1))
}

/// How many whole units of a size are in a volume; none of a size of nothing.
fn whole(volume: Volume, size: Volume) -> i64 {
    if size <= Volume::ZERO { 0 } else { volume.hundredths() / size.hundredths() }
}
