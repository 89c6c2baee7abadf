//! What a rank asks for of legs: lines, active ones, ones with volume, ones with a rank, and the weaker one of two.

use super::{Qualification, RANK};
use crate::commission::{LegsWithRank, LineDemand, Requirement};
use crate::plans::ranks::MOST_RANKS;
use crate::reading::tree::Node;
use crate::reading::values::{Complaint, Given};
use crate::reading::{Key, Section, written};
use crate::units::{Rate, Volume};

const ACTIVE_LEGS: Key = Key { name: "active-legs", unit: "legs", example: "`active-legs = 3`" };
const LEGS_WITH_RANK: Key =
    Key { name: "legs-with-rank", unit: "", example: "`legs-with-rank = [{ legs = 2, rank = \"Silver\" }]`" };
pub(super) const LEGS_WITH_VOLUME: Key =
    Key { name: "legs-with-volume", unit: "", example: "`legs-with-volume = [{ legs = 2, volume = 4000 }]`" };
pub(super) const LINES: Key =
    Key { name: "lines", unit: "", example: "`lines = { count = 3, shares = [\"30%\", \"20%\"] }`" };
const COUNT: Key = Key { name: "count", unit: "lines", example: "`count = 3` (lines, the largest leg included)" };
const SHARES: Key = Key {
    name: "shares",
    unit: "of the volume of all legs",
    example: "`shares = [\"30%\", \"20%\"]`, of the second line, the third, ...",
};
const WEAKER_LEG: Key = Key {
    name: "weaker-leg-volume",
    unit: "points of the weaker placement leg",
    example: "`weaker-leg-volume = 1000`",
};
const EACH_SIDE: Key =
    Key { name: "active-each-side", unit: "personally sponsored on each side", example: "`active-each-side = 1`" };
const LEGS: Key = Key { name: "legs", unit: "legs", example: "`legs = 2`" };
const VOLUME: Key = Key { name: "volume", unit: "points in each leg", example: "`volume = 4000`" };
const DEPTH: Key = Key { name: "depth", unit: "levels down at most", example: "`depth = 1`" };

/// The most legs that a rank may ask for.
const MOST_LEGS: u16 = 1000;

/// The most levels within which a rank may have to be held.
const MOST_LEVELS: u16 = 1000;

impl<'d> Qualification<'_, 'd, '_> {
    /// Reads all that is about legs, for a table of this rank.
    pub(super) fn legs(&mut self, requirement: &mut Requirement, rank: u8) {
        requirement.lines = self.lines();
        requirement.weaker_leg = self.weaker_leg();
        requirement.active_each_side = self.active_each_side();
        if let Some(legs) = self.optional(&ACTIVE_LEGS, |given| given.whole(1, MOST_LEGS, "legs"), u16::to_string) {
            requirement.active_legs = usize::from(legs);
        }
        requirement.legs_with_volume = self.legs_with_volume();
        requirement.legs_with_rank = self.legs_with_rank(rank);
    }

    /// Lines of the legs.
    fn lines(&mut self) -> Option<LineDemand> {
        if !self.table.has(LINES.name) {
            return None;
        }
        let node = self.reader.required(self.table, &LINES, |given| Ok(given.node))?;
        let table = self.reader.item(LINES.name, node, &[COUNT.name, SHARES.name])?;
        let count = self.reader.required(&table, &COUNT, |given| given.whole(2, MOST_LEGS, "lines"));
        let items = self
            .reader
            .required(&table, &SHARES, |given| given.items("a list of shares", "[\"30%\", \"20%\"]", MOST_RANKS))?;
        let mut shares = Vec::new();
        for item in items {
            match self.reader.given(item).rate() {
                Ok(Rate::ZERO) => {
                    let message = "a line of nothing is no line".to_owned();
                    self.reader.report_at(&table, SHARES.name, message, Some("write a share above 0".to_owned()));
                }
                Ok(share) => shares.push(share),
                Err(complaint) => {
                    let place = complaint.place.or_else(|| Some(item.place.clone()));
                    self.reader.complain(&table, SHARES.name, Complaint { place, ..complaint });
                }
            }
        }
        let count = usize::from(count?);
        if count > items.len() + 1 {
            let message = format!("{count} lines are asked for, and there are {} shares", items.len());
            let help = "the largest leg is the first line: write one share for each further one".to_owned();
            self.reader.report_at(&table, SHARES.name, message, Some(help));
        }
        let list = shares.iter().map(|&share| written::rate(share)).collect::<Vec<_>>().join(", ");
        let words = shares.iter().map(Rate::to_string).collect::<Vec<_>>().join(", ");
        self.note(&LINES, &format!("{{ count = {count}, shares = [{list}] }}"), format!("{count} lines: {words}"));
        Some(LineDemand { count, shares })
    }

