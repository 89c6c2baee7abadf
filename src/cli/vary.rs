//! `--vary KEY=V1,V2,...`: one scenario under several values of one key.

use super::failure::Failure;

/// The assignments of each value, as `--set` takes them.
pub(super) fn assignments(text: &str, most: usize) -> Result<Vec<String>, Failure> {
    let refused = |message: &str| {
        let help = "write a key and its values, such as --vary activity.productive=90%,60%,30%";
        Err(Failure::Usage(format!("--vary {text}: {message}\nhelp: {help}")))
    };
    let Some((key, values)) = text.split_once('=') else { return refused("no `=`") };
    let values = split(values);
    if values.iter().any(String::is_empty) {
        return refused("a value is missing beside a comma");
    }
    match values.len() {
        0 | 1 => return refused("a comparison needs at least two values"),
        count if count > most => {
            return refused(&format!("{count} values are more than the {most} that fit beside each other"));
        }
        _ => {}
    }
    if let Some(twice) = values.iter().enumerate().find(|(at, value)| values[..*at].contains(value)) {
        return refused(&format!("{} stands twice", twice.1));
    }
    Ok(values.into_iter().map(|value| format!("{}={value}", key.trim())).collect())
}

/// Parts between commas that stand neither in quotes nor in brackets.
fn split(values: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let (mut depth, mut quote) = (0_usize, None);
    for letter in values.chars() {
        match (letter, quote) {
            ('"' | '\'', None) => quote = Some(letter),
            (_, Some(open)) if letter == open => quote = None,
            ('[' | '{', None) => depth += 1,
            (']' | '}', None) => depth = depth.saturating_sub(1),
            (',', None) if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(part) = parts.last_mut() {
            part.push(letter);
        }
    }
    parts.iter().map(|part| part.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_between_commas_outside_of_quotes_and_brackets() {
        let of = |text| assignments(text, 26).unwrap();
        assert_eq!(
            of("activity.productive=90%, 60%,30%"),
            ["activity.productive=90%", "activity.productive=60%", "activity.productive=30%"]
        );
        assert_eq!(of("title=\"a, b\",'c,d'"), ["title=\"a, b\"", "title='c,d'"]);
        let steps = "attrition.quit=[{rate=0.1,months=3},{rate=0.05}],[{rate=0.2}]";
        assert_eq!(of(steps), ["attrition.quit=[{rate=0.1,months=3},{rate=0.05}]", "attrition.quit=[{rate=0.2}]"]);
    }

    #[test]
    fn what_cannot_be_varied_is_refused() {
        for (text, said) in [
            ("months", "no `=`"),
            ("months=12", "at least two values"),
            ("months=12,,24", "a value is missing"),
            ("months=", "a value is missing"),
            ("months=12,12", "12 stands twice"),
            ("months=1,2,3,4", "4 values are more than the 3"),
        ] {
            let Err(Failure::Usage(message)) = assignments(text, 3) else { panic!("{text} is taken") };
            assert!(message.contains(said) && message.contains("help: "), "{message}");
        }
    }
}
