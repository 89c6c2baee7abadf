//! Keys of earlier versions, with what is written in their place.

use crate::reading::reader::GoneKey;

/// Keys that were, and the keys that say it now.
pub(in crate::scenario) const GONE: &[GoneKey] = &[
    GoneKey {
        key: "volume.personal",
        said_by: "orders",
        message: "this key is gone: `orders.volume` says what a member orders",
        help: "remove [volume] and write [orders] with `volume = 150`: the points of a member's order in the mean. \
               Without more it orders them in every month; `share` and `spread` make months and members differ",
    },
    GoneKey {
        key: "costs.own-product",
        said_by: "",
        message: "this key is gone: own orders now always count, at `orders.volume` x `orders.price-per-point`",
        help: "remove it. `costs.own-orders = \"cost\"` has your own orders among the expenses, \"bought-anyway\" does \
               not; both results are always shown",
    },
];
