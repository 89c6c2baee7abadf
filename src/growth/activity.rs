//! [`ActivityParameters`]: a week of work as it is planned, and [`Week`]: what comes of it, step by step.
//!
//! Contacts become conversations, conversations presentations; somebody presented to joins on one of the follow-ups, and who
//! does not join may buy. Each step passes on its people independently of each other, so people who come at a Poisson rate
//! come out at that rate times the chances of all steps (thinning of a Poisson process: Kingman, "Poisson Processes", 1993).

use crate::units::Probability;

/// Weeks in a month.
const WEEKS_A_MONTH: f64 = 52.0 / 12.0;

/// Minutes that one of each takes, 0 to 10,000.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Minutes {
    /// A contact, whether or not a conversation comes of it.
    pub contact: f64,
    /// A conversation.
    pub conversation: f64,
    /// A presentation.
    pub presentation: f64,
    /// A follow-up.
    pub follow_up: f64,
    /// Launching a newcomer, once.
    pub launch: f64,
    /// A customer served, in a month.
    pub customer: f64,
}

impl Default for Minutes {
    fn default() -> Self {
        Self { contact: 2.0, conversation: 15.0, presentation: 30.0, follow_up: 5.0, launch: 120.0, customer: 15.0 }
    }
}

impl Minutes {
    /// The most minutes of one step.
    pub const MOST: f64 = 10_000.0;

    const fn all(&self) -> [f64; 6] {
        [self.contact, self.conversation, self.presentation, self.follow_up, self.launch, self.customer]
    }
}

/// A week as it is planned.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlannedWeek {
    /// Hours a week, 0 to 168.
    pub hours: f64,
    /// The share of them that goes to activities that make income.
    pub productive: Probability,
    /// The goal: conversations a day, 0 to 200, on so many days a week, 0 to 7.
    pub conversations_a_day: f64,
    /// Days of work a week.
    pub days_a_week: f64,
    /// The chance that a contact becomes a conversation.
    pub reach: Probability,
    /// The chance that a conversation becomes a presentation.
    pub present: Probability,
    /// The most follow-ups with somebody who was presented to, 0 to 100.
    pub follow_ups: u16,
    /// The chance to join on each of them.
    pub join: Probability,
    /// The chance that somebody who does not join buys.
    pub buy: Probability,
    /// What one of each step takes.
    pub minutes: Minutes,
    /// Hours of an event month, beside the week, 0 to 100.
    pub event_hours: f64,
}

/// A planned week is out of range.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum ActivityError {
    /// More hours than a week has.
    #[error("{hours} hours a week are not 0 to 168")]
    Hours {
        /// What was given.
        hours: f64,
    },
    /// A goal that nobody reaches.
    #[error("{conversations} conversations a day are not 0 to 200")]
    Conversations {
        /// What was given.
        conversations: f64,
    },
    /// More days than a week has.
    #[error("{days} days a week are not 0 to 7")]
    Days {
        /// What was given.
        days: f64,
    },
    /// More follow-ups than are looked at.
    #[error("{follow_ups} follow-ups are not 0 to 100")]
    FollowUps {
        /// What was given.
        follow_ups: u16,
    },
    /// Minutes of a step.
    #[error("{minutes} minutes are not 0 to 10,000")]
    Minutes {
        /// What was given.
        minutes: f64,
    },
    /// Hours of an event month.
    #[error("{hours} hours of an event month are not 0 to 100")]
    EventHours {
        /// What was given.
        hours: f64,
    },
}

/// A planned week within its ranges.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ActivityParameters(PlannedWeek);

/// Customers of yours who are served in month 12, in the mean.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Served {
    /// Of each customer a month that the week brings in; 0 where its customers are not looked at.
    pub of_each_found: f64,
    /// Who come to you in another way.
    pub others: f64,
}

/// One step of a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Lead generation: contacts are looked for and spoken to.
    Contacts,
    /// Inviting: conversations with those who were reached.
    Conversations,
    /// Presenting the business.
    Presentations,
    /// Following up and closing.
    FollowUps,
    /// Launching newcomers.
    Launches,
    /// Promoting events, in event months, beside the week.
    Events,
    /// Customer acquisition: customers found and served.
    Customers,
    /// All other hours, which bring in nobody.
    Unproductive,
}

impl Step {
    /// All steps, in the order of the chain.
    pub const ALL: [Self; 8] = [
        Self::Contacts,
        Self::Conversations,
        Self::Presentations,
        Self::FollowUps,
        Self::Launches,
        Self::Events,
        Self::Customers,
        Self::Unproductive,
    ];
}

/// How many of a step there are in a week, and how many minutes they take.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StepOfWeek {
    /// The step.
    pub step: Step,
    /// How many a week; of customers, those served. Nothing for what is not counted.
    pub a_week: f64,
    /// Minutes a week; of events, minutes of an event month.
    pub minutes: f64,
}

