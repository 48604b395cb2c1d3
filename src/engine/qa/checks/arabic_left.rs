//! Arabic letters, punctuation or digits left in the translation.

use super::{Report, With};
use crate::engine::model::{Finding, Severity};
use crate::engine::qa::{Pair, QaCheck};
use crate::engine::text::normalize::{ascii_digit, is_arabic_letter, is_arabic_mark};

pub struct ArabicLeft;

impl QaCheck for ArabicLeft {
    fn id(&self) -> &'static str {
        "arabic-left"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn run(&self, pair: &Pair<'_>) -> Vec<Finding> {
        let mut found = Vec::new();
        let mut chars = pair.target.char_indices().peekable();
        while let Some((start, c)) = chars.next() {
            let Some(kind) = kind(c) else { continue };
            let mut end = start + c.len_utf8();
            while let Some((at, next)) = chars.next_if(|(_, next)| belongs(*next, kind)) {
                end = at + next.len_utf8();
            }
            let written = pair.target.get(start..end).unwrap_or_default();
            let place = self.finding(kind.message(written)).in_target(start..end);
            found.push(match kind {
                Kind::Letters => place,
                Kind::Mark | Kind::Digits => place.fix(start..end, latin(written)),
            });
        }
        // A text left in Arabic as a whole is one finding.
        let is_all_arabic = !pair.target.chars().any(|c| c.is_ascii_alphabetic());
        if is_all_arabic {
            found.truncate(1);
        }
        found
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letters,
    Mark,
    Digits,
}

impl Kind {
    fn message(self, written: &str) -> String {
        match self {
            Self::Letters => format!("Arabic text is left in the translation: {written}"),
            Self::Mark => format!("Arabic punctuation is left in the translation: {written}"),
            Self::Digits => format!("Arabic digits are left in the translation: {written}"),
        }
    }
}

fn kind(c: char) -> Option<Kind> {
    if is_arabic_letter(c) {
        Some(Kind::Letters)
    } else if !c.is_ascii() && ascii_digit(c).is_some() {
        Some(Kind::Digits)
    } else if matches!(
        c,
        '،' | '؛' | '؟' | '٪' | '٫' | '٬' | '۔' | '٭' | '\u{0640}'
    ) {
        Some(Kind::Mark)
    } else {
        None
    }
}

fn belongs(c: char, to: Kind) -> bool {
    match to {
        Kind::Letters => is_arabic_letter(c) || is_arabic_mark(c) || c == '\u{0640}',
        Kind::Digits => kind(c) == Some(Kind::Digits) || matches!(c, '٫' | '٬'),
        Kind::Mark => false,
    }
}

fn latin(written: &str) -> String {
    let latin = |c: char| match c {
        '،' | '٬' => ',',
        '؛' => ';',
        '؟' => '?',
        '٪' => '%',
        '٫' | '۔' => '.',
        '٭' => '*',
        c => ascii_digit(c).unwrap_or(c),
    };
    written
        .chars()
        .filter(|c| *c != '\u{0640}')
        .map(latin)
        .collect()
}
