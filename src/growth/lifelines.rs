//! [`Growth`]: the fast way to draw a team of independent members, one lifeline after the other.
//!
//! A member who joined in month `j` draws its quitting month `q` from the survival curve. It sponsors in months
//! `j + 1 ..= min(q, N)`, the quitting month included and the joining month not, and stands at month-ends
//! `j ..= q - 1`. Its recruits come over those months of exposure. Nothing that happens by a month
//! depends on what is decided later: neither on the horizon nor on a month in which you stop or quit.
//! [`super::month_by_month`] draws the same law step by step, and tests hold the two equal.

use std::ops::ControlFlow;

use super::parameters::{Distribution, GrowthParameters, OffspringLaw, Staying};
use super::recruiting::{Chance, Fixed, Recruiting};
use crate::rng::{MemberKey, Purpose};
use crate::sampling::{LifetimeTable, Steady, Uneven};
use crate::team::{Lifeline, MemberId, NEVER, Newcomers};
use crate::units::Month;

/// The most members one team may have: 160 MB of lifelines.
pub const MOST_MEMBERS: usize = 20_000_000;

/// A trial's team outgrew the memory that one team may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "a team outgrew {limit} members by month {month}; choose fewer months, a smaller sponsoring.mean or more attrition"
)]
pub struct Outgrown {
    /// The most members a team may have.
    pub limit: usize,
    /// A month by whose end more than `limit` people had joined.
    pub month: Month,
}

/// A growth model ready to run: validated parameters with their sampling tables. Drawing a team cannot fail for
/// reasons of the model; it can only outgrow memory.
#[derive(Clone, Debug)]
pub struct Growth {
    months: u16,
    last_working_month: u16,
    you_may_quit: bool,
    /// The month in which you quit at the latest, or [`NEVER`].
    you_quit_in: u16,
    lifetimes: LifetimeTable,
    laws: Laws,
    limit: usize,
}

/// The members' law and yours, which share a distribution. A stated mean of yours has no propensity.
#[derive(Clone, Debug)]
enum Laws {
    Steady(Pair<Steady, Steady>),
    Uneven(Pair<Uneven, Uneven>),
    UnevenMembers(Pair<Steady, Uneven>),
    Fixed(Pair<Fixed, Fixed>),
    Chance(Pair<Chance, Chance>),
}

impl Laws {
    fn new(members: OffspringLaw, you: OffspringLaw, months: Month) -> Self {
        let steady = |law: OffspringLaw| Steady::new(law.mean());
        let uneven = |law: OffspringLaw, shape| Uneven::new(law.mean(), shape, months);
        let chance = |law: OffspringLaw| Chance::new(law, months);
        match (members.distribution(), members.propensity_shape(), you.propensity_shape()) {
            (Distribution::Fixed, ..) => Self::Fixed(Pair { you: Fixed::new(you), members: Fixed::new(members) }),
            (Distribution::Bernoulli, ..) => Self::Chance(Pair { you: chance(you), members: chance(members) }),
            (Distribution::Poisson, None, _) => Self::Steady(Pair { you: steady(you), members: steady(members) }),
            (Distribution::Poisson, Some(shape), None) => {
                Self::UnevenMembers(Pair { you: steady(you), members: uneven(members, shape) })
            }
            (Distribution::Poisson, Some(shape), Some(yours)) => {
                Self::Uneven(Pair { you: uneven(you, yours), members: uneven(members, shape) })
            }
        }
    }
}

#[derive(Clone, Debug)]
struct Pair<Y, M> {
    you: Y,
    members: M,
}

/// Members who still have recruits to be drawn; kept between trials for its memory.
#[derive(Clone, Debug, Default)]
pub struct Sponsors {
    /// A queue in the front part; what stands behind it is of no meaning.
    queue: Vec<Sponsor>,
}

#[derive(Clone, Copy, Debug)]
struct Sponsor {
    key: MemberKey,
    id: MemberId,
    joined: u16,
    exposure: u16,
}

impl Sponsors {
    /// Puts a sponsor into a place of the queue, or into the next behind it.
    #[inline]
    fn put(&mut self, place: usize, sponsor: Sponsor) {
        match self.queue.get_mut(place) {
            Some(waiting) => *waiting = sponsor,
            None => self.queue.push(sponsor),
        }
    }
}

impl Growth {
    /// Prepares the tables of a growth model.
    #[must_use]
    pub fn new(parameters: &GrowthParameters) -> Self {
        let months = parameters.months();
        let laws = Laws::new(parameters.members(), parameters.your_law(), months);
        Self {
            months: months.get(),
            last_working_month: parameters.last_working_month().get(),
            you_may_quit: parameters.you().staying == Staying::MayQuit,
            you_quit_in: parameters.you().quits_in.map_or(NEVER, Month::get),
            lifetimes: LifetimeTable::new(&parameters.attrition().survival(months)),
            laws,
            limit: MOST_MEMBERS,
        }
    }

    /// The same model with another limit on the members of one team.
    #[must_use]
    pub const fn with_limit(mut self, limit: usize) -> Self {
        self.limit = limit;
        self
    }

    /// Draws one team into `team`, from your key, and says how many ever were in it, you included. The same key draws
    /// the same team, whatever was drawn before.
    ///
    /// # Errors
    /// [`Outgrown`] when the team would have more members than the limit.
    #[inline]
    pub fn grow(&self, you: MemberKey, team: &mut impl Newcomers, sponsors: &mut Sponsors) -> Result<u32, Outgrown> {
        self.grow_until(you, NEVER, team, sponsors)
    }

