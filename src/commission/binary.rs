//! Binary: pays on what the left and the right leg have in common, and carries the rest to the next month.

use super::level_pay::at_rank;
use super::placement::Placing;
use super::volumes::leg_volumes;
use super::{Basis, Books, Line, Needs, Period, Reason, Rule, Share};
use crate::team::MemberId;
use crate::units::{Money, Rate, Volume};

/// What a pair of leg volumes pays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    /// A rate of the weaker leg's volume, by rank; both legs give as much as the weaker one has.
    WeakerLeg(Vec<Rate>),
    /// A rate of the weaker leg's volume, by rank, times its ratio to the stronger leg's.
    Ratio(Vec<Rate>),
    /// So much money for each whole unit of `stronger` and `weaker` volume in the two legs. Which leg is the stronger is
    /// decided once for the month.
    Units {
        /// What a unit takes from the stronger leg.
        stronger: Volume,
        /// What a unit takes from the weaker leg.
        weaker: Volume,
        /// What a unit pays, by rank.
        amounts: Vec<Money>,
    },
    /// As units, and which leg is the stronger is decided anew before each: legs of 300 and 300 are two cycles of 200
    /// and 100, and one unit.
    Cycles {
        /// What a cycle takes from the stronger leg.
        stronger: Volume,
        /// What a cycle takes from the weaker leg.
        weaker: Volume,
        /// What a cycle pays, by rank.
        amounts: Vec<Money>,
    },
    /// Money by the highest step that both legs reach; both legs give the step.
    Steps(Vec<(Volume, Money)>),
}

/// What becomes of the volume that was not matched. Public plans disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carry {
    /// Both legs carry it to the next month.
    Both,
    /// Both legs carry it, at most so much each.
    Capped(Volume),
    /// Both legs lose it after a payout; what comes to less than half a cent is none. A cap comes after: a payout that it
    /// cuts to nothing is still one.
    Flush,
}

/// What becomes of the legs of a member who is not active and so is not paid. Public plans disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ineligible {
    /// Both legs keep all their volume.
    KeepBoth,
    /// The weaker leg is set to nothing, the stronger one keeps all.
    LoseWeaker,
    /// Both legs lose everything.
    LoseAll,
}

/// Pays an active member on the volume that its left and right legs have in common.
///
/// A leg's volume is the commissionable volume of everybody placed below on that side, and what was carried over.
/// Members of equal legs count the left one as stronger. One line, and one rounding, an earner and month; its basis is
/// the weaker leg's volume that was matched. It promises no share of an order and reports no breakage, except what a
/// cap cuts off.
///
/// Legs of 200 and 500 at 10 % of the weaker one: 20.00, and 300 on the right are carried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binary {
    pays: Match,
    carry: Carry,
    ineligible: Ineligible,
    cap: Option<Money>,
    placing: Placing,
}

impl Binary {
    /// A rule that pays like this. `placing` is where members stand when the network does not say.
    #[must_use]
    pub fn new(mut pays: Match, carry: Carry, ineligible: Ineligible, placing: Placing) -> Self {
        if let Match::Steps(steps) = &mut pays {
            steps.sort_unstable();
        }
        Self { pays, carry, ineligible, cap: None, placing }
    }

    /// The same rule that pays a member at most so much a month.
    #[must_use]
    pub const fn with_cap(mut self, cap: Money) -> Self {
        self.cap = Some(cap);
        self
    }

