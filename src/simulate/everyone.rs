//! [`everyone`]: what all members of a whole organisation got, by the laws, the plan and the costs of a scenario.

use std::ops::{ControlFlow, RangeInclusive};

use super::{Settings, on, thread_pool};
use crate::buying::{Purchases, Shopping};
use crate::commission::{Line, Period, Totals};
use crate::growth::organisation::Organisation;
use crate::results::{Everyone, MemberOfAll, NoEveryone, OrganisationFacts};
use crate::scenario::{Costs, Scenario};
use crate::settlement::{FirstMember, Listener, LivesNetwork, MonthEnd, months_needed, settle_organisation};
use crate::team::Lifeline;
use crate::units::{Money, Month, Probability, Rate};

/// The most months of members whose orders are held: about 2 GB.
const MOST_MEMBER_MONTHS: u64 = 60_000_000;

/// Grows the organisation of a scenario from the seed of the settings, lets its members buy, pays them, and counts what
/// everyone got who was a member at one of the month-ends looked at.
///
/// Members live, buy and are paid as in a career; the company of a pool or of a company cap is the organisation. Its first
/// member is the company, unpaid and uncounted. The first month looked at is month 1 of the scenario's events. Trials of the
/// settings are not looked at.
///
/// # Errors
/// [`NoEveryone::NobodyQuits`], [`NoEveryone::TooLarge`] and [`NoEveryone::TooMuchPaid`].
///
/// ```
/// use downline::{Settings, scenario::Draft, simulate::everyone};
/// let mut draft = Draft::preset("typical")?;
/// draft.set("organisation.members=200")?;
/// let (scenario, _) = draft.finish()?;
/// let everyone = everyone(&scenario, &Settings::default())?;
/// assert_eq!(everyone.commission().percentile(50), Some(0)); // the middle one gets nothing
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn everyone(scenario: &Scenario, settings: &Settings) -> Result<Everyone, NoEveryone> {
    let growth = scenario.growth();
    if growth.attrition().steps().iter().all(|step| step.rate == Probability::ZERO) {
        return Err(NoEveryone::NobodyQuits);
    }
    let organisation =
        Organisation::grow(growth, scenario.organisation(), settings.seed).map_err(|_| NoEveryone::TooLarge)?;
    let months = months_needed(&organisation, scenario.plan());
    if member_months(&organisation, &months) > MOST_MEMBER_MONTHS {
        return Err(NoEveryone::TooLarge);
    }
    let shopping = Shopping::new(scenario.buying(), organisation.age(), None);
    let mut purchases = Purchases::new();
    shopping.organisation(organisation.lives(), &months, &mut purchases);
    let sells = scenario.plan().needs().retail;
    let lives = organisation.lives();
    let network =
        LivesNetwork { lives, purchases: &purchases, kit: shopping.kit(), first: FirstMember::Company, sells };
    let mut accounts = Accounts::new(scenario, &organisation, &purchases);
    on(thread_pool(settings).as_ref(), || {
        settle_organisation(&organisation, &network, scenario.plan(), |settlement, month| {
            // Accounts never break off.
            let _ = settlement.month(&network, month, &mut accounts);
        });
    });
    accounts.finish()
}

/// How many month-ends of members lie in these months.
fn member_months(organisation: &Organisation, months: &RangeInclusive<Month>) -> u64 {
    let (first, end) = (months.start().get(), months.end().get().saturating_add(1));
    let of = |member: &Lifeline| u64::from(member.left.min(end).saturating_sub(member.joined.max(first)));
    organisation.team().members().iter().skip(1).map(of).sum()
}

/// How many people a member brought in a month in the months looked at; `None` where the organisation still grew in one of
/// them.
#[allow(clippy::cast_precision_loss)] // at most 20,000,000
fn newcomers_a_member(organisation: &Organisation) -> Option<f64> {
    let (parameters, first) = (organisation.parameters(), organisation.first_looked_at().get());
    let newcomers = organisation.team().members().iter().filter(|member| member.joined >= first).count();
    let months = f64::from(parameters.months()) * f64::from(parameters.members());
    (first > parameters.full_since()).then(|| newcomers as f64 / months)
}

/// Keeps what every member gets and pays, month by month.
struct Accounts<'a> {
    organisation: &'a Organisation,
    purchases: &'a Purchases,
    scenario: &'a Scenario,
    margin: Rate,
    /// By rule: whether it is a margin on retail prices.
    is_margin: Vec<bool>,
    /// What each member is paid in the month: commission, and margins.
    paid: [Totals; 2],
    /// Everybody who ever joined, with nothing for those who were never looked at.
    members: Vec<MemberOfAll>,
    /// Who of them was there at a month-end.
    seen: Vec<bool>,
    facts: OrganisationFacts,
}

