//! Who orders what: own orders, customers outside and kits, for a career and for a whole organisation alike. Buying knows
//! no plan.
//!
//! [`parameters`] says what is asked, [`Shopping`] draws it member by member from the lives that growth has written, and
//! [`Purchases`] holds what was bought. [`expected`] knows the means exactly, and
//! [`StoryBuying`] gives them to the members of the story.

pub mod expected;
pub mod parameters;
mod purchases;
mod shopping;
mod story;

pub use purchases::{Bought, Purchases};
pub use shopping::Shopping;
pub use story::StoryBuying;
