//! How a plan decides ranks: what each must bring to be paid as one (`[[qualification]]`), and what a member is paid as
//! (`paid-as`).

use super::ranks::{MOST_RANKS, Ranks};
use super::requirement::{self, Around};
use super::rules;
use super::switch::{Switch, choice};
use crate::commission::{Ladder, PaidAs, Requirement};
use crate::reading::{Key, Reader, Section};

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
        if plan.has(PAID_AS.name) {
            let help = "remove it, or write a [[qualification]] for each rank above the lowest".to_owned();
            reader.report_at(plan, PAID_AS.name, "the plan decides no ranks".to_owned(), Some(help));
        }
        return None;
    }
    let paid_as = requirement::switch(reader, plan, &PAID_AS);
    if let Some(choice) = paid_as {
        reader.explain(plan, &Key { name: PAID_AS.name, unit: "", example: "" }, choice.name);
    }
    let items = reader.required(plan, &QUALIFICATION, |given| {
        given.items("tables [[qualification]]", "[[qualification]]", MOST_RANKS)
    })?;
    let rules = plan.node("rules");
    let around = Around {
        ranks,
        breaks_away: rules.is_some_and(rules::breaks_away),
        has_sides: rules.is_some_and(rules::has_sides),
    };
    let mut requirements: Vec<Requirement> = Vec::new();
    let mut texts = Vec::new();
    for item in items {
        let expected = u8::try_from(requirements.len() + 1).unwrap_or(u8::MAX);
        let (requirement, text) = requirement::read(reader, plan, item, around, expected);
        requirements.push(requirement);
        texts.push(text);
    }
    if requirements.len() + 1 < ranks.count() {
        let name = &ranks.names[requirements.len() + 1];
        let message = format!("rank \"{name}\" has none");
        let help = "write one [[qualification]] for each rank above the lowest, in the order of the ranks".to_owned();
        reader.report_at(plan, QUALIFICATION.name, message, Some(help));
    }
    let paid_as = paid_as.map_or(PaidAs::RankOfMonth, |choice| choice.value);
    let ladder = Ladder::new(requirements).with_paid_as(paid_as);
    let by_title = leaders_by(reader, plan, paid_as, rules.is_some_and(rules::has_leaders));
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
        Some("no rule has a leader-rank or breakaway-rank")
    };
    if let Some(message) = without {
        reader.report_at(plan, LEADERS_BY.name, message.to_owned(), Some("remove it".to_owned()));
    }
    choice.value
}

/// What a member is paid as, in canonical text.
pub(super) fn paid_as(ladder: &Ladder) -> &'static str {
    PAID_AS.choices.iter().find(|choice| choice.value == ladder.paid_as()).map_or("", |choice| choice.name)
}
