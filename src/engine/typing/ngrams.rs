//! How often a word followed its one, two or three predecessors.

use super::vocabulary::{MOST_WORDS, START, WordId};
use std::collections::HashMap;
use std::ops::Range;

/// Predecessors that count.
pub(super) const REACH: usize = 3;

/// Predecessors as one number, the last one lowest.
pub(super) fn key(predecessors: &[WordId]) -> u64 {
    let bits = MOST_WORDS.count_ones();
    predecessors
        .iter()
        .fold(0, |key, &word| key << bits | u64::from(word))
}

/// The last words of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct History([WordId; REACH]);

impl History {
    pub(super) const BEGINNING: Self = Self([START; REACH]);

    pub(super) fn then(self, word: WordId) -> Self {
        let [_, second, third] = self.0;
        Self([second, third, word])
    }

    /// The key of the last `n` words.
    pub(super) fn key(self, n: usize) -> u64 {
        key(&self.0[REACH - n..])
    }
}

/// The followers of one key.
#[derive(Debug, Clone, Copy)]
pub(super) struct Followers<'a> {
    words: &'a [WordId],
    /// Counts of the words up to each, this one included.
    sums: &'a [u32],
    /// The sum before the first.
    before: u32,
}

impl<'a> Followers<'a> {
    pub(super) fn total(self) -> u32 {
        self.sums.last().map_or(0, |sum| sum - self.before)
    }

    pub(super) fn distinct(self) -> usize {
        self.words.len()
    }

    fn count_at(self, at: usize) -> u32 {
        let before = at.checked_sub(1).map_or(self.before, |at| self.sums[at]);
        self.sums[at] - before
    }

    pub(super) fn count(self, word: WordId) -> u32 {
        let found = self.words.binary_search(&word);
        found.map_or(0, |at| self.count_at(at))
    }

    /// Those whose numbers lie in a range.
    pub(super) fn within(self, range: &Range<WordId>) -> Self {
        let start = self.words.partition_point(|&word| word < range.start);
        let end = self.words.partition_point(|&word| word < range.end);
        let before = start.checked_sub(1).map_or(self.before, |at| self.sums[at]);
        let end = end.max(start);
        Self {
            words: &self.words[start..end],
            sums: &self.sums[start..end],
            before,
        }
    }

    pub(super) fn iter(self) -> impl Iterator<Item = (WordId, u32)> + 'a {
        (0..self.words.len()).map(move |at| (self.words[at], self.count_at(at)))
    }
}

/// Followers of all keys of one length, learnt in one go.
#[derive(Debug, Clone, Default)]
pub(super) struct Ngrams {
    keys: Vec<u64>,
    /// Where the followers of each key start; one more than keys.
    starts: Vec<u32>,
    words: Vec<WordId>,
    sums: Vec<u32>,
}

impl Ngrams {
    /// Followers seen fewer than `least` times are left out.
    pub(super) fn new(mut seen: Vec<(u64, WordId, u32)>, least: u32) -> Self {
        seen.sort_unstable_by_key(|&(key, word, _)| (key, word));
        let mut new = Self::default();
        let mut sum = 0u32;
        for same in seen.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let (key, word, _) = same[0];
            let count: u32 = same.iter().map(|&(_, _, count)| count).sum();
            if count < least {
                continue;
            }
            if new.keys.last() != Some(&key) {
                new.keys.push(key);
                new.starts.push(new.words.len() as u32);
            }
            sum = sum.wrapping_add(count);
            new.words.push(word);
            new.sums.push(sum);
        }
        new.starts.push(new.words.len() as u32);
        new
    }

    pub(super) fn followers(&self, key: u64) -> Option<Followers<'_>> {
        let at = self.keys.binary_search(&key).ok()?;
        let (start, end) = (self.starts[at] as usize, self.starts[at + 1] as usize);
        let before = start.checked_sub(1).map_or(0, |at| self.sums[at]);
        Some(Followers {
            words: &self.words[start..end],
            sums: &self.sums[start..end],
            before,
        })
    }
}

/// Followers of keys of all lengths, learnt one text at a time.
#[derive(Debug, Clone, Default)]
pub(super) struct FreshNgrams {
    followers: [HashMap<u64, FreshFollowers>; REACH],
}

#[derive(Debug, Clone, Default)]
pub(super) struct FreshFollowers {
    pub(super) total: u32,
    pub(super) words: Vec<(WordId, u32)>,
}

impl FreshFollowers {
    pub(super) fn count(&self, word: WordId) -> u32 {
        let found = self.words.iter().find(|&&(follower, _)| follower == word);
        found.map_or(0, |&(_, count)| count)
    }
}

impl FreshNgrams {
    pub(super) fn add(&mut self, history: History, word: WordId) {
        for (n, followers) in (1..).zip(&mut self.followers) {
            let followers = followers.entry(history.key(n)).or_default();
            followers.total += 1;
            let known = followers.words.iter_mut().find(|(known, _)| *known == word);
            match known {
                Some((_, count)) => *count += 1,
                None => followers.words.push((word, 1)),
            }
        }
    }

    pub(super) fn followers(&self, history: History, n: usize) -> Option<&FreshFollowers> {
        self.followers.get(n - 1)?.get(&history.key(n))
    }
}
