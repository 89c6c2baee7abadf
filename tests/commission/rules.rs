//! Makes plans of the rules that a worked case names.

use std::sync::Arc;

use downline::commission::binary::{Carry, Ineligible, Match};
use downline::commission::cap::Cut;
use downline::commission::differential::{Brackets, Lookup};
use downline::commission::generation::AbsentLeader;
use downline::commission::matching::Cascade;
use downline::commission::{
    Binary, Breakaway, CompanyCap, Compression, Differential, EarnerCap, FastStart, Generation, Infinity, Matching,
    Matrix, OwnVolume, Period, Placement, Placing, Plan, Pool, Rule, TeamPercent, Unilevel,
};
use downline::genealogy::Genealogy;
use downline::units::{Rate, Volume};
use toml::{Table, Value};

use crate::case_file::{money, scaled, strings, text_of, volume};

pub(crate) fn plan(value: &Value) -> Plan {
    Plan::new(value.as_array().unwrap().iter().map(|table| Keys::new(table.as_table().unwrap()).rule()).collect())
}

/// Puts members into the placement tree when the case says on which side they stand.
pub(crate) fn place(period: &mut Period, tree: &Genealogy, file: &Table) {
    let Some(members) = file.get("members").and_then(Value::as_table) else { return };
    if !members.values().any(|member| member.get("side").is_some()) {
        return;
    }
    let mut parents = period.sponsors().to_vec();
    let mut sides = vec![0; period.len()];
    for (name, member) in members {
        let at = tree.member(name).unwrap() as usize;
        if let Some(parent) = member.get("parent") {
            parents[at] = tree.member(text_of(parent)).unwrap();
        }
        sides[at] = u16::from(member.get("side").is_some_and(|side| text_of(side) == "R"));
    }
    period.set_placement(Placement::new(parents, sides).unwrap()).unwrap();
}

/// The keys of one rule; every key must be used.
struct Keys {
    keys: Table,
}

impl Keys {
    fn new(table: &Table) -> Self {
        Self { keys: table.clone() }
    }

    fn take(&mut self, key: &str) -> Option<Value> {
        self.keys.remove(key)
    }

    fn need(&mut self, key: &str) -> Value {
        self.take(key).unwrap_or_else(|| panic!("the rule needs {key}"))
    }

    fn choice<T: Copy>(&mut self, key: &str, choices: &[(&str, T)]) -> T {
        let value = self.need(key);
        let chosen = choices.iter().find(|choice| choice.0 == text_of(&value));
        chosen.unwrap_or_else(|| panic!("{key} cannot be {value}")).1
    }

    fn rule(mut self) -> Arc<dyn Rule> {
        let kind = self.need("rule");
        let rule: Arc<dyn Rule> = match text_of(&kind) {
            "team-percent" => Arc::new(self.team_percent()),
            "binary" => Arc::new(self.binary()),
            "breakaway" => Arc::new(self.breakaway()),
            "company-cap" => Arc::new(self.company_cap()),
            "earner-cap" => Arc::new(self.earner_cap()),
            "fast-start" => Arc::new(self.fast_start()),
            "generation" => Arc::new(self.generation()),
            "infinity" => Arc::new(self.infinity()),
            "matching" => Arc::new(self.matching()),
            "matrix" => {
                let placing = self.placing();
                Arc::new(Matrix::new(self.unilevel(), placing))
            }
            "pool" => Arc::new(self.pool()),
            "differential" => Arc::new(self.differential()),
            "unilevel" => Arc::new(self.unilevel()),
            other => panic!("no rule is called {other}"),
        };
        assert!(self.keys.is_empty(), "{kind}: unknown keys {:?}", self.keys);
        rule
    }

    fn rates(&mut self, key: &str) -> Vec<Rate> {
        rates(&self.need(key))
    }

    fn table(&mut self, key: &str) -> Vec<Vec<Rate>> {
        self.need(key).as_array().unwrap().iter().map(rates).collect()
    }

    /// Steps of a volume and the share it earns.
    fn shares(&mut self, key: &str) -> Vec<(Volume, Rate)> {
        let steps = self.take(key).unwrap_or(Value::Array(Vec::new()));
        steps.as_array().unwrap().iter().map(|step| (volume(&step["volume"]), rate(&step["share"]))).collect()
    }

