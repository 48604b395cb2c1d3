//! How English words join the sentence around them: spaces and capitals.

/// A text as it is inserted between two others: with a space to the words beside it where there is
/// none, and a capital where a sentence begins.
pub fn fitted_between(before: &str, text: &str, after: &str) -> String {
    let needs_space = |c: char| c.is_alphanumeric() || matches!(c, ',' | '.' | ';' | ':' | ')');
    let mut fitted = String::with_capacity(text.len() + 2);
    if before.chars().next_back().is_some_and(needs_space) {
        fitted.push(' ');
    }
    if starts_sentence(before) {
        push_capitalised(&mut fitted, text);
    } else {
        fitted.push_str(text);
    }
    if after.chars().next().is_some_and(char::is_alphanumeric) {
        fitted.push(' ');
    }
    fitted
}

/// Whether a sentence begins behind this text. A stop behind a letter or a title ends none.
fn starts_sentence(before: &str) -> bool {
    const TITLES: [&str; 12] = [
        "Mr", "Mrs", "Ms", "Dr", "Prof", "Gen", "Col", "Lt", "Maj", "Sen", "No", "vs",
    ];
    let is_around = |c: char| c.is_whitespace() || "\"'“”‘’«»()[]\u{FFFC}".contains(c);
    let before = before.trim_end_matches(is_around);
    let Some(sentence) = before.strip_suffix('.') else {
        return before.is_empty() || before.ends_with(['?', '!']);
    };
    let word = sentence.rsplit(|c: char| !c.is_alphanumeric()).next();
    word.is_none_or(|word| word.chars().nth(1).is_some() && !TITLES.contains(&word))
}

/// With a capital, unless its first word has one of its own (`al-Assad` gets it, `iPhone` not).
fn push_capitalised(out: &mut String, text: &str) {
    let word = text.split([' ', '-', '\u{A0}']).next().unwrap_or_default();
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if !word.contains(char::is_uppercase) => {
            out.extend(first.to_uppercase());
            out.push_str(letters.as_str());
        }
        _ => out.push_str(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_fitted() {
        for (before, text, after, expected) in [
            ("", "truce", "", "Truce"),
            ("The", "truce", "", " truce"),
            ("The ", "truce", "holds", "truce "),
            ("It held. ", "al-Assad", "", "Al-Assad"),
            ("Gen. ", "officer", "", "officer"),
            ("", "iPhone", "", "iPhone"),
        ] {
            assert_eq!(
                fitted_between(before, text, after),
                expected,
                "{before}|{text}"
            );
        }
    }
}
