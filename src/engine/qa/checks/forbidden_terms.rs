//! A translation the glossary forbids.

use super::terms::preferred;
use super::{Report, With};
use crate::engine::model::{Finding, Severity};
use crate::engine::qa::glossary::Rendering;
use crate::engine::qa::{Pair, QaCheck};

pub struct ForbiddenTerms;

impl QaCheck for ForbiddenTerms {
    fn id(&self) -> &'static str {
        "forbidden-terms"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn run(&self, pair: &Pair<'_>) -> Vec<Finding> {
        let mut found: Vec<Finding> = Vec::new();
        let english = pair.known.english_terms;
        let is_bad = |rendering: &&Rendering| !rendering.is_good();
        for term in pair.known.terms {
            let renderings = english.renderings(term.entry.id);
            for bad in renderings.iter().filter(is_bad) {
                let Some(at) = place_of(&pair.target_stems, &bad.stems) else {
                    continue;
                };
                // `Arab League` may hold the wrong `League`, and another term call for it.
                let covers = |good: &Rendering| {
                    good.is_good()
                        && (good.stems == bad.stems
                            || good.stems.len() > bad.stems.len()
                                && place_of(&pair.target_stems, &good.stems)
                                    .is_some_and(|from| from <= at && at < from + good.stems.len()))
                };
                let is_called_for = pair
                    .known
                    .terms
                    .iter()
                    .any(|other| english.renderings(other.entry.id).iter().any(covers));
                // Another word of the sentence, where the right one stands as well.
                let is_rendered = renderings.iter().any(|good| {
                    good.is_good() && place_of(&pair.target_stems, &good.stems).is_some()
                });
                let words = pair
                    .target_words
                    .get(at..at + bad.stems.len())
                    .unwrap_or_default();
                let (Some(first), Some(last)) = (words.first(), words.last()) else {
                    continue;
                };
                if is_called_for || is_rendered {
                    continue;
                }
                let range = first.range.start..last.range.end;
                let written = pair.target.get(range.clone()).unwrap_or_default();
                let message = format!(
                    "“{written}” is to be avoided for {}; the glossary has “{}”",
                    term.entry.source,
                    preferred(term.entry)
                );
                let finding = self
                    .finding(message)
                    .in_source(term.hit.range.clone())
                    .in_target(range);
                if !found.contains(&finding) {
                    found.push(finding);
                }
            }
        }
        found
    }
}

/// Where a phrase begins among the stems of a text.
fn place_of(stems: &[String], phrase: &[String]) -> Option<usize> {
    if phrase.is_empty() {
        return None;
    }
    stems
        .windows(phrase.len())
        .position(|window| window == phrase)
}
