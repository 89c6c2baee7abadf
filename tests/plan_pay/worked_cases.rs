//! Published cases and one happy path of each plan type, from files to cents.

use downline::plans::{BUILT_IN, PlanFile};

use crate::desk::{Desk, cents, pays, read};

const STAIRSTEP: &str = r#"
title = "Stairstep"
rounding = "half-up"
rounded-per = "line"
[[rules]]
rule = "differential"
lookup = "pv"
own-volume = "included"
brackets = "slab"
equal-below = "nothing"
own-order = "paid"
steps = [
  { volume = 100, rate = "3%" },
  { volume = 400, rate = "6%" },
  { volume = 1_000, rate = "9%" },
  { volume = 2_500, rate = "12%" },
  { volume = 3_250, rate = "15%" },
  { volume = 5_000, rate = "18%" },
  { volume = 7_500, rate = "21%" },
]
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
ineligible = "keep-both"
placing = "balanced"
"#;

const BINARY_TREE: &str = "\
id,sponsor,placement,side
You,,,
L1,You,You,L
R1,You,You,R
L2,You,L1,left
L3,You,L1,right
R2,You,R1,left
R3,You,R1,right
";

const BINARY_ORDERS: &str = "\
id,member,month,cv
1,L2,1,100
2,L3,1,100
3,R2,1,300
4,R3,1,200
5,L2,2,400
6,R2,2,100
";

/// DIF-5: scribd.com/document/342251116, a profit spreadsheet.
#[test]
fn a_stairstep_pays_the_published_spreadsheet() {
    let tree =
        "id,sponsor,pv,cv\nYou,,103,350\nLeg1,You,1173,4000\nLeg2,You,587,2000\nLeg3,You,293,1000\nLeg4,You,293,1000\n";
    let expected = pays(&["1 You 211.50", "1 Leg1 360.00", "1 Leg2 120.00", "1 Leg3 30.00", "1 Leg4 30.00"]);
    assert_eq!(Desk::new(STAIRSTEP, tree).paid(&[]), expected);
}

/// The same figures as a European spreadsheet writes them, with a byte order mark and rows in another order.
#[test]
fn semicolons_and_decimal_commas_pay_the_same() {
    let tree = "\u{feff}CV;Sponsor;Id;PV\r\n1.000,00;You;Leg4;293,0\r\n350,00;-;You;103,00\r\n4000,00;You;Leg1;\"1.173,00\"\r\n2000;You;Leg2;587\r\n1000;You;Leg3;293\r\n";
    let expected = pays(&["1 You 211.50", "1 Leg1 360.00", "1 Leg2 120.00", "1 Leg3 30.00", "1 Leg4 30.00"]);
    assert_eq!(Desk::new(STAIRSTEP, tree).paid(&[]), expected);
}

/// BIN-1: mlmforge binary guide (github.com/mheuss/mlmforge, content/guides/binary.md).
#[test]
fn a_binary_carries_volume_to_the_second_month() {
    let desk = Desk::new(BINARY, BINARY_TREE).with_orders(BINARY_ORDERS);
    // L1 matches 100 of 100; R1 200 of 300 and 200, and carries 100.
    let first = ["1 You 20.00", "1 L1 10.00", "1 R1 20.00"];
    assert_eq!(desk.paid(&["--month", "1"]), pays(&first));
    assert_eq!(desk.paid(&["--month", "2"]), pays(&["2 You 40.00"]));
    assert_eq!(desk.paid(&[]), pays(&[&first[..], &["2 You 40.00"]].concat()));
    let statement = String::from_utf8(desk.pay(&["--statement", "You", "--month", "1"]).stdout).unwrap();
    assert!(statement.contains("binary carries 0.00 left, 300.00 right"), "{statement}");
}

