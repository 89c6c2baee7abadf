//! [`Genealogy`]: named members with named sponsors, checked and numbered so that sponsors come first.

use rustc_hash::FxHashMap;

use crate::team::MemberId;

/// One thing wrong with a list of members. Rows count from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum GenealogyProblem {
    /// A name that stands twice.
    #[error("row {row}: member {name:?} already stands in row {first}")]
    Duplicate {
        /// The later row.
        row: usize,
        /// The earlier row.
        first: usize,
        /// The name.
        name: String,
    },
    /// A sponsor who is not in the list.
    #[error("row {row}: the sponsor {sponsor:?} of {name:?} is not in the list")]
    UnknownSponsor {
        /// The row.
        row: usize,
        /// The member.
        name: String,
        /// The sponsor that was named.
        sponsor: String,
    },
    /// A second member without a sponsor.
    #[error("row {row}: {name:?} has no sponsor, but the root is already {root:?}")]
    SecondRoot {
        /// The row.
        row: usize,
        /// The member.
        name: String,
        /// The root found first.
        root: String,
    },
    /// Members who sponsor each other in a ring, each named once.
    #[error("row {row}: sponsors run in a circle through {}", quoted(.names))]
    Cycle {
        /// The first of their rows.
        row: usize,
        /// The ring, each member sponsored by the next.
        names: Vec<String>,
    },
    /// No member without a sponsor.
    #[error("nobody is the root: exactly one member has no sponsor")]
    NoRoot,
    /// More members than can be numbered.
    #[error("{members} members are more than can be numbered")]
    TooMany {
        /// How many there are.
        members: usize,
    },
}

impl GenealogyProblem {
    /// The row it stands in, from 1; 0 for the list as a whole.
    #[must_use]
    pub const fn row(&self) -> usize {
        match self {
            Self::Duplicate { row, .. }
            | Self::UnknownSponsor { row, .. }
            | Self::SecondRoot { row, .. }
            | Self::Cycle { row, .. } => *row,
            Self::NoRoot | Self::TooMany { .. } => 0,
        }
    }
}

/// The first ten names, so that a ring of a million people stays a sentence.
fn quoted(names: &[String]) -> String {
    let mut text: Vec<String> = names.iter().take(10).map(|name| format!("{name:?}")).collect();
    if names.len() > 10 {
        text.push(format!("and {} more", names.len() - 10));
    }
    text.join(", ")
}

/// A checked tree of named members. Member 0 is the root, and a sponsor's number is below its recruits' numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Genealogy {
    names: Vec<String>,
    sponsors: Vec<MemberId>,
    /// The row of the list, from 0, by member id.
    rows: Vec<usize>,
    numbers: FxHashMap<String, MemberId>,
}

impl Genealogy {
    /// A tree from rows of a name and its sponsor's name (`None` for the root), in any order.
    ///
    /// # Errors
    /// Every [`GenealogyProblem`] of the list, by row; nothing is made of a list with a problem.
    pub fn new(rows: &[(String, Option<String>)]) -> Result<Self, Vec<GenealogyProblem>> {
        if MemberId::try_from(rows.len()).is_err() {
            return Err(vec![GenealogyProblem::TooMany { members: rows.len() }]);
        }
        let mut problems = Vec::new();
        let by_name = rows_by_name(rows, &mut problems);
        let parents = parents(rows, &by_name, &mut problems);
        find_cycles(rows, &parents, &mut problems);
        if !problems.is_empty() {
            problems.sort_by_key(GenealogyProblem::row);
            return Err(problems);
        }
        Ok(Self::number(rows, &parents))
    }

    /// Numbers a sound tree level by level, in the order of the rows.
    fn number(rows: &[(String, Option<String>)], parents: &[Parent]) -> Self {
        let root = parents.iter().position(|parent| *parent == Parent::Root).unwrap_or(0);
        // Recruits by sponsor, in one array: `first[s] .. first[s + 1]`.
        let mut first = vec![0_usize; rows.len() + 1];
        for parent in parents {
            if let Parent::Row(row) = parent {
                first[row + 1] += 1;
            }
        }
        for row in 0..rows.len() {
            first[row + 1] += first[row];
        }
        let mut recruits = vec![0_usize; first[rows.len()]];
        let mut free = first.clone();
        for (row, parent) in parents.iter().enumerate() {
            if let Parent::Row(sponsor) = *parent {
                recruits[free[sponsor]] = row;
                free[sponsor] += 1;
            }
        }
        let mut order = Vec::with_capacity(rows.len());
        let mut sponsors: Vec<MemberId> = vec![0];
        order.push(root);
        let mut visited = 0;
        let mut id: MemberId = 0;
        while let Some(&row) = order.get(visited) {
            for &recruit in &recruits[first[row]..first[row + 1]] {
                order.push(recruit);
                sponsors.push(id);
            }
            visited += 1;
            id += 1;
        }
        let names: Vec<String> = order.iter().map(|&row| rows[row].0.clone()).collect();
        let numbers = names.iter().cloned().zip(0..).collect();
        Self { names, sponsors, rows: order, numbers }
    }

    /// How many members there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is nobody; never true.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Sponsors by member id, as [`super::Period::new`] takes them.
    #[must_use]
    pub fn sponsors(&self) -> &[MemberId] {
        &self.sponsors
    }

    /// A member's name.
    #[must_use]
    pub fn name(&self, member: MemberId) -> &str {
        &self.names[member as usize]
    }

