//! What goes wrong is said in sentences, also where an error ends the program through `?`.
//!
//!     cargo run --example errors                              three things that go wrong, and what is said of them
//!     cargo run --example errors -- 'sponsoring.mean=1200'    a change of your own to the preset `typical`

use std::error::Error;

use downline::scenario::Draft;
use downline::simulate::{Trials, compare};
use downline::{Scenario, Settings, simulate};

fn main() -> Result<(), Box<dyn Error>> {
    // What `main` returns is printed behind "Error: ".
    if let Some(change) = std::env::args().nth(1) {
        return counts(&change).map(|ahead| println!("came out ahead: {ahead} of 100"));
    }
    for error in
        [counts("sponsoring.maen=0.1").err(), too_many_trials().err(), other_months().err()].into_iter().flatten()
    {
        println!("Error: {error:?}\n");
    }
    Ok(())
}

/// How many of 100 come out ahead after a change to the preset `typical`.
fn counts(change: &str) -> Result<String, Box<dyn Error>> {
    let mut draft = Draft::preset("typical")?;
    draft.set(change)?;
    let (scenario, _) = draft.finish()?;
    let ensemble = simulate(&scenario, &Settings::with_trials(2_000))?;
    Ok(ensemble.outcomes().came_out_ahead.in_words())
}

/// More trials than a run may have.
fn too_many_trials() -> Result<Settings, Box<dyn Error>> {
    Ok(Settings { trials: Trials::exactly(2_000_000_000)?, ..Settings::default() })
}

/// Scenarios that look ahead for different times cannot be compared.
fn other_months() -> Result<(), Box<dyn Error>> {
    let mut shorter = Draft::preset("typical")?;
    shorter.set("months=6")?;
    compare(&[Scenario::preset("typical")?, shorter.finish()?.0], &Settings::with_trials(100))?;
    Ok(())
}
