//! What a plan pays in a simulated organisation: `downline plan audit --json`.

use schemars::JsonSchema;
use serde::Serialize;

use super::audit_comparison::ComparisonObject;
use super::audited_plan::AuditedPlanObject;
use super::numbers::Major;
use super::shared::{ScenarioHead, Writer};
use crate::growth::organisation::Organisation;
use crate::report::plan_audit::PlanAuditReport;
use crate::scenario::Scenario;

/// What one plan pays a simulated organisation, or two plans on the same people and orders. Money and points are numbers
/// in major units; null where there is nothing to say.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "plan-audit")]
pub struct AuditObject<'a> {
    #[serde(flatten)]
    writer: Writer,
    /// Always true: nobody was really paid.
    simulated: bool,
    /// Where lifetimes, orders and customers come from.
    scenario: ScenarioHead<'a>,
    /// The seed: the same seed gives the same people and orders.
    seed: u64,
    /// Who is paid.
    organisation: OrganisationObject,
    /// What they order.
    orders: OrdersObject,
    /// The plan, or both of them.
    plans: Vec<AuditedPlanObject<'a>>,
    /// Who is paid more and who less under the second plan. Missing for one plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    comparison: Option<ComparisonObject>,
}

impl<'a> AuditObject<'a> {
    /// The object of this audit.
    #[must_use]
    pub fn new(report: &'a PlanAuditReport<'a>) -> Self {
        Self {
            writer: Writer::THIS,
            simulated: true,
            scenario: ScenarioHead::of(report.scenario),
            seed: report.organisation.seed(),
            organisation: report.organisation.into(),
            orders: OrdersObject::of(report.scenario),
            plans: report.plans().map(|plan| AuditedPlanObject::new(report, plan)).collect(),
            comparison: report.comparison().map(|comparison| ComparisonObject::new(report, &comparison)),
        }
    }
}

/// An organisation that keeps its size.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "organisation")]
struct OrganisationObject {
    /// Members at the end of each month, once it is full.
    members: u32,
    /// Its age in months.
    age: u16,
    /// The month from which on it is full.
    full_since: u16,
    /// The months that are paid, the last of its age.
    months: u16,
    /// People who ever joined.
    ever_joined: usize,
    /// Members at the end who have never sponsored anybody.
    without_recruits: u64,
    /// How many people a member and month sponsors on average. Null where nobody could.
    sponsoring_rate: Option<f64>,
    /// Members at the end by level, level 0 first.
    members_by_level: Vec<u64>,
}

impl From<&Organisation> for OrganisationObject {
    fn from(organisation: &Organisation) -> Self {
        let parameters = organisation.parameters();
        Self {
            members: parameters.members(),
            age: parameters.age(),
            full_since: parameters.full_since(),
            months: parameters.months(),
            ever_joined: organisation.team().len(),
            without_recruits: organisation.without_recruits(),
            sponsoring_rate: organisation.sponsoring_rate(),
            members_by_level: organisation.members_by_level(),
        }
    }
}

/// What members order.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "orders")]
struct OrdersObject {
    /// The share of active months in which a member orders, 0 to 1.
    share: f64,
    /// A member's usual order, in points.
    volume: Major,
    /// The coefficient of variation of a member's usual order, 0 to 3.
    spread: f64,
    /// The volume of a new member's kit, in points.
    kit: Major,
    /// What members' customers order. Null where there are none.
    customers: Option<CustomersObject>,
}

/// What members' customers order.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "customers")]
struct CustomersObject {
    /// Customers that a member gains a month on average.
    gained: f64,
    /// The price of a customer's order a month, in money.
    order: Major,
    /// The coefficient of variation of a customer's order, 0 to 3.
    order_spread: f64,
    /// Points for each unit of the price.
    points_per_unit: f64,
}

impl OrdersObject {
    fn of(scenario: &Scenario) -> Self {
        let (buying, orders) = (scenario.buying(), scenario.buying().orders());
        let customers = buying.customers().map(|customers| CustomersObject {
            gained: customers.gained(),
            order: customers.order().into(),
            order_spread: customers.spread(),
            points_per_unit: customers.points_per_unit(),
        });
        Self {
            share: orders.share().get(),
            volume: orders.volume().into(),
            spread: orders.spread(),
            kit: buying.kit().into(),
            customers,
        }
    }
}
