//! The house keeps its shape: who may know whom, and what the library never does. A plain scan of the text of `src`.
//!
//! When a test here fails, the question is whether the new line belongs where it stands. Only when the answer is yes is
//! the table changed, with the reason beside it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Who may use whom among the top-level modules, and why. Whatever is not written here is not allowed.
const ARROWS: &[(&str, &[&str], &str)] = &[
    ("units", &[], "quantities know nothing else"),
    ("rng", &[], "a hash of numbers"),
    ("words", &[], "sentences and words for numbers, the same in texts and charts: they know no result"),
    ("sampling", &["rng", "units"], "random words in, outcomes out: it knows no people and no scenario"),
    ("team", &["rng", "units"], "lifelines are counted in months, and who takes newcomers is told their keys"),
    (
        "growth",
        &["rng", "sampling", "team", "units"],
        "growth writes lives, drawn from their members' keys; it knows no orders and no money",
    ),
    (
        "buying",
        &["growth", "rng", "sampling", "team", "units"],
        "lives that growth has written buy, from the same keys; customers leave as members do; it knows no plan",
    ),
    ("commission", &["team", "units"], "a plan pays a team; it never draws"),
    (
        "reading",
        &["units", "words"],
        "TOML with lines, keys and remedies, for scenarios and plans alike, told in the width of the terminal",
    ),
    ("plans", &["commission", "reading", "units"], "plan files, and nothing that pays by them"),
    ("publish", &["units", "words"], "tables of quantities, and writers that know no result"),
    ("genealogy", &["team", "units", "words"], "a real tree and its orders, read and checked; it knows no plan"),
    (
        "settlement",
        &["buying", "commission", "growth", "team", "units"],
        "months of any network paid under a plan, simulated lives and what they bought among them; it knows no files and no scenario",
    ),
    (
        "payroll",
        &["commission", "genealogy", "plans", "settlement", "team", "units", "words"],
        "a genealogy paid by a plan file, month by month through the settlement",
    ),
    (
        "scenario",
        &["buying", "commission", "growth", "plans", "reading", "units", "words"],
        "the parameters of growth, buying and pay, explained in words, and nothing that runs them",
    ),
    (
        "results",
        &["reading", "rng", "sampling", "scenario", "team", "units", "words"],
        "results carry the question, and say which quantity a goal may mean; heads are counted as newcomers come; a \
         chi-square's tail is a gamma law's",
    ),
    (
        "simulate",
        &["buying", "commission", "results", "growth", "rng", "scenario", "settlement", "team", "units"],
        "the one place where all meet: trials, the story, and what is expected without trials",
    ),
    (
        "audit",
        &["buying", "commission", "growth", "results", "settlement", "team", "units"],
        "plans paid on a simulated organisation and on small trees; how pay is spread, results say of everyone in the same way",
    ),
    (
        "check",
        &["buying", "commission", "results", "growth", "rng", "scenario", "settlement", "simulate", "team", "units"],
        "simulated teams held to exact laws, and a whole scenario's customers and money, simulated as a user's is",
    ),
    (
        "report",
        &[
            "audit",
            "check",
            "commission",
            "results",
            "growth",
            "payroll",
            "plans",
            "publish",
            "scenario",
            "settlement",
            "team",
            "units",
            "words",
        ],
        "texts and tables of results, which listen while they arise; the exact law and the story with its pay beside them",
    ),
    (
        "chart",
        &["growth", "publish", "results", "scenario", "units", "words"],
        "figures of results, the story and the steps of a week beside them",
    ),
];

