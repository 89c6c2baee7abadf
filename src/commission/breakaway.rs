//! Breakaway: leaders take their group with them, and those above are paid an override on it.

mod guarantee;
mod holders;

use guarantee::{Override, hand_on};
use holders::Holders;

use super::differential::Lookup;
use super::generation::AbsentLeader;
use super::leaders::leaders_above;
use super::level_pay::{Unpaid, at_rank};
use super::volumes::{OwnVolume, group_volumes};
use super::{Books, Line, Needs, Period, Reason, Rule, Share};
use crate::team::MemberId;
use crate::units::{Money, Rate, Volume};

/// Pays leaders an override on the groups that have broken away below them.
///
/// A leader is a member paid as the leader rank or higher; its group is itself and everybody below down to the next
/// leaders. `pay = group CV * rate(generation)`, generation 1 being the next leader above the group's own; rates may
/// come by the earner's rank as well. The override of generation 1 may be the difference of two ranks' rates instead,
/// with a least override where that is smaller. A leader is paid the share that its own group's volume earns it. One
/// line, and one rounding, an earner, group and generation; the line's source is the group's leader.
///
/// With fixed rates the rule promises their sum on every leader's group, by rank the sum of each generation's highest
/// rate, and says what of it is kept. What is paid inside a group is for level and differential rules with the same
/// breakaway rank.
///
/// A leader may be paid a generation when it is active, its rates reach as far, and its own group earns it a share. What
/// one who may not would be paid goes where [`Unpaid`] says: rolled up, to the next leader above who may, beside what that
/// one is paid otherwise. The difference of two ranks' rates is nobody's until it is earned, and rolls up to nobody.
///
/// A group of 2,000 below a leader whose own group has 3,000, at 5 %: 100.00.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breakaway {
    leader_rank: u8,
    /// By the earner's rank, then by generation from 1; the last list is that of all higher ranks. Never empty.
    rates: Vec<Vec<Rate>>,
    absent: AbsentLeader,
    difference: Option<(Vec<Rate>, Rate)>,
    by_group: Vec<(Volume, Rate)>,
    lookup: Lookup,
    own: OwnVolume,
    broad: Rate,
    /// On so much volume the leader above is paid generation 1 at least.
    guarantee: Option<Volume>,
    unpaid: Unpaid,
}

impl Breakaway {
    /// A rule that pays `rates[0]` on the groups of generation 1, `rates[1]` on those of generation 2, and so on.
    #[must_use]
    pub fn new(leader_rank: u8, rates: Vec<Rate>, absent: AbsentLeader) -> Self {
        Self {
            leader_rank,
            rates: vec![rates],
            absent,
            difference: None,
            by_group: Vec::new(),
            lookup: Lookup::Commissionable,
            own: OwnVolume::Included,
            broad: Rate::ONE,
            guarantee: None,
            unpaid: Unpaid::Company,
        }
    }

    /// The same rule with rates by the rank of the leader who is paid: `rates[rank][generation - 1]`, the last list for
    /// all higher ranks; an empty table changes nothing.
    #[must_use]
    pub fn with_rates_by_rank(mut self, rates: Vec<Vec<Rate>>) -> Self {
        if !rates.is_empty() {
            self.rates = rates;
        }
        self
    }

    /// The same rule whose generation 1 is paid the difference of the earner's rate and the group leader's rate, by
    /// `rates[rank]`, and at least `minimum`. The rates given before are those of generation 2 on: the first of a list
    /// is not used.
    #[must_use]
    pub fn with_difference(mut self, rates: Vec<Rate>, minimum: Rate) -> Self {
        if self.generations() == 0 {
            self.rates = vec![vec![Rate::ZERO]];
        }
        self.difference = Some((rates, minimum));
        self
    }

    /// The same rule that pays the share of the highest step that the volume of the earner's own group reaches, and
    /// nothing below the lowest step.
    #[must_use]
    pub fn with_share_by_group(mut self, mut steps: Vec<(Volume, Rate)>) -> Self {
        steps.sort_unstable();
        self.by_group = steps;
        self
    }

    /// The same rule that looks the leader's own group up on this volume, with or without the leader's own; on
    /// commissionable volume and with it unless said.
    #[must_use]
    pub const fn with_lookup(mut self, lookup: Lookup, own: OwnVolume) -> Self {
        self.lookup = lookup;
        self.own = own;
        self
    }

    /// What a leader's own group counts for the leader's share.
    fn counted(&self, period: &Period, volumes: &[Volume], is_leader: impl Fn(usize) -> bool) -> Vec<Volume> {
        let (mut counted, alone) = match self.lookup {
            Lookup::Commissionable => (volumes.to_vec(), period.commissionable()),
            Lookup::Personal => (group_volumes(period, period.personal(), is_leader), period.personal()),
        };
        if self.own == OwnVolume::Excluded {
            counted.iter_mut().zip(alone).for_each(|(group, &own)| *group -= own);
        }
        counted
    }

