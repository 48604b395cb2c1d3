//! The text as it is set, and where each of its bytes comes from.
//!
//! What is set differs from what is edited: a chip stands for a tag, control characters have no
//! picture, a text too long goes on in an ellipsis. Everything else is set as it is.

use super::geometry::floor_boundary;
use super::invisible::{InvisibleMark, may_hold_marks};
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

pub(super) const ELLIPSIS: char = '…';
/// Stands for a chip: neutral in the bidirectional algorithm, as UAX #9 has it for objects.
const OBJECT: char = '\u{FFFC}';

const DOTTED_CIRCLE: char = '\u{25CC}';
/// The most marks set on one letter; the longest honest pile in Arabic is three.
const MAX_MARKS: usize = 48;

/// An inline tag, drawn as a chip in the place of its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Chip {
    /// Bytes of the text, such as those of `<1>`.
    pub range: Range<usize>,
    /// What is written on it.
    pub label: String,
}

/// What a stretch of the shown text stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    /// The chip of this number, as given.
    Chip(usize),
    /// An invisible mark with room for its symbol.
    Mark(InvisibleMark),
    Tab,
}

/// A stretch that is not drawn by its glyphs, and gets a width of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct StandIn {
    /// Bytes of the shown text.
    pub shown: Range<usize>,
    pub stand: Stand,
}

/// A stretch of text that is shown in another length.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Swap {
    text: Range<usize>,
    shown: Range<usize>,
}

/// Which byte of the shown text is which of the text.
#[derive(Debug, Clone, Default)]
pub(super) struct ByteMap {
    window: Range<usize>,
    /// In order, in both texts.
    swaps: Vec<Swap>,
}

impl ByteMap {
    /// A byte of the text as a byte of the shown text; within a chip, its start.
    pub fn to_shown(&self, byte: usize) -> usize {
        let byte = byte.clamp(self.window.start, self.window.end);
        let after = self.swaps.partition_point(|swap| swap.text.start <= byte);
        match after.checked_sub(1).and_then(|index| self.swaps.get(index)) {
            Some(swap) if byte < swap.text.end => swap.shown.start,
            Some(swap) => swap.shown.end + (byte - swap.text.end),
            None => byte - self.window.start,
        }
    }

    /// Maps what follows `end` to it.
    pub fn cut_to(&mut self, end: usize) {
        self.window = 0..end;
    }

    /// A byte of the shown text as a byte of the text; within a chip, its start.
    pub fn to_text(&self, byte: usize) -> usize {
        let after = self.swaps.partition_point(|swap| swap.shown.start <= byte);
        let text = match after.checked_sub(1).and_then(|index| self.swaps.get(index)) {
            Some(swap) if byte < swap.shown.end => swap.text.start,
            Some(swap) => swap.text.end + (byte - swap.shown.end),
            None => self.window.start + byte,
        };
        text.min(self.window.end)
    }
}

/// A text ready to be set.
pub(super) struct Shown {
    pub text: String,
    pub map: ByteMap,
    /// In order.
    pub stand_ins: Vec<StandIn>,
}

impl Shown {
    /// Prepares a window of a text. Chips that overlap an earlier one, or the edge of the window,
    /// are left out and shown as their bytes.
    pub fn new(text: &str, window: &Range<usize>, chips: &[Chip], show_marks: bool) -> Self {
        let mut shown = Self {
            text: String::with_capacity(window.len() + 4),
            map: ByteMap {
                window: window.clone(),
                swaps: Vec::new(),
            },
            stand_ins: Vec::new(),
        };
        let mut from = window.start;
        for (index, range) in placed_chips(text, window, chips) {
            let between = text.get(from..range.start).unwrap_or_default();
            shown.push_text(between, from, show_marks);
            let start = shown.text.len();
            shown.text.push(OBJECT);
            let place = start..shown.text.len();
            shown.map.swaps.push(Swap {
                text: range.clone(),
                shown: place.clone(),
            });
            shown.stand_ins.push(StandIn {
                shown: place,
                stand: Stand::Chip(index),
            });
            from = range.end;
        }
        let rest = text.get(from..window.end).unwrap_or_default();
        shown.push_text(rest, from, show_marks);
        if window.end < text.len() {
            shown.text.push(ELLIPSIS);
        }
        shown
    }

    /// Takes over text. Of the marks on one letter only [`MAX_MARKS`] are set on it, the next ones on
    /// a dotted circle: fonts place each mark by all those before it.
    fn push_text(&mut self, part: &str, start: usize, show_marks: bool) {
        let mut from = 0;
        for (at, mark) in surplus_marks(part) {
            self.push_plain(part.get(from..at).unwrap_or_default(), show_marks);
            from = at + mark.len_utf8();
            let place = self.text.len();
            self.text.extend([DOTTED_CIRCLE, mark]);
            self.map.swaps.push(Swap {
                text: start + at..start + from,
                shown: place..self.text.len(),
            });
        }
        self.push_plain(part.get(from..).unwrap_or_default(), show_marks);
    }

