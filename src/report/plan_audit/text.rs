//! The audit as text.

use super::{AuditedPlan, PlanAuditReport, flat_spots, fraction, origin_note, published};
use crate::audit::{Comparison, Origin, PlanAudit, RankChange, RankedBy};
use crate::growth::organisation::Organisation;
use crate::publish::{Cell, Row, Table, TextLayout, write_text};
use crate::report::headings::columns;
use crate::settlement::RuleTotals;
use crate::units::{Money, Probability, Volume};
use crate::words::layout::{apart, cut, wrapped};
use crate::words::reasons::in_words;
use crate::words::{
    Width, count, currency_mark, disclaimers, money, money_brief, money_mean, of_100, of_100_brief, percent,
    percent_unbroken, plan_audit as words, printable,
};

/// The audit as text, in so many columns.
#[must_use]
pub fn text(report: &PlanAuditReport<'_>, width: Width) -> String {
    let mut parts = vec![heading(report, width), made(report, width)];
    if let Some(other) = report.other {
        parts.push(side_by_side(report, report.plan, other, width));
        parts.extend(report.comparison().map(|comparison| changes(report, &comparison, width)));
    }
    for plan in report.plans() {
        if report.other.is_some() {
            parts.push(wrapped(&words::plan(&printable(&plan.name), &printable(plan.plan.title())), width));
        }
        parts.extend([
            totals(report, &plan.audit, width),
            breakage(report, &plan.audit, width),
            spread(report, &plan.audit, width),
            published::text(report, &plan.audit, width),
            ranks(report, plan, width),
            levels(report, &plan.audit, width),
            origins(report, &plan.audit, width),
            flat_spots::text(report, plan, width),
        ]);
    }
    parts.push(wrapped(&disclaimers::before_costs(), width));
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n") + "\n"
}

fn heading(report: &PlanAuditReport<'_>, width: Width) -> String {
    let scenario = report.scenario;
    let named = |plan: &AuditedPlan<'_>| format!("{} ({})", printable(&plan.name), plan.plan.hash());
    let names: Vec<String> = report.plans().map(named).collect();
    let seed = report.organisation.seed();
    let name = printable(scenario.name());
    let first = apart(words::first_line(env!("CARGO_PKG_VERSION"), &names, &name, &scenario.hash(), seed), width);
    match report.other {
        Some(_) => first,
        None => format!("{first}\n{}", wrapped(&printable(report.plan.plan.title()), width)),
    }
}

/// How the organisation and its orders are made.
fn made(report: &PlanAuditReport<'_>, width: Width) -> String {
    let organisation = report.organisation;
    let parameters = organisation.parameters();
    let members = u64::from(parameters.members());
    let made = words::organisation(&words::Organisation {
        full_since: parameters.full_since().into(),
        members,
        age: parameters.age().to_string(),
        sponsoring_rate: organisation.sponsoring_rate(),
        scenario_mean: report.scenario.growth().members().mean(),
        ever_joined: organisation.team().len(),
        without_recruits: of_100(organisation.without_recruits(), members),
        middle_level: middle_level(organisation),
    });
    format!("{}\n{}", wrapped(&made, width), wrapped(&ordering(report), width))
}

fn ordering(report: &PlanAuditReport<'_>) -> String {
    let buying = report.scenario.buying();
    let orders = buying.orders();
    let kit = match buying.kit() {
        Volume::ZERO => words::KITS_WITHOUT_VOLUME.to_owned(),
        kit => words::kit(&kit.to_string()),
    };
    let members = if orders.share() == Probability::ZERO {
        words::no_member_orders(&kit)
    } else {
        let share = format!("{:.4}", orders.share().get() * 100.0).replace(".0000", "");
        words::members_order(&share, &orders.volume().to_string(), orders.spread(), &kit)
    };
    let customers = buying.customers().map_or_else(words::no_customers, |customers| {
        words::customers(customers.gained(), &money_brief(customers.order().cents(), report.currency()))
    });
    let active: Vec<String> = report.plans().map(|plan| active_when(plan.active_volume())).collect();
    format!("{members} {customers} {}", words::active(&active))
}

