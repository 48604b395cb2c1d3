//! A text as the items that number expressions are read from.

use super::decimal::Decimal;
use super::digits::{Figures, figures};
use super::meaning::{Before, Meaning, meanings, vocalised_part};
use crate::engine::text::letters::Letters;
use crate::engine::text::normalize::TATWEEL;
use crate::engine::text::tokenize::{Token, TokenKind, tokens};
use std::ops::Range;

/// A word, a run of digits or a mark.
#[derive(Debug, Clone)]
pub struct Item {
    pub range: Range<usize>,
    pub content: Content,
    /// The reading is likely and no more.
    pub is_guess: bool,
}

#[derive(Debug, Clone)]
pub enum Content {
    Word {
        key: String,
        meanings: Vec<(Before, Meaning)>,
    },
    Figures(Figures),
    Mark(char),
    /// Part of an address, a telephone number, a phrase: no reader looks at it.
    Opaque,
}

/// The items of a text in order. Every reader looks from an item forward over a few others, so
/// that the whole is linear in the text.
pub struct Passage<'t> {
    pub text: &'t str,
    pub items: Vec<Item>,
    /// The country the text comes from, where that is known; see [`super::country`].
    pub country: Option<&'static str>,
}

impl<'t> Passage<'t> {
    pub fn new(text: &'t str) -> Self {
        let mut items: Vec<Item> = Vec::new();
        let tokens = tokens(text);
        let mut at = 0;
        let mut end = 0;
        while let Some(token) = tokens.get(at) {
            let run = run_with_arabic_commas(text, &tokens, at);
            let range = token.range.start..tokens[at + run - 1].range.end;
            push_lone_tatweel(text, end..range.start, &mut items);
            end = range.end;
            let written = &text[range.clone()];
            match token.kind {
                TokenKind::Number => push_figures(text, range, &mut items),
                TokenKind::Punctuation => items.push(Item::new(
                    range,
                    Content::Mark(written.chars().next().unwrap_or(' ')),
                )),
                TokenKind::Word => items.push(Item::new(range, word(written))),
            }
            at += run;
        }
        let mut passage = Self {
            text,
            items,
            country: None,
        };
        passage.set_apart();
        passage.join_parts();
        passage
    }

    pub fn get(&self, at: usize) -> Option<&Item> {
        self.items.get(at)
    }

    /// What is written at an item.
    pub fn written(&self, at: usize) -> &str {
        self.get(at)
            .and_then(|item| self.text.get(item.range.clone()))
            .unwrap_or_default()
    }

    pub fn figures(&self, at: usize) -> Option<Figures> {
        match self.get(at)?.content {
            Content::Figures(figures) => Some(figures),
            _ => None,
        }
    }

