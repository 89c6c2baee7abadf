//! [`Sizes`]: how large something usually is, such as a member's order, drawn once.

use super::gamma::GammaLaw;

/// Cells of equal chance, and how many the last of them is divided into.
const CELLS: usize = 2048;
const LAST_CELLS: usize = 1024;

/// Whole numbers of a mean and a coefficient of variation, by a gamma law; all the same without variation.
///
/// The law is cut into 2,048 cells of equal chance, the uppermost into 1,024 more, and each cell stands for its mean,
/// rounded to a whole number. So the mean is that of the law; the variance misses what the cells vary in themselves, less
/// than a part in 2,000; and no share of the draws below any size is off by more than 1 in 2,048.
#[derive(Clone, Debug)]
pub(crate) struct Sizes {
    cells: Vec<i64>,
    last: Vec<i64>,
}

impl Sizes {
    /// Sizes with this mean, 0 or more, and this coefficient of variation, 0 to 3.
    pub(crate) fn new(mean: i64, variation: f64) -> Self {
        if variation == 0.0 || mean == 0 {
            return Self { cells: vec![mean], last: Vec::new() };
        }
        let shape = 1.0 / (variation * variation);
        #[allow(clippy::cast_precision_loss)] // at most 2^53 by what is asked for
        let whole = mean as f64;
        let mut cells = means(shape, 1.0, CELLS);
        let last = means(shape, 1.0 / cells_f64(CELLS), LAST_CELLS);
        cells.pop();
        let rounded = |cells: Vec<f64>| cells.into_iter().map(|cell| rounded(cell * whole)).collect::<Vec<i64>>();
        Self { cells: rounded(cells), last: rounded(last) }
    }

    /// The size of a uniform word.
    #[inline]
    #[allow(clippy::cast_possible_truncation)] // the upper bits
    pub(crate) fn draw(&self, word: u32) -> i64 {
        if self.last.is_empty() {
            return self.cells[0];
        }
        let cell = (word >> (32 - CELLS.ilog2())) as usize;
        match self.cells.get(cell) {
            Some(&size) => size,
            None => self.last[(word >> (32 - CELLS.ilog2() - LAST_CELLS.ilog2())) as usize % LAST_CELLS],
        }
    }
}

#[allow(clippy::cast_precision_loss)] // a few thousand
fn cells_f64(cells: usize) -> f64 {
    cells as f64
}

#[allow(clippy::cast_possible_truncation)] // sizes stay far below 2^63
fn rounded(size: f64) -> i64 {
    libm::round(size) as i64
}

/// The means of equally likely cells of the uppermost part of a gamma law, of mean 1, that has this chance; the largest
/// last. A cell's mean is its share of the law's mean by its chance. Above `x` lies the share `Q(k + 1, x)` of the mean,
/// which is `Q(k, x)` and `x` times the density over `k`.
fn means(shape: f64, chance: f64, cells: usize) -> Vec<f64> {
    let law = GammaLaw::new(shape);
    let each = chance / cells_f64(cells);
    let mut from = if chance < 1.0 { law.quantile_of_tail(chance, 0.0, shape) } else { 0.0 };
    let mut share_above = if chance < 1.0 { chance + law.front(from) / shape } else { 1.0 };
    let mut means = Vec::with_capacity(cells);
    for cell in 1..=cells {
        let tail = chance - each * cells_f64(cell);
        let mut share = 0.0;
        if cell < cells {
            let guess = if from > 0.0 { from + each * from / law.front(from) } else { near_zero(shape, each) };
            from = law.quantile_of_tail(tail, from, guess);
            share = tail + law.front(from) / shape;
        }
        means.push((share_above - share) / each);
        share_above = share;
    }
    means
}

/// About where a gamma law has this small probability below: `(p G(k + 1))^(1 / k)`.
fn near_zero(shape: f64, probability: f64) -> f64 {
    libm::exp((libm::log(probability) + libm::lgamma(shape + 1.0)) / shape)
}

#[cfg(test)]
#[allow(clippy::cast_precision_loss)] // tolerances
mod tests {
    use super::*;
    use statrs::distribution::{ContinuousCDF, Gamma};

    /// The exact mean and variance of what is drawn.
    fn moments(sizes: &Sizes) -> (f64, f64) {
        let each = |cells: &[i64], chance: f64| {
            let sum: f64 = cells.iter().map(|&size| size as f64).sum::<f64>() * chance;
            let squares: f64 = cells.iter().map(|&size| (size as f64).powi(2)).sum::<f64>() * chance;
            (sum, squares)
        };
        let (body, last) = (each(&sizes.cells, 1.0 / 2048.0), each(&sizes.last, 1.0 / 2048.0 / 1024.0));
        let mean = body.0 + last.0;
        (mean, body.1 + last.1 - mean * mean)
    }

    #[test]
    fn sizes_have_the_mean_and_the_spread_of_the_gamma_law() {
        for (mean, variation) in [(11_000, 0.5), (4_500, 0.5), (4_500, 1.0), (1 << 32, 2.357), (100_000_000, 3.0)] {
            let sizes = Sizes::new(mean, variation);
            let (found, variance) = moments(&sizes);
            assert!((found / mean as f64 - 1.0).abs() < 1e-5, "{mean} {variation}: {found}");
            let deviation = variance.sqrt() / mean as f64;
            assert!((deviation / variation - 1.0).abs() < 5e-4, "{mean} {variation}: {deviation}");
        }
    }

    #[test]
    fn no_share_of_the_draws_is_off_by_more_than_a_cell() {
        let sizes = Sizes::new(11_000, 0.5);
        let law = Gamma::new(4.0, 4.0 / 11_000.0).unwrap();
        let wrong = Gamma::new(4.4, 4.4 / 11_000.0).unwrap();
        let farthest = |law: &Gamma| {
            let off = |(cell, &size): (usize, &i64)| ((cell as f64 + 0.5) / 2048.0 - law.cdf(size as f64)).abs();
            sizes.cells.iter().enumerate().map(off).fold(0.0, f64::max)
        };
        assert!(farthest(&law) < 1.0 / 2048.0, "{}", farthest(&law));
        assert!(farthest(&wrong) > 10.0 / 2048.0, "the control: another shape is seen");
    }

    #[test]
    fn a_larger_word_never_has_a_smaller_size_and_without_variation_all_are_alike() {
        let sizes = Sizes::new(4_500, 0.5);
        let drawn: Vec<i64> = (0..=u32::MAX).step_by(1 << 8).map(|word| sizes.draw(word)).collect();
        assert!(drawn.is_sorted());
        assert!(sizes.draw(u32::MAX) > 20_000, "{}", sizes.draw(u32::MAX));
        let alike = Sizes::new(15_000, 0.0);
        assert_eq!([0, 1 << 31, u32::MAX].map(|word| alike.draw(word)), [15_000; 3]);
        assert_eq!(Sizes::new(0, 0.5).draw(7), 0);
    }
}
