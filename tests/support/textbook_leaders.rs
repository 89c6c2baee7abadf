//! Leaders' pay once more, slow and obvious: infinity by rank, generations of one's own rank,
//! overrides by rank, and match-down.

use downline::commission::infinity::LeaderTerms;
use downline::units::{Money, Rate, Volume};

use crate::textbook::{Member, broken_volume, uplines};

/// What an infinity override with terms by rank pays. Compressed, those who are not active are not there.
pub(crate) fn infinity(tree: &[Member], leaders: &[LeaderTerms], equal_only: bool, compressed: bool) -> Vec<Money> {
    let mut paid = vec![Money::ZERO; tree.len()];
    let terms = |member: usize| {
        if tree[member].active { leaders.iter().rfind(|terms| terms.rank <= tree[member].rank) } else { None }
    };
    for (buyer, order) in tree.iter().enumerate() {
        let mut above = uplines(tree, buyer);
        above.retain(|&member| !compressed || tree[member].active);
        for (index, &earner) in above.iter().enumerate() {
            let Some(own) = terms(earner) else { continue };
            let between: Vec<(usize, u8)> = (1..)
                .zip(&above[..index])
                .filter_map(|(distance, &other)| Some((distance, terms(other)?.rank)))
                .collect();
            let ends = |rank: u8| if equal_only { rank == own.rank } else { rank >= own.rank };
            // The one nearest to the earner comes last.
            let end = between.iter().rfind(|leader| ends(leader.1));
            let is_lower_between = between.iter().any(|leader| leader.1 < own.rank);
            let reaches = end.is_none_or(|leader| leader.0 <= usize::from(own.overlap));
            if index + 1 >= usize::from(own.first_level) && reaches {
                let rate = if is_lower_between { own.below_lower_leader } else { own.rate };
                paid[earner] += rate.of_volume(order.commissionable);
            }
        }
    }
    paid
}

/// What generations pay that only an earner's own rank or a higher one ends. A buyer of such a rank ends one itself, and
/// may be the earner, where a leader's own generation begins with it.
pub(crate) fn generations(
    tree: &[Member],
    rates: &[Rate],
    leader_rank: u8,
    passed_over: bool,
    own_order: bool,
) -> Vec<Money> {
    let mut paid = vec![Money::ZERO; tree.len()];
    for (buyer, order) in tree.iter().enumerate() {
        let above: Vec<usize> = own_order.then_some(buyer).into_iter().chain(uplines(tree, buyer)).collect();
        for (index, &earner) in above.iter().enumerate() {
            let own = &tree[earner];
            let ends = |other: &Member| other.rank >= own.rank && (other.active || !passed_over);
            let before = above[..index].iter().filter(|&&other| ends(&tree[other])).count();
            if own.active && own.rank >= leader_rank {
                paid[earner] += rates.get(before).map_or(Money::ZERO, |rate| rate.of_volume(order.commissionable));
            }
        }
    }
    paid
}

/// What each is paid of what its sponsor earns, and what all sponsors' earnings promise.
pub(crate) fn match_down(tree: &[Member], earned: &[Money], rates: &[Rate]) -> (Vec<Money>, Money) {
    let mut paid = vec![Money::ZERO; tree.len()];
    let mut promise = Money::ZERO;
    for (payer, &earned) in earned.iter().enumerate() {
        let pot = rates[usize::from(tree[payer].rank).min(rates.len() - 1)].of_money(earned);
        promise += pot;
        let is_recruit = |&member: &usize| tree[member].sponsor == Some(payer) && tree[member].active;
        let recruits: Vec<usize> = (0..tree.len()).filter(is_recruit).collect();
        for &recruit in &recruits {
            paid[recruit] += Money::from_cents(pot.cents() / i64::try_from(recruits.len()).unwrap());
        }
    }
    (paid, promise)
}

/// What overrides pay whose rates come by the earner's rank and generation, and their promise: each generation's highest
/// rate on each leader's group. Leaders are paid half below `full` of their own group's volume.
pub(crate) fn overrides(tree: &[Member], leader_rank: u8, rates: &[Vec<Rate>], full: Volume) -> (Vec<Money>, Money) {
    let mut paid = vec![Money::ZERO; tree.len()];
    let mut promise = Money::ZERO;
    let leads = |member: usize| tree[member].rank >= leader_rank;
    let group = |member: usize| broken_volume(tree, member, |member| member.commissionable, &leads);
    for leader in (0..tree.len()).filter(|&member| leads(member)) {
        let highest = |generation| rates.iter().filter_map(|rates| rates.get(generation)).max().copied();
        let generations = 0..rates.iter().map(Vec::len).max().unwrap_or(0);
        let all = generations.filter_map(highest).map(Rate::parts_per_million).sum();
        promise += Rate::from_parts_per_million(all).of_volume(group(leader));
        let above = uplines(tree, leader).into_iter().filter(|&other| leads(other));
        for (generation, earner) in above.enumerate().filter(|pair| tree[pair.1].active) {
            let own = &rates[usize::from(tree[earner].rank).min(rates.len() - 1)];
            let rate = own.get(generation).map_or(0, |rate| rate.parts_per_million());
            let rate = if group(earner) < full { rate / 2 } else { rate };
            paid[earner] += Rate::from_parts_per_million(rate).of_volume(group(leader));
        }
    }
    (paid, promise)
}
