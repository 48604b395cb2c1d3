//! Which press a name belongs to: رشيد is Rachid in Algiers and Rashid in Damascus.

use super::lists::rows;
use super::words::{Sentence, Word};
use std::sync::LazyLock;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Region {
    Maghreb,
    Egypt,
    Gulf,
    Iran,
    /// The Levant and Iraq: the spellings of the table.
    Mashreq,
}

const REGIONS: [(&str, Region); 5] = [
    ("Maghreb", Region::Maghreb),
    ("Egypt", Region::Egypt),
    ("Gulf", Region::Gulf),
    ("Iran", Region::Iran),
    ("Mashreq", Region::Mashreq),
];

/// Beginnings of words and the region they speak of.
static WORDS: LazyLock<Vec<(&'static str, Region)>> = LazyLock::new(|| {
    let rows = rows(include_str!("regions.tsv")).filter_map(|row| row.split_once('\t'));
    rows.filter_map(|(name, word)| {
        let known = REGIONS.iter().find(|(known, _)| *known == name);
        known.map(|(_, region)| (word, *region))
    })
    .collect()
});

/// How many words of a document speak of each region.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tally([usize; REGIONS.len()]);

impl Tally {
    pub fn add(&mut self, word: &Word) {
        let region = region_of(word.key());
        let at = region.and_then(|region| REGIONS.iter().position(|(_, other)| *other == region));
        if let Some(count) = at.and_then(|at| self.0.get_mut(at)) {
            *count += 1;
        }
    }

    /// The region that most words speak of.
    pub fn leading(&self) -> Region {
        let most = self.0.iter().max().copied().unwrap_or_default();
        let counts = self.0.iter().zip(REGIONS);
        let mut leading = counts.filter(|(count, _)| **count == most);
        match (leading.next(), leading.next()) {
            (Some((_, (_, region))), None) if most > 0 => region,
            _ => Region::Mashreq,
        }
    }
}

impl Region {
    /// The adjective right before a name says more: وزير المالية المصري أحمد.
    pub fn before(sentence: &Sentence, at: usize) -> Option<Self> {
        (1..=3).find_map(|back| {
            let before = at.checked_sub(back)?;
            let word = sentence.words.get(before)?;
            let is_adjective = word.has_article() && word.key().ends_with(['ي', 'ه']);
            region_of(word.key()).filter(|_| is_adjective && sentence.follows(before + 1))
        })
    }
}

fn region_of(key: &str) -> Option<Region> {
    let bare = key.trim_start_matches(['و', 'ب']);
    let bare = bare
        .strip_prefix("ال")
        .or_else(|| bare.strip_prefix("لل"))
        .unwrap_or(bare);
    if bare.chars().count() < 3 {
        return None;
    }
    WORDS
        .iter()
        .find(|(word, _)| bare.starts_with(word))
        .map(|(_, region)| *region)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_of_one_known_region() {
        let rows: Vec<&str> = rows(include_str!("regions.tsv")).collect();
        assert_eq!(rows.len(), WORDS.len());
        for (at, (word, _)) in WORDS.iter().enumerate() {
            let covered = WORDS
                .iter()
                .take(at)
                .find(|(before, _)| word.starts_with(before));
            assert!(covered.is_none(), "{word} is covered by {covered:?}");
        }
    }

    #[test]
    fn most_words_decide() {
        for (text, expected) in [
            ("قال الوزير التونسي في العاصمة تونس", Region::Maghreb),
            ("مثل أمام محكمة جزائرية في الجزائر", Region::Maghreb),
            ("في الرياض والدوحة", Region::Gulf),
            ("زار القاهرة ثم دمشق", Region::Mashreq),
            ("لا شيء هنا", Region::Mashreq),
        ] {
            let sentence = Sentence::new(text);
            let mut tally = Tally::default();
            sentence.words.iter().for_each(|word| tally.add(word));
            assert_eq!(tally.leading(), expected, "{text}");
        }
    }
}
