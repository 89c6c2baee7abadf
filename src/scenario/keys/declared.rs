//! The declarations, table by table, in the order in which they are shown.

use std::fmt::Write as _;

use super::ScenarioKey;
use super::Without::{Required, RequiredIf, Value, Words};
use crate::buying::parameters::Customers;
use crate::growth::activity::PlannedWeek;
use crate::growth::parameters::{Attrition, Distribution, Staying};
use crate::reading::written::{number, quoted, rate};
use crate::scenario::{Events, Scenario};

/// Declares each key as a constant of its own, and the lists of them all.
macro_rules! declare {
    ($($table:literal { $($key:ident = $name:literal {
        unit: $unit:literal,
        range: $range:literal,
        without: $without:expr,
        example: $example:literal,
        meaning: $meaning:literal,
        written: $written:expr,
    })+ })+) => {
        $($(
            #[doc = $meaning]
            pub(in crate::scenario) const $key: ScenarioKey = ScenarioKey {
                table: $table,
                name: $name,
                unit: $unit,
                range: $range,
                without: $without,
                meaning: $meaning,
                example: $example,
                written: $written,
            };
        )+)+
        /// All keys, in the order in which they are shown.
        pub const KEYS: &[ScenarioKey] = &[$($($key,)+)+];
        /// All tables.
        pub(in crate::scenario) const TABLES: &[&str] = &[$($table),+];
    };
}

