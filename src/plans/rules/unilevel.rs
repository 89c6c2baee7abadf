//! `rule = "unilevel"`: a rate for each level between buyer and earner.

use super::shared::{BREAKAWAY_HELP, BREAKAWAY_RANK, BROAD, COMPRESSION, unpaid};
use crate::commission::Unilevel;
use crate::plans::keys::{Keys, StepKey};
use crate::plans::switch::{Switch, choice};
use crate::reading::Key;
use crate::units::Rate;

pub(super) const KEYS: &[&str] = &[
    "rule",
    "rates",
    "rates-by-rank",
    "rates-of",
    "own-rates",
    "compression",
    "unpaid",
    "depth-by-rank",
    "depth-by-volume",
    "depth-by-active-legs",
    "broad-percentage",
    "new-member-share",
    "new-member-months",
    "breakaway-rank",
];

const RATES: Key = Key {
    name: "rates",
    unit: "of the volume of level 1, 2, ...",
    example: "`rates = [\"5%\", \"5%\", \"3%\"]`, level 1 first",
};
const BY_RANK: Key = Key {
    name: "rates-by-rank",
    unit: "by rank, then by level",
    example: "`rates-by-rank = [[\"5%\"], [\"5%\", \"3%\"]]`, lowest rank first",
};
const RATES_OF: Switch<bool> = Switch {
    name: "rates-of",
    choices: &[
        choice("earner", false, "an earner is paid the rates of its own rank"),
        choice("lower-of-two", true, "an earner is paid the rates of the lower one of its own and the buyer's rank"),
    ],
    otherwise: "",
};
const OWN_RATES: Key =
    Key { name: "own-rates", unit: "of a member's own orders, by rank", example: "`own-rates = [\"25%\", \"30%\"]`" };
const DEPTH_BY_RANK: Key =
    Key { name: "depth-by-rank", unit: "levels, by rank", example: "`depth-by-rank = [1, 2, 3]`, lowest rank first" };
const DEPTH_BY_VOLUME: Key = Key {
    name: "depth-by-volume",
    unit: "",
    example: "`depth-by-volume = [{ volume = 50, levels = 1 }, { volume = 100, levels = 7 }]`",
};
const DEPTH_BY_LEGS: Key = Key {
    name: "depth-by-active-legs",
    unit: "levels, by active legs from 0",
    example: "`depth-by-active-legs = [0, 1, 3]`: none without an active leg, one with one, three with more",
};
const NEW_SHARE: Key = Key {
    name: "new-member-share",
    unit: "of the orders of new members is paid on",
    example: "`new-member-share = \"0%\"`",
};
const NEW_MONTHS: Key = Key { name: "new-member-months", unit: "months", example: "`new-member-months = 3`" };

const LEVELS: StepKey<u16> = StepKey {
    key: Key { name: "levels", unit: "levels", example: "`levels = 1` in each step" },
    read: |given| given.whole(0, 100, "levels"),
    canonical: |levels| levels.to_string(),
    words: |levels| format!("{levels} levels"),
};

const NEW_HELP: &str = "the plan has a fast start, and companies differ in what this rule pays on the same orders:
\"0%\": nothing, the fast start is paid instead
\"100%\": all of it, the fast start is paid beside it
\"30%\": that share of it";

/// Which rates a rule has when it has none.
const NO_RATES: &str = "write rates = [\"5%\", \"3%\"] (by level), rates-by-rank = [[\"5%\"], [\"5%\", \"3%\"]], or \
                        own-rates = [\"25%\"]";

pub(super) fn read(keys: &mut Keys<'_, '_>) -> Unilevel {
    let rates = if keys.has(RATES.name) { keys.rates(&RATES) } else { Vec::new() };
    let by_rank =
        if keys.has(BY_RANK.name) && !keys.has(RATES.name) { keys.table_by_rank(&BY_RANK) } else { Vec::new() };
    let own_rates = keys.optional_rates_by_rank(&OWN_RATES);
    if ![RATES.name, BY_RANK.name, OWN_RATES.name].iter().any(|name| keys.has(name)) {
        keys.missing(RATES.name, NO_RATES);
    }
    let mut rule =
        Unilevel::new(rates, keys.switch(&COMPRESSION)).with_rates_by_rank(by_rank).with_own_rates(own_rates);
    if keys.has(BY_RANK.name) && keys.switch(&RATES_OF) {
        rule = rule.with_rates_of_lower_rank();
    }
    rule = rule.with_unpaid(unpaid(keys));
    let depth = keys.optional_wholes_by_rank(&DEPTH_BY_RANK, 100);
    rule = rule.with_depth_by_rank(depth.into_iter().map(usize::from).collect());
    if keys.has(DEPTH_BY_VOLUME.name) {
        let steps = keys.steps(&DEPTH_BY_VOLUME, true, &LEVELS);
        rule = rule.with_depth_by_volume(steps.into_iter().map(|step| (step.0, usize::from(step.1))).collect());
    }
    let by_legs = keys.optional_wholes(&DEPTH_BY_LEGS, 100);
    rule = rule.with_depth_by_active_legs(by_legs.into_iter().map(usize::from).collect());
    if let Some(broad) = keys.optional_rate(&BROAD) {
        rule = rule.with_broad_percentage(broad);
    }
    if let Some((months, share)) = new_members(keys) {
        rule = rule.with_new_member_share(months, share);
    }
    match breakaway_rank(keys) {
        Some(rank) => rule.with_breakaway_rank(rank),
        None => rule,
    }
}

/// In how many first months of a member which share of its orders counts; must be said beside a fast start. Each of the
/// two keys that is missing is reported.
pub(super) fn new_members(keys: &mut Keys<'_, '_>) -> Option<(u16, Rate)> {
    let is_due = keys.plan.has_rule("fast-start");
    if !is_due && !keys.has(NEW_SHARE.name) && !keys.has(NEW_MONTHS.name) {
        return None;
    }
    let months = keys.whole(&NEW_MONTHS, 1, 600);
    if is_due && !keys.has(NEW_SHARE.name) {
        keys.missing(NEW_SHARE.name, NEW_HELP);
        return None;
    }
    Some((months, keys.rate(&NEW_SHARE)))
}

/// Where the rule stops; must be said beside a breakaway rule.
pub(super) fn breakaway_rank(keys: &mut Keys<'_, '_>) -> Option<u8> {
    if !keys.has(BREAKAWAY_RANK.name) && keys.plan.has_rule("breakaway") {
        keys.missing(BREAKAWAY_RANK.name, BREAKAWAY_HELP);
    }
    keys.rank_or_never(&BREAKAWAY_RANK)
}
