//! Caps: the most that an owner, or the whole company, is paid by the rules before it.

use std::sync::Arc;

use super::earnings::Earnings;
use super::pool::part;
use super::{Basis, Books, Line, Needs, Period, Reason, Rule, Share};
use crate::team::MemberId;
use crate::units::{Money, Rate, Volume};

/// Writes a cut as two lines: what the earner loses, and the same amount kept.
fn cut(earner: MemberId, earned: Money, amount: Money, books: &mut Books<'_>) {
    if amount == Money::ZERO {
        return;
    }
    let line = Line {
        earner: Some(earner),
        source: None,
        level: 0,
        basis: Basis::Money(earned),
        rate: Rate::ZERO,
        amount: -amount,
        reason: Reason::Correction,
    };
    books.line(&line);
    books.line(&line.kept(amount, Reason::Capped));
}

/// Pays an owner at most so much a month by the named rules, by rank.
///
/// Where one owner has several positions, the highest rank among them decides and each is cut in proportion, the cut
/// being rounded away from the earner. The cut is a line of its own, so that nothing paid is ever edited. It stands in
/// the plan where it counts: before a match that names it, the match is of capped earnings; after it, not.
///
/// Two positions of one owner with 3,000 each under a cap of 5,000: 2,500 each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarnerCap {
    on: Earnings,
    most: Vec<Money>,
}

impl EarnerCap {
    /// At most `most[rank]` for what the rules of these names have paid, the last amount for all higher ranks.
    #[must_use]
    pub const fn new(on: Vec<String>, most: Vec<Money>) -> Self {
        Self { on: Earnings::of(on), most }
    }
}

impl Rule for EarnerCap {
    fn name(&self) -> &'static str {
        "earner-cap"
    }

    fn needs(&self) -> Needs {
        Needs { owner: true, ..Needs::ranked(self.most.len() > 1) }
    }

    fn reads_earnings(&self) -> bool {
        true
    }

    fn reads_rules(&self) -> Option<Vec<usize>> {
        self.on.known()
    }

    fn money_edges(&self) -> Vec<Money> {
        self.most.clone()
    }

    fn made_ready(&self, labels: &[String], _worth: Rate) -> Option<Arc<dyn Rule>> {
        Some(Arc::new(Self { on: self.on.in_plan(labels), ..self.clone() }))
    }

    fn settle(&self, period: &Period, books: &mut Books<'_>) {
        if !books.has_earned(&self.on) {
            return;
        }
        let earned = books.take_earned(&self.on);
        let mut together = vec![Money::ZERO; period.len()];
        let mut rank = vec![0_u8; period.len()];
        for member in period.members() {
            let owner = period.owner(member) as usize;
            together[owner] += earned[member as usize];
            rank[owner] = rank[owner].max(period.ranks()[member as usize]);
        }
        for member in period.members() {
            let owner = period.owner(member) as usize;
            let (whole, own) = (together[owner], earned[member as usize]);
            let most = self.most.get(usize::from(rank[owner])).or(self.most.last()).copied();
            if let Some(most) = most.filter(|&most| whole > most && own > Money::ZERO) {
                let left = part(most.cents(), own.cents(), whole.cents());
                cut(member, own, own - Money::from_cents(left), books);
            }
        }
        books.give_back(earned);
    }
}

/// Who is cut when the company would pay more than it may. Public plans disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// Everybody by the same proportion.
    ProRata,
    /// The lowest rank first, wholly if need be, then the next; within a rank by the same proportion.
    LowestRankFirst,
    /// Members are paid in the order of their joining, equal months by id, until nothing is left.
    HardStop,
}

/// Pays by the named rules at most a rate of the month's commissionable volume to all members together.
///
/// Other rules may count towards it: what they have paid comes first and is never cut, and the rules that are capped are
/// paid out of what it leaves; nothing when it leaves nothing.
///
/// Each cut is rounded away from the earner, so that the whole never exceeds the cap; below it nothing is cut. Negative
/// earnings (refunds) are left as they are.
///
/// 40 % of 100,000, with 20,000 that only counts: of 17,000 and 8,000 by the capped rules 13,600 and 6,400 are left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompanyCap {
    on: Earnings,
    counted: Earnings,
    most: Rate,
    how: Cut,
}

