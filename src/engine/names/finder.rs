//! All names of a document: evidence collected, the longest kept where it overlaps.

use super::candidate::{Candidate, Place};
use super::dateline::{dateline, papers};
use super::key::key_of;
use super::knowledge::{Mentions, NameKnowledge};
use super::learnt::known_places;
use super::lists::List;
use super::persons::Person;
use super::sound::last_sounding;
use super::spelling::Speller;
use super::strangers::strangers;
use super::table::NameTable;
use super::words::{Sentence, clitics, is_common};
use crate::engine::model::{NameBasis, NameEntry, NameHit, TermEntry, TermHit, TermId, TermStatus};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// The longest name of a ledger, in words.
const LONGEST: usize = 6;

/// The glossary's entry of a number.
pub type EntryOf<'a> = dyn Fn(TermId) -> Option<&'a TermEntry> + 'a;

/// Finds names with what is known of them: the table, the glossary's entries, the ledger.
pub struct NameFinder<'a> {
    pub(super) table: &'a NameTable,
    pub(super) entry: &'a EntryOf<'a>,
    pub(super) ledger: HashMap<String, &'a NameEntry>,
}

/// A text with its words and what the glossary found in it.
struct Paragraph<'t> {
    sentence: Sentence<'t>,
    candidates: Vec<Candidate>,
}

impl<'a> NameFinder<'a> {
    pub fn new(
        table: &'a NameTable,
        entry: &'a EntryOf<'a>,
        ledger: impl IntoIterator<Item = &'a NameEntry>,
    ) -> Self {
        Self {
            table,
            entry,
            ledger: ledger
                .into_iter()
                .map(|line| (key_of(&line.source), line))
                .collect(),
        }
    }

    /// The names of each paragraph, in text order. The paragraphs are one document: who is named
    /// in full in one is known in all. `terms` gives all glossary hits of a paragraph, overlapping
    /// ones too: مقر الأمم المتحدة is no name, but one is in it.
    pub fn find(
        &self,
        paragraphs: &[&str],
        terms: impl Fn(&str) -> Vec<TermHit>,
    ) -> Vec<Vec<NameHit>> {
        let mut knowledge = NameKnowledge::default();
        let mut read: Vec<Paragraph> = paragraphs
            .iter()
            .map(|text| self.with_glossary(text, &terms(text)))
            .collect();
        for paragraph in &read {
            knowledge.count(&paragraph.sentence);
        }
        let mut mentions = Mentions::new();
        for paragraph in &mut read {
            self.collect(paragraph, &knowledge, &mut mentions);
        }
        read.into_iter()
            .map(|mut paragraph| {
                self.collect_mentions(&mut paragraph, &[&mentions]);
                self.hits(paragraph)
            })
            .collect()
    }

    /// What the paragraphs of a document tell of its names, until told to stop.
    pub fn know(
        &self,
        paragraphs: &[&str],
        terms: impl Fn(&str) -> Vec<TermHit>,
        is_cancelled: impl Fn() -> bool,
    ) -> NameKnowledge {
        let mut knowledge = NameKnowledge::default();
        for text in paragraphs {
            knowledge.count(&Sentence::new(text));
        }
        let mut mentions = Mentions::new();
        for text in paragraphs {
            if is_cancelled() {
                break;
            }
            let mut paragraph = self.with_glossary(text, &terms(text));
            self.collect_persons(&mut paragraph, &knowledge, &mut mentions);
        }
        knowledge.mentions = mentions;
        knowledge
    }

    /// The names of one paragraph of a document that is known.
    pub fn find_knowing(
        &self,
        text: &str,
        knowledge: &NameKnowledge,
        terms: impl Fn(&str) -> Vec<TermHit>,
    ) -> Vec<NameHit> {
        let mut paragraph = self.with_glossary(text, &terms(text));
        let mut mentions = Mentions::new();
        self.collect(&mut paragraph, knowledge, &mut mentions);
        self.collect_mentions(&mut paragraph, &[&mentions, &knowledge.mentions]);
        self.hits(paragraph)
    }

    fn collect(
        &self,
        paragraph: &mut Paragraph,
        knowledge: &NameKnowledge,
        mentions: &mut Mentions,
    ) {
        self.collect_persons(paragraph, knowledge, mentions);
        self.collect_places(paragraph);
        self.collect_ledger(paragraph);
    }

