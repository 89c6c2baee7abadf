//! What happens when memory, disk or patience run out.

use std::fs::{self, OpenOptions};
use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;
use tempfile::tempdir;

use crate::support::{Csv, downline, flat, program, read};

#[test]
fn a_full_disk_under_standard_output_is_an_error() {
    for arguments in [
        &["run", "--trials", "1000"][..],
        &["run", "--trials", "1000", "--json"],
        &["exact"],
        &["compare", "typical", "harsh", "--trials", "1000"],
        &["penny", "--trials", "1000"],
        &["presets"],
    ] {
        let Ok(full) = OpenOptions::new().write(true).open("/dev/full") else { return };
        let output = program().args(arguments).stdout(full).output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(stderr.contains("cannot write to standard output"), "{arguments:?}: {stderr}");
    }
}

#[test]
fn a_closed_pipe_ends_quietly() {
    for arguments in [&["run", "--trials", "1000", "--json"][..], &["exact", "momentum", "--json"], &["presets"]] {
        let mut child = program().args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
    }
}

#[test]
fn files_are_written_even_when_nobody_reads_the_answer_to_its_end() {
    for (arguments, file) in
        [(&["compare", "typical", "harsh"][..], "compare.csv"), (&["run", "harsh"], "manifest.json")]
    {
        let folder = tempdir().unwrap();
        let mut command = program();
        command.args(arguments).args(["--trials", "1000", "--json", "--out"]).arg(folder.path());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert!(folder.path().join(file).is_file(), "{arguments:?} wrote no {file}");
    }
}

#[test]
fn growth_larger_than_memory_ends_with_the_month_and_what_to_change() {
    for (changes, words) in [
        // On average already.
        (&["sponsoring.mean=100", "months=12"][..], "people would join by month 5"),
        // In some trial only.
        (&["sponsoring.mean=58", "months=5", "sponsoring.propensity-shape=\"none\""], "members by month 5"),
    ] {
        let mut command = program();
        command.args(["run", "builder"]).args(changes.iter().flat_map(|change| ["--set", change]));
        let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let ((code, stdout, stderr), peak) = watched(child);
        assert_eq!((code, stdout.as_str()), (Some(1), ""), "{stderr}");
        for word in [words, "choose fewer months", "smaller sponsoring.mean"] {
            assert!(flat(&stderr).contains(word), "{word:?} is not in {stderr}");
        }
        if let Some(peak) = peak {
            // Fourteen million members, each with its key, on each of the threads that this machine has.
            let threads = std::thread::available_parallelism().map_or(1, usize::from) as u64;
            assert!(peak < threads * (3 << 29), "{peak} bytes on {threads} threads");
        }
    }
}

#[test]
fn ten_million_trials_fit_into_a_gibibyte() {
    // Memory does not depend on what is paid: the simplest plan and orders are the quickest.
    let simplest = ["plan.team-percent.rate=6%", "customers={}", "orders={volume=110}"];
    let child = program()
        .args(["run", "tenacious", "--trials", "1e7", "--json"])
        .args(simplest.iter().flat_map(|change| ["--set", change]))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let ((code, stdout, stderr), peak) = watched(child);
    assert_eq!(code, Some(0), "{stderr}");
    let object: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(object["trials"], 10_000_000);
    if let Some(peak) = peak {
        assert!(peak < 1 << 30, "{peak} bytes");
    }
}

type Ending = (Option<i32>, String, String);

/// Lets a child end; gives its answer and, where the system tells, the most memory it was seen to hold, in bytes.
fn watched(mut child: Child) -> (Ending, Option<u64>) {
    let status = format!("/proc/{}/status", child.id());
    let mut out = child.stdout.take().unwrap();
    let mut error = child.stderr.take().unwrap();
    let reader = std::thread::spawn(move || {
        let mut text = String::new();
        out.read_to_string(&mut text).unwrap();
        text
    });
    let mut peak = None;
    let code = loop {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let held = text.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok());
        peak = peak.max(held.map(|kilobytes: u64| kilobytes << 10));
        if let Some(ended) = child.try_wait().unwrap() {
            break ended.code();
        }
        std::thread::sleep(Duration::from_millis(10));
    };
    let mut said = String::new();
    error.read_to_string(&mut said).unwrap();
    ((code, reader.join().unwrap(), said), peak)
}

