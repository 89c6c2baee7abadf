//! [`Plan`]: a list of rules, and [`Rule`]: what each of them must be able to do.

use std::fmt;
use std::sync::Arc;

use super::books::{Books, Ledger};
use super::family::Families;
use super::needs::Needs;
use super::outlook::{OrderKind, Outlook, Pending, Promise, RuleSet};
use super::period::Period;
use super::ranks::Ladder;
use super::rounding::Rounding;
use super::sink::Sink;
use super::your_sum::{self, YourSum};
use crate::team::MemberId;
use crate::units::{Money, Rate, Volume};

/// One commission rule of a plan. It reads a [`Period`] and writes lines; it draws nothing and keeps no state of its
/// own, so the same month pays the same cents.
///
/// A rule from outside needs a name and [`Rule::settle`]; the rest are shortcuts.
pub trait Rule: fmt::Debug + Send + Sync {
    /// The rule's name as it stands in a plan, such as `team-percent`.
    fn name(&self) -> &str;

    /// How the rule pays you, where that is a plain sum over your team ([`YourSum`]): then simulated months need not be
    /// settled. `None`: the whole tree matters.
    fn your_sum(&self) -> Option<YourSum> {
        None
    }

    /// Whether the rule reads what others earn by earlier rules of the plan ([`Books::earned`]).
    fn reads_earnings(&self) -> bool {
        false
    }

    /// Which rules those are, by their numbers in the plan ([`Rule::made_ready`]); where none of them pays anybody, the rule
    /// writes nothing. `None`: it may be any before it.
    fn reads_rules(&self) -> Option<Vec<usize>> {
        None
    }

    /// Whether the rule reads titles, so that it depends on the months before ([`Books::standing`]).
    fn reads_titles(&self) -> bool {
        false
    }

    /// What the rule reads of a month besides sponsors, activity and commissionable volume.
    fn needs(&self) -> Needs {
        Needs::default()
    }

    /// The volumes at which the rule begins to pay differently, such as the lower ends of brackets, in no order: where
    /// a search for flat spots has to look.
    fn volume_edges(&self) -> Vec<Volume> {
        Vec::new()
    }

    /// The amounts above which the rule pays no more, or takes back: caps of an earner.
    fn money_edges(&self) -> Vec<Money> {
        Vec::new()
    }

    /// The members above each in the one tree that the rule walks, where it reads no other tree, keeps nothing from month
    /// to month, and would pay the same members the same under other numbers: then a large network may be renumbered
    /// for it where only sums are asked for.
    fn walks<'a>(&self, period: &'a Period) -> Option<&'a [MemberId]> {
        let _ = period;
        None
    }

    /// The same rule with what is alike in all months worked out once: in a plan that calls its rules so
    /// ([`Plan::labels`]) and in which a point is worth so much. `None` where there is nothing to work out. A plan asks
    /// for it; a month in which a point is worth something else is paid all the same.
    fn made_ready(&self, labels: &[String], worth: Rate) -> Option<Arc<dyn Rule>> {
        let _ = (labels, worth);
        None
    }

    /// In their first so many months members are paid on otherwise; 0 unless the rule tells new members apart.
    fn new_months(&self) -> u16 {
        0
    }

    /// The most that the rule pays all members together on an order of this kind; `before` is the same of each rule before
    /// it; on an order of no volume nothing is paid. [`Promise::NOTHING`] on all kinds of orders that a month has: the rule
    /// writes no line in it that pays or takes back.
    /// `None`: not known beforehand.
    ///
    /// A plan asks for it once. Where only one earner matters, rules that pay nobody are then passed over, and what others are
    /// paid is not written where every rule that reads it is seen to change nothing.
    fn promises(&self, kind: OrderKind, before: &[Option<Promise>]) -> Option<Promise> {
        let _ = (kind, before);
        None
    }

    /// The share of a month's volume that the rules which it reads may pay without the rule changing anything. `None`: it
    /// may change something in any case.
    fn leaves(&self) -> Option<Rate> {
        None
    }

    /// Pays the month: writes every line, paid or kept.
    fn settle(&self, period: &Period, books: &mut Books<'_>);
}

