//! [`Tracer`]: which volume a line of commission comes from.

use super::origins::{MonthOrigins, Origin};
use crate::commission::{Basis, Line, Period, Reason, group_volumes};
use crate::team::MemberId;
use crate::units::{Money, Volume, round_half_away};

/// Volumes by origin, in the order of [`Origin::ALL`].
type Mix = [Volume; Origin::ALL.len()];

/// Traces the lines of one month to the origins of its volume.
///
/// A line on an order has the mix of that order. A line on a group's volume has the mix of everything its earner and all
/// below it ordered; a match that of the group of the member who is matched; a pool
/// that of the whole company; a bonus for a rank above the lowest that of the group of its earner.
#[derive(Debug)]
pub(super) struct Tracer<'a> {
    orders: &'a MonthOrigins,
    /// Group volumes by origin.
    groups: [Vec<Volume>; Origin::ALL.len()],
    company: Mix,
}

impl<'a> Tracer<'a> {
    pub(super) fn new(period: &Period, orders: &'a MonthOrigins) -> Self {
        let groups = Origin::ALL.map(|origin| group_volumes(period, orders.column(origin), |_| false));
        // The group of the root is everybody.
        let company = std::array::from_fn(|origin| groups[origin].first().copied().unwrap_or_default());
        Self { orders, groups, company }
    }

    /// The parts of a line's amount by origin; they add up to it.
    pub(super) fn split(&self, line: &Line) -> [Money; Origin::ALL.len()] {
        let mix = [self.mix(line), self.company].into_iter().find(|mix| whole(mix) > Volume::ZERO);
        let mut parts = [Money::ZERO; Origin::ALL.len()];
        let mut rest = line.amount;
        if let Some(mix) = mix {
            for origin in [Origin::Customers, Origin::Kits] {
                let volume = i128::from(mix[origin as usize].hundredths());
                let part = i128::from(line.amount.cents()) * volume;
                parts[origin as usize] = Money::from_cents(round_half_away(part, i128::from(whole(&mix).hundredths())));
                rest -= parts[origin as usize];
            }
        }
        parts[Origin::OwnPurchases as usize] = rest;
        parts
    }

    fn mix(&self, line: &Line) -> Mix {
        let group = |member: MemberId| std::array::from_fn(|origin| self.groups[origin][member as usize]);
        match (line.basis, line.source, line.earner) {
            (Basis::Points(_), Some(source), _) => {
                Origin::ALL.map(|origin| self.orders.column(origin)[source as usize])
            }
            (Basis::Money(_), Some(source), _) => group(source),
            (Basis::Points(_), None, Some(earner)) => group(earner),
            (Basis::Money(_), None, Some(earner)) if line.reason == Reason::Correction || line.level > 0 => {
                group(earner)
            }
            _ => self.company,
        }
    }
}

fn whole(mix: &Mix) -> Volume {
    mix.iter().copied().sum()
}
