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
        for phrase in phrases(target) {
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
        candidate.translations = best(frequency, &targets, &english);
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

/// Runs of words without a stop word at either end, each once, in lower case.
fn phrases(target: &str) -> HashSet<String> {
    let mut found = HashSet::new();
    for clause in target.split(['.', ',', ';', ':', '(', ')', '"', '“', '”', '!', '?']) {
        let words: Vec<String> = clause
            .split_whitespace()
            .map(|word| {
                word.trim_matches(|c: char| !c.is_alphanumeric())
                    .to_lowercase()
            })
            .filter(|word| !word.is_empty())
            .collect();
        for from in 0..words.len() {
            for to in from + 1..=words.len().min(from + WORDS) {
                let run = &words[from..to];
                let is_edge = |word: &String| STOP_WORDS.contains(&word.as_str());
                if !run.first().is_some_and(is_edge) && !run.last().is_some_and(is_edge) {
                    found.insert(run.join(" "));
                }
            }
        }
    }
    found
}

fn best(
    frequency: usize,
    targets: &[String],
    english: &HashMap<String, usize>,
) -> Vec<TranslationGuess> {
    let mut together: HashMap<String, usize> = HashMap::new();
    for target in targets {
        for phrase in phrases(target) {
            *together.entry(phrase).or_default() += 1;
        }
    }
    // Seen together once proves nothing, unless that is all there is.
    let least = if targets.len() > 2 { 2 } else { 1 };
    let mut guesses: Vec<TranslationGuess> = together
        .into_iter()
        .filter(|(_, joint)| *joint >= least)
        .filter_map(|(text, joint)| {
            let total = frequency.min(UNITS) + english.get(&text)?;
            let likelihood = 2.0 * joint as f64 / total.max(1) as f64;
            Some(TranslationGuess {
                text,
                likelihood: likelihood.min(1.0),
            })
        })
        .filter(|guess| guess.likelihood >= 0.3)
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
