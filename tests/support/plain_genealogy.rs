//! A slow and obvious checker of a tree: names compared with names, every walk a walk. It proves the fast one.

use downline::genealogy::ProblemKind;

/// One row as it is written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) sponsor: String,
    pub(crate) placement: String,
    pub(crate) side: String,
    pub(crate) joined: String,
    pub(crate) left: String,
    pub(crate) pv: String,
    pub(crate) owner: String,
    pub(crate) enroller: String,
}

/// All problems as row (the header is row 1) and kind, sorted.
pub(crate) fn problems(rows: &[Row]) -> Vec<(Option<u32>, ProblemKind)> {
    let is_first = |row: &usize| !rows[..*row].iter().any(|other| other.id == rows[*row].id);
    let members: Vec<usize> = (0..rows.len()).filter(is_first).collect();
    let roots = members.iter().copied().filter(|&row| rows[row].sponsor.is_empty()).collect();
    let mut checker = Checker { rows, members, roots, found: Vec::new() };
    checker.check_sponsors();
    checker.check_cells();
    checker.check_joining();
    checker.check_placement();
    checker.check_owners();
    checker.check_enrollers();
    checker.found.sort_unstable();
    checker.found
}

struct Checker<'a> {
    rows: &'a [Row],
    /// Rows whose id stands in no earlier row.
    members: Vec<usize>,
    roots: Vec<usize>,
    found: Vec<(Option<u32>, ProblemKind)>,
}

