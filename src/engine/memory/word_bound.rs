//! A quick lower bound of the distance: edits of words alone, clitics not counted.
//!
//! Bit-parallel Levenshtein distance after Myers (1999), in blocks of 64 after Hyyrö (2003).

use super::comparable::ComparableSource;
use std::collections::HashMap;

const BITS: usize = 64;

/// Longer queries go without the bound.
const MOST_WORDS: usize = 4096;

/// A query's words, ready to be compared with many sources.
pub struct WordPattern {
    words: usize,
    /// For each word, the places where it stands.
    places: HashMap<u64, Box<[u64]>>,
}

impl WordPattern {
    pub fn new(query: &ComparableSource) -> Self {
        let words: Vec<u64> = query.cores().take(MOST_WORDS + 1).collect();
        let blocks = words.len().div_ceil(BITS);
        let mut places: HashMap<u64, Box<[u64]>> = HashMap::new();
        if words.len() <= MOST_WORDS {
            for (at, &word) in words.iter().enumerate() {
                let bits = places.entry(word).or_insert_with(|| vec![0; blocks].into());
                bits[at / BITS] |= 1 << (at % BITS);
            }
        }
        Self {
            words: words.len(),
            places,
        }
    }

    /// The word edits between the query and a source; no distance that `score` uses is below it.
    pub fn edits(&self, source: &ComparableSource) -> usize {
        if self.words > MOST_WORDS {
            return 0;
        }
        if self.words == 0 {
            return source.cores().count();
        }
        let blocks = self.words.div_ceil(BITS);
        let nowhere = vec![0; blocks];
        let mut columns = vec![Column::default(); blocks];
        let last_row = 1 << ((self.words - 1) % BITS);
        let mut edits = self.words as isize;
        for word in source.cores() {
            let places = self.places.get(&word).map_or(&*nowhere, |bits| bits);
            let mut step = 1;
            for (n, (column, &equal)) in columns.iter_mut().zip(places).enumerate() {
                let row = if n + 1 == blocks {
                    last_row
                } else {
                    1 << (BITS - 1)
                };
                step = column.advance(equal, step, row);
            }
            edits += step;
        }
        edits.unsigned_abs()
    }
}

/// 64 vertical differences of a column: where they are +1 and where −1.
#[derive(Clone)]
struct Column {
    plus: u64,
    minus: u64,
}

impl Default for Column {
    fn default() -> Self {
        Self { plus: !0, minus: 0 }
    }
}

impl Column {
    /// Goes on to the next column. `step` is the horizontal difference above the block, the result
    /// that in its row `row`.
    fn advance(&mut self, equal: u64, step: isize, row: u64) -> isize {
        let vertical = equal | self.minus;
        let equal = equal | u64::from(step < 0);
        let horizontal = ((equal & self.plus).wrapping_add(self.plus) ^ self.plus) | equal;
        let plus = self.minus | !(horizontal | self.plus);
        let minus = self.plus & horizontal;
        let below = isize::from(plus & row != 0) - isize::from(minus & row != 0);
        let plus = (plus << 1) | u64::from(step > 0);
        let minus = (minus << 1) | u64::from(step < 0);
        self.plus = minus | !(vertical | plus);
        self.minus = plus & vertical;
        below
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn textbook(a: &[u64], b: &[u64]) -> usize {
        let mut row: Vec<usize> = (0..=b.len()).collect();
        for (i, x) in a.iter().enumerate() {
            let mut next = vec![i + 1];
            for (j, y) in b.iter().enumerate() {
                let replaced = row[j] + usize::from(x != y);
                next.push(replaced.min(row[j + 1] + 1).min(next[j] + 1));
            }
            row = next;
        }
        row[b.len()]
    }

    proptest! {
        #[test]
        fn it_is_the_distance_of_the_words(a in "([ab] |كتاب |[cd] ){0,150}", b in "([ab] |كتاب |[cd] ){0,150}") {
            let (a, b) = (ComparableSource::new(&a), ComparableSource::new(&b));
            let words = |source: &ComparableSource| source.cores().collect::<Vec<_>>();
            prop_assert_eq!(WordPattern::new(&a).edits(&b), textbook(&words(&a), &words(&b)));
        }
    }
}
