//! Draws as inverse transforms: a uniform random word in, an outcome out. Growth and buying draw by nothing else.
//!
//! [`LifetimeTable`] gives the months until somebody quits, [`Steady`] and [`Uneven`] when recruits or customers
//! come, [`Gaps`] the months between the successes of a monthly chance, [`Sizes`] how large something usually is.
//!
//! A larger word never gives a later arrival or a smaller size, so a changed parameter moves what a member does and
//! nobody's luck. Tables are built with the `libm` crate and draws use plain arithmetic, so both are the same on every
//! machine.

mod arrivals;
mod counts;
mod gamma;
mod gaps;
mod lifetimes;
mod logarithm;
mod sizes;

pub(crate) use arrivals::{Arrivals, Steady, Uneven};
pub(crate) use gamma::GammaLaw;
pub(crate) use gaps::Gaps;
pub(crate) use lifetimes::LifetimeTable;
pub(crate) use sizes::Sizes;

/// A probability in parts of 2^bits, rounded to the nearest; 1 is 2^bits, or the largest word for 64.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a probability times 2^64 saturates, as wanted
fn share_of_2_to_the(bits: u32, probability: f64) -> u64 {
    let scale = if bits == 64 { 18_446_744_073_709_551_616.0 } else { f64::from(2u32).powi(bits.cast_signed()) };
    (probability.clamp(0.0, 1.0) * scale).round() as u64
}