/// A compensation plan: its rules, paid one after the other.
#[derive(Clone, Debug)]
pub struct Plan {
    rules: Vec<Arc<dyn Rule>>,
    labels: Vec<String>,
    ladder: Option<Ladder>,
    point_value: Rate,
    active_volume: Volume,
    rounding: Rounding,
    /// Whether some rule reads what others earn.
    reads_earnings: bool,
    /// What is known of a month before it is paid.
    outlook: Outlook,
    /// Whether some rule reads ranks or titles.
    reads_ranks: bool,
    /// Whether a month depends on the months before it.
    looks_back: bool,
}

impl Plan {
    /// A plan of these rules. A rule that reads earnings sees only those of the rules before it.
    #[must_use]
    pub fn new(rules: Vec<Arc<dyn Rule>>) -> Self {
        let labels = labels(rules.iter().map(|rule| rule.name()));
        let rules = made_ready(rules, &labels, Rate::ONE);
        Self {
            outlook: Outlook::new(&rules, Rate::ONE),
            reads_earnings: rules.iter().any(|rule| rule.reads_earnings()),
            looks_back: false,
            reads_ranks: rules.iter().any(|rule| rule.needs().rank || rule.reads_titles()),
            rules,
            labels,
            ladder: None,
            point_value: Rate::ONE,
            active_volume: Volume::ZERO,
            rounding: Rounding::EACH_LINE,
        }
    }

    /// The same plan with ranks that are earned month by month ([`Plan::qualify`]). Legs of a placement tree are those
    /// of the plan's first rule that pays on a left and a right one.
    #[must_use]
    pub fn with_ladder(mut self, ladder: Ladder) -> Self {
        let needs = self.rules.iter().map(|rule| rule.needs()).find(|needs| needs.sides);
        let reads_titles = self.rules.iter().any(|rule| rule.reads_titles());
        self.looks_back = reads_titles || ladder.looks_back();
        self.ladder = Some(ladder.with_placing(needs.and_then(|needs| needs.placing.first().copied())));
        self
    }

    /// The same plan with another worth of a point ([`Plan::qualify`] tells the month).
    #[must_use]
    pub fn with_point_value(mut self, worth: Rate) -> Self {
        self.point_value = worth;
        self.rules = made_ready(self.rules, &self.labels, worth);
        self.outlook = Outlook::new(&self.rules, worth);
        self
    }

    /// What one commissionable point is worth, as a share of a major unit; 1 unless the plan says otherwise.
    #[must_use]
    pub const fn point_value(&self) -> Rate {
        self.point_value
    }

    /// How the plan pays you, rule by rule, where all its rules are plain sums over your team ([`YourSum`]), it decides no
    /// ranks, a point is worth 1 and each line is rounded by itself. `None`: months must be settled.
    #[must_use]
    pub fn your_sums(&self) -> Option<Vec<YourSum>> {
        let is_plain = self.ladder.is_none() && self.point_value == Rate::ONE && self.rounding == Rounding::EACH_LINE;
        if is_plain { your_sum::all(&self.rules) } else { None }
    }

    /// The same plan with another rounding; [`Rounding::EACH_LINE`] unless the plan says otherwise.
    #[must_use]
    pub const fn with_rounding(mut self, rounding: Rounding) -> Self {
        self.rounding = rounding;
        self
    }

    /// How the plan comes to whole cents.
    #[must_use]
    pub const fn rounding(&self) -> Rounding {
        self.rounding
    }

    /// The same plan in which a member needs so much personal volume in a month to be active in it.
    #[must_use]
    pub const fn with_active_volume(mut self, minimum: Volume) -> Self {
        self.active_volume = minimum;
        self
    }

    /// The personal volume that makes a member active for the month; nothing unless the plan asks for it.
    #[must_use]
    pub const fn active_volume(&self) -> Volume {
        self.active_volume
    }

