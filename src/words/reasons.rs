//! Why an amount stands in a line, in words.

/// The words for a reason, by its name in tables; a name that has none stands for itself.
pub(crate) fn in_words(reason: &'static str) -> &'static str {
    match reason {
        "correction" => "correction by a cap or a guarantee",
        "refund" => "order taken back",
        "no-upline-left" => "nobody above any more",
        "not-active" => "not active",
        "level-not-held" => "level not held",
        "volume-too-low" => "too little personal volume",
        "lower-rate" => "own rate below the highest",
        "rate-not-reached" => "highest rate not reached",
        "broken-away" => "group has broken away",
        "group-too-small" => "own group too small",
        "nobody-qualified" => "nobody qualified",
        "capped" => "above the most that is paid",
        "default-account" => "to the default account",
        plain => plain,
    }
}
