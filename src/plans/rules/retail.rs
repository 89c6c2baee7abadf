//! `rule = "retail"`: what a member keeps of what its customers pay.

use crate::commission::Retail;
use crate::plans::keys::Keys;
use crate::reading::Key;

pub(super) const KEYS: &[&str] = &["rule", "rates-by-rank"];

const RATES: Key = Key {
    name: "rates-by-rank",
    unit: "of the retail price, by rank",
    example: "`rates-by-rank = [\"25%\", \"30%\"]`, lowest rank first",
};

pub(super) fn read(keys: &mut Keys<'_, '_>) -> Retail {
    Retail::new(keys.rates_by_rank(&RATES))
}
