//! `rule = "pool"`: a share of the whole company's volume, divided among those who qualify.

use crate::commission::Pool;
use crate::plans::keys::Keys;
use crate::reading::Key;

pub(super) const KEYS: &[&str] = &["rule", "rate", "shares-by-rank"];

const RATE: Key = Key { name: "rate", unit: "of all volume", example: "`rate = \"1%\"`" };
const SHARES: Key = Key {
    name: "shares-by-rank",
    unit: "shares, by rank",
    example: "`shares-by-rank = [0, 0, 1, 5]`, lowest rank first",
};

pub(super) fn read(keys: &mut Keys<'_, '_>) -> Pool {
    let rate = keys.rate(&RATE);
    let shares = keys.wholes_by_rank(&SHARES, 10_000);
    Pool::new(rate, shares.into_iter().map(u32::from).collect())
}
