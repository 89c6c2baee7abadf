//! The search: small trees, volumes around edges, one order more.

use std::sync::Arc;

use super::trees::{SmallTree, shapes};
use super::{Effect, FlatSpot, FlatSpots, Kind, RuleLine, SearchSettings, Standing, Who};
use crate::commission::{Ladder, Placement, Placing, Plan, Statement, Totals};
use crate::settlement::{Listener, Settlement};
use crate::team::MemberId;
use crate::units::{Money, Volume};

/// After so many months alike, ranks that ask for months in a row have long been decided.
const MOST_MONTHS: u16 = 1000;
/// A cap of so much money is looked for at volumes of 1, 2, 4, ... times its amount, down to a rate of 1 in 128.
const CAP_DOUBLINGS: u32 = 8;
/// The largest tree that is ever searched.
const LARGEST: usize = 6;

/// Looks for the smallest case of each kind of flat spot.
#[must_use]
pub fn find(plan: &Plan, settings: SearchSettings) -> FlatSpots {
    let order = settings.order.max(Volume::from_hundredths(1));
    let settings = SearchSettings { order, ..settings };
    let edges = edges(plan);
    let sets = volume_sets(plan, &edges, order);
    let mut found: Vec<FlatSpot> = Vec::new();
    let mut settlements = 0;
    let mut complete_up_to = 0;
    for members in 1..=settings.most_members.min(LARGEST) {
        let missing = Kind::ALL.into_iter().filter(|kind| found.iter().all(|spot| spot.kind != *kind)).collect();
        let mut search = Search { plan, settings, missing, cases: Vec::new(), settlements };
        let complete = search.trees_of(members, &sets);
        settlements = search.settlements;
        found.extend(search.cases.iter().map(|case| case.spot(plan, order)));
        if !complete {
            break;
        }
        complete_up_to = members;
    }
    found.sort_by_key(|spot| Kind::ALL.iter().position(|kind| *kind == spot.kind));
    let asked_up_to = settings.most_members.min(LARGEST);
    FlatSpots { order, found, settlements, complete_up_to, asked_up_to, edges }
}

/// The plan's own edges, and the volume from which a member is active.
fn edges(plan: &Plan) -> Vec<Volume> {
    let mut edges = plan.volume_edges();
    if plan.active_volume() > Volume::ZERO {
        edges.push(plan.active_volume());
    }
    edges.sort_unstable();
    edges.dedup();
    edges
}

/// The volumes that members of a tree take: of one edge at a time, then of two. Each value says which edge it belongs
/// to; 0 is common to all.
struct VolumeSet {
    values: Vec<(Volume, u8)>,
    edges: u8,
}

fn volume_sets(plan: &Plan, edges: &[Volume], order: Volume) -> Vec<VolumeSet> {
    let times = |volume: Volume, times: i64| volume.checked_times(times).unwrap_or(volume);
    let around = |edge: Volume, number: u8| {
        [edge - order, edge].into_iter().filter(|&volume| volume > Volume::ZERO).map(move |volume| (volume, number))
    };
    let common = || vec![(Volume::ZERO, 0), (order, 0)];
    let with = |list: &[Volume]| {
        let mut values = common();
        for (&edge, number) in list.iter().zip(1..) {
            values.extend(around(edge, number));
        }
        values.sort_by_key(|value| value.0);
        values.dedup_by_key(|value| value.0);
        let edges = values.iter().map(|value| value.1).filter(|&edge| edge > 0);
        let mut edges: Vec<u8> = edges.collect();
        edges.sort_unstable();
        edges.dedup();
        VolumeSet { values, edges: u8::try_from(edges.len()).unwrap_or(u8::MAX) }
    };
    let caps = plan.money_edges().into_iter().flat_map(|cap| {
        (0..CAP_DOUBLINGS).map(move |doubling| times(Volume::from_hundredths(cap.cents()), 1 << doubling))
    });
    let mut sets = vec![with(&[]), with(&[times(order, 10)])];
    sets.extend(edges.iter().copied().chain(caps).map(|edge| with(&[edge])));
    for (number, &first) in edges.iter().enumerate() {
        sets.extend(edges[number + 1..].iter().map(|&second| with(&[first, second])));
    }
    sets
}

