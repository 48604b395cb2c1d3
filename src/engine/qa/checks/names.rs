//! A name spelt in two ways, or not as the glossary has it.

use super::{Report, With};
use crate::engine::model::{Finding, NameBasis, Severity};
use crate::engine::qa::edit_distance::distance;
use crate::engine::qa::english::{fold, month};
use crate::engine::qa::rows::without_possessive;
use crate::engine::qa::{Pair, QaCheck};
use std::ops::Range;

pub struct Names;

/// Names of fewer letters differ too easily.
const SHORTEST: usize = 4;

/// A capitalised word of the target.
struct Written<'p> {
    range: Range<usize>,
    text: &'p str,
    folded: String,
}

impl QaCheck for Names {
    fn id(&self) -> &'static str {
        "names"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn run(&self, pair: &Pair<'_>) -> Vec<Finding> {
        if pair.is_empty() {
            return Vec::new();
        }
        let written = written(pair);
        let expected = expected(pair);
        let mut found = Vec::new();
        for name in &written {
            let is_expected = expected.iter().any(|other| other.folded == name.folded);
            if is_expected
                || pair
                    .known
                    .dictionary
                    .is_some_and(|is_known| is_known(name.text))
            {
                continue;
            }
            let here = written.iter().filter(|other| other.folded != name.folded);
            let other = expected
                .iter()
                .find(|other| is_slip(&name.folded, &other.folded))
                .map(|other| (other.text.to_owned(), None))
                .or_else(|| {
                    let mut near = here.filter(|other| is_slip(&name.folded, &other.folded));
                    near.next().map(|other| (other.text.to_owned(), None))
                })
                .or_else(|| self.above(pair, name));
            if let Some((right, row)) = other {
                let message = match row {
                    Some(row) => format!("“{}” is spelt “{right}” in row {}", name.text, row + 1),
                    None => format!("“{}” looks like “{right}” misspelt", name.text),
                };
                found.push(
                    self.finding(message)
                        .in_target(name.range.clone())
                        .fix(name.range.clone(), right),
                );
            }
        }
        found
    }
}

impl Names {
    /// A spelling above of what the sources of both rows call the same.
    fn above(&self, pair: &Pair<'_>, name: &Written<'_>) -> Option<(String, Option<usize>)> {
        let above = pair.known.above;
        if above.name(&name.folded).is_some() {
            return None;
        }
        let near = above.names_near(&name.folded);
        let same = near.into_iter().find(|other| {
            let folded = fold(&other.written);
            let shares_word = pair
                .source_words
                .iter()
                .any(|word| above.shares_rare_word(word, other.row));
            let is_month = month(&other.written).is_some();
            !is_month && is_slip(&name.folded, &folded) && shares_word
        })?;
        Some((same.written.clone(), Some(same.row)))
    }
}

fn written<'p>(pair: &'p Pair<'_>) -> Vec<Written<'p>> {
    let capitalised = pair.target_words.iter().filter(|word| word.is_capitalised);
    capitalised
        .filter_map(|word| {
            let text = without_possessive(pair.target.get(word.range.clone())?);
            let is_long = text.chars().count() >= SHORTEST;
            let is_acronym = text.chars().skip(1).any(char::is_uppercase)
                && text.chars().all(|c| !c.is_lowercase());
            (is_long && !is_acronym).then(|| Written {
                range: word.range.start..word.range.start + text.len(),
                text,
                folded: fold(text),
            })
        })
        .collect()
}

/// The names the source calls for, as the glossary and the names' own table spell them.
fn expected<'p>(pair: &'p Pair<'_>) -> Vec<Written<'p>> {
    let terms = pair.known.terms.iter().filter(|term| {
        term.entry.part_of_speech.contains("name")
            || term.entry.part_of_speech.contains("adjective")
    });
    let terms = terms.flat_map(|term| term.entry.translations.iter().map(|t| t.text.as_str()));
    // Other proposals are only likely.
    let names = pair
        .known
        .names
        .iter()
        .filter(|name| name.basis == NameBasis::Ledger);
    let names = names.flat_map(|name| name.proposals.iter().map(String::as_str));
    terms
        .chain(names)
        .flat_map(|text| text.split([' ', '-']))
        .filter(|text| text.chars().count() >= SHORTEST && text.starts_with(char::is_uppercase))
        .map(|text| Written {
            range: 0..0,
            text,
            folded: fold(text),
        })
        .collect()
}

/// One letter more, less or other, two in long names, and no form of the same name.
fn is_slip(name: &str, other: &str) -> bool {
    let length = name.chars().count().min(other.chars().count());
    let limit = if length >= 8 { 2 } else { 1 };
    let same_start = name.chars().next() == other.chars().next();
    if name == other || !same_start || distance(name, other, limit) > limit {
        return false;
    }
    let (short, long) = if name.len() < other.len() {
        (name, other)
    } else {
        (other, name)
    };
    let is_form = long.strip_prefix(short).is_some_and(|ending| {
        [
            "s", "n", "an", "i", "es", "ns", "ic", "is", "e", "a", "o", "er", "d", "ed", "r", "y",
            "ly", "t",
        ]
        .contains(&ending)
    });
    !is_form
}