    fn with_glossary<'t>(&self, text: &'t str, terms: &[TermHit]) -> Paragraph<'t> {
        let mut sentence = Sentence::new(text);
        let mut candidates = Vec::new();
        let mut longest: Vec<&TermHit> = terms.iter().collect();
        longest.sort_by_key(|hit| std::cmp::Reverse(hit.range.len()));
        let mut taken = HashSet::new();
        for hit in longest {
            let first = sentence
                .words
                .partition_point(|word| word.range.end <= hit.range.start);
            let last = sentence
                .words
                .partition_point(|word| word.range.start < hit.range.end);
            let Some(entry) = (self.entry)(hit.entry).filter(|_| first < last) else {
                continue;
            };
            let is_free = (first..last).all(|word| !taken.contains(&word));
            if is_free {
                taken.extend(first..last);
            }
            if !is_name(entry) {
                let words = sentence.words[first..last].iter_mut();
                words
                    .filter(|_| is_free)
                    .for_each(|word| word.in_term = true);
                continue;
            }
            // السورية is the adjective, not the country سورية.
            let is_adjective = hit.reason.starts_with("ال + ") && last == first + 1 && {
                let key = sentence.key(first);
                key.ends_with("يه") || key.ends_with('ي')
            };
            if is_adjective && !entry.source.starts_with("ال") {
                continue;
            }
            if has_pronoun(&hit.reason) {
                continue; // قرانهما is no Quran
            }
            let usable = |status| matches!(status, TermStatus::Preferred | TermStatus::Admitted);
            let spellings = entry
                .translations
                .iter()
                .filter(|translation| usable(translation.status));
            if entry.domain != "people" {
                let words = sentence.words[first..last].iter_mut();
                words
                    .filter(|_| is_free)
                    .for_each(|word| word.in_name = true);
            }
            // في مدارس أفريقية: the adjective, not أفريقيا.
            let written = &sentence.words[first].written;
            if last == first + 1 && written.ends_with("ية") && !entry.source.ends_with('ة') {
                continue;
            }
            let needs_place = last == first + 1 && is_also_a_word(&entry.source);
            if needs_place && !has_place_before(&sentence, first) {
                continue;
            }
            let mut proposals: Vec<String> = spellings
                .map(|translation| translation.text.clone())
                .collect();
            if let Some(shorter) = mention_of(entry, &sentence, first..last, &proposals) {
                proposals.insert(0, shorter);
            }
            candidates.push(Candidate {
                words: first..last,
                source: entry.source.clone(),
                proposals,
                basis: NameBasis::Glossary,
                guess: hit.guess || is_in_doubt(entry, &sentence, first..last),
            });
        }
        let papers = papers(&sentence);
        candidates.retain(|found| {
            let mut papers = papers.iter();
            !papers.any(|paper| paper.words.end == found.words.end)
        });
        candidates.extend(papers);
        Paragraph {
            sentence,
            candidates,
        }
    }

    fn collect_persons(
        &self,
        paragraph: &mut Paragraph,
        knowledge: &NameKnowledge,
        mentions: &mut Mentions,
    ) {
        let (counts, region) = (&knowledge.counts, knowledge.region());
        let mut at = 0;
        while at < paragraph.sentence.words.len() {
            let Some(person) = Person::read(self.table, &paragraph.sentence, at, counts, region)
            else {
                at += 1;
                continue;
            };
            at = person.words.end;
            if let Some((written, spelling)) =
                person.parts.last().filter(|_| person.parts.len() > 1)
            {
                let entry = mentions
                    .entry(key_of(written))
                    .or_insert_with(|| (spelling.clone(), person.guess));
                entry.1 &= person.guess;
            }
            paragraph.candidates.push(Candidate {
                words: person.words,
                source: person.source,
                proposals: person.proposals,
                basis: person.basis,
                guess: person.guess,
            });
        }
    }

    fn collect_places(&self, paragraph: &mut Paragraph) {
        let mut places = Vec::new();
        for at in 0..paragraph.sentence.words.len() {
            for place in Place::read(self.table, &paragraph.sentence, at, &paragraph.candidates) {
                places.push(Candidate {
                    words: place.words,
                    source: place.source,
                    proposals: place.proposals,
                    basis: NameBasis::Rule,
                    guess: place.guess,
                });
            }
        }
        paragraph.candidates.extend(places);
        let known = known_places(&paragraph.sentence);
        paragraph.candidates.extend(known);
        paragraph.candidates.extend(dateline(
            self.table,
            &paragraph.sentence,
            &paragraph.candidates,
        ));
    }

    fn collect_ledger(&self, paragraph: &mut Paragraph) {
        if self.ledger.is_empty() {
            return;
        }
        let sentence = &paragraph.sentence;
        for at in 0..sentence.words.len() {
            for (words, key) in runs(sentence, at) {
                if let Some(line) = self.ledger.get(&key) {
                    paragraph.candidates.push(Candidate {
                        words,
                        source: line.source.clone(),
                        proposals: vec![line.spelling.clone()],
                        basis: NameBasis::Ledger,
                        guess: false,
                    });
                }
            }
        }
    }

    /// Persons named by their last name alone, after their name in full anywhere in the document.
    fn collect_mentions(&self, paragraph: &mut Paragraph, mentions: &[&Mentions]) {
        let sentence = &paragraph.sentence;
        for at in 0..sentence.words.len() {
            for (words, key) in runs(sentence, at) {
                let known = mentions.iter().find_map(|mentions| mentions.get(&key));
                let Some((spelling, guess)) = known else {
                    continue;
                };
                let word = &sentence.words[at];
                if words.len() == 1 && !key.starts_with("ال") && is_common(word) {
                    continue;
                }
                paragraph.candidates.push(Candidate {
                    words,
                    source: key,
                    proposals: vec![spelling.clone()],
                    basis: NameBasis::Rule,
                    guess: *guess,
                });
            }
        }
    }

    fn hits(&self, paragraph: Paragraph) -> Vec<NameHit> {
        let Paragraph {
            sentence,
            mut candidates,
        } = paragraph;
        candidates.sort_by_key(|found| {
            (
                std::cmp::Reverse(found.words.len()),
                found.guess,
                rank(found.basis),
                found.words.start,
            )
        });
        let mut taken: HashSet<usize> = HashSet::new();
        let mut kept: Vec<NameHit> = Vec::new();
        let mut places: HashMap<Range<usize>, usize> = HashMap::new();
        for found in candidates {
            if let Some(hit) = places.get(&found.words).and_then(|&at| kept.get_mut(at)) {
                let known = std::mem::take(&mut hit.proposals);
                let more = found
                    .proposals
                    .into_iter()
                    .filter(|spelling| !known.contains(spelling))
                    .collect::<Vec<_>>();
                hit.proposals = known.into_iter().chain(more).collect();
                continue;
            }
            if found.proposals.is_empty() || found.words.clone().any(|word| taken.contains(&word)) {
                continue;
            }
            let (Some(first), Some(last)) = (
                sentence.words.get(found.words.start),
                sentence.words.get(found.words.end - 1),
            ) else {
                continue;
            };
            let range = first.range.start..last.range.end;
            taken.extend(found.words.clone());
            places.insert(found.words, kept.len());
            kept.push(self.with_ledger(NameHit {
                range,
                source: found.source,
                proposals: found.proposals,
                basis: found.basis,
                guess: found.guess,
            }));
        }
        for found in strangers(&sentence, &taken) {
            let range = sentence
                .words
                .get(found.words.start)
                .zip(sentence.words.get(found.words.end - 1));
            if let Some((first, last)) = range {
                kept.push(self.with_ledger(NameHit {
                    range: first.range.start..last.range.end,
                    source: found.source,
                    proposals: found.proposals,
                    basis: found.basis,
                    guess: found.guess,
                }));
            }
        }
        kept.sort_by_key(|hit| hit.range.start);
        kept
    }

    /// The spelling chosen before goes first, whoever found the name.
    fn with_ledger(&self, mut hit: NameHit) -> NameHit {
        if let Some(line) = self.ledger.get(&key_of(&hit.source)) {
            hit.proposals.retain(|spelling| *spelling != line.spelling);
            hit.proposals.insert(0, line.spelling.clone());
            hit.basis = NameBasis::Ledger;
            hit.guess = false;
        }
        hit
    }
}

