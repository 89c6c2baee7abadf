//! Everyone who joined: the field `everyone` of a run.

use schemars::JsonSchema;
use serde::Serialize;

use super::numbers::Major;
use crate::report::fields::in_shown_unit;
use crate::results::{Everyone, Group, Unit};
use crate::scenario::OwnOrdersAre;
use crate::units::Money;
use crate::words::rounded_of_100;

/// What everyone got who was a member of a whole simulated organisation at one of the month-ends looked at, whatever they
/// got: sums of these months. Money in major units.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "everyone")]
pub(super) struct EveryoneObject<'a> {
    /// How many people are counted.
    people: u64,
    /// The organisation.
    organisation: OrganisationObject,
    /// How many of 100 got no commission.
    zero_commission_of_100: u8,
    /// How many of 100 came out ahead after all costs, own orders a cost.
    ahead_of_100: u8,
    /// How many of 100 came out ahead after all costs, had their own orders been bought anyway.
    ahead_of_100_bought_anyway: u8,
    /// The middle commission.
    commission_p50: Major,
    /// The mean commission.
    commission_mean: f64,
    /// The mean retail profit.
    retail_profit_mean: f64,
    /// The middle net, own orders a cost.
    net_p50: Major,
    /// The mean net, own orders a cost.
    net_mean: f64,
    /// The middle net, own orders bought anyway.
    net_p50_bought_anyway: Major,
    /// The mean net, own orders bought anyway.
    net_mean_bought_anyway: f64,
    /// The share of all commission that the best-paid 1 of 100 got, 0 to 1. Null where none was paid.
    top_1_of_100_share: Option<f64>,
    /// The share of all commission that the best-paid 6 of 100 got, 0 to 1. Null where none was paid.
    top_6_of_100_share: Option<f64>,
    /// How unevenly commission is spread: 0 where all get the same, near 1 where one gets all (Gini). Null where none was
    /// paid.
    gini: Option<f64>,
    /// All, by tenure, by level and by tenth: the rows of `everyone.csv`.
    groups: Vec<GroupObject<'a>>,
}

/// The organisation in which everyone is counted, and what its members did.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "organisation")]
struct OrganisationObject {
    /// How many members it keeps.
    members: u32,
    /// How many months old it is.
    age: u16,
    /// How many of its last months are looked at.
    months: u16,
    /// How many people a member brought in a month in the months looked at, to keep its size. Null where it still grew in
    /// one of them.
    newcomers_a_member: Option<f64>,
    /// How many people the scenario's members bring in a month in the mean.
    scenario_mean: f64,
    /// Customers of a member at a month's end, in the mean.
    customers_a_member: Option<f64>,
    /// The share of members who are paid commission in a month, 0 to 1.
    paid_a_month: Option<f64>,
    /// Of the members of the last month, how many of 100 have sponsored nobody so far.
    sponsored_nobody_of_100: u8,
}

/// A part of everyone.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "group")]
struct GroupObject<'a> {
    /// By what everyone is cut: not at all, by months since joining, by distance from the company, or into ten equal parts,
    /// the best-paid first.
    #[schemars(extend("enum" = ["all", "tenure", "level", "tenth"]))]
    group: &'static str,
    /// Which part.
    value: &'a str,
    /// How many people are in it.
    people: u64,
    /// How many of 100 of everyone: the parts of a group add up to 100, by largest remainder.
    of_100: u8,
    /// How many of 100 of these people got no commission.
    zero_commission_of_100: u8,
    /// How many of 100 of these people came out ahead, own orders a cost.
    ahead_of_100: u8,
    /// Their middle commission.
    commission_p50: Major,
    /// Their mean commission.
    commission_mean: f64,
    /// Their middle net, own orders a cost.
    net_p50: Major,
    /// Their mean net, own orders a cost.
    net_mean: f64,
    /// Their share of all commission, 0 to 1. Null where none was paid.
    share_of_commission: Option<f64>,
}

impl<'a> EveryoneObject<'a> {
    pub(super) fn new(everyone: &'a Everyone) -> Self {
        let [cost, anyway] = [OwnOrdersAre::Cost, OwnOrdersAre::BoughtAnyway].map(|reading| everyone.net(reading));
        let people = everyone.people();
        let middle = |cents: Option<i64>| Major::from_hundredths(cents.unwrap_or(0));
        let mean = |cents: Option<f64>| in_shown_unit(cents.unwrap_or(0.0), Unit::Money);
        let ahead = |net: &crate::results::Distribution| rounded_of_100(net.count(|cents| cents > 0), people);
        let spread = everyone.concentration();
        let share = |part: Money| (spread.paid > Money::ZERO).then(|| part.to_major() / spread.paid.to_major());
        Self {
            people,
            organisation: OrganisationObject::new(everyone),
            zero_commission_of_100: rounded_of_100(everyone.without_commission(), people),
            ahead_of_100: ahead(cost),
            ahead_of_100_bought_anyway: ahead(anyway),
            commission_p50: middle(everyone.commission().percentile(50)),
            commission_mean: mean(everyone.commission().mean()),
            retail_profit_mean: mean(everyone.mean_retail_profit()),
            net_p50: middle(cost.percentile(50)),
            net_mean: mean(cost.mean()),
            net_p50_bought_anyway: middle(anyway.percentile(50)),
            net_mean_bought_anyway: mean(anyway.mean()),
            top_1_of_100_share: share(spread.top_1_of_100),
            top_6_of_100_share: share(spread.top_6_of_100),
            gini: spread.gini,
            groups: everyone.groups().iter().map(GroupObject::new).collect(),
        }
    }
}

impl OrganisationObject {
    fn new(everyone: &Everyone) -> Self {
        let facts = everyone.organisation();
        Self {
            members: facts.members,
            age: facts.age,
            months: facts.months,
            newcomers_a_member: facts.newcomers_a_member,
            scenario_mean: facts.scenario_mean,
            customers_a_member: facts.customers_a_member(),
            paid_a_month: facts.paid_a_month(),
            sponsored_nobody_of_100: rounded_of_100(facts.sponsored_nobody, facts.members_at_the_end),
        }
    }
}

impl<'a> GroupObject<'a> {
    fn new(group: &'a Group) -> Self {
        Self {
            group: group.grouping.name(),
            value: &group.value,
            people: group.people,
            of_100: group.of_100,
            zero_commission_of_100: rounded_of_100(group.without_commission, group.people),
            ahead_of_100: rounded_of_100(group.ahead[OwnOrdersAre::Cost as usize], group.people),
            commission_p50: Major::from_hundredths(group.commission.middle),
            commission_mean: in_shown_unit(group.commission.mean, Unit::Money),
            net_p50: Major::from_hundredths(group.net.middle),
            net_mean: in_shown_unit(group.net.mean, Unit::Money),
            share_of_commission: group.share_of_commission,
        }
    }
}
