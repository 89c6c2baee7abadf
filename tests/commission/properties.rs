//! Commission on random trees: the fast rules equal the textbook, and the properties that every plan must have.

use std::sync::Arc;

use downline::commission::{
    Compression, Ledger, OwnVolume, Period, Plan, Rule, TeamPercent, Totals, Unilevel, YourSum,
};
use downline::genealogy::{Source, read};
use downline::team::{Lifeline, NEVER, Team};
use downline::units::{Money, Month, Rate, Volume};
use proptest::prelude::*;

use crate::textbook::{self, Counting, Levels, Member};
use crate::your_pay::your_pay_by_rule;

/// A tree of up to 60 members in which chains and stars are as likely as bushes.
pub(crate) fn trees() -> impl Strategy<Value = Vec<Member>> {
    let member = (any::<prop::sample::Index>(), any::<bool>(), 0_i64..300_00, 0_i64..500_00, 0_u8..3, 0_u8..3);
    (prop::collection::vec(member, 1..60), 0_u8..3).prop_map(|(members, shape)| {
        let build = |(id, (above, active, personal, commissionable, rank, zero)): (usize, _)| {
            let above: prop::sample::Index = above;
            let sponsor = (id > 0).then(|| match shape {
                0 => above.index(id),
                1 => id - 1,
                _ => above.index(id) / 3,
            });
            let commissionable = Volume::from_hundredths(if zero == 0 { 0 } else { commissionable });
            Member { sponsor, active, personal: Volume::from_hundredths(personal), commissionable, rank }
        };
        members.into_iter().enumerate().map(build).collect()
    })
}

pub(crate) fn rates() -> impl Strategy<Value = Vec<Rate>> {
    prop::collection::vec((0_u32..200_000).prop_map(Rate::from_parts_per_million), 0..8)
}

pub(crate) fn levels() -> impl Strategy<Value = Levels> {
    let counting = prop::sample::select(vec![Counting::Everybody, Counting::Active, Counting::Holding]);
    let depth = prop::collection::vec(0_usize..9, 3);
    (prop::collection::vec(rates(), 3), depth, 0_i64..200_00, 1_u32..=1_000_000, counting).prop_map(
        |(rates, depth, from, broad, counting)| Levels {
            rates,
            depth,
            full_depth_from: Volume::from_hundredths(from),
            broad: Rate::from_parts_per_million(broad),
            counting,
        },
    )
}

pub(crate) fn unilevel_of(plan: &Levels) -> Unilevel {
    let compression = match plan.counting {
        Counting::Everybody => Compression::None,
        Counting::Active => Compression::Standard,
        Counting::Holding => Compression::Dynamic,
    };
    Unilevel::new(Vec::new(), compression)
        .with_rates_by_rank(plan.rates.clone())
        .with_depth_by_rank(plan.depth.clone())
        .with_depth_by_volume(vec![(Volume::LEAST, 1), (plan.full_depth_from, 99)])
        .with_broad_percentage(plan.broad)
}

pub(crate) fn period_of(tree: &[Member]) -> Period {
    let sponsors = tree.iter().map(|member| u32::try_from(member.sponsor.unwrap_or(0)).unwrap()).collect();
    let mut period = Period::new(sponsors).unwrap();
    for (id, member) in (0..).zip(tree) {
        period.set_active(id, member.active);
        period.set_volume(id, member.personal, member.commissionable);
        period.set_rank(id, member.rank);
    }
    period
}

