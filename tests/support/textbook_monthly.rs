//! Rules with one line an earner and month: pools, structures, retail margins and caps.

use downline::units::{Rate, Volume};

use crate::textbook_month::{Month, Paid, by_rank, cut_to, times};

/// A rate of the volume of everybody below by rank, with or without one's own.
pub(crate) fn team_percent(month: &Month, rates: &[Rate], own: bool) -> Vec<Paid> {
    let cents = |member: usize| {
        let team = crate::textbook::group_volume(&month.tree, member).hundredths();
        let alone = if own { 0 } else { month.tree[member].commissionable.hundredths() };
        times(team - alone, &[month.worth, by_rank(rates, month.tree[member].rank).unwrap()])
    };
    let active = (0..month.tree.len()).filter(|&member| month.tree[member].active);
    active.map(|earner| Paid { earner, source: None, level: 0, cents: cents(earner) }).collect()
}

/// A share of the company's volume divided by shares, or by shares times group volume.
pub(crate) fn pool(month: &Month, rate: Rate, shares: &[i64], by_group: bool) -> Vec<Paid> {
    let whole = times(month.volume(), &[rate, month.worth]);
    let of = |member: usize| {
        let entry = &month.tree[member];
        let times = if by_group { crate::textbook::group_volume(&month.tree, member).hundredths() } else { 1 };
        by_rank(shares, entry.rank).filter(|_| entry.active).unwrap_or(0) * times
    };
    let all: i64 = (0..month.tree.len()).map(of).sum();
    let paid = |earner: usize| Paid { earner, source: None, level: 0, cents: cut_to(whole, of(earner), all.max(1)) };
    (0..month.tree.len()).map(paid).collect()
}

/// What the first tier of a structure bonus asks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Structure {
    pub(crate) personal: Volume,
    pub(crate) frontline: usize,
    pub(crate) frontline_personal: Volume,
    pub(crate) team: Volume,
}

/// Whether a member reaches a tier, from 1: the second asks for recruits who reach the first, and so on.
fn reaches(month: &Month, plan: Structure, member: usize, tier: usize) -> bool {
    let entry = &month.tree[member];
    let recruits = month.recruits(member);
    let enough =
        |counts: &dyn Fn(usize) -> bool| recruits.iter().filter(|&&other| counts(other)).count() >= plan.frontline;
    if tier > 1 {
        return reaches(month, plan, member, 1) && enough(&|other| reaches(month, plan, other, tier - 1));
    }
    let team: Volume = recruits.iter().map(|&other| month.tree[other].personal).sum();
    let in_front = |other: usize| month.tree[other].active && month.tree[other].personal >= plan.frontline_personal;
    entry.active && entry.personal >= plan.personal && entry.personal + team >= plan.team && enough(&in_front)
}

/// The amount of the highest tier that each member reaches.
pub(crate) fn structure(month: &Month, plan: Structure, amounts: &[i64]) -> Vec<Paid> {
    let highest = |member: usize| (1..=amounts.len()).rev().find(|&tier| reaches(month, plan, member, tier));
    let paid =
        |member| highest(member).map(|level| Paid { earner: member, source: None, level, cents: amounts[level - 1] });
    (0..month.tree.len()).filter_map(paid).collect()
}

/// The amount of the rank of each active member.
pub(crate) fn rank_bonus(month: &Month, amounts: &[i64]) -> Vec<Paid> {
    let active = (0..month.tree.len()).filter(|&member| month.tree[member].active);
    let paid = |earner: usize| {
        let rank = month.tree[earner].rank;
        Paid { earner, source: None, level: usize::from(rank), cents: by_rank(amounts, rank).unwrap() }
    };
    active.map(paid).collect()
}

/// A margin on what a member's customers paid.
pub(crate) fn retail(month: &Month, rates: &[Rate], to_inactive: bool) -> Vec<Paid> {
    let paid = (0..month.tree.len()).filter(|&member| to_inactive || month.tree[member].active);
    let cents = |member: usize| {
        let rate = by_rank(rates, month.tree[member].rank).unwrap_or(Rate::ZERO);
        times(month.retail[member].cents(), &[rate])
    };
    paid.map(|earner| Paid { earner, source: None, level: 0, cents: cents(earner) }).collect()
}

/// What members keep under a most by owner and rank, of what they earned.
pub(crate) fn earner_cap(month: &Month, earned: &[i64], most: &[i64]) -> Vec<i64> {
    let kept = |member: usize| {
        let owned = || (0..month.tree.len()).filter(|&other| month.owner[other] == month.owner[member]);
        let together: i64 = owned().map(|other| earned[other]).sum();
        let rank = owned().map(|other| month.tree[other].rank).max().unwrap();
        match by_rank(most, rank) {
            Some(most) if together > most => cut_to(earned[member], most, together),
            _ => earned[member],
        }
    };
    (0..month.tree.len()).map(kept).collect()
}

/// How a company cap cuts.
#[derive(Clone, Copy, Debug)]
pub(crate) enum CompanyCut {
    ProRata,
    LowestRankFirst,
    HardStop,
}

/// What members keep when all together may be paid at most a rate of the volume, so much of which is gone already.
pub(crate) fn company_cap(month: &Month, earned: &[i64], rate: Rate, gone: i64, cut: CompanyCut) -> Vec<i64> {
    let most = (times(month.volume(), &[rate, month.worth]) - gone).max(0);
    let whole: i64 = earned.iter().sum();
    if whole <= most {
        return earned.to_vec();
    }
    match cut {
        CompanyCut::ProRata => earned.iter().map(|&cents| cut_to(cents, most, whole)).collect(),
        CompanyCut::LowestRankFirst => {
            let mut excess = whole - most;
            let mut kept = earned.to_vec();
            for rank in 0..=u8::MAX {
                let members: Vec<usize> = (0..earned.len()).filter(|&other| month.tree[other].rank == rank).collect();
                let together: i64 = members.iter().map(|&member| earned[member]).sum();
                let loss = excess.min(together);
                excess -= loss;
                for member in members.into_iter().filter(|_| together > 0) {
                    kept[member] = cut_to(earned[member], together - loss, together);
                }
            }
            kept
        }
        CompanyCut::HardStop => {
            let mut order: Vec<usize> = (0..earned.len()).collect();
            order.sort_by_key(|&member| (month.joined[member], member));
            let mut left = most;
            let mut kept = vec![0; earned.len()];
            for member in order {
                kept[member] = earned[member].min(left);
                left -= kept[member];
            }
            kept
        }
    }
}
