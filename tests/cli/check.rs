use crate::support::{answer, downline, fits_the_terminal, flat, json};

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

#[test]
fn typical_is_held_to_thirteen_published_figures_a_line_each() {
    let text = answer(&["check", "--calibration", "--trials", "20,000"]);
    fits_the_terminal(&text);
    let numbers: Vec<&str> =
        text.lines().filter(|line| line.starts_with('T')).filter_map(|line| line.split(' ').next()).collect();
    let expected: Vec<String> = (1..=13).map(|number| format!("T{number}")).collect();
    assert_eq!(numbers, expected, "{text}");
    // A known miss is one in the answer, and no failure.
    let said = flat(&text);
    assert!(said.contains("OUTSIDE, a known miss: ") && said.contains("12 of 13 targets are inside."), "{text}");
    let object = json(&["check", "--calibration", "typical", "--trials", "20,000", "--json"]);
    assert_eq!(object["passed"], true, "{object}");
    let targets = object["targets"].as_array().unwrap();
    let missed: Vec<&str> = targets
        .iter()
        .filter(|target| target["inside"] == false)
        .map(|target| target["number"].as_str().unwrap())
        .collect();
    assert_eq!(missed, ["T13"]);
    assert!(targets.iter().all(|target| target["known_miss"].is_string() == (target["inside"] == false)));
}

#[test]
fn another_scenario_may_miss_and_one_without_everyone_is_told_why() {
    let answer = downline(&["check", "--calibration", "harsh", "--trials", "1000"]);
    assert_eq!(answer.code, Some(0), "{answer:?}");
    let said = flat(&answer.stdout);
    assert!(said.contains("OUTSIDE") && !said.contains("a known miss"), "{said}");
    downline(&["check", "--calibration", "ideal", "--trials", "1000"]).fails(2, &["nobody ever quits"]);
    downline(&["check", "--calibration", "nothing.toml"]).fails(2, &["nothing.toml"]);
}
