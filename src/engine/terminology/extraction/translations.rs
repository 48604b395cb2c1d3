//! English guessed for candidates from translation units, by co-occurrence.

use super::candidates::{LONGEST, runs, vocabulary};
use crate::engine::model::{TermCandidate, TranslationGuess};
use std::collections::{HashMap, HashSet};

/// English words of a guess at most, and guesses of a candidate.
const WORDS: usize = 4;
const GUESSES: usize = 3;
/// Units looked at for one candidate; more say nothing new.
const UNITS: usize = 200;

const STOP_WORDS: &[&str] = &[
    "a", "an", "the", "of", "in", "on", "at", "to", "for", "by", "with", "from", "and", "or",
    "but", "is", "are", "was", "were", "be", "been", "it", "its", "he", "she", "they", "his",
    "her", "their", "that", "this", "which", "who", "as", "has", "have", "had", "not", "said",
    "will", "would", "after", "before", "than", "also", "we", "i", "about", "into", "more",
    "there", "one", "you", "our", "his", "them", "when", "what", "all", "no", "up", "out",
];

/// What a term may have between its words; with anything else of the list above in it, a run is part
/// of a sentence.
const JOINING: &[&str] = &["of", "the", "and", "for", "in", "a", "an", "on", "to"];
/// A phrase seen together with a candidate in one unit proves nothing.
const LEAST: usize = 2;
/// What seldom goes together is no translation: twice the units with both, of those with either.
const LIKELY: f64 = 0.45;
/// Words a guess may have more than its candidate.
const MORE_WORDS: usize = 1;

/// Gives each candidate the English runs that occur in the units it occurs in.
pub fn guess_translations<'u>(
    candidates: &mut [TermCandidate],
    units: impl IntoIterator<Item = (&'u str, &'u str)>,
) {
    let words = vocabulary(candidates.iter().map(|candidate| candidate.source.as_str()));
    let key = |candidate: &TermCandidate| key_of(&candidate.source, &words);
    let wanted: HashMap<String, usize> = candidates.iter().map(key).zip(0..).collect();
    let mut units_of: Vec<(usize, Vec<String>)> = vec![(0, Vec::new()); candidates.len()];
    let mut english: HashMap<String, usize> = HashMap::new();
    for (source, target) in units {
        let found = found_in(source, &wanted, &words);
        for phrase in phrases(target).into_keys() {
            *english.entry(phrase).or_default() += 1;
        }
        for at in found {
            units_of[at].0 += 1;
            if units_of[at].1.len() < UNITS {
                units_of[at].1.push(target.to_owned());
            }
        }
    }
    for (candidate, (frequency, targets)) in candidates.iter_mut().zip(units_of) {
        let words = candidate.source.split_whitespace().count();
        candidate.translations = best(frequency, &targets, &english, words + MORE_WORDS);
    }
}

fn key_of(source: &str, vocabulary: &HashSet<String>) -> String {
    let words = runs(source, vocabulary)
        .into_iter()
        .flatten()
        .map(|word| word.key);
    words.collect::<Vec<_>>().join(" ")
}

fn found_in(
    source: &str,
    wanted: &HashMap<String, usize>,
    vocabulary: &HashSet<String>,
) -> HashSet<usize> {
    let mut found = HashSet::new();
    for run in runs(source, vocabulary) {
        for from in 0..run.len() {
            let mut key = String::new();
            for word in run.iter().skip(from).take(LONGEST) {
                if !key.is_empty() {
                    key.push(' ');
                }
                key.push_str(&word.key);
                found.extend(wanted.get(&key));
            }
        }
    }
    found
}

/// Runs of words that may be a term, each once: in lower case, and as they are written.
fn phrases(target: &str) -> HashMap<String, String> {
    let mut found = HashMap::new();
    for clause in target.split(['.', ',', ';', ':', '(', ')', '"', '“', '”', '!', '?']) {
        let words: Vec<(String, &str)> = clause
            .split_whitespace()
            .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
            .filter(|word| !word.is_empty())
            .map(|word| (word.to_lowercase(), word))
            .collect();
        for from in 0..words.len() {
            for to in from + 1..=words.len().min(from + WORDS) {
                let run = &words[from..to];
                if may_be_term(run) {
                    let join = |part: fn(&(String, &str)) -> String| {
                        run.iter().map(part).collect::<Vec<_>>().join(" ")
                    };
                    found.insert(
                        join(|(word, _)| word.clone()),
                        join(|(_, written)| (*written).to_owned()),
                    );
                }
            }
        }
    }
    found
}

fn may_be_term(run: &[(String, &str)]) -> bool {
    let is_stop = |(word, _): &(String, &str)| STOP_WORDS.contains(&word.as_str());
    let [first, inner @ ..] = run else {
        return false;
    };
    let (inner, last) = match inner {
        [inner @ .., last] => (inner, last),
        [] => (inner, first),
    };
    let joins = |word: &(String, &str)| !is_stop(word) || JOINING.contains(&word.0.as_str());
    !is_stop(first) && !is_stop(last) && inner.iter().all(joins)
}

/// The phrases that occur where the candidate does, the likeliest first, written as they mostly are.
fn best(
    frequency: usize,
    targets: &[String],
    english: &HashMap<String, usize>,
    most_words: usize,
) -> Vec<TranslationGuess> {
    let mut together: HashMap<String, (usize, HashMap<String, usize>)> = HashMap::new();
    for target in targets {
        for (phrase, written) in phrases(target) {
            let (joint, spellings) = together.entry(phrase).or_default();
            *joint += 1;
            *spellings.entry(written).or_default() += 1;
        }
    }
    let mut guesses: Vec<TranslationGuess> = together
        .into_iter()
        .filter(|(text, (joint, _))| *joint >= LEAST && text.split(' ').count() <= most_words)
        .filter_map(|(text, (joint, spellings))| {
            let total = frequency.min(UNITS) + english.get(&text)?;
            let likelihood = 2.0 * joint as f64 / total.max(1) as f64;
            // A capital at the start of a sentence says nothing: of equals the small letters win.
            let usual = spellings
                .into_iter()
                .max_by(|(a, n), (b, m)| (n, a).cmp(&(m, b)));
            Some(TranslationGuess {
                text: usual.map_or(text, |(written, _)| written),
                likelihood: likelihood.min(1.0),
            })
        })
        .filter(|guess| guess.likelihood >= LIKELY)
        .collect();
    guesses.sort_by(|a, b| {
        let order = b.likelihood.total_cmp(&a.likelihood);
        order
            .then_with(|| b.text.len().cmp(&a.text.len()))
            .then_with(|| a.text.cmp(&b.text))
    });
    guesses.truncate(GUESSES);
    guesses
}
