//! The mark at the end is another one, or gone.

use super::{Report, With};
use crate::engine::model::{Finding, Severity};
use crate::engine::qa::{Pair, QaCheck};
use crate::engine::text::normalize::is_invisible;

pub struct EndMark;

/// A closing mark at the end of a text, and where it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
struct End {
    mark: Option<char>,
    at: usize,
}

impl QaCheck for EndMark {
    fn id(&self) -> &'static str {
        "end-mark"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn run(&self, pair: &Pair<'_>) -> Vec<Finding> {
        if pair.is_empty() {
            return Vec::new();
        }
        let (source, target) = (end(pair.source), end(pair.target));
        let place = target.at..target.at + target.mark.map_or(0, char::len_utf8);
        let found = match (source.mark, target.mark) {
            (Some('?'), Some('?' | '!')) => return Vec::new(),
            (Some('?'), _) => self.finding("The source is a question, the translation is not"),
            (Some('.' | '!' | '…'), None) => self.finding("The mark at the end is missing"),
            (Some('.'), Some('?')) => self
                .finding("The translation is a question, the source is not")
                .severity(Severity::Hint),
            (Some(':'), None | Some('.')) => self
                .finding("The source ends with a colon")
                .severity(Severity::Hint),
            _ => return Vec::new(),
        };
        let found = found.in_target(place.clone());
        vec![match source.mark {
            Some('?') if matches!(target.mark, Some('.' | ',' | ':' | '…') | None) => {
                found.fix(place, "?")
            }
            Some('.') if target.mark.is_none() => found.fix(place, "."),
            _ => found,
        }]
    }
}

/// The last mark of a text behind which only quotes, brackets, tags and spaces come.
fn end(text: &str) -> End {
    let mut rest = text;
    loop {
        let shorter = rest.trim_end_matches(|c: char| {
            c.is_whitespace() || is_invisible(c) || "\"'”’»)]“‘«*".contains(c)
        });
        // A closing tag.
        let bare = shorter
            .strip_suffix('>')
            .and_then(|open| open.rfind('<').map(|at| (at, &open[at + 1..])))
            .filter(|(_, inside)| {
                inside.len() < 7 && inside.chars().all(|c| c.is_ascii_digit() || c == '/')
            })
            .map_or(shorter, |(at, _)| &shorter[..at]);
        if bare.len() == rest.len() {
            break;
        }
        rest = bare;
    }
    let last = rest.chars().next_back();
    let mark = last.and_then(|c| match c {
        '.' | '۔' => Some('.'),
        '…' => Some('…'),
        '?' | '؟' => Some('?'),
        '!' => Some('!'),
        ':' => Some(':'),
        ',' | '،' => Some(','),
        ';' | '؛' => Some(';'),
        '-' | '–' | '—' => Some('-'),
        _ => None,
    });
    match (mark, last) {
        (Some(mark), Some(last)) => {
            // Question mark and dots in either order.
            let has_question = rest.trim_end_matches(['.', '!', '…']).ends_with(['?', '؟']);
            End {
                mark: Some(if has_question { '?' } else { mark }),
                at: rest.len() - last.len_utf8(),
            }
        }
        _ => End {
            mark: None,
            at: rest.len(),
        },
    }
}
