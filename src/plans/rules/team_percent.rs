//! `rule = "team-percent"`: a rate of the volume of everybody below.

use crate::commission::TeamPercent;
use crate::plans::keys::Keys;
use crate::plans::ranks::OWN_VOLUME;
use crate::reading::Key;

pub(super) const KEYS: &[&str] = &["rule", "rate", "own-volume"];

const RATE: Key = Key { name: "rate", unit: "of the whole team's volume", example: "`rate = \"6%\"` or `rate = 0.06`" };

pub(super) fn read(keys: &mut Keys<'_, '_>) -> TeamPercent {
    let rate = keys.rate(&RATE);
    TeamPercent::new(rate).with_own_volume(keys.switch(&OWN_VOLUME))
}
