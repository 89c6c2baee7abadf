//! The search: small trees, volumes around edges, one order more.

use super::trees::shapes;
use super::{Effect, FlatSpot, FlatSpots, Kind, RuleLine, SearchSettings, Standing, Who};
use crate::audit::AuditedPlan;
use crate::commission::{Ladder, Ledger, Line, Period, Sink, Statement};
use crate::team::MemberId;
use crate::units::{Money, Month, Volume};

/// Nobody in a searched tree is new any more: bonuses on first months do not show.
const LATE: Month = Month::new(100);
/// After so many months alike, ranks that ask for months in a row have long been decided.
const MOST_MONTHS: u16 = 1000;
/// A cap of so much money is looked for at volumes of 1, 2, 4, ... times its amount, down to a rate of 1 in 128.
const CAP_DOUBLINGS: u32 = 8;
/// The largest tree that is ever searched.
const LARGEST: usize = 6;

/// Looks for the smallest case of each kind of flat spot.
#[must_use]
pub fn find(audited: &AuditedPlan<'_>, settings: SearchSettings) -> FlatSpots {
    let order = settings.order.max(Volume::from_hundredths(1));
    let settings = SearchSettings { order, ..settings };
    let edges = edges(audited);
    let sets = volume_sets(audited, &edges, order);
    let mut found: Vec<FlatSpot> = Vec::new();
    let mut settlements = 0;
    let mut complete_up_to = 0;
    for members in 1..=settings.most_members.min(LARGEST) {
        let missing = Kind::ALL.into_iter().filter(|kind| found.iter().all(|spot| spot.kind != *kind)).collect();
        let mut search = Search { audited, settings, missing, cases: Vec::new(), settlements };
        let complete = search.trees_of(members, &sets);
        settlements = search.settlements;
        found.extend(search.cases.iter().map(|case| case.spot(audited, order)));
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
fn edges(audited: &AuditedPlan<'_>) -> Vec<Volume> {
    let mut edges = audited.plan.volume_edges();
    if audited.active_volume > Volume::ZERO {
        edges.push(audited.active_volume);
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

fn volume_sets(audited: &AuditedPlan<'_>, edges: &[Volume], order: Volume) -> Vec<VolumeSet> {
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
    let caps = audited.plan.money_edges().into_iter().flat_map(|cap| {
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
    audited: &'a AuditedPlan<'a>,
    settings: SearchSettings,
    /// Kinds that no smaller tree shows.
    missing: Vec<Kind>,
    cases: Vec<Case>,
    settlements: u64,
}

/// A tree, volumes and an order.
struct Case {
    kind: Kind,
    sponsors: Vec<MemberId>,
    volumes: Vec<Volume>,
    buyer: MemberId,
    member: MemberId,
}

impl Search<'_> {
    /// Whether all trees of this size could be searched.
    fn trees_of(&mut self, members: usize, sets: &[VolumeSet]) -> bool {
        for sponsors in shapes(members) {
            let Ok(period) = Period::new(sponsors) else { return false };
            let mut month = MonthOf::new(self.audited, period);
            for set in sets {
                if !self.volumes_of(set, &mut month) {
                    return false;
                }
            }
        }
        true
    }

    /// All ways of giving the members volumes of a set, those that another set has too left out.
    fn volumes_of(&mut self, set: &VolumeSet, month: &mut MonthOf<'_>) -> bool {
        let members = month.period.len();
        let mut choice = vec![0_usize; members];
        loop {
            let used = |edge: u8| choice.iter().any(|&value| set.values[value].1 == edge);
            if (1..=set.edges).all(used) {
                let volumes: Vec<Volume> = choice.iter().map(|&value| set.values[value].0).collect();
                self.orders_on(&volumes, month);
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
    fn orders_on(&mut self, volumes: &[Volume], month: &mut MonthOf<'_>) {
        let before = self.settle(volumes, month);
        for buyer in month.period.members() {
            let own = volumes[buyer as usize];
            let mut more = volumes.to_vec();
            more[buyer as usize] += self.settings.order;
            if !self.audited.is_active(more[buyer as usize]) {
                continue;
            }
            let becomes_active = !self.audited.is_active(own);
            let after = self.settle(&more, month);
            let mut half: Option<Vec<Money>> = None;
            for member in month.period.members() {
                let at = member as usize;
                let who = who(&month.period, buyer, member);
                let effect = match after[at] - before[at] {
                    change if change < Money::from_cents(-1) => Effect::Falls,
                    Money::ZERO if before[at] > Money::ZERO => Effect::StandsStill,
                    _ => continue,
                };
                let kind = Kind { effect, who, becomes_active };
                if !self.wanted(kind, volumes) {
                    continue;
                }
                if effect == Effect::StandsStill {
                    let lower = Volume::from_hundredths(own.hundredths() / 2);
                    if !self.audited.is_active(lower) {
                        continue;
                    }
                    more[buyer as usize] = lower;
                    let half = half.get_or_insert_with(|| self.settle(&more, month));
                    if half[at] >= before[at] {
                        continue;
                    }
                }
                self.keep(Case {
                    kind,
                    sponsors: month.period.sponsors().to_vec(),
                    volumes: volumes.to_vec(),
                    buyer,
                    member,
                });
            }
        }
    }

    fn settle(&mut self, volumes: &[Volume], month: &mut MonthOf<'_>) -> Vec<Money> {
        self.settlements += 1;
        month.pay(volumes)
    }

    /// Whether a case of this kind and volume would be the smallest so far.
    fn wanted(&self, kind: Kind, volumes: &[Volume]) -> bool {
        let known = self.cases.iter().find(|case| case.kind == kind);
        self.missing.contains(&kind) && known.is_none_or(|known| sum(volumes) < sum(&known.volumes))
    }

    fn keep(&mut self, case: Case) {
        self.cases.retain(|known| known.kind != case.kind);
        self.cases.push(case);
    }
}

fn sum(volumes: &[Volume]) -> Volume {
    volumes.iter().copied().sum()
}

fn who(period: &Period, buyer: MemberId, member: MemberId) -> Who {
    if member == buyer {
        return Who::Buyer;
    }
    let mut above = buyer;
    while let Some(sponsor) = period.sponsor(above) {
        if sponsor == member {
            return Who::Above;
        }
        above = sponsor;
    }
    Who::Elsewhere
}

/// One tree, to be paid for many volumes.
struct MonthOf<'a> {
    audited: &'a AuditedPlan<'a>,
    period: Period,
    ledger: Ledger,
}

impl<'a> MonthOf<'a> {
    fn new(audited: &'a AuditedPlan<'a>, period: Period) -> Self {
        let mut period = period.with_point_value(audited.point_value);
        period.set_month(LATE);
        Self { audited, period, ledger: Ledger::new() }
    }

    /// Decides ranks. Where a plan counts months in a row or adds up volumes of several, the months before were all like
    /// this one.
    fn fill(&mut self, volumes: &[Volume]) {
        self.ledger.clear();
        let looks_at_more = |ladder: &Ladder| ladder.counts_months() || ladder.months_looked_at() > 1;
        let most = if self.audited.plan.ladder().is_some_and(looks_at_more) { MOST_MONTHS } else { 1 };
        for month in 1..=most {
            for (member, &volume) in (0..).zip(volumes) {
                self.period.set_volume(member, volume, volume);
                self.period.set_active(member, self.audited.is_active(volume));
            }
            let before = (month < most).then(|| self.ledger.carried());
            self.audited.plan.qualify(&mut self.period, &mut self.ledger);
            if before.is_some_and(|before| before.carries_as(&self.ledger)) {
                break;
            }
        }
    }

    fn settle(&mut self, volumes: &[Volume], sink: &mut dyn Sink) {
        self.fill(volumes);
        self.audited.plan.settle(&self.period, &mut self.ledger, sink);
    }

    fn pay(&mut self, volumes: &[Volume]) -> Vec<Money> {
        let mut pay = Pay(vec![Money::ZERO; volumes.len()]);
        self.settle(volumes, &mut pay);
        pay.0
    }
}

/// What everybody is paid.
struct Pay(Vec<Money>);

impl Sink for Pay {
    fn line(&mut self, _rule: &str, line: &Line) {
        if let Some(earner) = line.earner.filter(|_| line.reason.is_paid()) {
            self.0[earner as usize] += line.amount;
        }
    }
}

impl Case {
    /// The case with everything a reader needs to follow it.
    fn spot(&self, audited: &AuditedPlan<'_>, order: Volume) -> FlatSpot {
        let mut more = self.volumes.clone();
        more[self.buyer as usize] += order;
        let (before, lines_before) = self.told(audited, &self.volumes);
        let (after, lines_after) = self.told(audited, &more);
        let (kind, buyer, member) = (self.kind, self.buyer, self.member);
        FlatSpot { kind, sponsors: self.sponsors.clone(), buyer, member, before, after, lines_before, lines_after }
    }

    fn told(&self, audited: &AuditedPlan<'_>, volumes: &[Volume]) -> (Vec<Standing>, Vec<RuleLine>) {
        // The same sponsors made a month before.
        let mut month = MonthOf::new(audited, Period::new(self.sponsors.clone()).unwrap_or_default());
        let mut statement = Statement::new();
        month.settle(volumes, &mut statement);
        let standing = |member: MemberId| Standing {
            volume: volumes[member as usize],
            rank: month.period.ranks()[member as usize],
            paid: statement.paid_to(member),
        };
        let standings = month.period.members().map(standing).collect();
        let own = statement
            .entries()
            .iter()
            .filter(|entry| entry.line().earner == Some(self.member) && entry.line().reason.is_paid());
        let lines = own.map(|entry| RuleLine { rule: statement.rule(entry).to_owned(), line: *entry.line() }).collect();
        (standings, lines)
    }
}
