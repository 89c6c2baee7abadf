//! Where volume goes up and somebody's pay stands still or falls: `flat_spots` of an audited plan.

use schemars::JsonSchema;
use serde::Serialize;

use super::numbers::Major;
use crate::audit::flat_spots::{FlatSpot, RuleLine, Standing};
use crate::report::plan_audit::{AuditedPlan, letter};

/// What a search for flat spots found, and how far it came.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "flat_spots")]
pub(super) struct FlatSpotsObject<'a> {
    /// By how much a member's volume went up, in points.
    order: Major,
    /// How many months were settled.
    settlements: u64,
    /// All trees up to so many members were searched.
    complete_up_to_members: usize,
    /// Trees up to so many members should have been searched, 0 to 6.
    asked_up_to_members: usize,
    /// The volumes around which the search looked, in points: the plan's own edges.
    edges: Vec<Major>,
    /// The smallest case of each kind that was found.
    found: Vec<FlatSpotObject<'a>>,
}

impl<'a> FlatSpotsObject<'a> {
    pub(super) fn new(plan: &'a AuditedPlan<'a>) -> Self {
        let spots = &plan.flat_spots;
        Self {
            order: spots.order.into(),
            settlements: spots.settlements,
            complete_up_to_members: spots.complete_up_to,
            asked_up_to_members: spots.asked_up_to,
            edges: spots.edges.iter().map(|&edge| edge.into()).collect(),
            found: spots.found.iter().map(|spot| FlatSpotObject::new(plan, spot)).collect(),
        }
    }
}

/// The smallest case of one kind: a small tree before and after one order.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "flat_spot")]
struct FlatSpotObject<'a> {
    /// Its kind, such as `falls-above`.
    kind: String,
    /// Who orders.
    buyer: String,
    /// Whose pay does not rise.
    member: String,
    /// By how much that pay changes, in money: nothing or less.
    change: Major,
    /// All members of the tree; the first is the root.
    members: Vec<MemberObject>,
    /// What the member is paid before the order, line by line.
    lines_before: Vec<LineObject<'a>>,
    /// What it is paid after the order, line by line.
    lines_after: Vec<LineObject<'a>>,
}

impl<'a> FlatSpotObject<'a> {
    fn new(plan: &AuditedPlan<'_>, spot: &'a FlatSpot) -> Self {
        let members = (0_u32..).zip(spot.before.iter().zip(&spot.after)).map(|(member, (before, after))| {
            let sponsor = (member > 0).then(|| letter(spot.sponsors[member as usize]));
            let [before, after] = [before, after].map(|standing| StandingObject::new(plan, standing));
            MemberObject { member: letter(member), sponsor, before, after }
        });
        Self {
            kind: spot.kind.name(),
            buyer: letter(spot.buyer),
            member: letter(spot.member),
            change: spot.change().into(),
            members: members.collect(),
            lines_before: spot.lines_before.iter().map(LineObject::from).collect(),
            lines_after: spot.lines_after.iter().map(LineObject::from).collect(),
        }
    }
}

/// A member of a small tree.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "tree_member")]
struct MemberObject {
    /// The member: `A`, `B` and so on.
    member: String,
    /// Who sponsored it. Null for the root.
    sponsor: Option<String>,
    /// How it stands before the order.
    before: StandingObject,
    /// How it stands after the order.
    after: StandingObject,
}

/// How a member stands.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "standing")]
struct StandingObject {
    /// Its own volume, in points.
    volume: Major,
    /// The rank it is paid as.
    rank: String,
    /// Its pay by all rules, in money.
    paid: Major,
}

impl StandingObject {
    fn new(plan: &AuditedPlan<'_>, standing: &Standing) -> Self {
        Self { volume: standing.volume.into(), rank: plan.rank_name(standing.rank), paid: standing.paid.into() }
    }
}

/// A line of the member whose pay does not rise.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "flat_spot_line")]
struct LineObject<'a> {
    /// What the plan calls the rule.
    rule: &'a str,
    /// Whose order it is paid on. Null where it is paid on no single member's order.
    source: Option<String>,
    /// The level, generation or leg, as the rule counts them.
    level: u16,
    /// What the rate is taken of, in points or, for matches and pools, in money.
    basis: Major,
    /// The rate as a fraction.
    rate: f64,
    /// What is paid, in money.
    amount: Major,
}

impl<'a> From<&'a RuleLine> for LineObject<'a> {
    fn from(RuleLine { rule, line }: &'a RuleLine) -> Self {
        Self {
            rule,
            source: line.source.map(letter),
            level: line.level,
            basis: Major::from_hundredths(line.basis.hundredths()),
            rate: line.rate.to_fraction(),
            amount: line.amount.into(),
        }
    }
}