fn active_when(volume: Volume) -> String {
    if volume > Volume::ZERO {
        words::active_from(&volume.to_string())
    } else {
        words::ACTIVE_UNTIL_IT_QUITS.to_owned()
    }
}

/// The level within which at least half of the members stand.
fn middle_level(organisation: &Organisation) -> usize {
    let levels = organisation.members_by_level();
    let half = levels.iter().sum::<u64>().div_ceil(2);
    let mut sum = 0;
    let reached = levels.iter().position(|&count| {
        sum += count;
        sum >= half
    });
    reached.unwrap_or(0)
}

fn side_by_side(
    report: &PlanAuditReport<'_>,
    first: &AuditedPlan<'_>,
    second: &AuditedPlan<'_>,
    width: Width,
) -> String {
    let currency = report.currency();
    let plans = [first, second];
    // The headline has the names in full.
    let [first_name, second_name] = plans.map(|plan| printable(&plan.name));
    let spreads = plans.map(|plan| plan.audit.concentration());
    let nothing = spreads.each_ref().map(|spread| of_100(spread.paid_nothing(), spread.everybody));
    let top = spreads.each_ref().map(|spread| percent(fraction(spread.top_1_of_100, spread.paid)));
    let rows = [
        (words::PAID, plans.map(|plan| plan.audit.paid().into())),
        (words::OF_VOLUME, plans.map(|plan| percent(plan.audit.payout_ratio()).into())),
        (words::KEPT, plans.map(|plan| kept_in_all(&plan.audit).into())),
        (words::PAID_NOTHING, nothing.map(Cell::from)),
        (words::TOP, top.map(Cell::from)),
    ];
    let rows = rows.map(|(label, [first, second])| vec![label.into(), first, second]);
    let mut columns = columns(&[[words::SIDE_BY_SIDE, "", ""]], &["", currency, currency]);
    columns[1].name = cut(&first_name, 20).into();
    columns[2].name = cut(&second_name, 20).into();
    let table = write_text(Table::new("plans", columns, rows), TextLayout::new(0, 12, width));
    let cost = second.audit.paid() - first.audit.paid();
    let amount = money(cost.cents().saturating_abs(), currency);
    let sentence = words::costs(&second_name, &amount, cost < Money::ZERO, &first_name);
    format!("{table}\n{}", wrapped(&sentence, width))
}

fn kept_in_all(audit: &PlanAudit) -> Money {
    audit.breakage().iter().map(|cause| cause.1).sum()
}

fn changes(report: &PlanAuditReport<'_>, comparison: &Comparison, width: Width) -> String {
    let currency = report.currency();
    let row = |label: String, change: &RankChange| {
        let whole = change.members();
        let mean = change.mean_monthly_change().map(|mean| signed(mean, currency));
        let parts = [change.better, change.same, change.worse].map(|part| of_100_brief(part, whole).into());
        [cut(&label, 25).into(), whole.into()].into_iter().chain(parts).chain([mean.into()]).collect()
    };
    let ranks = comparison.ranks.iter().map(|change| row(report.compared_rank(comparison, change.rank), change));
    let rows: Vec<Row<'_>> = ranks.chain([row(words::EVERYBODY.to_owned(), &comparison.everybody)]).collect();
    let columns = columns(&[words::change_columns(comparison.ranked_by == RankedBy::First)], &[]);
    titled(words::WHO_WINS, Table::new("changes", columns, rows), 6, words::CHANGES, width)
}

/// A table below its title and above what explains it.
fn titled(title: &str, table: Table<'_>, least: usize, explained: &str, width: Width) -> String {
    format!("{title}\n{}\n{}", write_text(table, TextLayout::new(2, least, width)), wrapped(explained, width))
}

fn signed(amount: f64, currency: &str) -> String {
    #[allow(clippy::cast_possible_truncation)] // means of 64-bit cents
    let cents = (amount * 100.0).round() as i64;
    if cents > 0 { format!("+{}", money(cents, currency)) } else { money(cents, currency) }
}

