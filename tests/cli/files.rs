use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::tempdir;

use crate::run::METRICS;
use crate::support::{Csv, PRESETS, answer, downline, json, names, read, run_into};

const HEADERS: [(&str, &str); 5] = [
    (
        "trials.csv",
        "trial, team, downline, ever_joined, sponsored, depth, months_active, customers, commission_last_month, \
         net_last_month, gross_total, own_orders_total, expenses_total, net_total, net_total_bought_anyway, \
         hours_total, lowest_net_total, first_month_ahead, ahead_to_stay",
    ),
    (
        "months.csv",
        "month, metric, unit, ideal, mean, mean_error, p05, p10, p25, p50, p75, p90, p95, share_zero, trials",
    ),
    (
        "months_wide.csv",
        "month, ideal_team, team_p10, team_p50, team_p90, ideal_net_total, net_total_p10, net_total_p50, \
         net_total_p90, penny_doubling",
    ),
    ("outcomes.csv", "population, group, outcome, of_100, count, trials, low_95, high_95"),
    ("histogram.csv", "metric, low, high, count, share, exact_share"),
];

/// Of every preset but `ideal`, in which nobody quits.
const EVERYONE: &str = "group, value, people, of_100, zero_commission_of_100, ahead_of_100, commission_p50, commission_mean, \
    net_p50, net_mean, share_of_commission";

const CHARTS: [&str; 6] =
    ["story-vs-simulated", "team-distribution", "income-distribution", "net-dotplot", "money-in-out", "penny"];

#[test]
fn every_table_has_its_agreed_header_and_every_chart_is_there() {
    for preset in PRESETS {
        let folder = tempdir().unwrap();
        run_into(folder.path(), &["run", preset, "--trials", "1500", "-q"]);
        for (name, header) in HEADERS {
            let table = Csv::read(folder.path(), name);
            assert_eq!(table.header, header, "{name}");
            let text = read(folder.path(), name);
            assert!(text.ends_with('\n') && !text.contains('\r') && !text.starts_with('\u{feff}'), "{name}");
            assert!(!text.contains("NaN") && !text.contains("inf") && !text.contains("-0.00,"), "{name}");
        }
        let files = names(folder.path());
        let has_everyone = files.iter().any(|file| file == "everyone.csv");
        assert_eq!(has_everyone, preset != "ideal", "{files:?}");
        if has_everyone {
            assert_eq!(Csv::read(folder.path(), "everyone.csv").header, EVERYONE);
        }
        for name in ["manifest.json", "scenario.toml"] {
            assert!(files.iter().any(|file| file == name), "{name} is not in {files:?}");
        }
        for chart in CHARTS {
            let svg = read(folder.path(), &format!("{chart}.svg"));
            assert!(svg.contains("<svg") && svg.trim_end().ends_with("</svg>"), "{preset} {chart}");
            let png = fs::read(folder.path().join(format!("{chart}.png"))).unwrap();
            assert!(png.starts_with(b"\x89PNG\r\n") && png.len() > 5_000, "{preset} {chart}");
        }
    }
}

#[test]
fn the_tables_agree_with_each_other_and_with_the_json() {
    let folder = tempdir().unwrap();
    let arguments = ["run", "tenacious", "--trials", "2500", "--seed", "5", "--json"];
    run_into(folder.path(), &arguments);
    let object = json(&arguments);
    let months = Csv::read(folder.path(), "months.csv");
    assert_eq!(months.rows.len(), 13 * METRICS.len());
    let names: Vec<&str> = months.header.split(", ").collect();
    for row in &months.rows {
        let metric = &object["months"][row[0].parse::<usize>().unwrap()]["metrics"][&row[1]];
        for (name, cell) in names.iter().zip(row).skip(3).take(11) {
            agrees(&metric[name], cell);
        }
        assert_eq!((&row[2], &row[14]), (&metric["unit"].as_str().unwrap().to_owned(), &"2500".to_owned()));
    }
    let outcomes = Csv::read(folder.path(), "outcomes.csv");
    let told = object["outcomes"].as_array().unwrap();
    // Of you, of people who may quit, and of everyone who joined, in both readings.
    assert_eq!((outcomes.rows.len(), told.len()), (34, 34));
    for (row, outcome) in outcomes.rows.iter().zip(told) {
        for (name, cell) in outcomes.header.split(", ").zip(row) {
            match outcome[name].as_str() {
                Some(text) => assert_eq!(text, cell),
                None => agrees(&outcome[name], cell),
            }
        }
    }
}

