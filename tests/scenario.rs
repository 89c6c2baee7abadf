//! Scenarios as users meet them: what is read, what is refused and in which words.
#![allow(clippy::inconsistent_digit_grouping)] // cents stand apart

use downline::buying::parameters::{BuyingParameters, OwnOrders, YourBuying};
use downline::scenario::keys::{KEYS, Without};
use downline::scenario::{
    Costs, Draft, Events, LONGEST_TEXT, Misfit, Origin, OwnOrdersAre, Scenario, ScenarioErrors, presets,
};
use downline::simulate::Trials;
use downline::units::{Money, Month, Probability, Rate, Volume};

/// A whole scenario without anything optional.
const PLAIN: &str = r#"title = "Plain"
months = 12

[basis]
kind = "illustrative"

[you]
sponsoring = 0.5
stays = true

[sponsoring]
distribution = "poisson"
mean = 0.07

[attrition]
quit = [{ rate = "13.5%", months = 3 }, { rate = 0.04 }]

[orders]
volume = 150

[costs]
kit = 75
monthly = 25

[plan.team-percent]
rate = "6%"
"#;

fn plain() -> Scenario {
    Scenario::from_toml("plain", PLAIN).unwrap()
}

/// What is said about `PLAIN` after replacing one text by another.
fn refused(old: &str, new: &str) -> ScenarioErrors {
    assert!(PLAIN.contains(old), "{old}");
    Draft::from_toml("plain", "plain.toml", &PLAIN.replacen(old, new, 1))
        .and_then(Draft::finish)
        .map(|(scenario, _)| panic!("accepted: {}", scenario.resolved_toml()))
        .unwrap_err()
}

fn set(draft: &str, assignments: &[&str]) -> Result<Scenario, ScenarioErrors> {
    let mut draft = Draft::preset(draft)?;
    assignments.iter().try_for_each(|assignment| draft.set(assignment))?;
    draft.finish().map(|(scenario, _)| scenario)
}

/// The only problem: where it stands and what is said.
fn only(errors: &ScenarioErrors) -> (Option<&str>, Option<(usize, usize)>, String) {
    assert_eq!(errors.problems().len(), 1, "{errors}");
    let problem = &errors.problems()[0];
    (
        problem.key(),
        problem.line().zip(problem.column()),
        format!("{}\n{}", problem.message(), problem.help().unwrap_or("")),
    )
}

#[test]
fn a_plain_file_gives_the_scenario_it_describes() {
    let scenario = plain();
    assert_eq!((scenario.title(), scenario.currency(), scenario.name()), ("Plain", "USD", "plain"));
    let orders =
        OwnOrders::new(Probability::ONE, Volume::from_hundredths(150_00), 0.0, Money::from_cents(1_00)).unwrap();
    assert_eq!(scenario.buying(), &BuyingParameters::new(orders));
    let (kit, monthly) = (Money::from_cents(75_00), Money::from_cents(25_00));
    assert_eq!(scenario.costs(), &Costs { kit, monthly, ..Costs::default() });
    assert_eq!((scenario.costs().own_orders, &scenario.costs().events), (OwnOrdersAre::Cost, &Events::Never));
    let organisation = scenario.organisation();
    assert_eq!((organisation.members(), organisation.age(), organisation.months()), (10_000, 120, 12));
    assert_eq!(scenario.story().people().to_bits(), 1_f64.to_bits());
    let growth = scenario.growth();
    assert_eq!((growth.months(), growth.members().propensity_shape()), (Month::new(12), None));
    let hazards: Vec<f64> = (1..=5).map(|tenure| growth.attrition().hazard(tenure).get()).collect();
    assert_eq!(hazards, [0.135, 0.135, 0.135, 0.04, 0.04]);
    assert_eq!(scenario.plan().rules().iter().map(|rule| rule.name()).collect::<Vec<_>>(), ["team-percent"]);
}

#[test]
fn percentages_are_the_same_bits_as_fractions() {
    for (percent, fraction) in [("5.4%", 0.054), ("7.25 %", 0.0725), ("11.5%", 0.115), ("0.1%", 0.001), ("100%", 1.0)] {
        let text = PLAIN.replace("0.04", &format!("\"{percent}\""));
        let scenario = Scenario::from_toml("x", &text).unwrap();
        assert_eq!(scenario.growth().attrition().hazard(9).get().to_bits(), f64::to_bits(fraction), "{percent}");
    }
}

#[test]
fn the_resolved_text_reads_back_to_the_same_scenario_and_hash() {
    let mut scenarios: Vec<Scenario> =
        presets::PRESETS.iter().map(|preset| Scenario::preset(preset.name).unwrap()).collect();
    scenarios.push(plain());
    let yours = ["title='A \"q\" \\ ü'", "you.customers=0.1", "you.orders=33.33", "you.stop-working-month=7"];
    scenarios.push(set("typical", &yours).unwrap());
    scenarios.push(set("ideal", &["costs.event=0.5", "events.months=[9,3]", "you.quits-in-month=7"]).unwrap());
    scenarios
        .push(set("harsh", &["costs.event=1", "events.every=12", "kits.volume=50", "story.sponsoring=0.29"]).unwrap());
    scenarios.push(set("sticky", &["organisation={members=11,age=3,months=3}", "customers.points=0.333333"]).unwrap());
    scenarios.push(
        set("typical", &["plan.unilevel={rates=[\"5%\",0.000001,1],compression=\"dynamic\"}", "sponsoring.mean=1e-9"])
            .unwrap(),
    );
    for scenario in scenarios {
        assert_reads_back(&scenario);
    }
}

