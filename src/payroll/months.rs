//! [`Months`]: the months of a genealogy as a [`Network`], with everything that the plan reads.

use super::columns;
use super::problem::{PayrollErrors, PayrollProblem};
use super::sales::Sales;
use crate::commission::{Ladder, Needs, Period, Placement};
use crate::genealogy::{Genealogy, Orders};
use crate::plans::PlanFile;
use crate::settlement::Network;
use crate::team::{MemberId, NEVER};
use crate::units::{Month, Rate, Volume};
use crate::words::payroll_notes as words;

/// All volume in money may be this many cents, so that no plan pays more than 64 bits hold.
const MOST_CENTS: i128 = 1_000_000_000_000_000;

/// A genealogy month by month.
#[derive(Debug)]
pub(super) struct Months<'a> {
    genealogy: &'a Genealogy,
    orders: Option<&'a Orders>,
    opening: Period,
    /// The title each member brings into the first month; empty when the plan or the files do not say.
    titles: Vec<u8>,
    first: Month,
    last: Month,
    only: Option<Month>,
    /// Orders and the orders that take them back, by the order that is taken back.
    refunds: Vec<(usize, usize)>,
    notes: Vec<&'static str>,
}

impl<'a> Months<'a> {
    pub(super) fn new(
        genealogy: &'a Genealogy,
        orders: Option<&'a Orders>,
        plan: &'a PlanFile,
        month: Option<Month>,
    ) -> Result<Self, PayrollErrors> {
        let mut errors = PayrollErrors::default();
        let needs = plan.plan().needs();
        columns::check(genealogy, orders, plan, &needs, &mut errors);
        check_volumes(genealogy, orders, plan, &needs, &mut errors);
        let span = span(genealogy, orders, month).map_err(|problem| errors.push(problem));
        if let (None, Ok((month, _))) = (orders, span)
            && let Err(rows) = genealogy.check_volumes_in(month)
        {
            errors.push_rows(rows);
        }
        let ranks = ranks(genealogy, plan).map_err(|rows| errors.push_rows(rows));
        let (Ok((first, last)), Ok(ranks), true) = (span, ranks, errors.is_empty()) else { return Err(errors) };
        let (ranks, titles) = if plan.plan().ladder().is_some() { (Vec::new(), ranks) } else { (ranks, Vec::new()) };
        let opening = opening(genealogy, plan, &ranks, &needs)?;
        Ok(Self {
            genealogy,
            orders,
            opening,
            titles,
            first,
            last,
            only: month,
            refunds: orders.map_or_else(Vec::new, refunds),
            notes: notes(genealogy, orders, plan, &needs),
        })
    }

    /// How many members there are in all months.
    pub(super) fn members(&self) -> usize {
        self.opening.len()
    }

    /// The months that have to be settled, in order.
    pub(super) fn settled(&self) -> impl Iterator<Item = Month> + use<> {
        (self.first.get()..=self.only.unwrap_or(self.last).get()).map(Month::new)
    }

    /// Whether a month is one that is asked for.
    pub(super) fn is_paid(&self, month: Month) -> bool {
        self.only.is_none_or(|only| only == month)
    }

    pub(super) fn notes(&self) -> &[&'static str] {
        &self.notes
    }

    pub(super) fn has_joined(&self, member: usize, month: Month) -> bool {
        self.genealogy.joined().is_none_or(|joined| joined[member] <= month.get())
    }

    pub(super) fn has_left(&self, member: usize, month: Month) -> bool {
        self.left(member) <= month.get()
    }

    fn left(&self, member: usize) -> u16 {
        self.genealogy.left().map_or(NEVER, |left| left[member])
    }

    /// What the orders of a month come to.
    pub(super) fn sales(&self, month: Month) -> Sales {
        self.orders.map_or_else(Sales::default, |orders| Sales::of(orders, month))
    }

    /// The months of the orders that are taken back in a month, in order, each once.
    pub(super) fn refunded_in(&self, month: Month) -> Vec<Month> {
        let Some(orders) = self.orders else { return Vec::new() };
        let given_back = orders.in_month(month).filter_map(|order| orders.refunded(order));
        let mut months: Vec<Month> = given_back.map(|order| orders.months()[order]).collect();
        months.sort_unstable();
        months.dedup();
        months
    }

    /// The last month in which an order of this month is taken back.
    pub(super) fn last_refund(&self, month: Month) -> Option<Month> {
        let months = self.orders?.months();
        self.refunds_of(month).iter().map(|&(_, refund)| months[refund]).max()
    }

