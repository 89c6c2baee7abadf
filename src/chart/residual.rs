//! `residual`: what still comes in when you have stopped working, beside the dues that keep you qualified, month by month.

use super::axis::{self, LINE, Ticks};
use super::canvas::{Area, Canvas, Point, Type};
use super::fan::{EndLabel, Fan, Words};
use super::frame::{self, Drawing, Heading};
use super::palette;
use super::people::People;
use super::scale::{Scale, float};
use super::spread::spread;
use super::words::{axis_money, money, with_minus};
use super::wrap::{Run, wrap_runs};
use crate::results::{Ensemble, HalfLife, Metric, Residual};
use crate::scenario::OwnOrdersAre;
use crate::units::Month;
use crate::words::residual::dues_are;
use crate::words::{money_brief, of_100};

/// Room above the highest line.
const HEADROOM: f64 = 1.15;
/// So many months after the month before the stop it is said how many have money left, besides the first and the last.
const MILESTONES: [u16; 4] = [3, 6, 12, 24];

/// What months 1, 2, 3, ... cost you while you are there, in cents: own orders on average, and the kit left out.
fn dues(ensemble: &Ensemble) -> Vec<f64> {
    let scenario = ensemble.scenario();
    let (orders, costs) = (scenario.buying().orders(), scenario.costs());
    let own = match scenario.buying().you().orders {
        Some(stated) => float(orders.price(stated).cents()),
        None => orders.share().get() * float(orders.price(orders.volume()).cents()),
    };
    // The kit is booked whether or not you are there.
    let of_month = |month| [true, false].map(|is_there| float(costs.of_month(month, is_there).cents()));
    let due = |month| {
        let [there, gone] = of_month(month);
        there - gone + own
    };
    ensemble.months().through().skip(1).map(due).collect()
}

/// What still comes in after you stop?
pub(crate) struct ResidualIncome<'a> {
    people: People,
    /// Commission and retail profit together.
    fan: Fan,
    /// By month from 1.
    dues: Vec<f64>,
    /// What the dues are.
    dues_are: &'static str,
    /// The middle person's gross, expenses and net of the last month, as amounts.
    middle: [String; 3],
    /// Whether more than half have left by then, so that the middle person has.
    middle_left: bool,
    /// How many of 100 have more coming in than their dues, month by month.
    more_than_dues: Vec<String>,
    /// Of the same people free to quit, how many have in the last month; `None` where nobody is told to stay.
    free_to_quit: Option<String>,
    /// When commission has halved.
    half: String,
    /// The month in which you stop, and the one before.
    stop: Month,
    before: Month,
    currency: &'a str,
    last: Month,
}

impl<'a> ResidualIncome<'a> {
    /// `None` where the scenario says no month in which you stop working.
    pub(crate) fn of(ensemble: &'a Ensemble) -> Option<Self> {
        let residual = ensemble.residual()?;
        let (scenario, last) = (ensemble.scenario(), ensemble.months());
        let middle =
            |metric| money(ensemble.distribution(last, metric).percentile(50).unwrap_or(0), scenario.currency());
        let more = |month| {
            let net = ensemble.distribution(month, Metric::Net);
            of_100(net.count(|cents| cents > 0), net.trials())
        };
        let free = ensemble.left_over_if_free_to_quit(OwnOrdersAre::Cost).filter(|_| scenario.tells_you_to_stay());
        Some(Self {
            people: People::of(ensemble),
            fan: Fan::of(ensemble, Metric::Gross, last),
            dues: dues(ensemble),
            dues_are: dues_are(scenario.costs().has_events_by(last)),
            middle: [Metric::Gross, Metric::Expenses, Metric::Net].map(middle),
            middle_left: 2 * ensemble.left_by_the_horizon() > ensemble.trials(),
            more_than_dues: last.through().map(more).collect(),
            free_to_quit: free.map(|left| of_100(left.something, ensemble.trials())),
            half: half_said(ensemble, &residual),
            stop: residual.stop(),
            before: residual.before(),
            currency: scenario.currency(),
            last,
        })
    }

