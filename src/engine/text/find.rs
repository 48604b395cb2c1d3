//! Where a text holds what was looked for, deaf to marks, spelling variants and case.

use super::normalize::{fold, is_composed};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization as _;

/// The letters of a text that count, each with the bytes it comes from.
struct Folded {
    letters: Vec<char>,
    bytes: Vec<Range<usize>>,
}

impl Folded {
    fn new(text: &str) -> Self {
        let mut folded = Self {
            letters: Vec::with_capacity(text.len() / 2),
            bytes: Vec::with_capacity(text.len() / 2),
        };
        for (start, c) in text.char_indices() {
            let range = start..start + c.len_utf8();
            if is_composed(c) {
                folded.push(c, range);
            } else {
                for part in std::iter::once(c).nfkc() {
                    folded.push(part, range.clone());
                }
            }
        }
        folded
    }

    fn push(&mut self, c: char, range: Range<usize>) {
        if c.is_whitespace() {
            if self.letters.last().is_some_and(|last| *last != ' ') {
                self.letters.push(' ');
                self.bytes.push(range);
            }
            return;
        }
        for letter in fold(c).into_iter().flat_map(char::to_lowercase) {
            self.letters.push(letter);
            self.bytes.push(range.clone());
        }
    }

    fn without_edge_spaces(mut self) -> Vec<char> {
        if self.letters.last() == Some(&' ') {
            self.letters.pop();
        }
        self.letters
    }
}

/// The places of `query` in `text` as bytes, in order and not overlapping; marks after the last
/// letter belong to it. Nothing for a query of spaces and marks alone.
pub fn occurrences(text: &str, query: &str) -> Vec<Range<usize>> {
    let wanted = Folded::new(query).without_edge_spaces();
    let Some(first) = wanted.first() else {
        return Vec::new();
    };
    let folded = Folded::new(text);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(window) = folded.letters.get(at..at + wanted.len()) {
        if window.first() == Some(first) && window == wanted {
            found.extend(folded.range(at, wanted.len(), text.len()));
            at += wanted.len();
        } else {
            at += 1;
        }
    }
    found
}

impl Folded {
    fn range(&self, at: usize, len: usize, text_len: usize) -> Option<Range<usize>> {
        let start = self.bytes.get(at)?.start;
        let last = self.bytes.get(at + len - 1)?.end;
        let next = self.bytes.get(at + len).map_or(text_len, |next| next.start);
        // Marks go with their letter, but a run of spaces dropped after one does not.
        let ends_in_space = self.letters.get(at + len) == Some(&' ');
        Some(
            start..if ends_in_space {
                last.max(next)
            } else {
                next.max(last)
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn places_are_found_whatever_the_spelling() {
        let cases: &[(&str, &str, &[&str])] = &[
            ("قبل الهُدْنَة وبعد الهدنه", "هدنة", &["هُدْنَة", "هدنه"]),
            ("إعلان أممي", "اعلان ا", &["إعلان أ"]),
            ("The Truce, the truce", "TRUCE", &["Truce", "truce"]),
            ("٥٠٪ أو 50%", "50%", &["٥٠٪", "50%"]),
            ("two   spaces", "two spaces", &["two   spaces"]),
            ("ﻻ بأس", "لا", &["ﻻ"]),
            ("aaaa", "aa", &["aa", "aa"]),
            ("text", " \u{064E} ", &[]),
            ("text", "", &[]),
            ("", "text", &[]),
        ];
        for (text, query, expected) in cases {
            let found = occurrences(text, query);
            let found: Vec<&str> = found.into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, *expected, "{query} in {text}");
        }
    }

    proptest! {
        #[test]
        fn places_are_whole_letters_in_order(text in "\\PC{0,40}", query in "\\PC{0,3}") {
            let mut end = 0;
            for range in occurrences(&text, &query) {
                prop_assert!(range.start >= end && range.end <= text.len());
                prop_assert!(text.get(range.clone()).is_some());
                end = range.end;
            }
        }

        #[test]
        fn a_text_holds_itself(text in "[ا-غف-يa-z]{1,20}") {
            prop_assert_eq!(occurrences(&text, &text), vec![0..text.len()]);
        }
    }
}
