//! `rule = "retail"`: what a member keeps of what its customers pay.

use super::shared::BRACKETS;
use crate::commission::Retail;
use crate::commission::differential::Brackets;
use crate::commission::retail::{Inactive, MarginOf};
use crate::plans::keys::{Keys, StepKey};
use crate::plans::switch::{Switch, choice};
use crate::reading::Key;
use crate::units::{Money, Rate, Volume};

pub(super) const KEYS: &[&str] = &["rule", "of", "rates-by-rank", "steps", "brackets", "inactive"];

const BY_RANK: Key =
    Key { name: "rates-by-rank", unit: "by rank", example: "`rates-by-rank = [\"25%\", \"30%\"]`, lowest rank first" };
const STEPS: Key = Key {
    name: "steps",
    unit: "of the month's retail sales",
    example: "`steps = [{ volume = 0, rate = \"20%\" }, { volume = 1000, rate = \"25%\" }]`",
};
const STEP: StepKey<Rate> = StepKey::rate("rate");

const OF: Switch<MarginOf> = Switch {
    name: "of",
    choices: &[
        choice("retail-price", MarginOf::RetailPrice, "the rate is of what customers paid: 30% of 1,000 is 300"),
        choice(
            "cost",
            MarginOf::Cost,
            "the rate is a mark-up on what the member paid itself: 25% on a cost of 800, sold at 1,000, is 200",
        ),
    ],
    otherwise: "",
};

const INACTIVE: Switch<Inactive> = Switch {
    name: "inactive",
    choices: &[
        choice("paid", Inactive::Paid, "a member who is not active keeps its margin: its customers have paid it"),
        choice("not-paid", Inactive::NotPaid, "only active members are paid a margin"),
    ],
    otherwise: "",
};

pub(super) fn read(keys: &mut Keys<'_, '_>) -> Retail {
    let rule = margin(keys);
    rule.with_inactive(keys.switch(&INACTIVE))
}

fn margin(keys: &mut Keys<'_, '_>) -> Retail {
    let of = keys.switch(&OF);
    if keys.has(STEPS.name) {
        let in_money = |(sales, rate): (Volume, Rate)| (Money::from_cents(sales.hundredths()), rate);
        let steps = keys.steps(&STEPS, true, &STEP).into_iter().map(in_money).collect();
        let brackets = keys.switch(&BRACKETS);
        if brackets == Brackets::Marginal && of == MarginOf::Cost && keys.has(BRACKETS.name) {
            let message = "marginal brackets cut the sales, and the rate is of the cost";
            keys.report(BRACKETS.name, message, "write of = \"retail-price\", or brackets = \"slab\"");
        }
        return Retail::by_sales(steps, of, brackets);
    }
    if !keys.has(BY_RANK.name) {
        let help = "write rates-by-rank = [\"25%\", \"30%\"], or steps = [{ volume = 0, rate = \"20%\" }] (by the \
                    month's retail sales)";
        keys.missing(BY_RANK.name, help);
        return Retail::new(Vec::new(), of);
    }
    Retail::new(keys.rates_by_rank(&BY_RANK), of)
}
