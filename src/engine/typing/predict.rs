//! How likely each word or gap comes next.

use super::CompletionOrigin;
use super::english;
use super::language_model::Next;
use super::model::Model;
use super::segment::Segment;
use super::state::State;
use super::vocabulary::{END, WordId};
use super::weights::Weights;
use std::ops::Range;

/// A word that may come next.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    pub(super) word: WordId,
    pub(super) likelihood: f32,
    pub(super) origin: CompletionOrigin,
}

/// Words that fit the letters typed so far.
pub(super) struct Fitting {
    ranges: Vec<Range<WordId>>,
    prefix: String,
    capital: bool,
}

impl Fitting {
    pub(super) fn new(model: &Model, prefix: &str, starts: bool) -> Self {
        let capital = starts && prefix.chars().next().is_none_or(char::is_uppercase);
        let mut ranges = vec![model.vocabulary.range(prefix)];
        if capital && !prefix.is_empty() {
            ranges.push(model.vocabulary.range(&english::uncapitalised(prefix)));
        }
        Self {
            ranges,
            prefix: prefix.to_owned(),
            capital,
        }
    }

    fn any(&self) -> bool {
        self.prefix.is_empty()
    }

    fn fits(&self, model: &Model, word: WordId) -> bool {
        if self.any() || self.ranges.iter().any(|range| range.contains(&word)) {
            return true;
        }
        (word as usize) >= model.vocabulary.learnt() && {
            let text = model.vocabulary.text(word);
            text.starts_with(&self.prefix)
                || self.capital && english::capitalised(text).starts_with(&self.prefix)
        }
    }
}

/// The prediction in one state.
pub(super) struct Prediction<'a> {
    model: &'a Model,
    segment: &'a Segment,
    weights: &'a Weights,
    state: &'a State,
    next: Next<'a>,
    /// Support of the source for each word of the segment's lexicon.
    support: Vec<Supported>,
    supported: f32,
    /// The sum over all words that makes likelihoods of the weighted ones.
    total: f32,
    machine: Vec<(WordId, f32)>,
    by_machine: f32,
    begun: Vec<(WordId, f32)>,
    by_phrase: f32,
}

#[derive(Clone, Copy)]
struct Supported {
    word: WordId,
    share: f32,
    /// By the order of English words alone.
    plain: f32,
    /// With the support of the source.
    raised: f32,
}

/// Support that changes a likelihood by less than this is left out.
const IGNORED: f32 = 0.05;
/// Words taken from each list of followers, and from the commonest of all.
const FOLLOWERS: usize = 24;

impl<'a> Prediction<'a> {
    pub(super) fn new(
        model: &'a Model,
        segment: &'a Segment,
        weights: &'a Weights,
        state: &'a State,
    ) -> Self {
        let next = model.language.after(state.history);
        let unsupported = weights.unsupported.powf(weights.support);
        let (mut supported, mut plain_sum, mut raised_sum) = (0.0, 0.0, 0.0);
        let support = segment.support.iter().filter_map(|support| {
            let places = support.places.iter();
            let share: f32 = places.map(|&(j, t)| state.next[j as usize] * t).sum();
            let ratio = share / support.common;
            if ratio < IGNORED {
                return None;
            }
            let word = support.word;
            let plain = next.probability(word);
            let raised = plain * (weights.unsupported + ratio).powf(weights.support);
            supported += share;
            plain_sum += plain;
            raised_sum += raised;
            Some(Supported {
                word,
                share,
                plain,
                raised,
            })
        });
        let support: Vec<Supported> = support.collect();
        let gaps: f32 = model.gaps().map(|gap| next.probability(gap)).sum::<f32>();
        let others = (1.0 - plain_sum - gaps).max(0.0);
        let total = raised_sum + unsupported * others + gaps;
        let mut prediction = Self {
            model,
            segment,
            weights,
            state,
            next,
            support,
            supported: supported.max(1e-9),
            total: total.max(1e-9),
            machine: Vec::new(),
            by_machine: 0.0,
            begun: Vec::new(),
            by_phrase: 0.0,
        };
        prediction.ask_machine();
        prediction.ask_phrases();
        prediction
    }

