//! Differential pay once more, slow and obvious: own orders, tied uplines and marginal brackets, straight from the rule's
//! documentation.

use downline::commission::differential::{EqualBelow, OwnOrder};
use downline::units::{Money, Rate, Volume, round_half_away};

use crate::textbook::{Member, broken_volume, uplines};

/// A differential as a table.
#[derive(Clone, Debug)]
pub(crate) struct Climb {
    /// By rank.
    pub(crate) rates: Vec<Rate>,
    pub(crate) own_order: OwnOrder,
    pub(crate) equal_below: EqualBelow,
    pub(crate) breaks: u8,
}

/// What is paid to each, what of it are matches, and what all orders promise.
#[derive(Debug)]
pub(crate) struct Paid {
    pub(crate) earners: Vec<Money>,
    pub(crate) matches: Money,
    pub(crate) promise: Money,
}

impl Climb {
    fn rate(&self, member: &Member) -> Rate {
        self.rates[usize::from(member.rank)]
    }
}

fn over(rate: Rate, paid: Rate) -> Rate {
    Rate::from_parts_per_million(rate.parts_per_million().saturating_sub(paid.parts_per_million()))
}

/// The buyer and those above it, up to and with the first who breaks away.
fn way_up(tree: &[Member], buyer: usize, breaks: u8) -> Vec<usize> {
    let mut way = Vec::new();
    for member in [vec![buyer], uplines(tree, buyer)].concat() {
        way.push(member);
        if tree[member].rank >= breaks {
            break;
        }
    }
    way
}

/// Pays each order to one member after the other.
pub(crate) fn climb(tree: &[Member], plan: &Climb) -> Paid {
    let mut result = Paid { earners: vec![Money::ZERO; tree.len()], matches: Money::ZERO, promise: Money::ZERO };
    for (buyer, order) in tree.iter().enumerate() {
        pay(tree, plan, buyer, order.commissionable, &mut result);
    }
    result
}

fn pay(tree: &[Member], plan: &Climb, buyer: usize, volume: Volume, result: &mut Paid) {
    let mut paid = if plan.own_order == OwnOrder::TakenAsDiscount { plan.rate(&tree[buyer]) } else { Rate::ZERO };
    let top = plan.rates.iter().max().copied().unwrap_or(Rate::ZERO);
    result.promise += over(top, paid).of_volume(volume);
    let mut payees_left = match &plan.equal_below {
        EqualBelow::Nothing => 0,
        EqualBelow::Minimum { minimum, payees } => {
            for _ in 0..*payees {
                result.promise += minimum.of_volume(volume);
            }
            *payees
        }
        EqualBelow::Match { payees, .. } => *payees,
    };
    let mut last = Money::ZERO;
    for member in way_up(tree, buyer, plan.breaks) {
        let rate = plan.rate(&tree[member]);
        let is_asked = member != buyer || plan.own_order == OwnOrder::Paid;
        if !is_asked || !tree[member].active || rate == Rate::ZERO {
            continue;
        }
        let own = over(rate, paid);
        let is_small = match &plan.equal_below {
            EqualBelow::Minimum { minimum, .. } => own < *minimum && payees_left > 0 && member != buyer,
            _ => false,
        };
        if own > Rate::ZERO && !is_small {
            last = own.of_volume(volume);
            result.earners[member] += last;
            paid = rate;
            continue;
        }
        match &plan.equal_below {
            EqualBelow::Minimum { minimum, .. } if is_small && *minimum > Rate::ZERO => {
                result.earners[member] += minimum.of_volume(volume);
                payees_left -= 1;
                paid = paid.max(rate);
            }
            EqualBelow::Match { rates, .. } if payees_left > 0 && last != Money::ZERO => {
                let rate = rates[usize::from(tree[member].rank).min(rates.len() - 1)];
                if rate > Rate::ZERO {
                    last = rate.of_money(last);
                    result.earners[member] += last;
                    result.matches += last;
                    payees_left -= 1;
                }
            }
            _ => {}
        }
    }
}

/// Each bracket's rate on the volume inside it, in millionths of a cent.
fn brackets(steps: &[(Volume, Rate)], volume: Volume) -> i128 {
    let mut earned = 0;
    for (number, step) in steps.iter().enumerate() {
        let end = steps.get(number + 1).map_or(volume, |next| next.0.min(volume));
        if end > step.0 {
            earned += i128::from((end - step.0).hundredths()) * i128::from(step.1.parts_per_million());
        }
    }
    earned
}

/// What marginal brackets pay each, and the promise of all whole groups.
pub(crate) fn marginal(tree: &[Member], steps: &[(Volume, Rate)], breaks: u8) -> Paid {
    let leaves = |member: usize| tree[member].rank >= breaks;
    let group = |member| broken_volume(tree, member, |member| member.commissionable, &leaves);
    let cents = |exact: i128| Money::from_cents(round_half_away(exact, 1_000_000));
    let due = |member| brackets(steps, group(member)) - of_legs(tree, steps, breaks, member);
    let pay = |member: usize| if tree[member].active { cents(due(member).max(0)) } else { Money::ZERO };
    let top = steps.iter().map(|step| step.1).max().unwrap_or(Rate::ZERO);
    let heads = (0..tree.len()).filter(|&member| member == 0 || leaves(member));
    Paid {
        earners: (0..tree.len()).map(pay).collect(),
        matches: Money::ZERO,
        promise: heads.map(|head| top.of_volume(group(head))).sum(),
    }
}

/// What the groups of a member's legs earn; of the leg of an inactive member what its own legs earn.
fn of_legs(tree: &[Member], steps: &[(Volume, Rate)], breaks: u8, member: usize) -> i128 {
    let leaves = |member: usize| tree[member].rank >= breaks;
    let legs = (0..tree.len()).filter(|&leg| tree[leg].sponsor == Some(member) && !leaves(leg));
    legs.map(|leg| {
        let below = of_legs(tree, steps, breaks, leg);
        let group = broken_volume(tree, leg, |member| member.commissionable, &leaves);
        if tree[leg].active { brackets(steps, group).max(below) } else { below }
    })
    .sum()
}