/// One search through trees of the same number of members.
struct Search<'a> {
    plan: &'a Plan,
    settings: SearchSettings,
    /// Kinds that no smaller tree shows.
    missing: Vec<Kind>,
    cases: Vec<Case>,
    settlements: u64,
}

/// A tree, volumes and an order.
struct Case {
    kind: Kind,
    tree: SmallTree,
    buyer: MemberId,
    member: MemberId,
}

impl Search<'_> {
    /// Whether all trees of this size could be searched.
    fn trees_of(&mut self, members: usize, sets: &[VolumeSet]) -> bool {
        let placings = self.plan.needs().placing;
        for sponsors in shapes(members) {
            let mut tree = SmallTree { sponsors, volumes: vec![Volume::ZERO; members] };
            let places = tree.places(self.plan);
            // Volumes move people only where the placing looks at them.
            let known = (!placings.contains(&Placing::WeakerLeg)).then_some(places.as_slice());
            let mut month = AlikeMonths::new(self.plan, known);
            for set in sets {
                if !self.volumes_of(set, &mut tree, &mut month) {
                    return false;
                }
            }
        }
        true
    }

    /// All ways of giving the members volumes of a set, those that another set has too left out.
    fn volumes_of(&mut self, set: &VolumeSet, tree: &mut SmallTree, month: &mut AlikeMonths<'_>) -> bool {
        let members = tree.sponsors.len();
        let mut choice = vec![0_usize; members];
        loop {
            let used = |edge: u8| choice.iter().any(|&value| set.values[value].1 == edge);
            if (1..=set.edges).all(used) {
                tree.volumes.clear();
                tree.volumes.extend(choice.iter().map(|&value| set.values[value].0));
                self.orders_on(tree, month);
                if self.settlements >= self.settings.most_settlements {
                    return false;
                }
            }
            let Some(place) = (0..members).rev().find(|&place| choice[place] + 1 < set.values.len()) else {
                return true;
            };
            choice[place] += 1;
            choice[place + 1..].fill(0);
        }
    }

    /// Everybody in turn orders once more.
    fn orders_on(&mut self, tree: &mut SmallTree, month: &mut AlikeMonths<'_>) {
        let before = self.pay(tree, month);
        for buyer in 0..tree.sponsors.len() {
            let own = tree.volumes[buyer];
            let more = own + self.settings.order;
            if !is_active(self.plan, more) {
                continue;
            }
            tree.volumes[buyer] = more;
            let after = self.pay(tree, month);
            tree.volumes[buyer] = own;
            let mut half: Option<Vec<Money>> = None;
            for (member, id) in (0..).zip(0..tree.sponsors.len()) {
                let effect = match after[id] - before[id] {
                    change if change < Money::from_cents(-1) => Effect::Falls,
                    Money::ZERO if before[id] > Money::ZERO => Effect::StandsStill,
                    _ => continue,
                };
                let kind = Kind { effect, who: who(tree, buyer, id), becomes_active: !is_active(self.plan, own) };
                if !self.wanted(kind, &tree.volumes) {
                    continue;
                }
                if effect == Effect::StandsStill {
                    let lower = Volume::from_hundredths(own.hundredths() / 2);
                    if !is_active(self.plan, lower) {
                        continue;
                    }
                    tree.volumes[buyer] = lower;
                    let half = half.get_or_insert_with(|| self.pay(tree, month));
                    tree.volumes[buyer] = own;
                    if half[id] >= before[id] {
                        continue;
                    }
                }
                self.keep(Case { kind, tree: tree.clone(), buyer: id_of(buyer), member });
            }
        }
    }

    fn pay(&mut self, tree: &SmallTree, month: &mut AlikeMonths<'_>) -> Vec<Money> {
        self.settlements += 1;
        month.pay(tree)
    }

    /// Whether a case of this kind and volume would be the smallest so far.
    fn wanted(&self, kind: Kind, volumes: &[Volume]) -> bool {
        let known = self.cases.iter().find(|case| case.kind == kind);
        self.missing.contains(&kind) && known.is_none_or(|known| sum(volumes) < sum(&known.tree.volumes))
    }

    fn keep(&mut self, case: Case) {
        self.cases.retain(|known| known.kind != case.kind);
        self.cases.push(case);
    }
}