/// The resolved text is the same scenario, part by part.
fn assert_reads_back(scenario: &Scenario) {
    let text = scenario.resolved_toml();
    let again = Scenario::from_toml(scenario.name(), text).unwrap_or_else(|errors| panic!("{errors}\n{text}"));
    assert_eq!((again.resolved_toml(), again.hash()), (text, scenario.hash()));
    assert_eq!((again.title(), again.currency()), (scenario.title(), scenario.currency()));
    assert_eq!((again.basis(), again.growth()), (scenario.basis(), scenario.growth()), "{text}");
    assert_eq!((again.costs(), again.buying()), (scenario.costs(), scenario.buying()), "{text}");
    assert_eq!((again.story(), again.organisation()), (scenario.story(), scenario.organisation()), "{text}");
    assert_eq!(format!("{:?}", again.plan()), format!("{:?}", scenario.plan()), "{text}");
}

#[test]
fn the_hash_knows_assumptions_and_not_ways_of_writing() {
    let hash = plain().hash();
    assert!(hash.len() == 8 && hash.bytes().all(|digit| digit.is_ascii_hexdigit()));
    let same = PLAIN.replace("\"6%\"", "0.060 # six").replace("75", "75.00").replace("0.5", "5e-1");
    assert_eq!(Scenario::from_toml("other-name", &same).unwrap().hash(), hash);
    assert_eq!(Scenario::from_toml("x", &format!("\u{feff}{}", PLAIN.replace('\n', "\r\n"))).unwrap().hash(), hash);
    assert_ne!(Scenario::from_toml("x", &PLAIN.replace("6%", "6.1%")).unwrap().hash(), hash);
}

#[test]
fn a_plan_of_a_program_s_own_changes_the_hash_and_cannot_be_read_back() {
    use downline::commission::{Books, Period, Plan, Rule};
    #[derive(Debug)]
    struct House {
        #[allow(dead_code)] // is shown by `Debug`, which the hash is of
        bonus: u32,
    }
    impl Rule for House {
        fn name(&self) -> &'static str {
            "house"
        }

        fn settle(&self, _: &Period, _: &mut Books<'_>) {}
    }
    let with = |bonus| plain().with_plan(Plan::new(vec![std::sync::Arc::new(House { bonus })])).unwrap();
    assert_ne!(with(1).hash(), with(2).hash());
    assert_ne!(with(1).hash(), plain().hash());
    let errors = Scenario::from_toml("x", with(1).resolved_toml()).unwrap_err();
    assert!(only(&errors).2.contains("cannot be read from a file"), "{errors}");
}

#[test]
fn growth_can_be_exchanged_and_the_hash_follows() {
    let other = set("typical", &["months=36"]).unwrap();
    let exchanged = plain().with_growth(other.growth().clone()).unwrap();
    assert_eq!(exchanged.growth(), other.growth());
    assert_ne!(exchanged.hash(), plain().hash());
    assert_eq!(Scenario::from_toml("plain", exchanged.resolved_toml()).unwrap().hash(), exchanged.hash());
}

#[test]
fn scenario_files_to_start_from_are_all_accepted() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/scenarios");
    let mut read = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        let label = path.display().to_string();
        if let Err(errors) = Draft::from_bytes("example", &label, &bytes).and_then(Draft::finish) {
            panic!("{errors}");
        }
        read += 1;
    }
    assert!(read >= 4);
}

#[test]
fn the_career_that_a_program_of_a_page_can_check_is_typical_but_for_you_and_the_plan() {
    let text = include_str!("../examples/scenarios/career-peer.toml");
    let (peer, typical) = (Scenario::from_toml("career-peer", text).unwrap(), Scenario::preset("typical").unwrap());
    assert_eq!(peer.growth().members(), typical.growth().members());
    assert_eq!(peer.growth().attrition(), typical.growth().attrition());
    assert_eq!(peer.buying().orders(), typical.buying().orders());
    assert_eq!(peer.buying().customers(), typical.buying().customers());
    assert_eq!(peer.costs(), typical.costs());
    let yours = YourBuying { customers: None, orders: Some(Volume::from_hundredths(110_00)) };
    assert_eq!((peer.buying().you(), peer.growth().you().stated_mean), (yours, Some(0.5)));
}

#[test]
fn an_explanation_names_every_key_with_its_origin() {
    let mut draft = Draft::from_toml("plain", "plain.toml", PLAIN).unwrap();
    draft.set("months=24").unwrap();
    draft.set("costs={kit=1,monthly=2}").unwrap();
    let (_, explanation) = draft.finish().unwrap();
    let origin = |key: &str| &explanation.rows().iter().find(|row| row.key == key).unwrap().origin;
    assert_eq!(origin("months"), &Origin::Set);
    assert_eq!(origin("costs.kit"), &Origin::Set);
    assert_eq!(origin("currency"), &Origin::Default);
    assert_eq!(origin("sponsoring.mean"), &Origin::File { label: "plain.toml".into(), line: 13 });
    insta::assert_snapshot!("explanation", explanation.to_string());
    let mut preset = Draft::preset("typical").unwrap();
    preset.set("plan.team-percent.rate=6%").unwrap();
    let (_, preset) = preset.finish().unwrap();
    insta::assert_snapshot!("explanation_of_typical", preset.to_string());
    assert!(preset.to_string().lines().all(|line| line.chars().count() <= 80));
}

