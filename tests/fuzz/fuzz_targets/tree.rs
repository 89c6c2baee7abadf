//! A tree and perhaps orders of any bytes: read and written and read again, or refused with a reason.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[allow(dead_code)] // the checks of other targets
#[path = "../../support/checks.rs"]
mod checks;
#[allow(dead_code)] // shared with others, who use the rest
#[path = "../parts.rs"]
mod parts;

fuzz_target!(|input: &[u8]| {
    let files = parts::parts(input, 2);
    drop(checks::read_tree(files[0], files.get(1).copied()));
});
