//! [`PeriodError`]: why a network was refused.

use crate::team::MemberId;

/// Why a network was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PeriodError {
    /// A network without members.
    #[error("a network needs at least its root, member 0")]
    Empty,
    /// Member 0 is not its own sponsor.
    #[error("member 0 is the root, so its sponsor must be 0, not {sponsor}")]
    Root {
        /// The sponsor that was given.
        sponsor: MemberId,
    },
    /// A sponsor that is not an earlier member.
    #[error("member {member} has sponsor {sponsor}, but a sponsor's number must be below its recruit's")]
    SponsorNotEarlier {
        /// The member.
        member: MemberId,
        /// Its sponsor.
        sponsor: MemberId,
    },
    /// Enrollers of another number, or a member who is not below the root by enrollers.
    #[error(
        "enrollers must be one a member, without a circle, and the root its own; member {member} is not below the root"
    )]
    Enrollers {
        /// The first member who is not.
        member: MemberId,
    },
    /// A placement of another network.
    #[error("a placement of {placed} members does not fit a network of {members}")]
    Placement {
        /// How many are placed.
        placed: usize,
        /// How many there are.
        members: usize,
    },
    /// More members than can be numbered.
    #[error("{members} members are more than can be numbered")]
    TooMany {
        /// How many there are.
        members: usize,
    },
}
