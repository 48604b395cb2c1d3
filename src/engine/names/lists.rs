//! The word lists of the finder of names: `words.tsv` and `spellings.tsv`.

use super::key::key_of;
use super::romanize::romanize_bare;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// A list of `words.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum List {
    Title,
    Reporting,
    TitlePart,
    Never,
    ForeignEnding,
    HomographGiven,
    HomographPlace,
    BeforePlace,
}

const LISTS: [(&str, List); 8] = [
    ("title", List::Title),
    ("reporting", List::Reporting),
    ("title-part", List::TitlePart),
    ("never", List::Never),
    ("foreign-ending", List::ForeignEnding),
    ("homograph-given", List::HomographGiven),
    ("homograph-place", List::HomographPlace),
    ("before-place", List::BeforePlace),
];

#[derive(Default)]
struct Words {
    written: Vec<&'static str>,
    keys: HashSet<String>,
}

static WORDS: LazyLock<HashMap<List, Words>> = LazyLock::new(|| {
    let mut lists: HashMap<List, Words> = HashMap::new();
    for (name, words) in rows(include_str!("words.tsv")).filter_map(|row| row.split_once('\t')) {
        if let Some((_, list)) = LISTS.iter().find(|(known, _)| *known == name) {
            let list = lists.entry(*list).or_default();
            list.written.extend(words.split(' '));
            list.keys.extend(words.split(' ').map(key_of));
        }
    }
    lists
});

impl List {
    /// Whether a word with this key is in the list.
    pub fn has(self, key: &str) -> bool {
        WORDS
            .get(&self)
            .is_some_and(|words| words.keys.contains(key))
    }

    /// Whether these very letters are in the list.
    pub fn has_written(self, written: &str) -> bool {
        self.words().contains(&written)
    }

    pub fn words(self) -> &'static [&'static str] {
        WORDS
            .get(&self)
            .map_or(&[], |words| words.written.as_slice())
    }
}

/// A list of `spellings.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Spelt {
    /// An attribute of God, without article: رحمن.
    Attribute,
    /// What stands before الله in a name: نصر.
    OfGod,
    /// An agency or paper.
    Agency,
}

const SPELT: [(&str, Spelt); 3] = [
    ("attribute", Spelt::Attribute),
    ("of-god", Spelt::OfGod),
    ("agency", Spelt::Agency),
];

type Spellings = HashMap<&'static str, &'static str>;

static SPELLINGS: LazyLock<HashMap<Spelt, Spellings>> = LazyLock::new(|| {
    let mut spellings: HashMap<Spelt, Spellings> = HashMap::new();
    for row in rows(include_str!("spellings.tsv")) {
        let mut columns = row.split('\t');
        let list = columns
            .next()
            .and_then(|name| SPELT.iter().find(|(known, _)| *known == name));
        if let (Some((_, list)), Some(arabic), Some(english)) =
            (list, columns.next(), columns.next())
        {
            let list = spellings.entry(*list).or_default();
            list.entry(arabic).or_insert(english);
        }
    }
    spellings
});

impl Spelt {
    /// The English of a word or key in the list.
    pub fn of(self, arabic: &str) -> Option<&'static str> {
        SPELLINGS.get(&self)?.get(arabic).copied()
    }
}

/// The attributes of God in names, as the press spells them.
pub fn attribute(bare: &str) -> String {
    Spelt::Attribute
        .of(bare)
        .map_or_else(|| romanize_bare(bare), str::to_owned)
}

/// The rows of a table, without comments and empty lines.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_known_and_filled() {
        for row in rows(include_str!("words.tsv")) {
            let (name, words) = row.split_once('\t').unwrap();
            assert!(LISTS.iter().any(|(known, _)| *known == name), "{name}");
            for word in words.split(' ') {
                assert!(!word.is_empty(), "two spaces in {name}");
            }
        }
        for (name, list) in LISTS {
            assert!(!list.words().is_empty(), "{name}");
        }
        assert!(List::Title.has("رءيس") && !List::Title.has("كتاب"));
        assert!(List::HomographGiven.has_written("عمر"));
    }

    #[test]
    fn every_spelling_has_its_columns() {
        for row in rows(include_str!("spellings.tsv")) {
            let columns: Vec<&str> = row.split('\t').collect();
            let [name, arabic, english] = columns.as_slice() else {
                panic!("{row}");
            };
            assert!(SPELT.iter().any(|(known, _)| known == name), "{row}");
            assert!(!arabic.is_empty() && !english.is_empty(), "{row}");
        }
        assert_eq!(Spelt::Agency.of("رويترز"), Some("Reuters"));
        assert_eq!(attribute("رحمن"), "Rahman");
    }
}
