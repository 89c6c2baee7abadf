//! When a member's recruits join: one law for each distribution, all drawn from the member's own key.

use std::ops::ControlFlow;

use super::parameters::OffspringLaw;
use crate::rng::{MemberKey, Purpose};
use crate::sampling::{Arrivals, Gaps};
use crate::units::Month;

/// The law by which one member's recruits come: in which of its months 1, 2, ... after its own joining. A recruit's number
/// and month do not depend on how long is looked.
pub(super) trait Recruiting {
    /// Whether the member may bring in anybody over `exposure` months; asked of everyone, so it is quick. It never says no
    /// of one who does.
    fn may_sponsor(&self, member: MemberKey, exposure: u16) -> bool;

    /// Tells the number, from 0, and the month, from 1 to `exposure`, of every recruit, until it is told to stop.
    fn each(
        &self,
        member: MemberKey,
        exposure: u16,
        recruit: impl FnMut(u32, u16) -> ControlFlow<()>,
    ) -> ControlFlow<()>;
}

/// Poisson recruiting, with or without propensity.
impl<A: Arrivals> Recruiting for A {
    #[inline]
    fn may_sponsor(&self, member: MemberKey, exposure: u16) -> bool {
        self.may_come(member.word(Purpose::Recruits), exposure)
    }

    #[inline]
    fn each(
        &self,
        member: MemberKey,
        exposure: u16,
        recruit: impl FnMut(u32, u16) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let joining = |number| member.recruit(number).joining();
        Arrivals::each(self, member.numbered(Purpose::Recruits), joining, exposure, recruit)
    }
}

/// The same whole number of people every month.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fixed {
    each_month: u32,
}

impl Fixed {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a whole number from 0 to 100
    pub(super) fn new(law: OffspringLaw) -> Self {
        Self { each_month: law.mean() as u32 }
    }
}

impl Recruiting for Fixed {
    fn may_sponsor(&self, _member: MemberKey, exposure: u16) -> bool {
        self.each_month > 0 && exposure > 0
    }

    fn each(
        &self,
        _member: MemberKey,
        exposure: u16,
        mut recruit: impl FnMut(u32, u16) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let months = (1..=exposure).flat_map(|month| (0..self.each_month).map(move |_| month));
        (0..).zip(months).try_for_each(|(number, month)| recruit(number, month))
    }
}

/// One person a month with a probability, or none: the gaps between months that bring one are geometric.
#[derive(Clone, Debug)]
pub(super) struct Chance {
    gaps: Gaps,
}

impl Chance {
    pub(super) fn new(law: OffspringLaw, longest: Month) -> Self {
        Self { gaps: Gaps::new(law.mean(), longest) }
    }
}

impl Recruiting for Chance {
    fn may_sponsor(&self, member: MemberKey, exposure: u16) -> bool {
        self.gaps.draw(member.numbered(Purpose::Recruits).word(0)) <= exposure
    }

    fn each(
        &self,
        member: MemberKey,
        exposure: u16,
        mut recruit: impl FnMut(u32, u16) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let words = member.numbered(Purpose::Recruits);
        let mut month = 0u16;
        for number in 0.. {
            month = month.saturating_add(self.gaps.draw(words.word(number)));
            if month > exposure {
                break;
            }
            recruit(number, month)?;
        }
        ControlFlow::Continue(())
    }
}
