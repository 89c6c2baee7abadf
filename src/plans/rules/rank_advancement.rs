//! `rule = "rank-advancement"`: a one-time amount for a rank never held before.

use crate::commission::RankAdvancement;
use crate::commission::rank_advancement::SkippedRanks;
use crate::plans::keys::Keys;
use crate::plans::switch::{Switch, choice};
use crate::reading::Key;

pub(super) const KEYS: &[&str] = &["rule", "amounts-by-rank", "skipped-ranks", "within-months"];

const AMOUNTS: Key = Key {
    name: "amounts-by-rank",
    unit: "once, by rank",
    example: "`amounts-by-rank = [0, 100, 500]`, lowest rank first",
};

const SKIPPED: Switch<SkippedRanks> = Switch {
    name: "skipped-ranks",
    choices: &[
        choice("paid", SkippedRanks::Paid, "who rises by several ranks at once is paid the amount of each"),
        choice("not-paid", SkippedRanks::NotPaid, "only the new rank is paid, and those passed over are lost"),
    ],
    otherwise: "",
};

const WITHIN: Key =
    Key { name: "within-months", unit: "months", example: "`within-months = 2` (the month of joining is the first)" };

pub(super) fn read(keys: &mut Keys<'_, '_>) -> RankAdvancement {
    if !keys.plan.earns_ranks {
        let help = "nobody rises in this plan: write one [[qualification]] for each rank above the lowest";
        keys.report("rule", "the plan does not say what a rank asks for", help);
    }
    let amounts = keys.money_by_rank(&AMOUNTS);
    let rule = RankAdvancement::new(amounts, keys.switch(&SKIPPED));
    match keys.optional_whole(&WITHIN, 1, 600) {
        Some(months) => rule.within_months(months),
        None => rule,
    }
}