fn totals(report: &PlanAuditReport<'_>, audit: &PlanAudit, width: Width) -> String {
    let currency = report.currency();
    let mut rows: Vec<Row<'_>> = Vec::new();
    for rule in audit.commissions() {
        let kept = rule.kept().next().map(|_| rule.kept_in_all());
        let share = percent(fraction(rule.paid, audit.worth()));
        rows.push(vec![rule.name.as_str().into(), rule.paid.into(), share.into(), kept.into(), rule.promised().into()]);
    }
    let kept = (!audit.breakage().is_empty()).then(|| kept_in_all(audit));
    let ratio = percent(audit.payout_ratio());
    rows.push(vec![words::ALL_RULES.into(), audit.paid().into(), ratio.into(), kept.into(), Cell::BLANK]);
    let columns = columns(&[words::RULE_COLUMNS], &["", currency, "", currency, currency]);
    let table = Table::new("rules", columns, rows);
    let first = audit.months.first().map_or(0, |month| month.month.get());
    let last = audit.months.last().map_or(0, |month| month.month.get());
    let paid_months = words::paid_months(audit.months.len(), first, last);
    let sentence = match worth_of_a_point(audit, currency) {
        Some(point) => {
            let volume = money(audit.worth().cents(), currency);
            words::payout_ratio(&percent_unbroken(audit.payout_ratio()), &volume, &paid_months, &point)
        }
        None => words::no_payout_ratio(&paid_months, audit.paid() == Money::ZERO),
    };
    let margin = audit.margin().map_or_else(String::new, |margin| {
        format!("\n{}", wrapped(&words::margin(&money(margin.cents(), currency)), width))
    });
    titled(&wrapped(&sentence, width), table, 9, words::PROMISES, width) + &margin
}

/// What a point is worth, from the months themselves; `None` without an order.
fn worth_of_a_point(audit: &PlanAudit, currency: &str) -> Option<String> {
    let points: Volume = audit.months.iter().map(|month| month.volume).sum();
    if points == Volume::ZERO {
        return None;
    }
    #[allow(clippy::cast_precision_loss)] // shown with four decimals
    let worth = audit.worth().to_major() / (points.hundredths() as f64 / 100.0);
    let decimals = format!("{worth:.4}");
    Some(format!("{}{}", currency_mark(currency), decimals.trim_end_matches('0').trim_end_matches('.')))
}

fn breakage(report: &PlanAuditReport<'_>, audit: &PlanAudit, width: Width) -> String {
    let causes = audit.breakage();
    if causes.is_empty() {
        return if audit.worth() == Money::ZERO { String::new() } else { words::NO_BREAKAGE.to_owned() };
    }
    let whole: Money = causes.iter().map(|cause| cause.1).sum();
    let rows = causes.into_iter().map(|(reason, amount)| {
        vec![in_words(reason.name()).into(), amount.into(), percent(fraction(amount, whole)).into()]
    });
    let table = Table::new("breakage", columns(&[[""; 3]], &["", report.currency()]), rows);
    format!("{}\n{}", words::BREAKAGE, write_text(table, TextLayout::new(2, 9, width)))
}

fn spread(report: &PlanAuditReport<'_>, audit: &PlanAudit, width: Width) -> String {
    let (spread, currency) = (audit.concentration(), report.currency());
    let everybody = count(spread.everybody);
    if spread.earners == 0 {
        return wrapped(&words::nobody_paid(&everybody), width);
    }
    let [top_1, top_6] =
        [spread.top_1_of_100, spread.top_6_of_100].map(|top| percent_unbroken(fraction(top, spread.paid)));
    let nothing = of_100(spread.paid_nothing(), spread.everybody);
    let sentence = words::spread(&nothing, &everybody, &money(spread.median.cents(), currency), [&top_1, &top_6]);
    let tenths = spread.tenths.iter().zip(&spread.tenth_sizes);
    let rows = (1..).zip(tenths).map(|(number, (&paid, &size))| {
        vec![words::tenth(number).into(), size.into(), paid.into(), percent(fraction(paid, spread.paid)).into()]
    });
    let table = Table::new("tenths", columns(&[words::TENTH_COLUMNS], &["", "", currency]), rows);
    format!("{}\n{}", wrapped(&sentence, width), write_text(table, TextLayout::new(2, 9, width)))
}

