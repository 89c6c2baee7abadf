//! `rule = "generation"`: level pay in which only leaders are counted.

use super::shared::{ABSENT_LEADER, BROAD, LEADER_RANK, unpaid};
use crate::commission::Generation;
use crate::commission::generation::{EndsAt, LeaderOrder};
use crate::plans::keys::Keys;
use crate::plans::switch::{Switch, choice};
use crate::reading::Key;

pub(super) const KEYS: &[&str] = &[
    "rule",
    "leader-rank",
    "rates",
    "rates-by-rank",
    "absent-leader",
    "generation-ends-at",
    "leader-order",
    "unpaid",
    "broad-percentage",
];

const RATES: Key = Key {
    name: "rates",
    unit: "to the first, second, ... leader above",
    example: "`rates = [\"10%\", \"7%\"]`, generation 1 first",
};

const BY_RANK: Key = Key {
    name: "rates-by-rank",
    unit: "by the earner's rank, then by generation",
    example: "`rates-by-rank = [[\"0%\"], [\"5%\"], [\"5%\", \"3%\"]]`, lowest rank first",
};

/// Who ends a generation.
const ENDS_AT: Switch<EndsAt> = Switch {
    name: "generation-ends-at",
    choices: &[
        choice("leader", EndsAt::Leader, "every member of leader-rank or higher ends a generation for everybody above"),
        choice(
            "same-rank",
            EndsAt::SameRank,
            "for an earner only members of its own rank or higher end one, and lower leaders between are passed over",
        ),
    ],
    otherwise: "",
};

/// To which generation a leader's own order belongs.
const LEADER_ORDER: Switch<LeaderOrder> = Switch {
    name: "leader-order",
    choices: &[
        choice(
            "generation-above",
            LeaderOrder::GenerationAbove,
            "on a leader's own order the next leader above is paid generation 1",
        ),
        choice(
            "own-generation",
            LeaderOrder::OwnGeneration,
            "a leader's own generation begins with itself: it is paid generation 1 on its own order, and the next leader \
             above generation 2, as on orders below it",
        ),
    ],
    otherwise: "",
};

pub(super) fn read(keys: &mut Keys<'_, '_>) -> Generation {
    let leader_rank = keys.rank(&LEADER_RANK);
    let table = if keys.has(BY_RANK.name) { keys.table_by_rank(&BY_RANK) } else { vec![keys.rates(&RATES)] };
    let ends_at = keys.switch(&ENDS_AT);
    let mut rule = Generation::new(leader_rank, Vec::new(), keys.switch(&ABSENT_LEADER))
        .with_rates_by_rank(table)
        .with_ends_at(ends_at)
        .with_leader_order(keys.optional_switch(&LEADER_ORDER).unwrap_or(LeaderOrder::GenerationAbove));
    // Where each rank counts generations of its own there is no one share that goes unpaid.
    if ends_at == EndsAt::Leader {
        rule = rule.with_unpaid(unpaid(keys));
    }
    match keys.optional_rate(&BROAD) {
        Some(broad) => rule.with_broad_percentage(broad),
        None => rule,
    }
}
