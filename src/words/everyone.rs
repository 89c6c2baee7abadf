//! The sentences about everyone who joined a whole organisation, and those about you that stand beside them.

use super::counts::{months, months_through, people};
use super::own_orders::own_orders;

/// Who came out ahead, as numbers of 100 under the reading of own orders that stands first and under the other.
pub(crate) struct Ahead {
    /// The counts.
    pub(crate) of_100: [String; 2],
    /// The readings: `a cost`, `bought anyway`.
    pub(crate) readings: [&'static str; 2],
}

impl Ahead {
    /// `8 (own orders a cost) or 17 (bought anyway)`.
    fn said(&self) -> String {
        let [first, other] = &self.of_100;
        format!("{first} ({}) or {other} ({})", own_orders(self.readings[0]), self.readings[1])
    }
}

/// You, in a line: who came out ahead, and of the same people free to quit where you are told to stay.
pub(crate) fn you(last: u16, ahead: &Ahead, free: Option<&Ahead>) -> String {
    let (who, of_free) = match free {
        None => ("new distributors", String::new()),
        Some(free) => ("new distributors who never quit", format!("; of the same people free to quit {}", free.said())),
    };
    let span = months_through(last);
    format!("You: of 100 simulated {who}, {} came out ahead after all costs of {span}{of_free}.", ahead.said())
}

/// Everyone, in a line: who got no commission, and who came out ahead.
pub(crate) fn everyone(looked_at: u16, without_commission: &str, ahead: &Ahead) -> String {
    format!(
        "Everyone who joined: of 100 members of a whole simulated organisation, {without_commission} got no commission in {}, \
         and {} came out ahead after all costs.",
        months(looked_at.into()),
        ahead.said()
    )
}

/// That there is no everyone, and why.
pub(crate) fn nobody(reason: &str) -> String {
    format!("Everyone who joined: there is none, because {reason}.")
}

/// How commission is spread: the middle one, the average, and what the best-paid 1 and 6 of 100 got of each 100 paid out.
pub(crate) fn spread(middle: &str, mean: &str, of_each_100: Option<[String; 2]>, gini: Option<f64>) -> String {
    let mut said = format!("Commission: middle {middle}, average {mean}");
    if let Some([top_1, top_6]) = of_each_100 {
        said +=
            &format!("; of each 100 paid out the best-paid 1 of 100 got {top_1}, the best-paid 6 of 100 got {top_6}");
    }
    gini.map_or_else(|| format!("{said}."), |gini| format!("{said} (Gini {gini:.2})."))
}

/// Middle and average net, under both readings of own orders.
pub(crate) fn net(amounts: &[(String, String, &str)]) -> String {
    let said: Vec<String> = amounts
        .iter()
        .map(|(middle, mean, reading)| format!("middle {middle}, average {mean} ({})", own_orders(reading)))
        .collect();
    format!("Net: {}.", said.join("; "))
}

/// What members do in a month, and how many have sponsored nobody.
pub(crate) fn in_a_month(customers: Option<f64>, paid: &str, nobody: &str) -> String {
    let customers =
        customers.map_or_else(String::new, |customers| format!("a member has {customers:.1} customers on average, "));
    super::capital(&format!(
        "{customers}{paid} of 100 are paid commission in a month, {nobody} of 100 have sponsored nobody so far."
    ))
}

/// Who is counted, with the shares ahead of those who came last and of those who have been in longest, by months in.
pub(crate) fn who(count: u64, looked_at: u16, size: &str, age: u16, ahead: Option<[(String, String); 2]>) -> String {
    let counted = people(i64::try_from(count).unwrap_or(i64::MAX));
    let of = if looked_at == 1 {
        "at the end of the last month".to_owned()
    } else {
        format!("at the end of one of the last {}", months(looked_at.into()))
    };
    let by_tenure = ahead.map_or_else(String::new, |[(short, of_short), (long, of_long)]| {
        format!(
            " Own orders a cost, {of_short} of 100 came out ahead of those in for {short} months, {of_long} of those in for \
             {long}."
        )
    });
    format!(
        "Everyone who joined is {counted}: all who were members {of} of an organisation that has {size} members and is {} old.\
         {by_tenure}",
        months(age.into())
    )
}

/// What the organisation needs to keep its size, beside what the scenario's members bring in.
pub(crate) fn size(needed: Option<f64>, mean: f64) -> String {
    needed.map_or_else(String::new, |needed| {
        let than = if needed > mean * 1.02 {
            "more than the scenario's own mean of"
        } else if needed < mean * 0.98 {
            "fewer than the scenario's own mean of"
        } else {
            "about the scenario's own mean of"
        };
        format!("To keep its size, each member brought in {needed:.3} people a month, {than} {mean}.")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ahead(first: &str, other: &str) -> Ahead {
        Ahead { of_100: [first.to_owned(), other.to_owned()], readings: ["a cost", "bought anyway"] }
    }

    #[test]
    fn you_and_everyone_stand_in_a_sentence_each() {
        assert_eq!(
            you(12, &ahead("18", "81"), Some(&ahead("8", "43"))),
            "You: of 100 simulated new distributors who never quit, 18 (own orders a cost) or 81 (bought anyway) came out \
             ahead after all costs of months 1-12; of the same people free to quit 8 (own orders a cost) or 43 (bought \
             anyway)."
        );
        assert_eq!(
            everyone(12, "81", &ahead("fewer than 1", "30")),
            "Everyone who joined: of 100 members of a whole simulated organisation, 81 got no commission in 12 months, and \
             fewer than 1 (own orders a cost) or 30 (bought anyway) came out ahead after all costs."
        );
    }

    #[test]
    fn what_keeps_the_size_is_compared_with_the_mean() {
        assert!(size(Some(0.070_5), 0.07).contains("about the scenario's own mean of 0.07"));
        assert!(size(Some(0.070_5), 0.15).contains("fewer than"));
        assert!(size(Some(0.070_5), 0.0).contains("more than"));
        assert_eq!(size(None, 0.07), "");
    }
}
