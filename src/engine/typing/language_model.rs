//! What English word or gap comes next by those before it: counts of the memories over a general
//! list of English words, interpolated with absolute discounting (Ney, Essen and Kneser 1994).

use super::ngrams::{Followers, FreshFollowers, FreshNgrams, History, Ngrams, REACH};
use super::vocabulary::WordId;
use std::collections::HashMap;
use std::ops::Range;

/// Taken from each count for the words not seen.
const DISCOUNT: f32 = 0.75;
/// A pair confirmed here counts as much as so many of the memory.
const FRESH: f32 = 3.0;
/// The weight of the general list, as if it were so many words of the memory.
const PRIOR: f64 = 20_000.0;

/// How common each word is, whatever comes before it.
#[derive(Debug, Clone, Default)]
struct Unigrams {
    /// Sums of the probabilities before each word, and of all.
    sums: Vec<f64>,
    fresh: HashMap<WordId, u32>,
    fresh_total: u32,
    /// How many words of the memory the sums stand for.
    weight: f64,
}

impl Unigrams {
    fn new(counts: &[u32], prior: &[f32]) -> Self {
        let total: f64 = counts.iter().map(|&count| f64::from(count)).sum();
        let general: f64 = prior.iter().map(|&share| f64::from(share)).sum();
        let weight = total + PRIOR;
        let mut sums = vec![0.0];
        let mut sum = 0.0;
        for (&count, &share) in counts.iter().zip(prior) {
            let share = f64::from(share) / general.max(1e-9);
            sum += (f64::from(count) + PRIOR * share) / weight;
            sums.push(sum);
        }
        Self {
            sums,
            weight,
            ..Self::default()
        }
    }

    fn shrunk(&self) -> f64 {
        self.weight / (self.weight + f64::from(FRESH) * f64::from(self.fresh_total))
    }

    fn probability(&self, word: WordId) -> f32 {
        let at = word as usize;
        let learnt = match self.sums.get(at..at + 2) {
            Some(&[before, after]) => after - before,
            _ => 0.0,
        };
        let fresh = self.fresh.get(&word).copied().unwrap_or(0);
        let fresh = f64::from(FRESH) * f64::from(fresh) / self.weight;
        (((learnt + fresh) * self.shrunk()) as f32).max(1e-8)
    }

    fn mass(&self, range: &Range<WordId>) -> f32 {
        let sum = |at: WordId| self.sums.get(at as usize).copied().unwrap_or(1.0);
        ((sum(range.end) - sum(range.start)) * self.shrunk()) as f32
    }
}

#[derive(Debug, Clone, Default)]
pub(super) struct LanguageModel {
    unigrams: Unigrams,
    /// By one, two and three predecessors.
    ngrams: [Ngrams; REACH],
    fresh: FreshNgrams,
}

impl LanguageModel {
    /// Learns from texts given as words; `prior` is the share of each word in general English.
    pub(super) fn learn(texts: &[Vec<WordId>], words: usize, prior: &[f32]) -> Self {
        let mut counts = vec![0; words];
        let mut seen: [Vec<(u64, WordId, u32)>; REACH] = Default::default();
        for text in texts {
            let mut history = History::BEGINNING;
            for &word in text {
                if let Some(count) = counts.get_mut(word as usize) {
                    *count += 1;
                }
                for (n, seen) in (1..).zip(&mut seen) {
                    seen.push((history.key(n), word, 1));
                }
                history = history.then(word);
            }
        }
        // In large memories what was seen once by three predecessors is mostly chance.
        let least = if texts.len() > 20_000 { 2 } else { 1 };
        let [one, two, three] = seen;
        Self {
            unigrams: Unigrams::new(&counts, prior),
            ngrams: [
                Ngrams::new(one, 1),
                Ngrams::new(two, 1),
                Ngrams::new(three, least),
            ],
            fresh: FreshNgrams::default(),
        }
    }

    /// Learns one more text.
    pub(super) fn add(&mut self, text: &[WordId]) {
        let mut history = History::BEGINNING;
        for &word in text {
            *self.unigrams.fresh.entry(word).or_default() += 1;
            self.unigrams.fresh_total += 1;
            self.fresh.add(history, word);
            history = history.then(word);
        }
    }

    pub(super) fn unigram(&self, word: WordId) -> f32 {
        self.unigrams.probability(word)
    }

