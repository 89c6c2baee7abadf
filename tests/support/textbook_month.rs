//! One month of a network as the textbooks see it, and the lines they write. Plain columns, looked up one at a time.

use downline::units::{Money, Rate, Volume, round_half_away};

use crate::textbook::Member;

/// A month: the tree, and what only some rules read.
#[derive(Clone, Debug)]
pub(crate) struct Month {
    pub(crate) number: u16,
    /// What a point is worth, as a share of a major unit.
    pub(crate) worth: Rate,
    pub(crate) tree: Vec<Member>,
    pub(crate) joined: Vec<u16>,
    pub(crate) retail: Vec<Money>,
    /// The first position of the owner of each position.
    pub(crate) owner: Vec<usize>,
}

/// A line that pays somebody: the earner, whose order or commission it is paid on, the level, and the cents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Paid {
    pub(crate) earner: usize,
    pub(crate) source: Option<usize>,
    pub(crate) level: usize,
    pub(crate) cents: i64,
}

/// An amount times all these rates, rounded once at the end.
pub(crate) fn times(hundredths: i64, rates: &[Rate]) -> i64 {
    let whole = i128::from(Rate::ONE.parts_per_million());
    let (mut numerator, mut denominator) = (i128::from(hundredths), 1);
    for rate in rates.iter().filter(|&&rate| rate != Rate::ONE) {
        numerator *= i128::from(rate.parts_per_million());
        denominator *= whole;
    }
    round_half_away(numerator, denominator)
}

/// An amount times a fraction, cut off to the cent below.
pub(crate) fn cut_to(cents: i64, numerator: i64, denominator: i64) -> i64 {
    i64::try_from(i128::from(cents) * i128::from(numerator) / i128::from(denominator)).unwrap()
}

/// The entry of a list by rank; the last one stands for all higher ranks.
pub(crate) fn by_rank<T: Copy>(list: &[T], rank: u8) -> Option<T> {
    list.get(usize::from(rank)).or(list.last()).copied()
}

/// The entry of the highest step that a volume reaches.
pub(crate) fn by_step<T: Copy>(steps: &[(Volume, T)], volume: Volume) -> Option<T> {
    steps.iter().filter(|step| step.0 <= volume).max_by_key(|step| step.0).map(|step| step.1)
}

impl Month {
    /// The members personally sponsored.
    pub(crate) fn recruits(&self, member: usize) -> Vec<usize> {
        (0..self.tree.len()).filter(|&other| self.tree[other].sponsor == Some(member)).collect()
    }

    /// The members above, nearest first.
    pub(crate) fn above(&self, member: usize) -> Vec<usize> {
        crate::textbook::uplines(&self.tree, member)
    }

    /// Commissionable volume of everybody.
    pub(crate) fn volume(&self) -> i64 {
        self.tree.iter().map(|member| member.commissionable.hundredths()).sum()
    }
}

/// What everybody is paid by these lines.
pub(crate) fn by_earner(lines: &[Paid], members: usize) -> Vec<i64> {
    (0..members).map(|member| lines.iter().filter(|line| line.earner == member).map(|line| line.cents).sum()).collect()
}
