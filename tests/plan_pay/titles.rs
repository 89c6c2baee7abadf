//! Titles and the ranks of a month: what members bring along, what is shown, and what a refund undoes.

use serde_json::Value;

use crate::desk::{Desk, pays, read};

/// Silver asks for 100 of one's own in two months in a row, gold for 500 below.
const PLAN: &str = r#"
title = "Titles"
rounding = "half-up"
rounded-per = "line"
ranks = ["Member", "Silver", "Gold"]
paid-as = "rank-of-the-month"
[[qualification]]
rank = "Silver"
personal-volume = 100
months-in-row = 2
[[qualification]]
rank = "Gold"
personal-volume = 100
group-volume = 500
own-volume = "excluded"
leg-cap = "none"
[[rules]]
rule = "unilevel"
unpaid = "company"
own-rates = ["1%", "2%", "3%"]
compression = "none"
[[rules]]
rule = "rank-advancement"
amounts-by-rank = [0, 50, 200]
skipped-ranks = "not-paid"
"#;

const TREE: &str = "id,sponsor,rank\nA,,Gold\nB,A,\nC,B,\n";

/// B: 100 in months 1, 2 and 4; A: 100 throughout; C: 500 in month 3.
const ORDERS: &str = "id,member,month,pv,cv\n1,A,1,100,100\n2,B,1,100,100\n3,A,2,100,100\n4,B,2,100,100\n5,A,3,100,100\n\
                      6,C,3,500,500\n7,A,4,100,100\n8,B,4,100,100\n";

/// What `totals.csv` says of a member: month, rank, title and total.
fn totals(desk: &Desk, member: &str) -> Vec<String> {
    desk.pay(&["--out", "out", "-q", "--force"]);
    let text = read(&desk.path("out/totals.csv"));
    assert!(text.starts_with("month,member,rank,title,status,pv,cv,unilevel,rank-advancement,total\n"), "{text}");
    let rows = text.lines().map(|line| line.split(',').collect::<Vec<_>>()).filter(|row| row[1] == member);
    rows.map(|row| [row[0], row[2], row[3], row[9]].join(" ")).collect()
}

#[test]
fn totals_statement_and_json_show_rank_and_title() {
    let desk = Desk::new(PLAN, TREE).with_orders(ORDERS);
    // A is silver from month 2 on, gold in month 3, and brought its title along: no bonus.
    assert_eq!(
        totals(&desk, "A"),
        ["1 Member Gold 1.00", "2 Silver Gold 2.00", "3 Gold Gold 3.00", "4 Silver Gold 2.00"]
    );
    let of_b = ["1 Member Member 1.00", "2 Silver Silver 52.00", "3 Member Silver 0.00", "4 Member Silver 1.00"];
    assert_eq!(totals(&desk, "B"), of_b);
    let statement = String::from_utf8(desk.pay(&["--statement", "B"]).stdout).unwrap();
    assert!(statement.contains("Month 3: active, Member (title Silver); own volume"), "{statement}");
    let json = |arguments: &[&str]| -> Value { serde_json::from_slice(&desk.pay(arguments).stdout).unwrap() };
    let month = &json(&["--statement", "B", "--json"])["months"][2];
    assert_eq!((month["rank"].as_str(), month["title"].as_str()), (Some("Member"), Some("Silver")));
    let all = json(&["--json"]);
    let is_meant = |total: &&Value| total["member"] == "A" && total["month"] == "1";
    let total = all["totals"].as_array().unwrap().iter().find(is_meant).unwrap();
    assert_eq!((total["rank"].as_str(), total["title"].as_str()), (Some("Member"), Some("Gold")));
    let summary = String::from_utf8(desk.pay(&[]).stderr).unwrap();
    let summary = summary.split_whitespace().collect::<Vec<_>>().join(" ");
    for said in ["is the title that each member brings along", "Months in a row are counted from the first month"] {
        assert!(summary.contains(said), "{summary}");
    }
}

