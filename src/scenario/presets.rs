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
    use crate::growth::parameters::{Distribution, Staying};
    use crate::scenario::Scenario;

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
            let certain = Scenario::preset(preset.name).unwrap().growth().is_certain();
            assert_eq!(certain, preset.name == "ideal", "{}", preset.name);
        }
    }

    #[test]
    fn the_presets_have_the_figures_they_are_known_by() {
        let row = |name: &str| {
            let scenario = Scenario::preset(name).unwrap();
            let (growth, costs) = (scenario.growth(), scenario.costs());
            let law = growth.members();
            let stays = growth.you().staying == Staying::Stays;
            (
                law.mean(),
                law.propensity_shape(),
                growth.you().stated_mean,
                stays,
                costs.kit.cents(),
                costs.monthly.cents(),
            )
        };
        let uneven = Some(0.18);
        assert_eq!(row("ideal"), (1.0, None, Some(1.0), true, 300_00, 200_00));
        assert_eq!(row("typical"), (0.07, uneven, None, false, 75_00, 25_00));
        assert_eq!(row("tenacious"), (0.07, uneven, Some(0.5), true, 75_00, 25_00));
        assert_eq!(row("builder"), (0.07, uneven, Some(1.0), true, 75_00, 134_00));
        assert_eq!(row("momentum"), (0.15, uneven, Some(1.0), true, 75_00, 134_00));
        assert_eq!(row("harsh"), row("typical"));
        assert_eq!(row("sticky"), row("typical"));
        assert_eq!(Scenario::preset("ideal").unwrap().growth().members().distribution(), Distribution::Fixed);
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
