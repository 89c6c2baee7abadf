//! [`Group`]: everyone, cut by tenure, by level and into tenths.

use super::MemberOfAll;
use crate::scenario::OwnOrdersAre;
use crate::words::split_100;

/// By what everyone is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// Not at all.
    All,
    /// By full months since joining, at the last month-end at which they were there.
    Tenure,
    /// By distance from the company.
    Level,
    /// Into ten equal parts by commission, the best-paid tenth first.
    Tenth,
}

impl Grouping {
    /// The name in tables and JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Tenure => "tenure",
            Self::Level => "level",
            Self::Tenth => "tenth",
        }
    }
}

/// One part of everyone. The parts of a grouping make up everyone.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// By what everyone is cut.
    pub grouping: Grouping,
    /// Which part: `all`; months as `under 3`, `3 to 5`; a level, or a tenth, from 1.
    pub value: String,
    /// How many people are in it.
    pub people: u64,
    /// How many of 100 of everyone; the parts add up to 100, by largest remainder.
    pub of_100: u8,
    /// How many of its people got no commission.
    pub without_commission: u64,
    /// How many of its people came out ahead, by reading of own orders.
    pub ahead: [u64; 2],
    /// Their commission.
    pub commission: MiddleAndMean,
    /// Their net, own orders a cost.
    pub net: MiddleAndMean,
    /// What its people got of all commission, 0 to 1; `None` where none was paid.
    pub share_of_commission: Option<f64>,
}

/// The middle one of amounts, and their mean, in cents.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct MiddleAndMean {
    /// The value at rank `ceil(n / 2)` from the lowest.
    pub middle: i64,
    /// The mean.
    pub mean: f64,
}

/// The first months of tenure of each part, and what the part is called.
const TENURES: [(u16, &str); 6] =
    [(0, "under 3"), (3, "3 to 5"), (6, "6 to 11"), (12, "12 to 23"), (24, "24 to 59"), (60, "60 or more")];

/// All groups there are, empty parts left out.
pub(super) fn groups(members: &[MemberOfAll]) -> Vec<Group> {
    let all = commission_of(members);
    let mut groups = parts(Grouping::All, vec![("all".to_owned(), members.to_vec())], all);
    groups.extend(parts(Grouping::Tenure, by_tenure(members), all));
    groups.extend(parts(Grouping::Level, by_level(members), all));
    groups.extend(parts(Grouping::Tenth, by_tenth(members), all));
    groups
}

/// Names of parts with their people.
type Parts = Vec<(String, Vec<MemberOfAll>)>;

fn by_tenure(members: &[MemberOfAll]) -> Parts {
    let mut parts: Parts = TENURES.iter().map(|(_, name)| ((*name).to_owned(), Vec::new())).collect();
    for member in members {
        let part = TENURES.partition_point(|(first, _)| *first <= member.tenure) - 1;
        parts[part].1.push(*member);
    }
    parts
}

fn by_level(members: &[MemberOfAll]) -> Parts {
    let mut parts = Parts::new();
    for member in members {
        let level = usize::from(member.level);
        (parts.len()..=level).for_each(|level| parts.push((level.to_string(), Vec::new())));
        parts[level].1.push(*member);
    }
    parts
}

/// Where people are no multiple of ten, later tenths hold one more.
fn by_tenth(members: &[MemberOfAll]) -> Parts {
    let mut best_first = members.to_vec();
    best_first.sort_by_key(|member| std::cmp::Reverse(member.commission));
    let people = best_first.len();
    let tenth = |number: usize| best_first[people * number / 10..people * (number + 1) / 10].to_vec();
    (0..10).map(|number| ((number + 1).to_string(), tenth(number))).collect()
}

fn parts(grouping: Grouping, mut parts: Parts, commission: i128) -> Vec<Group> {
    parts.retain(|part| !part.1.is_empty());
    let people: Vec<u64> = parts.iter().map(|part| part.1.len() as u64).collect();
    let of_100 = split_100(&people);
    let group = |((value, members), of_100): ((String, Vec<MemberOfAll>), u8)| Group {
        of_100,
        ..Group::of(grouping, value, &members, commission)
    };
    parts.into_iter().zip(of_100).map(group).collect()
}

impl Group {
    #[allow(clippy::cast_precision_loss)] // statistics
    fn of(grouping: Grouping, value: String, members: &[MemberOfAll], commission: i128) -> Self {
        let readings = [OwnOrdersAre::Cost, OwnOrdersAre::BoughtAnyway];
        let count = |of: &dyn Fn(&MemberOfAll) -> bool| members.iter().filter(|member| of(member)).count() as u64;
        let share = commission_of(members) as f64 / commission as f64;
        Self {
            grouping,
            value,
            people: members.len() as u64,
            of_100: 0,
            without_commission: count(&|member| member.commission.cents() <= 0),
            ahead: readings.map(|reading| count(&|member| member.net(reading).cents() > 0)),
            commission: MiddleAndMean::of(members.iter().map(|member| member.commission.cents())),
            net: MiddleAndMean::of(members.iter().map(|member| member.net(OwnOrdersAre::Cost).cents())),
            share_of_commission: (commission > 0).then_some(share),
        }
    }
}

fn commission_of(members: &[MemberOfAll]) -> i128 {
    members.iter().map(|member| i128::from(member.commission.cents())).sum()
}

impl MiddleAndMean {
    /// Of some values; 0 of none.
    #[allow(clippy::cast_precision_loss)] // statistics
    fn of(values: impl Iterator<Item = i64>) -> Self {
        let mut values: Vec<i64> = values.collect();
        if values.is_empty() {
            return Self::default();
        }
        let rank = values.len().div_ceil(2) - 1;
        let sum: i128 = values.iter().map(|&value| i128::from(value)).sum();
        let (_, &mut middle, _) = values.select_nth_unstable(rank);
        Self { middle, mean: sum as f64 / values.len() as f64 }
    }
}
