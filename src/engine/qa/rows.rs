//! What the rows above say: translations given, names spelt, the neighbour's texts.

use super::arabic::SourceWord;
use super::english::{self, fold};
use crate::engine::text::normalize::key;
use std::collections::HashMap;

/// Rows further up than this are forgotten: another article may have begun.
const REACH: usize = 400;
/// A source word in more rows than this says little of a name.
const RARE: usize = 12;
/// Names shorter than this differ too easily.
const SHORTEST_NAME: usize = 4;

/// A text given before, and where.
#[derive(Debug, Clone)]
pub struct Given {
    pub row: usize,
    pub text: String,
}

/// A capitalised word of a target above.
#[derive(Debug, Clone)]
pub struct SpeltName {
    pub written: String,
    /// The last row it stood in.
    pub row: usize,
    pub times: usize,
}

/// The rows of a document that stand above the pair checked.
#[derive(Debug, Default)]
pub struct RowsAbove {
    row: usize,
    by_source: HashMap<String, Given>,
    by_target: HashMap<String, Given>,
    /// By the folded name.
    names: HashMap<String, SpeltName>,
    /// Names by what is left of them when one letter is taken out, so that near ones are found.
    near: HashMap<u64, Vec<String>>,
    /// The first letters of source words, with the rows they stood in.
    source_words: HashMap<String, Vec<usize>>,
    previous: Option<(String, String)>,
}

impl RowsAbove {
    /// Moves on past a pair.
    pub fn push(&mut self, source: &str, target: &str) {
        let row = self.row;
        self.row += 1;
        if target.trim().is_empty() {
            self.previous = Some((source.to_owned(), String::new()));
            return;
        }
        let given = |text: &str| Given {
            row,
            text: text.to_owned(),
        };
        self.by_source.insert(key(source), given(target));
        self.by_target.insert(key(target), given(source));
        for word in super::arabic::words(source) {
            let Some(outset) = outset(&word) else {
                continue;
            };
            let rows = self.source_words.entry(outset).or_default();
            if rows.last() != Some(&row) && rows.len() <= RARE {
                rows.push(row);
            }
        }
        for word in english::words(target)
            .iter()
            .filter(|word| word.is_capitalised)
        {
            let written = target.get(word.range.clone()).unwrap_or_default();
            let written = without_possessive(written);
            if written.chars().count() < SHORTEST_NAME {
                continue;
            }
            let folded = fold(written);
            let spelt = self
                .names
                .entry(folded.clone())
                .or_insert_with(|| SpeltName {
                    written: written.to_owned(),
                    row,
                    times: 0,
                });
            spelt.row = row;
            spelt.times += 1;
            if spelt.times == 1 {
                for outline in outlines(&folded) {
                    self.near.entry(outline).or_default().push(folded.clone());
                }
            }
        }
        self.previous = Some((source.to_owned(), target.to_owned()));
    }

    /// The last target given to a source, if it is within reach.
    pub fn target_of(&self, source: &str) -> Option<&Given> {
        self.by_source.get(&key(source))
    }

    /// The last source a target was given to.
    pub fn source_of(&self, target: &str) -> Option<&Given> {
        self.by_target.get(&key(target))
    }

    /// The pair of the row above.
    pub fn previous(&self) -> Option<(&str, &str)> {
        self.previous
            .as_ref()
            .map(|(source, target)| (source.as_str(), target.as_str()))
    }

    /// The name as it was spelt above.
    pub fn name(&self, folded: &str) -> Option<&SpeltName> {
        self.names.get(folded).filter(|name| self.is_near(name.row))
    }

    /// Names above that differ from a folded one in a letter or two.
    pub fn names_near(&self, folded: &str) -> Vec<&SpeltName> {
        let mut found: Vec<&SpeltName> = Vec::new();
        for outline in outlines(folded) {
            for name in self.near.get(&outline).into_iter().flatten() {
                let Some(spelt) = self.names.get(name) else {
                    continue;
                };
                let is_new = !found.iter().any(|known| known.written == spelt.written);
                if name != folded && self.is_near(spelt.row) && is_new {
                    found.push(spelt);
                }
            }
        }
        found
    }

    /// Whether a source word that few rows have stood in a row, in any of its endings.
    pub fn shares_rare_word(&self, word: &SourceWord, row: usize) -> bool {
        let Some(rows) = outset(word).and_then(|outset| self.source_words.get(&outset)) else {
            return false;
        };
        rows.len() <= RARE && rows.contains(&row)
    }

    fn is_near(&self, row: usize) -> bool {
        row + REACH >= self.row
    }
}

/// The first letters of a word without clitics, which its forms share.
fn outset(word: &SourceWord) -> Option<String> {
    let bare = word.bare();
    (bare.chars().count() >= 4).then(|| bare.chars().take(5).collect())
}

/// A word without `'s`.
pub fn without_possessive(word: &str) -> &str {
    word.trim_end_matches("'s")
        .trim_end_matches("’s")
        .trim_end_matches(['\'', '’'])
}

/// Hashes of a word and of what is left when a letter is taken out.
fn outlines(word: &str) -> Vec<u64> {
    let letters: Vec<char> = word.chars().take(24).collect();
    let hash = |skip: usize| {
        let kept = letters.iter().enumerate().filter(|(at, _)| *at != skip);
        // FNV-1a
        kept.fold(0xcbf2_9ce4_8422_2325_u64, |hash, (_, c)| {
            (hash ^ u64::from(u32::from(*c))).wrapping_mul(0x0000_0100_0000_01b3)
        })
    };
    let mut found: Vec<u64> = (0..=letters.len()).map(hash).collect();
    found.sort_unstable();
    found.dedup();
    found
}
