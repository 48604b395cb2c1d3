//! Words that ى tells from others with ي: على is not علي.

use crate::engine::text::letters::Letters;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Whether a word is spelt with ى and is another one than that with ي.
pub fn is_word_in_maqsura(written: &[char]) -> bool {
    IN_MAQSURA.contains(written)
}

static IN_MAQSURA: LazyLock<HashSet<Vec<char>>> = LazyLock::new(|| {
    let lines = include_str!("maqsura_words.txt").lines();
    let words = lines
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace);
    words
        .map(|word| Letters::new(word).written().to_vec())
        .collect()
});
