//! Nothing is paid on bad data, and every problem is told.

use crate::desk::Desk;

const LEVELS: &str = "title = \"Levels\"\nrounding = \"half-up\"\nrounded-per = \"line\"\n[[rules]]\nrule = \"unilevel\"\nunpaid = \"company\"\nrates = [\"10%\"]\ncompression = \"none\"\n";

fn binary(extra: &str) -> String {
    format!(
        "title = \"Binary\"\nrounding = \"half-up\"\nrounded-per = \"line\"\n{extra}\n[[rules]]\nrule = \"binary\"\npays = \"weaker-leg\"\nrates-by-rank = [\"10%\"]\n\
         carry = \"both\"\nineligible = \"keep-both\"\nplacing = \"balanced\"\n"
    )
}

#[test]
fn every_problem_is_printed_with_its_row() {
    let tree = "id,sponsor,pv,cv\nA,,1,1\nB,A,x,1\nC,Q,1,1\nB,A,1,1\nD,,1,1.234\nE,F,1,1\nF,E,1,-5\n";
    let text = Desk::new(LEVELS, tree).refusal(&[]);
    assert!(text.starts_with("error: nothing is paid, because of 7 problems in the files:\n"), "{text}");
    for (row, what) in [
        (3, "pv \"x\" is not a number"),
        (4, "sponsor \"Q\" is not in the file"),
        (5, "id \"B\" already stands in row 3"),
        (6, "has no sponsor, but the root is already"),
        (6, "can be read in two ways"),
        (7, "circle"),
        (8, "negative"),
    ] {
        let found = text.lines().any(|line| line.starts_with(&format!("tree.csv row {row}: ")) && line.contains(what));
        assert!(found, "row {row}: {what} is missing in\n{text}");
    }
}

#[test]
fn problems_of_both_files_are_told_together() {
    let desk = Desk::new(LEVELS, "id,sponsor\nA,\nB,Z\n").with_orders("id,member,month,cv\n1,A,soon,5\n2,X,1,5\n");
    let text = desk.refusal(&[]);
    for what in ["tree.csv row 3: ", "orders.csv row 2: ", "orders.csv row 3: "] {
        assert!(text.contains(what), "{what} is missing in\n{text}");
    }
}

#[test]
fn columns_that_the_plan_reads_are_named() {
    let ranked = LEVELS.replace("title", "ranks = [\"Member\", \"Silver\"]\ntitle") + "depth-by-rank = [1, 1]\n";
    let fast = "title = \"F\"\nrounding = \"half-up\"\nrounded-per = \"line\"\n[[rules]]\nrule = \"fast-start\"\nunpaid = \"company\"\nrates = [\"20%\"]\nmonths = 3\ncompression = \"none\"\n";
    let tree = "id,sponsor\nA,\nB,A\n";
    let with_cv = "id,sponsor,cv\nA,,\nB,A,5\n";
    for (plan, tree, column) in [
        (LEVELS.to_owned(), tree, "column \"cv\" is missing: "),
        (LEVELS.replace("title", "active-volume = 100\ntitle"), with_cv, "column \"pv\" is missing: "),
        (ranked, with_cv, "column \"rank\" is missing: "),
        (fast.to_owned(), with_cv, "column \"joined\" is missing: "),
        (binary(""), with_cv, "column \"joined\" is missing: "),
        (LEVELS.to_owned(), "id,sponsor,cv\nA,,\nB,A,\n", "column cv of the tree is needed"),
        (binary(""), "id,sponsor,placement,cv\nA,,,\nB,A,A,5\n", "column side of the tree"),
    ] {
        let text = Desk::new(&plan, tree).refusal(&[]);
        assert!(text.contains(column), "{column} is not named in\n{text}");
    }
    let text = Desk::new(&binary("active-volume = 5"), tree).refusal(&[]);
    assert!(text.contains("because of 3 problems"), "{text}");
}

#[test]
fn missing_columns_are_told_at_once_and_none_of_orders_without_a_row() {
    let desk = Desk::new(LEVELS, "id,sponsor\nA,\nB,A\n").with_orders("member,amount\nB,5\n");
    let text = desk.refusal(&[]);
    for column in
        ["column \"id\" is missing", "column \"month\" is missing", "column \"cv\" is missing: it is the volume"]
    {
        assert!(text.contains(column), "{column} is not named in\n{text}");
    }
    assert!(!text.contains("\"pv\" and"), "{text}");
    let text = desk.with_orders("id,member,month,pv,cv\n").refusal(&[]);
    assert_eq!(text.lines().skip(1).collect::<Vec<_>>(), ["there is no order, so there is no month to pay"]);
}