    /// The same rule paid on this share of the commissionable volume (the broad percentage).
    #[must_use]
    pub const fn with_broad_percentage(mut self, broad: Rate) -> Self {
        self.broad = broad;
        self
    }

    /// The same rule in which a leader whose own group is smaller than this volume makes up to the leader above for what
    /// is missing of the override of generation 1 on this volume, from what it is itself paid for generation 1 and as far
    /// as that goes. What it hands on counts as paid to the leader above, who may have to hand on in turn. Two lines,
    /// which come to nothing together, a leader who hands on (`correction`).
    ///
    /// 4 %, a guarantee of 20,000: below Mid, whose group has 12,000, Low has 30,000. Mid's group pays 480.00 to Top, so
    /// Mid hands on 320.00 of its 1,200.00.
    #[must_use]
    pub const fn with_guarantee(mut self, volume: Volume) -> Self {
        self.guarantee = Some(volume);
        self
    }

    /// The same rule in which the share of a leader who may not be paid goes elsewhere; to the company unless said.
    #[must_use]
    pub const fn with_unpaid(mut self, unpaid: Unpaid) -> Self {
        self.unpaid = unpaid;
        self
    }

    /// How many generations each member may be paid, by member id; asked only of leaders.
    fn held(&self, period: &Period, counted: &[Volume]) -> Vec<u16> {
        let held = |member: usize| {
            let group = counted.get(member).copied().unwrap_or_default();
            let leads = period.active()[member] && period.ranks()[member] >= self.leader_rank;
            if !leads || self.share_of(group) == Rate::ZERO {
                return 0;
            }
            let rates = at_rank(&self.rates, period.ranks()[member]);
            rates.map_or(0, |rates| u16::try_from(rates.len()).unwrap_or(u16::MAX))
        };
        (0..period.len()).map(held).collect()
    }

    fn is_leader(&self, period: &Period, member: usize) -> bool {
        let present = period.active()[member] || self.absent == AbsentLeader::UsesGeneration;
        period.leader_ranks()[member] >= self.leader_rank && present
    }

    fn share_of(&self, group: Volume) -> Rate {
        if self.by_group.is_empty() {
            return Rate::ONE;
        }
        self.by_group.iter().rev().find(|step| step.0 <= group).map_or(Rate::ZERO, |step| step.1)
    }

    /// The rate of a generation, before the share of the earner's group.
    fn rate(&self, generation: usize, earner: u8, leader: u8) -> Rate {
        match &self.difference {
            Some((rates, minimum)) if generation == 1 => {
                let of =
                    |rank: u8| rates.get(usize::from(rank)).or(rates.last()).map_or(0, |rate| rate.parts_per_million());
                Rate::from_parts_per_million(of(earner).saturating_sub(of(leader))).max(*minimum)
            }
            _ => entry(at_rank(&self.rates, earner), generation),
        }
    }

    /// The highest rate of a generation.
    fn highest(&self, generation: usize) -> Rate {
        self.rates.iter().map(|rates| entry(Some(rates), generation)).max().unwrap_or(Rate::ZERO)
    }

