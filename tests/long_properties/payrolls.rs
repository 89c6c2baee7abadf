//! Random plans of all rules, paid on random trees over random months with refunds.

use std::collections::BTreeMap;

use downline::commission::{Line, RoundedPer};
use downline::plans::PlanFile;
use downline::units::{Money, Month};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::checks::{Paid, pay, read_plan, read_tree};
use crate::random_genealogies::{Joining, RandomGenealogy, genealogy};
use crate::random_plans::{self, Draw, KINDS};

/// The rules of a plan, each with the seed of its figures.
fn rules() -> impl Strategy<Value = Vec<(usize, u64)>> {
    vec((0..KINDS.len(), any::<u64>()), 1..7)
}

/// A plan that the reader must accept.
fn accepted(seed: u64, rules: &[(usize, u64)]) -> PlanFile {
    let text = random_plans::plan(seed, rules);
    let problems = || PlanFile::from_toml("any", "any.toml", &text).map_err(|problems| format!("{problems}\n{text}"));
    read_plan(&text).unwrap_or_else(|| panic!("{}", problems().unwrap_err()))
}

/// Everything that is paid under these names, by the plain names again, so that two namings can be compared: month, rule,
/// earner, source, level, basis, amount and reason of each line, sorted. Where sums are rounded, the sums: which of the
/// lines takes the odd cent is for their order to say.
fn paid(plan: &PlanFile, people: &RandomGenealogy, name: &dyn Fn(usize) -> String, shuffle: u64) -> Vec<String> {
    let file = |mut rows: Vec<String>| {
        let mut draw = Draw::new(shuffle);
        if shuffle > 0 {
            rows[1..].sort_by_cached_key(|_| draw.below(u64::MAX));
        }
        rows.join("\n")
    };
    let (tree, orders) = (file(people.tree(name)), file(people.orders(name)));
    let records = read_tree(tree.as_bytes(), Some(orders.as_bytes()));
    let records = records.unwrap_or_else(|| panic!("refused:\n{tree}\n{orders}"));
    let Paid { lines, .. } = pay(plan, &records, None).unwrap_or_else(|| panic!("not paid:\n{tree}\n{orders}"));
    let plain: BTreeMap<String, usize> = (0..people.len()).map(|member| (name(member), member)).collect();
    let who = |member: Option<u32>| member.map_or("-".to_owned(), |id| plain[records.genealogy.id(id)].to_string());
    let text = |(month, rule, line): &(Month, usize, Line)| {
        let (earner, source) = (who(line.earner), who(line.source));
        let reason = line.reason.name();
        format!("{month} {rule} {earner} {source} {} {:?} {} {reason}", line.level, line.basis, line.amount)
    };
    let mut lines: Vec<String> = if plan.plan().rounding().per == RoundedPer::Line {
        lines.iter().map(text).collect()
    } else {
        let mut sums: BTreeMap<_, Money> = BTreeMap::new();
        for (month, rule, line) in lines.iter().filter(|line| line.2.reason.is_paid()) {
            *sums.entry((*month, *rule, who(line.earner))).or_default() += line.amount;
        }
        // Odd cents that one order of lines puts into two lines that cancel out, another puts into none.
        sums.iter().filter(|sum| *sum.1 != Money::ZERO).map(|sum| format!("{sum:?}")).collect()
    };
    lines.sort_unstable();
    lines
}

