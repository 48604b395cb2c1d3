//! Direction marks and other invisible characters left in English.

use super::{Report, With};
use crate::engine::model::{Finding, Severity};
use crate::engine::qa::{Pair, QaCheck};
use crate::engine::text::normalize::{is_arabic_letter, is_invisible};

pub struct InvisibleMarks;

impl QaCheck for InvisibleMarks {
    fn id(&self) -> &'static str {
        "invisible-marks"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn run(&self, pair: &Pair<'_>) -> Vec<Finding> {
        // Beside Arabic they may be needed.
        if pair.target.chars().any(is_arabic_letter) {
            return Vec::new();
        }
        let is_stray = |c: char| {
            let joins_emoji = c == '\u{200D}';
            is_invisible(c) && !joins_emoji && c != '\u{00AD}' && c != '\u{2060}'
        };
        let marks = pair.target.char_indices().filter(|(_, c)| is_stray(*c));
        marks
            .map(|(at, c)| {
                let range = at..at + c.len_utf8();
                let message = format!(
                    "An invisible mark stands here: {} (U+{:04X})",
                    name(c),
                    u32::from(c)
                );
                self.finding(message)
                    .in_target(range.clone())
                    .fix(range, "")
            })
            .collect()
    }
}

fn name(c: char) -> &'static str {
    match c {
        '\u{200E}' => "left-to-right mark",
        '\u{200F}' => "right-to-left mark",
        '\u{061C}' => "Arabic letter mark",
        '\u{202A}'..='\u{202E}' => "embedding or override",
        '\u{2066}'..='\u{2069}' => "isolate",
        '\u{200B}' => "zero-width space",
        '\u{200C}' => "zero-width non-joiner",
        '\u{FEFF}' => "byte order mark",
        _ => "format character",
    }
}
