//! What is learnt from pairs of source and target.

use super::arabic;
use super::english::{self, Piece};
use super::language_model::LanguageModel;
use super::lexicon::{Lexicon, NumberedPair, Numbers};
use super::vocabulary::{END, UNKNOWN, Vocabulary, WordId};
use std::collections::hash_map::DefaultHasher;
use std::collections::{HashMap, HashSet};
use std::hash::{Hash, Hasher};

/// Longer segments are read up to here.
pub(super) const LONGEST: usize = 120;
/// A longer gap is noise.
const LONGEST_GAP: usize = 6;
/// Gaps that are predicted.
const GAPS: usize = 40;
/// A pair confirmed here teaches the lexicon as much as so many of the memory.
const FRESH: f32 = 2.0;

/// English words with their share in general English.
#[derive(Debug, Clone, Default)]
pub struct GeneralEnglish {
    words: Vec<(String, f32)>,
}

impl GeneralEnglish {
    /// Reads lines `word⇥frequency`, the frequency as centibels below 1, commonest first.
    pub fn parse(text: &str) -> Self {
        let line = |line: &str| {
            let (word, centibels) = line.split_once('\t')?;
            let share = 10f32.powf(-centibels.parse::<f32>().ok()? / 100.0);
            Some((word.to_owned(), share))
        };
        Self {
            words: text.lines().filter_map(line).collect(),
        }
    }
}

/// Everything known before a segment is begun.
#[derive(Debug, Clone, Default)]
pub(super) struct Model {
    pub(super) vocabulary: Vocabulary,
    pub(super) language: LanguageModel,
    pub(super) lexicon: Lexicon,
    pub(super) stems: Numbers,
    pub(super) forms: Numbers,
    /// The commonest gaps.
    gaps: Vec<WordId>,
    known: HashSet<u64>,
}

fn identity(source: &str, target: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (source, target).hash(&mut hasher);
    hasher.finish()
}

/// Whether words at the start of sentences are names or just have the capital of their place.
struct Case(HashMap<String, u32>);

impl Case {
    fn learn<'p>(targets: impl Iterator<Item = &'p str>, general: &GeneralEnglish) -> Self {
        let mut seen: HashMap<String, u32> = HashMap::new();
        for (word, _) in &general.words {
            seen.insert(word.clone(), 1);
        }
        for target in targets {
            for (piece, starts) in with_starts(target) {
                if let (Piece::Word(word), false) = (piece, starts) {
                    match seen.get_mut(word) {
                        Some(count) => *count += 2,
                        None => {
                            seen.insert(word.to_owned(), 2);
                        }
                    }
                }
            }
        }
        Self(seen)
    }

    fn natural(&self, word: &str) -> String {
        let lower = english::uncapitalised(word);
        let count = |word: &str| self.0.get(word).copied().unwrap_or(0);
        if count(&lower) >= count(word).max(1) {
            lower
        } else {
            word.to_owned()
        }
    }
}

/// The pieces of a text, each with whether a sentence starts with it.
fn with_starts(text: &str) -> impl Iterator<Item = (Piece<'_>, bool)> {
    let mut starts = true;
    let pieces = english::pieces(text).into_iter().take(2 * LONGEST);
    pieces.map(move |piece| {
        let here = starts;
        starts = match piece {
            Piece::Word(_) => false,
            Piece::Gap(gap) => starts || english::ends_sentence(gap),
        };
        (piece, here)
    })
}