/// FST-1: explanations of a plan, 2014; the first 60 days taken as three months.
#[test]
fn fast_start_pays_three_months_and_levels_from_the_fourth() {
    let plan = r#"
title = "Fast start"
rounding = "half-up"
rounded-per = "line"
[[rules]]
rule = "fast-start"
unpaid = "company"
rates = ["20%", "10%", "5%"]
months = 3
minimum-volume = 100
compression = "none"
[[rules]]
rule = "unilevel"
unpaid = "company"
rates = ["2%", "3%", "5%"]
compression = "none"
new-member-months = 3
new-member-share = "0%"
"#;
    let tree =
        "id,sponsor,joined\nThird,,2013-12\nSecond,Third,2013-12\nEnroller,Second,2013-12\nNew,Enroller,2014-01\n";
    let mut orders = "id,member,month,pv,cv\n".to_owned();
    for (month, volume) in [(1, 132), (2, 78), (3, 147), (4, 100)] {
        orders += &format!("N{month},New,2014-{month:02},{volume},{volume}\n");
        for standing in ["Third", "Second", "Enroller"] {
            orders += &format!("{standing}{month},{standing},2014-{month:02},100,0\n");
        }
    }
    let expected = pays(&[
        "2014-01 Enroller 26.40",
        "2014-01 Second 13.20",
        "2014-01 Third 6.60",
        "2014-02 Enroller 15.60",
        "2014-02 Second 7.80",
        "2014-02 Third 3.90",
        "2014-03 Enroller 29.40",
        "2014-03 Second 14.70",
        "2014-03 Third 7.35",
        "2014-04 Enroller 2.00",
        "2014-04 Second 3.00",
        "2014-04 Third 5.00",
    ]);
    assert_eq!(Desk::new(plan, tree).with_orders(&orders).paid(&[]), expected);
}

/// UNI-1: mlmforge unilevel guide.
#[test]
fn a_unilevel_pays_by_the_ranks_of_the_tree() {
    let plan = r#"
title = "Unilevel"
rounding = "half-up"
rounded-per = "line"
ranks = ["Member", "Silver", "Gold", "Diamond"]
[[rules]]
rule = "unilevel"
unpaid = "company"
rates = ["5%", "5%", "5%", "5%", "5%"]
depth-by-rank = [1, 2, 3, 5]
broad-percentage = "40%"
compression = "none"
"#;
    let tree = "id,sponsor,rank,cv\nT,,Diamond,\nS,T,Gold,\nA,S,silver,\nD,S,Silver,\nB,A,,\nC,B,Member,200\n";
    let expected = pays(&["1 A 4.00", "1 B 4.00", "1 S 4.00", "1 T 4.00"]);
    assert_eq!(Desk::new(plan, tree).paid(&[]), expected);
}

/// MTX-1: mlmforge matrix guide. Nobody says where members stand, so the plan places them as they join.
#[test]
fn a_matrix_places_members_as_they_join() {
    let plan = r#"
title = "Matrix"
rounding = "half-up"
rounded-per = "line"
ranks = ["Member", "Silver", "Gold"]
[[rules]]
rule = "matrix"
unpaid = "company"
width = 3
placing = "breadth-first"
rates = ["5%", "5%", "5%"]
depth-by-rank = [1, 2, 3]
broad-percentage = "40%"
compression = "none"
"#;
    let tree =
        "id,sponsor,joined,rank\nRoot,,1,Gold\nC,Root,2,Member\nB,Root,2,Member\nA,Root,1,Silver\nD,Root,3,Member\n";
    let desk = Desk::new(plan, tree).with_orders("id,member,month,cv\n1,D,3,100\n");
    assert_eq!(desk.paid(&[]), pays(&["3 A 2.00", "3 Root 2.00"]));
}

