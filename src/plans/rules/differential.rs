//! `rule = "differential"`: each upline is paid the part of its rate that nobody below has been paid.

use super::unilevel::breakaway_rank;
use crate::commission::Differential;
use crate::commission::differential::{Brackets, Lookup};
use crate::plans::keys::{Keys, StepKey};
use crate::plans::ranks::OWN_VOLUME;
use crate::plans::switch::{Switch, choice};
use crate::reading::Key;
use crate::units::Rate;

pub(super) const KEYS: &[&str] =
    &["rule", "rates-by-rank", "steps", "lookup", "own-volume", "brackets", "equal-below", "breakaway-rank"];

const BY_RANK: Key = Key {
    name: "rates-by-rank",
    unit: "by rank",
    example: "`rates-by-rank = [\"3%\", \"6%\", \"9%\"]`, lowest rank first",
};
const STEPS: Key =
    Key { name: "steps", unit: "of group volume", example: "`steps = [{ volume = 200, rate = \"3%\" }]`" };
const STEP: StepKey<Rate> = StepKey::rate("rate");

const LOOKUP: Switch<Lookup> = Switch {
    name: "lookup",
    choices: &[
        choice("pv", Lookup::Personal, "the bracket is looked up on the group's qualifying points (PV)"),
        choice("cv", Lookup::Commissionable, "the bracket is looked up on the volume that is paid on (CV)"),
    ],
    otherwise: "",
};

const BRACKETS: Switch<Brackets> = Switch {
    name: "brackets",
    choices: &[
        choice("slab", Brackets::Slab, "the whole volume is paid at the highest bracket reached"),
        choice("marginal", Brackets::Marginal, "each bracket's rate is paid on the part of the volume inside it"),
    ],
    otherwise: "",
};

/// What a member is paid when somebody below has as high a rate.
#[derive(Clone, Copy)]
enum EqualBelow {
    Nothing,
}

const EQUAL_BELOW: Switch<EqualBelow> = Switch {
    name: "equal-below",
    choices: &[choice(
        "nothing",
        EqualBelow::Nothing,
        "an upline whose rate is not above the highest one below is paid nothing by this rule",
    )],
    otherwise: "for a minimum override add a rule \"breakaway\" with difference-by-rank and minimum
for a match in its place add a rule \"matching\"",
};

pub(super) fn read(keys: &mut Keys<'_, '_>) -> Differential {
    let rule = if keys.has(STEPS.name) { by_group(keys) } else { by_rank(keys) };
    let EqualBelow::Nothing = keys.switch(&EQUAL_BELOW);
    match breakaway_rank(keys) {
        Some(rank) => rule.with_breakaway_rank(rank),
        None => rule,
    }
}

fn by_rank(keys: &mut Keys<'_, '_>) -> Differential {
    if !keys.has(BY_RANK.name) {
        let help = "write steps = [{ volume = 200, rate = \"3%\" }] (by group volume), or \
                    rates-by-rank = [\"3%\", \"6%\"]";
        keys.missing(STEPS.name, help);
        return Differential::by_rank(Vec::new());
    }
    Differential::by_rank(keys.rates_by_rank(&BY_RANK))
}

fn by_group(keys: &mut Keys<'_, '_>) -> Differential {
    let steps = keys.steps(&STEPS, true, &STEP);
    let lookup = keys.switch(&LOOKUP);
    let own = keys.switch(&OWN_VOLUME);
    let brackets = keys.switch(&BRACKETS);
    if keys.has(LOOKUP.name) && lookup == Lookup::Personal && brackets == Brackets::Marginal {
        let message = "marginal brackets cut the volume that is paid on, and the lookup is on another one";
        keys.report("brackets", message, "write lookup = \"cv\", or brackets = \"slab\"");
    }
    Differential::by_group(steps, lookup, own, brackets)
}
