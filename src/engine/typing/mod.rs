//! Completion while typing: the next words by the source, the memories and the machine's texts.
//!
//! Four things are asked for each next word, and their answers are one likelihood: the order of
//! English words ([`language_model`]), the translations of source words not yet used ([`lexicon`],
//! [`state`]), the terms, names and numbers of the source, and machine texts from where the typed
//! words have got to in them. [`choose`] makes texts of the likeliest words and shows those whose
//! expected saving is worth the look.

mod arabic;
mod choose;
mod english;
mod language_model;
mod lexicon;
mod model;
mod ngrams;
mod predict;
mod segment;
mod state;
#[cfg(test)]
mod tests;
mod vocabulary;
mod weights;

pub use model::GeneralEnglish;
pub use weights::Weights;

use crate::engine::model::{Completion, CompletionOrigin};
use choose::{Chooser, Passed, Trail};
use model::Model;
use segment::Segment;
use std::ops::Range;

/// A rendering that another room proposes for a place of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// Byte range in the source.
    pub range: Range<usize>,
    pub text: String,
    pub origin: CompletionOrigin,
}

/// Completes what is typed, segment by segment.
#[derive(Debug, Clone, Default)]
pub struct Completer {
    model: Model,
    pub weights: Weights,
    segment: Segment,
    trail: Trail,
    passed: Passed,
}

/// What is typed beyond this is not looked at.
const LONGEST_TYPED: usize = 20_000;

impl Completer {
    /// Learns from pairs of source and target.
    pub fn learn<S: AsRef<str>>(pairs: &[(S, S)], general: &GeneralEnglish) -> Self {
        Self {
            model: Model::learn(pairs, general),
            ..Self::default()
        }
    }

    /// Turns to a segment, with what other rooms found in its source and the machine's texts.
    pub fn start(&mut self, source: &str, hints: &[Hint], machine: &[String]) {
        self.segment = Segment::new(&mut self.model, &self.weights, source, hints, machine);
        self.trail = Trail::default();
        self.passed = Passed::default();
    }

    /// Learns a confirmed pair; one learnt before is not counted twice.
    pub fn confirm(&mut self, source: &str, target: &str) {
        self.model.add(source, target);
    }

    /// What may come at the caret after `typed`, the text to show inline first; nothing where
    /// nothing is likely enough.
    pub fn complete(&mut self, typed: &str) -> Vec<Completion> {
        if typed.len() > LONGEST_TYPED {
            return Vec::new();
        }
        self.passed.typed(typed);
        let english::Typed { pieces, open } = english::typed(typed);
        let state = self
            .trail
            .follow(&pieces, &mut self.model, &self.segment, &self.weights);
        let chooser = Chooser {
            model: &self.model,
            segment: &self.segment,
            weights: &self.weights,
            passed: &self.passed,
        };
        let mut offers = chooser.offers(state, typed, open);
        let doubt = self.passed.doubt(self.weights.doubt);
        offers
            .iter_mut()
            .for_each(|offer| offer.likelihood *= doubt);
        let completions = choose::choose(offers, &self.weights);
        self.passed.shown(&completions);
        completions
    }
}