/// A JSON number and a cell say the same to the cell's decimals.
fn agrees(value: &Value, cell: &str) {
    match value.as_f64() {
        None => assert_eq!(cell, ""),
        Some(number) => {
            let decimals = cell.split('.').nth(1).map_or(0, str::len);
            let said = format!("{number:.decimals$}");
            let said = if said.trim_matches(['-', '0', '.']).is_empty() { said.replace('-', "") } else { said };
            assert_eq!(said, cell);
        }
    }
}

/// Hundredths of a cell with or without decimals.
fn hundredths(cell: &str) -> i64 {
    let (whole, rest) = cell.split_once('.').unwrap_or((cell, "00"));
    assert_eq!(rest.len(), 2, "{cell}");
    format!("{whole}{rest}").parse().unwrap()
}

#[test]
fn the_trials_give_the_percentiles_means_and_outcomes_of_the_other_tables() {
    const TRIALS: usize = 2_713;
    let folder = tempdir().unwrap();
    run_into(folder.path(), &["run", "builder", "--trials", &TRIALS.to_string(), "-q"]);
    let trials = Csv::read(folder.path(), "trials.csv");
    assert_eq!(trials.rows.len(), TRIALS);
    let numbers: Vec<String> = (1..=TRIALS).map(|trial| trial.to_string()).collect();
    assert_eq!(trials.cells("trial"), numbers);
    let months = Csv::read(folder.path(), "months.csv");
    for (column, metric) in [
        ("team", "team"),
        ("downline", "downline"),
        ("ever_joined", "ever_joined"),
        ("commission_last_month", "commission"),
        ("net_last_month", "net"),
        ("net_total", "net_total"),
        ("net_total_bought_anyway", "net_total_bought_anyway"),
        ("customers", "customers"),
    ] {
        let mut values: Vec<i64> = trials.cells(column).into_iter().map(hundredths).collect();
        values.sort_unstable();
        let row = months.rows.iter().find(|row| row[0] == "12" && row[1] == metric).unwrap();
        for (name, percent) in
            [("p05", 5), ("p10", 10), ("p25", 25), ("p50", 50), ("p75", 75), ("p90", 90), ("p95", 95)]
        {
            let rank = (percent * TRIALS).div_ceil(100);
            assert_eq!(values[rank - 1], hundredths(&row[months.column(name)]), "{metric} {name}");
        }
        let mean = values.iter().sum::<i64>() as f64 / 100.0 / TRIALS as f64;
        assert_eq!(format!("{mean:.6}"), row[months.column("mean")], "{metric}");
    }
    let outcomes = Csv::read(folder.path(), "outcomes.csv");
    let alone = trials.cells("downline").iter().filter(|&&below| below == "0").count();
    for (population, column) in [("you", "net_total"), ("you_bought_anyway", "net_total_bought_anyway")] {
        let nets: Vec<i64> = trials.cells(column).into_iter().map(hundredths).collect();
        let count = |is: fn(&i64) -> bool| nets.iter().copied().filter(is).count();
        for (outcome, count) in [
            ("lost_money", count(|&net| net < 0)),
            ("broke_even", count(|&net| net == 0)),
            ("came_out_ahead", count(|&net| net > 0)),
            ("month_12", count(|&net| net > 0)),
            ("nobody_below", alone),
            ("somebody_below", TRIALS - alone),
        ] {
            let row = outcomes.rows.iter().find(|row| row[0] == population && row[2] == outcome).unwrap();
            assert_eq!(row[outcomes.column("count")], count.to_string(), "{population} {outcome}");
        }
    }
}

