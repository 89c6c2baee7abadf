//! [`MemberStatement`]: everything one member is paid and not paid, line by line.

use std::ops::ControlFlow;

use crate::commission::Line;
use crate::settlement::{Listener, MonthEnd};
use crate::team::MemberId;
use crate::units::{Money, Month, Volume};

/// One month of a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberMonth {
    /// The month.
    pub month: Month,
    /// Whether the member could be paid.
    pub is_active: bool,
    /// The rank it was paid as.
    pub rank: u8,
    /// The best rank it has ever been paid as, if the plan decides ranks; else 0.
    pub title: u8,
    /// Its own personal volume.
    pub personal: Volume,
    /// Its own commissionable volume.
    pub commissionable: Volume,
    /// Its lines in the order in which the rules wrote them, each with the number of its rule: what it is paid, and what
    /// it would have been paid with the reason why not.
    pub lines: Vec<(usize, Line)>,
    /// What is carried to the next month, left and right, by rule; only rules that carry something.
    pub carried: Vec<(usize, [Volume; 2])>,
}

impl MemberMonth {
    /// What the member is paid.
    #[must_use]
    pub fn paid(&self) -> Money {
        let paid = self.lines.iter().map(|pair| pair.1).filter(|line| line.reason.is_paid());
        paid.map(|line| line.amount).sum()
    }
}

/// A listener that keeps the lines of one member and lets all others pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberStatement {
    member: MemberId,
    months: Vec<MemberMonth>,
    open: Vec<(usize, Line)>,
}

impl MemberStatement {
    /// A statement of this member, to be filled by [`Payroll::pay`](super::Payroll::pay).
    #[must_use]
    pub const fn new(member: MemberId) -> Self {
        Self { member, months: Vec::new(), open: Vec::new() }
    }

    /// Whose statement it is.
    #[must_use]
    pub const fn member(&self) -> MemberId {
        self.member
    }

    /// The paid months, in order.
    #[must_use]
    pub fn months(&self) -> &[MemberMonth] {
        &self.months
    }

    /// What the member is paid in all months.
    #[must_use]
    pub fn paid(&self) -> Money {
        self.months.iter().map(MemberMonth::paid).sum()
    }
}

impl Listener for MemberStatement {
    fn line(&mut self, rule: usize, _name: &str, line: &Line) {
        if line.earner == Some(self.member) {
            self.open.push((rule, *line));
        }
    }

    fn month_end(&mut self, end: &MonthEnd<'_>) -> ControlFlow<()> {
        let at = self.member as usize;
        let carry = |rule: usize| (rule, end.ledger.carry(rule, self.member));
        self.months.push(MemberMonth {
            month: end.period.month(),
            is_active: end.period.active()[at],
            rank: end.period.ranks()[at],
            title: end.ledger.standing().title(self.member),
            personal: end.period.personal()[at],
            commissionable: end.period.commissionable()[at],
            lines: std::mem::take(&mut self.open),
            carried: (0..end.plan.rules().len()).map(carry).filter(|pair| pair.1 != [Volume::ZERO; 2]).collect(),
        });
        ControlFlow::Continue(())
    }
}
