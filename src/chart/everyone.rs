//! `everyone`: what everyone got who joined, by how long they have been in, and who got the commission.

use super::axis::LINE;
use super::canvas::{Area, Canvas, Type};
use super::frame::{Drawing, Heading, SIMULATED};
use super::palette;
use super::scale::float;
use super::words::{axis_money, money};
use super::wrap::{shortened, wrap};
use crate::results::{Everyone, Group, Grouping};
use crate::scenario::OwnOrdersAre;
use crate::words::{brief, months, of_100, of_each_100, people};

/// Room left of the bars for who is counted, and right of them for what they got.
const LABELS: f64 = 176.0;
const NUMBERS: f64 = 250.0;
/// From one bar to the next, at most.
const STEP: f64 = 27.0;
/// Below the bars: the numbers of the axis, the bar of all commission with its words, and the note.
const BELOW: f64 = 104.0;
/// Above the bars: what is simulated, and headings.
const ABOVE: f64 = 40.0;

/// What did everyone who joined get, not just the person at the top?
pub(crate) struct EveryoneWhoJoined<'a> {
    everyone: &'a Everyone,
    currency: &'a str,
}

impl<'a> EveryoneWhoJoined<'a> {
    pub(crate) const fn of(everyone: &'a Everyone, currency: &'a str) -> Self {
        Self { everyone, currency }
    }
}

impl Drawing for EveryoneWhoJoined<'_> {
    fn heading(&self) -> Heading {
        Heading {
            name: "everyone",
            question: "What did everyone who joined get, not just the person at the top?".to_owned(),
            answer: self.answer(),
            description: self.description(),
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Area) {
        canvas.text((area.left, area.top + 12.0), SIMULATED, Type::LABEL.bold().colored(palette::QUIET));
        let groups: Vec<&Group> = tenures(self.everyone).collect();
        let bars = Area::new(area.left + LABELS, area.top + ABOVE, area.right - NUMBERS, area.bottom - BELOW);
        let step = (bars.height() / count_of(groups.len())).min(STEP);
        Self::draw_headings(canvas, area, bars);
        let below = bars.top + count_of(groups.len()) * step;
        for part in [0, 25, 50, 75, 100] {
            let x = bars.left + bars.width() * f64::from(part) / 100.0;
            canvas.line((x, bars.top), (x, below), 1.0, palette::HAIRLINE);
            canvas.text((x, below + 15.0), &part.to_string(), Type::QUIET.middle());
        }
        for (row, group) in groups.iter().enumerate() {
            let top = bars.top + count_of(row) * step;
            self.draw_bar(canvas, group, Area::new(bars.left, top + 2.0, bars.right, top + step - 2.0), area);
        }
        canvas.text((area.left, below + 15.0), "People of 100", Type::QUIET);
        Self::draw_commission(
            canvas,
            self.everyone,
            Area::new(area.left, area.bottom - BELOW + 34.0, area.right, area.bottom),
        );
    }
}

