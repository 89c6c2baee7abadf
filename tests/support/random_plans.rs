//! Plan files made by chance, of every rule that there is: valid, so that they can be paid. One function a rule; a new
//! required key of a plan file is written here once.

/// Numbers by chance from a seed: the same seed, the same numbers.
pub(crate) struct Draw(u64);

impl Draw {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `bound`.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound
    }

    /// Whether it happens, in so many of a hundred cases.
    pub(crate) fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    pub(crate) fn word<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[usize::try_from(self.below(words.len() as u64)).unwrap()]
    }

    /// A volume or an amount with hundredths, below `bound`.
    pub(crate) fn amount(&mut self, bound: u64) -> String {
        let cents = if self.chance(30) { 0 } else { self.below(100) };
        format!("{}.{cents:02}", self.below(bound))
    }

    /// A rate of at most so many percent, in quotes.
    fn rate(&mut self, most: u64) -> String {
        let fine = if self.chance(50) { 0 } else { self.below(10_000) };
        format!("\"{}.{fine:04}%\"", self.below(most))
    }

    /// A list of as many entries as drawn, at least `least`.
    fn list(&mut self, least: u64, most: u64, mut entry: impl FnMut(&mut Self) -> String) -> String {
        let count = least + self.below(most - least + 1);
        let entries: Vec<String> = (0..count).map(|_| entry(self)).collect();
        format!("[{}]", entries.join(", "))
    }

    fn rates(&mut self, least: u64, most: u64, percent: u64) -> String {
        self.list(least, most, |draw| draw.rate(percent))
    }

    /// Steps by rising volume.
    fn steps(&mut self, key: &str, value: impl Fn(&mut Self) -> String) -> String {
        let mut volume = 0;
        self.list(1, 4, |draw| {
            volume += 1 + draw.below(400);
            format!("{{ volume = {volume}, {key} = {} }}", value(draw))
        })
    }
}

/// The ranks of every plan made here, lowest first.
pub(crate) const RANKS: [&str; 3] = ["Member", "Builder", "Leader"];

/// The rules that there are.
pub(crate) const KINDS: [&str; 19] = [
    "team-percent",
    "unilevel",
    "matrix",
    "fast-start",
    "differential",
    "breakaway",
    "generation",
    "infinity",
    "matching",
    "binary",
    "pool",
    "structure-bonus",
    "retail",
    "earner-cap",
    "company-cap",
    "match-down",
    "customer-discount",
    "rank-advancement",
    "rank-bonus",
];

/// What a rule must know of the plan around it.
struct Around {
    kinds: Vec<&'static str>,
    /// What the rules above are called.
    above: Vec<String>,
    /// The placing of all rules that place members.
    placing: &'static str,
    width: u64,
}

impl Around {
    fn has(&self, kind: &str) -> bool {
        self.kinds.contains(&kind)
    }
}

/// A plan of these rules in their order, each with figures from a seed of its own. A rule that looks at those above it is
/// left out where there are none.
pub(crate) fn plan(seed: u64, rules: &[(usize, u64)]) -> String {
    let mut draw = Draw::new(seed);
    let kinds: Vec<&'static str> = rules.iter().map(|rule| KINDS[rule.0 % KINDS.len()]).collect();
    let is_two_wide = kinds.contains(&"binary");
    let placings: &[&str] = &["left", "right", "alternating", "balanced", "weaker-leg", "breadth-first", "depth-first"];
    let placing = draw.word(placings);
    let width = if is_two_wide { 2 } else { 1 + draw.below(4) };
    let earns_ranks = draw.chance(50);
    let mut around = Around { kinds: kinds.clone(), above: Vec::new(), placing, width };
    let mut text = String::new();
    for (kind, &(_, seed)) in kinds.iter().zip(rules) {
        if paid(&around).next().is_none() && ["matching", "match-down", "earner-cap", "company-cap"].contains(kind) {
            continue;
        }
        if !earns_ranks && *kind == "rank-advancement" {
            continue;
        }
        text += &format!("\n[[rules]]\nrule = \"{kind}\"\n{}", rule(kind, &mut Draw::new(seed), &around));
        let before = around
            .above
            .iter()
            .filter(|label| label.trim_end_matches(|c: char| c == '-' || c.is_ascii_digit()) == *kind);
        let label = match before.count() {
            0 => (*kind).to_owned(),
            count => format!("{kind}-{}", count + 1),
        };
        around.above.push(label);
    }
    if around.above.is_empty() {
        let boundary = breakaway_rank(&mut draw, &around);
        text += &format!("\n[[rules]]\nrule = \"team-percent\"\nrate = \"5%\"\nown-volume = \"included\"\n{boundary}");
    }
    let breaks = text.contains("rule = \"breakaway\"")
        || RANKS.iter().any(|rank| text.contains(&format!("breakaway-rank = \"{rank}\"")));
    let account = if text.contains("\"default-account\"") { "default-account = \"Fund\"\n" } else { "" };
    head(&mut draw, account, earns_ranks.then_some(breaks), text.contains("rule = \"binary\"")) + &text
}

