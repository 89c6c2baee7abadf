//! How a team grows: who brings in whom, and who quits when. Growth knows no money.

pub mod doubling;
pub mod exact;
pub mod parameters;
pub mod uniform_sponsor;
