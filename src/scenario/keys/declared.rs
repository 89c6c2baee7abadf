//! The declarations, table by table, in the order in which they are shown: people first, then money.

use super::ScenarioKey;

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
        /// The keys of this file, in the order in which they are shown.
        pub(super) const KEYS: &[ScenarioKey] = &[$($($key,)+)+];
        /// Their tables.
        pub(super) const TABLES: &[&str] = &[$($table),+];
    };
}

mod money;
mod people;
mod written;

pub(in crate::scenario) use money::*;
pub(in crate::scenario) use people::*;
pub(in crate::scenario) use written::{DISTRIBUTIONS, distribution};

/// All keys, in the order in which they are shown.
pub const KEYS: &[ScenarioKey] = &joined::<{ people::KEYS.len() + money::KEYS.len() }>();

/// All tables.
pub(in crate::scenario) static TABLES: [&[&str]; 2] = [people::TABLES, money::TABLES];

const fn joined<const COUNT: usize>() -> [ScenarioKey; COUNT] {
    let mut all = [people::KEYS[0]; COUNT];
    let mut at = 0;
    while at < COUNT {
        let after = people::KEYS.len();
        all[at] = if at < after { people::KEYS[at] } else { money::KEYS[at - after] };
        at += 1;
    }
    all
}
