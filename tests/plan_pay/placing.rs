//! Members stand where they were placed when they joined: no later order and no refund moves them.

use std::fmt::Write as _;

use downline::Month;
use downline::commission::{Period, Placement, Placing};
use downline::genealogy::{Records, Source, read};
use downline::units::Volume;

use crate::desk::Desk;

const BINARY: &str = r#"
title = "Binary"
rounding = "half-up"
rounded-per = "line"
[[rules]]
rule = "binary"
pays = "weaker-leg"
rates-by-rank = ["10%"]
carry = "both"
ineligible = "lose-weaker"
placing = "weaker-leg"
[[rules]]
rule = "matrix"
unpaid = "company"
placing = "weaker-leg"
rates = ["5%", "3%"]
compression = "none"
"#;

/// Sixty members who join over four months, with `placement` and `side` when they are given.
fn tree(places: Option<(&Records, &Placement)>) -> String {
    let mut text = format!("id,sponsor,joined{}\n", if places.is_some() { ",placement,side" } else { "" });
    for member in 0..60_usize {
        let sponsor = if member == 0 { String::new() } else { format!("M{}", (member - 1) * 2 / 5) };
        let _ = write!(text, "M{member},{sponsor},{}", member / 15);
        if let Some((records, placement)) = places {
            let id = records.genealogy.member(&format!("M{member}")).unwrap() as usize;
            let parent = records.genealogy.id(placement.parents()[id]);
            let (parent, side) = if member == 0 { ("", 0) } else { (parent, placement.positions()[id] + 1) };
            let _ = write!(text, ",{parent},{}", if side == 0 { String::new() } else { side.to_string() });
        }
        text.push('\n');
    }
    text
}

/// Uneven orders of six months from the month of joining on; every fourth is taken back in a later month.
fn orders() -> String {
    let mut text = "id,member,month,pv,cv,refunds\n".to_owned();
    for member in 0..60_usize {
        for month in member / 15..6 {
            let volume = 10 + member * 37 % 101 * (month + 1) % 89;
            let _ = writeln!(text, "{member}-{month},M{member},{month},{volume},{volume},");
            if (member + month) % 4 == 0 && month < 5 {
                let later = month + 1 + member % (5 - month);
                let _ = writeln!(text, "r{member}-{month},M{member},{later},-{volume},-{volume},{member}-{month}");
            }
        }
    }
    text
}

/// Where the weaker leg puts everybody by the personal volume of the joining month.
fn placed(records: &Records) -> Placement {
    let genealogy = &records.genealogy;
    let orders = records.orders.as_ref().unwrap();
    let mut period = Period::new(genealogy.sponsors().to_vec()).unwrap();
    for (member, &joined) in (0..).zip(genealogy.joined().unwrap()) {
        period.set_joined(member, joined);
        let own = orders.in_month(Month::new(joined)).filter(|&order| orders.members()[order] == member);
        let bought = own.filter(|&order| orders.refunded(order).is_none());
        let volume: Volume = bought.map(|order| orders.personal().unwrap()[order]).sum();
        period.set_volume(member, volume, volume);
    }
    Placing::WeakerLeg.place(&period)
}

#[test]
fn no_order_and_no_refund_moves_anybody() {
    let (plain, orders) = (tree(None), orders());
    let sources =
        [("tree.csv", &plain), ("orders.csv", &orders)].map(|(name, text)| Source::new(name, text.as_bytes()));
    let records = read(sources[0], Some(sources[1])).unwrap();
    let placement = placed(&records);
    let stated = tree(Some((&records, &placement)));
    let found = Desk::new(BINARY, &plain).with_orders(&orders).lines(&["--unpaid", "-q"]);
    assert!(found.iter().filter(|line| line[8] == "refund").count() > 20);
    assert_eq!(found, Desk::new(BINARY, &stated).with_orders(&orders).lines(&["--unpaid", "-q"]));
    // The negative control: by heads the members stand elsewhere.
    let balanced = BINARY.replace("placing = \"weaker-leg\"", "placing = \"balanced\"");
    assert_ne!(found, Desk::new(&balanced, &plain).with_orders(&orders).lines(&["--unpaid", "-q"]));
}
