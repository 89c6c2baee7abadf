//! Reads a worked case: a tree, volumes, plans and what they must pay, as TOML that a practitioner can read.
//!
//! ```toml
//! name = "UNI-1"
//! kind = "published"                  # published, partial or derived
//! source = "where it stands"
//! ranks = ["Member", "Silver"]        # lowest first; optional
//! chain = "T S A"                     # optional: T sponsors S, S sponsors A
//! full = { widths = [5, 5], volume = 500, root = "You" }   # optional: a full tree under the root
//! [members]                           # everybody active, lowest rank and no volume unless said
//! B = { sponsor = "A", volume = 200, rank = "Silver", active = false }
//! [[case]]                            # one plan on that tree, or several
//! plan = [{ rule = "unilevel", unpaid = "company", rates = ["5%"], compression = "none" }]
//! members = { B = { active = true } } # optional: what differs in this case
//! paid = { A = "4.00" }               # everybody who is paid, and nobody else
//! only = ["A"]                        # optional: look at these members only
//! kept = { not-active = "1.00" }      # optional: breakage by cause, all of it
//! lines = [{ earner = "A", source = "B", level = 1, amount = "4.00" }]   # optional: every paid line
//! wrong = { A = "5.00" }              # optional: what the source prints by mistake, and must not come out
//! full = { widths = [3], volume = 1, root = "You" }        # optional: in place of the file's
//! qualification = [{ rank = "Silver", personal-volume = 100 }]   # optional: ranks are earned ...
//! rounding = "half-even"              # optional, and rounded-per: half-up and each line unless said
//! default-account = "Fund"            # optional: where a rule with unpaid = "default-account" pays
//! paid-as = "rank-of-the-month"       # ... as a plan must say then; a `title` among the members is brought along
//! leaders-by = "title"                # optional: who leads groups and breaks away
//! ranked = { A = "Silver" }           # these are what members are paid as; `paid` may be left out then
//! titled = { A = "Silver" }           # the titles after the month
//! together = { A = "8.00" }           # optional: all months of the case together
//! [[case.month]]                      # instead of paid, kept and lines: one after the other
//! ```

use std::collections::BTreeMap;
use std::path::Path;

use downline::commission::{Ledger, Period, Placement, Plan, Statement};
use downline::genealogy::{Genealogy, GenealogyErrors, Source, read};
use downline::plans::PlanFile;
use downline::units::{Money, Month, Volume};
use toml::{Table, Value};

/// Reads and checks every case of one file.
#[track_caller]
pub(crate) fn check_file(path: &Path) -> usize {
    check_text(&std::fs::read_to_string(path).unwrap(), &path.display().to_string())
}

/// Reads and checks every case of a text; how many there were.
#[track_caller]
pub(crate) fn check_text(text: &str, label: &str) -> usize {
    let file: Table = text.parse().unwrap_or_else(|error| panic!("{label}: {error}"));
    for key in file.keys() {
        let known = ["name", "kind", "source", "note", "ranks", "chain", "full", "members", "case", "error"];
        assert!(known.contains(&key.as_str()), "{label}: unknown key {key}");
    }
    for key in ["name", "source"] {
        assert!(file.get(key).is_some_and(Value::is_str), "{label}: needs {key}");
    }
    assert!(["published", "partial", "derived"].contains(&text_of(&file["kind"])), "{label}: kind");
    if let Some(expected) = file.get("error") {
        let errors = tree(&rows(&file)).expect_err("a wrong tree was accepted");
        let texts: Vec<String> = errors.problems().iter().map(ToString::to_string).collect();
        assert_eq!(texts, strings(expected), "{label}");
        return 1;
    }
    let cases = file["case"].as_array().unwrap();
    for (number, case) in cases.iter().enumerate() {
        Case::new(&file, case.as_table().unwrap(), format!("{label}, case {}", number + 1)).check();
    }
    cases.len()
}

struct Case<'a> {
    file: Table,
    wanted: &'a Table,
    label: String,
    tree: Genealogy,
}

impl<'a> Case<'a> {
    fn new(file: &Table, case: &'a Table, label: String) -> Self {
        let mut file = file.clone();
        file.extend(case.get("full").map(|full| ("full".to_owned(), full.clone())));
        let tree = tree(&rows(&file)).unwrap_or_else(|errors| panic!("{label}: {errors}"));
        Self { file, wanted: case, label, tree }
    }

