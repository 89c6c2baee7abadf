//! What a scenario comes to in the mean, month by month and exactly, with no trials.
//!
//! [`expected_months`] puts together what each room knows exactly: growth the people by level and joining month
//! ([`ExpectedJoiners`]), buying what each of them brings at its tenure ([`expected`](crate::buying::expected)), the plan
//! its shares by level or of the team's volume ([`YourSum`]), and the scenario the costs.
//!
//! # Formulas
//! With `J_d(j)` the joiners of month `j` on level `d`, `S` the survival of members and `b(a)` the points that a member of
//! tenure `a` brings, the active members of level `d` bring `V_d(t) = sum_{j<=t} J_d(j) S(t-j) b(t-j)` points in month `t`,
//! where
//!
//! ```text
//! b(a) = share x volume + g A(a) x order x points + [a = 0] kit,     A(a) = sum_{i<a} L(i)
//! ```
//!
//! with `L` the survival of customers, of whom a member gains `g` a month. Your commission is
//! `S_you(t) sum_d rate_d V_d(t)`, or `S_you(t) rate V(t)` with `V` the whole team's volume and yours, the joiners being
//! those of a you who is still there: who has quit is paid nothing, and your stay tells nothing about the others. Customers,
//! own orders and retail profit are yours at month `t` times `S_you(t)`; costs of a month-end likewise, the kit is certain.
//!
//! The people follow from renewal equations (Crump and Mode 1968; Jagers 1975, *Branching Processes with Biological
//! Applications*), the customers from thinning: those who came `i` months ago are still there with probability `L(i)`.
//! Nothing of it asks for a law of sponsoring or of orders beyond its mean, so propensity and spread move no expectation.
//!
//! # Rounding
//! Trials pay whole cents. What is expected here is not rounded; each [`ExpectedValue`] says by how much the mean of
//! rounded amounts may differ from it: half a cent a line of commission, half a cent of your retail profit and of your
//! order's price, and half a hundredth of a point, or half a cent, an order.

use crate::buying::expected::{self, ExpectedMonth as Buys};
use crate::buying::parameters::BuyingParameters;
use crate::commission::{Plan, YourSum};
use crate::growth::exact::{ExpectedJoiners, YourLife, expectations};
use crate::results::Metric;
use crate::scenario::Scenario;
use crate::units::{Money, Month, Rate, Volume};

/// An exact expectation in a metric's integer unit (people, hundredths of a point, cents, seconds), as
/// [`Distribution::mean`](crate::results::Distribution::mean) is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ExpectedValue {
    /// The expectation without any rounding.
    pub mean: f64,
    /// The most by which the mean of rounded amounts differs from it.
    pub rounding: f64,
}

impl ExpectedValue {
    const fn exact(mean: f64) -> Self {
        Self { mean, rounding: 0.0 }
    }

    fn plus(self, other: Self) -> Self {
        Self { mean: self.mean + other.mean, rounding: self.rounding + other.rounding }
    }

    fn minus(self, other: Self) -> Self {
        Self { mean: self.mean - other.mean, rounding: self.rounding + other.rounding }
    }

    /// So many times this amount.
    fn times(self, number: f64) -> Self {
        // Nobody times any amount is nothing, and so is nothing times an infinite number of people.
        let product = |each: f64| if number == 0.0 || each == 0.0 { 0.0 } else { each * number };
        Self { mean: product(self.mean), rounding: product(self.rounding) }
    }

    /// The amount rounded once more, to a whole unit.
    fn in_whole_units(self) -> Self {
        Self { rounding: self.rounding + 0.5, ..self }
    }
}

