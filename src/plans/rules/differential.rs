//! `rule = "differential"`: each upline is paid the part of its rate that nobody below has been paid.

use super::shared::{LOOKUP, brackets_on};
use super::unilevel::breakaway_rank;
use crate::commission::Differential;
use crate::commission::differential::{Brackets, EqualBelow, OwnOrder};
use crate::plans::keys::{Keys, StepKey};
use crate::plans::ranks::OWN_VOLUME;
use crate::plans::switch::{Switch, choice};
use crate::reading::Key;
use crate::units::Rate;

pub(super) const KEYS: &[&str] = &[
    "rule",
    "rates-by-rank",
    "steps",
    "lookup",
    "own-volume",
    "brackets",
    "own-order",
    "equal-below",
    "minimum",
    "minimum-payees",
    "match-by-rank",
    "match-payees",
    "new-member-months",
    "new-member-share",
    "other-member-share",
    "breakaway-rank",
];

const BY_RANK: Key = Key {
    name: "rates-by-rank",
    unit: "by rank",
    example: "`rates-by-rank = [\"3%\", \"6%\", \"9%\"]`, lowest rank first",
};
const STEPS: Key =
    Key { name: "steps", unit: "of group volume", example: "`steps = [{ volume = 200, rate = \"3%\" }]`" };
const STEP: StepKey<Rate> = StepKey::rate("rate");

const OWN_ORDER: Switch<OwnOrder> = Switch {
    name: "own-order",
    choices: &[
        choice("paid", OwnOrder::Paid, "an order pays the buyer its own rate first"),
        choice(
            "taken-as-discount",
            OwnOrder::TakenAsDiscount,
            "the buyer has had its rate off the price, so that it is not paid again, and those above get what is over it",
        ),
        choice("not-paid", OwnOrder::NotPaid, "the buyer is paid nothing, and the way up begins at its sponsor"),
    ],
    otherwise: "",
};

/// What is paid when somebody below has as high a rate, before its figures are known.
#[derive(Clone, Copy)]
enum Tied {
    Nothing,
    Minimum,
    Match,
}

const EQUAL_BELOW: Switch<Tied> = Switch {
    name: "equal-below",
    choices: &[
        choice(
            "nothing",
            Tied::Nothing,
            "an upline whose rate is not above the highest one below is paid nothing by this rule",
        ),
        choice(
            "minimum-override",
            Tied::Minimum,
            "it is paid `minimum` of the order, and so is one whose difference is smaller, the nearest `minimum-payees`",
        ),
        choice(
            "match",
            Tied::Match,
            "it is paid its rate of `match-by-rank` of what the nearest payee below was paid on the same order",
        ),
    ],
    otherwise: "",
};

const MINIMUM: Key = Key { name: "minimum", unit: "of the order", example: "`minimum = \"1%\"`" };
const MINIMUM_PAYEES: Key =
    Key { name: "minimum-payees", unit: "uplines on one order", example: "`minimum-payees = 1`" };
const MATCH_BY_RANK: Key = Key {
    name: "match-by-rank",
    unit: "of what the nearest payee below was paid, by rank",
    example: "`match-by-rank = [\"0%\", \"15%\", \"20%\"]`, lowest rank first",
};
const MATCH_PAYEES: Key = Key { name: "match-payees", unit: "uplines on one order", example: "`match-payees = 3`" };

const NEW_MONTHS: Key = Key {
    name: "new-member-months",
    unit: "months",
    example: "`new-member-months = 3` (the month of joining is the first)",
};
const NEW_SHARE: Key = Key {
    name: "new-member-share",
    unit: "of the orders of members in these months is paid on",
    example: "`new-member-share = \"100%\"`",
};
const OTHER_SHARE: Key = Key {
    name: "other-member-share",
    unit: "of all other orders is paid on",
    example: "`other-member-share = \"0%\"`",
};

/// The most uplines that one order pays besides the differences.
const MOST_PAYEES: u16 = 100;

pub(super) fn read(keys: &mut Keys<'_, '_>) -> Differential {
    let (rule, brackets) = if keys.has(STEPS.name) { by_group(keys) } else { (by_rank(keys), Brackets::Slab) };
    let own_order = keys.switch(&OWN_ORDER);
    let equal_below = equal_below(keys);
    if brackets == Brackets::Marginal {
        refuse_beside_marginal(keys, own_order, &equal_below);
    }
    let rule = by_membership(keys, rule.with_own_order(own_order).with_equal_below(equal_below), brackets);
    match breakaway_rank(keys) {
        Some(rank) => rule.with_breakaway_rank(rank),
        None => rule,
    }
}

/// The shares of new members' and of all other orders that are paid on; all of them unless the plan says otherwise.
fn by_membership(keys: &mut Keys<'_, '_>, rule: Differential, brackets: Brackets) -> Differential {
    let names = [NEW_MONTHS.name, NEW_SHARE.name, OTHER_SHARE.name];
    let Some(said) = names.into_iter().find(|name| keys.has(name)) else { return rule };
    if brackets == Brackets::Marginal {
        keys.report(said, ABOUT_ORDERS, "remove it, or write brackets = \"slab\"");
    }
    let months = keys.whole(&NEW_MONTHS, 1, 600);
    let new = keys.rate(&NEW_SHARE);
    rule.with_member_shares(months, new, keys.optional_rate(&OTHER_SHARE).unwrap_or(Rate::ONE))
}

fn equal_below(keys: &mut Keys<'_, '_>) -> EqualBelow {
    match keys.switch(&EQUAL_BELOW) {
        Tied::Nothing => EqualBelow::Nothing,
        Tied::Minimum => {
            let minimum = keys.rate(&MINIMUM);
            if minimum == Rate::ZERO && keys.has(MINIMUM.name) {
                keys.report(MINIMUM.name, "a minimum of nothing", "write a rate above 0, or equal-below = \"nothing\"");
            }
            EqualBelow::Minimum { minimum, payees: keys.whole(&MINIMUM_PAYEES, 1, MOST_PAYEES) }
        }
        Tied::Match => {
            let rates = keys.rates_by_rank(&MATCH_BY_RANK);
            EqualBelow::Match { rates, payees: keys.whole(&MATCH_PAYEES, 1, MOST_PAYEES) }
        }
    }
}

/// Why marginal brackets refuse a key.
const ABOUT_ORDERS: &str = "marginal brackets pay a group as a whole, and this is about single orders";

/// Marginal brackets pay a group as a whole: there is no order of which a buyer or a tied upline would be paid.
fn refuse_beside_marginal(keys: &mut Keys<'_, '_>, own_order: OwnOrder, equal_below: &EqualBelow) {
    if own_order != OwnOrder::Paid {
        keys.report(OWN_ORDER.name, ABOUT_ORDERS, "write own-order = \"paid\", or brackets = \"slab\"");
    }
    if *equal_below != EqualBelow::Nothing {
        keys.report(EQUAL_BELOW.name, ABOUT_ORDERS, "write equal-below = \"nothing\", or brackets = \"slab\"");
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

fn by_group(keys: &mut Keys<'_, '_>) -> (Differential, Brackets) {
    let steps = keys.steps(&STEPS, true, &STEP);
    let lookup = keys.switch(&LOOKUP);
    let own = keys.switch(&OWN_VOLUME);
    let brackets = brackets_on(keys, lookup);
    (Differential::by_group(steps, lookup, own, brackets), brackets)
}
