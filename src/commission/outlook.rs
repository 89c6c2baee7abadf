//! [`Outlook`]: which rules of a plan can pay anybody in a month, and which can change what others pay, seen before any of
//! them is asked. It is worked out once for all months, by the highest rank that somebody has in them.

use std::sync::Arc;

use super::{Period, Rule};
use crate::units::Rate;

/// What decides about the most that a rule pays on an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrderKind {
    /// Months since the buyer joined; 0 in the month of joining.
    pub age: u16,
    /// Who stands above the buyer.
    pub above: Above,
    /// Nobody is paid as a higher rank than this in the month.
    pub highest_rank: u8,
}

/// How many members stand above a buyer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Above {
    /// The buyer is the first member.
    Nobody,
    /// The first member alone, in the tree of sponsors.
    One,
    /// More.
    Many,
}

impl Above {
    const ALL: [Self; 3] = [Self::Nobody, Self::One, Self::Many];
}

/// The most that is paid on an order to all members together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Promise {
    /// Parts per million of the order's value.
    pub parts_per_million: u64,
    /// So many lines, each of which may be rounded up to a cent.
    pub lines: u64,
}

impl Promise {
    /// Nothing is paid.
    pub const NOTHING: Self = Self { parts_per_million: 0, lines: 0 };

    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        let parts_per_million = self.parts_per_million.saturating_add(other.parts_per_million);
        Self { parts_per_million, lines: self.lines.saturating_add(other.lines) }
    }

    /// This share of it, in so many lines for each of its own.
    #[must_use]
    pub fn share(self, rate: Rate, lines: u64) -> Self {
        let whole = u64::from(Rate::ONE.parts_per_million());
        let parts = self.parts_per_million.saturating_mul(rate.parts_per_million().into()).div_ceil(whole);
        Self { parts_per_million: parts, lines: self.lines.saturating_mul(lines) }
    }
}

/// A set of rules of a plan by their numbers, of which a plan with an outlook has few.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct RuleSet(u64);

impl RuleSet {
    pub(super) const NONE: Self = Self(0);
    /// All that there can be.
    const ALL: Self = Self(u64::MAX);
    const MOST: usize = 64;

    pub(super) const fn has(self, number: usize) -> bool {
        number >= Self::MOST || self.0 >> number & 1 == 1
    }

    /// All rules of a plan, or none of them.
    pub(super) const fn all_or_none(all: bool) -> Self {
        if all { Self::ALL } else { Self::NONE }
    }

    /// The first so many rules of it, in order.
    pub(super) fn numbers(self, rules: usize) -> impl Iterator<Item = usize> {
        let mut left = if rules < Self::MOST { self.0 & ((1 << rules) - 1) } else { self.0 };
        let those = std::iter::from_fn(move || {
            let next = left.trailing_zeros() as usize;
            left &= left.wrapping_sub(1);
            (next < Self::MOST).then_some(next)
        });
        those.chain(Self::MOST..rules)
    }

    const fn with(self, number: usize) -> Self {
        Self(self.0 | 1 << number)
    }

    const fn without(self, number: usize) -> Self {
        Self(self.0 & !(1 << number))
    }

    const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// What is still open of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pending {
    /// The rules that may write a line that pays or takes back.
    pub(super) paying: RuleSet,
    /// The rules of which somebody may read what they pay.
    pub(super) read: RuleSet,
}

/// A rule that reads what others pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Reader {
    number: usize,
    reads: RuleSet,
    /// Where all that it reads is seen to fit, it changes nothing.
    fits: Option<Fits>,
}

/// What may be paid on orders, beside what may be paid without a cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Fits {
    /// In parts per million of the orders of the first member, of those below it, and of all others.
    promised: [i64; 3],
    /// Lines an order.
    lines: i64,
    /// In parts per million of all orders.
    left_alone: i64,
}

/// Months in which nobody has a higher rank than a certain one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct UpToRank {
    /// The rules that may pay on orders of the first member, of those below it, and of all others.
    paying: [RuleSet; 3],
    /// The rules that promise nothing that is known, and may pay where nobody orders.
    unknown: RuleSet,
    readers: Vec<Reader>,
}

/// What a plan knows of all months; nothing for a plan of very many rules or with points that are not worth 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Outlook {
    /// By the highest rank in the month, from 0.
    ranks: Vec<UpToRank>,
}

/// Plans with more ranks are settled without an outlook where somebody has one of those.
const RANKS: u8 = 16;

impl Outlook {
    pub(super) fn new(rules: &[Arc<dyn Rule>], worth: Rate) -> Self {
        if worth != Rate::ONE || rules.len() > RuleSet::MOST {
            return Self::default();
        }
        Self { ranks: (0..RANKS).map(|rank| UpToRank::new(rules, rank)).collect() }
    }

    /// What is open of a month, in a plan of whose rules so much is read at most.
    pub(super) fn of(&self, period: &Period, read: RuleSet) -> Pending {
        let highest = period.ranks().iter().fold(0, |highest: u8, &rank| highest.max(rank));
        // Promises are of orders that go up the tree of sponsors, if they go by anybody who has brought somebody in.
        let known = if period.has_enrollers() { None } else { self.ranks.get(usize::from(highest)) };
        let Some(UpToRank { paying, unknown, readers }) = known else {
            return Pending { paying: RuleSet::ALL, read };
        };
        let volumes = volumes(period);
        let pays = |above: usize| volumes.is_none_or(|volumes| volumes[above] != 0);
        let paying = (0..3).filter(|&above| pays(above)).fold(*unknown, |all, above| all.and(paying[above]));
        let mut pending = Pending { paying, read: RuleSet::NONE };
        for reader in readers {
            if volumes.zip(reader.fits).is_some_and(|(volumes, fits)| fits.hold(volumes, period.len())) {
                pending.paying = pending.paying.without(reader.number);
            } else {
                pending.read = pending.read.and(reader.reads);
            }
        }
        pending
    }
}