/// Names that only these modules, or files of a module, may say, and why.
const RESERVED: &[(&str, &[&str], &str)] = &[
    (
        "rayon",
        &["commission/parts", "simulate"],
        "threads are started where trials are shared out, and the orders of large months",
    ),
    ("std::fs", &["cli"], "the library opens no file"),
    ("std::time", &["cli"], "the library reads no clock"),
    ("std::env", &["cli"], "no environment changes a number"),
    ("std::io::stdin", &["cli"], "scenarios arrive as text"),
    ("std::process", &["cli", "main"], "the library never ends the program"),
    ("println!", &["cli"], "the library never prints"),
    ("print!", &["cli"], "the library never prints"),
    ("eprintln!", &["cli"], "the library never prints"),
    ("eprint!", &["cli"], "the library never prints"),
    ("dbg!", &[], "nobody prints by the way"),
    ("stdout()", &["cli"], "the library never prints"),
    ("stderr()", &["cli"], "the library never prints"),
    ("clap", &["cli", "main"], "only the program reads arguments"),
    ("indicatif", &["cli"], "only the program shows progress"),
    ("ctrlc", &["cli"], "only the program is interrupted"),
    ("tempfile", &["cli"], "only the program writes files"),
    ("csv::Writer", &["publish/write/csv.rs"], "one writer, and with it one guard, for the tables of all commands"),
    (
        "csv::WriterBuilder",
        &["publish/write/csv.rs"],
        "one writer, and with it one guard, for the tables of all commands",
    ),
    ("terminal_size", &["cli"], "only the program knows a terminal"),
    ("textwrap", &["words/layout"], "texts are fitted in one place"),
    ("strsim", &["reading/nearest", "genealogy/suggestion"], "what was meant is found in two places"),
    ("plotters", &["chart"], "charts are drawn in one place"),
    ("resvg", &["chart"], "charts are drawn in one place"),
    (".qualify(", &["commission", "settlement"], "months are decided in one place"),
    (".qualify_for_pay(", &["commission", "settlement"], "months are decided in one place"),
    (".settle(", &["commission", "settlement"], "months are paid in one place"),
    (
        "Settlement::new",
        &["audit", "check", "commission/level_pay", "payroll", "settlement", "simulate"],
        "whoever shows results pays nobody (level pay has a settlement of its own name inside a rule)",
    ),
    (
        "rand_distr",
        &["growth/month_by_month"],
        "its streams change with Cargo features, so it draws where two ways of drawing are compared and in no result",
    ),
    (
        "month_by_month::",
        &["check", "growth/month_by_month"],
        "the readable way proves the fast one and gives no result",
    ),
    (
        "GammaLaw",
        &["sampling", "results/goodness", "growth/parameters"],
        "sizes are drawn by tables, and chi-squares and propensity have tails",
    ),
    ("rand::rng", &[], "randomness belongs to a member, never to a thread"),
    ("thread_rng", &[], "randomness belongs to a member, never to a thread"),
    ("StdRng", &[], "not the same on every version"),
    ("SmallRng", &[], "not the same on every machine"),
    (".unwrap()", &[], "what a user gives can be wrong; the library never panics on it"),
    ("todo!", &[], "nothing is left for later"),
    ("unimplemented!", &[], "nothing is left for later"),
    ("unsafe", &[], "forbidden"),
];

/// What a part of the source must never say, and why. The part is a path below `src`.
const NEVER: &[(&str, &[&str], &str)] = &[
    ("commission", &["rand", "rng", "rand_distr", "sampling"], "commission never draws"),
    ("sampling", &["Money", "Volume", "MemberKey", "Team", "rand_distr"], "outcomes of words, whatever they are for"),
    (
        "growth",
        &["Money", "Volume", "Rate", "commission", "buying", "results", "scenario"],
        "growth knows no orders, no money and no results",
    ),
    ("buying", &["Plan", "commission", "settlement", "scenario", "results"], "buying knows no plan and no results"),
    ("buying/expected.rs", &["sampling", "rng", "Shopping"], "what is proved may not be its proof"),
    (
        "growth/exact",
        &["lifelines", "month_by_month", "simulate", "rng", "rand", "sampling"],
        "what is proved may not be its proof",
    ),
    ("growth/lifelines.rs", &["month_by_month::", "exact"], "the fast way and its proofs stay apart"),
    (
        "simulate/expected.rs",
        &["career", "pay::", "account", "story", "rng", "Settlement", "Shopping", "Lives"],
        "what is expected is put together from exact laws, never from a trial",
    ),
    ("scenario", &["rng", "simulate", "results"], "a question holds no seed and no results"),
    (
        "settlement",
        &["rng", "rand", "sampling", "plans", "scenario", "genealogy"],
        "a settlement never draws and knows no file",
    ),
    (
        "report",
        &["settlement::Settlement", ".pay(", "rng", "sampling"],
        "reports listen, so that a payroll is settled once for all of them",
    ),
    (
        "publish",
        &["Ensemble", "Metric", "Distribution", "Comparison", "Payroll", "PlanAudit", "Genealogy", "Scenario"],
        "a writer knows no result",
    ),
    ("report/tables", &["csv", "CsvTable", "write_csv", "Dialect", "io::Write"], "who makes a table knows no writer"),
    ("results", &["publish", "report"], "a result knows no table and no writer"),
    ("payroll", &["publish", "report"], "a result knows no table and no writer"),
    ("audit", &["publish", "report"], "a result knows no table and no writer"),
    ("chart", &["rng", "sampling", "simulate"], "pictures draw ink and no lots"),
    ("lib.rs", &["cli"], "the program is no part of the library"),
];

