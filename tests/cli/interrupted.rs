//! What signals leave in a folder. `.ci/interrupted` sends them to every command at twenty moments.

#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use tempfile::tempdir;

use crate::support::{Answer, downline, flat, names, program, read};

/// A run that does not end by itself, once it has begun to write into the folder.
fn endless(out: &Path) -> Child {
    let mut child = program()
        .args(["run", "tenacious", "--set", "plan.name=hybrid", "--set", "months=36", "--trials", "1e9", "-q", "--out"])
        .arg(out)
        .stderr(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    while temporary(out).is_none() {
        assert!(child.try_wait().unwrap().is_none(), "it has ended");
        sleep(Duration::from_millis(20));
    }
    child
}

/// The temporary folder of a run.
fn temporary(out: &Path) -> Option<PathBuf> {
    let entries = fs::read_dir(out).ok()?.map(|entry| entry.unwrap().path());
    entries.into_iter().find(|path| path.file_name().unwrap().to_string_lossy().starts_with(".downline-"))
}

fn send(signal: &str, child: &Child) {
    assert!(Command::new("kill").args(["-s", signal, &child.id().to_string()]).status().unwrap().success());
}

/// Every signal that asks a program to end keeps the first trials, says so at once, and leaves no other file.
#[test]
fn a_signal_keeps_the_first_trials_and_nothing_else() {
    for signal in ["INT", "TERM", "HUP"] {
        let folder = tempdir().unwrap();
        let out = folder.path().join("out");
        let child = endless(&out);
        // So that some trials are done.
        sleep(Duration::from_millis(500));
        send(signal, &child);
        let answer = Answer::from(child.wait_with_output().unwrap());
        assert_eq!(answer.code, Some(130), "{signal}: {answer:?}");
        let said = flat(&answer.stderr);
        assert!(said.contains("stopping: the trials done so far are kept"), "{signal}: {said}");
        let manifest: serde_json::Value = serde_json::from_str(&read(&out, "manifest.json")).unwrap();
        assert!(manifest["files"].as_array().unwrap().len() + 1 == names(&out).len(), "{signal}: {:?}", names(&out));
        let rows = read(&out, "trials.csv").lines().count() as u64 - 1;
        assert!(rows > 0 && read(&out, "trials.csv").lines().last().unwrap().starts_with(&format!("{rows},")));
    }
}

#[test]
fn a_second_signal_ends_the_program_and_takes_its_new_folders_with_it() {
    let folder = tempdir().unwrap();
    let child = endless(&folder.path().join("a/b/c"));
    for _ in 0..20 {
        let _ = Command::new("kill").args(["-s", "TERM", &child.id().to_string()]).status();
    }
    let answer = Answer::from(child.wait_with_output().unwrap());
    assert_eq!(answer.code, Some(130), "{answer:?}");
    assert!(!folder.path().join("a").exists(), "{answer:?}");
}

#[test]
fn what_a_killed_run_leaves_is_named_and_cleared_by_the_next_one() {
    let folder = tempdir().unwrap();
    let mut child = endless(folder.path());
    let left = temporary(folder.path()).unwrap();
    // While it works nobody else writes there.
    let out = folder.path().to_str().unwrap();
    let again = ["run", "typical", "--trials", "100", "-q", "--out", out];
    downline(&again).fails(1, &["another run of downline is writing into"]);
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(left.exists());
    let answer = downline(&again);
    let name = left.file_name().unwrap().to_string_lossy().into_owned();
    assert_eq!(answer.code, Some(0), "{answer:?}");
    assert!(answer.stderr.contains(&name) && answer.stderr.contains("a run that was killed had left"), "{answer:?}");
    assert!(!left.exists() && !names(folder.path()).iter().any(|name| name.starts_with(".downline-")));
}
