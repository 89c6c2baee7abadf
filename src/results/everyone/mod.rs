//! [`Everyone`]: what all members of a whole organisation got, whatever they got.

mod group;
mod member;

use super::concentration::{Concentration, concentration};
use super::distribution::Distribution;
use super::outcome::{Outcomes, Population};
use crate::scenario::OwnOrdersAre;

pub use group::{Group, Grouping, MiddleAndMean};
pub use member::MemberOfAll;

/// Why there is no everyone. Each variant's text says the reason in a sentence.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoEveryone {
    /// Nobody has asked for it, or the run was interrupted.
    #[error("everyone who joined was not asked for")]
    NotAsked,
    /// Nobody ever quits in the scenario, so an organisation that keeps its size takes in nobody.
    #[error("nobody ever quits in this scenario, so an organisation that keeps its size would take in nobody")]
    NobodyQuits,
    /// More people would come and go, or more months of orders would be held, than there is memory for.
    #[error(
        "the organisation would outgrow memory; choose fewer organisation.members, a smaller organisation.age, fewer \
         organisation.months or less attrition"
    )]
    TooLarge,
    /// The plan pays more than can be counted.
    #[error("the plan pays the organisation more than can be counted; lower its rates or amounts")]
    TooMuchPaid,
}

reads_as_a_sentence!(NoEveryone);

impl NoEveryone {
    /// The reason as JSON names it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotAsked => "not-asked",
            Self::NobodyQuits => "nobody-quits",
            Self::TooLarge => "too-large",
            Self::TooMuchPaid => "too-much-paid",
        }
    }
}

/// The organisation in which everyone is counted, and what its members did there.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct OrganisationFacts {
    /// How many members it keeps.
    pub members: u32,
    /// How many months old it is.
    pub age: u16,
    /// How many of its last months are looked at.
    pub months: u16,
    /// How many people a member brought in a month in the months looked at, to keep the organisation's size; `None` where it
    /// still grew in one of them.
    pub newcomers_a_member: Option<f64>,
    /// How many people the scenario's members bring in a month in the mean.
    pub scenario_mean: f64,
    /// Members of the last month.
    pub members_at_the_end: u64,
    /// Those of them who have sponsored nobody so far.
    pub sponsored_nobody: u64,
    /// Month-ends of members that are looked at: one for each member and month.
    pub member_months: u64,
    /// Those at which the member was paid commission.
    pub paid_months: u64,
    /// Customers at all of them.
    pub customer_months: u64,
}

impl OrganisationFacts {
    /// Customers of a member at a month's end, in the mean; `None` without a member.
    #[must_use]
    pub fn customers_a_member(&self) -> Option<f64> {
        ratio(self.customer_months, self.member_months)
    }

    /// The share of members who are paid commission in a month, 0 to 1; `None` without a member.
    #[must_use]
    pub fn paid_a_month(&self) -> Option<f64> {
        ratio(self.paid_months, self.member_months)
    }
}

#[allow(clippy::cast_precision_loss)] // a statistic
fn ratio(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// What everyone got who was a member of a simulated organisation at one of the month-ends looked at. Sums of these months,
/// in cents.
#[derive(Clone, Debug, PartialEq)]
pub struct Everyone {
    facts: OrganisationFacts,
    commission: Distribution,
    /// By reading of own orders.
    net: [Distribution; 2],
    retail_profit: i128,
    concentration: Concentration,
    groups: Vec<Group>,
}

impl Everyone {
    /// Of all members.
    pub(crate) fn new(facts: OrganisationFacts, members: &[MemberOfAll]) -> Self {
        let of = |value: &dyn Fn(&MemberOfAll) -> i64| {
            Distribution::new(members.iter().map(|member| (value(member), 1)).collect())
        };
        let net = [OwnOrdersAre::Cost, OwnOrdersAre::BoughtAnyway];
        Self {
            facts,
            commission: of(&|member| member.commission.cents()),
            net: net.map(|reading| of(&|member| member.net(reading).cents())),
            retail_profit: members.iter().map(|member| i128::from(member.retail_profit.cents())).sum(),
            concentration: concentration(members.iter().map(|member| member.commission)),
            groups: group::groups(members),
        }
    }

    /// The organisation, and what its members did.
    #[must_use]
    pub const fn organisation(&self) -> &OrganisationFacts {
        &self.facts
    }

    /// How many people are counted.
    #[must_use]
    pub const fn people(&self) -> u64 {
        self.commission.trials()
    }

    /// Commission of the months looked at, a person a value.
    #[must_use]
    pub const fn commission(&self) -> &Distribution {
        &self.commission
    }

    /// Net of the months looked at under a reading of own orders, a person a value.
    #[must_use]
    pub const fn net(&self, own_orders: OwnOrdersAre) -> &Distribution {
        &self.net[own_orders as usize]
    }

    /// The mean retail profit of the months looked at; `None` without a person.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // a statistic
    pub fn mean_retail_profit(&self) -> Option<f64> {
        (self.people() > 0).then(|| self.retail_profit as f64 / self.people() as f64)
    }

    /// How many got no commission.
    #[must_use]
    pub fn without_commission(&self) -> u64 {
        self.commission.count(|cents| cents <= 0)
    }

    /// How commission is spread over everyone.
    #[must_use]
    pub const fn concentration(&self) -> &Concentration {
        &self.concentration
    }

    /// All of them, then by tenure, by level, and by tenth.
    #[must_use]
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// Who lost money, broke even and came out ahead.
    #[must_use]
    pub fn outcomes(&self, own_orders: OwnOrdersAre) -> Outcomes {
        let net = self.net(own_orders);
        let signs = [net.count(|cents| cents < 0), net.count(|cents| cents == 0), net.count(|cents| cents > 0)];
        Outcomes::of_net(Population::EveryoneWhoJoined, own_orders, signs)
    }
}

#[cfg(test)]
mod tests;
