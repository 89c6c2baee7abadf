//! [`RecordError`]: why records do not belong together, or are none.

/// Why a record was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RecordError {
    /// Bytes that are no record.
    #[error("these bytes are no record of trials; give what `Recorded::to_bytes` wrote")]
    NoRecord,
    /// A record of a newer form.
    #[error("the record has form {found}, and this program reads forms up to {known}; read it with a newer downline")]
    Newer {
        /// The version of the record's form.
        found: u32,
        /// The newest version that is known here.
        known: u32,
    },
    /// Bytes that were changed, cut short or added to.
    #[error("the record is damaged: {why}; copy it again, or record its trials again")]
    Damaged {
        /// What is wrong.
        why: &'static str,
    },
    /// Records, or a record and a scenario, that have nothing to do with each other.
    #[error("the {what} differs: {one} here, {other} there; record all trials with the same {what}")]
    Foreign {
        /// What differs.
        what: &'static str,
        /// As it is in the record.
        one: String,
        /// As it is in the other record, in the scenario or in this program.
        other: String,
    },
    /// Trials that are in both records.
    #[error("{} in both records; each trial counts once, so leave one of the records out or record other trials", trials(*.first, *.last, "is", "are"))]
    Overlap {
        /// The first trial that is in both.
        first: u64,
        /// The last of them.
        last: u64,
    },
    /// Trials that are missing.
    #[error("{} missing; results are made of trials from 1 on without a gap, so record and merge them first", trials(*.first, *.last, "is", "are"))]
    Gap {
        /// The first missing trial.
        first: u64,
        /// The last missing trial before the next one that is there.
        last: u64,
    },
}

fn trials(first: u64, last: u64, one: &str, many: &str) -> String {
    if first == last { format!("trial {first} {one}") } else { format!("trials {first} to {last} {many}") }
}
