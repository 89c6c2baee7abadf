//! A plan that comes to more than can be counted is refused, and nothing is left of it.

use std::fmt::Write as _;

use crate::desk::Desk;

/// Unilevel on a hundred levels at this rate, a match of it, and a match of the match: what is ordered in a long line is paid
/// some hundred thousand times at 100 %.
fn matches_of_matches(rate: &str) -> String {
    let rates = vec![format!("\"{rate}\""); 100].join(", ");
    let matching = |on: &str| {
        format!(
            "[[rules]]\nrule = \"matching\"\non = [\"{on}\"]\nrates-by-rank = [[{rates}]]\ncascade = \"no\"\n\
             compression = \"none\"\n"
        )
    };
    format!(
        "title = \"Matches of matches\"\nrounding = \"half-up\"\nrounded-per = \"line\"\nranks = [\"Member\"]\n\
         [[rules]]\nrule = \"unilevel\"\nunpaid = \"company\"\nrates = [{rates}]\ncompression = \"none\"\n{}{}",
        matching("unilevel"),
        matching("matching")
    )
}

/// A line of 300 people who each order for a thousand million.
fn line_of_people() -> String {
    (1..300).fold("id,sponsor,cv\nm0,,1000000000\n".to_owned(), |mut tree, member| {
        writeln!(tree, "m{member},m{},1000000000", member - 1).unwrap();
        tree
    })
}

const REFUSED: &str = "by month 1 the amounts of `matching-2` and the rules before it add up to more than \
                       23058430092136939.51, which is the most that can be counted; lower its rates or amounts";

#[test]
fn sums_beyond_what_can_be_counted_are_refused_with_the_rule_that_makes_them_and_leave_no_folder() {
    let desk = Desk::new(&matches_of_matches("100%"), &line_of_people());
    for arguments in [&["--out", "paid"][..], &["-q"], &["--json"], &["--statement", "m0"]] {
        let output = desk.command(arguments).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
        assert!(said.contains(REFUSED), "{arguments:?}: {said}");
    }
    assert!(!desk.path("paid").exists());
}

#[test]
fn the_same_plan_at_a_hundredth_of_its_rates_is_paid() {
    let desk = Desk::new(&matches_of_matches("1%"), &line_of_people());
    desk.pay(&["--out", "paid"]);
    assert!(desk.path("paid/totals.csv").exists());
}
