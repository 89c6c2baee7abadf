//! [`PlanAudit`]: what a plan paid an organisation over some months.

use super::concentration::{Concentration, concentration};
use super::orders::Origin;
use crate::commission::Reason;
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

/// What one rule paid and kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulePay {
    /// What the plan calls the rule ([`crate::commission::Plan::labels`]).
    pub name: String,
    /// Whether it is retail margin, which members keep of what customers outside pay: no commission on volume, and in
    /// no other figure of an audit.
    pub is_margin: bool,
    /// What it paid.
    pub paid: Money,
    /// What it kept, by cause; only causes that came to something. Empty for rules that promise nothing.
    pub kept: Vec<(Reason, Money)>,
}

impl RulePay {
    /// What it kept in all.
    #[must_use]
    pub fn kept_in_all(&self) -> Money {
        self.kept.iter().map(|cause| cause.1).sum()
    }

    /// What it promised: paid and kept, for rules that keep anything. `None` for a rule that promises nothing, a cap
    /// included: it takes back what it keeps.
    #[must_use]
    pub fn promised(&self) -> Option<Money> {
        let promised = self.paid + self.kept_in_all();
        (!self.kept.is_empty() && promised != Money::ZERO).then_some(promised)
    }
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

/// What one rule paid on one of its levels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelPay {
    /// What the plan calls the rule.
    pub rule: String,
    /// The level, generation or leg the rule counts; 0 for lines on own orders, groups and pools.
    pub level: u16,
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
    /// The plan's name.
    pub name: String,
    /// The plan's title.
    pub title: String,
    /// Names of the ranks by number, as far as the plan names them.
    pub rank_names: Vec<String>,
    /// Month by month.
    pub months: Vec<MonthPay>,
    /// Rule by rule, in the order of the plan.
    pub rules: Vec<RulePay>,
    /// By the rank members are paid as, the lowest first, up to the highest one reached.
    pub ranks: Vec<RankPay>,
    /// By rule and level.
    pub levels: Vec<LevelPay>,
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
            let kept = self.rules.iter().flat_map(|rule| &rule.kept).filter(|cause| cause.0 == reason);
            kept.map(|cause| cause.1).sum::<Money>()
        };
        let causes = Reason::ALL.into_iter().map(|reason| (reason, sum(reason)));
        causes.filter(|cause| cause.1 != Money::ZERO).collect()
    }

    /// How pay is spread over everybody.
    #[must_use]
    pub fn concentration(&self) -> Concentration {
        concentration(self.members.iter().map(|member| member.paid))
    }

    /// The name of a rank, or its number where it has none.
    #[must_use]
    pub fn rank_name(&self, rank: u8) -> String {
        self.rank_names.get(usize::from(rank)).cloned().unwrap_or_else(|| format!("rank {rank}"))
    }
}
