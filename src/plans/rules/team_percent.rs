//! `rule = "team-percent"`: a rate of the volume of everybody below.

use super::unilevel::breakaway_rank;
use crate::commission::TeamPercent;
use crate::plans::keys::Keys;
use crate::plans::ranks::OWN_VOLUME;
use crate::reading::Key;

pub(super) const KEYS: &[&str] = &["rule", "rate", "own-volume", "breakaway-rank"];

const RATE: Key = Key { name: "rate", unit: "of the whole team's volume", example: "`rate = \"6%\"` or `rate = 0.06`" };

pub(super) fn read(keys: &mut Keys<'_, '_>) -> TeamPercent {
    let rate = keys.rate(&RATE);
    let rule = TeamPercent::new(rate).with_own_volume(keys.switch(&OWN_VOLUME));
    match breakaway_rank(keys) {
        Some(rank) => rule.with_breakaway_rank(rank),
        None => rule,
    }
}
