//! Persons whom the table knows in full: found by their letters, foreign ones also by their sound,
//! since every newsroom writes them in its own way (أنطوني بلنكن, أنتوني بلينكن).

use super::key::key_of;
use super::sound::arabic_sounds;
use super::words::{Clitics, Sentence, clitics, is_common};
use std::collections::{HashMap, HashSet};

/// The longest name, in words.
const LONGEST: usize = 6;
/// Names of fewer sounds are found by their letters alone.
const LEAST_SOUNDS: usize = 6;
/// Letters that tell whether any name begins so.
const BEGINNING: usize = 3;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FullName {
    pub source: String,
    /// The preferred first.
    pub spellings: Vec<String>,
}

#[derive(Debug, Default)]
pub struct FullNames {
    names: Vec<FullName>,
    by_key: HashMap<String, usize>,
    by_sound: HashMap<Vec<u8>, usize>,
    beginnings: HashSet<String>,
    first_sounds: HashSet<Vec<u8>>,
}

/// A name found in a sentence.
pub struct Match<'n> {
    pub name: &'n FullName,
    pub end: usize,
    /// The name as written, without clitics.
    pub written: String,
}

impl FullNames {
    pub fn add(&mut self, source: &str, spellings: &str, is_foreign: bool) {
        let number = self.names.len();
        self.names.push(FullName {
            source: source.to_owned(),
            spellings: spellings.split('|').map(str::to_owned).collect(),
        });
        let key = joined(&key_of(source));
        self.beginnings.insert(beginning(&key));
        self.by_key.entry(key).or_insert(number);
        let sounds = arabic_sounds(source);
        if is_foreign && sounds.len() >= LEAST_SOUNDS {
            let first = source.split(' ').next().unwrap_or_default();
            self.first_sounds.insert(arabic_sounds(first));
            self.by_sound.entry(sounds).or_insert(number);
        }
    }

    /// The longest name that starts at a word.
    pub fn at(&self, sentence: &Sentence, at: usize) -> Option<Match<'_>> {
        clitics(sentence.key(at))
            .iter()
            .filter_map(|clitics| self.after(sentence, at, clitics))
            .max_by_key(|found| found.end)
    }

    fn after(&self, sentence: &Sentence, at: usize, clitics: &Clitics) -> Option<Match<'_>> {
        let first = sentence.without(at, clitics);
        let mut key = key_of(&first);
        if key.chars().count() < 2 {
            return None;
        }
        let mut written = first;
        let next = sentence.key(at + 1);
        let spelt = self.beginnings.contains(&beginning(&key))
            || key.chars().count() < BEGINNING && sentence.follows(at + 1) && !next.is_empty();
        let sounds = !written.starts_with("ال")
            && clitics.letters < 2
            && self.first_sounds.contains(&arabic_sounds(&written));
        if !spelt && !sounds {
            return None;
        }
        let mut found = None;
        for next in at + 1..at + LONGEST {
            if !sentence.follows(next) {
                break;
            }
            key.push_str(sentence.key(next));
            written.push(' ');
            written.push_str(&sentence.words[next].written);
            let words = next + 1 - at;
            let number = self.by_key.get(&key).or_else(|| {
                self.sounding(&written, words)
                    .filter(|_| sounds && !is_phrase(sentence, at..next + 1))
            });
            let goes_on =
                sentence.follows(next + 1) && matches!(sentence.key(next + 1), "الدين" | "الله");
            if let Some(name) = number.and_then(|&number| self.names.get(number))
                && !goes_on
            {
                found = Some(Match {
                    name,
                    end: next + 1,
                    written: written.clone(),
                });
            }
        }
        found
    }

    fn sounding(&self, written: &str, words: usize) -> Option<&usize> {
        let sounds = arabic_sounds(written);
        let number = self.by_sound.get(&sounds)?;
        let name = self.names.get(*number)?;
        (name.source.split(' ').count() == words).then_some(number)
    }
}

