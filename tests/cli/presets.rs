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