    /// The ranks and what each requires; `None` when ranks are given with the network.
    #[must_use]
    pub const fn ladder(&self) -> Option<&Ladder> {
        self.ladder.as_ref()
    }

    /// Decides, before any rule walks the tree, who stays active with its personal volume, and the rank each member is
    /// paid as, and sets the worth of a point when the plan says it. Leaves ranks as they are when the plan has no
    /// ladder.
    ///
    /// To be asked once a month, in order: `ledger` holds titles, months in a row and volumes of the months before
    /// ([`Standing`](super::Standing)) and is told this month's. From what is carried into a month
    /// ([`Ledger::carried`]) it is decided the same again.
    pub fn qualify(&self, period: &mut Period, ledger: &mut Ledger) {
        self.qualify_activity(period);
        if let Some(ladder) = &self.ladder {
            ladder.apply(period, ledger.standing_mut());
        }
    }

    /// As [`Plan::qualify`], for whoever asks for pay only: ranks and titles are left as they are where no rule of the plan
    /// reads them ([`Rule::needs`], [`Rule::reads_titles`]).
    pub fn qualify_for_pay(&self, period: &mut Period, ledger: &mut Ledger) {
        self.qualify_activity(period);
        match &self.ladder {
            Some(ladder) if self.reads_ranks && self.looks_back => ladder.apply(period, ledger.standing_mut()),
            Some(ladder) if self.reads_ranks => ladder.apply_once(period, ledger.standing_mut()),
            _ => {}
        }
    }

    /// Decides who stays active, and sets the worth of a point.
    fn qualify_activity(&self, period: &mut Period) {
        if self.point_value != Rate::ONE {
            period.set_point_value(self.point_value);
        }
        if self.active_volume > Volume::ZERO {
            period.require(self.active_volume);
        }
    }

    /// Whether what a month pays depends on the months before it: on titles, months in a row or volumes of several months.
    #[must_use]
    pub(crate) const fn looks_back(&self) -> bool {
        self.looks_back
    }

    /// The rules in the order in which they pay.
    #[must_use]
    pub fn rules(&self) -> &[Arc<dyn Rule>] {
        &self.rules
    }

    /// What each rule is called in this plan: its name, from the second rule of one name on with a number: `unilevel`,
    /// `unilevel-2`. Lines carry it, and rules that read what others have paid name them by it.
    #[must_use]
    pub fn labels(&self) -> &[String] {
        &self.labels
    }

    /// What the rules and the ranks read of a month besides sponsors, activity and commissionable volume. Ranks that
    /// the plan decides itself are not asked for.
    #[must_use]
    pub fn needs(&self) -> Needs {
        let needs = self.rules.iter().fold(Needs::default(), |needs, rule| needs.and(&rule.needs()));
        let personal = needs.personal || self.ladder.is_some() || self.active_volume > Volume::ZERO;
        Needs { personal, rank: needs.rank && self.ladder.is_none(), ..needs }
    }

    /// The volumes at which some rule or rank begins to differ ([`Rule::volume_edges`]), rising, each once.
    #[must_use]
    pub(crate) fn volume_edges(&self) -> Vec<Volume> {
        let mut edges: Vec<Volume> = self.rules.iter().flat_map(|rule| rule.volume_edges()).collect();
        edges.extend(self.ladder.iter().flat_map(Ladder::volume_edges));
        edges.retain(|&edge| edge > Volume::ZERO);
        edges.sort_unstable();
        edges.dedup();
        edges
    }

    /// The caps of an earner in some rule ([`Rule::money_edges`]), rising, each once.
    #[must_use]
    pub(crate) fn money_edges(&self) -> Vec<Money> {
        let mut edges: Vec<Money> = self.rules.iter().flat_map(|rule| rule.money_edges()).collect();
        edges.retain(|&edge| edge > Money::ZERO);
        edges.sort_unstable();
        edges.dedup();
        edges
    }

