//! Members who were brought in by another than their sponsor.

use crate::desk::{Desk, pays};

/// Plans with two trees, as doTERRA and Young Living have them, pay new members' orders to enrollers and levels up the
/// tree of sponsors; rates and months are made for this test.
const PLAN: &str = r#"
title = "Two trees"
rounding = "half-up"
rounded-per = "line"
[[rules]]
rule = "fast-start"
rates = ["20%", "10%", "5%"]
months = 2
compression = "none"
unpaid = "company"
[[rules]]
rule = "unilevel"
rates = ["2%", "3%", "5%"]
compression = "none"
unpaid = "company"
new-member-months = 2
new-member-share = "0%"
"#;

/// You enrolled A, B and C, and C stands below B, who stands below A; C is new, A and B are not.
#[test]
fn fast_starts_follow_enrollers_and_levels_sponsors() {
    let tree = "id,sponsor,enroller,joined,cv\nYou,,,0,\nA,You,,0,100\nB,A,You,0,100\nC,B,You,5,100\n";
    let desk = Desk::new(PLAN, tree);
    // C's 100: 20 % to You. A's 100: 2 % to You; B's: 2 % to A, 3 % to You.
    assert_eq!(desk.paid(&["--month", "5", "-q"]), pays(&["5 A 2.00", "5 You 25.00"]));
    // Were sponsors the enrollers, B would have the 20 %, A 10 %, and You 5 %.
    let alike = Desk::new(PLAN, &tree.replace(",You,5", ",,5").replace(",You,0", ",,0"));
    assert_eq!(alike.paid(&["--month", "5", "-q"]), pays(&["5 A 12.00", "5 B 20.00", "5 You 10.00"]));
}

#[test]
fn enrollers_that_no_rule_follows_are_noted() {
    let plan = PLAN.split("[[rules]]\nrule = \"fast-start\"").next().unwrap().to_owned()
        + "[[rules]]\nrule = \"team-percent\"\nrate = \"6%\"\nown-volume = \"included\"\n";
    let desk = Desk::new(&plan, "id,sponsor,enroller,cv\nYou,,,\nA,You,,100\nB,A,You,100\n");
    let said = String::from_utf8(desk.pay(&[]).stderr).unwrap();
    assert!(said.contains("No rule of the plan follows enrollers"), "{said}");
    let desk = Desk::new(PLAN, "id,sponsor,enroller,joined,cv\nYou,,,0,\nA,You,,0,100\nB,A,You,0,100\n");
    let said = String::from_utf8(desk.pay(&["--month", "5"]).stderr).unwrap();
    assert!(!said.contains("follows enrollers"), "{said}");
}
