//! What each statistic means, on examples small enough to be worked out by hand. Each is chosen so that a rank off by one,
//! another divisor, another rounding or another pairing gives another number.

use super::comparison::PairedCounters;
use super::metric::Values;
use super::outcome::{Ended, OutcomeTally, wilson_of_100};
use super::{Distribution, Estimate};
use crate::scenario::OwnOrdersAre;
use crate::units::Month;

/// Each value once.
fn each(values: impl IntoIterator<Item = i64>) -> Distribution {
    Distribution::new(values.into_iter().map(|value| (value, 1)).collect())
}

#[test]
fn the_quantile_p_is_the_value_at_rank_p_n_rounded_up() {
    // Of 15 the middle is at rank ceil(7.5) = 8, of 10 a quarter at rank ceil(2.5) = 3: floor gives 7 and 2.
    assert_eq!(each(1..=15).percentile(50), Some(8));
    assert_eq!(each(1..=10).percentile(25), Some(3));
    // Where p N is whole it is that rank, and not the next: 2 of 10, 5 of 100, 50 of 100.
    assert_eq!(each(1..=10).percentile(20), Some(2));
    assert_eq!([5, 50, 95].map(|percent| each(1..=100).percentile(percent)), [Some(5), Some(50), Some(95)]);
    // 0.07 x 100 is 7.000000000000001 in floating point, and 7 in integers.
    assert_eq!(each(1..=100).percentile(7), Some(7));
    // One more trial moves it: ceil(0.05 x 20) = 1, ceil(0.05 x 21) = 2.
    assert_eq!([20, 21].map(|trials| each(1..=trials).percentile(5)), [Some(1), Some(2)]);
    // Values count as often as they came up: ranks 1 to 3 are 0, rank 4 is 9.
    let repeated = Distribution::new(vec![(0, 3), (9, 1)]);
    assert_eq!([75, 76].map(|percent| repeated.percentile(percent)), [Some(0), Some(9)]);
    assert_eq!([1, 50, 100].map(|percent| each([7]).percentile(percent)), [Some(7); 3]);
    assert_eq!(Distribution::default().percentile(50), None);
}

#[test]
fn the_standard_error_is_that_of_a_mean_of_independent_trials() {
    // 1 and 3: mean 2, variance (1 + 1) / (2 - 1) = 2, error sqrt(2 / 2) = 1; with divisor 2 it would be 0.71.
    assert_eq!(each([1, 3]).estimate(), Some(Estimate { value: 2.0, error: Some(1.0) }));
    // 2, 4, 4, 9: mean 19 / 4, squares 4 + 16 + 16 + 81 = 117, variance (117 - 19^2 / 4) / 3.
    let four = Distribution::new(vec![(2, 1), (4, 2), (9, 1)]);
    let (variance, error) = ((117.0 - 361.0 / 4.0) / 3.0, four.estimate().unwrap().error.unwrap());
    assert_eq!(four.mean(), Some(4.75));
    assert!((four.variance().unwrap() - variance).abs() < 1e-12);
    assert!((error - (variance / 4.0_f64).sqrt()).abs() < 1e-12);
    // Of one trial no error can be told, and none is zero.
    assert_eq!(each([7]).estimate(), Some(Estimate { value: 7.0, error: None }));
    assert_eq!(Distribution::default().estimate(), None);
    // Equal values do not vary, however large.
    assert_eq!(Distribution::new(vec![(9_007_199_254_740_993, 5)]).mean_error(), Some(0.0));
}

#[test]
fn the_share_of_zero_counts_nothing_but_zero() {
    let cents = Distribution::new(vec![(-1, 2), (0, 3), (1, 5)]);
    assert!((cents.share_zero() - 0.3).abs() < 1e-15);
    let in_tenths = |cents: Distribution| format!("{:.1}", cents.share_zero());
    assert_eq!([each([-1, 1]), each([0]), Distribution::default()].map(in_tenths), ["0.0", "1.0", "0.0"]);
}

/// So many trials that lost a cent, came out even and made a cent.
fn of_net(counts: [usize; 3]) -> OutcomeTally {
    let mut tally = OutcomeTally::new(Month::new(1), false);
    for (net, count) in [-1, 0, 1].into_iter().zip(counts) {
        (0..count).for_each(|_| tally.record(&Ended { net_total: [net; 2], ..Ended::default() }));
    }
    tally
}

#[test]
fn people_of_100_add_up_by_largest_remainder() {
    let of_100 = |counts| {
        let outcomes = of_net(counts).yours(OwnOrdersAre::Cost);
        [outcomes.lost_money.of_100, outcomes.broke_even.of_100, outcomes.came_out_ahead.of_100]
    };
    // 12.5, 12.5 and 75: rounded each by itself they are 101, rounded down 99. Of equal remainders the first wins.
    assert_eq!(of_100([125, 125, 750]), [13, 12, 75]);
    // 49.6, 0.6 and 49.8: down to 98, and the two largest remainders are the last and one of the others.
    assert_eq!(of_100([248, 3, 249]), [50, 0, 50]);
    // 33.3 each.
    assert_eq!(of_100([1, 1, 1]), [34, 33, 33]);
    assert_eq!(of_100([0, 0, 4]), [0, 0, 100]);
    let rare = of_net([1, 0, 999]).yours(OwnOrdersAre::Cost);
    assert_eq!([rare.lost_money.in_words(), rare.broke_even.in_words()], ["fewer than 1", "0"]);
    assert_eq!(rare.came_out_ahead.in_words(), "more than 99");
}

#[test]
fn the_interval_of_a_count_is_wilson_s() {
    // None of 10: from 0 to z^2 / (10 + z^2) = 3.841459 / 13.841459. All of 10 is its mirror.
    let near = |found: (f64, f64), low: f64, high: f64| {
        assert!((found.0 - low).abs() < 5e-4 && (found.1 - high).abs() < 5e-4, "{found:?} for {low} to {high}");
    };
    near(wilson_of_100(0, 10), 0.0, 27.7533);
    near(wilson_of_100(10, 10), 72.2467, 100.0);
    // 1 of 4: middle (0.25 + z^2 / 8) / (1 + z^2 / 4), half z / (1 + z^2 / 4) x sqrt(0.1875 / 4 + z^2 / 64).
    near(wilson_of_100(1, 4), 4.5587, 69.9358);
    // Of nobody nothing is known.
    near(wilson_of_100(0, 0), 0.0, 100.0);
}

#[test]
fn a_paired_difference_is_the_value_less_the_base_of_the_same_person() {
    let mut counters = PairedCounters::new();
    // The same three nets, in another order: people change places although no distribution changes.
    for (net, base) in [(0, 10), (10, 0), (5, 5), (7, 0)] {
        let values = |net_total| Values { net_total, ..Values::default() };
        counters.add(&values(net), &values(base));
    }
    let net = counters.differences().net_total;
    assert_eq!(net.distribution().cells(), [(-10, 1), (0, 1), (7, 1), (10, 1)]);
    assert_eq!(net.distribution().estimate().map(|mean| mean.value), Some(1.75));
    let verdict = net.verdict();
    assert_eq!([verdict.better, verdict.same, verdict.worse].map(|people| people.count), [2, 1, 1]);
    assert_eq!([verdict.better, verdict.same, verdict.worse].map(|people| people.of_100), [50, 25, 25]);
}