#[test]
fn every_trial_s_row_adds_up() {
    let folder = tempdir().unwrap();
    run_into(folder.path(), &["run", "typical", "--trials", "2000", "-q"]);
    let trials = Csv::read(folder.path(), "trials.csv");
    let column = |name| trials.cells(name).into_iter().map(hundredths).collect::<Vec<i64>>();
    let (team, downline, ever) = (column("team"), column("downline"), column("ever_joined"));
    let (gross, expenses, net) = (column("gross_total"), column("expenses_total"), column("net_total"));
    let (active, sponsored) = (column("months_active"), column("sponsored"));
    let (own, anyway, lowest) =
        (column("own_orders_total"), column("net_total_bought_anyway"), column("lowest_net_total"));
    let (ahead, stays) = (trials.cells("first_month_ahead"), trials.cells("ahead_to_stay"));
    for row in 0..trials.rows.len() {
        let you = team[row] - downline[row];
        assert!(you == 0 || you == 100, "you are one or none");
        assert_eq!(gross[row] - expenses[row], net[row]);
        // Kit and monthly costs of the preset: 75 and 25 while active, and own orders.
        assert_eq!(expenses[row], 7_500 + 25 * active[row] + own[row]);
        assert_eq!(anyway[row], net[row] + own[row]);
        assert!(lowest[row] <= net[row]);
        // Ahead to stay is not before ahead, and is when the year ends ahead.
        assert_eq!(stays[row].is_empty(), net[row] <= 0);
        assert!(stays[row].is_empty() || hundredths(stays[row]) >= hundredths(ahead[row]));
        assert!(downline[row] <= ever[row] && sponsored[row] <= ever[row]);
        assert!(!ahead[row].is_empty() || net[row] <= 0);
    }
}

#[test]
fn a_trial_replays_as_its_row() {
    for arguments in [&["tenacious"][..], &["typical", "--seed", "4"], &["builder", "--set", "plan.name=binary"]] {
        let folder = tempdir().unwrap();
        run_into(folder.path(), &[&["run", "--trials", "20", "-q"], arguments].concat());
        let trials = Csv::read(folder.path(), "trials.csv");
        for trial in [1, 7, 20] {
            let cell = |name| trials.rows[trial - 1][trials.column(name)].as_str();
            let number = trial.to_string();
            let career = json(&[&["run", "--trial", &number, "--json"], arguments].concat());
            let months = career["months"].as_array().unwrap();
            let last = &months[12]["metrics"];
            assert_eq!(career["trial"], trial);
            for (metric, column) in [
                ("team", "team"),
                ("downline", "downline"),
                ("ever_joined", "ever_joined"),
                ("customers", "customers"),
                ("commission", "commission_last_month"),
                ("net", "net_last_month"),
                ("net_total", "net_total"),
                ("net_total_bought_anyway", "net_total_bought_anyway"),
            ] {
                agrees(&last[metric], cell(column));
            }
            for name in ["sponsored", "depth", "months_active", "first_month_ahead", "ahead_to_stay"] {
                agrees(&career[name], cell(name));
            }
            for name in ["gross_total", "own_orders_total", "expenses_total", "lowest_net_total"] {
                agrees(&career[name], cell(name));
            }
            let sum =
                |metric: &str| -> f64 { months.iter().map(|month| month["metrics"][metric].as_f64().unwrap()).sum() };
            for (metric, column) in
                [("gross", "gross_total"), ("own_orders", "own_orders_total"), ("expenses", "expenses_total")]
            {
                assert_eq!(format!("{:.2}", sum(metric)), cell(column));
            }
        }
    }
    let text = answer(&["run", "tenacious", "--trial", "7"]);
    crate::support::fits_the_terminal(&text);
    assert!(text.starts_with("Trial 7 of tenacious"), "{text}");
}

