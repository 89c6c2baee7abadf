//! In a comparison: of those who quit after months in the red under one scenario, what waiting as under the other does to them.

use crate::results::{Comparison, Waiting};
use crate::scenario::OwnOrdersAre;
use crate::words::{money, waiting as words};

/// Own orders are a cost in it, as months in the red are.
const READING: OwnOrdersAre = OwnOrdersAre::Cost;

/// The sentences about the first scenario and this other one; `None` where people quit alike under both.
pub(super) fn said(comparison: &Comparison, other: usize, letters: &[char]) -> Option<String> {
    let of_pair = |waiting: &&Waiting| waiting.quits_under == other || waiting.waits_under == other;
    let waiting = comparison.waiting().iter().find(of_pair)?;
    let quits = comparison.ensembles()[waiting.quits_under].scenario();
    let months = quits.quits_after_red_months()?;
    let [impatient, patient] = [waiting.quits_under, waiting.waits_under].map(|side| letters.get(side).copied());
    let (impatient, patient) = (impatient?, patient?);
    if waiting.quit.count == 0 {
        return Some(words::nobody_quits(impatient, months));
    }
    let them = waiting.of_them(READING);
    let reading = READING.in_words();
    let quit = words::quit(impatient, months, &waiting.quit.in_words(), &them.ahead_then.in_words(), reading);
    let verdict = them.change.verdict();
    let counts = [them.ahead_later, verdict.better, verdict.worse].map(|people| people.in_words());
    let last = quits.growth().months().get();
    let waited = words::waited(patient, last, counts.each_ref().map(String::as_str));
    let signed = |percent: u64| {
        let cents = them.change.distribution().percentile(percent).unwrap_or_default();
        format!("{}{}", if cents > 0 { "+" } else { "" }, money(cents, quits.currency()))
    };
    Some(format!("{quit} {waited} {}", words::change(&signed(50), &signed(10), &signed(90))))
}
