//! Where assumptions come from: each kind in one wording, for texts and charts.

/// An example.
pub(crate) const ILLUSTRATIVE: &str = "illustrative, not data from any company";
/// What somebody counted and nobody checked.
pub(crate) const OWN_RECORDS: &str = "the author's own records, not checked by anyone";
/// Figures that somebody published.
pub(crate) const PUBLISHED_DATA: &str = "published figures";

/// The first of several sources in full, and how many there are besides.
pub(crate) fn named_sources(first: &str, count: usize) -> String {
    match count {
        0 | 1 => first.to_owned(),
        count => {
            // A name that was cut keeps the dots that say so.
            let name = if first.ends_with("...") { first } else { first.trim_end_matches('.') };
            format!("{name}; and {} more", count - 1)
        }
    }
}

/// How many sources there are, where there is no room for names.
#[cfg(feature = "charts")] // only pictures say it
pub(crate) fn counted_sources(count: usize) -> String {
    if count == 1 { "1 source".to_owned() } else { format!("{count} sources") }
}

/// What the assumptions are, as a line by itself.
pub(crate) fn assumptions(basis: &str, sources: &str) -> String {
    let sources = if sources.is_empty() { String::new() } else { format!(" ({sources})") };
    format!("Assumptions: {basis}{sources}")
}