/// What stands above the rules.
fn head(draw: &mut Draw, account: &str, earned: Option<bool>, is_binary: bool) -> String {
    let mut text = format!("title = \"By chance\"\nranks = [{}]\n", RANKS.map(|rank| format!("\"{rank}\"")).join(", "));
    if draw.chance(50) {
        text += &format!("active-volume = {}\n", draw.amount(100));
    }
    if draw.chance(40) {
        text += &format!("point-value = {}\n", draw.word(&["0.5", "0.333333", "2.66", "1"]));
    }
    let rounding = draw.word(&["half-up", "half-up", "half-even", "toward-zero"]);
    let per = draw.word(&["line", "line", "earner-and-rule", "earner"]);
    text += &format!("rounding = \"{rounding}\"\nrounded-per = \"{per}\"\n{account}");
    if let Some(breaks) = earned {
        let paid_as = draw.word(&["rank-of-the-month", "title"]);
        text += &format!("paid-as = \"{paid_as}\"\n");
        if breaks && paid_as != "title" && draw.chance(50) {
            text += &format!("leaders-by = \"{}\"\n", draw.word(&["paid-as", "title"]));
        }
        text += &qualification(draw, breaks, is_binary, paid_as == "title");
    }
    text
}

/// Ranks that are earned, some of them in several ways.
fn qualification(draw: &mut Draw, breaks: bool, is_binary: bool, is_for_life: bool) -> String {
    let mut text = String::new();
    for (rank, name) in RANKS.iter().enumerate().skip(1) {
        for _ in 0..=u8::from(draw.chance(25)) {
            // Of two ways to a rank none may ask for nothing.
            text += &format!("\n[[qualification]]\nrank = \"{name}\"\npersonal-volume = {}.5\n", draw.below(60));
            text += &way(draw, rank, breaks, is_binary, is_for_life);
        }
    }
    text
}

/// What one way to a rank asks for besides personal volume.
fn way(draw: &mut Draw, rank: usize, breaks: bool, is_binary: bool, is_for_life: bool) -> String {
    let mut text = String::new();
    if draw.chance(60) {
        text += &format!("group-volume = {}\n", draw.amount(600 * rank as u64));
        text += &format!("own-volume = \"{}\"\n", draw.word(&["included", "excluded"]));
        match draw.word(&["none", "of-requirement", "of-total", "points"]) {
            "none" => text += "leg-cap = \"none\"\n",
            "points" => text += &format!("leg-cap = \"points\"\nleg-cap-volume = {}\n", draw.amount(300)),
            form => text += &format!("leg-cap = \"{form}\"\nleg-cap-share = {}\n", draw.rate(100)),
        }
        if text.contains("\"included\"") && !text.contains("\"none\"") && draw.chance(50) {
            text += &format!("leg-cap-on = \"{}\"\n", draw.word(&["legs", "legs-and-own"]));
        }
        if draw.chance(20) {
            let volume = draw.amount(200);
            text += &format!("personal-group-volume = {volume}\npersonal-group-volume-stops-at = \"Builder\"\n");
        }
    }
    if draw.chance(20) {
        text += &format!("over-months = {}\n", 2 + draw.below(3));
    }
    if draw.chance(20) {
        text += &format!("legs-with-volume = [{{ legs = {}, volume = {}.01 }}]\n", 1 + draw.below(2), draw.below(200));
    }
    if breaks && (text.contains("group-volume") || text.contains("legs-with-volume")) {
        // A personal group ends elsewhere.
        let stops: &[&str] =
            if text.contains("personal-group") { &["Leader", "never"] } else { &["Builder", "Leader", "never"] };
        text += &format!("group-volume-stops-at = \"{}\"\n", draw.word(stops));
    }
    if draw.chance(20) {
        let months = 1 + draw.below(3);
        text += &format!("months-in-row = {months}\n");
        if months > 1 && !is_for_life && draw.chance(50) {
            text += &format!("months-in-row-again = {}\n", 1 + draw.below(months - 1));
        }
    }
    if is_binary && draw.chance(20) {
        text += "active-each-side = 1\n";
    }
    if is_binary && draw.chance(30) {
        text += &format!("weaker-leg-volume = {}\n", draw.amount(100));
    }
    if draw.chance(40) {
        text += &format!("active-legs = {}\n", 1 + draw.below(2));
    }
    if rank > 1 && draw.chance(30) {
        let depth = draw.word(&["", ", depth = 1", ", depth = 2"]);
        text += &format!("legs-with-rank = [{{ legs = 1, rank = \"Builder\"{depth} }}]\n");
    }
    text
}

