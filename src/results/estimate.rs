//! [`Estimate`]: a mean over trials, which never stands without its error.

/// A mean over trials with what the number of trials leaves open.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The mean, in the integer unit of what was counted.
    pub value: f64,
    /// Its standard error in the same unit; `None` at one trial, of which no error can be told.
    pub error: Option<f64>,
}
