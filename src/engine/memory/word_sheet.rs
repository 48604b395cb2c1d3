//! Listed words as one text that is searched as a whole, so that a wildcard meets the words of a
//! million units in milliseconds.

use super::concordance::IndexWord;
use regex::Regex;
use std::fmt::Write;

/// Stands before a word whose end was cut off; no word has it.
const CUT: char = '…';

/// Lines of words as the index lists them, each with its core where that is another.
#[derive(Debug, Default)]
pub struct WordSheet(String);

impl WordSheet {
    pub fn push(&mut self, core: &str, word: &str) {
        if IndexWord::is_cut(word) {
            self.0.push(CUT);
        }
        self.0.push_str(word);
        if core != word {
            self.0.push('\t');
            self.0.push_str(core);
        }
        self.0.push('\n');
    }

    pub fn into_text(self) -> String {
        self.0
    }
}

/// Finds in sheets the words that are meant by a word of a query.
#[derive(Debug)]
pub struct SheetSearch<'a> {
    wanted: &'a IndexWord,
    /// What a line must hold; `None`: any may do.
    needle: Option<Regex>,
}

impl<'a> SheetSearch<'a> {
    pub fn new(wanted: &'a IndexWord) -> Self {
        let mut needle = regex::escape(&wanted.longest_letters());
        if matches!(wanted, IndexWord::Within(_)) {
            // What was cut off may hold it.
            let _ = write!(needle, "|{CUT}");
        }
        Self {
            wanted,
            needle: Regex::new(&needle).ok(),
        }
    }

    pub fn wanted(&self) -> &'a IndexWord {
        self.wanted
    }

    /// Calls `take` with core and word of each line that is meant.
    pub fn find<'t>(&self, sheet: &'t str, mut take: impl FnMut(&'t str, &'t str)) {
        let mut from = 0;
        while let Some(hit) = self.next(sheet, from) {
            let start = sheet.get(..hit).and_then(|before| before.rfind('\n'));
            let start = start.map_or(0, |at| at + 1);
            let rest = sheet.get(start..).unwrap_or_default();
            let line = rest.split('\n').next().unwrap_or_default();
            from = start + line.len() + 1;
            let listed = line.trim_start_matches(CUT);
            let (word, core) = listed.split_once('\t').unwrap_or((listed, listed));
            if !word.is_empty() && self.wanted.fits(core, word) {
                take(core, word);
            }
        }
    }

    fn next(&self, sheet: &str, from: usize) -> Option<usize> {
        if from >= sheet.len() {
            return None;
        }
        match &self.needle {
            Some(needle) => needle.find_at(sheet, from).map(|hit| hit.start()),
            None => Some(from),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::concordance::{
        ConcordanceMode, ConcordancePattern, ConcordanceSide, listed_words,
    };
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_of_a_sheet() {
        let mut sheet = WordSheet::default();
        let long = "ن".repeat(80);
        for text in ["للهدنة truce هدوء", "هدف", &long] {
            listed_words(text, |core, word| sheet.push(core, word));
        }
        let sheet = sheet.into_text();
        for (mode, query, expected) in [
            (ConcordanceMode::Wildcard, "هد*", "هدوء هدف"),
            (ConcordanceMode::Wildcard, "*هد*", "للهدنه هدوء هدف"),
            (ConcordanceMode::Wildcard, "tr?ce", "truce"),
            (ConcordanceMode::Wildcard, "x*", ""),
        ] {
            let pattern = ConcordancePattern::parse(query, mode, ConcordanceSide::Both).unwrap();
            let mut found = Vec::new();
            SheetSearch::new(&pattern.index_words()[0]).find(&sheet, |_, word| found.push(word));
            assert_eq!(found.join(" "), expected, "{query}");
        }
        let mut found = 0;
        SheetSearch::new(&IndexWord::Within("هدن".into())).find(&sheet, |_, word| {
            found += 1;
            assert!(word == "للهدنه" || IndexWord::is_cut(word), "{word}");
        });
        assert_eq!(found, 2);
    }

    proptest! {
        /// The same words as one by one.
        #[test]
        fn nothing_is_passed_over(text in "[ابةهدنوالabc' ]{0,60}", query in "[ابةهدن*?abc]{1,6}") {
            let Ok(pattern) =
                ConcordancePattern::parse(&query, ConcordanceMode::Wildcard, ConcordanceSide::Both)
            else {
                return Ok(());
            };
            let mut sheet = WordSheet::default();
            let mut all = Vec::new();
            listed_words(&text, |core, word| {
                sheet.push(core, word);
                all.push((core.to_owned(), word.to_owned()));
            });
            let sheet = sheet.into_text();
            for wanted in pattern.index_words() {
                let mut found = Vec::new();
                SheetSearch::new(wanted).find(&sheet, |core, word| found.push((core.to_owned(), word.to_owned())));
                let expected: Vec<_> = all.iter().filter(|(core, word)| wanted.fits(core, word)).cloned().collect();
                prop_assert_eq!(found, expected);
            }
        }
    }
}
