//! The sentences about goals that were set.

use super::counts::months_through;

/// Who reaches a goal: how many of 100, in which month the first of them and by which the middle one, and how many have it at
/// the end.
#[derive(Clone, Debug)]
pub(crate) struct Reached {
    pub(crate) of_100: String,
    pub(crate) first: u16,
    pub(crate) middle: u16,
    pub(crate) at_the_end: String,
}

/// A goal, with what it looks at in words. Nobody where [`Reached`] is missing.
pub(crate) fn goal(
    goal: &str,
    spoken: &str,
    is_total: bool,
    stays: bool,
    reached: Option<&Reached>,
    last: u16,
) -> String {
    let total = if is_total { ", all months so far together" } else { "" };
    let who = if stays { " who never quit" } else { "" };
    format!("Goal {goal} ({spoken}{total}): of 100 people{who} {}.", reached_said(reached, last))
}

/// The same of people free to quit, where you are told to stay.
pub(crate) fn free_to_quit(reached: Option<&Reached>, last: u16) -> String {
    format!("Of the same people free to quit {}.", reached_said(reached, last))
}

fn reached_said(reached: Option<&Reached>, last: u16) -> String {
    match reached {
        None => format!("nobody reaches it in {}", months_through(last)),
        Some(Reached { of_100, first, middle, at_the_end }) => format!(
            "{of_100} reach it, the first in month {first}, the middle one of them by month {middle}; {at_the_end} have it in \
             month {last}"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_goal_says_how_many_reach_it_and_when_or_that_nobody_does() {
        let reached = Reached { of_100: "12".to_owned(), first: 3, middle: 8, at_the_end: "9".to_owned() };
        assert_eq!(
            goal("team>=20", "your team with you", false, false, Some(&reached), 12),
            "Goal team>=20 (your team with you): of 100 people 12 reach it, the first in month 3, the middle one of them by \
             month 8; 9 have it in month 12."
        );
        assert_eq!(free_to_quit(None, 12), "Of the same people free to quit nobody reaches it in months 1-12.");
    }
}
