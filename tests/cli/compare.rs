use std::fs;

use tempfile::tempdir;

use crate::support::{Csv, answer, downline, fits_the_terminal, flat, json, names, run_into, with_input};

#[test]
fn any_presets_stand_side_by_side_in_eighty_columns() {
    fits_the_terminal(&answer(&["compare", "typical", "tenacious", "--trials", "3000"]));
    let all = ["compare", "ideal", "typical", "tenacious", "builder", "momentum", "harsh", "sticky"];
    fits_the_terminal(&answer(&[&all[..], &["--trials", "3000"]].concat()));
}

#[test]
fn the_text_says_that_the_people_are_the_same_and_where_that_ends() {
    let text = flat(&answer(&["compare", "typical", "tenacious", "--trials", "3000"]));
    for words in [
        "A = typical (",
        "B = tenacious (",
        "The same random people",
        "nobody to be compared with",
        "Of 100 people:",
        "3,000 trials of each",
        "not actual earnings",
        "Costs: kit $75, $25 a month, own orders $110 every month",
        "who leaves sooner pays fewer of them",
        "own orders a cost",
        "own orders bought anyway",
        "tenacious, stays",
        "free to quit",
    ] {
        assert!(text.contains(words), "{words:?} is not in {text}");
    }
}

#[test]
fn a_note_says_where_own_orders_are_taken_otherwise() {
    let text = flat(&answer(&["compare", "typical", "ideal", "--trials", "1000"]));
    assert!(text.contains("Note: to A own orders are a cost, to B bought anyway."), "{text}");
    let text = flat(&answer(&["compare", "typical", "tenacious", "--trials", "1000"]));
    assert!(!text.contains("Note:"), "{text}");
}

#[test]
fn differences_are_those_of_the_same_trial_numbers() {
    const TRIALS: usize = 1_777;
    let trials = TRIALS.to_string();
    let rows = |preset: &str| {
        let folder = tempdir().unwrap();
        run_into(folder.path(), &["run", preset, "--trials", &trials, "-q"]);
        Csv::read(folder.path(), "trials.csv")
    };
    let (base, other) = (rows("typical"), rows("builder"));
    let object = json(&["compare", "typical", "builder", "--trials", &trials, "--json"]);
    for (number, metric) in ["team", "net_total", "net_total_bought_anyway"].into_iter().enumerate() {
        let column = metric;
        let pairs = base.cells(column).into_iter().zip(other.cells(column));
        let number_of = |cell: &str| cell.parse::<f64>().unwrap();
        let mut differences: Vec<f64> = pairs.map(|(base, other)| number_of(other) - number_of(base)).collect();
        differences.sort_by(f64::total_cmp);
        let said = &object["differences"][number];
        assert_eq!(
            (&said["metric"], &said["base"], &said["scenario"]),
            (&metric.into(), &"typical".into(), &"builder".into())
        );
        for (name, percent) in [("p10", 10), ("p50", 50), ("p90", 90)] {
            let expected = differences[(percent * TRIALS).div_ceil(100) - 1];
            assert!((said[name].as_f64().unwrap() - expected).abs() < 1e-6, "{metric} {name}");
        }
        let better = differences.iter().filter(|&&difference| difference > 1e-6).count();
        assert_eq!(said["better"]["count"], better);
        let counts = ["better", "same", "worse"].map(|name| said[name]["count"].as_u64().unwrap());
        assert_eq!(counts.iter().sum::<u64>(), TRIALS as u64);
        let parts = ["better", "same", "worse"].map(|name| said[name]["of_100"].as_u64().unwrap());
        assert_eq!(parts.iter().sum::<u64>(), 100);
    }
}

#[test]
fn each_scenario_is_reported_as_run_reports_it() {
    let object = json(&["compare", "harsh", "sticky", "ideal", "--trials", "2500", "--seed", "4", "--json"]);
    assert_eq!(object["base"], "harsh");
    for (number, preset) in ["harsh", "sticky", "ideal"].into_iter().enumerate() {
        // Everyone who joined is told by a run alone.
        let alone = json(&["run", preset, "--trials", "2500", "--seed", "4", "--no-everyone", "--json"]);
        assert_eq!(object["scenarios"][number], alone, "{preset}");
    }
    assert_eq!(object["differences"].as_array().unwrap().len(), 6);
}

