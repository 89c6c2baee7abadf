//! What it costs, in money and in hours, the organisation in which everyone is counted, and the plan.

use super::super::ScenarioKey;
use super::super::Without::{Required, RequiredIf, Value, Words};
use super::written::of_week;
use crate::reading::written::{number, quoted};
use crate::scenario::Events;

declare! {
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
    "wage" {
        WAGE = "hourly" {
            unit: "an hour",
            range: "an amount of money, 0 to 1,000,000,000; with activity.hours only",
            without: Words("no wage beside your hours"),
            example: "15",
            meaning: "What an hour of another job would pay you, to be set beside what an hour of your week leaves.",
            written: |scenario| scenario.wage.map(|wage| wage.to_string()),
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
