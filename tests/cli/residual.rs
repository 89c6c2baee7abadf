//! What still comes in after you stop working, as people and scripts meet it: table, JSON, summary and chart.

use std::fs;

use serde_json::Value;
use tempfile::tempdir;

use crate::support::{Csv, answer, fits_the_terminal, flat, json, names, read, run_into};

/// A career that works for a year and is followed for another.
const STOPS: [&str; 8] =
    ["run", "builder", "--trials", "3000", "--set", "months=24", "--set", "you.stop-working-month=13"];

#[test]
fn the_table_begins_in_the_month_before_the_stop_and_says_what_the_other_tables_say() {
    let folder = tempdir().unwrap();
    run_into(folder.path(), &[&STOPS[..], &["-q"]].concat());
    let table = Csv::read(folder.path(), "residual.csv");
    let header = "month, commission_p10, commission_p50, commission_p90, commission_mean, retail_profit_mean, \
        own_orders_mean, net_p50, net_mean, share_zero, self_sufficient_legs_mean, \
        commission_mean_error, retail_profit_mean_error, own_orders_mean_error, net_mean_error, \
        self_sufficient_legs_mean_error";
    assert_eq!(table.header, header);
    assert_eq!(table.cells("month"), (12..=24).map(|month| month.to_string()).collect::<Vec<_>>());
    let months = Csv::read(folder.path(), "months.csv");
    let of = |month: &str, metric: &str, column: &str| {
        let column = months.column(column);
        months.rows.iter().find(|row| row[0] == month && row[1] == metric).unwrap()[column].clone()
    };
    let same = [
        ("commission_p10", "commission", "p10"),
        ("commission_p50", "commission", "p50"),
        ("commission_p90", "commission", "p90"),
        ("commission_mean", "commission", "mean"),
        ("retail_profit_mean", "retail_profit", "mean"),
        ("own_orders_mean", "own_orders", "mean"),
        ("net_p50", "net", "p50"),
        ("net_mean", "net", "mean"),
        ("share_zero", "commission", "share_zero"),
        ("commission_mean_error", "commission", "mean_error"),
        ("retail_profit_mean_error", "retail_profit", "mean_error"),
        ("own_orders_mean_error", "own_orders", "mean_error"),
        ("net_mean_error", "net", "mean_error"),
    ];
    for row in &table.rows {
        for (column, metric, statistic) in same {
            assert_eq!(row[table.column(column)], of(&row[0], metric, statistic), "month {}: {column}", row[0]);
        }
    }
    // Who builds for a year has legs that grow by themselves, and fewer of them a year later.
    let legs: Vec<f64> = table.cells("self_sufficient_legs_mean").iter().map(|legs| legs.parse().unwrap()).collect();
    assert!(legs[0] > 0.5 && legs[12] < legs[0] && legs[12] > 0.0, "{legs:?}");
    // A handful of legs over 3,000 careers.
    let errors = table.cells("self_sufficient_legs_mean_error");
    assert!(errors.iter().all(|error| (0.0..0.1).contains(&error.parse::<f64>().unwrap())), "{errors:?}");
    assert!(names(folder.path()).iter().any(|name| name == "residual.png"));
    let svg = read(folder.path(), "residual.svg");
    for words in ["What still comes in after you stop?", "you stop working in month 13", "dues: "] {
        assert!(svg.contains(words), "{words:?}");
    }
}

#[test]
fn the_half_life_is_the_first_month_with_at_most_half_of_the_middle_commission() {
    let folder = tempdir().unwrap();
    run_into(folder.path(), &[&STOPS[..], &["-q"]].concat());
    let table = Csv::read(folder.path(), "residual.csv");
    let object = &json(&[&STOPS[..], &["--json"]].concat())["residual"];
    assert_eq!((&object["stop_working_month"], &object["month_before"]), (&Value::from(13), &Value::from(12)));
    for (column, field) in [("commission_p50", "half_life"), ("commission_mean", "half_life_of_the_mean")] {
        let amounts: Vec<f64> = table.cells(column).iter().map(|amount| amount.parse().unwrap()).collect();
        let half = (1..amounts.len()).find(|&after| amounts[after] <= amounts[0] / 2.0);
        let found = &object[field];
        assert!((found["commission_before"].as_f64().unwrap() - amounts[0]).abs() < 1e-6, "{found}");
        assert_eq!(found["months"].as_u64(), half.map(|after| after as u64), "{column}: {amounts:?}");
        assert_eq!(found["month"].as_u64(), half.map(|after| after as u64 + 12), "{column}");
    }
}

