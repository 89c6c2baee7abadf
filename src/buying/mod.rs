//! Who orders what: own orders, customers outside and kits, for a career and for a whole organisation alike. Buying knows
//! no plan.
//!
//! [`parameters`] says what is asked.

pub mod parameters;
