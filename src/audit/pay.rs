//! Paying an organisation by a plan, month after month.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::AuditedPlan;
use super::orders::{MonthOrders, OrderLaw, Origin};
use super::organisation::Organisation;
use super::plan_audit::{LevelPay, MemberPay, MonthPay, PlanAudit, RankPay, RulePay};
use super::tracing::Tracer;
use crate::commission::{Ledger, Line, Period, Placement, Placing, Reason, Rule, Share, Sink};
use crate::team::{Lifeline, MemberId};
use crate::units::{Money, Month, Volume};

/// Pays the last `months` months of an organisation (at least one, at most its age) by a plan. Volume that the plan
/// carries from month to month starts empty; titles and months in a row are those of the organisation's whole life.
#[must_use]
pub fn pay(organisation: &Organisation, orders: &OrderLaw, audited: &AuditedPlan<'_>, months: u16) -> PlanAudit {
    let last = organisation.settings().age().get();
    let first = last - months.clamp(1, last) + 1;
    let mut collected = Collected::new(organisation.team().len(), audited.plan.rules().len());
    let mut ledger = Ledger::new();
    let placed = placed(organisation, &orders.month(organisation, Month::new(first)), audited);
    for month in (if audited.plan.looks_back() { 1 } else { first }..=last).map(Month::new) {
        let volumes = orders.month(organisation, month);
        let members = &organisation.team().members()[..volumes.len()];
        let Some(mut period) = period(members, &volumes, audited, month) else { continue };
        for (placing, whole) in &placed {
            if let Some(placement) = of_first(whole, members.len()) {
                // Of the same number of members, so it fits.
                let _ = period.set_placed(*placing, placement);
            }
        }
        audited.plan.qualify(&mut period, &mut ledger);
        if month.get() >= first {
            collected.pay(audited, &period, members, &volumes, &mut ledger);
        }
    }
    collected.finish(audited)
}

/// Where everybody stands in the placement trees of the plan, once and for all months: a placing that looks at volumes
/// looks at those of the first month paid.
fn placed(organisation: &Organisation, orders: &MonthOrders, audited: &AuditedPlan<'_>) -> Vec<(Placing, Placement)> {
    let placings = audited.plan.needs().placing;
    let sponsors = organisation.team().members().iter().map(|member| member.sponsor).collect();
    // An organisation is a network.
    let Some(mut everybody) = Period::new(sponsors).ok().filter(|_| !placings.is_empty()) else { return Vec::new() };
    for (id, _) in (0..).zip(&orders.own) {
        everybody.set_volume(id, orders.of(id), orders.of(id));
    }
    placings.into_iter().map(|placing| (placing, placing.place(&everybody))).collect()
}

/// The places of the first members: nobody stands below somebody who joined later.
fn of_first(whole: &Placement, members: usize) -> Option<Placement> {
    Placement::new(whole.parents()[..members].to_vec(), whole.positions()[..members].to_vec()).ok()
}

/// One month as the plan sees it, before ranks are decided. `None` never: an organisation has a first member.
fn period(members: &[Lifeline], orders: &MonthOrders, audited: &AuditedPlan<'_>, month: Month) -> Option<Period> {
    let sponsors: Vec<MemberId> = members.iter().map(|member| member.sponsor).collect();
    let mut period = Period::new(sponsors).ok()?.with_point_value(audited.point_value);
    period.set_month(month);
    for (id, member) in (0..).zip(members) {
        let volume = orders.of(id);
        period.set_volume(id, volume, volume);
        period.set_active(id, member.is_active(month) && audited.is_active(volume));
        period.set_joined(id, member.joined);
        // At retail prices of one major unit a point.
        if orders.customers[id as usize] != Volume::ZERO {
            period.set_retail(id, orders.customers[id as usize]);
        }
    }
    Some(period)
}

/// Everything that is counted, over the months so far.
struct Collected {
    months: Vec<MonthPay>,
    /// By the number of the rule.
    rules: Vec<RuleSums>,
    ranks: Vec<RankPay>,
    origins: [Money; Origin::ALL.len()],
    volume_origins: [Money; Origin::ALL.len()],
    members: Vec<MemberPay>,
}

/// What one rule paid and kept.
#[derive(Clone, Default)]
struct RuleSums {
    paid: Money,
    kept: BTreeMap<Reason, Money>,
    levels: BTreeMap<u16, Money>,
}

