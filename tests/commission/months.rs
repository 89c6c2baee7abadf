//! Random months for the textbooks, and what the fast rules make of them as the same plain lines.

use std::sync::Arc;

use downline::commission::{Ledger, Period, Placement, Plan, Rule, Statement};
use downline::units::{Money, Month as Number, Rate};
use proptest::prelude::*;

use crate::properties::{period_of, trees};
use crate::textbook::Member;
use crate::textbook_month::{Month, Paid};
use crate::textbook_placing::Places;

pub(crate) const CASES: u32 = 256;

/// The settings of every property here.
pub(crate) fn config() -> ProptestConfig {
    ProptestConfig {
        cases: std::env::var("PROPTEST_CASES").ok().and_then(|count| count.parse().ok()).unwrap_or(CASES),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

pub(crate) fn parts(parts: u32) -> Rate {
    Rate::from_parts_per_million(parts)
}

/// A month of up to 60 members, some of them new, some selling to customers, some owning several positions.
pub(crate) fn months() -> impl Strategy<Value = Month> {
    let further = (0_u16..=7, 0_i64..400_00, any::<prop::sample::Index>(), 0_u8..4);
    let worth = prop::sample::select(vec![1_000_000, 500_000, 2_660_000, 333_333]);
    (trees(), prop::collection::vec(further, 60), worth)
        .prop_map(|(tree, further, worth)| month_of(tree, &further, worth))
}

type FurtherColumns = (u16, i64, prop::sample::Index, u8);

fn month_of(tree: Vec<Member>, further: &[FurtherColumns], worth: u32) -> Month {
    let mut owner: Vec<usize> = Vec::new();
    for (member, column) in further.iter().enumerate().take(tree.len()) {
        let other = column.2.index(member + 1);
        owner.push(if column.3 == 0 && other < member { owner[other] } else { member });
    }
    let columns = || further.iter().take(tree.len());
    Month {
        number: 7,
        worth: parts(worth),
        joined: columns().map(|column| column.0).collect(),
        retail: columns().map(|column| Money::from_cents(if column.3 == 1 { 0 } else { column.1 })).collect(),
        owner,
        tree,
    }
}

/// The month as the rules read it.
pub(crate) fn period(month: &Month) -> Period {
    let mut period = period_of(&month.tree).with_point_value(month.worth);
    period.set_month(Number::new(month.number));
    for (id, member) in period.members().zip(0..) {
        period.set_joined(id, month.joined[member]);
        period.set_retail(id, month.retail[member]);
        period.set_owner(id, u32::try_from(month.owner[member]).unwrap());
    }
    period
}

/// A placement as the rules read it.
pub(crate) fn placement(places: &Places) -> Placement {
    let place = |place: &Option<(usize, usize)>| place.unwrap_or((0, 0));
    let parents = places.iter().map(|at| u32::try_from(place(at).0).unwrap()).collect();
    Placement::new(parents, places.iter().map(|at| u16::try_from(place(at).1).unwrap()).collect()).unwrap()
}

/// Settles one month by these rules.
pub(crate) fn settled(rules: Vec<Arc<dyn Rule>>, period: &Period) -> Statement {
    let mut statement = Statement::new();
    Plan::new(rules).settle(period, &mut Ledger::new(), &mut statement);
    statement
}

/// Settles one month by one rule.
pub(crate) fn alone(rule: impl Rule + 'static, period: &Period) -> Statement {
    settled(vec![Arc::new(rule)], period)
}

/// The paid lines of a rule that come to something, sorted: cuts of a cap too, which are below zero.
pub(crate) fn paid_lines(statement: &Statement, rule: &str) -> Vec<Paid> {
    let paid =
        statement.entries().iter().filter(|entry| statement.rule(entry) == rule && entry.line().reason.is_paid());
    let plain = paid.map(|entry| entry.line()).map(|line| Paid {
        earner: line.earner.unwrap() as usize,
        source: line.source.map(|source| source as usize),
        level: usize::from(line.level),
        cents: line.amount.cents(),
    });
    something(plain.collect())
}

/// Lines that come to something, sorted.
pub(crate) fn something(mut lines: Vec<Paid>) -> Vec<Paid> {
    lines.retain(|line| line.cents != 0);
    lines.sort_unstable();
    lines
}
