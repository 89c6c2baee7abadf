//! The audit as one JSON object: `downline plan audit --json`.

use serde_json::{Value, json};

use super::{AuditedPlan, PlanAuditReport, fraction, letter, origin_note, published};
use crate::audit::flat_spots::{FlatSpot, RuleLine, Standing};
use crate::audit::{Comparison, Origin, PlanAudit, RankChange, RankedBy};
use crate::report::json as common;
use crate::settlement::RuleTotals;
use crate::units::{Money, Volume};

/// The audit as JSON. Money and points are numbers in major units; `null` where there is nothing to say.
#[must_use]
pub fn json(report: &PlanAuditReport<'_>) -> Value {
    let (organisation, buying) = (report.organisation, report.scenario.buying());
    let mut object = json!({
        "schema_version": common::SCHEMA_VERSION,
        "version": env!("CARGO_PKG_VERSION"),
        "simulated": true,
        "scenario": common::scenario(report.scenario),
        "seed": organisation.seed(),
        "organisation": {
            "members": organisation.parameters().members(),
            "age": organisation.parameters().age(),
            "full_since": organisation.parameters().full_since(),
            "months": organisation.parameters().months(),
            "ever_joined": report.organisation.team().len(),
            "without_recruits": report.organisation.without_recruits(),
            "sponsoring_rate": report.organisation.sponsoring_rate(),
            "members_by_level": report.organisation.members_by_level(),
        },
        "orders": {
            "share": buying.orders().share().get(),
            "volume": points(buying.orders().volume()),
            "spread": buying.orders().spread(),
            "kit": points(buying.kit()),
            "customers": buying.customers().map(|law| json!({
                "gained": law.gained(), "order": law.order().to_major(), "order_spread": law.spread(),
                "points_per_unit": law.points_per_unit(),
            })),
        },
        "plans": report.plans().map(|plan| plan_object(report, plan)).collect::<Vec<Value>>(),
    });
    if let Some(comparison) = report.comparison() {
        object["comparison"] = comparison_object(report, &comparison);
    }
    object
}

fn plan_object(report: &PlanAuditReport<'_>, plan: &AuditedPlan<'_>) -> Value {
    let audit = &plan.audit;
    let kept: Money = audit.breakage().iter().map(|cause| cause.1).sum();
    json!({
        "name": plan.name,
        "title": plan.plan.title(),
        "active_volume": points(plan.active_volume()),
        "volume": points(audit.months.iter().map(|month| month.volume).sum()),
        "volume_worth": audit.worth().to_major(),
        "paid": audit.paid().to_major(),
        "kept": kept.to_major(),
        "retail_margin": audit.margin().map(Money::to_major),
        "payout_ratio": audit.payout_ratio(),
        "payout_ratio_of": "commissionable volume",
        "breakage": audit.breakage().iter().map(|(reason, amount)| json!({
            "cause": reason.name(), "kept": amount.to_major(),
        })).collect::<Vec<_>>(),
        "months": months(audit),
        "rules": rules(audit),
        "ranks": ranks(plan),
        "levels": levels(audit),
        "concentration": concentration(audit),
        "origins": Origin::ALL.map(|origin| json!({
            "origin": origin.name(),
            "volume_worth": audit.volume_origins[origin as usize].to_major(),
            "paid": audit.origins[origin as usize].to_major(),
            "share": fraction(audit.origins[origin as usize], audit.paid()),
            "note": origin_note(report, origin),
        })),
        "published": published::targets(report, audit).map(|target| json!({
            "measure": target.measure, "target": target.number, "unit": target.unit.name(),
            "here": (target.of)(audit), "low": target.low, "high": target.high, "sources": target.sources,
        })).collect::<Vec<_>>(),
        "flat_spots": {
            "order": points(plan.flat_spots.order),
            "settlements": plan.flat_spots.settlements,
            "complete_up_to_members": plan.flat_spots.complete_up_to,
            "asked_up_to_members": plan.flat_spots.asked_up_to,
            "edges": plan.flat_spots.edges.iter().map(|&edge| points(edge)).collect::<Vec<_>>(),
            "found": plan.flat_spots.found.iter().map(|spot| spot_object(plan, spot)).collect::<Vec<_>>(),
        },
    })
}

fn months(audit: &PlanAudit) -> Vec<Value> {
    let object = |month: &crate::audit::MonthPay| {
        json!({
            "month": month.month.get(), "members": month.members, "active": month.active,
            "paid_members": month.paid_members, "volume": points(month.volume),
            "paid": month.paid.to_major(), "kept": month.kept.to_major(),
        })
    };
    audit.months.iter().map(object).collect()
}

