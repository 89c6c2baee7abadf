//! [`Line`]: one entry of a settlement, paid to somebody or kept by the company, with its [`Reason`].

use crate::team::MemberId;
use crate::units::{Money, Rate, Volume};

/// What an amount was taken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// A volume of points.
    Points(Volume),
    /// An amount of money: somebody else's commission, or a pool.
    Money(Money),
}

impl Basis {
    /// The basis in hundredths of a point or in cents.
    #[must_use]
    pub const fn hundredths(self) -> i64 {
        match self {
            Self::Points(volume) => volume.hundredths(),
            Self::Money(amount) => amount.cents(),
        }
    }
}

/// Why a line was paid or kept. Everything but [`Reason::Paid`], [`Reason::Correction`] and [`Reason::Refund`] is breakage:
/// a part of an order that the rule promised and the company keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// Paid to the earner.
    Paid,
    /// Taken from or given to the earner after the fact, by a cap or a guarantee: counts with what is paid.
    Correction,
    /// Taken from or given to the earner, because an order of an earlier month was taken back: counts with what is paid.
    Refund,
    /// Kept: there is nobody above any more.
    NoUplineLeft,
    /// Kept: the member who stands there is not active.
    NotActive,
    /// Kept: the member who stands there does not hold that level by rank.
    LevelNotHeld,
    /// Kept: the member who stands there has too little personal volume for that level.
    VolumeTooLow,
    /// Kept: the earner's own rate is below the highest rate of that level.
    LowerRate,
    /// Kept: nobody on the way up has reached the highest rate of the table.
    RateNotReached,
    /// Kept: above stands a group that the order has broken away from.
    BrokenAway,
    /// Kept: the volume of the earner's own group is too small for all of it.
    GroupTooSmall,
    /// Kept: nobody qualifies for the pool.
    NobodyQualified,
    /// Kept: above the most that is paid.
    Capped,
    /// Not kept by the company, and paid to no member: credited to the plan's default account.
    DefaultAccount,
    /// Kept, or given when negative: what the roundings of an order's lines leave of its promise.
    Rounding,
}

impl Reason {
    /// All reasons, in the order in which breakage is listed.
    pub const ALL: [Self; 15] = [
        Self::Paid,
        Self::Correction,
        Self::Refund,
        Self::NoUplineLeft,
        Self::NotActive,
        Self::LevelNotHeld,
        Self::VolumeTooLow,
        Self::LowerRate,
        Self::RateNotReached,
        Self::BrokenAway,
        Self::GroupTooSmall,
        Self::NobodyQualified,
        Self::Capped,
        Self::DefaultAccount,
        Self::Rounding,
    ];

    /// Whether the line's amount goes to its earner; otherwise the company keeps it.
    #[must_use]
    pub const fn is_paid(self) -> bool {
        matches!(self, Self::Paid | Self::Correction | Self::Refund)
    }

    /// The name in tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Paid => "paid",
            Self::Correction => "correction",
            Self::Refund => "refund",
            Self::NoUplineLeft => "no-upline-left",
            Self::NotActive => "not-active",
            Self::LevelNotHeld => "level-not-held",
            Self::VolumeTooLow => "volume-too-low",
            Self::LowerRate => "lower-rate",
            Self::RateNotReached => "rate-not-reached",
            Self::BrokenAway => "broken-away",
            Self::GroupTooSmall => "group-too-small",
            Self::NobodyQualified => "nobody-qualified",
            Self::Capped => "capped",
            Self::DefaultAccount => "default-account",
            Self::Rounding => "rounding",
        }
    }
}

/// One entry of a settlement. `amount` is rounded, once, here and nowhere else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Who is paid, or who would have been paid; `None` when there is nobody.
    pub earner: Option<MemberId>,
    /// Whose order it is paid on; `None` for a line on a group or a pool.
    pub source: Option<MemberId>,
    /// The level, generation or leg the rule counts; 0 for the earner's own.
    pub level: u16,
    /// What the amount was taken of.
    pub basis: Basis,
    /// The rate that was applied to the basis.
    pub rate: Rate,
    /// What is paid or, with any other reason, what the company keeps.
    pub amount: Money,
    /// Why.
    pub reason: Reason,
}

impl Line {
    /// A line that pays `amount` as `rate` of a group's volume.
    #[must_use]
    pub const fn on_group(earner: MemberId, basis: Volume, rate: Rate, amount: Money) -> Self {
        let (basis, reason) = (Basis::Points(basis), Reason::Paid);
        Self { earner: Some(earner), source: None, level: 0, basis, rate, amount, reason }
    }

    /// A line that pays `amount` as `rate` of the volume of `source`, on this level.
    #[must_use]
    pub const fn on_order(
        earner: MemberId,
        source: MemberId,
        level: u16,
        basis: Volume,
        rate: Rate,
        amount: Money,
    ) -> Self {
        let basis = Basis::Points(basis);
        Self { earner: Some(earner), source: Some(source), level, basis, rate, amount, reason: Reason::Paid }
    }

    /// The same line kept by the company.
    #[must_use]
    pub const fn kept(mut self, amount: Money, reason: Reason) -> Self {
        self.amount = amount;
        self.reason = reason;
        self
    }
}
