//! Terms of a text: single words first, then words in a row that agree.

use super::agreement::agrees;
use super::analysis::{Analysis, analyse};
use super::context::Context;
use super::index::{Pattern, TermIndex};
use crate::engine::model::{TermHit, TermId};
use crate::engine::text::letters::Letters;
use crate::engine::text::tokenize::{Token, TokenKind, tokens};
use std::collections::HashMap;
use std::ops::Range;

/// A token of the text with its readings.
struct Word<'a> {
    token: Token,
    letters: Letters,
    readings: Vec<Analysis<'a>>,
}

/// A hit with what ranks it against others.
struct Candidate {
    hit: TermHit,
    words: Range<usize>,
    cost: usize,
}

impl TermIndex {
    /// The terms of the text, the longest first where they overlap. Entries that are found in the
    /// same place all come, the plainest reading first. In text order.
    pub fn find(&self, text: &str) -> Vec<TermHit> {
        let mut candidates = self.candidates(text);
        candidates.sort_by_key(|found| (std::cmp::Reverse(found.words.len()), found.words.start));
        let mut taken: HashMap<usize, Range<usize>> = HashMap::new();
        let mut kept: Vec<Candidate> = Vec::new();
        for candidate in candidates {
            let free = candidate.words.clone().all(|word| {
                taken.get(&word).is_none_or(|by| *by == candidate.words)
            });
            if free {
                taken.extend(candidate.words.clone().map(|word| (word, candidate.words.clone())));
                kept.push(candidate);
            }
        }
        in_text_order(kept)
    }

    /// All terms of the text, overlapping ones too, in text order, longer ones first.
    pub fn find_all(&self, text: &str) -> Vec<TermHit> {
        in_text_order(self.candidates(text))
    }

    fn candidates(&self, text: &str) -> Vec<Candidate> {
        let words: Vec<Word> = tokens(text)
            .into_iter()
            .map(|token| {
                let letters = Letters::new(&text[token.range.clone()]);
                let readings = analyse(&self.stems, &letters);
                Word { token, letters, readings }
            })
            .collect();
        let words = in_context(text, words);
        let mut found = Vec::new();
        for at in 0..words.len() {
            let mut here = HashMap::new();
            self.collect_singles(&words, at, &mut here);
            self.collect_sequences(text, &words, at, &mut here);
            found.extend(here.into_values());
        }
        found
    }

    fn collect_singles(&self, words: &[Word], at: usize, found: &mut Here) {
        for reading in &words[at].readings {
            if reading.word.needs_article && !reading.proclitics.article {
                continue;
            }
            for pattern in self.singles(reading.lexeme) {
                keep(found, pattern, words, at..at + 1, &[reading]);
            }
        }
    }

    fn collect_sequences(&self, text: &str, words: &[Word], at: usize, found: &mut Here) {
        let Some(next) = next_word(text, words, at) else { return };
        for first in &words[at].readings {
            for next in [Some(next), next_of_quote(text, words, at)].into_iter().flatten() {
                for second in &words[next].readings {
                    for pattern in self.sequences(first.lexeme, second.lexeme) {
                        self.follow(text, words, at, next, (first, second), pattern, found);
                    }
                }
            }
        }
    }

    /// Reads the rest of a term whose first two words are found.
    #[allow(clippy::too_many_arguments)]
    fn follow(
        &self,
        text: &str,
        words: &[Word],
        at: usize,
        second_at: usize,
        (first, second): (&Analysis, &Analysis),
        pattern: &Pattern,
        found: &mut Here,
    ) {
        let mut readings = vec![first, second];
        let mut last = second_at;
        for lexeme in &pattern.words[2..] {
            let reading = [next_word(text, words, last), next_of_quote(text, words, last)]
                .into_iter()
                .flatten()
                .find_map(|next| {
                    let all = words[next].readings.iter().filter(|reading| reading.lexeme == *lexeme);
                    all.min_by_key(|reading| reading.cost()).map(|reading| (next, reading))
                });
            let Some((next, reading)) = reading else { return };
            readings.push(reading);
            last = next;
        }
        if agrees(&readings) {
            keep(found, pattern, words, at..last + 1, &readings);
        }
    }
}

/// The words without the readings that their neighbours rule out.
fn in_context<'a>(text: &str, mut words: Vec<Word<'a>>) -> Vec<Word<'a>> {
    let alone = words.iter().filter(|word| word.token.kind == TokenKind::Word).count() == 1;
    let sentence = text
        .trim_end_matches(|c: char| c.is_whitespace() || "\"»”)]".contains(c))
        .ends_with(['.', '!', '؟', '?', '۔', '…']);
    for at in 0..words.len() {
        if words[at].readings.is_empty() {
            continue;
        }
        let mut readings = std::mem::take(&mut words[at].readings);
        let neighbour = |to: Option<usize>| to.and_then(|to| words.get(to)).map(|word| &word.letters);
        let context = Context {
            written: &text[words[at].token.range.clone()],
            word: &words[at].letters,
            before: neighbour(at.checked_sub(1)),
            after: neighbour(next_word(text, &words, at)),
            alone,
            sentence,
        };
        readings.retain(|reading| context.allows(reading));
        words[at].readings = readings;
    }
    words
}

/// The best candidate of each entry that starts at a word, by its end.
type Here = HashMap<(TermId, usize), Candidate>;

fn keep(found: &mut Here, pattern: &Pattern, words: &[Word], range: Range<usize>, readings: &[&Analysis]) {
    let cost = readings.iter().map(|reading| reading.cost()).sum();
    let key = (pattern.entry, range.end);
    if found.get(&key).is_some_and(|other| other.cost <= cost) {
        return;
    }
    let bytes = words[range.start].token.range.start..words[range.end - 1].token.range.end;
    let reasons: Vec<String> = readings.iter().map(|reading| reading.reason()).collect();
    let mut reason = reasons.join(" · ");
    if let Some(citation) = &pattern.form_of {
        reason = format!("{reason} ({citation})");
    }
    let hit = TermHit {
        entry: pattern.entry,
        range: bytes,
        reason,
    };
    found.insert(key, Candidate { hit, words: range, cost });
}

/// The next token, when nothing but space parts it from this one.
fn next_word(text: &str, words: &[Word], at: usize) -> Option<usize> {
    let (here, next) = (words.get(at)?, words.get(at + 1)?);
    let between = &text[here.token.range.end..next.token.range.start];
    (!between.contains(['\n', '\r', '\u{2029}'])).then_some(at + 1)
}

/// The word behind one quotation mark or two: `«المرصد السوري» لحقوق الإنسان`.
fn next_of_quote(text: &str, words: &[Word], at: usize) -> Option<usize> {
    let mut next = next_word(text, words, at)?;
    for _ in 0..2 {
        if !is_quote(text, &words[next].token) {
            break;
        }
        next = next_word(text, words, next)?;
    }
    (next > at + 1 && words[next].token.kind != TokenKind::Punctuation).then_some(next)
}

fn is_quote(text: &str, token: &Token) -> bool {
    text[token.range.clone()].contains(['"', '«', '»', '“', '”', '„', '‟', '‘', '’'])
}

fn in_text_order(mut candidates: Vec<Candidate>) -> Vec<TermHit> {
    candidates.sort_by_key(|found| {
        (found.words.start, std::cmp::Reverse(found.words.end), found.cost, found.hit.entry)
    });
    candidates.into_iter().map(|found| found.hit).collect()
}
