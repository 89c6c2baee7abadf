//! The rules once more, slow and obvious: recursive, one member at a time, straight from the definition. The fast
//! rules must agree with it to the cent.

use downline::units::{Money, Rate, Volume, round_half_away};

/// One member of a textbook tree.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(crate) sponsor: Option<usize>,
    pub(crate) active: bool,
    pub(crate) personal: Volume,
    pub(crate) commissionable: Volume,
    pub(crate) rank: u8,
}

/// Who counts on the way up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counting {
    Everybody,
    Active,
    Holding,
}

/// A unilevel plan as a table.
#[derive(Clone, Debug)]
pub(crate) struct Levels {
    /// By rank, then by level from 1.
    pub(crate) rates: Vec<Vec<Rate>>,
    /// By rank.
    pub(crate) depth: Vec<usize>,
    /// From this personal volume a member holds all levels, below it only the first.
    pub(crate) full_depth_from: Volume,
    pub(crate) broad: Rate,
    pub(crate) counting: Counting,
}

/// A share of a volume by two rates, rounded once.
fn share(volume: Volume, rate: Rate, broad: Rate) -> Money {
    let parts = i128::from(rate.parts_per_million()) * i128::from(broad.parts_per_million());
    Money::from_cents(round_half_away(i128::from(volume.hundredths()) * parts, 1_000_000_000_000))
}

/// The volume of a member and all below it, by walking down.
pub(crate) fn group_volume(tree: &[Member], member: usize) -> Volume {
    let below = (0..tree.len()).filter(|&other| tree[other].sponsor == Some(member));
    tree[member].commissionable + below.map(|other| group_volume(tree, other)).sum()
}

/// Flat percentage of the group's volume.
pub(crate) fn team_percent(tree: &[Member], member: usize, rate: Rate) -> Money {
    if tree[member].active { share(group_volume(tree, member), rate, Rate::ONE) } else { Money::ZERO }
}

fn holds(plan: &Levels, member: &Member, level: usize) -> bool {
    let rank = usize::from(member.rank);
    let by_volume = if member.personal >= plan.full_depth_from { usize::MAX } else { 1 };
    member.active && level <= plan.depth[rank] && level <= by_volume && level <= plan.rates[rank].len()
}

/// Pays one order upward from `above`, whose turn it is at `level`.
fn pay_upward(tree: &[Member], plan: &Levels, volume: Volume, above: Option<usize>, level: usize, paid: &mut [Money]) {
    let Some(upline) = above else { return };
    let member = &tree[upline];
    let counts = match plan.counting {
        Counting::Everybody => true,
        Counting::Active => member.active,
        Counting::Holding => holds(plan, member, level),
    };
    if counts && holds(plan, member, level) {
        paid[upline] += share(volume, plan.rates[usize::from(member.rank)][level - 1], plan.broad);
    }
    if level < 50 {
        pay_upward(tree, plan, volume, member.sponsor, level + usize::from(counts), paid);
    }
}

/// What a unilevel plan pays each member.
pub(crate) fn unilevel(tree: &[Member], plan: &Levels) -> Vec<Money> {
    let mut paid = vec![Money::ZERO; tree.len()];
    for buyer in tree {
        pay_upward(tree, plan, buyer.commissionable, buyer.sponsor, 1, &mut paid);
    }
    paid
}

/// The sum of each level's highest rate, order by order.
pub(crate) fn promise(tree: &[Member], plan: &Levels) -> Money {
    let depth = plan.rates.iter().map(Vec::len).max().unwrap_or(0);
    let highest = |level: usize| plan.rates.iter().filter_map(|rates| rates.get(level)).max().copied();
    let all = (0..depth).filter_map(highest).map(Rate::parts_per_million).sum();
    tree.iter().map(|buyer| share(buyer.commissionable, Rate::from_parts_per_million(all), plan.broad)).sum()
}

/// The earner-down form of standard compression: the members below `earner` by compressed level, 1 first, inactive
/// members being deleted and their recruits attached to the member above. Buyers may be inactive.
pub(crate) fn compressed_below(tree: &[Member], earner: usize, level: usize, found: &mut Vec<(usize, usize)>) {
    for member in (0..tree.len()).filter(|&member| tree[member].sponsor == Some(earner)) {
        found.push((member, level));
        compressed_below(tree, member, level + usize::from(tree[member].active), found);
    }
}