/// Ranks that the plan decides, month by month, and the rank column is left aside.
#[test]
fn ranks_are_earned_by_the_plan_s_qualification() {
    let plan = r#"
title = "Earned ranks"
rounding = "half-up"
rounded-per = "line"
ranks = ["Member", "Silver"]
paid-as = "rank-of-the-month"
[[qualification]]
rank = "Silver"
personal-volume = 100
[[rules]]
rule = "unilevel"
unpaid = "company"
rates = ["10%", "10%"]
depth-by-rank = [1, 2]
compression = "none"
"#;
    let orders = "id,member,month,pv,cv\n1,C,1,50,50\n2,A,1,100,100\n3,C,2,50,50\n4,A,2,99,99\n";
    let desk = Desk::new(plan, "id,sponsor,rank\nA,,Member\nB,A,Member\nC,B,Silver\n").with_orders(orders);
    assert_eq!(desk.paid(&[]), pays(&["1 A 5.00", "1 B 5.00", "2 B 5.00"]));
    let summary = String::from_utf8(desk.pay(&[]).stderr).unwrap();
    assert!(summary.contains("Ranks are earned by the plan's qualification"), "{summary}");
}

/// Claw-back: a refund makes negative lines in the month in which it is given; the past stays as it was.
#[test]
fn a_refund_makes_negative_lines_in_its_month() {
    let plan = "title = \"Levels\"\nrounding = \"half-up\"\nrounded-per = \"line\"\n[[rules]]\nrule = \"unilevel\"\nunpaid = \"company\"\nrates = [\"5%\", \"3%\"]\ncompression = \"none\"\n";
    let tree = "id,sponsor\nA,\nB,A\nC,B\n";
    let first = "id,member,month,cv,refunds\n1,C,1,100,\n";
    let desk = Desk::new(plan, tree).with_orders(first);
    let before = desk.lines(&[]);
    let desk = desk.with_orders(&format!("{first}2,C,2,-100,1\n"));
    assert_eq!(desk.lines(&["--month", "1"]), before);
    let negative = [
        ["2", "unilevel", "B", "C", "1", "-100.00", "0.05", "-5.00", "refund"],
        ["2", "unilevel", "A", "C", "2", "-100.00", "0.03", "-3.00", "refund"],
    ];
    assert_eq!(desk.lines(&["--month", "2"]), negative);
}

/// Who has left is paid nothing, from the leaving month on; what it ordered before is not touched.
#[test]
fn who_has_left_or_orders_too_little_is_not_paid() {
    let plan = "title = \"Levels\"\nrounding = \"half-up\"\nrounded-per = \"line\"\nactive-volume = 100\n[[rules]]\nrule = \"unilevel\"\nunpaid = \"company\"\nrates = [\"10%\"]\ncompression = \"standard\"\n";
    let tree = "id,sponsor,joined,left\nA,,1,\nB,A,1,3\nC,B,1,\n";
    let orders = "id,member,month,pv,cv\n\
        1,A,1,100,0\n2,B,1,100,0\n3,C,1,50,50\n\
        4,A,2,100,0\n5,B,2,99.99,0\n6,C,2,50,50\n\
        7,A,3,100,0\n8,B,3,500,0\n9,C,3,50,50\n";
    let desk = Desk::new(plan, tree).with_orders(orders);
    assert_eq!(desk.paid(&[]), pays(&["1 B 5.00", "2 A 5.00", "3 A 5.00"]));
}

/// Adding a month to the files changes nothing that was paid before, not even where members stand.
#[test]
fn a_new_month_leaves_the_months_before_as_they_were() {
    let plan = BINARY.replace("balanced", "weaker-leg");
    let tree = "id,sponsor,joined\nYou,,1\nA,You,1\nB,You,1\nC,You,2\nD,You,3\nE,You,3\n";
    let first = "id,member,month,pv,cv\n1,A,1,50,50\n2,B,1,80,80\n3,C,2,100,100\n4,D,3,10,10\n";
    let desk = Desk::new(&plan, tree).with_orders(first);
    let before = desk.lines(&[]);
    assert!(!before.is_empty());
    let desk = desk.with_orders(&format!("{first}5,A,4,900,900\n6,B,4,1,1\n"));
    assert_eq!(desk.lines(&[])[..before.len()], before);
}

