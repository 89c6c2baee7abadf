//! [`Organisation`]: everybody of a company, not one distributor's team, grown to a stated size.

use super::lives::Lives;
use super::organisation_parameters::OrganisationParameters;
use super::parameters::GrowthParameters;
use crate::rng::{MemberKey, MemberStream, Purpose};
use crate::sampling::{LifetimeTable, Sizes};
use crate::team::{Lifeline, MemberId, NEVER, Team};
use crate::units::Month;

/// The most people who may ever join.
const MOST_JOINED: usize = 20_000_000;

/// More people than can be held would have to come and go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "more than {limit} people would have to join an organisation of this size and age; choose fewer organisation.members, \
     a smaller organisation.age or less attrition"
)]
pub struct TooManyJoined {
    /// The most people who may ever join.
    pub limit: usize,
}

/// Everybody who ever belonged to a simulated company, below one first member who stays.
///
/// Each month follows the order of the model: newcomers join, then members who were there at its start quit. How many
/// join is what the stated size needs. Who sponsors them is drawn among those there at the month's start in proportion
/// to their propensity, which is the law of Poisson sponsoring when the number of newcomers is given; lifetimes and the
/// spread of propensity are those of a scenario, its mean is not used. Members are numbered in the order of joining.
#[derive(Clone, Debug)]
pub struct Organisation {
    parameters: OrganisationParameters,
    seed: u64,
    lives: Lives,
}

impl Organisation {
    /// Grows an organisation of people who quit and differ as the members of this growth do.
    ///
    /// # Errors
    /// [`TooManyJoined`] when people leave so fast that too many would have to join.
    pub fn grow(
        growth: &GrowthParameters,
        parameters: OrganisationParameters,
        seed: u64,
    ) -> Result<Self, TooManyJoined> {
        let mut growing = Growing::new(growth, parameters, seed);
        for month in 1..=parameters.age() {
            growing.month(month)?;
        }
        let mut lives = growing.lives;
        lives.put_in_order();
        Ok(Self { parameters, seed, lives })
    }

    /// Its size, its age and the months that are looked at.
    #[must_use]
    pub const fn parameters(&self) -> OrganisationParameters {
        self.parameters
    }

    /// The seed that it was grown from.
    #[must_use]
    pub const fn seed(&self) -> u64 {
        self.seed
    }

    /// The last month of its history; month 0 is that of its first member.
    #[must_use]
    pub const fn age(&self) -> Month {
        Month::new(self.parameters.age())
    }

    /// The first of the months that are looked at.
    #[must_use]
    pub(crate) const fn first_looked_at(&self) -> Month {
        Month::new(self.parameters.age() - self.parameters.months() + 1)
    }

    /// Everybody who ever joined, as lifelines.
    #[must_use]
    pub const fn team(&self) -> &Team {
        self.lives.team()
    }

    /// Everybody's lifeline and key, in the order of joining.
    #[must_use]
    pub const fn lives(&self) -> &Lives {
        &self.lives
    }

    /// How many members of the last month have sponsored nobody so far.
    #[must_use]
    pub fn without_recruits(&self) -> u64 {
        let mut recruits = vec![false; self.team().len()];
        self.team().members().iter().skip(1).for_each(|member| recruits[member.sponsor as usize] = true);
        let here = self.team().members().iter().map(|member| member.is_active(self.age()));
        here.zip(recruits).map(|(here, recruits)| u64::from(here && !recruits)).sum()
    }

    /// How many people a member brought in a month, over the months in which the organisation kept its size; `None`
    /// when it did not for a month.
    #[must_use]
    pub fn sponsoring_rate(&self) -> Option<f64> {
        let (first, last) = (self.parameters.full_since() + 1, self.parameters.age());
        if first > last {
            return None;
        }
        let joiners = self.team().members().iter().filter(|member| (first..=last).contains(&member.joined)).count();
        let months = f64::from(last + 1 - first) * f64::from(self.parameters.members());
        #[allow(clippy::cast_precision_loss)] // at most 20,000,000
        Some(joiners as f64 / months)
    }

