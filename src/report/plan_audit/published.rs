//! What an audit of a year finds beside figures that companies and regulators have published. The figures are not fitted
//! to: nothing in a built-in plan or preset is chosen to meet them.

use super::PlanAuditReport;
use crate::audit::PlanAudit;
use crate::publish::{Row, Table, TextLayout, write_text};
use crate::report::headings::columns;
use crate::units::Money;
use crate::words::layout::{paragraphs, wrapped};
use crate::words::{Width, money, plan_audit as words, thousands};

/// One published figure, as a range that several sources span.
pub(in crate::report) struct Target {
    /// Its number among the targets of a calibration, such as `T1`; `P` for the payout ratio, which is none of them.
    pub(in crate::report) number: &'static str,
    /// What is measured.
    pub(in crate::report) measure: &'static str,
    pub(in crate::report) unit: Unit,
    /// What the sources span, in the unit.
    pub(in crate::report) low: f64,
    pub(in crate::report) high: f64,
    /// Who published what of which year.
    pub(in crate::report) sources: &'static str,
    /// The measure of an audit; `None` where there is nothing to measure.
    pub(in crate::report) of: fn(&PlanAudit) -> Option<f64>,
}

/// What a target is measured in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum Unit {
    Of100,
    Dollars,
    Percent,
}

impl Unit {
    /// Its word in tables.
    pub(in crate::report) const fn name(self) -> &'static str {
        match self {
            Self::Of100 => "of_100",
            Self::Dollars => "USD",
            Self::Percent => "percent",
        }
    }
}

/// The months of a year: what the figures are of.
const YEAR: usize = 12;

/// The targets of an audit.
pub(in crate::report) const TARGETS: [Target; 6] = [
    Target {
        number: "P",
        measure: "payout ratio, % of volume",
        unit: Unit::Percent,
        low: 31.0,
        high: 31.0,
        sources: "Quixtar, bonuses of its 2003 sales (press release of Alticor)",
        of: |audit| audit.payout_ratio().map(|ratio| ratio * 100.0),
    },
    Target {
        number: "T1",
        measure: "of 100, no commission in a year",
        unit: Unit::Of100,
        low: 64.0,
        high: 88.0,
        sources: "doTERRA, United States 2017 (64); AdvoCare, FTC 2019 for 2016 (72); 4Life 2016 (78); Herbalife, United \
                  States 2016 and 2012 (86, 88)",
        of: |audit| {
            let spread = audit.concentration();
            share_of_100(spread.paid_nothing(), spread.everybody)
        },
    },
    Target {
        number: "T3",
        measure: "middle commission of a year",
        unit: Unit::Dollars,
        low: 0.0,
        high: 0.0,
        sources: "Hempworx 2018",
        of: |audit| Some(audit.concentration().median.to_major()),
    },
    Target {
        number: "T4",
        measure: "mean commission of a year",
        unit: Unit::Dollars,
        low: 270.0,
        high: 1_250.0,
        sources: "Young Living, United States 2018 ($272); Hempworx 2018 ($580); doTERRA 2024 ($828) and 2017 ($1,248)",
        of: |audit| {
            let spread = audit.concentration();
            #[allow(clippy::cast_precision_loss)] // at most a few million
            (spread.everybody > 0).then(|| spread.paid.to_major() / spread.everybody as f64)
        },
    },
    Target {
        number: "T11",
        measure: "best-paid 6 of 100, % of pay",
        unit: Unit::Percent,
        low: 81.0,
        high: 95.0,
        sources: "doTERRA, United States 2017 (5.8 of 100 had 81 %); Amway, United Kingdom, as alleged in [2008] EWHC 1054 \
                  (Ch) (95 %)",
        of: |audit| {
            let spread = audit.concentration();
            (spread.paid > Money::ZERO).then(|| 100.0 * spread.top_6_of_100.to_major() / spread.paid.to_major())
        },
    },
    Target {
        number: "T13",
        measure: "of 100, paid in a month",
        unit: Unit::Of100,
        low: 22.0,
        high: 48.0,
        sources: "Nu Skin, Canada 2020 (22); doTERRA 2024 (48)",
        of: |audit| {
            let sum = |count: fn(&crate::audit::MonthPay) -> u64| audit.months.iter().map(count).sum::<u64>();
            share_of_100(sum(|month| month.paid_members), sum(|month| month.members))
        },
    },
];

#[allow(clippy::cast_precision_loss)] // at most some million member-months
fn share_of_100(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| 100.0 * part as f64 / whole as f64)
}

/// The targets that can be held against an audit: all of a year's, amounts only in dollars.
pub(in crate::report) fn targets(
    report: &PlanAuditReport<'_>,
    audit: &PlanAudit,
) -> impl Iterator<Item = &'static Target> {
    let (is_a_year, in_dollars) = (audit.months.len() == YEAR, report.currency() == "USD");
    TARGETS.iter().filter(move |target| is_a_year && (in_dollars || target.unit != Unit::Dollars))
}

/// The audit beside the published figures; nothing for another time than a year.
pub(in crate::report) fn text(report: &PlanAuditReport<'_>, audit: &PlanAudit, width: Width) -> String {
    let (mut rows, mut sources): (Vec<Row<'_>>, Vec<String>) = (Vec::new(), Vec::new());
    for target in targets(report, audit) {
        let here = (target.of)(audit).map(|value| said(value, target.unit));
        let published = words::span(&said(target.low, target.unit), &said(target.high, target.unit));
        rows.push(vec![format!("{:<3} {}", target.number, target.measure).into(), here.into(), published.into()]);
        sources.push(format!("{}: {}", target.number, target.sources));
    }
    if sources.is_empty() {
        return String::new();
    }
    let table = Table::new("published", columns(&[words::PUBLISHED_COLUMNS], &[]), rows);
    let table = write_text(table, TextLayout::new(2, 12, width));
    format!("{table}\n{}\n{}", wrapped(words::PUBLISHED, width), paragraphs(sources, width))
}

#[allow(clippy::cast_possible_truncation)] // shown in whole cents
fn said(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Of100 => format!("{value:.0}"),
        Unit::Percent => format!("{value:.0} %"),
        Unit::Dollars if value.fract() == 0.0 => format!("${}", thousands(value as i64)),
        Unit::Dollars => money((value * 100.0).round() as i64, "USD"),
    }
}
