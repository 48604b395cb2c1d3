//! All stems of all words of all terms, by key.

use super::hash::ByKey;
use super::paradigm::{Paradigm, Role};
use crate::engine::text::endings::Endings;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LexemeId(u32);

impl LexemeId {
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A word of one or more terms, in one role.
#[derive(Debug)]
pub struct Lexeme {
    pub label: String,
    pub role: Role,
    pub article: bool,
    pub needs_article: bool,
    pub exact: bool,
    pub family: Vec<u32>,
    pub adjective: bool,
    pub person: bool,
}

impl Lexeme {
    /// Has a feminine of its own, and is not a plural itself.
    pub fn is_gendered(&self) -> bool {
        (self.adjective || self.person) && !self.label.ends_with("ات")
    }
}

/// A stem of a lexeme.
#[derive(Debug)]
pub struct StemUse {
    pub lexeme: LexemeId,
    pub endings: Endings,
    pub written: Box<[char]>,
    pub shown: Option<String>,
    /// The stem is shorter than the form that explanations show.
    pub is_cut: bool,
    /// The next stem with the same key.
    next: Option<u32>,
}

#[derive(Debug, Default)]
pub struct Stems {
    lexemes: Vec<Lexeme>,
    /// By role.
    numbers: [ByKey<Box<str>, LexemeId>; Role::COUNT],
    uses: Vec<StemUse>,
    heads: ByKey<Box<str>, u32>,
    longest: usize,
}

impl Stems {
    pub fn with_capacity(words: usize) -> Self {
        Self {
            lexemes: Vec::with_capacity(words),
            uses: Vec::with_capacity(3 * words),
            numbers: std::array::from_fn(|role| {
                // Most words are whole terms or the first of several.
                let expected = if role < 2 { words / 2 } else { 0 };
                ByKey::with_capacity_and_hasher(expected, Default::default())
            }),
            heads: ByKey::with_capacity_and_hasher(2 * words, Default::default()),
            ..Self::default()
        }
    }

    /// The lexeme of a word in a role; its stems are derived when it is new.
    pub fn intern(&mut self, word: &str, role: Role) -> LexemeId {
        let numbers = &mut self.numbers[role as usize];
        if let Some(&id) = numbers.get(word) {
            return id;
        }
        let id = LexemeId(self.lexemes.len() as u32);
        numbers.insert(word.into(), id);
        let paradigm = Paradigm::derive(word, role);
        for stem in paradigm.stems {
            let shown = stem.shown.as_deref().unwrap_or(&paradigm.label);
            let is_cut = shown.chars().count() > stem.letters.len();
            self.longest = self.longest.max(stem.letters.len());
            let number = self.uses.len() as u32;
            let (key, written) = stem.letters.into_parts();
            let next = self.heads.insert(key.into(), number);
            self.uses.push(StemUse {
                lexeme: id,
                endings: stem.endings,
                written: written.into(),
                shown: stem.shown,
                is_cut,
                next,
            });
        }
        self.lexemes.push(Lexeme {
            label: paradigm.label,
            role,
            article: paradigm.article,
            needs_article: paradigm.needs_article,
            exact: paradigm.exact,
            family: paradigm.family,
            adjective: paradigm.adjective,
            person: paradigm.person,
        });
        id
    }

    pub fn lexeme(&self, id: LexemeId) -> Option<&Lexeme> {
        self.lexemes.get(id.index())
    }

    pub fn with_key(&self, key: &str) -> impl Iterator<Item = &StemUse> {
        let first = self
            .heads
            .get(key)
            .and_then(|&at| self.uses.get(at as usize));
        std::iter::successors(first, |stem| self.uses.get(stem.next? as usize))
    }

    /// Of the stems, in letters.
    pub fn longest(&self) -> usize {
        self.longest
    }
}
