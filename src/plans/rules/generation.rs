//! `rule = "generation"`: level pay in which only leaders are counted.

use super::shared::{ABSENT_LEADER, BROAD, LEADER_RANK, unpaid};
use crate::commission::Generation;
use crate::plans::keys::Keys;
use crate::reading::Key;

pub(super) const KEYS: &[&str] = &["rule", "leader-rank", "rates", "absent-leader", "unpaid", "broad-percentage"];

const RATES: Key = Key {
    name: "rates",
    unit: "to the first, second, ... leader above",
    example: "`rates = [\"10%\", \"7%\"]`, generation 1 first",
};

pub(super) fn read(keys: &mut Keys<'_, '_>) -> Generation {
    let leader_rank = keys.rank(&LEADER_RANK);
    let rates = keys.rates(&RATES);
    let rule = Generation::new(leader_rank, rates, keys.switch(&ABSENT_LEADER)).with_unpaid(unpaid(keys));
    match keys.optional_rate(&BROAD) {
        Some(broad) => rule.with_broad_percentage(broad),
        None => rule,
    }
}