#[test]
fn set_replaces_what_stands_at_the_key_a_table_as_a_whole() {
    let rate = |scenario: &Scenario| format!("{:?}", scenario.plan());
    for assignment in [
        "plan.team-percent.rate=0.05",
        "plan.team-percent.rate=5%",
        "plan={team-percent={rate=\"5%\"}}",
        " plan . team-percent.rate = 0.05 ",
    ] {
        assert!(rate(&set("typical", &[assignment]).unwrap()).contains("50000"), "{assignment}");
    }
    let unilevel = set("typical", &["plan={unilevel={rates=[0.1],compression=\"none\"}}"]).unwrap();
    assert_eq!(unilevel.plan().rules().len(), 1);
    let certain = ["sponsoring={distribution=\"fixed\",mean=2}", "attrition.quit=[{rate=0}]"];
    let growth_only = set("typical", &certain).unwrap();
    assert!(growth_only.growth().is_certain() && !growth_only.is_certain());
    let wholly = set("typical", &[&certain[..], &["customers={}", "orders={volume=100}"]].concat()).unwrap();
    assert!(wholly.is_certain() && wholly.buying().customers().is_none());
    assert_eq!(set("typical", &["months=5", "months=6"]).unwrap().growth().months().get(), 6);
    assert_eq!(set("typical", &["title=My own team"]).unwrap().title(), "My own team");
}

#[test]
fn set_says_what_is_wrong_with_an_option() {
    for (assignment, key, says) in [
        ("months", None, "no `=`"),
        ("", None, "no `=`"),
        ("=3", None, "not a key"),
        ("a..b=3", None, "not a key"),
        ("[x]\nmonths=3", None, "not a key"),
        ("months=", None, "no value"),
        ("plan={", None, "unclosed inline table"),
        ("title=\"x", None, "invalid basic string"),
        ("title=a\n[plan]", None, "unexpected"),
        ("title.x=3", None, "`title` is a text"),
        ("month=12", Some("month"), "did you mean `months`"),
        ("costs.kit=$75", Some("costs.kit"), "expected an amount of money, found a text: $75"),
        ("months=0", Some("months"), "0 is outside 1 to 600"),
        ("months=100000", Some("months"), "100000 is outside 1 to 600"),
        ("months=1e2", Some("months"), "expected a whole number"),
        ("months=0xffffffffffffffffffffffffffffffffffffffff", Some("months"), "is outside 1 to 600"),
        ("sponsoring.mean=1000000", Some("sponsoring.mean"), "1000000 people a month is outside 0 to 100"),
        ("attrition=3", Some("attrition"), "expected a table"),
    ] {
        let errors = set("typical", &[assignment]).unwrap_err();
        let (found, _, text) = only(&errors);
        assert_eq!(found, key, "{assignment}");
        assert!(text.contains(says), "{assignment}: {text}");
        assert_eq!(errors.problems()[0].source(), "--set");
        let shown = assignment.lines().next().unwrap_or("").trim();
        assert!(errors.to_string().contains(shown), "the option is shown: {errors}");
    }
    let errors = set("typical", &["sponsoring.distribution=fixed"]).unwrap_err().to_string();
    assert!(errors.contains("0.07 is not whole") && errors.contains("preset typical:"), "{errors}");
}

#[test]
fn each_slip_is_named_with_its_line_its_value_and_what_to_write() {
    for (old, new, key, place, says) in [
        ("mean =", "mena =", "sponsoring.mena", (13, 1), "did you mean `mean`"),
        ("kit = 75", "kit = \"75\"", "costs.kit", (22, 7), "expected an amount of money, found a text: \"75\""),
        ("kit = 75", "kit = -75", "costs.kit", (22, 7), "-75 is below 0"),
        ("kit = 75", "kit = 1e10", "costs.kit", (22, 7), "1e10 is above 1,000,000,000"),
        ("kit = 75", "kit = 75.005", "costs.kit", (22, 7), "more than two decimals"),
        ("kit = 75", "kit = nan", "costs.kit", (22, 7), "nan is not a number"),
        ("kit = 75", "kit = inf", "costs.kit", (22, 7), "inf is not finite"),
        ("mean = 0.07", "mean = nan", "sponsoring.mean", (13, 8), "nan is not a number"),
        ("mean = 0.07", "mean = -inf", "sponsoring.mean", (13, 8), "-inf is not finite"),
        ("mean = 0.07", "mean = -0.1", "sponsoring.mean", (13, 8), "outside 0 to 100"),
        ("rate = 0.04", "rate = 1.04", "attrition.quit step 2.rate", (16, 50), "1.04 is above 1"),
        ("rate = 0.04", "rate = 4", "attrition.quit step 2.rate", (16, 50), "for 4 percent write \"4%\""),
        ("rate = 0.04", "rate = -0.04", "attrition.quit step 2.rate", (16, 50), "-0.04 is below 0"),
        ("rate = 0.04", "rate = \"-4%\"", "attrition.quit step 2.rate", (16, 50), "below 0"),
        ("rate = 0.04", "rate = \"4\"", "attrition.quit step 2.rate", (16, 50), "expected a probability"),
        ("rate = 0.04", "rate = 0.04, months = 2", "attrition.quit step 2.months", (16, 65), "holds for ever"),
        (", months = 3", "", "attrition.quit step 1.months", (16, 9), "not the last"),
        ("months = 3", "months = 0", "attrition.quit step 1.months", (16, 36), "0 is outside 1 to 600"),
        ("[{ rate = \"13.5%\", months = 3 }, { rate = 0.04 }]", "[]", "attrition.quit", (16, 8), "list is empty"),
        ("\"6%\"", "\"600%\"", "plan.team-percent.rate", (26, 8), "above 1"),
        ("\"6%\"", "\"6.00001%\"", "plan.team-percent.rate", (26, 8), "finer than"),
        ("team-percent", "team_percent", "plan.team_percent", (25, 7), "did you mean `team-percent`"),
        ("stays = true", "stays = 1", "you.stays", (9, 9), "expected true or false, found a whole number: 1"),
        ("sponsoring = 0.5", "sponsoring = \"typicl\"", "you.sponsoring", (8, 14), "did you mean \"typical\""),
        ("sponsoring = 0.5", "sponsoring = 101", "you.sponsoring", (8, 14), "outside 0 to 100"),
        ("\"poisson\"", "\"poison\"", "sponsoring.distribution", (12, 16), "did you mean \"poisson\""),
        ("\"illustrative\"", "\"published-data\"", "basis.sources", (4, 1), "needs its sources"),
        ("\"illustrative\"", "\"own-records\"", "basis.sources", (4, 1), "own records need their source"),
        ("\"Plain\"", "\"\"", "title", (1, 9), "1 to 120"),
        ("\"Plain\"", "\"a\\u001bb\"", "title", (1, 9), "control characters"),
        ("months = 12", "months = 0", "months", (2, 10), "0 is outside 1 to 600"),
        ("months = 12", "months = 100000", "months", (2, 10), "100000 is outside 1 to 600"),
        ("months = 12", "months = 12.0", "months", (2, 10), "expected a whole number"),
        ("months = 12", "months = 12\ncurrency = \"usd\"", "currency", (3, 12), "three capital letters"),
        ("months = 12", "months = 1979-05-27", "months", (2, 10), "found a date or time"),
        (
            "stays = true",
            "stays = true\nstop-working-month = 601",
            "you.stop-working-month",
            (10, 22),
            "outside 1 to 600",
        ),
    ] {
        let errors = refused(old, new);
        let (found_key, found_place, text) = only(&errors);
        assert_eq!((found_key, found_place), (Some(key), Some(place)), "{new}: {errors}");
        assert!(text.contains(says), "{new}: {text}");
    }
}

