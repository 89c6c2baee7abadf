//! [`Metric`]: the quantities followed month by month, each declared once with its name and unit, and [`Values`]: one of
//! each.

use crate::scenario::OwnOrdersAre;

/// The unit of a metric's integer values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// People, counted.
    People,
    /// Points of volume, in hundredths.
    Points,
    /// Money, in cents.
    Money,
}

impl Unit {
    /// How many of the integer values make one of what is shown.
    #[must_use]
    pub const fn scale(self) -> i64 {
        match self {
            Self::People => 1,
            Self::Points | Self::Money => 100,
        }
    }
}

/// Declares the metrics: documentation, name in code, name in tables, unit.
macro_rules! metrics {
    ($($(#[$doc:meta])* $metric:ident $name:ident $unit:ident;)*) => {
        /// A quantity followed month by month. Values are integers: people, hundredths of a point, or cents.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Metric {
            $($(#[$doc])* $metric,)*
        }

        impl Metric {
            /// All metrics, in the order of the tables.
            pub const ALL: [Self; [$(Self::$metric),*].len()] = [$(Self::$metric),*];

            /// The name in tables and JSON.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$metric => stringify!($name),)*
                }
            }

            /// The unit of the integer values.
            #[must_use]
            pub const fn unit(self) -> Unit {
                match self {
                    $(Self::$metric => Unit::$unit,)*
                }
            }
        }

        /// One month of one trial: a value of each metric, in its integer unit.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub struct Values {
            $($(#[$doc])* pub $name: i64,)*
        }

        impl Values {
            /// The value of a metric.
            #[must_use]
            pub const fn of(&self, metric: Metric) -> i64 {
                match metric {
                    $(Metric::$metric => self.$name,)*
                }
            }

            /// All values, in the order of [`Metric::ALL`].
            pub(crate) const fn all(&self) -> [i64; Metric::ALL.len()] {
                [$(self.$name),*]
            }
        }
    };
}

metrics! {
    /// Members active at the month's end, you included while active.
    Team team People;
    /// The team without you.
    Downline downline People;
    /// Everyone who ever joined below you, leavers included.
    EverJoined ever_joined People;
    /// Those who joined below you in the month.
    Joiners joiners People;
    /// Those who quit in the month, you included.
    Leavers leavers People;
    /// Your customers at the month's end.
    Customers customers People;
    /// The volume of the whole team in the month.
    Volume volume Points;
    /// Your commission of the month.
    Commission commission Money;
    /// Your retail profit of the month.
    RetailProfit retail_profit Money;
    /// Commission and retail profit of the month.
    Gross gross Money;
    /// The price of your own order of the month.
    OwnOrders own_orders Money;
    /// Your expenses of the month: kit, running cost, event and own order.
    Expenses expenses Money;
    /// Gross less expenses of the month.
    Net net Money;
    /// Net, added up from month 1.
    NetTotal net_total Money;
    /// Net without your own orders, which you would have bought anyway, added up from month 1.
    NetTotalBoughtAnyway net_total_bought_anyway Money;
}

impl Metric {
    /// Net up to a month, under a reading of your own orders.
    #[must_use]
    pub const fn net_total_read(own_orders: OwnOrdersAre) -> Self {
        match own_orders {
            OwnOrdersAre::Cost => Self::NetTotal,
            OwnOrdersAre::BoughtAnyway => Self::NetTotalBoughtAnyway,
        }
    }
}

impl Values {
    /// Month 0: you alone, before anything is bought or paid.
    #[must_use]
    pub fn month_0() -> Self {
        Self { team: 1, ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_is_found_under_its_metric() {
        let values = Values { team: 1, customers: 2, net_total: -3, ..Values::default() };
        assert_eq!([Metric::Team, Metric::Customers, Metric::NetTotal].map(|metric| values.of(metric)), [1, 2, -3]);
        assert_eq!(Metric::ALL.map(|metric| values.of(metric)), values.all());
        assert_eq!(Metric::NetTotalBoughtAnyway.name(), "net_total_bought_anyway");
    }
}
