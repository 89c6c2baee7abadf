//! Compensation plans as files.

use crate::commission::Plan;
use crate::scenario::ScenarioErrors as PlanErrors;

/// A plan that comes with the crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BuiltIn {
    /// Its name on the command line and in `[plan] name`.
    pub name: &'static str,
    /// What it is, in a line.
    pub summary: &'static str,
    /// The commented plan file.
    pub toml: &'static str,
}

/// The plans that come with the crate.
pub const BUILT_IN: &[BuiltIn] = &[];

/// The built-in plan of this name.
#[must_use]
pub fn find(name: &str) -> Option<&'static BuiltIn> {
    BUILT_IN.iter().find(|plan| plan.name == name)
}

/// A plan file that has been read.
#[derive(Clone, Debug)]
pub struct PlanFile {
    plan: Plan,
}

impl PlanFile {
    /// The plan built in under this name.
    ///
    /// # Errors
    /// A name that is none.
    pub fn built_in(name: &str) -> Result<Self, PlanErrors> {
        Err(crate::scenario::Scenario::preset(name).err().unwrap_or_default())
    }

    /// STUB until the reader comes.
    #[must_use]
    pub fn of(plan: Plan) -> Self {
        Self { plan }
    }
    /// STUB
    #[must_use]
    pub fn rank_names(&self) -> &[String] {
        &[]
    }
    /// STUB
    #[must_use]
    pub fn point_value(&self) -> crate::units::Rate {
        crate::units::Rate::ONE
    }
    /// STUB
    #[must_use]
    pub fn title(&self) -> &str {
        "Plan"
    }
    /// STUB
    #[must_use]
    pub fn name(&self) -> &str {
        "plan"
    }

    /// The plan.
    #[must_use]
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }
}
