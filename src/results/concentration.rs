//! [`Concentration`]: how unevenly pay is spread.

use crate::units::Money;

/// How pay is spread over everybody, those who are paid nothing included.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Concentration {
    /// Everybody.
    pub everybody: u64,
    /// Those paid more than nothing.
    pub earners: u64,
    /// What all of them are paid together.
    pub paid: Money,
    /// What each tenth of the earners is paid, the best-paid tenth first. Where the number of earners is no multiple of
    /// ten, later tenths hold one more.
    pub tenths: [Money; 10],
    /// How many are in each tenth.
    pub tenth_sizes: [u64; 10],
    /// What the best-paid of everybody are paid: 1 of 100, rounded up to whole people.
    pub top_1_of_100: Money,
    /// What the best-paid 6 of 100 of everybody are paid, rounded up to whole people.
    pub top_6_of_100: Money,
    /// The middle one of everybody, from the lowest at rank `ceil(n / 2)`.
    pub median: Money,
    /// How unevenly it is spread in one number: 0 where all are paid the same, near 1 where one is paid all (the
    /// coefficient of Gini, 1912). `None` where nothing is paid.
    pub gini: Option<f64>,
}

impl Concentration {
    /// Those paid nothing.
    #[must_use]
    pub const fn paid_nothing(&self) -> u64 {
        self.everybody - self.earners
    }
}

/// Spreads what everybody is paid.
#[must_use]
pub fn concentration(pay: impl IntoIterator<Item = Money>) -> Concentration {
    let mut pay: Vec<Money> = pay.into_iter().collect();
    pay.sort_unstable_by(|a, b| b.cmp(a));
    let sum = |pay: &[Money]| pay.iter().copied().sum::<Money>();
    let everybody = pay.len();
    let top = |of_100: usize| sum(&pay[..(everybody * of_100).div_ceil(100)]);
    let earners = pay.partition_point(|&amount| amount > Money::ZERO);
    let tenth = |number: usize| &pay[earners * number / 10..earners * (number + 1) / 10];
    Concentration {
        everybody: everybody as u64,
        earners: earners as u64,
        paid: sum(&pay),
        tenths: std::array::from_fn(|number| sum(tenth(number))),
        tenth_sizes: std::array::from_fn(|number| tenth(number).len() as u64),
        top_1_of_100: top(1),
        top_6_of_100: top(6),
        gini: gini(&pay),
        median: if everybody == 0 { Money::ZERO } else { pay[everybody - everybody.div_ceil(2)] },
    }
}

/// `sum over ranks of (2 rank - n - 1) x / (n sum of x)`, ranks from the lowest; of amounts from the highest.
#[allow(clippy::cast_precision_loss)] // a statistic
fn gini(pay: &[Money]) -> Option<f64> {
    let number = i128::try_from(pay.len()).ok()?;
    let all: i128 = pay.iter().map(|amount| i128::from(amount.cents())).sum();
    let weighted: i128 =
        (0..).zip(pay).map(|(above, amount)| (number - 1 - 2 * above) * i128::from(amount.cents())).sum();
    (all > 0).then(|| weighted as f64 / (number as f64 * all as f64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_earners_of_a_hundred_members() {
        // Eighty are paid nothing; 1.00, 2.00, ..., 20.00 the others: 210.00.
        let pay = (0..100).map(|member: i64| Money::from_cents((member - 79).max(0) * 100));
        let spread = concentration(pay);
        assert_eq!((spread.everybody, spread.earners, spread.paid_nothing()), (100, 20, 80));
        assert_eq!(spread.paid, Money::from_cents(210_00));
        assert_eq!(spread.tenths[0], Money::from_cents(39_00)); // 20 + 19
        assert_eq!(spread.tenths[9], Money::from_cents(3_00)); // 2 + 1
        assert_eq!(spread.tenths.iter().copied().sum::<Money>(), spread.paid);
        assert_eq!(spread.top_1_of_100, Money::from_cents(20_00));
        assert_eq!(spread.top_6_of_100, Money::from_cents(105_00)); // 20 + 19 + 18 + 17 + 16 + 15
        assert_eq!(spread.median, Money::ZERO);
        // Of ranks 81 to 100: sum of (2 rank - 101) x = 2 sum of rank x - 101 x 210; rank x is 80 x 210 + 2870.
        assert_eq!(spread.gini, Some((2.0 * (80.0 * 210.0 + 2870.0) - 101.0 * 210.0) / (100.0 * 210.0)));
    }

    #[test]
    fn gini_is_none_of_nothing_0_of_equals_and_nearly_1_where_one_has_all() {
        let of = |pay: [i64; 4]| concentration(pay.map(Money::from_cents)).gini;
        assert_eq!([of([0; 4]), of([7; 4]), of([0, 0, 0, 9])], [None, Some(0.0), Some(0.75)]);
    }

    #[test]
    fn nobody_and_few_have_tenths_too() {
        assert_eq!(concentration([]), Concentration::default());
        let three = concentration([1, 2, 4].map(Money::from_cents));
        assert_eq!(three.tenth_sizes.iter().sum::<u64>(), 3);
        assert_eq!((three.top_1_of_100, three.median), (Money::from_cents(4), Money::from_cents(2)));
    }
}
