//! `rule = "rank-bonus"`: a fixed amount every month for the rank of the month.

use crate::commission::RankBonus;
use crate::plans::keys::Keys;
use crate::reading::Key;

pub(super) const KEYS: &[&str] = &["rule", "amounts-by-rank"];

const AMOUNTS: Key = Key {
    name: "amounts-by-rank",
    unit: "a month, by rank",
    example: "`amounts-by-rank = [0, 300, 1200]`, lowest rank first",
};

pub(super) fn read(keys: &mut Keys<'_, '_>) -> RankBonus {
    RankBonus::new(keys.money_by_rank(&AMOUNTS))
}
