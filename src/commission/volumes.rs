//! Group volumes: what a member and everybody below it ordered, in one reverse pass over the ids.

use super::Period;
use super::placement::Placement;
use super::scratch::refill;
use crate::units::Volume;

/// Whether a group's volume contains the volume of the member at its head. Public plans disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnVolume {
    /// The member's own volume counts.
    Included,
    /// Only what is below counts.
    Excluded,
}

/// The sum of a column over each member and everybody below it, by member id.
///
/// A member for whom `breaks` is true has a group of its own: its volume does not count for those above.
#[must_use]
pub fn group_volumes(period: &Period, own: &[Volume], breaks: impl Fn(usize) -> bool) -> Vec<Volume> {
    let mut group = Vec::new();
    fill_group_volumes(period, own, breaks, &mut group);
    group
}

/// As [`group_volumes`], into memory that is used again.
pub(super) fn fill_group_volumes(
    period: &Period,
    own: &[Volume],
    breaks: impl Fn(usize) -> bool,
    group: &mut Vec<Volume>,
) {
    group.clear();
    group.extend_from_slice(own);
    for (member, &sponsor) in period.sponsors().iter().enumerate().skip(1).rev() {
        if !breaks(member) {
            let volume = group[member];
            group[sponsor as usize] += volume;
        }
    }
}

/// The sum of a column over everybody placed below, left and right, by member id. A place beyond the second counts as
/// right.
#[must_use]
pub(super) fn leg_volumes(placement: &Placement, own: &[Volume]) -> Vec<[Volume; 2]> {
    let mut legs = Vec::new();
    fill_leg_volumes(placement, own, &mut legs);
    legs
}

/// As [`leg_volumes`], into memory that is used again.
pub(super) fn fill_leg_volumes(placement: &Placement, own: &[Volume], legs: &mut Vec<[Volume; 2]>) {
    refill(legs, own.len(), [Volume::ZERO; 2]);
    for &member in placement.order().iter().rev() {
        let at = member as usize;
        let below = legs[at][0] + legs[at][1] + own[at];
        if member != 0 {
            let side = usize::from(placement.positions()[at] > 0);
            legs[placement.parents()[at] as usize][side] += below;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_that_breaks_away_takes_its_volume_along() {
        let mut period = Period::new(vec![0, 0, 1, 2]).unwrap();
        for member in 0..4 {
            let volume = Volume::from_hundredths(10_i64.pow(member) * 100);
            period.set_volume(member, volume, volume);
        }
        let points = |group: Vec<Volume>| group.iter().map(|volume| volume.hundredths() / 100).collect::<Vec<_>>();
        assert_eq!(points(group_volumes(&period, period.personal(), |_| false)), [1111, 1110, 1100, 1000]);
        assert_eq!(points(group_volumes(&period, period.personal(), |member| member == 2)), [11, 10, 1100, 1000]);
    }
}
