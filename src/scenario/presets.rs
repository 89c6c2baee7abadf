//! The scenarios that come with the crate, as commented TOML files read like anybody's.

/// A scenario that comes with the crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preset {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is for, in a line.
    pub summary: &'static str,
    /// The commented TOML file.
    pub toml: &'static str,
}

/// A preset whose orders, customers, plan and sources are the ones that all but the story share, so that they cannot drift
/// apart.
macro_rules! in_the_market {
    ($own:literal) => {
        concat!(include_str!($own), include_str!("presets/market.toml"))
    };
}

/// All presets: the story first, then you in a typical team, then the bounds of attrition.
pub const PRESETS: &[Preset] = &[
    Preset {
        name: "ideal",
        summary: "the story: everyone brings in one a month, nobody quits",
        toml: include_str!("presets/ideal.toml"),
    },
    Preset {
        name: "typical",
        summary: "what joining means: a newcomer like any other, who may quit",
        toml: in_the_market!("presets/typical.toml"),
    },
    Preset {
        name: "tenacious",
        summary: "persistence alone: one every two months, and you stay",
        toml: in_the_market!("presets/tenacious.toml"),
    },
    Preset {
        name: "builder",
        summary: "hard work: one a month, and you stay",
        toml: in_the_market!("presets/builder.toml"),
    },
    Preset {
        name: "momentum",
        summary: "as builder, in a team that doubles about every year",
        toml: in_the_market!("presets/momentum.toml"),
    },
    Preset {
        name: "harsh",
        summary: "a typical newcomer where people leave fast",
        toml: in_the_market!("presets/harsh.toml"),
    },
    Preset {
        name: "sticky",
        summary: "a typical newcomer where people stay longer",
        toml: in_the_market!("presets/sticky.toml"),
    },
    Preset {
        name: "week",
        summary: "your own week: ten hours, two conversations a day",
        toml: in_the_market!("presets/week.toml"),
    },
];

/// The preset of this name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Preset> {
    PRESETS.iter().find(|preset| preset.name == name)
}

#[cfg(test)]
#[allow(clippy::inconsistent_digit_grouping)] // cents stand apart
mod tests {
    use super::*;
    use crate::growth::parameters::{Attrition, Distribution, Staying};
    use crate::growth::story::StoryRate;
    use crate::scenario::keys::KEYS;
    use crate::scenario::{OwnOrdersAre, Scenario};
    use crate::units::{Month, Volume};

    #[test]
    fn every_preset_is_read_by_the_reader_users_get() {
        for preset in PRESETS {
            let scenario = Scenario::preset(preset.name).unwrap_or_else(|errors| panic!("{errors}"));
            assert_eq!((scenario.name(), scenario.growth().months().get()), (preset.name, 12));
        }
    }

    #[test]
    fn only_the_ideal_is_certain() {
        for preset in PRESETS {
            let certain = Scenario::preset(preset.name).unwrap().is_certain();
            assert_eq!(certain, preset.name == "ideal", "{}", preset.name);
        }
    }

    #[test]
    fn the_presets_have_the_figures_they_are_known_by() {
        let row = |name: &str| {
            let scenario = Scenario::preset(name).unwrap();
            let (growth, costs, you) = (scenario.growth(), scenario.costs(), scenario.buying().you());
            let law = growth.members();
            let stays = growth.you().staying == Staying::Stays;
            assert_eq!((you.customers, scenario.story()), (None, StoryRate::default()), "{name}");
            let money = [costs.kit.cents(), costs.monthly.cents(), costs.event.cents()];
            (law.mean(), law.propensity_shape(), growth.you().stated_mean, stays, you.orders, money, costs.own_orders)
        };
        let (uneven, every_month) = (Some(0.18), Some(Volume::from_hundredths(110_00)));
        let (casual, engaged) = ([75_00, 25_00, 0], [75_00, 134_00, 0]);
        let (cost, anyway) = (OwnOrdersAre::Cost, OwnOrdersAre::BoughtAnyway);
        assert_eq!(row("ideal"), (1.0, None, Some(1.0), true, None, [300_00, 200_00, 0], anyway));
        assert_eq!(row("typical"), (0.07, uneven, None, false, None, casual, cost));
        assert_eq!(row("tenacious"), (0.07, uneven, Some(0.5), true, every_month, casual, cost));
        assert_eq!(row("builder"), (0.07, uneven, Some(1.0), true, every_month, engaged, cost));
        assert_eq!(row("momentum"), (0.15, uneven, Some(1.0), true, every_month, engaged, cost));
        assert_eq!(row("harsh"), row("typical"));
        assert_eq!(row("sticky"), row("typical"));
        assert_eq!(Scenario::preset("ideal").unwrap().growth().members().distribution(), Distribution::Fixed);
    }

