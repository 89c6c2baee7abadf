//! `rule = "earner-cap"` and `rule = "company-cap"`: the most that the rules above pay.

use crate::commission::cap::Cut;
use crate::commission::{CompanyCap, EarnerCap};
use crate::plans::keys::Keys;
use crate::plans::switch::{Switch, choice};
use crate::reading::Key;

pub(super) const EARNER_KEYS: &[&str] = &["rule", "on", "most-by-rank"];
pub(super) const COMPANY_KEYS: &[&str] = &["rule", "on", "counts", "most", "cut"];

const ON: Key = Key { name: "on", unit: "", example: "`on = [\"unilevel\"]`, the rules above that are capped" };
const COUNTS: Key = Key {
    name: "counts",
    unit: "",
    example: "`counts = [\"fast-start\"]`, rules above that are paid first and never cut",
};
const MOST_BY_RANK: Key =
    Key { name: "most-by-rank", unit: "a month, by rank", example: "`most-by-rank = [1000, 5000]`, lowest rank first" };
const MOST: Key = Key { name: "most", unit: "of all volume", example: "`most = \"42%\"`" };

const CUT: Switch<Cut> = Switch {
    name: "cut",
    choices: &[
        choice("pro-rata", Cut::ProRata, "everybody is cut by the same proportion"),
        choice("lowest-rank-first", Cut::LowestRankFirst, "the lowest rank is cut first, wholly if need be"),
        choice("hard-stop", Cut::HardStop, "members are paid in the order of their joining until nothing is left"),
    ],
    otherwise: "",
};

pub(super) fn earner(keys: &mut Keys<'_, '_>) -> EarnerCap {
    let on = keys.earlier_rules(&ON);
    say_what_of_caps(keys, &on);
    refuse_caps_of_others(keys, &ON, &on);
    remember(keys, &on);
    EarnerCap::new(on, keys.money_by_rank(&MOST_BY_RANK))
}

pub(super) fn company(keys: &mut Keys<'_, '_>) -> CompanyCap {
    let on = keys.earlier_rules(&ON);
    let counted = if keys.has(COUNTS.name) { keys.earlier_rules(&COUNTS) } else { Vec::new() };
    if let Some(twice) = counted.iter().find(|name| on.contains(name)) {
        let message = format!("\"{twice}\" is capped by on");
        keys.report(COUNTS.name, message, "name each rule once: in on it is cut, in counts it is not");
    }
    say_where_caps_stand(keys, &on, &counted);
    refuse_caps_of_others(keys, &ON, &on);
    refuse_caps_of_others(keys, &COUNTS, &counted);
    remember(keys, &on);
    let most = keys.rate(&MOST);
    CompanyCap::new(on, most, keys.switch(&CUT)).with_counted(counted)
}

/// A cap that stands above, on something that is capped here as well, must be named with it: otherwise this cap would
/// count, and take off once more, what is already gone.
fn say_what_of_caps(keys: &mut Keys<'_, '_>, on: &[String]) {
    if let Some(cap) = keys.plan.overlooked_cap(on) {
        let message = format!("the rule \"{cap}\" above has already capped some of this");
        let help = format!("name it as well, on = [..., \"{cap}\"], so that this cap counts what is left");
        keys.report(ON.name, message, help);
    }
}

/// As [`say_what_of_caps`], where the rules that were capped may be cut or only counted here: the cap stands with them.
fn say_where_caps_stand(keys: &mut Keys<'_, '_>, on: &[String], counted: &[String]) {
    let caps = keys.plan.caps.clone();
    for (cap, capped) in &caps {
        let is_of = |list: &[String]| capped.iter().any(|rule| list.contains(rule));
        let (key, list, message) = match (is_of(on), is_of(counted)) {
            (false, false) => continue,
            (true, true) => {
                let message = format!("the rule \"{cap}\" above caps rules of on and of counts together");
                let help =
                    "write two caps in its place: one of the rules that are cut here, one of those that only count";
                keys.report(COUNTS.name, message, help);
                continue;
            }
            (true, false) => (&ON, on, format!("the rule \"{cap}\" above has already capped some of this")),
            (false, true) => (&COUNTS, counted, format!("the rule \"{cap}\" above has already capped some of this")),
        };
        let elsewhere = if key.name == ON.name { counted } else { on };
        if elsewhere.contains(cap) || !list.contains(cap) {
            let name = key.name;
            let help = format!("name it there, {name} = [..., \"{cap}\"], so that this cap counts what is left");
            keys.report(name, message, help);
        }
    }
}

/// A cap that is named must stand with all that it cuts: what it takes off other rules would be taken off these.
pub(super) fn refuse_caps_of_others(keys: &mut Keys<'_, '_>, key: &Key, on: &[String]) {
    if let Some((cap, other)) = keys.plan.cap_of_others(on) {
        let message = format!("the rule \"{cap}\" also caps \"{other}\", which is not named here");
        let help = format!(
            "what it takes off \"{other}\" would be taken off the others: name \"{other}\" as well, or write two caps in \
             place of \"{cap}\""
        );
        keys.report(key.name, message, help);
    }
}

/// A match below must say whether it is of capped pay.
fn remember(keys: &mut Keys<'_, '_>, on: &[String]) {
    let name = keys.plan.current().to_owned();
    keys.plan.caps.push((name, on.to_vec()));
}
