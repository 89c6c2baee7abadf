//! The story in closed form: everyone sponsors one person a month and nobody quits, under the scenario's plan and
//! costs. It stops when it needs more people than are alive.

use crate::commission::{YourBuffer, YourMonths, YourPay};
use crate::ensemble::Metric;
use crate::growth::doubling;
use crate::scenario::Scenario;
use crate::team::{Lifeline, NEVER, Team};
use crate::units::{Money, Month};

/// Values of a month in the order of [`Metric::ALL`]; `None` where the story has no value.
pub(super) type IdealMonth = [Option<i64>; Metric::ALL.len()];

/// The longest story that is drawn member by member when a rule needs the whole tree: 2^14 people.
const LONGEST_DRAWN: u16 = 14;

/// The story month by month, from month 0 to the horizon.
pub(super) fn ideal_months(scenario: &Scenario) -> Vec<IdealMonth> {
    let horizon = scenario.growth().months();
    let commissions = Commissions::new(scenario);
    let mut net_total = Some(0i64);
    horizon.through().map(|month| ideal_month(scenario, &commissions, month, &mut net_total)).collect()
}

fn ideal_month(
    scenario: &Scenario,
    commissions: &Commissions,
    month: Month,
    net_total: &mut Option<i64>,
) -> IdealMonth {
    let Some(team) = doubling::team(month).and_then(|team| i64::try_from(team).ok()) else { return [None; 12] };
    if month.get() == 0 {
        let mut first = [Some(0); 12];
        first[Metric::Team as usize] = Some(1);
        return first;
    }
    let costs = scenario.costs();
    let kit = if month.get() == 1 { costs.kit } else { Money::ZERO };
    let expenses = (kit + costs.monthly + scenario.own_product().unwrap_or_default()).cents();
    let commission = commissions.at(month);
    let net = commission.map(|commission| commission - expenses);
    *net_total = net_total.zip(net).and_then(|(total, net)| total.checked_add(net));
    [
        Some(team),
        Some(team - 1),
        Some(team - 1),
        Some(team / 2),
        Some(0),
        scenario.personal_volume().checked_times(team).map(|volume| volume.hundredths()),
        commission,
        Some(0),
        commission,
        Some(expenses),
        net,
        *net_total,
    ]
}

/// What the plan pays you in the story.
struct Commissions<'a> {
    scenario: &'a Scenario,
    shortcuts: Vec<YourPay>,
    /// By month, what the plan pays as far as the story is drawn, when some rule needs the whole tree.
    network: Vec<Money>,
}

impl<'a> Commissions<'a> {
    fn new(scenario: &'a Scenario) -> Self {
        let pay = YourMonths::new(scenario.plan(), scenario.personal_volume());
        let months = scenario.growth().months().get().min(LONGEST_DRAWN);
        let shortcuts = pay.shortcuts_if_nobody_quits();
        let network = if shortcuts.contains(&YourPay::Network) { network_pay(&pay, months) } else { Vec::new() };
        Self { scenario, shortcuts, network }
    }

    fn at(&self, month: Month) -> Option<i64> {
        if let Some(drawn) = self.network.get(month.index()) {
            return Some(drawn.cents());
        }
        let personal = self.scenario.personal_volume();
        self.shortcuts.iter().try_fold(0i64, |total, shortcut| {
            let amount = match shortcut {
                YourPay::TeamVolume(rate) => rate.of_volume(personal.checked_times(1 << month.get())?),
                YourPay::PerLevel(amounts) => level_pay(amounts, month)?,
                YourPay::Network => return None,
            };
            total.checked_add(amount.cents())
        })
    }
}

/// The story has C(m, d) people on level d after m months.
fn level_pay(amounts: &[Money], month: Month) -> Option<Money> {
    let months = i64::from(month.get());
    let mut on_level = 1i64;
    (1..).zip(amounts).take_while(|&(level, _)| level <= months).try_fold(Money::ZERO, |total, (level, amount)| {
        on_level = on_level * (months - level + 1) / level;
        total.checked_add(amount.checked_times(on_level)?)
    })
}

/// Your pay by all rules in the story's team, month by month.
fn network_pay(pay: &YourMonths<'_>, months: u16) -> Vec<Money> {
    let mut team = Team::new();
    team.push(Lifeline { sponsor: 0, joined: 0, left: NEVER });
    let mut buffer = YourBuffer::default();
    buffer.begin();
    let mut amounts = vec![Money::ZERO];
    for month in 1..=months {
        for sponsor in 0..1u32 << (month - 1) {
            team.push(Lifeline { sponsor, joined: month, left: NEVER });
        }
        amounts.push(pay.full_pay(&team, Month::new(month), &mut buffer));
    }
    amounts
}