    #[test]
    fn all_but_the_story_are_of_one_market() {
        let typical = Scenario::preset("typical").unwrap();
        let attrition = typical.growth().attrition();
        for preset in &PRESETS[1..] {
            let scenario = Scenario::preset(preset.name).unwrap();
            assert_eq!(scenario.buying().orders(), typical.buying().orders(), "{}", preset.name);
            assert_eq!(scenario.buying().customers(), typical.buying().customers(), "{}", preset.name);
            assert_eq!(scenario.basis(), typical.basis(), "{}", preset.name);
            assert_eq!(format!("{:?}", scenario.plan()), format!("{:?}", typical.plan()), "{}", preset.name);
            let is_a_bound = ["harsh", "sticky"].contains(&preset.name);
            assert_eq!(scenario.growth().attrition() == attrition, !is_a_bound, "{}", preset.name);
        }
    }

    #[test]
    fn the_market_has_the_figures_of_its_evidence() {
        let scenario = Scenario::preset("typical").unwrap();
        let (orders, customers) = (scenario.buying().orders(), scenario.buying().customers().unwrap());
        assert_eq!((orders.share().get(), orders.volume().hundredths(), orders.spread()), (0.5, 110_00, 0.5));
        assert_eq!(orders.price_per_point().cents(), 100);
        let law = (customers.gained(), customers.propensity_shape(), customers.order().cents(), customers.spread());
        assert_eq!(law, (0.69, Some(0.3), 45_00, 0.5));
        assert_eq!((customers.points_per_unit(), customers.margin().parts_per_million()), (1.0, 250_000));
        let hazard = [1, 2, 3, 60].map(|tenure| customers.leaving().hazard(tenure).get().to_string());
        assert_eq!(hazard, ["0.29", "0.29", "0.1", "0.1"]);
        // In an organisation that keeps its size a member has about three customers, in the mean over its months.
        let survival = |attrition: &Attrition| attrition.survival(Month::new(600));
        let (members, there) = (survival(scenario.growth().attrition()), survival(customers.leaving()));
        let mut found = 0.0;
        let of_tenure = members.iter().zip(&there).map(|(alive, left)| {
            let sum = alive * found;
            found += customers.gained() * left;
            sum
        });
        let mean = of_tenure.sum::<f64>() / members.iter().sum::<f64>();
        assert!((2.9..3.1).contains(&mean), "{mean}");
    }

    #[test]
    fn sources_name_the_document_and_its_figure_before_the_address() {
        for source in &Scenario::preset("typical").unwrap().basis().sources {
            let (words, address) = source.split_once(" Read at ").unwrap();
            let (document, key) = words.split_once(" Stands for ").unwrap();
            assert!(address.starts_with("http") && !address.contains(' '), "{source}");
            assert!(document.len() > 40 && document.contains(" (") && document.contains(char::is_numeric), "{source}");
            assert!(KEYS.iter().any(|known| key.contains(&known.dotted())), "{source}");
        }
    }

    #[test]
    fn attrition_of_the_presets_meets_the_figures_in_their_comments() {
        let survival = |name: &str| {
            let growth = Scenario::preset(name).unwrap().growth().clone();
            growth.attrition().survival(crate::units::Month::new(60))
        };
        let of_100 = |name: &str, month: usize| format!("{:.0}", survival(name)[month] * 100.0);
        assert_eq!([3, 12, 60].map(|month| of_100("typical", month)), ["65", "33", "4"]);
        assert!(survival("typical")[6] > 0.5 && survival("typical")[7] < 0.5);
        assert_eq!([3, 12].map(|month| of_100("harsh", month)), ["60", "20"]);
        assert_eq!(of_100("sticky", 12), "51");
    }
}