impl Collected {
    fn new(members: usize, rules: usize) -> Self {
        let nobody = |member| MemberPay { member, months: 0, highest_rank: 0, paid: Money::ZERO };
        Self {
            months: Vec::new(),
            rules: vec![RuleSums::default(); rules],
            ranks: Vec::new(),
            origins: [Money::ZERO; Origin::ALL.len()],
            volume_origins: [Money::ZERO; Origin::ALL.len()],
            members: (0..).take(members).map(nobody).collect(),
        }
    }

    fn pay(
        &mut self,
        audited: &AuditedPlan<'_>,
        period: &Period,
        members: &[Lifeline],
        orders: &MonthOrders,
        ledger: &mut Ledger,
    ) {
        let tracer = Tracer::new(period, orders);
        let mut earned = vec![Money::ZERO; period.len()];
        let (rules, origins) = (&mut self.rules, &mut self.origins);
        let plan = audited.plan.rules();
        let mut sink = MonthSink { plan, tracer, rules, rule: 0, origins, earned: &mut earned, kept: Money::ZERO };
        audited.plan.settle(period, ledger, &mut sink);
        let kept = sink.kept;

        let worth = Share::of(&[audited.point_value]);
        let volume: Volume = period.commissionable().iter().copied().sum();
        // The rest is that of members' own purchases, so that the parts add up to the cent.
        let mut own = worth.of_volume(volume);
        for origin in [Origin::Customers, Origin::Kits] {
            let part = worth.of_volume(orders.column(origin).iter().copied().sum());
            self.volume_origins[origin as usize] += part;
            own -= part;
        }
        self.volume_origins[Origin::OwnPurchases as usize] += own;
        let here = |member: &Lifeline| member.is_active(period.month());
        self.months.push(MonthPay {
            month: period.month(),
            members: members.iter().filter(|member| here(member)).count() as u64,
            active: period.active().iter().filter(|&&active| active).count() as u64,
            paid_members: earned.iter().filter(|&&amount| amount > Money::ZERO).count() as u64,
            volume,
            worth: worth.of_volume(volume),
            paid: earned.iter().copied().sum(),
            kept,
        });
        for ((id, member), &amount) in members.iter().enumerate().zip(&earned) {
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

    fn finish(mut self, audited: &AuditedPlan<'_>) -> PlanAudit {
        let mut levels = Vec::new();
        let mut rules = Vec::new();
        let labelled = audited.plan.labels().iter().cloned().zip(audited.plan.rules());
        for ((name, rule), sums) in labelled.zip(self.rules) {
            levels.extend(sums.levels.iter().map(|(&level, &paid)| LevelPay { rule: name.clone(), level, paid }));
            let kept = sums.kept.into_iter().filter(|cause| cause.1 != Money::ZERO).collect();
            rules.push(RulePay { name, is_margin: rule.needs().retail, paid: sums.paid, kept });
        }
        self.ranks.iter_mut().zip(0..).for_each(|(sums, rank)| sums.rank = rank);
        self.members.retain(|member| member.months > 0);
        PlanAudit {
            name: audited.name.clone(),
            title: audited.title.clone(),
            rank_names: audited.rank_names.to_vec(),
            months: self.months,
            rules,
            ranks: self.ranks,
            levels,
            origins: self.origins,
            volume_origins: self.volume_origins,
            members: self.members,
        }
    }
}

/// Takes the lines of one month.
struct MonthSink<'a> {
    plan: &'a [Arc<dyn Rule>],
    tracer: Tracer<'a>,
    rules: &'a mut [RuleSums],
    /// The number of the rule whose lines come.
    rule: usize,
    origins: &'a mut [Money; Origin::ALL.len()],
    earned: &'a mut [Money],
    kept: Money,
}

impl Sink for MonthSink<'_> {
    fn open_rule(&mut self, number: usize, _label: &str) {
        self.rule = number;
    }

    fn line(&mut self, _label: &str, line: &Line) {
        let sums = &mut self.rules[self.rule];
        match line.earner {
            Some(earner) if line.reason.is_paid() => {
                sums.paid += line.amount;
                if self.plan[self.rule].needs().retail {
                    return;
                }
                *sums.levels.entry(line.level).or_default() += line.amount;
                self.earned[earner as usize] += line.amount;
                let parts = self.tracer.split(line);
                self.origins.iter_mut().zip(parts).for_each(|(sum, part)| *sum += part);
            }
            _ => {
                *sums.kept.entry(line.reason).or_default() += line.amount;
                self.kept += line.amount;
            }
        }
    }
}
