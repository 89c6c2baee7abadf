//! `rule = "fast-start"`: a bonus on the orders of members who have just joined.

use super::shared::{COMPRESSION, unpaid};
use crate::commission::FastStart;
use crate::plans::keys::Keys;
use crate::reading::Key;

pub(super) const KEYS: &[&str] =
    &["rule", "rates", "rates-by-rank", "months", "compression", "unpaid", "minimum-volume"];

const RATES: Key = Key {
    name: "rates",
    unit: "to the enroller, the enroller's enroller, ...",
    example: "`rates = [\"20%\", \"10%\", \"5%\"]`, the enroller first",
};
const BY_RANK: Key = Key {
    name: "rates-by-rank",
    unit: "by rank, then by generation",
    example: "`rates-by-rank = [[\"20%\"], [\"20%\", \"10%\"]]`, lowest rank first",
};
const MONTHS: Key = Key { name: "months", unit: "months", example: "`months = 3` (the month of joining is the first)" };
const MINIMUM: Key =
    Key { name: "minimum-volume", unit: "points of one's own to be paid", example: "`minimum-volume = 100`" };

pub(super) fn read(keys: &mut Keys<'_, '_>) -> FastStart {
    let is_by_rank = keys.has(BY_RANK.name) && !keys.has(RATES.name);
    let rates = if is_by_rank { Vec::new() } else { keys.rates(&RATES) };
    let by_rank = if is_by_rank { keys.table_by_rank(&BY_RANK) } else { Vec::new() };
    let months = keys.whole(&MONTHS, 1, 600);
    let rule = FastStart::new(rates, months, keys.switch(&COMPRESSION)).with_rates_by_rank(by_rank);
    let rule = rule.with_unpaid(unpaid(keys));
    match keys.optional_volume(&MINIMUM) {
        Some(minimum) => rule.with_minimum_volume(minimum),
        None => rule,
    }
}