/// The longest `main.rs`, and the longest file without its tests.
const LONGEST_MAIN: usize = 60;
const LONGEST_FILE: usize = 500;

/// One file of `src`, its text split at the places that matter.
struct Source {
    /// The path below `src`, with `/`.
    path: String,
    /// The whole text.
    text: String,
    /// Lines of code with their numbers: without comments, string contents and test modules.
    code: Vec<(usize, String)>,
}

impl Source {
    fn read(root: &Path, file: &Path) -> Self {
        let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let below = file.strip_prefix(root).expect("below src");
        let path = below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        let code = if is_test_file(&path) { Vec::new() } else { code_of(&text) };
        Self { path, text, code }
    }

    /// The top-level module the file belongs to.
    fn module(&self) -> &str {
        self.path.split('/').next().unwrap_or_default().trim_end_matches(".rs")
    }

    fn is_below(&self, part: &str) -> bool {
        self.path == part || self.path.starts_with(&format!("{part}/")) || self.path == format!("{part}.rs")
    }

    /// The lines on which a name stands, as `path:line: code`.
    fn mentions<'a>(&'a self, name: &'a str) -> impl Iterator<Item = String> + 'a {
        let lines = self.code.iter().filter(move |(_, code)| says(code, name));
        lines.map(|(number, code)| format!("src/{}:{number}: {}", self.path, code.trim()))
    }
}

fn is_test_file(path: &str) -> bool {
    path.ends_with("tests.rs")
}

/// The code of a file. A test module stands at the end of its file, behind `#[cfg(test)]`, or is a file of its own.
fn code_of(text: &str) -> Vec<(usize, String)> {
    let tests = text.find("\nmod tests {").unwrap_or(text.len());
    let code = without_texts(&text[..tests]);
    let lines = code.lines().enumerate().map(|(index, line)| (index + 1, line.to_owned()));
    lines.filter(|(_, line)| !line.trim().is_empty()).collect()
}

/// The code without its line comments and without what stands between quotation marks, line by line as it was.
fn without_texts(text: &str) -> String {
    let mut code = String::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let skipped = match letter {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '"' => length_of_text(rest),
            'r' if rest.starts_with("r#\"") => rest.find("\"#").map_or(rest.len(), |end| end + 2),
            // A character literal of a quotation mark begins no text.
            '\'' if rest.starts_with("'\"'") => 3,
            '\'' if rest.starts_with("'\\\"'") => 4,
            _ => 0,
        };
        if skipped == 0 {
            code.push(letter);
            rest = &rest[letter.len_utf8()..];
        } else {
            code.extend(rest[..skipped].chars().filter(|&letter| letter == '\n'));
            rest = &rest[skipped..];
        }
    }
    code
}

/// The bytes from one quotation mark to the next that is not escaped.
fn length_of_text(text: &str) -> usize {
    let mut escaped = false;
    for (index, letter) in text.char_indices().skip(1) {
        match letter {
            '"' if !escaped => return index + 1,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    text.len()
}

/// Whether a name stands in code as a word of its own.
fn says(code: &str, name: &str) -> bool {
    let part_of_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    code.match_indices(name).any(|(start, _)| {
        let before = code[..start].chars().next_back();
        let after = code[start + name.len()..].chars().next();
        let goes_on_before = name.starts_with(part_of_word) && before.is_some_and(part_of_word);
        let goes_on_after = name.ends_with(part_of_word) && after.is_some_and(part_of_word);
        !goes_on_before && !goes_on_after
    })
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    collect_endings(folder, &["rs"], files);
}

fn collect_endings(folder: &Path, endings: &[&str], files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect_endings(&path, endings, files);
        } else if path.extension().is_some_and(|ending| endings.iter().any(|known| ending == *known)) {
            files.push(path);
        }
    }
}

/// All sources by path.
fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    files.sort();
    assert!(files.len() > 40, "only {} files were found", files.len());
    files.iter().map(|file| Source::read(&root, file)).collect()
}

