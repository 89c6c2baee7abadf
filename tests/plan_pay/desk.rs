//! A desk to pay at: a folder with files, and the program.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use downline::units::Money;
use tempfile::TempDir;

/// A folder with a plan, a tree and perhaps orders.
pub(crate) struct Desk {
    folder: TempDir,
    orders: bool,
}

impl Desk {
    /// A desk with `plan.toml` and `tree.csv`.
    pub(crate) fn new(plan: &str, tree: &str) -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap(), orders: false };
        desk.write("plan.toml", plan);
        desk.write("tree.csv", tree);
        desk
    }

    /// The same desk with `orders.csv`.
    pub(crate) fn with_orders(mut self, orders: &str) -> Self {
        self.write("orders.csv", orders);
        self.orders = true;
        self
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// `downline plan pay` with the files of the desk.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::cargo_bin("downline").unwrap();
        command.current_dir(self.folder.path()).args(["plan", "pay", "--plan", "plan.toml", "--tree", "tree.csv"]);
        if self.orders {
            command.args(["--orders", "orders.csv"]);
        }
        command.args(arguments);
        command
    }

    /// Pays, and must succeed.
    #[track_caller]
    pub(crate) fn pay(&self, arguments: &[&str]) -> Output {
        let output = self.command(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        output
    }

    /// The lines that are paid, as cells.
    #[track_caller]
    pub(crate) fn lines(&self, arguments: &[&str]) -> Vec<Vec<String>> {
        let output = self.pay(arguments);
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.starts_with("month,rule,earner,source,level,basis,rate,amount,reason\n"), "{text}");
        text.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect()
    }

    /// What everybody is paid, by month and member, from the lines; who is paid nothing is not named.
    #[track_caller]
    pub(crate) fn paid(&self, arguments: &[&str]) -> BTreeMap<(String, String), String> {
        let mut cents: BTreeMap<(String, String), i64> = BTreeMap::new();
        for line in self.lines(arguments) {
            assert!(["paid", "correction", "refund"].contains(&line[8].as_str()), "{line:?}");
            *cents.entry((line[0].clone(), line[2].clone())).or_default() += self::cents(&line[7]);
        }
        cents.into_iter().map(|(key, cents)| (key, Money::from_cents(cents).to_string())).collect()
    }

    /// What the refused files are told, after exit code 2 and not a byte on stdout: in 80 columns, a line a problem here.
    #[track_caller]
    pub(crate) fn refusal(&self, arguments: &[&str]) -> String {
        let output = self.command(arguments).output().unwrap();
        let text = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert!(output.stdout.is_empty(), "something was paid: {}", String::from_utf8_lossy(&output.stdout));
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
        text.replace("\n  ", " ")
    }
}

/// An amount with two decimals in cents.
pub(crate) fn cents(text: &str) -> i64 {
    assert_eq!(text.rfind('.'), Some(text.len() - 3), "{text}");
    text.replace('.', "").parse().unwrap()
}

/// Expectations of `"month member amount"`.
pub(crate) fn pays(expected: &[&str]) -> BTreeMap<(String, String), String> {
    let entry = |text: &&str| {
        let words: Vec<&str> = text.split(' ').collect();
        ((words[0].to_owned(), words[1].to_owned()), words[2].to_owned())
    };
    expected.iter().map(entry).collect()
}

pub(crate) fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
