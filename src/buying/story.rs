//! [`StoryBuying`]: what the story's members buy and sell: each the expected own order and the expected customers' volume
//! at its tenure, to a hundredth of a point.

use super::expected::{self, ExpectedMonth};
use super::parameters::BuyingParameters;
use super::purchases::{Bought, Purchases};
use crate::growth::lives::Lives;
use crate::units::{Money, Month, Volume};

/// The expected purchases of the story's members by tenure, and yours by month.
#[derive(Clone, Debug)]
pub struct StoryBuying {
    members: Vec<Bought>,
    yours: Vec<Bought>,
    kit: Volume,
}

impl StoryBuying {
    /// For months up to a horizon. You never stop in the story.
    #[must_use]
    pub fn new(parameters: &BuyingParameters, horizon: Month) -> Self {
        let rounded = |months: Vec<ExpectedMonth>| months.iter().map(bought).collect();
        Self {
            members: rounded(expected::member(parameters, horizon)),
            yours: rounded(expected::you(parameters, horizon, None)),
            kit: parameters.kit(),
        }
    }

    /// What a member buys and sells in a month at this tenure, its kit apart.
    #[must_use]
    pub fn member(&self, tenure: u16) -> Bought {
        self.members[usize::from(tenure)]
    }

    /// What you buy and sell in a month, your kit apart.
    #[must_use]
    pub fn yours(&self, month: Month) -> Bought {
        self.yours[month.index()]
    }

    /// The points of a member at this tenure, its kit's included.
    #[must_use]
    pub fn points(&self, tenure: u16) -> Volume {
        self.member(tenure).points() + if tenure == 0 { self.kit } else { Volume::ZERO }
    }

    /// Your points in a month, your kit's included.
    #[must_use]
    pub(crate) fn your_points(&self, month: Month) -> Volume {
        self.yours(month).points() + if month.get() == 1 { self.kit } else { Volume::ZERO }
    }

    /// The purchases of everybody of a drawn story up to a month.
    #[must_use]
    pub fn purchases(&self, lives: &Lives, last: Month) -> Purchases {
        let mut purchases = Purchases::new();
        for (id, member) in (0_u32..).zip(lives.team().members()) {
            let first = member.joined.max(1);
            let mut months = purchases.next_member(first..=last.get());
            for (month, bought) in (first..).zip(months.each()) {
                *bought = if id == 0 { self.yours(Month::new(month)) } else { self.member(month - member.joined) };
            }
        }
        purchases
    }
}

/// An expected month in whole hundredths, cents and people.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // means of bounded orders
fn bought(month: &ExpectedMonth) -> Bought {
    let hundredths = |points: f64| Volume::from_hundredths(libm::round(points * 100.0) as i64);
    Bought {
        own: hundredths(month.own),
        sold: hundredths(month.sold),
        price: Money::from_cents(libm::round(month.price) as i64),
        customers: libm::round(month.customers) as u32,
    }
}
