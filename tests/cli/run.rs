use crate::support::{PRESETS, answer, downline, fits_the_terminal, flat, json};

pub(crate) const METRICS: [&str; 15] = [
    "team",
    "downline",
    "ever_joined",
    "joiners",
    "leavers",
    "customers",
    "volume",
    "commission",
    "retail_profit",
    "gross",
    "own_orders",
    "expenses",
    "net",
    "net_total",
    "net_total_bought_anyway",
];
const STATISTICS: [&str; 11] =
    ["ideal", "mean", "mean_error", "p05", "p10", "p25", "p50", "p75", "p90", "p95", "share_zero"];

#[test]
fn the_summary_of_every_preset_fits_into_eighty_columns_of_ascii() {
    for preset in PRESETS {
        let text = answer(&["run", preset, "--trials", "2000"]);
        fits_the_terminal(&text);
        assert!(text.lines().count() <= 68, "{} lines:\n{text}", text.lines().count());
        fits_the_terminal(&answer(&["run", preset, "--trials", "2000", "--set", "months=40"].map(|word| {
            // Doubling for 40 months outgrows any memory.
            if preset == "ideal" && word == "months=40" { "months=20" } else { word }
        })));
    }
    for changes in [
        &["you.stop-working-month=7"][..],
        &["you.stop-working-month=1", "months=1"],
        &["you.quits-in-month=4"],
        &["costs.event=100", "events.every=3"],
        &["story.sponsoring=1.3", "currency=JPY"],
        &["customers={}"],
        &["costs.kit=100000000", "currency=CHF"],
    ] {
        let sets = changes.iter().flat_map(|change| ["--set", change]);
        let arguments: Vec<&str> = ["run", "tenacious", "--trials", "1000"].into_iter().chain(sets).collect();
        fits_the_terminal(&answer(&arguments));
    }
}

/// The summary of a preset with changes, every gap a single blank.
fn said(preset: &str, changes: &[&str]) -> String {
    let sets = changes.iter().flat_map(|change| ["--set", change]);
    let arguments: Vec<&str> = ["run", preset, "--trials", "3000"].into_iter().chain(sets).collect();
    flat(&answer(&arguments))
}

#[test]
fn people_who_are_told_to_stay_stand_beside_people_free_to_quit() {
    let text = said("tenacious", &[]);
    for words in [
        "one new distributor who never quits",
        "Of 100 simulated people who never quit, and of the same people free to quit",
        "never quit never quit free to quit free to quit",
        "a cost bought anyway a cost bought anyway",
    ] {
        assert!(text.contains(words), "{words:?} is not in {text}");
    }
    // Not where you may quit anyway, and not where nobody can quit.
    for text in [said("typical", &[]), said("ideal", &[]), said("tenacious", &["attrition.quit=[{rate=0}]"])] {
        assert!(!text.contains("free to quit"), "{text}");
    }
    let object = json(&["run", "tenacious", "--trials", "3000", "--json"]);
    let ahead = |population: &str| {
        let outcomes = object["outcomes"].as_array().unwrap();
        let is_it = |outcome: &&serde_json::Value| {
            outcome["population"] == population && outcome["outcome"] == "came_out_ahead"
        };
        outcomes.iter().find(is_it).unwrap()["of_100"].as_u64().unwrap()
    };
    let [you, anyway, free, free_anyway] =
        ["you", "you_bought_anyway", "you_may_quit", "you_may_quit_bought_anyway"].map(ahead);
    let row = format!("came out ahead {you} {anyway} {free} {free_anyway}");
    assert!(said("tenacious", &[]).contains(&row), "{row}");
}

#[test]
fn neither_reading_of_own_orders_stands_alone_or_larger() {
    let (cost, anyway) = (said("typical", &[]), said("typical", &["costs.own-orders=bought-anyway"]));
    for (text, first, other) in [(cost, "a cost", "bought anyway"), (anyway, "bought anyway", "a cost")] {
        assert!(text.contains(&format!("own orders being {first} {other}")), "{text}");
        let [first, other] = [first, other].map(|words| text.find(&format!(" {words} $")).unwrap());
        assert!(first < other, "{text}");
    }
}

#[test]
fn months_after_you_left_say_so() {
    let text = said("tenacious", &["you.quits-in-month=4"]);
    assert!(text.contains("You quit in month 4 at the latest, so by month 12 you have left"), "{text}");
    assert!(!said("tenacious", &[]).contains("have left"));
    let career = answer(&["run", "tenacious", "--set", "you.quits-in-month=4", "--trial", "7"]);
    fits_the_terminal(&career);
    let lines: Vec<&str> = career.lines().collect();
    let mark = lines.iter().position(|line| line.contains("you leave in month 4")).unwrap();
    assert!(
        lines[mark - 1].trim_start().starts_with("3 ") && lines[mark + 1].trim_start().starts_with("4 "),
        "{career}"
    );
    assert!(flat(&career).contains("You left in month 4, after 3 months of being active"), "{career}");
    let stays = flat(&answer(&["run", "tenacious", "--trial", "7"]));
    assert!(!stays.contains("left") && stays.contains("You were active for 12 months"), "{stays}");
}