    #[track_caller]
    fn check(&self) {
        for key in self.wanted.keys() {
            let known = ["note", "plan", "members", "paid", "kept", "lines", "month", "carry", "only", "point-value"];
            let further = ["wrong", "full", "qualification", "paid-as", "leaders-by", "ranked", "titled", "together"];
            let further = [&further[..], &["rounding", "rounded-per", "default-account"]].concat();
            let known = [known.as_slice(), &further].concat();
            assert!(known.contains(&key.as_str()), "{}: unknown key {key}", self.label);
        }
        let plan = self.plan();
        let mut period = self.period();
        let mut ledger = self.ledger();
        let alone = vec![Value::Table(self.wanted.clone())];
        let months = self.wanted.get("month").map_or(&alone, |months| months.as_array().unwrap());
        let mut together: BTreeMap<String, Money> = BTreeMap::new();
        for (number, month) in (1..).zip(months) {
            let month = month.as_table().unwrap();
            if let Some(changes) = month.get("members") {
                self.apply(changes.as_table().unwrap(), &mut period);
            }
            period.set_month(Month::new(number));
            plan.qualify(&mut period, &mut ledger);
            let label = format!("{}, month {number}", self.label);
            for (name, amount) in self.check_month(&label, &plan, &period, &mut ledger, month) {
                *together.entry(name).or_default() += amount;
            }
        }
        if let Some(expected) = self.wanted.get("together") {
            assert_eq!(together, amounts(expected), "{}: all months together", self.label);
        }
        for (name, wrong) in self.wanted.get("wrong").map(amounts).unwrap_or_default() {
            let paid = together.get(&name).copied().unwrap_or_default();
            assert_ne!(paid, wrong, "{}: the printed error of {name} was paid", self.label);
        }
    }

    /// Settles and checks one month; what is paid to whom is looked at.
    #[track_caller]
    fn check_month(
        &self,
        label: &str,
        plan: &Plan,
        period: &Period,
        ledger: &mut Ledger,
        expected: &Table,
    ) -> BTreeMap<String, Money> {
        let mut statement = Statement::new();
        plan.settle(period, ledger, &mut statement);
        let names = |id| self.tree.id(id).to_owned();
        let mut sums = vec![Money::ZERO; period.len()];
        for line in statement.lines().filter(|line| line.reason.is_paid()) {
            sums[line.earner.unwrap() as usize] += line.amount;
        }
        let paid = period.members().map(|id| (names(id), sums[id as usize]));
        let only = self.wanted.get("only").map(strings);
        let is_asked = |name: &String| only.as_ref().is_none_or(|only| only.contains(name));
        let paid: BTreeMap<String, Money> = paid.filter(|pair| pair.1 != Money::ZERO && is_asked(&pair.0)).collect();
        let ranked = expected.get("ranked").and_then(Value::as_table);
        match expected.get("paid") {
            Some(expected) => assert_eq!(paid, amounts(expected), "{label}: paid"),
            None => assert!(ranked.is_some(), "{label}: needs paid"),
        }
        for (name, rank) in ranked.into_iter().flatten() {
            let member = self.tree.member(name).unwrap_or_else(|| panic!("{label}: nobody is called {name}"));
            assert_eq!(period.ranks()[member as usize], self.rank(rank), "{label}: rank of {name}");
        }
        for (name, title) in expected.get("titled").and_then(Value::as_table).into_iter().flatten() {
            let member = self.tree.member(name).unwrap_or_else(|| panic!("{label}: nobody is called {name}"));
            assert_eq!(ledger.standing().title(member), self.rank(title), "{label}: title of {name}");
        }
        if let Some(kept) = expected.get("kept") {
            let mut causes: BTreeMap<String, Money> = BTreeMap::new();
            for line in statement.lines().filter(|line| !line.reason.is_paid()) {
                *causes.entry(line.reason.name().to_owned()).or_default() += line.amount;
            }
            assert_eq!(causes, amounts(kept), "{label}: kept");
        }
        if let Some(lines) = expected.get("lines") {
            let found = statement.lines().filter(|line| line.reason.is_paid()).map(|line| {
                let source = line.source.map_or("-".to_owned(), names);
                format!("{} from {source} level {}: {}", names(line.earner.unwrap()), line.level, line.amount)
            });
            let mut found: Vec<String> = found.collect();
            let mut wanted: Vec<String> = lines.as_array().unwrap().iter().map(line_text).collect();
            found.sort();
            wanted.sort();
            assert_eq!(found, wanted, "{label}: lines");
        }
        if let Some(carry) = expected.get("carry") {
            for (name, sides) in carry.as_table().unwrap() {
                let member = self.tree.member(name).unwrap();
                let sides: Vec<Volume> = sides.as_array().unwrap().iter().map(volume).collect();
                assert_eq!(ledger.carry(0, member).to_vec(), sides, "{label}: carry of {name}");
            }
        }
        paid
    }