/// The keys of one rule.
fn rule(kind: &str, draw: &mut Draw, around: &Around) -> String {
    match kind {
        "team-percent" => {
            let own = draw.word(&["included", "excluded"]);
            let by_rank = draw.chance(40);
            let rates = if by_rank { draw.rates(1, 3, 10) } else { draw.rate(10) };
            let rates = format!("{} = {rates}", if by_rank { "rates-by-rank" } else { "rate" });
            format!("{rates}\nown-volume = \"{own}\"\n{}", breakaway_rank(draw, around))
        }
        "match-down" => format!("on = {}\nrates-by-rank = {}\n", on(around), draw.rates(1, 3, 30)),
        "customer-discount" if draw.chance(50) => format!("rates-by-rank = {}\n", draw.rates(1, 3, 30)),
        "customer-discount" => {
            let (lookup, brackets) =
                if draw.chance(50) { ("cv", "marginal") } else { (draw.word(&["pv", "cv"]), "slab") };
            let steps = draw.steps("rate", |draw| draw.rate(30));
            format!("steps = {steps}\nlookup = \"{lookup}\"\nbrackets = \"{brackets}\"\n")
        }
        "rank-advancement" => {
            let skipped = draw.word(&["paid", "not-paid"]);
            let within =
                if draw.chance(40) { format!("within-months = {}\n", 1 + draw.below(4)) } else { String::new() };
            let amounts = draw.list(3, 3, |draw| draw.amount(200));
            format!("amounts-by-rank = {amounts}\nskipped-ranks = \"{skipped}\"\n{within}")
        }
        "rank-bonus" => format!("amounts-by-rank = {}\n", draw.list(1, 3, |draw| draw.amount(200))),
        "unilevel" => levels(draw, around),
        "matrix" => placing(around, true) + &levels(draw, around),
        "fast-start" => fast_start(draw),
        "differential" => differential(draw, around),
        "breakaway" => breakaway(draw),
        "generation" => generation(draw),
        "infinity" => infinity(draw),
        "matching" => matching(draw, around),
        "binary" => binary(draw, around),
        "pool" => {
            let by = match draw.below(3) {
                0 => String::new(),
                _ => format!("shares-by = \"{}\"\n", draw.word(&["rank", "group-volume"])),
            };
            let shares = draw.list(1, 3, |draw| draw.below(9).to_string());
            format!("rate = {}\nshares-by-rank = {shares}\n{by}", draw.rate(10))
        }
        "structure-bonus" => structure(draw),
        "retail" => retail(draw),
        "earner-cap" => format!("on = {}\nmost-by-rank = {}\n", on(around), draw.list(1, 3, |draw| draw.amount(200))),
        _ => {
            let cut = draw.word(&["pro-rata", "lowest-rank-first", "hard-stop"]);
            format!("{}most = {}\ncut = \"{cut}\"\n", on_and_counts(draw, around), draw.rate(60))
        }
    }
}

fn generation(draw: &mut Draw) -> String {
    let ends = draw.word(&["leader", "same-rank"]);
    let unpaid = if ends == "leader" { unpaid(draw) } else { String::new() };
    let order = match draw.below(3) {
        0 => String::new(),
        _ => format!("leader-order = \"{}\"\n", draw.word(&["generation-above", "own-generation"])),
    };
    format!("{}generation-ends-at = \"{ends}\"\n{order}{unpaid}{}", leaders(draw), broad(draw))
}

