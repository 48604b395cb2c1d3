//! Terms of a text: single words first, then words in a row that agree.

use super::agreement::agrees;
use super::context::Context;
use super::homographs::{Neighbours, Verdict, verdict};
use super::index::{EntryKind, Pattern, TermIndex};
use crate::engine::model::{TermHit, TermId};
use crate::engine::text::letters::Letters;
use crate::engine::text::morphology::analysis::{Analysis, analyse};
use crate::engine::text::morphology::lexicon::Lexicon;
use crate::engine::text::morphology::paradigm::Role;
use crate::engine::text::tokenize::{Token, TokenKind, tokens};
use std::collections::{HashMap, HashSet};
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
    place: usize,
    /// A word stands in the form that the entry gives.
    is_citation: bool,
}

impl TermIndex {
    /// The terms of the text, the longest first where they overlap. Entries that are found in the
    /// same place all come, the plainest reading first. In text order.
    pub fn find(&self, text: &str) -> Vec<TermHit> {
        self.find_among(text, &|_| Some(0))
    }

    /// The same among the entries that have a place; of equally plain readings of the same words
    /// the one with the lower place comes first.
    pub fn find_among(&self, text: &str, place: &dyn Fn(TermId) -> Option<usize>) -> Vec<TermHit> {
        let mut candidates = self.candidates(text, place);
        candidates.sort_by_key(|found| (std::cmp::Reverse(found.words.len()), found.words.start));
        let mut taken: HashMap<usize, Range<usize>> = HashMap::new();
        let mut kept: Vec<Candidate> = Vec::new();
        for candidate in candidates {
            let free = candidate
                .words
                .clone()
                .all(|word| taken.get(&word).is_none_or(|by| *by == candidate.words));
            if free {
                taken.extend(
                    candidate
                        .words
                        .clone()
                        .map(|word| (word, candidate.words.clone())),
                );
                kept.push(candidate);
            }
        }
        in_text_order(without_far_fetched(kept))
    }

    /// All terms of the text, overlapping ones too, in text order, longer ones first.
    pub fn find_all(&self, text: &str) -> Vec<TermHit> {
        self.find_all_among(text, &|_| Some(0))
    }

    /// The same among the entries that have a place.
    pub fn find_all_among(
        &self,
        text: &str,
        place: &dyn Fn(TermId) -> Option<usize>,
    ) -> Vec<TermHit> {
        in_text_order(self.candidates(text, place))
    }

    fn candidates(&self, text: &str, place: &dyn Fn(TermId) -> Option<usize>) -> Vec<Candidate> {
        let search = Search {
            index: self,
            text,
            place,
            words: in_context(text, self.read(text)),
        };
        let mut found = Vec::new();
        for at in 0..search.words.len() {
            let mut here = Here::new();
            search.collect_singles(at, &mut here);
            search.collect_sequences(at, &mut here);
            found.extend(here.into_values());
        }
        found
    }

    fn read(&self, text: &str) -> Vec<Word<'_>> {
        let words = tokens(text).into_iter().map(|token| {
            let letters = Letters::new(&text[token.range.clone()]);
            let readings = analyse(&self.stems, &letters);
            Word {
                token,
                letters,
                readings,
            }
        });
        words.collect()
    }
}

/// A text with the readings of its words.
struct Search<'a> {
    index: &'a TermIndex,
    text: &'a str,
    place: &'a dyn Fn(TermId) -> Option<usize>,
    words: Vec<Word<'a>>,
}