#[test]
fn the_story_is_named_where_it_is_another_and_where_it_ends() {
    assert!(said("typical", &["story.sponsoring=1.3"]).contains("everyone brings in 1.3 a month and nobody quits"));
    assert!(!said("typical", &[]).contains("everyone brings in"));
    let text = said("builder", &["months=24"]);
    assert!(text.contains("too large to be paid member by member from month 15 on"), "{text}");
    assert!(!text.contains("alive"), "{text}");
    assert!(said("typical", &["customers={}"]).contains("Nobody has customers here"));
    let text = said("ideal", &["months=20"]);
    let caution = text.find("outgrows a town (10,000 people) in month 14").unwrap();
    assert!(caution < text.find("What does").unwrap(), "{text}");
}

#[test]
fn the_summary_has_the_story_the_middle_counts_of_100_costs_errors_and_limits() {
    let text = flat(&answer(&["run", "--trials", "5000"]));
    for words in [
        "scenario: typical (",
        "seed 1",
        "12 months",
        "Assumptions: illustrative, not data from any company",
        "4,096",
        "story told",
        "middle",
        "10 of 100",
        "Of 100 simulated people",
        "lost money",
        "came out ahead",
        "have left by month 12 (\"you have left\")",
        "own orders being a cost bought anyway",
        "money left",
        "Costs while you are active: kit $75, $25 a month, own orders $55 a month on average",
        "richer than life",
        "5,000 trials",
        "Not modelled",
        "Next: downline run typical --out results",
    ] {
        assert!(text.contains(words), "{words:?} is not in {text}");
    }
    assert!(!text.contains('%') || text.matches('%').count() <= 2, "counts of 100 people, no percentages: {text}");
}

#[test]
fn the_next_command_asks_the_same_question() {
    let text = answer(&["compare", "typical", "tenacious", "--trials", "1000", "--set", "months=24"]);
    assert!(text.contains("Next: downline run tenacious --set months=24"), "{text}");
    let text = answer(&["run", "tenacious", "--trials", "1000", "--set", "months=24"]);
    assert!(text.contains("Next: downline run tenacious --set months=24"), "{text}");
}