impl EveryoneWhoJoined<'_> {
    fn answer(&self) -> String {
        let everyone = self.everyone;
        let [cost, anyway] = [OwnOrdersAre::Cost, OwnOrdersAre::BoughtAnyway]
            .map(|reading| everyone.outcomes(reading).came_out_ahead.in_words());
        let middle = money(everyone.net(OwnOrdersAre::Cost).percentile(50).unwrap_or(0), self.currency);
        format!(
            "Of 100 who were members in the last {}, {} got no commission and {cost} came out ahead with own orders a cost, \
             {anyway} if bought anyway; the middle one has {middle}, own orders a cost.",
            months(everyone.organisation().months.into()),
            of_100(everyone.without_commission(), everyone.people())
        )
    }

    fn description(&self) -> String {
        let parts: Vec<String> = tenures(self.everyone)
            .map(|group| {
                format!(
                    "{}: {} ahead, {} without commission, middle net {}",
                    label(group),
                    of_100(group.ahead[OwnOrdersAre::Cost as usize], group.people),
                    of_100(group.without_commission, group.people),
                    money(group.net.middle, self.currency)
                )
            })
            .collect();
        format!(
            "Bars of 100 people each. Horizontal: people of 100. Vertical: groups by months since joining. {}. {}.",
            parts.join("; "),
            tenths_said(self.everyone)
        )
    }

    fn draw_headings(canvas: &mut Canvas<'_>, area: Area, bars: Area) {
        let baseline = bars.top - 8.0;
        canvas.text((area.left, baseline), "Months in", Type::LABEL.bold());
        canvas.disc((bars.left + 7.0, baseline - 5.0), 6.0, palette::SIMULATED);
        canvas.text((bars.left + 19.0, baseline), "came out ahead", Type::LABEL.bold());
        let second = bars.left + 19.0 + Type::LABEL.bold().width("came out ahead") + 22.0;
        canvas.hatched_disc((second, baseline - 5.0), 6.0);
        canvas.text((second + 12.0, baseline), "did not, own orders a cost", Type::LABEL.bold());
        canvas.text((area.right - 130.0, baseline), "no commission", Type::LABEL.bold().end());
        canvas.text((area.right, baseline), "middle net", Type::LABEL.bold().end());
    }

    fn draw_bar(&self, canvas: &mut Canvas<'_>, group: &Group, bar: Area, area: Area) {
        let ahead = group.ahead[OwnOrdersAre::Cost as usize];
        let share = share_of(ahead, group.people);
        let cut = bar.left + share * bar.width();
        if ahead < group.people {
            canvas.hatched_rectangle(Area::new(cut, bar.top, bar.right, bar.bottom));
        }
        if ahead > 0 {
            canvas.rectangle(Area::new(bar.left, bar.top, cut.max(bar.left + 1.0), bar.bottom), palette::SIMULATED);
        }
        let baseline = f64::midpoint(bar.top, bar.bottom) + 5.0;
        let count = brief(&of_100(ahead, group.people));
        canvas.text((cut.max(bar.left + 1.0) + 8.0, baseline), &count, Type::LABEL.bold().backed());
        let look = if group.grouping == Grouping::All { Type::LABEL.bold() } else { Type::LABEL };
        let of_all =
            if group.grouping == Grouping::All { String::new() } else { format!(" ({} of 100)", group.of_100) };
        canvas.text((area.left, baseline), &format!("{}{of_all}", label(group)), look);
        let nothing = format!("{} of 100", brief(&of_100(group.without_commission, group.people)));
        canvas.text((area.right - 130.0, baseline), &nothing, look.end());
        let middle = shortened(&axis_money(float(group.net.middle), self.currency), 118.0, look);
        canvas.text((area.right, baseline), &middle, look.end());
    }

    /// All commission in one bar, by tenths of everyone.
    fn draw_commission(canvas: &mut Canvas<'_>, everyone: &Everyone, area: Area) {
        canvas.text((area.left, area.top + 4.0), "All commission, by tenths of everyone", Type::LABEL.bold());
        let bar = Area::new(area.left, area.top + 11.0, area.right, area.top + 29.0);
        let shares: Vec<f64> = tenths(everyone).filter_map(|group| group.share_of_commission).collect();
        let mut left = bar.left;
        for (tenth, share) in shares.iter().enumerate() {
            let right = (left + share.max(0.0) * bar.width()).min(bar.right);
            if right > left {
                let color = if tenth % 2 == 0 { palette::SIMULATED } else { palette::BAND_INNER };
                canvas.rectangle(Area::new(left, bar.top, right, bar.bottom), color);
            }
            left = right;
        }
        if shares.is_empty() {
            canvas.rectangle(bar, palette::LOSS_GROUND);
        }
        let facts = everyone.organisation();
        let note = format!(
            "{}. {} of an organisation of {} that is {} old. A seat at the top is not typical.",
            tenths_said(everyone),
            people(i64::try_from(everyone.people()).unwrap_or(i64::MAX)),
            people(facts.members.into()),
            months(facts.age.into())
        );
        let lines = wrap(&note, area.width(), Type::LABEL);
        canvas.lines((area.left, bar.bottom + 15.0), &lines[..lines.len().min(2)], LINE - 1.0, Type::LABEL);
    }
}

/// Everyone, and then everyone by months since joining.
fn tenures(everyone: &Everyone) -> impl Iterator<Item = &Group> {
    everyone.groups().iter().filter(|group| matches!(group.grouping, Grouping::All | Grouping::Tenure))
}

fn tenths(everyone: &Everyone) -> impl Iterator<Item = &Group> {
    everyone.groups().iter().filter(|group| group.grouping == Grouping::Tenth)
}

fn label(group: &Group) -> String {
    if group.grouping == Grouping::All { "everyone".to_owned() } else { group.value.clone() }
}

/// What the best-paid tenth got, and how many tenths got nothing.
fn tenths_said(everyone: &Everyone) -> String {
    let shares: Vec<f64> = tenths(everyone).filter_map(|group| group.share_of_commission).collect();
    let Some(first) = shares.first() else { return "Nobody got any commission".to_owned() };
    let nothing = tenths(everyone).filter(|group| group.without_commission == group.people).count();
    let rest = match nothing {
        0 => "every tenth got some".to_owned(),
        1 => "one tenth got nothing".to_owned(),
        tenths => format!("{tenths} tenths got nothing"),
    };
    format!("Of each 100 paid out the best-paid tenth got {}, {rest}", of_each_100(*first))
}

fn count_of(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

#[allow(clippy::cast_precision_loss)] // a length on paper
fn share_of(part: u64, whole: u64) -> f64 {
    part as f64 / whole.max(1) as f64
}