    /// The plan of the case, read by the reader that users get: the file's ranks and the case's rules.
    fn plan(&self) -> Plan {
        let mut plan = Table::new();
        plan.insert("title".to_owned(), Value::String(self.label.rsplit('/').next().unwrap_or_default().to_owned()));
        plan.extend(self.file.get("ranks").map(|ranks| ("ranks".to_owned(), ranks.clone())));
        for (key, otherwise) in [("rounding", "half-up"), ("rounded-per", "line")] {
            let said = self.wanted.get(key).cloned();
            plan.insert(key.to_owned(), said.unwrap_or_else(|| Value::String(otherwise.to_owned())));
        }
        plan.extend(self.wanted.get("default-account").map(|name| ("default-account".to_owned(), name.clone())));
        plan.extend(self.wanted.get("point-value").map(|worth| ("point-value".to_owned(), worth.clone())));
        for key in ["paid-as", "leaders-by"] {
            plan.extend(self.wanted.get(key).map(|word| (key.to_owned(), word.clone())));
        }
        plan.extend(self.wanted.get("qualification").map(|ranks| ("qualification".to_owned(), ranks.clone())));
        plan.insert("rules".to_owned(), self.wanted["plan"].clone());
        let text = toml::to_string(&plan).unwrap();
        let file = PlanFile::from_toml("case", &self.label, &text).unwrap_or_else(|errors| panic!("{errors}"));
        let again = PlanFile::from_toml("case", "resolved", &file.resolved_toml()).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(again.resolved_toml(), file.resolved_toml(), "{}: the canonical text", self.label);
        again.plan().clone()
    }

    /// The titles that members bring along.
    fn ledger(&self) -> Ledger {
        let mut ledger = Ledger::new();
        let lists = [self.file.get("members"), self.wanted.get("members")];
        for (name, member) in lists.into_iter().flatten().filter_map(Value::as_table).flatten() {
            if let Some(title) = member.get("title") {
                ledger.standing_mut().bring_title(self.tree.member(name).unwrap(), self.rank(title));
            }
        }
        ledger
    }

    fn period(&self) -> Period {
        let mut period = Period::new(self.tree.sponsors().to_vec()).unwrap();
        if let Some(value) = self.file.get("full").and_then(|full| full.get("volume")) {
            for member in period.members().skip(1) {
                period.set_volume(member, volume(value), volume(value));
            }
        }
        place(&mut period, &self.tree, &self.file);
        if let Some(members) = self.file.get("members") {
            self.apply(members.as_table().unwrap(), &mut period);
        }
        period
    }

    fn apply(&self, members: &Table, period: &mut Period) {
        for (name, member) in members {
            let id = self.tree.member(name).unwrap_or_else(|| panic!("{}: nobody is called {name}", self.label));
            for (key, value) in member.as_table().unwrap() {
                let at = id as usize;
                match key.as_str() {
                    "sponsor" | "parent" | "side" | "title" => {}
                    "volume" => period.set_volume(id, volume(value), volume(value)),
                    "pv" => period.set_volume(id, volume(value), period.commissionable()[at]),
                    "cv" => period.set_volume(id, period.personal()[at], volume(value)),
                    "active" => period.set_active(id, value.as_bool().unwrap()),
                    "rank" => period.set_rank(id, self.rank(value)),
                    "retail" => period.set_retail(id, Money::from_cents(hundredths(value))),
                    "owner" => period.set_owner(id, self.tree.member(text_of(value)).unwrap()),
                    "joined" => period.set_joined(id, u16::try_from(value.as_integer().unwrap()).unwrap()),
                    _ => panic!("{}: unknown key {key} of {name}", self.label),
                }
            }
        }
    }