#[test]
fn volumes_of_members_who_are_not_there_are_not_paid_on() {
    let ranked = LEVELS.replace("title", "ranks = [\"Member\"]\ntitle") + "depth-by-rank = [1]\n";
    let desk = Desk::new(
        &ranked,
        "id,sponsor,joined,left,pv,cv,rank\nA,,1,,100,100,\nB,A,1,2,100,100,\nC,A,9,,100,100,King\nD,A,9,,0,0,\nE,A,5,5,1,1,\n",
    );
    let text = desk.refusal(&["--month", "5"]);
    for what in [
        "because of 3 problems",
        "tree.csv row 3: \"B\" has volume of month 5, after leaving in month 2",
        "tree.csv row 4: \"C\" has volume of month 5, before joining in month 9",
        "tree.csv row 4: rank \"King\"",
    ] {
        assert!(text.contains(what), "{what} is missing in\n{text}");
    }
    desk.write("tree.csv", "id,sponsor,joined,left,pv,cv\nA,,1,,100,100\nB,A,1,2,,\nC,A,9,,0,0\nE,A,5,5,1,1\n");
    desk.write("plan.toml", LEVELS);
    assert_eq!(desk.lines(&["--month", "5"]).len(), 1, "E may have ordered before leaving");
}

#[test]
fn an_unknown_rank_is_told_with_its_row() {
    let plan = LEVELS.replace("title", "ranks = [\"Member\", \"Silver\"]\ntitle") + "depth-by-rank = [1, 1]\n";
    let text = Desk::new(&plan, "id,sponsor,rank,cv\nA,,Silver,\nB,A,Sliver,5\nC,A,King,5\n").refusal(&[]);
    assert!(text.contains("because of 2 problems"), "{text}");
    assert!(
        text.contains("tree.csv row 3: rank \"Sliver\" is not one of the plan; did you mean \"Silver\"?"),
        "{text}"
    );
    assert!(text.contains("tree.csv row 4: rank \"King\""), "{text}");
}

#[test]
fn volumes_are_taken_from_one_place() {
    let desk = Desk::new(LEVELS, "id,sponsor,cv\nA,,\nB,A,5\n").with_orders("id,member,month,cv\n1,B,1,5\n");
    assert!(desk.refusal(&[]).contains("volumes stand in the tree (pv, cv) and in the orders"));
}

#[test]
fn a_month_is_asked_for_when_something_depends_on_it() {
    let desk = Desk::new(LEVELS, "id,sponsor,joined,left,cv\nA,,1,4,\nB,A,2,,50\n");
    assert!(desk.refusal(&[]).contains("say which month it is with --month"));
    assert_eq!(desk.lines(&["--month", "3"]).len(), 1);
    assert_eq!(desk.lines(&["--month", "4"]).len(), 0, "A has left");
    assert!(desk.refusal(&["--month", "March"]).contains("--month March: months are numbers here"));
    let dated = Desk::new(LEVELS, "id,sponsor,joined,cv\nA,,2024-02,\nB,A,2024-03,5\n");
    assert!(dated.refusal(&["--month", "x"]).contains("--month x: months are written as 2024-02 in these files"));
    let desk = Desk::new(LEVELS, "id,sponsor\nA,\nB,A\n").with_orders("id,member,month,cv\n1,B,2,5\n2,B,4,5\n");
    assert!(desk.refusal(&["--month", "5"]).contains("month 5 has no orders: they run from 2 to 4"));
    assert_eq!(desk.lines(&["--month", "3"]).len(), 0);
}

#[test]
fn more_volume_than_can_be_paid_exactly_is_refused() {
    let mut orders = "id,member,month,cv\n".to_owned();
    for order in 0..10_001 {
        orders += &format!("{order},B,1,999999999.99\n");
    }
    let desk = Desk::new(LEVELS, "id,sponsor\nA,\nB,A\n").with_orders(&orders);
    assert!(desk.refusal(&[]).contains("more than 10,000,000,000,000.00"));
    let desk = desk.with_orders(orders.rsplit_once("10000,").unwrap().0);
    assert_eq!(desk.lines(&[])[0][7], "999999999990.00");
}

#[test]
fn files_and_names_that_are_not_there_are_told() {
    let desk = Desk::new(LEVELS, "id,sponsor,cv\nAnna,,\nBernd,Anna,5\n");
    assert!(desk.refusal(&["--statement", "Ana"]).contains("nobody has the id Ana; did you mean Anna?"));
    assert!(desk.refusal(&["--statement", "Bob"]).contains("nobody has the id Bob; the nearest is Bernd"));
    let mut command = assert_cmd::Command::cargo_bin("downline").unwrap();
    let output = command.args(["plan", "pay", "--plan", "-", "--tree", "-"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("standard input can be only one"));
    assert!(desk.refusal(&["--orders", "missing.csv"]).contains("cannot read missing.csv"));
    std::fs::remove_file(desk.path("plan.toml")).unwrap();
    assert!(desk.refusal(&[]).contains("plan.toml"));
}