#[test]
fn a_month_of_yours_beyond_the_horizon_is_refused_at_its_line() {
    for (key, column) in [("stop-working-month", 22), ("quits-in-month", 18)] {
        let errors = refused("stays = true", &format!("stays = true\n{key} = 13"));
        let (found, place, text) = only(&errors);
        assert_eq!((found, place), (Some(&*format!("you.{key}")), Some((10, column))), "{errors}");
        assert!(text.contains("month 13 is beyond the 12 months looked at, so it would change nothing"), "{text}");
        assert!(text.contains("from 1 to 12, or look further ahead with months = 13 or more"), "{text}");
        let last = PLAIN.replace("stays = true", &format!("stays = true\n{key} = 12"));
        assert!(Scenario::from_toml("last", &last).is_ok());
    }
}

/// Sets a key of a scenario that has every table: `typical` with an event, under a plan of one rule.
fn rich(assignments: &[&str]) -> Result<Scenario, ScenarioErrors> {
    let base = ["plan.team-percent.rate=6%", "costs.event=50", "events.every=6"];
    set("typical", &[&base[..], assignments].concat())
}

#[test]
fn each_range_ends_where_it_is_said_to() {
    for (key, accepted, refused) in [
        ("you.customers", &["0", "100", "\"typical\""][..], &["-0.01", "100.01", "nan", "\"none\"", "true"][..]),
        ("you.orders", &["0", "1000000", "33.33", "\"typical\""], &["-0.01", "1000000.01", "1.001", "inf", "\"x\""]),
        ("you.quits-in-month", &["1", "12"], &["0", "13", "601", "1.5"]),
        ("you.stop-working-month", &["1", "12"], &["0", "13", "601", "\"never\""]),
        ("story.sponsoring", &["0.000001", "100", "1.3"], &["0", "-1", "100.1", "0.0000001", "nan", "\"1\""]),
        ("orders.volume", &["0", "1000000", "0.01"], &["-1", "1000000.01", "0.001", "\"110\""]),
        ("orders.share", &["0", "1", "\"100%\""], &["-0.1", "1.01", "\"101%\"", "nan"]),
        ("orders.spread", &["0", "3"], &["-0.1", "3.01", "nan", "\"50%\""]),
        ("orders.price-per-point", &["0", "1000", "0.5"], &["-1", "1000.01", "0.005"]),
        ("customers.gained", &["0", "100"], &["-0.1", "100.1", "nan", "inf"]),
        ("customers.propensity-shape", &["0.01", "1000", "\"none\""], &["0", "0.009", "1000.1", "\"typical\""]),
        ("customers.quit", &["[{rate=0}]", "[{rate=1}]"], &["[]", "[{rate=1.1}]", "[{rate=0.1,months=3}]", "0.1"]),
        ("customers.order", &["0", "1000000"], &["-1", "1000000.01", "0.001"]),
        ("customers.order-spread", &["0", "3"], &["-0.1", "3.01"]),
        ("customers.points", &["0", "10", "0.000001"], &["-1", "10.1", "0.0000001", "nan"]),
        ("customers.margin", &["0", "1", "\"25%\""], &["-0.1", "1.1", "0.0000001"]),
        ("kits.volume", &["0", "1000000"], &["-1", "1000000.01", "0.001"]),
        ("costs.event", &["0.01", "1000000000"], &["-1", "1000000000.01", "0.001"]),
        ("costs.own-orders", &["\"cost\"", "\"bought-anyway\""], &["\"free\"", "true"]),
        ("events.every", &["1", "12"], &["0", "13", "601", "1.5"]),
        (
            "events",
            &["{months=[1]}", "{months=[12,1]}"],
            &["{months=[]}", "{months=[0]}", "{months=[13]}", "{months=[3,3]}"],
        ),
        ("organisation.members", &["10", "1000000"], &["9", "1000001", "1.5", "\"many\""]),
        ("organisation.age", &["12", "600"], &["1", "11", "601"]),
        ("organisation.months", &["1", "60"], &["0", "61"]),
        ("organisation", &["{age=2,months=2}"], &["{age=2,months=3}", "{age=2}"]),
    ] {
        for value in accepted {
            let scenario =
                rich(&[&format!("{key}={value}")]).unwrap_or_else(|errors| panic!("{key}={value}: {errors}"));
            assert_reads_back(&scenario);
        }
        for value in refused {
            let errors = rich(&[&format!("{key}={value}")]).unwrap_err();
            let problem = &errors.problems()[0];
            assert!(problem.key().is_some_and(|found| found.starts_with(key)), "{key}={value}: {errors}");
            assert!(problem.help().is_some(), "{key}={value}: {errors}");
            assert_eq!(errors.problems().len(), 1, "{key}={value}: {errors}");
        }
    }
}

