//! `rule = "structure-bonus"`: fixed amounts for a small structure of active people, in tiers.

use crate::commission::StructureBonus;
use crate::commission::structure::FirstTier;
use crate::plans::keys::Keys;
use crate::reading::Key;

pub(super) const KEYS: &[&str] = &["rule", "personal", "frontline", "frontline-personal", "team", "amounts"];

const PERSONAL: Key = Key { name: "personal", unit: "points of one's own", example: "`personal = 100`" };
const FRONTLINE: Key =
    Key { name: "frontline", unit: "people", example: "`frontline = 3` (personally sponsored, in every tier)" };
const FRONTLINE_PERSONAL: Key =
    Key { name: "frontline-personal", unit: "points each", example: "`frontline-personal = 100`" };
const TEAM: Key = Key { name: "team", unit: "points of the member and its front line", example: "`team = 600`" };
const AMOUNTS: Key =
    Key { name: "amounts", unit: "for tier 1, 2, ...", example: "`amounts = [50, 250, 1500]`, tier 1 first" };

pub(super) fn read(keys: &mut Keys<'_, '_>) -> StructureBonus {
    let first = FirstTier {
        personal: keys.volume(&PERSONAL),
        frontline: usize::from(keys.whole(&FRONTLINE, 1, 1000)),
        frontline_personal: keys.volume(&FRONTLINE_PERSONAL),
        team: keys.volume(&TEAM),
    };
    StructureBonus::new(first, keys.amounts(&AMOUNTS))
}
