//! A genealogy as a file that can be read again.

use std::io;

use super::Genealogy;
use super::cells::write_cell;
use super::placement::side_name;
use crate::team::{MemberId, NEVER};
use crate::units::Month;

impl Genealogy {
    /// Writes the tree with the columns that it has, sponsors before their recruits.
    ///
    /// # Errors
    /// When `out` fails.
    pub fn write_csv(&self, mut out: impl io::Write) -> io::Result<()> {
        let has_sides = self.places.as_ref().is_some_and(|places| places.positions.is_some());
        let columns = [
            ("placement", self.places.is_some()),
            ("side", has_sides),
            ("joined", self.joined.is_some()),
            ("left", self.left.is_some()),
            ("rank", self.ranks.is_some()),
            ("pv", self.personal.is_some()),
            ("cv", self.commissionable.is_some()),
            ("owner", self.owners.is_some()),
            ("enroller", self.enrollers.is_some()),
        ];
        out.write_all(b"id,sponsor")?;
        for (name, _) in columns.iter().filter(|column| column.1) {
            write!(out, ",{name}")?;
        }
        out.write_all(b"\n")?;
        for member in (0..).take(self.len()) {
            self.write_row(member, &mut out)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }

    fn write_row(&self, member: MemberId, out: &mut impl io::Write) -> io::Result<()> {
        let at = member as usize;
        let mut cell = |text: &str, is_first: bool| {
            out.write_all(if is_first { b"" } else { b"," })?;
            write_cell(out, text.as_bytes())
        };
        let above = |parents: &[MemberId]| if member == 0 { "" } else { self.id(parents[at]) };
        cell(self.id(member), true)?;
        cell(above(&self.sponsors), false)?;
        if let Some(places) = &self.places {
            cell(above(&places.parents), false)?;
            if let Some(positions) = &places.positions {
                cell(&if member == 0 { String::new() } else { side_name(positions[at], "") }, false)?;
            }
        }
        for months in [&self.joined, &self.left].into_iter().flatten() {
            let never = months[at] == NEVER;
            cell(&if never { String::new() } else { self.calendar.label(Month::new(months[at])) }, false)?;
        }
        if self.ranks.is_some() {
            cell(self.rank(member).unwrap_or_default(), false)?;
        }
        for volumes in [&self.personal, &self.commissionable].into_iter().flatten() {
            cell(&volumes[at].to_string(), false)?;
        }
        if let Some(owners) = &self.owners {
            cell(if owners[at] == member { "" } else { self.id(owners[at]) }, false)?;
        }
        if let Some(enrollers) = &self.enrollers {
            cell(if enrollers[at] == self.sponsors[at] { "" } else { self.id(enrollers[at]) }, false)?;
        }
        Ok(())
    }
}