#[test]
fn careers_are_told_apart_by_their_legs_at_the_stop_and_never_without_their_dues() {
    let object = &json(&[&STOPS[..], &["--json"]].concat())["residual"];
    let groups = object["pay_by_self_sufficient_legs"].as_array().unwrap();
    let legs: Vec<&str> = groups.iter().map(|group| group["legs"].as_str().unwrap()).collect();
    assert_eq!(legs, ["0", "1", "2-3", "4+"]);
    let sum = |field: &str| groups.iter().map(|group| group[field].as_u64().unwrap()).sum::<u64>();
    assert_eq!((sum("of_100"), sum("count")), (100, 3000));
    let mean = |group: &Value, pay: &str| group[pay]["mean"].as_f64().unwrap();
    for group in groups {
        // You stay, order 110 a month and pay 45: dues take what comes in down, whatever it is.
        assert!(mean(group, "net_last_month") < mean(group, "commission_last_month"), "{group}");
        assert!(mean(group, "net_since_stop") < mean(group, "commission_since_stop"), "{group}");
    }
    // The more legs grow by themselves, the more comes in later.
    let later: Vec<f64> = groups.iter().map(|group| mean(group, "commission_since_stop")).collect();
    assert!(later.is_sorted() && later[3] > 2.0 * later[0], "{later:?}");
    let month = &object["months"][12];
    assert_eq!(month["month"], 24);
    let counts = ["with_a_self_sufficient_leg", "with_a_self_sufficient_leg_if_free_to_quit"]
        .map(|field| month[field]["count"].as_u64().unwrap());
    assert!(counts[1] < counts[0] && counts[0] < 3000, "{counts:?}");
}

#[test]
fn the_summary_says_it_in_a_paragraph_and_nothing_where_nobody_stops() {
    let text = answer(&STOPS);
    fits_the_terminal(&text);
    let said = flat(&text);
    for words in [
        "You stop working in month 13: no recruits and no new customers from then on.",
        "The middle person's commission is $",
        "; retail profit $",
        "The dues that keep you qualified (own orders and monthly costs) go on, $",
        "is self-sufficient while somebody in it has sponsored in the last three months. Of 100 people who never quit, ",
        " in month 24 have one (free to quit: ",
        "Average commission of month 24, and what its dues leave, by such legs at the stop: none (",
    ] {
        assert!(said.contains(words), "{words:?} is not in {said}");
    }
    // Who may quit has no second count beside.
    let typical = flat(&answer(&["run", "typical", "--trials", "1000", "--set", "you.stop-working-month=6"]));
    assert!(typical.contains("Of 100 people, ") && !typical.contains("free to quit"), "{typical}");
    assert!(typical.contains("by month 12 the middle person has left: what is left is $0.00 in month 5"), "{typical}");
    let on = flat(&answer(&["run", "builder", "--trials", "1000"]));
    assert!(!on.contains("self-sufficient") && !on.contains("You stop"), "{on}");
    let object = json(&["run", "builder", "--trials", "1000", "--json"]);
    assert!(object.get("residual").is_none());
    let folder = tempdir().unwrap();
    run_into(folder.path(), &["run", "builder", "--trials", "1000", "-q"]);
    assert!(!names(folder.path()).iter().any(|name| name.starts_with("residual")));
}

#[test]
fn ten_years_run_as_well_as_one_and_give_the_same_bytes_on_any_number_of_threads() {
    let years = ["months=120", "you.stop-working-month=24"].map(|change| ["--set", change]).concat();
    let run = ["run", "tenacious", "--trials", "1200", "-q"];
    let folder = tempdir().unwrap();
    let written = ["1", "2", "8"].map(|threads| {
        let path = folder.path().join(threads);
        run_into(&path, &[&run[..], &years, &["--threads", threads]].concat());
        ["residual.csv", "residual.svg", "residual.png"].map(|name| fs::read(path.join(name)).unwrap())
    });
    assert!(written[0] == written[1] && written[1] == written[2]);
    assert_eq!(Csv::read(&folder.path().join("1"), "residual.csv").rows.len(), 98);
}

#[test]
fn who_stops_in_the_first_month_has_nothing_to_halve() {
    let first = ["--set", "you.stop-working-month=1", "--set", "months=6"];
    let object = &json(&[&["run", "typical", "--trials", "500", "--json"][..], &first].concat())["residual"];
    assert_eq!(object["half_life"]["commission_before"], 0.0);
    assert_eq!((&object["half_life"]["month"], &object["half_life"]["months"]), (&Value::Null, &Value::Null));
    assert_eq!(object["pay_by_self_sufficient_legs"][0]["count"], 500);
    // Nobody had a leg, so nothing is known of those who would have had some.
    assert_eq!(object["pay_by_self_sufficient_legs"][3]["net_last_month"]["mean"], Value::Null);
}