#[test]
fn what_is_required_with_something_else_is_asked_for() {
    let whole = "customers={gained=1, quit=[{rate=0.1}], order=40, margin=0.2}";
    assert!(rich(&[whole]).is_ok());
    for key in KEYS.iter().filter(|key| key.without == Without::RequiredIf("with customers.gained")) {
        let keys = ["gained=1", "quit=[{rate=0.1}]", "order=40", "margin=0.2"];
        let left = keys.into_iter().filter(|text| !text.starts_with(key.name)).collect::<Vec<_>>().join(", ");
        let errors = rich(&[&format!("customers={{{left}}}")]).unwrap_err();
        let (found, _, text) = only(&errors);
        assert_eq!(found, Some(&*key.dotted()));
        assert!(text.contains("missing") && text.contains(key.meaning), "{text}");
    }
    for (assignments, key, says) in [
        (&["customers={order=40}"][..], "customers.gained", "say nothing without it"),
        (&["customers={}", "you.customers=1"], "you.customers", "write [customers]"),
        (&["events={}"], "costs.event", "needs event months"),
        (&["costs.event=0"], "events.every", "would change nothing"),
        (&["costs.event=0", "events={months=[3]}"], "events.months", "would change nothing"),
        (&["events={months=[3],every=4}"], "events.every", "either `months = [3, 9]` or `every = 6`"),
        (&["events={months=[3,15]}"], "events.months", "month 15 is outside the months looked at, 1 to 12"),
        (&["months=5"], "events.every", "month 6 is outside the months looked at, 1 to 5"),
        (&["organisation.age=11"], "organisation.age", "the last 12 months are outside 1 to 11"),
        (&["organisation={age=11,months=12}"], "organisation.months", "an organisation.age of 12 or more"),
        (&["basis={kind=\"own-records\"}"], "basis.sources", "own records need their source"),
        (
            &["sponsoring={distribution=\"fixed\",mean=1,propensity-shape=1}"],
            "sponsoring.propensity-shape",
            "only with poisson",
        ),
    ] {
        let errors = rich(assignments).unwrap_err();
        let (found, _, text) = only(&errors);
        assert_eq!(found, Some(key), "{errors}");
        assert!(text.contains(says), "{assignments:?}: {text}");
        assert_eq!(errors.problems()[0].source(), "--set");
    }
}

const RETAIL: &str = "plan={rounding=\"half-up\",rounded-per=\"line\",rules=[{rule=\"retail\",inactive=\"paid\",of=\"retail-price\",rates-by-rank=[0.3]}]}";

#[test]
fn a_margin_is_not_earned_twice() {
    let errors = set("typical", &[RETAIL]).unwrap_err();
    let (key, _, text) = only(&errors);
    assert_eq!(key, Some("customers.margin"));
    assert!(text.contains("the plan pays a retail margin itself") && text.contains("customers.margin = 0"), "{text}");
    let plan = set("typical", &[RETAIL, "customers.margin=0"]).unwrap();
    assert!(plan.plan().needs().retail);
    assert!(set("ideal", &[RETAIL]).is_ok(), "nobody has customers");
    let typical = Scenario::preset("typical").unwrap();
    let margin = Rate::from_parts_per_million(250_000);
    assert_eq!(typical.clone().with_plan(plan.plan().clone()).unwrap_err(), Misfit::MarginTwice { margin });
    assert_eq!(plan.with_buying(typical.buying().clone()).unwrap_err(), Misfit::MarginTwice { margin });
}

