//! What is in a translation memory.

use super::words;
use crate::engine::model::TranslationUnit;
use crate::engine::text::normalize::key;
use serde::Serialize;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// A name and how many units it has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Share {
    /// Blank where nothing is known.
    pub name: String,
    pub units: u64,
}

/// Counts over the units of a memory.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct MemoryStatistics {
    pub units: u64,
    pub source_words: u64,
    pub target_words: u64,
    /// Units whose source (by its comparison key) and target another one has too; merging them
    /// would take so many away.
    pub duplicates: u64,
    /// On the disk, with its part of the indexes.
    pub bytes: u64,
    /// Each of these: most units first.
    pub origins: Vec<Share>,
    pub authors: Vec<Share>,
    pub projects: Vec<Share>,
    /// Language of source and target: `ar → en-GB`.
    pub languages: Vec<Share>,
    /// By year and month of the last change, oldest first: `2016-02`.
    pub months: Vec<Share>,
}

/// Counts units one by one; keeps eight bytes of each.
#[derive(Debug, Default)]
pub struct MemoryCounter {
    counted: MemoryStatistics,
    origins: BTreeMap<String, u64>,
    authors: BTreeMap<String, u64>,
    projects: BTreeMap<String, u64>,
    languages: BTreeMap<String, u64>,
    months: BTreeMap<String, u64>,
    hashes: Vec<u64>,
}

impl MemoryCounter {
    /// Counts a unit that was last changed in this month.
    pub fn take(&mut self, unit: &TranslationUnit, month: &str) {
        self.counted.units += 1;
        self.counted.source_words += words(&unit.source);
        self.counted.target_words += words(&unit.target);
        let languages = format!("{} → {}", unit.source_tag, unit.target_tag);
        for (counts, name) in [
            (&mut self.origins, unit.origin.name()),
            (
                &mut self.authors,
                unit.author.as_deref().unwrap_or_default(),
            ),
            (
                &mut self.projects,
                unit.project.as_deref().unwrap_or_default(),
            ),
            (&mut self.languages, &languages),
            (&mut self.months, month),
        ] {
            match counts.get_mut(name) {
                Some(count) => *count += 1,
                None => drop(counts.insert(name.to_owned(), 1)),
            }
        }
        let mut hasher = DefaultHasher::new();
        (key(&unit.source), &unit.target).hash(&mut hasher);
        (&unit.source_tag, &unit.target_tag).hash(&mut hasher);
        self.hashes.push(hasher.finish());
    }

    /// The counts; `bytes` is what the memory takes on the disk.
    pub fn finish(mut self, bytes: u64) -> MemoryStatistics {
        self.hashes.sort_unstable();
        self.hashes.dedup();
        let duplicates = self.counted.units - self.hashes.len() as u64;
        let by_name = |counts: BTreeMap<String, u64>| -> Vec<Share> {
            let shares = counts.into_iter();
            shares.map(|(name, units)| Share { name, units }).collect()
        };
        let by_size = |counts| {
            let mut shares = by_name(counts);
            shares.sort_by_key(|share| std::cmp::Reverse(share.units));
            shares
        };
        MemoryStatistics {
            duplicates,
            bytes,
            origins: by_size(self.origins),
            authors: by_size(self.authors),
            projects: by_size(self.projects),
            languages: by_size(self.languages),
            months: by_name(self.months),
            ..self.counted
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::model::UnitOrigin;

    #[test]
    fn units_are_counted_by_what_is_known_of_them() {
        let unit = |source: &str, target: &str, author: &str| TranslationUnit {
            source: source.into(),
            target: target.into(),
            source_tag: "ar".into(),
            target_tag: "en".into(),
            author: Some(author.to_owned()).filter(|author| !author.is_empty()),
            ..TranslationUnit::default()
        };
        let mut counter = MemoryCounter::default();
        counter.take(&unit("الهدنة صامدة.", "The truce holds.", "b"), "2016-02");
        counter.take(&unit("الهُدنة صامدة.", "The truce holds.", "b"), "2015-12");
        let machine = TranslationUnit {
            origin: UnitOrigin::Machine,
            ..unit("حلب", "Aleppo", "")
        };
        counter.take(&machine, "");
        let found = counter.finish(9);
        assert_eq!((found.units, found.duplicates, found.bytes), (3, 1, 9));
        assert_eq!((found.source_words, found.target_words), (5, 7));
        let shown = |shares: &[Share]| {
            let shares = shares
                .iter()
                .map(|share| format!("{}:{}", share.name, share.units));
            shares.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(shown(&found.origins), "confirmed:2 machine:1");
        assert_eq!(shown(&found.authors), "b:2 :1");
        assert_eq!(shown(&found.months), ":1 2015-12:1 2016-02:1");
        assert_eq!(shown(&found.languages), "ar → en:3");
    }
}
