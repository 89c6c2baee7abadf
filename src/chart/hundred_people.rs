//! `hundred-people`: what becomes of a hundred people, once of you and once of everyone who joined.

use super::axis::LINE;
use super::canvas::{Area, Canvas, Point, Type};
use super::frame::{Drawing, Heading, SIMULATED};
use super::palette;
use super::people::People;
use super::words::{axis_money, with_minus};
use super::wrap::{shortened, wrap};
use crate::results::{Distribution, Ensemble, Everyone, Metric, NoEveryone};
use crate::scenario::OwnOrdersAre;
use crate::words::{brief, capital, months, part_of_100, split_100};

/// Icons in a row, and rows of icons.
const SIDE: usize = 10;
/// More than this is lost by the first of the kinds, in cents.
const MUCH: i64 = 1_000_00;
/// So much a month is left to the last of the kinds, in cents.
const SOME: i64 = 100_00;
/// How many kinds there are.
const KINDS: usize = 5;
/// Above the icons: heading and count.
const ABOVE: f64 = 66.0;
/// Below them: both readings of own orders, of you and of everyone.
const BELOW: f64 = 40.0;

/// A hundred people by what is left to them after all costs, own orders a cost, from the worst off.
struct Hundred {
    counts: [u64; KINDS],
    of_100: Vec<u8>,
    months: u16,
}

impl Hundred {
    fn of(net: &Distribution, months: u16) -> Self {
        let some = SOME.saturating_mul(months.into());
        let counts = [
            net.count(|cents| cents < -MUCH),
            net.count(|cents| (-MUCH..0).contains(&cents)),
            net.count(|cents| cents == 0),
            net.count(|cents| cents > 0 && cents < some),
            net.count(|cents| cents > 0 && cents >= some),
        ];
        Self { of_100: split_100(&counts), counts, months }
    }

    fn people(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// How many of 100 are of these kinds, in words.
    fn said(&self, kinds: std::ops::Range<usize>) -> String {
        let of_100 = self.of_100[kinds.clone()].iter().sum();
        part_of_100(of_100, self.counts[kinds].iter().sum(), self.people())
    }

    /// The kind of each of the hundred, from the worst off.
    fn icons(&self) -> impl Iterator<Item = usize> {
        self.of_100.iter().enumerate().flat_map(|(kind, &number)| std::iter::repeat_n(kind, number.into()))
    }
}

/// What happens to 100 people?
pub(crate) struct HundredPeople<'a> {
    people: People,
    /// Who the people are of which you are one.
    who: &'static str,
    you: Hundred,
    everyone: Result<Hundred, NoEveryone>,
    /// Who is ahead under both readings of own orders: of you where anything is random, and of everyone.
    readings: Vec<String>,
    currency: &'a str,
}

impl<'a> HundredPeople<'a> {
    pub(crate) fn of(ensemble: &'a Ensemble) -> Self {
        let (scenario, last) = (ensemble.scenario(), ensemble.months());
        let (people, everyone) = (People::of(ensemble), ensemble.everyone());
        let you = (!people.certain).then(|| people.ahead.clone());
        let stays = scenario.tells_you_to_stay();
        Self {
            readings: you.into_iter().chain(everyone.ok().map(ahead_of_everyone)).collect(),
            people,
            who: if stays { "new distributors who never quit" } else { "new distributors" },
            you: Hundred::of(ensemble.distribution(last, Metric::NetTotal), last.get()),
            everyone: everyone
                .map(|everyone| Hundred::of(everyone.net(OwnOrdersAre::Cost), everyone.organisation().months)),
            currency: scenario.currency(),
        }
    }
}

fn ahead_of_everyone(everyone: &Everyone) -> String {
    let [cost, anyway] = [OwnOrdersAre::Cost, OwnOrdersAre::BoughtAnyway]
        .map(|reading| brief(&everyone.outcomes(reading).came_out_ahead.in_words()));
    format!("Of everyone who joined: {cost} with own orders a cost, {anyway} if bought anyway")
}