impl<'a> Accounts<'a> {
    fn new(scenario: &'a Scenario, organisation: &'a Organisation, purchases: &'a Purchases) -> Self {
        let parameters = organisation.parameters();
        let mut levels = Vec::new();
        organisation.team().levels_into(&mut levels);
        let here = organisation.team().members().iter().skip(1).filter(|member| member.is_active(organisation.age()));
        Self {
            organisation,
            purchases,
            scenario,
            margin: scenario.buying().customers().map_or(Rate::ZERO, |customers| customers.margin()),
            is_margin: scenario.plan().rules().iter().map(|rule| rule.needs().retail).collect(),
            paid: Default::default(),
            members: levels.into_iter().map(|level| MemberOfAll { level, ..MemberOfAll::default() }).collect(),
            seen: vec![false; organisation.team().len()],
            facts: OrganisationFacts {
                members: parameters.members(),
                age: parameters.age(),
                months: parameters.months(),
                newcomers_a_member: newcomers_a_member(organisation),
                scenario_mean: scenario.growth().members().mean(),
                members_at_the_end: here.count() as u64,
                sponsored_nobody: organisation.without_recruits(),
                ..OrganisationFacts::default()
            },
        }
    }

    /// Books a month-end of a member who is there.
    fn book(&mut self, id: usize, line: Lifeline, month: Month) {
        let [commission, plan_margin] = self.paid.each_ref().map(|paid| paid.earners()[id]);
        let bought = self.purchases.of(u32::try_from(id).unwrap_or(u32::MAX), month);
        let member = &mut self.members[id];
        member.tenure = month.get() - line.joined;
        member.commission += commission;
        member.retail_profit += self.margin.of_money(bought.price) + plan_margin;
        member.own_orders += self.scenario.buying().orders().price(bought.own);
        member.costs += costs(self.scenario.costs(), self.organisation, month, line.joined);
        self.seen[id] = true;
        self.facts.member_months += 1;
        self.facts.paid_months += u64::from(commission > Money::ZERO);
        self.facts.customer_months += u64::from(bought.customers);
    }

    fn finish(self) -> Result<Everyone, NoEveryone> {
        // Without signs, so that no sum of some of it is larger.
        let gross = self.members.iter().map(|member| member.commission.max(-member.commission) + member.retail_profit);
        if !gross.sum::<Money>().is_counted() {
            return Err(NoEveryone::TooMuchPaid);
        }
        let seen = self.members.into_iter().zip(self.seen).filter(|member| member.1);
        let members: Vec<MemberOfAll> = seen.map(|member| member.0).collect();
        Ok(Everyone::new(self.facts, &members))
    }
}

/// What a month-end costs a member beside its own order: the kit in its joining month.
fn costs(costs: &Costs, organisation: &Organisation, month: Month, joined: u16) -> Money {
    let kit = if month.get() == joined { costs.kit } else { Money::ZERO };
    // The first month looked at is month 1 of the scenario.
    let of_scenario = Month::new(month.get() - organisation.first_looked_at().get() + 1);
    let event = if costs.events.is_in(of_scenario) { costs.event } else { Money::ZERO };
    kit + costs.monthly + event
}

