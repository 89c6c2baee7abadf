//! The sentences about people who quit in the red, and what waiting costs or brings them.

use super::own_orders::own_orders;

/// Who quits, and who of them is ahead then: under the scenario of this letter, after so many months in the red.
pub(crate) fn quit(letter: char, months: u16, of_100: &str, ahead_then: &str, reading: &str) -> String {
    format!(
        "Under {letter} {of_100} of 100 people quit after {months} months in the red; of 100 of those {ahead_then} are ahead when \
         they quit, {}.",
        own_orders(reading)
    )
}

/// Nobody quits in the red.
pub(crate) fn nobody_quits(letter: char, months: u16) -> String {
    format!("Under {letter} nobody quits after {months} months in the red.")
}

/// What becomes of 100 of those who quit, had they waited: how many are ahead, have more and have less than having quit.
pub(crate) fn waited(letter: char, last: u16, [ahead, more, less]: [&str; 3]) -> String {
    format!(
        "Had they waited as under {letter}, {ahead} of 100 of them would be ahead in month {last}: {more} have more for it, {less} \
         have less."
    )
}

/// What waiting changes for the person in the middle, and for the unlucky and the lucky tenth.
pub(crate) fn change(middle: &str, unlucky: &str, lucky: &str) -> String {
    format!(
        "It changes the middle one's net by {middle}, that of the unlucky tenth by {unlucky} or less, of the lucky tenth by \
         {lucky} or more."
    )
}
