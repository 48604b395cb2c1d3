//! Names whose spellings are known from data: single words, and places of one or more words.

use super::alphabet::{encode, fold};
use super::bytes::{Reader, Words};

/// A known spelling of an Arabic word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownSpelling {
    /// Its place among the known Latin names.
    pub name: u32,
    /// How often it is borne, from 0 to 15, a step for each doubling.
    pub count: u8,
    /// How often it is a given name, from 0 (hardly ever) to 3 (mostly).
    pub given: u8,
    /// The letters are the same, hamza and all.
    pub is_exact: bool,
}

/// Arabic words with their spellings.
#[derive(Debug, Default)]
pub struct ArabicNames {
    words: Words,
    /// Where the spellings of each word begin.
    starts: Vec<u32>,
    spellings: Vec<(u32, u8)>,
}

/// A place known by its Arabic name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownPlace {
    pub english: String,
    /// ISO 3166.
    pub country: [u8; 2],
    /// Doublings of its inhabitants: 20 is a million.
    pub size: u8,
    pub is_exact: bool,
}

#[derive(Debug, Default)]
pub struct ArabicPlaces {
    words: Words,
    places: Vec<KnownPlace>,
}

impl ArabicNames {
    pub fn read(reader: &mut Reader) -> Option<Self> {
        let words = reader.words()?;
        let mut starts = Vec::with_capacity(words.len() + 1);
        let mut spellings = Vec::with_capacity(words.len() * 5 / 4);
        for _ in 0..words.len() {
            starts.push(spellings.len() as u32);
            for _ in 0..reader.byte()? {
                let [low, middle, high, more] = *reader.bytes(4)?.as_array::<4>()?;
                spellings.push((u32::from_le_bytes([low, middle, high, 0]), more));
            }
        }
        starts.push(spellings.len() as u32);
        Some(Self {
            words,
            starts,
            spellings,
        })
    }

    /// The spellings of a word, those of the very letters before those of their variants, the
    /// commonest first.
    pub fn get(&self, codes: &[u8]) -> Vec<KnownSpelling> {
        let mut found = Vec::new();
        for at in same(&self.words, codes) {
            let is_exact = self.words.get(at) == codes;
            let bounds = (self.starts.get(at), self.starts.get(at + 1));
            let (Some(&start), Some(&end)) = bounds else {
                continue;
            };
            let spellings = self.spellings.get(start as usize..end as usize);
            found.extend(
                spellings
                    .unwrap_or_default()
                    .iter()
                    .map(|&(name, more)| KnownSpelling {
                        name,
                        count: more >> 2 & 15,
                        given: more & 3,
                        is_exact,
                    }),
            );
        }
        found.sort_by_key(|spelling| std::cmp::Reverse((spelling.is_exact, spelling.count)));
        let mut seen = Vec::new();
        found.retain(|spelling| {
            let is_new = !seen.contains(&spelling.name);
            seen.push(spelling.name);
            is_new
        });
        found
    }
}

impl ArabicPlaces {
    pub fn read(reader: &mut Reader) -> Option<Self> {
        let words = reader.words()?;
        let mut places = Vec::with_capacity(words.len());
        for _ in 0..words.len() {
            let length = usize::from(reader.byte()?);
            let english = String::from_utf8(reader.bytes(length)?.to_vec()).ok()?;
            let [first, second, size] = *reader.bytes(3)?.as_array::<3>()?;
            places.push(KnownPlace {
                english,
                country: [first, second],
                size,
                is_exact: false,
            });
        }
        Some(Self { words, places })
    }

    /// The places of a name of one or more words, the largest of the very letters first.
    pub fn get(&self, name: &str) -> Vec<KnownPlace> {
        let mut codes = Vec::new();
        for word in name.split(' ').filter(|word| !word.is_empty()) {
            let Some(word) = encode(word) else {
                return Vec::new();
            };
            if !codes.is_empty() {
                codes.push(0);
            }
            codes.extend(word);
        }
        let mut found: Vec<KnownPlace> = same(&self.words, &codes)
            .filter_map(|at| {
                Some(KnownPlace {
                    is_exact: self.words.get(at) == codes,
                    ..self.places.get(at)?.clone()
                })
            })
            .collect();
        found.sort_by_key(|place| std::cmp::Reverse((place.is_exact, place.size)));
        found
    }
}

/// The places of the words that are the same but for letters that writers exchange. The lists are
/// sorted by the letters as folded.
fn same(words: &Words, codes: &[u8]) -> std::ops::Range<usize> {
    let folded: Vec<u8> = codes.iter().copied().map(fold).collect();
    if folded.is_empty() {
        return 0..0;
    }
    let folds = |word: &[u8]| word.iter().copied().map(fold).collect::<Vec<_>>();
    let start = words.partition(0, words.len(), |word| folds(word) < folded);
    let end = words.partition(start, words.len(), |word| folds(word) == folded);
    start..end
}
