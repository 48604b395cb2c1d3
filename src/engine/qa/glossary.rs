//! The English of a glossary, ready to be found in a target.

use super::english::stem;
use crate::engine::model::{TermEntry, TermId, TermStatus, TermTranslation};
use std::collections::HashMap;
use std::ops::Range;

/// Words that begin translations and say nothing.
const EMPTY: &[&str] = &["a", "an", "the", "of", "in", "on", "to", "for", "and"];

/// An English rendering of an entry, as stems.
#[derive(Debug)]
struct Phrase {
    later: Box<[String]>,
    entry: TermId,
}

/// Finds translations of a glossary in English text, whatever their inflection.
#[derive(Debug, Default)]
pub struct EnglishTerms {
    phrases: HashMap<String, Vec<Phrase>>,
    renderings: HashMap<TermId, Vec<Rendering>>,
    /// What kind of word each entry is.
    kinds: HashMap<TermId, TermKind>,
}

/// What a term may be confused with: only its like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermKind {
    /// A place, a people, an organisation: English gives it a capital.
    Proper,
    Noun,
    Adjective,
    /// A verb or phrase, which English renders too freely.
    Other,
}

impl TermKind {
    pub fn of(entry: &TermEntry) -> Self {
        let english = entry
            .translations
            .first()
            .map_or("", |translation| translation.text.as_str());
        let part = entry.part_of_speech.as_str();
        if matches!(entry.domain.as_str(), "months" | "units" | "people") {
            Self::Other
        } else if part.contains("name")
            || english.starts_with(char::is_uppercase) && part.contains("adjective")
        {
            Self::Proper
        } else if part.contains("noun") {
            Self::Noun
        } else if part.contains("adjective") {
            Self::Adjective
        } else {
            Self::Other
        }
    }
}

/// A translation of an entry as it is compared.
#[derive(Debug)]
pub struct Rendering {
    pub stems: Vec<String>,
    pub status: TermStatus,
    /// `un` for United Nations; empty for a single word.
    pub initials: String,
}

impl Rendering {
    fn new(translation: &TermTranslation) -> Self {
        let words = translation.text.split([' ', '-']);
        let full = words.filter(|word| !EMPTY.contains(word) && !word.is_empty());
        let initials: String = full.filter_map(|word| word.chars().next()).collect();
        Self {
            stems: stems_of(&translation.text),
            status: translation.status,
            initials: if initials.chars().count() > 1 {
                stem(&initials)
            } else {
                String::new()
            },
        }
    }

    /// Whether it may be used.
    pub fn is_good(&self) -> bool {
        matches!(self.status, TermStatus::Preferred | TermStatus::Admitted)
    }
}

/// Words of a target that are translations of entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnglishHit {
    pub words: Range<usize>,
    pub entries: Vec<TermId>,
}

impl EnglishTerms {
    pub fn build<'a>(entries: impl IntoIterator<Item = &'a TermEntry>) -> Self {
        let mut terms = Self::default();
        for entry in entries {
            let renderings: Vec<Rendering> =
                entry.translations.iter().map(Rendering::new).collect();
            for rendering in renderings.iter().filter(|rendering| rendering.is_good()) {
                if let Some((first, later)) = rendering.stems.split_first() {
                    terms
                        .phrases
                        .entry(first.clone())
                        .or_default()
                        .push(Phrase {
                            later: later.into(),
                            entry: entry.id,
                        });
                }
            }
            terms.kinds.insert(entry.id, TermKind::of(entry));
            terms.renderings.insert(entry.id, renderings);
        }
        terms
    }

    pub fn kind(&self, entry: TermId) -> TermKind {
        self.kinds.get(&entry).copied().unwrap_or(TermKind::Other)
    }

    /// The translations of an entry.
    pub fn renderings(&self, entry: TermId) -> &[Rendering] {
        self.renderings.get(&entry).map_or(&[], Vec::as_slice)
    }

    /// The longest renderings at each place, in order; they do not overlap.
    pub fn find(&self, stems: &[String]) -> Vec<EnglishHit> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(first) = stems.get(at) {
            let mut longest = 0;
            let mut entries: Vec<TermId> = Vec::new();
            for phrase in self.phrases.get(first).into_iter().flatten() {
                let length = phrase.later.len() + 1;
                let is_here = stems
                    .get(at + 1..at + length)
                    .is_some_and(|rest| *rest == *phrase.later);
                if is_here && length >= longest {
                    if length > longest {
                        entries.clear();
                        longest = length;
                    }
                    entries.push(phrase.entry);
                }
            }
            if longest > 0 {
                entries.sort_unstable();
                entries.dedup();
                found.push(EnglishHit {
                    words: at..at + longest,
                    entries,
                });
            }
            at += longest.max(1);
        }
        found
    }
}

/// The stems of a translation, without a leading article or preposition.
pub fn stems_of(text: &str) -> Vec<String> {
    let words = super::english::words(text);
    let skip = words
        .iter()
        .take_while(|word| EMPTY.contains(&word.lower.as_str()))
        .count();
    let skip = if skip == words.len() { 0 } else { skip };
    words
        .iter()
        .skip(skip)
        .map(|word| stem(&word.lower))
        .collect()
}
