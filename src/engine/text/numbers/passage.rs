//! A text as the items that number expressions are read from.

use super::digits::{Figures, figures};
use super::meaning::{Before, Meaning, meanings, vocalised_part};
use crate::engine::text::letters::Letters;
use crate::engine::text::tokenize::{Token, TokenKind, tokens};
use std::ops::Range;

/// A word, a run of digits or a mark.
pub struct Item {
    pub range: Range<usize>,
    pub content: Content,
}

pub enum Content {
    Word {
        key: String,
        meanings: Vec<(Before, Meaning)>,
    },
    Figures(Figures),
    Mark(char),
}

/// The items of a text in order. Every reader looks from an item forward over a few others, so
/// that the whole is linear in the text.
pub struct Passage<'t> {
    pub text: &'t str,
    pub items: Vec<Item>,
}

impl<'t> Passage<'t> {
    pub fn new(text: &'t str) -> Self {
        let mut items: Vec<Item> = Vec::new();
        let tokens = tokens(text);
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let run = run_with_arabic_commas(text, &tokens, at);
            let range = token.range.start..tokens[at + run - 1].range.end;
            let written = &text[range.clone()];
            let content = match token.kind {
                TokenKind::Number => Content::Figures(figures(written)),
                TokenKind::Punctuation => Content::Mark(written.chars().next().unwrap_or(' ')),
                TokenKind::Word => {
                    let letters = Letters::new(written);
                    let mut meanings = meanings(&letters);
                    meanings.splice(0..0, vocalised_part(written));
                    Content::Word {
                        meanings,
                        key: letters.key().to_lowercase(),
                    }
                }
            };
            items.push(Item { range, content });
            at += run;
        }
        Self { text, items }
    }

    pub fn get(&self, at: usize) -> Option<&Item> {
        self.items.get(at)
    }

    pub fn figures(&self, at: usize) -> Option<Figures> {
        match self.get(at)?.content {
            Content::Figures(figures) => Some(figures),
            _ => None,
        }
    }

    /// The key of a word; empty for anything else.
    pub fn key(&self, at: usize) -> &str {
        match self.get(at).map(|item| &item.content) {
            Some(Content::Word { key, .. }) => key,
            _ => "",
        }
    }

    /// The key without a leading و.
    pub fn bare_key(&self, at: usize) -> &str {
        let key = self.key(at);
        key.strip_prefix('و')
            .filter(|rest| rest.chars().count() > 1)
            .unwrap_or(key)
    }

    pub fn is(&self, at: usize, keys: &[&str]) -> bool {
        keys.contains(&self.key(at))
    }

    pub fn mark(&self, at: usize) -> Option<char> {
        match self.get(at)?.content {
            Content::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    pub fn meanings(&self, at: usize) -> impl Iterator<Item = (Before, Meaning)> {
        let list = match self.get(at).map(|item| &item.content) {
            Some(Content::Word { meanings, .. }) => meanings.as_slice(),
            _ => &[],
        };
        list.iter().copied()
    }

    /// The first meaning that `choose` takes.
    pub fn meaning<T>(
        &self,
        at: usize,
        mut choose: impl FnMut(Before, Meaning) -> Option<T>,
    ) -> Option<T> {
        self.meanings(at)
            .find_map(|(before, meaning)| choose(before, meaning))
    }

    /// Nothing, not even a space, is between this item and the one before.
    pub fn touches_previous(&self, at: usize) -> bool {
        let previous = at.checked_sub(1).and_then(|before| self.get(before));
        previous
            .zip(self.get(at))
            .is_some_and(|(before, item)| before.range.end == item.range.start)
    }

    /// Only space, and no line end, is between this item and the one before.
    pub fn follows_closely(&self, at: usize) -> bool {
        let previous = at.checked_sub(1).and_then(|before| self.get(before));
        previous.zip(self.get(at)).is_some_and(|(before, item)| {
            let between = self
                .text
                .get(before.range.end..item.range.start)
                .unwrap_or("\n");
            between.chars().count() < 4 && !between.contains(['\n', '\r', '\u{2029}'])
        })
    }

    /// Digits at `at`, or behind a و or ال that stands there by itself, as in `و20` and `الـ24`.
    pub fn figures_after(&self, at: usize, prefixes: &[&str]) -> Option<(Figures, usize)> {
        if let Some(figures) = self.figures(at) {
            return Some((figures, at + 1));
        }
        let prefixed = self.is(at, prefixes) && self.follows_closely(at + 1);
        self.figures(at + 1)
            .filter(|_| prefixed)
            .map(|figures| (figures, at + 2))
    }
}

/// How many tokens from `at` on are one run: `3،5` is three tokens and one number.
fn run_with_arabic_commas(text: &str, tokens: &[Token], at: usize) -> usize {
    let mut run = 1;
    let is_number = |at: usize| {
        tokens
            .get(at)
            .is_some_and(|token| token.kind == TokenKind::Number)
    };
    let touches = |at: usize| tokens[at].range.start == tokens[at - 1].range.end;
    while is_number(at)
        && is_number(at + run + 1)
        && text[tokens[at + run].range.clone()].starts_with('،')
        && touches(at + run)
        && touches(at + run + 1)
    {
        run += 2;
    }
    run
}
