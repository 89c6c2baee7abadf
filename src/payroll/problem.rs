//! [`PayrollErrors`]: what a plan needs and the files do not say.

use std::fmt;

use crate::genealogy::GenealogyErrors;

/// One thing that keeps a plan from being paid.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PayrollProblem {
    /// A column that the plan reads is not there, or empty.
    #[error("the column {column} of the {file} is needed: {why}")]
    MissingColumn {
        /// `tree` or `orders`.
        file: &'static str,
        /// The column.
        column: &'static str,
        /// What the plan does with it.
        why: &'static str,
    },
    /// Volumes in the tree and in the orders.
    #[error(
        "volumes stand in the tree (pv, cv) and in the orders, and it is not said which count; leave out one of them"
    )]
    VolumesTwice,
    /// Volumes of the tree are of one month, and nothing says of which.
    #[error(
        "the volumes of the tree are those of one month, and the tree has joined or left months: say which month it is with --month"
    )]
    MonthNeeded,
    /// No orders at all.
    #[error("there is no order, so there is no month to pay")]
    NoOrders,
    /// A month before the first or after the last that can be paid.
    #[error("month {month} has no orders: they run from {first} to {last}")]
    MonthOutside {
        /// The month that was asked for.
        month: String,
        /// The first one.
        first: String,
        /// The last one.
        last: String,
    },
    /// More volume than can be paid to the cent whatever the plan.
    #[error(
        "the commissionable volume adds up to more than 10,000,000,000,000.00 in money, which is the most that is paid"
    )]
    TooMuchVolume,
    /// More paid by buyers than a margin can be paid on to the cent.
    #[error("the prices add up to more than 10,000,000,000,000.00, which is the most that a retail margin is paid on")]
    TooMuchPrice,
    /// More members below one than positions.
    #[error("somebody has more than 65,535 members placed below, which is more than can be counted")]
    TooWide,
    /// The placement of the file cannot be used.
    #[error("the placement cannot be used: {0}")]
    Placement(#[from] crate::commission::PlacementError),
    /// The network cannot be used.
    #[error("the tree cannot be used: {0}")]
    Period(#[from] crate::commission::PeriodError),
}

/// Everything that keeps a genealogy from being paid by a plan.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct PayrollErrors {
    pub(super) problems: Vec<PayrollProblem>,
    pub(super) rows: Option<GenealogyErrors>,
}

impl PayrollErrors {
    /// What the files do not say.
    #[must_use]
    pub fn problems(&self) -> &[PayrollProblem] {
        &self.problems
    }

    /// What is wrong in single rows under this plan and month: ranks that the plan does not know, volumes of members who
    /// were not there.
    #[must_use]
    pub const fn rows(&self) -> Option<&GenealogyErrors> {
        self.rows.as_ref()
    }

    /// How many problems there are.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.problems.len() as u64 + self.rows.as_ref().map_or(0, GenealogyErrors::count)
    }

    pub(super) fn push_rows(&mut self, rows: GenealogyErrors) {
        match &mut self.rows {
            Some(known) => known.append(rows),
            none => *none = Some(rows),
        }
    }

    pub(super) fn push(&mut self, problem: PayrollProblem) {
        self.problems.push(problem);
    }

    pub(super) fn missing(&mut self, file: &'static str, column: &'static str, why: &'static str) {
        self.push(PayrollProblem::MissingColumn { file, column, why });
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.problems.is_empty() && self.rows.is_none()
    }
}

impl fmt::Display for PayrollErrors {
    /// One line a problem; no newline at the end.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines: Vec<String> = self.problems.iter().map(ToString::to_string).collect();
        lines.extend(self.rows.as_ref().map(ToString::to_string));
        out.write_str(&lines.join("\n"))
    }
}

reads_as_a_sentence!(PayrollErrors);

impl std::error::Error for PayrollErrors {}
