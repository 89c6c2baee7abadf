//! Sales to customers outside, retail margin, and owners of several positions.

use serde_json::Value;

use crate::desk::{Desk, cents, pays, read};

const MARGIN: &str = r#"
title = "Levels and margin"
rounding = "half-up"
rounded-per = "line"
point-value = 0.5
[[rules]]
rule = "retail"
inactive = "not-paid"
of = "retail-price"
rates-by-rank = ["30%"]
[[rules]]
rule = "unilevel"
unpaid = "company"
rates = ["10%"]
compression = "none"
"#;

const TREE: &str = "id,sponsor\nA,\nB,A\nC,B\n";

/// B sells for 1,000 and 200 to customers, and 100 come back; C buys for itself.
const ORDERS: &str = "\
id,member,month,cv,price,refunds,buyer
1,B,1,600,1000,,customer
2,C,1,300,400,,member
3,B,2,100,200,,customer
4,B,3,-60,-100,1,
5,C,3,20,30,,member
";

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

/// 30 % of the price, not of the volume, and a point's worth does not change it; levels are 10 % of the volume at 0.50.
#[test]
fn a_margin_is_paid_on_what_customers_paid() {
    let desk = Desk::new(MARGIN, TREE).with_orders(ORDERS);
    let expected = ["1 A 30.00", "1 B 315.00", "2 A 5.00", "2 B 60.00", "3 A -3.00", "3 B -29.00"];
    assert_eq!(desk.paid(&["-q"]), pays(&expected));
    let lines = desk.lines(&["-q"]);
    assert_eq!(lines[0], ["1", "retail", "B", "", "0", "1000.00", "0.3", "300.00", "paid"]);
    assert!(
        lines.contains(&["3", "retail", "B", "", "0", "-100.00", "0.3", "-30.00", "refund"].map(String::from).to_vec())
    );
    // A product in the statement, though a point is worth 0.50.
    let statement = text(desk.pay(&["--statement", "B", "--month", "1"]).stdout);
    assert!(statement.contains("1,000.00 x    30 % =        300.00"), "{statement}");
    assert!(!statement.contains("->"), "{statement}");
}

/// RET-1: a published presentation, cost 700 and retail 1,000, pays 300.00.
#[test]
fn the_published_margin_is_paid_from_files() {
    let desk = Desk::new(&MARGIN.replace("point-value = 0.5\n", ""), "id,sponsor\nYou,\n")
        .with_orders("id,member,month,cv,price,buyer\n1,You,1,700,1000,customer\n");
    assert_eq!(desk.paid(&["-q"]), pays(&["1 You 300.00"]));
}

#[test]
fn no_payout_ratio_counts_the_margin() {
    let desk = Desk::new(MARGIN, TREE).with_orders(ORDERS);
    let object: Value = serde_json::from_slice(&desk.pay(&["--json"]).stdout).unwrap();
    let summary = &object["summary"];
    let number = |key: &str| cents(&format!("{:.2}", summary[key].as_f64().unwrap()));
    assert_eq!((number("paid"), number("retail_margin"), number("commission")), (378_00, 330_00, 48_00));
    // 48.00 of 960 CV at 0.50, and of 1,530.00.
    assert_eq!(summary["payout_ratio_of_commissionable_volume"], 0.1);
    assert_eq!(summary["payout_ratio_of_price"], 0.0314);
    let outside = &summary["customers_outside"];
    assert_eq!((&outside["commissionable_volume"], &outside["price"]), (&640.0.into(), &1100.0.into()));
    assert_eq!(
        (&outside["share_of_commissionable_volume"], &outside["share_of_price"]),
        (&0.6667.into(), &0.719.into())
    );
    assert_eq!(summary["months"][2]["customers_outside"]["price"], -100.0);
    let text = text(desk.pay(&[]).stderr);
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for sentence in [
        "Payout ratio: 10.00 % of commissionable volume (48.00 commission of 960.00 CV, worth 480.00 at 0.5 a point).",
        "Of the price that buyers paid it is 3.14 % (48.00 of 1,530.00).",
        "Retail margin: 330.00, 30.00 % of the 1,100.00 that customers outside paid. It is in no payout ratio.",
        "Customers outside bought 66.67 % of commissionable volume (640.00 of 960.00 CV), 71.90 % of the price that \
         buyers paid (1,100.00 of 1,530.00).",
    ] {
        assert!(text.contains(sentence), "{sentence}\n{text}");
    }
}

