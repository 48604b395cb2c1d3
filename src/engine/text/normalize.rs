//! Comparison keys: what of a spelling is ignored when two texts are compared.
//!
//! A key is never shown and never saved as text.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// Vowel signs, Quranic marks and the superscript alef: written or left out at will.
pub fn is_arabic_mark(c: char) -> bool {
    matches!(c,
        '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}' | '\u{0670}'
        | '\u{06D6}'..='\u{06DC}' | '\u{06DF}'..='\u{06E8}' | '\u{06EA}'..='\u{06ED}'
        | '\u{08D3}'..='\u{08FF}')
}

pub const TATWEEL: char = '\u{0640}';

/// Characters without a picture of their own: joiners, direction marks, isolates, byte order mark.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// A letter of the Arabic script, presentation forms included.
pub fn is_arabic_letter(c: char) -> bool {
    if matches!(c, '\u{0621}'..='\u{063A}' | '\u{0641}'..='\u{064A}') {
        return true; // nearly all of them, without the table
    }
    c.is_alphabetic()
        && matches!(c,
            '\u{0600}'..='\u{06FF}' | '\u{0750}'..='\u{077F}' | '\u{0870}'..='\u{08FF}'
            | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

/// The ASCII digit of any decimal digit used in Arabic or Latin text.
pub fn ascii_digit(c: char) -> Option<char> {
    let zero = match c {
        '0'..='9' => return Some(c),
        '\u{0660}'..='\u{0669}' => 0x0660,
        '\u{06F0}'..='\u{06F9}' => 0x06F0,
        '\u{FF10}'..='\u{FF19}' => 0xFF10,
        _ => return None,
    };
    char::from_digit(c as u32 - zero, 10)
}

/// One character of the key, or `None` where the character does not count. Expects composed text:
/// presentation forms and combining hamzas are `key`'s affair.
pub fn fold(c: char) -> Option<char> {
    if is_arabic_mark(c) || c == TATWEEL || is_invisible(c) {
        return None;
    }
    Some(match c {
        'أ' | 'إ' | 'آ' | 'ٱ' | 'ٲ' | 'ٳ' | 'ٵ' => 'ا',
        'ى' | 'ی' => 'ي',
        'ة' | 'ۃ' | 'ھ' | 'ہ' => 'ه',
        'ک' => 'ك',
        '،' | '٬' => ',',
        '؛' => ';',
        '؟' => '?',
        '٪' => '%',
        '٫' => '.',
        '۔' => '.',
        '«' | '»' | '“' | '”' | '„' | '‟' => '"',
        '‘' | '’' | '‚' | '‛' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        _ => ascii_digit(c).unwrap_or(c),
    })
}

/// The comparison key: compatibility composition (presentation forms, decomposed hamza), then
/// marks, tatweel and invisible characters dropped, alef, ya and ta marbuta unified, digits and
/// punctuation in ASCII shapes, runs of white space as one space, none at the edges.
pub fn key(text: &str) -> String {
    if text.chars().all(is_composed) {
        return folded(text.chars(), text.len());
    }
    folded(text.nfkc(), text.len())
}

/// A character that compatibility composition leaves as it is, whatever stands beside it: nearly
/// all of an Arabic or English text, and far quicker than the tables.
pub(super) fn is_composed(c: char) -> bool {
    matches!(c,
        '\0'..='\u{9F}' | '\u{060C}' | '\u{061B}' | '\u{061F}' | '\u{0621}'..='\u{0652}'
        | '\u{0660}'..='\u{066C}' | '\u{2010}' | '\u{2013}'..='\u{2014}'
        | '\u{2018}'..='\u{201D}' | '\u{200B}'..='\u{200F}' | '\u{00AB}' | '\u{00BB}')
}

fn folded(chars: impl Iterator<Item = char>, length: usize) -> String {
    let mut out = String::with_capacity(length);
    let mut space = false;
    for c in chars.filter_map(fold) {
        if c.is_whitespace() {
            space = !out.is_empty();
        } else {
            if std::mem::take(&mut space) {
                out.push(' ');
            }
            out.push(c);
        }
    }
    out
}

/// The text without vowel signs, tatweel and invisible characters; letters stay as written.
pub fn strip_marks(text: &str) -> Cow<'_, str> {
    if text
        .chars()
        .all(|c| c == ' ' || matches!(c, '\u{0621}'..='\u{063A}' | '\u{0641}'..='\u{064A}'))
    {
        return text.into(); // the common case, without the normalisation tables
    }
    text.nfc()
        .filter(|&c| !is_arabic_mark(c) && c != TATWEEL && !is_invisible(c))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_ignore_spelling_and_keep_content() {
        for (a, b) in [
            ("هُدْنَة", "هدنه"),
            ("الأزمة", "الازمه"),
            ("إلى  حلب", "الي حلب"),
            ("هـــدنة", "هدنة"),
            ("ﺍﻟﻬﺪﻧﺔ", "الهدنة"),
            ("ا\u{0654}مل", "أمل"),
            ("٢٠١٦", "2016"),
            ("«نعم»؟", "\"نعم\"?"),
            ("\u{200F}نعم\u{00A0}لا ", "نعم لا"),
        ] {
            assert_eq!(key(a), key(b), "{a} / {b}");
        }
        assert_ne!(key("هدنة"), key("هدن"));
        assert_ne!(key("48 ساعة"), key("72 ساعة"));
    }

    #[test]
    fn composed_characters_are_left_alone() {
        let alone = |c: &char| is_composed(*c);
        for c in ('\0'..'\u{3000}').filter(alone) {
            for d in ['ا', 'أ', 'A', '\u{064B}', '\u{0651}', '"', c] {
                let pair: String = [d, c, d].iter().collect();
                if !is_arabic_mark(c) && !is_arabic_mark(d) {
                    assert_eq!(pair.nfkc().collect::<String>(), pair, "{c:?}");
                }
                assert_eq!(key(&pair), folded(pair.nfkc(), 0), "{c:?}");
            }
        }
    }

    #[test]
    fn keys_are_stable() {
        for text in ["الهُدنة", "", " \u{200F} ", "ﷲ", "A – B"] {
            assert_eq!(key(&key(text)), key(text));
        }
    }
}
