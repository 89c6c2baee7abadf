//! Who joins, brings in, quits, buys and finds customers.

use super::super::ScenarioKey;
use super::super::Without::{Required, RequiredIf, Value, Words};
use super::written::{distribution, none, of_customers, sources, steps, typical};
use crate::growth::parameters::Staying;
use crate::reading::written::{number, quoted, rate};

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
}