#[test]
fn the_table_has_its_agreed_header_and_the_numbers_of_the_json() {
    let folder = tempdir().unwrap();
    let arguments = ["compare", "typical", "tenacious", "builder", "--trials", "2000", "--json"];
    run_into(folder.path(), &arguments);
    assert_eq!(
        names(folder.path()),
        ["builder.toml", "compare.csv", "manifest.json", "tenacious.toml", "typical.toml"]
    );
    let table = Csv::read(folder.path(), "compare.csv");
    assert_eq!(table.header, "metric, base, scenario, paired_difference_p10, p50, p90, of_100_better, low_95, high_95");
    let object = json(&arguments);
    assert_eq!(table.rows.len(), 6);
    for (row, said) in table.rows.iter().zip(object["differences"].as_array().unwrap()) {
        assert_eq!(
            (row[0].as_str(), row[2].as_str()),
            (said["metric"].as_str().unwrap(), said["scenario"].as_str().unwrap())
        );
        for (cell, name) in row[3..6].iter().zip(["p10", "p50", "p90"]) {
            assert_eq!(cell.parse::<f64>().unwrap(), said[name].as_f64().unwrap(), "{row:?}");
        }
        assert_eq!(row[6], said["better"]["of_100"].to_string());
    }
}

#[test]
fn a_name_that_a_spreadsheet_would_run_is_made_safe() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("=1+1.toml");
    fs::write(&path, answer(&["presets", "harsh"])).unwrap();
    let out = folder.path().join("out");
    run_into(&out, &["compare", path.to_str().unwrap(), "typical", "--trials", "1000", "--json"]);
    assert_eq!(Csv::read(&out, "compare.csv").cells("base"), ["'=1+1"; 3]);
}

#[test]
fn changes_apply_to_all_and_one_may_come_from_standard_input() {
    let object = json(&["compare", "typical", "harsh", "--trials", "1000", "--set", "months=6", "--json"]);
    for scenario in object["scenarios"].as_array().unwrap() {
        assert_eq!(scenario["scenario"]["months"], 6);
    }
    let preset = answer(&["presets", "sticky"]);
    let piped = with_input(&["compare", "typical", "-", "--trials", "1000"], preset.as_bytes());
    assert_eq!(piped.code, Some(0), "{piped:?}");
    downline(&["compare", "-", "-"]).fails(2, &["standard input"]);
}

#[test]
fn what_cannot_be_compared_is_refused_with_the_way_out() {
    let folder = tempdir().unwrap();
    let mine = answer(&["presets", "typical"]);
    let path = |name: &str, text: String| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let longer = path("longer.toml", mine.replace("months = 12 ", "months = 24 "));
    downline(&["compare", "typical", &longer]).fails(2, &["`longer` 24", "--set months=12"]);
    assert_eq!(downline(&["compare", "typical", &longer, "--set", "months=12", "--trials", "1000"]).code, Some(0));
    let euros = path("euros.toml", mine.replace("\"USD\"", "\"EUR\""));
    downline(&["compare", "typical", &euros]).fails(2, &["USD", "EUR"]);
    downline(&["compare", "typical"]).fails(2, &["2 values required"]);
    downline(&["compare", "typical", "tipical"]).fails(2, &["did you mean `typical`?"]);
    downline(&["compare", "typical", "ideal", "--set", "sponsoring.mean=100"]).fails(1, &["`typical`:", "by month 4"]);
}

#[test]
fn threads_change_nothing_and_precision_is_kept() {
    let on = |threads| answer(&["compare", "typical", "harsh", "--trials", "3500", "--threads", threads, "--json"]);
    assert_eq!(on("1"), on("2"));
    let object = json(&["compare", "typical", "tenacious", "--precision", "2", "--json"]);
    assert!(object["trials"].as_u64().unwrap() < 10_000);
    assert!(object["simulation_error_of_100"].as_f64().unwrap() <= 2.0);
    let short = downline(&["compare", "typical", "tenacious", "--precision", "0.01", "--trials", "1000"]);
    assert_eq!(short.code, Some(3));
}
