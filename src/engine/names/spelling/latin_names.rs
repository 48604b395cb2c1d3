//! The names known in Latin letters, how common each is, and where its bearers come from.

use super::bytes::{Reader, Words};

/// Known names by their letters a to z.
#[derive(Debug, Default)]
pub struct LatinNames {
    words: Words,
    /// How much each name is worth among the candidates of a spelling, in steps.
    worth: Vec<u8>,
    origins: Vec<u8>,
    lowest: f32,
    step: f32,
    /// The places of names that are not written with one capital: `oneill` is O'Neill.
    unusual: Vec<(u32, String)>,
}

/// The names from one place up to another: those that begin with the same letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    pub low: u32,
    pub high: u32,
}

/// Where most bearers of a name come from; the groups are those of the training script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    pub group: u8,
    /// From 1 to 7: the share of the group.
    pub share: u8,
}

impl Origin {
    /// The group of Arab countries, as the training script numbers it.
    const ARAB: u8 = 13;

    pub fn is_arab(self) -> bool {
        self.group == Self::ARAB
    }
}

impl LatinNames {
    pub fn read(reader: &mut Reader) -> Option<Self> {
        let words = reader.words()?;
        let (lowest, step) = (reader.real()?, reader.real()?);
        let worth = reader.bytes(words.len())?.to_vec();
        let origins = reader.bytes(words.len())?.to_vec();
        let count = reader.number()?;
        let mut unusual = Vec::with_capacity(count.min(1 << 16));
        for _ in 0..count {
            let at = u32::try_from(reader.number()?).ok()?;
            let length = usize::from(reader.byte()?);
            unusual.push((at, String::from_utf8(reader.bytes(length)?.to_vec()).ok()?));
        }
        Some(Self {
            words,
            worth,
            origins,
            lowest,
            step,
            unusual,
        })
    }

    pub fn all(&self) -> Range {
        Range {
            low: 0,
            high: self.words.len() as u32,
        }
    }

    pub fn get(&self, at: u32) -> &[u8] {
        self.words.get(at as usize)
    }

    pub fn find(&self, word: &[u8]) -> Option<u32> {
        let at = self
            .words
            .partition(0, self.words.len(), |known| known < word);
        (self.words.get(at) == word && !word.is_empty()).then_some(at as u32)
    }

    /// Those of a range, in which all begin with `depth` letters, that go on with `more`.
    pub fn narrow(&self, range: Range, depth: usize, more: &[u8]) -> Option<Range> {
        let (low, high) = (range.low as usize, range.high as usize);
        let low = self.words.partition(low, high, |known| {
            known.get(depth..).unwrap_or_default() < more
        });
        let begins = |known: &[u8]| known.get(depth..).unwrap_or_default().starts_with(more);
        if low >= high || !begins(self.words.get(low)) {
            return None;
        }
        // Most runs are short: double the step until one lies beyond.
        let mut step = 1;
        let mut last = low;
        while last + step < high && begins(self.words.get(last + step)) {
            last += step;
            step *= 2;
        }
        let end = self.words.partition(last, high.min(last + step), begins);
        Some(Range {
            low: low as u32,
            high: end as u32,
        })
    }

    pub fn worth(&self, at: u32) -> f32 {
        let step = self.worth.get(at as usize).copied().unwrap_or_default();
        self.lowest + f32::from(step) * self.step
    }

    /// Nothing where the bearers are too few or from everywhere.
    pub fn origin(&self, at: u32) -> Option<Origin> {
        let byte = self.origins.get(at as usize).copied().unwrap_or_default();
        (byte & 7 > 0).then_some(Origin {
            group: byte >> 3,
            share: byte & 7,
        })
    }

    /// The name as the press prints it.
    pub fn printed(&self, at: u32) -> String {
        match self.unusual.binary_search_by_key(&at, |(at, _)| *at) {
            Ok(found) => self
                .unusual
                .get(found)
                .map(|(_, name)| name.clone())
                .unwrap_or_default(),
            Err(_) => capitalised(self.get(at)),
        }
    }
}

/// Letters a to z with a capital first.
pub fn capitalised(word: &[u8]) -> String {
    let mut text = String::from_utf8_lossy(word).into_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}
