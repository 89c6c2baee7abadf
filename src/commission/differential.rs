//! Differential (stairstep): each upline is paid the part of its rate that nobody below it has been paid yet.

use super::share::Share;
use super::volumes::{OwnVolume, group_volumes};
use super::{Books, Line, Needs, Period, Reason, Rule};
use crate::team::MemberId;
use crate::units::{Money, Rate, Volume, round_half_away};

/// Which volume of the group is looked up in the brackets. What is paid on is always commissionable volume.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// Personal volume (PV) of the group: points that qualify.
    Personal,
    /// Commissionable volume (CV) of the group: the number that is paid on.
    Commissionable,
}

/// How a bracket table is read. Public plans disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Brackets {
    /// The whole volume is paid at the highest bracket reached.
    Slab,
    /// Each bracket's rate is paid on the part of the volume inside it; only with [`Lookup::Commissionable`], for any
    /// other volume it reads as [`Brackets::Slab`].
    Marginal,
}

/// Where a member's rate comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Source {
    /// `rates[rank]`, the last for all higher ranks.
    Rank(Vec<Rate>),
    /// From this group volume this rate, rising.
    Group { steps: Vec<(Volume, Rate)>, lookup: Lookup, own: OwnVolume, brackets: Brackets },
}

/// Pays the difference between a member's rate and the highest rate already paid below it on the same order.
///
/// Walking up from the buyer, who may be paid itself, with `paid = 0`: an active member of rate `r > paid` is paid
/// `(r - paid) * CV`, then `paid = r`. An equal or higher rate below leaves nothing; nobody is ever paid less than
/// nothing. One line, and one rounding, an earner and source; with [`Brackets::Marginal`] one an earner: what its group
/// earns less what the groups of its legs earn.
///
/// The rule promises the highest rate of its table on every order: what no rate on the path reaches is kept.
///
/// 21 % over 19 % over 15 % over 10 % over a buyer of 100: 10.00, 5.00, 4.00 and 2.00.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differential {
    source: Source,
    boundary: Option<u8>,
}

impl Differential {
    /// Rates by rank: `rates[rank]`, the last for all higher ranks.
    #[must_use]
    pub const fn by_rank(rates: Vec<Rate>) -> Self {
        Self { source: Source::Rank(rates), boundary: None }
    }

    /// Rates by group volume: from the volume of each step its rate, and nothing below the lowest.
    #[must_use]
    pub fn by_group(mut steps: Vec<(Volume, Rate)>, lookup: Lookup, own: OwnVolume, brackets: Brackets) -> Self {
        steps.sort_unstable();
        let brackets = if lookup == Lookup::Personal { Brackets::Slab } else { brackets };
        Self { source: Source::Group { steps, lookup, own, brackets }, boundary: None }
    }

    /// The same rule in which members paid as this rank or higher break away: neither volume nor pay crosses from
    /// their group to those above.
    #[must_use]
    pub const fn with_breakaway_rank(mut self, rank: u8) -> Self {
        self.boundary = Some(rank);
        self
    }

    fn breaks(&self, period: &Period, member: usize) -> bool {
        self.boundary.is_some_and(|rank| period.ranks()[member] >= rank)
    }

    /// The highest rate of the table.
    fn top(&self) -> Rate {
        let top = match &self.source {
            Source::Rank(rates) => rates.iter().max().copied(),
            Source::Group { steps, .. } => steps.iter().map(|step| step.1).max(),
        };
        top.unwrap_or(Rate::ZERO)
    }

    /// Each member's rate; nothing while inactive.
    fn rates(&self, period: &Period) -> Vec<Rate> {
        let mut rates: Vec<Rate> = match &self.source {
            Source::Rank(table) => {
                let rate = |&rank: &u8| table.get(usize::from(rank)).or(table.last()).copied().unwrap_or(Rate::ZERO);
                period.ranks().iter().map(rate).collect()
            }
            Source::Group { steps, lookup, own, .. } => {
                let reached = |volume: Volume| steps.iter().rev().find(|step| step.0 <= volume).map(|step| step.1);
                let column = match lookup {
                    Lookup::Personal => period.personal(),
                    Lookup::Commissionable => period.commissionable(),
                };
                let group = group_volumes(period, column, |member| self.breaks(period, member));
                let counted = group.iter().zip(column).map(|(&group, &alone)| match own {
                    OwnVolume::Included => group,
                    OwnVolume::Excluded => group - alone,
                });
                counted.map(|volume| reached(volume).unwrap_or(Rate::ZERO)).collect()
            }
        };
        for (rate, &active) in rates.iter_mut().zip(period.active()) {
            if !active {
                *rate = Rate::ZERO;
            }
        }
        rates
    }

    /// Order by order. A member's next payee is the nearest member above with a higher rate; jumping from one to the
    /// next, a walk takes at most as many steps as there are different rates.
    fn settle_orders(&self, period: &Period, books: &mut Books<'_>) {
        let rates = self.rates(period);
        let climb = Climb::new(self, period, &rates);
        let top = self.top();
        let worth = period.point_value();
        let promise = Share::of(&[top, worth]);
        for buyer in period.members() {
            let volume = period.commissionable()[buyer as usize];
            if volume == Volume::ZERO {
                continue;
            }
            let (mut paid, mut left) = (Rate::ZERO, promise.of_volume(volume));
            let mut payee = if rates[buyer as usize] > Rate::ZERO { Some(buyer) } else { climb.above(buyer) };
            while let Some(earner) = payee {
                let difference = difference(rates[earner as usize], paid);
                let amount = Share::of_two(difference, worth).of_volume(volume);
                books.line(&Line::on_order(earner, buyer, climb.level(buyer, earner), volume, difference, amount));
                left -= amount;
                paid = rates[earner as usize];
                payee = climb.above(earner);
            }
            write_rest(buyer, volume, difference(top, paid), left, worth, books);
        }
    }