impl Listener for Accounts<'_> {
    fn looks_at_ranks(&self) -> bool {
        false
    }

    fn month_begin(&mut self, period: &Period) {
        self.paid.iter_mut().for_each(|paid| paid.begin(period.len()));
    }

    fn line(&mut self, rule: usize, name: &str, line: &Line) {
        self.paid[usize::from(self.is_margin[rule])].line(rule, name, line);
    }

    fn totals(&mut self, rule: usize) -> Option<&mut Totals> {
        Some(&mut self.paid[usize::from(self.is_margin[rule])])
    }

    fn month_end(&mut self, end: &MonthEnd<'_>) -> ControlFlow<()> {
        let (organisation, month) = (self.organisation, end.period.month());
        let joined = &organisation.team().members()[..end.period.len()];
        for (id, member) in joined.iter().enumerate().skip(1).filter(|(_, member)| member.is_active(month)) {
            self.book(id, *member, month);
        }
        ControlFlow::Continue(())
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;
    use std::sync::Arc;

    use super::*;
    use crate::commission::retail::MarginOf;
    use crate::commission::{Plan, Retail};
    use crate::scenario::{Draft, OwnOrdersAre};
    use crate::settlement::RulesPaid;
    use crate::units::Volume;

    fn small(changes: &[&str]) -> Scenario {
        let mut draft = Draft::preset("typical").unwrap();
        let size = ["organisation.members=400", "organisation.age=60"];
        size.iter().chain(changes).for_each(|change| draft.set(change).unwrap());
        draft.finish().unwrap().0
    }

    /// The five levels promise 22 % of each member's volume of each month, rounded to the cent once.
    #[test]
    fn what_everyone_is_paid_and_what_the_company_keeps_are_what_was_promised() {
        let scenario =
            small(&["plan={unilevel={rates=[\"5%\",\"5%\",\"5%\",\"4%\",\"3%\"],compression=\"standard\"}}"]);
        let organisation = Organisation::grow(scenario.growth(), scenario.organisation(), 1).unwrap();
        let shopping = Shopping::new(scenario.buying(), organisation.age(), None);
        let mut purchases = Purchases::new();
        let months = organisation.first_looked_at()..=organisation.age();
        shopping.organisation(organisation.lives(), &months, &mut purchases);
        let (lives, kit) = (organisation.lives(), Volume::ZERO);
        let network = LivesNetwork { lives, purchases: &purchases, kit, first: FirstMember::Company, sells: false };
        let mut rules = RulesPaid::new(scenario.plan());
        let mut promised = Money::ZERO;
        settle_organisation(&organisation, &network, scenario.plan(), |settlement, month| {
            let _ = settlement.month(&network, month, &mut rules);
            for (id, _) in (0..).zip(lives.team().members()).skip(1).filter(|(_, member)| member.is_active(month)) {
                promised += Rate::from_parts_per_million(220_000).of_volume(purchases.of(id, month).points());
            }
        });
        let everyone = everyone(&scenario, &Settings::default()).unwrap();
        let (paid, kept) = (rules.rules()[0].paid, rules.rules()[0].kept_in_all());
        assert_eq!(everyone.concentration().paid, paid);
        assert!(paid > Money::ZERO && kept > Money::ZERO);
        assert_eq!(paid + kept, promised);
    }

    #[test]
    fn everyone_depends_on_the_seed_and_on_no_number_of_threads() {
        let scenario = small(&[]);
        let of = |seed, threads| {
            let settings = Settings { seed, threads: NonZeroUsize::new(threads), ..Settings::default() };
            everyone(&scenario, &settings).unwrap()
        };
        assert_eq!(of(1, 1), of(1, 3));
        assert_ne!(of(1, 1), of(2, 1));
    }

    /// The kit of whoever joins in the months looked at, the running costs of each month-end, and events in the months of
    /// the scenario.
    #[test]
    fn costs_are_those_of_the_months_looked_at() {
        let total = |changes: &[&str]| {
            let everyone = everyone(&small(changes), &Settings::default()).unwrap();
            let cells = everyone.net(OwnOrdersAre::Cost).cells();
            let cents: i64 = cells.iter().map(|&(net, people)| net * i64::try_from(people).unwrap()).sum();
            (cents, everyone)
        };
        let (with, everyone) = total(&["organisation.months=6"]);
        let facts = everyone.organisation();
        let free = ["organisation.months=6", "costs.kit=0", "costs.monthly=0"];
        let organisation = Organisation::grow(small(&[]).growth(), small(&["organisation.months=6"]).organisation(), 1);
        let joined = organisation.unwrap().team().members().iter().filter(|member| member.joined > 54).count();
        let newcomers = i64::try_from(joined).unwrap();
        assert_eq!(facts.newcomers_a_member, Some(f64::from(u32::try_from(joined).unwrap()) / 2_400.0));
        let month_ends = i64::try_from(facts.member_months).unwrap();
        assert_eq!(month_ends, 400 * 6);
        assert_eq!(total(&free).0 - with, newcomers * 75_00 + month_ends * 25_00);
        // Events in months 2, 4 and 6 of the six.
        let events = [&free[..], &["events={every=2}", "costs.event=10"]].concat();
        assert_eq!(total(&free).0 - total(&events).0, 3 * 400 * 10_00);
    }

    #[test]
    fn a_retail_margin_of_the_plan_is_retail_profit_and_no_commission() {
        let retail = Retail::new(vec![Rate::from_parts_per_million(250_000)], MarginOf::RetailPrice);
        let scenario = small(&["customers.margin=0"]).with_plan(Plan::new(vec![Arc::new(retail)])).unwrap();
        let plain = small(&[]);
        let [by_plan, by_scenario] =
            [&scenario, &plain].map(|scenario| everyone(scenario, &Settings::default()).unwrap());
        assert_eq!(by_plan.concentration().paid, Money::ZERO);
        let [one, other] = [by_plan, by_scenario].map(|everyone| everyone.mean_retail_profit().unwrap());
        assert!((one - other).abs() < 1.0, "{one} and {other}");
    }
}
