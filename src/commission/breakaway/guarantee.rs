//! What leaders hand on to those above them because of a guarantee.

use crate::commission::{Basis, Books, Line, Reason, Share};
use crate::team::MemberId;
use crate::units::{Money, Rate, Volume};

/// What a group has paid to the leader above.
pub(super) struct Override {
    /// The group's leader.
    pub(super) leader: MemberId,
    pub(super) earner: MemberId,
    /// What is paid of a volume.
    pub(super) share: Share,
    /// The group's.
    pub(super) volume: Volume,
    pub(super) paid: Money,
}

/// Hands on what the guarantee asks for, from the lowest leaders up. `overrides` are what the groups of leaders,
/// sponsors first, have paid for generation 1.
pub(super) fn hand_on(guarantee: Volume, overrides: &[Override], members: usize, books: &mut Books<'_>) {
    let mut received = vec![Money::ZERO; members];
    for of in overrides.iter().rev() {
        // Each by itself: in a rounded sum the line that is paid depends on those before.
        let [asked, own] = [guarantee, of.volume].map(|volume| books.promise(&of.share, volume.hundredths()));
        let missing = (asked - own).max(Money::ZERO);
        let amount = received[of.leader as usize].min(missing);
        received[of.earner as usize] += of.paid;
        if amount <= Money::ZERO {
            continue;
        }
        received[of.earner as usize] += amount;
        let line = |earner: MemberId, amount: Money| Line {
            earner: Some(earner),
            source: Some(of.leader),
            level: 1,
            basis: Basis::Money(Money::from_cents(amount.cents().abs())),
            rate: Rate::ONE,
            amount,
            reason: Reason::Correction,
        };
        books.line(&line(of.leader, -amount));
        books.line(&line(of.earner, amount));
    }
}