/// What a scenario comes to in one month in the mean. Infinite where people outgrow a floating-point number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ExpectedMonth {
    /// The month.
    pub month: Month,
    /// The probability that you are active at its end, as far as no pay makes you quit.
    pub you_active: f64,
    /// Whether what you are paid may make you quit: then no law is known of anything.
    leaves_by_pay: bool,
    team: f64,
    joiners: f64,
    leavers: f64,
    ever_joined: f64,
    customers: f64,
    volume: ExpectedValue,
    commission: Option<ExpectedValue>,
    retail_profit: Option<ExpectedValue>,
    own_orders: ExpectedValue,
    expenses: ExpectedValue,
    net_total: Option<ExpectedValue>,
    net_total_bought_anyway: Option<ExpectedValue>,
    hours: f64,
}

impl ExpectedMonth {
    /// Month 0: you alone, before anything is bought or paid.
    fn month_0() -> Self {
        Self {
            month: Month::new(0),
            you_active: 1.0,
            leaves_by_pay: false,
            team: 1.0,
            joiners: 0.0,
            leavers: 0.0,
            ever_joined: 0.0,
            customers: 0.0,
            volume: ExpectedValue::default(),
            commission: Some(ExpectedValue::default()),
            retail_profit: Some(ExpectedValue::default()),
            own_orders: ExpectedValue::default(),
            expenses: ExpectedValue::default(),
            net_total: Some(ExpectedValue::default()),
            net_total_bought_anyway: Some(ExpectedValue::default()),
            hours: 0.0,
        }
    }

    /// The expectation of a metric; `None` where no exact law is known. That is so of commission, and of all that follows
    /// from it, where the plan is no sum over your team ([`Plan::your_sums`]) or asks for a volume that your own order does
    /// not reach with certainty; of retail profit where the plan pays a margin itself; and of everything after month 0 where
    /// months in the red make you quit ([`Scenario::quits_after_red_months`]).
    #[must_use]
    pub fn of(&self, metric: Metric) -> Option<ExpectedValue> {
        if self.leaves_by_pay {
            return None;
        }
        let exact = |number| Some(ExpectedValue::exact(number));
        match metric {
            Metric::Team => exact(self.team),
            Metric::Downline => exact(self.team - self.you_active),
            Metric::EverJoined => exact(self.ever_joined),
            Metric::Joiners => exact(self.joiners),
            Metric::Leavers => exact(self.leavers),
            Metric::Customers => exact(self.customers),
            Metric::Volume => Some(self.volume),
            Metric::Commission => self.commission,
            Metric::RetailProfit => self.retail_profit,
            Metric::Gross => self.gross(),
            Metric::OwnOrders => Some(self.own_orders),
            Metric::Expenses => Some(self.expenses),
            Metric::Net => self.net(),
            Metric::NetTotal => self.net_total,
            Metric::NetTotalBoughtAnyway => self.net_total_bought_anyway,
            Metric::Hours => exact(self.hours),
        }
    }

    fn gross(&self) -> Option<ExpectedValue> {
        self.commission.zip(self.retail_profit).map(|(commission, profit)| commission.plus(profit))
    }

    fn net(&self) -> Option<ExpectedValue> {
        self.gross().map(|gross| gross.minus(self.expenses))
    }
}