fn rank(basis: NameBasis) -> u8 {
    match basis {
        NameBasis::Ledger => 0,
        NameBasis::Glossary => 1,
        NameBasis::Memory => 2,
        NameBasis::Gazetteer => 3,
        NameBasis::Data => 4,
        NameBasis::Rule => 5,
    }
}

/// An entry whose English is a name: capitalised, no adjective, no month.
pub(super) fn is_name(entry: &TermEntry) -> bool {
    let part = entry.part_of_speech.to_ascii_lowercase();
    let is_capitalised = entry.translations.first().is_some_and(|translation| {
        translation
            .text
            .chars()
            .find(|c| c.is_alphanumeric())
            .is_some_and(char::is_uppercase)
    });
    let named =
        part.contains("name") || part.contains("proper") || part.is_empty() && is_capitalised;
    let is_noun_name = part == "noun"
        && is_capitalised
        && entry.translations.first().is_some_and(|t| {
            !t.text.contains(' ')
                || t.text
                    .split(' ')
                    .all(|word| word.starts_with(char::is_uppercase) || word.len() <= 3)
        });
    let is_other = entry.domain.contains("month") || entry.domain == "titles";
    // الضاحية الجنوبية: southern suburbs.
    let is_place = part == "name" && matches!(entry.domain.as_str(), "cities" | "countries");
    (named || is_noun_name) && (is_capitalised || is_place) && !is_other
}

