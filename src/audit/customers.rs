//! [`CustomerLaw`]: how much customers outside order through the members of an organisation.

use rand_distr::{Distribution as _, Gamma, Poisson};

use super::orders::{OrderError, order_size, range};
use crate::rng::{MemberKey, Purpose};
use crate::units::{Month, Volume};

/// The shape of the gamma law by which members differ: a judgement, by which half of the members have no customer where
/// the mean is three.
const SHAPE: f64 = 0.3;

/// How many customers order through a member in a month: by a Poisson law whose mean is the member's own and stays the
/// same; over the members that mean has a gamma law of shape 0.3. Together a negative binomial law with
/// `P(none) = (1 + mean / 0.3)^-0.3` and variance `mean + mean^2 / 0.3`.
///
/// Published means are those of sellers, with leaders and house accounts: 6.1 preferred customers a seller in the United
/// States (Direct Selling Association, 2021 and 2022), 4.7 to 5.4 customers an active partner (FTC v. Neora, 2023). `plan
/// audit` takes half of that unless told otherwise, because its members are everybody.
///
/// Each orders a volume between 20 % and 180 % of the mean order, every hundredth of a point in between equally likely.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CustomerLaw {
    mean: f64,
    order: Volume,
}

impl CustomerLaw {
    /// A law with so many customers' orders a member and month in the mean, 0 to 100, and this mean order.
    ///
    /// # Errors
    /// [`OrderError`] for a number outside 0 to 100 or a mean order outside 1 to 1,000,000 points.
    pub fn new(mean: f64, order: Volume) -> Result<Self, OrderError> {
        if !(0.0..=100.0).contains(&mean) {
            return Err(OrderError::Customers { mean });
        }
        if !(Volume::from_hundredths(100)..=Volume::from_hundredths(100_000_000)).contains(&order) {
            return Err(OrderError::CustomerOrder { mean: order });
        }
        Ok(Self { mean, order })
    }

    /// How many customers order through a member in a month, in the mean.
    #[must_use]
    pub const fn mean(&self) -> f64 {
        self.mean
    }

    /// The mean order.
    #[must_use]
    pub const fn order(&self) -> Volume {
        self.order
    }

    /// The share of members through whom nobody orders in a month.
    #[must_use]
    pub fn without(&self) -> f64 {
        libm::pow(1.0 + self.mean / SHAPE, -SHAPE)
    }

    /// The smallest and the largest order.
    #[must_use]
    pub fn range(&self) -> (Volume, Volume) {
        range(self.order)
    }

    /// What the customers of a member order in a month, all together.
    #[must_use]
    pub(super) fn volume(&self, member: MemberKey, month: Month) -> Volume {
        let own = Gamma::new(SHAPE, self.mean / SHAPE)
            .map_or(0.0, |gamma| gamma.sample(&mut member.stream(Purpose::Customers)));
        let mut stream = member.recruit(u32::from(month.get())).stream(Purpose::Customers);
        // No Poisson law has mean 0 in rand_distr, and nobody is what it would draw.
        let orders = Poisson::new(own).map_or(0.0, |poisson: Poisson<f64>| poisson.sample(&mut stream));
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a count, far below 2^32
        let orders = orders as u32;
        (0..orders).map(|_| order_size(self.order, stream.word() >> 32)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The number of orders, with orders of exactly the same size taken for one.
    fn counts(mean: f64, members: u32) -> Vec<f64> {
        let law = CustomerLaw::new(mean, Volume::from_hundredths(100)).unwrap();
        let volume = |id| law.volume(MemberKey::you(7, 0).recruit(id), Month::new(5)).hundredths();
        // With a mean order of 1.00 an order is 0.20 to 1.80: the volume is the number of orders in the mean.
        (0..members).map(|id| f64::from(u32::try_from(volume(id)).unwrap()) / 100.0).collect()
    }

    /// Negative binomial with mean 3 and shape 0.3, and orders that are uniform on 0.20 to 1.80.
    #[test]
    fn members_differ_in_their_customers_as_the_law_says() {
        let members = 200_000;
        let volumes = counts(3.0, members);
        let n = f64::from(members);
        let none = volumes.iter().filter(|&&volume| volume == 0.0).count();
        #[allow(clippy::cast_precision_loss)] // at most 200,000
        let none = none as f64 / n;
        let expected = 11.0_f64.powf(-0.3);
        let error = (expected * (1.0 - expected) / n).sqrt();
        assert!((none - expected).abs() < 5.0 * error, "{none} against {expected}");
        // Without a spread between members almost nobody would be without a customer: the control.
        assert!((none - (-3.0_f64).exp()).abs() > 100.0 * error);
        let mean = volumes.iter().sum::<f64>() / n;
        // Of a compound law: variance of the count plus count times the variance of an order (161 equally likely sizes).
        let variance = 3.0 + 9.0 / 0.3 + 3.0 * (161.0_f64.powi(2) - 1.0) / 12.0 / 10_000.0;
        assert!((mean - 3.0).abs() < 5.0 * (variance / n).sqrt(), "{mean}");
        let found = volumes.iter().map(|volume| (volume - mean).powi(2)).sum::<f64>() / n;
        // The excess kurtosis of the count is 6 / 0.3 + 1 / 33, so the variance is known to about 1.1 %.
        let error = variance * ((22.0 + 2.0) / n).sqrt();
        assert!((found - variance).abs() < 5.0 * error, "{found} against {variance}");
    }

    #[test]
    fn customers_stay_with_their_member() {
        let law = CustomerLaw::new(3.0, Volume::from_hundredths(100)).unwrap();
        let mut covariance = 0.0;
        let members = 20_000;
        for id in 0..members {
            let key = MemberKey::you(7, 0).recruit(id);
            let volume =
                |month| f64::from(u32::try_from(law.volume(key, Month::new(month)).hundredths()).unwrap()) / 100.0;
            covariance += (volume(5) - 3.0) * (volume(6) - 3.0) / f64::from(members);
        }
        // Two months share the member's own mean and nothing else: its variance is 9 / 0.3 = 30. The product's standard
        // deviation is about 5 times the variance at this spread.
        assert!((covariance - 30.0).abs() < 5.0 * 150.0 / f64::from(members).sqrt(), "{covariance}");
    }

    #[test]
    fn laws_that_cannot_be_are_refused() {
        let order = Volume::from_hundredths(45_00);
        assert!(CustomerLaw::new(0.0, order).is_ok());
        assert!(CustomerLaw::new(-0.1, order).is_err());
        assert!(CustomerLaw::new(f64::NAN, order).is_err());
        assert!(CustomerLaw::new(3.0, Volume::ZERO).is_err());
        assert!(counts(0.0, 100).iter().all(|&volume| volume == 0.0));
    }
}
