//! What a reader of a payroll has to know of the files and the plan.

pub(crate) const TITLES_BROUGHT: &str =
    "Ranks are earned by the plan's qualification; the tree's rank column is the title that each member brings along.";
pub(crate) const ROWS_BEGIN: &str =
    "Months in a row are counted from the first month of the files; what was met before it is not known.";
pub(crate) const SUMS_BEGIN: &str =
    "Volumes of several months are added up from the first month of the files; what was bought before it is not known.";
pub(crate) const RANKS_UNUSED: &str = "The plan has no ranks; the tree's rank column is not used.";
pub(crate) const NO_RETAIL: &str = "The plan pays a retail margin; no order is of a customer outside, so it is 0.00.";
pub(crate) const OWNERS_UNUSED: &str =
    "No rule of the plan looks at owners; the tree's owner column only stands beside the totals.";
pub(crate) const ENROLLERS_UNUSED: &str =
    "No rule of the plan follows enrollers; the tree's enroller column is not used.";
pub(crate) const PLACES_UNUSED: &str = "The plan follows sponsors; the tree's placement column is not used.";