#[test]
fn the_number_of_threads_changes_no_byte_of_any_file_or_answer() {
    let run = |threads: &str| {
        let folder = tempdir().unwrap();
        run_into(folder.path(), &["run", "builder", "--trials", "4500", "--threads", threads, "-q"]);
        let files: Vec<(String, Vec<u8>)> = names(folder.path())
            .into_iter()
            .map(|name| {
                let bytes = fs::read(folder.path().join(&name)).unwrap();
                (name, bytes)
            })
            .collect();
        let said = answer(&["run", "builder", "--trials", "4500", "--threads", threads]);
        let object = answer(&["run", "builder", "--trials", "4500", "--threads", threads, "--json"]);
        (files, said, object)
    };
    let one = run("1");
    assert!(one.0.len() >= 7, "{}", one.0.len());
    for threads in ["2", "8"] {
        let more = run(threads);
        for (a, b) in one.0.iter().zip(&more.0) {
            assert!(a == b, "{} differs on {threads} threads", a.0);
        }
        assert_eq!(one.0.len(), more.0.len());
        assert!(one.1 == more.1 && one.2 == more.2, "{threads} threads");
    }
}

#[test]
fn more_trials_never_change_earlier_ones() {
    let rows = |trials: &str| {
        let folder = tempdir().unwrap();
        run_into(folder.path(), &["run", "--trials", trials, "-q"]);
        read(folder.path(), "trials.csv")
    };
    let (few, many) = (rows("1234"), rows("3456"));
    assert!(many.starts_with(&few));
    assert_eq!(many.lines().count(), 3457);
}

#[test]
fn more_trials_than_a_spreadsheet_opens_continue_in_a_second_file() {
    const ROWS: usize = 1_048_575;
    let folder = tempdir().unwrap();
    run_into(folder.path(), &["run", "harsh", "--set", "months=1", "--trials", "1050000", "-q"]);
    let (first, second) = (read(folder.path(), "trials.csv"), read(folder.path(), "trials-2.csv"));
    assert_eq!(first.lines().count(), ROWS + 1);
    assert_eq!(second.lines().count(), 1_050_000 - ROWS + 1);
    assert_eq!(first.lines().next(), second.lines().next(), "each has its header");
    assert!(second.lines().nth(1).unwrap().starts_with("1048576,"));
    // A smaller run leaves nothing of it, and touches no foreign file.
    fs::write(folder.path().join("trials-3.csv"), "mine").unwrap();
    run_into(folder.path(), &["run", "tenacious", "--trials", "100", "-q", "--force"]);
    assert!(!folder.path().join("trials-2.csv").exists());
    assert_eq!(read(folder.path(), "trials-3.csv"), "mine");
}

#[test]
fn the_files_of_a_run_make_the_run_again() {
    let (first, second) = (tempdir().unwrap(), tempdir().unwrap());
    run_into(first.path(), &["run", "sticky", "--set", "months=7", "--trials", "1200", "--seed", "9", "-q"]);
    let manifest: Value = serde_json::from_str(&read(first.path(), "manifest.json")).unwrap();
    let recipe = manifest["again"].as_str().unwrap();
    assert_eq!(recipe, "downline run scenario.toml --seed 9 --trials 1200 --out results");
    let scenario = first.path().join("scenario.toml");
    run_into(second.path(), &["run", scenario.to_str().unwrap(), "--seed", "9", "--trials", "1200", "-q"]);
    for name in ["trials.csv", "months.csv", "outcomes.csv", "histogram.csv", "scenario.toml"] {
        assert_eq!(read(first.path(), name), read(second.path(), name), "{name}");
    }
    let again: Value = serde_json::from_str(&read(second.path(), "manifest.json")).unwrap();
    assert_eq!(manifest["scenario"]["hash"], again["scenario"]["hash"]);
}

