//! Spelling of names learnt from data.
//!
//! A word is looked up first. What nobody has spelt is spelt by a network ([`network`]) in a beam
//! ([`beam`]) that prefers, among what the letters allow, the Latin names that people and places
//! bear ([`latin_names`]). The parts of a name are weighed together: a German given name makes a
//! German surname likely. The shipped model says in `assets/names/README.md` what it is made of.

mod alphabet;
mod arabic_names;
mod beam;
mod bytes;
mod latin_names;
mod network;
mod whole_name;

#[cfg(test)]
mod tests;

pub use arabic_names::KnownPlace;
pub use latin_names::Origin;
pub use whole_name::SpeltName;

use alphabet::encode;
use arabic_names::{ArabicNames, ArabicPlaces};
use beam::{Candidate, spellings};
use bytes::Reader;
use latin_names::{LatinNames, capitalised};
use network::Network;
use std::sync::LazyLock;

/// How the file begins.
const HEAD: &[u8] = b"TJNAMES1";

static MODEL: &[u8] = include_bytes!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/assets/names/spellings.bin"
));

static SHIPPED: LazyLock<Speller> = LazyLock::new(|| Speller::read(MODEL).unwrap_or_default());

/// What a made spelling loses beside a known one.
const MADE_BEHIND_KNOWN: f32 = 3.0;

/// Spells Arabic names in Latin letters.
#[derive(Debug, Default)]
pub struct Speller {
    network: Network,
    latin: LatinNames,
    arabic: ArabicNames,
    places: ArabicPlaces,
    weights: Weights,
}

/// How evidence counts, tuned by the training script.
#[derive(Debug, Default)]
struct Weights {
    chance: f32,
    chance_squared: f32,
    unknown: f32,
    length: f32,
    doubled: f32,
    short: f32,
    article: f32,
}

/// A spelling of one word.
#[derive(Debug, Clone, PartialEq)]
pub struct WordSpelling {
    /// As the press prints it.
    pub text: String,
    /// The logarithm of its chance among the spellings of the word.
    pub score: f32,
    /// Known from data, not made by the model.
    pub is_known: bool,
    pub origin: Option<Origin>,
    /// How often it is a given name, from 0 to 3, where it is known.
    pub given: u8,
    /// How often it is borne, from 0 to 15, where it is known.
    pub count: u8,
    /// Somebody or some place is known to bear it.
    pub is_borne: bool,
    /// Known in these very letters.
    pub is_exact: bool,
}

