//! What a stored index of translation units holds, and how a search reads it.

use super::{MemoryId, TranslationUnit, UnitId};

/// Bounds a match rate from above without the text: 20 bytes a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct UnitOutline {
    /// A bit for the core of each word.
    pub signature: [u64; 2],
    /// Words and tokens, saturated.
    pub words: u16,
    pub tokens: u16,
}

impl UnitOutline {
    pub const BYTES: usize = 20;

    pub fn to_bytes(self) -> [u8; Self::BYTES] {
        let mut bytes = [0; Self::BYTES];
        bytes[..8].copy_from_slice(&self.signature[0].to_le_bytes());
        bytes[8..16].copy_from_slice(&self.signature[1].to_le_bytes());
        bytes[16..18].copy_from_slice(&self.words.to_le_bytes());
        bytes[18..].copy_from_slice(&self.tokens.to_le_bytes());
        bytes
    }

    pub fn from_bytes(bytes: &[u8; Self::BYTES]) -> Self {
        let word = |at: usize| {
            let mut part = [0; 8];
            part.copy_from_slice(&bytes[at..at + 8]);
            u64::from_le_bytes(part)
        };
        Self {
            signature: [word(0), word(8)],
            words: u16::from_le_bytes([bytes[16], bytes[17]]),
            tokens: u16::from_le_bytes([bytes[18], bytes[19]]),
        }
    }

    /// Whether a count is too large to be told.
    pub fn is_saturated(&self) -> bool {
        self.tokens == u16::MAX
    }

    /// What of it stands beside the unit in a list.
    pub fn prefilter(&self) -> Prefilter {
        let count = |count: u16| u8::try_from(count).unwrap_or(u8::MAX);
        let tokens = count(self.tokens);
        let [low, high] = self.signature;
        Prefilter {
            signature: if tokens >= Prefilter::LONG {
                [low, high]
            } else {
                [low | high, 0]
            },
            words: count(self.words),
            tokens,
        }
    }
}

/// A coarser outline that a list of units carries with each, in 10 bytes or, of long units, 18:
/// most candidates are ruled out by it before anything else is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Prefilter {
    /// That of the outline; of units of fewer than [`Prefilter::LONG`] tokens both halves laid over
    /// each other, and 0.
    pub signature: [u64; 2],
    /// Words and tokens, saturated.
    pub words: u8,
    pub tokens: u8,
}

impl Prefilter {
    /// From so many tokens on, 64 bits would be too full to tell units apart.
    pub const LONG: u8 = 32;

    /// Whether a count is too large to be told.
    pub fn is_saturated(&self) -> bool {
        self.tokens == u8::MAX
    }

    fn put(self, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(&[self.words, self.tokens]);
        bytes.extend_from_slice(&self.signature[0].to_le_bytes());
        if self.tokens >= Self::LONG {
            bytes.extend_from_slice(&self.signature[1].to_le_bytes());
        }
    }

    fn take(rest: &mut &[u8]) -> Option<Self> {
        let &[words, tokens] = split(rest)?;
        let low = u64::from_le_bytes(*split(rest)?);
        let high = if tokens >= Self::LONG {
            u64::from_le_bytes(*split(rest)?)
        } else {
            0
        };
        Some(Self {
            signature: [low, high],
            words,
            tokens,
        })
    }
}

fn split<'a, const N: usize>(rest: &mut &'a [u8]) -> Option<&'a [u8; N]> {
    let (first, after) = rest.split_first_chunk()?;
    *rest = after;
    Some(first)
}

/// Ascending places, as differences of seven bits a byte.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlaceList {
    bytes: Vec<u8>,
    last: u32,
}

impl PlaceList {
    /// Adds a place above all before it.
    pub fn push(&mut self, place: u32) {
        put_step(&mut self.bytes, place.wrapping_sub(self.last));
        self.last = place;
    }

    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Reads places back; what is no such list gives other places, never a panic.
    pub fn read(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
        let mut place = 0_u32;
        let mut rest = bytes;
        std::iter::from_fn(move || {
            place = place.wrapping_add(take_step(&mut rest)?);
            Some(place)
        })
    }
}

/// Ascending places, each with its unit's prefilter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PrefilterList {
    bytes: Vec<u8>,
    last: u32,
}

impl PrefilterList {
    /// Adds a place above all before it.
    pub fn push(&mut self, place: u32, prefilter: Prefilter) {
        put_step(&mut self.bytes, place.wrapping_sub(self.last));
        prefilter.put(&mut self.bytes);
        self.last = place;
    }

    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Reads them back; what is no such list gives others, never a panic.
    pub fn read(bytes: &[u8]) -> impl Iterator<Item = (u32, Prefilter)> + '_ {
        let mut place = 0_u32;
        let mut rest = bytes;
        std::iter::from_fn(move || {
            place = place.wrapping_add(take_step(&mut rest)?);
            Some((place, Prefilter::take(&mut rest)?))
        })
    }
}

