//! [`Ranks`]: ranks by name, each name kept once.

use super::columns::NONE;
use super::ids::{Ids, Symbol};
use super::orders::text;
use super::problem::{File, GenealogyErrors, ProblemKind, quoted};
use super::suggestion::nearest_word;
use crate::team::MemberId;

/// The rank of each member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ranks {
    /// Different names in the order of the alphabet.
    names: Vec<String>,
    /// The name by member id, [`NONE`] for none.
    of: Vec<u32>,
}

impl Ranks {
    /// The ranks of rows in this order; `None` when no row has one.
    pub(super) fn new(ranks: &Ids, rank_of_row: &[Symbol], order: &[u32]) -> Option<Self> {
        if rank_of_row.is_empty() {
            return None;
        }
        let mut alphabet: Vec<Symbol> = (0..).take(ranks.len()).collect();
        alphabet.sort_unstable_by_key(|&symbol| ranks.get(symbol));
        let mut place = vec![0; ranks.len()];
        for (new, &symbol) in (0..).zip(&alphabet) {
            place[symbol as usize] = new;
        }
        let rank = |&row: &u32| place.get(rank_of_row[row as usize] as usize).copied().unwrap_or(NONE);
        let names = alphabet.iter().map(|&symbol| text(ranks, symbol).to_owned()).collect();
        Some(Self { names, of: order.iter().map(rank).collect() })
    }

    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    pub(super) fn of(&self, member: MemberId) -> Option<&str> {
        self.names.get(self.of[member as usize] as usize).map(String::as_str)
    }

    /// Each member's rank as its place among `known`, or every row with another one.
    pub(super) fn among(&self, known: &[&str], file: &File, rows: &[u32]) -> Result<Vec<Option<u8>>, GenealogyErrors> {
        let place = |name: &String| {
            let exact = known.iter().position(|known| known == name);
            let alike = || known.iter().position(|known| known.to_lowercase() == name.to_lowercase());
            exact.or_else(alike).and_then(|place| u8::try_from(place).ok())
        };
        let places: Vec<Option<u8>> = self.names.iter().map(place).collect();
        let mut errors = GenealogyErrors::default();
        for (&rank, &row) in self.of.iter().zip(rows) {
            if places.get(rank as usize).is_some_and(Option::is_none) {
                let name = &self.names[rank as usize];
                let message = || match nearest_word(name, known) {
                    Some(near) => {
                        format!("rank {} is not one of the plan; did you mean {near:?}?", quoted(name.as_bytes()))
                    }
                    None => format!("rank {} is not one of the plan: {}", quoted(name.as_bytes()), known.join(", ")),
                };
                errors.push(ProblemKind::UnknownRank, file, row, message);
            }
        }
        errors.unless_any(self.of.iter().map(|&rank| places.get(rank as usize).copied().flatten()).collect())
    }
}