#[allow(clippy::cast_precision_loss)] // far below 2^53
fn ranks(report: &PlanAuditReport<'_>, plan: &AuditedPlan<'_>, width: Width) -> String {
    let audit = &plan.audit;
    let whole: u64 = audit.ranks.iter().map(|rank| rank.member_months).sum();
    if audit.ranks.len() <= 1 {
        let has_others = plan.plan.rank_names().len() > 1;
        return wrapped(&words::one_rank(&printable(&plan.rank_name(0)), has_others), width);
    }
    let rows = audit.ranks.iter().filter(|rank| rank.member_months > 0).map(|rank| {
        let mean = rank.paid.cents() as f64 / rank.member_months as f64;
        let members = rank.member_months as f64 / audit.months.len().max(1) as f64;
        vec![
            cut(&plan.rank_name(rank.rank), 19).into(),
            format!("{members:.1}").into(),
            of_100_brief(rank.member_months, whole).into(),
            of_100_brief(rank.paid_months, rank.member_months).into(),
            money_mean(mean, report.currency()).into(),
            percent(fraction(rank.paid, audit.paid())).into(),
        ]
    });
    titled(words::BY_RANK, Table::new("ranks", columns(&[words::RANK_COLUMNS], &[]), rows), 6, words::RANKS, width)
}

fn levels<'a>(report: &PlanAuditReport<'_>, audit: &'a PlanAudit, width: Width) -> String {
    /// More levels than this stand in the table file only.
    const MOST: usize = 12;
    if audit.commissions().all(|rule| rule.levels().next().is_none()) {
        return String::new();
    }
    let row = |rule: &'a RuleTotals, level: String, paid: Money| {
        vec![rule.name.as_str().into(), level.into(), paid.into(), percent(fraction(paid, audit.paid())).into()]
    };
    let mut rows: Vec<Row<'_>> = Vec::new();
    for rule in audit.commissions() {
        let levels: Vec<(u16, Money)> = rule.levels().collect();
        let shown = if levels.len() > MOST { MOST - 1 } else { levels.len() };
        for &(level, paid) in &levels[..shown] {
            rows.push(row(rule, if level == 0 { "-".to_owned() } else { level.to_string() }, paid));
        }
        if let Some((next, _)) = levels.get(shown) {
            rows.push(row(rule, format!("{next}+"), levels[shown..].iter().map(|level| level.1).sum()));
        }
    }
    let columns = columns(&[words::LEVEL_COLUMNS], &["", "", report.currency()]);
    titled(words::BY_LEVEL, Table::new("levels", columns, rows), 6, words::LEVELS, width)
}

fn origins(report: &PlanAuditReport<'_>, audit: &PlanAudit, width: Width) -> String {
    if audit.paid() == Money::ZERO && audit.worth() == Money::ZERO {
        return String::new();
    }
    let rows = Origin::ALL.into_iter().zip(words::ORIGIN_LABELS).map(|(origin, label)| {
        let (volume, paid) = (audit.volume_origins[origin as usize], audit.origins[origin as usize]);
        vec![label.into(), volume.into(), paid.into(), percent(fraction(paid, audit.paid())).into()]
    });
    let columns = columns(&[words::ORIGIN_COLUMNS], &["", report.currency(), report.currency()]);
    let notes = Origin::ALL.map(|origin| origin_note(report, origin));
    let notes: Vec<&str> = notes.into_iter().filter(|note| !note.is_empty()).collect();
    titled(words::ORIGINS, Table::new("origins", columns, rows), 9, &words::origins(&notes), width)
}
