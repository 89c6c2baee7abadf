//! `rule = "binary"`: pays on what the left and the right leg have in common.

use super::placing;
use super::shared::BRACKETS;
use super::unilevel::new_members;
use crate::commission::Binary;
use crate::commission::binary::{Carry, Ineligible, Match};
use crate::plans::keys::{Keys, StepKey};
use crate::plans::switch::{Switch, choice};
use crate::reading::Key;
use crate::units::{Money, Rate, Volume};

pub(super) const KEYS: &[&str] = &[
    "rule",
    "pays",
    "rates-by-rank",
    "stronger",
    "weaker",
    "amount",
    "amounts-by-rank",
    "steps",
    "brackets",
    "carry",
    "carry-at-most",
    "ineligible",
    "placing",
    "cap",
    "above-cap",
    "own-volume",
    "new-member-share",
    "new-member-months",
];

/// How a pair of legs is paid, before its figures are known.
#[derive(Clone, Copy)]
enum Pays {
    WeakerLeg,
    Ratio,
    Units,
    Cycles,
    Steps,
}

const PAYS: Switch<Pays> = Switch {
    name: "pays",
    choices: &[
        choice("weaker-leg", Pays::WeakerLeg, "a rate of the weaker leg's volume, by rank or by its size"),
        choice("ratio", Pays::Ratio, "a rate of the weaker leg's volume times its ratio to the stronger leg's"),
        choice(
            "units",
            Pays::Units,
            "an amount for each unit of `stronger` and `weaker` volume; the stronger leg is found once a month",
        ),
        choice("cycles", Pays::Cycles, "as units, and the stronger leg is found anew before each of them"),
        choice("steps", Pays::Steps, "an amount by the highest step that both legs reach"),
    ],
    otherwise: "",
};

const RATES: Key = Key {
    name: "rates-by-rank",
    unit: "of the weaker leg, by rank",
    example: "`rates-by-rank = [\"10%\"]`, lowest rank first",
};
const STRONGER: Key = Key { name: "stronger", unit: "points of the stronger leg a unit", example: "`stronger = 200`" };
const WEAKER: Key = Key { name: "weaker", unit: "points of the weaker leg a unit", example: "`weaker = 200`" };
const AMOUNT: Key = Key { name: "amount", unit: "a unit", example: "`amount = 20`" };
const AMOUNTS: Key = Key {
    name: "amounts-by-rank",
    unit: "a unit, by rank",
    example: "`amounts-by-rank = [14, 16, 18]`, lowest rank first",
};
const STEPS: Key = Key { name: "steps", unit: "in both legs", example: "`steps = [{ volume = 2000, amount = 400 }]`" };
const RATE_STEPS: Key =
    Key { name: "steps", unit: "in the weaker leg", example: "`steps = [{ volume = 2000, rate = \"5%\" }]`" };
const RATE_STEP: StepKey<Rate> = StepKey::rate("rate");
const STEP: StepKey<Money> = StepKey {
    key: Key { name: "amount", unit: "", example: "`amount = 400` in each step" },
    read: |given| given.money(),
    canonical: |amount| amount.to_string(),
    words: |amount| amount.to_string(),
};
const AT_MOST: Key =
    Key { name: "carry-at-most", unit: "points carried on each leg", example: "`carry-at-most = 5000`" };
const CAP: Key = Key { name: "cap", unit: "a member and month", example: "`cap = 5000`" };

const CARRY: Switch<Carry> = Switch {
    name: "carry",
    choices: &[
        choice("both", Carry::Both, "what was not matched goes on to the next month, on both legs"),
        choice("flush", Carry::Flush, "both legs lose what was not matched after a payout"),
    ],
    otherwise: "or carry-at-most = 5000 in its place: both legs carry, each at most so much",
};

const INELIGIBLE: Switch<Ineligible> = Switch {
    name: "ineligible",
    choices: &[
        choice(
            "keep-both",
            Ineligible::KeepBoth,
            "a member who is not active, or of a rank that is paid nothing, keeps the volume of both legs",
        ),
        choice("lose-weaker", Ineligible::LoseWeaker, "its weaker leg is set to nothing, the stronger one keeps all"),
        choice("lose-all", Ineligible::LoseAll, "both its legs lose everything"),
        choice(
            "keep-carried",
            Ineligible::KeepCarried,
            "both its legs keep what was carried to this month, and nothing new builds",
        ),
    ],
    otherwise: "",
};

