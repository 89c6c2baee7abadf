//! Plans in scenarios: named, opened or spelled out; what the resolved text says, and what `run` reports.

use downline::plans::BUILT_IN;
use downline::scenario::{Draft, Scenario};
use downline::{Settings, simulate};

fn under(plan: &str) -> Scenario {
    let mut draft = Draft::preset("typical").unwrap();
    draft.set(&format!("plan.name={plan}")).unwrap();
    draft.finish().unwrap_or_else(|errors| panic!("{errors}")).0
}

#[test]
fn every_built_in_plan_can_be_named_and_its_rules_are_spelled_out() {
    for built_in in BUILT_IN {
        let scenario = under(built_in.name);
        assert!(scenario.resolved_toml().contains("[[plan.rules]]"), "{}", scenario.resolved_toml());
        let again = Scenario::from_toml("again", scenario.resolved_toml()).unwrap_or_else(|errors| panic!("{errors}"));
        assert_eq!((again.resolved_toml(), again.hash()), (scenario.resolved_toml(), scenario.hash()));
        assert_eq!(again.plan_title(), scenario.plan_title());
    }
}

#[test]
fn the_same_plan_named_opened_and_spelled_out_is_the_same_question() {
    let named = under("unilevel");
    let mut draft = Draft::preset("typical").unwrap();
    draft.set("plan.file=somewhere/mine.toml").unwrap();
    let requested = draft.plan_file().unwrap();
    assert_eq!((requested.path, requested.is_set), ("somewhere/mine.toml", true));
    let toml = downline::plans::find("unilevel").unwrap().toml;
    draft.give_plan("somewhere/mine.toml", toml.as_bytes()).unwrap();
    assert_eq!(draft.plan_file(), None);
    assert_eq!(draft.finish().unwrap().0.hash(), named.hash());
}

#[test]
fn a_plan_that_is_not_given_or_not_clear_is_refused() {
    let refused = |settings: &[&str]| {
        let mut draft = Draft::preset("typical").unwrap();
        for setting in settings {
            draft.set(setting).unwrap();
        }
        draft.finish().unwrap_err().to_string()
    };
    assert!(refused(&["plan.file=mine.toml"]).contains("was not given"));
    assert!(refused(&["plan.name=unilevle"]).contains("did you mean `unilevel`?"));
    assert!(refused(&["plan={}"]).contains("downline plan list"));
    let both = refused(&["plan={name=\"flat\", file=\"mine.toml\"}"]);
    assert!(both.contains("both say which plan it is"), "{both}");
    let unearned = refused(&[
        "plan={ranks=[\"A\",\"B\"], rules=[{rule=\"generation\",leader-rank=\"B\",rates=[0.1],absent-leader=\"passed-over\",generation-ends-at=\"leader\"}]}",
    ]);
    assert!(unearned.contains("a simulated team earns its ranks"), "{unearned}");
}

/// A setting replaces the preset's plan; two settings that each say which plan it is are not settled by their order.
#[test]
fn settings_of_two_forms_clash_and_point_at_the_settings() {
    let refused = |settings: &[&str]| {
        let mut draft = Draft::preset("typical").unwrap();
        for setting in settings {
            draft.set(setting).unwrap();
        }
        assert_eq!(draft.plan_file(), None, "no file is opened for nothing");
        draft.finish().unwrap_err()
    };
    for (settings, words) in [
        (["plan.name=flat", "plan.file=unilevel.toml"], "`name` and `file` both say"),
        (["plan.file=unilevel.toml", "plan.name=flat"], "`name` and `file` both say"),
        (["plan.name=flat", "plan.rules=[{rule=\"team-percent\",rate=0.05}]"], "`name` and `rules` both say"),
        (["plan.name=flat", "plan.team-percent.rate=5%"], "`name` and `team-percent` both say"),
        (["plan.team-percent.rate=5%", "plan.name=flat"], "`name` and `team-percent` both say"),
    ] {
        let errors = refused(&settings);
        assert_eq!(errors.problems().len(), 1, "{errors}");
        assert!(errors.problems()[0].message().contains(words), "{errors}");
        assert_eq!(errors.problems()[0].source(), "--set", "{errors}");
    }
    // What a plan that was set lacks is missing in the settings, not in the preset's own plan.
    let errors = refused(&["plan.rules=[{rule=\"team-percent\",rate=0.05}]"]);
    assert!(errors.problems().iter().all(|problem| problem.source() == "--set"), "{errors}");
    // The same key twice is a correction, and forms alike stand together.
    let mut draft = Draft::preset("typical").unwrap();
    for setting in ["plan.name=flat", "plan.name=unilevel"] {
        draft.set(setting).unwrap();
    }
    assert_eq!(draft.finish().unwrap().0.hash(), under("unilevel").hash());
}

#[test]
fn problems_of_an_opened_plan_are_told_with_its_own_lines() {
    let mut draft = Draft::preset("typical").unwrap();
    draft.set("plan.file=mine.toml").unwrap();
    draft.give_plan("mine.toml", b"title = \"x\"\nrounding = \"half-up\"\nrounded-per = \"line\"\n[[rules]]\nrule = \"unilevel\"\nunpaid = \"company\"\nrates = [\"5%\"]\n").unwrap();
    let errors = draft.finish().unwrap_err().to_string();
    assert!(errors.contains("--> mine.toml:4") && errors.contains("companies do this differently"), "{errors}");
}

/// What the rules pay adds up to the commission, whichever way they are paid.
#[test]
fn commission_by_rule_adds_up() {
    use downline::{Metric, Month};
    for built_in in BUILT_IN {
        let scenario = under(built_in.name);
        let ensemble = simulate(&scenario, &Settings::with_trials(400)).unwrap();
        let rules = ensemble.commission_by_rule();
        assert_eq!(rules.len(), scenario.plan().rules().len());
        let mean = |month: u16| ensemble.distribution(Month::new(month), Metric::Commission).mean().unwrap();
        let last: f64 = rules.iter().map(|rule| rule.mean_last_month.value).sum();
        let total: f64 = rules.iter().map(|rule| rule.mean_total.value).sum();
        assert!((last - mean(12)).abs() < 0.01, "{}: {last} {}", built_in.name, mean(12));
        assert!((total - (1..=12).map(mean).sum::<f64>()).abs() < 0.1, "{}: {total}", built_in.name);
    }
}
