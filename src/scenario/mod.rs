//! What is asked: a [`Scenario`], read from TOML and validated as a whole. It holds no seed and no path.
//!
//! Every key is declared once, in [`keys`]. A text becomes a scenario in steps, one file each: its size and nesting are
//! checked and it is parsed into values that know their places (`reading::tree`), a [`Draft`] takes `--set` replacements,
//! every key is read with its type and range (`reading`, `build`, `plan`), and what belongs together is checked by the
//! constructors of the parameters and by [`Misfit`]. All problems are collected ([`ScenarioErrors`]); each value's origin
//! is kept ([`Explanation`]), with what it comes to (`meaning`).

mod activity;
mod build;
mod costs;
mod draft;
pub mod keys;
mod meaning;
mod misfit;
mod plan;
pub mod presets;
mod resolved;

pub use crate::reading::{Explanation, LONGEST_TEXT, Origin, Problem, Problems as ScenarioErrors, Row};
pub use activity::Activity;
pub use costs::{Costs, Events, OwnOrdersAre};
pub use draft::{Draft, RequestedPlan};
pub use misfit::Misfit;

use crate::buying::parameters::BuyingParameters;
use crate::commission::Plan;
use crate::growth::exact::expectations;
use crate::growth::organisation_parameters::OrganisationParameters;
use crate::growth::parameters::{GrowthParameters, Staying};
use crate::growth::story::StoryRate;
use crate::units::{Money, Month, Probability};
use crate::words::basis;

/// Where a scenario's assumptions come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// The kind of evidence.
    pub kind: BasisKind,
    /// The sources, each as one line of text; at least one unless the kind is [`BasisKind::Illustrative`].
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

    /// What assumptions of this kind are, in words.
    #[must_use]
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Illustrative => basis::ILLUSTRATIVE,
            Self::OwnRecords => basis::OWN_RECORDS,
            Self::PublishedData => basis::PUBLISHED_DATA,
        }
    }
}

/// A validated question to the simulator. Made by reading TOML; running it cannot fail for reasons of the model.
#[derive(Clone, Debug)]
pub struct Scenario {
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) currency: String,
    pub(crate) basis: Basis,
    pub(crate) growth: GrowthParameters,
    /// So many months in a row with a negative net make you quit in the next.
    quits_after_red_months: Option<u16>,
    story: StoryRate,
    buying: BuyingParameters,
    activity: Option<Box<Activity>>,
    /// An hour's wage, beside which your hours are looked at.
    wage: Option<Money>,
    pub(crate) costs: Costs,
    organisation: OrganisationParameters,
    pub(crate) plan: Plan,
    /// The title of a plan that is named or comes from a file.
    pub(crate) plan_title: Option<String>,
    /// The plan's tables as canonical TOML.
    plan_toml: String,
    /// The resolved scenario as canonical TOML: the text of `scenario.toml`, and what the hash is taken of.
    pub(crate) resolved: String,
}

impl Scenario {
    /// A preset by its name, such as `typical` ([`presets::PRESETS`]).
    ///
    /// # Errors
    /// A name that is no preset.
    pub fn preset(name: &str) -> Result<Self, ScenarioErrors> {
        Draft::preset(name)?.finish().map(|(scenario, _)| scenario)
    }

    /// A scenario from TOML text. `name` is what results and messages call it.
    ///
    /// # Errors
    /// Everything that is wrong with the text, with line, key and how to mend it.
    pub fn from_toml(name: &str, text: &str) -> Result<Self, ScenarioErrors> {
        Draft::from_toml(name, name, text)?.finish().map(|(scenario, _)| scenario)
    }

    /// This scenario under another plan, such as one with a rule of your own program.
    ///
    /// The resolved text then names the rules with their `Debug` text under `[plan.custom]`, so that the hash differs
    /// between settings; such a text cannot be read back.
    ///
    /// # Errors
    /// [`Misfit::MarginTwice`] for a plan that pays a retail margin, where the scenario's customers leave one too.
    pub fn with_plan(mut self, plan: Plan) -> Result<Self, Misfit> {
        misfit::of_buying(&self.buying, &plan)?;
        self.plan_toml = resolved::custom_plan(&plan);
        self.plan = plan;
        self.plan_title = None;
        self.resolve();
        Ok(self)
    }

    /// This scenario with other growth.
    ///
    /// # Errors
    /// [`Misfit::EventBeyond`] when the scenario's events lie outside the months now looked at.
    pub fn with_growth(mut self, growth: GrowthParameters) -> Result<Self, Misfit> {
        misfit::of_costs(&self.costs, &growth)?;
        self.growth = growth;
        self.look_at_week();
        self.resolve();
        Ok(self)
    }

    /// This scenario with other buying.
    ///
    /// # Errors
    /// [`Misfit::YourCustomers`] for customers of yours without a law of customers, [`Misfit::MarginTwice`] for customers
    /// who leave a margin under a plan that pays one itself.
    pub fn with_buying(mut self, buying: BuyingParameters) -> Result<Self, Misfit> {
        misfit::of_buying(&buying, &self.plan)?;
        self.buying = buying;
        self.look_at_week();
        self.resolve();
        Ok(self)
    }

