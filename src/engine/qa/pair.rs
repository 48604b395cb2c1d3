//! A pair of source and target, read once for all checks.

use super::addresses;
use super::arabic::{self, SourceWord};
use super::english::{self, Word};
use super::facts::Fact;
use super::glossary::EnglishTerms;
use super::length::LengthRatio;
use super::rows::RowsAbove;
use crate::engine::model::{
    NameHit, SegmentStatus, Tag, TaggedText, TargetOrigin, TermEntry, TermHit,
};
use std::ops::Range;

/// A pair as it stands in the document.
#[derive(Debug, Clone, Copy)]
pub struct PairText<'a> {
    pub source: &'a str,
    pub target: &'a str,
    pub status: SegmentStatus,
    pub origin: TargetOrigin,
}

/// A term recognised in the source, with its entry.
#[derive(Debug, Clone)]
pub struct SourceTerm<'a> {
    pub hit: TermHit,
    pub entry: &'a TermEntry,
}

/// What is known of a source besides its text.
#[derive(Clone, Copy)]
pub struct Knowledge<'a> {
    /// Overlapping hits too, in text order.
    pub terms: &'a [SourceTerm<'a>],
    pub names: &'a [NameHit],
    /// The English of all terms in use.
    pub english_terms: &'a EnglishTerms,
    pub length: &'a LengthRatio,
    /// Whether a word is spelt right; `None` without a dictionary.
    pub dictionary: Option<&'a (dyn Fn(&str) -> bool + Sync)>,
    pub above: &'a RowsAbove,
}

/// What the checks look at.
pub struct Pair<'a> {
    pub source: &'a str,
    pub target: &'a str,
    pub status: SegmentStatus,
    pub origin: TargetOrigin,
    pub known: Knowledge<'a>,
    pub source_tags: Vec<(Range<usize>, Tag)>,
    pub target_tags: Vec<(Range<usize>, Tag)>,
    pub source_addresses: Vec<Range<usize>>,
    pub target_addresses: Vec<Range<usize>>,
    /// The target with tags and addresses blanked out, byte offsets kept.
    pub target_text: String,
    pub source_words: Vec<SourceWord>,
    pub target_words: Vec<Word>,
    /// Of the target's words, one each.
    pub target_stems: Vec<String>,
    pub source_facts: Vec<Fact>,
    pub target_facts: Vec<Fact>,
}

impl<'a> Pair<'a> {
    pub fn new(text: PairText<'a>, known: Knowledge<'a>) -> Self {
        let PairText { source, target, .. } = text;
        let source_tags = TaggedText::read(source).tags().to_vec();
        let target_tags = TaggedText::read(target).tags().to_vec();
        let source_addresses = addresses::find(source);
        let target_addresses = addresses::find(target);
        let source_text = blanked(source, &source_tags, &source_addresses);
        let target_text = blanked(target, &target_tags, &target_addresses);
        let source_words = arabic::words(&source_text);
        let target_words = english::words(&target_text);
        Self {
            source,
            target,
            status: text.status,
            origin: text.origin,
            known,
            source_facts: arabic::facts(&source_text, &source_words),
            target_facts: english::facts(&target_text),
            source_tags,
            target_tags,
            source_addresses,
            target_addresses,
            target_text,
            source_words,
            target_stems: target_words
                .iter()
                .map(|word| english::stem(&word.lower))
                .collect(),
            target_words,
        }
    }

    /// Nothing to compare: one of the texts is empty.
    pub fn is_empty(&self) -> bool {
        self.target.trim().is_empty() || self.source.trim().is_empty()
    }
}

/// The text with tags and addresses replaced by as many spaces as they have bytes.
fn blanked(text: &str, tags: &[(Range<usize>, Tag)], addresses: &[Range<usize>]) -> String {
    if tags.is_empty() && addresses.is_empty() {
        return text.to_owned();
    }
    let mut bytes = text.as_bytes().to_vec();
    let ranges = tags.iter().map(|(range, _)| range).chain(addresses);
    for range in ranges {
        if let Some(part) = bytes.get_mut(range.clone()) {
            part.fill(b' ');
        }
    }
    // Whole characters were replaced by ASCII.
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}
