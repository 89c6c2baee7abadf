//! A commission rule of your own, written outside the crate: $20 a month for every active person you sponsored yourself.
//! First it pays a small network that can be checked by hand, then 20,000 simulated newcomers.
//!
//!     cargo run --example custom_rule

use std::sync::Arc;

use downline::commission::{Books, Ledger, Line, Period, Rule, Statement, TeamPercent};
use downline::simulate::compare;
use downline::words::money;
use downline::{Metric, Money, Plan, Rate, Scenario, Settings, Volume};

/// A flat amount for each active, personally sponsored member.
#[derive(Debug)]
struct SponsorBonus {
    each: Money,
}

impl Rule for SponsorBonus {
    fn name(&self) -> &'static str {
        "sponsor-bonus"
    }

    /// Reads one month of the network and writes a line for every payment.
    fn settle(&self, month: &Period, books: &mut Books<'_>) {
        for member in month.members() {
            let Some(sponsor) = month.sponsor(member) else { continue }; // the root has none
            if month.active()[member as usize] && month.active()[sponsor as usize] {
                let volume = month.commissionable()[member as usize];
                // A flat amount has no rate; the line says whose order it is paid on.
                books.line(&Line::on_order(sponsor, member, 1, volume, Rate::ZERO, self.each));
            }
        }
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let six_percent = || Arc::new(TeamPercent::new(Rate::from_parts_per_million(60_000)));
    let bonus = Arc::new(SponsorBonus { each: Money::from_cents(20_00) });
    let plan = Plan::new(vec![six_percent(), bonus]);

    // You (0) sponsored 1 and 2, member 1 sponsored 3; member 2 has quit. Everyone active orders for 150.
    let mut month = Period::new(vec![0, 0, 0, 1])?;
    month.set_active(2, false);
    for member in [0, 1, 3] {
        month.set_volume(member, Volume::from_hundredths(150_00), Volume::from_hundredths(150_00));
    }
    let mut statement = Statement::new();
    plan.settle(&month, &mut Ledger::new(), &mut statement);
    println!("One month of four members, line by line:\n");
    for entry in statement.entries() {
        let line = entry.line();
        let earner = line.earner.map_or("nobody".to_owned(), |earner| format!("member {earner}"));
        println!("  {earner}  {:<14} {:>8}", statement.rule(entry), money(line.amount.cents(), "USD"));
    }
    // 6 % of 3 orders of 150 and one active recruit: 27.00 + 20.00.
    assert_eq!(statement.paid_to(0), Money::from_cents(47_00));

    // The same people under 6 % alone and with the bonus.
    let base = Scenario::preset("tenacious")?;
    let scenarios = [base.clone().with_plan(Plan::new(vec![six_percent()]))?, base.with_plan(plan)?];
    let comparison = compare(&scenarios, &Settings::with_trials(20_000))?;
    println!("\nOne recruit every two months for 12 months, net of costs:\n");
    for (plan, ensemble) in ["6 % of team volume", "with the bonus"].iter().zip(comparison.ensembles()) {
        let net = ensemble.distribution(ensemble.months(), Metric::NetTotal).percentile(50).unwrap_or(0);
        let ahead = ensemble.outcomes().came_out_ahead;
        println!("  {plan:<20} middle person {:>9}, ahead {:>2} of 100", money(net, "USD"), ahead.in_words());
    }
    Ok(())
}
