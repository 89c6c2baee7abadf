//! `rule = "pool"`: a share of the whole company's volume, divided among those who qualify.

use crate::commission::Pool;
use crate::commission::pool::SharesBy;
use crate::plans::keys::Keys;
use crate::plans::switch::{Switch, choice};
use crate::reading::Key;

pub(super) const KEYS: &[&str] = &["rule", "rate", "shares-by-rank", "shares-by"];

const RATE: Key = Key { name: "rate", unit: "of all volume", example: "`rate = \"1%\"`" };
const SHARES: Key = Key {
    name: "shares-by-rank",
    unit: "shares, by rank",
    example: "`shares-by-rank = [0, 0, 1, 5]`, lowest rank first",
};

const SHARES_BY: Switch<SharesBy> = Switch {
    name: "shares-by",
    choices: &[
        choice("rank", SharesBy::Rank, "everybody of one rank has the same shares"),
        choice(
            "group-volume",
            SharesBy::GroupVolume,
            "the shares of a rank are multiplied by the volume of the member and everybody below it",
        ),
    ],
    otherwise: "",
};

pub(super) fn read(keys: &mut Keys<'_, '_>) -> Pool {
    let rate = keys.rate(&RATE);
    let shares = keys.wholes_by_rank(&SHARES, 10_000);
    let rule = Pool::new(rate, shares.into_iter().map(u32::from).collect());
    rule.with_shares_by(keys.optional_switch(&SHARES_BY).unwrap_or(SharesBy::Rank))
}
