//! `penny`: the penny that doubles every day, beside a simulated team, on linear axes that grow a thousandfold.

use super::axis::{LINE, NUMBERS_BELOW, Ticks};
use super::canvas::{Area, Canvas, Type};
use super::fan::Fan;
use super::frame::{Drawing, Heading, SIMULATED};
use super::palette;
use super::scale::{Scale, float};
use super::words::{axis_count, axis_money, money};
use crate::results::{Distribution, Ensemble, Metric};
use crate::units::Month;
use crate::words::{of_100, people, thousands};

/// The days of the story.
const DAYS: u32 = 30;
/// The month that stands beside the last day: day 1 is month 0.
const LAST_MONTH: Month = Month::new(29);
/// The days of one panel.
const PANEL_DAYS: u32 = 10;
/// Days at which people in the story give up, and its end.
const QUITTING_DAYS: [u32; 4] = [7, 14, 21, 30];
/// From the top of a panel to the words about the team, below the label of the highest bar.
const LABEL_DOWN: f64 = 70.0;
/// Between two panels.
const BETWEEN: f64 = 26.0;

/// Why does the story of the doubling penny not carry over to people?
pub(crate) struct Penny<'a> {
    /// A simulated team beside the penny: one person for each cent.
    team: Option<Team<'a>>,
    currency: &'a str,
}

struct Team<'a> {
    certain: bool,
    fan: Fan,
    /// The last month of the scenario, which may lie beyond the story.
    months: u16,
    /// Month by month, as far as the story goes.
    sizes: Vec<&'a Distribution>,
}

impl<'a> Penny<'a> {
    /// The penny alone, which needs no simulation.
    pub(crate) const ALONE: Self = Self { team: None, currency: "USD" };

    pub(crate) fn of(ensemble: &'a Ensemble) -> Self {
        let until = ensemble.months().min(LAST_MONTH);
        let sizes: Vec<&Distribution> =
            until.through().map(|month| ensemble.distribution(month, Metric::Team)).collect();
        let certain = ensemble.scenario().is_certain();
        let fan = Fan::new(sizes.iter().copied(), certain);
        let team = Team { certain, fan, months: ensemble.months().get(), sizes };
        Self { team: Some(team), currency: ensemble.scenario().currency() }
    }
}

/// The penny on a day, in cents: one on day 1, then twice as much every day.
const fn penny_on(day: u32) -> i64 {
    1 << (day - 1)
}

impl Drawing for Penny<'_> {
    fn heading(&self) -> Heading {
        let (week, end) = (self.said(penny_on(7)), self.said(penny_on(DAYS)));
        let penny = format!("a penny doubled every day is {week} after a week and {end} on day {DAYS}");
        let answer = match &self.team {
            None => format!("{penny}; one person doubled that way would soon be everyone alive."),
            Some(team) if team.certain => {
                format!(
                    "{penny}; in this scenario, which leaves nothing to chance, the team has {} in month {}.",
                    people(team.fan.middle_at_end()),
                    Month::new(team.months).min(LAST_MONTH),
                )
            }
            Some(team) => {
                let month = Month::new(team.months).min(LAST_MONTH);
                let story = penny_on(u32::from(month.get()) + 1);
                let size = team.fan.last();
                format!(
                    "{} of 100 simulated people reach the {} of doubling in month {month}, the middle person has {}; {penny}.",
                    of_100(size.count(|people| people >= story), size.trials()),
                    thousands(story),
                    thousands(size.percentile(50).unwrap_or(0)),
                )
            }
        };
        let numbers: Vec<String> =
            QUITTING_DAYS.iter().map(|&day| format!("day {day} {}", self.said(penny_on(day)))).collect();
        Heading {
            name: "penny",
            question: "Why does the penny-doubling story not carry over to people?".to_owned(),
            answer,
            description: format!(
                "Bar chart in three panels of ten days, each with its own linear axis about a thousand times as high as \
                 the one before. Horizontal: days 1 to {DAYS}. Vertical: the penny of the day{}. The penny: {}; all {DAYS} \
                 days together {}. It doubles every day.",
                if self.team.is_some() { ", and the people of a simulated team, one for each cent" } else { "" },
                numbers.join(", "),
                self.said((1 << DAYS) - 1),
            ),
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Area) {
        let notes = self.notes();
        canvas.text((area.left, area.top + 14.0), "A penny, doubled every day", Type::LABEL.bold());
        let left = area.left + Type::LABEL.bold().width("A penny, doubled every day") + 14.0;
        if let Some(team) = &self.team {
            let dots = if team.certain {
                "dots: the team of this scenario, a person for each cent; day 1 is month 0"
            } else {
                "dots: a simulated team, a person for each cent; day 1 is month 0, day 2 is month 1"
            };
            canvas.text((left, area.top + 14.0), dots, Type::QUIET);
        }
        let count = f64::from(u32::try_from(notes.len()).unwrap_or(0));
        let below = area.bottom - count * LINE - 4.0;
        let width = (area.width() - 2.0 * BETWEEN) / 3.0;
        for panel in 0..3 {
            let left = area.left + f64::from(panel) * (width + BETWEEN);
            self.draw_panel(canvas, Area::new(left, area.top + 24.0, left + width, below), panel);
        }
        canvas.lines((area.left, below + 18.0), &notes, LINE, Type::LABEL);
    }
}

