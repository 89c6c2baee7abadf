//! Numbers as JSON has them: money and points in major units, people as whole numbers, a mean with its error.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use crate::report::fields::in_shown_unit;
use crate::results::{Distribution, Metric, Unit};
use crate::scenario::Scenario;
use crate::units::{Money, Volume};

/// An amount of money or of points, held in hundredths and written as a number in major units: 7,200.00 is `7200.0`.
///
/// The number is exact as far as readers of JSON are, up to 90 trillion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Major(i64);

impl Major {
    /// An amount of so many hundredths.
    pub(super) const fn from_hundredths(hundredths: i64) -> Self {
        Self(hundredths)
    }

    /// An amount of so many cents, however they are counted; `None` where there is none, or too much to write.
    pub(super) fn from_cents(cents: Option<u64>) -> Option<Self> {
        cents.and_then(|cents| i64::try_from(cents).ok()).map(Self)
    }
}

impl From<Money> for Major {
    fn from(amount: Money) -> Self {
        Self(amount.cents())
    }
}

impl From<Volume> for Major {
    fn from(points: Volume) -> Self {
        Self(points.hundredths())
    }
}

impl Serialize for Major {
    #[allow(clippy::cast_precision_loss)] // exact up to 90 trillion
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.0 as f64 / 100.0)
    }
}

/// A schema that is a plain number wherever the type stands.
macro_rules! written_as_a_number {
    ($($number:ident),*) => {$(
        impl JsonSchema for $number {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($number).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "number" })
            }
        }
    )*};
}

written_as_a_number!(Major, Quantity);

/// A metric's value, in the unit that is named beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quantity {
    /// A whole number of people.
    People(i64),
    /// Money or points.
    Major(Major),
    /// Hours, in seconds.
    Hours(i64),
}

impl Quantity {
    /// A metric's integer value.
    pub(super) const fn new(value: i64, unit: Unit) -> Self {
        match unit {
            Unit::People => Self::People(value),
            Unit::Points | Unit::Money => Self::Major(Major(value)),
            Unit::Hours => Self::Hours(value),
        }
    }
}

impl Serialize for Quantity {
    #[allow(clippy::cast_precision_loss)] // seconds of some months
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::People(number) => serializer.serialize_i64(*number),
            Self::Major(amount) => amount.serialize(serializer),
            Self::Hours(seconds) => serializer.serialize_f64(in_shown_unit(*seconds as f64, Unit::Hours)),
        }
    }
}

/// A mean with what chance leaves open of it, both in the unit that is named beside them.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub(super) struct Estimate {
    /// The mean over all trials, in the unit that is named beside it, or in people. Null without trials.
    mean: Option<f64>,
    /// The standard error of the mean, 0 or more. Null at one trial, which says nothing of it.
    mean_error: Option<f64>,
}

impl Estimate {
    /// The mean of a distribution whose values have this unit.
    pub(super) fn of(distribution: &Distribution, unit: Unit) -> Self {
        let shown = |statistic: f64| in_shown_unit(statistic, unit);
        Self { mean: distribution.mean().map(shown), mean_error: distribution.mean_error().map(shown) }
    }
}

/// Percentiles: p is the value at rank ceil(p / 100 x N) of N values, from the lowest. Null without values.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub(super) struct Percentiles<V> {
    /// 5 of 100 have at most this.
    p05: V,
    /// 10 of 100 have at most this.
    p10: V,
    /// 25 of 100 have at most this.
    p25: V,
    /// The middle one has this.
    p50: V,
    /// 75 of 100 have at most this.
    p75: V,
    /// 90 of 100 have at most this.
    p90: V,
    /// 95 of 100 have at most this.
    p95: V,
}

impl<V> Percentiles<V> {
    /// The value at each percent.
    pub(super) fn at(value: impl Fn(u64) -> V) -> Self {
        let [p05, p10, p25, p50, p75, p90, p95] = [5, 10, 25, 50, 75, 90, 95].map(value);
        Self { p05, p10, p25, p50, p75, p90, p95 }
    }
}