#[test]
fn the_manifest_names_every_file_with_its_size_and_no_path() {
    let folder = tempdir().unwrap();
    run_into(folder.path(), &["run", "--trials", "1000", "-q"]);
    let text = read(folder.path(), "manifest.json");
    assert!(!text.contains(folder.path().to_str().unwrap()));
    let manifest: Value = serde_json::from_str(&text).unwrap();
    let mut named: Vec<String> = vec!["manifest.json".to_owned()];
    for file in manifest["files"].as_array().unwrap() {
        let name = file["name"].as_str().unwrap();
        let size = fs::metadata(folder.path().join(name)).unwrap().len();
        assert_eq!(file["bytes"], size, "{name}");
        assert_eq!(file["sha256"].as_str().unwrap().len(), 64);
        named.push(name.to_owned());
    }
    named.sort();
    assert_eq!(names(folder.path()), named, "nothing half-written is left behind");
}

fn refused(out: &Path, words: &[&str]) {
    downline(&["run", "--trials", "1000", "--out", out.to_str().unwrap()]).fails(1, words);
}

#[test]
fn a_folder_that_is_not_empty_is_left_alone_without_force() {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("months.csv"), "mine").unwrap();
    fs::write(folder.path().join("notes.txt"), "mine too").unwrap();
    refused(folder.path(), &["not empty", "--force"]);
    assert_eq!(names(folder.path()), ["months.csv", "notes.txt"]);
    assert_eq!(read(folder.path(), "months.csv"), "mine");
    run_into(folder.path(), &["run", "--trials", "1000", "--force", "-q"]);
    assert!(read(folder.path(), "months.csv").starts_with("month,metric"));
    assert_eq!(read(folder.path(), "notes.txt"), "mine too", "other files stay");
}

#[test]
fn a_folder_that_the_program_filled_is_filled_anew_and_nothing_else_is_touched() {
    let folder = tempdir().unwrap();
    let out = folder.path();
    run_into(out, &["compare", "typical", "harsh", "--trials", "1000"]);
    fs::write(out.join("notes.txt"), "mine").unwrap();
    run_into(out, &["run", "--trials", "1000", "-q"]);
    let after = names(out);
    assert!(!after.contains(&"compare.csv".to_owned()) && !after.contains(&"harsh.toml".to_owned()), "{after:?}");
    assert!(after.contains(&"months.csv".to_owned()), "{after:?}");
    assert_eq!(read(out, "notes.txt"), "mine");
    // A file of somebody else's stands where one of ours would come: nothing is replaced.
    fs::write(out.join("compare.csv"), "mine").unwrap();
    let compare = ["compare", "typical", "harsh", "--trials", "1000", "--out", out.to_str().unwrap()];
    downline(&compare).fails(1, &["compare.csv is not as downline wrote it", "--force"]);
    assert_eq!(read(out, "compare.csv"), "mine");
    assert!(names(out).contains(&"months.csv".to_owned()) && names(out).contains(&"manifest.json".to_owned()));
    // What somebody changed is theirs: a scenario that was started from ours is not lost.
    fs::write(out.join("scenario.toml"), "mine").unwrap();
    let run = ["run", "--trials", "1000", "--out", out.to_str().unwrap()];
    downline(&run).fails(1, &["scenario.toml is not as downline wrote it", "--force"]);
    assert_eq!(read(out, "scenario.toml"), "mine");
}

