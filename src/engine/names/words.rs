//! The words of a text as the finder of names sees them.

use super::key::key_of;
use super::lists::List;
use super::table::{Known, NameTable, Part};
use crate::engine::text::letters::Letters;
use crate::engine::text::morphology::analysis::analyse;
use crate::engine::text::morphology::common_words;
use crate::engine::text::morphology::lexicon::Lexicon;
use crate::engine::text::normalize::strip_marks;
use crate::engine::text::tokenize::{Token, TokenKind, tokens};
use std::ops::Range;

/// A word, or a mark with an empty key.
pub struct Word {
    pub range: Range<usize>,
    pub letters: Letters,
    /// As written, without vowel signs.
    pub written: String,
    /// A word of Arabic letters.
    pub is_word: bool,
    /// Belongs to a term of the glossary that is no name.
    pub in_term: bool,
    /// Belongs to a name of the glossary.
    pub in_name: bool,
}

impl Word {
    pub fn key(&self) -> &str {
        if self.is_word { self.letters.key() } else { "" }
    }

    pub fn has_article(&self) -> bool {
        self.key().starts_with("ال") && self.letters.len() > 3
    }
}

/// A text as words, with what parts them.
pub struct Sentence<'t> {
    pub text: &'t str,
    pub words: Vec<Word>,
}

impl<'t> Sentence<'t> {
    pub fn new(text: &'t str) -> Self {
        let word = |token: Token| {
            let written = strip_marks(&text[token.range.clone()]);
            let letters = Letters::new(&written);
            let is_word = token.kind == TokenKind::Word && letters.is_arabic();
            Word {
                range: token.range,
                is_word,
                letters,
                written: written.into_owned(),
                in_term: false,
                in_name: false,
            }
        };
        Self {
            text,
            words: tokens(text).into_iter().map(word).collect(),
        }
    }

    pub fn key(&self, at: usize) -> &str {
        self.words.get(at).map_or("", Word::key)
    }

    pub fn is(&self, at: usize, keys: &[&str]) -> bool {
        let key = self.key(at);
        !key.is_empty() && keys.contains(&key)
    }

    /// Only space stands between this word and the one before.
    pub fn follows(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.words.get(before));
        before
            .zip(self.words.get(at))
            .is_some_and(|(before, word)| {
                let between = self
                    .text
                    .get(before.range.end..word.range.start)
                    .unwrap_or("\n");
                before.is_word
                    && word.is_word
                    && !between.is_empty()
                    && between.chars().all(|c| c == ' ' || c == '\u{A0}')
            })
    }

    /// The written word without its first letters; ل before a merged article gives it back.
    pub fn without(&self, at: usize, clitics: &Clitics) -> String {
        let letters: Vec<char> = self
            .words
            .get(at)
            .map(|word| word.letters.written().to_vec())
            .unwrap_or_default();
        let rest: String = letters
            .get(clitics.letters..)
            .unwrap_or_default()
            .iter()
            .collect();
        if clitics.merged {
            format!("ال{rest}")
        } else {
            rest
        }
    }
}

/// Letters written in front of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clitics {
    pub letters: usize,
    /// The article lost its alef: للأسد.
    pub merged: bool,
}

pub const NO_CLITICS: Clitics = Clitics {
    letters: 0,
    merged: false,
};

/// Every way to take clitics off the beginning, none first.
pub fn clitics(key: &str) -> Vec<Clitics> {
    let mut found = vec![NO_CLITICS];
    let letters: Vec<char> = key.chars().take(5).collect();
    let conjunction = usize::from(matches!(letters.first(), Some('و' | 'ف')));
    if conjunction == 1 {
        found.push(Clitics {
            letters: 1,
            merged: false,
        });
    }
    let starts = if conjunction == 1 {
        vec![0, 1]
    } else {
        vec![0]
    };
    for at in starts {
        if letters.get(at) == Some(&'ل') && letters.get(at + 1) == Some(&'ل') {
            found.push(Clitics {
                letters: at + 2,
                merged: true,
            });
        }
        if matches!(letters.get(at), Some('ب' | 'ل' | 'ك')) {
            found.push(Clitics {
                letters: at + 1,
                merged: false,
            });
        }
    }
    found
}

/// A word of the language's common stock, in any form, or a function word.
pub fn is_common(word: &Word) -> bool {
    Lexicon::shipped().is_function_word(&word.letters)
        || !analyse(common_words(), &word.letters).is_empty()
}

/// The same of letters without their clitics.
pub fn is_common_key(written: &str) -> bool {
    let word = Word {
        range: 0..0,
        letters: Letters::new(written),
        written: written.to_owned(),
        is_word: true,
        in_term: false,
        in_name: false,
    };
    is_common(&word)
}

/// What cannot be the unknown word of a name: common words, verbs, adjectives.
pub fn may_be_name(word: &Word) -> bool {
    word.is_word
        && !List::Never.has(word.key())
        && word.letters.len() >= 3
        && !word.in_term
        && !is_common(word)
        && !looks_like_a_verb(word)
}

