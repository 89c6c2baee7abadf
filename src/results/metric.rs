//! [`Metric`]: the quantities followed month by month, each declared once, and [`Values`]: one of each.
//!
//! A new quantity is one line of the list and a value where a month is accounted for.

use crate::scenario::{OwnOrdersAre, Scenario};

/// The unit of a metric's integer values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// People, counted.
    People,
    /// Points of volume, in hundredths.
    Points,
    /// Money, in cents.
    Money,
    /// Time, in seconds.
    Hours,
}

impl Unit {
    /// How many of the integer values make one of what is shown.
    #[must_use]
    pub const fn scale(self) -> i64 {
        match self {
            Self::People => 1,
            Self::Points | Self::Money => 100,
            Self::Hours => 3_600,
        }
    }
}

/// Of whom a quantity is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Of you alone.
    You,
    /// Of everyone in the team, added up.
    Everyone,
}

/// Declares the metrics: documentation, name in code, name in tables, unit, whose, how it is read aloud, and the metrics
/// from which it follows (none where it is what happened).
macro_rules! metrics {
    ($($(#[$doc:meta])* $metric:ident $name:ident $unit:ident $whose:ident $spoken:literal [$($from:ident)*];)*) => {
        /// A quantity followed month by month. Values are integers: people, hundredths of a point, cents, or seconds.
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

            /// Of whom it is counted.
            #[must_use]
            pub const fn whose(self) -> Whose {
                match self {
                    $(Self::$metric => Whose::$whose,)*
                }
            }

            /// How it is read aloud, so that it goes on a sentence: "your commission of the month".
            #[must_use]
            pub const fn spoken(self) -> &'static str {
                match self {
                    $(Self::$metric => $spoken,)*
                }
            }

            /// The metrics from which it follows at once; none where it is what happened itself.
            #[must_use]
            pub const fn from(self) -> &'static [Self] {
                match self {
                    $(Self::$metric => &[$(Self::$from),*],)*
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
    Team team People Everyone "your team with you" [Downline];
    /// The team without you.
    Downline downline People Everyone "the people active below you" [Joiners Leavers];
    /// Everyone who ever joined below you, leavers included.
    EverJoined ever_joined People Everyone "everyone who ever joined below you" [Joiners];
    /// Those who joined below you in the month.
    Joiners joiners People Everyone "those who joined below you in the month" [];
    /// Those who quit in the month, you included.
    Leavers leavers People Everyone "those who quit in the month" [];
    /// Your customers at the month's end.
    Customers customers People You "your customers" [];
    /// The volume of the whole team in the month.
    Volume volume Points Everyone "the volume of your whole team in the month" [];
    /// Your commission of the month.
    Commission commission Money You "your commission of the month" [];
    /// Your retail profit of the month.
    RetailProfit retail_profit Money You "your retail profit of the month" [];
    /// Commission and retail profit of the month.
    Gross gross Money You "your commission and retail profit of the month" [Commission RetailProfit];
    /// The price of your own order of the month.
    OwnOrders own_orders Money You "the price of your own order of the month" [];
    /// Your expenses of the month: kit, running cost, event and own order.
    Expenses expenses Money You "your expenses of the month" [OwnOrders];
    /// Gross less expenses of the month.
    Net net Money You "what the month leaves you" [Gross Expenses];
    /// Net, added up from month 1.
    NetTotal net_total Money You "what all months together leave you" [Net];
    /// Net without your own orders, which you would have bought anyway, added up from month 1.
    NetTotalBoughtAnyway net_total_bought_anyway Money You "what all months together leave you, your own orders left out" [Net OwnOrders];
    /// The hours that you work in the month, where the scenario has a week of yours: those of the week while you are active
    /// at the month's end, and in an event month those of the event; none from the month on in which you stop working.
    Hours hours Hours You "the hours that you work in the month" [];
}

impl Metric {
    /// The metrics that are counted trial by trial, the first ones of all. The last, hours, follows from the months in which
    /// you are active.
    pub(crate) const COUNTED: [Self; Self::ALL.len() - 1] = {
        let mut counted = [Self::Team; Self::ALL.len() - 1];
        let mut at = 0;
        while at < counted.len() {
            counted[at] = Self::ALL[at];
            at += 1;
        }
        counted
    };

    /// The metrics that results of a scenario have, in the order of the tables: hours only where it has a week of yours.
    pub fn of(scenario: &Scenario) -> impl Iterator<Item = Self> {
        let all = if scenario.activity().is_some() { &Self::ALL[..] } else { &Self::COUNTED[..] };
        all.iter().copied()
    }

    /// Whether it follows from another metric, at once or through others; each follows from itself.
    #[must_use]
    pub fn follows(self, other: Self) -> bool {
        self == other || self.from().iter().any(|from| from.follows(other))
    }

    /// Net up to a month, under a reading of your own orders.
    #[must_use]
    pub(crate) const fn net_total_read(own_orders: OwnOrdersAre) -> Self {
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
        assert_eq!(Metric::ALL[..Metric::COUNTED.len()], Metric::COUNTED);
        assert_eq!(Metric::ALL[Metric::COUNTED.len()..], [Metric::Hours], "what follows stands last");
        assert_eq!(Metric::NetTotalBoughtAnyway.name(), "net_total_bought_anyway");
    }

    #[test]
    fn net_follows_from_what_comes_in_and_what_it_costs_and_heads_from_no_money() {
        let follows =
            |metric: Metric| Metric::ALL.into_iter().filter(|other| other.follows(metric)).collect::<Vec<_>>();
        let names = |metrics: Vec<Metric>| metrics.into_iter().map(Metric::name).collect::<Vec<&str>>();
        let paid = names(follows(Metric::Commission));
        assert_eq!(paid, ["commission", "gross", "net", "net_total", "net_total_bought_anyway"]);
        assert_eq!(follows(Metric::Joiners), [Metric::Team, Metric::Downline, Metric::EverJoined, Metric::Joiners]);
    }

    #[test]
    fn every_metric_is_read_aloud_in_words_of_its_own() {
        let spoken: std::collections::BTreeSet<&str> = Metric::ALL.into_iter().map(Metric::spoken).collect();
        assert_eq!(spoken.len(), Metric::ALL.len());
        // Yours says "you"; no name of a table is read aloud.
        let yours = Metric::ALL.into_iter().filter(|metric| metric.whose() == Whose::You);
        assert!(yours.clone().all(|metric| metric.spoken().contains("you")));
        assert!(spoken.iter().all(|spoken| !spoken.contains('_')));
        let names: Vec<&str> = yours.map(Metric::name).collect();
        assert!(
            names.contains(&"own_orders") && names.contains(&"customers") && !names.contains(&"volume"),
            "{names:?}"
        );
    }
}
