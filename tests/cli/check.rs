use crate::support::{answer, downline, fits_the_terminal, json};

#[test]
fn the_checks_pass_in_a_table_of_eighty_columns_and_as_json() {
    let text = answer(&["check", "--trials", "5000"]);
    fits_the_terminal(&text);
    assert!(text.contains("checks pass"), "{text}");
    assert!(json(&["check", "--trials", "5000", "--json"]).is_object());
}

#[test]
fn settings_of_a_check_outside_their_range_are_usage_errors() {
    downline(&["check", "--trials", "1"]).fails(2, &["--trials"]);
}
