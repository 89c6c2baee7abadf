//! Fast start: a bonus on the orders of members who have just joined.

use std::sync::Arc;

use super::level_pay::{self, Orders, Upline};
use super::{Books, Compression, Needs, OrderKind, Period, Promise, Rule, Unilevel, Unpaid};
use crate::team::MemberId;
use crate::units::{Rate, Volume};

/// Pays the enroller, the enroller's enroller and so on a rate of what a member orders in its first months, the joining
/// month counting as the first.
///
/// `pay = CV * rate(generation)`, for active members with the minimum personal volume; rates may come by the earner's rank
/// as well. One line, and one rounding, an earner, source and generation. The rule promises the sum of its rates on the
/// orders of new members, by rank that of each generation's highest rate, and nothing on others. Whether such an order is
/// also paid by level is for the level rule to say ([`Unilevel::with_new_member_share`]).
///
/// Rates 20/10/5 % on orders of 132, 78 and 147: the enroller is paid 26.40, 15.60 and 29.40.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FastStart {
    levels: Unilevel,
}

impl FastStart {
    /// A rule that pays `rates[0]` to the enroller, `rates[1]` to the enroller's enroller, and so on, on orders of the
    /// first `months` months. `compression` says who is passed over.
    #[must_use]
    pub fn new(rates: Vec<Rate>, months: u16, compression: Compression) -> Self {
        let mut levels = Unilevel::new(rates, compression);
        levels.orders = Orders { months, new: Rate::ONE, old: Rate::ZERO };
        levels.upline = Upline::Enroller;
        Self { levels }
    }

    /// The same rule with rates by the rank of who is paid: `rates[rank][generation - 1]`, the last list for all higher
    /// ranks; a rank is paid as many generations as its list has. An empty table changes nothing.
    #[must_use]
    pub fn with_rates_by_rank(mut self, rates: Vec<Vec<Rate>>) -> Self {
        self.levels = self.levels.with_rates_by_rank(rates);
        self
    }

    /// The same rule that pays only members with so much personal volume.
    #[must_use]
    pub fn with_minimum_volume(mut self, minimum: Volume) -> Self {
        self.levels = self.levels.with_depth_by_volume(vec![(minimum, usize::MAX)]);
        self
    }

    /// The same rule in which the share of a member who may not be paid goes elsewhere
    /// ([`Unilevel::with_unpaid`]).
    #[must_use]
    pub fn with_unpaid(mut self, unpaid: Unpaid) -> Self {
        self.levels = self.levels.with_unpaid(unpaid);
        self
    }
}

impl Rule for FastStart {
    fn name(&self) -> &'static str {
        "fast-start"
    }

    fn needs(&self) -> Needs {
        self.levels.needs()
    }

    fn volume_edges(&self) -> Vec<Volume> {
        self.levels.volume_edges()
    }

    fn walks<'a>(&self, period: &'a Period) -> Option<&'a [MemberId]> {
        self.levels.walks(period)
    }

    fn made_ready(&self, _labels: &[String], worth: Rate) -> Option<Arc<dyn Rule>> {
        Some(Arc::new(Self { levels: self.levels.with_terms(worth) }))
    }

    fn new_months(&self) -> u16 {
        self.levels.orders.months
    }

    fn promises(&self, kind: OrderKind, _before: &[Option<Promise>]) -> Option<Promise> {
        Some(self.levels.promises_on(kind))
    }

    fn settle(&self, period: &Period, books: &mut Books<'_>) {
        level_pay::settle(&self.levels, period, books);
    }
}
