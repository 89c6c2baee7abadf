//! The story in closed form: everyone sponsors at a steady rate and nobody quits, under the scenario's plan, orders and
//! costs. It stops when it needs more people than are alive.

use super::account::{Account, Happened};
use crate::buying::StoryBuying;
use crate::commission::{EarnerByRule, YourSum};
use crate::ensemble::{StoryMonth, Values};
use crate::growth::lives::Lives;
use crate::growth::story::Story;
use crate::scenario::Scenario;
use crate::settlement::{FirstMember, LivesNetwork, Settlement};
use crate::team::Team;
use crate::units::{Month, Volume};

/// The largest story that is drawn member by member when the plan must be settled.
const MOST_DRAWN: u64 = 1 << 14;

/// The story month by month, from month 0 to the horizon.
pub(super) fn story_months(scenario: &Scenario) -> Vec<StoryMonth> {
    let horizon = scenario.growth().months();
    let story = Story::new(scenario.story(), horizon);
    let buying = StoryBuying::new(scenario.buying(), horizon);
    let account = Account::new(scenario);
    let pay = StoryPay::new(scenario, &story, &buying);
    let mut months = vec![StoryMonth { values: Values::month_0(), has_people: true, is_paid: true }];
    for month in horizon.through().skip(1) {
        let next = match story.joiners().get(month.index()) {
            None => StoryMonth::default(),
            Some(&joiners) => told(&account, month, &months[month.index() - 1], joiners, (&story, &buying, &pay)),
        };
        months.push(next);
    }
    months
}

/// One month of the story, from the month before.
fn told(
    account: &Account<'_>,
    month: Month,
    before: &StoryMonth,
    joiners: u64,
    (story, buying, pay): (&Story, &StoryBuying, &StoryPay),
) -> StoryMonth {
    let paid = pay.months.get(month.index()).copied().flatten();
    let happened = Happened {
        joiners: i64::try_from(joiners).unwrap_or(i64::MAX),
        you_are_active: true,
        yours: buying.yours(month),
        volume: team_volume(story, buying, month),
        commission: paid.map_or(0, |paid| paid[0]),
        plan_margin: paid.map_or(0, |paid| paid[1]),
        ..Happened::default()
    };
    let values = account.month(month.index(), &before.values, &happened);
    StoryMonth { values, has_people: true, is_paid: paid.is_some() && before.is_paid }
}

/// The whole team's volume in a month, in hundredths of a point.
fn team_volume(story: &Story, buying: &StoryBuying, month: Month) -> i64 {
    let members = by_tenure(story.joiners(), month).skip(1);
    let sum = members.map(|(tenure, people)| people * i128::from(buying.points(tenure).hundredths())).sum::<i128>();
    i64::try_from(sum + i128::from(buying.your_points(month).hundredths())).unwrap_or(i64::MAX)
}

/// People by tenure at a month's end, those who joined first coming first; you are the first of them.
fn by_tenure(joiners: &[u64], month: Month) -> impl Iterator<Item = (u16, i128)> {
    let joined = (0..=month.get()).zip(joiners);
    joined.map(move |(joined, &people)| (month.get() - joined, i128::from(people)))
}

/// What the plan pays you in the story: by month from 0 commission and retail margin, where it could be paid.
struct StoryPay {
    months: Vec<Option<[i64; 2]>>,
}

impl StoryPay {
    fn new(scenario: &Scenario, story: &Story, buying: &StoryBuying) -> Self {
        let months = match scenario.plan().your_sums() {
            Some(sums) => summed(scenario, &sums, story, buying),
            None => settled(scenario, story, buying),
        };
        Self { months }
    }
}

/// Where the plan is a sum over members: people by level and tenure, times what each brings.
fn summed(scenario: &Scenario, sums: &[YourSum], story: &Story, buying: &StoryBuying) -> Vec<Option<[i64; 2]>> {
    let months = story.joiners().len();
    let mut paid = vec![Some(0_i64); months];
    for sum in sums {
        match sum {
            YourSum::TeamVolume(rate) => {
                for (month, paid) in (0..).zip(&mut paid).skip(1) {
                    let volume = Volume::from_hundredths(team_volume(story, buying, Month::new(month)));
                    *paid = paid.and_then(|sum| sum.checked_add(rate.of_volume(volume).cents()));
                }
            }
            YourSum::ByLevel(shares) => {
                for (level, share) in (1..).zip(shares) {
                    let joiners = story.joiners_on_level(level);
                    let amounts: Vec<i128> = (0..months)
                        .map(|tenure| u16::try_from(tenure).unwrap_or(u16::MAX))
                        .map(|tenure| share.of_volume(buying.points(tenure)).cents().into())
                        .collect();
                    for (month, paid) in (0..).zip(&mut paid).skip(1) {
                        let people = by_tenure(&joiners, Month::new(month));
                        let amount: i128 = people.map(|(tenure, people)| people * amounts[usize::from(tenure)]).sum();
                        *paid = paid.zip(i64::try_from(amount).ok()).and_then(|(sum, more)| sum.checked_add(more));
                    }
                }
            }
        }
    }
    let least = scenario.plan().active_volume();
    let is_paid = |month: u16| buying.your_points(Month::new(month)) >= least;
    let paid = (0..).zip(paid).map(|(month, paid)| paid.map(|paid| [if is_paid(month) { paid } else { 0 }, 0]));
    paid.collect()
}

/// Otherwise the story is drawn member by member, and settled as far as it is small enough.
fn settled(scenario: &Scenario, story: &Story, buying: &StoryBuying) -> Vec<Option<[i64; 2]>> {
    let plan = scenario.plan();
    let mut team = Team::new();
    let last = story.draw(MOST_DRAWN, &mut team);
    let lives = Lives::of_story(team);
    let purchases = buying.purchases(&lives, last);
    let is_margin: Vec<bool> = plan.rules().iter().map(|rule| rule.needs().retail).collect();
    let network = LivesNetwork {
        lives: &lives,
        purchases: &purchases,
        kit: scenario.buying().kit(),
        first: FirstMember::You,
        sells: is_margin.contains(&true),
    };
    let mut settlement = Settlement::new(plan);
    settlement.begin(&network);
    let mut earner = EarnerByRule::new(0);
    let mut months = vec![Some([0; 2])];
    for month in last.through().skip(1) {
        // Sums never break off.
        let _ = settlement.month(&network, month, &mut earner);
        let mut paid = [0; 2];
        for (amount, &is_margin) in earner.by_rule().iter().zip(&is_margin) {
            paid[usize::from(is_margin)] += amount.cents();
        }
        months.push(Some(paid));
    }
    months
}
