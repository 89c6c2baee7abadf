//! The story in closed form: everyone sponsors at a steady rate and nobody quits, under the scenario's plan, orders and
//! costs. It stops when it needs more people than are alive, or they order more than can be counted; it is paid as long as
//! what it is paid can be.

use super::account::{Account, Happened};
use crate::buying::StoryBuying;
use crate::commission::{EarnerByRule, YourSum};
use crate::growth::lives::Lives;
use crate::growth::story::Story;
use crate::results::{StoryMonth, Values};
use crate::scenario::Scenario;
use crate::settlement::{FirstMember, LivesNetwork, Settlement};
use crate::team::Team;
use crate::units::{Money, Month, Volume};

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
            Some(&joiners) if team_volume(&story, &buying, month).is_some() => {
                told(&account, month, &months[month.index() - 1], joiners, (&story, &buying, &pay))
            }
            _ => StoryMonth::default(),
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
        volume: team_volume(story, buying, month).unwrap_or_default().hundredths(),
        commission: paid.map_or(0, |paid| paid[0]),
        plan_margin: paid.map_or(0, |paid| paid[1]),
        ..Happened::default()
    };
    let values = account.month(month.index(), &before.values, &happened);
    StoryMonth { values, has_people: true, is_paid: paid.is_some() && before.is_paid }
}

/// The whole team's volume in a month, as long as it can be counted.
fn team_volume(story: &Story, buying: &StoryBuying, month: Month) -> Option<Volume> {
    let members = by_tenure(story.joiners(), month).skip(1);
    let sum = members.map(|(tenure, people)| people * i128::from(buying.points(tenure).hundredths())).sum::<i128>();
    let hundredths = i64::try_from(sum + i128::from(buying.your_points(month).hundredths())).ok()?;
    Some(Volume::from_hundredths(hundredths)).filter(|volume| volume.is_counted())
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
        Self { months: countable(months) }
    }
}

/// The months up to which everything paid can be counted: added up without signs, so that no sum of some of it is larger.
fn countable(months: Vec<Option<[i64; 2]>>) -> Vec<Option<[i64; 2]>> {
    let mut turnover = Money::ZERO;
    let months = months.into_iter().map(|paid| {
        let amounts = paid?.map(Money::from_cents);
        turnover += amounts.map(|amount| amount.max(-amount)).into_iter().sum();
        paid.filter(|_| turnover.is_counted())
    });
    months.collect()
}

