use downline::*;
fn main() {
    let s = Scenario::preset(&std::env::args().nth(1).unwrap_or("tenacious".into())).unwrap();
    let n: u64 = std::env::args().nth(2).map_or(3_000_000, |t| t.parse().unwrap());
    let mut best = f64::MAX;
    for _ in 0..std::env::args().nth(3).map_or(7, |t| t.parse().unwrap()) {
        let t = std::time::Instant::now();
        let mut st = Settings::with_trials(n);
        st.threads = std::num::NonZeroUsize::new(1);
        let e = simulate(&s, &st).unwrap();
        best = best.min(t.elapsed().as_secs_f64());
        std::hint::black_box(e);
    }
    println!("{:.1} ns/trial/thread", best / n as f64 * 1e9);
}
