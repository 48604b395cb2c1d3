//! A text as a screen reader is told of it: runs of one direction, in the order of the text.

use super::geometry::TextRect;
use super::lines::{ClusterBox, VisualLine};
use super::paragraph::Paragraph;
use std::ops::Range;

/// The most letters of one run; assistive technology counts them in a byte.
const MOST_LETTERS: usize = 255;

/// A stretch of one line in one direction.
#[derive(Debug, Clone, PartialEq)]
pub struct SpokenRun {
    /// Bytes of the text; a line break belongs to the last run of its line.
    pub range: Range<usize>,
    pub line: usize,
    pub rtl: bool,
    pub rect: TextRect,
    /// The graphemes in the order of the text, a line break among them.
    pub letters: Vec<SpokenLetter>,
}

/// A grapheme of a run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SpokenLetter {
    /// Bytes it has.
    pub len: u8,
    /// Distance from where the run begins (its right edge where it runs right to left).
    pub from_start: f32,
    pub width: f32,
}

impl SpokenRun {
    /// The letter before which a byte stands, from 0 to the number of letters.
    pub fn letter_of(&self, byte: usize) -> usize {
        let mut start = self.range.start;
        self.letters
            .iter()
            .position(|letter| {
                let is_before = byte <= start;
                start += usize::from(letter.len);
                is_before
            })
            .unwrap_or(self.letters.len())
    }
}

impl Paragraph {
    /// All runs, in the order of the text. A line without letters has one without letters.
    pub fn spoken_runs(&self) -> Vec<SpokenRun> {
        (0..self.line_count())
            .filter_map(|index| self.visual_line(index))
            .enumerate()
            .flat_map(|(index, line)| runs_of(index, &line, self.is_rtl()))
            .collect()
    }
}

fn runs_of(index: usize, line: &VisualLine, is_rtl: bool) -> Vec<SpokenRun> {
    let mut clusters: Vec<&ClusterBox> = line.clusters.iter().collect();
    clusters.sort_by_key(|cluster| cluster.range.start);
    let mut runs: Vec<SpokenRun> = Vec::new();
    // Each letter begins where the one before it ended, so that no byte is lost or told twice.
    let mut at = line.line.range.start;
    for cluster in clusters {
        for len in lens(cluster.range.end.saturating_sub(at)) {
            let goes_on = runs
                .last()
                .is_some_and(|run| run.rtl == cluster.rtl && run.letters.len() < MOST_LETTERS);
            if !goes_on {
                runs.push(empty_run(index, line, at, cluster));
            }
            if let Some(run) = runs.last_mut() {
                push(run, cluster, len);
            }
            at += usize::from(len);
        }
    }
    end_line(&mut runs, index, line, at, is_rtl);
    runs
}

/// Adds what ends the line; a line without letters gets a run of its own.
fn end_line(runs: &mut Vec<SpokenRun>, index: usize, line: &VisualLine, at: usize, is_rtl: bool) {
    let rest = line.line.range.end.saturating_sub(at);
    let has_room = runs
        .last()
        .is_some_and(|run| run.letters.len() < MOST_LETTERS);
    if !has_room && (rest > 0 || runs.is_empty()) {
        let place = ClusterBox {
            range: at..at,
            left: line.start_x,
            right: line.start_x,
            rtl: is_rtl,
        };
        runs.push(empty_run(index, line, at, &place));
    }
    if let Some(run) = runs.last_mut() {
        let width = run.rect.right - run.rect.left;
        for len in lens(rest) {
            run.range.end += usize::from(len);
            run.letters.push(SpokenLetter {
                len,
                from_start: width,
                width: 0.0,
            });
        }
    }
}

/// A grapheme's length in parts that fit a byte.
fn lens(len: usize) -> impl Iterator<Item = u8> {
    let most = usize::from(u8::MAX);
    (0..len.div_ceil(most)).map(move |part| (len - part * most).min(most) as u8)
}

fn empty_run(index: usize, line: &VisualLine, start: usize, first: &ClusterBox) -> SpokenRun {
    let edge = if first.rtl { first.right } else { first.left };
    SpokenRun {
        range: start..start,
        line: index,
        rtl: first.rtl,
        rect: TextRect {
            left: edge,
            right: edge,
            top: line.line.top,
            bottom: line.line.bottom,
        },
        letters: Vec::new(),
    }
}

fn push(run: &mut SpokenRun, cluster: &ClusterBox, len: u8) {
    let from_start = if run.rtl {
        run.rect.right - cluster.right
    } else {
        cluster.left - run.rect.left
    };
    run.letters.push(SpokenLetter {
        len,
        from_start,
        width: cluster.right - cluster.left,
    });
    run.range.end += usize::from(len);
    run.rect.left = run.rect.left.min(cluster.left);
    run.rect.right = run.rect.right.max(cluster.right);
}

#[cfg(test)]
mod tests {
    use crate::typeset::{Direction, Face, Fonts, ParagraphStyle, Typesetter};
    use proptest::prelude::*;

    const STYLE: ParagraphStyle =
        ParagraphStyle::new(Face::Arabic, 19.0, 1.8, Direction::RightToLeft);

    fn runs(text: &str) -> Vec<(String, bool)> {
        let mut typesetter = Typesetter::new(&Fonts::shipped());
        let paragraph = typesetter.lay_out(text, &STYLE, Some(300.0), &[]);
        let runs = paragraph.spoken_runs();
        let text = |range: std::ops::Range<usize>| text[range].to_owned();
        runs.into_iter()
            .map(|run| (text(run.range), run.rtl))
            .collect()
    }

    #[test]
    fn runs_follow_the_text_and_know_their_direction() {
        let cases: [(&str, &[(&str, bool)]); 4] = [
            ("الهدنة", &[("الهدنة", true)]),
            (
                "وكالة Radio قالت",
                &[("وكالة ", true), ("Radio", false), (" قالت", true)],
            ),
            ("أ\nب", &[("أ\n", true), ("ب", true)]),
            ("", &[("", true)]),
        ];
        for (text, expected) in cases {
            let found = runs(text);
            let found: Vec<(&str, bool)> = found.iter().map(|(t, d)| (t.as_str(), *d)).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }

    #[test]
    fn a_caret_is_found_in_its_run() {
        let mut typesetter = Typesetter::new(&Fonts::shipped());
        let text = "أبc";
        let paragraph = typesetter.lay_out(text, &STYLE, Some(300.0), &[]);
        let runs = paragraph.spoken_runs();
        let letters = |run: usize, byte| runs[run].letter_of(byte);
        assert_eq!([letters(0, 0), letters(0, 2), letters(0, 4)], [0, 1, 2]);
        assert_eq!([letters(1, 4), letters(1, 5)], [0, 1]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn nothing_is_left_out(text in "[ابتلإ a-c\\n\u{64E}\u{200F}1-3(]{0,40}") {
            let spoken: String = runs(&text).into_iter().map(|(text, _)| text).collect();
            prop_assert_eq!(spoken, text);
        }
    }

    #[test]
    fn a_hundred_thousand_marks_are_told_in_parts() {
        let text = format!("ب{}", "\u{64E}".repeat(10_000));
        let mut typesetter = Typesetter::new(&Fonts::shipped());
        let paragraph = typesetter.lay_out(&text, &STYLE, Some(300.0), &[]);
        for run in paragraph.spoken_runs() {
            assert!(run.letters.len() <= 256);
            let len: usize = run.letters.iter().map(|l| usize::from(l.len)).sum();
            assert_eq!(len, run.range.len());
        }
    }
}