#[test]
fn a_margin_without_its_columns_is_refused() {
    let refusal = |orders: &str| Desk::new(MARGIN, TREE).with_orders(orders).refusal(&[]);
    let text = refusal("id,member,month,cv\n1,B,1,5\n");
    assert!(text.contains("because of 2 problems"), "{text}");
    for column in ["column \"buyer\" is missing: the plan pays", "column \"price\" is missing: the plan pays"] {
        assert!(text.contains(column), "{text}");
    }
    let text = refusal("id,member,month,cv,price,buyer\n1,B,1,5,,\n");
    for column in ["column buyer of the orders is needed", "column price of the orders is needed"] {
        assert!(text.contains(column), "{text}");
    }
    assert!(refusal("id,member,month,cv,price\n1,B,1,5,9\n").contains("because of 1 problem "), "{text}");
    let text = Desk::new(MARGIN, "id,sponsor,cv\nA,,5\n").refusal(&[]);
    assert!(text.contains("give the orders with --orders"), "{text}");
    // With both columns and no customer there is a note.
    let desk = Desk::new(MARGIN, TREE).with_orders("id,member,month,cv,price,buyer\n1,B,1,5,9,member\n");
    let text = self::text(desk.pay(&[]).stderr).replace('\n', " ");
    assert!(text.contains("no order is of a customer outside, so it is 0.00"), "{text}");
}

const OWNED: &str = r#"
title = "Two positions"
rounding = "half-up"
rounded-per = "line"
[[rules]]
rule = "unilevel"
unpaid = "company"
rates = ["100%"]
compression = "none"
[[rules]]
rule = "earner-cap"
on = ["unilevel"]
most-by-rank = [5_000]
"#;

/// BIN-10: mlmforge binary guide (github.com/mheuss/mlmforge, content/guides/binary.md): two positions of one owner earn
/// 3,000 each under an owner cap of 5,000.
#[test]
fn two_positions_of_one_owner_share_the_cap() {
    let tree = "id,sponsor,owner,cv\nRoot,,,\nP1,Root,,\nP2,Root,P1,\nX,P1,,3000\nY,P2,,3000\n";
    let desk = Desk::new(OWNED, tree);
    assert_eq!(desk.paid(&["-q"]), pays(&["1 P1 2500.00", "1 P2 2500.00"]));
    let alone = Desk::new(OWNED, &tree.replace("P2,Root,P1", "P2,Root,"));
    assert_eq!(alone.paid(&["-q"]), pays(&["1 P1 3000.00", "1 P2 3000.00"]));
    desk.pay(&["--out", "pay", "-q"]);
    let totals = read(&desk.path("pay/totals.csv"));
    assert!(totals.starts_with("month,member,owner,rank,status,pv,cv,unilevel,earner-cap,total\n"), "{totals}");
    assert!(totals.contains("\n1,P2,P1,,active,0.00,0.00,3000.00,-500.00,2500.00\n"), "{totals}");
    assert!(totals.contains("\n1,X,X,,active,"), "{totals}");
    let object: Value = serde_json::from_slice(&desk.pay(&["--json"]).stdout).unwrap();
    assert!(object["totals"].as_array().unwrap().iter().any(|row| row["member"] == "P2" && row["owner"] == "P1"));
}

/// Of 6,000 for an owner of two positions 5,000 were paid; without one order of 3,000 it is 3,000 for one of them.
#[test]
fn a_refund_is_reckoned_under_the_owner_s_cap() {
    let tree = "id,sponsor,owner\nRoot,,\nP1,Root,\nP2,Root,P1\nX,P1,\nY,P2,\n";
    let orders = "id,member,month,cv,refunds\n1,X,1,3000,\n2,Y,1,3000,\n3,Y,2,-3000,2\n";
    let desk = Desk::new(OWNED, tree).with_orders(orders);
    assert_eq!(desk.paid(&["-q"]), pays(&["1 P1 2500.00", "1 P2 2500.00", "2 P1 500.00", "2 P2 -2500.00"]));
}

#[test]
fn owners_without_a_rule_that_looks_at_them_are_noted() {
    let plan = OWNED.split("[[rules]]\nrule = \"earner-cap\"").next().unwrap();
    let desk = Desk::new(plan, "id,sponsor,owner,cv\nA,,,\nB,A,A,5\n");
    assert!(text(desk.pay(&[]).stderr).contains("No rule of the plan looks at owners"));
}
