//! `placing`: where new members stand in the placement tree when a network does not say.

use crate::commission::Placing;
use crate::plans::keys::Keys;
use crate::plans::switch::{Choice, Switch, choice};
use crate::reading::Key;

const WIDTH: Key = Key { name: "width", unit: "places", example: "`width = 3` (places below each member)" };

const LEFT: Choice<Placing> = choice("left", Placing::Left, "always at the outer left end below the sponsor");
const RIGHT: Choice<Placing> = choice("right", Placing::Right, "always at the outer right end below the sponsor");
const ALTERNATING: Choice<Placing> =
    choice("alternating", Placing::Alternating, "a sponsor's recruits in turn at its outer left and outer right end");
const BALANCED: Choice<Placing> =
    choice("balanced", Placing::Balanced, "down from the sponsor to the leg with fewer members, left in doubt");
const WEAKER_LEG: Choice<Placing> = choice(
    "weaker-leg",
    Placing::WeakerLeg,
    "down from the sponsor to the leg with less personal volume, left in doubt",
);
const BREADTH_FIRST: Choice<Placing> = choice(
    "breadth-first",
    Placing::BreadthFirst(2),
    "the first free place below the sponsor, level by level, from left to right",
);
const DEPTH_FIRST: Choice<Placing> = choice(
    "depth-first",
    Placing::DepthFirst(2),
    "the first member with a free place, a member before those below it and left before right",
);

/// Two places below each member.
const OF_TWO: Switch<Placing> = Switch {
    name: "placing",
    choices: &[LEFT, RIGHT, ALTERNATING, BALANCED, WEAKER_LEG, BREADTH_FIRST, DEPTH_FIRST],
    otherwise: "",
};

/// Any number of places for the last two, two for all others.
const OF_ANY: Switch<Placing> = Switch {
    name: "placing",
    choices: &[BREADTH_FIRST, DEPTH_FIRST, LEFT, RIGHT, ALTERNATING, BALANCED, WEAKER_LEG],
    otherwise: "",
};

/// The placing of a binary rule.
pub(super) fn of_two(keys: &mut Keys<'_, '_>) -> Placing {
    let placing = keys.switch(&OF_TWO);
    agreed(keys, placing)
}

/// The placing of a matrix, with its width.
pub(super) fn of_any_width(keys: &mut Keys<'_, '_>) -> Placing {
    let placing = match keys.switch(&OF_ANY) {
        Placing::BreadthFirst(_) => Placing::BreadthFirst(keys.whole(&WIDTH, 1, 1000)),
        Placing::DepthFirst(_) => Placing::DepthFirst(keys.whole(&WIDTH, 1, 1000)),
        of_two => of_two,
    };
    agreed(keys, placing)
}

/// Members stand in one placement tree, so all rules of a plan must place them alike.
fn agreed(keys: &mut Keys<'_, '_>, placing: Placing) -> Placing {
    match &keys.plan.placing {
        Some((rule, other)) if *other != placing => {
            let message = format!("the rule \"{rule}\" above places members differently");
            keys.report("placing", message, "members stand in one placement tree: write the same placing and width");
        }
        _ => keys.plan.placing = Some((keys.plan.current().to_owned(), placing)),
    }
    placing
}