impl Drawing for HundredPeople<'_> {
    fn heading(&self) -> Heading {
        let span = months(self.you.months.into());
        let you = if self.people.certain {
            format!("This scenario leaves nothing to chance: after {span} it stands at {}", self.people.net)
        } else {
            let [lost, ahead] = [self.you.said(0..3), self.you.said(3..KINDS)];
            format!("Of 100 {}, {lost} lost money or broke even in {span} and {ahead} came out ahead", self.who)
        };
        let everyone = self.everyone.as_ref().map_or_else(
            |_| String::new(),
            |everyone| {
                let [lost, ahead] = [everyone.said(0..3), everyone.said(3..KINDS)];
                format!("; of everyone who joined a whole organisation {lost} and {ahead}")
            },
        );
        let counted = |hundred: &Hundred| {
            let kinds = self.kinds().into_iter().enumerate();
            kinds
                .map(|(kind, words)| format!("{} {words}", hundred.said(kind..kind + 1)))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let of_everyone = self
            .everyone
            .as_ref()
            .map_or_else(|_| String::new(), |everyone| format!(" Everyone who joined: {}.", counted(everyone)));
        Heading {
            name: "hundred-people",
            question: "What happens to 100 people?".to_owned(),
            answer: format!("{you}{everyone}, own orders a cost."),
            description: format!(
                "Arrays of 100 icons, ten by ten, from the worst off to the best. There are no axes. Net of all months after \
                 all costs, own orders a cost. New distributors: {}.{of_everyone} {}.",
                counted(&self.you),
                with_minus(&self.people.ahead),
            ),
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Area) {
        let middle = f64::midpoint(area.left, area.right);
        let bottom = area.bottom - BELOW;
        let halves = [
            Area::new(area.left, area.top, middle - 14.0, bottom),
            Area::new(middle + 14.0, area.top, area.right, bottom),
        ];
        let who = capital(self.who);
        self.draw_half(canvas, halves[0], &format!("{who}, {}", span_said(self.you.months, "first")), &self.you);
        match &self.everyone {
            Ok(everyone) => {
                let title = format!("Everyone who joined, {}", span_said(everyone.months, "last"));
                self.draw_half(canvas, halves[1], &title, everyone);
            }
            Err(NoEveryone::NotAsked) => {}
            Err(reason) => {
                canvas.text((halves[1].left, area.top + 32.0), "Everyone who joined", Type::LABEL.bold());
                let lines = wrap(&format!("There is none, because {reason}."), halves[1].width(), Type::LABEL);
                canvas.lines((halves[1].left, area.top + 32.0 + LINE), &lines, LINE, Type::LABEL);
            }
        }
        canvas.text((area.left, area.top + 12.0), SIMULATED, Type::LABEL.bold().colored(palette::QUIET));
        for (line, said) in self.readings.iter().rev().enumerate() {
            let baseline = area.bottom - 4.0 - count_of(line) * LINE;
            canvas.text((area.left, baseline), &shortened(said, area.width(), Type::LABEL.bold()), Type::LABEL.bold());
        }
    }
}

impl HundredPeople<'_> {
    fn amount(&self, cents: i64) -> String {
        // Thresholds of round amounts.
        #[allow(clippy::cast_precision_loss)]
        axis_money(cents as f64, self.currency)
    }

    fn kinds(&self) -> [String; KINDS] {
        [
            format!("lost over {}", self.amount(MUCH)),
            "lost less than that".to_owned(),
            "broke even".to_owned(),
            format!("ahead by under {} a month", self.amount(SOME)),
            format!("ahead by {} a month or more", self.amount(SOME)),
        ]
    }

    fn draw_half(&self, canvas: &mut Canvas<'_>, half: Area, title: &str, hundred: &Hundred) {
        canvas.text(
            (half.left, half.top + 34.0),
            &shortened(title, half.width(), Type::LABEL.bold()),
            Type::LABEL.bold(),
        );
        let count = format!("{} lost money or broke even, {} ahead", hundred.said(0..3), hundred.said(3..KINDS));
        canvas.text((half.left, half.top + 34.0 + LINE), &count, Type::LABEL);
        let top = half.top + ABOVE;
        let pitch = ((half.bottom - top) / count_of(SIDE)).clamp(12.0, 23.0);
        for (place, kind) in hundred.icons().enumerate() {
            let center =
                (half.left + (count_of(place % SIDE) + 0.5) * pitch, top + (count_of(place / SIDE) + 0.5) * pitch);
            draw_icon(canvas, center, 0.42 * pitch, kind);
        }
        let left = half.left + count_of(SIDE) * pitch + 20.0;
        let step = (count_of(SIDE) * pitch / count_of(KINDS)).min(44.0);
        for (kind, words) in self.kinds().iter().enumerate() {
            let words = wrap(words, half.right - left - 47.0, Type::LABEL);
            let is_one = words.len() < 2;
            let baseline = top + (count_of(kind) + 0.5) * step + if is_one { 5.0 } else { -3.0 };
            draw_icon(canvas, (left, baseline - 5.0), 7.0, kind);
            let number = brief(&hundred.said(kind..kind + 1));
            canvas.text((left + 40.0, baseline), &number, Type::LABEL.bold().end());
            canvas.lines((left + 47.0, baseline), &words[..words.len().min(2)], LINE - 1.0, Type::LABEL);
        }
    }
}

/// Each kind has a form of its own, so that no colour says anything alone.
fn draw_icon(canvas: &mut Canvas<'_>, center: Point, radius: f64, kind: usize) {
    match kind {
        0 => canvas.disc(center, radius, palette::LOSS),
        1 => canvas.hatched_disc(center, radius),
        2 => canvas.ring(center, radius - 0.6, 1.25, palette::LOSS),
        3 => {
            canvas.disc(center, radius, palette::BAND_INNER);
            canvas.ring(center, radius - 0.9, 1.75, palette::SIMULATED);
        }
        _ => canvas.disc(center, radius, palette::SIMULATED),
    }
}

/// `first 12 months`, `last month`.
fn span_said(months: u16, which: &str) -> String {
    if months == 1 { format!("{which} month") } else { format!("{which} {months} months") }
}

fn count_of(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}
