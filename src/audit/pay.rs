//! Paying an organisation by a plan, month after month.

use std::ops::ControlFlow;

use super::origins::{MonthOrigins, Origin};
use super::plan_audit::{MemberPay, MonthPay, PlanAudit, RankPay};
use super::tracing::Tracer;
use crate::buying::Purchases;
use crate::commission::{Line, Period, Plan, Share};
use crate::growth::organisation::Organisation;
use crate::settlement::{
    FirstMember, Listener, LivesNetwork, MonthEnd, RuleTotals, RulesPaid, TooMuchPaid, settle_organisation,
};
use crate::team::Lifeline;
use crate::units::{Money, Volume};

/// Pays the months of an organisation that are looked at by a plan; `purchases` are those of `months_needed`, and `kit`
/// is the volume of a kit. Volume that the plan carries from month to month starts empty; titles and months in a row are
/// those of the organisation's whole life. The first member is the company: it is not paid, and counted nowhere.
///
/// # Errors
/// [`TooMuchPaid`] when the plan comes to more than can be counted.
pub fn pay(
    organisation: &Organisation,
    purchases: &Purchases,
    kit: Volume,
    plan: &Plan,
) -> Result<PlanAudit, TooMuchPaid> {
    let sells = plan.needs().retail;
    let lives = organisation.lives();
    let network = &LivesNetwork { lives, purchases, kit, first: FirstMember::Company, sells };
    let mut audit = Auditing::new(plan, organisation);
    let mut too_much = None;
    settle_organisation(organisation, network, plan, |settlement, month| {
        let orders = &MonthOrigins::of(organisation, network, month);
        // An audit does not break off by itself.
        let _ = settlement.month(network, month, &mut MonthAudit { audit: &mut audit, orders, tracer: None });
        if too_much.is_none() {
            too_much = audit.rules.too_much(month);
        }
    });
    too_much.map_or_else(|| Ok(audit.finish()), Err)
}

/// Everything that is counted, over the months so far.
struct Auditing<'a> {
    organisation: &'a Organisation,
    /// What a point is worth.
    worth: Share,
    months: Vec<MonthPay>,
    rules: RulesPaid,
    ranks: Vec<RankPay>,
    origins: [Money; Origin::ALL.len()],
    volume_origins: [Money; Origin::ALL.len()],
    members: Vec<MemberPay>,
    /// What each member is paid in the month, without retail margin.
    earned: Vec<Money>,
}

impl<'a> Auditing<'a> {
    fn new(plan: &Plan, organisation: &'a Organisation) -> Self {
        let nobody = |member| MemberPay { member, months: 0, highest_rank: 0, paid: Money::ZERO };
        Self {
            organisation,
            worth: Share::of(&[plan.point_value()]),
            months: Vec::new(),
            rules: RulesPaid::new(plan),
            ranks: Vec::new(),
            origins: [Money::ZERO; Origin::ALL.len()],
            volume_origins: [Money::ZERO; Origin::ALL.len()],
            members: (0..organisation.team().next_id()).map(nobody).collect(),
            earned: Vec::new(),
        }
    }

    /// What all rules have kept in the months that are over.
    fn kept(&self) -> Money {
        self.months.iter().map(|month| month.kept).sum()
    }

    /// Adds a month in which everybody has been paid.
    fn month(&mut self, period: &Period, orders: &MonthOrigins) {
        let volume: Volume = period.commissionable().iter().copied().sum();
        // The rest is that of members' own purchases, so that the parts add up to the cent.
        let mut own = self.worth.of_volume(volume);
        for origin in [Origin::Customers, Origin::Kits] {
            let part = self.worth.of_volume(orders.column(origin).iter().copied().sum());
            self.volume_origins[origin as usize] += part;
            own -= part;
        }
        self.volume_origins[Origin::OwnPurchases as usize] += own;
        let members = &self.organisation.team().members()[..period.len()];
        let here = |member: &Lifeline| member.is_active(period.month());
        self.months.push(MonthPay {
            month: period.month(),
            members: members.iter().skip(1).filter(|member| here(member)).count() as u64,
            active: period.active().iter().filter(|&&active| active).count() as u64,
            paid_members: self.earned.iter().filter(|&&amount| amount > Money::ZERO).count() as u64,
            volume,
            worth: self.worth.of_volume(volume),
            paid: self.earned.iter().copied().sum(),
            kept: self.rules.rules().iter().map(RuleTotals::kept_in_all).sum::<Money>() - self.kept(),
        });
        for (id, member) in members.iter().enumerate().skip(1) {
            let amount = self.earned[id];
            if here(member) || amount != Money::ZERO {
                self.member(id, period.ranks()[id], amount);
            }
        }
    }

    fn member(&mut self, id: usize, rank: u8, amount: Money) {
        let member = &mut self.members[id];
        member.months += 1;
        member.highest_rank = member.highest_rank.max(rank);
        member.paid += amount;
        let known = self.ranks.len();
        self.ranks.extend((known..=usize::from(rank)).map(|_| RankPay::default()));
        let sums = &mut self.ranks[usize::from(rank)];
        sums.member_months += 1;
        sums.paid_months += u64::from(amount > Money::ZERO);
        sums.paid += amount;
    }

    fn finish(mut self) -> PlanAudit {
        self.ranks.iter_mut().zip(0..).for_each(|(sums, rank)| sums.rank = rank);
        self.members.retain(|member| member.months > 0);
        PlanAudit {
            months: self.months,
            rules: self.rules.into_rules(),
            ranks: self.ranks,
            origins: self.origins,
            volume_origins: self.volume_origins,
            members: self.members,
        }
    }
}

/// Takes the lines of one month.
struct MonthAudit<'a, 'b> {
    audit: &'a mut Auditing<'b>,
    orders: &'a MonthOrigins,
    /// There when the month begins.
    tracer: Option<Tracer<'a>>,
}

impl Listener for MonthAudit<'_, '_> {
    fn month_begin(&mut self, period: &Period) {
        self.audit.earned.clear();
        self.audit.earned.resize(period.len(), Money::ZERO);
        self.tracer = Some(Tracer::new(period, self.orders));
    }

    fn line(&mut self, rule: usize, name: &str, line: &Line) {
        self.audit.rules.line(rule, name, line);
        // Retail margin is in no other figure.
        let is_commission = line.reason.is_paid() && !self.audit.rules.rules()[rule].is_margin;
        if let (true, Some(earner), Some(tracer)) = (is_commission, line.earner, &self.tracer) {
            self.audit.earned[earner as usize] += line.amount;
            let parts = tracer.split(line);
            self.audit.origins.iter_mut().zip(parts).for_each(|(sum, part)| *sum += part);
        }
    }

    fn month_end(&mut self, end: &MonthEnd<'_>) -> ControlFlow<()> {
        self.audit.month(end.period, self.orders);
        ControlFlow::Continue(())
    }
}