    fn absent_leader(&mut self) -> AbsentLeader {
        let choices = [("uses-generation", AbsentLeader::UsesGeneration), ("passed-over", AbsentLeader::PassedOver)];
        self.choice("absent-leader", &choices)
    }

    fn compression(&mut self) -> Compression {
        let choices =
            [("none", Compression::None), ("standard", Compression::Standard), ("dynamic", Compression::Dynamic)];
        self.choice("compression", &choices)
    }

    fn breakaway(&mut self) -> Breakaway {
        let rule = Breakaway::new(self.rank("leader-rank").unwrap(), self.rates("rates"), self.absent_leader());
        let rule = rule.with_share_by_group(self.shares("share-by-group"));
        let rule = match self.take("difference-by-rank") {
            Some(table) => rule.with_difference(rates(&table), rate(&self.need("minimum"))),
            None => rule,
        };
        match self.take("broad-percentage") {
            Some(broad) => rule.with_broad_percentage(rate(&broad)),
            None => rule,
        }
    }

    fn company_cap(&mut self) -> CompanyCap {
        let how =
            [("pro-rata", Cut::ProRata), ("lowest-rank-first", Cut::LowestRankFirst), ("hard-stop", Cut::HardStop)];
        let on = strings(&self.need("on"));
        CompanyCap::new(on, rate(&self.need("most")), self.choice("cut", &how))
    }

    fn earner_cap(&mut self) -> EarnerCap {
        let most = self.need("most-by-rank").as_array().unwrap().iter().map(money).collect();
        EarnerCap::new(strings(&self.need("on")), most)
    }

    fn fast_start(&mut self) -> FastStart {
        let months = u16::try_from(count(&self.need("months"))).unwrap();
        let rule = FastStart::new(self.rates("rates"), months, self.compression());
        match self.take("minimum-volume") {
            Some(minimum) => rule.with_minimum_volume(volume(&minimum)),
            None => rule,
        }
    }

    fn generation(&mut self) -> Generation {
        Generation::new(self.rank("leader-rank").unwrap(), self.rates("rates"), self.absent_leader())
    }

    fn infinity(&mut self) -> Infinity {
        let rank = self.rank("leader-rank").unwrap();
        let mut level = |key: &str| u16::try_from(count(&self.need(key))).unwrap();
        let (first, overlap) = (level("first-level"), level("overlap"));
        Infinity::new(rank, rate(&self.need("rate")), first, overlap)
    }

    fn matching(&mut self) -> Matching {
        let cascade = self.choice("cascade", &[("yes", Cascade::Yes), ("no", Cascade::No)]);
        let rule = Matching::new(strings(&self.need("on")), self.table("rates-by-rank"), cascade);
        let rule = rule.with_share_by_volume(self.shares("share-by-volume"));
        match self.take("active-legs") {
            Some(legs) => rule.with_active_legs(count(&legs)),
            None => rule,
        }
    }

    fn pool(&mut self) -> Pool {
        let share = |value: &Value| u32::try_from(count(value)).unwrap();
        let shares = self.need("shares-by-rank").as_array().unwrap().iter().map(share).collect();
        Pool::new(rate(&self.need("rate")), shares)
    }

    fn placing(&mut self) -> Placing {
        let width = self.take("width").map_or(2, |width| u16::try_from(count(&width)).unwrap());
        let choices = [
            ("left", Placing::Left),
            ("right", Placing::Right),
            ("alternating", Placing::Alternating),
            ("balanced", Placing::Balanced),
            ("weaker-leg", Placing::WeakerLeg),
            ("breadth-first", Placing::BreadthFirst(width)),
            ("depth-first", Placing::DepthFirst(width)),
        ];
        self.choice("placing", &choices)
    }