impl Speller {
    /// The model inside the program, read when it is first asked.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Nothing for bytes that are not a model.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        if reader.bytes(HEAD.len())? != HEAD {
            return None;
        }
        Some(Self {
            weights: Weights::read(&mut reader)?,
            network: Network::read(&mut reader)?,
            latin: LatinNames::read(&mut reader)?,
            arabic: ArabicNames::read(&mut reader)?,
            places: ArabicPlaces::read(&mut reader)?,
        })
    }

    /// Places of a name of one or more words, the largest first.
    pub fn places(&self, name: &str) -> Vec<KnownPlace> {
        self.places.get(name)
    }

    /// The spellings of a word that are known from data, the commonest first.
    pub fn known(&self, word: &str) -> Vec<WordSpelling> {
        let Some(codes) = encode(word) else {
            return Vec::new();
        };
        let known = self.arabic.get(&codes);
        let spelling = |known: &arabic_names::KnownSpelling| WordSpelling {
            text: printed(word, self.latin.printed(known.name)),
            score: f32::from(known.count) - if known.is_exact { 0.0 } else { 8.0 },
            is_known: known.is_exact,
            origin: self.latin.origin(known.name),
            given: known.given,
            count: known.count,
            is_borne: true,
            is_exact: known.is_exact,
        };
        let mut found: Vec<WordSpelling> = known.iter().map(spelling).collect();
        scale(&mut found);
        found
    }

    /// How many of a name's proposals were looked up.
    pub fn known_count(&self, name: &str) -> usize {
        match name.split_whitespace().count() {
            1 => self
                .known(name)
                .iter()
                .filter(|known| known.is_exact)
                .count(),
            _ => usize::MAX,
        }
    }

    /// The spellings of a word, known or not, the best first, at most `limit`.
    ///
    /// Those of a word that differs in hamza and the like come behind the model's best: of them one
    /// in four is right, of the model's more than half.
    pub fn word(&self, word: &str, limit: usize) -> Vec<WordSpelling> {
        let (mut found, alike): (Vec<_>, Vec<_>) = self
            .known(word)
            .into_iter()
            .partition(|known| known.is_exact);
        if found.len() < limit {
            let behind = if found.is_empty() {
                0.0
            } else {
                MADE_BEHIND_KNOWN
            };
            let mut made = self.made(word).into_iter();
            let best = made.next();
            for next in best.into_iter().chain(alike).chain(made) {
                if !found.iter().any(|known| is_same(&known.text, &next.text)) {
                    let score = next.score - behind;
                    found.push(WordSpelling { score, ..next });
                }
            }
        }
        found.truncate(limit);
        found
    }

    /// What the model makes of a word's letters, the best first.
    pub fn made(&self, word: &str) -> Vec<WordSpelling> {
        let Some(codes) = encode(word) else {
            return Vec::new();
        };
        let spelling = |candidate: Candidate| WordSpelling {
            score: self.score(&candidate),
            text: printed(
                word,
                match candidate.known {
                    Some(known) => self.latin.printed(known),
                    None => capitalised(&candidate.letters),
                },
            ),
            is_known: false,
            origin: candidate.known.and_then(|known| self.latin.origin(known)),
            given: 0,
            count: 0,
            is_borne: candidate.known.is_some(),
            is_exact: false,
        };
        let mut found: Vec<WordSpelling> = spellings(&self.network, &self.latin, &codes)
            .into_iter()
            .map(spelling)
            .collect();
        scale(&mut found);
        found
    }

    fn score(&self, candidate: &Candidate) -> f32 {
        let (weights, chance) = (&self.weights, candidate.chance);
        let worth = match candidate.known {
            Some(known) => self.latin.worth(known),
            None => weights.of_unknown(&candidate.letters),
        };
        weights.chance * chance + weights.chance_squared * chance * chance + worth
    }
}

impl Weights {
    fn read(reader: &mut Reader) -> Option<Self> {
        Some(Self {
            chance: reader.real()?,
            chance_squared: reader.real()?,
            unknown: reader.real()?,
            length: reader.real()?,
            doubled: reader.real()?,
            short: reader.real()?,
            article: reader.real()?,
        })
    }

    /// What a spelling is worth that no known name has.
    fn of_unknown(&self, letters: &[u8]) -> f32 {
        let when = |holds: bool, weight: f32| if holds { weight } else { 0.0 };
        let is_doubled = letters.windows(2).any(|pair| pair[0] == pair[1]);
        let has_article = letters.starts_with(b"al") || letters.starts_with(b"el");
        self.unknown
            + self.length * letters.len() as f32
            + when(is_doubled, self.doubled)
            + when(letters.len() < 4, self.short)
            + when(has_article, self.article)
    }
}

/// Sorts by score and makes the scores logarithms of chances.
fn scale(found: &mut [WordSpelling]) {
    found.sort_by(|a, b| b.score.total_cmp(&a.score));
    let highest = found.first().map_or(0.0, |first| first.score);
    let total: f32 = found
        .iter()
        .map(|spelling| (spelling.score - highest).exp())
        .sum();
    for spelling in found {
        spelling.score -= highest + total.ln();
    }
}

fn is_same(one: &str, other: &str) -> bool {
    alphabet::latin(one) == alphabet::latin(other)
}

/// The article apart where the Arabic has one: الأسد is al-Assad, not Alassad.
fn printed(arabic: &str, spelling: String) -> String {
    let lower = spelling.to_ascii_lowercase();
    let has_article = arabic.starts_with("ال") && arabic.chars().count() > 4;
    match lower
        .strip_prefix("al")
        .or_else(|| lower.strip_prefix("el"))
    {
        Some(rest) if has_article && rest.len() >= 3 && !spelling.contains(['-', ' ']) => {
            format!("{}-{}", &lower[..2], capitalised(rest.as_bytes()))
        }
        _ => spelling,
    }
}