    /// The members of the last month by their distance from the first member: entry 0 is the first member's own.
    #[must_use]
    pub fn members_by_level(&self) -> Vec<u64> {
        let mut levels = Vec::new();
        self.team().levels_into(&mut levels);
        let mut counts = Vec::new();
        for (member, &level) in self.team().members().iter().zip(&levels) {
            if member.is_active(self.age()) {
                let level = usize::from(level);
                counts.resize(counts.len().max(level + 1), 0);
                counts[level] += 1;
            }
        }
        counts
    }
}

/// What a propensity of 1 is drawn as: a whole number, so that sums of them do not depend on their order.
const ONE: i64 = 1 << 32;

/// An organisation in the making.
struct Growing {
    parameters: OrganisationParameters,
    root: MemberKey,
    choices: MemberStream,
    lifetimes: LifetimeTable,
    propensities: Sizes,
    lives: Lives,
    /// Members of this month's start, with their propensity in parts of [`ONE`].
    here: Vec<(MemberId, i64)>,
    cumulative: Vec<u64>,
}

impl Growing {
    fn new(growth: &GrowthParameters, parameters: OrganisationParameters, seed: u64) -> Self {
        // Trials count from 1, so the key of trial 0 is nobody else's.
        let root = MemberKey::you(seed, 0);
        // Of a gamma law of shape k the coefficient of variation is the root of 1 / k. Its mean cancels where sponsors are
        // chosen in proportion.
        let variation = growth.members().propensity_shape().map_or(0.0, |shape| libm::sqrt(1.0 / shape));
        let mut growing = Self {
            parameters,
            root,
            choices: root.stream(Purpose::Monthly),
            lifetimes: LifetimeTable::new(&growth.attrition().survival(Month::new(parameters.age()))),
            propensities: Sizes::new(ONE, variation),
            lives: Lives::new(),
            here: Vec::new(),
            cumulative: Vec::new(),
        };
        growing.join(0, 0);
        growing.lives.team_mut().set_left(0, NEVER);
        growing
    }

    /// Newcomers join and members quit.
    fn month(&mut self, month: u16) -> Result<(), TooManyJoined> {
        let staying = |id: MemberId| self.lives.team().members()[id as usize].is_active(Month::new(month));
        let still: Vec<(MemberId, i64)> = self.here.iter().copied().filter(|&(id, _)| staying(id)).collect();
        // The company is no member.
        let wanted = self.parameters.size_at(month) as usize + 1;
        let newcomers = wanted.saturating_sub(still.len());
        if self.lives.team().len() + newcomers > MOST_JOINED {
            return Err(TooManyJoined { limit: MOST_JOINED });
        }
        self.cumulative.clear();
        self.cumulative.extend(self.here.iter().scan(0, |sum, &(_, propensity)| {
            *sum += propensity.unsigned_abs();
            Some(*sum)
        }));
        let sponsors: Vec<MemberId> = (0..newcomers).map(|_| self.sponsor()).collect();
        self.here = still;
        for sponsor in sponsors {
            self.join(sponsor, month);
        }
        Ok(())
    }

    /// Somebody of this month's start, in proportion to propensity; the first member when nobody has any.
    fn sponsor(&mut self) -> MemberId {
        let whole = self.cumulative.last().copied().unwrap_or(0);
        // Below the whole, which is below 2^64: at most a million members, each of at most some hundred times ONE.
        let place = u64::try_from((u128::from(self.choices.word()) * u128::from(whole)) >> 64).unwrap_or(0);
        let chosen = self.cumulative.partition_point(|&sum| sum <= place);
        self.here.get(chosen).map_or(0, |member| member.0)
    }

    #[allow(clippy::cast_possible_truncation)] // the upper and the lower half of a word
    fn join(&mut self, sponsor: MemberId, joined: u16) {
        let id = self.lives.team().next_id();
        let key = self.root.recruit(id);
        let lifetime = self.lifetimes.draw(key.word(Purpose::Lifeline) as u32);
        let left = joined.saturating_add(lifetime);
        let left = if left > self.parameters.age() { NEVER } else { left };
        self.lives.push(Lifeline { sponsor, joined, left }, key);
        self.here.push((id, self.propensities.draw((key.word(Purpose::Recruits) >> 32) as u32)));
    }
}