#[test]
fn a_program_is_held_to_what_a_file_is_held_to() {
    let (event, kit) = (Money::from_cents(50_00), Money::from_cents(10_00));
    let with = |costs: Costs| plain().with_costs(costs);
    let months = |months: &[u16]| Events::In(months.iter().copied().map(Month::new).collect());
    let events = months(&[9, 3]);
    let scenario = with(Costs { kit, event, events, ..Costs::default() }).unwrap();
    assert_eq!(scenario.costs().events, months(&[3, 9]));
    assert_eq!(Scenario::from_toml("plain", scenario.resolved_toml()).unwrap().costs(), scenario.costs());
    let short = set("typical", &["months=8"]).unwrap().growth().clone();
    let beyond = Misfit::EventBeyond { month: Month::new(9), months: Month::new(8) };
    assert_eq!(scenario.with_growth(short).unwrap_err(), beyond);
    for (costs, misfit) in [
        (Costs { kit: Money::from_cents(-1), ..Costs::default() }, Misfit::Cost { amount: Money::from_cents(-1) }),
        (Costs { event, ..Costs::default() }, Misfit::CostWithoutEvents { cost: event }),
        (Costs { event, events: months(&[]), ..Costs::default() }, Misfit::CostWithoutEvents { cost: event }),
        (Costs { events: Events::Every(3), ..Costs::default() }, Misfit::EventsWithoutCost),
        (
            Costs { event, events: Events::Every(0), ..Costs::default() },
            Misfit::EventBeyond { month: Month::new(0), months: Month::new(12) },
        ),
        (Costs { event, events: months(&[3, 3]), ..Costs::default() }, Misfit::EventTwice { month: Month::new(3) }),
    ] {
        assert_eq!(with(costs).unwrap_err(), misfit);
    }
    let yours = YourBuying { customers: Some(1.0), orders: None };
    let buying = plain().buying().clone().with_you(yours).unwrap();
    assert_eq!(plain().with_buying(buying).unwrap_err(), Misfit::YourCustomers);
    let orders = plain().buying().clone().with_you(YourBuying { customers: None, orders: Some(Volume::ZERO) }).unwrap();
    assert_ne!(plain().with_buying(orders).unwrap().hash(), plain().hash());
}

#[test]
fn keys_of_earlier_versions_are_answered_with_the_new_ones() {
    let volume = refused("[orders]\nvolume = 150", "[volume]\npersonal = 150");
    insta::assert_snapshot!("gone_volume", volume.to_string());
    let own_product = refused("monthly = 25", "monthly = 25\nown-product = 100");
    insta::assert_snapshot!("gone_own_product", own_product.to_string());
    // As settings, beside a scenario that has the new keys.
    for (assignment, key, says) in [
        ("volume.personal=150", "volume.personal", "[orders]"),
        ("volume={personal=150}", "volume.personal", "`volume = 150`"),
        ("costs.own-product=100", "costs.own-product", "costs.own-orders = \"cost\""),
    ] {
        let errors = set("typical", &[assignment]).unwrap_err();
        let (found, _, text) = only(&errors);
        assert_eq!(found, Some(key), "{errors}");
        assert!(text.contains("this key is gone") && text.contains(says), "{text}");
    }
    // Another table of the old name is only unknown.
    assert!(set("typical", &["volume={}"]).unwrap_err().to_string().contains("unknown key"));
}

#[test]
fn a_name_that_several_tables_have_is_answered_with_all_of_them() {
    let errors = refused("kit = 75", "kit = 75\nvolume = 100");
    assert!(only(&errors).2.contains("`volume` belongs under [orders] or under [kits]"), "{errors}");
}

#[test]
fn a_title_may_have_120_characters_and_no_more() {
    let titled = |letters: usize| PLAIN.replace("Plain", &"ü".repeat(letters));
    assert!(Scenario::from_toml("x", &titled(120)).is_ok());
    assert!(Scenario::from_toml("x", &titled(121)).unwrap_err().to_string().contains("121 characters are too many"));
}

#[test]
fn all_problems_are_told_at_once() {
    let text = r#"title = 3
months = 0

[basis]
kind = "published-data"

[you]
sponsering = "typical"
stays = "yes"

[sponsoring]
distribution = "poison"
mean = 1_000_000
propensity-shape = nan

[attrition]
quit = [{ rate = 13.5, months = 3 }, { months = 2 }, 5]

[orders]
volume = -1
currency = "EUR"

[customers]
order = 45
quit = [{ rate = 0.1, months = 2 }]

[cost]
kit = 1.005

[plan.unilevel]
rates = [0.05, 1.5, "4%"]
"#;
    let errors = Scenario::from_toml("many.toml", text).unwrap_err();
    insta::assert_snapshot!("many_problems", errors.to_string());
}

#[test]
fn unilevel_without_compression_lists_the_choices() {
    let errors = refused("[plan.team-percent]\nrate = \"6%\"", "[plan.unilevel]\nrates = [0.05]");
    insta::assert_snapshot!("no_compression", errors.to_string());
}

#[test]
fn what_is_no_scenario_at_all_is_refused_in_one_message() {
    for (text, says) in [
        ("", "the scenario is empty"),
        ("# only a comment\n", "the scenario is empty"),
        ("hello", "key with no value"),
        ("rate = 6%", "write a percentage in quotes"),
        ("title = \"a\"\ntitle = \"b\"", "duplicate key"),
        ("[you]\n[you]\n", "duplicate key"),
        ("\0\0\0", "error"),
    ] {
        let errors = Scenario::from_toml("x.toml", text).unwrap_err();
        assert_eq!(errors.problems().len(), 1);
        assert!(errors.to_string().contains(says), "{text:?}: {errors}");
    }
    let errors = Draft::from_bytes("x", "x.toml", b"title = \"x\"\nmonths = \xff\xfe").unwrap_err().to_string();
    assert!(errors.contains("not UTF-8 text: byte 0xff in line 2") && errors.contains("--> x.toml"), "{errors}");
    let errors = Draft::from_bytes("x", "x.toml", &vec![b'#'; LONGEST_TEXT + 1]).unwrap_err().to_string();
    assert!(errors.contains("longer than 1 MiB"), "{errors}");
    assert!(
        Draft::from_toml("x", "x.toml", &"#".repeat(50 << 20)).unwrap_err().to_string().contains("longer than 1 MiB")
    );
    let errors = Scenario::preset("typcial").unwrap_err();
    insta::assert_snapshot!("unknown_preset", errors.to_string());
}