/// الجزائري behind a name is a surname, though the list knows it.
pub fn is_relation_to_a_place(word: &Word) -> bool {
    let letters = &word.letters;
    let bare = Letters::spelt(letters.written_of(2, letters.len()));
    word.has_article()
        && letters.key().starts_with("ال")
        && letters.key().ends_with('ي')
        && Lexicon::shipped().is_person(&bare)
}

/// The same after the beginning of a place's name, where a common word may stand: خان شيخون.
pub fn may_be_part(word: &Word) -> bool {
    word.is_word
        && word.letters.len() >= 3
        && !Lexicon::shipped().is_function_word(&word.letters)
        && !looks_like_a_verb(word)
}

/// A common word that is a surname where one is expected: a singular without article or ending.
pub fn may_be_surname(word: &Word) -> bool {
    const ENDINGS: &[&str] = &["ه", "ات", "ين", "ون", "ان", "ا", "اء"];
    let key = word.key();
    word.is_word
        && !word.in_term
        && !List::Never.has(key)
        && (3..=6).contains(&word.letters.len())
        && !key.starts_with(['و', 'ف', 'ب', 'ل'])
        && !ENDINGS.iter().any(|end| key.ends_with(end))
        && !Lexicon::shipped().is_function_word(&word.letters)
        && !looks_like_a_verb(word)
        && !List::Title.has(key)
        && !List::Reporting.has(key)
}

fn looks_like_a_verb(word: &Word) -> bool {
    if word.has_article() || is_foreign_shape(word.key()) {
        return false;
    }
    matches!(
        word.letters.written(),
        ['ي' | 'ت', _, _, _, ..]
            | ['س', 'ي' | 'ت', _, _, ..]
            | ['ا' | 'إ', 'س' | 'ن', 'ت' | _, ..]
            | ['ا', _, 'ت', ..]
            | [_, _, 'ت']
            | [.., 'و', 'ا']
            | [.., 'ه', 'ا']
            | [.., 'ه', 'م']
    )
}

/// Endings that names from elsewhere have and Arabic words hardly.
pub fn is_foreign_shape(key: &str) -> bool {
    let length = key.chars().count();
    length >= 4
        && (List::ForeignEnding
            .words()
            .iter()
            .any(|end| key.ends_with(end))
            && length >= 5
            || key.contains(['پ', 'ڤ', 'گ', 'چ']))
}

/// A relation in `ي` or a participle with the article: what modifies a title or a place.
pub fn is_definite_modifier(word: &Word) -> bool {
    let key = word.key();
    word.has_article()
        && (key.ends_with("ي")
            || key.ends_with("يه")
            || is_common(word)
            || key.ends_with("ين")
            || key.ends_with("ون"))
}

/// Known names that start at a word: two words before one, what is no common word first.
pub fn known_at<'n>(
    table: &'n NameTable,
    sentence: &Sentence,
    at: usize,
    first: bool,
) -> Option<(&'n Known, Clitics, usize)> {
    let word = sentence.words.get(at)?;
    if Lexicon::shipped().is_function_word(&word.letters) {
        return None; // على is not علي
    }
    let options = if first {
        clitics(word.key())
    } else {
        vec![NO_CLITICS]
    };
    for count in [2, 1] {
        if count == 2 && !sentence.follows(at + 1) {
            continue;
        }
        for clitics in &options {
            let mut written = sentence.without(at, clitics);
            let mut key = key_of(&written);
            if key.chars().count() < 2 {
                continue;
            }
            if count == 2 {
                key = format!("{key} {}", sentence.key(at + 1));
                written = format!("{written} {}", sentence.words[at + 1].written);
            }
            let known = table.get(&key).iter().find(|known| {
                // لصالح is ل + صالح, and hardly ever Saleh; فيان is no ف + يان.
                let is_before_family = sentence.follows(at + count)
                    && table
                        .get(sentence.key(at + count))
                        .iter()
                        .any(|next| next.part == Part::Family && !next.is_word);
                let guessed_start = known.is_word
                    && !is_before_family // لسيف الكعبي
                    && is_preposition(&sentence.words[at], clitics)
                    || count == 1
                        && clitics.letters > 0
                        && key.chars().count() <= 3
                        && !sentence.key(at).starts_with('و');
                known.part != Part::Place && known.is_spelt(&written) && !guessed_start
            });
            if let Some(known) = known.filter(|known| known.part != Part::Piece || count == 2) {
                return Some((known, *clitics, at + count));
            }
        }
    }
    None
}

/// Whether ب, ل or ك is among the clitics.
fn is_preposition(word: &Word, clitics: &Clitics) -> bool {
    let taken = word
        .letters
        .written()
        .get(..clitics.letters)
        .unwrap_or_default();
    taken.iter().any(|c| matches!(c, 'ب' | 'ل' | 'ك'))
}