    fn middle_said(&self) -> String {
        if self.middle_left { "has left".to_owned() } else { format!("is left with {}", self.middle[2]) }
    }

    /// How many of 100 have more coming in than their dues in a month.
    fn more_than_dues(&self, month: Month) -> &str {
        self.more_than_dues.get(month.index()).map_or("0", String::as_str)
    }
}

/// When commission has halved.
fn half_said(ensemble: &Ensemble, residual: &Residual<'_>) -> String {
    let before = residual.before();
    let was = ensemble.distribution(before, Metric::Commission).percentile(50).unwrap_or(0);
    let whose = if ensemble.scenario().is_certain() { "Commission" } else { "The middle person’s commission" };
    let half = match residual.half_life() {
        HalfLife::Halved { month, .. } => format!(", halved by month {month}"),
        HalfLife::NotByTheHorizon => format!(", not yet halved in month {}", ensemble.months()),
        HalfLife::NothingToHalve if before.get() == 0 => return "You stop before anything is paid.".to_owned(),
        HalfLife::NothingToHalve => ", so there is nothing to halve".to_owned(),
    };
    format!("{whose} alone: {} in month {before}{half}.", money(was, ensemble.scenario().currency()))
}

impl Drawing for ResidualIncome<'_> {
    fn heading(&self) -> Heading {
        let answer = if self.people.certain {
            let [comes_in, dues, left] = &self.middle;
            format!(
                "This scenario leaves nothing to chance: in month {} {comes_in} comes in, and dues of {dues} leave {left}.",
                self.last
            )
        } else {
            format!(
                "Of 100 {}, {} have more coming in than their dues in month {}{}; the middle person {}.",
                self.people.who,
                self.more_than_dues(self.last),
                self.last,
                self.free_to_quit.as_ref().map_or_else(String::new, |free| format!(" (free to quit: {free})")),
                self.middle_said(),
            )
        };
        let gross = self.fan.last();
        Heading {
            name: "residual",
            question: "What still comes in after you stop?".to_owned(),
            answer,
            description: format!(
                "Line chart with bands, and a line of the dues. Horizontal: months since joining, 0 to {}. Vertical: \
                 commission and retail profit of a month. You stop working in month {}. In the last month {}. {}",
                self.last,
                self.stop,
                spread(gross, &|cents| money(cents, self.currency), "less"),
                self.half,
            ),
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Area) {
        let high = self.high();
        let ends = self.end_labels();
        let ticks =
            Ticks::new(&Scale::new((0.0, high), (0.0, 1.0)).ticks(5.0, 1.0), |cents| axis_money(cents, self.currency));
        let plot = Area::new(
            area.left + ticks.gutter(),
            area.top + if self.people.certain { 64.0 } else { 82.0 },
            area.right - EndLabel::room(&ends),
            area.bottom - 44.0,
        );
        let x = Scale::new((0.0, f64::from(self.last.get())), (plot.left, plot.right));
        let y = Scale::new((0.0, high), (plot.bottom, plot.top));
        self.draw_captions(canvas, area);
        ticks.draw(canvas, plot, y);
        self.fan.draw_bands(canvas, x, y);
        axis::months(canvas, plot, x, self.last.get(), self.fan.note());
        self.fan.draw_middle(canvas, x, y);
        let dues = self.dues_line(x, y);
        canvas.polyline(&dues, 2.5, palette::LOSS);
        let stop = self.draw_stop(canvas, plot, x);
        EndLabel::draw_all(&ends, canvas, plot, y);
        let obstacles = [self.fan.upper_line(x, y), dues, vec![(stop, plot.top), (stop, plot.bottom)]];
        frame::mark_simulated(canvas, plot, &[plot.left + 10.0, stop + 10.0], &obstacles);
    }
}