/// What holds a week back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    /// The goal: there is time for more.
    Goal,
    /// The hours: the goal does not fit into them.
    Hours,
}

/// What comes of a week.
#[derive(Clone, Debug, PartialEq)]
pub struct Week {
    /// The steps in the order of the chain.
    pub steps: Vec<StepOfWeek>,
    /// Conversations a week that were the goal.
    pub goal: f64,
    /// What of the goal fits into the hours, 0 to 1.
    pub fits: f64,
    /// What holds it back.
    pub binding: Binding,
    /// Hours that the whole goal would take, unproductive ones included; infinite where no hour is productive.
    pub hours_for_the_goal: f64,
    /// People who join, a month.
    pub joins_a_month: f64,
    /// Customers found, a month.
    pub customers_a_month: f64,
    /// Hours worked a month, without events.
    pub hours_a_month: f64,
}

impl ActivityParameters {
    /// Checks the ranges.
    ///
    /// # Errors
    /// [`ActivityError`] for the first figure that is out of range.
    pub fn new(plan: PlannedWeek) -> Result<Self, ActivityError> {
        let within = |value: f64, most: f64| (0.0..=most).contains(&value);
        if !within(plan.hours, 168.0) {
            return Err(ActivityError::Hours { hours: plan.hours });
        }
        if !within(plan.conversations_a_day, 200.0) {
            return Err(ActivityError::Conversations { conversations: plan.conversations_a_day });
        }
        if !within(plan.days_a_week, 7.0) {
            return Err(ActivityError::Days { days: plan.days_a_week });
        }
        if plan.follow_ups > 100 {
            return Err(ActivityError::FollowUps { follow_ups: plan.follow_ups });
        }
        if let Some(minutes) = plan.minutes.all().into_iter().find(|&minutes| !within(minutes, Minutes::MOST)) {
            return Err(ActivityError::Minutes { minutes });
        }
        if !within(plan.event_hours, 100.0) {
            return Err(ActivityError::EventHours { hours: plan.event_hours });
        }
        Ok(Self(plan))
    }

    /// The week as it was planned.
    #[must_use]
    pub const fn planned(&self) -> &PlannedWeek {
        &self.0
    }

    /// What comes of the week, with so many customers to serve. The goal is scaled down once where it does not fit into the
    /// productive hours, with the launches that come of it and the customers of month 12.
    ///
    /// ```
    /// use downline::growth::activity::{ActivityParameters, Minutes, PlannedWeek, Served};
    /// use downline::units::Probability;
    /// let chance = |share| Probability::new(share).unwrap();
    /// let plan = PlannedWeek {
    ///     hours: 10.0, productive: chance(0.9), conversations_a_day: 2.0, days_a_week: 5.0, reach: chance(0.2),
    ///     present: chance(0.5), follow_ups: 1, join: chance(0.1), buy: chance(0.0), minutes: Minutes::default(),
    ///     event_hours: 4.0,
    /// };
    /// let week = ActivityParameters::new(plan)?.week(Served::default());
    /// // 10 conversations, 5 presentations, half a newcomer a week.
    /// assert!((week.joins_a_month - 0.5 * 52.0 / 12.0).abs() < 1e-12);
    /// # Ok::<(), downline::growth::activity::ActivityError>(())
    /// ```
    #[must_use]
    pub fn week(&self, served: Served) -> Week {
        let plan = &self.0;
        let goal = plan.conversations_a_day * plan.days_a_week;
        let there_is = plan.hours * 60.0 * plan.productive.get();
        let serving = |customers: f64| customers * plan.minutes.customer / WEEKS_A_MONTH;
        let others = serving(served.others);
        let each = Chain::of_one_conversation(plan, served.of_each_found);
        let (whole, left) = (goal * each.minutes(plan), (there_is - others).max(0.0));
        // Nobody is reached: all the time there is goes to contacts, up to what the goal would ask for.
        let fits = if goal == 0.0 || whole <= left { 1.0 } else { left / whole };
        let conversations = if plan.reach == Probability::ZERO { 0.0 } else { goal * fits };
        let of = |a_conversation: f64| a_conversation * conversations;
        let contacts = match plan.reach.get() {
            0.0 if goal == 0.0 || plan.minutes.contact == 0.0 => 0.0,
            0.0 => left / plan.minutes.contact,
            _ => of(each.contacts),
        };
        let customers = of(each.served) + served.others;
        let counted = |step, a_week: f64, minutes: f64| StepOfWeek { step, a_week, minutes: a_week * minutes };
        let mut steps = vec![
            counted(Step::Contacts, contacts, plan.minutes.contact),
            counted(Step::Conversations, conversations, plan.minutes.conversation),
            counted(Step::Presentations, of(each.presentations), plan.minutes.presentation),
            counted(Step::FollowUps, of(each.follow_ups), plan.minutes.follow_up),
            counted(Step::Launches, of(each.joins), plan.minutes.launch),
            StepOfWeek { step: Step::Events, a_week: 0.0, minutes: plan.event_hours * 60.0 },
            StepOfWeek { step: Step::Customers, a_week: customers, minutes: serving(customers) },
        ];
        let unproductive = plan.hours * 60.0 - there_is;
        steps.push(StepOfWeek { step: Step::Unproductive, a_week: 0.0, minutes: unproductive });
        Week {
            steps,
            goal,
            fits,
            binding: if fits < 1.0 { Binding::Hours } else { Binding::Goal },
            hours_for_the_goal: (whole + others) / 60.0 / plan.productive.get(),
            joins_a_month: of(each.joins) * WEEKS_A_MONTH,
            customers_a_month: of(each.buyers) * WEEKS_A_MONTH,
            hours_a_month: plan.hours * WEEKS_A_MONTH,
        }
    }
}

