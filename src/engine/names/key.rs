//! What names are compared by.

use crate::engine::text::letters::Letters;

/// The words' keys, parted by single spaces.
pub fn key_of(name: &str) -> String {
    let words = name
        .split_whitespace()
        .map(|word| Letters::new(word).key().to_owned());
    words.collect::<Vec<_>>().join(" ")
}

/// The letters without those that spelling variants add or leave out.
pub fn outline(key: &str) -> String {
    let mut out: String = key
        .chars()
        .filter(|c| !matches!(c, 'ا' | 'و' | 'ي' | 'ء'))
        .collect();
    if let Some(base) = out.strip_suffix('ه') {
        out = base.to_owned();
    }
    out
}