fn sum(volumes: &[Volume]) -> Volume {
    volumes.iter().copied().sum()
}

/// Whether personal volume makes a member active in a month.
fn is_active(plan: &Plan, personal: Volume) -> bool {
    personal >= plan.active_volume()
}

/// The number of a member of a small tree.
fn id_of(member: usize) -> MemberId {
    MemberId::try_from(member).unwrap_or(MemberId::MAX)
}

fn who(tree: &SmallTree, buyer: usize, member: usize) -> Who {
    if member == buyer {
        return Who::Buyer;
    }
    let mut above = buyer;
    while above != 0 {
        above = tree.sponsors[above] as usize;
        if above == member {
            return Who::Above;
        }
    }
    Who::Elsewhere
}

/// Small trees, each in a month after many that were all alike.
struct AlikeMonths<'a> {
    plan: &'a Plan,
    /// Where members stand whatever their volumes; `None` where that has to be seen each time.
    places: Option<&'a [(Placing, Arc<Placement>)]>,
    settlement: Settlement<'a>,
    totals: Totals,
}

impl<'a> AlikeMonths<'a> {
    fn new(plan: &'a Plan, places: Option<&'a [(Placing, Arc<Placement>)]>) -> Self {
        Self { plan, places, settlement: Settlement::new(plan), totals: Totals::default() }
    }

    /// What everybody is paid.
    fn pay(&mut self, tree: &SmallTree) -> Vec<Money> {
        tell(self.plan, self.places, &mut self.settlement, tree, &mut self.totals);
        self.totals.earners().to_vec()
    }
}

/// Settles a month. Where a plan counts months in a row or adds up volumes of several, the months before are decided as
/// well, until nothing changes any more.
fn tell<'a>(
    plan: &Plan,
    places: Option<&'a [(Placing, Arc<Placement>)]>,
    settlement: &mut Settlement<'a>,
    tree: &SmallTree,
    listener: &mut impl Listener,
) {
    match places {
        Some(places) => settlement.begin_in(tree, places),
        None => settlement.begin(tree),
    }
    let looks_at_more = |ladder: &Ladder| ladder.counts_months() || ladder.months_looked_at() > 1;
    if plan.ladder().is_some_and(looks_at_more) {
        for _ in 1..MOST_MONTHS {
            let before = settlement.ledger().carried();
            settlement.decide(tree, SmallTree::MONTH);
            if before.carries_as(settlement.ledger()) {
                break;
            }
        }
    }
    // Nobody who listens here breaks off.
    let _ = settlement.month(tree, SmallTree::MONTH, listener);
}

impl Case {
    /// The case with everything a reader needs to follow it.
    fn spot(&self, plan: &Plan, order: Volume) -> FlatSpot {
        let mut more = self.tree.clone();
        more.volumes[self.buyer as usize] += order;
        let (before, lines_before) = self.told(plan, &self.tree);
        let (after, lines_after) = self.told(plan, &more);
        let (kind, buyer, member) = (self.kind, self.buyer, self.member);
        FlatSpot { kind, sponsors: more.sponsors, buyer, member, before, after, lines_before, lines_after }
    }

    fn told(&self, plan: &Plan, tree: &SmallTree) -> (Vec<Standing>, Vec<RuleLine>) {
        let mut settlement = Settlement::new(plan);
        let mut statement = Statement::new();
        tell(plan, None, &mut settlement, tree, &mut statement);
        let standing = |((member, &volume), &rank)| Standing { volume, rank, paid: statement.paid_to(member) };
        let standings = (0..).zip(&tree.volumes).zip(settlement.period().ranks()).map(standing).collect();
        let own = statement
            .entries()
            .iter()
            .filter(|entry| entry.line().earner == Some(self.member) && entry.line().reason.is_paid());
        let lines = own.map(|entry| RuleLine { rule: statement.rule(entry).to_owned(), line: *entry.line() }).collect();
        (standings, lines)
    }
}
