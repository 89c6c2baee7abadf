//! A week of work in the summary, in files and in JSON.

use tempfile::tempdir;

use crate::support::{Csv, answer, downline, fits_the_terminal, json, run_into};

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_week_says_its_hours_and_what_one_leaves() {
    let text = answer(&["run", "week", "--trials", "2000"]);
    fits_the_terminal(&text);
    assert!(text.lines().count() <= 72, "{} lines:\n{text}", text.lines().count());
    let said = flat(&text);
    for words in [
        "Your week: 43 hours a month while you are active,",
        "before paying yourself",
        "Ahead, own orders a cost: of 100 people",
        "by month 3",
        "Deepest point of the money line:",
        "Not modelled: taxes",
    ] {
        assert!(said.contains(words), "{words:?} is not in {text}");
    }
    let paid = flat(&answer(&["run", "week", "--trials", "2000", "--set", "wage.hourly=15.50"]));
    assert!(paid.contains("A job at $15.50 pays $") && !paid.contains("before paying yourself"), "{paid}");
    // Twice as many people who never quit, and the same people free to quit.
    let stays = flat(&answer(&["run", "week", "--trials", "2000", "--set", "you.stays=true"]));
    assert!(stays.contains("(free to quit"), "{stays}");
    for changes in [["activity.hours=0"], ["months=1"], ["activity.hours=168"], ["currency=JPY"]] {
        let sets = changes.iter().flat_map(|change| ["--set", change]);
        fits_the_terminal(&answer(&["run", "week", "--trials", "500"].into_iter().chain(sets).collect::<Vec<_>>()));
    }
    let without = answer(&["run", "typical", "--trials", "500"]);
    assert!(!without.contains("Your week:") && flat(&without).contains("Not modelled: your working hours, taxes"));
}

#[test]
fn milestones_are_the_same_in_the_table_and_in_json() {
    let folder = tempdir().unwrap();
    let arguments = ["run", "week", "--trials", "3000", "--set", "wage.hourly=15"];
    run_into(folder.path(), &[&arguments[..], &["-q"]].concat());
    let table = Csv::read(folder.path(), "milestones.csv");
    assert_eq!(
        table.header,
        "milestone, own_orders, unit, of_100, count, trials, low_95, high_95, lowest, p10, p50, p90, mean"
    );
    let object = json(&[&arguments[..], &["--json"]].concat());
    let listed = object["milestones"].as_array().unwrap();
    assert_eq!(table.rows.len(), listed.len());
    for (row, object) in table.rows.iter().zip(listed) {
        assert_eq!(
            (row[0].as_str(), row[4].parse().ok()),
            (object["milestone"].as_str().unwrap(), object["count"].as_u64())
        );
        for (at, name) in (8..).zip(["lowest", "p10", "p50", "p90", "mean"]) {
            let numbers = (row[at].parse::<f64>().ok(), object[name].as_f64());
            assert!(
                numbers.0.zip(numbers.1).is_some_and(|(one, other)| (one - other).abs() < 1e-6)
                    || numbers == (None, None)
            );
        }
    }
    // The hours of a trial are its months', and the mean of the table is that of all trials.
    let trials = Csv::read(folder.path(), "trials.csv");
    let hours: Vec<f64> = trials.cells("hours_total").iter().map(|cell| cell.parse().unwrap()).collect();
    for (hours, active) in hours.iter().zip(trials.cells("months_active")) {
        assert!((hours - 130.0 / 3.0 * active.parse::<f64>().unwrap()).abs() < 1e-5, "{hours} for {active}");
    }
    let mean = hours.iter().sum::<f64>() / hours.len() as f64;
    let total = listed.iter().find(|milestone| milestone["milestone"] == "hours_total").unwrap();
    assert!((total["mean"].as_f64().unwrap() - mean).abs() < 1e-6);
    let months = Csv::read(folder.path(), "months.csv");
    let of_months = months.rows.iter().filter(|row| row[1] == "hours").map(|row| row[4].parse::<f64>().unwrap());
    assert!((of_months.sum::<f64>() - mean).abs() < 1e-4);
    let net = trials.cells("net_total").iter().map(|cell| cell.parse::<f64>().unwrap()).sum::<f64>();
    let an_hour = listed.iter().find(|milestone| milestone["milestone"] == "net_an_hour").unwrap();
    assert!((an_hour["mean"].as_f64().unwrap() - net / hours.iter().sum::<f64>()).abs() < 1e-6);
}

#[test]
fn without_a_week_there_are_no_hours_and_no_wage() {
    let folder = tempdir().unwrap();
    run_into(folder.path(), &["run", "typical", "--trials", "100", "-q"]);
    assert!(Csv::read(folder.path(), "trials.csv").cells("hours_total").iter().all(|cell| cell.is_empty()));
    assert!(!Csv::read(folder.path(), "months.csv").cells("metric").contains(&"hours"));
    let refused = downline(&["run", "typical", "--set", "wage.hourly=15"]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.stderr.contains("an hourly wage needs hours, and no week of yours is said"), "{}", refused.stderr);
    let misspelt = downline(&["run", "week", "--set", "wage.hourly=-1"]);
    assert_eq!(misspelt.code, Some(2));
}
