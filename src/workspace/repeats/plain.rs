//! Segments that need no translator: figures, dates and addresses.

use crate::engine::model::NumberStyle;
use crate::engine::text::numbers;

/// The English of a source that is one number, date or address and nothing else.
pub(super) fn translation(source: &str, style: NumberStyle) -> Option<String> {
    let text = source.trim();
    let is_address = ["http://", "https://", "www."]
        .iter()
        .any(|start| text.starts_with(start));
    let is_mail = text
        .split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'));
    if (is_address || is_mail) && text.is_ascii() && !text.contains(char::is_whitespace) {
        return Some(text.to_owned());
    }
    if !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || ".,:/-%()".contains(c))
    {
        return Some(text.to_owned());
    }
    let found = numbers::find(text, style);
    match found.as_slice() {
        [only] if only.range == (0..text.len()) && !only.guess && !only.approximate => {
            Some(only.english.clone())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_has_no_words_is_filled() {
        for (source, english) in [
            ("27 فبراير 2016", Some("27 February 2016")),
            ("١٢٣", Some("123")),
            ("12:30", Some("12:30")),
            (
                "https://example.org/a?b=1",
                Some("https://example.org/a?b=1"),
            ),
            ("desk@example.org", Some("desk@example.org")),
            ("الهدنة", None),
            ("يوم 27 فبراير", None),
            ("", None),
            ("رويترز 2016", None),
        ] {
            assert_eq!(
                translation(source, NumberStyle::default()).as_deref(),
                english,
                "{source}"
            );
        }
    }
}