fn rules(audit: &PlanAudit) -> Vec<Value> {
    let object = |rule: &RuleTotals| {
        json!({
            "rule": rule.name,
            "paid": rule.paid.to_major(),
            "is_retail_margin": rule.is_margin,
            "share_of_volume": (!rule.is_margin).then(|| fraction(rule.paid, audit.worth())),
            "promised": rule.promised().map(Money::to_major),
            "kept": rule.kept().map(|(reason, amount)| json!({
                "cause": reason.name(), "kept": amount.to_major(),
            })).collect::<Vec<_>>(),
        })
    };
    audit.rules.iter().map(object).collect()
}

fn levels(audit: &PlanAudit) -> Vec<Value> {
    let object = |rule: &str, (level, paid): (u16, Money)| {
        let share = fraction(paid, audit.paid());
        json!({ "rule": rule, "level": level, "paid": paid.to_major(), "share": share })
    };
    audit.commissions().flat_map(|rule| rule.levels().map(|level| object(&rule.name, level))).collect()
}

fn ranks(plan: &AuditedPlan<'_>) -> Vec<Value> {
    let audit = &plan.audit;
    let object = |rank: &crate::audit::RankPay| {
        json!({
            "rank": rank.rank, "name": plan.rank_name(rank.rank), "member_months": rank.member_months,
            "paid_months": rank.paid_months, "paid": rank.paid.to_major(),
            "share": fraction(rank.paid, audit.paid()),
        })
    };
    audit.ranks.iter().map(object).collect()
}

fn concentration(audit: &PlanAudit) -> Value {
    let spread = audit.concentration();
    let tenths = spread.tenths.iter().zip(spread.tenth_sizes);
    json!({
        "everybody": spread.everybody,
        "paid_nothing": spread.paid_nothing(),
        "median": spread.median.to_major(),
        "top_1_of_100_share": fraction(spread.top_1_of_100, spread.paid),
        "top_6_of_100_share": fraction(spread.top_6_of_100, spread.paid),
        "tenths_of_earners": tenths.map(|(&paid, members)| json!({
            "members": members, "paid": paid.to_major(), "share": fraction(paid, spread.paid),
        })).collect::<Vec<_>>(),
    })
}

fn spot_object(plan: &AuditedPlan<'_>, spot: &FlatSpot) -> Value {
    let standing = |standing: &Standing| {
        json!({
            "volume": points(standing.volume), "rank": plan.rank_name(standing.rank),
            "paid": standing.paid.to_major(),
        })
    };
    let line = |RuleLine { rule, line }: &RuleLine| {
        let hundredths = line.basis.hundredths();
        json!({
            "rule": rule, "source": line.source.map(letter), "level": line.level,
            "basis": points(Volume::from_hundredths(hundredths)), "rate": line.rate.to_fraction(),
            "amount": line.amount.to_major(),
        })
    };
    let members = (0_u32..).zip(spot.before.iter().zip(&spot.after)).map(|(member, (before, after))| {
        let sponsor = (member > 0).then(|| letter(spot.sponsors[member as usize]));
        json!({ "member": letter(member), "sponsor": sponsor, "before": standing(before), "after": standing(after) })
    });
    json!({
        "kind": spot.kind.name(),
        "buyer": letter(spot.buyer),
        "member": letter(spot.member),
        "change": spot.change().to_major(),
        "members": members.collect::<Vec<_>>(),
        "lines_before": spot.lines_before.iter().map(line).collect::<Vec<_>>(),
        "lines_after": spot.lines_after.iter().map(line).collect::<Vec<_>>(),
    })
}

fn comparison_object(report: &PlanAuditReport<'_>, comparison: &Comparison) -> Value {
    let change = |change: &RankChange| {
        json!({
            "members": change.members(), "better": change.better, "same": change.same, "worse": change.worse,
            "paid_before": change.before.to_major(), "paid_after": change.after.to_major(),
            "mean_monthly_change": change.mean_monthly_change(),
        })
    };
    let by_rank = comparison.ranks.iter().map(|rank| {
        let mut object = change(rank);
        object["rank"] = report.compared_rank(comparison, rank.rank).into();
        object
    });
    let ranked_by = match comparison.ranked_by {
        RankedBy::First => "first",
        RankedBy::Second => "second",
    };
    json!({ "ranked_by": ranked_by, "by_rank": by_rank.collect::<Vec<_>>(), "everybody": change(&comparison.everybody) })
}

#[allow(clippy::cast_precision_loss)] // volumes far below 2^53
fn points(volume: Volume) -> f64 {
    volume.hundredths() as f64 / 100.0
}
