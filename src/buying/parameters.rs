//! What buying is asked to do, validated: own orders, customers, kits, and how you differ from a member.

use crate::growth::parameters::Attrition;
use crate::units::{Money, Probability, Rate, Volume, round_half_away};

/// Why buying parameters were refused. Each variant's text says what is allowed.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum BuyingError {
    /// An order of less than nothing or more than 1,000,000 points.
    #[error("an order of {points} points is outside 0 to 1,000,000")]
    Order {
        /// The points that were given.
        points: Volume,
    },
    /// A coefficient of variation outside 0 to 3, or not a number.
    #[error("a spread of {spread} is outside 0 (all orders alike) to 3 (very uneven)")]
    Spread {
        /// The coefficient of variation that was given.
        spread: f64,
    },
    /// A price of a point outside 0 to 1000.
    #[error("a price of {price} a point is outside 0 to 1000")]
    PricePerPoint {
        /// The price that was given.
        price: Money,
    },
    /// A mean outside 0 to 100 customers a month, or not a number.
    #[error("{gained} customers a month is outside 0 to 100")]
    Gained {
        /// The mean that was given.
        gained: f64,
    },
    /// A gamma shape outside 0.01 to 1000, or not a number.
    #[error("a propensity shape of {shape} is outside 0.01 to 1000")]
    Shape {
        /// The shape that was given.
        shape: f64,
    },
    /// A customer's order outside 0 to 1,000,000.
    #[error("a customer's order of {price} is outside 0 to 1,000,000")]
    CustomerOrder {
        /// The price that was given.
        price: Money,
    },
    /// Points for a unit of price outside 0 to 10, or with more than six decimals.
    #[error("{points} points for one unit of price is outside 0 to 10, with six decimals at most")]
    PointsPerUnit {
        /// The points that were given.
        points: f64,
    },
    /// A kit of less than nothing or more than 1,000,000 points.
    #[error("a kit of {points} points is outside 0 to 1,000,000")]
    Kit {
        /// The points that were given.
        points: Volume,
    },
}

/// The most points or units of money of one order or kit.
const MOST: i64 = 100_000_000;
/// The most that one point costs.
const MOST_A_POINT: i64 = 100_000;

fn within(hundredths: i64, most: i64) -> bool {
    (0..=most).contains(&hundredths)
}

fn checked_spread(spread: f64) -> Result<f64, BuyingError> {
    if (0.0..=3.0).contains(&spread) { Ok(spread) } else { Err(BuyingError::Spread { spread }) }
}

/// What members buy themselves.
///
/// An active member orders in a month with probability `share`, each month by itself. Its usual order is drawn once, from
/// a gamma law with mean `volume` and coefficient of variation `spread`, to a hundredth of a point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OwnOrders {
    share: Probability,
    volume: Volume,
    spread: f64,
    price_per_point: Money,
}

impl OwnOrders {
    /// Own orders of `volume` points in the mean (0 to 1,000,000), in this `share` of the months, with a coefficient of
    /// variation of 0 to 3 between members. A point costs `price_per_point` (0 to 1000).
    ///
    /// # Errors
    /// [`BuyingError`] outside these ranges.
    pub fn new(share: Probability, volume: Volume, spread: f64, price_per_point: Money) -> Result<Self, BuyingError> {
        if !within(volume.hundredths(), MOST) {
            return Err(BuyingError::Order { points: volume });
        }
        if !within(price_per_point.cents(), MOST_A_POINT) {
            return Err(BuyingError::PricePerPoint { price: price_per_point });
        }
        Ok(Self { share, volume, spread: checked_spread(spread)?, price_per_point })
    }

    /// The share of its active months in which a member orders.
    #[must_use]
    pub const fn share(&self) -> Probability {
        self.share
    }

    /// The mean of the members' usual orders, in points.
    #[must_use]
    pub const fn volume(&self) -> Volume {
        self.volume
    }

