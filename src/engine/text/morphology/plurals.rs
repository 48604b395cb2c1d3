//! Singulars that a word may be the broken plural of, by its pattern alone.
//!
//! The list of common words ([`super::lexicon`]) comes first; this is for entries it does not
//! have. Nothing is stored for a plural that no text has: the pattern of a word that stands in a
//! text is turned round, and it counts where its singular is an entry.

use crate::engine::text::endings::Endings;

/// A singular: its letters without a final ة or ى, and the group of that ending.
pub type Singular = (Vec<char>, Endings);

/// Only patterns that hardly any other word has; `فعول` and `فعال` are verbal nouns as often.
pub fn singulars(word: &[char], ending: Endings) -> Vec<Singular> {
    let mut found = Vec::new();
    let mut add = |letters: &[char], both: bool| {
        found.push((letters.to_vec(), Endings::BARE));
        if both {
            found.push((letters.to_vec(), Endings::TA_MARBUTA));
        }
    };
    if ending == Endings::TA_MARBUTA {
        match *word {
            // أجنة: جنين
            ['أ' | 'ا', a, b] => ['ي', 'ا']
                .iter()
                .for_each(|&long| add(&[a, b, long, b], false)),
            // أرصفة: رصيف
            ['أ' | 'ا', a, b, c] => long_vowels(|long| add(&[a, b, long, c], false)),
            // أساقفة: أسقف; جبابرة: جبار
            [a, b, 'ا', c, d] => {
                if b == c {
                    add(&[a, b, 'ا', d], false);
                }
                add(&[a, b, c, d], false);
                add(&[a, b, c, d, 'ي'], false);
                long_vowels(|long| add(&[a, b, c, long, d], false));
            }
            _ => {}
        }
        return found;
    }
    if ending == Endings::MAQSURA {
        // صرعى: صريع
        if let [a, b, c] = *word
            && b != 'ا'
        {
            add(&[a, b, 'ي', c], false);
        }
        return found;
    }
    match *word {
        // آثام: إثم
        ['آ', a, 'ا', b] => ['أ', 'إ']
            .iter()
            .for_each(|&first| add(&[first, a, b], false)),
        // زوابع: زوبعة, خواتم: خاتم
        [a, 'و', 'ا', b, c] if a != 'أ' => {
            add(&[a, 'ا', b, c], true);
            add(&[a, 'و', b, c], true);
        }
        // ضفائر: ضفيرة
        [a, b, 'ا', 'ئ', c] => long_vowels(|long| add(&[a, b, long, c], true)),
        // مطايا: مطية
        [a, b, 'ا', 'ي', 'ا'] => found.push((vec![a, b, 'ي'], Endings::TA_MARBUTA)),
        // أوتاد: وتد, أبواق: بوق
        ['أ' | 'ا', a, b, 'ا', c] => {
            add(&[a, b, c], false);
            if matches!(b, 'و' | 'ي') {
                add(&[a, 'ا', c], false);
            }
        }
        // ظرفاء: ظريف
        [a, b, c, 'ا', 'ء' | 'ئ' | 'ؤ'] if a != 'أ' => {
            add(&[a, b, 'ي', c], false);
            add(&[a, 'ا', b, c], false);
        }
        // مشاف: مشفى
        ['م', a, 'ا', b] => found.push((vec!['م', a, b], Endings::MAQSURA)),
        // مناشئ: منشأ
        [a, b, 'ا', c, 'ئ'] => {
            add(&[a, b, c, 'أ'], true);
            add(&[a, b, c, 'ئ'], true);
        }
        // ملاهي: ملهى
        [a, b, 'ا', c, 'ي'] => found.push((vec![a, b, c], Endings::MAQSURA)),
        // خنادق: خندق, مطاحن: مطحنة, مغاربة without its ة: مغربي
        [a, b, 'ا', c, d] => add(&[a, b, c, d], true),
        // نواميس: ناموس
        [a, 'و', 'ا', b, 'ي', c] => ['و', 'ي']
            .iter()
            .for_each(|&long| add(&[a, 'ا', b, long, c], false)),
        // أصفياء: صفي; أطباء is listed
        ['أ' | 'ا', a, b, 'ي', 'ا', 'ء' | 'ئ' | 'ؤ'] => add(&[a, b, 'ي'], false),
        ['أ' | 'ا', a, b, c, 'ا', 'ء' | 'ئ' | 'ؤ'] => add(&[a, b, 'ي', c], false),
        // سراديب: سرداب
        [a, b, 'ا', c, 'ي', d] => long_vowels(|long| add(&[a, b, c, long, d], true)),
        _ => {}
    }
    found
}

fn long_vowels(mut with: impl FnMut(char)) {
    ['و', 'ي', 'ا'].into_iter().for_each(&mut with);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_turned_round() {
        for (plural, ending, singular) in [
            ("سراديب", Endings::BARE, "سرداب"),
            ("ضفائر", Endings::BARE, "ضفيرة"),
            ("زوابع", Endings::BARE, "زوبعة"),
            ("مطايا", Endings::BARE, "مطية"),
            ("أوتاد", Endings::BARE, "وتد"),
            ("أبواق", Endings::BARE, "بوق"),
            ("آثام", Endings::BARE, "إثم"),
            ("ظرفاء", Endings::BARE, "ظريف"),
            ("مطاحن", Endings::BARE, "مطحنة"),
            ("نواميس", Endings::BARE, "ناموس"),
            ("أصفياء", Endings::BARE, "صفي"),
            ("أرصف", Endings::TA_MARBUTA, "رصيف"),
            ("أجن", Endings::TA_MARBUTA, "جنين"),
            ("جبابر", Endings::TA_MARBUTA, "جبار"),
            ("صرع", Endings::MAQSURA, "صريع"),
            ("ملاهي", Endings::BARE, "ملهى"),
            ("مشاف", Endings::BARE, "مشفى"),
            ("مناشئ", Endings::BARE, "منشأ"),
        ] {
            let word: Vec<char> = plural.chars().collect();
            let found = singulars(&word, ending)
                .into_iter()
                .any(|(mut letters, group)| {
                    letters.extend((group == Endings::TA_MARBUTA).then_some('ة'));
                    letters.extend((group == Endings::MAQSURA).then_some('ى'));
                    letters.into_iter().eq(singular.chars())
                });
            assert!(found, "{plural}");
        }
        assert!(singulars(&['ظ', 'ه', 'و', 'ر'], Endings::BARE).is_empty());
    }
}
