//! The public surface of the library: every item that a program outside can name. It is listed, so that nothing becomes
//! public by oversight: a change of the list is a change of what users may rely on.

use std::fs;
use std::path::Path;

/// What the first line of an item begins with.
const KINDS: [&str; 9] = ["fn ", "const fn ", "struct ", "enum ", "trait ", "type ", "const ", "static ", "use "];

/// The public items of a module and of the public modules in it, one a line.
fn list(folder: &Path, file: &Path, module: &str, lines: &mut Vec<String>) {
    let text = fs::read_to_string(file).unwrap_or_default();
    // A re-export may go on over several lines.
    let joined = text.replace("{\n    ", "{").replace(",\n    ", ", ").replace(",\n};", "};");
    for line in joined.lines().filter_map(|line| line.strip_prefix("pub ")) {
        if let Some(name) = line.strip_prefix("mod ").map(|name| name.trim_end_matches([';', '{', ' '])) {
            let inner = folder.join(name);
            let file =
                [folder.join(format!("{name}.rs")), inner.join("mod.rs")].into_iter().find(|file| file.is_file());
            list(&inner, &file.unwrap_or_default(), &format!("{module}::{name}"), lines);
        } else if let Some(kind) = KINDS.into_iter().find(|kind| line.starts_with(kind)) {
            let rest = &line[kind.len()..];
            let is_name = |letter: char| letter.is_alphanumeric() || letter == '_';
            let whole = kind == "use ";
            let name = rest.split(|letter| !whole && !is_name(letter)).next().unwrap_or_default().trim_end_matches(';');
            lines.push(format!("{module}: {}{name}", kind.replace("const fn", "fn")));
        }
    }
}

#[test]
fn the_public_surface_is_the_one_that_is_listed() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut lines = Vec::new();
    list(&source, &source.join("lib.rs"), "downline", &mut lines);
    lines.sort();
    let has = |item: &str| lines.iter().any(|line| line == item);
    assert!(has("downline: use simulate::{Settings, simulate}"), "the scan finds re-exports");
    assert!(has("downline::growth::lifelines: struct Growth"), "the scan finds items of modules");
    insta::assert_snapshot!(lines.join("\n"));
}

/// What the crate page does not name is private: it names every room that is public.
#[test]
fn the_crate_page_names_every_public_room() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs");
    let text = fs::read_to_string(source).unwrap();
    let page: String = text.lines().filter(|line| line.starts_with("//!")).collect();
    let rooms: Vec<&str> =
        text.lines().filter_map(|line| line.strip_prefix("pub mod ")).map(|name| name.trim_end_matches(';')).collect();
    assert!(rooms.len() > 10, "{rooms:?}");
    for room in rooms {
        assert!([format!("`{room}`"), format!("`mod@{room}`")].iter().any(|name| page.contains(name)), "{room}");
    }
}
