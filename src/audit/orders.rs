//! [`OrderLaw`]: what the members of an organisation order, month by month and with its origin.

use super::customers::CustomerLaw;
use super::organisation::Organisation;
use crate::rng::Purpose;
use crate::team::MemberId;
use crate::units::{Month, Probability, Volume};

/// Where commissionable volume comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Sold to customers outside.
    Customers,
    /// Bought by members for themselves.
    OwnPurchases,
    /// Starter kits of new members.
    Kits,
}

impl Origin {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 3] = [Self::Customers, Self::OwnPurchases, Self::Kits];

    /// The name in tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Customers => "customers",
            Self::OwnPurchases => "own-purchases",
            Self::Kits => "kits",
        }
    }
}

/// Why an order law was refused.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum OrderError {
    /// A mean outside 1 to 1,000,000.
    #[error("a mean order of {mean} points is outside 1 to 1,000,000")]
    Mean {
        /// The mean that was given.
        mean: Volume,
    },
    /// A number of customers outside 0 to 100.
    #[error("{mean} customers a member are outside 0 to 100")]
    Customers {
        /// The number that was given.
        mean: f64,
    },
    /// A mean order of customers outside 1 to 1,000,000.
    #[error("a customer's mean order of {mean} points is outside 1 to 1,000,000")]
    CustomerOrder {
        /// The mean that was given.
        mean: Volume,
    },
    /// A kit outside 0 to 1,000,000.
    #[error("a kit of {kit} points is outside 0 to 1,000,000")]
    Kit {
        /// The kit that was given.
        kit: Volume,
    },
}

/// How members order: in each month at whose end a member stands, with the same chance and independently, a volume
/// between 20 % and 180 % of the mean, every hundredth of a point in between equally likely; and a kit in the joining
/// month; and what customers outside order through a member. All of it is personal and commissionable volume.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OrderLaw {
    chance: Probability,
    mean: Volume,
    kit: Volume,
    customers: Option<CustomerLaw>,
}

impl OrderLaw {
    /// A law with this chance of an order a month, mean order, and commissionable volume of a kit (0 when kits carry
    /// none).
    ///
    /// # Errors
    /// [`OrderError`] for a mean outside 1 to 1,000,000 points or a kit outside 0 to 1,000,000.
    pub fn new(chance: Probability, mean: Volume, kit: Volume) -> Result<Self, OrderError> {
        let most = Volume::from_hundredths(100_000_000);
        if !(Volume::from_hundredths(100)..=most).contains(&mean) {
            return Err(OrderError::Mean { mean });
        }
        if !(Volume::ZERO..=most).contains(&kit) {
            return Err(OrderError::Kit { kit });
        }
        Ok(Self { chance, mean, kit, customers: None })
    }

    /// The same law with customers outside.
    #[must_use]
    pub const fn with_customers(mut self, customers: CustomerLaw) -> Self {
        self.customers = Some(customers);
        self
    }

    /// How customers outside order; `None` when there are none.
    #[must_use]
    pub fn customers(&self) -> Option<CustomerLaw> {
        self.customers.filter(|law| law.mean() > 0.0)
    }

    /// The chance that a member orders in a month.
    #[must_use]
    pub const fn chance(&self) -> Probability {
        self.chance
    }

    /// The mean order.
    #[must_use]
    pub const fn mean(&self) -> Volume {
        self.mean
    }

    /// The volume of a new member's kit.
    #[must_use]
    pub const fn kit(&self) -> Volume {
        self.kit
    }

    /// The smallest and the largest order.
    #[must_use]
    pub fn range(&self) -> (Volume, Volume) {
        range(self.mean)
    }

    /// What everybody who has joined by a month's end orders in that month.
    #[must_use]
    pub fn month(&self, organisation: &Organisation, month: Month) -> MonthOrders {
        let members = &organisation.team().members()[..organisation.joined_by(month)];
        let mut orders = MonthOrders::new(members.len());
        for (member, id) in members.iter().zip(0..) {
            if member.is_active(month) {
                self.fill(organisation, id, month, &mut orders);
            }
        }
        orders
    }

    /// What everybody who ever joins orders in its joining month.
    #[must_use]
    pub fn joining(&self, organisation: &Organisation) -> MonthOrders {
        let mut orders = MonthOrders::new(organisation.team().len());
        for (member, id) in organisation.team().members().iter().zip(0..) {
            self.fill(organisation, id, Month::new(member.joined), &mut orders);
        }
        orders
    }

