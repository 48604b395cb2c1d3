//! Names that are everyday words as well, and what their neighbours say: تدمر is Palmyra behind
//! مدينة, and destroys before its subject.

use crate::engine::text::letters::Letters;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What the text says about a reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Sure,
    /// Nothing speaks for it or against it.
    Guess,
    Refused,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Place,
    Month,
    Hijri,
    Party,
}

struct Homograph {
    kind: Kind,
    is_verb: bool,
    not_before: HashSet<String>,
    not_behind: HashSet<String>,
}

/// A name in its sentence. Words are keys; empty where there is none.
pub struct Neighbours<'a> {
    pub before: &'a str,
    pub behind: &'a str,
    pub proclitics: &'a [&'static str],
    /// The word before is a name of the list of names.
    pub name_before: bool,
}

/// What a cue may have in front: و and ف.
fn without_conjunction(key: &str) -> &str {
    key.strip_prefix(['و', 'ف'])
        .filter(|rest| rest.chars().count() > 1)
        .unwrap_or(key)
}

/// What the neighbours say about the name; `None` where it is no everyday word.
pub fn verdict(name: &str, place: &Neighbours) -> Option<Verdict> {
    let homograph = HOMOGRAPHS.get(name)?;
    let before = without_conjunction(place.before);
    let refused = homograph.not_before.contains(place.before)
        || homograph.not_before.contains(before)
        || homograph.not_behind.contains(place.behind)
        || place.proclitics.contains(&"ك");
    if refused {
        return Some(Verdict::Refused);
    }
    // By itself, as in a list or a search, it may be either.
    if place.before.is_empty() && place.behind.is_empty() && place.proclitics.is_empty() {
        return Some(Verdict::Guess);
    }
    let has_preposition = place
        .proclitics
        .iter()
        .any(|piece| matches!(*piece, "ب" | "ل"));
    Some(match homograph.kind {
        Kind::Place => place_verdict(homograph, place, before, has_preposition),
        Kind::Month => {
            let is_month = is_number(place.before)
                || is_number(place.behind)
                || has("month-before", before)
                || has("month-behind", place.behind)
                || matches!(place.before, "/" | "(" | "-")
                || matches!(place.behind, "/" | "(");
            if is_month {
                Verdict::Sure
            } else {
                Verdict::Refused
            }
        }
        Kind::Hijri => {
            let is_month = is_number(place.before)
                || is_number(place.behind)
                || matches!(
                    before,
                    "شهر" | "لشهر" | "بشهر" | "هلال" | "غره" | "مطلع" | "اواءل" | "اواخر"
                );
            if is_month {
                Verdict::Sure
            } else {
                Verdict::Refused
            }
        }
        Kind::Party if has_preposition && !has("party-bond", before) => Verdict::Refused,
        Kind::Party => Verdict::Sure,
    })
}

fn place_verdict(
    homograph: &Homograph,
    place: &Neighbours,
    before: &str,
    has_preposition: bool,
) -> Verdict {
    let has_cue = has_preposition
        || has("place-before", before)
        || has("place-behind", place.behind)
        || place.before.is_empty() && is_dateline(place.behind)
        || place.proclitics == ["و"] && place.name_before;
    if has_cue {
        return Verdict::Sure;
    }
    // A verb and its subject: تدمر الحرب. An adjective of the town ends in ة: تدمر القديمة.
    let has_subject = place.behind.starts_with("ال") && !place.behind.ends_with('ه');
    if homograph.is_verb && has_subject {
        return Verdict::Refused;
    }
    Verdict::Guess
}

fn is_number(key: &str) -> bool {
    key.starts_with(|c: char| c.is_numeric())
}

fn is_dateline(mark: &str) -> bool {
    matches!(mark, "-" | "–" | "—" | "(" | ":" | "/")
}

fn has(list: &str, key: &str) -> bool {
    CUES.get(list).is_some_and(|words| words.contains(key))
}

fn key(word: &str) -> String {
    Letters::new(word).key().to_owned()
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.map(|line| line.split('\t').collect())
}

/// By the spelling of the name, marks left out.
static HOMOGRAPHS: LazyLock<HashMap<String, Homograph>> = LazyLock::new(|| {
    let words = |cell: Option<&&str>| {
        let cell = cell.copied().unwrap_or_default();
        cell.split('|')
            .filter(|word| !word.is_empty())
            .map(key)
            .collect()
    };
    rows(include_str!("homographs.tsv"))
        .filter_map(|row| {
            let kind = match *row.get(1)? {
                "place" => Kind::Place,
                "month" => Kind::Month,
                "hijri" => Kind::Hijri,
                "party" => Kind::Party,
                _ => return None,
            };
            let homograph = Homograph {
                kind,
                is_verb: row.get(2) == Some(&"verb"),
                not_before: words(row.get(3)),
                not_behind: words(row.get(4)),
            };
            Some(((*row.first()?).to_owned(), homograph))
        })
        .collect()
});

static CUES: LazyLock<HashMap<&'static str, HashSet<String>>> = LazyLock::new(|| {
    rows(include_str!("homograph_cues.tsv"))
        .filter_map(|row| Some((*row.first()?, row.get(1)?.split(' ').map(key).collect())))
        .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_everyday_words() {
        use Verdict::{Guess, Refused, Sure};
        let at = |before: &str, behind: &str, proclitics: &'static [&'static str]| {
            (key(before), key(behind), proclitics)
        };
        for (name, (before, behind, proclitics), expected) in [
            ("تدمر", at("مدينة", "أمس", &[]), Some(Sure)),
            ("تدمر", at("", "القذائف", &[]), Some(Refused)),
            ("تدمر", at("", "أمس", &[]), Some(Guess)),
            ("حلب", at("وريف", "", &[]), Some(Sure)),
            ("كوبا", at("شرب", "من", &[]), Some(Refused)),
            ("حماس", at("تحدث", "شديد", &["ب"]), Some(Refused)),
            ("حماس", at("علاقته", "", &["ب"]), Some(Sure)),
            ("مارس", at("5", "2014", &[]), Some(Sure)),
            ("مارس", at("", "ضغوطا", &[]), Some(Refused)),
            ("صفر", at("النتيجة", "", &[]), Some(Refused)),
            ("المغرب", at("قبيل", "", &[]), Some(Refused)),
            ("دمشق", at("", "", &[]), None),
        ] {
            let place = Neighbours {
                before: &before,
                behind: &behind,
                proclitics,
                name_before: false,
            };
            assert_eq!(verdict(name, &place), expected, "{before} {name} {behind}");
        }
    }
}