    /// Volume of the weaker leg; only in plans with legs to be placed in.
    fn weaker_leg(&mut self) -> Volume {
        let volume = self.optional(&WEAKER_LEG, Given::volume, ToString::to_string);
        if volume.is_some() {
            self.refuse_without_sides(WEAKER_LEG.name, "ask for group-volume with a leg-cap");
        }
        volume.unwrap_or_default()
    }

    /// Personally sponsored active members on each side; only in plans with sides.
    fn active_each_side(&mut self) -> usize {
        let count = self.optional(&EACH_SIDE, |given| given.whole(1, MOST_LEGS, "members"), u16::to_string);
        if count.is_some() {
            self.refuse_without_sides(EACH_SIDE.name, "ask for active-legs");
        }
        count.map_or(0, usize::from)
    }

    fn refuse_without_sides(&mut self, name: &str, instead: &str) {
        if !self.around.has_sides {
            let message = "no rule of the plan places members on a left and a right side";
            self.refuse(name, message, &format!("add a rule \"binary\", or {instead}"));
        }
    }

    /// The entries of a list of demands, each with its number from 1.
    fn demands(&mut self, key: &Key, example: &str) -> Vec<(usize, &'d Node)> {
        if !self.table.has(key.name) {
            return Vec::new();
        }
        let items =
            self.reader.required(self.table, key, |given| given.items("a list of demands", example, MOST_RANKS));
        (1..).zip(items.unwrap_or_default()).collect()
    }

    fn leg_count(&mut self, demand: &Section<'d>) -> Option<usize> {
        self.reader.required(demand, &LEGS, |given| given.whole(1, MOST_LEGS, "legs")).map(usize::from)
    }

    /// Legs that have a volume each.
    fn legs_with_volume(&mut self) -> Vec<(usize, Volume)> {
        let mut demands: Vec<(usize, Volume)> = Vec::new();
        for (number, item) in self.demands(&LEGS_WITH_VOLUME, "[{ legs = 2, volume = 4000 }]") {
            let path = format!("{} {number}", LEGS_WITH_VOLUME.name);
            let Some(table) = self.reader.item(&path, item, &[LEGS.name, VOLUME.name]) else { continue };
            let legs = self.leg_count(&table);
            let volume = self.reader.required(&table, &VOLUME, Given::volume);
            if volume == Some(Volume::ZERO) {
                let help = "write active-legs, or a volume above 0".to_owned();
                self.reader.report_at(&table, VOLUME.name, "every leg has that".to_owned(), Some(help));
            }
            demands.extend(legs.zip(volume));
        }
        if !demands.is_empty() {
            let list = demands.iter().map(|(legs, volume)| format!("{{ legs = {legs}, volume = {volume} }}"));
            let words = demands.iter().map(|(legs, volume)| format!("{legs} of {volume}"));
            let [list, words] = [list.collect::<Vec<_>>().join(", "), words.collect::<Vec<_>>().join(", ")];
            self.note(&LEGS_WITH_VOLUME, &format!("[{list}]"), words);
        }
        demands
    }

    /// Legs in which a rank is held.
    fn legs_with_rank(&mut self, below: u8) -> Vec<LegsWithRank> {
        let ranks = self.around.ranks;
        let mut demands: Vec<LegsWithRank> = Vec::new();
        for (number, item) in self.demands(&LEGS_WITH_RANK, "[{ legs = 2, rank = \"Silver\" }]") {
            let path = format!("{} {number}", LEGS_WITH_RANK.name);
            let Some(table) = self.reader.item(&path, item, &[LEGS.name, RANK.name, DEPTH.name]) else { continue };
            let legs = self.leg_count(&table);
            let rank = self.reader.required(&table, &RANK, |given| ranks.read(given));
            if rank == Some(0) {
                let help = format!("write active-legs, or a rank up to \"{}\"", ranks.name(below));
                let message = "everybody has the lowest rank".to_owned();
                self.reader.report_at(&table, RANK.name, message, Some(help));
            }
            let depth = self.reader.optional(&table, &DEPTH, |given| given.whole(1, MOST_LEVELS, "levels")).flatten();
            demands.extend(legs.zip(rank).map(|(legs, rank)| LegsWithRank { legs, rank, depth }));
        }
        if !demands.is_empty() {
            let list = demands.iter().map(|demand| {
                let depth = demand.depth.map_or(String::new(), |depth| format!(", depth = {depth}"));
                format!("{{ legs = {}, rank = {}{depth} }}", demand.legs, ranks.canonical(demand.rank))
            });
            let words = demands.iter().map(|demand| {
                let depth = demand.depth.map_or(String::new(), |depth| format!(" within {depth} levels"));
                format!("{} with {}{depth}", demand.legs, ranks.name(demand.rank))
            });
            let [list, words] = [list.collect::<Vec<_>>().join(", "), words.collect::<Vec<_>>().join(", ")];
            self.note(&LEGS_WITH_RANK, &format!("[{list}]"), words);
        }
        demands
    }
}
