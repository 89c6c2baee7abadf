//! What the parameters come to, in numbers that people can picture: of 100 joiners so many are left after a year, a member
//! brings in so many people, orders come to so much a month. Means and survival only; nothing is drawn.

use super::costs::{Costs, Events};
use crate::buying::parameters::{BuyingParameters, Customers, OwnOrders};
use crate::growth::parameters::{Attrition, GrowthParameters};
use crate::growth::story::{Story, StoryRate};
use crate::units::{Money, Month, Probability, Volume};
use crate::words::{meaning as words, money, money_brief};

/// The longest stay that is said: in a century nobody is a member.
const LONGEST_STAY: f64 = 1200.0;
/// The months after which it is said how many of 100 are left.
const LOOKS: [u16; 3] = [3, 12, 60];
/// The month of membership for which customers are said.
const A_YEAR: u16 = 12;

/// How many of 100 are left after a quarter, a year and five years.
pub(super) fn left_of_100(who: &str, attrition: &Attrition) -> String {
    let survival = attrition.survival(Month::new(LOOKS[LOOKS.len() - 1]));
    let left = LOOKS.map(|month| (month, survival[usize::from(month)]));
    // Where nobody is left, nobody is left later either.
    let said = left.iter().position(|look| look.1 == 0.0).map_or(left.len(), |nobody| nobody + 1);
    words::left(who, &left[..said])
}

/// What a member brings in before it quits, or, where members may stay for ever, in its first year.
pub(super) fn brought_in(growth: &GrowthParameters) -> String {
    let mean = growth.members().mean();
    match expected_stay(growth.attrition()).filter(|&months| months <= LONGEST_STAY) {
        Some(months) => words::brought_in_before_quitting(mean * months, months),
        None => {
            let months: f64 = growth.attrition().survival(Month::new(A_YEAR - 1)).iter().sum();
            words::brought_in_a_year(mean * months)
        }
    }
}

/// The mean number of months at whose start a member is active: `S(0) + S(1) + ...`; `None` where it has no end.
fn expected_stay(attrition: &Attrition) -> Option<f64> {
    let (last, stepped) = attrition.steps().split_last()?;
    let mut survival = 1.0;
    let mut stay = 0.0;
    for step in stepped {
        let rate = step.rate.get();
        for _ in 0..step.months.unwrap_or(0) {
            stay += survival;
            survival *= 1.0 - rate;
        }
    }
    if survival == 0.0 {
        return Some(stay);
    }
    (last.rate > Probability::ZERO).then(|| stay + survival / last.rate.get())
}

/// What a member orders in a month, in the mean over months with and without an order, to a hundredth of a point.
pub(super) fn expected_order(orders: &OwnOrders) -> Volume {
    Volume::from_hundredths(times(orders.volume().hundredths(), orders.share().get()))
}

/// What a member's own orders come to.
pub(super) fn own_orders(orders: &OwnOrders, currency: &str) -> String {
    let order = expected_order(orders);
    words::own_orders(order.hundredths(), &money(orders.price(order).cents(), currency))
}

/// What your own orders come to.
pub(super) fn your_orders(buying: &BuyingParameters, currency: &str) -> String {
    let (orders, you) = (buying.orders(), buying.you());
    let (order, when) = match you.orders {
        Some(points) => (points, words::EVERY_MONTH),
        None => (expected_order(orders), words::IN_THE_MEAN),
    };
    words::your_orders(&money(orders.price(order).cents(), currency), when)
}

/// What taking part costs you, in a list of words.
pub(super) fn costs(costs: &Costs, buying: &BuyingParameters, currency: &str) -> String {
    let amount = |money: Money| money_brief(money.cents(), currency);
    let event = amount(costs.event);
    let mut parts = words::kit_and_monthly(&amount(costs.kit), &amount(costs.monthly)).to_vec();
    match &costs.events {
        Events::Never => {}
        Events::Every(months) => parts.push(words::event_every(&event, *months)),
        Events::In(all) => parts.push(words::event_in(&event, &all.iter().map(Month::to_string).collect::<Vec<_>>())),
    }
    let orders = buying.orders();
    let (order, when) = match buying.you().orders {
        Some(points) => (points, words::EVERY_MONTH),
        None if orders.share() < Probability::ONE || orders.spread() > 0.0 => {
            (expected_order(orders), words::ON_AVERAGE)
        }
        None => (orders.volume(), words::EVERY_MONTH),
    };
    parts.push(match orders.price(order) {
        price if price == Money::ZERO => words::ORDERS_FOR_NOTHING.to_owned(),
        price => words::orders_for(&amount(price), when),
    });
    parts.join(", ")
}

/// What a member's customers come to after a year; nothing where it finds none.
pub(super) fn customers(customers: &Customers, currency: &str) -> Option<String> {
    if customers.gained() == 0.0 {
        return None;
    }
    let there: f64 = customers.leaving().survival(Month::new(A_YEAR - 1)).iter().sum();
    let count = customers.gained() * there;
    let price = times(customers.order().cents(), count);
    let volume = customers.points(Money::from_cents(price));
    let kept = customers.margin().of_money(Money::from_cents(price));
    let [price, kept] = [price, kept.cents()].map(|cents| money(cents, currency));
    Some(words::customers(A_YEAR, count, &price, volume.hundredths(), &kept))
}