    /// Takes over text; control characters, for which no font has a picture, become spaces of the
    /// same length.
    fn push_plain(&mut self, part: &str, show_marks: bool) {
        let is_control = |c: char| c.is_ascii_control() && c != '\n' && c != '\r';
        let base = self.text.len();
        if part.contains(is_control) {
            let keeps = |c: char| if is_control(c) && c != '\t' { ' ' } else { c };
            self.text.extend(part.chars().map(keeps));
        } else {
            self.text.push_str(part);
        }
        let marks = show_marks && may_hold_marks(part);
        if !marks && !part.contains('\t') {
            return;
        }
        for (at, c) in part.char_indices() {
            let stand = match c {
                '\t' => Some(Stand::Tab),
                _ if marks => InvisibleMark::of(c)
                    .filter(|mark| mark.takes_room())
                    .map(Stand::Mark),
                _ => None,
            };
            if let Some(stand) = stand {
                let start = base + at;
                self.stand_ins.push(StandIn {
                    shown: start..start + c.len_utf8(),
                    stand,
                });
            }
        }
    }
}

/// Every mark that would be one too many on its letter.
fn surplus_marks(part: &str) -> Vec<(usize, char)> {
    let mut surplus = Vec::new();
    let mut pile = 0;
    for (at, c) in part.char_indices() {
        if !is_mark(c) {
            pile = 0;
            continue;
        }
        pile += 1;
        if pile > MAX_MARKS {
            surplus.push((at, c));
            pile = 1;
        }
    }
    surplus
}

fn is_mark(c: char) -> bool {
    let is_common_letter = matches!(
        c,
        '\0'..='\u{2FF}' | '\u{620}'..='\u{64A}' | '\u{660}'..='\u{66F}' | '\u{671}'..='\u{6D5}'
    );
    !is_common_letter && (is_combining_mark(c) || matches!(c, '\u{200C}' | '\u{200D}'))
}

/// Chips that can be placed, in order, their bytes on characters.
fn placed_chips(text: &str, window: &Range<usize>, chips: &[Chip]) -> Vec<(usize, Range<usize>)> {
    let mut placed: Vec<(usize, Range<usize>)> = chips
        .iter()
        .enumerate()
        .map(|(index, chip)| {
            let start = floor_boundary(text, chip.range.start);
            (index, start..floor_boundary(text, chip.range.end))
        })
        .filter(|(_, range)| {
            range.start < range.end && window.start <= range.start && range.end <= window.end
        })
        .collect();
    placed.sort_by_key(|(index, range)| (range.start, *index));
    let mut end = 0;
    placed.retain(|(_, range)| {
        let free = range.start >= end;
        if free {
            end = range.end;
        }
        free
    });
    placed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chip(range: Range<usize>) -> Chip {
        Chip {
            range,
            label: "1".to_owned(),
        }
    }

    #[test]
    fn bytes_map_both_ways() {
        let text = "ab<12/>cd</1>";
        let shown = Shown::new(
            text,
            &(0..13),
            &[chip(9..13), chip(2..7), chip(3..5)],
            false,
        );
        assert_eq!(shown.text, "ab\u{FFFC}cd\u{FFFC}");
        let pairs = [(0, 0), (2, 2), (7, 5), (9, 7), (13, 10)];
        for (byte, place) in pairs {
            assert_eq!(shown.map.to_shown(byte), place);
            assert_eq!(shown.map.to_text(place), byte);
        }
        assert_eq!(shown.map.to_shown(4), 2);
        assert_eq!(shown.map.to_text(3), 2);
        assert_eq!(shown.map.to_text(99), 13);
    }

    #[test]
    fn a_window_begins_elsewhere_and_goes_on() {
        let shown = Shown::new("xxab<1>cdyy", &(2..9), &[chip(4..7), chip(8..11)], false);
        assert_eq!(shown.text, "ab\u{FFFC}cd…");
        assert_eq!(shown.map.to_text(5), 7);
        assert_eq!(shown.map.to_shown(7), 5);
        assert_eq!(shown.map.to_shown(0), 0);
    }

    #[test]
    fn piles_of_marks_are_divided() {
        let text = format!("ab{}c", "\u{301}".repeat(100));
        let shown = Shown::new(&text, &(0..text.len()), &[], false);
        assert_eq!(shown.text.matches(DOTTED_CIRCLE).count(), 2);
        assert_eq!(shown.text.matches('\u{301}').count(), 100);
        let surplus = 2 + 48 * 2;
        assert_eq!(shown.map.to_shown(surplus), surplus);
        assert_eq!(shown.map.to_shown(surplus + 2), surplus + 5);
        assert_eq!(shown.map.to_text(surplus + 5), surplus + 2);
        assert_eq!(shown.map.to_text(shown.text.len()), text.len());
    }

    #[test]
    fn controls_are_spaces_and_marks_keep_their_bytes() {
        let text = "a\0\tb\u{200F}c\u{A0}";
        let shown = Shown::new(text, &(0..text.len()), &[], true);
        assert_eq!(shown.text, "a \tb\u{200F}c\u{A0}");
        let stands: Vec<_> = shown.stand_ins.iter().map(|s| s.stand).collect();
        let mark = InvisibleMark::RightToLeftMark;
        assert_eq!(stands, [Stand::Tab, Stand::Mark(mark)]);
    }
}
