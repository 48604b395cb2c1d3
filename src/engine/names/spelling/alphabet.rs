//! Letters as small numbers: Arabic from 1, Latin as its bytes a to z.

/// The Arabic letters of names, in the order of their numbers; those of Persian stand last.
const LETTERS: &str = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپڤچگ";

/// The number beyond all letters, for what lies outside a word.
pub const OUTSIDE: u8 = 47;

/// The longest word that is spelt, in letters.
pub const LONGEST: usize = 24;

/// The numbers of a word's letters; nothing for a word with other signs, or a longer one.
pub fn encode(word: &str) -> Option<Vec<u8>> {
    let mut codes = Vec::with_capacity(word.len() / 2);
    for letter in word.chars() {
        let letter = match letter {
            '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{640}' | '\u{200B}'..='\u{200F}' => continue,
            '.' | '-' | '\'' | '’' => continue,
            'ٱ' => 'ا',
            'ک' => 'ك',
            'ی' => 'ي',
            'ڨ' => 'ق',
            'ژ' => 'ز',
            'ۋ' | 'ڥ' => 'ڤ',
            'ټ' => 'ت',
            other => other,
        };
        let place = LETTERS.chars().position(|known| known == letter)?;
        codes.push(place as u8 + 1);
        if codes.len() > LONGEST {
            return None;
        }
    }
    (!codes.is_empty()).then_some(codes)
}

/// The number of a letter without what writers leave out or exchange: hamza, ى, ة, Persian forms.
pub fn fold(code: u8) -> u8 {
    match code {
        2 | 3 | 5 => 7, // آ أ إ as ا
        4 => 34,        // ؤ as و
        6 | 35 => 36,   // ئ ى as ي
        9 => 33,        // ة as ه
        37 => 8,        // پ as ب
        38 => 27,       // ڤ as ف
        39 | 12 => 12,  // چ as ج
        40 => 29,       // گ as ك
        other => other,
    }
}

/// The letters a to z of a text, in lower case; accents and all else are left out.
pub fn latin(text: &str) -> Vec<u8> {
    use unicode_normalization::UnicodeNormalization;
    let mut letters = Vec::with_capacity(text.len());
    for letter in text.nfkd().flat_map(char::to_lowercase) {
        match letter {
            'a'..='z' => letters.push(letter as u8),
            'ß' => letters.extend(b"ss"),
            'ø' => letters.push(b'o'),
            'ł' => letters.push(b'l'),
            'đ' | 'ð' => letters.push(b'd'),
            'ı' => letters.push(b'i'),
            'æ' => letters.extend(b"ae"),
            'œ' => letters.extend(b"oe"),
            _ => {}
        }
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_letters_are_the_same_name() {
        let folded = |word: &str| -> Vec<u8> {
            encode(word)
                .unwrap_or_default()
                .into_iter()
                .map(fold)
                .collect()
        };
        for (one, other) in [
            ("أحمد", "احمد"),
            ("إيلي", "ايلى"),
            ("فاطمة", "فاطمه"),
            ("رؤوف", "رووف"),
            ("هانئ", "هاني"),
            ("ڤيكتور", "فيكتور"),
            ("گلستان", "كلستان"),
            ("پاريس", "باريس"),
        ] {
            assert_eq!(folded(one), folded(other), "{one} {other}");
        }
        assert_ne!(folded("علي"), folded("غلي"));
    }

    #[test]
    fn only_words_of_arabic_letters_are_encoded() {
        for word in ["", "ABC", "محمد7", "محمد علي", "!"] {
            assert_eq!(encode(word), None, "{word}");
        }
        assert_eq!(encode("مُحَمَّد"), encode("محمد"));
        assert_eq!(encode(&"ا".repeat(LONGEST + 1)), None);
        assert_eq!(latin("Łódź-Strauß"), b"lodzstrauss");
    }
}
