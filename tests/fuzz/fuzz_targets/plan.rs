//! A plan file of any bytes: it is read and can be written and read again, or it is refused with a reason.

#![no_main]

use downline::plans::PlanFile;
use libfuzzer_sys::fuzz_target;

#[allow(dead_code)] // the checks of other targets
#[path = "../../support/checks.rs"]
mod checks;

fuzz_target!(|input: &[u8]| {
    match std::str::from_utf8(input) {
        Ok(text) => drop(checks::read_plan(text)),
        Err(_) => assert!(PlanFile::from_bytes("any", "any.toml", input).is_err()),
    }
});
