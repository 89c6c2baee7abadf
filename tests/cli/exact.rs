use crate::support::{PRESETS, answer, downline, fits_the_terminal, flat, json};

#[test]
fn the_law_of_every_preset_fits_into_eighty_columns_with_and_without_trials() {
    for preset in PRESETS {
        fits_the_terminal(&answer(&["exact", preset]));
        fits_the_terminal(&answer(&["exact", preset, "--trials", "3000"]));
    }
    fits_the_terminal(&answer(&["exact", "momentum", "--set", "months=48", "--trials", "3000"]));
}

#[test]
fn json_holds_a_law_that_adds_up() {
    let object = json(&["exact", "tenacious", "--json"]);
    assert_eq!((&object["schema_version"], &object["month"]), (&1.into(), &12.into()));
    assert_eq!(object["scenario"]["name"], "tenacious");
    let cells = object["cells"].as_array().unwrap();
    let (mut total, mut mean, mut square) = (0.0, 0.0, 0.0);
    for (number, cell) in cells.iter().enumerate() {
        assert_eq!(cell["team"], number);
        assert!(cell.get("count").is_none());
        let (team, probability) = (number as f64, cell["probability"].as_f64().unwrap());
        total += probability;
        mean += team * probability;
        square += team * team * probability;
    }
    assert!((total - 1.0).abs() < 1e-11, "{total}");
    assert!((mean - object["mean"].as_f64().unwrap()).abs() < 1e-9);
    assert!((square - mean * mean - object["variance"].as_f64().unwrap()).abs() < 1e-8);
    assert_eq!(cells[0]["probability"], 0.0, "you stay");
    assert_eq!((&object["quantiles"]["p50"], &object["quantiles"]["p90"]), (&5.into(), &10.into()));
}

#[test]
fn the_published_law_comes_out() {
    // Poisson 0.15 a month, 10 of 100 quit each month, you stay at the members' rate: mean 3.387568978066 after a year,
    // alone with probability 0.273483957744.
    let object = json(&[
        "exact",
        "--set",
        "sponsoring={ distribution = \"poisson\", mean = 0.15 }",
        "--set",
        "attrition.quit=[{ rate = 0.1 }]",
        "--set",
        "you={ sponsoring = 0.15, stays = true }",
        "--json",
    ]);
    assert!((object["mean"].as_f64().unwrap() - 3.387_568_978_066).abs() < 1e-11);
    assert!((object["cells"][1]["probability"].as_f64().unwrap() - 0.273_483_957_744).abs() < 1e-11);
}

#[test]
fn simulated_teams_stand_beside_the_law_and_agree_with_it() {
    let object = json(&["exact", "typical", "--trials", "20000", "--seed", "3", "--json"]);
    let counts: u64 = object["cells"].as_array().unwrap().iter().map(|cell| cell["count"].as_u64().unwrap()).sum();
    assert_eq!(counts, 20_000);
    assert_eq!((&object["simulated"]["seed"], &object["simulated"]["trials"]), (&3.into(), &20_000.into()));
    assert!(object["simulated"]["fit"]["p_value"].as_f64().unwrap() > 1e-6);
    // The same teams as `run` has.
    let run = json(&["run", "typical", "--trials", "20000", "--seed", "3", "--json"]);
    let share = run["months"][12]["metrics"]["team"]["share_zero"].as_f64().unwrap();
    assert_eq!(object["cells"][0]["share"].as_f64().unwrap(), share);
    let text = answer(&["exact", "typical", "--trials", "20000", "--seed", "3"]);
    for words in ["std. errors", "chi-square", "20,000 trials of seed 3"] {
        assert!(flat(&text).contains(words), "{words:?} is not in {text}");
    }
}

#[test]
fn an_earlier_month_can_be_asked_for_and_a_later_one_not() {
    let object = json(&["exact", "tenacious", "--month", "3", "--json"]);
    assert_eq!(object["month"], 3);
    let month_0 = json(&["exact", "typical", "--month", "0", "--json"]);
    assert_eq!((&month_0["mean"], &month_0["cells"][1]["probability"]), (&1.0.into(), &1.0.into()));
    downline(&["exact", "--month", "13"]).fails(2, &["--month 13", "--set months=13"]);
    downline(&["exact", "--seed", "3"]).fails(2, &["--trials"]);
    downline(&["exact", "--trials", "0"]).fails(2, &["--trials"]);
}

#[test]
fn the_text_says_what_a_team_is_and_counts_of_100() {
    let text = flat(&answer(&["exact", "tenacious"]));
    for words in
        ["you included while active", "of 100", "fewer than 1", "Mean 5.87", "standard deviation", "100 people"]
    {
        assert!(text.contains(words), "{words:?} is not in {text}");
    }
    assert!(flat(&answer(&["exact", "ideal"])).contains("certain"));
}

#[test]
fn no_law_is_told_where_leaving_depends_on_pay() {
    downline(&["exact", "week"]).fails(2, &["you.quits-after-red-months", "downline run"]);
}