/// The top-level modules that a line of code names after `crate::`, also as `use crate::{a, b}`.
fn named_after_crate(code: &str) -> Vec<String> {
    let word = |text: &str| text.chars().take_while(|&c| c.is_alphanumeric() || c == '_').collect::<String>();
    let mut names = Vec::new();
    for (start, found) in code.match_indices("crate::") {
        let rest = &code[start + found.len()..];
        match rest.strip_prefix('{') {
            Some(list) => names.extend(list.split(',').map(|item| word(item.trim()))),
            None => names.push(word(rest)),
        }
    }
    // `crate::Name` is a re-export of the crate page.
    names.retain(|name| !name.is_empty());
    names
}

fn fail_with(wrong: &[String], rule: &str) {
    assert!(wrong.is_empty(), "{rule}:\n  {}\n", wrong.join("\n  "));
}

/// Uses that are no arrows of the table.
fn wrong_arrows(sources: &[Source]) -> Vec<String> {
    let mut wrong = Vec::new();
    for source in sources.iter().filter(|source| !["cli", "main", "lib"].contains(&source.module())) {
        let Some((_, allowed, reason)) = ARROWS.iter().find(|arrow| arrow.0 == source.module()) else {
            wrong.push(format!("src/{}: module `{}` is not in the table ARROWS", source.path, source.module()));
            continue;
        };
        for (number, code) in &source.code {
            for name in named_after_crate(code).iter().filter(|name| name.as_str() != source.module()) {
                if !allowed.contains(&name.as_str()) {
                    let module = source.module();
                    let place = format!("src/{}:{number}", source.path);
                    wrong.push(format!("{place}: {module} -> {name} (allowed: {}; {reason})", allowed.join(", ")));
                }
            }
        }
    }
    wrong
}

#[test]
fn modules_use_only_what_the_table_allows() {
    fail_with(&wrong_arrows(&sources()), "these uses are no arrows of the architecture");
}

#[test]
fn every_arrow_of_the_table_is_used() {
    let sources = sources();
    let mut wrong = Vec::new();
    for (module, uses, _) in ARROWS {
        let code = || sources.iter().filter(|source| source.module() == *module).flat_map(|source| &source.code);
        let named: BTreeSet<String> = code().flat_map(|(_, code)| named_after_crate(code)).collect();
        let idle = uses.iter().filter(|name| !named.contains(**name));
        wrong.extend(idle.map(|name| format!("{module} -> {name}: take it out of the table")));
    }
    fail_with(&wrong, "these arrows are in the table and not in the code");
}

#[test]
fn the_arrows_make_no_circle() {
    // Modules are taken away as soon as all they use is gone; what is left over uses itself.
    let mut left: BTreeMap<&str, BTreeSet<&str>> =
        ARROWS.iter().map(|(module, uses, _)| (*module, uses.iter().copied().collect())).collect();
    while let Some(free) = left.iter().find(|(_, uses)| uses.is_empty()).map(|(module, _)| *module) {
        left.remove(free);
        left.values_mut().for_each(|uses| {
            uses.remove(free);
        });
    }
    assert!(left.is_empty(), "a circle, or an unknown module, among {left:?}");
}

/// Names that stand where they are kept for others.
fn wrongly_reserved(sources: &[Source]) -> Vec<String> {
    let mut wrong = Vec::new();
    for source in sources {
        for (name, allowed, reason) in RESERVED.iter().filter(|name| !name.1.iter().any(|part| source.is_below(part))) {
            let only = if allowed.is_empty() { "nobody".to_owned() } else { allowed.join(", ") };
            wrong.extend(source.mentions(name).map(|place| format!("{place} (`{name}`: {only}; {reason})")));
        }
    }
    wrong
}

#[test]
fn the_library_never_prints_opens_files_reads_clocks_or_starts_threads() {
    fail_with(&wrongly_reserved(&sources()), "these names are kept for others");
}

/// Names that stand where they must never be said.
fn wrongly_present(sources: &[Source]) -> Vec<String> {
    let mut wrong = Vec::new();
    for source in sources {
        for (part, names, reason) in NEVER.iter().filter(|(part, ..)| source.is_below(part)) {
            for name in *names {
                wrong.extend(source.mentions(name).map(|place| format!("{place} (`{name}` in {part}: {reason})")));
            }
        }
    }
    wrong
}

#[test]
fn what_is_said_as_an_absence_is_absent() {
    fail_with(&wrongly_present(&sources()), "these names do not belong here");
}

