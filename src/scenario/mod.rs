//! What is asked: a [`Scenario`], read from TOML and validated as a whole. It holds no seed and no path.

use crate::commission::Plan;
use crate::growth::parameters::GrowthParameters;
use crate::units::{Money, Volume};

/// Where a scenario's assumptions come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// The kind of evidence.
    pub kind: BasisKind,
    /// The sources, each as one line of text; at least one for [`BasisKind::PublishedData`].
    pub sources: Vec<String>,
}

/// The kind of evidence behind a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BasisKind {
    /// An example, not data from any company.
    Illustrative,
    /// The user's own records.
    OwnRecords,
    /// Published figures, with sources.
    PublishedData,
}

impl BasisKind {
    /// The kind as written in a scenario file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Illustrative => "illustrative",
            Self::OwnRecords => "own-records",
            Self::PublishedData => "published-data",
        }
    }
}

/// What taking part costs you.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Costs {
    /// The starter kit, booked in month 1.
    pub kit: Money,
    /// The running cost of each month-end at which you are active.
    pub monthly: Money,
    /// Your own product purchases a month, when they count as a cost.
    pub own_product: Option<Money>,
}

/// A validated question to the simulator. Made by reading TOML; running it cannot fail for reasons of the model.
#[derive(Clone, Debug)]
pub struct Scenario {
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) currency: String,
    pub(crate) basis: Basis,
    pub(crate) growth: GrowthParameters,
    pub(crate) personal_volume: Volume,
    pub(crate) costs: Costs,
    pub(crate) plan: Plan,
    /// The resolved scenario as canonical TOML: the text of `scenario.toml`, and what the hash is taken of.
    pub(crate) resolved: String,
}

impl Scenario {
    /// The preset's name or the file's name without its ending.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The title, 1 to 120 characters.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The currency's ISO code, such as `USD`.
    #[must_use]
    pub fn currency(&self) -> &str {
        &self.currency
    }

    /// Where the assumptions come from.
    #[must_use]
    pub const fn basis(&self) -> &Basis {
        &self.basis
    }

    /// Growth: horizon, sponsoring, attrition and you.
    #[must_use]
    pub const fn growth(&self) -> &GrowthParameters {
        &self.growth
    }

    /// The volume of each active member a month.
    #[must_use]
    pub const fn personal_volume(&self) -> Volume {
        self.personal_volume
    }

    /// What taking part costs you.
    #[must_use]
    pub const fn costs(&self) -> Costs {
        self.costs
    }

    /// The compensation plan.
    #[must_use]
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }
}
