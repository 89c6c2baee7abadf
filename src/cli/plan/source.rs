//! Where a plan comes from: a built-in one, a file or standard input.

use downline::plans::{PlanFile, find};

use crate::cli::document::{Kind, open};
use crate::cli::failure::Failure;

const PLAN: Kind = Kind {
    noun: "plan",
    example: "my-plan.toml",
    help: "\nhelp: `downline plan list` lists the plans that are built in; `downline plan show NAME > my-plan.toml` makes a file",
};

/// Reads a plan: a built-in plan's name, a path to a .toml file, or - for standard input.
pub(super) fn load_plan(plan: &str) -> Result<PlanFile, Failure> {
    Ok(load_plan_with_text(plan)?.0)
}

/// As [`load_plan`], with the bytes of a plan that is not built in.
pub(super) fn load_plan_with_text(plan: &str) -> Result<(PlanFile, Option<Vec<u8>>), Failure> {
    Ok(match open(plan, find(plan).is_some(), &PLAN)? {
        Some(document) => {
            let file = PlanFile::from_bytes(&document.name, &document.label, &document.bytes)?;
            (file, Some(document.bytes))
        }
        None => (PlanFile::built_in(plan)?, None),
    })
}
