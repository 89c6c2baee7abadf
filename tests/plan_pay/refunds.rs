//! Claw-back: what is taken back ends where it would have ended without the order, and the past stays as it was.

use std::collections::BTreeMap;

use downline::plans::{BUILT_IN, PlanFile};
use serde_json::Value;

use crate::desk::{Desk, cents, pays};

const STANDARD: &str = "title = \"Levels\"\nrounding = \"half-up\"\nrounded-per = \"line\"\nactive-volume = 100\n[[rules]]\nrule = \"unilevel\"\nunpaid = \"company\"\nrates = [\"10%\", \"5%\"]\ncompression = \"standard\"\n";

const BRACKETS: &str = r#"
title = "Brackets"
rounding = "half-up"
rounded-per = "line"
[[rules]]
rule = "differential"
lookup = "pv"
own-volume = "included"
brackets = "slab"
equal-below = "nothing"
own-order = "paid"
steps = [{ volume = 100, rate = "3%" }, { volume = 400, rate = "6%" }, { volume = 1_000, rate = "9%" }]
"#;

const BINARY: &str = r#"
title = "Binary"
rounding = "half-up"
rounded-per = "line"
[[rules]]
rule = "binary"
pays = "weaker-leg"
rates-by-rank = ["10%"]
carry = "both"
ineligible = "lose-weaker"
placing = "balanced"
"#;

const MARGIN: &str = r#"
title = "Margin"
rounding = "half-up"
rounded-per = "line"
[[rules]]
rule = "retail"
inactive = "not-paid"
of = "retail-price"
rates-by-rank = ["30%"]
"#;

/// The most is reached by the first owner, who has several positions.
const OWNER_CAP: &str = r#"
title = "Owner cap"
rounding = "half-up"
rounded-per = "line"
[[rules]]
rule = "unilevel"
unpaid = "company"
rates = ["20%", "10%"]
compression = "none"
[[rules]]
rule = "earner-cap"
on = ["unilevel"]
most-by-rank = [50]
"#;

const POOL: &str = r#"
title = "Pool"
rounding = "half-up"
rounded-per = "line"
[[rules]]
rule = "pool"
rate = "7%"
shares-by-rank = [1]
"#;

/// What is carried are titles and months in a row: each order may have made a rank of this month or of later ones.
const TITLES: &str = r#"
title = "Titles"
rounding = "half-up"
rounded-per = "line"
ranks = ["Member", "Silver", "Gold"]
paid-as = "title"
[[qualification]]
rank = "Silver"
personal-volume = 60
months-in-row = 2
[[qualification]]
rank = "Gold"
group-volume = 400
own-volume = "included"
leg-cap = "none"
[[rules]]
rule = "unilevel"
rates-of = "earner"
unpaid = "company"
rates-by-rank = [["2%"], ["5%", "3%"], ["8%", "6%", "4%"]]
compression = "none"
[[rules]]
rule = "rank-advancement"
amounts-by-rank = [0, 70, 300]
skipped-ranks = "paid"
"#;

/// Orders by id: member, month, volume; and what is taken back: id, order, month, volume.
struct Book {
    orders: Vec<(String, usize, u32, i64)>,
    refunds: Vec<(String, usize, u32, i64)>,
}

impl Book {
    /// Forty members who order unevenly in months 1 to 3; a month 6 without anything to take back.
    fn new() -> Self {
        let mut orders = Vec::new();
        for member in 0..40 {
            for month in 1..=3_u32 {
                let volume = 1_013 * (1 + i64::try_from(member).unwrap() * 7 * i64::from(month) % 23);
                orders.push((format!("{member}-{month}"), member, month, volume));
            }
        }
        orders.push(("last".into(), 0, 6, 5_000));
        Self { orders, refunds: Vec::new() }
    }

    fn take_back(&mut self, order: usize, month: u32, volume: i64) {
        self.refunds.push((format!("r{}", self.refunds.len()), order, month, volume));
    }

    /// Everything is taken back, in two parts, of which the first comes in the earliest month that it can.
    fn all_taken_back() -> Self {
        let mut book = Self::new();
        for order in 0..book.orders.len() - 1 {
            let (_, _, month, volume) = book.orders[order];
            let part = if order % 3 == 0 { volume } else { volume / 3 };
            book.take_back(order, month + 1, part);
            if part < volume {
                book.take_back(order, 5, volume - part);
            }
        }
        book.orders.pop();
        book
    }

