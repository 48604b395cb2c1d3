//! Building a run: some thousand units indexed under their rarest words.

use super::comparable::ComparableSource;
use crate::engine::model::{PlaceList, PrefilterList, RunWord, UnitId, UnitOutline};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// The lowest rate that a run answers completely, in percent.
pub const LEAST_RATE: f64 = 50.0;
/// From this rate on the near lists are enough.
pub const NEAR_RATE: f64 = 70.0;

/// The list of units that may be alike without a word in common.
pub const WORDLESS: i64 = 0;

/// How many of a source's rarest words (each as often as it stands there) must be looked at, for
/// a source of so many tokens and a least rate in percent. See the room's documentation.
pub fn prefix(tokens: usize, percent: f64) -> usize {
    // The margin covers rounding; looking at one word more does no harm.
    ((1.0 - percent / 100.0) * tokens as f64 + 1e-6)
        .floor()
        .max(0.0) as usize
        + 1
}

/// The hash of a word as runs keep it: 47 bits, which SQLite writes in six bytes, never 0.
pub fn stored(core: u64) -> i64 {
    ((core & 0x7FFF_FFFF_FFFF).max(1)).cast_signed()
}

/// The hashes are well mixed already.
#[derive(Default)]
struct AsIs(u64);

impl Hasher for AsIs {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    fn write_i64(&mut self, value: i64) {
        self.0 = value.cast_unsigned().wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Collects units and orders their words by rarity at the end. Takes about 110 bytes a unit.
#[derive(Default)]
pub struct RunBuilder {
    units: Vec<(UnitId, UnitOutline)>,
    /// Number of each word met, and how often and which it is.
    numbers: HashMap<i64, u32, BuildHasherDefault<AsIs>>,
    words: Vec<(i64, u32)>,
    /// The words of all units, one after the other, and where each unit's end.
    texts: Vec<u32>,
    ends: Vec<u32>,
    tokens: Vec<u32>,
}

/// A run ready to be stored.
pub struct Run {
    /// By place.
    pub units: Vec<(UnitId, UnitOutline)>,
    /// In the order of their hashes.
    pub words: Vec<RunWord>,
}

impl RunBuilder {
    /// Units so far.
    #[allow(clippy::len_without_is_empty, reason = "nobody asks")]
    pub fn len(&self) -> usize {
        self.units.len()
    }

    /// Words of all units so far.
    pub fn text_words(&self) -> usize {
        self.texts.len()
    }

    /// Adds a unit by its source.
    pub fn push(&mut self, id: UnitId, source: &ComparableSource) {
        self.units.push((id, source.outline()));
        for core in source.cores() {
            let core = stored(core);
            let next = self.words.len() as u32;
            let number = *self.numbers.entry(core).or_insert(next);
            if number == next {
                self.words.push((core, 0));
            }
            if let Some((_, count)) = self.words.get_mut(number as usize) {
                *count = count.saturating_add(1);
            }
            self.texts.push(number);
        }
        self.ends.push(self.texts.len() as u32);
        self.tokens
            .push(u32::try_from(source.tokens().len()).unwrap_or(u32::MAX));
    }

    /// Freezes the order of rarity and lists each unit under its rarest words.
    pub fn finish(self) -> Run {
        let mut lists: Vec<(PrefilterList, PlaceList)> = vec![Default::default(); self.words.len()];
        let mut wordless = (PrefilterList::default(), PlaceList::default());
        let mut order: Vec<(u32, i64, u32)> = Vec::new();
        let mut start = 0;
        let sizes = self.ends.iter().zip(&self.tokens);
        for (place, ((_, outline), (&end, &tokens))) in (0..).zip(self.units.iter().zip(sizes)) {
            let prefilter = outline.prefilter();
            order.clear();
            let text = self.texts.get(start..end as usize).unwrap_or_default();
            order.extend(text.iter().filter_map(|&number| {
                let (core, frequency) = *self.words.get(number as usize)?;
                Some((frequency, core, number))
            }));
            order.sort_unstable();
            start = end as usize;
            let near = prefix(tokens as usize, NEAR_RATE);
            let far = prefix(tokens as usize, LEAST_RATE);
            if order.len() < near {
                wordless.0.push(place, prefilter);
            } else if order.len() < far {
                wordless.1.push(place);
            }
            let mut last = u32::MAX;
            for (at, &(_, _, number)) in order.iter().take(far).enumerate() {
                if number == last {
                    continue;
                }
                last = number;
                if let Some((narrow, wide)) = lists.get_mut(number as usize) {
                    if at < near {
                        narrow.push(place, prefilter);
                    } else {
                        wide.push(place);
                    }
                }
            }
        }
        let listed = self.words.into_iter().zip(lists);
        let mut words: Vec<RunWord> = listed
            .map(|((core, frequency), (near, far))| RunWord {
                core,
                frequency,
                near,
                far,
            })
            .collect();
        words.push(RunWord {
            core: WORDLESS,
            frequency: 0,
            near: wordless.0,
            far: wordless.1,
        });
        words.sort_unstable_by_key(|word| word.core);
        Run {
            units: self.units,
            words,
        }
    }
}