#[test]
fn deep_nesting_of_every_kind_is_refused_before_it_can_exhaust_the_stack() {
    let dotted = vec!["a"; 100_000].join(".");
    let tables = (1..80).map(|depth| format!("[{}]\n", vec!["a"; depth].join("."))).collect::<String>();
    for (text, says) in [
        (format!("a = {}", "[".repeat(100_000)), "nested more than"),
        (format!("a = {}{}", "[".repeat(100_000), "]".repeat(100_000)), "nested more than"),
        (format!("a = {}", "{a=".repeat(100_000)), "nested more than"),
        ("[".repeat(100_000), "nested more than"),
        (format!("{dotted} = 1"), "nested more than"),
        (format!("[{dotted}]"), "nested more than"),
        (format!("[[{dotted}]]"), "nested more than"),
        (format!("a = {{ {dotted} = 1 }}"), "nested more than"),
        (tables, "unknown key"),
    ] {
        let errors = Scenario::from_toml("deep.toml", &text).unwrap_err().to_string();
        assert!(errors.contains(says), "{errors}");
        assert!(errors.len() < 4_000, "{} bytes", errors.len());
    }
    let value = format!("plan={}", "[".repeat(100_000));
    assert!(set("typical", &[&value]).unwrap_err().to_string().contains("nested more than"));
    assert!(set("typical", &[&format!("{dotted}=1")]).unwrap_err().to_string().contains("more than 16 parts"));
}

#[test]
fn a_megabyte_of_nonsense_is_answered_with_a_page() {
    let fill = |piece: &str| piece.repeat((LONGEST_TEXT - 100) / piece.len());
    let many_keys = (0..70_000).map(|number| format!("key{number} = 1\n")).collect::<String>();
    for text in [
        many_keys,
        format!("{} = 1", fill("k")),
        format!("title = \"{}\"", fill("t")),
        format!("a = [{}]", fill("1,")),
        format!("[attrition]\nquit = [{}]", fill("1,")),
        format!("[attrition]\nquit = [{}]", fill("{},")),
        format!("[plan.unilevel]\nrates = [{}]", fill("9,")),
        format!("months = {}", fill("9")),
        format!("months = 0.{}", fill("9")),
        fill("[[a]]\n"),
        fill("a.b.c.d.e.f.g.h.i.j = 1\n"),
        fill("\"\"\""),
        fill("\n"),
        fill("="),
    ] {
        let errors = Scenario::from_toml("big.toml", &text).unwrap_err().to_string();
        assert!(errors.len() < 20_000, "{} bytes for {}...", errors.len(), &text[..20]);
    }
}

mod reads_back {
    use super::*;
    use proptest::prelude::*;

    /// A number of two decimals at most, as it is written.
    fn amount(most: u32) -> impl Strategy<Value = String> {
        (0..=most, 0..100_u32).prop_map(move |(units, cents)| format!("{}.{cents:02}", units.min(most - 1)))
    }

    /// A number with all its bits, as it is written.
    fn number(least: f64, most: f64) -> impl Strategy<Value = String> {
        (least..=most).prop_map(|number| format!("{number:?}"))
    }

    fn steps() -> impl Strategy<Value = String> {
        let step =
            (number(0.0, 1.0), 1..600_u16).prop_map(|(rate, months)| format!("{{rate={rate},months={months}}},"));
        (proptest::collection::vec(step, 0..4), number(0.0, 1.0))
            .prop_map(|(steps, last)| format!("[{}{{rate={last}}}]", steps.concat()))
    }

    /// Settings of every key whose value has a range.
    fn settings() -> impl Strategy<Value = Vec<String>> {
        let you = ((number(0.0, 100.0), number(0.0, 100.0), amount(1_000_000)), any::<bool>(), 1..=24_u16, 1..=24_u16)
            .prop_map(|((sponsoring, customers, orders), stays, stop, quit)| {
                format!("you={{sponsoring={sponsoring},customers={customers},orders={orders},stays={stays},stop-working-month={stop},quits-in-month={quit}}}")
            });
        let orders = (amount(1_000_000), number(0.0, 1.0), number(0.0, 3.0), amount(1_000)).prop_map(
            |(volume, share, spread, price)| {
                format!("orders={{volume={volume},share={share},spread={spread},price-per-point={price}}}")
            },
        );
        let people = (number(0.0, 100.0), number(0.01, 1000.0), steps());
        let order = (amount(1_000_000), number(0.0, 3.0), 0..=10_000_000_u32, 0..=1_000_000_u32);
        let customers = (people, order).prop_map(|((gained, shape, quit), (order, spread, points, margin))| {
            let [points, margin] = [points, margin].map(|parts| format!("{}.{:06}", parts / 1_000_000, parts % 1_000_000));
            format!("customers={{gained={gained},propensity-shape={shape},quit={quit},order={order},order-spread={spread},points={points},margin={margin}}}")
        });
        let events = prop_oneof![
            (1..=24_u16).prop_map(|every| format!("events={{every={every}}}")),
            proptest::collection::btree_set(1..=24_u16, 1..5)
                .prop_map(|months| format!("events={{months={:?}}}", months.into_iter().collect::<Vec<_>>())),
        ];
        let costs = (amount(1_000_000_000), amount(1_000_000_000), amount(1_000), any::<bool>()).prop_map(
            |(kit, monthly, event, is_cost)| {
                let own = if is_cost { "cost" } else { "bought-anyway" };
                format!("costs={{kit={kit},monthly={monthly},event=1{event},own-orders=\"{own}\"}}")
            },
        );
        let organisation = (10..=1_000_000_u32, 60..=600_u16, 1..=60_u16)
            .prop_map(|(members, age, months)| format!("organisation={{members={members},age={age},months={months}}}"));
        let rest = (amount(1_000_000), 1..=100_000_000_u32, steps()).prop_map(|(kit, story, quit)| {
            let story = format!("story.sponsoring={}.{:06}", story / 1_000_000, story % 1_000_000);
            vec![format!("kits.volume={kit}"), story, format!("attrition.quit={quit}")]
        });
        ((you, orders, customers), (events, costs, organisation), rest).prop_map(
            |((you, orders, customers), (events, costs, organisation), mut rest)| {
                rest.extend(["months=24".to_owned(), you, orders, customers, events, costs, organisation]);
                rest
            },
        )
    }

