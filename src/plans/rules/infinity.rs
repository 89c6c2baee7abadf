//! `rule = "infinity"`: a rate from some level down without end, until another leader takes over.

use super::shared::LEADER_RANK;
use crate::commission::Infinity;
use crate::commission::infinity::{Counts, EndedBy, LeaderTerms};
use crate::plans::fields::Fields;
use crate::plans::keys::Keys;
use crate::plans::switch::{Switch, choice};
use crate::reading::Key;
use crate::units::Rate;

pub(super) const KEYS: &[&str] = &[
    "rule",
    "leader-rank",
    "rate",
    "first-level",
    "overlap",
    "leaders",
    "ended-by",
    "counts",
    "counted-rank",
    "compression",
];

const RATE: Key = Key { name: "rate", unit: "of every order from there down", example: "`rate = \"2%\"`" };
const FIRST: Key =
    Key { name: "first-level", unit: "levels", example: "`first-level = 9` (the first level below that pays)" };
const OVERLAP: Key = Key {
    name: "overlap",
    unit: "levels",
    example: "`overlap = 9` (down to which level of the next leader below it still pays; 0: that leader's own orders \
              are the last)",
};
const LEADERS: Key = Key {
    name: "leaders",
    unit: "",
    example: "`leaders = [{ rank = \"Gold\", rate = \"2%\", first-level = 9, overlap = 9 }, { rank = \"Diamond\", \
              rate = \"4%\", below-lower-leader = \"2%\", first-level = 9, overlap = 10 }]`",
};
const RANK: Key = Key { name: "rank", unit: "and higher", example: "`rank = \"Gold\"`" };
const BELOW_LOWER: Key = Key {
    name: "below-lower-leader",
    unit: "",
    example: "`below-lower-leader = \"2%\"` (on orders below a leader of a lower entry; \"0%\": nothing)",
};

const ENDED_BY: Switch<EndedBy> = Switch {
    name: "ended-by",
    choices: &[
        choice("equal-rank", EndedBy::Equal, "only another leader of the same entry below ends it"),
        choice("equal-or-higher-rank", EndedBy::EqualOrHigher, "a leader of the same entry or a higher one ends it"),
    ],
    otherwise: "",
};

const COUNTS: Switch<bool> = Switch {
    name: "counts",
    choices: &[
        choice("members", false, "a level is a member, as in level pay"),
        choice(
            "leaders",
            true,
            "a level is a generation: a member of counted-rank with everybody below it down to the next one",
        ),
    ],
    otherwise: "",
};
const COUNTED_RANK: Key = Key {
    name: "counted-rank",
    unit: "and higher",
    example: "`counted-rank = \"Platinum\"`, the lowest rank that is counted",
};

/// Who uses up a level.
const COMPRESSION: Switch<bool> = Switch {
    name: "compression",
    choices: &[
        choice("none", false, "levels are counted in the tree, and a member who is not active still uses one up"),
        choice("standard", true, "members who are not active are passed over, as in compressed level pay"),
    ],
    otherwise: "",
};

pub(super) fn read(keys: &mut Keys<'_, '_>) -> Infinity {
    let mut rule = terms_of_leaders(keys);
    if keys.optional_switch(&COUNTS).unwrap_or(false) {
        let counted = keys.rank(&COUNTED_RANK);
        if rule.lowest_rank().is_some_and(|paid| counted > paid) {
            let help = "write that rank or a lower one: who is paid is counted as well";
            keys.report(COUNTED_RANK.name, "above the lowest rank that is paid", help);
        }
        rule = rule.with_counts(Counts::Leaders(counted));
    }
    if keys.optional_switch(&COMPRESSION).unwrap_or(false) { rule.passing_over_inactive() } else { rule }
}

fn terms_of_leaders(keys: &mut Keys<'_, '_>) -> Infinity {
    if keys.has(LEADERS.name) {
        return by_rank(keys);
    }
    if !keys.has(LEADER_RANK.name) && !keys.has(RATE.name) {
        let help = format!("write {} for one kind of leader, or {}", LEADER_RANK.example, LEADERS.example);
        keys.missing(LEADER_RANK.name, help);
        return Infinity::by_rank(Vec::new(), EndedBy::Equal);
    }
    let leader_rank = keys.rank(&LEADER_RANK);
    let rate = keys.rate(&RATE);
    let first = keys.whole(&FIRST, 1, 1000);
    Infinity::new(leader_rank, rate, first, keys.whole(&OVERLAP, 0, 1000))
}

fn by_rank(keys: &mut Keys<'_, '_>) -> Infinity {
    let known = [RANK.name, RATE.name, BELOW_LOWER.name, FIRST.name, OVERLAP.name];
    let mut entries = 0;
    let leaders = keys.tables(&LEADERS, &known, |fields, before| {
        entries += 1;
        terms(fields, entries, before)
    });
    if entries == 1 {
        let help = "write a second entry for a higher rank, or leader-rank, rate, first-level and overlap as keys of \
                    the rule";
        keys.report(LEADERS.name, "one entry, so that all leaders are alike", help);
    }
    Infinity::by_rank(leaders, keys.switch(&ENDED_BY))
}

/// The entry of this number from 1, `before` being those above it in the list.
fn terms(fields: &mut Fields<'_, '_>, number: usize, before: &[LeaderTerms]) -> Option<LeaderTerms> {
    let rank = fields.rank(&RANK);
    if before.last().zip(rank).is_some_and(|(last, rank)| last.rank >= rank) {
        fields.report(RANK.name, "not above the rank before", "write the entries by rising rank, each rank once");
    }
    let rate = fields.rate(&RATE);
    let below_lower_leader = if number > 1 {
        fields.rate(&BELOW_LOWER)
    } else {
        if fields.has(BELOW_LOWER.name) {
            fields.report(BELOW_LOWER.name, "the first entry is the lowest: no leader is lower", "remove it here");
        }
        Some(Rate::ZERO)
    };
    let first_level = fields.whole(&FIRST, 1, 1000);
    let overlap = fields.whole(&OVERLAP, 0, 1000);
    Some(LeaderTerms {
        rank: rank?,
        rate: rate?,
        below_lower_leader: below_lower_leader?,
        first_level: first_level?,
        overlap: overlap?,
    })
}
