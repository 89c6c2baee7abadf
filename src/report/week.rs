//! A week of work: step by step in `downline run --explain`, and in the summary what an hour of it leaves.

use super::fields::in_shown_unit;
use super::headings::columns;
use super::milestones;
use crate::growth::activity::{Binding, Step};
use crate::publish::{Cell, Table, TextLayout, write_text};
use crate::results::{Ensemble, Unit};
use crate::scenario::{Activity, Scenario};
use crate::words::layout::{paragraphs, wrapped};
use crate::words::{Width, money, money_brief, money_mean, week as words};

/// The week of a scenario as a table with what comes of it; `None` where no week is said.
#[must_use]
pub fn text(scenario: &Scenario, width: Width) -> Option<String> {
    let activity = scenario.activity()?;
    let rows = activity.week().steps.iter().map(|step| {
        let [_, label, _] = words_of(step.step);
        let a_week = if is_counted(step.step) { words::decimals(step.a_week).into() } else { Cell::BLANK };
        vec![label.into(), a_week, words::decimals(step.minutes).into()]
    });
    let table = Table::new("week", columns(&[words::COLUMNS], &[]), rows);
    let table = write_text(table, TextLayout::new(2, 10, width));
    let sentences = [Some(fit_said(activity)), compared(scenario), customers_said(activity)].into_iter().flatten();
    let heading = wrapped(words::HEADING, width);
    Some(format!("{heading}\n\n{table}\n\n{}\n", paragraphs(sentences, width)))
}

/// How what the week brings in compares with what members do; `None` where you do not sponsor by it.
pub(super) fn compared(scenario: &Scenario) -> Option<String> {
    let activity = scenario.activity().filter(|activity| activity.sponsors())?;
    let (members, joins) = (scenario.growth().members(), activity.week().joins_a_month);
    Some(words::compared(joins, members.mean(), members.share_at_least(joins)))
}

/// Your hours, what one of them leaves, and the wage beside them; `None` where no week is said.
pub(super) fn hours(ensemble: &Ensemble) -> Option<String> {
    let scenario = ensemble.scenario();
    let (week, total) = (scenario.activity()?.week(), ensemble.hours_total()?);
    let currency = scenario.currency();
    let readings = scenario.costs().own_orders.and_the_other();
    let leaves = readings.into_iter().filter_map(|reading| {
        Some(words::HourLeaves {
            reading: reading.in_words(),
            mean: money_mean(ensemble.net_of_all_hours(reading)?, currency),
            middle: money(ensemble.net_an_hour(reading)?.percentile(50)?, currency),
        })
    });
    let leaves: Vec<words::HourLeaves> = leaves.collect();
    if leaves.is_empty() {
        return Some(words::NO_HOURS.to_owned());
    }
    let (wage, last) = (scenario.hourly_wage(), ensemble.months().get());
    let in_all = in_shown_unit(total.mean().unwrap_or_default(), Unit::Hours);
    let hours = words::hours(week.hours_a_month, in_all, last, &leaves, wage.is_none());
    let Some((wage, wages)) = wage.zip(milestones::wages(ensemble)) else { return Some(hours) };
    let above = readings.into_iter().filter_map(|reading| {
        milestones::above_the_wage(ensemble, reading).map(|above| (above.people.in_words(), reading.in_words()))
    });
    let above: Vec<(String, &str)> = above.collect();
    let paid = money_mean(wages.mean.unwrap_or_default(), currency);
    Some(format!("{hours} {}", words::wages(&money_brief(wage.cents(), currency), &paid, &above)))
}

fn customers_said(activity: &Activity) -> Option<String> {
    activity.finds_customers().then(|| words::customers(activity.week().customers_a_month))
}

fn fit_said(activity: &Activity) -> String {
    let week = activity.week();
    match week.binding {
        Binding::Goal => words::fits(week.goal, week.hours_for_the_goal),
        Binding::Hours => words::does_not_fit(week.goal, week.fits, week.hours_for_the_goal),
    }
}

/// Whether there is a number of a step in a week, beside its minutes.
pub(super) const fn is_counted(step: Step) -> bool {
    !matches!(step, Step::Events | Step::Unproductive)
}

/// A step's name in tables, its label, and where the figures that are told of it come from.
pub(super) const fn words_of(step: Step) -> [&'static str; 3] {
    match step {
        Step::Contacts => words::CONTACTS,
        Step::Conversations => words::CONVERSATIONS,
        Step::Presentations => words::PRESENTATIONS,
        Step::FollowUps => words::FOLLOW_UPS,
        Step::Launches => words::LAUNCHES,
        Step::Events => words::EVENTS,
        Step::Customers => words::CUSTOMERS,
        Step::Unproductive => words::UNPRODUCTIVE,
    }
}
