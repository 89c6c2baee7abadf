//! Twenty people worked by hand.

use super::*;
use crate::units::Money;

/// Ten who joined lately, on level 1, and ten of 30 months, on level 3. Of these two are paid: 90 and 10.
fn twenty() -> Vec<MemberOfAll> {
    let cents = Money::from_cents;
    let new = MemberOfAll { tenure: 1, level: 1, costs: cents(50), own_orders: cents(20), ..MemberOfAll::default() };
    let old = MemberOfAll { tenure: 30, level: 3, retail_profit: cents(30), own_orders: cents(20), ..new };
    let mut members = vec![new; 10];
    members.extend(vec![old; 8]);
    members.extend([10, 90].map(|commission| MemberOfAll { commission: cents(commission), ..old }));
    members
}

fn group<'a>(everyone: &'a Everyone, grouping: Grouping, value: &str) -> &'a Group {
    let is_it = |group: &&Group| group.grouping == grouping && group.value == value;
    everyone.groups().iter().find(is_it).unwrap_or_else(|| panic!("no {value}"))
}

#[test]
fn everyone_is_counted_under_both_readings() {
    let everyone = Everyone::new(OrganisationFacts::default(), &twenty());
    assert_eq!((everyone.people(), everyone.without_commission()), (20, 18));
    assert_eq!(everyone.commission().mean(), Some(5.0));
    assert_eq!(everyone.mean_retail_profit(), Some(15.0));
    // Net: -70 of the new, -40 of the old; 10 of commission leaves -30, 90 leaves 50. Bought anyway: -50, -20, -10, 70.
    assert_eq!(everyone.net(OwnOrdersAre::Cost).cells(), [(-70, 10), (-40, 8), (-30, 1), (50, 1)]);
    assert_eq!(everyone.net(OwnOrdersAre::BoughtAnyway).cells(), [(-50, 10), (-20, 8), (-10, 1), (70, 1)]);
    let outcomes = everyone.outcomes(OwnOrdersAre::Cost);
    assert_eq!((outcomes.lost_money.of_100, outcomes.came_out_ahead.of_100), (95, 5));
    assert_eq!(outcomes.population.name(OwnOrdersAre::Cost), "everyone_who_joined");
    assert!(outcomes.interval_of_100(&outcomes.lost_money).is_none());
    assert_eq!(outcomes.all().count(), 3);
}

#[test]
fn the_groups_are_those_worked_by_hand() {
    let everyone = Everyone::new(OrganisationFacts::default(), &twenty());
    let names: Vec<(&str, &str, u64)> =
        everyone.groups().iter().map(|group| (group.grouping.name(), group.value.as_str(), group.people)).collect();
    let parts = [("all", "all", 20), ("tenure", "under 3", 10), ("tenure", "24 to 59", 10), ("level", "1", 10)];
    assert_eq!(names[..4], parts);
    assert_eq!(names[4..6], [("level", "3", 10), ("tenth", "1", 2)]);
    assert_eq!(names.len(), 15);
    let old = group(&everyone, Grouping::Tenure, "24 to 59");
    assert_eq!((old.of_100, old.without_commission, old.ahead), (50, 8, [1, 1]));
    assert_eq!(old.commission, MiddleAndMean { middle: 0, mean: 10.0 });
    assert_eq!(old.net, MiddleAndMean { middle: -40, mean: (8.0 * -40.0 - 30.0 + 50.0) / 10.0 });
    assert_eq!(old.share_of_commission, Some(1.0));
    // The best-paid tenth are the two who are paid.
    let best = group(&everyone, Grouping::Tenth, "1");
    assert_eq!((best.commission.middle, best.without_commission, best.ahead[0]), (10, 0, 1));
    assert_eq!(group(&everyone, Grouping::Tenth, "2").share_of_commission, Some(0.0));
}

#[test]
fn tenures_change_where_they_are_said_to() {
    let of = |tenure| {
        let member = MemberOfAll { tenure, ..MemberOfAll::default() };
        Everyone::new(OrganisationFacts::default(), &[member]).groups()[1].value.clone()
    };
    let tenures = [0, 2, 3, 5, 6, 11, 12, 23, 24, 59, 60, 600];
    let names = ["under 3", "3 to 5", "6 to 11", "12 to 23", "24 to 59", "60 or more"];
    let twice: Vec<&str> = names.iter().flat_map(|name| [*name; 2]).collect();
    assert_eq!(tenures.map(of).to_vec(), twice);
    // Nobody is paid, so nobody has a share; and of nobody there is no group.
    let nobody = Everyone::new(OrganisationFacts::default(), &[]);
    assert!(nobody.groups().is_empty() && nobody.mean_retail_profit().is_none());
}
