use crate::support::{answer, downline, fits_the_terminal, flat, json};

#[test]
fn the_story_is_told_in_eighty_columns_on_less_than_a_page() {
    let text = answer(&["penny"]);
    fits_the_terminal(&text);
    assert!(text.lines().count() <= 60, "{}", text.lines().count());
    for days in ["1", "7", "29", "31", "60"] {
        fits_the_terminal(&answer(&["penny", "--days", days, "--trials", "1000"]));
    }
}

#[test]
fn the_story_has_its_quit_points_and_both_thirties() {
    let text = flat(&answer(&["penny"]));
    for words in [
        "day 7 $0.64 *",
        "day 14 $81.92 *",
        "day 21 $10,485.76 *",
        "day 30 $5,368,709.12",
        "\"30 days\" and \"30 doublings\" differ",
        "29 doublings: $5,368,709.12",
        "$10,737,418.24",
        "$10,737,418.23",
        "month 12 4,096 *",
        "In month 33 it would need 8,589,934,592 people",
        "800 people x $150 a month is $120,000 of volume",
        "$7,200.00",
    ] {
        assert!(text.contains(words), "{words:?} is not in {text}");
    }
}

#[test]
fn ideal_money_never_stands_without_the_simulated() {
    let text = flat(&answer(&["penny"]));
    for words in
        ["What simulated teams do", "tenacious", "typical", "lost", "free to quit", "Simulated, not actual earnings"]
    {
        assert!(text.contains(words), "{words:?} is not in {text}");
    }
    let object = json(&["penny", "--trials", "2000", "--seed", "6", "--json"]);
    for (number, preset) in ["tenacious", "typical"].into_iter().enumerate() {
        let alone = json(&["run", preset, "--trials", "2000", "--seed", "6", "--no-everyone", "--json"]);
        assert_eq!(object["simulated"][number], alone, "{preset}");
    }
}

#[test]
fn json_has_the_numbers_of_the_story() {
    let object = json(&["penny", "--trials", "1000", "--json"]);
    let penny = &object["penny"];
    let days = penny["days"].as_array().unwrap();
    assert_eq!(days.len(), 30);
    assert_eq!((&days[9]["amount"], &days[27]["amount"]), (&5.12.into(), &1_342_177.28.into()));
    assert_eq!(penny["all_days_added_up"], 10_737_418.23);
    assert_eq!(penny["after_as_many_doublings_as_days"], 10_737_418.24);
    let quits: Vec<f64> =
        penny["quit_points"].as_array().unwrap().iter().map(|quit| quit["amount"].as_f64().unwrap()).collect();
    assert_eq!(quits, [0.64, 81.92, 10_485.76]);
    let months = object["team"]["months"].as_array().unwrap();
    assert_eq!((&months[12]["people"], &months[32]["people"]), (&4096.into(), &4_294_967_296_u64.into()));
    assert!(months[33]["people"].is_null());
    assert_eq!(object["team"]["first_impossible_month"], 33);
    let fifth = &object["fifth"];
    assert_eq!((&fifth["told_as"], &fifth["people"]), (&4000.into(), &800.into()));
    assert_eq!((&fifth["volume"], &fifth["commission"]), (&120_000.0.into(), &7_200.0.into()));
}

#[test]
fn days_that_cannot_be_counted_are_refused() {
    for days in ["0", "61", "4294967295"] {
        downline(&["penny", "--days", days]).fails(2, &["--days", "1 to 60"]);
    }
    downline(&["penny", "--days", "many"]).fails(2, &["--days"]);
}
