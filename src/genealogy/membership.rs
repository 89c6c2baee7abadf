//! Volumes of a tree that stand beside members who were not there in the month they are paid for.

use super::problem::{GenealogyErrors, ProblemKind, quoted};
use super::{Genealogy, orders};
use crate::team::NEVER;
use crate::units::{Month, Volume};

impl Genealogy {
    /// Whether the tree's volumes can be those of this month: nobody has any before joining, nor, as with
    /// [`Orders`](super::Orders), in a month after leaving. Zero is no volume.
    ///
    /// # Errors
    /// Every member whose volume cannot be of this month, with its row.
    pub fn check_volumes_in(&self, month: Month) -> Result<(), GenealogyErrors> {
        let mut errors = GenealogyErrors::default();
        for (at, &row) in self.rows.iter().enumerate() {
            let is_some = |column: &Option<Vec<Volume>>| column.as_ref().is_some_and(|c| c[at] != Volume::ZERO);
            if !is_some(&self.personal) && !is_some(&self.commissionable) {
                continue;
            }
            let joined = self.joined.as_ref().map_or(0, |joined| joined[at]);
            let left = self.left.as_ref().map_or(NEVER, |left| left[at]);
            let (kind, other, how) = if joined > month.get() {
                (ProblemKind::VolumeBeforeJoining, joined, "before joining")
            } else if left < month.get() {
                (ProblemKind::VolumeAfterLeaving, left, "after leaving")
            } else {
                continue;
            };
            let message = || {
                let id = u32::try_from(at).map_or("", |member| orders::text(&self.ids, member));
                let [month, other] = [month, Month::new(other)].map(|month| self.calendar.label(month));
                format!("{} has volume of month {month}, {how} in month {other}", quoted(id.as_bytes()))
            };
            errors.push(kind, &self.file, row, message);
        }
        errors.unless_any(())
    }
}