    /// The coefficient of variation of the members' usual orders.
    #[must_use]
    pub const fn spread(&self) -> f64 {
        self.spread
    }

    /// What one point costs the member who orders it.
    #[must_use]
    pub const fn price_per_point(&self) -> Money {
        self.price_per_point
    }

    /// What an order costs, rounded to the cent once.
    #[must_use]
    pub fn price(&self, order: Volume) -> Money {
        let cents = i128::from(order.hundredths()) * i128::from(self.price_per_point.cents());
        Money::from_cents(round_half_away(cents, 100))
    }

    /// Whether nothing about a member's orders is random.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        let sure = self.share == Probability::ZERO || self.share == Probability::ONE;
        self.volume == Volume::ZERO || (sure && (self.spread == 0.0 || self.share == Probability::ZERO))
    }
}

/// The customers outside who buy through a member.
///
/// A member gains customers as it gains recruits, at a rate of its own (a gamma law of mean `gained` and a shape), and
/// independently of its sponsoring. A customer leaves by its own tenure, orders its usual order in each month it is
/// there, and is gone with its member.
#[derive(Clone, Debug, PartialEq)]
pub struct Customers {
    gained: f64,
    propensity_shape: Option<f64>,
    leaving: Attrition,
    order: Money,
    spread: f64,
    /// In millionths.
    points_per_unit: u32,
    margin: Rate,
}

impl Customers {
    /// `gained` customers a month of an active member in the mean (0 to 100), with a gamma shape between members (0.01
    /// to 1000, `None` for all alike), who leave by these steps.
    ///
    /// # Errors
    /// [`BuyingError`] outside these ranges.
    pub fn new(gained: f64, propensity_shape: Option<f64>, leaving: Attrition) -> Result<Self, BuyingError> {
        if !(0.0..=100.0).contains(&gained) {
            return Err(BuyingError::Gained { gained });
        }
        if let Some(shape) = propensity_shape.filter(|shape| !(0.01..=1000.0).contains(shape)) {
            return Err(BuyingError::Shape { shape });
        }
        let (order, margin) = (Money::ZERO, Rate::ZERO);
        Ok(Self { gained, propensity_shape, leaving, order, spread: 0.0, points_per_unit: 1_000_000, margin })
    }

    /// The same customers with orders: of this price in the mean (0 to 1,000,000), with a coefficient of variation of 0
    /// to 3 between customers; the plan gets so many points for one unit of the price (0 to 10), and the member keeps
    /// this margin of the price.
    ///
    /// # Errors
    /// [`BuyingError`] outside these ranges.
    pub(crate) fn ordering(
        mut self,
        order: Money,
        spread: f64,
        points_per_unit: f64,
        margin: Rate,
    ) -> Result<Self, BuyingError> {
        if !within(order.cents(), MOST) {
            return Err(BuyingError::CustomerOrder { price: order });
        }
        self.order = order;
        self.spread = checked_spread(spread)?;
        self.points_per_unit = millionths(points_per_unit)?;
        self.margin = margin;
        Ok(self)
    }

    /// Customers gained a month by an active member, in the mean.
    #[must_use]
    pub const fn gained(&self) -> f64 {
        self.gained
    }

    /// The gamma shape of the members' own rates, or `None` when all members are alike.
    #[must_use]
    pub const fn propensity_shape(&self) -> Option<f64> {
        self.propensity_shape
    }

    /// How customers leave: the hazard by months since they came, the first full month being 1.
    #[must_use]
    pub const fn leaving(&self) -> &Attrition {
        &self.leaving
    }

    /// The mean price of a customer's order.
    #[must_use]
    pub const fn order(&self) -> Money {
        self.order
    }

    /// The coefficient of variation of the customers' usual orders.
    #[must_use]
    pub const fn spread(&self) -> f64 {
        self.spread
    }

