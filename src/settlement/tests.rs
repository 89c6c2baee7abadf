//! Months that are settled once, whoever listens, and networks that grow.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use super::*;
use crate::commission::binary::{Carry, Ineligible, Match};
use crate::commission::{
    Binary, Books, Compression, EarnerByRule, Line, Matrix, Period, Placing, Plan, Present, Reason, Rule, Statement,
    Totals, Unilevel,
};
use crate::team::MemberId;
use crate::units::{Month, Rate, Volume};

fn percent(number: u32) -> Rate {
    Rate::from_parts_per_million(number * 10_000)
}

fn unilevel(rates: &[u32]) -> Unilevel {
    Unilevel::new(rates.iter().map(|&rate| percent(rate)).collect(), Compression::None)
}

/// A company to which so many people come in every month, each sponsored by somebody who was there before; everybody
/// orders, each month something else.
struct Growing {
    newcomers: usize,
    months: u16,
}

impl Growing {
    fn order(member: usize, month: u16) -> Volume {
        let points = 20 + (member * 37 + usize::from(month) * 11) % 90;
        Volume::from_hundredths(i64::try_from(points * 100).unwrap())
    }

    fn joined(&self, member: usize) -> u16 {
        u16::try_from(member.div_ceil(self.newcomers)).unwrap()
    }

    fn members(&self, month: Month) -> usize {
        1 + self.newcomers * usize::from(month.get())
    }

    fn fill_with(&self, members: usize, period: &mut Period, volume: impl Fn(usize) -> Volume) {
        for member in 0..members {
            let there_before = 1 + self.newcomers * usize::from(self.joined(member).saturating_sub(1));
            let sponsor = if member == 0 { 0 } else { (member * 7 + 3) % there_before.min(member) };
            period.push(Present {
                sponsor: MemberId::try_from(sponsor).unwrap(),
                joined: self.joined(member),
                is_active: true,
                personal: volume(member),
                commissionable: volume(member),
            });
        }
    }
}

impl Network for Growing {
    fn fill(&self, month: Month, period: &mut Period) {
        period.begin(month);
        self.fill_with(self.members(month), period, |member| Self::order(member, month.get()));
    }

    fn newcomers(&self, period: &mut Period) {
        period.begin(Month::new(self.months));
        let everybody = self.members(Month::new(self.months));
        self.fill_with(everybody, period, |member| Self::order(member, self.joined(member)));
    }
}

/// Settles all months of a network.
fn settle(plan: &Plan, network: &Growing, listener: &mut impl Listener) {
    let mut settlement = Settlement::new(plan);
    settlement.begin(network);
    for month in 1..=network.months {
        let _ = settlement.month(network, Month::new(month), listener);
    }
}

const PLACINGS: [Placing; 7] = [
    Placing::Left,
    Placing::Right,
    Placing::Alternating,
    Placing::Balanced,
    Placing::WeakerLeg,
    Placing::BreadthFirst(3),
    Placing::DepthFirst(2),
];

/// Who has joined by a month stands where the members placed so far would stand: a later one moves nobody.
#[test]
fn a_growing_network_s_places_are_the_first_of_all_and_those_placed_month_by_month() {
    let network = Growing { newcomers: 9, months: 6 };
    for placing in PLACINGS {
        let plan = Plan::new(vec![Arc::new(Matrix::new(unilevel(&[5, 5]), placing))]);
        let mut settlement = Settlement::new(&plan);
        settlement.begin(&network);
        let mut everybody = Period::default();
        network.newcomers(&mut everybody);
        let whole = placing.place(&everybody);
        for month in (1..=network.months).map(Month::new) {
            let _ = settlement.month(&network, month, &mut ());
            let members = network.members(month);
            let placed = settlement.period().placement_by(placing).unwrap();
            assert_eq!(placed.parents(), &whole.parents()[..members], "{placing:?}");
            assert_eq!(placed.positions(), &whole.positions()[..members], "{placing:?}");
            let mut so_far = Period::default();
            so_far.begin(month);
            network.fill_with(members, &mut so_far, |member| Growing::order(member, network.joined(member)));
            assert_eq!(*placed, placing.place(&so_far), "{placing:?}");
        }
    }
}

/// The control: by the volumes of each month, the weaker leg would move people.
#[test]
fn the_volumes_of_a_later_month_would_move_somebody() {
    let network = Growing { newcomers: 9, months: 6 };
    let (mut everybody, mut last) = (Period::default(), Period::default());
    network.newcomers(&mut everybody);
    network.fill(Month::new(6), &mut last);
    assert_ne!(Placing::WeakerLeg.place(&everybody), Placing::WeakerLeg.place(&last));
}

/// A rule that counts how often it is asked to pay.
#[derive(Debug)]
struct Counted(Arc<AtomicU32>);

impl Rule for Counted {
    fn name(&self) -> &'static str {
        "counted"
    }

    fn settle(&self, period: &Period, books: &mut Books<'_>) {
        self.0.fetch_add(1, Ordering::Relaxed);
        unilevel(&[6, 4]).settle(period, books);
    }
}

