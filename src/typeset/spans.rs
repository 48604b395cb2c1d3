//! Turns spans that may overlap into pieces that cover the text once.

use super::geometry::floor_boundary;
use super::style::{Ink, Span};
use std::ops::Range;

/// What the spans ask of one piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Look {
    pub ink: Option<Ink>,
    pub bold: bool,
    pub italic: bool,
}

/// Cuts `window` of the text into pieces of one look each, contiguous, in order.
pub(super) fn pieces(
    text: &str,
    window: Range<usize>,
    spans: &[Span],
) -> Vec<(Range<usize>, Look)> {
    let clip = |byte: usize| floor_boundary(text, byte).clamp(window.start, window.end);
    let mut clipped: Vec<(Range<usize>, usize)> = spans
        .iter()
        .enumerate()
        .map(|(order, span)| (clip(span.range.start)..clip(span.range.end), order))
        .filter(|(range, _)| range.start < range.end)
        .collect();
    clipped.sort_by_key(|(range, order)| (range.start, *order));

    let mut cuts: Vec<usize> = vec![window.start, window.end];
    cuts.extend(
        clipped
            .iter()
            .flat_map(|(range, _)| [range.start, range.end]),
    );
    cuts.sort_unstable();
    cuts.dedup();

    let mut waiting = clipped.into_iter().peekable();
    let mut active: Vec<(Range<usize>, usize)> = Vec::new();
    let mut out: Vec<(Range<usize>, Look)> = Vec::new();
    for (&start, &end) in cuts.iter().zip(cuts.iter().skip(1)) {
        active.retain(|(range, _)| range.end > start);
        while let Some(next) = waiting.next_if(|(range, _)| range.start <= start) {
            active.push(next);
        }
        active.sort_unstable_by_key(|(_, order)| *order);
        let look = active
            .iter()
            .filter_map(|(_, order)| spans.get(*order))
            .fold(Look::default(), |look, span| Look {
                ink: span.ink.or(look.ink),
                bold: look.bold || span.bold,
                italic: look.italic || span.italic,
            });
        match out.last_mut() {
            Some((range, last)) if *last == look => range.end = end,
            _ => out.push((start..end, look)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_spans_win_and_pieces_cover_the_window() {
        let red = Ink([255, 0, 0, 255]);
        let blue = Ink([0, 0, 255, 255]);
        let spans = [
            Span::coloured(0..6, red),
            Span::coloured(2..4, blue),
            Span::bold(3..100),
        ];
        let found: Vec<_> = pieces("abcdefgh", 1..8, &spans)
            .into_iter()
            .map(|(range, look)| (range, look.ink, look.bold))
            .collect();
        assert_eq!(
            found,
            [
                (1..2, Some(red), false),
                (2..3, Some(blue), false),
                (3..4, Some(blue), true),
                (4..6, Some(red), true),
                (6..8, None, true),
            ]
        );
    }

    #[test]
    fn spans_are_cut_at_characters() {
        let found = pieces("سلام", 0..8, &[Span::bold(1..3), Span::bold(5..5)]);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].0, 0..2);
    }
}