    /// This scenario with other costs; months of events may stand in any order.
    ///
    /// # Errors
    /// [`Misfit`] for a cost outside 0 to a billion, an event cost without events, events without a cost, and events
    /// outside the months looked at.
    pub fn with_costs(mut self, costs: Costs) -> Result<Self, Misfit> {
        misfit::of_costs(&costs, &self.growth)?;
        self.costs = costs;
        if let Events::In(months) = &mut self.costs.events {
            months.sort_unstable();
        }
        self.resolve();
        Ok(self)
    }

    /// This scenario with another rate of the story.
    #[must_use]
    pub fn with_story(mut self, story: StoryRate) -> Self {
        self.story = story;
        self.resolve();
        self
    }

    /// This scenario with another organisation in which everyone is counted.
    #[must_use]
    pub fn with_organisation(mut self, organisation: OrganisationParameters) -> Self {
        self.organisation = organisation;
        self.resolve();
        self
    }

    /// After a change: your rates are those of your week only where they still are the same.
    fn look_at_week(&mut self) {
        let Some(activity) = &self.activity else { return };
        let (sponsors, finds) = (activity.sponsors(), activity.finds_customers());
        let mut anew = Activity::new(*activity.parameters(), &self.buying, sponsors, finds);
        anew.sponsors &= self.growth.you().stated_mean == Some(anew.week().joins_a_month);
        anew.finds_customers &= self.buying.you().customers == Some(anew.week().customers_a_month);
        self.activity = Some(Box::new(anew));
    }

    /// Writes the resolved text anew after a change.
    fn resolve(&mut self) {
        self.resolved = resolved::toml(self);
    }

    /// The whole scenario as canonical TOML, defaults filled in, without the name and the comments of what was read.
    /// Reading it again gives the same scenario and hash, unless a program's own plan stands in it.
    #[must_use]
    pub fn resolved_toml(&self) -> &str {
        &self.resolved
    }

    /// The first 8 hex digits of the SHA-256 of [`Scenario::resolved_toml`]: the same for
    /// the same title, assumptions and plan, whatever the file's name, order, comments and way of writing numbers.
    #[must_use]
    pub fn hash(&self) -> String {
        crate::reading::written::hash(&self.resolved)
    }

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

    /// How many people everyone brings in in the story told beside the results.
    #[must_use]
    pub const fn story(&self) -> StoryRate {
        self.story
    }

    /// Buying: own orders, customers, kits, and you.
    #[must_use]
    pub const fn buying(&self) -> &BuyingParameters {
        &self.buying
    }

    /// After so many months in a row with a negative net, own orders counted, you quit in the attrition step of the next month.
    #[must_use]
    pub const fn quits_after_red_months(&self) -> Option<u16> {
        self.quits_after_red_months
    }

    /// Your week of work, where one is said.
    #[must_use]
    pub fn activity(&self) -> Option<&Activity> {
        self.activity.as_deref()
    }

    /// How many seconds you work in a month at whose end you are active; none from the month on in which you stop working.
    /// `None` where no week of yours is said.
    #[must_use]
    pub fn seconds_of_work(&self, month: Month) -> Option<u32> {
        let activity = self.activity.as_ref()?;
        let has_stopped = self.growth.you().stop_working.is_some_and(|stop| month >= stop);
        let works = month.get() > 0 && !has_stopped;
        Some(if works { activity.seconds_of(month, &self.costs.events) } else { 0 })
    }

    /// What an hour of a job would pay you, beside which your hours are looked at. Only where a week of yours is said.
    #[must_use]
    pub const fn hourly_wage(&self) -> Option<Money> {
        self.wage
    }

    /// What taking part costs you, beside your own orders.
    #[must_use]
    pub const fn costs(&self) -> &Costs {
        &self.costs
    }

    /// The organisation in which everyone is counted.
    #[must_use]
    pub const fn organisation(&self) -> OrganisationParameters {
        self.organisation
    }

    /// Whether nothing about growth and buying is random, so that every trial is the same.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        self.growth.is_certain() && self.buying.is_certain()
    }

    /// The first month at whose end the average team has more people than a town, 10,000; `None` when it has not by the
    /// horizon.
    #[must_use]
    pub fn outgrows_a_town(&self) -> Option<Month> {
        const TOWN: f64 = 10_000.0;
        expectations(&self.growth).into_iter().find(|month| month.team > TOWN).map(|month| month.month)
    }

    /// Whether you are told to stay where others quit: results of people free to quit then belong beside yours.
    #[must_use]
    pub fn tells_you_to_stay(&self) -> bool {
        let somebody_quits = self.growth.attrition().steps().iter().any(|step| step.rate > Probability::ZERO);
        self.growth.you().staying == Staying::Stays && somebody_quits
    }

    /// What taking part costs you: `kit $75, $25 a month, own orders $110 every month`.
    #[must_use]
    pub(crate) fn costs_in_words(&self) -> String {
        meaning::costs(&self.costs, &self.buying, &self.currency)
    }

    /// The compensation plan.
    #[must_use]
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The plan's title, when it has one.
    #[must_use]
    pub fn plan_title(&self) -> Option<&str> {
        self.plan_title.as_deref()
    }
}
