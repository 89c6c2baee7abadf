//! Ranks once more, slow and obvious: each question is asked of the whole history, from the definition, one member at a
//! time. The fast ladder must agree with it in every month.

use std::cell::RefCell;
use std::collections::BTreeMap;

use downline::units::{Rate, Volume};

/// The most that counts from one leg.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Most {
    /// A share of the group volume asked for.
    Share(Rate),
    Points(Volume),
}

/// What one way to a rank above the lowest asks for.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) personal: Volume,
    pub(crate) group: Volume,
    pub(crate) with_own: bool,
    pub(crate) of_leg: Option<Most>,
    /// Own volume is cut like a leg.
    pub(crate) own_is_leg: bool,
    pub(crate) stops_at: Option<u8>,
    /// A second group volume and where it ends.
    pub(crate) personal_group: Option<(Volume, u8)>,
    /// How many lines of which shares.
    pub(crate) lines: Option<(usize, Vec<Rate>)>,
    pub(crate) weaker: Volume,
    pub(crate) active_each_side: usize,
    pub(crate) active_legs: usize,
    pub(crate) legs_with_volume: Vec<(usize, Volume)>,
    /// How many legs with which rank within how many levels.
    pub(crate) legs_with_rank: Vec<(usize, u8, Option<u16>)>,
    /// Of how many months volumes are added up.
    pub(crate) over: usize,
    pub(crate) months: usize,
    /// So many months for who holds the title.
    pub(crate) again: Option<usize>,
}

/// A network over some months.
#[derive(Clone, Debug)]
pub(crate) struct History {
    pub(crate) sponsors: Vec<Option<usize>>,
    /// Above whom and whether on the right each member is placed.
    pub(crate) places: Vec<Option<(usize, bool)>>,
    /// By month, then by member: who is active, with which personal volume.
    pub(crate) months: Vec<Vec<(bool, Volume)>>,
    /// By rank less one: the ways to it, one of which is enough.
    pub(crate) asked: Vec<Vec<Asked>>,
    pub(crate) brought: Vec<u8>,
    pub(crate) for_life: bool,
    /// Ranks that were worked out already.
    pub(crate) known: RefCell<BTreeMap<(usize, usize), u8>>,
}