    /// Group by group, for marginal brackets: what a group earns less what the groups of its legs earn.
    fn settle_groups(&self, period: &Period, steps: &[(Volume, Rate)], own: OwnVolume, books: &mut Books<'_>) {
        let alone = period.commissionable();
        let group = group_volumes(period, alone, |member| self.breaks(period, member));
        // In parts per million of a hundredth of a point, so that nothing is rounded before the line. `below` is what
        // the groups of the legs earn.
        let mut below = vec![0_i128; period.len()];
        for member in period.members().rev() {
            let at = member as usize;
            let counted = if own == OwnVolume::Included { group[at] } else { group[at] - alone[at] };
            let earned = marginal(steps, counted);
            let net = earned - below[at];
            let active = period.active()[at];
            if active && net > 0 {
                let scale = 1_000_000_000_000;
                let cents = round_half_away(net * i128::from(period.point_value().parts_per_million()), scale);
                let rate = steps.iter().rev().find(|step| step.0 <= counted).map_or(Rate::ZERO, |step| step.1);
                books.line(&Line::on_group(member, counted, rate, Money::from_cents(cents)));
            }
            if let Some(sponsor) = period.sponsor(member).filter(|_| !self.breaks(period, at)) {
                below[sponsor as usize] += if active { earned.max(below[at]) } else { below[at] };
            }
        }
    }
}

/// What no rate on the path reaches, and what the roundings of the lines leave.
fn write_rest(buyer: MemberId, volume: Volume, rate: Rate, left: Money, worth: Rate, books: &mut Books<'_>) {
    let unreached = Share::of_two(rate, worth).of_volume(volume);
    let line = Line { earner: None, ..Line::on_order(buyer, buyer, 0, volume, rate, unreached) };
    if unreached != Money::ZERO {
        books.line(&line.kept(unreached, Reason::RateNotReached));
    }
    if left != unreached {
        books.line(&Line { rate: Rate::ZERO, ..line.kept(left - unreached, Reason::Rounding) });
    }
}

const fn difference(higher: Rate, lower: Rate) -> Rate {
    Rate::from_parts_per_million(higher.parts_per_million().saturating_sub(lower.parts_per_million()))
}

/// Each bracket's rate on the part of the volume inside it, in parts per million of a hundredth.
fn marginal(steps: &[(Volume, Rate)], volume: Volume) -> i128 {
    let end_of = |number: usize| steps.get(number + 1).map_or(volume, |next| next.0.min(volume));
    let part = |(number, step): (usize, &(Volume, Rate))| {
        let inside = i128::from((end_of(number) - step.0).hundredths().max(0));
        inside * i128::from(step.1.parts_per_million())
    };
    steps.iter().enumerate().map(part).sum()
}

/// The nearest member above with a higher rate, for each member.
struct Climb {
    above: Vec<MemberId>,
    depth: Vec<u16>,
}

const NOBODY: MemberId = MemberId::MAX;

impl Climb {
    fn new(rule: &Differential, period: &Period, rates: &[Rate]) -> Self {
        let mut above = vec![NOBODY; period.len()];
        let mut depth = vec![0_u16; period.len()];
        for (member, &sponsor) in period.sponsors().iter().enumerate().skip(1) {
            depth[member] = depth[sponsor as usize].saturating_add(1);
            if rule.breaks(period, member) {
                continue;
            }
            let mut candidate = sponsor;
            while candidate != NOBODY && rates[candidate as usize] <= rates[member] {
                candidate = above[candidate as usize];
            }
            above[member] = candidate;
        }
        Self { above, depth }
    }

    fn above(&self, member: MemberId) -> Option<MemberId> {
        Some(self.above[member as usize]).filter(|&above| above != NOBODY)
    }

    /// How many tree levels the earner stands above the buyer.
    fn level(&self, buyer: MemberId, earner: MemberId) -> u16 {
        self.depth[buyer as usize] - self.depth[earner as usize]
    }
}

impl Rule for Differential {
    fn name(&self) -> &'static str {
        "differential"
    }

    fn needs(&self) -> Needs {
        let (by_rank, personal) = match &self.source {
            Source::Rank(rates) => (rates.len() > 1, false),
            Source::Group { lookup, .. } => (false, *lookup == Lookup::Personal),
        };
        Needs { personal, ..Needs::ranked(by_rank || self.boundary.is_some()) }
    }

    fn volume_edges(&self) -> Vec<Volume> {
        match &self.source {
            Source::Rank(_) => Vec::new(),
            Source::Group { steps, .. } => steps.iter().map(|step| step.0).collect(),
        }
    }

    fn settle(&self, period: &Period, books: &mut Books<'_>) {
        match &self.source {
            Source::Group { steps, own, brackets: Brackets::Marginal, .. } => {
                self.settle_groups(period, steps, *own, books);
            }
            _ => self.settle_orders(period, books),
        }
    }
}
