//! The entries of the termbases in use, ready to be found in a text.

use crate::engine::model::{TermEntry, TermId};
use crate::engine::text::letters::Letters;
use crate::engine::text::morphology::ByKey;
use crate::engine::text::morphology::lexicon::Lexicon;
use crate::engine::text::morphology::paradigm::Role;
use crate::engine::text::morphology::stems::{LexemeId, Stems};
use crate::engine::text::normalize::strip_marks;
use crate::engine::text::tokenize::{TokenKind, tokens};
use std::ops::Range;

/// A spelling of an entry as words in order.
#[derive(Debug)]
pub(super) struct Pattern {
    pub entry: TermId,
    /// The words after the first, by which it is looked up; one-word terms allocate nothing.
    pub later: Box<[LexemeId]>,
    /// The citation form, where these words are another form of it.
    pub form_of: Option<Box<str>>,
    /// What kind of entry it is, for the conditions of its reading.
    pub kind: EntryKind,
    /// Signs that stand right before its first word and behind its last: `C++`.
    pub signs: Option<Box<[String; 2]>>,
    /// The next pattern that begins with the same word or two.
    next: Option<u32>,
    is_removed: bool,
}

/// What an entry is, as far as its reading depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EntryKind {
    Other,
    /// A noun by its part of speech.
    Noun,
    /// A set phrase: its words change nothing but their clitics.
    Phrase,
    /// A name of any kind.
    Name,
    /// A name of a place or person, which takes no article that it has not.
    Place,
}

impl EntryKind {
    fn of(entry: &TermEntry) -> Self {
        let part = entry.part_of_speech.to_ascii_lowercase();
        if is_name(&part) {
            let is_place = matches!(entry.domain.as_str(), "cities" | "countries" | "people");
            return if is_place { Self::Place } else { Self::Name };
        }
        match part.split(|c: char| !c.is_alphabetic()).next() {
            Some("noun") if !part.contains("adj") => Self::Noun,
            Some("phrase") => Self::Phrase,
            _ => Self::Other,
        }
    }
}

/// Recognises the terms of a set of entries. Entries come and go one by one.
#[derive(Debug, Default)]
pub struct TermIndex {
    pub(super) stems: Stems,
    patterns: Vec<Pattern>,
    /// The newest pattern of one word, by the number of its lexeme.
    singles: Vec<Option<u32>>,
    /// The newest pattern of several words, by their first two.
    sequences: ByKey<(LexemeId, LexemeId), u32>,
    /// The patterns of an entry, which stand in a row.
    by_entry: ByKey<TermId, Range<u32>>,
}

