//! Applies rules to a paragraph.
//!
//! SRX asks at every place of the text for the first rule that matches and breaks if it says so.
//! Here the break rules find the places, and only these are put to the exceptions written before
//! the rule, in a bounded window: the time is linear in the text.

use super::pattern::{BreakRule, Exception, Pattern, Rule};
use crate::engine::text::normalize::is_invisible;

/// Length of text given to the backtracking engine at once, and how much of it is seen again.
const WINDOW: usize = 8192;
const OVERLAP: usize = 1024;

/// A segment of a paragraph. `leading + source + trailing` of all pieces in order are the
/// paragraph to the byte; the source has no white space at its edges.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'t> {
    pub leading: &'t str,
    pub source: &'t str,
    pub trailing: &'t str,
}

/// The rules of a language, ready for use.
#[derive(Debug, Clone)]
pub struct Segmenter {
    stages: Vec<Stage>,
}

/// A break rule with the exceptions written since the break rule before it.
#[derive(Debug, Clone)]
struct Stage {
    exceptions: Vec<Exception>,
    rule: BreakRule,
}

impl Segmenter {
    pub(super) fn new(rules: Vec<Rule>) -> Self {
        let mut stages = Vec::new();
        let mut exceptions = Vec::new();
        for rule in rules {
            match rule {
                Rule::Exception(exception) => exceptions.push(exception),
                Rule::Break(rule) => stages.push(Stage {
                    exceptions: Exception::join(std::mem::take(&mut exceptions)),
                    rule,
                }),
            }
        }
        Self { stages }
    }

    /// Splits a paragraph. White space between two segments trails the first; direction marks
    /// stay with the text they touch. A paragraph without visible text gives no pieces.
    pub fn split<'t>(&self, paragraph: &'t str) -> Vec<Piece<'t>> {
        tile(paragraph, &self.breaks(paragraph))
    }

    /// The places of all breaks, in order, each once.
    fn breaks(&self, text: &str) -> Vec<usize> {
        let mut places = Vec::new();
        for (number, stage) in self.stages.iter().enumerate() {
            let earlier = &self.stages[..=number];
            let mut offer = |place: usize| {
                let inside = place > 0 && place < text.len();
                let forbidden = || {
                    earlier
                        .iter()
                        .any(|s| s.exceptions.iter().any(|e| e.forbids(text, place)))
                };
                if inside && !forbidden() {
                    places.push(place);
                }
            };
            match &stage.rule.pattern {
                Pattern::Plain(regex) => scan_plain(regex, stage.rule.place, text, &mut offer),
                Pattern::Fancy(regex) => scan_fancy(regex, stage.rule.place, text, &mut offer),
            }
        }
        places.sort_unstable();
        places.dedup();
        places
    }
}

/// Where to look on after a match at `from` gave `place`.
fn advance(text: &str, from: usize, place: usize) -> usize {
    if place > from {
        place
    } else {
        text.ceil_char_boundary(from.saturating_add(1))
    }
}

fn scan_plain(regex: &regex::Regex, group: usize, text: &str, offer: &mut impl FnMut(usize)) {
    let mut locations = regex.capture_locations();
    let mut from = 0;
    while from < text.len() && regex.captures_read_at(&mut locations, text, from).is_some() {
        let Some((place, _)) = locations.get(group) else {
            break;
        };
        offer(place);
        from = advance(text, from, place);
    }
}

/// In windows, so that the backtracking engine's limit is one of the window, not of the text.
fn scan_fancy(regex: &fancy_regex::Regex, group: usize, text: &str, offer: &mut impl FnMut(usize)) {
    let mut from = 0;
    while from < text.len() {
        let end = text.ceil_char_boundary(from.saturating_add(WINDOW).min(text.len()));
        let found = regex.captures_from_pos(&text[..end], from).ok().flatten();
        let matched = found.and_then(|c| Some((c.get(0)?.end(), c.get(group)?.start())));
        match matched {
            // A match that touches the window's end might be another one in the whole text.
            Some((last, place)) if last < end || end == text.len() || place <= from => {
                offer(place);
                from = advance(text, from, place);
            }
            _ if end == text.len() => break,
            _ => from = text.floor_char_boundary(end - OVERLAP),
        }
    }
}

fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_invisible(c))
}

/// Cuts at the places, hands white space to the piece before it, and gives pieces without visible
/// text to a neighbour.
fn tile<'t>(paragraph: &'t str, places: &[usize]) -> Vec<Piece<'t>> {
    let mut starts: Vec<usize> = Vec::with_capacity(places.len() + 1);
    let mut start = 0;
    // Pieces [start, place) that hold visible text open at `start`; blank ones join the next.
    for &place in places {
        let Some(piece) = paragraph.get(start..place) else {
            continue;
        };
        if !is_blank(piece) {
            starts.push(start);
            start = place;
        }
    }
    match paragraph.get(start..) {
        Some(rest) if !is_blank(rest) => starts.push(start),
        _ if starts.is_empty() => return Vec::new(),
        _ => {}
    }
    // White space after a break goes to the piece before it.
    for start in starts.iter_mut().skip(1) {
        let rest = &paragraph[*start..];
        *start += rest.len() - rest.trim_start().len();
    }
    if let Some(first) = starts.first_mut() {
        *first = 0;
    }
    let ends = starts.iter().skip(1).copied().chain([paragraph.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(&start, end)| piece(&paragraph[start..end]))
        .collect()
}

