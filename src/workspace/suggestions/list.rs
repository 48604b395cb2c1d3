//! The one list of what can be inserted: where each is from, its texts, and its key.

use super::Workspace;
use crate::engine::model::{MatchRate, NameHit, TermEntry, TermId, TermStatus, TermTranslation};
use std::collections::HashSet;
use std::ops::Range;

/// Where a suggestion is from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum SuggestionOrigin {
    /// A match of a memory; it replaces the whole target.
    Match(MatchRate),
    Term(TermId),
    Name,
    Number,
}

/// The key that inserts a suggestion, by its number from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SuggestionKey {
    Match(usize),
    Term(usize),
}

/// Something that can be inserted into the target of the active segment.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    pub origin: SuggestionOrigin,
    /// What is inserted, the best first; empty for a term with translations not to be used only.
    pub texts: Vec<String>,
    pub key: Option<SuggestionKey>,
    /// Where it stands in the source, in bytes and in order; empty where it is for all of it.
    pub ranges: Vec<Range<usize>>,
    /// A rule guessed the spelling, or the value is approximate.
    pub is_guess: bool,
}

impl Suggestion {
    /// As it is written in the source.
    fn written<'s>(&self, source: &'s str) -> &'s str {
        let range = self.ranges.first().cloned().unwrap_or_default();
        source.get(range).unwrap_or_default()
    }
}

/// The translation to use: the first preferred one, else the first admitted one.
pub fn preferred(entry: &TermEntry) -> Option<&TermTranslation> {
    let with = |status| entry.translations.iter().find(move |t| t.status == status);
    with(TermStatus::Preferred).or_else(|| with(TermStatus::Admitted))
}

impl Workspace {
    /// All that is suggested for the active segment: matches, terms, names and numbers. Names and
    /// numbers are found anew each time; ask when the segment changes or
    /// [`Workspace::names_version`] does, not in every frame.
    pub fn suggestions(&self) -> Vec<Suggestion> {
        let mut all = self.suggested_matches();
        all.extend(self.suggested_terms());
        all.extend(self.suggested_facts());
        all
    }

    /// Matches, best first.
    pub fn suggested_matches(&self) -> Vec<Suggestion> {
        let matches = (1..).zip(self.matches());
        let suggestion = |(number, found): (usize, &crate::engine::model::TmMatch)| Suggestion {
            origin: SuggestionOrigin::Match(found.rate),
            texts: vec![found.target.clone()],
            key: Some(SuggestionKey::Match(number)),
            ranges: Vec::new(),
            is_guess: false,
        };
        matches.map(suggestion).collect()
    }

    /// Terms in the order of the text, each once.
    pub fn suggested_terms(&self) -> Vec<Suggestion> {
        let mut terms: Vec<Suggestion> = Vec::new();
        for found in self.term_suggestions() {
            let origin = SuggestionOrigin::Term(found.entry.id);
            if let Some(known) = terms.iter_mut().find(|term| term.origin == origin) {
                known.ranges.push(found.hit.range.clone());
                known.is_guess &= found.hit.guess;
                continue;
            }
            let text = preferred(&found.entry).map(|translation| translation.text.clone());
            terms.push(Suggestion {
                origin,
                texts: text.into_iter().collect(),
                key: None,
                ranges: vec![found.hit.range.clone()],
                is_guess: found.hit.guess,
            });
        }
        // Keys insert what is certain only.
        let sure = terms.iter_mut().filter(|term| !term.is_guess);
        for (number, term) in (1..).zip(sure) {
            term.key = Some(SuggestionKey::Term(number));
        }
        terms
    }

    /// Names, numbers and dates in the order of the text; what is written twice comes once, and
    /// what a term offers already does not come again.
    pub fn suggested_facts(&self) -> Vec<Suggestion> {
        let Some(segment) = self.documents.active_segment() else {
            return Vec::new();
        };
        let terms = self.suggested_terms();
        let is_term = |text: &String| terms.iter().any(|term| term.texts.first() == Some(text));
        let news = |name: &NameHit| !name.proposals.first().is_some_and(is_term);
        let names = self.names().into_iter().filter(news);
        let names = names.map(|name| Suggestion {
            origin: SuggestionOrigin::Name,
            texts: name.proposals,
            key: None,
            ranges: vec![name.range],
            is_guess: name.guess,
        });
        let numbers = self.numbers().into_iter().map(|number| Suggestion {
            origin: SuggestionOrigin::Number,
            texts: vec![number.english],
            key: None,
            ranges: vec![number.range],
            is_guess: number.approximate || number.guess,
        });
        let mut facts: Vec<Suggestion> = names
            .chain(numbers)
            .filter(|fact| !fact.texts.is_empty())
            .collect();
        facts.sort_by_key(|fact| fact.ranges.first().map(|range| range.start));
        let mut seen = HashSet::new();
        facts.retain(|fact| seen.insert(fact.written(segment.source).to_owned()));
        facts
    }
}