impl TermIndex {
    pub fn build<'a>(entries: impl IntoIterator<Item = &'a TermEntry>) -> Self {
        let entries = entries.into_iter();
        let expected = entries.size_hint().0;
        let mut index = Self {
            stems: Stems::with_capacity(expected),
            patterns: Vec::with_capacity(expected),
            singles: Vec::with_capacity(expected),
            sequences: ByKey::with_capacity_and_hasher(expected / 2, Default::default()),
            by_entry: ByKey::with_capacity_and_hasher(expected, Default::default()),
        };
        for entry in entries {
            index.insert(entry);
        }
        index
    }

    /// Adds an entry; replaces the one with the same identity.
    pub fn insert(&mut self, entry: &TermEntry) {
        self.remove(entry.id);
        let from = self.patterns.len() as u32;
        let role = if is_verb(&entry.part_of_speech) {
            Role::Verb
        } else if is_name(&entry.part_of_speech) || is_definite_adverb(entry) {
            Role::Name
        } else {
            Role::Single
        };
        let kind = EntryKind::of(entry);
        self.add_pattern(entry.id, &entry.source, role, None, kind);
        if entry.source.contains("يئة") {
            // هيأة is how others write هيئة.
            let other = entry.source.replace("يئة", "يأة");
            self.add_pattern(entry.id, &other, role, Some(&entry.source), kind);
        }
        for form in &entry.forms {
            // الدوما for مجلس الدوما is nothing without its article, الصيف for فصل الصيف is.
            let has_own_article = !entry.source.starts_with("ال")
                && form
                    .strip_prefix("ال")
                    .is_some_and(|rest| !is_common(&Letters::new(rest)));
            let role = match role {
                Role::Verb => Role::Verb,
                _ if has_own_article && !form.contains(' ') => Role::Name,
                _ => Role::Form,
            };
            self.add_pattern(entry.id, form, role, Some(&entry.source), kind);
        }
        let to = self.patterns.len() as u32;
        if from < to {
            self.by_entry.insert(entry.id, from..to);
        }
    }

    /// Takes an entry out; does nothing when there is none.
    pub fn remove(&mut self, id: TermId) {
        for number in self.by_entry.remove(&id).unwrap_or_default() {
            if let Some(pattern) = self.patterns.get_mut(number as usize) {
                pattern.is_removed = true;
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

    fn add_pattern(
        &mut self,
        id: TermId,
        text: &str,
        role: Role,
        form_of: Option<&str>,
        kind: EntryKind,
    ) {
        let words = self.words(text, role);
        let number = self.patterns.len() as u32;
        let Some((&first, later)) = words.split_first() else {
            return;
        };
        let next = match later.first() {
            None => {
                if self.singles.len() <= first.index() {
                    self.singles.resize(first.index() + 1, None);
                }
                self.singles[first.index()].replace(number)
            }
            Some(&second) => self.sequences.insert((first, second), number),
        };
        self.patterns.push(Pattern {
            entry: id,
            later: later.into(),
            form_of: form_of.map(Into::into),
            kind,
            signs: signs_of(text),
            next,
            is_removed: false,
        });
    }

    /// The words of a term; quotes and stops around it do not count.
    fn words(&mut self, text: &str, role: Role) -> Vec<LexemeId> {
        let mut tokens = tokens(text);
        let is_word =
            |token: &crate::engine::text::tokenize::Token| token.kind != TokenKind::Punctuation;
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
                (true, Role::Verb, 1..) => Role::Later,
                _ => role,
            };
            let word = strip_marks(&text[token.range.clone()]);
            words.push(self.stems.intern(&word, role));
        }
        words
    }

    pub(super) fn singles(&self, word: LexemeId) -> impl Iterator<Item = &Pattern> {
        self.live(self.singles.get(word.index()).copied().flatten())
    }

    pub(super) fn sequences(
        &self,
        first: LexemeId,
        second: LexemeId,
    ) -> impl Iterator<Item = &Pattern> {
        self.live(self.sequences.get(&(first, second)).copied())
    }

    /// The pattern of this number and those chained to it.
    fn live(&self, newest: Option<u32>) -> impl Iterator<Item = &Pattern> {
        let pattern = |number: u32| self.patterns.get(number as usize);
        let chain = std::iter::successors(newest.and_then(pattern), move |found| {
            found.next.and_then(pattern)
        });
        chain.filter(|pattern| !pattern.is_removed)
    }
}

/// The signs at the edges of a term that belong to it: `C++`, `.NET`, `C#`.
fn signs_of(text: &str) -> Option<Box<[String; 2]>> {
    let text = text.trim();
    let is_sign = |c: char| matches!(c, '+' | '#' | '@' | '&' | '*' | '$' | '%');
    let before: String = text.chars().take_while(|&c| is_sign(c)).collect();
    let core = text.trim_end_matches(is_sign);
    let behind = text.get(core.len()..).unwrap_or_default();
    let is_all = core.is_empty();
    let has_signs = !(before.is_empty() && behind.is_empty());
    (has_signs && !is_all).then(|| Box::new([before, behind.to_owned()]))
}

/// اليوم as `today`: no form of يوم, and nothing without its article.
fn is_definite_adverb(entry: &TermEntry) -> bool {
    const ADVERBS: [&str; 6] = [
        "today",
        "tonight",
        "now",
        "tomorrow",
        "yesterday",
        "at present",
    ];
    let is_adverb = || {
        let english = entry
            .translations
            .first()
            .map(|translation| translation.text.to_ascii_lowercase());
        english.is_some_and(|english| ADVERBS.contains(&english.as_str()))
            || entry.part_of_speech.to_ascii_lowercase().contains("adverb")
    };
    entry.source.starts_with("ال") && is_adverb()
}

fn is_common(word: &Letters) -> bool {
    let lexicon = Lexicon::shipped();
    lexicon.knows(word) && !lexicon.is_name(word)
}

fn is_verb(part_of_speech: &str) -> bool {
    let part = part_of_speech.trim().to_ascii_lowercase();
    part.split(|c: char| !c.is_alphabetic()).next() == Some("verb") && !part.contains("noun")
}

/// Whether the part of speech says proper name.
fn is_name(part_of_speech: &str) -> bool {
    let part = part_of_speech.to_ascii_lowercase();
    part.contains("name") || part.contains("proper")
}
