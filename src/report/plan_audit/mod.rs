//! What a plan pays in a simulated organisation, as text and tables: `downline plan audit`.

mod flat_spots;
pub(super) mod published;
mod text;

pub use text::text;

use crate::audit::flat_spots::FlatSpots;
use crate::audit::{Comparison, Origin, PlanAudit, RankedBy};
use crate::growth::organisation::Organisation;
use crate::plans::PlanFile;
use crate::scenario::Scenario;
use crate::units::{Money, Volume};
use crate::words::plan_audit as words;

/// One plan's audit with its flat spots.
#[derive(Clone, Debug)]
pub struct AuditedPlan<'a> {
    /// What it is called here.
    pub name: String,
    /// The plan.
    pub plan: &'a PlanFile,
    /// What it paid.
    pub audit: PlanAudit,
    /// Where it stands still.
    pub flat_spots: FlatSpots,
}

impl AuditedPlan<'_> {
    /// The name of a rank, or its number where it has none.
    pub(super) fn rank_name(&self, rank: u8) -> String {
        self.plan.rank_names().get(usize::from(rank)).cloned().unwrap_or_else(|| format!("rank {rank}"))
    }

    /// The personal volume from which a member is active.
    pub(super) const fn active_volume(&self) -> Volume {
        self.plan.plan().active_volume()
    }
}

/// The audit of one plan, or of two on the same people and orders.
#[derive(Clone, Copy, Debug)]
pub struct PlanAuditReport<'a> {
    /// Where lifetimes, the spread of propensity, orders, customers and the currency come from.
    pub scenario: &'a Scenario,
    /// Who is paid.
    pub organisation: &'a Organisation,
    /// The plan.
    pub plan: &'a AuditedPlan<'a>,
    /// The plan that would take its place.
    pub other: Option<&'a AuditedPlan<'a>>,
}

impl PlanAuditReport<'_> {
    pub(super) fn currency(&self) -> &str {
        self.scenario.currency()
    }

    /// The plans, one or two.
    pub fn plans(&self) -> impl Iterator<Item = &AuditedPlan<'_>> {
        std::iter::once(self.plan).chain(self.other)
    }

    /// The name of a rank in a comparison.
    pub(super) fn compared_rank(&self, comparison: &Comparison, rank: u8) -> String {
        match (comparison.ranked_by, self.other) {
            (RankedBy::Second, Some(other)) => other.rank_name(rank),
            _ => self.plan.rank_name(rank),
        }
    }

    pub(super) fn comparison(&self) -> Option<Comparison> {
        self.other.map(|other| Comparison::new(&self.plan.audit, &other.audit))
    }
}

/// Why nothing can come from an origin.
pub(super) fn origin_note(report: &PlanAuditReport<'_>, origin: Origin) -> &'static str {
    match origin {
        Origin::Customers if report.scenario.buying().customers().is_none_or(|law| law.gained() == 0.0) => {
            words::NO_CUSTOMERS
        }
        Origin::Kits if report.scenario.buying().kit() == Volume::ZERO => words::KITS_WITHOUT_VOLUME,
        Origin::Customers | Origin::OwnPurchases | Origin::Kits => "",
    }
}

/// A member of a small tree: `A`, `B`, ...
pub(super) fn letter(member: u32) -> String {
    // Trees have at most 6 members.
    u8::try_from(member)
        .ok()
        .filter(|&member| member < 26)
        .map_or_else(|| member.to_string(), |member| char::from(b'A' + member).to_string())
}

/// A part of an amount as a fraction; `None` where there is no whole.
pub(super) fn fraction(part: Money, whole: Money) -> Option<f64> {
    (whole != Money::ZERO).then(|| part.to_major() / whole.to_major())
}