/// The members above, nearest first.
pub(crate) fn uplines(tree: &[Member], member: usize) -> Vec<usize> {
    match tree[member].sponsor {
        None => Vec::new(),
        Some(sponsor) => [vec![sponsor], uplines(tree, sponsor)].concat(),
    }
}

/// The volume of a column of a member and all below it, down to those who break away.
pub(crate) fn broken_volume(
    tree: &[Member],
    member: usize,
    column: fn(&Member) -> Volume,
    breaks: &dyn Fn(usize) -> bool,
) -> Volume {
    let below = (0..tree.len()).filter(|&other| tree[other].sponsor == Some(member) && !breaks(other));
    column(&tree[member]) + below.map(|other| broken_volume(tree, other, column, breaks)).sum()
}

/// What a differential of these rates by member pays, order by order.
pub(crate) fn differential(tree: &[Member], rates: &[Rate], breaks: &dyn Fn(usize) -> bool) -> Vec<Money> {
    let mut paid = vec![Money::ZERO; tree.len()];
    for (buyer, order) in tree.iter().enumerate() {
        let mut highest = 0;
        let mut path = vec![buyer];
        path.extend(uplines(tree, buyer));
        for member in path {
            let rate = if tree[member].active { rates[member].parts_per_million() } else { 0 };
            if rate > highest {
                let difference = Rate::from_parts_per_million(rate - highest);
                paid[member] += share(order.commissionable, difference, Rate::ONE);
                highest = rate;
            }
            if breaks(member) {
                break;
            }
        }
    }
    paid
}

/// What a match pays each member: `rates[generation - 1]` of what those below earn, matches included if they cascade.
pub(crate) fn matching(tree: &[Member], base: &[Money], rates: &[Rate], cascade: bool) -> Vec<Money> {
    (0..tree.len()).map(|member| matched(tree, base, rates, cascade, member)).collect()
}

fn matched(tree: &[Member], base: &[Money], rates: &[Rate], cascade: bool, member: usize) -> Money {
    if !tree[member].active {
        return Money::ZERO;
    }
    let from = |source: usize| {
        let generation = uplines(tree, source).iter().position(|&above| above == member)?;
        let own = if cascade { matched(tree, base, rates, cascade, source) } else { Money::ZERO };
        Some(rates.get(generation)?.of_money(base[source] + own))
    };
    (0..tree.len()).filter_map(from).sum()
}

/// What an infinity override pays: straight from its definition.
pub(crate) fn infinity(
    tree: &[Member],
    leads: &dyn Fn(usize) -> bool,
    rate: Rate,
    first: usize,
    overlap: usize,
) -> Vec<Money> {
    let mut paid = vec![Money::ZERO; tree.len()];
    for (buyer, order) in tree.iter().enumerate() {
        let above = uplines(tree, buyer);
        for (index, &earner) in above.iter().enumerate().filter(|pair| leads(*pair.1)) {
            // The leader between them that is nearest to the earner, and its distance to the buyer.
            let between = above[..index].iter().rposition(|&other| leads(other)).map(|other| other + 1);
            if index + 1 >= first && between.is_none_or(|distance| distance <= overlap) {
                paid[earner] += share(order.commissionable, rate, Rate::ONE);
            }
        }
    }
    paid
}

/// What fixed overrides pay on the groups of leaders.
pub(crate) fn overrides(tree: &[Member], leads: &dyn Fn(usize) -> bool, rates: &[Rate]) -> Vec<Money> {
    let mut paid = vec![Money::ZERO; tree.len()];
    for leader in (0..tree.len()).filter(|&member| leads(member)) {
        let group = broken_volume(tree, leader, |member| member.commissionable, leads);
        let above = uplines(tree, leader).into_iter().filter(|&other| leads(other));
        for (earner, &rate) in above.zip(rates).filter(|pair| tree[pair.0].active) {
            paid[earner] += share(group, rate, Rate::ONE);
        }
    }
    paid
}

/// The volume placed below a member on one side, given parents and sides.
pub(crate) fn leg(tree: &[Member], places: &[(usize, bool)], member: usize, right: bool) -> Volume {
    let below = |other: &usize| *other != 0 && places[*other].0 == member;
    let whole = |other: usize| {
        let legs = leg(tree, places, other, false) + leg(tree, places, other, true);
        tree[other].commissionable + legs
    };
    (0..tree.len()).filter(below).filter(|&other| places[other].1 == right).map(whole).sum()
}