/// The exact expectations of a scenario at the ends of months 0 to the horizon.
///
/// ```
/// use downline::simulate::{Settings, expected_months, simulate};
/// use downline::{Metric, Month, Scenario};
///
/// let scenario = Scenario::preset("tenacious")?;
/// let expected = expected_months(&scenario)[12].of(Metric::Volume).unwrap();
/// let simulated = simulate(&scenario, &Settings::with_trials(5_000))?;
/// let volume = simulated.distribution(Month::new(12), Metric::Volume);
/// let error = 5.0 * volume.mean_error().unwrap() + expected.rounding;
/// assert!((volume.mean().unwrap() - expected.mean).abs() < error);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn expected_months(scenario: &Scenario) -> Vec<ExpectedMonth> {
    let growth = scenario.growth();
    let horizon = growth.months();
    let people = expectations(growth);
    let joiners = ExpectedJoiners::new(growth, YourLife::AsItIs, 0);
    let buying = Brought::new(scenario);
    let pay = ExpectedPay::new(scenario);
    let mut months = vec![ExpectedMonth::month_0()];
    for (month, heads) in horizon.through().zip(&people).skip(1) {
        let before = &months[month.index() - 1];
        let alive = heads.you_active;
        let yours = buying.yours(month);
        let joined = joiners.everybody()[month.index()];
        let own_orders = buying.own_price(month).times(alive);
        let next = ExpectedMonth {
            month,
            you_active: alive,
            leaves_by_pay: scenario.quits_after_red_months().is_some(),
            team: heads.team,
            joiners: joined,
            leavers: if heads.team.is_finite() { before.team + joined - heads.team } else { f64::INFINITY },
            ever_joined: heads.ever_joined,
            customers: buying.months[month.index()].customers * alive,
            volume: yours.times(alive).plus(buying.of(joiners.active(joiners.everybody(), month))),
            commission: pay.as_ref().map(|pay| pay.commission(&buying, month).times(alive)),
            retail_profit: retail_profit(scenario, &buying.months[month.index()]).map(|profit| profit.times(alive)),
            own_orders,
            expenses: costs(scenario, month, alive).plus(own_orders),
            hours: f64::from(scenario.seconds_of_work(month).unwrap_or(0)) * alive,
            ..*before
        };
        months.push(next.added_up(before));
    }
    months
}

impl ExpectedMonth {
    /// The same month with its net added to what came before.
    fn added_up(self, before: &Self) -> Self {
        let with = |total: Option<ExpectedValue>, own: ExpectedValue| {
            total.zip(self.net()).map(|(total, net)| total.plus(net).plus(own))
        };
        // The price that is added again is the one that was taken off, so its rounding counts once at most.
        let own = ExpectedValue { rounding: 0.0, ..self.own_orders };
        Self {
            net_total: with(before.net_total, ExpectedValue::default()),
            net_total_bought_anyway: with(before.net_total_bought_anyway, own),
            ..self
        }
    }
}

/// What a month costs you beside your own order.
#[allow(clippy::cast_precision_loss)] // costs of a month
fn costs(scenario: &Scenario, month: Month, alive: f64) -> ExpectedValue {
    let [gone, there] = [false, true].map(|active| scenario.costs().of_month(month, active).cents() as f64);
    ExpectedValue { mean: gone + alive * (there - gone), rounding: 0.0 }
}

/// What you keep of your customers' prices in a month, while you are there.
fn retail_profit(scenario: &Scenario, yours: &Buys) -> Option<ExpectedValue> {
    if scenario.plan().rules().iter().any(|rule| rule.needs().retail) {
        return None;
    }
    let Some(customers) = scenario.buying().customers() else { return Some(ExpectedValue::default()) };
    let price = ExpectedValue { mean: yours.price, rounding: yours.customers / 2.0 };
    Some(price.times(customers.margin().to_fraction()).in_whole_units())
}

/// What everybody brings in a month, in hundredths of a point.
struct Brought<'a> {
    parameters: &'a BuyingParameters,
    /// Your months from 0.
    months: Vec<Buys>,
    /// Points of a member by tenure from 0, its kit's included.
    by_tenure: Vec<ExpectedValue>,
}

impl<'a> Brought<'a> {
    fn new(scenario: &'a Scenario) -> Self {
        let (parameters, growth) = (scenario.buying(), scenario.growth());
        let members = expected::member(parameters, growth.months());
        let mut by_tenure: Vec<ExpectedValue> = members.iter().map(points).collect();
        by_tenure[0].mean += hundredths(parameters.kit());
        Self { parameters, months: expected::you(parameters, growth.months(), growth.you().stop_working), by_tenure }
    }

