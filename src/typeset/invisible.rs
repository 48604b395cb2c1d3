//! Characters that steer layout but cannot be seen: their names and the symbols that show them.

/// A character without a picture of its own that a translator may need to see or insert.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InvisibleMark {
    LeftToRightMark,
    RightToLeftMark,
    ArabicLetterMark,
    LeftToRightIsolate,
    RightToLeftIsolate,
    FirstStrongIsolate,
    PopIsolate,
    LeftToRightEmbedding,
    RightToLeftEmbedding,
    LeftToRightOverride,
    RightToLeftOverride,
    PopEmbedding,
    ZeroWidthJoiner,
    ZeroWidthNonJoiner,
    ZeroWidthSpace,
    WordJoiner,
    ByteOrderMark,
    SoftHyphen,
    NoBreakSpace,
    NarrowNoBreakSpace,
}

use InvisibleMark as M;

/// Each mark with its character, its usual abbreviation and its name in a menu.
const MARKS: [(InvisibleMark, char, &str, &str); 20] = [
    (M::LeftToRightMark, '\u{200E}', "LRM", "Left-to-right mark"),
    (M::RightToLeftMark, '\u{200F}', "RLM", "Right-to-left mark"),
    (M::ArabicLetterMark, '\u{061C}', "ALM", "Arabic letter mark"),
    (
        M::LeftToRightIsolate,
        '\u{2066}',
        "LRI",
        "Left-to-right isolate",
    ),
    (
        M::RightToLeftIsolate,
        '\u{2067}',
        "RLI",
        "Right-to-left isolate",
    ),
    (
        M::FirstStrongIsolate,
        '\u{2068}',
        "FSI",
        "First strong isolate",
    ),
    (M::PopIsolate, '\u{2069}', "PDI", "End of isolate"),
    (
        M::LeftToRightEmbedding,
        '\u{202A}',
        "LRE",
        "Left-to-right embedding",
    ),
    (
        M::RightToLeftEmbedding,
        '\u{202B}',
        "RLE",
        "Right-to-left embedding",
    ),
    (
        M::LeftToRightOverride,
        '\u{202D}',
        "LRO",
        "Left-to-right override",
    ),
    (
        M::RightToLeftOverride,
        '\u{202E}',
        "RLO",
        "Right-to-left override",
    ),
    (
        M::PopEmbedding,
        '\u{202C}',
        "PDF",
        "End of embedding or override",
    ),
    (M::ZeroWidthJoiner, '\u{200D}', "ZWJ", "Zero-width joiner"),
    (
        M::ZeroWidthNonJoiner,
        '\u{200C}',
        "ZWNJ",
        "Zero-width non-joiner",
    ),
    (M::ZeroWidthSpace, '\u{200B}', "ZWSP", "Zero-width space"),
    (M::WordJoiner, '\u{2060}', "WJ", "Word joiner"),
    (
        M::ByteOrderMark,
        '\u{FEFF}',
        "BOM",
        "Zero-width no-break space",
    ),
    (M::SoftHyphen, '\u{00AD}', "SHY", "Soft hyphen"),
    (M::NoBreakSpace, '\u{00A0}', "NBSP", "No-break space"),
    (
        M::NarrowNoBreakSpace,
        '\u{202F}',
        "NNBSP",
        "Narrow no-break space",
    ),
];

impl InvisibleMark {
    /// Every mark, in the order of a menu.
    pub fn all() -> impl Iterator<Item = Self> {
        MARKS.iter().map(|(mark, ..)| *mark)
    }

    pub fn of(c: char) -> Option<Self> {
        MARKS
            .iter()
            .find(|(_, own, ..)| *own == c)
            .map(|(mark, ..)| *mark)
    }

    fn row(self) -> &'static (Self, char, &'static str, &'static str) {
        // Declared in the order of the table, which a test keeps.
        MARKS.get(self as usize).unwrap_or(&MARKS[0])
    }

    pub fn character(self) -> char {
        self.row().1
    }

    /// The abbreviation of the Unicode Standard, such as `RLM`.
    pub fn abbreviation(self) -> &'static str {
        self.row().2
    }

    /// The name in a menu.
    pub fn name(self) -> &'static str {
        self.row().3
    }

    /// Whether its symbol gets a place of its own in the line. The others have a width already, or
    /// belong to the letter before them, over whose edge their symbol is drawn.
    pub(super) fn takes_room(self) -> bool {
        !matches!(
            self,
            M::ZeroWidthJoiner | M::ZeroWidthNonJoiner | M::NoBreakSpace | M::NarrowNoBreakSpace
        )
    }
}

/// Whether a text may hold one of them: a quick look at the bytes they begin with.
pub(super) fn may_hold_marks(text: &str) -> bool {
    text.bytes()
        .any(|byte| matches!(byte, 0xC2 | 0xD8 | 0xE2 | 0xEF))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_and_complete() {
        for (index, mark) in InvisibleMark::all().enumerate() {
            assert_eq!(mark as usize, index);
            assert_eq!(InvisibleMark::of(mark.character()), Some(mark));
            assert!(may_hold_marks(&mark.character().to_string()));
        }
        assert_eq!(InvisibleMark::of('a'), None);
        assert_eq!(InvisibleMark::RightToLeftMark.abbreviation(), "RLM");
    }
}
