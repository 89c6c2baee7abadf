//! [`Account`]: from what happened in a month to what is left of it.

use crate::buying::Bought;
use crate::results::Values;
use crate::scenario::Scenario;
use crate::units::{Money, Month, Rate};

/// What happened in one month of a career.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Happened {
    /// Those below you who joined and who left.
    pub(super) joiners: i64,
    pub(super) leavers: i64,
    /// Whether you stand at the month's end, and whether you left in it.
    pub(super) you_are_active: bool,
    pub(super) you_left: bool,
    /// What you bought and sold.
    pub(super) yours: Bought,
    /// The volume of the whole team, in hundredths of a point.
    pub(super) volume: i64,
    /// What the plan pays you, retail margins apart, and what it pays you as a retail margin.
    pub(super) commission: i64,
    pub(super) plan_margin: i64,
}

/// What months cost you, and what you keep of your customers' prices.
#[derive(Clone, Debug)]
pub(super) struct Account<'a> {
    scenario: &'a Scenario,
    /// By month from 0: what it costs you once you have left, and while you are active.
    costs: Vec<[i64; 2]>,
    /// By month from 0: the seconds that you work while you are active.
    hours: Vec<i64>,
    margin: Rate,
}

impl<'a> Account<'a> {
    pub(super) fn new(scenario: &'a Scenario) -> Self {
        let of_month = |month: Month| [false, true].map(|active| scenario.costs().of_month(month, active).cents());
        let costs = scenario.growth().months().through().map(of_month).collect();
        let seconds = |month: Month| scenario.seconds_of_work(month).unwrap_or(0).into();
        let hours = scenario.growth().months().through().map(seconds).collect();
        let margin = scenario.buying().customers().map_or(Rate::ZERO, |customers| customers.margin());
        Self { scenario, costs, hours, margin }
    }

    /// What the months cost beside your own order while you are active, from month 0 on.
    pub(super) fn costs_while_active(&self) -> Vec<i64> {
        self.costs.iter().map(|costs| costs[1]).collect()
    }

    /// The values of a month, from those of the month before.
    pub(super) fn month(&self, month: usize, before: &Values, happened: &Happened) -> Values {
        let downline = before.downline + happened.joiners - happened.leavers;
        let active = i64::from(happened.you_are_active);
        let retail_profit = self.margin.of_money(happened.yours.price).cents() + happened.plan_margin;
        let gross = happened.commission + retail_profit;
        let own_orders = self.scenario.buying().orders().price(happened.yours.own).cents();
        let expenses = self.costs[month][usize::from(happened.you_are_active)] + own_orders;
        let net = gross - expenses;
        Values {
            team: downline + active,
            downline,
            ever_joined: before.ever_joined + happened.joiners,
            joiners: happened.joiners,
            leavers: happened.leavers + i64::from(happened.you_left),
            customers: i64::from(happened.yours.customers),
            volume: happened.volume,
            commission: happened.commission,
            retail_profit,
            gross,
            own_orders,
            expenses,
            net,
            net_total: before.net_total + net,
            net_total_bought_anyway: before.net_total_bought_anyway + net + own_orders,
            hours: active * self.hours[month],
        }
    }

    /// The kit, booked in month 1 whether or not you stay.
    pub(super) const fn kit(&self) -> Money {
        self.scenario.costs().kit
    }
}