/// One month alone is paid with the titles and months in a row of those before it.
#[test]
fn a_month_alone_knows_the_months_before() {
    let desk = Desk::new(PLAN, TREE).with_orders(ORDERS);
    assert_eq!(desk.paid(&["--month", "2"]), pays(&["2 A 2.00", "2 B 52.00"]));
    assert_eq!(desk.paid(&["--month", "4"]), pays(&["4 A 2.00", "4 B 1.00"]));
}

/// Paid as the title: A is gold from the first month on, and B silver once it was.
#[test]
fn titles_are_paid_for_life() {
    let desk = Desk::new(&PLAN.replace("\"rank-of-the-month\"", "\"title\""), TREE).with_orders(ORDERS);
    let all = ["1 A 3.00", "1 B 1.00", "2 A 3.00", "2 B 52.00", "3 A 3.00", "3 C 5.00", "4 A 3.00", "4 B 2.00"];
    assert_eq!(desk.paid(&[]), pays(&all));
}

/// The refund makes B a member again in month 2: its bonus is taken back, and the two months in a row that it then has
/// in months 4 and 5 are the first ones, and pay it.
#[test]
fn a_refund_that_undoes_a_rank_takes_its_bonus_back() {
    let orders = "id,member,month,pv,cv,refunds\n1,B,1,100,100,\n2,B,2,100,100,\n3,B,3,-1,-1,2\n4,B,4,100,100,\n5,B,5,100,100,\n";
    let desk = Desk::new(PLAN, TREE).with_orders(orders);
    // Month 3: 1 % of 99 in place of 2 % of 100, and the 50.00.
    let paid = pays(&["1 B 1.00", "2 B 52.00", "3 B -51.01", "4 B 1.00", "5 B 52.00"]);
    assert_eq!(desk.paid(&[]), paid);
    let bonus = |line: &&Vec<String>| line[0] == "3" && line[1] == "rank-advancement";
    let lines = desk.lines(&[]);
    let bonus: Vec<_> = lines.iter().filter(bonus).map(|line| (line[7].as_str(), line[8].as_str())).collect();
    assert_eq!(bonus, [("-50.00", "refund")]);
    assert_eq!(totals(&desk, "B")[2], "3 Member Member -51.01");
    // A rank that is held again in the month of the refund itself is a new one: taken back and paid.
    let again = orders.replace("4,B,4", "4,B,3");
    let desk = Desk::new(&PLAN.replace("months-in-row = 2", "months-in-row = 1"), TREE).with_orders(&again);
    assert_eq!(desk.paid(&[])[&("1".to_owned(), "B".to_owned())], "52.00");
    assert_eq!(desk.paid(&[])[&("3".to_owned(), "B".to_owned())], "0.99");
}

/// The rows of a file stand in no order.
#[test]
fn rows_in_another_order_are_paid_the_same() {
    let turned = |csv: &str| {
        let mut rows: Vec<&str> = csv.lines().collect();
        rows[1..].reverse();
        rows.join("\n") + "\n"
    };
    let paid = |tree: &str, orders: &str| Desk::new(PLAN, tree).with_orders(orders).paid(&[]);
    assert_eq!(paid(&turned(TREE), &turned(ORDERS)), paid(TREE, ORDERS));
}

#[test]
fn a_title_that_the_plan_does_not_know_is_refused() {
    let desk = Desk::new(PLAN, "id,sponsor,rank\nA,,Golden\nB,A,\nC,B,\n").with_orders(ORDERS);
    let said = desk.refusal(&[]);
    assert!(said.contains("row 2: rank \"Golden\" is not one of the plan"), "{said}");
}

#[test]
fn volumes_of_several_months_begin_with_the_files() {
    let plan = PLAN.replace("months-in-row = 2", "over-months = 2");
    let desk = Desk::new(&plan, TREE).with_orders(ORDERS);
    // 100 in two months together is 100 in either: B is silver in month 3 too, and at once.
    let of_b = ["1 Silver Silver 52.00", "2 Silver Silver 2.00", "3 Silver Silver 0.00", "4 Silver Silver 2.00"];
    assert_eq!(totals(&desk, "B"), of_b);
    let summary = String::from_utf8(desk.pay(&[]).stderr).unwrap();
    let summary = summary.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(summary.contains("Volumes of several months are added up from the first month"), "{summary}");
}