impl History {
    fn recruits(&self, member: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.sponsors.len()).filter(move |&other| self.sponsors[other] == Some(member))
    }

    /// The rank a member is paid as in a month.
    pub(crate) fn rank(&self, month: usize, member: usize) -> u8 {
        if let Some(&rank) = self.known.borrow().get(&(month, member)) {
            return rank;
        }
        let is_met = |asked: &Asked, months: usize| {
            month + 1 >= months && (0..months).all(|back| self.meets(month - back, member, asked))
        };
        let held = |rank: &u8| {
            let has_title = self.title_before(month, member) >= *rank;
            let months = |asked: &Asked| asked.again.filter(|_| has_title).unwrap_or(asked.months);
            self.asked[usize::from(*rank) - 1].iter().any(|asked| is_met(asked, months(asked)))
        };
        let earned = (1..=u8::try_from(self.asked.len()).unwrap()).filter(held).max().unwrap_or(0);
        let rank = if self.for_life { earned.max(self.title_before(month, member)) } else { earned };
        self.known.borrow_mut().insert((month, member), rank);
        rank
    }

    /// The best rank of the months before, or the one brought along.
    fn title_before(&self, month: usize, member: usize) -> u8 {
        (0..month).map(|earlier| self.rank(earlier, member)).max().unwrap_or(0).max(self.brought[member])
    }

    /// The best rank up to a month, or the one brought along.
    pub(crate) fn title(&self, month: usize, member: usize) -> u8 {
        self.title_before(month + 1, member)
    }

    /// The volume of a member and all below it who have no group of their own.
    fn group(&self, month: usize, member: usize, stop: Option<u8>) -> Volume {
        self.months[month][member].1 + self.legs(month, member, stop).into_iter().sum()
    }

    fn legs(&self, month: usize, member: usize, stop: Option<u8>) -> Vec<Volume> {
        let leg = |head| {
            let is_apart = stop.is_some_and(|stop| self.rank(month, head) >= stop);
            if is_apart { Volume::ZERO } else { self.group(month, head, stop) }
        };
        self.recruits(member).map(leg).collect()
    }

    /// What each leg has counted in so many months together, this one included.
    fn legs_over(&self, month: usize, over: usize, member: usize, stop: Option<u8>) -> Vec<Volume> {
        let months: Vec<Vec<Volume>> =
            (0..over).filter_map(|back| month.checked_sub(back)).map(|month| self.legs(month, member, stop)).collect();
        (0..months[0].len()).map(|leg| months.iter().map(|legs| legs[leg]).sum()).collect()
    }

    /// Whether somebody holds a rank in a leg, so many levels deep at most.
    fn is_held(&self, month: usize, head: usize, rank: u8, levels: Option<u16>) -> bool {
        let below = levels.map(|levels| levels - 1);
        self.rank(month, head) >= rank
            || (below != Some(0) && self.recruits(head).any(|member| self.is_held(month, member, rank, below)))
    }

    /// The volume of everybody placed below on one side.
    fn placed(&self, month: usize, member: usize, right: bool) -> Volume {
        let head = (0..self.places.len()).find(|&other| self.places[other] == Some((member, right)));
        head.map_or(Volume::ZERO, |head| {
            self.months[month][head].1 + self.placed(month, head, false) + self.placed(month, head, true)
        })
    }

    /// On which side of a member somebody is placed, if below it at all: whether on the right.
    fn side(&self, member: usize, other: usize) -> Option<bool> {
        let (above, right) = self.places[other]?;
        if above == member { Some(right) } else { self.side(member, above) }
    }

    fn meets(&self, month: usize, member: usize, asked: &Asked) -> bool {
        let active = self.months[month][member].0;
        let past = (0..asked.over).filter_map(|back| month.checked_sub(back));
        let own: Volume = past.map(|month| self.months[month][member].1).sum();
        let legs = self.legs_over(month, asked.over, member, asked.stops_at);
        let counted = |leg: Volume| match asked.of_leg {
            Some(Most::Share(share)) => leg.min(Volume::from_hundredths(share.of_volume(asked.group).cents())),
            Some(Most::Points(points)) => leg.min(points),
            None => leg,
        };
        let group: Volume = legs.iter().copied().map(counted).sum();
        let of_own = if asked.own_is_leg { counted(own) } else { own };
        let group = if asked.with_own { group + of_own } else { group };
        let personal_group = |stop| {
            let legs: Volume = self.legs_over(month, asked.over, member, Some(stop)).into_iter().sum();
            if asked.with_own { legs + own } else { legs }
        };
        let with_volume = |volume: Volume| legs.iter().filter(|&&leg| leg >= volume).count();
        let is_active = |&other: &usize| self.months[month][other].0;
        let on_side = |right| {
            let recruits = self.recruits(member).filter(is_active);
            recruits.filter(|&other| self.side(member, other) == Some(right)).count()
        };
        let each_side = || on_side(false).min(on_side(true));
        let active_legs = self.recruits(member).filter(|&head| self.months[month][head].0).count();
        let with = |rank, levels| self.recruits(member).filter(|&head| self.is_held(month, head, rank, levels)).count();
        active
            && own >= asked.personal
            && group >= asked.group
            && asked.personal_group.is_none_or(|(volume, stop)| personal_group(stop) >= volume)
            && asked.lines.as_ref().is_none_or(|(count, shares)| line_count(&legs, shares) >= *count)
            && self.placed(month, member, false).min(self.placed(month, member, true)) >= asked.weaker
            && (asked.active_each_side == 0 || each_side() >= asked.active_each_side)
            && active_legs >= asked.active_legs
            && asked.legs_with_volume.iter().all(|&(count, volume)| with_volume(volume) >= count)
            && asked.legs_with_rank.iter().all(|&(count, rank, levels)| with(rank, levels) >= count)
    }
}

/// The largest leg is a line. Then the next ones, from large to small, are put together until they have the next share.
fn line_count(legs: &[Volume], shares: &[Rate]) -> usize {
    let whole: Volume = legs.iter().copied().sum();
    if whole == Volume::ZERO {
        return 0;
    }
    let mut sorted = legs.to_vec();
    sorted.sort();
    sorted.pop();
    1 + further_lines(sorted, whole, shares)
}

fn further_lines(mut rising: Vec<Volume>, whole: Volume, shares: &[Rate]) -> usize {
    let Some((share, later)) = shares.split_first() else { return 0 };
    let mut together = 0_i128;
    while let Some(leg) = rising.pop() {
        together += i128::from(leg.hundredths()) * 1_000_000;
        if together >= i128::from(whole.hundredths()) * i128::from(share.parts_per_million()) {
            return 1 + further_lines(rising, whole, later);
        }
    }
    0
}
