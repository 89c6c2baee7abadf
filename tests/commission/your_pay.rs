//! What you are paid month by month in a simulated team in which everybody orders the same.

use downline::commission::{EarnerByRule, Plan};
use downline::settlement::{AlikeTeam, Settlement};
use downline::team::Team;
use downline::units::{Money, Month, Volume};

/// Your pay by rule in months 1 to `months`, in cents.
pub(crate) fn your_pay_by_rule(plan: &Plan, team: &Team, personal: Volume, months: u16) -> Vec<Vec<i64>> {
    let network = AlikeTeam { team, personal };
    let mut settlement = Settlement::new(plan);
    settlement.begin(&network);
    let mut yours = EarnerByRule::new(0);
    let month = |month| {
        assert!(settlement.month(&network, Month::new(month), &mut yours).is_continue());
        let of_rule = |rule: usize| yours.by_rule().get(rule).map_or(0, |amount: &Money| amount.cents());
        (0..plan.rules().len()).map(of_rule).collect()
    };
    (1..=months).map(month).collect()
}

/// Your pay in months 1 to `months`, in cents.
pub(crate) fn your_pay(plan: &Plan, team: &Team, personal: Volume, months: u16) -> Vec<i64> {
    your_pay_by_rule(plan, team, personal, months).into_iter().map(|rules| rules.into_iter().sum()).collect()
}
