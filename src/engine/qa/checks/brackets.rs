//! Brackets that stand alone.

use super::{Report, With};
use crate::engine::model::{Finding, Severity};
use crate::engine::qa::{Pair, QaCheck};

pub struct Brackets;

impl QaCheck for Brackets {
    fn id(&self) -> &'static str {
        "brackets"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn run(&self, pair: &Pair<'_>) -> Vec<Finding> {
        if pair.is_empty() || unpaired(pair.source).is_some() {
            return Vec::new();
        }
        let Some(at) = unpaired(pair.target) else {
            return Vec::new();
        };
        let message = "A bracket of the translation has no partner";
        vec![self.finding(message).in_target(at..at + 1)]
    }
}

/// The byte offset of a bracket that nothing opens or closes.
fn unpaired(text: &str) -> Option<usize> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' | '{' => open.push((at, c)),
            ')' | ']' | '}' => {
                let opens = match c {
                    ')' => '(',
                    ']' => '[',
                    _ => '{',
                };
                match open.pop() {
                    Some((_, opened)) if opened == opens => {}
                    // Faces, and 1) 2) in lists.
                    None if before.is_alphanumeric() && at < 4 || matches!(before, ':' | ';') => {}
                    _ => return Some(at),
                }
            }
            _ => {}
        }
        before = c;
    }
    open.first().map(|(at, _)| *at)
}
