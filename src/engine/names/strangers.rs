//! Foreign words that nothing else explains: runs of them are guessed to be names.

use super::candidate::Candidate;
use super::lists::List;
use super::spelling::Speller;
use super::words::{
    Clitics, NO_CLITICS, Sentence, Word, clitics, is_common, is_common_key, is_foreign_shape,
    may_be_name,
};
use crate::engine::model::NameBasis;
use std::collections::HashSet;

/// Words of a run, at most.
const WORDS: usize = 5;
/// Spellings offered.
const PROPOSALS: usize = 5;

/// How a word speaks for a name from elsewhere.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Evidence {
    /// Data knows somebody who bears it, or it has the shape of a foreign name.
    Strong,
    /// No word of the language that is known, and like none.
    Weak,
}

/// Runs of foreign words among those that no other name covers.
pub(super) fn strangers(sentence: &Sentence, taken: &HashSet<usize>) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < sentence.words.len() {
        let Some((end, clitics)) = run(sentence, at, taken) else {
            at += 1;
            continue;
        };
        let mut name = sentence.without(at, &clitics);
        for word in sentence.words.get(at + 1..end).unwrap_or_default() {
            name = format!("{name} {}", word.written);
        }
        let mut proposals = Speller::shipped().name(&name).proposals;
        proposals.truncate(PROPOSALS);
        if !proposals.is_empty() {
            found.push(Candidate {
                words: at..end,
                source: name,
                proposals,
                basis: NameBasis::Data,
                guess: true,
            });
        }
        at = end;
    }
    found
}

/// Where the run that starts at a word ends.
fn run(sentence: &Sentence, at: usize, taken: &HashSet<usize>) -> Option<(usize, Clitics)> {
    let first = sentence.words.get(at).filter(|_| !taken.contains(&at))?;
    let (clitics, evidence) = clitics(first.key())
        .into_iter()
        .find_map(|clitics| Some((clitics, evidence(sentence, at, first, clitics)?)))?;
    let mut is_strong = evidence == Evidence::Strong;
    let mut end = at + 1;
    while end < at + WORDS && sentence.follows(end) && !taken.contains(&end) {
        let next = sentence.words.get(end)?;
        let Some(evidence) = evidence_of_next(sentence, end, next) else {
            break;
        };
        is_strong |= evidence == Evidence::Strong;
        end += 1;
    }
    is_strong.then_some((end, clitics))
}

/// Verbs of the future, which no list holds: سيلتقيان, ستستضيف. Names that begin so (سيمون) end
/// otherwise.
fn is_future(written: &str) -> bool {
    const STEMS: [&str; 4] = ["ستست", "سيست", "سينت", "ستنت"];
    const ENDINGS: [&str; 3] = ["ان", "ون", "وا"];
    let is_verb = |start: &str| {
        let rest = written.strip_prefix(start).unwrap_or_default();
        rest.chars().count() >= 5 && ENDINGS.iter().any(|ending| rest.ends_with(ending))
    };
    STEMS.iter().any(|stem| written.starts_with(stem)) || is_verb("سي") || is_verb("ست")
}

fn evidence_of_next(sentence: &Sentence, at: usize, word: &Word) -> Option<Evidence> {
    evidence(sentence, at, word, NO_CLITICS)
}

fn evidence(sentence: &Sentence, at: usize, word: &Word, clitics: Clitics) -> Option<Evidence> {
    let written = sentence.without(at, &clitics);
    let length = written.chars().count();
    let has_clitics = clitics != NO_CLITICS;
    let is_excluded = !word.is_word
        || word.in_term
        || word.in_name
        || clitics.merged
        || written.starts_with("ال")
        || length < 3 + usize::from(has_clitics)
        || List::Never.has(word.key())
        || List::Title.has(word.key())
        || is_future(&written)
        || is_common(word)
        || has_clitics && is_common_key(&written);
    if is_excluded {
        return None;
    }
    let known = Speller::shipped().known(&written);
    let best = known.first().filter(|best| best.is_exact);
    let is_foreign_bearer =
        best.is_some_and(|best| best.origin.is_some_and(|origin| !origin.is_arab()));
    if is_foreign_shape(&written) || is_foreign_bearer && (length >= 4 || !has_clitics) {
        return Some(Evidence::Strong);
    }
    (may_be_name(word) && !has_clitics).then_some(Evidence::Weak)
}
