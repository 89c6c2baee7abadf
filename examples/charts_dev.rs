use downline::scenario::Draft;
use downline::{Settings, simulate};
use std::time::Instant;
fn main() {
    let out = std::env::args().nth(1).unwrap();
    let trials: u64 = std::env::args().nth(2).unwrap().parse().unwrap();
    std::fs::create_dir_all(&out).unwrap();
    for spec in std::env::args().skip(3) {
        let mut parts = spec.split(';');
        let head = parts.next().unwrap();
        let (label, preset) = head.split_once('=').unwrap_or((head, head));
        let mut draft = Draft::preset(preset).unwrap();
        for set in parts {
            draft.set(set).unwrap();
        }
        let (scenario, _) = draft.finish().unwrap();
        let e = simulate(&scenario, &Settings::with_trials(trials).keeping_trials()).unwrap();
        let law = downline::growth::exact::head_count(scenario.growth(), e.months()).ok();
        let exact = law.as_ref().map(|l| l.probabilities());
        let t = Instant::now();
        let charts = downline::chart::all(&e, exact).unwrap();
        let svg = t.elapsed();
        for c in charts {
            let t = Instant::now();
            let png = c.png(2.0).unwrap();
            println!("{label} {} svg {} png {} in {:?} (svgs {svg:?})", c.name, c.svg.len(), png.len(), t.elapsed());
            std::fs::write(format!("{out}/{label}-{}.png", c.name), png).unwrap();
            std::fs::write(format!("{out}/{label}-{}.svg", c.name), &c.svg).unwrap();
        }
    }
    let c = downline::chart::penny(None).unwrap();
    std::fs::write(format!("{out}/alone-penny.png"), c.png(2.0).unwrap()).unwrap();
}
