//! What is refused, and in which words.

use downline::plans::{BUILT_IN, PlanFile};

/// What is said about a plan text.
fn refusal(text: &str) -> String {
    match PlanFile::from_toml("mine", "mine.toml", text) {
        Ok(file) => panic!("accepted:\n{}", file.resolved_toml()),
        Err(errors) => errors.to_string(),
    }
}

/// A plan of one rule.
fn one(rule: &str) -> String {
    format!(
        "title = \"Mine\"\nrounding = \"half-up\"\nrounded-per = \"line\"\nranks = [\"Member\", \"Silver\"]\n[[rules]]\n{rule}\n"
    )
}

#[test]
fn what_a_plan_leaves_open_is_refused_with_the_choices() {
    let open = "title = \"All open\"
ranks = [\"Member\", \"Leader\"]

[[rules]]
rule = \"team-percent\"
rate = \"6%\"
[[rules]]
rule = \"differential\"
steps = [{ volume = 100, rate = \"3%\" }]
[[rules]]
rule = \"binary\"
pays = \"weaker-leg\"
rates-by-rank = [\"10%\"]
[[rules]]
rule = \"breakaway\"
leader-rank = \"Leader\"
rates = [\"4%\"]
[[rules]]
rule = \"fast-start\"
rates = [\"20%\"]
months = 3
compression = \"none\"
[[rules]]
rule = \"unilevel\"
rates-by-rank = [[\"5%\"], [\"6%\"]]
[[rules]]
rule = \"matching\"
on = [\"unilevel\"]
rates-by-rank = [[\"10%\"]]
[[rules]]
rule = \"company-cap\"
on = [\"unilevel\"]
most = \"40%\"
";
    insta::assert_snapshot!("everything_open", refusal(open));
}

#[test]
fn slips_in_names_are_pointed_out() {
    let slips = "titel = \"Slips\"
rounding = \"halfup\"
rounded-per = \"line\"
default-account = \"Nobody's\"
ranks = [\"Member\", \"Silver\"]
point-value = 0
[[rules]]
rule = \"unilevle\"
[[rules]]
rule = \"unilevel\"
unpaid = \"company\"
rate = [\"5%\"]
compresion = \"none\"
[[rules]]
rule = \"generation\"
unpaid = \"company\"
leader-rank = \"Sliver\"
rates = [\"5%\", 7]
absent-leader = \"skipped\"
generation-ends-at = \"leader\"
[[rules]]
rule = \"earner-cap\"
on = [\"unilevl\", \"pool\"]
most-by-rank = [100, 200, 300]
[[rules]]
rule = \"pool\"
rate = \"1%\"
shares-by-rank = [0, -1]
[[rules]]
rates = [\"5%\"]
";
    insta::assert_snapshot!("slips", refusal(slips));
}

#[test]
fn what_does_not_go_together_is_refused() {
    let apart = "title = \"Apart\"
rounding = \"half-up\"
rounded-per = \"line\"
[[rules]]
rule = \"binary\"
pays = \"steps\"
steps = [{ volume = 200, amount = 20 }, { volume = 100, amount = 10 }]
rates-by-rank = [\"10%\"]
carry = \"flush\"
ineligible = \"keep-both\"
placing = \"balanced\"
[[rules]]
rule = \"matrix\"
unpaid = \"company\"
placing = \"breadth-first\"
width = 3
rates = [\"5%\"]
compression = \"none\"
[[rules]]
rule = \"earner-cap\"
on = [\"matrix\"]
most-by-rank = [100]
[[rules]]
rule = \"matching\"
on = [\"matrix\"]
rates-by-rank = [[\"10%\"]]
cascade = \"no\"
compression = \"none\"
[[rules]]
rule = \"differential\"
steps = [{ volume = 100, rate = \"3%\" }]
lookup = \"pv\"
own-volume = \"included\"
brackets = \"marginal\"
equal-below = \"nothing\"
own-order = \"paid\"
";
    insta::assert_snapshot!("apart", refusal(apart));
}

#[test]
fn ranks_are_asked_for_in_order_and_completely() {
    let ranks = "title = \"Ranks\"
rounding = \"half-up\"
rounded-per = \"line\"
ranks = [\"Member\", \"Silver\", \"Gold\", \"Silver\"]
[[qualification]]
rank = \"Gold\"
group-volume = 1000
[[qualification]]
rank = \"Member\"
leg-cap = \"none\"
legs-with-rank = [{ legs = 2, rank = \"Member\" }, { legs = 0, rank = \"Platin\" }]
[[rules]]
rule = \"team-percent\"
rate = \"1%\"
own-volume = \"included\"
";
    insta::assert_snapshot!("ranks", refusal(ranks));
}

/// A plan of three ranks: Silver asks for this, Gold for nothing.
fn asking(silver: &str, rules: &str) -> String {
    format!(
        "title = \"Mine\"\nrounding = \"half-up\"\nrounded-per = \"line\"\nranks = [\"Member\", \"Silver\", \"Gold\"]\npaid-as = \"title\"\n\
         [[qualification]]\nrank = \"Silver\"\n{silver}\n[[qualification]]\nrank = \"Gold\"\n{rules}\n"
    )
}

const FLAT: &str = "[[rules]]\nrule = \"team-percent\"\nrate = \"1%\"\nown-volume = \"included\"";
const APART: &str =
    "[[rules]]\nrule = \"team-percent\"\nrate = \"1%\"\nown-volume = \"included\"\nbreakaway-rank = \"Gold\"";
const GROUP: &str = "group-volume = 10\nown-volume = \"included\"\nleg-cap = \"none\"";

/// Silver asking for this is refused in a plan of these rules, with these words.
#[track_caller]
fn refused(silver: &str, rules: &str, said: &str) {
    let text = refusal(&asking(silver, rules));
    let words = text.replace("\n  ", " ").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains(said), "{said}: {text}");
}

/// `GROUP` with another leg cap.
fn capped(cap: &str) -> String {
    GROUP.replace("\"none\"", cap)
}

/// `GROUP` with a personal group that stops there.
fn personal(stop: &str) -> String {
    format!("{GROUP}\npersonal-group-volume = 5\npersonal-group-volume-stops-at = {stop}")
}

#[test]
fn what_a_rank_cannot_ask_for_is_refused() {
    let lines = |count: u32, shares: &str| format!("lines = {{ count = {count}, shares = [{shares}] }}");
    for (silver, rules, said) in [
        ("months-in-row = 0", FLAT, "outside 1 to 60"),
        ("months-in-row = 61", FLAT, "outside 1 to 60"),
        ("months-in-row = 3\nmonths-in-row-again = 1", FLAT, "a title is kept for life in this plan"),
        ("weaker-leg-volume = 100", FLAT, "no rule of the plan places members on a left and a right side"),
        ("active-each-side = 1", FLAT, "no rule of the plan places members on a left and a right side"),
        ("active-each-side = 0", FLAT, "outside 1 to 1000"),
        (&lines(2, "\"30%\""), APART, "companies differ in what still counts for those above"),
        (&lines(3, "\"30%\""), FLAT, "3 lines are asked for, and there are 1 shares"),
        (&lines(1, "\"30%\""), FLAT, "outside 2 to 1000"),
        (&lines(2, "\"0%\""), FLAT, "a line of nothing is no line"),
        (&lines(2, "\"130%\""), FLAT, "130%"),
        ("legs-with-volume = [{ legs = 2, volume = 0 }]", FLAT, "every leg has that"),
        ("legs-with-volume = [{ legs = 2 }]", FLAT, "volume: missing"),
        ("legs-with-volume = [{ legs = 2, volume = 10 }]", APART, "companies differ in what still counts"),
        ("legs-with-rank = [{ legs = 2, rank = \"Gold\", depth = 0 }]", FLAT, "outside 1 to 1000"),
        ("over-months = 2", FLAT, "no volume is asked for that could be added up"),
        ("over-months = 1\npersonal-volume = 5", FLAT, "outside 2 to 60"),
        ("over-months = 61\npersonal-volume = 5", FLAT, "outside 2 to 60"),
    ] {
        refused(silver, rules, said);
    }
}

#[test]
fn group_volume_that_a_rank_cannot_ask_for_is_refused() {
    let own_is_excluded =
        capped("\"points\"\nleg-cap-volume = 5\nleg-cap-on = \"legs\"").replace("included", "excluded");
    for (silver, rules, said) in [
        (GROUP, APART, "companies differ in what still counts for those above"),
        (&format!("{GROUP}\ngroup-volume-stops-at = \"Member\""), APART, "everybody has the lowest rank"),
        (&format!("{GROUP}\ngroup-volume-stops-at = \"Bronze\""), FLAT, "no rank is called \"Bronze\""),
        ("group-volume-stops-at = \"never\"", APART, "there is no group volume it could be about"),
        ("leg-cap-on = \"legs\"", FLAT, "there is no group volume it could be about"),
        (&capped("\"points\""), FLAT, "leg-cap-volume: missing"),
        (&capped("\"points\"\nleg-cap-share = \"5%\""), FLAT, "legs are capped in points"),
        (&capped("\"of-total\"\nleg-cap-share = \"5%\"\nleg-cap-volume = 5"), FLAT, "legs are capped by a share"),
        (&capped("\"none\"\nleg-cap-volume = 5"), FLAT, "no leg is capped"),
        (&capped("\"none\"\nleg-cap-on = \"legs\""), FLAT, "no leg is capped"),
        (&own_is_excluded, FLAT, "own volume does not count here"),
        (&personal("\"Gold\"").replace("group-volume = 10\n", ""), FLAT, "there is no other group volume"),
        (&personal("\"Member\""), FLAT, "everybody has the lowest rank"),
        (&personal("\"never\""), FLAT, "no rank is called \"never\""),
        (&personal("\"Gold\"\ngroup-volume-stops-at = \"Gold\""), FLAT, "group-volume ends at the same groups"),
        (&format!("{GROUP}\npersonal-group-volume = 5"), FLAT, "personal-group-volume-stops-at: missing"),
        ("personal-group-volume-stops-at = \"Gold\"", FLAT, "there is no personal group volume it could be about"),
    ] {
        refused(silver, rules, said);
    }
}

#[test]
fn tables_of_a_rank_stand_together_and_each_asks_for_something() {
    let further = |rank: &str| format!("active-legs = 1\n[[qualification]]\nrank = \"{rank}\"");
    refused(&further("Silver"), FLAT, "one of the tables of \"Silver\" asks for nothing, so that the others are never");
    refused(&further("Member"), FLAT, "the lowest rank: everybody has it");
    let apart = format!("{}\n{}", further("Gold"), further("Silver"));
    refused(&apart, FLAT, "the tables of \"Silver\" stand apart");
    refused(&apart, FLAT, "a further table of a rank is another way to it: move it up to the others of \"Silver\"");
}

#[test]
fn what_a_rank_asks_for_is_written_as_it_was_read() {
    let several = "legs-with-volume = [{ legs = 2, volume = 10 }, { legs = 1, volume = 20.5 }]\n\
                   [[qualification]]\nrank = \"Silver\"\nactive-legs = 1";
    let near = "legs-with-rank = [{ legs = 2, rank = \"Silver\", depth = 1 }]";
    let both = capped("\"points\"\nleg-cap-volume = 5\nleg-cap-on = \"legs-and-own\"");
    let sums = personal("\"Gold\"") + "\nover-months = 3\nmonths-in-row = 2";
    let stops = format!("{GROUP}\ngroup-volume-stops-at = \"Gold\"");
    for silver in [GROUP, &stops, several, near, &both, &sums] {
        let file = PlanFile::from_toml("mine", "mine.toml", &asking(silver, FLAT)).unwrap();
        let text = file.resolved_toml();
        let again = PlanFile::from_toml("mine", "again", &text).unwrap();
        assert_eq!(again.resolved_toml(), text);
        assert!(text.contains("paid-as = \"title\"\n"), "{text}");
        for line in silver.lines().filter(|line| !line.contains("20.5")) {
            assert!(text.contains(line), "{line}\n{text}");
        }
    }
}

#[test]
fn a_row_for_titles_is_shorter_than_the_first_one() {
    let plan = |silver: &str| asking(silver, FLAT).replace("\"title\"", "\"rank-of-the-month\"");
    for silver in ["months-in-row-again = 1", "months-in-row = 2\nmonths-in-row-again = 2"] {
        let said = refusal(&plan(silver));
        assert!(said.contains("write fewer months than in months-in-row"), "{said}");
    }
    let file = PlanFile::from_toml("mine", "mine.toml", &plan("months-in-row = 3\nmonths-in-row-again = 2")).unwrap();
    assert!(file.resolved_toml().contains("months-in-row = 3\nmonths-in-row-again = 2\n"), "{}", file.resolved_toml());
}

#[test]
fn ranks_that_nobody_decides_cannot_be_paid_as_or_advanced_to() {
    let said = refusal(&one("rule = \"rank-advancement\"\namounts-by-rank = [0, 50]\nskipped-ranks = \"paid\""));
    assert!(said.contains("the plan does not say what a rank asks for"), "{said}");
    let plan = asking("", "[[rules]]\nrule = \"rank-advancement\"\namounts-by-rank = [0, 50]");
    let said = refusal(&plan);
    assert!(said.contains("skipped-ranks: missing") && said.contains("\"not-paid\""), "{said}");
    let flat = one("rule = \"team-percent\"\nrate = \"1%\"\nown-volume = \"included\"");
    for word in ["paid-as = \"title\"", "leaders-by = \"title\""] {
        let said = refusal(&flat.replace("[[rules]]", &format!("{word}\n[[rules]]")));
        assert!(said.contains("the plan decides no ranks"), "{said}");
    }
}

/// Titles lead where a group breaks away or stops or a generation ends, and not where members are paid as them.
#[test]
fn leaders_by_title_are_asked_for_where_somebody_leads() {
    let by_month = |silver: &str, rules: &str| {
        asking(silver, rules).replace("paid-as = \"title\"", "paid-as = \"rank-of-the-month\"\nleaders-by = \"title\"")
    };
    let flat = FLAT.to_owned();
    assert!(refusal(&by_month("", &flat)).contains("nothing in the plan follows who leads"));
    let stops = format!("{GROUP}\ngroup-volume-stops-at = \"Gold\"");
    for (silver, rules) in [(stops.as_str(), FLAT), ("", APART)] {
        let plan = PlanFile::from_toml("leaders", "leaders.toml", &by_month(silver, rules));
        assert!(plan.as_ref().is_ok_and(|plan| plan.resolved_toml().contains("leaders-by = \"title\"")), "{plan:?}");
    }
    let titles = by_month("", APART).replace("rank-of-the-month", "title");
    assert!(refusal(&titles).contains("members are paid as their titles already"));
}

#[test]
fn a_guarantee_of_nothing_is_refused() {
    let breakaway = "rule = \"breakaway\"\nleader-rank = 1\nabsent-leader = \"passed-over\"\n";
    for (rest, said) in [
        ("rates = [\"4%\"]\nguarantee = 0", "nothing is guaranteed"),
        ("rates = [\"0%\", \"4%\"]\nguarantee = 100", "nothing is guaranteed"),
        ("rates = [\"4%\"]\nguarantee = 100\nunpaid = \"rolls-up\"", "handed on by the leader"),
    ] {
        let text = refusal(&one(&format!("{breakaway}{rest}")));
        assert!(text.contains(said), "{said}: {text}");
    }
}

#[test]
fn a_text_that_is_no_plan_is_refused_in_one_message() {
    assert!(refusal("").contains("missing"), "{}", refusal(""));
    assert!(refusal("title = 6%").contains("percentage in quotes"));
    let errors = PlanFile::from_bytes("mine", "mine.toml", b"title = \"\xff\"").unwrap_err().to_string();
    assert!(errors.contains("not UTF-8"), "{errors}");
    let errors = PlanFile::from_toml("mine", "mine.toml", &" ".repeat(2 << 20)).unwrap_err().to_string();
    assert!(errors.contains("a plan file is a page of text"), "{errors}");
    let errors = PlanFile::built_in("bianry").unwrap_err().to_string();
    assert!(errors.contains("did you mean `binary`?"), "{errors}");
}

/// Whatever key of a rule is left out, a plan that goes on to be read says the same without it, or is refused: nothing
/// is filled in that public plans disagree on.
#[test]
fn no_switch_has_a_default() {
    let switches = [
        "own-volume",
        "compression",
        "lookup",
        "brackets",
        "equal-below",
        "own-order",
        "generation-ends-at",
        "absent-leader",
        "carry-at-most",
        "ineligible",
        "placing",
        "cascade",
        "cut",
        "leg-cap",
        "group-volume-stops-at",
        "paid-as",
        "breakaway-rank",
        "new-member-share",
    ];
    let mut tried = 0;
    for built_in in BUILT_IN {
        for (number, line) in built_in.toml.lines().enumerate() {
            let key = line.split('=').next().unwrap_or_default().trim();
            if !switches.contains(&key) {
                continue;
            }
            let without: Vec<&str> =
                built_in.toml.lines().enumerate().filter(|other| other.0 != number).map(|other| other.1).collect();
            let said = refusal(&without.join("\n"));
            assert!(said.contains(key) || key == "carry-at-most" && said.contains("carry"), "{key}: {said}");
            tried += 1;
        }
    }
    assert!(tried > 25, "{tried}");
}

#[test]
fn numbers_outside_their_range_are_refused() {
    for (rule, said) in [
        ("rule = \"team-percent\"\nown-volume = \"included\"\nrate = 6", "for 6 percent write \"6%\""),
        (
            "rule = \"fast-start\"\nunpaid = \"company\"\nrates = [\"5%\"]\nmonths = 0\ncompression = \"none\"",
            "outside 1 to 600",
        ),
        ("rule = \"unilevel\"\nunpaid = \"company\"\nrates = []\ncompression = \"none\"", "the list is empty"),
        ("rule = \"pool\"\nrate = \"1%\"\nshares-by-rank = [1, 2, 3]", "the plan has 2 ranks"),
        (
            "rule = \"generation\"\nunpaid = \"company\"\nleader-rank = 2\nrates = [\"1%\"]\nabsent-leader = \"passed-over\"\ngeneration-ends-at = \"leader\"",
            "outside 0 to 1",
        ),
    ] {
        let text = refusal(&one(rule));
        assert!(text.contains(said), "{text}");
    }
}

/// Rules of one plan each, and what must be said about them.
#[track_caller]
fn each_is_refused(asked: &[(&str, &str)]) {
    for (rule, said) in asked {
        let text = refusal(&one(rule));
        assert!(text.contains(said), "{said}\n{text}");
    }
}

#[test]
fn the_choices_of_a_differential_are_asked_for() {
    each_is_refused(&[
        ("rule = \"differential\"\nrates-by-rank = [\"3%\"]\nequal-below = \"nothing\"", "own-order: missing"),
        (
            "rule = \"differential\"\nrates-by-rank = [\"3%\"]\nown-order = \"paid\"\nequal-below = \"minimum-override\"",
            "minimum: missing",
        ),
        (
            "rule = \"differential\"\nrates-by-rank = [\"3%\"]\nown-order = \"paid\"\nequal-below = \"minimum-override\"\n\
             minimum = \"1%\"",
            "minimum-payees: missing",
        ),
        (
            "rule = \"differential\"\nrates-by-rank = [\"3%\"]\nown-order = \"paid\"\nequal-below = \"minimum-override\"\n\
             minimum = \"0%\"\nminimum-payees = 101",
            "outside 1 to 100",
        ),
        (
            "rule = \"differential\"\nrates-by-rank = [\"3%\"]\nown-order = \"paid\"\nequal-below = \"match\"\n\
             match-by-rank = [\"10%\"]",
            "match-payees: missing",
        ),
        (
            "rule = \"differential\"\nrates-by-rank = [\"3%\"]\nown-order = \"paid\"\nequal-below = \"nothing\"\n\
             minimum = \"1%\"",
            "has no meaning beside the other keys",
        ),
        (
            "rule = \"differential\"\nsteps = [{ volume = 1, rate = \"3%\" }]\nlookup = \"cv\"\nown-volume = \"included\"\n\
             brackets = \"marginal\"\nown-order = \"not-paid\"\nequal-below = \"nothing\"",
            "marginal brackets pay a group as a whole",
        ),
        (
            "rule = \"differential\"\nsteps = [{ volume = 1, rate = \"3%\" }]\nlookup = \"cv\"\nown-volume = \"included\"\n\
             brackets = \"marginal\"\nown-order = \"paid\"\nequal-below = \"nothing\"\nnew-member-months = 1\n\
             new-member-share = \"50%\"",
            "remove it, or write brackets",
        ),
    ]);
}

#[test]
fn the_choices_of_leaders_and_margins_are_asked_for() {
    let asked = [
        (
            "rule = \"generation\"\nleader-rank = 1\nrates = [\"1%\"]\nabsent-leader = \"passed-over\"",
            "ends-at: missing",
        ),
        ("rule = \"retail\"\nrates-by-rank = [\"30%\"]", "of: missing"),
        ("rule = \"retail\"\nof = \"cost\"", "rates-by-rank: missing"),
        ("rule = \"customer-discount\"", "steps: missing"),
        ("rule = \"customer-discount\"\nsteps = [{ volume = 1, rate = \"5%\" }]", "brackets: missing"),
        ("rule = \"retail\"\nof = \"cost\"\nsteps = [{ volume = 1, rate = \"5%\" }]", "brackets: missing"),
        (
            "rule = \"retail\"\nof = \"cost\"\nsteps = [{ volume = 1, rate = \"5%\" }]\nbrackets = \"marginal\"",
            "marginal brackets cut the sales",
        ),
        ("rule = \"match-down\"\non = [\"unilevel\"]\nrates-by-rank = [\"25%\"]", "no earlier rule of the plan"),
        ("rule = \"retail\"\nof = \"cost\"\nrates-by-rank = [\"30%\"]", "inactive: missing"),
        (
            "rule = \"team-percent\"\nown-volume = \"included\"\nrate = \"1%\"\nrates-by-rank = [\"1%\"]",
            "rates-by-rank",
        ),
        (
            "rule = \"fast-start\"\nmonths = 1\ncompression = \"none\"\nunpaid = \"company\"\nrates = [\"1%\"]\n\
             rates-by-rank = [[\"1%\"]]",
            "rates-by-rank",
        ),
        (
            "rule = \"pool\"\nrate = \"1%\"\nshares-by-rank = [1]\n[[rules]]\nrule = \"company-cap\"\non = [\"pool\"]\n\
             counts = [\"pool\"]\nmost = \"40%\"\ncut = \"pro-rata\"",
            "\"pool\" is capped by on",
        ),
        ("rule = \"infinity\"", "leader-rank: missing"),
        (
            "rule = \"infinity\"\nleader-rank = 0\nrate = \"2%\"\nfirst-level = 2\noverlap = 1\ncounts = \"leaders\"\n\
             counted-rank = 1",
            "above the lowest rank that is paid",
        ),
        (
            "rule = \"infinity\"\nleader-rank = 0\nrate = \"2%\"\nfirst-level = 2\noverlap = 1\ncounted-rank = 0",
            "counted-rank",
        ),
        (
            "rule = \"infinity\"\nleaders = [{ rank = 0, rate = \"2%\", first-level = 9, overlap = 9 }]\n\
             ended-by = \"equal-rank\"",
            "all leaders are alike",
        ),
        (
            "rule = \"infinity\"\nleaders = [{ rank = 0, rate = \"2%\", first-level = 9, overlap = 9 }, \
             { rank = 1, rate = \"4%\", first-level = 9, overlap = 9 }]\nended-by = \"equal-rank\"",
            "below-lower-leader: missing",
        ),
        (
            "rule = \"infinity\"\nleaders = [{ rank = 1, rate = \"2%\", below-lower-leader = \"1%\", first-level = 9, \
             overlap = 9 }, { rank = 0, rate = \"4%\", below-lower-leader = \"1%\", first-level = 9, overlap = 9 }]",
            "not above the rank before",
        ),
    ];
    each_is_refused(&asked);
    // The last one leaves open, too, which leader ends the override.
    let text = refusal(&one(asked[asked.len() - 1].0));
    assert!(text.contains("ended-by: missing") && text.contains("equal-or-higher-rank"), "{text}");
    assert!(text.contains("the first entry is the lowest"), "{text}");
}

/// A cap on what another one has capped, a match of pay that caps itself, and a cap of a margin that the company does not
/// pay: each would take off, or pay, what nobody meant.
#[test]
fn caps_say_what_they_are_of() {
    const HEAD: &str = "title = \"Caps\"\nrounding = \"half-up\"\nrounded-per = \"line\"\n";
    const FLAT: &str = "[[rules]]\nrule = \"team-percent\"\nrate = \"6%\"\nown-volume = \"included\"\n";
    let earner = |on: &str| format!("[[rules]]\nrule = \"earner-cap\"\non = [{on}]\nmost-by-rank = [50]\n");
    let company =
        |on: &str| format!("[[rules]]\nrule = \"company-cap\"\non = [{on}]\nmost = \"5%\"\ncut = \"pro-rata\"\n");
    let flat = "\"team-percent\"";
    for second in [earner(flat), company(flat)] {
        for first in [earner(flat), company(flat)] {
            let text = refusal(&format!("{HEAD}{FLAT}{first}{second}"));
            assert!(text.contains("has already capped some of this"), "{text}");
        }
    }
    // A cap of what only counts stands among what counts, and one of both is none of either.
    let level = "[[rules]]\nrule = \"unilevel\"\nunpaid = \"company\"\nrates = [\"5%\"]\ncompression = \"none\"\n";
    let counting = |first: &str, on: &str, counts: &str| {
        format!("{HEAD}{FLAT}{level}{}{}counts = [{counts}]\n", earner(first), company(on))
    };
    for (on, counts) in [("\"unilevel\"", flat), ("\"unilevel\", \"earner-cap\"", flat)] {
        let text = refusal(&counting(flat, on, counts));
        assert!(text.contains(".counts: the rule") && text.contains("counts = [..., \"earner-cap\"]"), "{text}");
    }
    let right = counting(flat, "\"unilevel\"", &format!("{flat}, \"earner-cap\""));
    assert!(PlanFile::from_toml("caps", "caps.toml", &right).is_ok());
    let text = refusal(&counting(&format!("{flat}, \"unilevel\""), "\"unilevel\"", flat));
    assert!(text.contains("caps rules of on and of"), "{text}");
    // What a cap takes off two rules is no part of one of them: people would be paid less than nothing.
    let matching = |on: &str| {
        format!(
            "[[rules]]\nrule = \"matching\"\non = [{on}]\nrates-by-rank = [[\"50%\"]]\ncascade = \"no\"\ncompression = \"none\"\n"
        )
    };
    let of_both = earner(&format!("{flat}, \"unilevel\""));
    for rule in [matching, |on: &str| format!("[[rules]]\nrule = \"earner-cap\"\non = [{on}]\nmost-by-rank = [50]\n")] {
        let some = refusal(&format!("{HEAD}{FLAT}{level}{of_both}{}", rule("\"unilevel\", \"earner-cap\"")));
        assert!(some.contains("\"earner-cap\" also caps \"team-percent\""), "{some}");
        let all = format!("{HEAD}{FLAT}{level}{of_both}{}", rule(&format!("{flat}, \"unilevel\", \"earner-cap\"")));
        assert!(PlanFile::from_toml("caps", "caps.toml", &all).is_ok());
    }
    let both = format!("{HEAD}{FLAT}{}{}", earner(flat), company(&format!("{flat}, \"earner-cap\"")));
    assert!(PlanFile::from_toml("caps", "caps.toml", &both).is_ok());
    let binary = "[[rules]]\nrule = \"binary\"\npays = \"weaker-leg\"\nrates-by-rank = [\"10%\"]\ncarry = \"both\"\n\
                  ineligible = \"keep-both\"\nplacing = \"left\"\ncap = 30\n[[rules]]\nrule = \"matching\"\n\
                  on = [\"binary\"]\nrates-by-rank = [[\"50%\"]]\ncascade = \"no\"\ncompression = \"none\"\n";
    let text = refusal(&format!("{HEAD}{binary}"));
    assert!(text.contains("caps itself") && text.contains("capped pay:") && text.contains("full pay:"), "{text}");
    let margin =
        "[[rules]]\nrule = \"retail\"\ninactive = \"paid\"\nof = \"retail-price\"\nrates-by-rank = [\"25%\"]\n";
    let text = refusal(&format!("{HEAD}{margin}{}", company("\"retail\"")));
    assert!(text.contains("a margin that customers pay"), "{text}");
}

/// One thing that a plan leaves open is asked for at once, whatever number of keys says it.
#[test]
fn both_keys_about_new_members_are_asked_for_beside_a_fast_start() {
    let fast = "[[rules]]\nrule = \"fast-start\"\nunpaid = \"company\"\nrates = [\"20%\"]\nmonths = 3\ncompression = \"none\"\n";
    for rule in [
        "rule = \"unilevel\"\nunpaid = \"company\"\nrates = [\"5%\"]\ncompression = \"none\"",
        "rule = \"binary\"\npays = \"weaker-leg\"\nrates-by-rank = [\"10%\"]\ncarry = \"both\"\nineligible = \"keep-both\"\nplacing = \"left\"",
    ] {
        let text = refusal(&format!("{}{fast}", one(rule)));
        assert!(text.contains("new-member-share: missing") && text.contains("new-member-months: missing"), "{text}");
    }
}

#[test]
fn a_generation_of_a_match_ends_above_the_lowest_rank() {
    let level = "rule = \"unilevel\"\nunpaid = \"company\"\nrates = [\"5%\"]\ncompression = \"none\"";
    let matching = "[[rules]]\nrule = \"matching\"\non = [\"unilevel\"]\nrates-by-rank = [[\"5%\"]]\ncascade = \"no\"\ncompression = \"none\"";
    let text = refusal(&format!("{}{matching}\nleader-rank = \"Member\"\n", one(level)));
    assert!(text.contains("every member ends a generation"), "{text}");
    let cascading = matching.replace("cascade = \"no\"", "cascade = \"yes\"");
    let text = refusal(&format!("{}{cascading}\nleader-rank = 1\n", one(level)));
    assert!(text.contains("grow without bound"), "{text}");
}

/// What a cap, a rate by size or one's own volume would not change, and what would never pay.
#[test]
fn keys_of_a_binary_that_have_no_effect_are_refused() {
    let binary = |rest: &str| format!("rule = \"binary\"\nineligible = \"keep-both\"\nplacing = \"left\"\n{rest}");
    let carried = "above-cap = \"carried\"";
    for (rest, said) in [
        (format!("pays = \"weaker-leg\"\nrates-by-rank = [\"5%\"]\ncarry = \"both\"\n{carried}"), "no meaning beside"),
        (
            format!("pays = \"steps\"\nsteps = [{{ volume = 9, amount = 1 }}]\ncarry = \"both\"\ncap = 9\n{carried}"),
            "no meaning beside",
        ),
        (
            format!("pays = \"weaker-leg\"\nrates-by-rank = [\"5%\"]\ncarry = \"flush\"\ncap = 9\n{carried}"),
            "empties both legs after a payout",
        ),
        (
            format!("pays = \"units\"\nstronger = 9\nweaker = 9\namount = 20\ncarry = \"both\"\ncap = 9\n{carried}"),
            "no unit fits under it",
        ),
        (
            "pays = \"weaker-leg\"\nsteps = [{ volume = 9, rate = \"5%\" }]\ncarry = \"both\"".to_owned(),
            "brackets: missing",
        ),
        (
            "pays = \"weaker-leg\"\nrates-by-rank = [\"5%\"]\nbrackets = \"slab\"\ncarry = \"both\"".to_owned(),
            "no meaning beside",
        ),
    ] {
        let text = refusal(&one(&binary(&rest)));
        assert!(text.contains(said), "{said}\n{text}");
    }
}