    /// Digits alone, and how many.
    pub fn plain_figures(&self, at: usize) -> Option<(i128, u8)> {
        match self.figures(at)? {
            Figures::Number {
                value,
                plain: Some(digits),
            } => Some((value.as_whole()?, digits)),
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

    /// The key of the item `back` places before; empty where there is none.
    pub fn key_before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |before| self.key(before))
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

    /// A dash of any kind, the tatweel of the press among them.
    pub fn is_dash(&self, at: usize) -> bool {
        self.mark(at).is_some_and(is_dash)
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

    /// Makes one item of what is one number and was parted: `12 500`, `12'500`, `5ر2`, `3½`, and
    /// of a و with the number word that it belongs to.
    fn join_parts(&mut self) {
        let mut joined: Vec<Item> = Vec::with_capacity(self.items.len());
        let mut at = 0;
        while let Some(item) = self.get(at) {
            let start = item.range.start;
            let parts = self
                .groups_of_thousands(at)
                .or_else(|| self.agency_decimal(at))
                .or_else(|| self.sign_of_fraction(at))
                .or_else(|| self.parted_conjunction(at));
            match parts {
                Some((content, end, is_guess)) => {
                    let last = self.items[end - 1].range.end;
                    joined.push(Item {
                        range: start..last,
                        content,
                        is_guess,
                    });
                    at = end;
                }
                None => {
                    joined.push(item.clone());
                    at += 1;
                }
            }
        }
        self.items = joined;
    }

    /// `12 500 سيارة`, with a no-break space or an apostrophe too.
    fn groups_of_thousands(&self, at: usize) -> Option<(Content, usize, bool)> {
        let (first, digits) = self.plain_figures(at)?;
        let after_figures = at
            .checked_sub(1)
            .is_some_and(|before| self.figures(before).is_some() || self.is_dash(before));
        if !(1..=3).contains(&digits) || first == 0 || after_figures {
            return None;
        }
        let mut text = first.to_string();
        if text.len() != usize::from(digits) {
            return None;
        }
        let mut end = at + 1;
        let mut needs_noun = false;
        loop {
            let apostrophe = matches!(self.mark(end), Some('\'' | '’' | 'ʼ' | '´'))
                && self.touches_previous(end)
                && self.touches_previous(end + 1);
            let next = if apostrophe { end + 1 } else { end };
            let Some((group, 3)) = self.plain_figures(next) else {
                break;
            };
            let gap = self
                .text
                .get(self.items[next - 1].range.end..self.items[next].range.start)?;
            match gap {
                "" if apostrophe => {}
                " " => needs_noun = true,
                "\u{A0}" | "\u{202F}" | "\u{2009}" => {}
                _ => break,
            }
            text.push_str(&format!("{group:03}"));
            end = next + 1;
        }
        let goes_on = self.figures(end).is_some() && self.follows_closely(end);
        let counts = self.counts_a_noun(end) || self.meanings(end).next().is_some();
        if end == at + 1 || goes_on || needs_noun && !(counts && self.follows_closely(end)) {
            return None;
        }
        let value = Decimal::parse(&text)?;
        let content = Content::Figures(Figures::Number { value, plain: None });
        Some((content, end, false))
    }

    /// `5ر2`: agencies write the fraction first, the point as ر.
    fn agency_decimal(&self, at: usize) -> Option<(Content, usize, bool)> {
        let (fraction, _) = self.plain_figures(at)?;
        let (whole, _) = self.plain_figures(at + 2)?;
        let is_point = self.is(at + 1, &["ر"])
            && self.touches_previous(at + 1)
            && self.touches_previous(at + 2);
        let value = Decimal::parse(&format!("{whole}.{fraction}")).filter(|_| is_point)?;
        let content = Content::Figures(Figures::Number { value, plain: None });
        Some((content, at + 3, true))
    }

    /// `½`, `3½`.
    fn sign_of_fraction(&self, at: usize) -> Option<(Content, usize, bool)> {
        if let Some(part) = vulgar(self.written(at)) {
            let content = Content::Figures(Figures::Number {
                value: part,
                plain: None,
            });
            return Some((content, at + 1, false));
        }
        let (whole, _) = self.plain_figures(at)?;
        let part = vulgar(self.written(at + 1)).filter(|_| self.follows_closely(at + 1))?;
        let content = Content::Figures(Figures::Number {
            value: Decimal::whole(whole).plus(part)?,
            plain: None,
        });
        Some((content, at + 2, false))
    }

    /// `مائة و أربعة`: the و belongs to the word behind it.
    fn parted_conjunction(&self, at: usize) -> Option<(Content, usize, bool)> {
        let stands_alone = self.is(at, &["و"]) && self.follows_closely(at + 1);
        let is_number = self.meanings(at + 1).next().is_some();
        if !stands_alone || !is_number || self.touches_previous(at + 1) {
            return None;
        }
        Some((word(&format!("و{}", self.written(at + 1))), at + 2, false))
    }
}

impl Item {
    fn new(range: Range<usize>, content: Content) -> Self {
        Self {
            range,
            content,
            is_guess: false,
        }
    }
}

fn word(written: &str) -> Content {
    let letters = Letters::new(written);
    let mut meanings = meanings(&letters);
    meanings.splice(0..0, vocalised_part(written));
    Content::Word {
        meanings,
        key: letters.key().to_lowercase(),
    }
}

/// A hyphen, a dash or a tatweel between figures.
pub fn is_dash(mark: char) -> bool {
    matches!(
        mark,
        '-' | '~' | TATWEEL | '\u{2010}'
            ..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}'
    )
}

fn vulgar(written: &str) -> Option<Decimal> {
    let mut chars = written.chars();
    let thousandths = match chars.next()? {
        '½' => 500,
        '¼' => 250,
        '¾' => 750,
        '⅓' => 333,
        '⅔' => 667,
        '⅕' => 200,
        '⅖' => 400,
        '⅗' => 600,
        '⅘' => 800,
        '⅙' => 167,
        '⅛' => 125,
        '⅜' => 375,
        '⅝' => 625,
        '⅞' => 875,
        _ => return None,
    };
    chars
        .next()
        .is_none()
        .then(|| Decimal::of(thousandths, 3).normal())
}

/// A tatweel by itself is a dash: `2015 ـ 2016`.
fn push_lone_tatweel(text: &str, gap: Range<usize>, items: &mut Vec<Item>) {
    let Some(between) = text.get(gap.clone()) else {
        return;
    };
    if let Some(at) = between.find(TATWEEL) {
        let start = gap.start + at;
        let end = start + between[at..].len() - between[at..].trim_start_matches(TATWEEL).len();
        items.push(Item::new(start..end, Content::Mark(TATWEEL)));
    }
}

/// The digits of a token; a tatweel between them is a dash: `5ـ7`.
fn push_figures(text: &str, range: Range<usize>, items: &mut Vec<Item>) {
    let mut start = range.start;
    for part in text[range].split_inclusive(TATWEEL) {
        let digits = part.trim_end_matches(TATWEEL);
        let end = start + digits.len();
        if !digits.is_empty() {
            let content = Content::Figures(figures(digits));
            items.push(Item::new(start..end, content));
        }
        let next = start + part.len();
        match items.last_mut() {
            Some(Item {
                content: Content::Mark(TATWEEL),
                range,
                ..
            }) if end < next && range.end == end => range.end = next,
            _ if end < next => items.push(Item::new(end..next, Content::Mark(TATWEEL))),
            _ => {}
        }
        start = next;
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
