//! Forms of one noun that numbers ask for: طالبا, طالب, طلاب.

use crate::engine::text::normalize::key;

/// Whether two words behind a number can be forms of one noun: they share their consonants once
/// the endings of number and case are off.
pub fn same_counted(a: &str, b: &str) -> bool {
    let (a, b) = (consonants(&key(a)), consonants(&key(b)));
    a == b && a.chars().count() >= 2
}

fn consonants(word: &str) -> String {
    let endings = ["ين", "ون", "ان", "ات", "ا", "ه", "ة"];
    let stem = endings
        .iter()
        .find_map(|ending| word.strip_suffix(ending))
        .filter(|stem| stem.chars().count() >= 2)
        .unwrap_or(word);
    stem.chars()
        .filter(|c| !matches!(c, 'ا' | 'و' | 'ي' | 'ى' | 'أ' | 'إ' | 'آ' | 'ء'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_noun() {
        for (a, b, expected) in [
            ("كتابا", "كتب", true),
            ("شخصا", "أشخاص", true),
            ("مدنيا", "مدنيين", true),
            ("سيارة", "سيارات", true),
            ("موظف", "طالب", false),
            ("قرية", "مدينة", false),
        ] {
            assert_eq!(same_counted(a, b), expected, "{a} {b}");
        }
    }
}
