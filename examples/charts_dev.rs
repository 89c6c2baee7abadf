use std::time::Instant;
fn main() {
    let names: Vec<String> = std::env::args().skip(2).collect();
    let out = std::env::args().nth(1).unwrap();
    std::fs::create_dir_all(&out).unwrap();
    for name in names {
        let e = downline::chart::stand_in::simulate(downline::chart::stand_in::preset(&name), if name.contains("60") { 2000 } else { 20000 });
        let _ = downline::chart::all(&e, None).unwrap();
        let t = Instant::now();
        let charts = downline::chart::all(&e, None).unwrap();
        let svg = t.elapsed();
        for c in charts {
            let t = Instant::now();
            let png = c.png(2.0).unwrap();
            println!("{name} {} svg {} png {} in {:?} (svgs {svg:?})", c.name, c.svg.len(), png.len(), t.elapsed());
            std::fs::write(format!("{out}/{name}-{}.png", c.name), png).unwrap();
            std::fs::write(format!("{out}/{name}-{}.svg", c.name), &c.svg).unwrap();
        }
    }
}