    /// As [`Growth::grow`], where you quit in this month at the latest: the same people as without it up to the month before,
    /// and of later ones those whom you do not bring in.
    ///
    /// # Errors
    /// [`Outgrown`] when the team would have more members than the limit.
    #[inline]
    pub fn grow_until(
        &self,
        you: MemberKey,
        quits_in: u16,
        team: &mut impl Newcomers,
        sponsors: &mut Sponsors,
    ) -> Result<u32, Outgrown> {
        let you = self.begin(you, quits_in, team);
        match &self.laws {
            Laws::Steady(pair) => self.grow_by(pair, you, team, sponsors),
            Laws::Uneven(pair) => self.grow_by(pair, you, team, sponsors),
            Laws::UnevenMembers(pair) => self.grow_by(pair, you, team, sponsors),
            Laws::Fixed(pair) => self.grow_by(pair, you, team, sponsors),
            Laws::Chance(pair) => self.grow_by(pair, you, team, sponsors),
        }
    }

    fn grow_by<Y: Recruiting, M: Recruiting>(
        &self,
        laws: &Pair<Y, M>,
        you: Sponsor,
        team: &mut impl Newcomers,
        sponsors: &mut Sponsors,
    ) -> Result<u32, Outgrown> {
        let mut members = 1;
        let mut end = self.bring_in(you, &mut members, (&laws.you, &laws.members), team, (sponsors, 0));
        let mut next = 0;
        while next < end && members as usize <= self.limit {
            let sponsor = sponsors.queue[next];
            end = self.bring_in(sponsor, &mut members, (&laws.members, &laws.members), team, (sponsors, end));
            next += 1;
        }
        if members as usize > self.limit { Err(self.outgrown(&sponsors.queue[..end])) } else { Ok(members) }
    }

    /// You join in month 0.
    fn begin(&self, key: MemberKey, quits_in: u16, team: &mut impl Newcomers) -> Sponsor {
        let hazard = if self.you_may_quit { self.would_quit(key) } else { NEVER };
        let left = hazard.min(self.you_quit_in).min(quits_in);
        team.begin(Lifeline { sponsor: 0, joined: 0, left }, key);
        Sponsor { key, id: 0, joined: 0, exposure: left.min(self.last_working_month) }
    }

    /// The month in which the hazard makes you quit, or would if you did not stay; [`NEVER`] beyond the horizon.
    #[must_use]
    #[inline]
    pub(crate) fn would_quit(&self, you: MemberKey) -> u16 {
        let lifetime = self.lifetime(you.word(Purpose::Lifeline));
        if lifetime > self.months { NEVER } else { lifetime }
    }

    /// Everyone this sponsor brings in joins; `members` counts them. Those who may have recruits of their own queue up from
    /// `end` on; the new end of the queue is returned.
    ///
    /// Everyone is written into the queue and only sponsors stay: whether a member is one cannot be predicted, so a
    /// processor loses more by guessing than by writing.
    #[inline]
    fn bring_in<L: Recruiting, M: Recruiting>(
        &self,
        sponsor: Sponsor,
        members: &mut u32,
        (law, members_law): (&L, &M),
        team: &mut impl Newcomers,
        (sponsors, mut end): (&mut Sponsors, usize),
    ) -> usize {
        let _ = law.each(sponsor.key, sponsor.exposure, |number, after| {
            let key = sponsor.key.recruit(number);
            let joined = sponsor.joined + after;
            let remaining = self.months - joined;
            let lifetime = self.lifetime(key.word(Purpose::Lifeline));
            let left = if lifetime > remaining { NEVER } else { joined + lifetime };
            team.join(Lifeline { sponsor: sponsor.id, joined, left }, key);
            let exposure = lifetime.min(remaining);
            sponsors.put(end, Sponsor { key, id: *members, joined, exposure });
            end += usize::from(members_law.may_sponsor(key, exposure));
            *members += 1;
            if *members as usize > self.limit { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        end
    }

    /// Months from joining to quitting, from the lower half of the lifeline word.
    #[inline]
    #[allow(clippy::cast_possible_truncation)] // the lower half
    fn lifetime(&self, word: u64) -> u16 {
        self.lifetimes.draw(word as u32)
    }

    /// A month by whose end everyone drawn so far has joined: nobody joins after the last month of their sponsor.
    #[cold]
    fn outgrown(&self, sponsors: &[Sponsor]) -> Outgrown {
        let last_month = |sponsor: &Sponsor| sponsor.joined + sponsor.exposure;
        let month = sponsors.iter().map(last_month).max().unwrap_or(self.months);
        Outgrown { limit: self.limit, month: Month::new(month) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::parameters::{Attrition, You};
    use super::*;
    use crate::team::Team;
    use crate::units::Probability;

    /// How many are in your team after ten months in which nobody quits: the members bring in this many a month, and you that
    /// many.
    fn team_of(distribution: Distribution, members: f64, yours: f64) -> u32 {
        let law = OffspringLaw::new(distribution, members, None).unwrap();
        let you = You { stated_mean: Some(yours), staying: Staying::Stays, stop_working: None, quits_in: None };
        let attrition = Attrition::constant(Probability::ZERO);
        let growth = Growth::new(&GrowthParameters::new(10, law, attrition, you).unwrap());
        growth.grow(MemberKey::you(1, 1), &mut Team::new(), &mut Sponsors::default()).unwrap()
    }

    #[test]
    fn you_bring_in_people_by_your_own_law_and_not_by_the_members() {
        for distribution in [Distribution::Fixed, Distribution::Bernoulli] {
            // One a month for certain, and nobody.
            assert_eq!(team_of(distribution, 0.0, 1.0), 11, "{distribution:?}");
            assert_eq!(team_of(distribution, 1.0, 0.0), 1, "{distribution:?}");
        }
        assert_eq!(team_of(Distribution::Poisson, 1.0, 0.0), 1);
        assert!(team_of(Distribution::Poisson, 0.0, 5.0) > 11);
    }
}
