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
}

enum MonthCell {
    Empty,
    Wrong,
    Number(u32),
}

/// All problems as row (the header is row 1) and kind, sorted.
pub(crate) fn problems(rows: &[Row]) -> Vec<(Option<u32>, ProblemKind)> {
    let mut found: Vec<(Option<u32>, ProblemKind)> = Vec::new();
    let number = |row: usize| Some(u32::try_from(row + 2).unwrap());
    let is_first = |row: usize| !rows[..row].iter().any(|other| other.id == rows[row].id);
    let members: Vec<usize> = (0..rows.len()).filter(|&row| is_first(row)).collect();
    for row in (0..rows.len()).filter(|&row| !is_first(row)) {
        found.push((number(row), ProblemKind::DuplicateId));
    }
    let named = |name: &str| members.iter().copied().find(|&row| rows[row].id == name);

    // Sponsors.
    let roots: Vec<usize> = members.iter().copied().filter(|&row| rows[row].sponsor.is_empty()).collect();
    if roots.is_empty() && members.len() == rows.len() {
        found.push((None, ProblemKind::NoRoot));
    }
    for &row in roots.iter().skip(1) {
        found.push((number(row), ProblemKind::SecondRoot));
    }
    let sponsor = |row: usize| named(&rows[row].sponsor);
    for &row in members.iter().filter(|&&row| !rows[row].sponsor.is_empty()) {
        match sponsor(row) {
            None => found.push((number(row), ProblemKind::UnknownSponsor)),
            Some(above) if above == row => found.push((number(row), ProblemKind::SelfSponsor)),
            Some(_) => {}
        }
    }
    for &row in &members {
        if circle(row, rows.len(), |row| sponsor(row).filter(|&above| above != row)) {
            found.push((number(row), ProblemKind::Cycle));
        }
    }

    // Volumes.
    for row in 0..rows.len() {
        match rows[row].pv.as_str() {
            "-1" => found.push((number(row), ProblemKind::Negative)),
            "1.234" | "x" => found.push((number(row), ProblemKind::BadNumber)),
            _ => {}
        }
    }

    // Months.
    let joined: Vec<MonthCell> = rows.iter().map(|row| month(&row.joined)).collect();
    let somebody_joined = members.iter().any(|&row| !rows[row].joined.is_empty());
    let is_calendar = |text: &str| text.contains('-');
    let first_month = rows.iter().flat_map(|row| [&row.joined, &row.left]);
    let first_month = first_month.clone().find(|text| is_calendar(text) || text.parse::<u32>().is_ok_and(|n| n <= 600));
    let calendar_first = first_month.is_some_and(|text| is_calendar(text));
    for row in 0..rows.len() {
        for text in [&rows[row].joined, &rows[row].left] {
            match text.parse::<u32>() {
                Ok(month) if month > 600 => found.push((number(row), ProblemKind::MonthOutOfRange)),
                Ok(_) if calendar_first => found.push((number(row), ProblemKind::BadMonth)),
                Ok(_) => {}
                Err(_) if text.is_empty() => {}
                Err(_) if is_calendar(text) && calendar_first => {}
                Err(_) => found.push((number(row), ProblemKind::BadMonth)),
            }
        }
        let is_member = members.contains(&row);
        if matches!(joined[row], MonthCell::Empty) && somebody_joined && is_member {
            found.push((number(row), ProblemKind::EmptyCell));
        }
        if calendar_first {
            continue; // only years stand in the columns then, and they are all alike
        }
        let MonthCell::Number(own) = joined[row] else { continue };
        if let MonthCell::Number(left) = month(&rows[row].left)
            && left < own
        {
            found.push((number(row), ProblemKind::LeftBeforeJoined));
        }
        if is_member
            && let Some(above) = sponsor(row)
            && let MonthCell::Number(above) = joined[above]
            && above > own
        {
            found.push((number(row), ProblemKind::SponsorJoinedLater));
        }
    }

    // Placement.
    let is_wrong_sponsor = |row: usize| match roots.first() {
        Some(&root) if rows[row].sponsor.is_empty() => row != root,
        _ => sponsor(row).is_none() || sponsor(row) == Some(row),
    };
    let has_places = members.iter().any(|&row| !rows[row].placement.is_empty());
    let has_sides = members.iter().any(|&row| !rows[row].side.is_empty());
    let is_side = |text: &str| text == "left" || text == "right" || text.parse::<u16>().is_ok();
    for row in (0..rows.len()).filter(|&row| !rows[row].side.is_empty() && !is_side(&rows[row].side)) {
        found.push((number(row), ProblemKind::BadSide));
    }
    if !has_places {
        if let Some(&row) = members.iter().find(|&&row| is_side(&rows[row].side)) {
            found.push((number(row), ProblemKind::EmptyCell));
        }
        found.sort_unstable();
        return found;
    }
    let is_root = |row: usize| roots.first() == Some(&row);
    let parent = |row: usize| if is_root(row) { None } else { named(&rows[row].placement) };
    for &row in &members {
        let (placement, side) = (rows[row].placement.as_str(), rows[row].side.as_str());
        if is_root(row) && !placement.is_empty() {
            found.push((number(row), ProblemKind::RootPlaced));
        } else if !is_root(row) && placement.is_empty() && !is_wrong_sponsor(row) {
            found.push((number(row), ProblemKind::EmptyCell));
        } else if !placement.is_empty() && parent(row).is_none() {
            found.push((number(row), ProblemKind::UnknownPlacement));
        }
        if parent(row).is_some() && side.is_empty() && has_sides {
            found.push((number(row), ProblemKind::EmptyCell));
        }
        if is_root(row) && placement.is_empty() && is_side(side) {
            found.push((number(row), ProblemKind::EmptyCell));
        }
        if circle(row, rows.len(), parent) {
            found.push((number(row), ProblemKind::PlacementCycle));
        }
        let is_same_place = |&&other: &&usize| parent(other) == parent(row) && rows[other].side == rows[row].side;
        let earlier = members.iter().take_while(|&&other| other < row).find(is_same_place);
        if earlier.is_some() && parent(row).is_some() && is_side(side) {
            found.push((number(row), ProblemKind::PlaceTaken));
        }
    }
    found.sort_unstable();
    found
}

/// Whether the way up from a row comes back to it, and the row is the first one of the circle.
fn circle(start: usize, rows: usize, above: impl Fn(usize) -> Option<usize>) -> bool {
    let way: Vec<usize> = std::iter::successors(above(start), |&row| above(row)).take(rows).collect();
    let round = way.iter().position(|&row| row == start);
    round.is_some_and(|end| way[..end].iter().all(|&row| row > start))
}

fn month(text: &str) -> MonthCell {
    match text.parse() {
        _ if text.is_empty() => MonthCell::Empty,
        Ok(number) if number <= 600 => MonthCell::Number(number),
        _ => MonthCell::Wrong,
    }
}