#[test]
fn a_month_is_settled_once_for_all_who_listen() {
    let network = Growing { newcomers: 4, months: 5 };
    let plan = Plan::new(vec![Arc::new(unilevel(&[6, 4]))]);
    let count = Arc::new(AtomicU32::new(0));
    let counted = Plan::new(vec![Arc::new(Counted(Arc::clone(&count)))]);
    let mut together = (
        (Statement::new(), RulesPaid::new(&counted)),
        (MemberPay::new(&counted), (Totals::default(), EarnerByRule::new(0))),
    );
    settle(&counted, &network, &mut together);
    assert_eq!(count.load(Ordering::Relaxed), 5);
    // Each of them has heard what it hears alone.
    let ((lines, rules), (members, (totals, root))) = together;
    let mut alone = (Statement::new(), RulesPaid::new(&plan), MemberPay::new(&plan), Totals::default());
    settle(&plan, &network, &mut alone.0);
    settle(&plan, &network, &mut alone.1);
    settle(&plan, &network, &mut alone.2);
    settle(&plan, &network, &mut alone.3);
    assert!(lines.lines().eq(alone.0.lines()));
    let mut rule = rules.rules()[0].clone();
    "unilevel".clone_into(&mut rule.name);
    assert_eq!(rule, alone.1.rules()[0]);
    assert_eq!((&members, &totals), (&alone.2, &alone.3));
    // Members, totals and one earner are those of the last month, rules and lines those of all.
    assert_eq!(root.total(), totals.earners()[0]);
    assert_eq!(members.by_rule()[0], totals.earners());
    assert_eq!((rules.rules()[0].paid, rules.rules()[0].kept_in_all()), (lines.paid(), lines.kept()));
    assert!(totals.paid() < lines.paid());
}

/// Breaks off after so many months.
struct Tired(u32);

impl Listener for Tired {
    fn line(&mut self, _rule: usize, _name: &str, _line: &Line) {}

    fn month_end(&mut self, _end: &MonthEnd<'_>) -> ControlFlow<()> {
        self.0 -= 1;
        if self.0 == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

#[test]
fn one_of_two_listeners_breaks_off_for_both_after_both_were_told() {
    let network = Growing { newcomers: 4, months: 5 };
    let plan = Plan::new(vec![Arc::new(unilevel(&[6]))]);
    let mut settlement = Settlement::new(&plan);
    settlement.begin(&network);
    let (mut first, mut second) = (Tired(2), Tired(3));
    let flows = [1, 2].map(|month| settlement.month(&network, Month::new(month), &mut (&mut first, &mut second)));
    assert_eq!(flows, [ControlFlow::Continue(()), ControlFlow::Break(())]);
    assert_eq!((first.0, second.0), (0, 1));
}

#[test]
fn a_network_begins_with_nothing_of_the_one_before() {
    let pays = Match::WeakerLeg(vec![percent(10)]);
    let binary = Binary::new(pays, Carry::Both, Ineligible::KeepBoth, Placing::Balanced);
    let plan = Plan::new(vec![Arc::new(binary)]);
    let (small, large) = (Growing { newcomers: 3, months: 4 }, Growing { newcomers: 8, months: 6 });
    let pay = |settlement: &mut Settlement<'_>, network: &Growing| {
        let mut statement = Statement::new();
        settlement.begin(network);
        for month in (1..=network.months).map(Month::new) {
            let _ = settlement.month(network, month, &mut statement);
        }
        statement
    };
    let alone = pay(&mut Settlement::new(&plan), &small);
    let mut settlement = Settlement::new(&plan);
    assert_ne!(pay(&mut settlement, &large), alone);
    assert_eq!(pay(&mut settlement, &small), alone);
    // In places that are known nobody is placed anew.
    let mut known = Settlement::new(&plan);
    known.begin(&small);
    let places = known.into_places();
    let mut again = Settlement::new(&plan);
    again.begin_in(&small, &places);
    let mut statement = Statement::new();
    for month in (1..=small.months).map(Month::new) {
        let _ = again.month(&small, month, &mut statement);
    }
    assert_eq!(statement, alone);
}

#[test]
fn two_rules_of_one_name_are_added_up_apart() {
    let plan = Plan::new(vec![Arc::new(unilevel(&[5])), Arc::new(unilevel(&[1, 2]))]);
    let mut listeners = (RulesPaid::new(&plan), MemberPay::new(&plan));
    // Members 1 and 2 below the root: each order has one level above it.
    let network = Growing { newcomers: 2, months: 1 };
    settle(&plan, &network, &mut listeners);
    let volume: Volume = (0..3).map(|member| Growing::order(member, 1)).sum();
    let below = volume - Growing::order(0, 1);
    let (rules, pay) = listeners;
    let [first, second] = rules.rules() else { panic!("two rules") };
    assert_eq!([&first.name, &second.name], ["unilevel", "unilevel-2"]);
    assert_eq!([first.paid, second.paid], [percent(5), percent(1)].map(|rate| rate.of_volume(below)));
    assert_eq!((first.lines, second.levels().collect::<Vec<_>>()), (2, vec![(1, second.paid)]));
    let kept = percent(3).of_volume(Growing::order(0, 1)) + percent(2).of_volume(below);
    assert_eq!(second.kept().collect::<Vec<_>>(), [(Reason::NoUplineLeft, kept)]);
    assert_eq!(second.promised(), Some(percent(3).of_volume(volume)));
    assert_eq!(pay.paid_to(0), first.paid + second.paid);
}