/// Where the plan is a sum over members: people by level and tenure, times what each brings.
fn summed(scenario: &Scenario, sums: &[YourSum], story: &Story, buying: &StoryBuying) -> Vec<Option<[i64; 2]>> {
    let months = story.joiners().len();
    let mut paid = vec![Some(0_i64); months];
    for sum in sums {
        match sum {
            YourSum::TeamVolume(rate) => {
                for (month, paid) in (0..).zip(&mut paid).skip(1) {
                    let volume = team_volume(story, buying, Month::new(month));
                    let sum = paid.zip(volume).map(|(sum, volume)| Money::from_cents(sum) + rate.of_volume(volume));
                    *paid = sum.map(Money::cents);
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
                        let amount = i64::try_from(amount).unwrap_or(i64::MAX);
                        *paid = paid.map(|sum| (Money::from_cents(sum) + Money::from_cents(amount)).cents());
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
        let mut paid = [Money::ZERO; 2];
        for (&amount, &is_margin) in earner.by_rule().iter().zip(&is_margin) {
            paid[usize::from(is_margin)] += amount;
        }
        months.push(Some(paid.map(Money::cents)));
    }
    months
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::Metric;
    use crate::scenario::Draft;

    /// A story with customers and kits, at so many people a month, under a plan.
    fn told_of(rate: f64, plan: &str) -> Scenario {
        let text = format!(
            r#"
title = "A story"
months = 12
basis.kind = "illustrative"
you = {{ sponsoring = 1, stays = true, orders = 120 }}
story.sponsoring = {rate}
sponsoring = {{ distribution = "poisson", mean = 0.5 }}
attrition.quit = [{{ rate = "10%" }}]
orders = {{ volume = 110.55, share = 0.47, spread = 0.5, price-per-point = 1.25 }}
kits.volume = 80.35
costs = {{ kit = 75, monthly = 25, event = 40, own-orders = "cost" }}
events.every = 5
[customers]
gained = 0.69
propensity-shape = 0.3
quit = [{{ rate = "29%", months = 2 }}, {{ rate = "10%" }}]
order = 45.50
order-spread = 0.5
points = 0.8
margin = "25%"
[plan]
{plan}
"#
        );
        Scenario::from_toml("story", &text).unwrap_or_else(|errors| panic!("{errors}"))
    }

    const LEVELS: &str = "unilevel = { rates = [\"5%\", \"5%\", \"4.5%\", \"3%\"], compression = \"none\" }";
    const TEAM: &str = "team-percent.rate = \"6.1%\"";
    const QUALIFIED: &str = "active-volume = 170\nrounding = \"half-up\"\nrounded-per = \"line\"\n\
        rules = [{ rule = \"unilevel\", rates = [\"5%\", \"3%\"], compression = \"none\", unpaid = \"company\" }]";

    /// The way of [`story_months`] and settling every month of the drawn story.
    fn both_ways(scenario: &Scenario) -> [Vec<Option<[i64; 2]>>; 2] {
        let horizon = scenario.growth().months();
        let story = Story::new(scenario.story(), horizon);
        let buying = StoryBuying::new(scenario.buying(), horizon);
        let sums = scenario.plan().your_sums().unwrap();
        [summed(scenario, &sums, &story, &buying), settled(scenario, &story, &buying)]
    }

    #[test]
    fn a_sum_over_levels_is_what_settling_the_drawn_story_pays() {
        for rate in [0.5, 1.0, 1.3] {
            for plan in [LEVELS, TEAM, QUALIFIED] {
                let [summed, settled] = both_ways(&told_of(rate, plan));
                assert!(settled.len() == 13 && settled[12].is_some_and(|[commission, _]| commission > 0));
                assert_eq!(summed, settled, "{rate} a month under {plan}");
            }
        }
        // The control: another rate of the story is another pay.
        assert_ne!(both_ways(&told_of(0.5, LEVELS))[0], both_ways(&told_of(0.6, LEVELS))[1]);
    }

    #[test]
    fn a_volume_to_qualify_keeps_pay_back_until_the_story_s_customers_bring_it() {
        let [summed, _] = both_ways(&told_of(1.0, QUALIFIED));
        let is_paid: Vec<bool> = summed.iter().map(|paid| paid.unwrap() != [0, 0]).collect();
        let scenario = told_of(1.0, QUALIFIED);
        let buying = StoryBuying::new(scenario.buying(), Month::new(12));
        let reached = |month: u16| buying.your_points(Month::new(month)) >= Volume::from_hundredths(170_00);
        assert_eq!(is_paid[1..], (1..=12).map(reached).collect::<Vec<bool>>());
        // 120 points and the kit's in month 1, then too few of customers to make 170 of them, and enough from month 3 on.
        assert_eq!(is_paid[1..5], [true, false, true, true]);
    }

    #[test]
    fn the_ideal_has_the_article_s_people_and_dollars() {
        let months = story_months(&Scenario::preset("ideal").unwrap());
        let of = |month: usize, metric| months[month].values.of(metric);
        assert_eq!([0, 1, 6, 12].map(|month| of(month, Metric::Team)), [1, 2, 64, 4_096]);
        // 4,096 people x $150 x 6 %.
        assert_eq!(of(12, Metric::Commission), 36_864_00);
        assert_eq!(of(12, Metric::Volume), 4_096 * 150_00);
        // Less $200 of running costs, and less your own $150 in the reading as a cost.
        assert_eq!((of(12, Metric::Expenses), of(12, Metric::Net)), (350_00, 36_864_00 - 350_00));
        // Nine dollars a head, 2 + 4 + ... + 4,096 heads; the kit of $300 and twelve months.
        let commission = 9_00 * (8_192 - 2);
        assert_eq!(of(12, Metric::NetTotalBoughtAnyway), commission - 300_00 - 12 * 200_00);
        assert_eq!(of(12, Metric::NetTotal), commission - 300_00 - 12 * 350_00);
        assert!(months.iter().all(|month| month.has_people && month.is_paid));
    }

    #[test]
    fn a_story_that_must_be_settled_is_paid_as_far_as_it_is_drawn() {
        let mut draft = Draft::preset("tenacious").unwrap();
        for change in ["months=36", "plan.name=hybrid"] {
            draft.set(change).unwrap();
        }
        let months = story_months(&draft.finish().unwrap().0);
        // 2^14 people are drawn, and everyone alive is in the team in month 33.
        assert_eq!(months.iter().take_while(|month| month.is_paid).count(), 15);
        assert_eq!(months.iter().take_while(|month| month.has_people).count(), 33);
        assert!(months[14].values.commission > months[13].values.commission && months[13].values.commission > 0);
        assert!(months[15..].iter().all(|month| !month.is_paid));
        assert_eq!(months[15].values.team, 1 << 15);
        assert_eq!(months[32].values.team, 1 << 32);
        assert!(months[32].values.volume > 0 && months[33].values == Values::default());
    }

    #[test]
    fn net_follows_what_comes_in_and_what_it_costs_in_both_readings() {
        let scenario = told_of(1.3, LEVELS);
        let months = story_months(&scenario);
        let (mut net_total, mut anyway) = (0, 0);
        for (month, told) in (0_u16..).zip(&months).skip(1) {
            let values = told.values;
            // 120 points at 1.25, 25 a month, 75 for the kit once and 40 for every fifth month's event.
            let kit = if month == 1 { 75_00 } else { 0 };
            let event = if month.is_multiple_of(5) { 40_00 } else { 0 };
            assert_eq!(values.own_orders, 150_00);
            assert_eq!(values.expenses, 25_00 + 150_00 + kit + event, "month {month}");
            assert_eq!(values.gross, values.commission + values.retail_profit);
            assert_eq!(values.net, values.gross - values.expenses);
            net_total += values.net;
            anyway += values.net + 150_00;
            assert_eq!((values.net_total, values.net_total_bought_anyway), (net_total, anyway), "month {month}");
        }
        // 0.69 x A(12) = 3.445385 customers at 45.50 with a quarter of the price.
        assert_eq!((months[12].values.customers, months[12].values.retail_profit), (3, 39_19));
    }
}
