//! [`Network`]: what can be paid month by month.

use crate::commission::Period;
use crate::units::Month;

/// People who are paid month by month: a genealogy from files, a simulated team or organisation, a small tree.
///
/// A network either has all its members in every month, or grows: then its members are numbered in the order of joining,
/// and a month holds those who have joined by its end, so that they are the first of all members.
pub trait Network {
    /// Makes `period` this month, whatever it was before: members and sponsors, who is there, volumes, sales to customers
    /// outside, and what else the plan needs and the network says (joining months, owners, enrollers, ranks, places).
    /// Whoever is there is set active; too little personal volume is found by the plan.
    fn fill(&self, month: Month, period: &mut Period);

    /// Makes `period` everybody who ever joins, each with the personal volume of its joining month: what a placing looks
    /// at when it puts members into a tree. Asked once for a network, and only when the plan has a placing.
    fn newcomers(&self, period: &mut Period);

    /// The title that each member brings into the first month, by member id; nobody brings one unless said.
    fn titles(&self) -> &[u8] {
        &[]
    }
}