pub(crate) fn settle(rule: impl Rule + 'static, period: &Period) -> Totals {
    let mut totals = Totals::new(period.len());
    Plan::new(vec![Arc::new(rule)]).settle(period, &mut Ledger::new(), &mut totals);
    totals
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn unilevel_pays_what_the_textbook_pays(tree in trees(), plan in levels()) {
        let totals = settle(unilevel_of(&plan), &period_of(&tree));
        prop_assert_eq!(totals.earners(), textbook::unilevel(&tree, &plan));
    }

    #[test]
    fn unilevel_pays_and_keeps_its_promise_to_the_cent(tree in trees(), plan in levels()) {
        let totals = settle(unilevel_of(&plan), &period_of(&tree));
        prop_assert_eq!(totals.paid() + totals.kept(), textbook::promise(&tree, &plan));
    }

    #[test]
    fn team_percent_pays_what_the_textbook_pays(tree in trees(), parts in 0_u32..1_000_000) {
        let rate = Rate::from_parts_per_million(parts);
        let totals = settle(TeamPercent::new(rate), &period_of(&tree));
        let wanted: Vec<Money> = (0..tree.len()).map(|member| textbook::team_percent(&tree, member, rate)).collect();
        prop_assert_eq!(totals.earners(), wanted);
    }

    #[test]
    fn walking_up_from_the_buyer_equals_deleting_the_inactive_below_the_earner(tree in trees(), rates in rates()) {
        let totals = settle(Unilevel::new(rates.clone(), Compression::Standard), &period_of(&tree));
        for earner in 0..tree.len() {
            let mut below = Vec::new();
            textbook::compressed_below(&tree, earner, 1, &mut below);
            let paid = |&(buyer, level): &(usize, usize)| {
                rates.get(level - 1).map_or(Money::ZERO, |rate| rate.of_volume(tree[buyer].commissionable))
            };
            let wanted: Money = if tree[earner].active { below.iter().map(paid).sum() } else { Money::ZERO };
            prop_assert_eq!(totals.earners()[earner], wanted);
        }
    }

    #[test]
    fn compression_changes_nothing_when_everybody_is_active(tree in trees(), rates in rates()) {
        let mut period = period_of(&tree);
        period.members().for_each(|member| period.set_active(member, true));
        let paid = |compression| settle(Unilevel::new(rates.clone(), compression), &period);
        prop_assert_eq!(paid(Compression::None), paid(Compression::Standard));
        prop_assert_eq!(paid(Compression::None), paid(Compression::Dynamic));
    }

    #[test]
    fn ten_times_the_volume_is_ten_times_the_pay(tree in trees(), percents in prop::collection::vec(0_u32..20, 0..8)) {
        // Whole percents of whole points: no rounding, so the scaling is exact.
        let rates: Vec<Rate> = percents.iter().map(|percent| Rate::from_parts_per_million(percent * 10_000)).collect();
        let scaled = |factor: i64| {
            let mut period = period_of(&tree);
            for (id, member) in (0..).zip(&tree) {
                let points = member.commissionable.hundredths() / 100 * 100 * factor;
                period.set_volume(id, member.personal, Volume::from_hundredths(points));
            }
            settle(Unilevel::new(rates.clone(), Compression::Standard), &period)
        };
        let tenfold: Vec<i64> = scaled(1).earners().iter().map(|total| total.cents() * 10).collect();
        let paid: Vec<i64> = scaled(10).earners().iter().map(|total| total.cents()).collect();
        prop_assert_eq!(paid, tenfold);
    }

    #[test]
    fn new_names_and_another_order_of_rows_change_nobody_s_pay(
        tree in trees(),
        plan in levels(),
        order in any::<u64>(),
    ) {
        let mut rows: Vec<(String, Option<String>)> = (0..tree.len())
            .map(|id| (format!("m{id}"), tree[id].sponsor.map(|sponsor| format!("m{sponsor}"))))
            .collect();
        // A shuffle that depends on `order` alone.
        rows.sort_by_key(|row| row.0.bytes().fold(order, |key, byte| (key ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)));
        let text: String = rows.iter().map(|(id, sponsor)| format!("{id},{}\n", sponsor.as_deref().unwrap_or("-"))).collect();
        let text = format!("id,sponsor\n{text}");
        let shuffled = read(Source::new("tree", text.as_bytes()), None).unwrap().genealogy;
        let mut period = Period::new(shuffled.sponsors().to_vec()).unwrap();
        for (id, member) in tree.iter().enumerate() {
            let new = shuffled.member(&format!("m{id}")).unwrap();
            period.set_active(new, member.active);
            period.set_volume(new, member.personal, member.commissionable);
            period.set_rank(new, member.rank);
        }
        let totals = settle(unilevel_of(&plan), &period);
        let paid: Vec<Money> = (0..tree.len())
            .map(|id| totals.earners()[shuffled.member(&format!("m{id}")).unwrap() as usize])
            .collect();
        prop_assert_eq!(paid, textbook::unilevel(&tree, &plan));
    }
}

/// A simulated-like team: lifelines over twelve months, some of them quitters.
fn teams() -> impl Strategy<Value = Team> {
    let member = (any::<prop::sample::Index>(), 0_u16..4, 1_u16..20);
    prop::collection::vec(member, 1..80).prop_map(|members| {
        let mut team = Team::new();
        for (id, (above, wait, stays)) in members.into_iter().enumerate() {
            let sponsor = u32::try_from(if id == 0 { 0 } else { above.index(id) }).unwrap();
            let joined = if id == 0 { 0 } else { team.members()[sponsor as usize].joined + wait };
            team.push(Lifeline { sponsor, joined, left: if stays > 12 { NEVER } else { joined + stays } });
        }
        team
    })
}

