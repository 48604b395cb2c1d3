//! The segment being translated: what its source, its terms and its machine texts suggest.

use super::arabic;
use super::english::Piece;
use super::model::{LONGEST, Model};
use super::vocabulary::{END, UNKNOWN, WordId};
use super::weights::Weights;
use super::{CompletionOrigin, Hint};
use std::collections::HashMap;

/// The words of a term, name or number in English.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    pub(super) words: Vec<WordId>,
    pub(super) origin: CompletionOrigin,
    pub(super) likelihood: f32,
}

/// An English word and the source words it may translate, with the likelihood.
#[derive(Debug, Clone)]
pub(super) struct Support {
    pub(super) word: WordId,
    pub(super) places: Vec<(u16, f32)>,
    /// Its share in all English.
    pub(super) common: f32,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Segment {
    /// Words of the source.
    pub(super) length: usize,
    /// English words that translate something of the source, by number.
    pub(super) support: Vec<Support>,
    pub(super) phrases: Vec<Phrase>,
    pub(super) machine: Vec<Vec<WordId>>,
}

/// No word counts as rarer than this.
const RAREST: f32 = 2e-6;
/// Machine texts that are looked at.
const MACHINE_TEXTS: usize = 4;

impl Segment {
    pub(super) fn new(
        model: &mut Model,
        weights: &Weights,
        source: &str,
        hints: &[Hint],
        machine: &[String],
    ) -> Self {
        let words = arabic::words(source, LONGEST);
        let mut segment = Self {
            length: words.len(),
            ..Self::default()
        };
        let mut support: HashMap<WordId, Vec<(u16, f32)>> = HashMap::new();
        for (word, j) in words.iter().zip(0u16..) {
            let (stem, form) = (model.stems.get(&word.stem), model.forms.get(&word.form));
            let mut found = model.lexicon.translations(stem, form);
            if word.form.starts_with(|c: char| c.is_ascii_alphanumeric()) {
                let id = model.encode(&word.form).first().copied();
                let id = id.filter(|&id| id > END);
                found.extend(id.map(|id| (id, weights.number)));
            }
            for (id, likelihood) in found {
                support.entry(id).or_default().push((j, likelihood));
            }
        }
        let mut alternatives: HashMap<usize, f32> = HashMap::new();
        for hint in hints {
            let at = words
                .iter()
                .position(|word| word.range.end > hint.range.start);
            let words = model.phrase(&hint.text);
            if words.contains(&UNKNOWN) {
                continue;
            }
            let (Some(at), Some(&first)) = (at, words.first()) else {
                continue;
            };
            // The first proposal is likelier than the others.
            let share = alternatives.entry(at).or_insert(1.0);
            let likelihood = *share
                * match hint.origin {
                    CompletionOrigin::Number => weights.number,
                    CompletionOrigin::Name => weights.name,
                    _ => weights.term,
                };
            *share *= 0.5;
            let places = support.entry(first).or_default();
            match places.iter_mut().find(|(j, _)| *j as usize == at) {
                Some((_, known)) => *known = known.max(likelihood),
                None => places.push((at as u16, likelihood)),
            }
            if !segment.phrases.iter().any(|phrase| phrase.words == words) {
                segment.phrases.push(Phrase {
                    words,
                    origin: hint.origin,
                    likelihood,
                });
            }
        }
        let support = support.into_iter().map(|(word, places)| Support {
            common: model.language.unigram(word).max(RAREST),
            word,
            places,
        });
        segment.support = support.collect();
        segment.support.sort_unstable_by_key(|support| support.word);
        for text in machine.iter().take(MACHINE_TEXTS) {
            segment.machine.push(model.encode(text));
        }
        segment
    }
}

impl Segment {
    pub(super) fn places(&self, word: WordId) -> Option<&[(u16, f32)]> {
        let found = self
            .support
            .binary_search_by_key(&word, |support| support.word);
        Some(&self.support[found.ok()?].places)
    }
}

impl Model {
    /// The words of a term; the capital of its first word is its own.
    fn phrase(&mut self, text: &str) -> Vec<WordId> {
        let pieces = super::english::pieces(text).into_iter();
        let pieces = pieces.skip_while(|piece| matches!(piece, Piece::Gap(_)));
        pieces.map(|piece| self.word(piece, false)).collect()
    }
}