    /// Every fifth order is taken back, one in two of them by half, in various months.
    fn some_taken_back() -> Self {
        let mut book = Self::new();
        for order in (0..book.orders.len() - 1).step_by(5) {
            let (_, _, month, volume) = book.orders[order];
            let later = 1 + u32::try_from(order % 3).unwrap();
            book.take_back(order, month + later, if order % 2 == 0 { volume } else { volume / 2 });
        }
        book
    }

    fn csv(&self) -> String {
        let mut text = "id,member,month,pv,cv,price,refunds,buyer\n".to_owned();
        for (id, member, month, volume) in &self.orders {
            let volume = points(*volume);
            let buyer = if member % 2 == 0 { "customer" } else { "member" };
            text += &format!("{id},M{member},{month},{volume},{volume},{volume},,{buyer}\n");
        }
        for (id, order, month, volume) in &self.refunds {
            let (name, member, ..) = &self.orders[*order];
            let volume = points(*volume);
            text += &format!("{id},M{member},{month},-{volume},-{volume},-{volume},{name},\n");
        }
        text
    }

    /// The same without what is taken back.
    fn as_if_never_ordered(&self) -> Self {
        let mut orders = self.orders.clone();
        for (_, order, _, volume) in &self.refunds {
            orders[*order].3 -= volume;
        }
        Self { orders, refunds: Vec::new() }
    }
}

