//! Sources made comparable word by word, each word once: an import meets the same ones again and
//! again.

use super::comparable::{ComparableSource, CompareToken};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Words kept at most; beyond it the cache starts anew. Takes some 100 bytes a word.
const WORDS_AT_MOST: usize = 1 << 17;
/// Longer ones are hardly met twice.
const BYTES_AT_MOST: usize = 64;

/// The tokens of words met before.
#[derive(Debug, Default)]
pub struct WordCache {
    /// Nearly all words: short ones of a single token, compared as numbers.
    short: HashMap<u128, CompareToken, BuildHasherDefault<WordHasher>>,
    others: HashMap<Box<str>, Box<[CompareToken]>, BuildHasherDefault<WordHasher>>,
}

impl WordCache {
    /// The same as [`ComparableSource::new`]: no token reaches over white space, and white space
    /// composes with nothing.
    pub fn comparable(&mut self, text: &str) -> ComparableSource {
        let mut tokens = Vec::with_capacity(text.len() / 8);
        let is_space = |byte: &u8| matches!(byte, b' ' | b'\n' | b'\t' | b'\r');
        let mut start = 0;
        for bytes in text.as_bytes().split(is_space) {
            let end = start + bytes.len();
            // Cut at ASCII characters, it is always text.
            let word = text.get(start..end).unwrap_or_default();
            start = end + 1;
            if !word.is_empty() {
                self.push_tokens(word, &mut tokens);
            }
        }
        ComparableSource::from_tokens(tokens)
    }

    fn push_tokens(&mut self, word: &str, tokens: &mut Vec<CompareToken>) {
        let packed = packed(word);
        if let Some(token) = packed.and_then(|packed| self.short.get(&packed)) {
            tokens.push(*token);
            return;
        }
        if let Some(known) = self.others.get(word) {
            tokens.extend_from_slice(known);
            return;
        }
        let new = ComparableSource::new(word).into_tokens();
        tokens.extend_from_slice(&new);
        if self.short.len() + self.others.len() >= WORDS_AT_MOST {
            self.short.clear();
            self.others.clear();
        }
        match (packed, &*new) {
            (Some(packed), [token]) => {
                self.short.insert(packed, *token);
            }
            _ if word.len() <= BYTES_AT_MOST => {
                self.others.insert(word.into(), new);
            }
            _ => {}
        }
    }
}

/// A word of fifteen bytes or fewer, with its length, as a number.
fn packed(word: &str) -> Option<u128> {
    let mut bytes = [0; 16];
    let length = u8::try_from(word.len())
        .ok()
        .filter(|length| *length < 16)?;
    bytes[..word.len()].copy_from_slice(word.as_bytes());
    bytes[15] = length;
    Some(u128::from_le_bytes(bytes))
}

/// Eight bytes at a time; a text made to collide only makes its own import slower.
#[derive(Default)]
struct WordHasher(u64);

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(word))
                .wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }

    fn write_u128(&mut self, word: u128) {
        self.write(&word.to_le_bytes());
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Letters, marks, digits and spaces that could join over a gap if anything did.
    const CHARACTERS: &str = "[وبالهدنتةىأإ٣3ﻻﷺ.,:'’،\u{064B}\u{0654}\u{0640}\u{200F}\u{00A0}\u{2003}\u{0308}\u{00A8} \n\ta-c-]{0,40}";

    proptest! {
        #[test]
        fn a_cache_changes_nothing(texts in proptest::collection::vec(CHARACTERS, 1..6)) {
            let mut cache = WordCache::default();
            for text in texts.iter().chain(&texts) {
                prop_assert_eq!(cache.comparable(text), ComparableSource::new(text));
            }
        }
    }

    #[test]
    fn a_full_cache_starts_anew() {
        let mut cache = WordCache::default();
        let words: String = (0..=WORDS_AT_MOST).map(|n| format!("{n} ")).collect();
        assert_eq!(cache.comparable(&words), ComparableSource::new(&words));
        assert_eq!(cache.short.len() + cache.others.len(), 1);
    }
}
