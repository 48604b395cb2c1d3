//! What a reviewer changed in a translation, word by word.

use similar::{ChangeTag, TextDiff};
use std::ops::Range;

/// The bytes of the new text that are not in the old one.
pub fn added_words(before: &str, after: &str) -> Vec<Range<usize>> {
    let diff = TextDiff::from_words(before, after);
    let mut found = Vec::new();
    let mut at = 0;
    for change in diff.iter_all_changes() {
        let length = change.value().len();
        match change.tag() {
            ChangeTag::Delete => {}
            ChangeTag::Insert => {
                found.push(at..at + length);
                at += length;
            }
            ChangeTag::Equal => at += length,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_words_are_found() {
        let (before, after) = ("The truce holds.", "The fragile truce held.");
        let words: Vec<&str> = added_words(before, after)
            .into_iter()
            .map(|range| &after[range])
            .collect();
        assert_eq!(words.concat().replace(' ', ""), "fragileheld.");
        assert!(added_words("a", "a").is_empty());
    }
}
