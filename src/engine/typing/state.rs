//! Where the translator stands in the segment: what of the source is translated, which term is
//! begun, and where in each machine text the typed words lie.

use super::model::Model;
use super::ngrams::History;
use super::segment::Segment;
use super::vocabulary::WordId;
use super::weights::Weights;

/// How the next word of a machine text follows the last one used: stays, follows, skips one or
/// two, or is anywhere else.
const STAY: f32 = 0.10;
const FOLLOW: f32 = 0.76;
const SKIP: [f32; 2] = [0.05, 0.02];
const ELSEWHERE: f32 = 0.07;

/// How likely the next word's source word is so many places after the last one's.
const STEPS: [(i32, f32); 9] = [
    (-2, 0.05),
    (-1, 0.09),
    (0, 0.06),
    (1, 0.42),
    (2, 0.18),
    (3, 0.09),
    (4, 0.06),
    (5, 0.03),
    (6, 0.02),
];

#[derive(Debug, Clone)]
pub(super) struct State {
    pub(super) history: History,
    /// The next word starts a sentence.
    pub(super) starts: bool,
    /// How much of each source word is translated.
    covered: Vec<f32>,
    /// Which source word the last English word came from.
    last: Vec<f32>,
    /// Which source word comes next.
    pub(super) next: Vec<f32>,
    /// Begun phrases: which, and how many of their words are typed.
    pub(super) begun: Vec<(usize, usize)>,
    pub(super) machine: Vec<Track>,
}

/// Where in a machine text the typed words lie.
#[derive(Debug, Clone)]
pub(super) struct Track {
    /// The likelihood that so many of its words are used.
    used: Vec<f32>,
    /// How well this text has explained what is typed, against the others.
    pub(super) trust: f32,
}

impl State {
    pub(super) fn beginning(segment: &Segment, weights: &Weights) -> Self {
        let mut state = Self {
            history: History::BEGINNING,
            starts: true,
            covered: vec![0.0; segment.length],
            last: Vec::new(),
            next: Vec::new(),
            begun: Vec::new(),
            machine: segment
                .machine
                .iter()
                .map(|text| {
                    let mut used = vec![0.0; text.len() + 1];
                    used[0] = 1.0;
                    Track { used, trust: 1.0 }
                })
                .collect(),
        };
        state.look_ahead(weights);
        state
    }

    fn look_ahead(&mut self, weights: &Weights) {
        let length = self.covered.len();
        let flat = (1.0 - weights.order) / length.max(1) as f32;
        let mut next = vec![flat; length];
        let mut step = |from: i32, share: f32| {
            for (distance, likelihood) in STEPS {
                if let Some(place) = usize::try_from(from + distance)
                    .ok()
                    .and_then(|at| next.get_mut(at))
                {
                    *place += weights.order * share * likelihood;
                }
            }
        };
        if self.last.is_empty() {
            step(-1, 1.0);
        }
        for (&share, at) in self.last.iter().zip(0..) {
            if share > 0.01 {
                step(at, share);
            }
        }
        let mut sum = 0.0;
        for (place, covered) in next.iter_mut().zip(&self.covered) {
            *place *= 1.0 - weights.coverage * covered.min(1.0);
            sum += *place;
        }
        if sum > 0.0 {
            next.iter_mut().for_each(|place| *place /= sum);
        }
        self.next = next;
    }

    /// The state after one more word or gap.
    pub(super) fn then(
        &self,
        word: WordId,
        is_gap: bool,
        ends_sentence: bool,
        segment: &Segment,
        model: &Model,
        weights: &Weights,
    ) -> Self {
        let mut state = self.clone();
        state.history = self.history.then(word);
        state.starts = if is_gap {
            self.starts || ends_sentence
        } else {
            false
        };
        let common = model.language.unigram(word).max(1e-5);
        if let Some(places) = segment.places(word) {
            let weigh = |&(j, likelihood): &(u16, f32)| self.next[j as usize] * likelihood;
            let none = 0.15 * common;
            let all = places.iter().map(weigh).sum::<f32>() + none;
            let mut last: Vec<f32> = if self.last.is_empty() {
                vec![0.0; segment.length]
            } else {
                self.last.iter().map(|share| share * none / all).collect()
            };
            for place in places {
                let share = weigh(place) / all;
                last[place.0 as usize] += share;
                state.covered[place.0 as usize] += share;
            }
            state.last = last;
        }
        state.look_ahead(weights);
        state.begun = segment.begun_after(&self.begun, word);
        for (track, text) in state.machine.iter_mut().zip(&segment.machine) {
            track.advance(text, word, common, weights.machine);
        }
        let trust: f32 = state.machine.iter().map(|track| track.trust).sum();
        for track in &mut state.machine {
            // No text is given up for good.
            track.trust = 0.97 * track.trust / trust.max(1e-30) + 0.03;
        }
        state
    }
}

impl Segment {
    fn begun_after(&self, begun: &[(usize, usize)], word: WordId) -> Vec<(usize, usize)> {
        let further = begun.iter().copied();
        let fresh = (0..self.phrases.len()).map(|phrase| (phrase, 0));
        let all = further.chain(fresh);
        all.filter(|&(phrase, at)| {
            let words = &self.phrases[phrase].words;
            words.get(at) == Some(&word) && at + 1 < words.len()
        })
        .map(|(phrase, at)| (phrase, at + 1))
        .collect()
    }
}

impl Track {
    /// Hands each word that may come next with its likelihood to `take`.
    pub(super) fn next(&self, text: &[WordId], machine: f32, mut take: impl FnMut(WordId, f32)) {
        for (at, likelihood) in self.reached(text.len()).into_iter().enumerate() {
            if likelihood > 1e-4 {
                take(text[at], likelihood * machine);
            }
        }
    }

    /// The likelihood that each word of the text comes next, by its place alone.
    fn reached(&self, length: usize) -> Vec<f32> {
        let mut reached = vec![ELSEWHERE / length.max(1) as f32; length];
        for (used, &share) in self.used.iter().enumerate() {
            if share < 1e-4 {
                continue;
            }
            for (ahead, step) in [FOLLOW, SKIP[0], SKIP[1]].into_iter().enumerate() {
                if let Some(reached) = reached.get_mut(used + ahead) {
                    *reached += share * step;
                }
            }
        }
        reached
    }

    fn advance(&mut self, text: &[WordId], word: WordId, common: f32, machine: f32) {
        let reached = self.reached(text.len());
        let other = (1.0 - machine) * common;
        let mut used: Vec<f32> = self
            .used
            .iter()
            .map(|share| share * STAY * common)
            .collect();
        for (at, likelihood) in reached.into_iter().enumerate() {
            let fits = if text[at] == word { machine } else { 0.0 };
            used[at + 1] += likelihood * (fits + other);
        }
        let sum: f32 = used.iter().sum();
        self.trust *= sum;
        if sum > 0.0 {
            used.iter_mut().for_each(|share| *share /= sum);
            self.used = used;
        }
    }
}