fn put_step(bytes: &mut Vec<u8>, mut step: u32) {
    while step >= 0x80 {
        bytes.push(step as u8 | 0x80);
        step >>= 7;
    }
    bytes.push(step as u8);
}

fn take_step(rest: &mut &[u8]) -> Option<u32> {
    let (mut step, mut shift) = (0_u32, 0);
    loop {
        let (&byte, after) = rest.split_first()?;
        *rest = after;
        step |= u32::from(byte & 0x7F)
            .checked_shl(shift)
            .unwrap_or_default();
        if byte < 0x80 {
            return Some(step);
        }
        shift += 7;
    }
}

/// A word of a run: how many of its units hold it, and where it is among their rarest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunWord {
    /// 47-bit hash of the word without clitics; 0 stands for units of hardly any words.
    pub core: i64,
    /// Its place in the run's frozen order of rarity.
    pub frequency: u32,
    /// Places of the units in whose narrow prefix (enough for rates from 70 %) it is.
    pub near: PrefilterList,
    /// Places of the units in whose wide prefix (from 50 %) it is besides.
    pub far: PlaceList,
}

/// Some thousand units indexed together; never changed once written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnitRun {
    pub id: i64,
    /// The memory all its units are in; `None` where mixed.
    pub memory: Option<MemoryId>,
}

/// The words of a run that a query asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    Near,
    NearAndFar,
}

/// A stored index as the search reads it. What it finds are candidates: units that were edited or
/// deleted since may be among them, so each is read and compared.
pub trait UnitIndex {
    type Error;

    /// The runs that can be seen now.
    fn runs(&self) -> Result<Vec<UnitRun>, Self::Error>;

    /// The frequency of a word in a run, 0 if it is not there.
    fn frequency(&self, run: i64, core: i64) -> Result<u32, Self::Error>;

    /// Adds the places of a word's list to `places`, those left out whose prefilter is refused.
    fn places(
        &self,
        run: i64,
        core: i64,
        reach: Reach,
        allows: impl Fn(&Prefilter) -> bool,
        places: &mut Vec<u32>,
    ) -> Result<(), Self::Error>;

    /// The unit at a place of a run.
    fn outline(&self, run: i64, place: u32) -> Result<Option<(UnitId, UnitOutline)>, Self::Error>;

    /// The units that are in no run yet; without outline where it is not known.
    fn fresh(&self) -> Result<Vec<(UnitId, Option<UnitOutline>)>, Self::Error>;

    /// Reads a unit as it is now; `None` when it is gone or not to be seen.
    fn unit(&self, id: UnitId) -> Result<Option<(MemoryId, TranslationUnit)>, Self::Error>;
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn places_come_back(mut places in proptest::collection::vec(any::<u32>(), 0..50)) {
            places.sort_unstable();
            let mut list = PlaceList::default();
            places.iter().for_each(|&place| list.push(place));
            prop_assert_eq!(PlaceList::read(list.as_bytes()).collect::<Vec<_>>(), places);
        }

        #[test]
        fn prefilters_come_back(mut places in proptest::collection::vec(any::<u32>(), 0..50), signature: [u64; 2], words: u16, tokens in 0..300_u16) {
            places.sort_unstable();
            let prefilter = |place: u32| {
                let signature = signature.map(|half| half ^ u64::from(place));
                let tokens = tokens ^ (place & 63) as u16;
                UnitOutline { signature, words, tokens }.prefilter()
            };
            let mut list = PrefilterList::default();
            places.iter().for_each(|&place| list.push(place, prefilter(place)));
            let expected: Vec<_> = places.iter().map(|&place| (place, prefilter(place))).collect();
            prop_assert_eq!(PrefilterList::read(list.as_bytes()).collect::<Vec<_>>(), expected);
        }

        #[test]
        fn damaged_lists_do_not_panic(bytes in proptest::collection::vec(any::<u8>(), 0..50)) {
            prop_assert!(PrefilterList::read(&bytes).count() <= bytes.len());
            prop_assert!(PlaceList::read(&bytes).count() <= bytes.len());
        }

        #[test]
        fn outlines_come_back(low: u64, high: u64, words: u16, tokens: u16) {
            let outline = UnitOutline { signature: [low, high], words, tokens };
            prop_assert_eq!(UnitOutline::from_bytes(&outline.to_bytes()), outline);
        }
    }
}
