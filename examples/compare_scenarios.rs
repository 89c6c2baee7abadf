//! What would help a newcomer more: to sponsor steadily, or a team whose members stay longer? The same simulated people
//! are asked under each assumption, so that the differences are theirs and not the luck of two samples.
//!
//!     cargo run --example compare_scenarios

use downline::simulate::compare;
use downline::words::{money_brief, thousands};
use downline::{Metric, Scenario, Settings};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // The first is the base: a typical newcomer. The others change what the newcomer does, or how long people stay.
    let scenarios = [Scenario::preset("typical")?, Scenario::preset("tenacious")?, Scenario::preset("sticky")?];
    let comparison = compare(&scenarios, &Settings::with_trials(20_000))?;

    println!("After 12 months, net of costs:\n");
    println!("{:<12} {:>14} {:>16} {:>18}", "", "middle team", "middle net", "came out ahead");
    for ensemble in comparison.ensembles() {
        let last = ensemble.months();
        let middle = |metric| ensemble.distribution(last, metric).percentile(50).unwrap_or(0);
        println!(
            "{:<12} {:>14} {:>16} {:>11} of 100",
            ensemble.scenario().name(),
            thousands(middle(Metric::Team)),
            money_brief(middle(Metric::NetTotal), ensemble.scenario().currency()),
            ensemble.outcomes().came_out_ahead.in_words(),
        );
    }

    println!("\nOf 100 people, compared with themselves under `{}`:\n", scenarios[0].name());
    for (scenario, paired) in scenarios[1..].iter().zip(comparison.differences()) {
        for (what, verdict) in [("team", paired.team.verdict()), ("net total", paired.net_total.verdict())] {
            let [better, same, worse] = [verdict.better, verdict.same, verdict.worse].map(|people| people.in_words());
            println!("{:<12} {what:<10} {better} better, {same} the same, {worse} worse", scenario.name());
        }
    }
    Ok(())
}
