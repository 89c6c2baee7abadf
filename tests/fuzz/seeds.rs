//! Writes the inputs that fuzzing begins with into `corpus`: the built-in plans, plans of every rule made by chance, and
//! small trees with orders. `cargo run --manifest-path tests/fuzz/Cargo.toml --example seeds`

use std::fs;
use std::io;
use std::path::Path;

use downline::plans::BUILT_IN;

#[allow(dead_code)] // shared with others, who use the rest
#[path = "parts.rs"]
mod parts;
#[allow(dead_code)] // shared with others, who use the rest
#[path = "../support/random_genealogies.rs"]
mod random_genealogies;
#[path = "../support/random_plans.rs"]
mod random_plans;

use parts::PARTING;
use random_genealogies::{Joining, genealogy};
use random_plans::KINDS;

/// Trees by hand: months as dates, a placement, a decimal comma, volumes in the tree.
const TREES: [&str; 3] = [
    "id,sponsor\nA,\nB,A\nC,A\nD,B\n",
    "id;sponsor;placement;side;joined;left;rank;pv;cv\nA;;;;2024-01;;Leader;100,50;100\nB;A;A;left;2024-02;;Member;1.234,50;1000\nC;A;A;right;2024-02;2024-05;Member;;\n",
    "id\tsponsor\tpv\tcv\nA\t-\t100\t100\nB\tA\t50\t40\nC\tB\t200\t200\n",
];

fn main() -> io::Result<()> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let write = |target: &str, name: &str, text: &str| -> io::Result<()> {
        fs::create_dir_all(corpus.join(target))?;
        fs::write(corpus.join(target).join(format!("seed-{name}")), text)
    };
    for (number, tree) in TREES.iter().enumerate() {
        write("tree", &format!("by-hand-{number}"), tree)?;
    }
    for plan in BUILT_IN {
        write("plan", plan.name, plan.toml)?;
        let (tree, orders) = files(7, 12, 3);
        write("pay", plan.name, &[plan.toml, &tree, &orders].join(PARTING))?;
        write("pay", &format!("{}-in-the-tree", plan.name), &[plan.toml, TREES[2]].join(PARTING))?;
    }
    for seed in 0..4 {
        let (tree, orders) = files(seed, 3 + 3 * usize::try_from(seed).unwrap_or(0), 1 + seed);
        write("tree", &format!("by-chance-{seed}"), &[tree.as_str(), &orders].join(PARTING))?;
        for (number, kind) in KINDS.iter().enumerate() {
            // A rule by levels first, so that there is something to match and to cap.
            let plan = random_plans::plan(seed, &[(1, seed), (number, seed + 1)]);
            write("plan", &format!("{kind}-{seed}"), &plan)?;
            write("pay", &format!("{kind}-{seed}"), &[plan.as_str(), &tree, &orders].join(PARTING))?;
        }
    }
    Ok(())
}

/// A tree and its orders.
fn files(seed: u64, size: usize, months: u64) -> (String, String) {
    let people = genealogy(seed, size, months, Joining::Together);
    let name = |member: usize| format!("m{member}");
    (people.tree(&name).join("\n"), people.orders(&name).join("\n"))
}
