//! Differential pay order by order, and marginal brackets group by group.

use downline::units::{Rate, Volume, round_half_away};

use crate::textbook::{Member, broken_volume};
use crate::textbook_levels::is_new;
use crate::textbook_month::{Month, Paid, by_rank, by_step, times};

/// Where rates come from.
#[derive(Clone, Debug)]
pub(crate) enum Rates {
    ByRank(Vec<Rate>),
    /// By the group's volume: steps, whether personal volume is looked up, and whether a member's own counts.
    ByGroup(Vec<(Volume, Rate)>, bool, bool),
}

/// A differential plan.
#[derive(Clone, Debug)]
pub(crate) struct Stairs {
    pub(crate) rates: Rates,
    /// From this rank on a group breaks away.
    pub(crate) breakaway: Option<u8>,
    /// The months in which a member is new, and which share of its orders counts, and of all others.
    pub(crate) shares: Option<(u16, Rate, Rate)>,
}

impl Stairs {
    /// The share of a buyer's orders that is paid on.
    pub(crate) fn counted(&self, month: &Month, buyer: usize) -> Rate {
        let share = |(months, new, others)| if is_new(month, buyer, months) { new } else { others };
        self.shares.map_or(Rate::ONE, share)
    }

    fn breaks(&self, month: &Month, member: usize) -> bool {
        self.breakaway.is_some_and(|rank| month.tree[member].rank >= rank)
    }

    fn group(&self, month: &Month, member: usize, column: fn(&Member) -> Volume) -> Volume {
        broken_volume(&month.tree, member, column, &|other| self.breaks(month, other))
    }

    /// The rate a member has reached; nothing while inactive.
    pub(crate) fn rate(&self, month: &Month, member: usize) -> Rate {
        let entry = &month.tree[member];
        let reached = match &self.rates {
            Rates::ByRank(rates) => by_rank(rates, entry.rank),
            Rates::ByGroup(steps, personal, own) => {
                let column: fn(&Member) -> Volume =
                    if *personal { |member| member.personal } else { |member| member.commissionable };
                let group = self.group(month, member, column);
                by_step(steps, if *own { group } else { group - column(entry) })
            }
        };
        reached.filter(|_| entry.active).unwrap_or(Rate::ZERO)
    }

    /// The highest rate of the table: what is promised on every order.
    pub(crate) fn top(&self) -> Rate {
        let top = match &self.rates {
            Rates::ByRank(rates) => rates.iter().max().copied(),
            Rates::ByGroup(steps, ..) => steps.iter().map(|step| step.1).max(),
        };
        top.unwrap_or(Rate::ZERO)
    }
}

/// What is paid on every order from the buyer upward, as far as the first who breaks away.
pub(crate) fn differential(month: &Month, plan: &Stairs) -> Vec<Paid> {
    let mut lines = Vec::new();
    for (buyer, entry) in month.tree.iter().enumerate() {
        let mut paid = 0;
        for (level, earner) in std::iter::once(buyer).chain(month.above(buyer)).enumerate() {
            let rate = plan.rate(month, earner).parts_per_million();
            if rate > paid {
                let difference = Rate::from_parts_per_million(rate - paid);
                let cents =
                    times(entry.commissionable.hundredths(), &[plan.counted(month, buyer), month.worth, difference]);
                lines.push(Paid { earner, source: Some(buyer), level, cents });
                paid = rate;
            }
            if plan.breaks(month, earner) {
                break;
            }
        }
    }
    lines
}

/// What a volume earns bracket by bracket, in parts per million of a hundredth.
fn earns(steps: &[(Volume, Rate)], volume: Volume) -> i128 {
    let ends = steps.iter().skip(1).map(|step| step.0).chain([Volume::MOST]);
    let inside = |(step, end): (&(Volume, Rate), Volume)| {
        let part = (volume.min(end) - step.0).hundredths().max(0);
        i128::from(part) * i128::from(step.1.parts_per_million())
    };
    steps.iter().zip(ends).map(inside).sum()
}

/// What marginal brackets pay when everybody is active: what a group earns less what the groups of its legs earn.
pub(crate) fn marginal(month: &Month, steps: &[(Volume, Rate)], breakaway: Option<u8>) -> Vec<Paid> {
    let plan = Stairs { rates: Rates::ByGroup(steps.to_vec(), false, true), breakaway, shares: None };
    let whole = |member: usize| earns(steps, plan.group(month, member, |member| member.commissionable));
    let net = |member: usize| {
        let legs = month.recruits(member).into_iter().filter(|&leg| !plan.breaks(month, leg));
        whole(member) - legs.map(whole).sum::<i128>()
    };
    let cents = |member| {
        let worth = i128::from(month.worth.parts_per_million());
        round_half_away(net(member) * worth, 1_000_000_000_000)
    };
    (0..month.tree.len()).map(|earner| Paid { earner, source: None, level: 0, cents: cents(earner) }).collect()
}