/// What a sum pays you in a month of a team in which everybody orders the same, straight from its documentation.
fn summed(sum: &YourSum, plan: &Plan, team: &Team, month: Month, personal: Volume) -> Money {
    if !team.members()[0].is_active(month) || personal < plan.active_volume() {
        return Money::ZERO;
    }
    let active = || team.members().iter().zip(0..).filter(|pair| pair.0.is_active(month));
    match sum {
        YourSum::TeamVolume(rate) => {
            let volume = personal.checked_times(i64::try_from(active().count()).unwrap()).unwrap();
            rate.of_volume(volume)
        }
        YourSum::ByLevel(shares) => {
            let mut levels = Vec::new();
            team.levels_into(&mut levels);
            let share = |id: usize| usize::from(levels[id]).checked_sub(1).and_then(|level| shares.get(level));
            active().filter_map(|pair| share(pair.1)).map(|share| share.of_volume(personal)).sum()
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    /// A plan that says it is a sum over your team pays you that sum, rule by rule, to the cent.
    #[test]
    fn your_sums_are_what_the_settlement_pays(
        team in teams(),
        rates in prop::collection::vec(rates(), 2),
        of_team in 0_u32..300_000,
        depth in 0_usize..9,
        broad in 1_u32..=1_000_000,
        least in 0_i64..300_00,
        hundredths in 0_i64..300_00,
    ) {
        let personal = Volume::from_hundredths(hundredths);
        let level = |rates: &Vec<Rate>| Unilevel::new(rates.clone(), Compression::None);
        let shallow = level(&rates[1]).with_depth_by_rank(vec![depth]);
        let rules: Vec<Arc<dyn Rule>> = vec![
            Arc::new(level(&rates[0])),
            Arc::new(TeamPercent::new(Rate::from_parts_per_million(of_team))),
            Arc::new(shallow.with_broad_percentage(Rate::from_parts_per_million(broad))),
        ];
        let plain = Plan::new(rules);
        for plan in [plain.clone(), plain.with_active_volume(Volume::from_hundredths(least))] {
            let sums = plan.your_sums().unwrap();
            prop_assert_eq!(sums.len(), plan.rules().len());
            let settled = your_pay_by_rule(&plan, &team, personal, 12);
            for (month, settled) in (1..).zip(settled) {
                for (sum, settled) in sums.iter().zip(settled) {
                    let summed = summed(sum, &plan, &team, Month::new(month), personal);
                    prop_assert_eq!(summed.cents(), settled, "{:?} in month {}", sum, month);
                }
            }
        }
    }
}

/// The control of the property above: plain plans are sums, and rules that look at anything else are none.
#[test]
fn only_rules_that_look_at_nothing_but_volume_and_level_are_sums() {
    let five = vec![Rate::from_parts_per_million(50_000); 3];
    let level = |compression| Unilevel::new(five.clone(), compression);
    let whole = || TeamPercent::new(Rate::from_parts_per_million(60_000));
    let sums = |rule: Arc<dyn Rule>| Plan::new(vec![rule]).your_sums().is_some();
    assert!(sums(Arc::new(level(Compression::None))) && sums(Arc::new(whole())));
    for compression in [Compression::Standard, Compression::Dynamic] {
        assert!(!sums(Arc::new(level(compression))), "{compression:?}");
    }
    let with = |change: fn(Unilevel) -> Unilevel| sums(Arc::new(change(level(Compression::None))));
    assert!(!with(|level| level.with_own_rates(vec![Rate::from_parts_per_million(10_000)])));
    assert!(with(|level| level.with_broad_percentage(Rate::from_parts_per_million(400_000))));
    let from = vec![(Volume::ZERO, 1), (Volume::from_hundredths(100_00), 9)];
    assert!(!sums(Arc::new(level(Compression::None).with_depth_by_volume(from))));
    assert!(!sums(Arc::new(whole().with_own_volume(OwnVolume::Excluded))));
    assert!(!sums(Arc::new(whole().with_breakaway_rank(1))));
    let half = Rate::from_parts_per_million(500_000);
    let plain = Plan::new(vec![Arc::new(whole()) as Arc<dyn Rule>]);
    assert!(plain.your_sums().is_some() && plain.with_point_value(half).your_sums().is_none());
    // One rule that is none makes the plan none.
    assert!(Plan::new(vec![Arc::new(whole()), Arc::new(level(Compression::Dynamic))]).your_sums().is_none());
}