/// من أجل نجاح sounds like Min Aung Hlaing, and is three words of the language.
fn is_phrase(sentence: &Sentence, words: std::ops::Range<usize>) -> bool {
    let words = sentence.words.get(words).unwrap_or_default();
    words
        .iter()
        .filter(|word| is_common(word) || word.in_term)
        .count()
        * 2
        > words.len()
}

fn joined(key: &str) -> String {
    key.replace(' ', "")
}

fn beginning(key: &str) -> String {
    key.chars().take(BEGINNING).collect()
}

/// The part of a name that later mentions use, in both languages: الدبيبة, Dbeibah.
pub fn last_part(source: &str, spelling: &str) -> Option<(String, String)> {
    const ARABIC: &[&str] = &[
        "أبو", "ابو", "أبي", "بن", "ابن", "آل", "ولد", "بو", "عبد", "دي", "دا", "فون", "فان",
        "ديل", "لا",
    ];
    const LATIN: &[&str] = &[
        "bin", "ben", "ibn", "ould", "abu", "aboul", "abdel", "abdul", "abd", "bou", "el", "al",
        "de", "da", "di", "del", "du", "la", "le", "von", "van", "der", "st", "dos",
    ];
    let arabic: Vec<&str> = source.split(' ').collect();
    let latin: Vec<&str> = spelling.split(' ').collect();
    let mut from = arabic.len().checked_sub(1)?;
    if matches!(arabic[from], "الله" | "الدين") {
        from = from.checked_sub(1)?;
    }
    while from > 1 && ARABIC.contains(&arabic[from - 1]) {
        from -= 1;
    }
    let mut start = latin.len().checked_sub(1)?;
    while start > 1 && LATIN.contains(&latin[start - 1].to_lowercase().as_str()) {
        start -= 1;
    }
    (from > 0 && start > 0).then(|| (arabic[from..].join(" "), latin[start..].join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn last_parts() {
        for (source, spelling, expected) in [
            ("سعد الحريري", "Saad Hariri", "الحريري = Hariri"),
            (
                "علاء عبد الفتاح",
                "Alaa Abdel Fattah",
                "عبد الفتاح = Abdel Fattah",
            ),
            ("حسن نصر الله", "Hassan Nasrallah", "نصر الله = Nasrallah"),
            (
                "ستافان دي ميستورا",
                "Staffan de Mistura",
                "دي ميستورا = de Mistura",
            ),
            (
                "أورسولا فون دير لاين",
                "Ursula von der Leyen",
                "لاين = von der Leyen",
            ),
            ("إيتمار بن غفير", "Itamar Ben-Gvir", "بن غفير = Ben-Gvir"),
            ("بشار الأسد", "Bashar al-Assad", "الأسد = al-Assad"),
            ("صدام", "Saddam", ""),
        ] {
            let shown = last_part(source, spelling)
                .map(|(arabic, latin)| format!("{arabic} = {latin}"))
                .unwrap_or_default();
            assert_eq!(shown, expected, "{source}");
        }
    }

    #[test]
    fn found_by_letters_and_by_sound() {
        let mut names = FullNames::default();
        names.add("أنتوني بلينكن", "Antony Blinken", true);
        names.add("محمود عباس", "Mahmoud Abbas", false);
        names.add("عبد الفتاح السيسي", "Abdel Fattah al-Sisi", false);
        for (text, expected) in [
            ("أنتوني بلينكن", "Antony Blinken 2"),
            ("ولأنطوني بلنكن", ""),
            ("وأنطوني بلنكن في", "Antony Blinken 2"),
            ("محمد عباس", ""),
            ("لمحمود عباس أمس", "Mahmoud Abbas 2"),
            ("عبدالفتاح السيسي", "Abdel Fattah al-Sisi 2"),
            ("عبد الفتاح السيسي", "Abdel Fattah al-Sisi 3"),
            ("عبد الفتاح، السيسي", ""),
        ] {
            let sentence = Sentence::new(text);
            let found = names.at(&sentence, 0);
            let shown = found
                .map(|found| format!("{} {}", found.name.spellings[0], found.end))
                .unwrap_or_default();
            assert_eq!(shown, expected, "{text}");
        }
    }
}