    pub(super) fn after(&self, history: History) -> Next<'_> {
        let mut levels = [None; REACH];
        for (n, level) in (1..).zip(&mut levels) {
            let learnt = self.ngrams[n - 1].followers(history.key(n));
            let fresh = self.fresh.followers(history, n);
            if learnt.is_none() && fresh.is_none() {
                break;
            }
            *level = Some(Level::new(learnt, fresh));
        }
        Next {
            unigrams: &self.unigrams,
            levels,
        }
    }
}

/// The followers by a fixed number of predecessors.
#[derive(Clone, Copy)]
struct Level<'a> {
    learnt: Option<Followers<'a>>,
    fresh: Option<&'a FreshFollowers>,
    total: f32,
    /// The share that goes to fewer predecessors.
    rest: f32,
}

impl<'a> Level<'a> {
    fn new(learnt: Option<Followers<'a>>, fresh: Option<&'a FreshFollowers>) -> Self {
        let learnt_total = learnt.map_or(0, Followers::total) as f32;
        let fresh_total = fresh.map_or(0, |fresh| fresh.total) as f32;
        let total = learnt_total + FRESH * fresh_total;
        let distinct = learnt.map_or(0, Followers::distinct);
        let discounted = DISCOUNT * distinct as f32
            + fresh.map_or(0, |fresh| fresh.words.len()) as f32 * DISCOUNT * FRESH;
        Self {
            learnt,
            fresh,
            total,
            rest: discounted / total,
        }
    }

    fn seen(self, word: WordId) -> f32 {
        let learnt = self.learnt.map_or(0, |learnt| learnt.count(word)) as f32;
        let fresh = self.fresh.map_or(0, |fresh| fresh.count(word)) as f32;
        ((learnt - DISCOUNT).max(0.0) + FRESH * (fresh - DISCOUNT).max(0.0)) / self.total
    }

    fn mass(self, range: &Range<WordId>) -> f32 {
        let learnt = self.learnt.map_or(0.0, |learnt| {
            let within = learnt.within(range);
            within.total() as f32 - DISCOUNT * within.distinct() as f32
        });
        let fresh = self.fresh.map_or(0.0, |fresh| {
            let within = fresh.words.iter().filter(|(word, _)| range.contains(word));
            within
                .map(|&(_, count)| FRESH * (count as f32 - DISCOUNT))
                .sum()
        });
        (learnt + fresh) / self.total
    }
}

/// What may follow a history.
pub(super) struct Next<'a> {
    unigrams: &'a Unigrams,
    levels: [Option<Level<'a>>; REACH],
}

impl Next<'_> {
    fn levels(&self) -> impl Iterator<Item = &Level<'_>> {
        self.levels.iter().flatten()
    }

    pub(super) fn probability(&self, word: WordId) -> f32 {
        let lowest = self.unigrams.probability(word);
        self.levels()
            .fold(lowest, |lower, level| level.seen(word) + level.rest * lower)
    }

    /// The probability of all learnt words of a range together.
    pub(super) fn mass(&self, range: &Range<WordId>) -> f32 {
        let lowest = self.unigrams.mass(range);
        self.levels().fold(lowest, |lower, level| {
            level.mass(range) + level.rest * lower
        })
    }

    /// The commonest followers in a range, and fresh ones wherever they are; at most `limit` by
    /// each number of predecessors, without order, some twice.
    pub(super) fn followers(&self, range: &Range<WordId>, limit: usize, out: &mut Vec<WordId>) {
        for level in self.levels() {
            if let Some(learnt) = level.learnt {
                commonest(learnt.within(range), limit, out);
            }
            if let Some(fresh) = level.fresh {
                out.extend(fresh.words.iter().map(|&(word, _)| word).take(4 * limit));
            }
        }
    }
}

fn commonest(followers: Followers<'_>, limit: usize, out: &mut Vec<WordId>) {
    if followers.distinct() <= limit {
        out.extend(followers.iter().map(|(word, _)| word));
        return;
    }
    let mut all: Vec<(u32, WordId)> = followers
        .iter()
        .map(|(word, count)| (count, word))
        .collect();
    all.select_nth_unstable_by(limit, |a, b| b.0.cmp(&a.0));
    out.extend(all[..limit].iter().map(|&(_, word)| word));
}
