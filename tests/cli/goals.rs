//! Goals: how many people reach them, and when.

use tempfile::tempdir;

use crate::support::{Csv, answer, downline, fits_the_terminal, flat, json, run_into};

const GOALS: [&str; 6] = ["--goal", "net_last_month>=500", "--goal", "team >= 20", "--goal", "gross_total>=1e9"];

#[test]
fn a_goal_is_said_in_text_and_stands_in_json_and_the_table() {
    let arguments = [&["run", "week", "--trials", "3000"][..], &GOALS].concat();
    let text = answer(&arguments);
    fits_the_terminal(&text);
    let said = flat(&text);
    for words in [
        "Goal net_last_month>=500 (what the month leaves you): of 100 people",
        "reach it, the first in month",
        "Goal team>=20 (your team with you): of 100 people",
        "Goal gross_total>=1e9 (your commission and retail profit of the month, all months so far together): of 100 people \
         nobody reaches it in months 1-12.",
    ] {
        assert!(said.contains(words), "{words:?} is not in {text}");
    }
    let folder = tempdir().unwrap();
    run_into(folder.path(), &[&arguments[..], &["-q"]].concat());
    let table = Csv::read(folder.path(), "goals.csv");
    assert_eq!(
        table.header,
        "goal, population, of_100, count, trials, low_95, high_95, first_month, middle_month, of_100_at_the_end, \
         count_at_the_end"
    );
    let object = json(&[&arguments[..], &["--json"]].concat());
    let goals = object["goals"].as_array().unwrap();
    assert_eq!((goals.len(), table.rows.len()), (3, 3));
    for (row, goal) in table.rows.iter().zip(goals) {
        assert_eq!((row[0].as_str(), &row[3]), (goal["goal"].as_str().unwrap(), &goal["reached"]["count"].to_string()));
        assert_eq!(row[7].parse().ok(), goal["first_month"].as_u64());
        assert_eq!(row[10], goal["at_the_end"]["count"].to_string());
    }
    // Who has it at the end is in the table of trials.
    let trials = Csv::read(folder.path(), "trials.csv");
    let nets = trials.cells("net_last_month").iter().filter(|cell| cell.parse::<f64>().unwrap() >= 500.0).count();
    let teams = trials.cells("team").iter().filter(|cell| cell.parse::<u64>().unwrap() >= 20).count();
    assert_eq!([&table.rows[0][10], &table.rows[1][10]], [&nets.to_string(), &teams.to_string()]);
    assert!(table.rows[2][7].is_empty() && table.rows[2][3] == "0");
    // Setting a goal moves no other number.
    let mut without = json(&["run", "week", "--trials", "3000", "--json"]);
    without["goals"] = object["goals"].clone();
    assert_eq!(without, object);
}

/// The careers that reach a goal, month by month.
#[test]
fn the_month_of_a_goal_is_the_first_in_which_a_career_has_it() {
    const TRIALS: u64 = 60;
    let object = json(&["run", "builder", "--trials", &TRIALS.to_string(), "--json", "--goal", "team>=8"]);
    let mut first: Vec<u64> = (1..=TRIALS)
        .filter_map(|trial| {
            let career = json(&["run", "builder", "--trial", &trial.to_string(), "--json"]);
            let months = career["months"].as_array().unwrap();
            let has = |month: &&serde_json::Value| month["metrics"]["team"].as_i64().unwrap() >= 8;
            months.iter().skip(1).find(has).map(|month| month["month"].as_u64().unwrap())
        })
        .collect();
    first.sort_unstable();
    let goal = &object["goals"][0];
    assert_eq!(goal["reached"]["count"], first.len());
    assert_eq!(
        (goal["first_month"].as_u64(), goal["middle_month"].as_u64()),
        (first.first().copied(), Some(first[first.len().div_ceil(2) - 1]))
    );
    // Where you are told to stay, people free to quit stand beside.
    assert_eq!(object["goals"][1]["population"], "you_may_quit");
    assert!(
        flat(&answer(&["run", "builder", "--trials", "500", "--goal", "team>=8"]))
            .contains("Of the same people free to quit")
    );
}

#[test]
fn what_is_no_goal_is_refused_with_the_metrics_there_are() {
    for (goal, said) in [
        ("wealth>=5", "known are team, downline"),
        ("teem>=5", "did you mean `team`?"),
        ("team=5", "write METRIC>=VALUE"),
        ("team>=lots", "`lots` is no number"),
    ] {
        let refused = downline(&["run", "typical", "--goal", goal]);
        assert_eq!(refused.code, Some(2), "{refused:?}");
        assert!(refused.stderr.contains(said), "{}", refused.stderr);
    }
    let hours = downline(&["run", "typical", "--goal", "hours_total>=5"]);
    assert!(hours.code == Some(2) && hours.stderr.contains("no week of yours is said"), "{}", hours.stderr);
    // Certain careers reach it or not; heads alone are counted no more.
    let ideal = json(&["run", "ideal", "--json", "--goal", "team>=4096", "--goal", "team>=4097"]);
    assert_eq!(
        (&ideal["goals"][0]["first_month"], &ideal["goals"][1]["first_month"]),
        (&12.into(), &serde_json::Value::Null)
    );
}
