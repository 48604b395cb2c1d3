//! What a whole document tells of its names, so that one segment can be read by itself.

use super::region::{Region, Tally};
use super::words::{Sentence, clitics};
use std::collections::HashMap;

/// Last names by their keys: the spelling, and whether it is a guess.
pub(super) type Mentions = HashMap<String, (String, bool)>;

/// Who is named in full, how often words occur, whose press the document is.
#[derive(Debug, Clone, Default)]
pub struct NameKnowledge {
    pub(super) counts: HashMap<String, usize>,
    pub(super) mentions: Mentions,
    tally: Tally,
}

impl NameKnowledge {
    /// Counts the words of a paragraph, with and without clitics.
    pub(super) fn count(&mut self, sentence: &Sentence) {
        for word in &sentence.words {
            self.tally.add(word);
            for clitics in clitics(word.key()) {
                let rest: String = word.key().chars().skip(clitics.letters).collect();
                if rest.chars().count() >= 3 {
                    *self.counts.entry(rest).or_default() += 1;
                }
            }
        }
    }

    pub(super) fn region(&self) -> Region {
        self.tally.leading()
    }
}
