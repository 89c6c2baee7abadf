//! One scenario under several values of one key: `compare --vary`.

use tempfile::tempdir;

use crate::support::{Csv, answer, downline, fits_the_terminal, flat, json, names, read, run_into};

#[test]
fn a_week_is_compared_busy_and_productive() {
    let arguments = ["compare", "week", "--vary", "activity.productive=90%,60%,30%", "--trials", "2000"];
    let text = answer(&arguments);
    fits_the_terminal(&text);
    for words in ["A = activity.productive=90% (", "C = activity.productive=30% (", "\n  A  90% ", "\n  C  30% "] {
        assert!(text.contains(words), "{words:?} is not in {text}");
    }
    // Each is what it is by itself.
    let object = json(&[&arguments[..], &["--json"]].concat());
    let alone =
        json(&["run", "week", "--set", "activity.productive=60%", "--trials", "2000", "--no-everyone", "--json"]);
    assert_eq!(object["scenarios"][1]["months"], alone["months"]);
    assert_eq!(object["scenarios"][1]["scenario"]["hash"], alone["scenario"]["hash"]);
    assert_eq!(object["base"], "activity.productive=90%");
}

#[test]
fn the_folder_of_a_varied_key_makes_itself_anew() {
    let folder = tempdir().unwrap();
    let vary = "you.quits-after-red-months=3,6,12";
    run_into(folder.path(), &["compare", "week", "--vary", vary, "--trials", "2000", "--json"]);
    let files = ["compare.csv", "manifest.json", "scenario.toml", "vary.csv", "waiting.csv"];
    assert_eq!(names(folder.path()), files);
    let manifest: serde_json::Value = serde_json::from_str(&read(folder.path(), "manifest.json")).unwrap();
    assert_eq!(
        manifest["again"],
        format!("downline compare scenario.toml --vary {vary} --seed 1 --trials 2000 --out results")
    );
    let again = tempdir().unwrap();
    let scenario = folder.path().join("scenario.toml");
    run_into(again.path(), &["compare", scenario.to_str().unwrap(), "--vary", vary, "--trials", "2000", "--json"]);
    for file in files {
        assert_eq!(read(again.path(), file), read(folder.path(), file), "{file}");
    }
    let table = Csv::read(folder.path(), "vary.csv");
    assert_eq!(
        table.cells("scenario"),
        ["you.quits-after-red-months=3", "you.quits-after-red-months=6", "you.quits-after-red-months=12"]
    );
    let object = json(&["compare", "week", "--vary", vary, "--trials", "2000", "--json"]);
    for (row, scenario) in table.rows.iter().zip(object["scenarios"].as_array().unwrap()) {
        let last = &scenario["months"][12]["metrics"];
        assert_eq!(row[2].parse::<f64>().unwrap(), last["team"]["p10"].as_f64().unwrap());
        assert_eq!(row[9].parse::<f64>().unwrap(), last["net_total"]["p50"].as_f64().unwrap());
        let ahead = &scenario["outcomes"][2];
        assert_eq!((ahead["outcome"].as_str(), &row[16]), (Some("came_out_ahead"), &ahead["of_100"].to_string()));
    }
}

/// Who quits in the red, and what waiting does to the same people, counted from careers.
#[test]
fn waiting_is_counted_person_by_person() {
    const TRIALS: usize = 1_500;
    let trials = TRIALS.to_string();
    let months = |value: &str| {
        let folder = tempdir().unwrap();
        let set = format!("you.quits-after-red-months={value}");
        run_into(folder.path(), &["run", "tenacious", "--set", &set, "--trials", &trials, "-q", "--no-everyone"]);
        Csv::read(folder.path(), "trials.csv")
    };
    let (impatient, patient) = (months("3"), months("6"));
    let number = |cell: &str| cell.parse::<f64>().unwrap();
    // Whoever is told to stay leaves in the red alone.
    let quits: Vec<usize> = (0..TRIALS).filter(|&row| impatient.cells("months_active")[row] != "12").collect();
    let net = |table: &Csv, row: usize| number(table.cells("net_total")[row]);
    let changes: Vec<f64> = quits.iter().map(|&row| net(&patient, row) - net(&impatient, row)).collect();
    let vary = "you.quits-after-red-months=6,3";
    let arguments = ["compare", "tenacious", "--vary", vary, "--trials", &trials];
    let object = json(&[&arguments[..], &["--json"]].concat());
    let waiting = &object["waiting"][0];
    assert_eq!(waiting["quits_under"], "you.quits-after-red-months=3");
    assert_eq!(waiting["quit"]["count"], quits.len());
    let count = |condition: &dyn Fn(&usize) -> bool| quits.iter().filter(|row| condition(row)).count();
    assert_eq!(waiting["ahead_then"]["count"], count(&|&row| net(&impatient, row) > 0.0));
    assert_eq!(waiting["ahead_later"]["count"], count(&|&row| net(&patient, row) > 0.0));
    assert_eq!(waiting["better"]["count"], changes.iter().filter(|&&change| change > 1e-6).count());
    let mean = changes.iter().sum::<f64>() / changes.len() as f64;
    assert!((waiting["mean"].as_f64().unwrap() - mean).abs() < 1e-6 && quits.len() > 100);
    let text = flat(&answer(&arguments));
    for words in [
        "of 100 people quit after 3 months in the red",
        "Had they waited as under A",
        "It changes the middle one's net by",
    ] {
        assert!(text.contains(words), "{words:?} is not in {text}");
    }
}

#[test]
fn what_cannot_be_varied_is_refused() {
    for (arguments, said) in [
        (&["compare", "week"][..], "or write --vary"),
        (&["compare", "week", "--vary", "months=12"], "at least two values"),
        (&["compare", "week", "typical", "--vary", "months=12,24"], "--vary takes one scenario"),
        (&["compare", "week", "--vary", "activity.produktive=1,0.5"], "did you mean `productive`?"),
        (&["compare", "week", "--vary", "activity.productive=1,2"], "--set"),
        (&["compare", "week", "--vary", "months=12,24"], "the months must be"),
    ] {
        let refused = downline(arguments);
        assert_eq!(refused.code, Some(2), "{refused:?}");
        assert!(refused.stderr.contains(said), "{}", refused.stderr);
    }
}
