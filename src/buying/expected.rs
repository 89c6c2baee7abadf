//! What buying comes to in the mean, exactly: by tenure for a member, by month for you.
//!
//! With `L` the survival of customers (`L(0) = 1`), a member of tenure `a` has `g A(a)` customers in the mean for `g`
//! gained a month, `A(a) = sum_{i<a} L(i)`: those found `i` months ago are still there with probability `L(i)`. Given the
//! member's own rate the number is Poisson (thinning is exact), so with gamma propensity of shape `k` it is negative
//! binomial: variance `m + m^2 / k`, none with probability `(1 + m / k)^-k`.

use super::parameters::BuyingParameters;
use crate::units::Month;

/// What a member buys and sells in one month in the mean, at whose end it is there.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ExpectedMonth {
    /// Points of its own order.
    pub own: f64,
    /// Points of its customers' orders.
    pub sold: f64,
    /// What its customers pay, in cents.
    pub price: f64,
    /// How many customers it has.
    pub customers: f64,
}

/// A member's months by tenure 0, 1, 2, ... up to so many.
#[must_use]
pub fn member(parameters: &BuyingParameters, months: Month) -> Vec<ExpectedMonth> {
    let gained = parameters.customers().map_or(0.0, |law| law.gained());
    let own = usual_order(parameters);
    let stays = stays(parameters, months);
    months
        .through()
        .map(|tenure| month(parameters, own, gained * stays[..tenure.index()].iter().sum::<f64>()))
        .collect()
}

/// Your months 0, 1, 2, ... up to so many, as long as you are there; from month `stop` on you find no customer. Nothing
/// in month 0.
#[must_use]
pub fn you(parameters: &BuyingParameters, months: Month, stop: Option<Month>) -> Vec<ExpectedMonth> {
    let typical = parameters.customers().map_or(0.0, |law| law.gained());
    let gained = parameters.you().customers.unwrap_or(typical);
    #[allow(clippy::cast_precision_loss)] // points of one order
    let own =
        parameters.you().orders.map_or_else(|| usual_order(parameters), |order| order.hundredths() as f64 / 100.0);
    let stays = stays(parameters, months);
    let found_until = stop.map_or(usize::MAX, |stop| stop.index() - 1);
    let each = |now: Month| {
        if now.index() == 0 {
            return ExpectedMonth::default();
        }
        let found = 1..=now.index().min(found_until);
        month(parameters, own, gained * found.map(|found| stays[now.index() - found]).sum::<f64>())
    };
    months.through().map(each).collect()
}

/// Points that a typical member orders for itself in a month in the mean.
#[must_use]
#[allow(clippy::cast_precision_loss)] // points of one order
pub fn usual_order(parameters: &BuyingParameters) -> f64 {
    parameters.orders().share().get() * parameters.orders().volume().hundredths() as f64 / 100.0
}

/// The probability that a customer is still there 0, 1, 2, ... months after it came.
fn stays(parameters: &BuyingParameters, months: Month) -> Vec<f64> {
    parameters.customers().map_or_else(|| vec![0.0; months.index() + 1], |law| law.leaving().survival(months))
}

#[allow(clippy::cast_precision_loss)] // the price of one order
fn month(parameters: &BuyingParameters, own: f64, customers: f64) -> ExpectedMonth {
    let Some(law) = parameters.customers() else { return ExpectedMonth { own, ..ExpectedMonth::default() } };
    let price = customers * law.order().cents() as f64;
    ExpectedMonth { own, sold: price / 100.0 * law.points_per_unit(), price, customers }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::buying::parameters::{Customers, OwnOrders, YourBuying};
    use crate::growth::parameters::{Attrition, AttritionStep};
    use crate::units::{Money, Probability, Rate, Volume};

    fn typical() -> BuyingParameters {
        let rate = |rate: f64, months| AttritionStep { rate: Probability::new(rate).unwrap(), months };
        let leaving = Attrition::new(vec![rate(0.29, Some(2)), rate(0.10, None)]).unwrap();
        let half = Probability::new(0.5).unwrap();
        let own = OwnOrders::new(half, Volume::from_hundredths(110_00), 0.5, Money::from_cents(100)).unwrap();
        let customers = Customers::new(0.69, Some(0.3), leaving).unwrap();
        let margin = Rate::from_parts_per_million(250_000);
        let customers = customers.ordering(Money::from_cents(45_00), 0.5, 1.0, margin).unwrap();
        BuyingParameters::new(own).with_customers(customers)
    }

    /// Forty-digit figures: A(1), A(3), A(6), A(12) are 1, 2.2141, 3.4435999, 4.993311983.
    #[test]
    fn customers_by_tenure_are_those_of_the_table() {
        let months = member(&typical(), Month::new(12));
        for (tenure, mean) in [(1, 0.69), (3, 1.527_729), (6, 2.376_083_931), (12, 3.445_385_268_585)] {
            assert!((months[tenure].customers - mean).abs() < 1e-9, "{tenure}");
            assert!((months[tenure].sold - 45.0 * mean).abs() < 1e-6, "{tenure}");
            assert!((months[tenure].own - 55.0).abs() < 1e-12);
        }
    }

    #[test]
    fn yours_stop_coming_and_leave_as_they_would() {
        let yours = YourBuying { customers: None, orders: Some(Volume::from_hundredths(110_00)) };
        let parameters = typical().with_you(yours).unwrap();
        let months = you(&parameters, Month::new(24), Some(Month::new(7)));
        for (month, mean) in [(7, 1.914_294_538), (12, 1.069_301_338), (18, 0.568_270_572), (24, 0.302_002_281)] {
            assert!((months[month].customers - mean).abs() < 1e-9, "{month}: {}", months[month].customers);
            assert!((months[month].own - 110.0).abs() < 1e-12);
        }
    }
}
