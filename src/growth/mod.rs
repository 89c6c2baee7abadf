//! How a team grows: who brings in whom, and who quits when. Growth knows no money.

pub mod parameters;