fn points(hundredths: i64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// By rule and earner, over all months, in cents; with what is kept, by rule and reason.
fn totals(desk: &Desk) -> BTreeMap<(String, String), i64> {
    let mut totals: BTreeMap<(String, String), i64> = BTreeMap::new();
    for line in desk.lines(&["--unpaid", "-q"]) {
        let is_paid = ["paid", "correction", "refund"].contains(&line[8].as_str());
        let who = if is_paid { line[2].clone() } else { format!("({})", line[8]) };
        *totals.entry((line[1].clone(), who)).or_default() += cents(&line[7]);
    }
    totals.retain(|_, cents| *cents != 0);
    totals
}

/// Plans of each kind, with a tree of forty that they can pay.
fn plans() -> Vec<(String, String, String)> {
    let marginal = BRACKETS.replace("slab", "marginal").replace("\"pv\"", "\"cv\"");
    let capped = format!(
        "{STANDARD}[[rules]]\nrule = \"company-cap\"\non = [\"unilevel\"]\nmost = \"4%\"\ncut = \"pro-rata\"\n"
    );
    let weaker_leg = BINARY.replace("balanced", "weaker-leg");
    let sums =
        TITLES.replace("= 60\nmonths-in-row = 2", "= 120\nover-months = 2").replace("= 400", "= 900\nover-months = 3");
    let sums_of_months = sums.replace("\"title\"", "\"rank-of-the-month\"");
    let again = TITLES
        .replace("\"title\"", "\"rank-of-the-month\"")
        .replace("months-in-row = 2", "months-in-row = 2\nmonths-in-row-again = 1");
    let ranks_of_months = TITLES.replace("\"title\"", "\"rank-of-the-month\"");
    let own = [
        STANDARD,
        BRACKETS,
        &marginal,
        BINARY,
        &weaker_leg,
        POOL,
        &capped,
        MARGIN,
        OWNER_CAP,
        TITLES,
        &ranks_of_months,
        &sums,
        &sums_of_months,
        &again,
    ];
    let named = own.into_iter().map(|plan| ("plan".to_owned(), plan.to_owned()));
    let built_in = BUILT_IN.iter().map(|plan| (plan.name.to_owned(), plan.toml.to_owned()));
    named
        .chain(built_in)
        .map(|(name, toml)| {
            let rank = PlanFile::built_in(&name).ok().filter(|plan| plan.plan().needs().rank);
            let rank = rank.and_then(|plan| plan.rank_names().last().cloned()).unwrap_or_default();
            let mut tree = "id,sponsor,joined,rank,owner\nM0,,0,".to_owned() + &rank + ",\n";
            for member in 1..40 {
                let owner = if (1..4).contains(&member) { "M1" } else { "" };
                tree += &format!("M{member},M{},{},{rank},{owner}\n", (member - 1) / 3, member / 39);
            }
            (name, toml, tree)
        })
        .collect()
}

#[test]
fn when_everything_is_taken_back_nobody_has_been_paid_a_cent() {
    let book = Book::all_taken_back();
    for (name, plan, tree) in plans() {
        let desk = Desk::new(&plan, &tree).with_orders(&book.csv());
        assert!(desk.lines(&["--month", "1", "-q"]).len() > 1, "{name} pays nobody:\n{plan}");
        assert_eq!(totals(&desk), BTreeMap::new(), "{name}:\n{plan}");
    }
}

#[test]
fn what_is_taken_back_ends_where_it_would_have_ended_without_it() {
    let book = Book::some_taken_back();
    let without = book.as_if_never_ordered().csv();
    // Members are placed by what they ordered, whatever is taken back later: tests/plan_pay/placing.rs.
    for (name, plan, tree) in plans().into_iter().filter(|plan| !plan.1.contains("placing = \"weaker-leg\"")) {
        let desk = Desk::new(&plan, &tree).with_orders(&without);
        let expected = totals(&desk);
        // The negative control: what is taken back matters.
        let untouched = totals(&desk.with_orders(&Book::new().csv()));
        assert_ne!(untouched, expected, "{name}");
        let found = totals(&Desk::new(&plan, &tree).with_orders(&book.csv()));
        assert_eq!(found, expected, "{name}:\n{plan}");
    }
}

#[test]
fn months_before_a_refund_stay_as_they_were() {
    let mut book = Book::new();
    let before = book.csv();
    book.take_back(7, 6, 500);
    for (name, plan, tree) in plans() {
        let desk = Desk::new(&plan, &tree).with_orders(&before);
        let lines = desk.lines(&["--unpaid", "-q"]);
        let with_refund = Desk::new(&plan, &tree).with_orders(&book.csv()).lines(&["--unpaid", "-q"]);
        let past = |lines: &[Vec<String>]| lines.iter().filter(|line| line[0] != "6").cloned().collect::<Vec<_>>();
        assert_eq!(past(&with_refund), past(&lines), "{name}");
    }
}

#[test]
fn one_month_alone_pays_what_it_pays_among_all() {
    let book = Book::some_taken_back().csv();
    for (name, plan, tree) in plans() {
        let desk = Desk::new(&plan, &tree).with_orders(&book);
        let all = desk.lines(&["--unpaid", "-q"]);
        for month in ["2", "4"] {
            let of_month: Vec<_> = all.iter().filter(|line| line[0] == month).cloned().collect();
            assert!(of_month.iter().any(|line| line[8] == "refund"), "{name} takes nothing back in month {month}");
            assert_eq!(desk.lines(&["--unpaid", "-q", "--month", month]), of_month, "{name}");
        }
    }
}

/// B was active in month 1 and paid; in month 2 it is not. The refund is taken from B, not from A, who got nothing.
#[test]
fn a_refund_is_taken_from_who_was_paid() {
    let tree = "id,sponsor\nA,\nB,A\nC,B\n";
    let orders = "id,member,month,pv,cv,refunds\n\
        1,A,1,100,0,\n2,B,1,100,0,\n3,C,1,100,100,\n4,C,1,200,60,\n5,A,2,100,0,\n6,C,2,-100,-100,3\n";
    let desk = Desk::new(STANDARD, tree).with_orders(orders);
    assert_eq!(desk.paid(&[]), pays(&["1 A 8.00", "1 B 16.00", "2 A -5.00", "2 B -10.00"]));
    let refund = ["2", "unilevel", "B", "C", "1", "-100.00", "0.1", "-10.00", "refund"];
    assert!(desk.lines(&[]).iter().any(|line| line == &refund));
}

/// Without its order a buyer may not have been active itself: what it was paid is taken from it and goes to those above.
#[test]
fn a_refund_can_give_to_somebody_else() {
    let tree = "id,sponsor\nA,\nB,A\nC,B\n";
    let orders =
        "id,member,month,pv,cv,refunds\n1,A,1,100,0,\n2,B,1,100,0,\n3,C,1,100,100,\n4,B,2,-100,0,2\n5,A,2,1,0,\n";
    let desk = Desk::new(STANDARD, tree).with_orders(orders);
    assert_eq!(desk.paid(&[]), pays(&["1 A 5.00", "1 B 10.00", "2 A 5.00", "2 B -10.00"]));
}

/// 1,000 points pay 9 % of all; without 700 of them the rest pays 3 %: 90.00 - 9.00.
#[test]
fn a_bracket_that_was_not_reached_is_taken_back_whole() {
    let orders = "id,member,month,pv,cv,refunds\n1,A,1,300,300,\n2,A,1,700,700,\n3,A,2,-700,-700,2\n";
    let desk = Desk::new(BRACKETS, "id,sponsor\nA,\nB,A\n").with_orders(orders);
    assert_eq!(desk.paid(&[]), pays(&["1 A 90.00", "2 A -81.00"]));
}

/// Legs of 100 and 500 pay 10.00 and carry 400. Without the 500 nothing is paid, and the 100 are carried instead.
#[test]
fn carried_volume_is_taken_back_and_no_leg_is_below_zero() {
    let tree = "id,sponsor,placement,side\nA,,,\nB,A,A,L\nC,A,A,R\n";
    let first = "id,member,month,cv,refunds\n1,B,1,100,\n2,C,1,500,\n";
    let orders = format!("{first}3,B,2,50,\n4,C,3,-500,2\n5,C,3,30,\n");
    let desk = Desk::new(BINARY, tree).with_orders(&orders);
    // Months 1 and 2 paid 10.00 and 5.00 on C's order; in month 3 legs of 150 and 30 pay 3.00.
    assert_eq!(desk.paid(&[]), pays(&["1 A 10.00", "2 A 5.00", "3 A -12.00"]));
    let object: Value = serde_json::from_slice(&desk.pay(&["--statement", "A", "--json"]).stdout).unwrap();
    let carried = |month: usize, leg: &str| object["months"][month]["carried"][0][leg].as_f64().unwrap();
    assert!((carried(1, "right") - 350.0).abs() < 1e-9);
    assert!((carried(2, "left") - 120.0).abs() < 1e-9 && carried(2, "right").abs() < 1e-9);
}

#[test]
fn the_summary_counts_volume_and_price_in_the_month_of_the_refund() {
    let orders = "id,member,month,pv,cv,price,refunds\n1,B,1,100,100,120,\n2,B,2,50,50,60,\n3,B,2,-100,-100,-120,1\n";
    let plan = "title = \"Levels\"\nrounding = \"half-up\"\nrounded-per = \"line\"\n[[rules]]\nrule = \"unilevel\"\nunpaid = \"company\"\nrates = [\"10%\"]\ncompression = \"none\"\n";
    let desk = Desk::new(plan, "id,sponsor\nA,\nB,A\n").with_orders(orders);
    let object: Value = serde_json::from_slice(&desk.pay(&["--json"]).stdout).unwrap();
    let month = &object["summary"]["months"][1];
    assert_eq!(
        (&month["commissionable_volume"], &month["price"], &month["paid"]),
        (&(-50.0).into(), &(-60.0).into(), &(-5.0).into())
    );
}

#[test]
fn refunds_that_cannot_be_are_told_with_their_rows() {
    let orders = "\
id,member,month,pv,cv,refunds
1,B,2,100,80,
2,B,3,-100,-80,9
3,B,2,-1,-1,1
4,C,3,-1,-1,1
5,B,3,-60,-50,1
6,B,4,-50,-30,1
7,B,4,5,-1,1
8,B,4,-1,-1,5
10,B,4,-1,-1,
";
    let text = Desk::new(STANDARD, "id,sponsor\nA,\nB,A\nC,A\n").with_orders(orders).refusal(&[]);
    for (row, what) in [
        (3, "refunds \"9\", but no order has that id"),
        (4, "refunds \"1\" of month 2 in month 2; a refund is for a later month"),
        (5, "refunds \"1\", which \"B\" ordered, not \"C\""),
        (7, "takes pv 50.00 back from \"1\", of which 40.00 is left"),
        (8, "takes cv 1.00 back from \"1\", of which 0.00 is left"),
        (8, "refunds \"1\" with a positive pv 5.00"),
        (9, "refunds \"5\", which is a refund itself"),
        (10, "pv -1.00 is negative; write the id of the order that it takes back in the column refunds"),
    ] {
        assert!(text.contains(&format!("orders.csv row {row}: {what}")), "row {row}: {what} is missing in\n{text}");
    }
    assert!(text.contains("because of 8 problems"), "{text}");
    let old = Desk::new(STANDARD, "id,sponsor\nA,\nB,A\n").with_orders("id,member,month,pv,cv\n1,B,1,-5,-5\n");
    assert!(old.refusal(&[]).contains("in the column refunds"));
}