fn piece(text: &str) -> Piece<'_> {
    let source = text.trim();
    let lead = text.len() - text.trim_start().len();
    let (leading, rest) = text.split_at(lead);
    let (source, trailing) = rest.split_at(source.len());
    Piece {
        leading,
        source,
        trailing,
    }
}

#[cfg(test)]
mod tests {
    use super::super::SegmentationRules;
    use super::*;
    use crate::engine::model::Language;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static ARABIC: LazyLock<Segmenter> = LazyLock::new(|| built_in(Language::Arabic));
    static ENGLISH: LazyLock<Segmenter> = LazyLock::new(|| built_in(Language::English));

    fn built_in(language: Language) -> Segmenter {
        SegmentationRules::built_in()
            .unwrap()
            .segmenter(language)
            .unwrap()
    }

    fn show(pieces: &[Piece]) -> String {
        pieces
            .iter()
            .map(|piece| piece.source)
            .collect::<Vec<_>>()
            .join(" | ")
    }

    fn whole(pieces: &[Piece]) -> String {
        pieces
            .iter()
            .flat_map(|p| [p.leading, p.source, p.trailing])
            .collect()
    }

    #[test]
    fn white_space_and_marks_stay_in_place() {
        let pieces = ARABIC.split(" \u{200F}انتهى اللقاء.\u{200F}  \u{200F}وصدر بيان.\t");
        assert_eq!(pieces.len(), 2);
        assert_eq!(pieces[0].leading, " ");
        assert_eq!(pieces[0].source, "\u{200F}انتهى اللقاء.\u{200F}");
        assert_eq!(pieces[0].trailing, "  ");
        assert_eq!(pieces[1].source, "\u{200F}وصدر بيان.");
        assert_eq!(pieces[1].trailing, "\t");
        for blank in ["", " ", "\u{200F}", " \u{A0}\u{200F}\n"] {
            assert!(ARABIC.split(blank).is_empty(), "{blank:?}");
        }
    }

    #[test]
    fn look_around_rules_and_runaway_backtracking() {
        let xml = |before: &str, after: &str| {
            format!(
                "<srx><body><languagerules><languagerule languagerulename='x'><rule>\
                <beforebreak>{before}</beforebreak><afterbreak>{after}</afterbreak></rule></languagerule></languagerules>\
                <maprules><languagemap languagepattern='.*' languagerulename='x'/></maprules></body></srx>"
            )
        };
        let segmenter = |before, after| {
            SegmentationRules::parse(&xml(before, after))
                .unwrap()
                .segmenter(Language::English)
                .unwrap()
        };
        let look = segmenter(r"(?&lt;!Mr)\.", r"\s(?=\p{Lu})");
        assert_eq!(show(&look.split("Mr. A. b. C.")), "Mr. A. b. | C.");
        let long = "Mr. A came. ".repeat(3000);
        assert_eq!(look.split(&long).len(), 3000);
        let runaway = segmenter(r"(?&lt;!x)(a+)+\1b", "c");
        let text = "a".repeat(50_000);
        assert_eq!(runaway.split(&text).len(), 1);
        let everywhere = segmenter("", "");
        assert_eq!(show(&everywhere.split("أب c")), "أ | ب | c");
    }

    #[test]
    fn long_hostile_lines_come_through() {
        for unit in [
            "a",
            ".",
            ". ",
            "(",
            "« ",
            "د. ",
            "؟\" ",
            "(a. ",
            "1. ",
            "\0",
            "\u{202E}",
            "a\u{301}",
            "جملة. ",
        ] {
            let text = unit.repeat(300_000 / unit.len());
            for segmenter in [&*ARABIC, &*ENGLISH] {
                let pieces = segmenter.split(&text);
                assert!(pieces.is_empty() || whole(&pieces) == text, "{unit:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn pieces_tile_the_paragraph(
            text in "([a-zA-Zأ-ي.!?؟…۔«»\"'()\\[\\] \u{A0}\u{200F}\n\r\t0-9٠-٩،؛]|\\PC|د\\. |\\.\\. ){0,60}"
        ) {
            for segmenter in [&*ARABIC, &*ENGLISH] {
                let pieces = segmenter.split(&text);
                if !pieces.is_empty() {
                    prop_assert_eq!(whole(&pieces), &text[..]);
                } else {
                    prop_assert!(is_blank(&text));
                }
                for piece in pieces {
                    prop_assert_eq!(piece.source.trim(), piece.source);
                    prop_assert!(!is_blank(piece.source));
                    prop_assert!(piece.leading.trim().is_empty() && piece.trailing.trim().is_empty());
                }
            }
        }
    }
}
