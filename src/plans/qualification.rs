//! How a plan decides ranks: what each must bring to be paid as one (`[[qualification]]`, one table for each way to a
//! rank), and what a member is paid as (`paid-as`).

use super::ranks::Ranks;
use super::requirement::{self, Around, Place};
use super::rules;
use super::switch::{Switch, choice};
use crate::commission::{Ladder, PaidAs, Requirement};
use crate::reading::tree::Node;
use crate::reading::{Key, Reader, Section};

/// The most tables, of all ranks together.
const MOST_WAYS: usize = 400;

/// What a member is paid as.
const PAID_AS: Switch<PaidAs> = Switch {
    name: "paid-as",
    choices: &[
        choice(
            "rank-of-the-month",
            PaidAs::RankOfMonth,
            "a member is paid as the highest rank whose qualification it meets in the month",
        ),
        choice("title", PaidAs::Title, "a rank once reached is kept for life, and the member is paid as it"),
    ],
    otherwise: "",
};

/// By which rank members lead groups.
const LEADERS_BY: Switch<bool> = Switch {
    name: "leaders-by",
    choices: &[
        choice(
            "paid-as",
            false,
            "a member leads a group and breaks away in the months in which it is paid as that rank",
        ),
        choice("title", true, "a group stays apart once its leader has held the rank; pay is by the rank of the month"),
    ],
    otherwise: "",
};

/// Reads what each rank above the lowest requires; nothing when the plan leaves ranks to the network.
pub(super) fn ladder<'d>(reader: &mut Reader<'d>, plan: &Section<'d>, ranks: &Ranks) -> Option<(Ladder, Vec<String>)> {
    const QUALIFICATION: Key =
        Key { name: "qualification", unit: "", example: "`[[qualification]]` with rank = \"Silver\" and what it asks" };
    if !plan.has(QUALIFICATION.name) {
        for name in [PAID_AS.name, LEADERS_BY.name].into_iter().filter(|name| plan.has(name)) {
            let help = "remove it, or write a [[qualification]] for each rank above the lowest".to_owned();
            reader.report_at(plan, name, "the plan decides no ranks".to_owned(), Some(help));
        }
        return None;
    }
    let paid_as = requirement::switch(reader, plan, &PAID_AS);
    if let Some(choice) = paid_as {
        reader.explain(plan, &Key { name: PAID_AS.name, unit: "", example: "" }, choice.name);
    }
    let items = reader.required(plan, &QUALIFICATION, |given| {
        given.items("tables [[qualification]]", "[[qualification]]", MOST_WAYS)
    })?;
    let rules = plan.node("rules");
    let around = Around {
        ranks,
        breaks_away: rules.is_some_and(rules::breaks_away),
        has_sides: rules.is_some_and(rules::has_sides),
        pays_titles: paid_as.is_some_and(|choice| choice.value == PaidAs::Title),
    };
    let (ways, texts) = ways(reader, plan, items, around);
    refuse_free_ways(reader, plan, &ways, ranks);
    if let Some(name) = ranks.names.get(ways.len() + 1) {
        let message = format!("rank \"{name}\" has none");
        reader.report_at(plan, QUALIFICATION.name, message, Some(requirement::ONE_EACH.to_owned()));
    }
    let paid_as = paid_as.map_or(PaidAs::RankOfMonth, |choice| choice.value);
    let stops = |asked: &Requirement| asked.group_stops_at.or(asked.personal_group_stops_at).is_some();
    let has_leaders = rules.is_some_and(rules::has_leaders) || ways.iter().flatten().any(stops);
    let ladder = Ladder::with_ways(ways).with_paid_as(paid_as);
    let by_title = leaders_by(reader, plan, paid_as, has_leaders);
    Some((if by_title { ladder.with_leaders_by_title() } else { ladder }, texts))
}

/// Whether groups follow titles; not said is what a member is paid as.
fn leaders_by<'d>(reader: &mut Reader<'d>, plan: &Section<'d>, paid_as: PaidAs, has_leaders: bool) -> bool {
    if !plan.has(LEADERS_BY.name) {
        return false;
    }
    let Some(choice) = requirement::switch(reader, plan, &LEADERS_BY) else { return false };
    reader.explain(plan, &Key { name: LEADERS_BY.name, unit: "", example: "" }, choice.name);
    let without = if paid_as == PaidAs::Title {
        Some("members are paid as their titles already")
    } else if has_leaders {
        None
    } else {
        Some("nothing in the plan follows who leads a group: no group breaks away or stops, and no generation ends")
    };
    if let Some(message) = without {
        reader.report_at(plan, LEADERS_BY.name, message.to_owned(), Some("remove it".to_owned()));
    }
    choice.value
}

/// Refuses a way that asks for nothing beside others, which would never be needed.
fn refuse_free_ways<'d>(reader: &mut Reader<'d>, plan: &Section<'d>, ways: &[Vec<Requirement>], ranks: &Ranks) {
    if !reader.errors.is_empty() {
        return;
    }
    let nothing = Requirement::default();
    for (rank, _) in (1..=u8::MAX).zip(ways).filter(|(_, ways)| ways.len() > 1 && ways.contains(&nothing)) {
        let name = ranks.name(rank);
        let message = format!("one of the tables of \"{name}\" asks for nothing, so that the others are never needed");
        let help = "write what it asks for, or remove it or the others".to_owned();
        reader.report_at(plan, "qualification", message, Some(help));
    }
}

/// The ways to each rank above the lowest, and the canonical lines of each.
fn ways<'d>(
    reader: &mut Reader<'d>,
    plan: &Section<'d>,
    items: &'d [Node],
    around: Around<'_>,
) -> (Vec<Vec<Requirement>>, Vec<String>) {
    let (mut ways, mut texts): (Vec<Vec<Requirement>>, Vec<String>) = Default::default();
    for (number, item) in (1..).zip(items) {
        let last = u8::try_from(ways.len()).unwrap_or(u8::MAX);
        let (rank, requirement, text) = requirement::read(reader, plan, item, around, Place { number, last });
        if rank > last {
            ways.push(vec![requirement]);
        } else if let Some(ways) = ways.last_mut() {
            ways.push(requirement);
        }
        texts.push(text);
    }
    (ways, texts)
}

/// What a member is paid as, in canonical text.
pub(super) fn paid_as(ladder: &Ladder) -> &'static str {
    PAID_AS.choices.iter().find(|choice| choice.value == ladder.paid_as()).map_or("", |choice| choice.name)
}