/// The command of the manifest, given to a shell in the folder, makes the same bytes of every file, pictures included.
#[test]
fn the_manifest_s_command_makes_the_same_files_again() {
    let program = assert_cmd::cargo::cargo_bin!("downline").parent().unwrap().to_owned();
    let path =
        std::env::join_paths([program].into_iter().chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())));
    let path = path.unwrap();
    for command in [
        &["run", "builder", "--trials", "500", "--seed", "7", "--set", "months=6"][..],
        &["compare", "typical", "sticky", "--trials", "500", "--set", "costs.monthly=30"],
        &["plan", "audit", "hybrid", "flat", "--set", "organisation.members=300", "--search", "2", "-q"],
    ] {
        let folder = tempdir().unwrap();
        run_into(folder.path(), command);
        let manifest: Value = serde_json::from_str(&read(folder.path(), "manifest.json")).unwrap();
        let again = manifest["again"].as_str().unwrap();
        let shell =
            std::process::Command::new("sh").args(["-c", again]).current_dir(folder.path()).env("PATH", &path).output();
        let shell = shell.unwrap();
        assert!(shell.status.success(), "{again}: {}", String::from_utf8_lossy(&shell.stderr));
        let remade: Value = serde_json::from_str(&read(&folder.path().join("results"), "manifest.json")).unwrap();
        let hashes = |manifest: &Value| -> Vec<Value> {
            manifest["files"].as_array().unwrap().iter().map(|file| file["sha256"].clone()).collect()
        };
        assert_eq!(hashes(&manifest), hashes(&remade), "{again}");
    }
}

#[test]
fn a_folder_that_cannot_be_one_is_named() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("results");
    fs::write(&file, "a file").unwrap();
    refused(&file, &["is a file", "--out needs a folder"]);
    refused(&file.join("below"), &["cannot write into"]);
    assert_eq!(read(folder.path(), "results"), "a file");
    // A folder of the kernel that nobody can write into, root included.
    if Path::new("/proc/self").is_dir() {
        refused(Path::new("/proc/downline-results"), &["cannot write into /proc/downline-results"]);
    }
}

#[test]
fn a_read_only_folder_is_named() {
    let folder = tempdir().unwrap();
    let mut permissions = fs::metadata(folder.path()).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(folder.path(), permissions).unwrap();
    if fs::write(folder.path().join("probe"), "").is_ok() {
        return; // root writes anywhere
    }
    refused(folder.path(), &["cannot write into"]);
}

#[test]
fn a_folder_with_folders_above_it_is_made() {
    let folder = tempdir().unwrap();
    let deep = folder.path().join("a/b/c");
    run_into(&deep, &["run", "--trials", "1000", "-q"]);
    assert!(deep.join("manifest.json").is_file());
}

#[test]
fn a_week_of_work_has_a_table_of_its_steps() {
    let folder = tempdir().unwrap();
    run_into(folder.path(), &["run", "week", "--trials", "100", "-q"]);
    let table = Csv::read(folder.path(), "activity.csv");
    assert_eq!(table.header, "step, a_week, minutes_a_week, source");
    let steps: Vec<&str> = table.rows.iter().map(|row| row[0].as_str()).collect();
    let chain =
        ["lead-generation", "inviting", "presenting", "following-up", "launching", "promoting-events", "customers"];
    assert_eq!(steps, [&chain[..], &["unproductive"]].concat());
    assert_eq!(table.rows[1][1], "10.000000", "two conversations on five days");
    // Without a law of the team no share of it is exact.
    assert!(Csv::read(folder.path(), "histogram.csv").rows.iter().all(|row| row[5].is_empty()));
    assert!(answer(&["run", "week", "--explain"]).contains("inviting: conversations"));
}

/// The longest horizon: every month stands in every table, and the first year is that of a run of a year.
#[test]
fn six_hundred_months_fill_every_table() {
    let folder = tempdir().unwrap();
    let [long, year] = ["600", "12"].map(|months| {
        let (path, months) = (folder.path().join(months), format!("months={months}"));
        let arguments = ["run", "tenacious", "--trials", "20", "-q", "--set", &months, "--set", "sponsoring.mean=0.03"];
        run_into(&path, &arguments);
        path
    });
    let table = Csv::read(&long, "months.csv");
    assert_eq!(table.rows.len(), 601 * METRICS.len());
    assert_eq!(Csv::read(&long, "months_wide.csv").rows.len(), 601);
    let first = Csv::read(&year, "months.csv");
    assert_eq!(first.rows.len(), 13 * METRICS.len());
    assert_eq!(first.rows, table.rows[..first.rows.len()]);
}
