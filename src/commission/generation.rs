//! Generation bonus: levels counted by leaders, not by members.

use super::level_pay::{self, Counting};
use super::{Books, Compression, Needs, Period, Rule, Unilevel, Unpaid};
use crate::units::{Rate, Volume};

/// What happens to a generation when its leader is not active. Public plans disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AbsentLeader {
    /// The generation is used up, and its share is kept by the company: rank makes the structure.
    UsesGeneration,
    /// The leader is passed over.
    PassedOver,
}

/// Pays leaders a rate of an order by generation: walking up from the buyer, the first leader above is paid generation
/// 1, the next leader generation 2, and so on. Who is no leader uses up no generation.
///
/// `pay = CV * rate(generation)`, for active leaders, a leader being a member paid as the leader rank or higher. One
/// line, and one rounding, an earner, source and generation. The rule promises the sum of its rates on every order.
///
/// Rates 10/7/5 %, an order of 100 below leaders Dave and, further up, Alice: Dave 10.00, Alice 7.00.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Generation {
    levels: Unilevel,
}

impl Generation {
    /// A rule that pays `rates[0]` to the first leader above a buyer, `rates[1]` to the second, and so on.
    #[must_use]
    pub fn new(leader_rank: u8, rates: Vec<Rate>, absent: AbsentLeader) -> Self {
        let mut depth = vec![0; usize::from(leader_rank)];
        depth.push(rates.len());
        let mut levels = Unilevel::new(rates, Compression::Dynamic).with_depth_by_rank(depth);
        if absent == AbsentLeader::UsesGeneration {
            levels.counting = Counting::Leaders(leader_rank);
        }
        Self { levels }
    }

    /// The same rule paid on this share of the commissionable volume (the broad percentage).
    #[must_use]
    pub fn with_broad_percentage(mut self, broad: Rate) -> Self {
        self.levels = self.levels.with_broad_percentage(broad);
        self
    }

    /// The same rule in which the share of a generation who may not be paid goes elsewhere
    /// ([`Unilevel::with_unpaid`]).
    #[must_use]
    pub fn with_unpaid(mut self, unpaid: Unpaid) -> Self {
        self.levels = self.levels.with_unpaid(unpaid);
        self
    }
}

impl Rule for Generation {
    fn name(&self) -> &'static str {
        "generation"
    }

    fn needs(&self) -> Needs {
        self.levels.needs()
    }

    fn volume_edges(&self) -> Vec<Volume> {
        self.levels.volume_edges()
    }

    fn settle(&self, period: &Period, books: &mut Books<'_>) {
        level_pay::settle(&self.levels, period, books);
    }
}