    /// Pays one month of a network in which [`Plan::qualify`] has decided who is active and with which rank: every rule
    /// writes its lines into `sink`, in the order of the plan. `ledger` is the plan's memory of the months before; a new one for the first month.
    pub fn settle(&self, period: &Period, ledger: &mut Ledger, sink: &mut dyn Sink) {
        ledger.open(self.rules.len(), period.len(), self.rounding);
        let read = RuleSet::all_or_none(self.reads_earnings);
        let mut books = Books::new(&self.labels, read, ledger, sink);
        if books.adds_up() {
            return self.add_up(period, &mut books);
        }
        if !books.wants_kept() {
            return self.settle_for_one(period, &mut books);
        }
        for (number, rule) in self.rules.iter().enumerate() {
            books.open_rule(number);
            rule.settle(period, &mut books);
        }
    }

    /// As [`Plan::settle`], where one earner only is of interest: only rules that may pay somebody are asked, and what others
    /// are paid is written only where a rule that may change something reads it.
    fn settle_for_one(&self, period: &Period, books: &mut Books<'_>) {
        let Pending { paying, read } = self.outlook.of(period, RuleSet::all_or_none(self.reads_earnings));
        books.will_read(read);
        for number in paying.numbers(self.rules.len()) {
            books.open_rule(number);
            self.rules[number].settle(period, books);
        }
    }

    /// As [`Plan::settle`], where lines are only added up: then a large network may be renumbered for a rule.
    fn add_up(&self, period: &Period, books: &mut Books<'_>) {
        let mut families = Families::new(period);
        for (number, rule) in self.rules.iter().enumerate() {
            books.open_rule(number);
            match families.for_rule(&**rule) {
                Some(family) => family.add_up(&**rule, books),
                None => rule.settle(period, books),
            }
        }
    }
}

/// The same rules with what is alike in all months worked out ([`Rule::made_ready`]).
fn made_ready(rules: Vec<Arc<dyn Rule>>, labels: &[String], worth: Rate) -> Vec<Arc<dyn Rule>> {
    rules.into_iter().map(|rule| rule.made_ready(labels, worth).unwrap_or(rule)).collect()
}

