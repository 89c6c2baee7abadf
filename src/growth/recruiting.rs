//! When a member's recruits join: one law for each distribution, all drawn from the member's own key, one recruit after
//! the other.

use super::parameters::OffspringLaw;
use crate::rng::{MemberKey, MemberStream, Purpose};
use crate::sampling::{Arrivals, Gaps};
use crate::units::Month;

/// The law by which one member's recruits come: in which of its months 1, 2, ... after its own joining. A recruit's month
/// does not depend on how long is looked.
pub(super) trait Recruiting {
    /// What is remembered between one recruit and the next.
    type Progress;

    /// Whether the member brings in anybody over `exposure` months; asked of everyone, so it is quick.
    fn is_sponsor(&self, member: MemberKey, exposure: u16) -> bool;

    /// The month of the first recruit, from 1 to `exposure`; `None` when there is none by then.
    fn first(&self, member: MemberKey, exposure: u16) -> Option<(Self::Progress, u16)>;

    /// The month of the next recruit, at most `exposure`; `None` when there is no other by then.
    fn next(&self, progress: &mut Self::Progress, exposure: u16) -> Option<u16>;
}

/// Poisson recruiting, with or without propensity.
impl<A: Arrivals> Recruiting for A {
    type Progress = A::Progress;

    #[inline]
    fn is_sponsor(&self, member: MemberKey, exposure: u16) -> bool {
        self.is_somebody(member.word(Purpose::Recruits), exposure)
    }

    #[inline]
    fn first(&self, member: MemberKey, exposure: u16) -> Option<(A::Progress, u16)> {
        Arrivals::first(self, member.stream(Purpose::Recruits), exposure)
    }

    #[inline]
    fn next(&self, progress: &mut A::Progress, exposure: u16) -> Option<u16> {
        Arrivals::next(self, progress, exposure)
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
    /// How many have joined so far.
    type Progress = u32;

    fn is_sponsor(&self, _member: MemberKey, exposure: u16) -> bool {
        self.each_month > 0 && exposure > 0
    }

    fn first(&self, _member: MemberKey, exposure: u16) -> Option<(u32, u16)> {
        let mut joined = 0;
        self.next(&mut joined, exposure).map(|month| (joined, month))
    }

    fn next(&self, joined: &mut u32, exposure: u16) -> Option<u16> {
        let month = u16::try_from(joined.checked_div(self.each_month)? + 1).ok()?;
        *joined += 1;
        (month <= exposure).then_some(month)
    }
}

/// One person a month with a probability, or none: the gaps between months that bring one are geometric.
#[derive(Clone, Debug)]
pub(super) struct Chance {
    gaps: Gaps,
}

/// Where a member stands on the way from one successful month to the next.
pub(super) struct ChanceProgress {
    stream: MemberStream,
    month: u16,
}

impl Chance {
    pub(super) fn new(law: OffspringLaw, longest: Month) -> Self {
        Self { gaps: Gaps::new(law.mean(), longest) }
    }
}

impl Recruiting for Chance {
    type Progress = ChanceProgress;

    fn is_sponsor(&self, member: MemberKey, exposure: u16) -> bool {
        self.first(member, exposure).is_some()
    }

    fn first(&self, member: MemberKey, exposure: u16) -> Option<(ChanceProgress, u16)> {
        let mut progress = ChanceProgress { stream: member.stream(Purpose::Recruits), month: 0 };
        self.next(&mut progress, exposure).map(|month| (progress, month))
    }

    fn next(&self, progress: &mut ChanceProgress, exposure: u16) -> Option<u16> {
        progress.month = progress.month.saturating_add(self.gaps.draw(progress.stream.word()));
        (progress.month <= exposure).then_some(progress.month)
    }
}