fn plainly(member: usize) -> String {
    format!("m{member:03}")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Any plan on any tree: `pay` holds the totals to the lines, the second time to the first, and the canonical text to
    /// the plan. Rows in another order and names that sort alike change nothing.
    #[test]
    fn any_plan_pays_any_tree_alike_in_any_order_of_rows(plan in any::<u64>(), rules in rules(), people in any::<u64>(), size in 1_usize..40, months in 1_u64..7, shuffle in 1..=u64::MAX) {
        let plan = accepted(plan, &rules);
        let people = genealogy(people, size, months, Joining::Together);
        let wanted = paid(&plan, &people, &plainly, 0);
        let sorted_alike = |member: usize| format!("Zoé {member:05}");
        prop_assert_eq!(paid(&plan, &people, &sorted_alike, shuffle), wanted);
    }

    /// Where nobody joins in the month of another, any names change nothing.
    #[test]
    fn any_names_change_nobodys_pay(plan in any::<u64>(), rules in rules(), people in any::<u64>(), size in 1_usize..30, months in 1_u64..5, shuffle in 1..=u64::MAX) {
        let plan = accepted(plan, &rules);
        let people = genealogy(people, size, months, Joining::OneByOne);
        let wanted = paid(&plan, &people, &plainly, 0);
        let other = |member: usize| {
            let mixed = Draw::new(shuffle ^ member as u64).below(1_000_000);
            format!("{mixed}/{member}")
        };
        prop_assert_eq!(paid(&plan, &people, &other, shuffle), wanted);
    }
}

/// The lines that are paid by the orders up to a month, under plain names.
fn paid_until(plan: &PlanFile, people: &RandomGenealogy, last: u64, only: Option<Month>) -> Vec<(Month, usize, Line)> {
    let (tree, orders) = (people.tree(&plainly).join("\n"), people.orders_until(&plainly, last).join("\n"));
    let records = read_tree(tree.as_bytes(), Some(orders.as_bytes())).unwrap();
    pay(plan, &records, only).unwrap().lines
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// The past is never edited: orders and refunds of later months change no line of those before, and a month that is
    /// paid alone is paid as among the others.
    #[test]
    fn a_later_month_changes_no_earlier_line(plan in any::<u64>(), rules in rules(), people in any::<u64>(), size in 1_usize..30, months in 2_u64..7, cut in any::<prop::sample::Index>()) {
        let plan = accepted(plan, &rules);
        let people = genealogy(people, size, months, Joining::Together);
        let (first, last) = people.months();
        let cut = first + cut.index(usize::try_from(last - first + 1).unwrap()) as u64;
        let number = Month::new(u16::try_from(cut).unwrap());
        let all = paid_until(&plan, &people, u64::MAX, None);
        // The months of a file end with its last order, and a rank may be paid in one without any.
        let end = Month::new(u16::try_from(people.last_month_until(cut)).unwrap());
        let until: Vec<_> = all.iter().filter(|line| line.0 <= end).copied().collect();
        prop_assert_eq!(paid_until(&plan, &people, cut, None), until);
        let alone: Vec<_> = all.into_iter().filter(|line| line.0 == number).collect();
        prop_assert_eq!(paid_until(&plan, &people, u64::MAX, Some(number)), alone);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    /// Deep chains and wide stars take no more than their share of time and no stack: 3,000 members in a second or two.
    #[test]
    fn long_chains_and_wide_stars_are_paid(plan in any::<u64>(), rules in rules(), people in any::<u64>()) {
        let plan = accepted(plan, &rules);
        let people = genealogy(people, 3_000, 2, Joining::Together);
        drop(paid_until(&plan, &people, u64::MAX, None));
    }
}

/// The negative control: plans and people made by chance come to something, under every rule.
#[test]
fn every_rule_pays_somebody_among_the_random_plans() {
    let mut sums: BTreeMap<&str, Money> = BTreeMap::new();
    for seed in 0..40 {
        for (number, kind) in KINDS.iter().enumerate() {
            let plan = accepted(seed, &[(1, seed), (number, seed + 1)]);
            let people = genealogy(seed, 25, 3, Joining::Together);
            let (tree, orders) = (people.tree(&plainly).join("\n"), people.orders(&plainly).join("\n"));
            let records = read_tree(tree.as_bytes(), Some(orders.as_bytes())).unwrap();
            let paid = pay(&plan, &records, None).unwrap();
            let lines = paid.lines.iter().filter(|entry| entry.1 == 1);
            *sums.entry(kind).or_default() += lines.map(|entry| Money::from_cents(entry.2.amount.cents().abs())).sum();
        }
    }
    let silent: Vec<&&str> = sums.iter().filter(|pair| *pair.1 == Money::ZERO).map(|pair| pair.0).collect();
    assert!(silent.is_empty(), "{silent:?} never paid");
}
