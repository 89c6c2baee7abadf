use crate::support::{answer, downline, fits_the_terminal, json};

#[test]
fn the_checks_pass_in_a_table_of_eighty_columns_and_as_json() {
    let text = answer(&["check", "--trials", "5000"]);
    fits_the_terminal(&text);
    assert!(text.contains("checks pass"), "{text}");
    for theme in ["your customers in month 12", "volume of the team in month 12", "net of 12 months, $"] {
        assert!(text.contains(theme), "{theme} is not in\n{text}");
    }
    let json = json(&["check", "--trials", "5000", "--json"]);
    assert_eq!(json["passed"], true);
    let checks = json["checks"].as_array().unwrap();
    let controls = checks.iter().filter(|check| check["verdict"] == "rightly rejected").count();
    assert_eq!((checks.len(), controls), (37, 5), "{json}");
}

#[test]
fn settings_of_a_check_outside_their_range_are_usage_errors() {
    downline(&["check", "--trials", "1"]).fails(2, &["--trials"]);
}