impl ResidualIncome<'_> {
    /// The highest cents on the axis.
    fn high(&self) -> f64 {
        let dues = self.dues.iter().copied().fold(0.0, f64::max);
        HEADROOM * float(self.fan.highest()).max(dues).max(100.0)
    }

    /// The dues in steps: those of a month reach from its beginning to its end.
    fn dues_line(&self, x: Scale, y: Scale) -> Vec<Point> {
        let months = (0..=Month::LONGEST).map(f64::from).zip(&self.dues);
        months.flat_map(|(begin, &due)| [begin, begin + 1.0].map(|month| (x.at(month), y.at(due)))).collect()
    }

    fn end_labels(&self) -> Vec<EndLabel> {
        let said = |cents: i64| with_minus(&money_brief(cents, self.currency));
        let middle = self.people.middle();
        let mut ends = self.fan.end_labels(&Words {
            middle: &|cents| format!("{middle}: {}", said(cents)),
            or_more: &|cents| format!("have {} or more", said(cents)),
            or_less: &|cents| format!("have {} or less", said(cents)),
            none: Some("have nothing"),
        });
        #[allow(clippy::cast_possible_truncation)] // cents of a month
        let due = self.dues.last().copied().unwrap_or_default().round() as i64;
        ends.push(EndLabel::plain(due, format!("dues: {}", said(due))));
        ends
    }

    /// Marks the end of the last month in which you work, and says that you stop. Returns where it is.
    fn draw_stop(&self, canvas: &mut Canvas<'_>, plot: Area, x: Scale) -> f64 {
        let at = x.at(f64::from(self.before.get()));
        canvas.line((at, plot.top - 5.0), (at, plot.bottom), 1.5, palette::ZERO_LINE);
        let text = format!("you stop working in month {}", self.stop);
        let left = (at - 4.0).min(plot.right - Type::LABEL.bold().width(&text)).max(plot.left);
        canvas.text((left, plot.top - 9.0), &text, Type::LABEL.bold());
        at
    }

    fn draw_captions(&self, canvas: &mut Canvas<'_>, area: Area) {
        let heading = "Commission and retail profit of each month";
        canvas.text((area.left, area.top + 14.0), heading, Type::LABEL.bold());
        let left = area.left + Type::LABEL.bold().width(heading) + 14.0;
        let dues = format!("dark grey line: the dues while you are there ({})", self.dues_are);
        canvas.text((left, area.top + 14.0), &dues, Type::QUIET);
        let mut baseline = area.top + 14.0 + LINE;
        if !self.people.certain {
            self.draw_milestones(canvas, (area.left, baseline), area.width());
            baseline += LINE;
        }
        canvas.text((area.left, baseline), &self.half, Type::LABEL);
    }

    /// Says how many have more coming in than their dues in some months, as many as there is room for.
    fn draw_milestones(&self, canvas: &mut Canvas<'_>, at: Point, width: f64) {
        let (before, last) = (self.before.get(), self.last.get());
        let between = MILESTONES.into_iter().map(|after| before + after).filter(|&month| month < last);
        let mut chosen: Vec<u16> = std::iter::once(before.max(1)).chain(between).chain([last]).collect();
        chosen.dedup();
        let mut lines = wrap_runs(&self.milestones(&chosen), width);
        while lines.len() > 1 && chosen.len() > 2 {
            chosen.remove(1);
            lines = wrap_runs(&self.milestones(&chosen), width);
        }
        for piece in lines.into_iter().flatten() {
            canvas.text((at.0 + piece.offset, at.1), &piece.run.text, piece.run.look);
        }
    }

    fn milestones(&self, chosen: &[u16]) -> Vec<Run> {
        let who = self.people.who;
        let mut runs = vec![Run { text: format!("Of 100 {who}, more coming in than dues:"), look: Type::LABEL }];
        for (index, &month) in chosen.iter().enumerate() {
            let comma = if index + 1 == chosen.len() { "" } else { "," };
            let count = self.more_than_dues(Month::new(month)).to_owned();
            runs.push(Run { text: count, look: Type::LABEL.bold() });
            runs.push(Run { text: format!("in month {month}{comma}"), look: Type::LABEL });
        }
        runs
    }
}
