//! Temporary: stands in for the engine until it is there.
#![allow(missing_docs, clippy::pedantic, dead_code)]
use std::sync::Arc;

use crate::commission::{Plan, team_percent::TeamPercent};
use crate::ensemble::distribution::Distribution;
use crate::ensemble::metric::Metric;
use crate::growth::lifelines::{Growth, Sponsors};
use crate::growth::parameters::*;
use crate::rng::MemberKey;
use crate::scenario::*;
use crate::team::Team;
use crate::units::*;

pub trait HashStandIn {
    fn hash(&self) -> String;
}
impl HashStandIn for Scenario {
    fn hash(&self) -> String {
        "a1b2c3d4".into()
    }
}

pub struct Path {
    pub trial: u64,
    pub net_total: Vec<i64>,
}

pub struct Ensemble {
    scenario: Scenario,
    team: Vec<Vec<i64>>,
    downline: Vec<Vec<i64>>,
    commission: Vec<Vec<i64>>,
    net: Vec<Vec<i64>>,
    net_total: Vec<Vec<i64>>,
    paths: Vec<Path>,
}

fn distribution(values: &[i64]) -> Distribution {
    Distribution::new(values.iter().map(|&v| (v, 1)).collect())
}

impl Ensemble {
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }
    pub fn seed(&self) -> u64 {
        1
    }
    pub fn trials(&self) -> u64 {
        self.team[0].len() as u64
    }
    pub fn months(&self) -> Month {
        self.scenario.growth().months()
    }
    pub fn paths(&self) -> &[Path] {
        &self.paths
    }
    pub fn distribution(&self, month: Month, metric: Metric) -> Distribution {
        distribution(&match metric {
            Metric::Team => &self.team,
            Metric::Downline => &self.downline,
            Metric::Commission => &self.commission,
            Metric::Net => &self.net,
            Metric::NetTotal => &self.net_total,
            _ => panic!("{metric:?}"),
        }[month.index()])
    }
    pub fn ideal(&self, month: Month, metric: Metric) -> Option<i64> {
        let m = month.get();
        if m > 32 {
            return None;
        }
        let rate = 0.06;
        let pv = self.scenario.personal_volume().hundredths();
        let c = |m: u16| ((1i64 << m) as f64 * pv as f64 * rate).round() as i64;
        let costs = self.scenario.costs();
        let e = |m: u16| costs.monthly.cents() + costs.own_product.map_or(0, Money::cents) + if m == 1 { costs.kit.cents() } else { 0 };
        Some(match metric {
            Metric::Team => 1 << m,
            Metric::Commission => if m == 0 { 0 } else { c(m) },
            Metric::Net => if m == 0 { 0 } else { c(m) - e(m) },
            Metric::NetTotal => (1..=m).map(|m| c(m) - e(m)).sum(),
            _ => panic!(),
        })
    }
}

pub fn simulate(scenario: Scenario, trials: u64) -> Ensemble {
    let n = scenario.growth().months().index();
    let growth = Growth::new(scenario.growth());
    let (mut team, mut sponsors) = (Team::new(), Sponsors::default());
    let trials = if scenario.growth().is_certain() { 1 } else { trials };
    let mut teams = vec![vec![]; n + 1];
    let mut below = teams.clone();
    let (mut com, mut net, mut total) = (teams.clone(), teams.clone(), teams.clone());
    for trial in 1..=trials {
        growth.grow(MemberKey::you(1, trial), &mut team, &mut sponsors).unwrap();
        let mut size = vec![0i64; n + 2];
        for l in team.members() {
            size[l.joined as usize] += 1;
            let left = (l.left as usize).min(n + 1);
            size[left] -= 1;
        }
        for m in 1..=n {
            size[m] += size[m - 1];
        }
        let you = team.members()[0];
        let mut sum = 0;
        for m in 0..=n {
            let active = you.is_active(Month::new(m as u16));
            let s = if active { size[m] } else { 0 };
            let c = if m > 0 && active { Rate::from_parts_per_million(60_000).of_volume(scenario.personal_volume().checked_times(s).unwrap()).cents() } else { 0 };
            let costs = scenario.costs();
            let e = if m == 0 { 0 } else { (if active { costs.monthly.cents() + costs.own_product.map_or(0, Money::cents) } else { 0 }) + if m == 1 { costs.kit.cents() } else { 0 } };
            sum += c - e;
            teams[m].push(size[m]);
            below[m].push(size[m] - i64::from(active));
            com[m].push(c);
            net[m].push(c - e);
            total[m].push(sum);
        }
    }
    let mut order: Vec<usize> = (0..trials as usize).collect();
    order.sort_by_key(|&t| (total[n][t], t));
    let k = 20.min(trials as usize);
    let paths = (0..k).map(|i| {
        let t = order[((i as f64 + 0.5) / k as f64 * trials as f64) as usize];
        Path { trial: t as u64 + 1, net_total: (0..=n).map(|m| total[m][t]).collect() }
    }).collect();
    Ensemble { scenario, team: teams, downline: below, commission: com, net, net_total: total, paths }
}