    fn ask_machine(&mut self) {
        let trust: f32 = self.state.machine.iter().map(|track| track.trust).sum();
        for (track, text) in self.state.machine.iter().zip(&self.segment.machine) {
            let share = track.trust / trust.max(1e-9);
            track.next(text, self.weights.machine, |word, likelihood| {
                add(&mut self.machine, word, share * likelihood);
                self.by_machine += share * likelihood;
            });
        }
    }

    fn ask_phrases(&mut self) {
        let begun = || {
            self.state
                .begun
                .iter()
                .map(|&(phrase, at)| (&self.segment.phrases[phrase], at))
        };
        let all: f32 = begun()
            .map(|(phrase, at)| phrase.likelihood * at as f32)
            .sum();
        if all > 0.0 {
            self.by_phrase = self.weights.phrase;
            for (phrase, at) in begun() {
                let share = phrase.likelihood * at as f32 / all;
                add(&mut self.begun, phrase.words[at], share);
            }
        }
    }

    /// The likelihood of one word or gap, by all there is.
    fn likelihood(&self, word: WordId, base: f32) -> (f32, CompletionOrigin) {
        let machine = of(&self.machine, word);
        let rest = 1.0 - self.by_machine;
        let phrase = rest * self.by_phrase * of(&self.begun, word);
        let base = rest * (1.0 - self.by_phrase) * base;
        let origin = if phrase > machine && phrase > base {
            self.segment.origin_of(word, &self.state.begun)
        } else if machine > base {
            CompletionOrigin::Machine
        } else {
            self.segment.origin_of(word, &[])
        };
        (machine + phrase + base, origin)
    }

    fn plain(&self, word: WordId, gap: bool) -> f32 {
        let unsupported = if gap {
            1.0
        } else {
            self.weights.unsupported.powf(self.weights.support)
        };
        (1.0 - self.weights.lexicon) * self.next.probability(word) * unsupported / self.total
    }

    /// Gaps and the end of the segment, likeliest first.
    pub(super) fn gaps(&self) -> Vec<Item> {
        let gaps = self.model.gaps();
        let mut items: Vec<Item> = gaps
            .map(|word| {
                let (likelihood, origin) = self.likelihood(word, self.plain(word, true));
                Item {
                    word,
                    likelihood,
                    origin,
                }
            })
            .collect();
        items.sort_unstable_by(|a, b| b.likelihood.total_cmp(&a.likelihood));
        items
    }