    /// The member of this name.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<MemberId> {
        self.numbers.get(name).copied()
    }

    /// The row of the list in which a member stands, from 0.
    #[must_use]
    pub fn row(&self, member: MemberId) -> usize {
        self.rows[member as usize]
    }
}

/// The row above a row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Parent {
    Root,
    Row(usize),
    /// Reported already.
    Wrong,
}

fn rows_by_name<'a>(
    rows: &'a [(String, Option<String>)],
    problems: &mut Vec<GenealogyProblem>,
) -> FxHashMap<&'a str, usize> {
    let mut by_name = FxHashMap::default();
    by_name.reserve(rows.len());
    for (row, (name, _)) in rows.iter().enumerate() {
        let first = *by_name.entry(name.as_str()).or_insert(row);
        if first != row {
            problems.push(GenealogyProblem::Duplicate { row: row + 1, first: first + 1, name: name.clone() });
        }
    }
    by_name
}

fn parents(
    rows: &[(String, Option<String>)],
    by_name: &FxHashMap<&str, usize>,
    problems: &mut Vec<GenealogyProblem>,
) -> Vec<Parent> {
    let mut root: Option<&str> = None;
    let mut parents = Vec::with_capacity(rows.len());
    for (row, (name, sponsor)) in rows.iter().enumerate() {
        let row = row + 1;
        parents.push(match (sponsor, root) {
            (None, None) => {
                root = Some(name);
                Parent::Root
            }
            (None, Some(root)) => {
                problems.push(GenealogyProblem::SecondRoot { row, name: name.clone(), root: root.to_owned() });
                Parent::Wrong
            }
            (Some(sponsor), _) => by_name.get(sponsor.as_str()).map_or_else(
                || {
                    let (name, sponsor) = (name.clone(), sponsor.clone());
                    problems.push(GenealogyProblem::UnknownSponsor { row, name, sponsor });
                    Parent::Wrong
                },
                |&parent| Parent::Row(parent),
            ),
        });
    }
    if root.is_none() {
        problems.push(GenealogyProblem::NoRoot);
    }
    parents
}

/// Walks up from every row and marks what it passes: coming back to a mark of the same walk closes a ring.
fn find_cycles(rows: &[(String, Option<String>)], parents: &[Parent], problems: &mut Vec<GenealogyProblem>) {
    let mut walk_of = vec![0_usize; rows.len()];
    for start in 0..rows.len() {
        let mut row = start;
        while walk_of[row] == 0 {
            walk_of[row] = start + 1;
            let Parent::Row(parent) = parents[row] else { break };
            row = parent;
            if walk_of[row] == start + 1 {
                problems.push(ring_through(row, rows, parents));
                break;
            }
        }
    }
}

fn ring_through(start: usize, rows: &[(String, Option<String>)], parents: &[Parent]) -> GenealogyProblem {
    let mut ring = vec![start];
    let mut row = start;
    while let Parent::Row(parent) = parents[row] {
        if parent == start {
            break;
        }
        ring.push(parent);
        row = parent;
    }
    let first = ring.iter().enumerate().min_by_key(|pair| pair.1).map_or(0, |pair| pair.0);
    ring.rotate_left(first);
    GenealogyProblem::Cycle { row: ring[0] + 1, names: ring.iter().map(|&row| rows[row].0.clone()).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(String, Option<String>)> {
        let row = |pair: &str| {
            let (name, sponsor) = pair.split_once(':').unwrap();
            (name.to_owned(), (sponsor != "-").then(|| sponsor.to_owned()))
        };
        text.split_whitespace().map(row).collect()
    }

    #[test]
    fn rows_in_any_order_make_a_tree_with_sponsors_first() {
        let tree = Genealogy::new(&rows("c:b b:a d:a a:-")).unwrap();
        let named: Vec<(&str, &str)> =
            (0..4).map(|id| (tree.name(id), tree.name(tree.sponsors()[id as usize]))).collect();
        assert_eq!(named, [("a", "a"), ("b", "a"), ("d", "a"), ("c", "b")]);
        assert_eq!(tree.member("c"), Some(3));
        assert_eq!(tree.row(3), 0);
    }

    #[test]
    fn every_problem_is_reported_with_its_row() {
        let problems = Genealogy::new(&rows("a:- b:x c:d d:e e:c f:c b:a z:- s:s")).unwrap_err();
        let mut texts: Vec<String> = problems.iter().map(ToString::to_string).collect();
        texts.sort();
        assert_eq!(
            texts,
            [
                r#"row 2: the sponsor "x" of "b" is not in the list"#,
                r#"row 3: sponsors run in a circle through "c", "d", "e""#,
                r#"row 7: member "b" already stands in row 2"#,
                r#"row 8: "z" has no sponsor, but the root is already "a""#,
                r#"row 9: sponsors run in a circle through "s""#,
            ]
        );
        assert_eq!(Genealogy::new(&[]).unwrap_err(), [GenealogyProblem::NoRoot]);
    }

    #[test]
    fn a_chain_of_a_million_is_no_recursion() {
        let rows: Vec<_> =
            (0..1_000_000_u32).map(|id| (id.to_string(), id.checked_sub(1).map(|s| s.to_string()))).collect();
        assert_eq!(Genealogy::new(&rows).unwrap().sponsors()[999_999], 999_998);
    }
}
