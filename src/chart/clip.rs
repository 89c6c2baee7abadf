//! Cutting lines: to a rectangle, into dashes, and as hatching. Plotters would move points outside to the edge, which
//! changes slopes.

use super::canvas::{Area, Point};

/// The pieces of a line through points that lie inside a rectangle. Points that are not numbers interrupt the line.
pub(crate) fn polyline(points: &[Point], area: Area) -> Vec<Vec<Point>> {
    let mut pieces: Vec<Vec<Point>> = Vec::new();
    let mut open = false;
    for pair in points.windows(2) {
        let Some((from, to)) = segment(pair[0], pair[1], area) else {
            open = false;
            continue;
        };
        match pieces.last_mut() {
            Some(piece) if open && piece.last() == Some(&from) => piece.push(to),
            _ => pieces.push(vec![from, to]),
        }
        open = to == pair[1];
    }
    pieces
}

/// The part of a segment inside a rectangle (Liang and Barsky).
fn segment(from: Point, to: Point, area: Area) -> Option<(Point, Point)> {
    if ![from.0, from.1, to.0, to.1].iter().all(|coordinate| coordinate.is_finite()) {
        return None;
    }
    let (across, down) = (to.0 - from.0, to.1 - from.1);
    let (mut enter, mut leave) = (0.0f64, 1.0f64);
    let edges = [
        (-across, from.0 - area.left),
        (across, area.right - from.0),
        (-down, from.1 - area.top),
        (down, area.bottom - from.1),
    ];
    for (speed, room) in edges {
        if speed == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if speed < 0.0 {
            enter = enter.max(room / speed);
        } else {
            leave = leave.min(room / speed);
        }
    }
    if enter > leave {
        return None;
    }
    let at = |share: f64| (from.0 + share * across, from.1 + share * down);
    Some((if enter > 0.0 { at(enter) } else { from }, if leave < 1.0 { at(leave) } else { to }))
}

/// A line through points as dashes of a length with gaps between them.
pub(crate) fn dashes(points: &[Point], dash: f64, gap: f64) -> Vec<Vec<Point>> {
    let mut dashes: Vec<Vec<Point>> = Vec::new();
    let (mut drawing, mut left) = (true, dash);
    if let Some(&first) = points.first() {
        dashes.push(vec![first]);
    }
    for pair in points.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let length = f64::hypot(to.0 - from.0, to.1 - from.1);
        let mut gone = 0.0;
        while length - gone > left {
            gone += left;
            let at = (from.0 + (to.0 - from.0) * gone / length, from.1 + (to.1 - from.1) * gone / length);
            if drawing {
                dashes.last_mut().into_iter().for_each(|open| open.push(at));
            } else {
                dashes.push(vec![at]);
            }
            drawing = !drawing;
            left = if drawing { dash } else { gap };
        }
        left -= length - gone;
        if drawing {
            dashes.last_mut().into_iter().for_each(|open| open.push(to));
        }
    }
    dashes
}

/// Rising diagonal lines through a rectangle, `step` pixels apart along its edge.
pub(crate) fn hatching(area: Area, step: f64) -> Vec<(Point, Point)> {
    let mut lines = Vec::new();
    let mut reach = step;
    while reach < area.width() + area.height() {
        // The line runs from the left or lower edge up to the upper or right edge.
        let low = if reach < area.height() {
            (area.left, area.top + reach)
        } else {
            (area.left + reach - area.height(), area.bottom)
        };
        let high = if reach < area.width() {
            (area.left + reach, area.top)
        } else {
            (area.right, area.top + reach - area.width())
        };
        lines.push((low, high));
        reach += step;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNIT: Area = Area::new(0.0, 0.0, 10.0, 10.0);

    #[test]
    fn a_line_that_leaves_keeps_its_slope() {
        assert_eq!(polyline(&[(0.0, 5.0), (10.0, -5.0)], UNIT), [[(0.0, 5.0), (5.0, 0.0)]]);
    }

    #[test]
    fn a_line_that_comes_back_is_in_two_pieces() {
        let pieces = polyline(&[(0.0, 5.0), (5.0, -5.0), (10.0, 5.0)], UNIT);
        assert_eq!(pieces.len(), 2, "{pieces:?}");
    }

    #[test]
    fn what_is_not_a_number_interrupts_a_line() {
        let pieces = polyline(&[(0.0, 1.0), (1.0, 1.0), (2.0, f64::NAN), (3.0, 1.0), (4.0, 1.0)], UNIT);
        assert_eq!(pieces, [[(0.0, 1.0), (1.0, 1.0)], [(3.0, 1.0), (4.0, 1.0)]]);
    }

    #[test]
    fn dashes_and_gaps_make_up_the_line() {
        let cut = dashes(&[(0.0, 0.0), (4.0, 0.0), (10.0, 0.0)], 3.0, 2.0);
        assert_eq!(cut, [vec![(0.0, 0.0), (3.0, 0.0)], vec![(5.0, 0.0), (8.0, 0.0)]]);
    }

    #[test]
    fn hatching_stays_inside() {
        for ((x0, y0), (x1, y1)) in hatching(Area::new(0.0, 0.0, 20.0, 7.0), 3.0) {
            for (x, y) in [(x0, y0), (x1, y1)] {
                assert!((0.0..=20.0).contains(&x) && (0.0..=7.0).contains(&y), "{x} {y}");
            }
        }
    }
}
