//! [`Growth`]: the fast way to draw a team of independent members, one lifeline at once.
//!
//! A member who joined in month `j` draws its quitting month `q` from the survival curve. It sponsors in months
//! `j + 1 ..= min(q, N)`, the quitting month included and the joining month not, and stands at month-ends
//! `j ..= q - 1`. Over those months of exposure the number of recruits is drawn at once, then each recruit's month.
//! [`super::month_by_month`] draws the same law step by step, and tests hold the two equal.

use super::parameters::{Distribution, GrowthParameters, OffspringLaw, Staying};
use super::recruiting::{Chance, Counted, Fixed, Recruiting};
use super::tables::LifetimeTable;
use crate::rng::{MemberKey, Purpose};
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
    lifetimes: LifetimeTable,
    laws: Laws,
    limit: usize,
}

/// The members' law and yours, which share a distribution.
#[derive(Clone, Debug)]
enum Laws {
    Counted(Pair<Counted>),
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
        let counted = |law: OffspringLaw| Counted::new(law, months);
        let chance = |law: OffspringLaw| Chance::new(law, months);
        let laws = match members.distribution() {
            Distribution::Poisson => Laws::Counted(Pair { members: counted(members), you: counted(you) }),
            Distribution::Fixed => Laws::Fixed(Pair { members: Fixed::new(members), you: Fixed::new(you) }),
            Distribution::Bernoulli => Laws::Chance(Pair { members: chance(members), you: chance(you) }),
        };
        Self {
            months: months.get(),
            last_working_month: parameters.last_working_month().get(),
            you_may_quit: parameters.you().staying == Staying::MayQuit,
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
            Laws::Counted(pair) => self.grow_by(pair, you, team, sponsors),
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
            let recruits = law.count(sponsor.key, sponsor.exposure);
            if members as usize + recruits as usize > self.limit {
                return Err(self.outgrown(&sponsors.queue[..end]));
            }
            sponsors.make_room(end + recruits as usize);
            let room = &mut sponsors.queue[end..];
            end += self.bring_in(sponsor, recruits, members, (law, &laws.members), team, room);
            members += recruits;
            next += 1;
        }
        Ok(())
    }

    /// You join in month 0.
    fn begin(&self, key: MemberKey, team: &mut impl Newcomers) -> Sponsor {
        let lifetime = if self.you_may_quit { self.lifetime(key.word(Purpose::Lifeline)) } else { NEVER };
        let left = if lifetime > self.months { NEVER } else { lifetime };
        team.begin(Lifeline { sponsor: 0, joined: 0, left });
        Sponsor { key, id: 0, joined: 0, exposure: left.min(self.last_working_month) }
    }

    /// Everyone this sponsor brings in joins, with ids from `first` on. Those with recruits of their own queue up in
    /// `room`; how many they are is returned.
    ///
    /// Everyone is written into the room and only sponsors stay: whether a member is one cannot be predicted, so a
    /// processor loses more by guessing than by writing.
    #[inline]
    fn bring_in<L: Recruiting>(
        &self,
        sponsor: Sponsor,
        recruits: u32,
        first: MemberId,
        (law, members): (&L, &L),
        team: &mut impl Newcomers,
        room: &mut [Sponsor],
    ) -> usize {
        let mut progress = law.begin(sponsor.key);
        let mut sponsors = 0;
        for index in 0..recruits {
            let key = sponsor.key.recruit(index);
            let word = key.word(Purpose::Lifeline);
            let joined = sponsor.joined + law.offset(&mut progress, sponsor.exposure, upper_half(word));
            let remaining = self.months - joined;
            let lifetime = self.lifetime(word);
            let left = if lifetime > remaining { NEVER } else { joined + lifetime };
            team.join(Lifeline { sponsor: sponsor.id, joined, left });
            let exposure = lifetime.min(remaining);
            room[sponsors] = Sponsor { key, id: first + index, joined, exposure };
            sponsors += usize::from(members.is_sponsor(key, exposure));
        }
        sponsors
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

#[allow(clippy::cast_possible_truncation)] // shifted into 32 bits
const fn upper_half(word: u64) -> u32 {
    (word >> 32) as u32
}
