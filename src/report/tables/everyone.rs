//! `everyone`: what everyone got who joined a whole organisation, by tenure, level and tenth.

use crate::publish::{Cell, Column, Row, Table};
use crate::report::fields::in_shown_unit;
use crate::results::{Everyone, Group, Unit};
use crate::scenario::OwnOrdersAre;
use crate::words::rounded_of_100;

/// The table: all, and then one row a part of each grouping; the parts of a grouping make up everyone. Money of the months
/// looked at, in `currency`.
///
/// Columns: `group, value, people, of_100, zero_commission_of_100, ahead_of_100, commission_p50, commission_mean, net_p50,
/// net_mean, share_of_commission`. `of_100` is of everyone (a grouping adds up to 100); the next two are of the people of
/// the row. Net is with own orders a cost. Tenure is in full months since joining; tenth 1 is the best-paid.
#[must_use]
pub fn everyone<'a>(everyone: &'a Everyone, currency: &str) -> Table<'a> {
    let of_row = "of 100 people of the row";
    let money = |name| Column::hundredths(name, currency.to_owned());
    let mean = |name| Column::decimal(name, currency.to_owned());
    let columns = vec![
        Column::text("group"),
        Column::text("value"),
        Column::whole("people", "people"),
        Column::whole("of_100", "of 100 people"),
        Column::whole("zero_commission_of_100", of_row),
        Column::whole("ahead_of_100", of_row),
        money("commission_p50"),
        mean("commission_mean"),
        money("net_p50"),
        mean("net_mean"),
        Column::decimal("share_of_commission", "share"),
    ];
    Table::new("everyone", columns, everyone.groups().iter().map(row))
}

fn row(group: &Group) -> Row<'_> {
    let mean = |cents: f64| Cell::Decimal(in_shown_unit(cents, Unit::Money));
    vec![
        group.grouping.name().into(),
        group.value.as_str().into(),
        group.people.into(),
        group.of_100.into(),
        rounded_of_100(group.without_commission, group.people).into(),
        rounded_of_100(group.ahead[OwnOrdersAre::Cost as usize], group.people).into(),
        Cell::Hundredths(group.commission.middle),
        mean(group.commission.mean),
        Cell::Hundredths(group.net.middle),
        mean(group.net.mean),
        Cell::decimal(group.share_of_commission),
    ]
}
