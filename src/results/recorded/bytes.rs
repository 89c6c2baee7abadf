//! A record as bytes: a mark, the version of the form, the record itself, and a sum of all before.

use sha2::{Digest, Sha256};

use super::{RecordError, Recorded};

/// What every record begins with.
const MARK: &[u8; 8] = b"downline";

/// The version of the form; it rises when what is recorded, or how, changes.
const FORM: u32 = 1;

/// So many bytes of a SHA-256 of all before end a record.
const SUM: usize = 8;

impl Recorded {
    /// The version of the form of its bytes.
    pub const FORM: u32 = FORM;

    /// The record as bytes, the same for the same trials however they were run.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let bytes = [&MARK[..], &FORM.to_le_bytes()].concat();
        // Nothing that is recorded can fail to be written to memory.
        let mut bytes = postcard::to_extend(self, bytes).unwrap_or_default();
        bytes.extend_from_slice(&sum(&bytes));
        bytes
    }

    /// Reads a record.
    ///
    /// # Errors
    /// [`RecordError`] when the bytes are no record, of a newer form, cut short or changed.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, RecordError> {
        let rest = bytes.strip_prefix(MARK).ok_or(RecordError::NoRecord)?;
        let damaged = |why| RecordError::Damaged { why };
        let cut_short = damaged("it is cut short");
        let (form, rest) = rest.split_first_chunk().ok_or_else(|| cut_short.clone())?;
        let found = u32::from_le_bytes(*form);
        if found > FORM {
            return Err(RecordError::Newer { found, known: FORM });
        }
        let (record, _) = rest.split_last_chunk::<SUM>().ok_or(cut_short)?;
        let (before, last) = bytes.split_at(bytes.len() - SUM);
        if sum(before) != last {
            return Err(damaged("its bytes are not the ones that were written"));
        }
        let (recorded, left) =
            postcard::take_from_bytes::<Self>(record).map_err(|_| damaged("its bytes make no sense"))?;
        if !left.is_empty() {
            return Err(damaged("something follows its end"));
        }
        recorded.checked()
    }
}

fn sum(bytes: &[u8]) -> [u8; SUM] {
    let digest = Sha256::digest(bytes);
    std::array::from_fn(|at| digest[at])
}
