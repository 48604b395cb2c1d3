//! Splitting by hand: Arabic sentences of sixty words are normal.

use crate::engine::text::normalize::is_invisible;

/// Words that open a clause; before them a long sentence may be cut.
const OPENERS: [&str; 14] = [
    "حيث",
    "فيما",
    "بينما",
    "كما",
    "مما",
    "إذ",
    "لكن",
    "ولكن",
    "وقد",
    "وكان",
    "وكانت",
    "which",
    "while",
    "but",
];

/// A place where a translator might cut.
#[derive(Clone, Copy)]
struct Cut {
    /// Byte offset of the second half's first character.
    place: usize,
    /// How much farther away a better place may be, as a factor.
    cost: usize,
}

/// The best clause boundary near a byte offset: after ، ؛ : or a dash, or before a word such as
/// حيث or في حين. The offset returned is that of the first character of the second half; the
/// white space before it belongs to neither. `None` where there is none with two words on
/// either side.
pub fn propose_split(source: &str, near: usize) -> Option<usize> {
    let words = words(source);
    let inner = words.len().checked_sub(2)?;
    words
        .iter()
        .enumerate()
        .take(inner + 1)
        .skip(2)
        .filter_map(|(number, &(place, word))| {
            let (_, previous) = *words.get(number - 1)?;
            let next = words.get(number + 1).map_or("", |&(_, next)| next);
            let cost = cost(previous, word, next)?;
            Some(Cut { place, cost })
        })
        .min_by_key(|cut| cut.place.abs_diff(near).saturating_mul(cut.cost))
        .map(|cut| cut.place)
}

/// The words with their byte offsets, split at white space.
fn words(source: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in source.char_indices() {
        match start {
            Some(begin) if c.is_whitespace() => {
                words.push((begin, &source[begin..at]));
                start = None;
            }
            None if !c.is_whitespace() => start = Some(at),
            _ => {}
        }
    }
    words.extend(start.map(|begin| (begin, &source[begin..])));
    words
}

fn cost(previous: &str, word: &str, next: &str) -> Option<usize> {
    let previous = previous.trim_end_matches(|c| is_invisible(c) || "\"'”’»)]".contains(c));
    let opens = OPENERS.contains(&word) || (word == "في" && next == "حين");
    match previous.chars().next_back() {
        Some('؛' | ';' | '.' | '!' | '؟' | '?' | '…' | '۔') => Some(4),
        Some('،' | ',' | '–' | '—') if opens || word.starts_with('و') => Some(4),
        Some('،' | ',' | '–' | '—') => Some(5),
        Some(':') => Some(6),
        _ if opens => Some(7),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proposals_fall_on_clause_boundaries() {
        for (source, near, expected) in [
            ("وصل الوفد إلى جنيف، وغادر الوزير المدينة", 0, Some("وغادر")),
            (
                "وصل الوفد إلى جنيف حيث عقد اللقاء، ثم غادر المكان",
                60,
                Some("ثم"),
            ),
            ("وصل الوفد إلى جنيف في حين غادر الوزير", 30, Some("في حين")),
            ("بلغ العدد 1,000 قتيل في المدينة", 10, None),
            ("نعم، لا", 3, None),
            ("", 0, None),
            ("كلمة", 99, None),
        ] {
            let place = propose_split(source, near);
            let rest = place.map(|place| &source[place..]);
            match expected {
                Some(start) => assert!(
                    rest.is_some_and(|r| r.starts_with(start)),
                    "{source}: {rest:?}"
                ),
                None => assert_eq!(rest, None, "{source}"),
            }
        }
    }
}