    /// What a member orders in a month at whose end it stands.
    fn fill(&self, organisation: &Organisation, id: MemberId, month: Month, orders: &mut MonthOrders) {
        let at = id as usize;
        orders.own[at] = self.order(organisation, id, month);
        if let Some(law) = self.customers() {
            orders.customers[at] = law.volume(organisation.key(id), month);
        }
        if organisation.team().members()[at].joined == month.get() {
            orders.kits[at] = self.kit;
        }
    }

    fn order(&self, organisation: &Organisation, member: MemberId, month: Month) -> Volume {
        let word = organisation.key(member).recruit(u32::from(month.get())).word(Purpose::Buying);
        let (orders, size) = (word >> 32, word & 0xffff_ffff);
        #[allow(clippy::cast_precision_loss)] // 32 bits
        if orders as f64 / 4_294_967_296.0 >= self.chance.get() {
            return Volume::ZERO;
        }
        order_size(self.mean, size)
    }
}

/// The smallest and the largest order of this mean.
pub(super) fn range(mean: Volume) -> (Volume, Volume) {
    let fifth = mean.hundredths() / 5;
    (Volume::from_hundredths(fifth), Volume::from_hundredths(2 * mean.hundredths() - fifth))
}

/// The size of an order of this mean, by a word of 32 bits.
pub(super) fn order_size(mean: Volume, word: u64) -> Volume {
    let (smallest, largest) = range(mean);
    let sizes = u64::try_from(largest.hundredths() - smallest.hundredths() + 1).unwrap_or(1);
    // Below the number of sizes, which is at most 2^28.
    let above = i64::try_from((word * sizes) >> 32).unwrap_or(0);
    smallest + Volume::from_hundredths(above)
}

/// One month's volumes by origin and member id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MonthOrders {
    /// Sold to customers outside.
    pub customers: Vec<Volume>,
    /// Members' own purchases.
    pub own: Vec<Volume>,
    /// Kits of new members.
    pub kits: Vec<Volume>,
}

impl MonthOrders {
    /// No order of so many members.
    #[must_use]
    pub fn new(members: usize) -> Self {
        let nothing = || vec![Volume::ZERO; members];
        Self { customers: nothing(), own: nothing(), kits: nothing() }
    }

    /// How many members there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.own.len()
    }

    /// Whether there is nobody.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.own.is_empty()
    }

    /// The column of an origin.
    #[must_use]
    pub fn column(&self, origin: Origin) -> &[Volume] {
        match origin {
            Origin::Customers => &self.customers,
            Origin::OwnPurchases => &self.own,
            Origin::Kits => &self.kits,
        }
    }

    /// A member's whole volume.
    #[must_use]
    pub fn of(&self, member: MemberId) -> Volume {
        Origin::ALL.iter().map(|&origin| self.column(origin)[member as usize]).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::OrganisationSettings;
    use crate::scenario::Scenario;

    #[test]
    fn half_of_the_members_order_a_hundred_and_ten_points_in_the_mean() {
        let scenario = Scenario::preset("typical").unwrap();
        let settings = OrganisationSettings::new(10_000, 48, 1).unwrap();
        let organisation = Organisation::grow(scenario.growth(), settings).unwrap();
        let points = |points: i64| Volume::from_hundredths(points * 100);
        let law = OrderLaw::new(Probability::new(0.5).unwrap(), points(110), points(75)).unwrap();
        let orders = law.month(&organisation, Month::new(48));
        let bought: Vec<i64> = orders.own.iter().map(|own| own.hundredths()).filter(|&own| own > 0).collect();
        // 10,000 chances of one half: standard deviation 50; uniform on 22 to 198: 50.8 a head.
        assert!(bought.len().abs_diff(5_000) < 5 * 50, "{}", bought.len());
        #[allow(clippy::cast_precision_loss)] // a few million at most
        let mean = bought.iter().sum::<i64>() as f64 / bought.len() as f64 / 100.0;
        assert!((mean - 110.0).abs() < 5.0 * 50.8 / 70.7, "{mean}");
        assert!(bought.iter().all(|own| (22_00..=198_00).contains(own)));
        let joiners = organisation.team().members().iter().filter(|member| member.joined == 48).count();
        assert_eq!(orders.kits.iter().filter(|&&kit| kit == points(75)).count(), joiners);
        assert_eq!(orders, law.month(&organisation, Month::new(48)));
    }

    #[test]
    fn orders_that_cannot_be_are_refused() {
        let law = |mean, kit| {
            OrderLaw::new(Probability::ONE, Volume::from_hundredths(mean), Volume::from_hundredths(kit)).is_ok()
        };
        assert!(law(100, 0));
        assert!(!law(99, 0));
        assert!(!law(100, -1));
    }
}