/// Places that are also verbs or nouns: صور المتهمين are pictures.
fn is_also_a_word(source: &str) -> bool {
    List::HomographPlace.has_written(source)
}

/// Names take no pronouns: the last part of `قرآن + هما` is one.
fn has_pronoun(reason: &str) -> bool {
    const PRONOUNS: &[&str] = &[
        "ه", "ها", "هما", "هم", "هن", "ك", "كما", "كم", "كن", "ي", "نا", "ني",
    ];
    let formed = reason.split(" (").next().unwrap_or_default();
    let last = formed.rsplit(" + ").next().unwrap_or_default();
    formed.contains(" + ") && PRONOUNS.contains(&last.trim())
}

/// A short place that persons are called too (بون, ليون) where nothing says that it is a place, and
/// جده for جدة, which is rather his grandfather.
fn is_in_doubt(entry: &TermEntry, sentence: &Sentence, words: Range<usize>) -> bool {
    let [word] = sentence.words.get(words.clone()).unwrap_or_default() else {
        return false;
    };
    let is_place = matches!(entry.domain.as_str(), "cities" | "countries");
    if !is_place || has_place_before(sentence, words.start) {
        return false;
    }
    let is_other_word =
        entry.source.ends_with('ة') && word.written.ends_with('ه') && word.letters.len() <= 5;
    let bears = |known: &super::spelling::WordSpelling| known.is_exact && known.count >= 2;
    let is_person =
        word.letters.len() <= 4 && Speller::shipped().known(&entry.source).iter().any(bears);
    is_other_word || is_person
}

/// A preposition of place or the noun for a kind of place, or the start of a dateline.
fn has_place_before(sentence: &Sentence, at: usize) -> bool {
    let is_dateline = at == 0
        && sentence.words.get(1).is_some_and(|next| {
            let between = sentence
                .text
                .get(sentence.words[0].range.end..next.range.start)
                .unwrap_or_default();
            !sentence.follows(1) && between.contains(['-', '–', '—', '/', '(', ':', '،'])
        });
    is_dateline || at > 0 && sentence.follows(at) && List::BeforePlace.has(sentence.key(at - 1))
}

/// The end of a person's name where the text has only that: لافروف is Lavrov, not Sergei Lavrov.
fn mention_of(
    entry: &TermEntry,
    sentence: &Sentence,
    words: Range<usize>,
    spellings: &[String],
) -> Option<String> {
    let full = spellings.first()?;
    if entry.domain != "people" || words.len() >= entry.source.split(' ').count() {
        return None;
    }
    let written: Vec<&str> = words
        .map(|at| sentence.words[at].written.as_str())
        .collect();
    last_sounding(&written.join(" "), full)
}

/// Runs of words from a place on, without clitics before the first, by their keys.
fn runs(sentence: &Sentence, at: usize) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    if sentence.key(at).is_empty() {
        return found;
    }
    for clitics in clitics(sentence.key(at)) {
        let mut key = key_of(&sentence.without(at, &clitics));
        if key.chars().count() < 2 {
            continue;
        }
        found.push((at..at + 1, key.clone()));
        for next in at + 1..at + LONGEST {
            if !sentence.follows(next) {
                break;
            }
            key = format!("{key} {}", sentence.key(next));
            found.push((at..next + 1, key.clone()));
        }
    }
    found
}