    /// The orders of a month that are taken back at any time, with the orders that do.
    fn refunds_of(&self, month: Month) -> &[(usize, usize)] {
        let Some(orders) = self.orders else { return &[] };
        let range = orders.in_month(month);
        let start = self.refunds.partition_point(|pair| pair.0 < range.start);
        let end = self.refunds.partition_point(|pair| pair.0 < range.end);
        &self.refunds[start..end]
    }

    /// Makes a period this month: volumes, sales, and who is there. Orders of the month count without what was taken back
    /// of them by the end of the month `known`.
    fn fill_as_known(&self, month: Month, known: Month, period: &mut Period) {
        period.clone_from(&self.opening);
        period.set_month(month);
        self.fill_volumes(period, month, known);
        for member in period.members() {
            let at = member as usize;
            period.set_active(member, self.has_joined(at, month) && !self.has_left(at, month));
        }
    }

    fn fill_volumes(&self, period: &mut Period, month: Month, known: Month) {
        let Some(orders) = self.orders else {
            let at = |column: Option<&[Volume]>, member: MemberId| column.map_or(Volume::ZERO, |c| c[member as usize]);
            for member in period.members() {
                let personal = at(self.genealogy.personal(), member);
                period.set_volume(member, personal, at(self.genealogy.commissionable(), member));
            }
            return;
        };
        let sales = orders.customers().zip(orders.prices());
        let bought = orders.in_month(month).filter(|&order| orders.refunded(order).is_none());
        let refunds = self.refunds_of(month).iter().map(|pair| pair.1);
        for order in bought.chain(refunds.filter(|&refund| orders.months()[refund] <= known)) {
            let volume = |column: Option<&[Volume]>| column.map_or(Volume::ZERO, |column| column[order]);
            let member = orders.members()[order];
            let personal = period.personal()[member as usize] + volume(orders.personal());
            let commissionable = period.commissionable()[member as usize] + volume(orders.commissionable());
            period.set_volume(member, personal, commissionable);
            if let Some((_, prices)) = sales.filter(|(customers, _)| customers[order]) {
                period.set_retail(member, period.retail(member) + prices[order]);
            }
        }
    }
}

impl Network for Months<'_> {
    fn fill(&self, month: Month, period: &mut Period) {
        self.fill_as_known(month, month, period);
    }

    /// Whoever was there before the first month has the volume of that month.
    fn newcomers(&self, period: &mut Period) {
        period.clone_from(&self.opening);
        let Some(orders) = self.orders else { return self.fill_volumes(period, self.first, self.first) };
        for (order, &member) in orders.members().iter().enumerate() {
            let joined = Month::new(period.joined()[member as usize]).max(self.first);
            if orders.months()[order] == joined && orders.refunded(order).is_none() {
                let volume = orders.personal().map_or(Volume::ZERO, |personal| personal[order]);
                let sum = period.personal()[member as usize] + volume;
                period.set_volume(member, sum, Volume::ZERO);
            }
        }
    }

    fn titles(&self) -> &[u8] {
        &self.titles
    }
}

/// The same months as they were known at the end of one: what was taken back later still counts.
pub(super) struct Known<'a> {
    pub(super) months: &'a Months<'a>,
    pub(super) by: Month,
}

impl Network for Known<'_> {
    fn fill(&self, month: Month, period: &mut Period) {
        self.months.fill_as_known(month, self.by, period);
    }

    fn newcomers(&self, period: &mut Period) {
        self.months.newcomers(period);
    }
}

/// Orders and the orders that take them back, by the order that is taken back.
fn refunds(orders: &Orders) -> Vec<(usize, usize)> {
    let pair = |refund: usize| orders.refunded(refund).map(|order| (order, refund));
    let mut refunds: Vec<(usize, usize)> = (0..orders.len()).filter_map(pair).collect();
    refunds.sort_unstable();
    refunds
}

/// The network as it is in every month: sponsors, enrollers, joining months, ranks, and places where the file says them
/// and the plan has a placement tree.
fn opening(genealogy: &Genealogy, plan: &PlanFile, ranks: &[u8], needs: &Needs) -> Result<Period, PayrollProblem> {
    let mut period = Period::new(genealogy.sponsors().to_vec())?.with_point_value(plan.point_value());
    for (member, &rank) in (0..).zip(ranks) {
        period.set_rank(member, rank);
    }
    for (member, &joined) in (0..).zip(genealogy.joined().unwrap_or(&[])) {
        period.set_joined(member, joined);
    }
    for (member, &owner) in (0..).zip(genealogy.owners().unwrap_or(&[])) {
        period.set_owner(member, owner);
    }
    if let Some(enrollers) = genealogy.enrollers() {
        period.set_enrollers(enrollers.to_vec())?;
    }
    if let Some(places) = genealogy.places().filter(|_| !needs.placing.is_empty()) {
        let by_joining = || places.positions_by_joining(genealogy.joined());
        let positions = places.positions().map(<[u16]>::to_vec).or_else(by_joining);
        let placement = Placement::new(places.parents().to_vec(), positions.ok_or(PayrollProblem::TooWide)?)?;
        period.set_placement(placement)?;
    }
    Ok(period)
}

