//! The word lists beside the readers: `words.tsv` and `phrases.tsv`.

use crate::engine::text::letters::Letters;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A list of `words.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    YearCue,
    Event,
    Label,
    DayCue,
    Telephone,
    Register,
    RegisterLink,
    Sovereign,
    Regnal,
    Given,
    Surname,
    Uncounted,
    OfNumber,
}

const NAMES: [(&str, List); 13] = [
    ("year-cue", List::YearCue),
    ("event", List::Event),
    ("label", List::Label),
    ("day-cue", List::DayCue),
    ("telephone", List::Telephone),
    ("register", List::Register),
    ("register-link", List::RegisterLink),
    ("sovereign", List::Sovereign),
    ("regnal", List::Regnal),
    ("given", List::Given),
    ("surname", List::Surname),
    ("uncounted", List::Uncounted),
    ("of-number", List::OfNumber),
];

impl List {
    /// Whether a word with this key is in the list.
    pub fn has(self, key: &str) -> bool {
        LISTS
            .get(key)
            .is_some_and(|lists| lists & (1 << self as u16) != 0)
    }
}

/// By key, the lists a word is in, as bits.
static LISTS: LazyLock<HashMap<String, u16>> = LazyLock::new(|| {
    let mut lists = HashMap::new();
    for (name, words) in rows(include_str!("words.tsv")).filter_map(|row| row.split_once('\t')) {
        let Some((_, list)) = NAMES.iter().find(|(known, _)| *known == name) else {
            continue;
        };
        for word in words.split(' ') {
            let key = Letters::new(word).key().to_owned();
            *lists.entry(key).or_default() |= 1 << *list as u16;
        }
    }
    lists
});

/// Phrases with a number word that say no number, by the key of their first word.
pub static PHRASES: LazyLock<HashMap<String, Vec<Vec<String>>>> = LazyLock::new(|| {
    let mut phrases: HashMap<String, Vec<Vec<String>>> = HashMap::new();
    for row in rows(include_str!("phrases.tsv")) {
        let keys: Vec<String> = row
            .split(' ')
            .map(|word| Letters::new(word).key().to_owned())
            .collect();
        if let Some((first, rest)) = keys.split_first() {
            phrases
                .entry(first.clone())
                .or_default()
                .push(rest.to_vec());
        }
    }
    phrases
});

/// The rows of a table, without comments and empty lines.
pub fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_known_and_filled() {
        for (name, _) in rows(include_str!("words.tsv")).filter_map(|row| row.split_once('\t')) {
            assert!(NAMES.iter().any(|(known, _)| *known == name), "{name}");
        }
        for (name, list) in NAMES {
            let bit = 1 << list as u16;
            assert!(LISTS.values().any(|lists| lists & bit != 0), "{name}");
        }
        assert!(List::Event.has("اولمبياد") && !List::Event.has("رجل"));
    }
}
