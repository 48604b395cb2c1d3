//! What is left of an Arabic word when conjunctions, prepositions, article and pronouns go.
//!
//! Only for comparing: two words with the same core differ by clitics at most, as far as spelling
//! can tell. A wrong cut (و of وزير) does no harm, since it is made on both sides.

/// Fewer letters than this are never left over.
const SHORTEST_CORE: usize = 3;

/// Proclitics in comparison-key spelling, longest first; several may follow each other.
const PROCLITICS: [&str; 8] = ["ال", "لل", "و", "ف", "ب", "ك", "ل", "س"];

/// Pronouns in comparison-key spelling, longest first; at most one is cut.
const PRONOUNS: [&str; 13] = [
    "هما", "كما", "ها", "هم", "هن", "كم", "كن", "نا", "ني", "ه", "ك", "ي", "ا",
];

/// The core of a word given as its comparison key.
pub fn core(word: &str) -> &str {
    let mut rest = word;
    while let Some(shorter) = strip(rest, |word, clitic| word.strip_prefix(clitic), &PROCLITICS) {
        rest = shorter;
    }
    match strip(rest, |word, clitic| word.strip_suffix(clitic), &PRONOUNS) {
        // Before a pronoun ta marbuta is written as ta: هدنته beside هدنه.
        Some(cut) => match cut.strip_suffix('ت') {
            Some(open) if is_long_enough(open) => open,
            _ => cut,
        },
        None => rest,
    }
}

fn strip<'a>(
    word: &'a str,
    cut: impl Fn(&'a str, &str) -> Option<&'a str>,
    clitics: &[&str],
) -> Option<&'a str> {
    clitics
        .iter()
        .filter_map(|clitic| cut(word, clitic))
        .find(|rest| is_long_enough(rest))
}

fn is_long_enough(word: &str) -> bool {
    word.chars().nth(SHORTEST_CORE - 1).is_some()
}

/// Words that turn a statement into its opposite, in comparison-key spelling.
const NEGATIONS: [&str; 16] = [
    "لا",
    "بلا",
    "لم",
    "لن",
    "ما",
    "غير",
    "بغير",
    "لغير",
    "ليس",
    "ليست",
    "ليسوا",
    "ليسا",
    "لست",
    "لسنا",
    "لستم",
    "لسن",
];

/// Bytes of the longest of them with a conjunction.
const LONGEST_NEGATION: usize = 12;

/// The negation in a word given as its comparison key, conjunctions taken off: لا of ولا.
pub fn negation(word: &str) -> Option<&'static str> {
    if word.len() > LONGEST_NEGATION {
        return None;
    }
    let find = |form: &str| NEGATIONS.into_iter().find(|&negation| negation == form);
    find(word).or_else(|| find(word.strip_prefix(['و', 'ف'])?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::text::normalize::key;

    #[test]
    fn words_that_differ_by_clitics_share_a_core() {
        for (a, b) in [
            ("هدنة", "وبالهدنة"),
            ("هدنة", "هدنتهم"),
            ("المتمردين", "والمتمردين"),
            ("الحكومة", "حكومته"),
            ("للسلام", "السلام"),
            ("كتابا", "كتاب"),
        ] {
            assert_eq!(core(&key(a)), core(&key(b)), "{a} / {b}");
        }
        for (a, b) in [("هدنة", "هدف"), ("وقت", "قت"), ("بيت", "يت")] {
            assert_ne!(core(&key(a)), core(&key(b)), "{a} / {b}");
        }
    }

    #[test]
    fn negations_keep_their_conjunctions() {
        assert_eq!(negation("ولا"), Some("لا"));
        assert_eq!(negation("فلم"), Some("لم"));
        assert_eq!(negation("ليس"), Some("ليس"));
        assert_eq!(negation("مال"), None);
        assert_eq!(negation("الا"), None);
    }
}