#[test]
fn an_interrupted_run_keeps_the_first_trials_and_says_so() {
    const ASKED: u64 = 1_000_000_000;
    let folder = tempdir().unwrap();
    let out = folder.path().join("results");
    let child = program()
        .args(["run", "builder", "--trials", &ASKED.to_string(), "--json", "--out", out.to_str().unwrap()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The folder is made before the run listens for the signal; a moment later it runs.
    while !out.exists() {
        std::thread::sleep(Duration::from_millis(10));
    }
    std::thread::sleep(Duration::from_millis(200));
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    let ((code, stdout, stderr), _) = watched(child);
    assert_eq!(code, Some(130), "{stderr}");
    assert!(stderr.contains("interrupted"), "{stderr}");
    let object: Value = serde_json::from_str(&stdout).unwrap();
    let trials = object["trials"].as_u64().unwrap();
    assert_eq!(object["completeness"], "interrupted");
    assert!(0 < trials && trials < ASKED, "{trials}");
    let manifest: Value = serde_json::from_str(&read(&out, "manifest.json")).unwrap();
    assert_eq!((&manifest["completeness"], &manifest["trials"]), (&"interrupted".into(), &trials.into()));
    let rows: usize = crate::support::names(&out)
        .iter()
        .filter(|name| name.starts_with("trials"))
        .map(|name| Csv::read(&out, name).rows.len())
        .sum();
    assert_eq!(rows as u64, trials);
    let last = Csv::read(&out, "trials.csv").rows.len().to_string();
    assert_eq!(Csv::read(&out, "trials.csv").cells("trial").last(), Some(&last.as_str()), "no gap");
    // What is kept is what a run of that length gives.
    // An interrupted run has no everyone.
    let whole = folder.path().join("whole");
    let (count, folder) = (trials.to_string(), whole.to_str().unwrap());
    let whole = downline(&["run", "builder", "--trials", &count, "--json", "--no-everyone", "--out", folder]);
    let whole: Value = serde_json::from_str(&whole.stdout).unwrap();
    // Not printed: there are pages of it.
    assert!(object["months"] == whole["months"], "other months");
    assert!(object["outcomes"] == whole["outcomes"], "other outcomes");
}

#[test]
fn a_long_run_off_a_terminal_says_so_at_once_and_keeps_what_is_done() {
    let mut command = program();
    command.args(["run", "builder", "--trials", "1e9", "--json"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut notes = BufReader::new(child.stderr.take().unwrap());
    let mut said = String::new();
    notes.read_line(&mut said).unwrap();
    assert!(
        said.starts_with("this run will take about ") || said.starts_with("this run will take more than "),
        "{said}"
    );
    assert!(said.contains("(1,000,000,000 trials of about "), "{said}");
    assert!(said.trim_end().ends_with("; stop it with Ctrl-C and keep what is done"), "{said}");
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    let mut answer = String::new();
    child.stdout.take().unwrap().read_to_string(&mut answer).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let object: Value = serde_json::from_str(&answer).unwrap();
    assert!(object["trials"].as_u64().unwrap() > 0);
}

#[test]
fn large_teams_can_be_interrupted_soon() {
    // A thousand of these, some millions of people each, would take a minute and more.
    let mut command = program();
    command.args(["run", "builder", "--set", "months=5", "--set", "sponsoring.mean=40", "--json"]);
    // Of heads alone, so that the largest of them fits as well.
    for simplest in
        ["sponsoring.propensity-shape=\"none\"", "plan.team-percent.rate=6%", "customers={}", "orders={volume=110}"]
    {
        command.args(["--set", simplest]);
    }
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(500));
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    let ((code, stdout, stderr), _) = watched(child);
    assert_eq!(code, Some(130), "{stderr}");
    let object: Value = serde_json::from_str(&stdout).unwrap();
    assert!(object["trials"].as_u64().unwrap() < 1000, "{}", object["trials"]);
}

#[test]
fn the_exact_law_says_when_it_is_too_wide() {
    let answer = downline(&["exact", "momentum", "--set", "months=240"]);
    answer.fails(1, &["month 240", "ask for an earlier month"]);
}