/// What one conversation takes and brings, in the mean.
struct Chain {
    contacts: f64,
    presentations: f64,
    follow_ups: f64,
    joins: f64,
    buyers: f64,
    /// Customers served in month 12.
    served: f64,
}

impl Chain {
    fn of_one_conversation(plan: &PlannedWeek, served_of_each: f64) -> Self {
        let (presentations, join) = (plan.present.get(), plan.join.get());
        let never = libm::pow(1.0 - join, f64::from(plan.follow_ups));
        // Of a prospect who may join on each of so many follow-ups, (1 - never) / join are made in the mean.
        let follow_ups = if join == 0.0 { f64::from(plan.follow_ups) } else { (1.0 - never) / join };
        let buyers = presentations * never * plan.buy.get();
        let contacts = if plan.reach == Probability::ZERO { 0.0 } else { 1.0 / plan.reach.get() };
        Self {
            contacts,
            presentations,
            follow_ups: presentations * follow_ups,
            joins: presentations * (1.0 - never),
            buyers,
            served: buyers * WEEKS_A_MONTH * served_of_each,
        }
    }

    fn minutes(&self, plan: &PlannedWeek) -> f64 {
        let Minutes { contact, conversation, presentation, follow_up, launch, customer } = plan.minutes;
        self.contacts * contact
            + conversation
            + self.presentations * presentation
            + self.follow_ups * follow_up
            + self.joins * launch
            + self.served * customer / WEEKS_A_MONTH
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chance(share: f64) -> Probability {
        Probability::new(share).unwrap()
    }

    fn plan() -> PlannedWeek {
        PlannedWeek {
            hours: 10.0,
            productive: chance(0.9),
            conversations_a_day: 2.0,
            days_a_week: 5.0,
            reach: chance(0.25),
            present: chance(0.5),
            follow_ups: 2,
            join: chance(0.1),
            buy: chance(0.2),
            minutes: Minutes::default(),
            event_hours: 4.0,
        }
    }

    fn week(plan: PlannedWeek, served: Served) -> Week {
        ActivityParameters::new(plan).unwrap().week(served)
    }

    fn close(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-9 * expected.abs().max(1.0), "{found} for {expected}");
    }

    /// 10 conversations need 40 contacts and lead to 5 presentations. Of each, 1 - 0.9^2 = 0.19 join, after 0.19 / 0.1 = 1.9
    /// follow-ups, and 0.81 x 0.2 = 0.162 buy. Minutes: 80 + 150 + 150 + 9.5 x 5 + 0.95 x 120 = 541.5, and 540 there are.
    #[test]
    fn a_full_week_is_cut_to_its_hours_once() {
        let found = week(plan(), Served::default());
        let fits = 540.0 / 541.5;
        close(found.fits, fits);
        assert_eq!(found.binding, Binding::Hours);
        close(found.joins_a_month, 0.95 * fits * 52.0 / 12.0);
        close(found.customers_a_month, 0.81 * fits * 52.0 / 12.0);
        close(found.hours_for_the_goal, 541.5 / 60.0 / 0.9);
        close(found.hours_a_month, 10.0 * 52.0 / 12.0);
        let minutes: f64 = found.steps.iter().filter(|step| step.step != Step::Events).map(|step| step.minutes).sum();
        close(minutes, 600.0);
        assert_eq!(found.steps.iter().map(|step| step.step).collect::<Vec<_>>(), Step::ALL);
    }

