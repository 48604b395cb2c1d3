//! The spellings of a name that stands by itself, by all that is known of it.

use super::finder::{NameFinder, is_name};
use super::key::key_of;
use super::persons::Person;
use super::region::Region;
use super::romanize::romanize;
use super::spelling::{KnownPlace, Speller};
use super::table::Part;
use super::words::Sentence;
use crate::engine::model::{NameBasis, SpelledName, TermHit, TermStatus};
use std::collections::HashMap;

/// Proposals for a name, at most.
const PROPOSALS: usize = 5;
/// Doublings of the inhabitants of a place that comes before persons of its name.
const LARGE: u8 = 17;
/// The longest name that is spelt, in bytes.
const LONGEST: usize = 400;

impl NameFinder<'_> {
    /// The spellings of a name of one or more words, best first, at most five.
    pub fn spell(&self, name: &str, terms: impl Fn(&str) -> Vec<TermHit>) -> SpelledName {
        let name = name
            .get(..name.floor_char_boundary(LONGEST))
            .unwrap_or_default();
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut spelt = Proposals::default();
        spelt.add(NameBasis::Ledger, false, self.ledger_spelling(&name));
        spelt.add(
            NameBasis::Glossary,
            false,
            self.entries(&name, &terms(&name)),
        );
        spelt.add(NameBasis::Data, false, self.listed(&name));
        self.learnt(&name, &mut spelt);
        if spelt.texts.is_empty() {
            let words: Vec<String> = name.split(' ').map(romanize).collect();
            let text = words.join(" ").trim().to_owned();
            spelt.add(
                NameBasis::Rule,
                true,
                Some(text).filter(|text| !text.is_empty()),
            );
        }
        SpelledName {
            proposals: spelt.texts,
            basis: spelt.basis.unwrap_or(NameBasis::Rule),
            guess: spelt.guess,
        }
    }

    fn ledger_spelling(&self, name: &str) -> Option<String> {
        let line = self.ledger.get(&key_of(name))?;
        Some(line.spelling.clone())
    }

    /// The translations of an entry that is this very name.
    fn entries(&self, name: &str, terms: &[TermHit]) -> Vec<String> {
        let key = key_of(name);
        let whole = terms.iter().filter_map(|hit| (self.entry)(hit.entry));
        let mut named = whole.filter(|entry| is_name(entry) && key_of(&entry.source) == key);
        let usable = |status| matches!(status, TermStatus::Preferred | TermStatus::Admitted);
        named.next().map_or_else(Vec::new, |entry| {
            let translations = entry.translations.iter();
            translations
                .filter(|translation| usable(translation.status))
                .map(|translation| translation.text.clone())
                .collect()
        })
    }

    /// What the list of names has for it, whole or part by part.
    fn listed(&self, name: &str) -> Vec<String> {
        let known = self.table.get(&key_of(name)).iter();
        let mut known: Vec<_> = known
            .filter(|known| known.part != Part::Piece && known.is_spelt(name))
            .collect();
        known.sort_by_key(|known| known.part == Part::Place);
        if !known.is_empty() {
            return known.iter().map(|known| known.spelling.clone()).collect();
        }
        let sentence = Sentence::new(name);
        let person = Person::read(self.table, &sentence, 0, &HashMap::new(), Region::Mashreq);
        person
            .filter(|person| !person.guess && person.words.end == sentence.words.len())
            .map_or_else(Vec::new, |person| person.proposals)
    }

    /// Known places and persons, then what the model makes of the letters.
    fn learnt(&self, name: &str, spelt: &mut Proposals) {
        let speller = Speller::shipped();
        let places = speller.places(name);
        let is_large = |place: &KnownPlace| place.is_exact && place.size >= LARGE;
        let is_one_word = !name.contains(' ');
        let english = |places: &[KnownPlace]| -> Vec<String> {
            places.iter().map(|place| place.english.clone()).collect()
        };
        let bears_many = is_one_word && speller.known(name).iter().any(|known| known.count >= 4);
        let (large, small) = places.split_at(places.partition_point(is_large));
        if !bears_many {
            spelt.add(NameBasis::Gazetteer, false, english(large));
        }
        if !is_one_word {
            spelt.add(NameBasis::Gazetteer, false, english(small));
        }
        let learnt = speller.name(name);
        let (known, made) = if learnt.is_known {
            (speller.known_count(name), learnt.proposals)
        } else {
            (0, learnt.proposals)
        };
        let (known, made) = made.split_at(known.min(made.len()));
        spelt.add(NameBasis::Data, false, known.to_vec());
        spelt.add(NameBasis::Gazetteer, false, english(&places));
        spelt.add(NameBasis::Data, !learnt.is_known, made.to_vec());
    }
}

/// Proposals in the order they come, with the basis of the first.
#[derive(Default)]
struct Proposals {
    texts: Vec<String>,
    basis: Option<NameBasis>,
    guess: bool,
}

impl Proposals {
    fn add(&mut self, basis: NameBasis, guess: bool, texts: impl IntoIterator<Item = String>) {
        for text in texts {
            if self.texts.len() >= PROPOSALS || self.texts.contains(&text) {
                continue;
            }
            if self.texts.is_empty() {
                self.basis = Some(basis);
                self.guess = guess;
            }
            self.texts.push(text);
        }
    }
}
