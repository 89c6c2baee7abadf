//! Simulation against theory: 50,000 simulated careers beside the exact law of the team's size, which
//! `growth::exact` computes without drawing a single number.
//!
//!     cargo run --example theory

use downline::growth::exact::head_counts;
use downline::{Metric, Month, Scenario, Settings, simulate};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let scenario = Scenario::preset("tenacious")?;
    let ensemble = simulate(&scenario, &Settings::with_trials(50_000))?;
    let laws = head_counts(scenario.growth())?;

    println!("Mean team of `{}`:\n", scenario.name());
    println!("month   simulated     error       exact   z (beyond 5 is no chance)");
    for month in [1, 3, 6, 9, 12].map(Month::new) {
        let team = ensemble.distribution(month, Metric::Team);
        let (mean, error) = (team.mean().ok_or("no trials")?, team.mean_error().ok_or("one trial")?);
        let exact = laws[month.index()].mean();
        let z = (mean - exact) / error;
        println!("{month:>5} {mean:>11.4} {error:>9.4} {exact:>11.4} {z:>+7.2}");
        if z.abs() > 5.0 {
            return Err(format!("month {month}: the simulator does not follow the law").into());
        }
    }

    println!("\nTeams of 100 people after 12 months, # simulated and | exact:\n");
    let (team, law) = (ensemble.distribution(Month::new(12), Metric::Team), &laws[12]);
    for size in 1..=15u32 {
        let simulated = of_100(team.count(|team| team == i64::from(size)), team.trials());
        let exact = 100.0 * law.probability(u64::from(size));
        println!("{size:>4} {simulated:>6.2} {exact:>6.2}  {}", bar(simulated, exact));
    }
    Ok(())
}

#[allow(clippy::cast_precision_loss)] // at most 50,000
fn of_100(count: u64, trials: u64) -> f64 {
    100.0 * count as f64 / trials as f64
}

/// A bar of three characters for each of 100 people, with a mark where the law has its end.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // from 0 to 300
fn bar(simulated: f64, exact: f64) -> String {
    let mut letters: Vec<char> = vec!['#'; (3.0 * simulated).round() as usize];
    let mark = (3.0 * exact).round() as usize;
    letters.resize(letters.len().max(mark + 1), ' ');
    letters[mark] = '|';
    letters.into_iter().collect()
}