impl Checker<'_> {
    fn report(&mut self, row: usize, kind: ProblemKind) {
        self.found.push((Some(u32::try_from(row + 2).unwrap()), kind));
    }

    fn named(&self, name: &str) -> Option<usize> {
        self.members.iter().copied().find(|&row| self.rows[row].id == name)
    }

    fn sponsor(&self, row: usize) -> Option<usize> {
        self.named(&self.rows[row].sponsor)
    }

    fn is_root(&self, row: usize) -> bool {
        self.roots.first() == Some(&row)
    }

    /// The root has no parent, whatever it says.
    fn parent(&self, row: usize) -> Option<usize> {
        if self.is_root(row) { None } else { self.named(&self.rows[row].placement) }
    }

    fn check_sponsors(&mut self) {
        for row in (0..self.rows.len()).filter(|row| !self.members.contains(row)).collect::<Vec<_>>() {
            self.report(row, ProblemKind::DuplicateId);
        }
        if self.roots.is_empty() && self.members.len() == self.rows.len() {
            self.found.push((None, ProblemKind::NoRoot));
        }
        for row in self.members.clone() {
            if self.rows[row].sponsor.is_empty() {
                if !self.is_root(row) {
                    self.report(row, ProblemKind::SecondRoot);
                }
                continue;
            }
            match self.sponsor(row) {
                None => self.report(row, ProblemKind::UnknownSponsor),
                Some(above) if above == row => self.report(row, ProblemKind::SelfSponsor),
                Some(_) if self.is_first_of_circle(row, |row| self.sponsor(row).filter(|&above| above != row)) => {
                    self.report(row, ProblemKind::Cycle);
                }
                Some(_) => {}
            }
        }
    }

    fn check_cells(&mut self) {
        let calendar_first = self.is_calendar_first();
        for (row, cells) in self.rows.iter().enumerate() {
            match cells.pv.as_str() {
                "-1" => self.report(row, ProblemKind::Negative),
                "1.234" | "x" => self.report(row, ProblemKind::BadNumber),
                _ => {}
            }
            for text in [&cells.joined, &cells.left] {
                match text.parse::<u32>() {
                    Ok(month) if month > 600 => self.report(row, ProblemKind::MonthOutOfRange),
                    Ok(_) if calendar_first => self.report(row, ProblemKind::BadMonth),
                    Err(_) if !(text.is_empty() || text.contains('-') && calendar_first) => {
                        self.report(row, ProblemKind::BadMonth);
                    }
                    _ => {}
                }
            }
            if let (Some(joined), Some(left), false) = (number(&cells.joined), number(&cells.left), calendar_first)
                && left < joined
            {
                self.report(row, ProblemKind::LeftBeforeJoined);
            }
            if !cells.side.is_empty() && !is_side(&cells.side) {
                self.report(row, ProblemKind::BadSide);
            }
        }
    }

    /// Whether the first month that can be read is a calendar month; numbers are wrong then.
    fn is_calendar_first(&self) -> bool {
        let mut texts = self.rows.iter().flat_map(|row| [&row.joined, &row.left]);
        texts.find(|text| text.contains('-') || number(text).is_some()).is_some_and(|text| text.contains('-'))
    }

    fn check_joining(&mut self) {
        let somebody_joined = self.members.iter().any(|&row| !self.rows[row].joined.is_empty());
        let calendar_first = self.is_calendar_first();
        for row in self.members.clone() {
            if self.rows[row].joined.is_empty() && somebody_joined {
                self.report(row, ProblemKind::EmptyCell);
            }
            let sponsor_joined = self.sponsor(row).and_then(|above| number(&self.rows[above].joined));
            let joined = number(&self.rows[row].joined);
            if !calendar_first && joined.is_some() && sponsor_joined > joined {
                self.report(row, ProblemKind::SponsorJoinedLater);
            }
        }
    }

    fn check_placement(&mut self) {
        if self.members.iter().all(|&row| self.rows[row].placement.is_empty()) {
            if let Some(row) = self.members.iter().copied().find(|&row| is_side(&self.rows[row].side)) {
                self.report(row, ProblemKind::EmptyCell);
            }
            return;
        }
        let has_sides = self.members.iter().any(|&row| !self.rows[row].side.is_empty());
        for row in self.members.clone() {
            let (placement, side) = (self.rows[row].placement.as_str(), self.rows[row].side.as_str());
            if self.is_root(row) && !placement.is_empty() {
                self.report(row, ProblemKind::RootPlaced);
            } else if self.is_root(row) && is_side(side) {
                self.report(row, ProblemKind::EmptyCell);
            } else if !placement.is_empty() && !self.is_root(row) && self.parent(row).is_none() {
                self.report(row, ProblemKind::UnknownPlacement);
            } else if placement.is_empty() && !self.is_root(row) && self.sponsor(row).is_some_and(|above| above != row)
            {
                self.report(row, ProblemKind::EmptyCell);
            }
            if self.parent(row).is_some() && side.is_empty() && has_sides {
                self.report(row, ProblemKind::EmptyCell);
            }
            if self.is_first_of_circle(row, |row| self.parent(row)) {
                self.report(row, ProblemKind::PlacementCycle);
            }
            let shares =
                |&other: &usize| self.parent(other) == self.parent(row) && place(&self.rows[other].side) == place(side);
            let is_taken = self.members.iter().copied().take_while(|&other| other < row).any(|other| shares(&other));
            if is_taken && self.parent(row).is_some() && is_side(side) {
                self.report(row, ProblemKind::PlaceTaken);
            }
        }
    }

    fn check_owners(&mut self) {
        for row in self.members.clone() {
            let name = &self.rows[row].owner;
            match self.named(name) {
                _ if name.is_empty() || *name == self.rows[row].id => {}
                None => self.report(row, ProblemKind::UnknownOwner),
                Some(owner) => {
                    let further = &self.rows[owner].owner;
                    if !further.is_empty() && *further != self.rows[owner].id {
                        self.report(row, ProblemKind::OwnerOwned);
                    }
                }
            }
        }
    }

    /// The enroller, or the sponsor where none is named; nobody above a root or where either is wrong.
    fn enroller(&self, row: usize) -> Option<usize> {
        let name = &self.rows[row].enroller;
        let above = if self.is_root(row) {
            None
        } else {
            self.named(if name.is_empty() { &self.rows[row].sponsor } else { name })
        };
        above.filter(|&above| above != row)
    }

    fn check_enrollers(&mut self) {
        let calendar_first = self.is_calendar_first();
        for row in self.members.clone() {
            let name = self.rows[row].enroller.as_str();
            if self.is_root(row) && !name.is_empty() {
                self.report(row, ProblemKind::RootEnrolled);
            } else if name == self.rows[row].id {
                self.report(row, ProblemKind::SelfEnroller);
            } else if !name.is_empty() && self.named(name).is_none() {
                self.report(row, ProblemKind::UnknownEnroller);
            }
            let above = self.enroller(row).filter(|_| !name.is_empty());
            let [joined, above_joined] =
                [Some(row), above].map(|row| row.and_then(|row| number(&self.rows[row].joined)));
            if !calendar_first && joined.is_some() && above_joined > joined {
                self.report(row, ProblemKind::EnrollerJoinedLater);
            }
            let way = std::iter::successors(Some(row), |&row| self.enroller(row)).take(self.rows.len() + 1);
            let round: Vec<usize> = way.collect();
            let end = round.iter().skip(1).position(|&other| other == row).map_or(0, |end| end + 1);
            let is_told = round[..end].iter().all(|&row| self.enroller(row) == self.sponsor(row));
            if self.is_first_of_circle(row, |row| self.enroller(row)) && !is_told {
                self.report(row, ProblemKind::EnrollerCycle);
            }
        }
    }

    /// Whether the way up from a row comes back to it, and the row is the first one of the circle.
    fn is_first_of_circle(&self, start: usize, above: impl Fn(usize) -> Option<usize>) -> bool {
        let way: Vec<usize> = std::iter::successors(above(start), |&row| above(row)).take(self.rows.len()).collect();
        let round = way.iter().position(|&row| row == start);
        round.is_some_and(|end| way[..end].iter().all(|&row| row > start))
    }
}

/// The side as a place counted from 1.
fn place(side: &str) -> Option<u16> {
    match side {
        "left" => Some(1),
        "right" => Some(2),
        _ => side.parse().ok(),
    }
}

fn is_side(side: &str) -> bool {
    place(side).is_some()
}

fn number(month: &str) -> Option<u32> {
    month.parse().ok().filter(|&month| month <= 600)
}