/// BASE-1: mlmforge fundamentals guide. 200 CV at 0.50 each, 10 %.
#[test]
fn points_are_paid_at_their_worth() {
    let plan = "title = \"Half\"\nrounding = \"half-up\"\nrounded-per = \"line\"\npoint-value = 0.5\n[[rules]]\nrule = \"unilevel\"\nunpaid = \"company\"\nrates = [\"10%\"]\ncompression = \"none\"\n";
    let desk = Desk::new(plan, "id,sponsor,cv\nA,,\nB,A,200\n");
    assert_eq!(desk.paid(&[]), pays(&["1 A 10.00"]));
    let statement = String::from_utf8(desk.pay(&["--statement", "A"]).stdout).unwrap();
    assert!(statement.contains("200.00 x    10 % =         10.00"), "{statement}");
    assert!(statement.contains("basis x rate x 0.5."), "{statement}");
    let summary = String::from_utf8(desk.pay(&[]).stderr).unwrap();
    assert!(summary.contains("10.00 % of commissionable volume (10.00 paid of 200.00 CV, worth"), "{summary}");
}

/// What is not basis times rate is said to be so: a cap, and a step of a binary.
#[test]
fn a_statement_marks_what_is_no_plain_product() {
    let plan = "title = \"Steps\"\nrounding = \"half-up\"\nrounded-per = \"line\"\n[[rules]]\nrule = \"binary\"\npays = \"steps\"\nsteps = [{ volume = 100, amount = 40 }]\n\
        carry = \"both\"\nineligible = \"keep-both\"\nplacing = \"balanced\"\n\
        [[rules]]\nrule = \"earner-cap\"\non = [\"binary\"]\nmost-by-rank = [30]\n";
    let tree = "id,sponsor,placement,side,cv\nA,,,,\nB,A,A,L,150\nC,A,A,R,120\n";
    let desk = Desk::new(plan, tree);
    assert_eq!(desk.paid(&[]), pays(&["1 A 30.00"]));
    let statement = String::from_utf8(desk.pay(&["--statement", "A"]).stdout).unwrap();
    assert!(statement.contains("->        40.00") && statement.contains("->       -10.00"), "{statement}");
    assert!(statement.contains("-> The rule pays by a table, a share or a cap"), "{statement}");
}

/// Every built-in plan pays a small tree, and the program adds up: what is paid by line is what members get.
#[test]
fn every_built_in_plan_can_be_paid() {
    let mut tree = "id,sponsor,joined\nM0,,0\n".to_owned();
    let mut orders = "id,member,month,pv,cv,price\n".to_owned();
    for member in 1..60 {
        tree += &format!("M{member},M{},{}\n", (member - 1) / 3, 1 + member / 20);
    }
    for member in 0..60 {
        for month in 3..6 {
            let volume = 60 + 37 * (member * month % 11);
            orders += &format!("{member}-{month},M{member},{month},{volume},{volume},{}\n", volume * 2);
        }
    }
    assert!(BUILT_IN.len() >= 8);
    for plan in BUILT_IN {
        let needs = PlanFile::built_in(plan.name).unwrap().plan().needs();
        let tree = if needs.rank { tree.replace("joined\n", "joined,rank\n") } else { tree.clone() };
        let rank = PlanFile::built_in(plan.name).unwrap().rank_names().last().cloned().unwrap_or_default();
        let with_rank =
            |line: &str| if line.starts_with('M') { format!("{line},{rank}\n") } else { format!("{line}\n") };
        let tree: String = if needs.rank { tree.lines().map(with_rank).collect() } else { tree };
        let desk = Desk::new(plan.toml, &tree).with_orders(&orders);
        let by_lines: i64 = desk.lines(&[]).iter().map(|line| cents(&line[7])).sum();
        assert!(by_lines > 0, "{} pays nobody", plan.name);
        desk.pay(&["--out", "pay"]);
        let totals = read(&desk.path("pay/totals.csv"));
        let by_members: i64 = totals.lines().skip(1).map(|row| cents(row.rsplit(',').next().unwrap())).sum();
        assert_eq!(by_lines, by_members, "{}", plan.name);
        assert_eq!(totals.lines().count(), 1 + 3 * 60, "{}", plan.name);
    }
}
