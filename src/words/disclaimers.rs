//! What no result is, and what no result holds: the only place where it is said.

#[cfg(feature = "charts")]
use super::counts::capital;

/// What simulated amounts are not. It stands in every text and picture that shows some.
pub(crate) const CLAIM: &str = "Simulated, not actual earnings.";
/// [`CLAIM`] over a picture, where it is no sentence.
#[cfg(feature = "charts")] // only pictures say it
pub(crate) const MARK: &str = "Simulated, not actual earnings";
/// What no result is to be taken for.
pub(crate) const LIMITS: &str = "Not a forecast or promise, and not a company's income disclosure.";
/// [`CLAIM`] for a picture of arithmetic.
#[cfg(feature = "charts")] // only pictures say it
pub(crate) const STORY_CLAIM: &str = "A story, not earnings.";
/// Why the story is one.
#[cfg(feature = "charts")] // only pictures say it
pub(crate) const STORY_IS_ARITHMETIC: &str = "Doubling is arithmetic, and nothing here was simulated or earned";
/// Why people are no pennies.
#[cfg(feature = "charts")] // only pictures say it
pub(crate) const PEOPLE_ARE_NO_PENNIES: &str = "People do not double like pennies: they quit, most bring in nobody, and \
    the people there are run out. Run a scenario to see what simulated teams do.";
/// What the numbers leave out.
const NOT_MODELLED: &str = "taxes, your own market and skill, a market that fills up, changes to the pay plan.";
/// What they leave out as well where no week of yours is said.
const YOUR_HOURS: &str = "your working hours, ";
/// Where what is left out is said.
const NOT_MODELLED_ELSEWHERE: &str = "What is not modelled: see `downline run`.";

/// The disclaimer in a sentence or two.
pub(crate) fn simulated() -> String {
    format!("{CLAIM} {LIMITS}")
}

/// The disclaimer below what the numbers leave out. `has_week`: whether your hours are said.
pub(crate) fn not_modelled(has_week: bool) -> String {
    let hours = if has_week { "" } else { YOUR_HOURS };
    format!("Not modelled: {hours}{NOT_MODELLED} {}", simulated())
}

/// The disclaimer, and where to read what the numbers leave out.
pub(crate) fn not_modelled_elsewhere() -> String {
    format!("{} {NOT_MODELLED_ELSEWHERE}", simulated())
}

/// The disclaimer of an audit, which counts pay and no costs.
pub(crate) fn before_costs() -> String {
    format!("{} Costs of members are not counted here: pay is before kits, own orders and expenses.", simulated())
}

/// The disclaimer of one career.
pub(crate) fn one_of_many() -> String {
    format!("One career of many, and no more likely than the others. {CLAIM}")
}

/// What it means that the average team is larger than a town.
fn outgrows_a_town(month: u16) -> String {
    format!("the average team outgrows a town (10,000 people) in month {month}")
}

/// That the average team is larger than a town, in a sentence.
#[cfg(feature = "charts")] // only pictures say it
pub(crate) fn outgrown(month: u16) -> String {
    capital(&outgrows_a_town(month)) + "."
}

/// A warning that the average team is larger than a town, in a line.
pub(crate) fn caution(month: u16) -> String {
    format!("CAUTION: {}", outgrows_a_town(month))
}

/// The same warning with what follows from it.
pub(crate) fn caution_in_full(month: u16) -> String {
    format!("{}. No market is modelled that could run out of people; read later months as arithmetic.", caution(month))
}
