//! Everyone who joined, in the summary of a run: what they got, beside a line of yours, and who they are.

use crate::results::{Ensemble, Everyone, Group, Grouping, NoEveryone};
use crate::scenario::OwnOrdersAre;
use crate::units::Money;
use crate::words::everyone::{self as words, Ahead};
use crate::words::{count, money, money_mean, of_100, of_each_100};

/// You in a line, and everyone in some; nothing of you where nothing is random.
pub(super) fn first_lines(ensemble: &Ensemble) -> Vec<String> {
    let scenario = ensemble.scenario();
    let readings = scenario.costs().own_orders.and_the_other();
    let mut lines = Vec::new();
    if !scenario.is_certain() {
        let ahead = readings.map(|reading| ensemble.outcomes_read(reading).came_out_ahead.in_words());
        let free = readings.map(|reading| ensemble.outcomes_if_free_to_quit(reading));
        let free = match free {
            [Some(first), Some(other)] if scenario.tells_you_to_stay() => {
                Some(ahead_of([first, other].map(|outcomes| outcomes.came_out_ahead.in_words()), readings))
            }
            _ => None,
        };
        lines.push(words::you(ensemble.months().get(), &ahead_of(ahead, readings), free.as_ref()));
    }
    match ensemble.everyone() {
        Ok(everyone) => {
            let ahead = readings.map(|reading| everyone.outcomes(reading).came_out_ahead.in_words());
            let nothing = of_100(everyone.without_commission(), everyone.people());
            let first = words::everyone(everyone.organisation().months, &nothing, &ahead_of(ahead, readings));
            lines.push(format!("{first} {}", got(everyone, readings, scenario.currency())));
        }
        Err(NoEveryone::NotAsked) => {}
        Err(reason) => lines.push(words::nobody(&reason.to_string())),
    }
    lines
}

fn ahead_of(of_100: [String; 2], readings: [OwnOrdersAre; 2]) -> Ahead {
    Ahead { of_100, readings: readings.map(OwnOrdersAre::in_words) }
}

/// What everyone got, and what they do in a month.
fn got(everyone: &Everyone, readings: [OwnOrdersAre; 2], currency: &str) -> String {
    let facts = everyone.organisation();
    let nobody = of_100(facts.sponsored_nobody, facts.members_at_the_end);
    let in_a_month =
        words::in_a_month(facts.customers_a_member(), &of_100(facts.paid_months, facts.member_months), &nobody);
    let net = words::net(&readings.map(|reading| net(everyone, reading, currency)));
    [spread(everyone, currency), net, in_a_month].join(" ")
}

/// Who everyone is; nothing where there is no everyone.
pub(super) fn who(ensemble: &Ensemble) -> String {
    let Ok(everyone) = ensemble.everyone() else { return String::new() };
    let facts = everyone.organisation();
    let tenures: Vec<&Group> = everyone.groups().iter().filter(|group| group.grouping == Grouping::Tenure).collect();
    let ahead = |group: &Group| {
        let ahead = of_100(group.ahead[OwnOrdersAre::Cost as usize], group.people);
        (group.value.clone(), ahead)
    };
    let first_and_last = match tenures.as_slice() {
        [first, .., last] => Some([ahead(first), ahead(last)]),
        _ => None,
    };
    let who = words::who(everyone.people(), facts.months, &count(facts.members), facts.age, first_and_last);
    format!("{who} {}", words::size(facts.newcomers_a_member, facts.scenario_mean)).trim_end().to_owned()
}

fn spread(everyone: &Everyone, currency: &str) -> String {
    let spread = everyone.concentration();
    let commission = everyone.commission();
    let share = |part: Money| of_each_100(part.to_major() / spread.paid.to_major());
    let shares = (spread.paid > Money::ZERO).then(|| [spread.top_1_of_100, spread.top_6_of_100].map(share));
    let middle = money(commission.percentile(50).unwrap_or(0), currency);
    words::spread(&middle, &money_mean(commission.mean().unwrap_or(0.0), currency), shares, spread.gini)
}

fn net(everyone: &Everyone, reading: OwnOrdersAre, currency: &str) -> (String, String, &'static str) {
    let net = everyone.net(reading);
    let middle = money(net.percentile(50).unwrap_or(0), currency);
    (middle, money_mean(net.mean().unwrap_or(0.0), currency), reading.in_words())
}