    /// How many generations some rank is paid.
    fn generations(&self) -> usize {
        self.rates.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// Whether a generation's rate is known before anybody is found who earns it.
    const fn promises(&self, generation: usize) -> bool {
        self.difference.is_none() || generation > 1
    }

    /// Who is paid the generation of this upline, and whether it is open, so that the default account has it.
    fn payee(&self, group: &Group<'_>, upline: Option<MemberId>, generation: usize) -> (Option<MemberId>, bool) {
        let Some(holders) = group.holders.filter(|_| self.promises(generation)) else { return (upline, false) };
        let generation = u16::try_from(generation).unwrap_or(u16::MAX);
        let holder = upline.and_then(|upline| holders.from(upline, generation));
        match self.unpaid {
            Unpaid::Company => (upline, false),
            Unpaid::RollsUp => (holder, false),
            Unpaid::DefaultAccount => (upline, upline.is_none() || holder != upline),
        }
    }

    /// Writes the lines of one group and generation, and returns what they come to of what the rule promises, and the
    /// override where one is due.
    fn write(
        &self,
        group: &Group<'_>,
        upline: Option<MemberId>,
        generation: usize,
        books: &mut Books<'_>,
    ) -> (Money, Option<Override>) {
        let Group { period, volumes, leader, .. } = *group;
        let volume = volumes[leader as usize];
        let basis = if self.broad == Rate::ONE { volume } else { Share::of(&[self.broad]).of_points(volume) };
        let share = |rate: Rate, share: Rate| Share::of(&[self.broad, rate, share, period.point_value()]);
        let promise = |rate, part, books: &Books<'_>| books.promise(&share(rate, part), volume.hundredths());
        let highest = self.highest(generation);
        let promised = if self.promises(generation) { promise(highest, Rate::ONE, books) } else { Money::ZERO };
        let level = u16::try_from(generation).unwrap_or(u16::MAX);
        let line = |earner: MemberId, rate, amount| Line::on_order(earner, leader, level, basis, rate, amount);
        let (upline, is_open) = self.payee(group, upline, generation);
        if is_open {
            let line = Line { earner: upline, ..line(leader, highest, promised) };
            books.keep(&line, promised, Reason::DefaultAccount);
            return (promised, None);
        }
        let Some(earner) = upline else {
            let line = Line { earner: None, ..line(leader, highest, promised) };
            books.keep(&line, promised, Reason::NoUplineLeft);
            return (promised, None);
        };
        let rate = self.rate(generation, period.ranks()[earner as usize], period.ranks()[leader as usize]);
        if !period.active()[earner as usize] {
            books.keep(&line(earner, highest, promised), promised, Reason::NotActive);
            return (promised, None);
        }
        // A leader by title who is paid as less: its group stands apart, and it is paid no generation.
        if period.ranks()[earner as usize] < self.leader_rank {
            books.keep(&line(earner, highest, promised), promised, Reason::LevelNotHeld);
            return (promised, None);
        }
        let part = self.share_of(group.counted.get(earner as usize).copied().unwrap_or_default());
        let mut paid = Money::ZERO;
        if rate != Rate::ZERO && part != Rate::ZERO && volume != Volume::ZERO {
            paid = books.award(earner, &share(rate, part), volume.hundredths());
            books.line(&line(earner, rate, paid));
        }
        let due = Some(Override { leader, earner, share: share(rate, part), volume, paid });
        if !self.promises(generation) {
            return (Money::ZERO, due);
        }
        let full = promise(rate, Rate::ONE, books);
        let too_small = full - promise(rate, part, books);
        books.keep(&line(earner, highest, promised), promised - full, Reason::LowerRate);
        books.keep(&line(earner, rate, full), too_small, Reason::GroupTooSmall);
        (paid + (promised - full) + too_small, due)
    }

    /// What the rule promises on a group: the highest rate of each generation, rounded once.
    fn promise(&self, group: &Group<'_>, books: &Books<'_>) -> Money {
        let generations = (1..=self.generations()).filter(|&generation| self.promises(generation));
        let all = generations.map(|generation| self.highest(generation).parts_per_million()).sum();
        let share = Share::of(&[self.broad, Rate::from_parts_per_million(all), group.period.point_value()]);
        books.promise(&share, group.volumes[group.leader as usize].hundredths())
    }
}

/// A generation's rate in a list; nothing beyond its end.
fn entry(rates: Option<&Vec<Rate>>, generation: usize) -> Rate {
    rates.and_then(|rates| rates.get(generation - 1)).copied().unwrap_or(Rate::ZERO)
}

/// A group that has broken away.
#[derive(Clone, Copy)]
struct Group<'a> {
    period: &'a Period,
    volumes: &'a [Volume],
    /// What each leader's own group counts for its share; empty when the shares do not depend on it.
    counted: &'a [Volume],
    /// Who may be paid; nobody is looked for where unpaid shares stay with the company.
    holders: Option<&'a Holders>,
    leader: MemberId,
}

impl Rule for Breakaway {
    fn name(&self) -> &'static str {
        "breakaway"
    }

    fn needs(&self) -> Needs {
        let personal = !self.by_group.is_empty() && self.lookup == Lookup::Personal;
        Needs { personal, ..Needs::ranked(true) }
    }

    fn volume_edges(&self) -> Vec<Volume> {
        self.by_group.iter().map(|step| step.0).collect()
    }

    fn walks<'a>(&self, period: &'a Period) -> Option<&'a [MemberId]> {
        Some(period.sponsors())
    }

    fn settle(&self, period: &Period, books: &mut Books<'_>) {
        let is_leader = |member: usize| self.is_leader(period, member);
        if !(0..period.len()).any(is_leader) {
            return;
        }
        let volumes = group_volumes(period, period.commissionable(), is_leader);
        let counted = if self.by_group.is_empty() { Vec::new() } else { self.counted(period, &volumes, is_leader) };
        let above = leaders_above(period, is_leader);
        let mut overrides = Vec::new();
        let holders = (self.unpaid != Unpaid::Company).then(|| Holders::new(self.held(period, &counted), &above));
        for leader in period.members().filter(|&member| is_leader(member as usize)) {
            // A group without volume pays nothing, but may have to hand on.
            if volumes[leader as usize] == Volume::ZERO && self.guarantee.is_none() {
                continue;
            }
            let holders = holders.as_ref();
            let group = Group { period, volumes: &volumes, counted: &counted, holders, leader };
            let mut left = self.promise(&group, books);
            let mut upline = above.above(leader);
            for generation in 1..=self.generations() {
                let (written, due) = self.write(&group, upline, generation, books);
                left -= written;
                overrides.extend(due.filter(|_| generation == 1 && self.guarantee.is_some()));
                upline = upline.and_then(|earner| above.above(earner));
            }
            let line = Line::on_order(leader, leader, 0, volumes[leader as usize], Rate::ZERO, left);
            books.keep(&Line { earner: None, ..line }, left, Reason::Rounding);
        }
        if let Some(guarantee) = self.guarantee {
            hand_on(guarantee, &overrides, period.len(), books);
        }
    }
}
