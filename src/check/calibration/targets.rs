//! The targets: thirteen published figures, as bands that their sources span with some room.

use super::measure::{Measured, of_100};
use crate::scenario::OwnOrdersAre;
use crate::units::Money;

/// What a target is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetUnit {
    /// People of 100.
    Of100,
    /// Dollars a year.
    Dollars,
    /// Percent of all commission.
    Percent,
    /// Customers.
    Customers,
}

/// What is accepted, both ends included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// The lowest value.
    pub low: f64,
    /// The highest value.
    pub high: f64,
}

impl Band {
    const fn new(low: f64, high: f64) -> Self {
        Self { low, high }
    }

    /// Whether a value lies in it.
    #[must_use]
    pub fn holds(&self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }
}

/// One published figure.
#[derive(Debug)]
pub struct Target {
    /// Its number, `T1` to `T13`.
    pub number: &'static str,
    /// What is measured.
    pub measure: &'static str,
    /// In what it is measured.
    pub unit: TargetUnit,
    /// What is accepted; two bands where own orders are read both ways, bought anyway first.
    pub bands: &'static [Band],
    /// Who published what of which year.
    pub sources: &'static str,
    /// Why `typical` misses it, where it does.
    pub known_miss: Option<&'static str>,
    /// The values, one for each band.
    pub(super) of: fn(&Measured) -> Vec<Option<f64>>,
}

impl PartialEq for Target {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

/// So much commission in a year is little.
const LITTLE: i64 = 1_000_00;

pub(super) const ALL: [Target; 13] = [
    Target {
        number: "T1",
        measure: "no commission in a year",
        unit: TargetUnit::Of100,
        bands: &[Band::new(64.0, 88.0)],
        sources: "doTERRA 2017 (64), AdvoCare 2016 (72), 4Life 2016 (78), Herbalife 2016 and 2012 (86, 88)",
        known_miss: None,
        of: |measured| vec![measured.of_everyone(|all| of_100(all.without_commission(), all.people()))],
    },
    Target {
        number: "T2",
        measure: "$1,000 of commission or less in a year",
        unit: TargetUnit::Of100,
        bands: &[Band::new(86.0, 99.0)],
        sources: "AdvoCare 2016 (about 96), Herbalife 2013 (94)",
        known_miss: None,
        of: |measured| {
            let little =
                measured.of_everyone(|all| of_100(all.commission().count(|cents| cents <= LITTLE), all.people()));
            vec![little.filter(|_| measured.is_in_dollars)]
        },
    },
    Target {
        number: "T3",
        measure: "middle commission of a year",
        unit: TargetUnit::Dollars,
        bands: &[Band::new(0.0, 0.0)],
        sources: "Hempworx 2018; follows from T1",
        known_miss: None,
        of: |measured| vec![measured.of_everyone(|all| all.commission().percentile(50).map(major))],
    },
    Target {
        number: "T4",
        measure: "mean commission of a year",
        unit: TargetUnit::Dollars,
        bands: &[Band::new(150.0, 1_500.0)],
        sources: "Young Living 2018 ($272), Hempworx 2018 ($580), doTERRA 2024 ($828) and 2017 ($1,248)",
        known_miss: None,
        of: |measured| {
            let mean = measured.of_everyone(|all| all.commission().mean().map(|cents| cents / 100.0));
            vec![mean.filter(|_| measured.is_in_dollars)]
        },
    },
    Target {
        number: "T5",
        measure: "members who have sponsored nobody",
        unit: TargetUnit::Of100,
        bands: &[Band::new(70.0, 79.0)],
        sources: "Herbalife 2012 (71) and 2013 (78)",
        known_miss: None,
        of: |measured| {
            vec![
                measured.of_everyone(|all| {
                    of_100(all.organisation().sponsored_nobody, all.organisation().members_at_the_end)
                }),
            ]
        },
    },
    Target {
        number: "T6",
        measure: "newcomers still there after 12 months",
        unit: TargetUnit::Of100,
        bands: &[Band::new(20.0, 50.0)],
        sources: "cohorts of about 300 firms, a consultant's (20); Young Living 2018 and others (up to 50)",
        known_miss: None,
        of: |measured| vec![measured.still_there_of_100(12)],
    },
    Target {
        number: "T7",
        measure: "newcomers still there after 3 months",
        unit: TargetUnit::Of100,
        bands: &[Band::new(55.0, 75.0)],
        sources: "cohorts of about 300 firms, a consultant's (60)",
        known_miss: None,
        of: |measured| vec![measured.still_there_of_100(3)],
    },
    Target {
        number: "T8",
        measure: "members who leave within a year",
        unit: TargetUnit::Of100,
        bands: &[Band::new(40.0, 60.0)],
        sources: "Herbalife, complaint of the FTC 2016 (nearly half); direct sales, about 2010 (56)",
        known_miss: None,
        of: |measured| vec![measured.leavers_of_100()],
    },
    Target {
        number: "T9",
        measure: "newcomers still there after 5 years",
        unit: TargetUnit::Of100,
        bands: &[Band::new(2.0, 8.0)],
        sources: "Quixtar 2005 (4), a leaked report",
        known_miss: None,
        of: |measured| vec![measured.still_there_of_100(60)],
    },
    Target {
        number: "T10",
        measure: "ahead in a lifetime, own orders bought anyway or a cost",
        unit: TargetUnit::Of100,
        bands: &[Band::new(10.0, 30.0), Band::new(2.0, 20.0)],
        sources: "AARP Foundation 2018 (a quarter), survey of 1,016 of about 2018 (a quarter); Fortune Hi-Tech, receiver 2013 (2)",
        known_miss: None,
        of: |measured| [OwnOrdersAre::BoughtAnyway, OwnOrdersAre::Cost].map(|read| measured.ahead_of_100(read)).into(),
    },
    Target {
        number: "T11",
        measure: "commission of the best-paid 6 of 100",
        unit: TargetUnit::Percent,
        bands: &[Band::new(75.0, 96.0)],
        sources: "doTERRA 2017 (the top 5.8 of 100 had 81 %), Amway UK 2007 (95 %, as alleged)",
        known_miss: None,
        of: |measured| {
            vec![measured.of_everyone(|all| {
                let spread = all.concentration();
                let share = 100.0 * spread.top_6_of_100.to_major() / spread.paid.to_major();
                (spread.paid > Money::ZERO).then_some(share)
            })]
        },
    },
    Target {
        number: "T12",
        measure: "customers of a member, in the mean",
        unit: TargetUnit::Customers,
        bands: &[Band::new(2.0, 7.0)],
        sources: "US Direct Selling Association 2022 (6.1), Neora 2022 (4.7 to 5.4)",
        known_miss: None,
        of: |measured| vec![measured.of_everyone(|all| all.organisation().customers_a_member())],
    },
    Target {
        number: "T13",
        measure: "paid commission in a month",
        unit: TargetUnit::Of100,
        bands: &[Band::new(15.0, 50.0)],
        sources: "Nu Skin Canada 2020 (22), doTERRA 2024 (48)",
        known_miss: Some(
            "the published figures are of members who were active by their company's rules, and here all are counted who have \
             not quit, of whom half order in a month",
        ),
        of: |measured| vec![measured.of_everyone(|all| all.organisation().paid_a_month().map(|share| 100.0 * share))],
    },
];

#[allow(clippy::cast_precision_loss)] // a statistic
fn major(cents: i64) -> f64 {
    cents as f64 / 100.0
}
