//! No text makes the reader panic or hang, and what it accepts can be read back and paid.

use downline::commission::{Ledger, Period, Totals};
use downline::plans::{BUILT_IN, PlanFile};
use downline::units::{Month, Volume};
use proptest::prelude::*;

/// Reads a text; when it is accepted, reads its canonical text and pays a small network.
fn read(bytes: &[u8]) {
    let Ok(file) = PlanFile::from_bytes("any", "any.toml", bytes) else { return };
    let again =
        PlanFile::from_toml("any", "resolved", &file.resolved_toml()).unwrap_or_else(|errors| panic!("{errors}"));
    assert_eq!(again.resolved_toml(), file.resolved_toml());
    let mut period = Period::new(vec![0, 0, 0, 1, 1, 3, 4, 4]).unwrap();
    for member in period.members() {
        let volume = Volume::from_hundredths(i64::from(member) * 40_000);
        period.set_volume(member, volume, volume);
    }
    let mut ledger = Ledger::new();
    for month in 1..3 {
        period.set_month(Month::new(month));
        file.plan().qualify(&mut period, &mut ledger);
        file.plan().settle(&period, &mut ledger, &mut Totals::new(period.len()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn on_random_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        read(&bytes);
    }

    #[test]
    fn on_built_in_plans_with_bytes_changed(
        plan in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut bytes = BUILT_IN[plan.index(BUILT_IN.len())].toml.as_bytes().to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        read(&bytes);
    }

    #[test]
    fn on_built_in_plans_with_lines_moved_left_out_and_repeated(
        plan in any::<prop::sample::Index>(),
        lines in prop::collection::vec(any::<prop::sample::Index>(), 1..80),
    ) {
        let all: Vec<&str> = BUILT_IN[plan.index(BUILT_IN.len())].toml.lines().collect();
        let chosen: Vec<&str> = lines.iter().map(|line| all[line.index(all.len())]).collect();
        read(chosen.join("\n").as_bytes());
    }

    #[test]
    fn on_values_put_at_known_keys(
        plan in any::<prop::sample::Index>(),
        line in any::<prop::sample::Index>(),
        value in prop_oneof![
            Just("0".to_owned()), Just("-1".to_owned()), Just("1e300".to_owned()), Just("nan".to_owned()),
            Just("1000000000".to_owned()), Just("\"100%\"".to_owned()), Just("[]".to_owned()), Just("[[]]".to_owned()),
            Just("[{}]".to_owned()), Just("{ volume = 0 }".to_owned()), Just("true".to_owned()), Just("\"never\"".to_owned()),
            Just("[1, 2, 3]".to_owned()), Just("[[\"100%\"]]".to_owned()), Just("1979-05-27".to_owned()),
        ],
    ) {
        let toml = BUILT_IN[plan.index(BUILT_IN.len())].toml;
        let at = line.index(toml.lines().count());
        let changed: Vec<String> = toml.lines().enumerate().map(|(number, line)| match line.split_once('=') {
            Some((key, _)) if number == at => format!("{key}= {value}"),
            _ => line.to_owned(),
        }).collect();
        read(changed.join("\n").as_bytes());
    }
}
