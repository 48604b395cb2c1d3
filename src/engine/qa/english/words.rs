//! The words of an English text.

use crate::engine::text::tokenize::{TokenKind, tokens};
use std::ops::Range;

/// A word with its place and its lower-case form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    pub range: Range<usize>,
    pub lower: String,
    pub is_capitalised: bool,
    /// First of its sentence, where a capital says nothing.
    pub starts_sentence: bool,
}

/// The words of a text in order, each with its apostrophe: `don't`, `Smith's`.
pub fn words(text: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut starts_sentence = true;
    for token in tokens(text) {
        let Some(written) = text.get(token.range.clone()) else {
            continue;
        };
        match token.kind {
            // U.S. is one word.
            TokenKind::Word if continues_acronym(text, found.last(), &token.range) => {
                if let Some(last) = found.last_mut() {
                    last.range.end = token.range.end;
                    last.lower.push_str(&written.to_lowercase());
                }
                starts_sentence = false;
            }
            TokenKind::Word => {
                found.push(Word {
                    lower: written.to_lowercase().replace('’', "'"),
                    is_capitalised: written.chars().next().is_some_and(char::is_uppercase),
                    starts_sentence,
                    range: token.range,
                });
                starts_sentence = false;
            }
            TokenKind::Number => starts_sentence = false,
            TokenKind::Punctuation => {
                starts_sentence |= matches!(
                    written,
                    "." | "!" | "?" | ":" | "…" | "\"" | "“" | "‘" | "•" | "-" | "–" | "—"
                );
            }
        }
    }
    found
}

/// A single letter behind single letters and a full stop.
fn continues_acronym(text: &str, last: Option<&Word>, range: &Range<usize>) -> bool {
    let Some(last) = last else { return false };
    let letters = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default();
    let is_run = letters(&last.range)
        .split('.')
        .all(|part| part.chars().count() == 1);
    last.is_capitalised
        && is_run
        && letters(range).chars().count() == 1
        && text.get(last.range.end..range.start) == Some(".")
}
