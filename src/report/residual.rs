//! What still comes in after you stop working: part of a run's summary.

use crate::results::{Ensemble, HalfLife, Metric, PayByLegs, Residual, StopPay};
use crate::units::Month;
use crate::words::residual::{self as words, Counted, InMonth};
use crate::words::{money, money_mean, of_100};

/// Two paragraphs: what is paid and what the dues leave of it, and what became of the legs. None where you do not stop.
pub(super) fn paragraphs(ensemble: &Ensemble) -> [String; 2] {
    let Some(residual) = ensemble.residual() else { return Default::default() };
    let said = Said { ensemble, residual, last: ensemble.months() };
    [said.money(), said.legs()]
}

struct Said<'a> {
    ensemble: &'a Ensemble,
    residual: Residual<'a>,
    last: Month,
}

impl Said<'_> {
    fn money(&self) -> String {
        let (scenario, before) = (self.ensemble.scenario(), self.residual.before());
        // Nobody is paid in month 0.
        let was = |metric| (before.get() > 0).then(|| self.middle(before, metric));
        let now = |metric| self.middle(self.last, metric);
        let half = match self.residual.half_life() {
            HalfLife::Halved { month, .. } => words::halved_by(month.get()),
            HalfLife::NotByTheHorizon => words::NOT_HALVED.to_owned(),
            HalfLife::NothingToHalve => String::new(),
        };
        let sells = scenario.buying().customers().is_some() || scenario.plan().needs().retail;
        let retail =
            sells.then(|| words::retail_profit(was(Metric::RetailProfit).as_ref(), &now(Metric::RetailProfit)));
        let has_left = 2 * self.ensemble.left_by_the_horizon() > self.ensemble.trials();
        let dues = (!has_left).then(|| now(Metric::Expenses));
        let what = words::dues_are(scenario.costs().has_events_by(self.last));
        [
            words::you_stop(self.residual.stop().get()),
            words::middle(was(Metric::Commission).as_ref(), &now(Metric::Commission), &half, retail.as_deref()),
            words::dues(what, dues.as_ref(), was(Metric::Net).as_ref(), &now(Metric::Net)),
        ]
        .join(" ")
    }

    /// The middle person's amount of a month.
    fn middle(&self, month: Month, metric: Metric) -> InMonth {
        let cents = self.ensemble.distribution(month, metric).percentile(50).unwrap_or(0);
        (month.get(), money(cents, self.ensemble.scenario().currency()))
    }

    fn legs(&self) -> String {
        let ends = [self.residual.before(), self.last];
        if self.ensemble.scenario().is_certain() {
            let count = |month| self.residual.self_sufficient_legs(month).map_or(0.0, |legs| legs.value);
            let [before, after] = ends.map(|month| (month.get(), format!("{:.0}", count(month))));
            return words::legs(&before, &after);
        }
        let trials = self.ensemble.trials();
        let of_100 = |count: Option<u64>| of_100(count.unwrap_or(0), trials);
        let [before, after] = ends.map(|month| (month.get(), of_100(self.residual.with_a_self_sufficient_leg(month))));
        let free = self.stays().then(|| ends.map(|month| of_100(self.residual.with_a_leg_if_free_to_quit(month))));
        let free = free.as_ref().map(|[before, after]| [before.as_str(), after.as_str()]);
        let groups: Vec<String> = self.residual.by_legs().iter().filter_map(|group| self.group(group)).collect();
        let error = self.widest_error();
        let by_legs = words::by_legs(self.last.get(), &groups, error.as_deref());
        format!("{} {by_legs}", words::with_legs(self.who(), &before, &after, free))
    }

    /// The widest error of what the groups were paid and left; `None` where one has so few that nothing is known of it.
    fn widest_error(&self) -> Option<String> {
        let currency = self.ensemble.scenario().currency();
        let groups = self.residual.by_legs();
        let full = groups.iter().filter(|group| group.people.count > 0);
        let errors = full.flat_map(|group| {
            [StopPay::CommissionLastMonth, StopPay::NetLastMonth].map(|pay| group.paid(pay).mean_error())
        });
        let widest = errors.collect::<Option<Vec<f64>>>()?.into_iter().fold(0.0, f64::max);
        Some(money_mean(widest, currency))
    }

    /// What people with so many legs were paid later; nothing where there are none.
    fn group(&self, group: &PayByLegs<'_>) -> Option<String> {
        let mean = |pay| group.paid(pay).mean().map(|cents| money_mean(cents, self.ensemble.scenario().currency()));
        let (paid, left) = mean(StopPay::CommissionLastMonth).zip(mean(StopPay::NetLastMonth))?;
        Some(words::group(&words::legs_said(group.legs.name()), &group.people.in_words(), &paid, &left))
    }

    fn stays(&self) -> bool {
        self.ensemble.scenario().tells_you_to_stay()
    }

    fn who(&self) -> Counted {
        if self.stays() { Counted::WhoNeverQuit } else { Counted::People }
    }
}