declare! {
    "" {
        TITLE = "title" {
            unit: "",
            range: "a text of 1 to 120 characters",
            without: Required,
            example: "\"Our first year\"",
            meaning: "What results call the scenario.",
            written: |scenario| Some(quoted(&scenario.title)),
        }
        MONTHS = "months" {
            unit: "months",
            range: "a whole number, 1 to 600",
            without: Required,
            example: "24",
            meaning: "How far to look.",
            written: |scenario| Some(scenario.growth.months().to_string()),
        }
        CURRENCY = "currency" {
            unit: "",
            range: "an ISO code of three capital letters",
            without: Value("\"USD\""),
            example: "\"EUR\"",
            meaning: "The currency of all amounts, for showing only.",
            written: |scenario| Some(quoted(&scenario.currency)),
        }
    }
    "basis" {
        KIND = "kind" {
            unit: "",
            range: "\"illustrative\" (an example), \"own-records\" or \"published-data\"",
            without: Required,
            example: "\"illustrative\"",
            meaning: "Where the assumptions come from.",
            written: |scenario| Some(quoted(scenario.basis.kind.name())),
        }
        SOURCES = "sources" {
            unit: "",
            range: "a list of 1 to 100 texts of 1 to 500 characters each",
            without: RequiredIf("unless basis.kind is \"illustrative\""),
            example: "[\"Our back office, January to December 2025\"]",
            meaning: "The documents behind the figures, one text each.",
            written: sources,
        }
    }
    "you" {
        YOUR_SPONSORING = "sponsoring" {
            unit: "people a month",
            range: "0 to 100 (the mean), \"typical\", or \"activity\" (what your week brings in)",
            without: Required,
            example: "0.5",
            meaning: "How many people you bring in; \"typical\" draws your rate like any newcomer's.",
            written: |scenario| match &scenario.activity {
                Some(activity) if activity.sponsors() => Some(quoted("activity")),
                _ => Some(scenario.growth.you().stated_mean.map_or_else(typical, number)),
            },
        }
        STAYS = "stays" {
            unit: "",
            range: "true or false",
            without: Required,
            example: "true",
            meaning: "Whether you never quit by chance; with false you may quit like everybody.",
            written: |scenario| Some((scenario.growth.you().staying == Staying::Stays).to_string()),
        }
        STOP_WORKING = "stop-working-month" {
            unit: "",
            range: "a month, 1 to the last one looked at",
            without: Words("never"),
            example: "7",
            meaning: "From this month on you bring in nobody and find no customer; your own orders go on.",
            written: |scenario| scenario.growth.you().stop_working.map(|month| month.to_string()),
        }
        QUITS_IN = "quits-in-month" {
            unit: "",
            range: "a month, 1 to the last one looked at",
            without: Words("never"),
            example: "9",
            meaning: "You quit in this month if you have not before; at its end you buy nothing and are not paid.",
            written: |scenario| scenario.growth.you().quits_in.map(|month| month.to_string()),
        }
        QUITS_AFTER_RED = "quits-after-red-months" {
            unit: "months in a row",
            range: "a whole number, 1 to 120",
            without: Words("never"),
            example: "6",
            meaning: "So many months in a row with a negative net, own orders counted, and you quit in the next month.",
            written: |scenario| scenario.quits_after_red_months.map(|months| months.to_string()),
        }
        YOUR_CUSTOMERS = "customers" {
            unit: "customers a month",
            range: "0 to 100 (the mean), \"typical\", or \"activity\" (whom your week finds)",
            without: Value("\"typical\""),
            example: "1.5",
            meaning: "How many customers you find; \"typical\" draws your rate like any newcomer's.",
            written: |scenario| match &scenario.activity {
                Some(activity) if activity.finds_customers() => Some(quoted("activity")),
                _ => Some(scenario.buying.you().customers.map_or_else(typical, number)),
            },
        }
        YOUR_ORDERS = "orders" {
            unit: "points",
            range: "0 to 1,000,000, or \"typical\"",
            without: Value("\"typical\""),
            example: "110",
            meaning: "What you order every month; \"typical\" orders as seldom and as much as any newcomer.",
            written: |scenario| Some(scenario.buying.you().orders.map_or_else(typical, |points| points.to_string())),
        }
    }
    "story" {
        STORY_SPONSORING = "sponsoring" {
            unit: "people a month",
            range: "above 0 to 100, with six decimals at most",
            without: Value("1"),
            example: "0.5",
            meaning: "The story told beside the results: how many people each member brings in, while nobody quits.",
            written: |scenario| Some(number(scenario.story.people())),
        }
    }
    "sponsoring" {
        DISTRIBUTION = "distribution" {
            unit: "",
            range: "\"fixed\" (a whole number each month), \"bernoulli\" (one or nobody) or \"poisson\"",
            without: Required,
            example: "\"poisson\"",
            meaning: "How a member's number of recruits in a month varies around its mean.",
            written: |scenario| Some(quoted(distribution(scenario.growth.members().distribution()))),
        }
        MEAN = "mean" {
            unit: "people a month",
            range: "0 to 100; whole with \"fixed\", at most 1 with \"bernoulli\"",
            without: Required,
            example: "0.07",
            meaning: "How many people an active member brings in, on average.",
            written: |scenario| Some(number(scenario.growth.members().mean())),
        }
        SHAPE = "propensity-shape" {
            unit: "(smaller is more uneven)",
            range: "0.01 (very uneven) to 1000 (nearly alike), or \"none\"; with \"poisson\" only",
            without: Value("\"none\""),
            example: "0.18",
            meaning: "How unlike members are: each draws its own rate once; \"none\" makes all alike.",
            written: |scenario| Some(scenario.growth.members().propensity_shape().map_or_else(none, number)),
        }
    }
    "attrition" {
        QUIT = "quit" {
            unit: "",
            range: "a list of steps { rate = 0 to 1 or \"0%\" to \"100%\", months = 1 to 600 }, the last without months",
            without: Required,
            example: "[{ rate = \"13.5%\", months = 3 }, { rate = \"4%\" }]",
            meaning: "The chance to quit in a month, by full months since joining.",
            written: |scenario| Some(steps(scenario.growth.attrition())),
        }
    }
    "orders" {
        ORDER_VOLUME = "volume" {
            unit: "points",
            range: "0 to 1,000,000",
            without: Required,
            example: "110",
            meaning: "What a member orders in a month in which it orders, on average over members.",
            written: |scenario| Some(scenario.buying.orders().volume().to_string()),
        }
        ORDER_SHARE = "share" {
            unit: "of the active months",
            range: "0 to 1, or \"0%\" to \"100%\"",
            without: Value("1"),
            example: "\"50%\"",
            meaning: "The share of its months in which a member orders.",
            written: |scenario| Some(number(scenario.buying.orders().share().get())),
        }
        ORDER_SPREAD = "spread" {
            unit: "(coefficient of variation)",
            range: "0 (all orders alike) to 3 (very uneven)",
            without: Value("0"),
            example: "0.5",
            meaning: "How far members' usual orders lie apart.",
            written: |scenario| Some(number(scenario.buying.orders().spread())),
        }
        PRICE = "price-per-point" {
            unit: "a point",
            range: "an amount of money, 0 to 1000",
            without: Value("1"),
            example: "1.25",
            meaning: "What a point costs the member who orders it.",
            written: |scenario| Some(scenario.buying.orders().price_per_point().to_string()),
        }
    }
    "customers" {
        GAINED = "gained" {
            unit: "customers a month",
            range: "0 to 100",
            without: Words("no customers"),
            example: "0.69",
            meaning: "How many customers outside an active member finds, on average.",
            written: |scenario| of_customers(scenario, |customers| number(customers.gained())),
        }
        CUSTOMER_SHAPE = "propensity-shape" {
            unit: "(smaller is more uneven)",
            range: "0.01 (very uneven) to 1000 (nearly alike), or \"none\"",
            without: Value("\"none\""),
            example: "0.3",
            meaning: "How unlike members are in finding customers; \"none\" makes all alike.",
            written: |scenario| of_customers(scenario, |customers| customers.propensity_shape().map_or_else(none, number)),
        }
        CUSTOMER_QUIT = "quit" {
            unit: "",
            range: "a list of steps { rate = 0 to 1 or \"0%\" to \"100%\", months = 1 to 600 }, the last without months",
            without: RequiredIf("with customers.gained"),
            example: "[{ rate = \"29%\", months = 2 }, { rate = \"10%\" }]",
            meaning: "The chance that a customer leaves in a month, by full months since it came.",
            written: |scenario| of_customers(scenario, |customers| steps(customers.leaving())),
        }
        CUSTOMER_ORDER = "order" {
            unit: "a month",
            range: "an amount of money, 0 to 1,000,000",
            without: RequiredIf("with customers.gained"),
            example: "45",
            meaning: "What a customer pays in each month it is there, on average over customers.",
            written: |scenario| of_customers(scenario, |customers| customers.order().to_string()),
        }
        CUSTOMER_SPREAD = "order-spread" {
            unit: "(coefficient of variation)",
            range: "0 (all orders alike) to 3 (very uneven)",
            without: Value("0"),
            example: "0.5",
            meaning: "How far customers' usual orders lie apart.",
            written: |scenario| of_customers(scenario, |customers| number(customers.spread())),
        }
        CUSTOMER_POINTS = "points" {
            unit: "points for one unit of price",
            range: "0 to 10, with six decimals at most",
            without: Value("1"),
            example: "0.8",
            meaning: "What the plan counts of a customer's order.",
            written: |scenario| of_customers(scenario, |customers| number(customers.points_per_unit())),
        }
        MARGIN = "margin" {
            unit: "of the price",
            range: "0 to 1, or \"0%\" to \"100%\"",
            without: RequiredIf("with customers.gained"),
            example: "\"25%\"",
            meaning: "What the member keeps of a customer's price; 0 where the plan pays a retail margin itself.",
            written: |scenario| of_customers(scenario, |customers| rate(customers.margin())),
        }
    }
    "kits" {
        KIT_VOLUME = "volume" {
            unit: "points",
            range: "0 to 1,000,000",
            without: Value("0"),
            example: "50",
            meaning: "What the plan counts of a new member's kit, in the month of joining.",
            written: |scenario| Some(scenario.buying.kit().to_string()),
        }
    }
    "costs" {
        KIT = "kit" {
            unit: "once",
            range: "an amount of money, 0 to 1,000,000,000",
            without: Required,
            example: "75",
            meaning: "What the starter kit costs you, in month 1.",
            written: |scenario| Some(scenario.costs.kit.to_string()),
        }
        MONTHLY = "monthly" {
            unit: "a month",
            range: "an amount of money, 0 to 1,000,000,000",
            without: Required,
            example: "25",
            meaning: "What each month costs you at whose end you are active, beside your own orders.",
            written: |scenario| Some(scenario.costs.monthly.to_string()),
        }
        OWN_ORDERS = "own-orders" {
            unit: "",
            range: "\"cost\" (an expense) or \"bought-anyway\" (no expense)",
            without: Value("\"cost\""),
            example: "\"bought-anyway\"",
            meaning: "What your own orders count as in the result that stands first; both are always shown.",
            written: |scenario| Some(quoted(scenario.costs.own_orders.name())),
        }
        EVENT_COST = "event" {
            unit: "an event month",
            range: "an amount of money, 0 to 1,000,000,000; above 0 it needs events.months or events.every",
            without: Value("0"),
            example: "150",
            meaning: "What an event, such as a convention, costs you in each event month.",
            written: |scenario| Some(scenario.costs.event.to_string()),
        }
    }
    "events" {
        EVENT_MONTHS = "months" {
            unit: "",
            range: "a list of months, 1 to the last one looked at; with costs.event only, and not beside events.every",
            without: Words("no events"),
            example: "[3, 9]",
            meaning: "The months with an event.",
            written: |scenario| match &scenario.costs.events {
                Events::In(months) if !months.is_empty() => {
                    let months = months.iter().map(ToString::to_string).collect::<Vec<_>>();
                    Some(format!("[{}]", months.join(", ")))
                }
                _ => None,
            },
        }
        EVENT_EVERY = "every" {
            unit: "months",
            range: "a whole number, 1 to the months looked at; with costs.event only, and not beside events.months",
            without: Words("no events"),
            example: "6",
            meaning: "An event every so many months: with 6 in months 6, 12, 18 and so on.",
            written: |scenario| match scenario.costs.events {
                Events::Every(months) => Some(months.to_string()),
                _ => None,
            },
        }
    }
    "activity" {
        HOURS = "hours" {
            unit: "hours a week",
            range: "0 to 168",
            without: Words("no week of yours"),
            example: "10",
            meaning: "How many hours a week you work at it, unproductive ones included.",
            written: |scenario| of_week(scenario, |week| number(week.hours)),
        }
        PRODUCTIVE = "productive" {
            unit: "of the hours",
            range: "0 to 1, or \"0%\" to \"100%\"",
            without: Value("0.9"),
            example: "\"60%\"",
            meaning: "The share of your hours that goes to activities that bring in people or customers.",
            written: |scenario| of_week(scenario, |week| number(week.productive.get())),
        }
        CONVERSATIONS = "conversations-a-day" {
            unit: "conversations a day",
            range: "0 to 200",
            without: Value("2"),
            example: "2",
            meaning: "Your goal of conversations on a day of work; a week that has no time for it has fewer.",
            written: |scenario| of_week(scenario, |week| number(week.conversations_a_day)),
        }
        DAYS = "days-a-week" {
            unit: "days a week",
            range: "0 to 7",
            without: Value("5"),
            example: "4",
            meaning: "On how many days a week you work at it.",
            written: |scenario| of_week(scenario, |week| number(week.days_a_week)),
        }
        REACH = "reach" {
            unit: "of the contacts",
            range: "0 to 1, or \"0%\" to \"100%\"",
            without: RequiredIf("with activity.hours"),
            example: "\"13.3%\"",
            meaning: "The chance that a contact becomes a conversation.",
            written: |scenario| of_week(scenario, |week| number(week.reach.get())),
        }
        PRESENT = "present" {
            unit: "of the conversations",
            range: "0 to 1, or \"0%\" to \"100%\"",
            without: RequiredIf("with activity.hours"),
            example: "\"20%\"",
            meaning: "The chance that a conversation leads to a presentation.",
            written: |scenario| of_week(scenario, |week| number(week.present.get())),
        }
        FOLLOW_UPS = "follow-ups" {
            unit: "follow-ups",
            range: "a whole number, 0 to 100",
            without: RequiredIf("with activity.hours"),
            example: "7",
            meaning: "How often you follow up with somebody who saw a presentation, at most.",
            written: |scenario| of_week(scenario, |week| week.follow_ups.to_string()),
        }
        JOIN = "join" {
            unit: "of the follow-ups",
            range: "0 to 1, or \"0%\" to \"100%\"",
            without: RequiredIf("with activity.hours"),
            example: "\"1.5%\"",
            meaning: "The chance to join on each follow-up.",
            written: |scenario| of_week(scenario, |week| number(week.join.get())),
        }
        BUY = "buy" {
            unit: "of those who do not join",
            range: "0 to 1, or \"0%\" to \"100%\"",
            without: RequiredIf("with activity.hours"),
            example: "\"28%\"",
            meaning: "The chance that somebody who saw a presentation and does not join becomes a customer.",
            written: |scenario| of_week(scenario, |week| number(week.buy.get())),
        }
        EVENT_HOURS = "event-hours" {
            unit: "hours an event month",
            range: "0 to 100",
            without: Value("4"),
            example: "8",
            meaning: "What promoting an event takes in an event month, beside the week.",
            written: |scenario| of_week(scenario, |week| number(week.event_hours)),
        }
    }
    "activity.minutes" {
        CONTACT = "contact" {
            unit: "minutes",
            range: "0 to 10,000",
            without: Value("2"),
            example: "20",
            meaning: "What a contact takes, whether or not it is reached.",
            written: |scenario| of_week(scenario, |week| number(week.minutes.contact)),
        }
        CONVERSATION = "conversation" {
            unit: "minutes",
            range: "0 to 10,000",
            without: Value("15"),
            example: "20",
            meaning: "What a conversation takes.",
            written: |scenario| of_week(scenario, |week| number(week.minutes.conversation)),
        }
        PRESENTATION = "presentation" {
            unit: "minutes",
            range: "0 to 10,000",
            without: Value("30"),
            example: "20",
            meaning: "What a presentation takes.",
            written: |scenario| of_week(scenario, |week| number(week.minutes.presentation)),
        }
        FOLLOW_UP = "follow-up" {
            unit: "minutes",
            range: "0 to 10,000",
            without: Value("5"),
            example: "20",
            meaning: "What a follow-up takes.",
            written: |scenario| of_week(scenario, |week| number(week.minutes.follow_up)),
        }
        LAUNCH = "launch" {
            unit: "minutes",
            range: "0 to 10,000",
            without: Value("120"),
            example: "20",
            meaning: "What launching a newcomer takes, once.",
            written: |scenario| of_week(scenario, |week| number(week.minutes.launch)),
        }
        CUSTOMER = "customer" {
            unit: "minutes a month",
            range: "0 to 10,000",
            without: Value("15"),
            example: "20",
            meaning: "What serving a customer takes.",
            written: |scenario| of_week(scenario, |week| number(week.minutes.customer)),
        }
    }
    "organisation" {
        MEMBERS = "members" {
            unit: "members",
            range: "a whole number, 10 to 1,000,000",
            without: Value("10000"),
            example: "5000",
            meaning: "The size of the whole organisation in which everyone's result is counted.",
            written: |scenario| Some(scenario.organisation.members().to_string()),
        }
        AGE = "age" {
            unit: "months",
            range: "a whole number, 2 to 600",
            without: Value("120"),
            example: "60",
            meaning: "How old the organisation is: it grows in the first half and keeps its size in the second.",
            written: |scenario| Some(scenario.organisation.age().to_string()),
        }
        WINDOW = "months" {
            unit: "months",
            range: "a whole number, 1 to 60, and at most organisation.age",
            without: Value("12"),
            example: "24",
            meaning: "How many of the organisation's last months are looked at.",
            written: |scenario| Some(scenario.organisation.months().to_string()),
        }
    }
    "plan" {
        PLAN_NAME = "name" {
            unit: "",
            range: "a name that `downline plan list` has",
            without: RequiredIf("unless the plan is said in another way"),
            example: "\"unilevel\"",
            meaning: "A compensation plan that is built in.",
            written: |_| None,
        }
        PLAN_FILE = "file" {
            unit: "",
            range: "a path, as seen from the scenario's file",
            without: RequiredIf("unless the plan is said in another way"),
            example: "\"my-plan.toml\"",
            meaning: "A compensation plan in a file of its own.",
            written: |_| None,
        }
        PLAN_RULES = "rules" {
            unit: "",
            range: "the tables of a plan file, with its other keys beside them (`downline plan rules`)",
            without: RequiredIf("unless the plan is said in another way"),
            example: "[{ rule = \"team-percent\", rate = \"6%\", own-volume = \"included\" }]",
            meaning: "A compensation plan spelled out in the scenario.",
            written: |_| None,
        }
    }
    "plan.team-percent" {
        TEAM_RATE = "rate" {
            unit: "of the whole team's volume",
            range: "0 to 1, or \"0%\" to \"100%\"",
            without: RequiredIf("in [plan.team-percent]"),
            example: "\"6%\"",
            meaning: "A plan that pays you a share of your team's volume, your own included.",
            written: |_| None,
        }
    }
    "plan.unilevel" {
        LEVEL_RATES = "rates" {
            unit: "of the volume of level 1, 2, ...",
            range: "a list of 1 to 100 rates, level 1 first",
            without: RequiredIf("in [plan.unilevel]"),
            example: "[\"5%\", \"5%\", \"3%\"]",
            meaning: "A plan that pays a rate for each level below you.",
            written: |_| None,
        }
        COMPRESSION = "compression" {
            unit: "",
            range: "\"none\", \"standard\" or \"dynamic\"",
            without: RequiredIf("in [plan.unilevel]"),
            example: "\"none\"",
            meaning: "Whether members who are not active use up a level.",
            written: |_| None,
        }
    }
}