impl CompanyCap {
    /// At most `most` of the month's commissionable volume for what the rules of these names have paid.
    #[must_use]
    pub const fn new(on: Vec<String>, most: Rate, how: Cut) -> Self {
        Self { on: Earnings::of(on), counted: Earnings::of(Vec::new()), most, how }
    }

    /// The same rule towards which the rules of these names count, and are never cut. They are not among those that are
    /// capped.
    #[must_use]
    pub fn with_counted(mut self, counted: Vec<String>) -> Self {
        self.counted = Earnings::of(counted);
        self
    }

    /// What each member keeps of what it earned.
    fn kept(&self, period: &Period, earned: &[Money], most: Money) -> Vec<Money> {
        let mut kept = earned.to_vec();
        match self.how {
            Cut::ProRata => scale(&mut kept, most),
            Cut::LowestRankFirst => {
                let mut whole = [Money::ZERO; 256];
                for (member, &amount) in kept.iter().enumerate().filter(|pair| *pair.1 > Money::ZERO) {
                    whole[usize::from(period.ranks()[member])] += amount;
                }
                let mut left = most.max(Money::ZERO);
                let mut share = whole;
                for share in share.iter_mut().rev() {
                    *share = (*share).min(left);
                    left -= *share;
                }
                for (member, amount) in kept.iter_mut().enumerate().filter(|pair| *pair.1 > Money::ZERO) {
                    let rank = usize::from(period.ranks()[member]);
                    *amount = Money::from_cents(part(amount.cents(), share[rank].cents(), whole[rank].cents()));
                }
            }
            Cut::HardStop => {
                let mut order: Vec<usize> = (0..kept.len()).filter(|&member| kept[member] > Money::ZERO).collect();
                order.sort_by_key(|&member| period.joined()[member]);
                let mut left = most;
                for member in order {
                    kept[member] = kept[member].min(left);
                    left -= kept[member];
                }
            }
        }
        kept
    }
}

/// Reduces the positive amounts in proportion until together they are at most `most`.
fn scale(amounts: &mut [Money], most: Money) {
    let whole: Money = amounts.iter().copied().filter(|&amount| amount > Money::ZERO).sum();
    if whole <= most {
        return;
    }
    for amount in amounts.iter_mut().filter(|amount| **amount > Money::ZERO) {
        *amount = Money::from_cents(part(amount.cents(), most.cents().max(0), whole.cents()));
    }
}

impl Rule for CompanyCap {
    fn name(&self) -> &'static str {
        "company-cap"
    }

    fn needs(&self) -> Needs {
        Needs { joined: self.how == Cut::HardStop, ..Needs::ranked(self.how == Cut::LowestRankFirst) }
    }

    fn reads_earnings(&self) -> bool {
        true
    }

    fn reads_rules(&self) -> Option<Vec<usize>> {
        Some([self.on.known()?, self.counted.known()?].concat())
    }

    fn leaves(&self) -> Option<Rate> {
        Some(self.most)
    }

    fn made_ready(&self, labels: &[String], _worth: Rate) -> Option<Arc<dyn Rule>> {
        let [on, counted] = [&self.on, &self.counted].map(|earnings| earnings.in_plan(labels));
        Some(Arc::new(Self { on, counted, ..self.clone() }))
    }

    fn settle(&self, period: &Period, books: &mut Books<'_>) {
        let paid = books.earned_in_all(&self.on);
        if paid <= Money::ZERO {
            return;
        }
        let volume: Volume = period.commissionable().iter().copied().sum();
        let most = books.promise(&Share::of_two(self.most, period.point_value()), volume.hundredths());
        let mut most = most.max(Money::ZERO);
        if !self.counted.is_empty() {
            most = (most - books.earned_in_all(&self.counted)).max(Money::ZERO);
        }
        // Quickly seen in most months: what fits under the cap, refunds taken off, is left alone by every kind of cut.
        if paid <= most {
            return;
        }
        let earned = books.take_earned(&self.on);
        let refunded: Money = earned.iter().map(|&amount| amount.min(Money::ZERO)).sum();
        let kept = self.kept(period, &earned, most - refunded);
        for member in period.members() {
            let (earned, kept) = (earned[member as usize], kept[member as usize]);
            cut(member, earned, earned - kept, books);
        }
        books.give_back(earned);
    }
}
