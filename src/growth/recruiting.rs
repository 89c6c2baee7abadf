//! When a member's recruits join: one law for each distribution, all drawn from the member's own key.

use rand_distr::{Distribution as _, Gamma, Poisson};

use super::parameters::OffspringLaw;
use super::tables::{GapTable, RecruitTable};
use crate::rng::{MemberKey, MemberStream, Purpose};
use crate::units::Month;

/// The law by which one member's recruits are spread over the months in which it sponsors: offsets 1 to `exposure`
/// after its own joining.
pub(crate) trait Recruiting {
    /// What is remembered between one recruit and the next.
    type Progress;

    /// Whether the member brings in anybody over `exposure` months; asked of everyone, so it is quick.
    fn is_sponsor(&self, member: MemberKey, exposure: u16) -> bool;

    /// How many people the member brings in over `exposure` months.
    fn count(&self, member: MemberKey, exposure: u16) -> u32;

    /// Ready for the first recruit.
    fn begin(&self, member: MemberKey) -> Self::Progress;

    /// The offset of the next recruit, who has these 32 uniform bits of its own.
    fn offset(&self, progress: &mut Self::Progress, exposure: u16, uniform: u32) -> u16;
}

/// Poisson recruiting, with or without propensity. Given their number, the recruits' months are independent and
/// uniform over the exposure, because a member's own rate is the same in all of its months.
#[derive(Clone, Debug)]
pub(crate) struct Counted {
    table: RecruitTable,
    law: OffspringLaw,
}

impl Counted {
    pub(crate) fn new(law: OffspringLaw, longest: Month) -> Self {
        Self { table: RecruitTable::new(law, longest), law }
    }

    /// A count of a law too wide for a table, drawn by composition: the member's own mean, then Poisson.
    #[cold]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a float to integer cast saturates, and growth stops far below 2^32
    fn wide_count(&self, member: MemberKey, exposure: u16) -> u32 {
        let mut stream = member.stream(Purpose::Monthly);
        let expected = self.law.mean() * f64::from(exposure);
        let own = match self.law.propensity_shape() {
            Some(shape) => Gamma::new(shape, expected / shape).map_or(0.0, |gamma| gamma.sample(&mut stream)),
            None => expected,
        };
        Poisson::new(own).map_or(0.0, |poisson: Poisson<f64>| poisson.sample(&mut stream)) as u32
    }
}

impl Recruiting for Counted {
    type Progress = ();

    #[inline]
    fn is_sponsor(&self, member: MemberKey, exposure: u16) -> bool {
        self.table.is_somebody(member.word(Purpose::Recruits), exposure)
    }

    #[inline]
    fn count(&self, member: MemberKey, exposure: u16) -> u32 {
        let uniform = member.word(Purpose::Recruits);
        self.table.draw(uniform, exposure).unwrap_or_else(|| self.wide_count(member, exposure))
    }

    #[inline]
    fn begin(&self, _member: MemberKey) {}

    #[inline]
    #[allow(clippy::cast_possible_truncation)] // below the exposure, at most 600
    fn offset(&self, (): &mut (), exposure: u16, uniform: u32) -> u16 {
        ((u64::from(uniform) * u64::from(exposure)) >> 32) as u16 + 1
    }
}

/// The same whole number of people every month.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fixed {
    each_month: u32,
}

impl Fixed {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a whole number from 0 to 100
    pub(crate) fn new(law: OffspringLaw) -> Self {
        Self { each_month: law.mean() as u32 }
    }
}

impl Recruiting for Fixed {
    /// How many have joined so far.
    type Progress = u32;

    fn is_sponsor(&self, member: MemberKey, exposure: u16) -> bool {
        self.count(member, exposure) > 0
    }

    fn count(&self, _member: MemberKey, exposure: u16) -> u32 {
        self.each_month * u32::from(exposure)
    }

    fn begin(&self, _member: MemberKey) -> u32 {
        0
    }

    #[allow(clippy::cast_possible_truncation)] // at most the exposure
    fn offset(&self, joined: &mut u32, _exposure: u16, _uniform: u32) -> u16 {
        *joined += 1;
        ((*joined - 1) / self.each_month) as u16 + 1
    }
}

/// One person a month with a probability, or none: the gaps between months that bring one are geometric.
#[derive(Clone, Debug)]
pub(crate) struct Chance {
    gaps: GapTable,
}

/// Where a member stands on the way from one successful month to the next.
pub(crate) struct ChanceProgress {
    stream: MemberStream,
    month: u16,
}

impl Chance {
    pub(crate) fn new(law: OffspringLaw, longest: Month) -> Self {
        Self { gaps: GapTable::new(law.mean(), longest) }
    }

    fn next(&self, progress: &mut ChanceProgress) -> u16 {
        progress.month += self.gaps.draw(progress.stream.word());
        progress.month
    }
}

impl Recruiting for Chance {
    type Progress = ChanceProgress;

    fn is_sponsor(&self, member: MemberKey, exposure: u16) -> bool {
        self.next(&mut self.begin(member)) <= exposure
    }

    fn count(&self, member: MemberKey, exposure: u16) -> u32 {
        let mut progress = self.begin(member);
        let mut count = 0;
        while self.next(&mut progress) <= exposure {
            count += 1;
        }
        count
    }

    fn begin(&self, member: MemberKey) -> ChanceProgress {
        ChanceProgress { stream: member.stream(Purpose::Recruits), month: 0 }
    }

    fn offset(&self, progress: &mut ChanceProgress, _exposure: u16, _uniform: u32) -> u16 {
        self.next(progress)
    }
}
