//! [`Pay`]: how you are paid in a career, the quickest way that gives the plan's own cents.
//!
//! There are three: from the heads alone, where every member orders alike and the plan pays a whole number of cents a head
//! ([`heads_alone`]); as a sum over members by their level, where the plan is one; and by settling each month.

use std::ops::ControlFlow;

use crate::buying::Purchases;
use crate::commission::{EarnerTotal, Line, Plan, Sink, YourSum};
use crate::ensemble::HeadAccounts;
use crate::growth::lives::Lives;
use crate::scenario::Scenario;
use crate::settlement::{FirstMember, Listener, LivesNetwork, Settlement};
use crate::units::{Month, Volume};

use super::account::Account;
