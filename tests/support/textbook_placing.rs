//! Where spillover puts people, by literal search: for every newcomer the tree below the sponsor is walked again.

use crate::textbook_month::Month;

/// How newcomers are placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fill {
    /// Always the outer end on this side; `true` is right.
    Outer(bool),
    /// A sponsor's recruits in turn at the outer left and outer right end.
    InTurn,
    /// To the leg with fewer members.
    FewerMembers,
    /// To the leg with less personal volume.
    LessVolume,
    /// So many places: level by level, left to right.
    Breadth(usize),
    /// So many places: a member before those below it, left before right.
    Depth(usize),
}

/// Parent and position of everybody who is placed so far; the root stands below nobody.
pub(crate) type Places = Vec<Option<(usize, usize)>>;

/// Places everybody in the order of joining, nobody before the sponsor, equal months by id.
pub(crate) fn place(month: &Month, fill: Fill) -> Places {
    let mut order: Vec<usize> = (1..month.tree.len()).collect();
    order.sort_by_key(|&member| (since(month, member), member));
    let mut places: Places = vec![None; month.tree.len()];
    for (turn, &member) in order.iter().enumerate() {
        let sponsor = month.tree[member].sponsor.unwrap();
        let before = order[..turn].iter().filter(|&&other| month.tree[other].sponsor == Some(sponsor)).count();
        places[member] = Some(find(month, &places, fill, sponsor, before));
    }
    places
}

/// The month from which a member is there: nobody is before the sponsor.
fn since(month: &Month, member: usize) -> u16 {
    let sponsor = month.tree[member].sponsor.map_or(0, |sponsor| since(month, sponsor));
    month.joined[member].max(sponsor)
}

fn find(month: &Month, places: &Places, fill: Fill, sponsor: usize, recruits_before: usize) -> (usize, usize) {
    match fill {
        Fill::Outer(right) => outer(places, sponsor, usize::from(right)),
        Fill::InTurn => outer(places, sponsor, recruits_before % 2),
        Fill::FewerMembers => lighter(places, sponsor, &|_| 1),
        Fill::LessVolume => lighter(places, sponsor, &|member| month.tree[member].personal.hundredths()),
        Fill::Breadth(width) => breadth(places, &[sponsor], width),
        Fill::Depth(width) => depth(places, sponsor, width).unwrap(),
    }
}

/// Who stands in a place.
pub(crate) fn standing(places: &Places, parent: usize, position: usize) -> Option<usize> {
    places.iter().position(|&place| place == Some((parent, position)))
}

fn outer(places: &Places, at: usize, side: usize) -> (usize, usize) {
    standing(places, at, side).map_or((at, side), |below| outer(places, below, side))
}

/// What a place and all below it weigh.
fn weight(places: &Places, parent: usize, side: usize, of: &dyn Fn(usize) -> i64) -> i64 {
    let whole = |below| of(below) + weight(places, below, 0, of) + weight(places, below, 1, of);
    standing(places, parent, side).map_or(0, whole)
}

/// A free place is taken, also where the leg beside it weighs nothing.
fn lighter(places: &Places, at: usize, of: &dyn Fn(usize) -> i64) -> (usize, usize) {
    if let Some(side) = (0..2).find(|&side| standing(places, at, side).is_none()) {
        return (at, side);
    }
    let side = usize::from(weight(places, at, 1, of) < weight(places, at, 0, of));
    standing(places, at, side).map_or((at, side), |below| lighter(places, below, of))
}

fn breadth(places: &Places, level: &[usize], width: usize) -> (usize, usize) {
    let all = || level.iter().flat_map(|&at| (0..width).map(move |position| (at, position)));
    all().find(|place| standing(places, place.0, place.1).is_none()).unwrap_or_else(|| {
        let below: Vec<usize> = all().filter_map(|place| standing(places, place.0, place.1)).collect();
        breadth(places, &below, width)
    })
}

fn depth(places: &Places, at: usize, width: usize) -> Option<(usize, usize)> {
    let own = (0..width).find(|&position| standing(places, at, position).is_none());
    own.map(|position| (at, position)).or_else(|| {
        (0..width).filter_map(|position| standing(places, at, position)).find_map(|below| depth(places, below, width))
    })
}
