//! [`Activity`]: your week of work, and which of your rates it makes.

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
