//! `rule = "matching"`: a share of what others earn.

use super::caps::refuse_caps_of_others;
use super::shared::LEADER_RANK;
use crate::commission::Matching;
use crate::commission::matching::Cascade;
use crate::plans::keys::{Keys, StepKey};
use crate::plans::switch::{Switch, choice};
use crate::reading::Key;
use crate::units::Rate;

pub(super) const KEYS: &[&str] =
    &["rule", "on", "rates-by-rank", "cascade", "compression", "active-legs", "share-by-volume", "leader-rank"];

const ON: Key = Key { name: "on", unit: "", example: "`on = [\"unilevel\"]`, the rules above that are matched" };
const RATES: Key = Key {
    name: "rates-by-rank",
    unit: "by rank, then by generation",
    example: "`rates-by-rank = [[\"0%\"], [\"10%\", \"5%\"]]`, lowest rank first",
};
const ACTIVE_LEGS: Key =
    Key { name: "active-legs", unit: "active legs of earner and source", example: "`active-legs = 2`" };
const SHARE_BY_VOLUME: Key = Key {
    name: "share-by-volume",
    unit: "by personal volume",
    example: "`share-by-volume = [{ volume = 100, share = \"50%\" }, { volume = 200, share = \"100%\" }]`",
};
const SHARE: StepKey<Rate> = StepKey::rate("share");

const CASCADE: Switch<Cascade> = Switch {
    name: "cascade",
    choices: &[
        choice("yes", Cascade::Yes, "a match counts as earned commission, so that it is matched itself further up"),
        choice("no", Cascade::No, "only the commission of the named rules is matched"),
    ],
    otherwise: "",
};

/// Who uses up a generation of a match.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inactive {
    Counts,
    PassedOver,
}

const COMPRESSION: Switch<Inactive> = Switch {
    name: "compression",
    choices: &[
        choice("none", Inactive::Counts, "a member who is not active still uses up a generation"),
        choice("standard", Inactive::PassedOver, "members who are not active are passed over"),
    ],
    otherwise: "",
};

pub(super) fn read(keys: &mut Keys<'_, '_>) -> Matching {
    let on = keys.earlier_rules(&ON);
    say_what_of_caps(keys, &on);
    let rates = keys.table_by_rank(&RATES);
    let cascade = keys.switch(&CASCADE);
    if cascade == Cascade::Yes && keys.has(LEADER_RANK.name) {
        let message = "matches of matches grow without bound where a generation has no end";
        keys.report(LEADER_RANK.name, message, "write cascade = \"no\", or leave leader-rank out");
    }
    let mut rule = Matching::new(on, rates, cascade);
    if keys.switch(&COMPRESSION) == Inactive::PassedOver {
        rule = rule.passing_over_inactive();
    }
    if let Some(legs) = keys.optional_whole(&ACTIVE_LEGS, 1, 1000) {
        rule = rule.with_active_legs(usize::from(legs));
    }
    if keys.has(SHARE_BY_VOLUME.name) {
        rule = rule.with_share_by_volume(keys.steps(&SHARE_BY_VOLUME, true, &SHARE));
    }
    match leader_rank(keys) {
        Some(rank) => rule.with_leader_rank(rank),
        None => rule,
    }
}

/// From which rank on a member ends a generation: not the lowest, which everybody has.
fn leader_rank(keys: &mut Keys<'_, '_>) -> Option<u8> {
    let rank = keys.optional_rank(&LEADER_RANK);
    if rank == Some(0) {
        let message = "the lowest rank: everybody has it, so that every member ends a generation";
        keys.report(LEADER_RANK.name, message, "name a higher rank, or leave the key out, which means the same");
    }
    rank
}

/// A cap that stands above the match, on something that is matched, must be named with it or move below.
pub(super) fn say_what_of_caps(keys: &mut Keys<'_, '_>, on: &[String]) {
    refuse_caps_of_others(keys, &ON, on);
    if let Some(cap) = keys.plan.overlooked_cap(on) {
        let message = format!("the rule \"{cap}\" above caps what is matched here");
        let help = format!(
            "companies differ in which pay is matched; choose one:
capped pay: name the cap with the rules that are matched, on = [..., \"{cap}\"]
full pay: move the rule \"{cap}\" below this one"
        );
        keys.report(ON.name, message, help);
    }
    if let Some(name) = keys.plan.caps_itself.iter().find(|name| on.contains(name)) {
        let message = format!("the rule \"{name}\" caps itself, and the plan does not say which of its pay is matched");
        let help = format!(
            "companies differ here, so write the cap as a rule of its own in place of the key `cap`:
capped pay: a rule \"earner-cap\" above this one, named as well: on = [\"{name}\", \"earner-cap\"]
full pay: a rule \"earner-cap\" below this one"
        );
        keys.report(ON.name, message, help);
    }
}
