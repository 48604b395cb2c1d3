//! What may be written in front of a noun: conjunction, preposition, article, in this order.

use super::letters::Letters;

/// A legal sequence of proclitics. The particle س is left out because only verbs take it, and the
/// question particle أ because it cannot be told from a root letter.
#[derive(Debug, PartialEq, Eq)]
pub struct Proclitics {
    /// As letters of a key.
    text: &'static str,
    pub letters: usize,
    pub pieces: &'static [&'static str],
    pub article: bool,
    /// The noun is in the genitive.
    pub preposition: bool,
    /// The next letter must be ل: the article's own ل was merged with it (`للغة`).
    merged: bool,
    /// Where the article's alef stands; it never carries a hamza.
    alef: Option<usize>,
}

macro_rules! proclitics {
    ($($text:literal, $letters:literal, [$($piece:literal),*], $article:literal, $preposition:literal, $merged:literal, $alef:expr;)*) => {
        &[$(
            Proclitics { text: $text, letters: $letters, pieces: &[$($piece),*], article: $article, preposition: $preposition, merged: $merged, alef: $alef },
            Proclitics { text: concat!("و", $text), letters: $letters + 1, pieces: &["و", $($piece),*], article: $article, preposition: $preposition, merged: $merged, alef: after_conjunction($alef) },
            Proclitics { text: concat!("ف", $text), letters: $letters + 1, pieces: &["ف", $($piece),*], article: $article, preposition: $preposition, merged: $merged, alef: after_conjunction($alef) },
        )*]
    };
}

const fn after_conjunction(alef: Option<usize>) -> Option<usize> {
    match alef {
        Some(at) => Some(at + 1),
        None => None,
    }
}

static PROCLITICS: &[Proclitics] = proclitics! {
    "", 0, [], false, false, false, None;
    "ال", 2, ["ال"], true, false, false, Some(0);
    "بال", 3, ["ب", "ال"], true, true, false, Some(1);
    "كال", 3, ["ك", "ال"], true, true, false, Some(1);
    "لل", 2, ["ل", "ال"], true, true, false, None;
    "ل", 1, ["ل", "ال"], true, true, true, None;
    "ل", 1, ["ل"], false, true, false, None;
    "ب", 1, ["ب"], false, true, false, None;
    "ك", 1, ["ك"], false, true, false, None;
};

/// Every way to read the beginning of the word as proclitics, the empty one first.
pub fn proclitics(word: &Letters) -> impl Iterator<Item = &'static Proclitics> {
    PROCLITICS.iter().filter(move |row| {
        word.key().starts_with(row.text)
            && row
                .alef
                .is_none_or(|at| word.written().get(at) == Some(&'ا'))
            && (!row.merged
                || word.key_of(row.letters, row.letters + 1) == "ل"
                    && word.key_of(row.letters + 1, row.letters + 2) != "ل")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_of_a_beginning() {
        for (word, expected) in [
            ("هدنة", ""),
            ("وبالهدنة", " / و / و ب ال / و ب"),
            ("للهدنة", " / ل ال / ل ال / ل"),
            ("إلى", ""),
            ("ألعاب", ""),
        ] {
            let word = Letters::new(word);
            let found: Vec<String> = proclitics(&word).map(|row| row.pieces.join(" ")).collect();
            assert_eq!(found.join(" / "), expected);
        }
    }
}
