//! The entries of the termbases in use, ready to be found in a text.

use super::hash::ByKey;
use super::paradigm::Role;
use super::stems::{LexemeId, Stems};
use crate::engine::model::{TermEntry, TermId};
use crate::engine::text::normalize::strip_marks;
use crate::engine::text::tokenize::{TokenKind, tokens};

/// A spelling of an entry as words in order.
#[derive(Debug)]
pub(super) struct Pattern {
    pub entry: TermId,
    pub words: Vec<LexemeId>,
    /// The citation form, where these words are another form of it.
    pub form_of: Option<Box<str>>,
}

/// Recognises the terms of a set of entries. Entries come and go one by one.
#[derive(Debug, Default)]
pub struct TermIndex {
    pub(super) stems: Stems,
    patterns: Vec<Option<Pattern>>,
    /// By the number of their lexeme.
    singles: Vec<Vec<u32>>,
    /// Terms of several words by their first two.
    sequences: ByKey<(LexemeId, LexemeId), Vec<u32>>,
    by_entry: ByKey<TermId, Vec<u32>>,
}

impl TermIndex {
    pub fn build<'a>(entries: impl IntoIterator<Item = &'a TermEntry>) -> Self {
        let entries = entries.into_iter();
        let expected = entries.size_hint().0;
        let mut index = Self {
            stems: Stems::with_capacity(expected),
            patterns: Vec::with_capacity(expected),
            by_entry: ByKey::with_capacity_and_hasher(expected, Default::default()),
            ..Self::default()
        };
        for entry in entries {
            index.insert(entry);
        }
        index
    }

    /// Adds an entry; replaces the one with the same identity.
    pub fn insert(&mut self, entry: &TermEntry) {
        self.remove(entry.id);
        let name = is_name(&entry.part_of_speech);
        let role = if name { Role::Name } else { Role::Single };
        self.add_pattern(entry.id, &entry.source, role, None);
        for form in &entry.forms {
            self.add_pattern(entry.id, form, Role::Form, Some(&entry.source));
        }
    }

    /// Takes an entry out; does nothing when there is none.
    pub fn remove(&mut self, id: TermId) {
        for number in self.by_entry.remove(&id).unwrap_or_default() {
            let Some(pattern) = self.patterns.get_mut(number as usize).and_then(Option::take) else {
                continue;
            };
            let list = match pattern.words[..] {
                [word] => self.singles.get_mut(word.index()),
                [first, second, ..] => self.sequences.get_mut(&(first, second)),
                [] => None,
            };
            if let Some(list) = list {
                list.retain(|&other| other != number);
            }
        }
    }

    /// Of the entries.
    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.by_entry.len()
    }

    #[cfg(test)]
    pub fn is_empty(&self) -> bool {
        self.by_entry.is_empty()
    }

    fn add_pattern(&mut self, id: TermId, text: &str, role: Role, form_of: Option<&str>) {
        let words = self.words(text, role);
        let number = self.patterns.len() as u32;
        match words[..] {
            [] => return,
            [word] => {
                let needed = word.index() + 1;
                if self.singles.len() < needed {
                    self.singles.resize_with(needed, Vec::new);
                }
                self.singles[word.index()].push(number);
            }
            [first, second, ..] => {
                self.sequences.entry((first, second)).or_default().push(number);
            }
        }
        self.patterns.push(Some(Pattern {
            entry: id,
            words,
            form_of: form_of.map(Into::into),
        }));
        self.by_entry.entry(id).or_default().push(number);
    }

    /// The words of a term; quotes and stops around it do not count.
    fn words(&mut self, text: &str, role: Role) -> Vec<LexemeId> {
        let mut tokens = tokens(text);
        let is_word = |token: &crate::engine::text::tokenize::Token| token.kind != TokenKind::Punctuation;
        let last = tokens.iter().rposition(is_word).map_or(0, |at| at + 1);
        let first = tokens.iter().position(is_word).unwrap_or(0);
        tokens.truncate(last);
        let tokens = &tokens[first.min(last)..];
        let several = tokens.len() > 1;
        let mut words = Vec::with_capacity(tokens.len());
        for (at, token) in tokens.iter().enumerate() {
            let role = match (several, role, at) {
                (true, Role::Single | Role::Form, 0) => Role::Head,
                (true, Role::Single | Role::Form, _) => Role::Later,
                _ => role,
            };
            let word = strip_marks(&text[token.range.clone()]);
            words.push(self.stems.intern(&word, role));
        }
        words
    }

    pub(super) fn singles(&self, word: LexemeId) -> impl Iterator<Item = &Pattern> {
        self.live(self.singles.get(word.index()))
    }

    pub(super) fn sequences(&self, first: LexemeId, second: LexemeId) -> impl Iterator<Item = &Pattern> {
        self.live(self.sequences.get(&(first, second)))
    }

    fn live<'a>(&'a self, numbers: Option<&'a Vec<u32>>) -> impl Iterator<Item = &'a Pattern> {
        let patterns = numbers.into_iter().flatten();
        patterns.filter_map(|&number| self.patterns.get(number as usize)?.as_ref())
    }
}

/// Whether the part of speech says proper name.
fn is_name(part_of_speech: &str) -> bool {
    let part = part_of_speech.to_ascii_lowercase();
    part.contains("name") || part.contains("proper")
}