fn retail(draw: &mut Draw) -> String {
    let inactive = format!("inactive = \"{}\"\n", draw.word(&["paid", "not-paid"]));
    if draw.chance(30) {
        let steps = draw.steps("rate", |draw| draw.rate(30));
        let brackets = draw.word(&["slab", "marginal"]);
        return format!("of = \"retail-price\"\nsteps = {steps}\nbrackets = \"{brackets}\"\n{inactive}");
    }
    let of = draw.word(&["retail-price", "cost"]);
    format!("rates-by-rank = {}\nof = \"{of}\"\n{inactive}", draw.rates(1, 3, 50))
}

/// The rules above that pay commission: a margin is nobody's to cap or match.
fn paid(around: &Around) -> impl Iterator<Item = &String> {
    around.above.iter().filter(|label| !label.starts_with("retail"))
}

/// All rules above, caps too: a match is then of capped pay.
fn on(around: &Around) -> String {
    format!("[{}]", paid(around).map(|label| format!("\"{label}\"")).collect::<Vec<_>>().join(", "))
}

/// All rules above, the first of which may only count.
fn on_and_counts(draw: &mut Draw, around: &Around) -> String {
    let names: Vec<String> = paid(around).map(|label| format!("\"{label}\"")).collect();
    match names.split_first() {
        // A cap must stand with all that it caps.
        Some((first, rest))
            if !rest.is_empty() && !names.iter().any(|name| name.contains("-cap")) && draw.chance(50) =>
        {
            format!("on = [{}]\ncounts = [{first}]\n", rest.join(", "))
        }
        _ => format!("on = [{}]\n", names.join(", ")),
    }
}

fn rank(draw: &mut Draw) -> String {
    format!("\"{}\"", draw.word(&RANKS))
}

fn broad(draw: &mut Draw) -> String {
    if draw.chance(30) { format!("broad-percentage = {}\n", draw.rate(100)) } else { String::new() }
}

fn leaders(draw: &mut Draw) -> String {
    let absent = draw.word(&["uses-generation", "passed-over"]);
    format!("leader-rank = {}\nrates = {}\nabsent-leader = \"{absent}\"\n", rank(draw), draw.rates(1, 4, 10))
}

/// Where a rule stops: must be said beside a breakaway rule.
fn breakaway_rank(draw: &mut Draw, around: &Around) -> String {
    if !around.has("breakaway") && draw.chance(70) {
        return String::new();
    }
    let rank = if draw.chance(40) { "\"never\"".to_owned() } else { rank(draw) };
    format!("breakaway-rank = {rank}\n")
}

/// Where the share of somebody who may not be paid goes.
fn unpaid(draw: &mut Draw) -> String {
    format!("unpaid = \"{}\"\n", draw.word(&["company", "rolls-up", "default-account"]))
}

fn levels(draw: &mut Draw, around: &Around) -> String {
    let mut text = match draw.below(3) {
        0 => {
            let of = draw.word(&["earner", "lower-of-two"]);
            format!("rates-of = \"{of}\"\nrates-by-rank = {}\n", draw.list(1, 3, |draw| draw.rates(1, 5, 10)))
        }
        1 => format!("rates = {}\nown-rates = {}\n", draw.rates(1, 5, 10), draw.rates(1, 3, 20)),
        _ => format!("rates = {}\n", draw.rates(1, 7, 10)),
    };
    text += &format!("compression = \"{}\"\n", draw.word(&["none", "standard", "dynamic"]));
    text += &unpaid(draw);
    if draw.chance(40) {
        text += &format!("depth-by-rank = {}\n", draw.list(1, 3, |draw| draw.below(6).to_string()));
    }
    if draw.chance(40) {
        text += &format!("depth-by-volume = {}\n", draw.steps("levels", |draw| draw.below(6).to_string()));
    }
    if draw.chance(30) {
        text += &format!("depth-by-active-legs = {}\n", draw.list(1, 4, |draw| draw.below(6).to_string()));
    }
    text += &broad(draw);
    text += &new_members(draw, around);
    text + &breakaway_rank(draw, around)
}

/// What counts of the orders of new members: must be said beside a fast start.
fn new_members(draw: &mut Draw, around: &Around) -> String {
    if !around.has("fast-start") && !draw.chance(20) {
        return String::new();
    }
    format!("new-member-months = {}\nnew-member-share = {}\n", 1 + draw.below(4), draw.rate(100))
}

