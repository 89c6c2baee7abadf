//! What careers are told apart by when they stop, and what is then told of them.

/// How many self-sufficient legs a career had when it stopped working: at the end of the month before the stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LegsAtStop {
    /// None; also who had left by then.
    None,
    /// One.
    One,
    /// Two or three.
    TwoOrThree,
    /// Four or more.
    FourOrMore,
}

impl LegsAtStop {
    /// All of them, from the fewest legs.
    pub const ALL: [Self; 4] = [Self::None, Self::One, Self::TwoOrThree, Self::FourOrMore];

    /// The name in JSON: `0`, `1`, `2-3`, `4+`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "0",
            Self::One => "1",
            Self::TwoOrThree => "2-3",
            Self::FourOrMore => "4+",
        }
    }

    /// Where so many legs belong.
    pub(crate) const fn of(legs: u32) -> Self {
        match legs {
            0 => Self::None,
            1 => Self::One,
            2 | 3 => Self::TwoOrThree,
            _ => Self::FourOrMore,
        }
    }
}

/// What a career was paid around its stop, in cents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StopPay {
    /// Commission of the month before the stop.
    CommissionBefore,
    /// Commission of the last month.
    CommissionLastMonth,
    /// What the last month leaves after its dues.
    NetLastMonth,
    /// Commission of all months from the stop on.
    CommissionSinceStop,
    /// What all months from the stop on leave after their dues.
    NetSinceStop,
}

impl StopPay {
    /// All of them, in the order in which they are recorded.
    pub const ALL: [Self; 5] = [
        Self::CommissionBefore,
        Self::CommissionLastMonth,
        Self::NetLastMonth,
        Self::CommissionSinceStop,
        Self::NetSinceStop,
    ];

    /// Its amount in a career, given commission and net by month from the one before the stop.
    pub(super) fn of(self, pay: &[[i64; 2]]) -> i64 {
        let sum = |part: usize| pay.iter().skip(1).map(|amounts| amounts[part]).sum();
        let of = |amounts: Option<&[i64; 2]>, part: usize| amounts.map_or(0, |amounts| amounts[part]);
        match self {
            Self::CommissionBefore => of(pay.first(), 0),
            Self::CommissionLastMonth => of(pay.last(), 0),
            Self::NetLastMonth => of(pay.last(), 1),
            Self::CommissionSinceStop => sum(0),
            Self::NetSinceStop => sum(1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn legs_fall_into_four_groups() {
        let names = [0, 1, 2, 3, 4, 5, u32::MAX].map(|legs| LegsAtStop::of(legs).name());
        assert_eq!(names, ["0", "1", "2-3", "2-3", "4+", "4+", "4+"]);
    }

    #[test]
    fn the_month_before_the_stop_counts_in_no_sum_after_it() {
        // 50.00 and -10.00 before the stop; then three months.
        let pay = [[50_00, -10_00], [40_00, -20_00], [0, -60_00], [5_00, -55_00]];
        let amounts = StopPay::ALL.map(|what| what.of(&pay));
        assert_eq!(amounts, [50_00, 5_00, -55_00, 45_00, -135_00]);
    }
}
