//! Binary: pays on what the left and the right leg have in common, and carries the rest to the next month.

mod cycles;
mod payout;

use self::payout::{Earner, Payout};
use super::differential::Brackets;
use super::level_pay::Orders;
use super::placement::Placing;
use super::volumes::fill_leg_volumes;
use super::{Basis, Books, Line, Needs, Period, Reason, Rule};
use crate::team::MemberId;
use crate::units::{Money, Rate, Volume};

/// What a pair of leg volumes pays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    /// A rate of the weaker leg's volume, by rank; both legs give as much as the weaker one has.
    WeakerLeg(Vec<Rate>),
    /// A rate of the weaker leg's volume by its size: that of the highest step reached, or each bracket's rate on the part
    /// inside it. What is paid at no rate is not used up.
    WeakerLegSteps(Vec<(Volume, Rate)>, Brackets),
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

/// What becomes of the legs of a member who may not be paid: not active, or of a rank that is paid nothing. Public plans
/// disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ineligible {
    /// Both legs keep all their volume.
    KeepBoth,
    /// The weaker leg is set to nothing, the stronger one keeps all.
    LoseWeaker,
    /// Both legs lose everything.
    LoseAll,
    /// Both legs keep what was carried to this month, and nothing new builds.
    KeepCarried,
}

/// Pays an active member on the volume that its left and right legs have in common.
///
/// A leg's volume is the commissionable volume of everybody placed below on that side, and what was carried over.
/// Members of equal legs count the left one as stronger. One line, and one rounding, an earner and month; its basis is
/// the weaker leg's volume that was matched. It promises no share of an order and reports no breakage, except what a
/// cap cuts off.
///
/// A member who is not active, or whose rank has a rate or amount of nothing, matches nothing: its legs go by
/// [`Ineligible`]. A rate whose pay rounds to nothing is a rate all the same, and matches.
///
/// Legs of 200 and 500 at 10 % of the weaker one: 20.00, and 300 on the right are carried. Legs of 8,000 and 6,000 with a
/// cap of 500 above which volume is carried: 5,000 are matched, and 3,000 and 1,000 go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binary {
    pays: Match,
    carry: Carry,
    ineligible: Ineligible,
    cap: Option<Money>,
    carries_above_cap: bool,
    own_in_weaker: bool,
    orders: Orders,
    placing: Placing,
}

impl Binary {
    /// A rule that pays like this. `placing` is where members stand when the network does not say.
    #[must_use]
    pub fn new(mut pays: Match, carry: Carry, ineligible: Ineligible, placing: Placing) -> Self {
        match &mut pays {
            Match::Steps(steps) => steps.sort_unstable(),
            Match::WeakerLegSteps(steps, _) => steps.sort_unstable(),
            _ => {}
        }
        let (carries_above_cap, own_in_weaker) = (false, false);
        Self { pays, carry, ineligible, cap: None, carries_above_cap, own_in_weaker, orders: Orders::ALIKE, placing }
    }

    /// The same rule in which volume that would pay more than the cap is not used up: of a weaker leg as much is matched as
    /// the cap is paid for, rounded up to the hundredth of a point, and of units and cycles as many as fit under the
    /// cap. What is left goes as what was not matched. [`Match::Steps`] pay as without it.
    #[must_use]
    pub const fn with_volume_above_cap_carried(mut self) -> Self {
        self.carries_above_cap = true;
        self
    }

    /// The same rule in which a member's own commissionable volume, its customers' orders included, counts in its own
    /// weaker leg of the month: the right one of equal legs.
    #[must_use]
    pub const fn with_own_volume_in_weaker_leg(mut self) -> Self {
        self.own_in_weaker = true;
        self
    }

    /// The same rule in which only this share of the orders of members in their first `months` months, the joining month
    /// counting as the first, counts in the legs, rounded to the hundredth of a point.
    #[must_use]
    pub const fn with_new_member_share(mut self, months: u16, share: Rate) -> Self {
        self.orders = Orders { months, new: share, old: Rate::ONE };
        self
    }

    /// The same rule that pays a member at most so much a month.
    #[must_use]
    pub const fn with_cap(mut self, cap: Money) -> Self {
        self.cap = Some(cap);
        self
    }

    fn carried(&self, rest: [Volume; 2], was_paid: bool) -> [Volume; 2] {
        match self.carry {
            Carry::Capped(most) => rest.map(|volume| volume.min(most)),
            Carry::Flush if was_paid => [Volume::ZERO; 2],
            Carry::Both | Carry::Flush => rest,
        }
    }

    /// What the legs of a member carry on who may not be paid, `before` being what they had carried to this month.
    fn carried_unpaid(&self, before: [Volume; 2], legs: [Volume; 2]) -> [Volume; 2] {
        let mut kept = legs;
        match self.ineligible {
            Ineligible::KeepBoth => {}
            Ineligible::LoseWeaker => kept[weaker(legs)] = Volume::ZERO,
            Ineligible::LoseAll => kept = [Volume::ZERO; 2],
            Ineligible::KeepCarried => kept = before,
        }
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

/// Which leg is the weaker one: of equal legs the left one counts as the stronger.
fn weaker(legs: [Volume; 2]) -> usize {
    usize::from(legs[1] <= legs[0])
}

impl Rule for Binary {
    fn name(&self) -> &'static str {
        "binary"
    }

    fn needs(&self) -> Needs {
        let rank = match &self.pays {
            Match::WeakerLeg(rates) | Match::Ratio(rates) => rates.len() > 1,
            Match::Units { amounts, .. } | Match::Cycles { amounts, .. } => amounts.len() > 1,
            Match::WeakerLegSteps(..) | Match::Steps(_) => false,
        };
        let joined = self.orders != Orders::ALIKE;
        Needs { joined, placing: vec![self.placing], sides: true, ..Needs::ranked(rank) }
    }

    fn volume_edges(&self) -> Vec<Volume> {
        match &self.pays {
            Match::WeakerLeg(_) | Match::Ratio(_) => Vec::new(),
            Match::Units { stronger, weaker, .. } | Match::Cycles { stronger, weaker, .. } => vec![*stronger, *weaker],
            Match::WeakerLegSteps(steps, _) => steps.iter().map(|step| step.0).collect(),
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
        let counted = self.orders.counted_volumes(period);
        let mut volumes = std::mem::take(&mut books.desk().legs);
        fill_leg_volumes(placement, &counted, &mut volumes);
        for member in period.members() {
            let at = member as usize;
            let before = books.carry(period)[at];
            let mut legs = [volumes[at][0] + before[0], volumes[at][1] + before[1]];
            if self.own_in_weaker {
                legs[weaker(legs)] += counted[at];
            }
            let (rank, worth) = (period.ranks()[at], period.point_value());
            let earner = Earner { member, rank, worth, cap: self.cap, carries_above_cap: self.carries_above_cap };
            let after = if period.active()[at] && self.pays.pays_rank(earner.rank) {
                let payout = self.pays.pay(legs, earner, books);
                if payout.amount != Money::ZERO {
                    self.write(member, &payout, books);
                }
                self.carried(payout.rest, payout.is_due)
            } else {
                self.carried_unpaid(before, legs)
            };
            books.carry(period)[at] = after;
        }
        books.desk().legs = volumes;
    }
}
