//! What may be written behind a noun: feminine, number, case, tanween, pronoun.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A set of groups of endings; says what a stem may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Endings(u16);

impl Endings {
    pub const NONE: Self = Self(0);
    /// Nothing.
    pub const BARE: Self = Self(1);
    /// The alef of the indefinite accusative.
    pub const TANWEEN: Self = Self(1 << 1);
    pub const PRONOUN: Self = Self(1 << 2);
    pub const DUAL: Self = Self(1 << 3);
    /// ون, ين and, before a genitive, و, ي.
    pub const MASCULINE_PLURAL: Self = Self(1 << 4);
    /// ة, and ت before pronouns.
    pub const TA_MARBUTA: Self = Self(1 << 5);
    pub const TA_DUAL: Self = Self(1 << 6);
    pub const FEMININE_PLURAL: Self = Self(1 << 7);
    /// ى, and ا before pronouns.
    pub const MAQSURA: Self = Self(1 << 8);
    /// The dual of words in ى: يان.
    pub const YA_DUAL: Self = Self(1 << 9);
    /// The plural of words in ى and اة: يات.
    pub const YA_PLURAL: Self = Self(1 << 10);
    /// Nothing, for a word that lost its final ي: `قاضٍ`.
    pub const DEFECTIVE: Self = Self(1 << 11);
    /// The dual that merges with a final hamza: `جزآن`.
    pub const HAMZA_DUAL: Self = Self(1 << 12);
    /// وان and وات of words in اء and اة.
    pub const WAW: Self = Self(1 << 13);

    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub fn and_if(self, condition: bool, other: Self) -> Self {
        if condition { self.and(other) } else { self }
    }

    pub fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

/// What an ending says about definiteness.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// With or without the article.
    Free,
    /// Never with the article: tanween.
    Indefinite,
    /// Never with the article: a genitive follows, or it is the ي of `my`.
    Construct,
    /// Never with the article: a pronoun.
    Pronoun,
}

/// One ending as written.
#[derive(Debug)]
pub struct Ending {
    pub group: Endings,
    pub written: Vec<char>,
    pub pieces: Vec<&'static str>,
    pub state: State,
    /// Nominative or accusative: never after a preposition.
    pub not_genitive: bool,
}

impl Ending {
    /// Whether a broken plural may end so: in nothing, a final ة or ى, or a pronoun.
    pub fn may_follow_a_plural(&self) -> bool {
        matches!(
            self.group,
            Endings::BARE | Endings::PRONOUN | Endings::TA_MARBUTA | Endings::MAQSURA
        ) && self.state != State::Construct
    }

    /// Whether the text spells it so. ه may stand for ة and ي for ى; a pronoun's ه is never ة.
    pub fn is_written(&self, text: &[char]) -> bool {
        self.written.len() == text.len()
            && self
                .written
                .iter()
                .zip(text)
                .all(|(&a, &b)| a == b || matches!((a, b), ('ة', 'ه') | ('ى', 'ي')))
    }
}

/// The longest ending, in letters.
pub const LONGEST: usize = 6;

const PRONOUNS: [&str; 10] = ["ه", "ها", "هم", "هن", "هما", "نا", "ك", "كم", "كما", "كن"];

static ENDINGS: LazyLock<HashMap<String, Vec<Ending>>> = LazyLock::new(collect);

/// The endings with this key (see [`super::letters::Letters`]).
pub fn endings(key: &str) -> &'static [Ending] {
    ENDINGS.get(key).map_or(&[], Vec::as_slice)
}