impl Model {
    pub(super) fn learn<S: AsRef<str>>(pairs: &[(S, S)], general: &GeneralEnglish) -> Self {
        let targets = || pairs.iter().map(|(_, target)| target.as_ref());
        let case = Case::learn(targets(), general);
        let mut words: HashSet<String> =
            general.words.iter().map(|(word, _)| word.clone()).collect();
        let texts: Vec<Vec<String>> = targets()
            .map(|target| {
                let pieces = with_starts(target).filter_map(|(piece, starts)| match piece {
                    Piece::Word(word) if starts => Some(case.natural(word)),
                    Piece::Gap(gap) if is_noise(gap) => None,
                    piece => Some(piece.text().to_owned()),
                });
                pieces.collect()
            })
            .collect();
        for word in texts.iter().flatten() {
            if !words.contains(word) {
                words.insert(word.clone());
            }
        }
        let vocabulary = Vocabulary::new(words);
        let mut prior = vec![0.0; vocabulary.learnt()];
        for (word, share) in &general.words {
            if let Some(id) = vocabulary.id(word) {
                prior[id as usize] = *share;
            }
        }
        let texts: Vec<Vec<WordId>> = texts
            .iter()
            .map(|text| {
                let ids = text
                    .iter()
                    .map(|word| vocabulary.id(word).unwrap_or(UNKNOWN));
                ids.chain([END]).collect()
            })
            .collect();
        let language = LanguageModel::learn(&texts, vocabulary.learnt(), &prior);
        let gaps = (0..vocabulary.learnt() as WordId).filter(|&id| is_gap(vocabulary.text(id)));
        let mut gaps: Vec<WordId> = gaps.collect();
        gaps.sort_by(|&a, &b| language.unigram(b).total_cmp(&language.unigram(a)));
        gaps.truncate(GAPS);
        gaps.push(END);
        let mut model = Self {
            gaps,
            language,
            ..Self::default()
        };
        let numbered: Vec<NumberedPair> = pairs
            .iter()
            .zip(&texts)
            .map(|((source, _), text)| model.numbered(source.as_ref(), text, &vocabulary))
            .collect();
        model.lexicon = Lexicon::learn(&numbered, model.stems.len(), model.forms.len(), |word| {
            model.language.unigram(word)
        });
        model.vocabulary = vocabulary;
        let known = pairs
            .iter()
            .map(|(source, target)| identity(source.as_ref(), target.as_ref()));
        model.known = known.collect();
        model
    }

    /// The gaps that are predicted, and the end of the segment.
    pub(super) fn gaps(&self) -> impl Iterator<Item = WordId> {
        self.gaps.iter().copied()
    }

    pub(super) fn is_gap(&self, word: WordId) -> bool {
        is_gap(self.vocabulary.text(word))
    }

    fn numbered(&mut self, source: &str, text: &[WordId], vocabulary: &Vocabulary) -> NumberedPair {
        let mut pair = NumberedPair::default();
        for word in arabic::words(source, LONGEST) {
            pair.stems.push(self.stems.add(&word.stem));
            pair.forms.push(self.forms.add(&word.form));
        }
        let words = text.iter().copied();
        pair.target = words
            .filter(|&id| id > END && !is_gap(vocabulary.text(id)))
            .take(LONGEST)
            .collect();
        pair
    }

    /// The words of a text as they stand within a sentence.
    pub(super) fn encode(&mut self, text: &str) -> Vec<WordId> {
        let pieces = with_starts(text);
        let words: Vec<WordId> = pieces
            .map(|(piece, starts)| self.word(piece, starts))
            .collect();
        words
    }

    /// One word, added if it is new; at the start of a sentence the one meant by its capital.
    pub(super) fn word(&mut self, piece: Piece<'_>, starts: bool) -> WordId {
        match piece {
            Piece::Gap(gap) if is_noise(gap) => UNKNOWN,
            Piece::Gap(gap) => {
                let id = self.vocabulary.add(gap);
                if self.gaps.len() < GAPS && id != UNKNOWN && !self.gaps.contains(&id) {
                    self.gaps.push(id);
                }
                id
            }
            Piece::Word(word) if starts => {
                let lower = english::uncapitalised(word);
                let p = |word: &str| {
                    let id = self.vocabulary.id(word);
                    id.map_or(0.0, |id| self.language.unigram(id))
                };
                if p(&lower) > p(word) {
                    self.vocabulary.add(&lower)
                } else {
                    self.vocabulary.add(word)
                }
            }
            Piece::Word(word) => self.vocabulary.add(word),
        }
    }

    /// Learns one more pair; one that is known already teaches nothing.
    pub(super) fn add(&mut self, source: &str, target: &str) {
        if !self.known.insert(identity(source, target)) {
            return;
        }
        let mut text = self.encode(target);
        text.push(END);
        self.language.add(&text);
        let vocabulary = std::mem::take(&mut self.vocabulary);
        let pair = self.numbered(source, &text, &vocabulary);
        self.vocabulary = vocabulary;
        let language = &self.language;
        self.lexicon
            .add(&pair, FRESH, |word| language.unigram(word));
    }
}

/// Long gaps, markup and anything that would break the line.
fn is_noise(gap: &str) -> bool {
    gap.chars().count() > LONGEST_GAP
        || gap.chars().any(|c| {
            c.is_control() || matches!(c, '<' | '>' | '\u{FFFC}' | '\u{2028}' | '\u{2029}')
        })
}

pub(super) fn is_gap(text: &str) -> bool {
    let first = text.chars().next();
    first.is_some_and(|first| !english::is_word_char(first) && first > '\u{2}')
}