/// Rank numbers by member id, which are titles in a plan that decides ranks itself; empty when the tree has none or the
/// plan knows none. An empty cell is the lowest rank.
fn ranks(genealogy: &Genealogy, plan: &PlanFile) -> Result<Vec<u8>, crate::genealogy::GenealogyErrors> {
    if plan.rank_names().is_empty() || !has_ranks(genealogy) {
        return Ok(Vec::new());
    }
    let names: Vec<&str> = plan.rank_names().iter().map(String::as_str).collect();
    let ranks = genealogy.ranks_among(&names)?;
    Ok(ranks.into_iter().map(Option::unwrap_or_default).collect())
}

fn has_ranks(genealogy: &Genealogy) -> bool {
    !genealogy.rank_names().is_empty()
}

/// The first and the last month with volume.
fn span(
    genealogy: &Genealogy,
    orders: Option<&Orders>,
    month: Option<Month>,
) -> Result<(Month, Month), PayrollProblem> {
    let Some(orders) = orders else {
        let month = match month {
            Some(month) => month,
            None if genealogy.joined().is_some() || genealogy.left().is_some() => {
                return Err(PayrollProblem::MonthNeeded);
            }
            None => Month::new(1),
        };
        return Ok((month, month));
    };
    let (Some(&first), Some(&last)) = (orders.months().first(), orders.months().last()) else {
        return Err(PayrollProblem::NoOrders);
    };
    match month {
        Some(month) if month < first || month > last => {
            let [month, first, last] = [month, first, last].map(|month| genealogy.calendar().label(month));
            Err(PayrollProblem::MonthOutside { month, first, last })
        }
        _ => Ok((first, last)),
    }
}

fn check_volumes(
    genealogy: &Genealogy,
    orders: Option<&Orders>,
    plan: &PlanFile,
    needs: &Needs,
    errors: &mut PayrollErrors,
) {
    let has_volumes = genealogy.personal().is_some() || genealogy.commissionable().is_some();
    if orders.is_some() && has_volumes {
        errors.push(PayrollProblem::VolumesTwice);
    }
    let commissionable = match orders {
        Some(orders) => orders.commissionable(),
        None => genealogy.commissionable(),
    };
    let volume: i128 = commissionable.unwrap_or(&[]).iter().map(|volume| i128::from(volume.hundredths()).abs()).sum();
    if volume * i128::from(plan.point_value().parts_per_million())
        > MOST_CENTS * i128::from(Rate::ONE.parts_per_million())
    {
        errors.push(PayrollProblem::TooMuchVolume);
    }
    let prices = orders.and_then(Orders::prices).filter(|_| needs.retail).unwrap_or(&[]);
    if prices.iter().map(|price| i128::from(price.cents()).abs()).sum::<i128>() > MOST_CENTS {
        errors.push(PayrollProblem::TooMuchPrice);
    }
}

fn notes(genealogy: &Genealogy, orders: Option<&Orders>, plan: &PlanFile, needs: &Needs) -> Vec<&'static str> {
    let mut notes = Vec::new();
    if has_ranks(genealogy) && plan.plan().ladder().is_some() {
        notes.push(words::TITLES_BROUGHT);
    } else if has_ranks(genealogy) && plan.rank_names().is_empty() {
        notes.push(words::RANKS_UNUSED);
    }
    if plan.plan().ladder().is_some_and(Ladder::counts_months) {
        notes.push(words::ROWS_BEGIN);
    }
    if plan.plan().ladder().is_some_and(|ladder| ladder.months_looked_at() > 1) {
        notes.push(words::SUMS_BEGIN);
    }
    if needs.retail && !orders.and_then(Orders::customers).is_some_and(|customers| customers.contains(&true)) {
        notes.push(words::NO_RETAIL);
    }
    if genealogy.owners().is_some() && !needs.owner {
        notes.push(words::OWNERS_UNUSED);
    }
    if genealogy.enrollers().is_some() && !needs.enroller {
        notes.push(words::ENROLLERS_UNUSED);
    }
    if genealogy.places().is_some() && needs.placing.is_empty() {
        notes.push(words::PLACES_UNUSED);
    }
    notes
}
