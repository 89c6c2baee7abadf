//! What stands in `examples/` and in the README works: every example runs, every scenario file runs, and every command
//! told in a scenario file is accepted.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use downline::{Scenario, Settings, simulate};

/// A path of the project.
fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The files with this ending in a folder of the project, sorted.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(project(folder)).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|found| found == ending));
    files.sort();
    files
}

/// Builds the examples for the profile of this test, which `cargo test` has done already, and returns their folder.
fn built_examples() -> PathBuf {
    // target/<profile>/deps/<this test>
    let test = std::env::current_exe().unwrap();
    let profile = test.parent().and_then(Path::parent).unwrap();
    let name = profile.file_name().unwrap().to_str().unwrap();
    let mut build = Command::new(env!("CARGO"));
    build.args(["build", "--quiet", "--locked", "--offline", "--examples"]).current_dir(project(""));
    build.args(["--profile", if name == "debug" { "dev" } else { name }]);
    build.arg("--target-dir").arg(profile.parent().unwrap());
    assert!(build.status().unwrap().success(), "the examples cannot be built");
    profile.join("examples")
}

#[test]
fn every_example_runs_and_says_what_it_found() {
    let folder = built_examples();
    let examples = files("examples", "rs");
    assert!(examples.len() >= 4, "{examples:?}");
    for example in examples {
        let name = example.file_stem().unwrap();
        let program = folder.join(name).with_extension(std::env::consts::EXE_EXTENSION);
        let output = Command::new(program).output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        let complained = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{}: {complained}", name.display());
        assert!(said.lines().count() >= 2, "{}: {said}", name.display());
        assert!(said.lines().all(|line| line.chars().count() <= 100), "{}: {said}", name.display());
    }
}

#[test]
fn the_quickstart_is_the_one_of_the_readme() {
    let readme = fs::read_to_string(project("README.md")).unwrap();
    let (_, rest) = readme.split_once("```rust\n").expect("a Rust listing in README.md");
    let (listing, _) = rest.split_once("```").unwrap();
    let example = fs::read_to_string(project("examples/quickstart.rs")).unwrap();
    let code: Vec<&str> = example.lines().skip_while(|line| line.starts_with("//!") || line.is_empty()).collect();
    assert_eq!(code, listing.lines().collect::<Vec<_>>());
}

#[test]
fn every_scenario_file_runs() {
    let scenarios = files("examples/scenarios", "toml");
    assert!(scenarios.len() >= 4, "{scenarios:?}");
    for file in scenarios {
        let name = file.file_stem().unwrap().to_str().unwrap();
        let scenario = Scenario::from_toml(name, &fs::read_to_string(&file).unwrap());
        let scenario = scenario.unwrap_or_else(|errors| panic!("{name}: {errors}"));
        let ensemble = simulate(&scenario, &Settings::with_trials(300).keeping_trials()).unwrap();
        assert_eq!((ensemble.trials(), ensemble.rows().len()), (300, 300), "{name}");
        let again = Scenario::from_toml(name, scenario.resolved_toml()).unwrap();
        assert_eq!(again.hash(), scenario.hash(), "{name} read back");
    }
}

#[cfg(feature = "cli")]
#[test]
fn the_commands_told_in_scenario_files_do_what_they_say() {
    let mut commands = 0;
    for file in files("examples/scenarios", "toml") {
        for line in fs::read_to_string(&file).unwrap().lines() {
            let Some(words) = line.strip_prefix("#   downline ") else { continue };
            let mut downline = Command::new(env!("CARGO_BIN_EXE_downline"));
            downline.args(words.split_whitespace()).args(["--trials", "300"]).current_dir(project(""));
            let output = downline.output().unwrap();
            let complained = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{}: downline {words}: {complained}", file.display());
            assert!(output.stdout.len() > 200, "{}: downline {words} says too little", file.display());
            commands += 1;
        }
    }
    assert!(commands >= 4, "only {commands} commands were found");
}
