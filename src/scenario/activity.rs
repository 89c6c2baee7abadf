//! [`Activity`]: your week of work, which of your rates it makes, and how long you work in a month.

use super::Events;
use crate::buying::parameters::{BuyingParameters, Customers};
use crate::growth::activity::{ActivityParameters, Served, Week};
use crate::units::Month;

/// The month for which customers are counted that take time to serve.
const SERVED_IN: u16 = 12;

/// Your week, and what comes of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Activity {
    parameters: ActivityParameters,
    week: Week,
    /// Whether you sponsor what the week brings in.
    pub(super) sponsors: bool,
    /// Whether your customers are those that the week brings in.
    pub(super) finds_customers: bool,
}

impl Activity {
    pub(super) fn new(
        parameters: ActivityParameters,
        buying: &BuyingParameters,
        sponsors: bool,
        finds_customers: bool,
    ) -> Self {
        let week = parameters.week(served(buying, finds_customers));
        Self { parameters, week, sponsors, finds_customers }
    }

    /// The week as it was planned.
    #[must_use]
    pub const fn parameters(&self) -> &ActivityParameters {
        &self.parameters
    }

    /// What comes of it.
    #[must_use]
    pub const fn week(&self) -> &Week {
        &self.week
    }

    /// Whether you sponsor what the week brings in.
    #[must_use]
    pub const fn sponsors(&self) -> bool {
        self.sponsors
    }

    /// Whether your customers are those that the week brings in.
    #[must_use]
    pub const fn finds_customers(&self) -> bool {
        self.finds_customers
    }
}

impl Activity {
    /// How many seconds you work in a month: a twelfth of 52 weeks, and in an event month the hours of the event.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 0 to 3 million
    pub(super) fn seconds_of(&self, month: Month, events: &Events) -> u32 {
        const HOUR: f64 = 3_600.0;
        let event = if events.is_in(month) { self.parameters.planned().event_hours } else { 0.0 };
        ((self.week.hours_a_month + event) * HOUR).round() as u32
    }
}

/// The customers of month 12, in the mean: of each one found a month those are left of twelve months' finds.
fn served(buying: &BuyingParameters, finds_customers: bool) -> Served {
    let Some(law) = buying.customers() else { return Served::default() };
    let of_each = of_each_found(law);
    if finds_customers {
        return Served { of_each_found: of_each, others: 0.0 };
    }
    let found = buying.you().customers.unwrap_or_else(|| law.gained());
    Served { of_each_found: 0.0, others: found * of_each }
}

fn of_each_found(law: &Customers) -> f64 {
    law.leaving().survival(Month::new(SERVED_IN - 1)).iter().sum()
}
