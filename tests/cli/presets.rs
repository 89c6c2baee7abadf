use crate::support::{PRESETS, answer, downline, fits_the_terminal, json};

#[test]
fn the_list_has_every_preset_with_the_exact_middle_team() {
    let list = answer(&["presets"]);
    fits_the_terminal(&list);
    for preset in PRESETS {
        let line =
            list.lines().find(|line| line.trim_start().starts_with(preset)).unwrap_or_else(|| panic!("{preset}"));
        let law = json(&["exact", preset, "--json"]);
        let middle = line.split_whitespace().nth(1).unwrap().replace(',', "");
        assert_eq!(middle, law["quantiles"]["p50"].to_string(), "{line}");
    }
}

#[test]
fn every_preset_prints_as_a_commented_file_with_its_limits_and_sources() {
    for preset in PRESETS {
        let text = answer(&["presets", preset]);
        assert!(text.starts_with(&format!("# {preset}")), "{text}");
        assert!(text.contains("[basis]") && text.contains("kind = "), "{preset}");
    }
}

#[test]
fn an_unknown_preset_is_refused_with_the_nearest() {
    downline(&["presets", "bulder"]).fails(2, &["did you mean `builder`?"]);
}

#[test]
fn every_key_is_listed_with_its_name_first() {
    let keys = answer(&["presets", "--keys"]);
    fits_the_terminal(&keys);
    let names: Vec<&str> =
        keys.lines().filter(|line| !line.starts_with(' ')).filter_map(|line| line.split(':').next()).collect();
    for name in ["title", "you.quits-in-month", "orders.price-per-point", "customers.margin", "organisation.age"] {
        assert!(names.contains(&name), "{name} is not in {names:?}");
    }
    // Whatever a preset or an explanation says is a key that is listed.
    let explained = answer(&["run", "typical", "--set", "plan.team-percent.rate=6%", "--explain"]);
    for line in explained.lines().filter(|line| !line.starts_with(' ')) {
        let name = line.split(" = ").next().unwrap();
        assert!(names.contains(&name), "{name} is not in {names:?}");
    }
    downline(&["presets", "typical", "--keys"]).fails(2, &["cannot be used with"]);
}

#[test]
fn a_printed_preset_is_read_back_as_the_preset() {
    for preset in PRESETS {
        let text = answer(&["presets", preset]);
        assert!(!text.contains("interim"), "{preset}");
        let piped = crate::support::with_input(&["run", "-", "--explain"], text.as_bytes());
        let from_preset = answer(&["run", preset, "--explain"]);
        let values = |text: &str| {
            let lines = text.lines().filter(|line| line.contains(" = "));
            lines.map(|line| line.split("  ").next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(values(&piped.stdout).len(), values(&from_preset).len(), "{preset}");
    }
}
