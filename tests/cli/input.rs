use std::fs;
use std::path::PathBuf;

use tempfile::{TempDir, tempdir};

use crate::support::{answer, downline, with_input};

fn file(bytes: &[u8]) -> (TempDir, PathBuf) {
    let folder = tempdir().unwrap();
    let path = folder.path().join("my.toml");
    fs::write(&path, bytes).unwrap();
    (folder, path)
}

fn refused(bytes: &[u8], words: &[&str]) {
    let (_folder, path) = file(bytes);
    for command in ["run", "exact"] {
        downline(&[command, path.to_str().unwrap()]).fails(2, words);
    }
}

#[test]
fn a_scenario_may_come_from_a_file_or_from_standard_input() {
    let preset = answer(&["presets", "tenacious"]);
    let (_folder, path) = file(preset.as_bytes());
    let from_file = answer(&["run", path.to_str().unwrap(), "--trials", "1500", "--json"]);
    let piped = with_input(&["run", "-", "--trials", "1500", "--json"], preset.as_bytes());
    assert_eq!(piped.code, Some(0), "{piped:?}");
    let from_preset = answer(&["run", "tenacious", "--trials", "1500", "--json"]);
    assert_eq!(from_file.replace("\"my\"", "\"tenacious\""), from_preset);
    assert_eq!(piped.stdout.replace("\"stdin\"", "\"tenacious\""), from_preset);
}

#[test]
fn what_cannot_be_found_or_read_is_a_usage_error_with_help() {
    downline(&["run", "no-such.toml"])
        .fails(2, &["cannot read no-such.toml: there is no such file", "downline presets"]);
    downline(&["run", "no/such"]).fails(2, &["cannot read no/such: there is no such file", "files end in .toml"]);
    downline(&["run", "my.tml"]).fails(2, &["no such file, and no scenario of that name", "files end in .toml"]);
    downline(&["run", "tipical"]).fails(2, &["no preset is called `tipical`", "did you mean `typical`?"]);
    let folder = tempdir().unwrap();
    downline(&["run", folder.path().to_str().unwrap()]).fails(2, &["is a folder"]);
    // The right file lies beside the slip.
    let right = folder.path().join("my.toml");
    fs::write(&right, answer(&["presets", "typical"])).unwrap();
    for slip in ["my.tml", "my.toml.txt", "my.tom"] {
        let slip = folder.path().join(slip);
        let help = format!("did you mean {}?", right.display());
        let words = if slip.ends_with("my.toml.txt") { "files end in .toml" } else { help.as_str() };
        downline(&["run", slip.to_str().unwrap()]).fails(2, &["there is no such file", words]);
    }
    let sub = folder.path().join("folder.toml");
    fs::create_dir(&sub).unwrap();
    downline(&["run", sub.to_str().unwrap()]).fails(2, &["is a folder"]);
}

#[test]
fn texts_that_are_no_scenario_are_refused() {
    refused(b"", &["the scenario is empty", "downline presets typical"]);
    refused(b"title = \"a\xff\"", &["not UTF-8", "0xff in line 1"]);
    refused(b"title = \"a\"\ntitle = \"b\"\n", &["my.toml:2"]);
    refused(b"= 3", &["my.toml:1"]);
    let nested = format!("a = {}{}", "[".repeat(50_000), "]".repeat(50_000));
    refused(nested.as_bytes(), &["nested"]);
    let mut huge = b"title = \"a\"\n#".to_vec();
    huge.resize(50 << 20, b'x');
    refused(&huge, &["1 MiB"]);
    let piped = with_input(&["run", "-"], &huge);
    piped.fails(2, &["1 MiB"]);
}

#[test]
fn a_slip_in_a_file_is_shown_at_its_line_with_the_nearest_key() {
    let text = answer(&["presets", "typical"]).replace("stays = false", "stay = false");
    refused(text.as_bytes(), &["you.stay", "my.toml:", "did you mean", "stays"]);
}

#[test]
fn values_outside_their_range_are_refused() {
    for (change, words) in [
        ("months=0", "months"),
        ("months=100000", "months"),
        ("sponsoring.mean=1000000", "sponsoring.mean"),
        ("sponsoring.mean=nan", "sponsoring.mean"),
        ("sponsoring.mean=inf", "sponsoring.mean"),
        ("sponsoring.mean=\"many\"", "sponsoring.mean"),
        ("costs.kit=-1", "costs.kit"),
        ("attrition.quit=[]", "attrition.quit"),
        ("attrition.quit=[{ rate = 1.5 }]", "rate"),
        ("attrition.quit=[{ rate = -0.1 }]", "rate"),
        ("plan.team-percent.rate=\"160%\"", "plan.team-percent.rate"),
        ("you.quits-in-month=13", "you.quits-in-month"),
        ("orders.share=2", "orders.share"),
        ("customers.margin=\"125%\"", "customers.margin"),
        ("volume.personal=150", "orders.volume"),
        ("costs.own-product=100", "costs.own-orders"),
        ("sponsorin.mean=0.1", "sponsoring"),
        ("months", "key=value"),
        ("months=", "no value"),
    ] {
        downline(&["run", "--set", change]).fails(2, &[words, "--set"]);
    }
}

