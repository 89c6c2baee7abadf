//! [`Payroll`]: a genealogy, its orders and a plan, checked together and paid month by month.

use std::sync::Arc;

use super::months::Months;
use super::problem::{PayrollErrors, PayrollProblem};
use super::refunds::{AndThen, Refunds};
use super::summary::Summary;
use super::summing::Summing;
use crate::commission::{Placement, Placing};
use crate::genealogy::{Genealogy, Orders};
use crate::plans::PlanFile;
use crate::settlement::{Listener, Settlement, TooMuchPaid};
use crate::units::Month;

/// A genealogy that can be paid by a plan.
#[derive(Debug)]
pub struct Payroll<'a> {
    genealogy: &'a Genealogy,
    plan: &'a PlanFile,
    months: Months<'a>,
    /// Where members stand by the placings of the plan.
    places: Vec<(Placing, Arc<Placement>)>,
}

impl<'a> Payroll<'a> {
    /// Puts a genealogy, its orders and a plan together.
    ///
    /// With orders every month from the first order to the last is paid, or only `month`: the months before it are
    /// settled for what they carry over. Without orders the volumes of the tree are those of `month`, which may be left
    /// out when nothing depends on it; only who was there then can have any.
    ///
    /// # Errors
    /// Everything that the plan reads and the files do not say, every rank that the plan does not know, and every volume
    /// of a member who had not joined or had left.
    pub fn new(
        genealogy: &'a Genealogy,
        orders: Option<&'a Orders>,
        plan: &'a PlanFile,
        month: Option<Month>,
    ) -> Result<Self, PayrollErrors> {
        let months = Months::new(genealogy, orders, plan, month)?;
        let mut settlement = Settlement::new(plan.plan());
        settlement.begin(&months);
        let places = settlement.into_places();
        Ok(Self { genealogy, plan, months, places })
    }

    /// The tree.
    #[must_use]
    pub const fn genealogy(&self) -> &'a Genealogy {
        self.genealogy
    }

    /// The plan.
    #[must_use]
    pub const fn plan(&self) -> &'a PlanFile {
        self.plan
    }

    /// The names of the rules in the order of the plan; from the second rule of one name on with a number:
    /// `unilevel`, `unilevel-2`.
    #[must_use]
    pub fn labels(&self) -> &[String] {
        self.plan.plan().labels()
    }

    /// The month as the files write it.
    #[must_use]
    pub fn month_label(&self, month: Month) -> String {
        self.genealogy.calendar().label(month)
    }

    /// The name of the rank that a member is paid as; `None` for a plan without ranks.
    #[must_use]
    pub(crate) fn rank_name(&self, rank: u8) -> Option<&str> {
        let names = self.plan.rank_names();
        names.get(usize::from(rank)).or(names.last()).map(String::as_str)
    }

    /// The name of the title that a member has, which is the best rank it has ever held; `None` for a plan that does not
    /// decide ranks itself.
    #[must_use]
    pub(crate) fn title_name(&self, title: u8) -> Option<&str> {
        self.plan.plan().ladder().and_then(|_| self.rank_name(title))
    }

    /// Whether somebody has joined by the end of a month; who has left stays a member.
    #[must_use]
    pub(crate) fn has_joined(&self, member: usize, month: Month) -> bool {
        self.months.has_joined(member, month)
    }

    /// Whether somebody has left by the end of a month.
    #[must_use]
    pub(crate) fn has_left(&self, member: usize, month: Month) -> bool {
        self.months.has_left(member, month)
    }

    /// Things that the reader of the results should know about how the files were read.
    #[must_use]
    pub fn notes(&self) -> &[&'static str] {
        self.months.notes()
    }

    /// Pays month after month, each once, whatever is made of it: several listeners side by side are one. The same files and
    /// plan give the same lines in the same order. What is taken back in a month follows its own lines.
    ///
    /// # Errors
    /// [`TooMuchPaid`] when the plan comes to more than can be counted; what the listener was told of that month is not to be
    /// believed.
    pub fn pay(&self, listener: &mut impl Listener) -> Result<Summary, TooMuchPaid> {
        let mut settlement = Settlement::new(self.plan.plan());
        settlement.begin_in(&self.months, &self.places);
        let mut summing = Summing::new(self.plan.plan(), &self.months);
        let mut refunds = Refunds::new(&self.months);
        for month in self.months.settled() {
            let lines = refunds.take_back(month, &mut settlement);
            refunds.keep(month, settlement.ledger());
            let flow = if self.months.is_paid(month) {
                let listener = (&mut summing, &mut *listener);
                settlement.month(&self.months, month, &mut AndThen { lines, listener })
            } else {
                settlement.month(&self.months, month, &mut ())
            };
            if flow.is_break() {
                break;
            }
        }
        summing.finish()
    }
}

impl From<PayrollProblem> for PayrollErrors {
    fn from(problem: PayrollProblem) -> Self {
        let mut errors = Self::default();
        errors.push(problem);
        errors
    }
}
