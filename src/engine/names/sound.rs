//! Names paired by sound: the Arabic of a confirmed segment against the capitalised words of its
//! English.
//!
//! Both sides are reduced to a row of consonant classes: vowels, h and the hamza go, `kh`, `gh`,
//! `sh` and doubled letters are one, and letters that the other script cannot tell apart (p and b,
//! v and f, g and j) share a class. Rows are compared by edit distance.

use super::key::key_of;
use crate::engine::model::NamePair;

/// The least share of a row that must agree.
const LEAST: f64 = 0.75;

/// The English words that sound like each name; names without any are left out.
pub fn pair_by_sound<'a>(names: impl IntoIterator<Item = &'a str>, english: &str) -> Vec<NamePair> {
    let candidates = capitalised(english);
    let mut pairs: Vec<NamePair> = Vec::new();
    for name in names {
        let known = pairs.iter().any(|pair| pair.source == name);
        if let Some(spelling) = best(name, &candidates).filter(|_| !known) {
            pairs.push(NamePair {
                source: name.to_owned(),
                spelling,
            });
        }
    }
    pairs
}

fn best(name: &str, candidates: &[String]) -> Option<String> {
    let sounds = arabic_sounds(name);
    if sounds.len() < 2 {
        return None;
    }
    let words = name.split_whitespace().count();
    let mut found: Option<(f64, &String)> = None;
    for candidate in candidates {
        let alike = likeness(&sounds, &english_sounds(candidate));
        let length = candidate.split([' ', '-']).count().abs_diff(words);
        let score = alike - 0.03 * length as f64;
        if alike >= LEAST && found.is_none_or(|(best, _)| score > best) {
            found = Some((score, candidate));
        }
    }
    found.map(|(_, candidate)| candidate.clone())
}

/// Runs of capitalised words with the particles between them, and all their parts.
fn capitalised(english: &str) -> Vec<String> {
    const PARTICLES: [&str; 14] = [
        "al", "bin", "ibn", "de", "von", "van", "der", "da", "el", "ben", "abu", "du", "la", "le",
    ];
    let mut runs: Vec<Vec<&str>> = vec![Vec::new()];
    for word in english.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let bare = bare
            .strip_suffix("'s")
            .or_else(|| bare.strip_suffix("’s"))
            .unwrap_or(bare);
        let lower_article = ["al-", "el-", "ad-", "ar-", "as-", "an-", "ash-", "az-"]
            .iter()
            .any(|article| bare.starts_with(article));
        let takes =
            bare.starts_with(char::is_uppercase) || lower_article || PARTICLES.contains(&bare);
        if takes && let Some(run) = runs.last_mut() {
            run.push(bare);
        }
        let ends = !takes || word.ends_with([',', '.', ';', ':', ')', '"', '”', '»']);
        if ends {
            runs.push(Vec::new());
        }
    }
    let mut parts = Vec::new();
    for run in runs.iter().filter(|run| !run.is_empty() && run.len() <= 12) {
        for from in 0..run.len() {
            for to in from + 1..=run.len().min(from + 5) {
                let is_particle = |at: usize| PARTICLES.contains(&run[at]);
                if !is_particle(to - 1) {
                    parts.push(run[from..to].join(" "));
                }
            }
        }
    }
    parts
}

/// The last words of a spelling that sound like a text, where the whole of it does not.
pub(super) fn last_sounding(text: &str, spelling: &str) -> Option<String> {
    let sounds = |text: &str| {
        let all = arabic_sounds(text);
        let start = clitic_sounds(text).min(all.len());
        [all.clone(), all[start..].to_vec()]
    };
    let own = sounds(text);
    let best = |latin: &str| {
        let latin = english_sounds(latin);
        own.iter()
            .map(|own| likeness(own, &latin))
            .fold(0.0, f64::max)
    };
    let words: Vec<&str> = spelling.split(' ').collect();
    let (score, start) = (1..words.len())
        .map(|start| (best(&words[start..].join(" ")), start))
        .fold((0.0, 0), |a, b| if b.0 > a.0 { b } else { a });
    (score >= LEAST && score > best(spelling)).then(|| words[start..].join(" "))
}

/// How many sounds the letter before a name may have: ب, ل, ك.
fn clitic_sounds(text: &str) -> usize {
    let bare = text.trim_start_matches(['و', 'ف']);
    usize::from(bare.starts_with(['ب', 'ل', 'ك']))
}

