//! `week`: where the hours of a week go, step by step, and what comes of them.

use super::axis::LINE;
use super::canvas::{Area, Canvas, Type};
use super::frame::{Drawing, Heading, SIMULATED};
use super::people::ahead_said;
use super::words::{axis_count, money, with_minus};
use super::wrap::{Run, shortened, wrap, wrap_runs};
use super::{Ensemble, palette};
use crate::growth::activity::{Binding, Step, StepOfWeek, Week};
use crate::results::Metric;
use crate::scenario::{Activity, OwnOrdersAre, Scenario};
use crate::words::{brief, money_brief, months, of_100, week as words};

/// Room left of the bars for the steps, and for how many of each there are.
const LABELS: f64 = 154.0;
const COUNTS: f64 = 84.0;
/// Room right of the bars for hours.
const HOURS: f64 = 60.0;
/// The width of what comes of the week, and the white before it.
const OUTCOMES: f64 = 330.0;
const BETWEEN: f64 = 34.0;
/// From one bar to the next, at most.
const STEP: f64 = 27.0;
/// Above the bars: what is simulated, and headings.
const ABOVE: f64 = 42.0;
/// Below the bars: two lines of a note.
const BELOW: f64 = 44.0;
/// The white before the next thing that comes of a week.
const PARAGRAPH: f64 = 7.0;

/// One line of the week.
struct Bar {
    label: &'static str,
    /// How many a week; of customers, those served. Nothing for what is not counted.
    a_week: Option<f64>,
    hours: f64,
    /// Whether people are reached, won or served in these hours.
    brings_in: bool,
}

/// The steps in the order of the chain, events apart, and the productive hours that no step takes.
fn bars(week: &Week) -> Vec<Bar> {
    const A_MINUTE: f64 = 1.0 / 60.0;
    let steps = week.steps.iter().filter(|step| step.step != Step::Events);
    let mut bars: Vec<Bar> = steps.clone().map(bar).collect();
    let left_over = week.hours_a_month * 12.0 / 52.0 - steps.map(|step| step.minutes / 60.0).sum::<f64>();
    if left_over > A_MINUTE {
        bars.push(Bar { label: "left over", a_week: None, hours: left_over, brings_in: false });
    }
    bars
}

fn bar(step: &StepOfWeek) -> Bar {
    let (label, brings_in) = match step.step {
        Step::Contacts => ("finding contacts", true),
        Step::Conversations => ("conversations", true),
        Step::Presentations => ("presenting", true),
        Step::FollowUps => ("following up, closing", true),
        Step::Launches => ("launching newcomers", true),
        Step::Customers => ("serving customers", true),
        Step::Events => ("promoting events", false),
        Step::Unproductive => ("everything else", false),
    };
    Bar { label, a_week: brings_in.then_some(step.a_week), hours: step.minutes / 60.0, brings_in }
}

/// A number of people or hours, as short as its size allows.
fn number(number: f64) -> String {
    if number < 1_000.0 { words::decimals(number) } else { axis_count(number) }
}

/// Where do the hours of a week go, and what comes of them?
pub(crate) struct WeekOfWork<'a> {
    ensemble: &'a Ensemble,
    scenario: &'a Scenario,
    activity: &'a Activity,
    bars: Vec<Bar>,
}

impl<'a> WeekOfWork<'a> {
    /// `None` where the scenario says no week.
    pub(crate) fn of(ensemble: &'a Ensemble) -> Option<Self> {
        let activity = ensemble.scenario().activity()?;
        Some(Self { ensemble, scenario: ensemble.scenario(), activity, bars: bars(activity.week()) })
    }
}