/// Whether volume above the cap is carried.
const ABOVE_CAP: Switch<bool> = Switch {
    name: "above-cap",
    choices: &[
        choice("lost", false, "volume that would pay above the cap is used up all the same"),
        choice("carried", true, "it is not used up, and goes as volume that was not matched"),
    ],
    otherwise: "",
};

/// Whether one's own volume counts in one's weaker leg.
const OWN_VOLUME: Switch<bool> = Switch {
    name: "own-volume",
    choices: &[
        choice("excluded", false, "a member's own orders count for those above only"),
        choice("weaker-leg", true, "they, and its customers' orders, count in its own weaker leg of the month too"),
    ],
    otherwise: "",
};

pub(super) fn read(keys: &mut Keys<'_, '_>) -> Binary {
    let terms = match keys.switch(&PAYS) {
        Pays::WeakerLeg => weaker_leg(keys),
        Pays::Ratio => Match::Ratio(keys.rates_by_rank(&RATES)),
        Pays::Units => {
            let [stronger, weaker] = unit(keys);
            Match::Units { stronger, weaker, amounts: amounts(keys) }
        }
        Pays::Cycles => {
            let [stronger, weaker] = unit(keys);
            Match::Cycles { stronger, weaker, amounts: amounts(keys) }
        }
        Pays::Steps => Match::Steps(keys.steps(&STEPS, true, &STEP)),
    };
    let carry = match keys.optional_volume(&AT_MOST) {
        Some(most) => Carry::Capped(most),
        None => keys.switch(&CARRY),
    };
    let ineligible = keys.switch(&INELIGIBLE);
    let mut rule = Binary::new(terms.clone(), carry, ineligible, placing::of_two(keys));
    if let Some((months, share)) = new_members(keys) {
        rule = rule.with_new_member_share(months, share);
    }
    if keys.optional_switch(&OWN_VOLUME) == Some(true) {
        rule = rule.with_own_volume_in_weaker_leg();
    }
    match keys.optional_money(&CAP) {
        Some(cap) => capped(keys, rule, cap, &terms, carry),
        None => rule,
    }
}

/// The same rule with its cap, and with what becomes of the volume above it.
fn capped(keys: &mut Keys<'_, '_>, rule: Binary, cap: Money, pays: &Match, carry: Carry) -> Binary {
    let name = keys.plan.current().to_owned();
    keys.plan.caps_itself.push(name);
    let rule = rule.with_cap(cap);
    // Steps are whole: there is no part of one that the cap would pay.
    if matches!(pays, Match::Steps(_)) || keys.optional_switch(&ABOVE_CAP) != Some(true) {
        return rule;
    }
    if carry == Carry::Flush {
        let message = "nothing is carried beside carry = \"flush\", which empties both legs after a payout";
        keys.report(ABOVE_CAP.name, message, "write carry = \"both\", carry-at-most, or above-cap = \"lost\"");
    }
    if let Match::Units { amounts, .. } | Match::Cycles { amounts, .. } = pays
        && amounts.iter().any(|&amount| amount > cap)
    {
        let message = "below what one unit pays, so that no unit fits under it and nothing would ever be paid";
        keys.report(CAP.name, message, "write a cap of one unit at least, or above-cap = \"lost\"");
    }
    rule.with_volume_above_cap_carried()
}

/// A rate of the weaker leg: by rank, or by the leg's size.
fn weaker_leg(keys: &mut Keys<'_, '_>) -> Match {
    if !keys.has(RATE_STEPS.name) {
        return Match::WeakerLeg(keys.rates_by_rank(&RATES));
    }
    let steps = keys.steps(&RATE_STEPS, true, &RATE_STEP);
    Match::WeakerLegSteps(steps, keys.switch(&BRACKETS))
}

/// What a unit takes from the stronger and from the weaker leg.
fn unit(keys: &mut Keys<'_, '_>) -> [Volume; 2] {
    let (stronger, weaker) = (keys.size(&STRONGER), keys.size(&WEAKER));
    if keys.has(STRONGER.name) && keys.has(WEAKER.name) && stronger < weaker {
        keys.report(STRONGER.name, "below the weaker leg's part", "write the larger of the two here");
    }
    [stronger, weaker]
}

/// What a unit pays.
fn amounts(keys: &mut Keys<'_, '_>) -> Vec<Money> {
    if keys.has(AMOUNTS.name) && !keys.has(AMOUNT.name) {
        keys.money_by_rank(&AMOUNTS)
    } else {
        vec![keys.money(&AMOUNT)]
    }
}