fn placing(around: &Around, says_width: bool) -> String {
    let any_width = ["breadth-first", "depth-first"].contains(&around.placing) && says_width;
    let width = if any_width { format!("width = {}\n", around.width) } else { String::new() };
    format!("placing = \"{}\"\n{width}", around.placing)
}

fn fast_start(draw: &mut Draw) -> String {
    let compression = draw.word(&["none", "standard", "dynamic"]);
    let mut text = if draw.chance(40) {
        format!("rates-by-rank = {}\n", draw.list(1, 3, |draw| draw.rates(1, 3, 25)))
    } else {
        format!("rates = {}\n", draw.rates(1, 3, 25))
    };
    text += &format!("months = {}\ncompression = \"{compression}\"\n", 1 + draw.below(4));
    text += &unpaid(draw);
    if draw.chance(50) {
        text += &format!("minimum-volume = {}\n", draw.amount(100));
    }
    text
}

fn differential(draw: &mut Draw, around: &Around) -> String {
    let mut text = if draw.chance(50) {
        format!("rates-by-rank = {}\n", draw.rates(1, 3, 25))
    } else {
        let (lookup, brackets) = if draw.chance(30) { ("cv", "marginal") } else { (draw.word(&["pv", "cv"]), "slab") };
        format!(
            "steps = {}\nlookup = \"{lookup}\"\nown-volume = \"{}\"\nbrackets = \"{brackets}\"\n",
            draw.steps("rate", |draw| draw.rate(25)),
            draw.word(&["included", "excluded"]),
        )
    };
    if text.contains("marginal") {
        return text + "equal-below = \"nothing\"\nown-order = \"paid\"\n" + &breakaway_rank(draw, around);
    }
    text += &match draw.word(&["nothing", "minimum-override", "match"]) {
        "nothing" => "equal-below = \"nothing\"\n".to_owned(),
        "match" => {
            let (rates, payees) = (draw.rates(1, 3, 20), 1 + draw.below(5));
            format!("equal-below = \"match\"\nmatch-by-rank = {rates}\nmatch-payees = {payees}\n")
        }
        minimum => {
            let payees = 1 + draw.below(5);
            format!(
                "equal-below = \"{minimum}\"\nminimum = {}\nminimum-payees = {payees}\n",
                draw.word(&["\"0.5%\"", "\"1%\"", "\"2.25%\"", "\"3%\""])
            )
        }
    };
    text += &format!("own-order = \"{}\"\n", draw.word(&["paid", "taken-as-discount", "not-paid"]));
    if draw.chance(40) {
        text += &format!("new-member-months = {}\nnew-member-share = {}\n", 1 + draw.below(4), draw.rate(100));
        if draw.chance(60) {
            text += &format!("other-member-share = {}\n", draw.word(&["\"0%\"", "\"33.3333%\"", "\"100%\""]));
        }
    }
    text + &breakaway_rank(draw, around)
}

fn breakaway(draw: &mut Draw) -> String {
    let mut text = if draw.chance(40) {
        let rates = format!("[\"0%\", {}]", draw.rate(5));
        let absent = draw.word(&["uses-generation", "passed-over"]);
        format!(
            "leader-rank = {}\nrates = {rates}\nabsent-leader = \"{absent}\"\ndifference-by-rank = {}\nminimum = {}\n",
            rank(draw),
            draw.rates(1, 3, 15),
            draw.rate(2),
        )
    } else {
        leaders(draw)
    };
    if draw.chance(40) {
        text += &format!("share-by-group = {}\n", draw.steps("share", |draw| draw.rate(100)));
        let own = draw.word(&["included", "excluded"]);
        text += &format!("lookup = \"{}\"\nown-volume = \"{own}\"\n", draw.word(&["pv", "cv"]));
    }
    match draw.below(5) {
        0..=2 => text += &unpaid(draw),
        // Of a generation that is paid something.
        3 if text.contains("difference-by-rank") || !first_rate_is_zero(&text) => {
            text += &format!("guarantee = {}\n", 1 + draw.below(1000));
        }
        _ => {}
    }
    text + &broad(draw)
}

/// Whether the first of a rule's rates is nothing.
fn first_rate_is_zero(text: &str) -> bool {
    let first = text.split("rates = [\"").nth(1).and_then(|rest| rest.split('%').next());
    first.and_then(|rate| rate.parse::<f64>().ok()).is_none_or(|rate| rate == 0.0)
}