/// Words that are said of every result, and in `words` alone.
const SAID_ONCE: [&str; 8] = [
    "not actual earnings",
    "forecast or promise",
    "income disclosure",
    "Not modelled",
    "not data from any company",
    "not checked by anyone",
    "outgrows a town",
    "simulation error",
];

/// Phrases of the trade that regulators object to.
const NEVER_SAID: [&str; 6] =
    ["financial freedom", "full-time income", "passive income", "be your own boss", "quit your job", "earn up to"];

/// The text of a file with its blanks and broken strings joined, in small letters.
fn joined(text: &str) -> String {
    let text = text.replace("\\\n", " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The code of a file with its texts, but without comments and tests.
fn said_in(source: &Source) -> String {
    let code = &source.text[..source.text.find("\nmod tests {").unwrap_or(source.text.len())];
    joined(&code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n"))
}

/// Disclaimers and words of a basis that stand elsewhere than in `words`.
fn said_elsewhere(sources: &[Source]) -> Vec<String> {
    let others = sources.iter().filter(|source| source.module() != "words" && !is_test_file(&source.path));
    let found = others.flat_map(|source| {
        let said = said_in(source);
        let words = SAID_ONCE.iter().filter(move |words| said.contains(&words.to_lowercase()));
        words.map(|words| format!("src/{}: {words:?}", source.path))
    });
    found.collect()
}

#[test]
fn what_no_result_is_stands_in_words_alone() {
    fail_with(&said_elsewhere(&sources()), "disclaimers and words of a basis belong into src/words");
    let said: String = sources().iter().filter(|source| source.module() == "words").map(said_in).collect();
    let missing =
        SAID_ONCE.iter().filter(|words| !said.contains(&words.to_lowercase())).map(|words| format!("{words:?}"));
    fail_with(&missing.collect::<Vec<_>>(), "these words are said nowhere, so nothing holds them");
}

#[test]
fn no_phrase_that_promises_a_life_occurs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    collect_endings(&root.join("src"), &["rs", "toml"], &mut files);
    collect_endings(&root.join("examples"), &["rs", "toml"], &mut files);
    files.push(root.join("README.md"));
    let mut wrong = Vec::new();
    for file in files {
        let text = joined(&fs::read_to_string(&file).expect("a readable file"));
        let found = NEVER_SAID.iter().filter(|phrase| text.contains(**phrase));
        wrong.extend(found.map(|phrase| format!("{}: {phrase:?}", file.display())));
    }
    fail_with(&wrong, "these phrases promise what nobody can");
}

#[test]
fn nothing_imports_the_command_line() {
    let outside = |source: &&Source| !["cli", "main"].contains(&source.module());
    let mut wrong = Vec::new();
    for source in sources().iter().filter(outside) {
        wrong.extend(source.mentions("crate::cli").chain(source.mentions("mod cli")));
    }
    fail_with(&wrong, "only main.rs declares cli, so that the library cannot reach it");
}

#[test]
fn main_reads_as_a_sentence() {
    let main = sources().into_iter().find(|source| source.path == "main.rs").expect("main.rs");
    let lines = main.text.lines().count();
    assert!(lines < LONGEST_MAIN, "main.rs has {lines} lines; parse, run and exit code take fewer than {LONGEST_MAIN}");
}

#[test]
fn every_file_says_first_what_it_is_for() {
    let silent = |source: &&Source| !source.text.starts_with("//!");
    let wrong: Vec<String> = sources().iter().filter(silent).map(|source| format!("src/{}", source.path)).collect();
    fail_with(&wrong, "these files do not begin with `//!`");
}

#[test]
fn no_file_is_too_long_to_be_read_at_once() {
    let length = |source: &Source| source.code.last().map_or(0, |(number, _)| *number);
    let long = |source: &Source| {
        let lines = length(source);
        (lines > LONGEST_FILE).then(|| format!("src/{}: {lines} lines without tests", source.path))
    };
    let wrong: Vec<String> = sources().iter().filter_map(long).collect();
    fail_with(&wrong, &format!("more than {LONGEST_FILE} lines: split these by concept"));
}

#[test]
fn no_text_names_a_place_of_one_machine() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["src", "tests", "examples", "benches"] {
        collect(&root.join(folder), &mut files);
    }
    // Put together, so that this file does not find itself.
    let places = ["home/", "Users/", "root/", "work/", "tmp/"].map(|place| format!("/{place}"));
    let mut wrong = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("a readable file");
        for (number, line) in text.lines().enumerate() {
            let found = places.iter().any(|place| {
                line.match_indices(place.as_str()).any(|(start, _)| {
                    // Part of a longer path or of an address is no place of a machine.
                    !line[..start].ends_with(|c: char| c.is_alphanumeric() || "./_-~)}".contains(c))
                })
            });
            if found {
                wrong.push(format!(
                    "{}:{}: {}",
                    file.strip_prefix(root).unwrap_or(&file).display(),
                    number + 1,
                    line.trim()
                ));
            }
        }
    }
    fail_with(&wrong, "these lines work on one machine only");
}

