//! Everything that people read: numbers, money and counts in words, and the sentences of every text and picture.
//!
//! One place, so that the same result is said the same way everywhere. A sentence takes what it says as plain numbers
//! and words and knows no result; `report` and `chart` put the two together. Tables of files and JSON hold plain
//! numbers and use none of it.

pub(crate) mod ahead;
pub(crate) mod basis;
pub(crate) mod calibration;
pub(crate) mod career;
pub(crate) mod check;
pub(crate) mod compare;
mod counts;
pub(crate) mod disclaimers;
pub(crate) mod everyone;
pub(crate) mod exact;
pub(crate) mod flat_spots;
pub(crate) mod goals;
pub(crate) mod layout;
pub(crate) mod lists;
pub(crate) mod meaning;
mod money;
mod numbers;
pub(crate) mod own_orders;
pub(crate) mod payroll_notes;
pub(crate) mod penny;
pub(crate) mod plan_audit;
pub(crate) mod plan_pay;
mod printable;
pub(crate) mod reasons;
pub(crate) mod residual;
pub(crate) mod summary;
pub(crate) mod waiting;
pub(crate) mod week;

pub(crate) use counts::capital;
pub use counts::{counted, months, people};
pub use layout::{Width, broken};
pub(crate) use money::{AmountForm, money_mean};
pub use money::{currency_mark, money, money_brief};
pub(crate) use numbers::{brief, count, hundredths, of_each_100, percent, percent_unbroken, rounded_of_100};
pub use numbers::{of_100, of_100_brief, part_of_100, split_100, thousands};
pub use printable::printable;