/// A row of the table: group, text before pronouns too?, pieces, state, not genitive.
type Row = (Endings, &'static str, &'static [&'static str], State, bool);

/// Endings that end the word.
const FINAL: &[Row] = &[
    (Endings::BARE, "", &[], State::Free, false),
    (Endings::DEFECTIVE, "", &[], State::Indefinite, false),
    (Endings::TANWEEN, "ا", &["اً"], State::Indefinite, true),
    (Endings::PRONOUN, "ي", &["ي"], State::Construct, false),
    (Endings::DUAL, "ان", &["ان"], State::Free, true),
    (Endings::DUAL, "ين", &["ين"], State::Free, false),
    (Endings::MASCULINE_PLURAL, "ون", &["ون"], State::Free, true),
    (Endings::MASCULINE_PLURAL, "ين", &["ين"], State::Free, false),
    (Endings::TA_MARBUTA, "ة", &["ة"], State::Free, false),
    (Endings::TA_DUAL, "تان", &["ة", "ان"], State::Free, true),
    (Endings::TA_DUAL, "تين", &["ة", "ين"], State::Free, false),
    (Endings::FEMININE_PLURAL, "ات", &["ات"], State::Free, false),
    (
        Endings::FEMININE_PLURAL,
        "اتي",
        &["ات", "ي"],
        State::Construct,
        false,
    ),
    (Endings::MAQSURA, "ى", &[], State::Free, false),
    (Endings::YA_DUAL, "يان", &["ان"], State::Free, true),
    (Endings::YA_DUAL, "يين", &["ين"], State::Free, false),
    (Endings::YA_PLURAL, "يات", &["ات"], State::Free, false),
    (Endings::HAMZA_DUAL, "آن", &["ان"], State::Free, true),
    (Endings::HAMZA_DUAL, "أين", &["ين"], State::Free, false),
    (Endings::WAW, "وان", &["ان"], State::Free, true),
    (Endings::WAW, "وين", &["ين"], State::Free, false),
    (Endings::WAW, "وات", &["ات"], State::Free, false),
];

/// Endings before a genitive noun, which are also those before a pronoun.
const CONSTRUCT: &[Row] = &[
    (Endings::DUAL, "ا", &["ا"], State::Construct, true),
    (Endings::DUAL, "ي", &["ي"], State::Construct, false),
    (
        Endings::MASCULINE_PLURAL,
        "و",
        &["و"],
        State::Construct,
        true,
    ),
    (
        Endings::MASCULINE_PLURAL,
        "ي",
        &["ي"],
        State::Construct,
        false,
    ),
    (Endings::TA_DUAL, "تا", &["ة", "ا"], State::Construct, true),
    (Endings::TA_DUAL, "تي", &["ة", "ي"], State::Construct, false),
    (Endings::HAMZA_DUAL, "آ", &["ا"], State::Construct, true),
    (Endings::HAMZA_DUAL, "أي", &["ي"], State::Construct, false),
    (Endings::YA_DUAL, "يا", &["ا"], State::Construct, true),
    (Endings::YA_DUAL, "يي", &["ي"], State::Construct, false),
];

/// Endings that exist before pronouns only, or stand free elsewhere.
const BEFORE_PRONOUN: &[Row] = &[
    (Endings::PRONOUN, "", &[], State::Pronoun, false),
    (Endings::TA_MARBUTA, "ت", &["ة"], State::Pronoun, false),
    (
        Endings::FEMININE_PLURAL,
        "ات",
        &["ات"],
        State::Pronoun,
        false,
    ),
    (Endings::MAQSURA, "ا", &[], State::Pronoun, false),
    (Endings::YA_PLURAL, "يات", &["ات"], State::Pronoun, false),
    (Endings::WAW, "وات", &["ات"], State::Pronoun, false),
];

fn collect() -> HashMap<String, Vec<Ending>> {
    let mut all: HashMap<String, Vec<Ending>> = HashMap::new();
    let mut add = |row: &Row, pronoun: Option<&'static str>| {
        let text = [row.1, pronoun.unwrap_or_default()].concat();
        let mut pieces = row.2.to_vec();
        pieces.extend(pronoun);
        let letters = super::letters::Letters::new(&text);
        all.entry(letters.key().to_owned())
            .or_default()
            .push(Ending {
                group: row.0,
                written: letters.written().to_vec(),
                pieces,
                state: if pronoun.is_some() {
                    State::Pronoun
                } else {
                    row.3
                },
                not_genitive: row.4,
            });
    };
    FINAL.iter().chain(CONSTRUCT).for_each(|row| add(row, None));
    for row in BEFORE_PRONOUN.iter().chain(CONSTRUCT) {
        for pronoun in PRONOUNS {
            add(row, Some(pronoun));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ending_is_within_the_longest() {
        assert!(ENDINGS.keys().all(|key| key.chars().count() <= LONGEST));
    }

    #[test]
    fn readings_of_an_ending() {
        let show = |key| {
            let all = endings(key).iter().map(|ending| ending.pieces.join(" "));
            all.collect::<Vec<_>>().join(" / ")
        };
        assert_eq!(show("تهم"), "ة هم");
        assert_eq!(show("ه"), "ة / ه");
        assert_eq!(show("وها"), "و ها");
        assert_eq!(show("قر"), "");
    }
}
