//! What the parts of a scenario owe each other: each is right by itself, and together they may still make no sense.

use super::Events;
use super::costs::Costs;
use crate::buying::parameters::BuyingParameters;
use crate::commission::Plan;
use crate::growth::parameters::GrowthParameters;
use crate::units::{Money, Month, Rate};

/// Why parts that are right by themselves make no scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Misfit {
    /// A cost outside 0 to a billion.
    #[error("a cost of {amount} is outside 0 to 1,000,000,000")]
    Cost {
        /// The cost that was given.
        amount: Money,
    },
    /// Events that cost nothing.
    #[error("events without costs.event above 0 would change nothing")]
    EventsWithoutCost,
    /// An event cost without event months.
    #[error("a cost of {cost} in each event month needs event months, and there are none")]
    CostWithoutEvents {
        /// The cost that was given.
        cost: Money,
    },
    /// An event in no month that is looked at.
    #[error("an event in month {month} is outside the months looked at, 1 to {months}")]
    EventBeyond {
        /// The month of the event.
        month: Month,
        /// The last month looked at.
        months: Month,
    },
    /// A month with two events.
    #[error("month {month} stands twice among the event months")]
    EventTwice {
        /// The month.
        month: Month,
    },
    /// A stated number of customers of yours where nobody has any.
    #[error("you find customers, and what customers order and when they leave is not said")]
    YourCustomers,
    /// A margin of customers' prices under a plan that pays one itself.
    #[error("the plan pays a retail margin itself, so with a customers.margin of {margin} it would be earned twice")]
    MarginTwice {
        /// The margin that was given.
        margin: Rate,
    },
}

/// The most that a cost may be.
const LARGEST_COST: Money = Money::from_cents(100_000_000_000);

/// Holds costs and events to their ranges and to the months looked at.
pub(super) fn of_costs(costs: &Costs, growth: &GrowthParameters) -> Result<(), Misfit> {
    for amount in [costs.kit, costs.monthly, costs.event] {
        if !(Money::ZERO..=LARGEST_COST).contains(&amount) {
            return Err(Misfit::Cost { amount });
        }
    }
    of_events(&costs.events, growth.months())?;
    match (costs.event > Money::ZERO, !costs.events.is_never()) {
        (true, false) => Err(Misfit::CostWithoutEvents { cost: costs.event }),
        (false, true) => Err(Misfit::EventsWithoutCost),
        _ => Ok(()),
    }
}

/// Holds events to the months looked at.
pub(super) fn of_events(events: &Events, months: Month) -> Result<(), Misfit> {
    let stated = match events {
        Events::Never => return Ok(()),
        Events::Every(every) => vec![Month::new(*every)],
        Events::In(stated) => stated.clone(),
    };
    if let Some(&month) = stated.iter().find(|&&month| !(Month::new(1)..=months).contains(&month)) {
        return Err(Misfit::EventBeyond { month, months });
    }
    let mut seen = stated;
    seen.sort_unstable();
    match seen.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(Misfit::EventTwice { month: pair[0] }),
        None => Ok(()),
    }
}

/// Holds buying and plan to each other.
pub(super) fn of_buying(buying: &BuyingParameters, plan: &Plan) -> Result<(), Misfit> {
    let Some(customers) = buying.customers() else {
        return if buying.you().customers.is_some() { Err(Misfit::YourCustomers) } else { Ok(()) };
    };
    let margin = customers.margin();
    if margin > Rate::ZERO && plan.needs().retail { Err(Misfit::MarginTwice { margin }) } else { Ok(()) }
}
