//! `rule = "team-percent"`: a rate of the volume of everybody below.

use super::unilevel::breakaway_rank;
use crate::commission::TeamPercent;
use crate::plans::keys::Keys;
use crate::plans::ranks::OWN_VOLUME;
use crate::reading::Key;
use crate::units::Rate;

pub(super) const KEYS: &[&str] = &["rule", "rate", "rates-by-rank", "own-volume", "breakaway-rank"];

const RATE: Key = Key { name: "rate", unit: "of the whole team's volume", example: "`rate = \"6%\"` or `rate = 0.06`" };

const BY_RANK: Key = Key {
    name: "rates-by-rank",
    unit: "by rank",
    example: "`rates-by-rank = [\"0%\", \"3%\", \"5%\"]`, lowest rank first",
};

pub(super) fn read(keys: &mut Keys<'_, '_>) -> TeamPercent {
    let is_by_rank = keys.has(BY_RANK.name) && !keys.has(RATE.name);
    let rate = if is_by_rank { Rate::ZERO } else { keys.rate(&RATE) };
    let by_rank = if is_by_rank { keys.rates_by_rank(&BY_RANK) } else { Vec::new() };
    let rule = TeamPercent::new(rate).with_rates_by_rank(by_rank).with_own_volume(keys.switch(&OWN_VOLUME));
    match breakaway_rank(keys) {
        Some(rank) => rule.with_breakaway_rank(rank),
        None => rule,
    }
}