impl Penny<'_> {
    fn said(&self, cents: i64) -> String {
        money(cents, self.currency)
    }

    fn draw_panel(&self, canvas: &mut Canvas<'_>, area: Area, panel: u32) {
        let (first, last) = (panel * PANEL_DAYS + 1, (panel + 1) * PANEL_DAYS);
        let index = usize::try_from(panel).unwrap_or(0);
        let high = float(penny_on(last)) * if self.team.is_some() { 1.35 } else { 1.15 };
        let ticks =
            Ticks::new(&Scale::new((0.0, high), (0.0, 1.0)).ticks(3.0, 100.0), |tick| axis_money(tick, self.currency));
        let plot = Area::new(area.left + ticks.gutter(), area.top + 26.0, area.right, area.bottom - 26.0);
        let y = Scale::new((0.0, high), (plot.bottom, plot.top));
        let heading = format!(
            "Days {first} to {last}{}",
            ["", ": axis 1,000 times as high", ": again 1,000 times as high"][index]
        );
        canvas.text((area.left, area.top + 14.0), &heading, Type::QUIET);
        ticks.draw(canvas, plot, y);
        let place = plot.width() / f64::from(PANEL_DAYS);
        for day in first..=last {
            let left = plot.left + f64::from(day - first) * place;
            let top = y.at_value(penny_on(day)).min(plot.bottom - 0.75);
            canvas.rectangle(Area::new(left + 0.12 * place, top, left + 0.88 * place, plot.bottom), palette::STORY);
            if day == first || day == last || QUITTING_DAYS.contains(&day) {
                let middle = left + place / 2.0;
                canvas.text((middle, plot.bottom + NUMBERS_BELOW), &day.to_string(), Type::QUIET.middle());
            }
        }
        canvas.line((plot.left, plot.bottom), (plot.right, plot.bottom), 1.0, palette::QUIET);
        self.label_penny(canvas, plot, y, first);
        self.draw_team(canvas, plot, y, first);
        if self.team.is_some() && panel == 0 {
            canvas.text(
                (plot.left + 6.0, plot.top + 16.0),
                SIMULATED,
                Type::LABEL.bold().colored(palette::QUIET).backed(),
            );
        }
    }
    /// Writes the amounts of the quitting days above their bars, to the left, where bars are lower.
    fn label_penny(&self, canvas: &mut Canvas<'_>, plot: Area, y: Scale, first: u32) {
        let place = plot.width() / f64::from(PANEL_DAYS);
        for day in QUITTING_DAYS.into_iter().filter(|day| (first..first + PANEL_DAYS).contains(day)) {
            let text = self.said(penny_on(day));
            let look = Type::LABEL.bold();
            let right = plot.left + f64::from(day - first + 1) * place - 1.0;
            let left = (right - look.width(&text)).max(plot.left + 2.0);
            // Above all bars that the text reaches over.
            let reached = (left + look.width(&text) - plot.left) / place;
            let mut covered = (first..first + PANEL_DAYS).filter(|&other| f64::from(other - first) + 0.12 < reached);
            canvas.text((left, y.at_value(penny_on(covered.next_back().unwrap_or(day).max(day))) - 7.0), &text, look);
        }
    }

    /// The simulated team, month by month, as far as the panel and the scenario go.
    fn draw_team(&self, canvas: &mut Canvas<'_>, plot: Area, y: Scale, first: u32) {
        let Some(team) = &self.team else { return };
        let (certain, months) = (team.certain, u32::from(team.months));
        let place = plot.width() / f64::from(PANEL_DAYS);
        let beyond = (first + PANEL_DAYS - 1).min(months + 1);
        let shown = first - 1..beyond;
        if shown.is_empty() {
            let text = format!("to month {months} only");
            canvas.text((plot.left + 6.0, plot.top + LABEL_DOWN), &text, Type::QUIET.backed());
            return;
        }
        for month in shown {
            let x = plot.left + (f64::from(month + 1 - first) + 0.5) * place;
            let index = usize::try_from(month).unwrap_or(0);
            if !certain {
                let upper = (x, y.at_value(team.fan.upper()[index]));
                canvas.disc(upper, 5.0, palette::WHITE);
                canvas.ring(upper, 3.75, 1.75, palette::SIMULATED);
            }
            let middle = (x, y.at_value(team.fan.middle()[index]));
            canvas.disc(middle, 4.75, palette::WHITE);
            canvas.disc(middle, 3.5, palette::SIMULATED);
        }
        let last = Month::new(u16::try_from(beyond - 1).unwrap_or(0));
        draw_team_said(canvas, plot, team, last);
    }

    fn notes(&self) -> Vec<String> {
        let doublings = self.said(1 << DAYS);
        let all = self.said((1 << DAYS) - 1);
        let doubled: i64 = 1 << 33;
        let five_wide = (5i64.pow(15) - 1) / 4;
        vec![
            format!(
                "Day {DAYS} comes after {} doublings; {DAYS} doublings are {doublings}, and all {DAYS} days together {all}.",
                DAYS - 1
            ),
            format!(
                "One person doubled 33 times is {} people, more than are alive; five each on 14 levels are {}.",
                axis_count(float(doubled)),
                axis_count(float(five_wide)),
            ),
        ]
    }
}