    fn binary(&mut self) -> Binary {
        let kind = self.need("pays");
        let pays = match text_of(&kind) {
            "weaker-leg" => Match::WeakerLeg(rates(&self.need("rates-by-rank"))),
            "ratio" => Match::Ratio(rates(&self.need("rates-by-rank"))),
            "units" => Match::Units {
                stronger: volume(&self.need("stronger")),
                weaker: volume(&self.need("weaker")),
                amount: money(&self.need("amount")),
            },
            "steps" => {
                let step = |step: &Value| (volume(&step["volume"]), money(&step["amount"]));
                Match::Steps(self.need("steps").as_array().unwrap().iter().map(step).collect())
            }
            other => panic!("a binary cannot pay by {other}"),
        };
        let carry = match self.take("carry-at-most") {
            Some(most) => Carry::Capped(volume(&most)),
            None => self.choice("carry", &[("both", Carry::Both), ("flush", Carry::Flush)]),
        };
        let policies = [
            ("keep-both", Ineligible::KeepBoth),
            ("lose-weaker", Ineligible::LoseWeaker),
            ("lose-all", Ineligible::LoseAll),
        ];
        let ineligible = self.choice("ineligible", &policies);
        let rule = Binary::new(pays, carry, ineligible, self.placing());
        match self.take("cap") {
            Some(cap) => rule.with_cap(money(&cap)),
            None => rule,
        }
    }

    fn own_volume(&mut self) -> OwnVolume {
        self.choice("own-volume", &[("included", OwnVolume::Included), ("excluded", OwnVolume::Excluded)])
    }

    fn rank(&mut self, key: &str) -> Option<u8> {
        self.take(key).map(|value| u8::try_from(value.as_integer().unwrap()).unwrap())
    }

    fn differential(&mut self) -> Differential {
        let rule = match self.take("rates-by-rank") {
            Some(table) => Differential::by_rank(rates(&table)),
            None => {
                let lookup = self.choice("lookup", &[("pv", Lookup::Personal), ("cv", Lookup::Commissionable)]);
                let own = self.own_volume();
                let brackets = self.choice("brackets", &[("slab", Brackets::Slab), ("marginal", Brackets::Marginal)]);
                let step = |step: &Value| (volume(&step["volume"]), rate(&step["rate"]));
                let steps = self.need("steps").as_array().unwrap().iter().map(step).collect();
                Differential::by_group(steps, lookup, own, brackets)
            }
        };
        match self.rank("breakaway-rank") {
            Some(rank) => rule.with_breakaway_rank(rank),
            None => rule,
        }
    }

    fn team_percent(&mut self) -> TeamPercent {
        let own = self.own_volume();
        TeamPercent::new(rate(&self.need("rate"))).with_own_volume(own)
    }

    fn unilevel(&mut self) -> Unilevel {
        let compression = self.compression();
        let mut rule = Unilevel::new(self.take("rates").map_or(Vec::new(), |value| rates(&value)), compression);
        if let Some(table) = self.take("rates-by-rank") {
            rule = rule.with_rates_by_rank(table.as_array().unwrap().iter().map(rates).collect());
        }
        if let Some(own) = self.take("own-rates") {
            rule = rule.with_own_rates(rates(&own));
        }
        if let Some(depth) = self.take("depth-by-rank") {
            rule = rule.with_depth_by_rank(depth.as_array().unwrap().iter().map(count).collect());
        }
        if let Some(steps) = self.take("depth-by-volume") {
            rule = rule.with_depth_by_volume(steps.as_array().unwrap().iter().map(step).collect());
        }
        if let Some(broad) = self.take("broad-percentage") {
            rule = rule.with_broad_percentage(rate(&broad));
        }
        if let Some(share) = self.take("new-member-share") {
            let months = u16::try_from(count(&self.need("new-member-months"))).unwrap();
            rule = rule.with_new_member_share(months, rate(&share));
        }
        if let Some(rank) = self.rank("breakaway-rank") {
            rule = rule.with_breakaway_rank(rank);
        }
        rule
    }
}

fn step(value: &Value) -> (Volume, usize) {
    (volume(&value["volume"]), count(&value["levels"]))
}

fn count(value: &Value) -> usize {
    usize::try_from(value.as_integer().unwrap()).unwrap()
}

fn rates(value: &Value) -> Vec<Rate> {
    value.as_array().unwrap().iter().map(rate).collect()
}

/// A percentage such as "7.25%", exactly.
pub(crate) fn rate(value: &Value) -> Rate {
    let percent = text_of(value).strip_suffix('%').unwrap_or_else(|| panic!("{value} should end in %"));
    Rate::from_parts_per_million(u32::try_from(scaled(percent.trim(), 4)).unwrap())
}
