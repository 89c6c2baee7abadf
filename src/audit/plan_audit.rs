//! [`PlanAudit`]: what a plan paid an organisation over some months.

use super::origins::Origin;
use crate::commission::Reason;
use crate::results::{Concentration, concentration};
use crate::settlement::RuleTotals;
use crate::team::MemberId;
use crate::units::{Money, Month, Volume};

/// One month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthPay {
    /// The month of the organisation's history.
    pub month: Month,
    /// Members at the month's end.
    pub members: u64,
    /// Those of them who are active: their personal volume is enough.
    pub active: u64,
    /// Those who are paid something.
    pub paid_members: u64,
    /// Commissionable volume.
    pub volume: Volume,
    /// What that volume is worth in money.
    pub worth: Money,
    /// What is paid to all members, without retail margin.
    pub paid: Money,
    /// What rules that promise a share of each order could have paid and did not.
    pub kept: Money,
}

/// What the members paid as one rank got.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RankPay {
    /// The rank's number; 0 is everybody's.
    pub rank: u8,
    /// How many member-months: members of this rank at a month's end, over all months.
    pub member_months: u64,
    /// The member-months in which something was paid.
    pub paid_months: u64,
    /// What was paid.
    pub paid: Money,
}

/// One member over all months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MemberPay {
    /// Its id in the organisation.
    pub member: MemberId,
    /// At how many of the month-ends it stood.
    pub months: u16,
    /// The highest rank it was paid as.
    pub highest_rank: u8,
    /// What it was paid.
    pub paid: Money,
}

/// What a plan paid an organisation over some months.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanAudit {
    /// Month by month.
    pub months: Vec<MonthPay>,
    /// Rule by rule, in the order of the plan. Retail margin is in no other figure of an audit.
    pub rules: Vec<RuleTotals>,
    /// By the rank members are paid as, the lowest first, up to the highest one reached.
    pub ranks: Vec<RankPay>,
    /// What was paid, by the origin of the volume, in the order of [`Origin::ALL`].
    pub origins: [Money; Origin::ALL.len()],
    /// The worth of all volume by origin, in the order of [`Origin::ALL`].
    pub volume_origins: [Money; Origin::ALL.len()],
    /// Everybody who stood at one of the month-ends, by id.
    pub members: Vec<MemberPay>,
}

impl PlanAudit {
    /// What members keep of what customers outside pay; `None` for a plan without a rule of retail margin.
    #[must_use]
    pub fn margin(&self) -> Option<Money> {
        let margins = || self.rules.iter().filter(|rule| rule.is_margin).map(|rule| rule.paid);
        margins().next().map(|_| margins().sum())
    }

    /// What was paid in all months, without retail margin.
    #[must_use]
    pub fn paid(&self) -> Money {
        self.months.iter().map(|month| month.paid).sum()
    }

    /// The worth of all commissionable volume: the denominator of the payout ratio.
    #[must_use]
    pub fn worth(&self) -> Money {
        self.months.iter().map(|month| month.worth).sum()
    }

    /// Paid by the worth of commissionable volume; `None` without volume.
    #[must_use]
    pub fn payout_ratio(&self) -> Option<f64> {
        (self.worth() > Money::ZERO).then(|| self.paid().to_major() / self.worth().to_major())
    }

    /// Breakage by cause, over all rules.
    #[must_use]
    pub fn breakage(&self) -> Vec<(Reason, Money)> {
        let sum = |reason: Reason| {
            let kept = self.rules.iter().flat_map(RuleTotals::kept).filter(|cause| cause.0 == reason);
            kept.map(|cause| cause.1).sum::<Money>()
        };
        let causes = Reason::ALL.into_iter().map(|reason| (reason, sum(reason)));
        causes.filter(|cause| cause.1 != Money::ZERO).collect()
    }

    /// The rules that pay commission: all but retail margin.
    pub fn commissions(&self) -> impl Iterator<Item = &RuleTotals> {
        self.rules.iter().filter(|rule| !rule.is_margin)
    }

    /// How pay is spread over everybody.
    #[must_use]
    pub fn concentration(&self) -> Concentration {
        concentration(self.members.iter().map(|member| member.paid))
    }
}