fn infinity(draw: &mut Draw) -> String {
    let (rank, rate) = (rank(draw), draw.rate(5));
    let compression = match draw.below(3) {
        0 => String::new(),
        _ => format!("compression = \"{}\"\n", draw.word(&["none", "standard"])),
    };
    let counts = match draw.below(3) {
        0 => "",
        1 => "counts = \"members\"\n",
        _ => "counts = \"leaders\"\ncounted-rank = \"Member\"\n",
    };
    // The rank that is counted is at most the one that is paid.
    let counts = if draw.chance(50) { counts.replace("\"Member\"", &rank) } else { counts.to_owned() };
    let (first, overlap) = (1 + draw.below(6), draw.below(6));
    format!("leader-rank = {rank}\nrate = {rate}\nfirst-level = {first}\noverlap = {overlap}\n{compression}{counts}")
}

fn matching(draw: &mut Draw, around: &Around) -> String {
    let mut text = format!(
        "on = {}\nrates-by-rank = {}\ncascade = \"{}\"\ncompression = \"{}\"\n",
        on(around),
        draw.list(1, 3, |draw| draw.rates(1, 4, 20)),
        draw.word(&["yes", "no"]),
        draw.word(&["none", "standard"]),
    );
    if draw.chance(30) {
        text += &format!("active-legs = {}\n", 1 + draw.below(2));
    }
    if draw.chance(30) {
        text += &format!("share-by-volume = {}\n", draw.steps("share", |draw| draw.rate(100)));
    }
    if text.contains("cascade = \"no\"") && draw.chance(50) {
        text += &format!("leader-rank = \"{}\"\n", draw.word(&["Builder", "Leader"]));
    }
    text
}

fn binary(draw: &mut Draw, around: &Around) -> String {
    let mut text = match draw.below(6) {
        5 => {
            let (steps, brackets) = (draw.steps("rate", |draw| draw.rate(15)), draw.word(&["slab", "marginal"]));
            format!("pays = \"weaker-leg\"\nsteps = {steps}\nbrackets = \"{brackets}\"\n")
        }
        0 => format!("pays = \"weaker-leg\"\nrates-by-rank = {}\n", draw.rates(1, 3, 15)),
        1 => format!("pays = \"ratio\"\nrates-by-rank = {}\n", draw.rates(1, 3, 15)),
        2 => {
            let weaker = 1 + draw.below(100);
            let stronger = weaker + draw.below(100);
            format!("pays = \"units\"\nstronger = {stronger}\nweaker = {weaker}\namount = {}\n", draw.amount(20))
        }
        3 => {
            let weaker = 1 + draw.below(100);
            let stronger = weaker + draw.below(100);
            let amounts = draw.list(1, 3, |draw| draw.amount(20));
            format!("pays = \"cycles\"\nstronger = {stronger}\nweaker = {weaker}\namounts-by-rank = {amounts}\n")
        }
        _ => format!("pays = \"steps\"\nsteps = {}\n", draw.steps("amount", |draw| draw.amount(40))),
    };
    text += &match draw.below(3) {
        0 => format!("carry-at-most = {}\n", draw.amount(500)),
        1 => "carry = \"both\"\n".to_owned(),
        _ => "carry = \"flush\"\n".to_owned(),
    };
    text += &format!("ineligible = \"{}\"\n", draw.word(&["keep-both", "lose-weaker", "lose-all", "keep-carried"]));
    text += &placing(around, false);
    text += &new_members(draw, around);
    if draw.chance(30) {
        text += &format!("own-volume = \"{}\"\n", draw.word(&["excluded", "weaker-leg"]));
    }
    // A match must be told which pay of a rule that caps itself it is of.
    if !around.has("matching") && !around.has("match-down") && draw.chance(40) {
        let carries = !text.contains("\"steps\"") && !text.contains("\"flush\"") && draw.chance(50);
        // A cap above which units are carried is no lower than one of them.
        text += &if carries {
            format!("cap = {}\nabove-cap = \"carried\"\n", 20 + draw.below(40))
        } else {
            format!("cap = {}\n", draw.amount(60))
        };
    }
    text
}

fn structure(draw: &mut Draw) -> String {
    let (personal, front, team) = (draw.amount(80), draw.amount(80), draw.amount(200));
    let frontline = 1 + draw.below(3);
    format!(
        "personal = {personal}\nfrontline = {frontline}\nfrontline-personal = {front}\nteam = {team}\namounts = {}\n",
        draw.list(1, 3, |draw| draw.amount(100)),
    )
}
