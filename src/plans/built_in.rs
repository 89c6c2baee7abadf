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
pub const BUILT_IN: &[BuiltIn] = &[
    BuiltIn { name: "flat", summary: "6 % of the volume of the whole team", toml: include_str!("built_in/flat.toml") },
    BuiltIn {
        name: "unilevel",
        summary: "five levels, 8/5/4/4/4 %, nobody passed over",
        toml: include_str!("built_in/unilevel.toml"),
    },
    BuiltIn {
        name: "fast-start",
        summary: "seven compressed levels; new members' orders pay a fast start",
        toml: include_str!("built_in/fast-start.toml"),
    },
    BuiltIn {
        name: "stairstep",
        summary: "3 to 21 % by the group's points, less what those below get",
        toml: include_str!("built_in/stairstep.toml"),
    },
    BuiltIn {
        name: "breakaway",
        summary: "stairstep; leaders break away and pay three generations",
        toml: include_str!("built_in/breakaway.toml"),
    },
    BuiltIn {
        name: "binary",
        summary: "10 % of the weaker of two legs, with carry and cap",
        toml: include_str!("built_in/binary.toml"),
    },
    BuiltIn {
        name: "matrix",
        summary: "three wide, seven deep, with spillover",
        toml: include_str!("built_in/matrix.toml"),
    },
    BuiltIn {
        name: "hybrid",
        summary: "levels, generations, match and pool under a company cap",
        toml: include_str!("built_in/hybrid.toml"),
    },
];

/// The built-in plan of this name.
#[must_use]
pub fn find(name: &str) -> Option<&'static BuiltIn> {
    BUILT_IN.iter().find(|plan| plan.name == name)
}