impl UpToRank {
    fn new(rules: &[Arc<dyn Rule>], highest_rank: u8) -> Self {
        let kinds = kinds(rules, highest_rank);
        let promises: Vec<Vec<Option<Promise>>> = kinds.iter().map(|&kind| promises(rules, kind)).collect();
        let (mut paying, mut unknown) = ([RuleSet::NONE; 3], RuleSet::NONE);
        let mut readers = Vec::new();
        for (number, rule) in rules.iter().enumerate() {
            let reads = rule.reads_rules();
            let pays_nobody = |read: usize| !paying.iter().any(|rules| rules.has(read));
            if reads.as_ref().is_some_and(|numbers| numbers.iter().all(|&read| pays_nobody(read))) {
                continue;
            }
            for (kind, of_rules) in kinds.iter().zip(&promises) {
                let of_kind = &mut paying[kind.above as usize];
                match of_rules[number] {
                    Some(Promise::NOTHING) => {}
                    Some(_) => *of_kind = of_kind.with(number),
                    None => (*of_kind, unknown) = (of_kind.with(number), unknown.with(number)),
                }
            }
            if rule.reads_earnings() {
                let fits = rule.leaves().zip(reads.as_ref()).and_then(|(leaves, numbers)| {
                    Fits::new(
                        leaves,
                        kinds.iter().zip(&promises).map(|(kind, of)| (kind.above, of.as_slice())),
                        numbers,
                    )
                });
                let set = |numbers: Vec<usize>| numbers.into_iter().fold(RuleSet::NONE, RuleSet::with);
                readers.push(Reader { number, reads: reads.map_or(RuleSet::ALL, set), fits });
            }
        }
        // A reader of nothing but such as pay nobody is none.
        readers.retain(|reader| paying.iter().any(|rules| rules.meets(reader.reads)));
        Self { paying, unknown, readers }
    }
}

/// All kinds of orders that some rule tells apart.
fn kinds(rules: &[Arc<dyn Rule>], highest_rank: u8) -> Vec<OrderKind> {
    let mut ages: Vec<u16> = rules.iter().map(|rule| rule.new_months()).chain([0]).collect();
    ages.sort_unstable();
    ages.dedup();
    let of_age = |age| Above::ALL.map(|above| OrderKind { age, above, highest_rank });
    ages.into_iter().flat_map(of_age).collect()
}

/// What each rule promises on an order.
fn promises(rules: &[Arc<dyn Rule>], kind: OrderKind) -> Vec<Option<Promise>> {
    let mut promises = Vec::with_capacity(rules.len());
    for rule in rules {
        let promise = rule.promises(kind, &promises);
        promises.push(promise);
    }
    promises
}

impl Fits {
    /// Of the rules of these numbers; `None` where what one of them promises is not known.
    fn new<'a>(
        leaves: Rate,
        mut kinds: impl Iterator<Item = (Above, &'a [Option<Promise>])>,
        numbers: &[usize],
    ) -> Option<Self> {
        let mut fits = Self { promised: [0; 3], lines: 0, left_alone: leaves.parts_per_million().into() };
        kinds.try_for_each(|(above, of_rules)| {
            let mut of_kind = numbers.iter().map(|&number| of_rules[number]);
            let all = of_kind.try_fold(Promise::NOTHING, |all, promise| Some(all.and(promise?)))?;
            let most = &mut fits.promised[above as usize];
            *most = (*most).max(i64::try_from(all.parts_per_million).ok()?);
            fits.lines = fits.lines.max(i64::try_from(all.lines).ok()?);
            Some(())
        })?;
        Some(fits)
    }

    /// Whether all that may be paid on so many hundredths of points fits, by so many buyers.
    #[inline]
    fn hold(&self, volumes: [i64; 3], buyers: usize) -> bool {
        let whole = i128::from(Rate::ONE.parts_per_million());
        let promised: i128 = self
            .promised
            .iter()
            .zip(volumes)
            .map(|(&promised, volume)| i128::from(promised) * i128::from(volume))
            .sum();
        // What may be paid without a cut may itself be rounded down.
        let rounding = (i128::from(self.lines) * buyers as i128 + 1) * whole;
        let left_alone: i128 = volumes.iter().map(|&volume| i128::from(self.left_alone) * i128::from(volume)).sum();
        promised + rounding <= left_alone
    }
}

/// What has been ordered, in hundredths of a point, by those above whom nobody, one and more stand; `None` where something
/// has been given back, or where it is too much to be added up so quickly.
#[inline]
fn volumes(period: &Period) -> Option<[i64; 3]> {
    const MOST: i64 = 1 << 40;
    let (first, others) = period.commissionable().split_first()?;
    let first = first.hundredths();
    // All bits that are set in any of them: none of them is negative or larger than their like.
    let (mut bits, mut direct, mut all) = (first, 0, 0);
    for (volume, &sponsor) in others.iter().zip(period.sponsors().get(1..)?) {
        bits |= volume.hundredths();
        let volume = volume.hundredths() & (MOST - 1);
        all += volume;
        direct += if sponsor == 0 { volume } else { 0 };
    }
    (0..MOST).contains(&bits).then_some([first, direct, all - direct])
}
