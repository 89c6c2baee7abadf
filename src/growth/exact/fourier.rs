//! From the values of a generating function on the unit circle to its coefficients.
//!
//! An own transform of thirty lines: general libraries take their sines from the platform, and these digits are to be
//! the same everywhere.

use std::f64::consts::TAU;

use num_complex::Complex;

/// The root of unity of this order number `index`: `exp(2 pi i index / order)`.
#[allow(clippy::cast_precision_loss)] // sizes stay far below 2^53
pub(super) fn root_of_unity(index: usize, order: usize) -> Complex<f64> {
    let (sine, cosine) = libm::sincos(TAU * (index as f64 / order as f64));
    Complex::new(cosine, sine)
}

/// A transform of one size, with its table of roots.
pub(super) struct Inversion {
    size: usize,
    /// The conjugate roots `exp(-2 pi i k / N)` for `k < N / 2`.
    roots: Vec<Complex<f64>>,
    cells: Vec<Complex<f64>>,
}

impl Inversion {
    /// The inversion for `size` cells, a power of two of at least 2.
    pub(super) fn new(size: usize) -> Self {
        debug_assert!(size.is_power_of_two() && size >= 2);
        let roots = (0..size / 2).map(|index| root_of_unity(index, size).conj()).collect();
        Self { size, roots, cells: vec![Complex::new(0.0, 0.0); size] }
    }

    /// The coefficients `p_0 ... p_{N-1}` of a power series with real coefficients from its values at the roots of
    /// unity `0 ..= N/2`; the other half are their conjugates. Coefficients at or beyond `N` wrap around.
    pub(super) fn coefficients(&mut self, values: impl ExactSizeIterator<Item = Complex<f64>>) -> Vec<f64> {
        debug_assert_eq!(values.len(), self.size / 2 + 1);
        for (index, value) in values.enumerate() {
            self.cells[index] = value;
            if index > 0 {
                self.cells[self.size - index] = value.conj();
            }
        }
        self.transform();
        #[allow(clippy::cast_precision_loss)] // a power of two
        let share = 1.0 / self.size as f64;
        self.cells.iter().map(|cell| cell.re * share).collect()
    }

    /// Cooley and Tukey's transform in place, decimation in time.
    fn transform(&mut self) {
        let shift = usize::BITS - self.size.trailing_zeros();
        for index in 0..self.size {
            let reversed = index.reverse_bits() >> shift;
            if index < reversed {
                self.cells.swap(index, reversed);
            }
        }
        let mut half = 1;
        while half < self.size {
            let stride = self.size / (2 * half);
            for block in self.cells.chunks_exact_mut(2 * half) {
                let (low, high) = block.split_at_mut(half);
                for (index, (low, high)) in low.iter_mut().zip(high).enumerate() {
                    let turned = *high * self.roots[index * stride];
                    *high = *low - turned;
                    *low += turned;
                }
            }
            half *= 2;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustfft::FftPlanner;

    #[test]
    fn the_coefficients_of_a_polynomial_come_back() {
        let coefficients = [0.5, 0.25, 0.0, 0.125, 0.0, 0.125];
        let at = |u: Complex<f64>| coefficients.iter().rev().fold(Complex::new(0.0, 0.0), |sum, p| sum * u + p);
        let values: Vec<_> = (0..=4).map(|index| at(root_of_unity(index, 8))).collect();
        let back = Inversion::new(8).coefficients(values.into_iter());
        for (index, value) in back.iter().enumerate() {
            assert!((value - coefficients.get(index).unwrap_or(&0.0)).abs() < 1e-16, "{index}: {value}");
        }
    }

    #[test]
    fn the_transform_agrees_with_an_independent_library() {
        for size in [2, 4, 256, 4096] {
            let mut inversion = Inversion::new(size);
            let mut state = 1u64;
            for cell in &mut inversion.cells {
                let mut next = || {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    f64::from(u32::try_from(state >> 33).unwrap()) / f64::from(1u32 << 31) - 0.5
                };
                *cell = Complex::new(next(), next());
            }
            let mut expected = inversion.cells.clone();
            FftPlanner::new().plan_fft_forward(size).process(&mut expected);
            inversion.transform();
            for (ours, theirs) in inversion.cells.iter().zip(&expected) {
                assert!((ours - theirs).norm() < 1e-12, "size {size}: {ours} {theirs}");
            }
        }
    }
}