impl Search<'_> {
    fn collect_singles(&self, at: usize, found: &mut Here) {
        for reading in &self.words[at].readings {
            if reading.word.needs_article && !reading.proclitics.article {
                continue;
            }
            for pattern in self.index.singles(reading.lexeme) {
                self.keep(found, pattern, at..at + 1, &[reading]);
            }
        }
    }

    fn collect_sequences(&self, at: usize, found: &mut Here) {
        for first in &self.words[at].readings {
            for next in self.next(at) {
                for second in &self.words[next].readings {
                    for pattern in self.index.sequences(first.lexeme, second.lexeme) {
                        if let Some((end, readings)) = self.follow(pattern, next, [first, second]) {
                            self.keep(found, pattern, at..end, &readings);
                        }
                    }
                }
            }
            self.collect_interrupted(at, first, found);
        }
    }

    /// بوقف فوري لإطلاق النار: adjectives stand behind the first noun, and ل brings the rest.
    fn collect_interrupted(&self, at: usize, first: &Analysis, found: &mut Here) {
        if first.word.role != Role::Head || first.proclitics.article {
            return;
        }
        let mut next = at;
        for _ in 0..3 {
            let Some(between) = next_word(self.text, &self.words, next) else {
                return;
            };
            let word = &self.words[between];
            let is_adjective = word.token.kind == TokenKind::Word
                && !word.letters.key().starts_with("ال")
                && !Lexicon::shipped().is_function_word(&word.letters);
            let Some(after) = next_word(self.text, &self.words, between).filter(|_| is_adjective)
            else {
                return;
            };
            for second in &self.words[after].readings {
                if !matches!(second.proclitics.pieces, ["ل"] | ["ل", "ال"]) {
                    continue;
                }
                for pattern in self.index.sequences(first.lexeme, second.lexeme) {
                    if let Some((end, readings)) = self.follow(pattern, after, [first, second]) {
                        self.keep(found, pattern, at..end, &readings);
                    }
                }
            }
            next = between;
        }
    }

    /// What speaks for or against a reading of a pattern.
    fn verdict(&self, pattern: &Pattern, words: &Range<usize>, readings: &[&Analysis]) -> Verdict {
        let [reading] = readings else {
            // منذ شهرين is not منذ أشهر: a phrase keeps the number of its nouns.
            let other_number = pattern.kind == EntryKind::Phrase
                && readings.iter().skip(1).any(|reading| {
                    reading.stem.shown.is_some()
                        || matches!(reading.ending.pieces.first(), Some(&("ان" | "ين")))
                });
            return if other_number {
                Verdict::Refused
            } else {
                Verdict::Sure
            };
        };
        let word = reading.word;
        let gains_article = pattern.kind == EntryKind::Place
            && word.role == Role::Name
            && !word.article
            && reading.proclitics.article;
        // العامة is no year: a thing has no feminine; nouns that are adjectives too may have one.
        let is_thing = !word.family.is_empty()
            && !word.person
            && (!word.adjective || word.label.chars().count() <= 3);
        let gains_feminine = pattern.kind == EntryKind::Noun
            && is_thing
            && !word.label.ends_with('ة')
            && reading.ending.pieces.first() == Some(&"ة");
        if gains_article || gains_feminine {
            return Verdict::Refused;
        }
        if !matches!(pattern.kind, EntryKind::Name | EntryKind::Place) {
            return Verdict::Sure;
        }
        let key = |at: Option<usize>| {
            at.and_then(|at| self.words.get(at))
                .map_or("", |word| word.letters.key())
        };
        let before = words.start.checked_sub(1);
        let neighbours = Neighbours {
            before: key(before),
            behind: key(next_word(self.text, &self.words, words.start)),
            proclitics: reading.proclitics.pieces,
            name_before: before
                .and_then(|at| self.words.get(at))
                .is_some_and(|word| Lexicon::shipped().is_name(&word.letters)),
        };
        verdict(&word.label, &neighbours).unwrap_or(Verdict::Sure)
    }

    /// Where the signs of a term end: `C++` is not the C of `C`, nor C that of `C++`.
    fn with_signs(&self, pattern: &Pattern, words: &Range<usize>) -> Option<Range<usize>> {
        let start = self.words[words.start].token.range.start;
        let end = self.words[words.end - 1].token.range.end;
        let behind = self.text.get(end..)?;
        let Some([before_term, behind_term]) = pattern.signs.as_deref() else {
            let is_letter = end - start == 1 && behind.starts_with(['+', '#']);
            return (!is_letter).then_some(start..end);
        };
        let before = self.text.get(..start)?;
        let fits =
            before.ends_with(before_term.as_str()) && behind.starts_with(behind_term.as_str());
        fits.then_some(start - before_term.len()..end + behind_term.len())
    }

    /// Reads the rest of a term whose first two words are found; the second stands at `second`.
    fn follow<'s>(
        &'s self,
        pattern: &Pattern,
        second: usize,
        start: [&'s Analysis<'s>; 2],
    ) -> Option<(usize, Vec<&'s Analysis<'s>>)> {
        let mut readings = start.to_vec();
        let mut last = second;
        for lexeme in pattern.later.iter().skip(1) {
            let (next, reading) = self.next(last).find_map(|next| {
                let all = self.words[next].readings.iter();
                let fitting = all.filter(|reading| reading.lexeme == *lexeme);
                Some((next, fitting.min_by_key(|reading| reading.cost())?))
            })?;
            readings.push(reading);
            last = next;
        }
        agrees(&readings).then_some((last + 1, readings))
    }

    /// Where the next word of a term may stand: right behind this one, or behind a quotation mark.
    fn next(&self, at: usize) -> impl Iterator<Item = usize> {
        let after = next_word(self.text, &self.words, at);
        after
            .into_iter()
            .chain(next_of_quote(self.text, &self.words, at))
    }

    /// Clitics that a quotation mark parts from their word, as in `بـ«الهدنة»`: where they start,
    /// and what they are.
    fn clitics_before_quote(&self, at: usize, readings: &[&Analysis]) -> Option<(usize, String)> {
        let (quote, clitics) = (at.checked_sub(1)?, at.checked_sub(2)?);
        let touch =
            |at: usize| self.words[at].token.range.end == self.words[at + 1].token.range.start;
        let alone = readings
            .first()
            .is_some_and(|reading| matches!(reading.proclitics.pieces, [] | ["ال"]));
        if !alone
            || !is_quote(self.text, &self.words[quote].token)
            || !touch(quote)
            || !touch(clitics)
        {
            return None;
        }
        let word = &self.words[clitics];
        let shown = match word.letters.key() {
            "ب" | "ل" | "ك" | "و" | "ف" => word.letters.key().to_owned(),
            joined @ ("وب" | "ول" | "فب" | "فل") => joined
                .chars()
                .map(String::from)
                .collect::<Vec<_>>()
                .join(" + "),
            _ => return None,
        };
        Some((word.token.range.start, shown))
    }

    fn keep(
        &self,
        found: &mut Here,
        pattern: &Pattern,
        words: Range<usize>,
        readings: &[&Analysis],
    ) {
        let cost = readings.iter().map(|reading| reading.cost()).sum();
        let key = (pattern.entry, words.end);
        if found.get(&key).is_some_and(|other| other.cost <= cost) {
            return;
        }
        let Some(place) = (self.place)(pattern.entry) else {
            return;
        };
        let verdict = self.verdict(pattern, &words, readings);
        let Some(range) = self
            .with_signs(pattern, &words)
            .filter(|_| verdict != Verdict::Refused)
        else {
            return;
        };
        let reasons: Vec<String> = readings.iter().map(|reading| reading.reason()).collect();
        let mut reason = reasons.join(" · ");
        if let Some(citation) = &pattern.form_of {
            reason = format!("{reason} ({citation})");
        }
        let mut start = range.start;
        if let Some((from, clitics)) = self.clitics_before_quote(words.start, readings) {
            start = from;
            reason = format!("{clitics} + {reason}");
        }
        let hit = TermHit {
            entry: pattern.entry,
            range: start..range.end,
            reason,
            guess: verdict == Verdict::Guess,
        };
        let is_citation = pattern.form_of.is_none()
            && readings
                .iter()
                .all(|reading| reading.stem.shown.is_none() && reading.plural.is_none());
        found.insert(
            key,
            Candidate {
                hit,
                words,
                cost,
                place,
                is_citation,
            },
        );
    }
}