/// How large the story's team is at the end.
pub(super) fn story(rate: StoryRate, months: Month) -> String {
    let story = Story::new(rate, months);
    match story.team(months).and_then(|team| i64::try_from(team).ok()) {
        Some(team) => words::story(team, months.get()),
        None => words::story_runs_out(story.joiners().len()),
    }
}

/// An amount of hundredths times a factor, to the nearest.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)] // below 2^53; `as` holds what is larger
fn times(hundredths: i64, factor: f64) -> i64 {
    (hundredths as f64 * factor).round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::growth::parameters::AttritionStep;

    fn attrition(steps: &[(f64, Option<u16>)]) -> Attrition {
        let step = |&(rate, months)| AttritionStep { rate: Probability::new(rate).unwrap(), months };
        Attrition::new(steps.iter().map(step).collect()).unwrap()
    }

    #[test]
    fn of_100_joiners_so_many_are_left() {
        let typical = attrition(&[(0.135, Some(3)), (0.0725, Some(9)), (0.054, Some(12)), (0.04, None)]);
        assert_eq!(
            left_of_100("joiners", &typical),
            "of 100 joiners 65 are left after 3 months, 33 after 12, 4 after 60"
        );
        let all = attrition(&[(0.0, None)]);
        assert_eq!(
            left_of_100("joiners", &all),
            "of 100 joiners 100 are left after 3 months, 100 after 12, 100 after 60"
        );
        let none = attrition(&[(1.0, None)]);
        assert_eq!(left_of_100("customers", &none), "of 100 customers 0 are left after 3 months");
        let few = attrition(&[(0.785, Some(3)), (0.5, None)]);
        let text = "of 100 joiners 1 is left after 3 months, fewer than 1 after 12, fewer than 1 after 60";
        assert_eq!(left_of_100("joiners", &few), text);
        let most = attrition(&[(0.001, Some(3)), (0.0, None)]);
        assert!(left_of_100("joiners", &most).contains("more than 99 are left after 3"));
    }

    #[test]
    fn costs_are_a_list_of_words() {
        let orders = |share| {
            let share = Probability::new(share).unwrap();
            BuyingParameters::new(
                OwnOrders::new(share, Volume::from_hundredths(110_00), 0.0, Money::from_cents(100)).unwrap(),
            )
        };
        let month = Month::new;
        let mut paid = Costs { kit: Money::from_cents(75_00), monthly: Money::from_cents(25_50), ..Costs::default() };
        paid.event = Money::from_cents(100_00);
        let said = |costs: &Costs, share| super::costs(costs, &orders(share), "USD");
        assert_eq!(said(&paid, 0.5), "kit $75, $25.50 a month, own orders $55 a month on average");
        for (events, words) in [
            (Events::Every(3), "$100 for an event every 3 months, "),
            (Events::Every(1), "$100 for an event every month, "),
            (Events::In(vec![month(2), month(5)]), "$100 for an event in months 2 and 5, "),
            (Events::In(vec![month(2)]), "$100 for an event in month 2, "),
        ] {
            paid.events = events;
            assert_eq!(said(&paid, 1.0), format!("kit $75, $25.50 a month, {words}own orders $110 every month"));
        }
    }

    #[test]
    fn the_expected_stay_is_the_sum_of_survival() {
        let typical = attrition(&[(0.135, Some(3)), (0.0725, Some(9)), (0.054, Some(12)), (0.04, None)]);
        let summed: f64 = typical.survival(Month::new(600)).iter().sum();
        assert!((expected_stay(&typical).unwrap() - summed).abs() < 1e-8);
        assert!((summed - 14.19).abs() < 0.005, "the stay that the mean of 0.07 is set by");
        assert_eq!(expected_stay(&attrition(&[(0.5, Some(1)), (0.0, None)])), None);
        assert_eq!(expected_stay(&attrition(&[(1.0, Some(1)), (0.0, None)])), Some(1.0));
    }

    #[test]
    fn a_year_s_customers_are_those_who_came_and_have_not_left() {
        // One a month, half of whom leave in each month after: 1 + 1/2 + ... + 1/2^11.
        let law = Customers::new(1.0, None, attrition(&[(0.5, None)])).unwrap();
        let law =
            law.ordering(Money::from_cents(100_00), 0.0, 0.5, crate::units::Rate::from_parts_per_million(250_000));
        let text = customers(&law.unwrap(), "USD").unwrap();
        let counted =
            "a member in its month 12 has 2 customers in the mean, who pay $199.95 for 99.98 points; it keeps $49.99";
        assert_eq!(text, counted);
        let nobody = Customers::new(0.0, None, attrition(&[(0.5, None)])).unwrap();
        assert_eq!(customers(&nobody, "USD"), None);
    }
}