/// The names of a list of rules, told apart: the second rule of one name gets `-2`, or the next number that is free.
pub(crate) fn labels<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let names: Vec<&str> = names.into_iter().collect();
    let mut labels: Vec<String> = Vec::with_capacity(names.len());
    for (index, &name) in names.iter().enumerate() {
        let is_new = !names[..index].contains(&name);
        let count = names[..=index].iter().filter(|other| **other == name).count();
        let free = |label: &String| !labels.contains(label) && !names.contains(&label.as_str());
        // Fewer names and labels can be taken than there are numbers to try.
        let label = (count..=count + 2 * names.len()).map(|number| format!("{name}-{number}")).find(free);
        labels.push(if is_new { name.to_owned() } else { label.unwrap_or_default() });
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::super::binary::{Carry, Ineligible, Match};
    use super::super::matching::Cascade;
    use super::super::{Binary, Compression, Differential, FastStart, Matching, Matrix, Placing};
    use super::super::{Statement, TeamPercent, Unilevel};
    use super::*;

    fn percent(number: u32) -> Rate {
        Rate::from_parts_per_million(number * 10_000)
    }

    fn points(points: i64) -> Volume {
        Volume::from_hundredths(points * 100)
    }

    #[test]
    fn too_little_personal_volume_makes_inactive_before_any_rule_pays() {
        let unilevel = Unilevel::new(vec![percent(10)], Compression::Standard);
        let plan = Plan::new(vec![Arc::new(unilevel)]).with_active_volume(points(100));
        let mut period = Period::new(vec![0, 0, 1]).unwrap();
        period.set_volume(0, points(100), Volume::ZERO);
        period.set_volume(1, points(99), Volume::ZERO);
        period.set_volume(2, points(100), points(50));
        plan.qualify(&mut period, &mut Ledger::new());
        assert_eq!(period.active(), [true, false, true]);
        let mut statement = Statement::new();
        plan.settle(&period, &mut Ledger::new(), &mut statement);
        assert_eq!(statement.paid_to(0), Money::from_cents(5_00));
    }

    #[test]
    fn rules_of_one_name_are_told_apart() {
        assert_eq!(labels(["a", "b", "a", "a", "b"]), ["a", "b", "a-2", "a-3", "b-2"]);
        // A rule that is already called so keeps its name.
        assert_eq!(labels(["a", "a", "a-2"]), ["a", "a-3", "a-2"]);
    }

    /// Of two unilevel rules, 10 % and 5 % of 100, a match can name the one or the other or both.
    #[test]
    fn a_match_names_one_of_two_rules_of_the_same_name() {
        let matched = |on: &[&str]| {
            let unilevel = |rate| Arc::new(Unilevel::new(vec![percent(rate)], Compression::None));
            let on = on.iter().map(|&name| name.to_owned()).collect();
            let matching = Matching::new(on, vec![vec![percent(10)]], Cascade::No);
            let plan = Plan::new(vec![unilevel(10), unilevel(5), Arc::new(matching)]);
            assert_eq!(plan.labels(), ["unilevel", "unilevel-2", "matching"]);
            let mut period = Period::new(vec![0, 0, 1]).unwrap();
            period.set_volume(2, points(100), points(100));
            let mut statement = Statement::new();
            plan.settle(&period, &mut Ledger::new(), &mut statement);
            let names: Vec<&str> = statement.entries().iter().map(|entry| statement.rule(entry)).collect();
            assert_eq!(names, ["unilevel", "unilevel-2", "matching"]);
            statement.paid_to(0)
        };
        assert_eq!(matched(&["unilevel"]), Money::from_cents(1_00));
        assert_eq!(matched(&["unilevel-2"]), Money::from_cents(50));
        assert_eq!(matched(&["unilevel", "unilevel-2"]), Money::from_cents(1_50));
    }

    #[test]
    fn a_plan_needs_what_its_rules_read() {
        let one = |rule: Arc<dyn Rule>| Plan::new(vec![rule]).needs();
        let unilevel = || Unilevel::new(vec![percent(10)], Compression::Standard);
        assert_eq!(one(Arc::new(TeamPercent::new(percent(6)))), Needs::default());
        assert_eq!(one(Arc::new(unilevel())), Needs::default());
        assert!(one(Arc::new(unilevel().with_depth_by_rank(vec![1, 2]))).rank);
        assert!(one(Arc::new(unilevel().with_depth_by_volume(vec![(points(100), 2)]))).personal);
        assert!(one(Arc::new(FastStart::new(vec![percent(20)], 3, Compression::None))).joined);
        assert!(one(Arc::new(Differential::by_rank(vec![percent(3), percent(6)]))).rank);
        let matching = Matching::new(vec!["unilevel".into()], vec![vec![percent(10)]], Cascade::No);
        assert_eq!(one(Arc::new(matching)), Needs { enroller: true, ..Needs::default() });
        let matrix = Matrix::new(unilevel(), Placing::BreadthFirst(3));
        assert_eq!(one(Arc::new(matrix)), Needs { placing: vec![Placing::BreadthFirst(3)], ..Needs::default() });
        let pays = Match::WeakerLeg(vec![percent(10)]);
        let binary = Arc::new(Binary::new(pays, Carry::Both, Ineligible::KeepBoth, Placing::Balanced));
        assert_eq!(one(binary), Needs { placing: vec![Placing::Balanced], sides: true, ..Needs::default() });
        // A plan that decides ranks itself asks for what decides them.
        let ladder =
            Plan::new(vec![Arc::new(unilevel().with_depth_by_rank(vec![1, 2]))]).with_ladder(Ladder::default());
        assert_eq!(ladder.needs(), Needs { personal: true, ..Needs::default() });
    }
}