    /// Points that the plan gets for one unit of the price.
    #[must_use]
    pub fn points_per_unit(&self) -> f64 {
        f64::from(self.points_per_unit) / 1e6
    }

    /// The share of the price that the member keeps.
    #[must_use]
    pub const fn margin(&self) -> Rate {
        self.margin
    }

    /// The points of an order, rounded to a hundredth once.
    #[must_use]
    #[inline]
    pub fn points(&self, price: Money) -> Volume {
        if self.points_per_unit == Rate::ONE.parts_per_million() {
            return Volume::from_hundredths(price.cents());
        }
        let millionths = i128::from(price.cents()) * i128::from(self.points_per_unit);
        Volume::from_hundredths(round_half_away(millionths, 1_000_000))
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 0 to 10,000,000 by the check
fn millionths(points: f64) -> Result<u32, BuyingError> {
    let parts = (points * 1e6).round();
    if (0.0..=10.0).contains(&points) && (points * 1e6 - parts).abs() <= 1e-6 {
        Ok(parts as u32)
    } else {
        Err(BuyingError::PointsPerUnit { points })
    }
}

/// How you buy and sell, where you are not a member like any other.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct YourBuying {
    /// Customers you gain a month in the mean, without a rate of your own drawn; `None` for a typical member.
    pub customers: Option<f64>,
    /// Points you order every month; `None` for a typical member.
    pub orders: Option<Volume>,
}

/// Everything buying needs, validated together.
#[derive(Clone, Debug, PartialEq)]
pub struct BuyingParameters {
    orders: OwnOrders,
    customers: Option<Customers>,
    kit: Volume,
    you: YourBuying,
}

impl BuyingParameters {
    /// Members who order like this and have no customers; kits without volume; you like a member.
    #[must_use]
    pub const fn new(orders: OwnOrders) -> Self {
        let you = YourBuying { customers: None, orders: None };
        Self { orders, customers: None, kit: Volume::ZERO, you }
    }

    /// The same with customers outside.
    #[must_use]
    pub fn with_customers(mut self, customers: Customers) -> Self {
        self.customers = Some(customers);
        self
    }

    /// The same with kits of so many points, which count in their buyers' joining month.
    ///
    /// # Errors
    /// [`BuyingError::Kit`] outside 0 to 1,000,000 points.
    pub(crate) fn with_kit(mut self, points: Volume) -> Result<Self, BuyingError> {
        if !within(points.hundredths(), MOST) {
            return Err(BuyingError::Kit { points });
        }
        self.kit = points;
        Ok(self)
    }

    /// The same with another you.
    ///
    /// # Errors
    /// [`BuyingError`] for customers outside 0 to 100 a month, or orders outside 0 to 1,000,000 points.
    pub fn with_you(mut self, you: YourBuying) -> Result<Self, BuyingError> {
        if let Some(gained) = you.customers.filter(|gained| !(0.0..=100.0).contains(gained)) {
            return Err(BuyingError::Gained { gained });
        }
        if let Some(points) = you.orders.filter(|points| !within(points.hundredths(), MOST)) {
            return Err(BuyingError::Order { points });
        }
        self.you = you;
        Ok(self)
    }

    /// What members buy themselves.
    #[must_use]
    pub const fn orders(&self) -> &OwnOrders {
        &self.orders
    }

    /// The customers outside; `None` when nobody has any.
    #[must_use]
    pub const fn customers(&self) -> Option<&Customers> {
        self.customers.as_ref()
    }

    /// The points of a new member's kit, in its joining month.
    #[must_use]
    pub const fn kit(&self) -> Volume {
        self.kit
    }

    /// How you buy and sell.
    #[must_use]
    pub const fn you(&self) -> YourBuying {
        self.you
    }

    /// Whether nothing about it is random.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        let is_somebody_s =
            self.customers.as_ref().is_some_and(|law| law.gained > 0.0 || self.you.customers > Some(0.0));
        self.orders.is_certain() && !is_somebody_s
    }
}