    /// The likeliest words that fit, their likelihoods as shares of all that fit.
    pub(super) fn words(&self, fitting: &Fitting, limit: usize) -> Vec<Item> {
        let weights = self.weights;
        let model = self.model;
        let of_lexicon = weights.lexicon / self.supported;
        let mut bases: Vec<(WordId, f32)> = Vec::new();
        let (mut plain, mut base_sum) = (0.0, 0.0);
        let raised = (1.0 - weights.lexicon) / self.total;
        for supported in &self.support {
            if fitting.fits(model, supported.word) {
                let base = raised * supported.raised + of_lexicon * supported.share;
                plain += supported.plain;
                base_sum += base;
                bases.push((supported.word, base));
            }
        }
        let mut more = self.more(fitting);
        more.sort_unstable();
        more.dedup();
        let mut fresh = 0.0;
        let mut known = bases.iter().map(|&(word, _)| word).collect::<Vec<_>>();
        known.sort_unstable();
        for word in more {
            if known.binary_search(&word).is_err() {
                let base = self.plain(word, false);
                if word as usize >= model.vocabulary.learnt() {
                    fresh += base;
                }
                bases.push((word, base));
            }
        }
        let all = if fitting.any() {
            let gaps: f32 = self.gaps().iter().map(|gap| gap.likelihood).sum();
            (1.0 - gaps).max(0.05)
        } else {
            let mass: f32 = fitting
                .ranges
                .iter()
                .map(|range| self.next.mass(range))
                .sum();
            let unsupported = weights.unsupported.powf(weights.support);
            let known = raised * unsupported * (mass - plain).max(0.0) + base_sum + fresh;
            let letters = fitting.prefix.chars().count() as i32;
            let unknown = weights.unknown * (known + 0.1f32.powi(letters));
            let fits = |&(word, share): &(WordId, f32)| fitting.fits(model, word).then_some(share);
            let machine: f32 = self.machine.iter().filter_map(fits).sum();
            let phrase: f32 = self.begun.iter().filter_map(fits).sum();
            let rest = 1.0 - self.by_machine;
            machine + rest * (self.by_phrase * phrase + (1.0 - self.by_phrase) * (known + unknown))
        };
        let mut items: Vec<Item> = bases
            .into_iter()
            .map(|(word, base)| {
                let (likelihood, origin) = self.likelihood(word, base);
                Item {
                    word,
                    likelihood: (likelihood / all.max(1e-12)).min(1.0),
                    origin,
                }
            })
            .collect();
        if items.len() > limit {
            items.select_nth_unstable_by(limit, |a, b| b.likelihood.total_cmp(&a.likelihood));
            items.truncate(limit);
        }
        items.sort_unstable_by(|a, b| b.likelihood.total_cmp(&a.likelihood));
        items
    }
}

impl Prediction<'_> {
    /// Words that fit and have no support of the source; some twice.
    fn more(&self, fitting: &Fitting) -> Vec<WordId> {
        let model = self.model;
        let mut more = Vec::new();
        if fitting.any() {
            self.next.followers(&(0..WordId::MAX), FOLLOWERS, &mut more);
        } else {
            for range in &fitting.ranges {
                self.next.followers(range, FOLLOWERS, &mut more);
                model.commonest(range, FOLLOWERS / 2, &mut more);
            }
            more.extend(model.vocabulary.fresh(&fitting.prefix));
        }
        let texts = self.machine.iter().chain(&self.begun);
        more.extend(texts.map(|&(word, _)| word));
        more.retain(|&word| word > END && !model.is_gap(word) && fitting.fits(model, word));
        more
    }
}

fn of(list: &[(WordId, f32)], word: WordId) -> f32 {
    let found = list.iter().find(|&&(known, _)| known == word);
    found.map_or(0.0, |&(_, likelihood)| likelihood)
}

fn add(list: &mut Vec<(WordId, f32)>, word: WordId, likelihood: f32) {
    match list.iter_mut().find(|(known, _)| *known == word) {
        Some((_, sum)) => *sum += likelihood,
        None => list.push((word, likelihood)),
    }
}

impl Segment {
    fn origin_of(&self, word: WordId, begun: &[(usize, usize)]) -> CompletionOrigin {
        let begun = begun
            .iter()
            .map(|&(phrase, at)| (&self.phrases[phrase], at));
        let fresh = self.phrases.iter().map(|phrase| (phrase, 0));
        let mut fitting = begun
            .chain(fresh)
            .filter(|(phrase, at)| phrase.words.get(*at) == Some(&word));
        fitting
            .next()
            .map_or(CompletionOrigin::Word, |(phrase, _)| phrase.origin)
    }
}

impl Model {
    /// The commonest learnt words of a range.
    fn commonest(&self, range: &Range<WordId>, limit: usize, out: &mut Vec<WordId>) {
        let mut all: Vec<(f32, WordId)> = range
            .clone()
            .map(|word| (self.language.unigram(word), word))
            .collect();
        if all.len() > limit {
            all.select_nth_unstable_by(limit, |a, b| b.0.total_cmp(&a.0));
            all.truncate(limit);
        }
        out.extend(all.into_iter().map(|(_, word)| word));
    }
}