    proptest! {
        #[test]
        fn whatever_is_in_range(settings in settings()) {
            let settings: Vec<&str> = settings.iter().map(String::as_str).collect();
            let scenario = set("typical", &settings).unwrap_or_else(|errors| panic!("{settings:?}\n{errors}"));
            assert_reads_back(&scenario);
        }
    }
}

mod never_panics {
    use super::*;
    use proptest::prelude::*;

    /// Reads, sets and finishes; whatever comes out must also print.
    fn exercise(bytes: &[u8]) {
        match Draft::from_bytes("fuzz", "fuzz.toml", bytes).and_then(Draft::finish) {
            Ok((scenario, explanation)) => {
                assert!(!explanation.to_string().is_empty());
                assert_reads_back(&scenario);
            }
            Err(errors) => assert!(errors.to_string().starts_with("error: ")),
        }
        if let Ok(text) = std::str::from_utf8(bytes) {
            let mut draft = Draft::preset("typical").unwrap();
            if draft.set(text).is_ok() {
                let _ = draft.finish().map_err(|errors| errors.to_string());
            }
        }
    }

    /// Every key and every table.
    fn known_keys() -> Vec<String> {
        let mut keys: Vec<String> = KEYS.iter().flat_map(|key| [key.dotted(), key.table.to_owned()]).collect();
        keys.sort();
        keys.dedup();
        keys.retain(|key| !key.is_empty());
        keys
    }

    /// Pieces that mean something to the reader, to get past the parser.
    const PIECES: &[&str] = &[
        "title",
        "months",
        "[you]",
        "[plan.unilevel]",
        "rates",
        "compression",
        "quit",
        "rate",
        "=",
        ".",
        "\"",
        "'",
        "[",
        "]",
        "{",
        "}",
        ",",
        "\n",
        "1",
        "-",
        "0.5",
        "nan",
        "inf",
        "1e400",
        "\"6%\"",
        "\"%\"",
        "true",
        "\"typical\"",
        "#",
        "\"\"\"",
        "ü",
        "0x",
        "1979-05-27",
        "\\u0000",
        " ",
        "costs",
        "[orders]",
        "[customers]",
        "gained",
        "[events]",
        "every",
        "sponsoring.mean",
        "[[attrition.quit]]",
    ];

    proptest! {
        #[test]
        fn on_random_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            exercise(&bytes);
        }

        #[test]
        fn on_pieces_of_scenarios(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..40)) {
            exercise(pieces.concat().as_bytes());
        }

        #[test]
        fn on_presets_with_bytes_changed(
            preset in 0..presets::PRESETS.len(),
            changes in proptest::collection::vec((any::<proptest::sample::Index>(), 0..3u8, any::<u8>()), 1..8),
        ) {
            let mut bytes = presets::PRESETS[preset].toml.as_bytes().to_vec();
            for (index, change, byte) in changes {
                let at = index.index(bytes.len());
                match change {
                    0 => bytes[at] = byte,
                    1 => { bytes.remove(at); }
                    _ => bytes.insert(at, byte),
                }
            }
            exercise(&bytes);
        }

        #[test]
        fn on_values_put_at_known_keys(
            key in proptest::sample::select(known_keys()),
            value in prop_oneof![
                any::<f64>().prop_map(|number| format!("{number:?}").to_lowercase()),
                any::<i64>().prop_map(|number| number.to_string()),
                any::<f32>().prop_map(|number| format!("\"{number}%\"")),
                ".{0,30}",
                proptest::collection::vec(proptest::sample::select(PIECES), 0..12).prop_map(|pieces| pieces.concat()),
            ],
        ) {
            if let Ok(scenario) = set("typical", &[&format!("{key}={value}")]) {
                assert_reads_back(&scenario);
            }
        }
    }
}

/// What a program prints of an error that its `main` returns is "Error: " and the `Debug` form.
#[test]
fn an_error_that_ends_a_program_reads_as_it_is_shown() {
    fn read(text: &str) -> Result<Scenario, Box<dyn std::error::Error>> {
        Ok(Scenario::from_toml("plain", text)?)
    }
    let slip = PLAIN.replace("mean = 0.07", "maen = 0.07");
    let printed = format!("Error: {:?}", read(&slip).unwrap_err());
    assert_eq!(printed, Scenario::from_toml("plain", &slip).unwrap_err().to_string().replacen("error", "Error", 1));
    assert!(printed.starts_with("Error: ") && printed.contains("--> plain"), "{printed}");
    let trials = Trials::exactly(2_000_000_000).unwrap_err();
    assert_eq!(format!("{trials:?}"), "2000000000 trials is outside 1 to 1000000000");
}