impl Percentiles<Option<Quantity>> {
    /// Those of a distribution whose values have this unit.
    pub(super) fn of(distribution: &Distribution, unit: Unit) -> Self {
        Self::at(|percent| distribution.percentile(percent).map(|value| Quantity::new(value, unit)))
    }
}

/// Values by name, in the order given: an object.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Named<'a, V>(pub(super) Vec<(&'a str, V)>);

impl<V: Serialize> Serialize for Named<'_, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

impl<V: JsonSchema> JsonSchema for Named<'_, V> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Named{}", V::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<V>();
        json_schema!({ "type": "object", "additionalProperties": value })
    }
}

/// A value for every metric that a scenario has, by its name.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ByMetric<V>(Vec<(Metric, V)>);

impl<V> ByMetric<V> {
    /// The value of each metric of a scenario.
    pub(super) fn new(scenario: &Scenario, value: impl Fn(Metric) -> V) -> Self {
        Self(Metric::of(scenario).map(|metric| (metric, value(metric))).collect())
    }
}

impl<V: Serialize> Serialize for ByMetric<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(metric, value)| (metric.name(), value)))
    }
}

impl<V: JsonSchema> JsonSchema for ByMetric<V> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("ByMetric{}", V::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let names = Metric::ALL.map(Metric::name);
        let value = generator.subschema_for::<V>();
        let properties: serde_json::Map<String, serde_json::Value> =
            names.iter().map(|&name| (name.to_owned(), value.clone().to_value())).collect();
        // Hours are there where the scenario has a week.
        let always = Metric::COUNTED.map(Metric::name);
        json_schema!({ "type": "object", "properties": properties, "required": always })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(object: &impl Serialize) -> String {
        serde_json::to_string(object).unwrap()
    }

    #[test]
    fn money_and_points_are_numbers_in_major_units() {
        assert_eq!(written(&Major::from(Money::from_cents(7_200_00))), "7200.0");
        assert_eq!(written(&Major::from(Money::from_cents(-5))), "-0.05");
        assert_eq!(written(&Major::from(Volume::from_hundredths(123_45))), "123.45");
        // Days of the penny beyond what cents can count have no amount.
        assert_eq!(written(&[Major::from_cents(Some(1)), Major::from_cents(Some(u64::MAX))]), "[0.01,null]");
    }

    #[test]
    fn people_are_whole_numbers_and_amounts_are_not() {
        assert_eq!(
            written(&[Unit::People, Unit::Points, Unit::Money].map(|unit| Quantity::new(4_096, unit))),
            "[4096,40.96,40.96]"
        );
    }

    #[test]
    fn the_error_of_a_mean_is_null_at_one_trial() {
        let of = |values: Vec<(i64, u64)>| written(&Estimate::of(&Distribution::new(values), Unit::Money));
        assert_eq!(of(vec![(7_00, 1)]), r#"{"mean":7.0,"mean_error":null}"#);
        // 1.00 and 3.00: the mean is 2.00, the variance 2.00 and the standard error 1.00.
        assert_eq!(of(vec![(1_00, 1), (3_00, 1)]), r#"{"mean":2.0,"mean_error":1.0}"#);
        assert_eq!(of(Vec::new()), r#"{"mean":null,"mean_error":null}"#);
    }

    #[test]
    fn a_percentile_is_the_value_at_the_rank_rounded_up() {
        // Of 1, 2, ..., 11 rank ceil(0.05 x 11) = 1, ceil(1.1) = 2, ceil(2.75) = 3, ceil(5.5) = 6, ceil(8.25) = 9, ceil(9.9)
        // = 10 and ceil(10.45) = 11.
        let eleven = Distribution::new((1..=11).map(|value| (value, 1)).collect());
        let percentiles = Percentiles::of(&eleven, Unit::People);
        assert_eq!(written(&percentiles), r#"{"p05":1,"p10":2,"p25":3,"p50":6,"p75":9,"p90":10,"p95":11}"#);
    }
}
