//! One input of the fuzzer as several files: they are parted by a line of four equal signs.

/// The line between two files.
pub(crate) const PARTING: &str = "\n====\n";

/// The files of an input, as many as are asked for at most; the last one keeps what is left.
#[allow(dead_code)] // the seeds only join, and the targets only part
pub(crate) fn parts(input: &[u8], most: usize) -> Vec<&[u8]> {
    let mut parts = Vec::new();
    let mut rest = input;
    while parts.len() + 1 < most {
        let Some(at) = rest.windows(PARTING.len()).position(|window| window == PARTING.as_bytes()) else { break };
        parts.push(&rest[..at]);
        rest = &rest[at + PARTING.len()..];
    }
    parts.push(rest);
    parts
}
