//! Arabic words as the lexicon knows them: their normal form, and a stem that more words share.

use crate::engine::text::letters::Letters;
use crate::engine::text::tokenize::{TokenKind, tokens};
use std::ops::Range;

/// A word or number of a source text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SourceWord {
    /// The comparison key of the word as written.
    pub(super) form: String,
    /// The form without clitics, article and endings.
    pub(super) stem: String,
    pub(super) range: Range<usize>,
}

/// A stem keeps at least this many letters.
const STEM: usize = 3;

const PREFIXES: &[&str] = &[
    "وبال", "فبال", "وكال", "ولل", "وال", "فال", "بال", "كال", "لل", "ال", "وب", "ول", "و", "ب",
    "ل", "ف", "ك", "س",
];
const SUFFIXES: &[&str] = &[
    "تها", "تهم", "ياته", "ات", "ون", "ين", "ان", "ها", "هم", "هن", "نا", "وا", "يه", "ته", "ه",
    "ي", "ت",
];

/// The words of a source, at most `limit` of them.
pub(super) fn words(text: &str, limit: usize) -> Vec<SourceWord> {
    tokens(text)
        .into_iter()
        .filter(|token| token.kind != TokenKind::Punctuation)
        .take(limit)
        .map(|token| {
            let form = Letters::new(&text[token.range.clone()]).into_parts().0;
            let stem = match token.kind {
                TokenKind::Number => form.clone(),
                _ => stem(&form).to_owned(),
            };
            SourceWord {
                form,
                stem,
                range: token.range,
            }
        })
        .collect()
}

fn stem(form: &str) -> &str {
    let long = |rest: &str| rest.chars().nth(STEM - 1).is_some();
    let mut stem = form;
    for prefix in PREFIXES {
        // A single letter may be the first of a root: more must be left after it.
        let least = if prefix.chars().count() == 1 { 3 } else { 2 };
        // The future stands before the letters that begin an imperfect.
        let fits = |rest: &str| *prefix != "س" || rest.starts_with(['ي', 'ت', 'ن', 'ا']);
        if let Some(rest) = stem.strip_prefix(prefix)
            && rest.chars().nth(least).is_some()
            && fits(rest)
        {
            stem = rest;
            break;
        }
    }
    for suffix in SUFFIXES {
        if let Some(rest) = stem.strip_suffix(suffix)
            && long(rest)
        {
            return rest;
        }
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_share_a_stem() {
        for text in ["الحكومة وحكومتها للحكومة حكومات", "السوريين سوريون"]
        {
            let mut stems: Vec<String> = words(text, 9).into_iter().map(|word| word.stem).collect();
            stems.dedup();
            assert_eq!(stems.len(), 1, "{stems:?}");
        }
        assert_eq!(words("2016 في", 9)[0].stem, "2016");
        assert_eq!(words("في بيت من", 2).len(), 2);
    }
}