#[test]
fn settings_outside_their_range_are_usage_errors() {
    for (arguments, words) in [
        (["--trials", "0"], "--trials"),
        (["--trials", "-5"], "'--trials <N>': a count cannot be below 0; write a whole number, such as 100,000"),
        (["--trials", "many"], "not a whole number; write it as 100000, 100,000 or 1e5"),
        (["--trials", "1,5"], "--trials"),
        (["--precision", "-1"], "--precision"),
        (["--trials", "2000000000"], "outside 1 to 1000000000"),
        (["--precision", "0"], "--precision"),
        (["--precision", "nan"], "--precision"),
        (["--threads", "0"], "--threads"),
        (["--threads", "100000"], "--threads"),
        (["--seed", "x"], "--seed"),
        (["--seed", "-1"], "invalid value '-1' for '--seed <N>'"),
        (["--trial", "-1"], "invalid value '-1' for '--trial <K>'"),
        (["--trial", "0"], "trials count from 1"),
    ] {
        downline(&["run", arguments[0], arguments[1]]).fails(2, &[words]);
    }
    downline(&["run", "--force"]).fails(2, &["--out"]);
    downline(&["run", "--trial", "3", "--out", "x"]).fails(2, &["cannot be used with"]);
}

#[test]
fn trials_are_read_as_people_write_them() {
    let run = |trials: &str| answer(&["run", "ideal", "--set", "you.stays=false", "--trials", trials, "--json"]);
    let plain = run("2000");
    for written in ["2,000", "2_000", "2e3", "0.2e4"] {
        assert_eq!(run(written), plain, "{written}");
    }
    assert!(answer(&["exact", "tenacious", "--trials", "1e3"]).contains("Simulated: 1,000 trials"));
    downline(&["check", "--trials", "999"]).fails(2, &["--trials", "999 is outside 1,000 to 100,000,000"]);
    downline(&["exact", "--trials", "-5"]).fails(2, &["cannot be below 0"]);
    downline(&["penny", "--trials", "-5"]).fails(2, &["cannot be below 0"]);
}

#[test]
fn a_key_written_as_an_option_is_answered_with_the_setting() {
    for command in [&["run", "typical"][..], &["exact"], &["compare", "typical", "harsh"]] {
        for option in [&["--months", "24"][..], &["--months=24"]] {
            let answer = downline(&[command, option].concat());
            answer.fails(2, &["there is no option --months", "write --set months=24", "downline presets --keys"]);
        }
    }
    downline(&["run", "--sponsoring.mean", "0.1"]).fails(2, &["write --set sponsoring.mean=0.1"]);
    downline(&["run", "--you-stays", "true"]).fails(2, &["write --set you.stays=true"]);
    downline(&["run", "--stays"]).fails(2, &["write --set you.stays=true"]);
    let several = downline(&["run", "--sponsoring", "0.4"]);
    several.fails(2, &["--set you.sponsoring=0.4", "or: --set sponsoring.mean=0.4"]);
    assert!(!several.stderr.contains("sponsoring.distribution=0.4"), "{several:?}");
    // What is no key, and what another command does not take, is the parser's to answer.
    downline(&["run", "--banana", "4"]).fails(2, &["unexpected argument '--banana'"]);
    downline(&["run", "--trails", "4"]).fails(2, &["a similar argument exists: '--trials'"]);
    downline(&["penny", "--months", "24"]).fails(2, &["unexpected argument '--months'"]);
}

#[test]
fn a_trial_that_is_none_of_the_run_is_refused() {
    downline(&["run", "typical", "--trial", "200", "--trials", "100"])
        .fails(2, &["--trial 200 is none of the 100 trials of this run", "--trials 200"]);
    assert_eq!(downline(&["run", "typical", "--trial", "200"]).code, Some(0));
}

#[test]
fn numbers_of_people_fit_a_line_and_say_what_limits_them() {
    let answer = downline(&["run", "builder", "--set", "months=600", "--set", "sponsoring.mean=100"]);
    answer.fails(1, &["people would join by month", "which is what memory holds"]);
    assert!(answer.stderr.split_whitespace().all(|word| word.len() < 40), "{}", answer.stderr);
    let dear = ["orders.volume=1000000", "customers.order=1000000", "customers.points=10", "months=60"];
    let mut words = vec!["run", "tenacious", "--set", "sponsoring.mean=1"];
    dear.iter().for_each(|change| words.extend(["--set", change]));
    downline(&words).fails(1, &["so that all that they could order and be paid can be counted in money"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_without_an_end_is_refused_by_its_start() {
    let plan = ["plan", "pay", "--plan", "unilevel", "--tree", "/dev/zero"];
    downline(&plan).fails(2, &["is not UTF-8 text"]);
}

#[test]
fn an_exact_law_that_takes_too_long_is_refused_before_the_work() {
    downline(&["exact", "builder", "--set", "months=360"]).fails(1, &["the exact law of month 360"]);
}