#[test]
fn the_scan_sees_what_it_looks_for() {
    // Negative controls: a scan that finds nothing anywhere would pass every test above.
    assert_eq!(named_after_crate("use crate::{growth::exact, units};"), ["growth", "units"]);
    assert_eq!(named_after_crate("let a = crate::rng::mix(crate::team::NEVER);"), ["rng", "team"]);
    assert!(says("use rand::RngExt;", "rand") && !says("operand + brand_new", "rand"));
    assert!(says("line.unwrap();", ".unwrap()") && !says("line.unwrap_or(0)", ".unwrap()"));
    assert!(says("    println!(\"x\");", "println!") && !says("eprintln!()", "println!"));
    assert_eq!(without_texts("a(\"use rayon // no\", '\"'); // rayon"), "a(, ); ");
    assert_eq!(code_of("a\n\n// b\nmod tests {\nc\n}\n"), [(1, "a".to_owned())]);
    // A tree of its own, in which everything is wrong that the tables forbid.
    let wrong = |path: &str, text: &str| Source { path: path.into(), text: text.into(), code: code_of(text) };
    let one = |path, text| [wrong(path, text)];
    assert_eq!(wrong_arrows(&one("buying/new.rs", "use crate::commission::Plan;")).len(), 1);
    assert_eq!(wrong_arrows(&one("growth/new.rs", "use crate::{buying::Bought, team};")).len(), 1);
    assert_eq!(wrong_arrows(&one("growth/new.rs", "use crate::team;")), [""; 0]);
    assert_eq!(wrong_arrows(&one("attic/new.rs", "")).len(), 1);
    let reserved = [
        ("audit/new.rs", "plan.qualify(&mut period);"),
        ("simulate/new.rs", "plan.settle(&period);"),
        ("report/new.rs", "let settlement = Settlement::new(plan);"),
        ("buying/new.rs", "use rand_distr::Gamma;"),
        ("growth/lifelines.rs", "use rand_distr::Poisson;"),
        ("report/new.rs", "let mut table = csv::Writer::from_writer(out);"),
    ];
    for (path, text) in reserved {
        assert_eq!(wrongly_reserved(&one(path, text)).len(), 1, "{path}: {text}");
    }
    assert_eq!(wrongly_reserved(&one("growth/month_by_month.rs", "use rand_distr::Poisson;")), [""; 0]);
    let never = [
        ("growth/exact/new.rs", "use super::lifelines::Growth;"),
        ("growth/new.rs", "fn price(order: Money) {}"),
        ("buying/new.rs", "fn pays(plan: &Plan) {}"),
        ("buying/expected.rs", "use super::Shopping;"),
        ("simulate/expected.rs", "let trial = career::Model::new(scenario);"),
        ("settlement/new.rs", "use crate::sampling::Sizes;"),
        ("publish/write/new.rs", "fn rows(ensemble: &Ensemble) {}"),
        ("report/tables/new.rs", "write_csv(table, dialect, out)?;"),
        ("results/new.rs", "fn table(&self) -> crate::publish::Table<'_> {}"),
    ];
    for (path, text) in never {
        assert_eq!(wrongly_present(&one(path, text)).len(), 1, "{path}: {text}");
    }
    assert_eq!(wrongly_present(&one("buying/new.rs", "// no Plan is known here")), [""; 0]);
    let said = "const NOTE: &str = \"Simulated, not \\\n    actual earnings.\";";
    assert_eq!(said_elsewhere(&one("chart/new.rs", said)).len(), 1);
    assert_eq!(said_elsewhere(&one("words/new.rs", said)), [""; 0]);
    assert_eq!(said_elsewhere(&one("chart/new.rs", "// not actual earnings")), [""; 0]);
    let simulate: Vec<Source> = sources().into_iter().filter(|source| source.module() == "simulate").collect();
    assert!(simulate.iter().any(|source| source.mentions("rayon").next().is_some()));
}
