//! What buying comes to in the mean, exactly: by tenure for a member, by month for you.
//!
//! With `L` the survival of customers (`L(0) = 1`), a member of tenure `a` has `g A(a)` customers in the mean for `g`
//! gained a month, `A(a) = sum_{i<a} L(i)`: those found `i` months ago are still there with probability `L(i)`. Their
//! number has an exact law too: [`CustomerCount`].

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

/// The law of how many customers a member of this tenure has.
#[must_use]
pub fn customers(parameters: &BuyingParameters, tenure: Month) -> CustomerCount {
    let mean = member(parameters, tenure).last().map_or(0.0, |month| month.customers);
    CustomerCount { mean, shape: parameters.customers().and_then(|law| law.propensity_shape()) }
}

/// The law of how many customers you have in a month, while you are there; from month `stop` on you find no customer.
#[must_use]
pub(crate) fn your_customers(parameters: &BuyingParameters, month: Month, stop: Option<Month>) -> CustomerCount {
    let mean = you(parameters, month, stop).last().map_or(0.0, |month| month.customers);
    let is_typical = parameters.you().customers.is_none();
    let shape = parameters.customers().and_then(|law| law.propensity_shape()).filter(|_| is_typical);
    CustomerCount { mean, shape }
}

/// The law of a number of customers.
///
/// Given a rate of its own, a member's customers come as a Poisson process and each is still there with a probability of
/// its own, so their number is Poisson (thinning: Kingman 1993, *Poisson Processes*). With a gamma propensity of shape `k`
/// it is negative binomial of mean `m` and shape `k`, that is a Poisson law mixed by a gamma law (Greenwood and Yule 1920,
/// doi:10.2307/2341080); without propensity it stays Poisson.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CustomerCount {
    mean: f64,
    shape: Option<f64>,
}

impl CustomerCount {
    /// The mean `m`.
    #[must_use]
    pub const fn mean(&self) -> f64 {
        self.mean
    }

    /// The variance: `m + m^2 / k`; `m` without propensity.
    #[must_use]
    pub fn variance(&self) -> f64 {
        self.mean + self.shape.map_or(0.0, |shape| self.mean * self.mean / shape)
    }

    /// The probability of none: `(1 + m / k)^-k`; `exp(-m)` without propensity.
    #[must_use]
    pub fn none(&self) -> f64 {
        let log = self.shape.map_or(-self.mean, |shape| -shape * libm::log1p(self.mean / shape));
        libm::exp(log)
    }

    /// The probabilities of 0, 1, 2, ... up to `most` customers: each from the one before, by
    /// `p(n) = p(n-1) m (k + n - 1) / (n (k + m))`; `p(n-1) m / n` without propensity.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // numbers of customers
    pub fn probabilities(&self, most: usize) -> Vec<f64> {
        let ratio = |number: f64| match self.shape {
            Some(shape) => self.mean * (shape + number - 1.0) / (number * (shape + self.mean)),
            None => self.mean / number,
        };
        let mut law = Vec::with_capacity(most + 1);
        law.push(self.none());
        for number in 1..=most {
            law.push(law[number - 1] * ratio(number as f64));
        }
        law
    }
}

/// Points that a typical member orders for itself in a month in the mean.
#[must_use]
#[allow(clippy::cast_precision_loss)] // points of one order
pub(crate) fn usual_order(parameters: &BuyingParameters) -> f64 {
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

    /// Forty-digit figures, with a shape of 0.3 and with everybody alike.
    #[test]
    fn the_law_of_customers_by_tenure_is_that_of_the_table() {
        let rows: [(u16, f64, f64, f64); 4] = [
            (1, 2.277, 0.698_949_531_37, 0.501_576_069_066),
            (3, 9.307_581_991_47, 0.581_517_562_699, 0.217_027_978_624),
            (6, 21.195_333_421_521, 0.518_664_420_729, 0.092_913_722_544),
            (12, 43.014_317_431_85, 0.468_907_767_603, 0.031_892_472_508),
        ];
        let uneven = typical();
        let law = uneven.customers().unwrap();
        let alike = Customers::new(law.gained(), None, law.leaving().clone()).unwrap();
        let alike = uneven.clone().with_customers(alike);
        for (tenure, variance, none, none_alike) in rows {
            let count = customers(&uneven, Month::new(tenure));
            assert!((count.variance() - variance).abs() < 1e-9, "{tenure}: {}", count.variance());
            assert!((count.none() - none).abs() < 1e-10, "{tenure}: {}", count.none());
            let even = customers(&alike, Month::new(tenure));
            assert!((even.none() - none_alike).abs() < 1e-10, "{tenure}: {}", even.none());
            assert!((even.variance() - even.mean()).abs() < 1e-12);
            for count in [count, even] {
                let law = count.probabilities(4_000);
                let moment = |power: i32| -> f64 {
                    (0..).zip(&law).map(|(number, chance)| f64::from(number).powi(power) * chance).sum()
                };
                assert!((moment(0) - 1.0).abs() < 1e-12 && (moment(1) - count.mean()).abs() < 1e-10, "{tenure}");
                assert!((moment(2) - count.mean() * count.mean() - count.variance()).abs() < 1e-8, "{tenure}");
            }
        }
    }

    /// Of a steady organisation with the hazards of `typical`, a share S(a) / sum S has tenure a.
    #[test]
    fn a_current_member_of_a_steady_organisation_has_three_customers() {
        let step = |rate: f64, months| AttritionStep { rate: Probability::new(rate).unwrap(), months };
        let quit = vec![step(0.135, Some(3)), step(0.0725, Some(9)), step(0.054, Some(12)), step(0.04, None)];
        let horizon = Month::new(2_000);
        let survival = Attrition::new(quit).unwrap().survival(horizon);
        let mean = |gained: f64| {
            let law = Customers::new(gained, Some(0.3), typical().customers().unwrap().leaving().clone()).unwrap();
            let months = member(&typical().with_customers(law), horizon);
            let all = |each: &dyn Fn(CustomerCount) -> f64| -> f64 {
                let of = |month: &ExpectedMonth| each(CustomerCount { mean: month.customers, shape: Some(0.3) });
                let sum: f64 = survival.iter().zip(&months).map(|(alive, month)| alive * of(month)).sum();
                sum / survival.iter().sum::<f64>()
            };
            (all(&|count| count.mean()), all(&|count| count.none()))
        };
        assert!((mean(1.0).0 - 4.375_071_522).abs() < 1e-9, "{}", mean(1.0).0);
        let (three, none) = mean(0.685_703);
        assert!((three - 3.0).abs() < 1e-5 && (none - 0.5317).abs() < 1e-4, "{three} {none}");
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
