//! `rule = "breakaway"`: leaders take their group with them, and those above are paid an override on it.

use super::shared::{ABSENT_LEADER, BROAD, LEADER_RANK, LOOKUP, UNPAID, unpaid};
use crate::commission::{Breakaway, Unpaid};
use crate::plans::keys::{Keys, StepKey};
use crate::plans::ranks::OWN_VOLUME;
use crate::reading::Key;
use crate::units::{Rate, Volume};

pub(super) const KEYS: &[&str] = &[
    "rule",
    "leader-rank",
    "rates",
    "rates-by-rank",
    "absent-leader",
    "share-by-group",
    "lookup",
    "own-volume",
    "difference-by-rank",
    "minimum",
    "unpaid",
    "broad-percentage",
    "guarantee",
];

const RATES: Key = Key {
    name: "rates",
    unit: "of the groups of generation 1, 2, ...",
    example: "`rates = [\"5%\", \"3%\"]`, generation 1 first",
};
const BY_RANK: Key = Key {
    name: "rates-by-rank",
    unit: "by the earner's rank, then by generation",
    example: "`rates-by-rank = [[\"0%\"], [\"5%\"], [\"5%\", \"3%\"]]`, lowest rank first",
};
const SHARE_BY_GROUP: Key = Key {
    name: "share-by-group",
    unit: "by the volume of the leader's own group",
    example: "`share-by-group = [{ volume = 2000, share = \"50%\" }, { volume = 3000, share = \"100%\" }]`",
};
const DIFFERENCE: Key = Key {
    name: "difference-by-rank",
    unit: "by rank",
    example: "`difference-by-rank = [\"5%\", \"7%\", \"9%\"]`, lowest rank first",
};
const MINIMUM: Key = Key { name: "minimum", unit: "at least", example: "`minimum = \"1%\"` (\"0%\" for none)" };
const GUARANTEE: Key = Key {
    name: "guarantee",
    unit: "points on which the leader above is paid at least",
    example: "`guarantee = 20000`",
};
const SHARE: StepKey<Rate> = StepKey::rate("share");

pub(super) fn read(keys: &mut Keys<'_, '_>) -> Breakaway {
    let leader_rank = keys.rank(&LEADER_RANK);
    let (name, table) = if keys.has(BY_RANK.name) {
        (BY_RANK.name, keys.table_by_rank(&BY_RANK))
    } else {
        (RATES.name, vec![keys.rates(&RATES)])
    };
    let pays_first = table.iter().any(|rates| rates.first().is_some_and(|&rate| rate != Rate::ZERO));
    let mut rule = Breakaway::new(leader_rank, Vec::new(), keys.switch(&ABSENT_LEADER)).with_rates_by_rank(table);
    if keys.has(SHARE_BY_GROUP.name) {
        rule = rule.with_share_by_group(keys.steps(&SHARE_BY_GROUP, true, &SHARE));
        let lookup = keys.switch(&LOOKUP);
        rule = rule.with_lookup(lookup, keys.switch(&OWN_VOLUME));
    }
    if keys.has(DIFFERENCE.name) {
        let difference = keys.rates_by_rank(&DIFFERENCE);
        rule = rule.with_difference(difference, keys.rate(&MINIMUM));
        if pays_first {
            let message = "generation 1 is paid the difference of two ranks' rates, not the first of these";
            keys.report(name, message, "write \"0%\" for generation 1, or remove difference-by-rank");
        }
    }
    if let Some(volume) = keys.optional_volume(&GUARANTEE) {
        rule = rule.with_guarantee(volume);
        if volume == Volume::ZERO || !(pays_first || keys.has(DIFFERENCE.name)) {
            let message = "nothing is guaranteed: generation 1 is paid nothing on it";
            keys.report(GUARANTEE.name, message, "remove it, or write a volume above 0 and a rate for generation 1");
        }
    }
    if keys.has(UNPAID.name) {
        let unpaid = unpaid(keys);
        rule = rule.with_unpaid(unpaid);
        if keys.has(GUARANTEE.name) && unpaid != Unpaid::Company {
            let message = "a guarantee is handed on by the leader of a group, and the shares here go to others";
            keys.report(GUARANTEE.name, message, "remove it, or write unpaid = \"company\"");
        }
    }
    match keys.optional_rate(&BROAD) {
        Some(broad) => rule.with_broad_percentage(broad),
        None => rule,
    }
}
