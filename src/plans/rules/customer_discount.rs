//! `rule = "customer-discount"`: what a buyer gets off its own orders.

use super::shared::{LOOKUP, brackets_on};
use crate::commission::CustomerDiscount;
use crate::plans::keys::{Keys, StepKey};
use crate::reading::Key;
use crate::units::Rate;

pub(super) const KEYS: &[&str] = &["rule", "rates-by-rank", "steps", "lookup", "brackets"];

const BY_RANK: Key = Key {
    name: "rates-by-rank",
    unit: "of one's own volume, by rank",
    example: "`rates-by-rank = [\"25%\", \"35%\"]`, lowest rank first",
};
const STEPS: Key = Key {
    name: "steps",
    unit: "of the month's own volume",
    example: "`steps = [{ volume = 500, rate = \"5%\" }, { volume = 1000, rate = \"10%\" }]`",
};
const STEP: StepKey<Rate> = StepKey::rate("rate");

pub(super) fn read(keys: &mut Keys<'_, '_>) -> CustomerDiscount {
    if keys.has(STEPS.name) {
        let steps = keys.steps(&STEPS, true, &STEP);
        let lookup = keys.switch(&LOOKUP);
        return CustomerDiscount::by_volume(steps, lookup, brackets_on(keys, lookup));
    }
    if !keys.has(BY_RANK.name) {
        let help = "write steps = [{ volume = 500, rate = \"5%\" }] (by the month's volume), or \
                    rates-by-rank = [\"25%\", \"35%\"]";
        keys.missing(STEPS.name, help);
        return CustomerDiscount::by_rank(Vec::new());
    }
    CustomerDiscount::by_rank(keys.rates_by_rank(&BY_RANK))
}