pub const PRESETS: [&str; 12] = ["ideal", "typical", "tenacious", "builder", "momentum", "harsh", "sticky", "month1", "months600", "own", "momentum60", "long"];

pub fn preset(name: &str) -> Scenario {
    let p = |x: f64| Probability::new(x).unwrap();
    let steps = |v: &[(f64, Option<u16>)]| Attrition::new(v.iter().map(|&(r, m)| AttritionStep { rate: p(r), months: m }).collect()).unwrap();
    let typical = || steps(&[(0.135, Some(3)), (0.0725, Some(9)), (0.054, Some(12)), (0.04, None)]);
    let law = |mean| OffspringLaw::new(crate::growth::parameters::Distribution::Poisson, mean, Some(0.18)).unwrap();
    let you = |mean: Option<f64>| You { stated_mean: mean, staying: if mean.is_some() { Staying::Stays } else { Staying::MayQuit }, stop_working: None };
    let (months, law, att, you, kit, monthly) = match name {
        "ideal" => (12, OffspringLaw::new(crate::growth::parameters::Distribution::Fixed, 1.0, None).unwrap(), Attrition::constant(p(0.0)), you(Some(1.0)), 300, 200),
        "typical" | "own" | "long" => (12, law(0.07), typical(), you(None), 75, 25),
        "tenacious" => (12, law(0.07), typical(), you(Some(0.5)), 75, 25),
        "builder" => (12, law(0.07), typical(), you(Some(1.0)), 75, 134),
        "momentum" => (12, law(0.15), typical(), you(Some(1.0)), 75, 134),
        "momentum60" => (60, law(0.15), typical(), you(Some(1.0)), 75, 134),
        "harsh" => (12, law(0.07), steps(&[(0.157, Some(3)), (0.115, Some(9)), (0.08, Some(12)), (0.05, None)]), you(None), 75, 25),
        "sticky" => (12, law(0.07), steps(&[(0.055, None)]), you(None), 75, 25),
        "month1" => (1, law(0.07), typical(), you(None), 75, 25),
        "months600" => (600, law(0.06), typical(), you(Some(0.5)), 75, 25),
        _ => panic!("{name}"),
    };
    Scenario {
        name: name.into(),
        title: match name {
            "long" => "A very long title of a hundred and twenty characters, with <angles> & \"quotes\" and Ünïcödé: what joining means for you".into(),
            "tenacious" => "Persistence alone: you never quit and bring in one person every two months".into(),
            _ => format!("What joining means ({name})"),
        },
        currency: if name == "own" { "CHF" } else { "USD" }.into(),
        basis: Basis {
            kind: match name { "ideal" => BasisKind::Illustrative, "own" => BasisKind::OwnRecords, _ => BasisKind::PublishedData },
            sources: match name {
                "ideal" | "own" => vec![],
                "long" => vec!["U.S. Federal Trade Commission, staff report on multi-level marketing income disclosure statements, September 2024, https://www.ftc.gov/system/files/ftc_gov/pdf/mlm-ids-report-with-a-very-long-address-that-does-not-break.pdf; and further a second clause that goes on and on and on".into(), "b".into(), "c".into()],
                _ => vec!["Neora and Herbalife retention figures, 2012-2023".into(), "FTC staff report on 70 income disclosures, 2024".into()],
            },
        },
        growth: GrowthParameters::new(months, law, att, you).unwrap(),
        personal_volume: Volume::from_hundredths(15_000),
        costs: Costs { kit: Money::from_cents(kit * 100), monthly: Money::from_cents(monthly * 100), own_product: (name == "own").then_some(Money::from_cents(11_000)) },
        plan: Plan::new(vec![Arc::new(TeamPercent::new(Rate::from_parts_per_million(60_000)))]),
        resolved: String::new(),
    }
}