fn typical() -> String {
    quoted("typical")
}

fn none() -> String {
    quoted("none")
}

fn of_customers(scenario: &Scenario, written: impl Fn(&Customers) -> String) -> Option<String> {
    scenario.buying.customers().map(written)
}

fn of_week(scenario: &Scenario, written: impl Fn(&PlannedWeek) -> String) -> Option<String> {
    scenario.activity.as_ref().map(|activity| written(activity.parameters().planned()))
}

/// The names of the sponsoring distributions.
pub(in crate::scenario) const DISTRIBUTIONS: [(&str, Distribution); 3] =
    [("fixed", Distribution::Fixed), ("bernoulli", Distribution::Bernoulli), ("poisson", Distribution::Poisson)];

/// The name of a distribution.
pub(in crate::scenario) fn distribution(distribution: Distribution) -> &'static str {
    DISTRIBUTIONS.iter().find(|known| known.1 == distribution).map_or("", |known| known.0)
}

fn sources(scenario: &Scenario) -> Option<String> {
    let sources = &scenario.basis.sources;
    let lines = sources.iter().map(|source| format!("    {},\n", quoted(source))).collect::<String>();
    (!sources.is_empty()).then(|| format!("[\n{lines}]"))
}

fn steps(attrition: &Attrition) -> String {
    let mut text = "[\n".to_owned();
    for step in attrition.steps() {
        let months = step.months.map_or_else(String::new, |months| format!(", months = {months}"));
        let _ = writeln!(text, "    {{ rate = {}{months} }},", number(step.rate.get()));
    }
    text + "]"
}