    /// What these legs pay, and what each of them gives for it. `award` comes to whole cents.
    fn pay(&self, legs: [Volume; 2], rank: u8, worth: Rate, mut award: impl FnMut(Share, Volume) -> Money) -> Payout {
        // Of equal legs the left one counts as the stronger.
        let weaker = usize::from(legs[1] <= legs[0]);
        let (less, more) = (legs[weaker], legs[1 - weaker]);
        let rate_of = |rates: &[Rate]| rates.get(usize::from(rank)).or(rates.last()).copied().unwrap_or(Rate::ZERO);
        let (amount, rate, taken) = match &self.pays {
            _ if less <= Volume::ZERO => (Money::ZERO, Rate::ZERO, [Volume::ZERO; 2]),
            Match::WeakerLeg(rates) => {
                let rate = rate_of(rates);
                (award(Share::of_two(rate, worth), less), rate, [less; 2])
            }
            Match::Ratio(rates) => {
                let rate = rate_of(rates);
                let share = Share::of_two(rate, worth).times(less.hundredths(), more.hundredths());
                (award(share, less), rate, [less; 2])
            }
            Match::Units { stronger, weaker: light, amounts } => {
                let units = whole(less, *light).min(whole(more, *stronger));
                let times = |volume: Volume| volume.checked_times(units).unwrap_or(Volume::ZERO);
                (paid_for(units, amounts, rank), Rate::ZERO, [times(*light), times(*stronger)])
            }
            Match::Cycles { stronger, weaker: light, amounts } => {
                let (cycles, rest) = cycles([more, less], *stronger, *light);
                (paid_for(cycles, amounts, rank), Rate::ZERO, [less - rest[1], more - rest[0]])
            }
            Match::Steps(steps) => {
                let step = steps.iter().rev().find(|step| step.0 <= less).copied().unwrap_or_default();
                (step.1, Rate::ZERO, [step.0; 2])
            }
        };
        let mut rest = legs;
        rest[weaker] -= taken[0];
        rest[1 - weaker] -= taken[1];
        Payout { amount, rate, basis: taken[0], rest }
    }

    fn carried(&self, rest: [Volume; 2], was_paid: bool) -> [Volume; 2] {
        match self.carry {
            Carry::Capped(most) => rest.map(|volume| volume.min(most)),
            Carry::Flush if was_paid => [Volume::ZERO; 2],
            Carry::Both | Carry::Flush => rest,
        }
    }

    fn carried_unpaid(&self, legs: [Volume; 2]) -> [Volume; 2] {
        let kept = match self.ineligible {
            Ineligible::KeepBoth => legs,
            Ineligible::LoseWeaker if legs[1] <= legs[0] => [legs[0], Volume::ZERO],
            Ineligible::LoseWeaker => [Volume::ZERO, legs[1]],
            Ineligible::LoseAll => [Volume::ZERO; 2],
        };
        self.carried(kept, false)
    }

    fn write(&self, earner: MemberId, payout: &Payout, books: &mut Books<'_>) {
        let paid = self.cap.map_or(payout.amount, |cap| payout.amount.min(cap));
        let basis = Basis::Points(payout.basis);
        let line = Line {
            earner: Some(earner),
            source: None,
            level: 0,
            basis,
            rate: payout.rate,
            amount: paid,
            reason: Reason::Paid,
        };
        books.line(&line);
        if paid != payout.amount {
            books.line(&line.kept(payout.amount - paid, Reason::Capped));
        }
    }
}

/// A payout in the making.
struct Payout {
    amount: Money,
    rate: Rate,
    basis: Volume,
    rest: [Volume; 2],
}

/// What so many units pay a rank; the last amount is that of all higher ranks.
fn paid_for(units: i64, amounts: &[Money], rank: u8) -> Money {
    let amount = at_rank(amounts, rank).copied().unwrap_or(Money::ZERO);
    amount.checked_times(units).unwrap_or(Money::ZERO)
}

/// How many cycles two legs give, and what they leave, the stronger leg, the first of equal ones, being found anew before
/// each.
///
/// From the first time that the other leg becomes the stronger one the two take turns, so that two cycles take the same
/// from both: as many of these pairs as go are taken at once.
fn cycles(legs: [Volume; 2], stronger: Volume, weaker: Volume) -> (i64, [Volume; 2]) {
    let [stronger, weaker] = [stronger, weaker].map(Volume::hundredths);
    let mut legs = legs.map(Volume::hundredths);
    let mut count = 0;
    if weaker <= 0 || stronger < weaker {
        return (0, legs.map(Volume::from_hundredths));
    }
    loop {
        let at = usize::from(legs[1] > legs[0]);
        let most = (legs[at] / stronger).min(legs[1 - at] / weaker);
        if most <= 0 {
            return (count, legs.map(Volume::from_hundredths));
        }
        let (lead, step) = (legs[at] - legs[1 - at], stronger - weaker);
        // So long as the stronger leg stays the stronger one; the left leg also when they are equal.
        let run = if step == 0 { most } else { (lead - i64::from(at == 1)) / step + 1 };
        let times = run.min(most);
        legs[at] -= times * stronger;
        legs[1 - at] -= times * weaker;
        count += times;
        if step > 0 && times == run {
            let pairs = (legs[0].min(legs[1]) / (stronger + weaker) - 1).max(0);
            legs = legs.map(|leg| leg - pairs * (stronger + weaker));
            count += 2 * pairs;
        }
    }
}

