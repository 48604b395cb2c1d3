//! Words that no dictionary has.

use super::{Report, With};
use crate::engine::model::{Finding, Severity};
use crate::engine::qa::english::fold;
use crate::engine::qa::rows::without_possessive;
use crate::engine::qa::{Pair, QaCheck};

pub struct Spelling;

impl QaCheck for Spelling {
    fn id(&self) -> &'static str {
        "spelling"
    }

    fn severity(&self) -> Severity {
        Severity::Hint
    }

    fn run(&self, pair: &Pair<'_>) -> Vec<Finding> {
        let Some(is_known) = pair.known.dictionary else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for word in &pair.target_words {
            // Names are the business of the check of names.
            let is_plain = !word.is_capitalised
                && word.lower.len() > 3
                && word
                    .lower
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b == b'\'');
            let is_twice = || pair.known.above.name(&fold(&word.lower)).is_some();
            let bare = without_possessive(&word.lower);
            let is_right = || is_known(bare) || american(bare).iter().any(|word| is_known(word));
            if is_plain && !is_right() && !is_twice() {
                let message = format!("“{}” is not in the dictionary", word.lower);
                found.push(self.finding(message).in_target(word.range.clone()));
            }
        }
        found
    }
}

/// The spellings an American dictionary may have for a British word.
fn american(word: &str) -> Vec<String> {
    const PAIRS: &[(&str, &str)] = &[
        ("our", "or"),
        ("ise", "ize"),
        ("isi", "izi"),
        ("isa", "iza"),
        ("yse", "yze"),
        ("ysi", "yzi"),
        ("tre", "ter"),
        ("ll", "l"),
        ("ogue", "og"),
        ("ence", "ense"),
        ("mme", "m"),
        ("ae", "e"),
        ("oe", "e"),
        ("l", "ll"),
        ("grey", "gray"),
        ("tyre", "tire"),
        ("plough", "plow"),
        ("cheque", "check"),
        ("ageing", "aging"),
        ("judgement", "judgment"),
    ];
    let spelt = |(british, us): &(&str, &str)| {
        word.contains(british)
            .then(|| word.replacen(british, us, 1))
    };
    PAIRS.iter().filter_map(spelt).collect()
}
