//! A source as it is compared: its tokens without what spelling leaves free.

use super::clitics;
use crate::engine::model::{TaggedText, UnitOutline};
use crate::engine::text::normalize::key;
use crate::engine::text::tokenize::{TokenKind, tokens};
use std::borrow::Cow;

/// What tokens weigh, in tenths of a word, and what other clitics take off.
pub const WORD: u32 = 10;
pub const NUMBER: u32 = 5;
pub const CLITIC: u32 = 4;
pub const PUNCTUATION: u32 = 3;

/// A normalised token, as two 61- and 64-bit hashes: equal texts have equal hashes, and two
/// different ones of a memory meet with a chance below one in 10^12.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CompareToken {
    /// Hash of the normalised text, with the kind and the negation flag in the low three bits.
    form: u64,
    /// Hash of the text without clitics; that of the negation in a negating word.
    core: u64,
}

const NEGATES: u64 = 0b100;

impl CompareToken {
    fn new(kind: TokenKind, text: &str) -> Self {
        let negation = clitics::negation(text).filter(|_| kind == TokenKind::Word);
        let (tag, core) = match (kind, negation) {
            (TokenKind::Word, Some(negation)) => (NEGATES, negation),
            (TokenKind::Word, None) => (0, clitics::core(text)),
            (TokenKind::Number, _) => (1, text),
            (TokenKind::Punctuation, _) => (2, text),
        };
        Self {
            form: (hash(text) << 3) | tag,
            core: hash(core),
        }
    }

    pub fn kind(self) -> TokenKind {
        match self.form & 0b11 {
            0 => TokenKind::Word,
            1 => TokenKind::Number,
            _ => TokenKind::Punctuation,
        }
    }

    pub fn negates(self) -> bool {
        self.form & NEGATES != 0
    }

    /// What is compared.
    pub fn form(self) -> u64 {
        self.form
    }

    /// In tenths of a word.
    pub fn weight(self) -> u32 {
        match self.kind() {
            TokenKind::Word => WORD,
            TokenKind::Number => NUMBER,
            TokenKind::Punctuation => PUNCTUATION,
        }
    }

    /// What pairing two tokens is worth; 0 where they are no pair.
    pub fn pair_worth(self, other: Self) -> u32 {
        if self.form == other.form {
            self.weight()
        } else if self.kind() == TokenKind::Word && self.differs_by_clitics(other) {
            WORD - CLITIC
        } else {
            0
        }
    }

    /// What is compared when clitics do not count.
    pub fn core(self) -> u64 {
        self.core
    }

    pub fn differs_by_clitics(self, other: Self) -> bool {
        self.kind() == other.kind() && self.core == other.core
    }
}

/// FNV-1a, mixed as in Murmur; stored in indexes, so it must never change.
fn hash(text: &str) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in text.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^ (hash >> 33)
}

/// A source ready to be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparableSource {
    tokens: Box<[CompareToken]>,
}

impl ComparableSource {
    /// Tags do not count.
    pub fn new(text: &str) -> Self {
        let key = key(&without_tags(text));
        Self {
            tokens: tokens(&key)
                .into_iter()
                .map(|token| CompareToken::new(token.kind, &key[token.range]))
                .collect(),
        }
    }

    pub(super) fn from_tokens(tokens: Vec<CompareToken>) -> Self {
        Self {
            tokens: tokens.into(),
        }
    }

    pub(super) fn into_tokens(self) -> Box<[CompareToken]> {
        self.tokens
    }

    pub fn tokens(&self) -> &[CompareToken] {
        &self.tokens
    }

    /// The cores of the words, in order.
    pub fn cores(&self) -> impl Iterator<Item = u64> + '_ {
        let words = self.tokens.iter().filter(|t| t.kind() == TokenKind::Word);
        words.map(|word| word.core)
    }

    pub fn outline(&self) -> UnitOutline {
        let mut signature = [0_u64; 2];
        let mut words = 0_usize;
        for core in self.cores() {
            signature[(core >> 6 & 1) as usize] |= 1 << (core & 63);
            words += 1;
        }
        UnitOutline {
            signature,
            words: u16::try_from(words).unwrap_or(u16::MAX),
            tokens: u16::try_from(self.tokens.len()).unwrap_or(u16::MAX),
        }
    }
}

/// The text without what has the form of a tag; as it is where there is none.
pub fn without_tags(text: &str) -> Cow<'_, str> {
    if !text.contains('<') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(TaggedText::read(text).plain())
}

pub fn saturated(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// No match rate of two sources with these outlines is above this, in percent. A word whose bit
/// the other side lacks has no partner there, nor have those that one side has more words.
pub fn upper_bound(a: &UnitOutline, b: &UnitOutline) -> f64 {
    let alone = |a: &UnitOutline, b: &UnitOutline| {
        let bits = |n: usize| (a.signature[n] & !b.signature[n]).count_ones();
        bits(0) + bits(1)
    };
    let edits = alone(a, b)
        .max(alone(b, a))
        .max(u32::from(a.words.abs_diff(b.words)));
    bound_by(edits, a, b)
}

/// No match rate is above this when at least so many words of one side have no partner.
pub fn bound_by(edits: u32, a: &UnitOutline, b: &UnitOutline) -> f64 {
    if a.is_saturated() || b.is_saturated() {
        return 100.0;
    }
    let longest = a.tokens.max(b.tokens).max(1);
    // The margin covers rounding.
    100.0 * (1.0 - f64::from(edits) / f64::from(longest)) + 1e-6
}
