//! The plans that come with the crate, as commented TOML files read like anybody's.

/// A plan that comes with the crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BuiltIn {
    /// Its name on the command line and in a scenario's `[plan]`.
    pub name: &'static str,
    /// What it is, in a line.
    pub summary: &'static str,
    /// The commented plan file.
    pub toml: &'static str,
}

/// All built-in plans, simple ones first.
pub const BUILT_IN: &[BuiltIn] = &[BuiltIn {
    name: "flat",
    summary: "6 % of the volume of everybody below",
    toml: include_str!("built_in/flat.toml"),
}];

/// The built-in plan of this name.
#[must_use]
pub fn find(name: &str) -> Option<&'static BuiltIn> {
    BUILT_IN.iter().find(|plan| plan.name == name)
}