/// How many whole units of a size are in a volume; none of a size of nothing.
fn whole(volume: Volume, size: Volume) -> i64 {
    if size <= Volume::ZERO { 0 } else { volume.hundredths() / size.hundredths() }
}

impl Rule for Binary {
    fn name(&self) -> &'static str {
        "binary"
    }

    fn needs(&self) -> Needs {
        let rank = match &self.pays {
            Match::WeakerLeg(rates) | Match::Ratio(rates) => rates.len() > 1,
            Match::Units { amounts, .. } | Match::Cycles { amounts, .. } => amounts.len() > 1,
            Match::Steps(_) => false,
        };
        Needs { placing: vec![self.placing], sides: true, ..Needs::ranked(rank) }
    }

    fn volume_edges(&self) -> Vec<Volume> {
        match &self.pays {
            Match::WeakerLeg(_) | Match::Ratio(_) => Vec::new(),
            Match::Units { stronger, weaker, .. } | Match::Cycles { stronger, weaker, .. } => vec![*stronger, *weaker],
            Match::Steps(steps) => steps.iter().map(|step| step.0).collect(),
        }
    }

    fn money_edges(&self) -> Vec<Money> {
        self.cap.into_iter().collect()
    }

    fn settle(&self, period: &Period, books: &mut Books<'_>) {
        let placed;
        let placement = if let Some(placement) = period.placement_by(self.placing) {
            placement
        } else {
            placed = self.placing.place(period);
            &placed
        };
        let legs = leg_volumes(placement, period.commissionable());
        for earner in period.members() {
            let at = earner as usize;
            let before = books.carry(period)[at];
            let legs = [legs[at][0] + before[0], legs[at][1] + before[1]];
            let after = if period.active()[at] {
                let award = |share: Share, volume: Volume| books.award(earner, &share, volume.hundredths());
                let payout = self.pay(legs, period.ranks()[at], period.point_value(), award);
                if payout.amount != Money::ZERO {
                    self.write(earner, &payout, books);
                }
                self.carried(payout.rest, payout.amount != Money::ZERO)
            } else {
                self.carried_unpaid(legs)
            };
            books.carry(period)[at] = after;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One cycle after the other, as the plan says it.
    fn one_by_one(mut legs: [i64; 2], stronger: i64, weaker: i64) -> (i64, [i64; 2]) {
        let mut count = 0;
        loop {
            let at = usize::from(legs[1] > legs[0]);
            if legs[at] < stronger || legs[1 - at] < weaker {
                return (count, legs);
            }
            legs[at] -= stronger;
            legs[1 - at] -= weaker;
            count += 1;
        }
    }

    #[test]
    fn cycles_taken_at_once_are_those_taken_one_by_one() {
        let volume = Volume::from_hundredths;
        for stronger in 1..=7 {
            for weaker in 1..=stronger {
                for left in 0..45 {
                    for right in 0..45 {
                        let (count, rest) = cycles([volume(left), volume(right)], volume(stronger), volume(weaker));
                        let rest = rest.map(Volume::hundredths);
                        assert_eq!((count, rest), one_by_one([left, right], stronger, weaker), "{left} {right}");
                    }
                }
            }
        }
        // Nor do they take long.
        let most = volume(1_000_000_000_000_000);
        assert_eq!(cycles([most, most], volume(2), volume(1)).0, 666_666_666_666_666);
    }
}
