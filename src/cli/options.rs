//! How a scenario is run: trials, precision, seed and threads.

use std::num::NonZeroUsize;

use clap::Args;
use downline::simulate::{Settings, Trials};

use super::failure::Failure;

/// Options of every command that simulates.
#[derive(Debug, Args)]
pub(super) struct SimulationOptions {
    /// The number of trials, such as 100,000 or 1e6; 100,000 unless --precision is given
    #[arg(long, value_name = "N", value_parser = count, allow_negative_numbers = true)]
    pub(super) trials: Option<u64>,
    /// Run until the headline counts are known to within P of 100 people (95 % confidence), at most --trials
    #[arg(long, value_name = "P", allow_negative_numbers = true)]
    pub(super) precision: Option<f64>,
    /// The seed; the same seed gives the same numbers
    #[arg(long, value_name = "N", default_value_t = 1, allow_negative_numbers = true)]
    pub(super) seed: u64,
    /// The number of threads; never changes a number
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    pub(super) threads: Option<NonZeroUsize>,
}

/// Reads a count as people write it: `100000`, `100,000`, `100_000` or `1e6`.
pub(super) fn count(text: &str) -> Result<u64, String> {
    let written = text.trim();
    if written.starts_with('-') {
        return Err("a count cannot be below 0; write a whole number, such as 100,000".to_owned());
    }
    let plain = without_marks(written).filter(|plain| plain.bytes().all(|letter| letter.is_ascii_digit()));
    let count = match plain {
        Some(digits) => digits.parse().ok(),
        None => in_powers_of_ten(written),
    };
    count.ok_or_else(|| "not a whole number; write it as 100000, 100,000 or 1e5".to_owned())
}

/// A number without the marks between its thousands; `None` where they stand elsewhere, as a decimal comma does.
fn without_marks(number: &str) -> Option<String> {
    let Some(mark) = ['_', ','].into_iter().find(|&mark| number.contains(mark)) else { return Some(number.to_owned()) };
    let (first, rest) = number.split_once(mark)?;
    let grouped = (1..=3).contains(&first.len()) && rest.split(mark).all(|group| group.len() == 3);
    grouped.then(|| number.replace(mark, ""))
}

/// `1e6` or `1.5e6`, when that is whole.
fn in_powers_of_ten(number: &str) -> Option<u64> {
    let (mantissa, power) = number.split_once(['e', 'E'])?;
    let power: usize = power.trim_start_matches('+').parse().ok().filter(|&power| power <= 19)?;
    let (whole, decimals) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let decimals = decimals.trim_end_matches('0');
    let zeros = power.checked_sub(decimals.len())?;
    let digits = format!("{whole}{decimals}{}", "0".repeat(zeros));
    let is_plain = !whole.is_empty() && digits.bytes().all(|letter| letter.is_ascii_digit());
    is_plain.then(|| digits.parse().ok())?
}

/// Trials when neither trials nor a precision are given.
const USUAL_TRIALS: u64 = 100_000;
/// The most trials when only a precision is given.
const PATIENT_TRIALS: u64 = 10_000_000;
/// More threads than any machine has are a slip of the finger.
const MOST_THREADS: usize = 1024;

impl SimulationOptions {
    /// The settings of the run.
    pub(super) fn settings(&self, keep_trials: bool) -> Result<Settings, Failure> {
        if let Some(threads) = self.threads.filter(|threads| threads.get() > MOST_THREADS) {
            return Err(Failure::Usage(format!("--threads {threads} is outside 1 to {MOST_THREADS}")));
        }
        let trials = match self.precision {
            None => {
                Trials::exactly(self.trials.unwrap_or(USUAL_TRIALS)).map_err(|error| with_option("--trials", &error))?
            }
            Some(of_100) => Trials::until_precise(of_100, self.trials.unwrap_or(PATIENT_TRIALS))
                .map_err(|error| with_option("--precision", &error))?,
        };
        Ok(Settings { trials, seed: self.seed, threads: self.threads, keep_trials, goals: Vec::new() })
    }
}

fn with_option(option: &str, error: &downline::simulate::SettingsError) -> Failure {
    Failure::Usage(format!("{option}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn counts_are_read_as_people_write_them() {
        for (text, number) in [
            ("100000", 100_000),
            ("100,000", 100_000),
            ("100_000", 100_000),
            ("1,234,567", 1_234_567),
            ("1e6", 1_000_000),
            ("1E+6", 1_000_000),
            ("1.5e3", 1_500),
            ("2.50e1", 25),
            ("0", 0),
            ("18446744073709551615", u64::MAX),
        ] {
            assert_eq!(count(text), Ok(number), "{text}");
        }
        for text in [
            "",
            "-5",
            "many",
            "1.5",
            "1,5",
            "10,00",
            "1,0000",
            ",100",
            "100,",
            "1_0",
            "1,000_000",
            "1e-3",
            "1.55e1",
            "e6",
            "1e",
            "1e99",
            "0x10",
            "18446744073709551616",
            "1e20",
            "+5",
            "1 000",
        ] {
            assert!(count(text).is_err(), "{text}");
        }
        assert!(count("-5").unwrap_err().contains("below 0"));
    }
}
