//! Customer discount: what a buyer gets off its own orders.

use super::differential::groups::marginal;
use super::differential::{Brackets, Lookup};
use super::level_pay::at_rank;
use super::{Books, Line, Needs, Period, Rule, Share};
use crate::team::MemberId;
use crate::units::{Money, Rate, Volume};

/// Where a buyer's rate comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Source {
    /// `rates[rank]`, the last for all higher ranks.
    Rank(Vec<Rate>),
    /// From this volume of the month this rate, rising.
    Volume { steps: Vec<(Volume, Rate)>, lookup: Lookup, brackets: Brackets },
}

/// Gives each buyer a rate of its own month's commissionable volume back, by rank or by its personal volume.
///
/// `pay = own CV * rate`. With steps all of it is at the rate of the highest step that the month's volume reaches, and
/// nothing below the lowest; or, with marginal brackets, each part at the rate of its bracket. What customers buy through a
/// member counts as its own. A discount is of the price and no pay, so a buyer has it whether active
/// or not. One line, and one rounding, a buyer and month, on level 0 and with the buyer as source. It promises no share
/// of an order.
///
/// A differential above it that begins where the discount ends says so with
/// [`OwnOrder::TakenAsDiscount`](super::differential::OwnOrder::TakenAsDiscount).
///
/// 5 % from 500, 10 % from 1,000: orders of 400, 600 and 1,000 give 0.00, 30.00 and 100.00.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerDiscount {
    source: Source,
}

impl CustomerDiscount {
    /// A discount of `rates[rank]`, the last rate for all higher ranks.
    #[must_use]
    pub const fn by_rank(rates: Vec<Rate>) -> Self {
        Self { source: Source::Rank(rates) }
    }

    /// A discount by the month's volume: from the volume of each step its rate, and nothing below the lowest. Marginal
    /// brackets cut the volume that is paid on, so that any other lookup reads as slab.
    #[must_use]
    pub fn by_volume(mut steps: Vec<(Volume, Rate)>, lookup: Lookup, brackets: Brackets) -> Self {
        steps.sort_unstable();
        let brackets = if lookup == Lookup::Personal { Brackets::Slab } else { brackets };
        Self { source: Source::Volume { steps, lookup, brackets } }
    }

    fn rate(&self, period: &Period, buyer: MemberId) -> Rate {
        let rate = match &self.source {
            Source::Rank(rates) => at_rank(rates, period.ranks()[buyer as usize]).copied(),
            Source::Volume { steps, lookup, .. } => {
                let column = match lookup {
                    Lookup::Personal => period.personal(),
                    Lookup::Commissionable => period.commissionable(),
                };
                steps.iter().rev().find(|step| step.0 <= column[buyer as usize]).map(|step| step.1)
            }
        };
        rate.unwrap_or(Rate::ZERO)
    }

    fn amount(&self, rate: Rate, volume: Volume, worth: Rate, buyer: MemberId, books: &mut Books<'_>) -> Money {
        match &self.source {
            Source::Volume { steps, brackets: Brackets::Marginal, .. } => {
                let exact = marginal(steps, volume) * i128::from(worth.parts_per_million());
                books.award_fraction(buyer, exact, 1_000_000_000_000)
            }
            _ => books.award(buyer, &Share::of_two(rate, worth), volume.hundredths()),
        }
    }
}

impl Rule for CustomerDiscount {
    fn name(&self) -> &'static str {
        "customer-discount"
    }

    fn needs(&self) -> Needs {
        let by_rank = matches!(&self.source, Source::Rank(rates) if rates.len() > 1);
        Needs {
            personal: matches!(self.source, Source::Volume { lookup: Lookup::Personal, .. }),
            ..Needs::ranked(by_rank)
        }
    }

    fn volume_edges(&self) -> Vec<Volume> {
        match &self.source {
            Source::Rank(_) => Vec::new(),
            Source::Volume { steps, .. } => steps.iter().map(|step| step.0).collect(),
        }
    }

    fn settle(&self, period: &Period, books: &mut Books<'_>) {
        for buyer in period.members() {
            let volume = period.commissionable()[buyer as usize];
            let rate = self.rate(period, buyer);
            if volume != Volume::ZERO && rate != Rate::ZERO {
                let amount = self.amount(rate, volume, period.point_value(), buyer, books);
                books.line(&Line::on_order(buyer, buyer, 0, volume, rate, amount));
            }
        }
    }
}
