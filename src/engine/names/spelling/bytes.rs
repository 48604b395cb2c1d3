//! Reading the shipped model: little-endian numbers, runs of bytes, lists that share beginnings.

/// A place in a run of bytes. Every read says nothing where the bytes end too early.
pub struct Reader<'b> {
    rest: &'b [u8],
}

impl<'b> Reader<'b> {
    pub fn new(bytes: &'b [u8]) -> Self {
        Self { rest: bytes }
    }

    pub fn bytes(&mut self, count: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    pub fn byte(&mut self) -> Option<u8> {
        self.bytes(1)?.first().copied()
    }

    pub fn short(&mut self) -> Option<usize> {
        Some(usize::from(u16::from_le_bytes(
            self.bytes(2)?.try_into().ok()?,
        )))
    }

    pub fn number(&mut self) -> Option<usize> {
        usize::try_from(u32::from_le_bytes(self.bytes(4)?.try_into().ok()?)).ok()
    }

    pub fn real(&mut self) -> Option<f32> {
        Some(f32::from_le_bytes(self.bytes(4)?.try_into().ok()?))
    }

    /// A list of words, each written as what it adds to the one before.
    pub fn words(&mut self) -> Option<Words> {
        let (count, size) = (self.number()?, self.number()?);
        let mut inner = Reader::new(self.bytes(size)?);
        let mut words = Words {
            text: Vec::with_capacity(count.saturating_mul(9).min(1 << 24)),
            ends: Vec::with_capacity(count.min(1 << 22)),
        };
        let mut before = 0;
        for _ in 0..count {
            let head = inner.byte()?;
            let (shared, added) = (usize::from(head >> 4), usize::from(head & 15));
            let added = if added == 15 {
                usize::from(inner.byte()?)
            } else {
                added
            };
            let start = words.text.len();
            if before + shared > start {
                return None;
            }
            words.text.extend_from_within(before..before + shared);
            words.text.extend_from_slice(inner.bytes(added)?);
            words.ends.push(u32::try_from(words.text.len()).ok()?);
            before = start;
        }
        Some(words)
    }
}

/// A sorted list of words in one run of bytes.
#[derive(Debug, Default)]
pub struct Words {
    text: Vec<u8>,
    ends: Vec<u32>,
}

impl Words {
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The word at a place; empty beyond the end.
    pub fn get(&self, at: usize) -> &[u8] {
        let start = match at.checked_sub(1) {
            Some(before) => self.ends.get(before).copied().unwrap_or_default(),
            None => 0,
        };
        let end = self.ends.get(at).copied().unwrap_or(start);
        self.text
            .get(start as usize..end as usize)
            .unwrap_or_default()
    }

    /// The first place from `low` to `high` whose word is not `before`.
    pub fn partition(&self, low: usize, high: usize, before: impl Fn(&[u8]) -> bool) -> usize {
        let (mut low, mut high) = (low, high);
        while low < high {
            let middle = usize::midpoint(low, high);
            if before(self.get(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}