/// Says what the dots of a month are, beside such dots.
fn draw_team_said(canvas: &mut Canvas<'_>, plot: Area, team: &Team<'_>, month: Month) {
    let Some(size) = team.sizes.get(month.index()) else { return };
    let middle = size.percentile(50).unwrap_or(0);
    let (left, mut baseline) = (plot.left + 6.0, plot.top + LABEL_DOWN);
    let look = Type::LABEL.backed();
    canvas.text((left, baseline), &format!("month {month}:"), look);
    baseline += LINE;
    let text = if team.certain { people(middle) } else { format!("middle person {}", thousands(middle)) };
    canvas.text((left + 14.0, baseline), &text, look);
    canvas.disc((left + 5.0, baseline - 5.0), 4.0, palette::SIMULATED);
    if !team.certain {
        let upper = size.percentile(95).unwrap_or(0);
        let reach = of_100(size.count(|people| people >= upper), size.trials());
        baseline += LINE;
        canvas.text((left + 14.0, baseline), &format!("{reach} of 100: {} or more", thousands(upper)), look);
        canvas.ring((left + 5.0, baseline - 5.0), 3.75, 1.75, palette::SIMULATED);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::growth::doubling;

    #[test]
    fn the_chart_s_penny_is_the_penny_of_the_doubling() {
        for day in 1..=DAYS {
            assert_eq!(doubling::penny_on_day(day), u64::try_from(penny_on(day)).ok(), "day {day}");
        }
    }

    #[test]
    fn the_penny_alone_needs_no_ensemble() {
        let chart = crate::chart::penny_alone().unwrap();
        for text in ["$0.64", "$81.92", "$10,485.76", "$5,368,709.12", "$10,737,418.23", "A story, not earnings."] {
            assert!(chart.svg.contains(text), "{text}");
        }
    }
}