    /// Your points in a month, while you are there.
    fn yours(&self, month: Month) -> ExpectedValue {
        let mut points = points(&self.months[month.index()]);
        if month.get() == 1 {
            points.mean += hundredths(self.parameters.kit());
        }
        points
    }

    /// The price of your own order in a month, while you are there, in cents.
    fn own_price(&self, month: Month) -> ExpectedValue {
        let own = ExpectedValue { mean: self.months[month.index()].own, rounding: 0.005 };
        own.times(cents(self.parameters.orders().price_per_point())).in_whole_units()
    }

    /// What so many members of tenure 0, 1, 2, ... bring.
    fn of(&self, members: impl Iterator<Item = f64>) -> ExpectedValue {
        let each = members.zip(&self.by_tenure).map(|(people, points)| points.times(people));
        each.fold(ExpectedValue::default(), ExpectedValue::plus)
    }
}

/// Points in hundredths: one own order at most, and one of each customer.
fn points(month: &Buys) -> ExpectedValue {
    ExpectedValue { mean: 100.0 * (month.own + month.sold), rounding: 0.5 + month.customers / 2.0 }
}

#[allow(clippy::cast_precision_loss)] // points of one order
fn hundredths(volume: Volume) -> f64 {
    volume.hundredths() as f64
}

#[allow(clippy::cast_precision_loss)] // the price of a point
fn cents(money: Money) -> f64 {
    money.cents() as f64
}

/// What the plan pays you while you are there.
struct ExpectedPay {
    sums: Vec<YourSum>,
    /// The joiners of a you who is still there.
    joiners: ExpectedJoiners,
}

impl ExpectedPay {
    /// `None` where no exact law is known.
    fn new(scenario: &Scenario) -> Option<Self> {
        let sums = scenario.plan().your_sums().filter(|_| is_always_paid(scenario.plan(), scenario.buying()))?;
        let levels = |sum: &YourSum| match sum {
            YourSum::TeamVolume(_) => 0,
            YourSum::ByLevel(shares) => u16::try_from(shares.len()).unwrap_or(u16::MAX),
        };
        let deepest = sums.iter().map(levels).max().unwrap_or(0);
        Some(Self { sums, joiners: ExpectedJoiners::new(scenario.growth(), YourLife::AsIfYouStayed, deepest) })
    }

    /// The commission of a month, given that you are active at its end.
    fn commission(&self, brought: &Brought<'_>, month: Month) -> ExpectedValue {
        let of_level = |level: u16| brought.of(self.joiners.active(self.joiners.on_level(level), month));
        let of_sum = |sum: &YourSum| match sum {
            YourSum::TeamVolume(rate) => {
                let below = brought.of(self.joiners.active(self.joiners.everybody(), month));
                paid(below.plus(brought.yours(month)), *rate).in_whole_units()
            }
            YourSum::ByLevel(shares) => (1..).zip(shares).fold(ExpectedValue::default(), |sum, (level, share)| {
                let lines = self.joiners.active(self.joiners.on_level(level), month).sum::<f64>();
                let amount = of_level(level).times(share.to_fraction());
                sum.plus(ExpectedValue { rounding: amount.rounding + lines / 2.0, ..amount })
            }),
        };
        self.sums.iter().map(of_sum).fold(ExpectedValue::default(), ExpectedValue::plus)
    }
}

/// A rate of points, at one major unit a point.
fn paid(points: ExpectedValue, rate: Rate) -> ExpectedValue {
    points.times(rate.to_fraction())
}

/// Whether you have the plan's volume in every month in which you are there, by your own order alone.
fn is_always_paid(plan: &Plan, buying: &BuyingParameters) -> bool {
    let orders = buying.orders();
    let is_alike = orders.share().get() >= 1.0 && orders.spread() == 0.0;
    let certain = buying.you().orders.or_else(|| is_alike.then(|| orders.volume())).unwrap_or(Volume::ZERO);
    certain >= plan.active_volume()
}
