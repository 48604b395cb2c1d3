//! A word letter by letter: what is looked up, and what was written.

use super::normalize::{self, fold};
use unicode_normalization::UnicodeNormalization;

/// A word without vowel signs, tatweel and invisible characters, as two parallel rows of letters.
///
/// The *key* unifies everything that careless spelling confuses: alefs, hamza seats, ya and alef
/// maqsura, ta marbuta and ha, letter case, digit shapes. The *written* row keeps the spelling, so
/// that [`agree`] can throw out what contradicts it: `آلي` and `إلى` share a key and no meaning.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Letters {
    key: String,
    /// Where each letter starts in the key, and the key's length at the end; empty where all of
    /// them take two bytes, as Arabic ones do.
    starts: Vec<usize>,
    written: Vec<char>,
}

impl Letters {
    pub fn new(word: &str) -> Self {
        let mut letters = Self::with_room(word.len().div_ceil(2));
        if word.chars().all(is_plain) {
            word.chars().for_each(|c| letters.push(c));
        } else {
            word.nfkc().for_each(|c| letters.push(c));
        }
        letters.mark_starts();
        letters
    }

    fn with_room(letters: usize) -> Self {
        Self {
            key: String::with_capacity(2 * letters),
            starts: Vec::new(),
            written: Vec::with_capacity(letters),
        }
    }

    fn mark_starts(&mut self) {
        if self.key.chars().any(|c| c.len_utf8() != 2) {
            self.starts = self.key.char_indices().map(|(at, _)| at).collect();
            self.starts.push(self.key.len());
        }
    }

    /// The word spelt by these letters, taken from another word.
    pub fn spelt(written: &[char]) -> Self {
        let mut letters = Self::with_room(written.len());
        written.iter().for_each(|&c| letters.push(c));
        letters.mark_starts();
        letters
    }

    fn push(&mut self, c: char) {
        if is_plain_letter(c) {
            self.key.push(c);
            self.written.push(c);
            return;
        }
        let Some(folded) = fold(c) else { return };
        self.key.push(key_letter(folded));
        self.written.push(match c {
            'ٱ' => 'ا',
            'ی' => 'ي',
            'ک' => 'ك',
            'ۃ' => 'ة',
            'ھ' | 'ہ' => 'ه',
            _ => c,
        });
    }

    /// In letters.
    pub fn len(&self) -> usize {
        self.written.len()
    }

    pub fn is_empty(&self) -> bool {
        self.written.is_empty()
    }

    pub fn key(&self) -> &str {
        &self.key
    }

    /// The key of the letters `from..to`; empty when there are none such.
    pub fn key_of(&self, from: usize, to: usize) -> &str {
        if from > to || to > self.len() {
            return "";
        }
        let start = |at: usize| self.starts.get(at).copied().unwrap_or(2 * at);
        self.key.get(start(from)..start(to)).unwrap_or_default()
    }

    /// Key and written letters.
    pub fn into_parts(self) -> (String, Vec<char>) {
        (self.key, self.written)
    }

    pub fn written(&self) -> &[char] {
        &self.written
    }

    /// The written letters `from..to`; empty when there are none such.
    pub fn written_of(&self, from: usize, to: usize) -> &[char] {
        self.written.get(from..to).unwrap_or_default()
    }

    pub fn is_arabic(&self) -> bool {
        !self.is_empty() && self.written.iter().all(|&c| normalize::is_arabic_letter(c))
    }
}

/// Characters that compatibility composition leaves alone wherever they stand.
fn is_plain(c: char) -> bool {
    c.is_ascii()
        || matches!(c, '\u{0621}'..='\u{064A}' | '\u{064B}'..='\u{0652}' | '\u{0660}'..='\u{0669}')
}

/// Nearly all letters: those that are their own key.
fn is_plain_letter(c: char) -> bool {
    matches!(c, 'ء' | 'ا' | 'ب' | 'ت'..='غ' | 'ف'..='و' | 'ي')
}

fn key_letter(folded: char) -> char {
    match folded {
        'ؤ' | 'ئ' => 'ء',
        '\u{0621}'..='\u{064A}' => folded,
        c if c.is_uppercase() => c.to_lowercase().next().unwrap_or(c),
        c => c,
    }
}

fn is_alef(c: char) -> bool {
    matches!(c, 'ا' | 'أ' | 'إ' | 'آ')
}

fn is_seat(c: char) -> bool {
    matches!(c, 'ء' | 'ؤ' | 'ئ')
}

/// Whether two spellings with the same key can be the same word.
///
/// Leaving something out (a hamza, the dots of ة) is careless and agrees with everything; writing
/// something else (`أ` against `إ`, `ة` where the term has ه) is another word. A hamza at the end
/// changes its seat with the ending; inside it does so only before و (`مسؤول`, `مسئول`).
pub fn agree(term: &[char], text: &[char]) -> bool {
    term.len() == text.len()
        && (0..term.len()).all(|at| {
            let (a, b) = (term[at], text[at]);
            let next = term.get(at + 1);
            match (a, b) {
                _ if a == b => true,
                _ if is_alef(a) && is_alef(b) => a == 'ا' || b == 'ا',
                _ if is_seat(a) && is_seat(b) => next.is_none_or(|&c| c == 'و'),
                ('ه', 'ة') => false,
                _ => true,
            }
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_spellings() {
        for (a, b, expected) in [
            ("هُدْنَة", "هدنه", true),
            ("أعمال", "اعمال", true),
            ("أعلام", "إعلام", false),
            ("أمن", "آمن", false),
            ("مسؤول", "مسئول", true),
            ("بئره", "بؤره", false),
            ("شركاء", "شركاؤ", true),
            ("وجه", "وجة", false),
            ("ﺍﻟﻬﺪﻧﺔ", "الهدنة", true),
            ("ا\u{0654}مل", "أمل", true),
            ("NATO", "nato", true),
        ] {
            let (x, y) = (Letters::new(a), Letters::new(b));
            assert_eq!(x.key(), y.key(), "{a} / {b}");
            assert_eq!(agree(x.written(), y.written()), expected, "{a} / {b}");
        }
    }

    #[test]
    fn plain_letters_are_their_own_key() {
        for c in '\u{600}'..'\u{700}' {
            if is_plain_letter(c) {
                assert_eq!(fold(c).map(key_letter), Some(c), "{c}");
            }
        }
    }

    #[test]
    fn parts_out_of_range_are_empty() {
        let word = Letters::new("هدنة");
        assert_eq!(word.key_of(0, 3), "هدن");
        assert_eq!(word.key_of(3, 9), "");
        assert_eq!(word.written_of(3, 1), [] as [char; 0]);
        assert!(Letters::new("\u{064B}").is_empty());
    }
}
