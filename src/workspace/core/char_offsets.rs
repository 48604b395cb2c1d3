//! Byte offsets as Unicode scalar values, which the command line prints.

/// Byte offsets of a text as Unicode scalar values. Ask in rising order, so that a long line is
/// walked once.
pub(in crate::workspace) struct CharOffsets<'t> {
    text: &'t str,
    bytes: usize,
    chars: usize,
}

impl<'t> CharOffsets<'t> {
    pub(in crate::workspace) fn new(text: &'t str) -> Self {
        Self {
            text,
            bytes: 0,
            chars: 0,
        }
    }

    pub(in crate::workspace) fn of(&mut self, bytes: usize) -> usize {
        if bytes < self.bytes {
            *self = Self::new(self.text);
        }
        let between = self.text.get(self.bytes..bytes).unwrap_or_default();
        self.chars += between.chars().count();
        self.bytes = bytes;
        self.chars
    }
}
