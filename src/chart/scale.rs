//! [`Scale`]: a linear axis from values to pixels, with round ticks. No axis of a chart is logarithmic.

/// A linear axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Scale {
    low: f64,
    high: f64,
    from: f64,
    to: f64,
}

impl Scale {
    /// The axis on which `low` stands at pixel `from` and `high` at pixel `to`. An empty range is widened by one, so
    /// that every value has a place.
    pub(crate) fn new((low, high): (f64, f64), (from, to): (f64, f64)) -> Self {
        let high = if high > low { high } else { low + 1.0 };
        Self { low, high, from, to }
    }

    /// Where a value stands, inside the axis or beyond it.
    pub(crate) fn at(&self, value: f64) -> f64 {
        self.from + (value - self.low) / (self.high - self.low) * (self.to - self.from)
    }

    /// Where an integer value stands.
    pub(crate) fn at_value(&self, value: i64) -> f64 {
        self.at(float(value))
    }

    pub(crate) const fn high(&self) -> f64 {
        self.high
    }

    /// Round ticks inside the axis, about `wanted` of them, whole multiples of `unit`.
    pub(crate) fn ticks(&self, wanted: f64, unit: f64) -> Vec<f64> {
        let step = round_step((self.high - self.low) / wanted.max(1.0), unit);
        let first = (self.low / step - 1e-9).ceil();
        let last = (self.high / step + 1e-9).floor();
        let mut ticks = Vec::new();
        let mut tick = first;
        while tick <= last && ticks.len() < 1000 {
            // Without the minus of a negative zero.
            ticks.push(tick * step + 0.0);
            tick += 1.0;
        }
        ticks
    }
}

/// An integer as a position on an axis; beyond 53 bits to the nearest that can be told apart.
#[allow(clippy::cast_precision_loss)] // a place in a picture
pub(crate) const fn float(value: i64) -> f64 {
    value as f64
}

/// The smallest step of 1, 2 or 5 times a power of ten that is at least `step`, never below `unit`.
pub(crate) fn round_step(step: f64, unit: f64) -> f64 {
    if step <= unit {
        return unit;
    }
    let power = libm::pow(10.0, libm::floor(libm::log10(step / unit) + 1e-9));
    let steps = [1.0, 2.0, 5.0, 10.0].map(|factor| factor * power * unit);
    steps.into_iter().find(|&round| round >= step * (1.0 - 1e-9)).unwrap_or(steps[3])
}

/// The steps at which months are marked.
const MONTH_STEPS: [u16; 9] = [1, 2, 3, 6, 12, 24, 36, 60, 120];

/// The months to mark on an axis of months 0 to `last` over so many pixels, `room` pixels apart or more.
pub(crate) fn month_ticks(last: u16, pixels: f64, room: f64) -> Vec<u16> {
    let step = MONTH_STEPS
        .into_iter()
        .find(|&step| pixels * f64::from(step) / f64::from(last.max(1)) >= room)
        .unwrap_or(MONTH_STEPS[8]);
    (0..=last).step_by(usize::from(step)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_inside() {
        let scale = Scale::new((-120.0, 3_450.0), (0.0, 100.0));
        assert_eq!(scale.ticks(4.0, 1.0), [0.0, 1_000.0, 2_000.0, 3_000.0]);
        assert_eq!(Scale::new((0.0, 3.45), (0.0, 1.0)).ticks(5.0, 1.0), [0.0, 1.0, 2.0, 3.0]);
        assert_eq!(Scale::new((5.0, 5.0), (0.0, 1.0)).ticks(5.0, 1.0), [5.0, 6.0]);
    }

    #[test]
    fn months_are_marked_in_steps_that_people_count_in() {
        assert_eq!(month_ticks(12, 300.0, 40.0), [0, 2, 4, 6, 8, 10, 12]);
        assert_eq!(month_ticks(60, 500.0, 60.0), [0, 12, 24, 36, 48, 60]);
        assert_eq!(month_ticks(1, 300.0, 40.0), [0, 1]);
    }
}
