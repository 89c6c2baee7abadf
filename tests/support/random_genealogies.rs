//! Genealogies made by chance, of any shape, with orders over some months and refunds of them: valid, so that they can be
//! paid.

use super::random_plans::{Draw, RANKS};

/// A tree and its orders, before anybody has a name.
pub(crate) struct RandomGenealogy {
    members: Vec<RandomMember>,
    orders: Vec<RandomOrder>,
}

struct RandomMember {
    sponsor: usize,
    joined: u64,
    left: Option<u64>,
    rank: &'static str,
}

struct RandomOrder {
    member: usize,
    month: u64,
    /// Personal and commissionable volume in hundredths.
    volumes: [i64; 2],
    refunds: Option<usize>,
}

/// How members join.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Joining {
    /// Many in the same months: who comes first among them is for their names to say.
    Together,
    /// Everybody in a month of one's own, so that names decide nothing.
    OneByOne,
}

/// The first month with orders.
const FIRST: u64 = 6;

/// A tree of this size with orders over so many months.
pub(crate) fn genealogy(seed: u64, size: usize, months: u64, joining: Joining) -> RandomGenealogy {
    let mut draw = Draw::new(seed);
    let shape = draw.below(3);
    let mut members: Vec<RandomMember> = Vec::new();
    for id in 0..size.max(1) {
        let sponsor = match shape {
            _ if id == 0 => 0,
            0 => below(&mut draw, id),
            1 => id - 1,
            _ => below(&mut draw, id) / 3,
        };
        let joined = match joining {
            Joining::OneByOne => id as u64,
            Joining::Together => {
                members.get(sponsor).map_or(0, |sponsor| sponsor.joined.max(draw.below(FIRST + months)))
            }
        };
        let left = draw.chance(20).then(|| joined + draw.below(8));
        members.push(RandomMember { sponsor, joined, left, rank: draw.word(&RANKS) });
    }
    let first = match joining {
        Joining::Together => FIRST,
        Joining::OneByOne => members.len() as u64,
    };
    let orders = orders(&mut draw, &members, first..first + months.max(1));
    RandomGenealogy { members, orders }
}

fn below(draw: &mut Draw, bound: usize) -> usize {
    usize::try_from(draw.below(bound as u64)).unwrap()
}

fn orders(draw: &mut Draw, members: &[RandomMember], months: std::ops::Range<u64>) -> Vec<RandomOrder> {
    let mut orders: Vec<RandomOrder> = Vec::new();
    for month in months.clone() {
        for (member, entry) in members.iter().enumerate() {
            if entry.joined > month || entry.left.is_some_and(|left| left < month) || draw.chance(40) {
                continue;
            }
            let volumes =
                if draw.chance(30) { [100_00; 2] } else { [0; 2].map(|_| i64::try_from(draw.below(300_00)).unwrap()) };
            let order = orders.len();
            orders.push(RandomOrder { member, month, volumes, refunds: None });
            if month + 1 < months.end && draw.chance(15) {
                let later = month + 1 + draw.below(months.end - month - 1);
                let part = if draw.chance(50) { 1 } else { 3 };
                let volumes = volumes.map(|volume| -volume / part);
                orders.push(RandomOrder { member, month: later, volumes, refunds: Some(order) });
            }
        }
    }
    if orders.is_empty() {
        // Nobody of the others is in the way: the first member orders while it is there.
        let month = members[0].left.map_or(months.end - 1, |left| left.min(months.end - 1));
        orders.push(RandomOrder { member: 0, month, volumes: [100_00; 2], refunds: None });
    }
    orders
}

/// Hundredths with two decimals.
fn decimal(hundredths: i64) -> String {
    format!("{}{}.{:02}", if hundredths < 0 { "-" } else { "" }, hundredths.abs() / 100, hundredths.abs() % 100)
}

impl RandomGenealogy {
    pub(crate) fn len(&self) -> usize {
        self.members.len()
    }

    /// The rows of the tree under these names, the header first.
    pub(crate) fn tree(&self, name: &dyn Fn(usize) -> String) -> Vec<String> {
        let mut rows = vec!["id,sponsor,joined,left,rank".to_owned()];
        for (id, member) in self.members.iter().enumerate() {
            let sponsor = if id == 0 { String::new() } else { name(member.sponsor) };
            let left = member.left.map_or(String::new(), |left| left.to_string());
            rows.push(format!("{},{sponsor},{},{left},{}", name(id), member.joined, member.rank));
        }
        rows
    }

    /// The first and the last month with an order.
    pub(crate) fn months(&self) -> (u64, u64) {
        let months = || self.orders.iter().map(|order| order.month);
        (months().min().unwrap_or(0), months().max().unwrap_or(0))
    }

    /// The last month with orders up to a month; 0 when there is none.
    pub(crate) fn last_month_until(&self, last: u64) -> u64 {
        self.orders.iter().map(|order| order.month).filter(|&month| month <= last).max().unwrap_or(0)
    }

    /// The rows of the orders under these names, the header first.
    pub(crate) fn orders(&self, name: &dyn Fn(usize) -> String) -> Vec<String> {
        self.orders_until(name, u64::MAX)
    }

    /// As [`RandomGenealogy::orders`], without those after a month.
    pub(crate) fn orders_until(&self, name: &dyn Fn(usize) -> String, last: u64) -> Vec<String> {
        let mut rows = vec!["id,member,month,pv,cv,refunds,price,buyer".to_owned()];
        for (id, order) in self.orders.iter().enumerate().filter(|order| order.1.month <= last) {
            let refunds = order.refunds.map_or(String::new(), |order| format!("o{order}"));
            let [personal, commissionable] = order.volumes.map(decimal);
            // Every third order is a sale to a customer at its points' price; a refund goes back to who bought.
            let buyer = match order.refunds {
                Some(_) => "",
                None if id % 3 == 0 => "customer",
                None => "member",
            };
            let (name, month) = (name(order.member), order.month);
            rows.push(format!("o{id},{name},{month},{personal},{commissionable},{refunds},{personal},{buyer}"));
        }
        rows
    }
}
