//! The library in ten lines, as in the README: ask a question, run it, read the answer.
//!
//!     cargo run --example quickstart

use downline::{Metric, Month, Scenario, Settings, simulate};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let scenario = Scenario::preset("tenacious")?;
    let ensemble = simulate(&scenario, &Settings::with_trials(20_000))?;
    let team = ensemble.distribution(Month::new(12), Metric::Team);
    println!("middle person's team: {:?}", team.percentile(50));
    println!("came out ahead: {} of 100", ensemble.outcomes().came_out_ahead.in_words());
    Ok(())
}
