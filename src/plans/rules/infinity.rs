//! `rule = "infinity"`: a rate from some level down without end, until another leader takes over.

use super::shared::LEADER_RANK;
use crate::commission::Infinity;
use crate::plans::keys::Keys;
use crate::reading::Key;

pub(super) const KEYS: &[&str] = &["rule", "leader-rank", "rate", "first-level", "overlap"];

const RATE: Key = Key { name: "rate", unit: "of every order from there down", example: "`rate = \"2%\"`" };
const FIRST: Key =
    Key { name: "first-level", unit: "levels", example: "`first-level = 9` (the first level below that pays)" };
const OVERLAP: Key = Key {
    name: "overlap",
    unit: "levels",
    example: "`overlap = 9` (down to which level of the next leader below it still pays; 0: it ends above that leader)",
};

pub(super) fn read(keys: &mut Keys<'_, '_>) -> Infinity {
    let leader_rank = keys.rank(&LEADER_RANK);
    let rate = keys.rate(&RATE);
    let first = keys.whole(&FIRST, 1, 1000);
    Infinity::new(leader_rank, rate, first, keys.whole(&OVERLAP, 0, 1000))
}
