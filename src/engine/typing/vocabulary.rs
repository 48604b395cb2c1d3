//! The English words and gaps a model knows, numbered in the order of their letters.

use std::collections::HashMap;
use std::ops::Range;

pub(super) type WordId = u32;

/// Stands before the first word of a segment.
pub(super) const START: WordId = 0;
/// A word the model does not know.
pub(super) const UNKNOWN: WordId = 1;
/// Follows the last word of a segment.
pub(super) const END: WordId = 2;
/// Three of them fit into one key of [`super::ngrams`].
pub(super) const MOST_WORDS: usize = (1 << 21) - 1;

/// Learnt words, sorted, so that those with a common beginning are one range of numbers, and
/// fresh ones behind them in the order of their arrival.
#[derive(Debug, Clone, Default)]
pub(super) struct Vocabulary {
    sorted: Vec<Box<str>>,
    fresh: Vec<Box<str>>,
    ids: HashMap<Box<str>, WordId>,
}

impl Vocabulary {
    pub(super) fn new(words: impl IntoIterator<Item = String>) -> Self {
        let mut sorted: Vec<Box<str>> = ["\0", "\u{1}", "\u{2}"].map(Into::into).into();
        sorted.extend(words.into_iter().map(String::into_boxed_str));
        sorted.sort_unstable();
        sorted.dedup();
        let ids = sorted.iter().zip(0..).map(|(word, id)| (word.clone(), id));
        Self {
            ids: ids.collect(),
            sorted,
            fresh: Vec::new(),
        }
    }

    pub(super) fn learnt(&self) -> usize {
        self.sorted.len()
    }

    pub(super) fn len(&self) -> usize {
        self.sorted.len() + self.fresh.len()
    }

    pub(super) fn id(&self, word: &str) -> Option<WordId> {
        self.ids.get(word).copied()
    }

    /// The number of a word, a new one if need be.
    pub(super) fn add(&mut self, word: &str) -> WordId {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        let id = self.len();
        if id >= MOST_WORDS {
            return UNKNOWN;
        }
        self.fresh.push(word.into());
        self.ids.insert(word.into(), id as WordId);
        id as WordId
    }

    pub(super) fn text(&self, id: WordId) -> &str {
        let id = id as usize;
        let fresh = || self.fresh.get(id - self.sorted.len());
        self.sorted.get(id).or_else(fresh).map_or("", |word| word)
    }

    /// The learnt words that begin like this.
    pub(super) fn range(&self, prefix: &str) -> Range<WordId> {
        let start = self.sorted.partition_point(|word| &**word < prefix);
        let rest = &self.sorted[start..];
        let length = rest.partition_point(|word| word.starts_with(prefix));
        start as WordId..(start + length) as WordId
    }

    /// The words that came later and begin like this.
    pub(super) fn fresh(&self, prefix: &str) -> impl Iterator<Item = WordId> {
        let first = self.sorted.len() as WordId;
        let fresh = (first..).zip(&self.fresh);
        fresh.filter_map(move |(id, word)| word.starts_with(prefix).then_some(id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_are_ranges() {
        let mut words = Vocabulary::new(["side", "Syria", "said", "sad", ", "].map(str::to_owned));
        let shown = |words: &Vocabulary, prefix: &str| -> String {
            let found = words.range(prefix).chain(words.fresh(prefix));
            found.map(|id| words.text(id)).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(shown(&words, "sa"), "sad said");
        let safe = words.add("safe");
        assert_eq!(words.add("safe"), safe);
        assert_eq!(shown(&words, "sa"), "sad said safe");
        assert_eq!(shown(&words, "sy"), "");
        assert_eq!(words.id("Syria").map(|id| words.text(id)), Some("Syria"));
    }
}