/// The best candidate of each entry that starts at a word, by its end.
type Here = HashMap<(TermId, usize), Candidate>;

/// The words without the readings that their neighbours rule out.
fn in_context<'a>(text: &str, mut words: Vec<Word<'a>>) -> Vec<Word<'a>> {
    let alone = words
        .iter()
        .filter(|word| word.token.kind == TokenKind::Word)
        .count()
        == 1;
    let sentence = text
        .trim_end_matches(|c: char| c.is_whitespace() || "\"»”)]".contains(c))
        .ends_with(['.', '!', '؟', '?', '۔', '…']);
    for at in 0..words.len() {
        if words[at].readings.is_empty() {
            continue;
        }
        let mut readings = std::mem::take(&mut words[at].readings);
        let neighbour =
            |to: Option<usize>| to.and_then(|to| words.get(to)).map(|word| &word.letters);
        let context = Context {
            written: &text[words[at].token.range.clone()],
            word: &words[at].letters,
            before: neighbour(at.checked_sub(1)),
            earlier: neighbour(at.checked_sub(2)),
            after: neighbour(next_word(text, &words, at)),
            alone,
            sentence,
        };
        readings.retain(|reading| context.allows(reading));
        words[at].readings = readings;
    }
    words
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

/// Where an entry stands just as it is written, another one that needs endings or clitics for the
/// same words is far-fetched: سريان is "entry into force" and no dual of سري.
fn without_far_fetched(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    let plain: HashSet<Range<usize>> = candidates
        .iter()
        .filter(|found| found.cost == 0)
        .map(|found| found.words.clone())
        .collect();
    candidates.retain(|found| found.cost == 0 || !plain.contains(&found.words));
    // الكتاب is the book before it is the writers: of a word and another one's plural, spelt
    // alike, the plural is a guess.
    let cited: HashSet<Range<usize>> = candidates
        .iter()
        .filter(|found| found.is_citation && found.words.len() == 1)
        .map(|found| found.words.clone())
        .collect();
    for found in &mut candidates {
        found.hit.guess |= !found.is_citation && cited.contains(&found.words);
    }
    candidates
}

fn in_text_order(mut candidates: Vec<Candidate>) -> Vec<TermHit> {
    candidates.sort_by_key(|found| {
        (
            found.words.start,
            std::cmp::Reverse(found.words.end),
            found.cost,
            found.place,
            found.hit.entry,
        )
    });
    candidates.into_iter().map(|found| found.hit).collect()
}
