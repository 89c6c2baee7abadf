//! Switches and keys that several rules have.

use crate::commission::differential::{Brackets, Lookup};
use crate::commission::generation::AbsentLeader;
use crate::commission::{Compression, Unpaid};
use crate::plans::keys::Keys;
use crate::plans::switch::{Switch, choice};
use crate::reading::Key;

/// Who uses up a level.
pub(super) const COMPRESSION: Switch<Compression> = Switch {
    name: "compression",
    choices: &[
        choice(
            "none",
            Compression::None,
            "levels are counted in the tree, and a member who is not active still uses one up",
        ),
        choice(
            "standard",
            Compression::Standard,
            "members who are not active are passed over, and the next one up moves closer",
        ),
        choice(
            "dynamic",
            Compression::Dynamic,
            "as standard, and members who do not hold the level about to be paid are passed over too",
        ),
    ],
    otherwise: "",
};

/// Which volume is looked up in steps.
pub(super) const LOOKUP: Switch<Lookup> = Switch {
    name: "lookup",
    choices: &[
        choice("pv", Lookup::Personal, "the bracket is looked up on qualifying points (PV)"),
        choice("cv", Lookup::Commissionable, "the bracket is looked up on the volume that is paid on (CV)"),
    ],
    otherwise: "",
};

/// How steps are read.
pub(super) const BRACKETS: Switch<Brackets> = Switch {
    name: "brackets",
    choices: &[
        choice("slab", Brackets::Slab, "the whole volume is paid at the highest bracket reached"),
        choice("marginal", Brackets::Marginal, "each bracket's rate is paid on the part of the volume inside it"),
    ],
    otherwise: "",
};

/// Reads how steps are read that are looked up on this volume: marginal brackets cut the volume that is paid on.
pub(super) fn brackets_on(keys: &mut Keys<'_, '_>, lookup: Lookup) -> Brackets {
    let brackets = keys.switch(&BRACKETS);
    if keys.has(LOOKUP.name) && lookup == Lookup::Personal && brackets == Brackets::Marginal {
        let message = "marginal brackets cut the volume that is paid on, and the lookup is on another one";
        keys.report(BRACKETS.name, message, "write lookup = \"cv\", or brackets = \"slab\"");
    }
    brackets
}

/// Where the share of somebody who may not be paid goes.
pub(super) const UNPAID: Switch<Unpaid> = Switch {
    name: "unpaid",
    choices: &[
        choice(
            "company",
            Unpaid::Company,
            "the share of a level whose member may not be paid is kept by the company (breakage)",
        ),
        choice(
            "rolls-up",
            Unpaid::RollsUp,
            "it is paid to the next active member above who holds that level, beside what that member is paid otherwise",
        ),
        choice(
            "default-account",
            Unpaid::DefaultAccount,
            "it goes to the account that the plan names in default-account",
        ),
    ],
    otherwise: "",
};

/// Reads where unpaid shares go.
pub(super) fn unpaid(keys: &mut Keys<'_, '_>) -> Unpaid {
    let unpaid = keys.switch(&UNPAID);
    keys.plan.pays_default_account |= unpaid == Unpaid::DefaultAccount;
    unpaid
}

/// What an inactive leader does to a generation.
pub(super) const ABSENT_LEADER: Switch<AbsentLeader> = Switch {
    name: "absent-leader",
    choices: &[
        choice(
            "uses-generation",
            AbsentLeader::UsesGeneration,
            "a leader who is not active still ends a generation, and the company keeps its share",
        ),
        choice("passed-over", AbsentLeader::PassedOver, "the generation goes to the next active leader above"),
    ],
    otherwise: "",
};

/// From which rank on a member leads.
pub(super) const LEADER_RANK: Key = Key {
    name: "leader-rank",
    unit: "and higher",
    example: "`leader-rank = \"Director\"`, the lowest rank that leads",
};

/// The share of the commissionable volume that is paid on.
pub(super) const BROAD: Key =
    Key { name: "broad-percentage", unit: "of the volume is paid on", example: "`broad-percentage = \"40%\"`" };

/// From which rank on groups break away, in rules that pay inside a group.
pub(super) const BREAKAWAY_RANK: Key =
    Key { name: "breakaway-rank", unit: "and higher break away", example: "`breakaway-rank = \"Director\"`" };

/// Why a plan with a breakaway rule must say where its other rules stop.
pub(super) const BREAKAWAY_HELP: &str = "the plan has a breakaway rule, and companies differ in what it ends:
\"Director\" (a rank): volume and pay of this rule stop at members of that rank and higher
\"never\": this rule goes on above them, so that their group is paid on by both rules";