pub(super) fn arabic_sounds(name: &str) -> Vec<u8> {
    let key = key_of(name);
    let words = key.split(' ').map(|word| {
        word.strip_prefix("ال")
            .filter(|rest| rest.chars().count() > 1)
            .unwrap_or(word)
    });
    let mut out = Vec::new();
    for c in words.flat_map(str::chars) {
        let class = match c {
            'ب' | 'پ' => b'b',
            'ت' | 'ط' => b't',
            'ث' => b't',
            'ج' | 'غ' | 'گ' => b'g',
            'خ' | 'ق' | 'ك' => b'k',
            'د' | 'ض' | 'ذ' => b'd',
            'ر' => b'r',
            'ز' | 'ظ' | 'س' | 'ص' | 'ش' => b's',
            'ف' | 'ڤ' => b'f',
            'ل' => b'l',
            'م' => b'm',
            'ن' => b'n',
            _ => continue,
        };
        push(&mut out, class);
    }
    out
}

fn english_sounds(name: &str) -> Vec<u8> {
    let lower = name.to_lowercase();
    let mut out = Vec::new();
    for word in lower.split([' ', '-']).filter(|word| {
        !matches!(
            *word,
            "al" | "el" | "ad" | "ar" | "as" | "an" | "ash" | "az"
        )
    }) {
        let letters: Vec<char> = word.chars().collect();
        let mut at = 0;
        while let Some(&c) = letters.get(at) {
            let next = letters.get(at + 1).copied();
            let (classes, taken): (&[u8], usize) = match (c, next) {
                ('k', Some('h')) | ('c', Some('k' | 'h')) if c == 'k' || next == Some('k') => {
                    (b"k", 2)
                }
                ('g', Some('h')) => (b"g", 2),
                ('s' | 'c', Some('h')) => (b"s", 2),
                ('t', Some('h')) => (b"t", 2),
                ('d', Some('h')) => (b"d", 2),
                ('p', Some('h')) => (b"f", 2),
                ('c', Some('e' | 'i' | 'y')) => (b"s", 1),
                ('x', _) => (b"ks", 1),
                ('b' | 'p', _) => (b"b", 1),
                ('t', _) => (b"t", 1),
                ('g' | 'j', _) => (b"g", 1),
                ('k' | 'q' | 'c', _) => (b"k", 1),
                ('d', _) => (b"d", 1),
                ('r', _) => (b"r", 1),
                ('s' | 'z', _) => (b"s", 1),
                ('f' | 'v', _) => (b"f", 1),
                ('l', _) => (b"l", 1),
                ('m', _) => (b"m", 1),
                ('n', _) => (b"n", 1),
                _ => (b"", 1),
            };
            classes.iter().for_each(|&class| push(&mut out, class));
            at += taken;
        }
    }
    out
}

fn push(out: &mut Vec<u8>, class: u8) {
    if out.last() != Some(&class) && out.len() < 60 {
        out.push(class);
    }
}

/// From 0 to 1: one less the edit distance as a share of the longer row. The first sounds must
/// be the same.
fn likeness(a: &[u8], b: &[u8]) -> f64 {
    if a.first() != b.first() || a.is_empty() {
        return 0.0;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    let distance = row.last().copied().unwrap_or_default();
    1.0 - distance as f64 / a.len().max(b.len()) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_find_their_english() {
        let english = "UN envoy Staffan de Mistura met Russia's Sergei Lavrov in Moscow, while \
            Rami Abdel Rahman and Bashar al-Assad stayed in Damascus with Mohammed bin Salman.";
        for (name, expected) in [
            ("ستافان دي ميستورا", "Staffan de Mistura"),
            ("دي مستورا", "de Mistura"),
            ("لافروف", "Lavrov"),
            ("سيرجي لافروف", "Sergei Lavrov"),
            ("رامي عبد الرحمن", "Rami Abdel Rahman"),
            ("بشار الأسد", "Bashar al-Assad"),
            ("محمد بن سلمان", "Mohammed bin Salman"),
            ("هيلاري كلينتون", ""),
            ("ب", ""),
        ] {
            let pairs = pair_by_sound([name], english);
            let found = pairs.first().map_or("", |pair| pair.spelling.as_str());
            assert_eq!(found, expected, "{name}");
        }
        assert!(pair_by_sound(["دمشق"], "").is_empty());
    }
}
