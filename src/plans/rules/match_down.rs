//! `rule = "match-down"`: a share of what a member earns, for those it has personally sponsored.

use super::matching::say_what_of_caps;
use crate::commission::MatchDown;
use crate::plans::keys::Keys;
use crate::reading::Key;

pub(super) const KEYS: &[&str] = &["rule", "on", "rates-by-rank"];

const ON: Key = Key { name: "on", unit: "", example: "`on = [\"unilevel\"]`, the rules above that are matched" };
const RATES: Key = Key {
    name: "rates-by-rank",
    unit: "of what the member above earns, by its rank",
    example: "`rates-by-rank = [\"25%\"]`, lowest rank first (one entry: all ranks)",
};

pub(super) fn read(keys: &mut Keys<'_, '_>) -> MatchDown {
    let on = keys.earlier_rules(&ON);
    say_what_of_caps(keys, &on);
    MatchDown::new(on, keys.rates_by_rank(&RATES))
}
