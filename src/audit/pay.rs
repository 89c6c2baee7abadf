//! Paying an organisation by a plan, month after month.

use std::ops::ControlFlow;

use super::orders::{MonthOrders, OrderLaw, Origin};
use super::organisation::Organisation;
use super::plan_audit::{MemberPay, MonthPay, PlanAudit, RankPay};
use super::tracing::Tracer;
use crate::commission::{Line, Period, Plan, Present, Share};
use crate::settlement::{Listener, MonthEnd, Network, RuleTotals, RulesPaid, Settlement};
use crate::team::Lifeline;
use crate::units::{Money, Month, Volume};

/// Pays the last `months` months of an organisation (at least one, at most its age) by a plan. Volume that the plan
/// carries from month to month starts empty; titles and months in a row are those of the organisation's whole life.
#[must_use]
pub fn pay(organisation: &Organisation, law: &OrderLaw, plan: &Plan, months: u16) -> PlanAudit {
    let last = organisation.settings().age().get();
    let first = last - months.clamp(1, last) + 1;
    let mut settlement = Settlement::new(plan);
    let mut audit = Auditing::new(plan, organisation);
    settlement.begin(&Ordering { organisation, law, orders: &MonthOrders::default() });
    for month in (if plan.looks_back() { 1 } else { first }..=last).map(Month::new) {
        let orders = &law.month(organisation, month);
        let network = Ordering { organisation, law, orders };
        if month.get() < first {
            settlement.decide(&network, month);
            continue;
        }
        // An audit never breaks off.
        let _ = settlement.month(&network, month, &mut MonthAudit { audit: &mut audit, orders, tracer: None });
    }
    audit.finish()
}

/// An organisation and what it orders in one month.
struct Ordering<'a> {
    organisation: &'a Organisation,
    law: &'a OrderLaw,
    orders: &'a MonthOrders,
}

impl Ordering<'_> {
    /// Makes a period those who have orders of their own, be they none.
    fn fill_with(&self, orders: &MonthOrders, month: Month, period: &mut Period) {
        period.begin(month);
        for (id, member) in (0..).zip(&self.organisation.team().members()[..orders.len()]) {
            let volume = orders.of(id);
            let (sponsor, joined, is_active) = (member.sponsor, member.joined, member.is_active(month));
            period.push(Present { sponsor, joined, is_active, personal: volume, commissionable: volume });
        }
        for (id, &volume) in (0..).zip(&orders.customers).filter(|sold| *sold.1 != Volume::ZERO) {
            // At retail prices of one major unit a point.
            period.set_retail(id, Money::from_cents(volume.hundredths()));
        }
    }
}

impl Network for Ordering<'_> {
    fn fill(&self, month: Month, period: &mut Period) {
        self.fill_with(self.orders, month, period);
    }

    fn newcomers(&self, period: &mut Period) {
        let age = self.organisation.settings().age();
        self.fill_with(&self.law.joining(self.organisation), age, period);
    }
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
    fn month(&mut self, period: &Period, orders: &MonthOrders) {
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
            members: members.iter().filter(|member| here(member)).count() as u64,
            active: period.active().iter().filter(|&&active| active).count() as u64,
            paid_members: self.earned.iter().filter(|&&amount| amount > Money::ZERO).count() as u64,
            volume,
            worth: self.worth.of_volume(volume),
            paid: self.earned.iter().copied().sum(),
            kept: self.rules.rules().iter().map(RuleTotals::kept_in_all).sum::<Money>() - self.kept(),
        });
        for (id, member) in members.iter().enumerate() {
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
    orders: &'a MonthOrders,
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
