//! The line at the foot of the window.

use super::grid::RowState;
use crate::workspace::{SaveState, Workspace};

/// Whether what was typed is on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saving {
    Saved,
    Saving,
    /// The disk refuses, and why.
    Refused(String),
}

/// The line at the foot of the window, in parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusView {
    /// `Segment 12 of 42`; empty without a document.
    pub place: String,
    /// `draft`; empty without a segment.
    pub state: &'static str,
    pub saving: Saving,
    /// `23 words` of the active source; empty without a segment.
    pub words: String,
    /// `memory 12,408 units`.
    pub memory: String,
    /// `opening 61 %`, one for each action under way.
    pub progress: Vec<String>,
}

pub fn status(workspace: &Workspace) -> StatusView {
    let document = workspace.document();
    let row = document
        .zip(workspace.active())
        .and_then(|(document, active)| document.row_of(active));
    let segment = document.zip(row).and_then(|(d, row)| d.get(row));
    StatusView {
        place: match (document, row) {
            (Some(document), Some(row)) => {
                format!(
                    "Segment {} of {}",
                    grouped(row as u64 + 1),
                    grouped(document.len() as u64)
                )
            }
            (Some(document), None) => format!("{} segments", grouped(document.len() as u64)),
            (None, _) => String::new(),
        },
        state: segment.map_or("", |segment| RowState::of(segment).name()),
        saving: match workspace.save_state() {
            SaveState::Saved => Saving::Saved,
            SaveState::Saving => Saving::Saving,
            SaveState::Refused(reason) => Saving::Refused(reason),
        },
        words: segment.map_or(String::new(), |s| plural(words(&s.source), "word")),
        memory: format!("memory {}", plural(workspace.used_unit_count(), "unit")),
        progress: workspace.progress().into_iter().map(progress).collect(),
    }
}

fn progress((title, done, total): (&'static str, u64, u64)) -> String {
    match done.saturating_mul(100).checked_div(total) {
        Some(percent) => format!("{title} {} %", percent.min(100)),
        None => format!("{title} …"),
    }
}

/// Words between spaces that have a letter or digit; long texts are counted up to a limit, so that
/// no text holds up a frame.
fn words(text: &str) -> u64 {
    text.split_whitespace()
        .take(10_000)
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count() as u64
}

fn plural(count: u64, noun: &str) -> String {
    let s = if count == 1 { "" } else { "s" };
    format!("{} {noun}{s}", grouped(count))
}

/// A number with thousands separated: `12,408`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        let cases = [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (12_408, "12,408"),
            (1_234_567, "1,234,567"),
        ];
        for (number, shown) in cases {
            assert_eq!(grouped(number), shown);
        }
    }

    #[test]
    fn words_are_counted_and_named() {
        assert_eq!(plural(words("قال لافروف – \"آمل\" 90"), "word"), "4 words");
        assert_eq!(plural(words("نعم"), "word"), "1 word");
        assert_eq!(words(" – "), 0);
    }

    #[test]
    fn progress_without_a_total_has_no_percentage() {
        assert_eq!(progress(("opening", 61, 100)), "opening 61 %");
        assert_eq!(progress(("opening", 3, 0)), "opening …");
    }
}
