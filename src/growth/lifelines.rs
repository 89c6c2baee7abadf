//! [`Growth`]: the fast way to draw a team of independent members, one lifeline after the other.
//!
//! A member who joined in month `j` draws its quitting month `q` from the survival curve. It sponsors in months
//! `j + 1 ..= min(q, N)`, the quitting month included and the joining month not, and stands at month-ends
//! `j ..= q - 1`. Its recruits come one after the other over those months of exposure. Nothing that happens by a month
//! depends on what is decided later: neither on the horizon nor on a month in which you stop or quit.
//! [`super::month_by_month`] draws the same law step by step, and tests hold the two equal.

use super::parameters::{Distribution, GrowthParameters, OffspringLaw, Staying};
use super::recruiting::{Chance, Fixed, Recruiting};
use crate::rng::{MemberKey, Purpose};
use crate::sampling::{Arrivals, LifetimeTable};
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

/// The members' law and yours, which share a distribution.
#[derive(Clone, Debug)]
enum Laws {
    Poisson(Box<Pair<Arrivals>>),
    Fixed(Pair<Fixed>),
    Chance(Pair<Chance>),
}

#[derive(Clone, Debug)]
struct Pair<L> {
    members: L,
    you: L,
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
    /// Makes room for so many sponsors.
    #[inline]
    fn make_room(&mut self, places: usize) {
        if self.queue.len() < places {
            let nobody = Sponsor { key: MemberKey::you(0, 0), id: 0, joined: 0, exposure: 0 };
            self.queue.resize(places.next_power_of_two().max(64), nobody);
        }
    }
}

impl Growth {
    /// Prepares the tables of a growth model.
    #[must_use]
    pub fn new(parameters: &GrowthParameters) -> Self {
        let months = parameters.months();
        let (members, you) = (parameters.members(), parameters.your_law());
        let arrivals = |law: OffspringLaw| Arrivals::new(law.mean(), law.propensity_shape(), months);
        let chance = |law: OffspringLaw| Chance::new(law, months);
        let laws = match members.distribution() {
            Distribution::Poisson => Laws::Poisson(Box::new(Pair { members: arrivals(members), you: arrivals(you) })),
            Distribution::Fixed => Laws::Fixed(Pair { members: Fixed::new(members), you: Fixed::new(you) }),
            Distribution::Bernoulli => Laws::Chance(Pair { members: chance(members), you: chance(you) }),
        };
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

    /// Draws one team into `team`, from your key. The same key draws the same team, whatever was drawn before.
    ///
    /// # Errors
    /// [`Outgrown`] when the team would have more members than the limit.
    #[inline]
    pub fn grow(&self, you: MemberKey, team: &mut impl Newcomers, sponsors: &mut Sponsors) -> Result<(), Outgrown> {
        match &self.laws {
            Laws::Poisson(pair) => self.grow_by(pair, you, team, sponsors),
            Laws::Fixed(pair) => self.grow_by(pair, you, team, sponsors),
            Laws::Chance(pair) => self.grow_by(pair, you, team, sponsors),
        }
    }

    fn grow_by<L: Recruiting>(
        &self,
        laws: &Pair<L>,
        you: MemberKey,
        team: &mut impl Newcomers,
        sponsors: &mut Sponsors,
    ) -> Result<(), Outgrown> {
        sponsors.make_room(1);
        sponsors.queue[0] = self.begin(you, team);
        let (mut members, mut next, mut end) = (1, 0, 1);
        while next < end {
            let sponsor = sponsors.queue[next];
            let law = if next == 0 { &laws.you } else { &laws.members };
            end = self.bring_in(sponsor, &mut members, (law, &laws.members), team, (sponsors, end));
            if members as usize > self.limit {
                return Err(self.outgrown(&sponsors.queue[..end]));
            }
            next += 1;
        }
        Ok(())
    }

    /// You join in month 0.
    fn begin(&self, key: MemberKey, team: &mut impl Newcomers) -> Sponsor {
        let hazard = if self.you_may_quit { self.would_quit(key) } else { NEVER };
        let left = hazard.min(self.you_quit_in);
        team.begin(Lifeline { sponsor: 0, joined: 0, left }, key);
        Sponsor { key, id: 0, joined: 0, exposure: left.min(self.last_working_month) }
    }

    /// The month in which the hazard makes you quit, or would if you did not stay; [`NEVER`] beyond the horizon.
    #[must_use]
    #[inline]
    pub fn would_quit(&self, you: MemberKey) -> u16 {
        let lifetime = self.lifetime(you.word(Purpose::Lifeline));
        if lifetime > self.months { NEVER } else { lifetime }
    }

    /// Everyone this sponsor brings in joins; `members` counts them. Those with recruits of their own queue up from `end`
    /// on; the new end of the queue is returned.
    ///
    /// Everyone is written into the queue and only sponsors stay: whether a member is one cannot be predicted, so a
    /// processor loses more by guessing than by writing.
    #[inline]
    fn bring_in<L: Recruiting>(
        &self,
        sponsor: Sponsor,
        members: &mut u32,
        (law, members_law): (&L, &L),
        team: &mut impl Newcomers,
        (sponsors, mut end): (&mut Sponsors, usize),
    ) -> usize {
        let mut progress = law.begin(sponsor.key);
        let mut index = 0;
        while let Some(after) = law.next(&mut progress, sponsor.exposure) {
            let key = sponsor.key.recruit(index);
            let joined = sponsor.joined + after;
            let remaining = self.months - joined;
            let lifetime = self.lifetime(key.word(Purpose::Lifeline));
            let left = if lifetime > remaining { NEVER } else { joined + lifetime };
            team.join(Lifeline { sponsor: sponsor.id, joined, left }, key);
            let exposure = lifetime.min(remaining);
            sponsors.make_room(end + 1);
            sponsors.queue[end] = Sponsor { key, id: *members, joined, exposure };
            end += usize::from(members_law.is_sponsor(key, exposure));
            *members += 1;
            index += 1;
            if *members as usize > self.limit {
                break;
            }
        }
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
