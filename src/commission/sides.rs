//! [`Sides`]: what stands left and right of each member in the placement tree, as far as ranks ask for it.

use super::Period;
use super::placement::{Placement, Placing};
use super::requirement::Requirement;
use super::volumes::leg_volumes;
use crate::team::MemberId;
use crate::units::Volume;

/// By member id; nothing where no rank asks, or nobody is placed.
#[derive(Default)]
pub(super) struct Sides {
    weaker: Vec<Volume>,
    active: Vec<[u32; 2]>,
}

impl Sides {
    /// What these ranks ask for in a plan that places members like this; `None` while no rule has a left and a right leg.
    pub(super) fn new(requirements: &[Requirement], placing: Option<Placing>, period: &Period) -> Self {
        let has_volume = requirements.iter().any(|asked| asked.weaker_leg > Volume::ZERO);
        let has_active = requirements.iter().any(|asked| asked.active_each_side > 0);
        if !has_volume && !has_active {
            return Self::default();
        }
        let placed;
        let stated = match placing {
            Some(placing) => period.placement_by(placing),
            None => period.placement(),
        };
        let placement = match (stated, placing) {
            (Some(placement), _) => placement,
            (None, Some(placing)) => {
                placed = placing.place(period);
                &placed
            }
            (None, None) => return Self::default(),
        };
        let weaker = |legs: [Volume; 2]| legs[0].min(legs[1]);
        Self {
            weaker: if has_volume {
                leg_volumes(placement, period.personal()).into_iter().map(weaker).collect()
            } else {
                Vec::new()
            },
            active: if has_active { active_recruits(placement, period) } else { Vec::new() },
        }
    }

    /// Personal volume of the weaker leg.
    pub(super) fn weaker_leg(&self, member: MemberId) -> Volume {
        self.weaker.get(member as usize).copied().unwrap_or_default()
    }

    /// Personally sponsored active members on the side that has fewer of them.
    pub(super) fn active(&self, member: MemberId) -> usize {
        let [left, right] = self.active.get(member as usize).copied().unwrap_or_default();
        usize::try_from(left.min(right)).unwrap_or(usize::MAX)
    }
}

/// How many active members everybody has personally sponsored who are placed somewhere below on the left and on the
/// right, by member id.
///
/// Members are counted through from parent to child, whole legs at a time, so that a leg is a range of numbers: on which
/// side of its sponsor somebody stands is then known without a walk.
fn active_recruits(placement: &Placement, period: &Period) -> Vec<[u32; 2]> {
    let members = period.len();
    let mut size = vec![1_usize; members];
    for &member in placement.order().iter().rev().filter(|&&member| member != 0) {
        let below = size[member as usize];
        size[placement.parents()[member as usize] as usize] += below;
    }
    let mut number = vec![0_usize; members];
    let mut next = vec![1_usize; members];
    let mut left = vec![0..0_usize; members];
    for &member in placement.order().iter().filter(|&&member| member != 0) {
        let (at, above) = (member as usize, placement.parents()[member as usize] as usize);
        number[at] = next[above];
        next[above] += size[at];
        next[at] = number[at] + 1;
        if placement.positions()[at] == 0 {
            left[above] = number[at]..number[at] + size[at];
        }
    }
    let mut active = vec![[0; 2]; members];
    for member in period.members().skip(1).filter(|&member| period.active()[member as usize]) {
        let (own, sponsor) = (number[member as usize], period.sponsors()[member as usize] as usize);
        // Where a network says itself who stands where, a recruit may stand elsewhere: it counts on no side.
        if (number[sponsor] + 1..number[sponsor] + size[sponsor]).contains(&own) {
            active[sponsor][usize::from(!left[sponsor].contains(&own))] += 1;
        }
    }
    active
}