#[test]
fn json_has_the_agreed_shape() {
    let object = json(&["run", "tenacious", "--trials", "3000", "--json"]);
    assert_eq!(object["schema_version"], 1);
    assert_eq!(object["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(object["scenario"]["name"], "tenacious");
    assert_eq!(object["scenario"]["basis"], "illustrative");
    assert_eq!(object["scenario"]["hash"].as_str().unwrap().len(), 8);
    assert_eq!((&object["seed"], &object["trials"]), (&1.into(), &3000.into()));
    let months = object["months"].as_array().unwrap();
    assert_eq!(months.len(), 13);
    for (number, month) in months.iter().enumerate() {
        assert_eq!(month["month"], number);
        let metrics = month["metrics"].as_object().unwrap();
        assert_eq!(metrics.keys().collect::<Vec<_>>(), METRICS);
        for (name, metric) in metrics {
            for statistic in STATISTICS {
                assert!(metric[statistic].is_number(), "{name} {statistic} in month {number}");
            }
        }
    }
    assert_eq!(months[12]["metrics"]["team"]["ideal"], 4096);
    assert_eq!(months[0]["metrics"]["team"]["p50"], 1);
    let outcomes = object["outcomes"].as_array().unwrap();
    let of = |population: &str, group: &str| -> Vec<&serde_json::Value> {
        outcomes.iter().filter(|outcome| outcome["population"] == population && outcome["group"] == group).collect()
    };
    let kinds = |of: &[&serde_json::Value]| -> Vec<String> {
        of.iter().map(|outcome| outcome["outcome"].as_str().unwrap().to_owned()).collect()
    };
    for population in ["you", "you_bought_anyway", "you_may_quit", "you_may_quit_bought_anyway"] {
        assert_eq!(kinds(&of(population, "net")), ["lost_money", "broke_even", "came_out_ahead"]);
        assert_eq!(kinds(&of(population, "ahead_by")), ["month_3", "month_6", "month_12"]);
        let below: &[&str] = if population.contains("quit") { &[] } else { &["nobody_below", "somebody_below"] };
        assert_eq!(kinds(&of(population, "team")), below);
        let whole: u64 = of(population, "net").iter().map(|outcome| outcome["of_100"].as_u64().unwrap()).sum();
        assert_eq!(whole, 100);
    }
    // Everyone who joined has no interval: they depend on each other.
    let is_everyone =
        |outcome: &&serde_json::Value| outcome["population"].as_str().unwrap().starts_with("everyone_who_joined");
    let (everyone, yours): (Vec<_>, Vec<_>) = outcomes.iter().partition(is_everyone);
    assert_eq!(kinds(&everyone), ["lost_money", "broke_even", "came_out_ahead"].repeat(2));
    assert!(everyone.iter().all(|outcome| outcome["low_95"].is_null() && outcome["high_95"].is_null()));
    for outcome in yours {
        assert_eq!(outcome["trials"], 3000);
        let [low, high] = ["low_95", "high_95"].map(|end| outcome[end].as_f64().unwrap());
        let share = outcome["count"].as_f64().unwrap() / 30.0;
        assert!(low <= share && share <= high, "{outcome}");
    }
}

#[test]
fn the_error_of_a_single_trial_is_unknown_and_the_story_ends_in_month_33() {
    let object = json(&["run", "typical", "--trials", "1", "--set", "months=33", "--json"]);
    let months = object["months"].as_array().unwrap();
    assert!(months[12]["metrics"]["team"]["mean_error"].is_null());
    assert!(months[32]["metrics"]["team"]["ideal"].is_number());
    assert!(months[33]["metrics"]["team"]["ideal"].is_null());
    let text = flat(&answer(&["run", "typical", "--trials", "1000", "--set", "months=33"]));
    assert!(text.contains("more people than are alive"), "{text}");
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_others() {
    let run = |seed| answer(&["run", "--trials", "4000", "--json", "--seed", seed]);
    assert_eq!(run("7"), run("7"));
    assert_ne!(run("7"), run("8"));
}

#[test]
fn a_scenario_without_randomness_is_computed_once() {
    let object = json(&["run", "ideal", "--json"]);
    assert_eq!((&object["trials"], &object["completeness"]), (&1.into(), &"certain".into()));
    let month = &object["months"][12]["metrics"];
    assert_eq!((&month["team"]["p50"], &month["team"]["ideal"]), (&4096.into(), &4096.into()));
    assert_eq!(month["commission"]["p50"], 36864.0);
    assert!(flat(&answer(&["run", "ideal"])).contains("computed once"));
}

#[test]
fn precision_is_reached_with_fewer_trials_or_its_lack_is_the_exit_code() {
    let object = json(&["run", "--precision", "1", "--json"]);
    let trials = object["trials"].as_u64().unwrap();
    assert!(trials < 100_000, "{trials}");
    assert!(object["simulation_error_of_100"].as_f64().unwrap() <= 1.0);
    let short = downline(&["run", "--precision", "0.01", "--trials", "2000", "--json"]);
    assert_eq!(short.code, Some(3), "{short:?}");
    assert!(short.stderr.contains("precision of 0.01"), "{short:?}");
    let object: serde_json::Value = serde_json::from_str(&short.stdout).unwrap();
    assert_eq!((&object["trials"], &object["completeness"]), (&2000.into(), &"short-of-precision".into()));
}

#[test]
fn quiet_says_nothing_and_explain_says_where_every_value_comes_from() {
    assert_eq!(answer(&["run", "--trials", "1000", "-q"]), "");
    let text = answer(&["run", "--explain", "--set", "months=24"]);
    for words in ["months", "--set", "preset typical", "sponsoring.mean", "costs.kit"] {
        assert!(text.contains(words), "{words:?} is not in {text}");
    }
}

/// Both readings of own orders stand in the answer, whichever stands first; only the order of the text follows the key.
#[test]
fn both_readings_of_own_orders_are_in_every_answer() {
    let arguments = ["run", "builder", "--trials", "2000", "--json", "--set"];
    let run = |reading: &str| json(&[&arguments[..], &[&format!("costs.own-orders={reading}")]].concat());
    let (cost, anyway) = (run("cost"), run("bought-anyway"));
    assert_eq!(cost["outcomes"], anyway["outcomes"]);
    assert_eq!(cost["months"], anyway["months"]);
    assert_ne!(cost["scenario"]["hash"], anyway["scenario"]["hash"]);
    let last = &cost["months"][12]["metrics"];
    let mean = |metric: &str| last[metric]["mean"].as_f64().unwrap();
    // You order 110 every month.
    assert!((mean("net_total_bought_anyway") - mean("net_total") - 1_320.0).abs() < 1e-6, "{last}");
    assert_eq!((last["own_orders"]["p05"].as_f64(), last["own_orders"]["p95"].as_f64()), (Some(110.0), Some(110.0)));
}

#[test]
fn help_names_every_command_and_a_wrong_one_is_a_usage_error() {
    let help = answer(&["--help"]);
    for command in ["run", "compare", "exact", "penny", "check", "presets"] {
        assert!(help.lines().any(|line| line.trim_start().starts_with(command)), "{command} is not in {help}");
    }
    assert_eq!(answer(&["--version"]), format!("downline {}\n", env!("CARGO_PKG_VERSION")));
    assert_eq!(downline(&["rum"]).code, Some(2));
    assert_eq!(downline(&["run", "--trails", "7"]).code, Some(2));
    assert_eq!(downline(&[]).code, Some(2));
}