impl Drawing for WeekOfWork<'_> {
    fn heading(&self) -> Heading {
        let each = self.bars.iter().map(|bar| {
            let count = bar.a_week.map_or_else(String::new, |count| format!(" ({} a week)", number(count)));
            format!("{}{count}: {}", bar.label, number(bar.hours))
        });
        let each: Vec<String> = each.collect();
        let outcomes: Vec<String> = self.outcomes().iter().map(|runs| said(runs)).collect();
        Heading {
            name: "week",
            question: "Where do the hours of my week go, and what comes of them?".to_owned(),
            answer: self.answer(),
            description: format!(
                "Bars of hours a week. Vertical: the steps of the week. {}. {} {}",
                each.join("; "),
                self.fit_said(),
                outcomes.join(" ")
            ),
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Area) {
        canvas.text((area.left, area.top + 12.0), SIMULATED, Type::LABEL.bold().colored(palette::QUIET));
        let left = Area::new(area.left, area.top + ABOVE, area.right - OUTCOMES - BETWEEN, area.bottom);
        self.draw_bars(canvas, left);
        self.draw_outcomes(canvas, Area::new(area.right - OUTCOMES, area.top + ABOVE, area.right, area.bottom));
    }
}

impl WeekOfWork<'_> {
    fn answer(&self) -> String {
        let hours = number(self.activity.parameters().planned().hours);
        let brings = if self.activity.sponsors() {
            let (joins, members) = (self.activity.week().joins_a_month, self.scenario.growth().members().mean());
            format!(
                "On paper {hours} hours a week bring in {} people a month, and the average member brings in {}",
                number(joins),
                number(members)
            )
        } else {
            format!("You work {hours} hours a week")
        };
        match self.middle_hour(OwnOrdersAre::Cost) {
            None => format!("{brings}; nobody works an hour."),
            Some(middle) => {
                let who =
                    if self.scenario.is_certain() { "" } else { " to the middle one of those who worked a month" };
                format!("{brings}; an hour leaves {middle}{who}, own orders a cost.")
            }
        }
    }

    /// What an hour leaves in the middle, of those who worked one.
    fn middle_hour(&self, own_orders: OwnOrdersAre) -> Option<String> {
        let middle = self.ensemble.net_an_hour(own_orders)?.percentile(50)?;
        // An amount stays on one line.
        Some(money(middle, self.scenario.currency()).replace(' ', "\u{a0}"))
    }

    /// Whether the goal fits into the hours, and the hours of events, which are beside them.
    fn fit_said(&self) -> String {
        let week = self.activity.week();
        let fit = match week.binding {
            Binding::Goal => words::fits(week.goal, week.hours_for_the_goal),
            Binding::Hours => words::does_not_fit(week.goal, week.fits, week.hours_for_the_goal),
        };
        let event = self.activity.parameters().planned().event_hours;
        if event > 0.0 && self.scenario.costs().has_events_by(self.ensemble.months()) {
            format!("{fit} Event months take {} more hours.", number(event))
        } else {
            fit
        }
    }

    /// What comes of the week on paper, and what was simulated of it: numbers stand out.
    fn outcomes(&self) -> Vec<Vec<Run>> {
        let week = self.activity.week();
        let mut outcomes = Vec::new();
        if self.activity.sponsors() {
            let members = self.scenario.growth().members();
            let as_well = words::as_well_of_100(members.share_at_least(week.joins_a_month));
            outcomes.push(vec![
                bold(number(week.joins_a_month)),
                plain(format!("join a month; {as_well} of 100 members bring in as many or more")),
            ]);
        }
        if self.activity.finds_customers() {
            outcomes.push(vec![bold(number(week.customers_a_month)), plain("customers are found a month".to_owned())]);
        }
        outcomes.push(vec![plain(format!("{}.", ahead_said(self.ensemble)))]);
        outcomes.extend(self.nothing_below());
        outcomes.extend(self.an_hour());
        outcomes
    }

    /// How many have nobody below them in the end.
    fn nothing_below(&self) -> Option<Vec<Run>> {
        let last = self.ensemble.months();
        let downline = self.ensemble.distribution(last, Metric::Downline);
        let nobody = of_100(downline.count(|below| below == 0), downline.trials());
        (!self.scenario.is_certain()).then(|| {
            vec![bold(format!("{} of 100", brief(&nobody))), plain(format!("have nobody below them in month {last}"))]
        })
    }

    /// What an hour leaves under both readings of own orders, and the wage beside it.
    fn an_hour(&self) -> Option<Vec<Run>> {
        let [cost, anyway] = [OwnOrdersAre::Cost, OwnOrdersAre::BoughtAnyway].map(|reading| self.middle_hour(reading));
        let beside = self.scenario.hourly_wage().map_or_else(
            || ", before paying yourself".to_owned(),
            |wage| {
                let wage = with_minus(&money_brief(wage.cents(), self.scenario.currency()));
                format!("; a job pays {wage}")
            },
        );
        Some(vec![
            bold(cost?),
            plain("is left of an hour with own orders a cost,".to_owned()),
            bold(anyway?),
            plain(format!("if bought anyway{beside}")),
        ])
    }

    fn draw_bars(&self, canvas: &mut Canvas<'_>, area: Area) {
        let counts = area.left + LABELS + COUNTS;
        let bars = Area::new(counts + 12.0, area.top, area.right - HOURS, area.bottom - BELOW);
        let baseline = area.top - 8.0;
        canvas.text((area.left, baseline), "Where the hours go", Type::LABEL.bold());
        canvas.text((counts, baseline), "a week", Type::QUIET.end());
        canvas.text((bars.left, baseline), "hours a week", Type::QUIET);
        let rows = u32::try_from(self.bars.len()).unwrap_or(u32::MAX);
        let step = (bars.height() / f64::from(rows)).min(STEP);
        let longest = self.bars.iter().map(|bar| bar.hours).fold(0.0, f64::max);
        let mut top = bars.top;
        for bar in &self.bars {
            let share = if longest > 0.0 { bar.hours / longest } else { 0.0 };
            let at = Area::new(bars.left, top + 3.0, bars.left + share * bars.width(), top + step - 3.0);
            match (at.width() > 0.0, bar.brings_in) {
                (false, _) => {}
                (true, true) => canvas.rectangle(at, palette::SIMULATED),
                (true, false) => canvas.hatched_rectangle(at),
            }
            let baseline = f64::midpoint(at.top, at.bottom) + 5.0;
            canvas.text((area.left, baseline), bar.label, Type::LABEL);
            if let Some(count) = bar.a_week {
                let count = shortened(&number(count), COUNTS - 4.0, Type::LABEL);
                canvas.text((counts, baseline), &count, Type::LABEL.end());
            }
            let hours = shortened(&number(bar.hours), HOURS - 6.0, Type::LABEL.bold());
            canvas.text((at.right + 6.0, baseline), &hours, Type::LABEL.bold());
            top += step;
        }
        canvas.line((bars.left, bars.top), (bars.left, top), 1.0, palette::QUIET);
        let lines = wrap(&self.fit_said(), area.width(), Type::LABEL);
        canvas.lines((area.left, top + 19.0), &lines[..lines.len().min(3)], LINE - 1.0, Type::LABEL);
    }

    /// Writes what comes of the week, as much as there is room for.
    fn draw_outcomes(&self, canvas: &mut Canvas<'_>, area: Area) {
        let heading = format!("What comes of them, in the first {}", months(self.ensemble.months().get().into()));
        canvas.text((area.left, area.top - 8.0), &heading, Type::LABEL.bold());
        canvas.line((area.left - 14.0, area.top - 20.0), (area.left - 14.0, area.bottom - 6.0), 1.0, palette::HAIRLINE);
        let mut baseline = area.top + 16.0;
        for runs in self.outcomes() {
            for line in wrap_runs(&runs, area.width()) {
                for piece in line {
                    canvas.text((area.left + piece.offset, baseline), &piece.run.text, piece.run.look);
                }
                baseline += LINE;
            }
            baseline += PARAGRAPH;
        }
    }
}

fn bold(text: String) -> Run {
    Run { text, look: Type::LABEL.bold() }
}

fn plain(text: String) -> Run {
    Run { text, look: Type::LABEL }
}

/// Runs as a sentence.
fn said(runs: &[Run]) -> String {
    let text = runs.iter().map(|run| run.text.as_str()).collect::<Vec<_>>().join(" ");
    format!("{}.", text.trim_end_matches('.'))
}
