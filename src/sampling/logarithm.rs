//! The exponential law by inverse transform, from one random word: quick, and the same bits on every machine.

use std::f64::consts::LN_2;

/// Cells of the table: the mantissa's leading bits.
const BITS: u32 = 9;

/// By cell: the reciprocal of its middle, and the logarithm of the middle.
static CELLS: [(f64, f64); 1 << BITS] = cells();

const fn cells() -> [(f64, f64); 1 << BITS] {
    let mut cells = [(0.0, 0.0); 1 << BITS];
    let mut cell = 0;
    while cell < cells.len() {
        #[allow(clippy::cast_precision_loss)] // below 1,024
        let middle = 1.0 + (2 * cell + 1) as f64 / (2 << BITS) as f64;
        cells[cell] = (1.0 / middle, logarithm(middle));
        cell += 1;
    }
    cells
}

/// `ln x` for 1 to 2, by the series of `2 artanh((x - 1) / (x + 1))`: thirty terms of a ninth each.
const fn logarithm(x: f64) -> f64 {
    let ratio = (x - 1.0) / (x + 1.0);
    let square = ratio * ratio;
    let mut sum = 0.0;
    let mut term = 30;
    while term > 0 {
        term -= 1;
        sum = sum * square + 1.0 / (2 * term + 1) as f64;
    }
    2.0 * ratio * sum
}

/// `-ln(u)` with `u` the middle of the word's upper 53 bits as a fraction: an exponential waiting time with mean 1, to
/// about 14 digits. Never negative; a larger word waits less.
///
/// The logarithm is that of the nearest cell's middle and four terms of its series around it. No step can be fused, so
/// that every machine rounds alike.
#[inline]
pub(super) fn exponential(word: u64) -> f64 {
    const MANTISSA: u32 = 52;
    #[allow(clippy::cast_precision_loss)] // 53 bits
    let uniform = (word >> 11).cast_signed() as f64 + 0.5;
    let bits = uniform.to_bits();
    let mantissa = f64::from_bits((bits & ((1 << MANTISSA) - 1)) | (1023 << MANTISSA));
    #[allow(clippy::cast_possible_truncation)] // below 1,077
    let halvings = 1023 + 53 - (bits >> MANTISSA) as i32;
    let (reciprocal, logarithm) = CELLS[(bits >> (MANTISSA - BITS)) as usize % CELLS.len()];
    let rest = mantissa * reciprocal - 1.0;
    let series = rest * (1.0 - rest * (0.5 - rest * (1.0 / 3.0 - rest * 0.25)));
    (f64::from(halvings) * LN_2 - (logarithm + series)).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[allow(clippy::cast_precision_loss)] // 53 bits
    fn exact(word: u64) -> f64 {
        -libm::log(((word >> 11) as f64 + 0.5) / 9_007_199_254_740_992.0)
    }

    #[test]
    fn the_waiting_time_is_the_logarithm_of_the_uniform() {
        for word in [0, 1, 2, 3, 1 << 20, (1 << 52) - 1, 1 << 53, 1 << 63, u64::MAX / 3, u64::MAX - 5, u64::MAX] {
            let exact = exact(word);
            assert!((exponential(word) - exact).abs() < 1e-14 * exact.max(1.0), "{word}: {}", exponential(word));
        }
        let mut word = 0x1234_5678_9abc_def0_u64;
        for _ in 0..100_000 {
            word = word.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let exact = exact(word);
            assert!((exponential(word) - exact).abs() < 4e-15 + 1e-14 * exact, "{word}");
        }
    }

    /// Words that every version must keep: a change here is value-breaking.
    #[test]
    fn known_words_wait_as_long_as_ever() {
        let bits = [0, 1 << 40, 0x9e37_79b9_7f4a_7c15, u64::MAX].map(|word| exponential(word).to_bits());
        assert_eq!(bits, KNOWN_BITS);
    }

    const KNOWN_BITS: [u64; 4] = [4_630_464_614_145_138_914, 4_625_375_703_757_990_771, 4_602_340_361_502_004_742, 0];
}