    /// The same with twice the hours fits, and the rest of the productive time is left over. Each customer found a month means
    /// 5 to serve in month 12: 0.81 x 52 / 12 x 5 = 17.55 customers, 17.55 x 15 x 12 / 52 = 60.75 minutes a week.
    #[test]
    fn a_week_that_fits_is_its_goal() {
        let twice = PlannedWeek { hours: 20.0, ..plan() };
        let found = week(twice, Served { of_each_found: 5.0, others: 0.0 });
        assert_eq!((found.fits, found.binding), (1.0, Binding::Goal));
        close(found.joins_a_month, 0.95 * 52.0 / 12.0);
        let customers = found.steps.iter().find(|step| step.step == Step::Customers).unwrap();
        close(customers.a_week, 17.55);
        close(customers.minutes, 60.75);
        close(found.hours_for_the_goal, (541.5 + 60.75) / 60.0 / 0.9);
    }

    /// 40 customers who come in another way take 40 x 15 x 12 / 52 minutes a week: what is left is for the goal.
    #[test]
    fn customers_are_served_before_new_people_are_looked_for() {
        let served = Served { of_each_found: 0.0, others: 40.0 };
        let found = week(plan(), served);
        close(found.fits, (540.0 - 600.0 * 12.0 / 52.0) / 541.5);
        let busy = week(PlannedWeek { hours: 1.0, ..plan() }, served);
        assert_eq!((busy.fits, busy.joins_a_month), (0.0, 0.0), "an impossible week brings in nobody");
    }

    #[test]
    fn an_empty_week_brings_in_nobody() {
        for empty in [
            PlannedWeek { hours: 0.0, ..plan() },
            PlannedWeek { productive: chance(0.0), ..plan() },
            PlannedWeek { conversations_a_day: 0.0, ..plan() },
            PlannedWeek { days_a_week: 0.0, ..plan() },
            PlannedWeek { reach: chance(0.0), ..plan() },
            PlannedWeek { present: chance(0.0), ..plan() },
        ] {
            let found = week(empty, Served::default());
            assert_eq!((found.joins_a_month, found.customers_a_month), (0.0, 0.0), "{empty:?}");
            assert!(found.steps.iter().all(|step| step.minutes.is_finite() && step.a_week.is_finite()), "{found:?}");
        }
    }

    #[test]
    fn where_nobody_joins_or_everybody_does_follow_ups_are_all_or_one() {
        let never = week(PlannedWeek { join: chance(0.0), hours: 100.0, ..plan() }, Served::default());
        close(never.customers_a_month, 5.0 * 0.2 * 52.0 / 12.0);
        let follow_ups = |week: &Week| week.steps.iter().find(|step| step.step == Step::FollowUps).unwrap().a_week;
        close(follow_ups(&never), 10.0);
        let always = week(PlannedWeek { join: chance(1.0), hours: 100.0, ..plan() }, Served::default());
        close(always.joins_a_month, 5.0 * 52.0 / 12.0);
        close(follow_ups(&always), 5.0);
        assert!(always.customers_a_month.abs() < 1e-12);
        let without = week(PlannedWeek { follow_ups: 0, hours: 100.0, ..plan() }, Served::default());
        assert!(without.joins_a_month.abs() < 1e-12, "nobody joins without a follow-up");
    }

    /// Joining by the last of so many follow-ups, as in published arithmetic: with a chance of 0.05 each, 0.301662703906 by
    /// the seventh.
    #[test]
    fn the_chance_to_join_is_that_of_the_last_follow_up() {
        for (chance_each, follow_ups, by_then) in
            [(0.05, 7, 0.301_662_703_906), (0.1, 12, 0.717_570_463_519), (0.15, 20, 0.961_240_468_915)]
        {
            let sure = PlannedWeek { present: chance(1.0), hours: 168.0, productive: chance(1.0), ..plan() };
            let found = week(PlannedWeek { join: chance(chance_each), follow_ups, ..sure }, Served::default());
            let conversations = found.goal * found.fits;
            assert!((found.joins_a_month / (52.0 / 12.0) / conversations - by_then).abs() < 1e-11, "{follow_ups}");
        }
    }

    #[test]
    fn what_is_out_of_range_is_refused() {
        let refused = |plan: PlannedWeek| ActivityParameters::new(plan).unwrap_err();
        assert_eq!(refused(PlannedWeek { hours: 169.0, ..plan() }), ActivityError::Hours { hours: 169.0 });
        assert!(matches!(refused(PlannedWeek { hours: f64::NAN, ..plan() }), ActivityError::Hours { .. }));
        assert_eq!(refused(PlannedWeek { days_a_week: 7.5, ..plan() }), ActivityError::Days { days: 7.5 });
        assert_eq!(refused(PlannedWeek { follow_ups: 101, ..plan() }), ActivityError::FollowUps { follow_ups: 101 });
        let minutes = Minutes { launch: -1.0, ..Minutes::default() };
        assert_eq!(refused(PlannedWeek { minutes, ..plan() }), ActivityError::Minutes { minutes: -1.0 });
    }
}
