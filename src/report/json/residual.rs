//! What still comes in after you stop working: part of a run's results.

use schemars::JsonSchema;
use serde::Serialize;

use super::numbers::{Estimate, Quantity};
use super::shared::Counted;
use crate::report::fields::in_shown_unit;
use crate::results::{Distribution, Ensemble, HalfLife, Metric, PayByLegs, People, Residual, StopPay, Unit};
use crate::units::Month;
use crate::words::split_100;

/// What still comes in after you stop working. Commission, retail profit, own orders and net of every month stand in
/// `months` of the run; net is what is left after the dues that keep you qualified.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "residual")]
pub(super) struct ResidualObject {
    /// The month from which on you sponsor nobody and find no customer.
    stop_working_month: u16,
    /// The month before it: the last one in which you work, or 0.
    month_before: u16,
    /// The half-life of the middle person's commission.
    half_life: HalfLifeObject,
    /// The half-life of the average commission.
    half_life_of_the_mean: HalfLifeObject,
    /// Self-sufficient legs by month, from the month before the stop to the horizon.
    months: Vec<LegsObject>,
    /// What careers were paid later, by how many of their legs were self-sufficient at the end of the month before the stop.
    pay_by_self_sufficient_legs: Vec<PayObject>,
}

/// How long commission takes to halve.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "half-life")]
struct HalfLifeObject {
    /// Commission of the month before the stop, in money. Null without trials.
    commission_before: Option<f64>,
    /// The first month from the stop on in which commission is at most half of that. Null when there is none up to the
    /// horizon, and when there was no commission to halve.
    month: Option<u16>,
    /// How many months after the month before the stop that is. Null as the month.
    months: Option<u16>,
}

/// Self-sufficient legs at a month's end. A leg is somebody you sponsored with everybody below; it is self-sufficient when
/// somebody in it sponsored in that month or in the two before. Who has left has none.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "legs")]
struct LegsObject {
    /// The month.
    month: u16,
    /// How many legs are self-sufficient on average.
    self_sufficient_legs_mean: Option<f64>,
    /// The standard error of that mean. Null at one trial.
    self_sufficient_legs_mean_error: Option<f64>,
    /// Who has at least one.
    with_a_self_sufficient_leg: Counted,
    /// Who has at least one of the same people, had they been free to quit. Null where you may quit anyway.
    with_a_self_sufficient_leg_if_free_to_quit: Option<Counted>,
}

/// What careers with so many self-sufficient legs at the stop were paid.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "pay-by-legs")]
struct PayObject {
    /// How many self-sufficient legs: `0`, `1`, `2-3`, `4+`.
    #[schemars(extend("enum" = ["0", "1", "2-3", "4+"]))]
    legs: &'static str,
    #[serde(flatten)]
    people: Counted,
    /// Commission of the month before the stop.
    commission_before: AmountObject,
    /// Commission of the last month.
    commission_last_month: AmountObject,
    /// What the last month leaves after its dues.
    net_last_month: AmountObject,
    /// Commission of all months from the stop on.
    commission_since_stop: AmountObject,
    /// What all months from the stop on leave after their dues.
    net_since_stop: AmountObject,
}

/// An amount over these careers, in money. Null where there are none.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "amount")]
struct AmountObject {
    /// The middle one has this.
    p50: Option<Quantity>,
    #[serde(flatten)]
    mean: Estimate,
}

impl ResidualObject {
    /// `None` where you do not stop working.
    pub(super) fn of(ensemble: &Ensemble) -> Option<Self> {
        let residual = ensemble.residual()?;
        let before = ensemble.distribution(residual.before(), Metric::Commission);
        #[allow(clippy::cast_precision_loss)] // cents of a month
        let middle = before.percentile(50).map(|cents| cents as f64);
        Some(Self {
            stop_working_month: residual.stop().get(),
            month_before: residual.before().get(),
            half_life: HalfLifeObject::new(middle, residual.half_life()),
            half_life_of_the_mean: HalfLifeObject::new(before.mean(), residual.half_life_of_the_mean()),
            months: residual.months().map(|month| LegsObject::new(ensemble, &residual, month)).collect(),
            pay_by_self_sufficient_legs: residual.by_legs().iter().map(PayObject::new).collect(),
        })
    }
}

impl HalfLifeObject {
    fn new(before: Option<f64>, half_life: HalfLife) -> Self {
        Self {
            commission_before: before.map(|cents| in_shown_unit(cents, Unit::Money)),
            month: half_life.month().map(Month::get),
            months: half_life.months(),
        }
    }
}

impl LegsObject {
    fn new(ensemble: &Ensemble, residual: &Residual<'_>, month: Month) -> Self {
        let trials = ensemble.trials();
        let counted = |count: Option<u64>| {
            let count = count.unwrap_or(0);
            People { of_100: split_100(&[count, trials - count])[0], count, trials }.into()
        };
        let free = ensemble.scenario().tells_you_to_stay().then(|| residual.with_a_leg_if_free_to_quit(month));
        let legs = residual.self_sufficient_legs(month);
        Self {
            month: month.get(),
            self_sufficient_legs_mean: legs.map(|legs| legs.value),
            self_sufficient_legs_mean_error: legs.and_then(|legs| legs.error),
            with_a_self_sufficient_leg: counted(residual.with_a_self_sufficient_leg(month)),
            with_a_self_sufficient_leg_if_free_to_quit: free.map(counted),
        }
    }
}

impl PayObject {
    fn new(group: &PayByLegs<'_>) -> Self {
        let amount = |pay| AmountObject::of(group.paid(pay));
        Self {
            legs: group.legs.name(),
            people: group.people.into(),
            commission_before: amount(StopPay::CommissionBefore),
            commission_last_month: amount(StopPay::CommissionLastMonth),
            net_last_month: amount(StopPay::NetLastMonth),
            commission_since_stop: amount(StopPay::CommissionSinceStop),
            net_since_stop: amount(StopPay::NetSinceStop),
        }
    }
}

impl AmountObject {
    fn of(amounts: &Distribution) -> Self {
        let p50 = amounts.percentile(50).map(|cents| Quantity::new(cents, Unit::Money));
        Self { p50, mean: Estimate::of(amounts, Unit::Money) }
    }
}
