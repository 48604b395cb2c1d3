//! A quick upper bound of what is shared: words alone, clitics not counted.
//!
//! The bit-parallel longest common subsequence of Crochemore, Iliopoulos, Pinzon and Reid (2001), in
//! blocks of 64.

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

    /// The words of the longer of query and source that have no partner in the other in the same
    /// order; no pairing that `score` uses leaves fewer.
    pub fn edits(&self, source: &ComparableSource) -> usize {
        if self.words > MOST_WORDS {
            return 0;
        }
        // A zero stands where the row of the table grows by one.
        let mut row = vec![!0_u64; self.words.div_ceil(BITS)];
        let mut others = 0;
        for word in source.cores() {
            others += 1;
            if let Some(places) = self.places.get(&word) {
                advance(&mut row, places);
            }
        }
        // A carry may run past the last word.
        let past = row.len() * BITS - self.words;
        if let Some(block) = row.last_mut() {
            *block |= !(!0 >> past);
        }
        let shared: u32 = row.iter().map(|block| block.count_zeros()).sum();
        self.words.max(others) - shared as usize
    }
}

/// Goes on to the next column of the table.
fn advance(row: &mut [u64], places: &[u64]) {
    let mut carry = false;
    for (block, places) in row.iter_mut().zip(places) {
        let found = *block & places;
        let (sum, over) = block.overflowing_add(found);
        let (sum, more) = sum.overflowing_add(u64::from(carry));
        carry = over || more;
        *block = sum | (*block & !places);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn textbook(a: &[u64], b: &[u64]) -> usize {
        let mut row = vec![0; b.len() + 1];
        for x in a {
            let mut next = vec![0];
            for (j, y) in b.iter().enumerate() {
                let paired = row[j] + usize::from(x == y);
                next.push(paired.max(row[j + 1]).max(next[j]));
            }
            row = next;
        }
        a.len().max(b.len()) - row[b.len()]
    }

    proptest! {
        #[test]
        fn it_is_what_the_words_do_not_share(a in "([ab] |كتاب |[cd] ){0,150}", b in "([ab] |كتاب |[cd] ){0,150}") {
            let (a, b) = (ComparableSource::new(&a), ComparableSource::new(&b));
            let words = |source: &ComparableSource| source.cores().collect::<Vec<_>>();
            prop_assert_eq!(WordPattern::new(&a).edits(&b), textbook(&words(&a), &words(&b)));
        }
    }
}