    fn rank(&self, value: &Value) -> u8 {
        let ranks = strings(&self.file["ranks"]);
        let rank = ranks.iter().position(|rank| rank == text_of(value));
        u8::try_from(rank.unwrap_or_else(|| panic!("{}: no rank {value}", self.label))).unwrap()
    }
}

/// The tree of these rows, read as a file of two columns.
fn tree(rows: &[(String, Option<String>)]) -> Result<Genealogy, GenealogyErrors> {
    let mut text = "id,sponsor\n".to_owned();
    for (name, sponsor) in rows {
        text += &format!("\"{name}\",\"{}\"\n", sponsor.as_deref().unwrap_or_default());
    }
    Ok(read(Source::new("tree", text.as_bytes()), None)?.genealogy)
}

/// Puts members into the placement tree when the case says on which side they stand.
fn place(period: &mut Period, tree: &Genealogy, file: &Table) {
    let Some(members) = file.get("members").and_then(Value::as_table) else { return };
    if !members.values().any(|member| member.get("side").is_some()) {
        return;
    }
    let mut parents = period.sponsors().to_vec();
    let mut sides = vec![0; period.len()];
    for (name, member) in members {
        let at = tree.member(name).unwrap() as usize;
        if let Some(parent) = member.get("parent") {
            parents[at] = tree.member(text_of(parent)).unwrap();
        }
        sides[at] = u16::from(member.get("side").is_some_and(|side| text_of(side) == "R"));
    }
    period.set_placement(Placement::new(parents, sides).unwrap()).unwrap();
}

fn rows(file: &Table) -> Vec<(String, Option<String>)> {
    let mut rows: Vec<(String, Option<String>)> = Vec::new();
    if let Some(chain) = file.get("chain") {
        let names: Vec<&str> = text_of(chain).split_whitespace().collect();
        for (position, &name) in names.iter().enumerate() {
            rows.push((name.to_owned(), position.checked_sub(1).map(|above| names[above].to_owned())));
        }
    }
    if let Some(full) = file.get("full") {
        let root = text_of(&full["root"]).to_owned();
        let mut level = vec![root.clone()];
        rows.push((root, None));
        for width in full["widths"].as_array().unwrap() {
            let mut below = Vec::new();
            for sponsor in &level {
                for _ in 0..width.as_integer().unwrap() {
                    let name = format!("m{}", rows.len());
                    rows.push((name.clone(), Some(sponsor.clone())));
                    below.push(name);
                }
            }
            level = below;
        }
    }
    for (name, member) in file.get("members").and_then(Value::as_table).into_iter().flatten() {
        if !rows.iter().any(|row| row.0 == *name) {
            rows.push((name.clone(), member.get("sponsor").map(|sponsor| text_of(sponsor).to_owned())));
        }
    }
    rows
}

fn line_text(line: &Value) -> String {
    let source = line.get("source").map_or("-", text_of);
    let level = line.get("level").map_or(0, |level| level.as_integer().unwrap());
    format!("{} from {source} level {level}: {}", text_of(&line["earner"]), text_of(&line["amount"]))
}

fn text_of(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} should be a text"))
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|value| text_of(value).to_owned()).collect()
}

fn amounts(value: &Value) -> BTreeMap<String, Money> {
    value.as_table().unwrap().iter().map(|(name, amount)| (name.clone(), money(amount))).collect()
}

/// Hundredths of a decimal number with at most two decimals, written as a number or a text.
fn hundredths(value: &Value) -> i64 {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    scaled(&text, 2)
}

/// A decimal text times ten to the `decimals`, exactly.
fn scaled(text: &str, decimals: usize) -> i64 {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    assert!(fraction.len() <= decimals, "{text} has more than {decimals} decimals");
    format!("{whole}{fraction:0<decimals$}").replace('_', "").parse().unwrap_or_else(|_| panic!("{text} is no number"))
}

fn money(value: &Value) -> Money {
    Money::from_cents(hundredths(value))
}

fn volume(value: &Value) -> Volume {
    Volume::from_hundredths(hundredths(value))
}
