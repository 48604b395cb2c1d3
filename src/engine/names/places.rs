//! Places that no gazetteer knows: after the noun that says what they are, and in lists of such.

use super::candidate::{Candidate, Place};
use super::key::key_of;
use super::table::{NameTable, Part};
use super::words::{
    Clitics, NO_CLITICS, Sentence, clitics, is_common, is_definite_modifier, known_at, may_be_name,
    may_be_part,
};
use crate::engine::model::NameBasis;
use std::ops::Range;

/// A noun before a place's name, and how English joins it: `Nile Street`, `Mount Qasioun`.
struct Kind {
    keys: &'static [&'static str],
    english: English,
    /// What follows is a name even if it is a common word.
    is_strict: bool,
    is_plural: bool,
    /// Often called after a person.
    is_after_person: bool,
}

#[derive(Clone, Copy)]
enum English {
    /// The noun is no part of the name: حي, مدينة.
    Apart,
    Behind(&'static str),
    Before(&'static str),
}

impl English {
    fn with(self, spelling: &str) -> String {
        match self {
            Self::Apart => spelling.to_owned(),
            Self::Behind(noun) => format!("{spelling} {noun}"),
            Self::Before(noun) => format!("{noun} {spelling}"),
        }
    }
}

const KINDS: &[Kind] = &[
    kind(
        &[
            "حي",
            "بلده",
            "قريه",
            "مخيم",
            "ضاحيه",
            "ناحيه",
            "مديريه",
            "قضاء",
            "حاجز",
            "دوار",
            "تله",
            "مفرق",
        ],
        English::Apart,
        true,
    ),
    kind(
        &[
            "مدينه",
            "منطقه",
            "محافظه",
            "ولايه",
            "جزيره",
            "واحه",
            "اقليم",
            "هضبه",
            "سهل",
        ],
        English::Apart,
        false,
    ),
    plural(&[
        "احياء",
        "بلدات",
        "قري",
        "مدن",
        "مناطق",
        "محافظات",
        "مخيمات",
        "ولايات",
        "ضواحي",
        "بلدتي",
        "قريتي",
        "حيي",
        "مدينتي",
    ]),
    kind(&["شارع"], English::Behind("Street"), true),
    kind(&["ساحه", "ميدان"], English::Behind("Square"), true),
    kind(&["مطار"], English::Behind("Airport"), false),
    kind(&["جسر"], English::Behind("Bridge"), false),
    kind(&["معبر"], English::Behind("crossing"), false),
    kind(&["جبل"], English::Before("Mount"), false),
    kind(&["نهر"], English::Behind("River"), false),
    kind(&["سجن"], English::Behind("prison"), false),
    kind(&["حقل"], English::Behind("field"), true),
    kind(&["مستشفي", "مشفي"], English::Behind("Hospital"), false),
    kind(&["مسجد", "جامع"], English::Behind("Mosque"), false),
    kind(&["كنيسه"], English::Behind("Church"), false),
    kind(&["وادي"], English::Before("Wadi"), false),
];

const fn kind(keys: &'static [&'static str], english: English, is_strict: bool) -> Kind {
    Kind {
        keys,
        english,
        is_strict,
        is_plural: false,
        is_after_person: matches!(english, English::Behind(_)),
    }
}

const fn plural(keys: &'static [&'static str]) -> Kind {
    Kind {
        keys,
        english: English::Apart,
        is_strict: true,
        is_plural: true,
        is_after_person: false,
    }
}

impl Place {
    /// The places whose names begin at a word: one after its noun, several after a plural or in
    /// a list (`ومن بينها الموكامبو والمشارقة وشارع النيل`).
    pub fn read(
        table: &NameTable,
        sentence: &Sentence,
        at: usize,
        known: &[Candidate],
    ) -> Vec<Self> {
        if let Some(start) = list_start(sentence, at) {
            return list(table, sentence, start);
        }
        let Some((kind, _)) = kind_at(sentence, at) else {
            return Vec::new();
        };
        if kind.is_plural {
            return if sentence.follows(at + 1) {
                list(table, sentence, at + 1)
            } else {
                Vec::new()
            };
        }
        Self::of_known(sentence, at, kind, known)
            .or_else(|| Self::after_noun(table, sentence, at, kind))
            .into_iter()
            .collect()
    }

    /// سجن طنجة, where the glossary knows طنجة.
    fn of_known(sentence: &Sentence, at: usize, kind: &Kind, known: &[Candidate]) -> Option<Self> {
        if matches!(kind.english, English::Apart) || !sentence.follows(at + 1) {
            return None;
        }
        let name = known
            .iter()
            .filter(|name| name.words.start == at + 1)
            .filter(|name| {
                let is_person =
                    name.words.len() > 1 && kind.is_after_person && !is_jail(sentence, at);
                name.basis == NameBasis::Glossary || is_person
            })
            .max_by_key(|name| name.words.end)?;
        let noun_clitics = kind_at(sentence, at).map_or(NO_CLITICS, |(_, clitics)| clitics);
        Some(Self {
            words: at..name.words.end,
            source: format!("{} {}", sentence.without(at, &noun_clitics), name.source),
            proposals: name
                .proposals
                .iter()
                .map(|spelling| kind.english.with(spelling))
                .collect(),
            guess: name.guess,
        })
    }

    fn after_noun(table: &NameTable, sentence: &Sentence, at: usize, kind: &Kind) -> Option<Self> {
        if !sentence.follows(at + 1) {
            return None;
        }
        let name = Name::read(table, sentence, at + 1, kind.is_strict, NO_CLITICS)?;
        let noun_belongs = !matches!(kind.english, English::Apart);
        let noun_clitics = kind_at(sentence, at).map_or(NO_CLITICS, |(_, clitics)| clitics);
        let start = if noun_belongs { at } else { at + 1 };
        let source = if noun_belongs {
            format!("{} {}", sentence.without(at, &noun_clitics), name.source)
        } else {
            name.source
        };
        Some(Self {
            words: start..name.end,
            source,
            proposals: name
                .proposals
                .iter()
                .map(|spelling| kind.english.with(spelling))
                .collect(),
            guess: name.guess,
        })
    }
}

fn kind_at(sentence: &Sentence, at: usize) -> Option<(&'static Kind, Clitics)> {
    let key = sentence.key(at);
    clitics(key)
        .into_iter()
        .filter(|clitics| !clitics.merged)
        .find_map(|clitics| {
            let rest: String = key.chars().skip(clitics.letters).collect();
            let kind = KINDS
                .iter()
                .find(|kind| kind.keys.contains(&rest.as_str()))?;
            Some((kind, clitics))
        })
}

/// ومن بينها, منها after a plural of places: where the list begins.
fn list_start(sentence: &Sentence, at: usize) -> Option<usize> {
    let is_of = sentence.is(at, &["بينها", "منها", "ومنها", "وبينها", "بينهما"]);
    let back = at.saturating_sub(10)..at;
    let after_places = back.into_iter().any(|before| {
        let key = sentence.key(before);
        let bare = key.strip_prefix('و').unwrap_or(key);
        let bare = bare.strip_prefix("ال").unwrap_or(bare);
        KINDS
            .iter()
            .any(|kind| kind.is_plural && kind.keys.contains(&bare))
    });
    (is_of && after_places && sentence.follows(at + 1)).then_some(at + 1)
}

/// Names joined by و, each with or without a noun of its own.
fn list(table: &NameTable, sentence: &Sentence, start: usize) -> Vec<Place> {
    let mut found = Vec::new();
    let mut at = start;
    while found.len() < 40 {
        let joined = found.is_empty()
            || sentence.key(at).starts_with('و') && sentence.key(at).chars().count() > 2;
        if !joined {
            break;
        }
        let clitics = Clitics {
            letters: usize::from(!found.is_empty()),
            merged: false,
        };
        let place = match kind_at(sentence, at).filter(|(kind, _)| !kind.is_plural) {
            Some((kind, _)) => Place::after_noun(table, sentence, at, kind),
            None => Name::read(table, sentence, at, true, clitics).map(|name| Place {
                words: at..name.end,
                source: name.source,
                proposals: name.proposals,
                guess: name.guess,
            }),
        };
        let Some(place) = place else { break };
        at = place.words.end;
        found.push(place);
        if sentence
            .words
            .get(at)
            .is_some_and(|word| sentence.text.get(word.range.clone()) == Some("،"))
        {
            at += 1;
        }
    }
    // Common words only are rather what the places consist of: مناطق الحدود.
    let only_common = found.iter().all(|place| {
        sentence.words[place.words.clone()]
            .iter()
            .all(|word| is_common(word) || word.in_term)
    });
    if only_common { Vec::new() } else { found }
}

/// The words of a place's name.
struct Name {
    source: String,
    proposals: Vec<String>,
    end: usize,
    guess: bool,
}

impl Name {
    fn read(
        table: &NameTable,
        sentence: &Sentence,
        at: usize,
        is_strict: bool,
        clitics: Clitics,
    ) -> Option<Self> {
        let first = sentence.words.get(at).filter(|word| word.is_word)?;
        let written = sentence.without(at, &clitics);
        let pair = format!("{written} {}", sentence.key(at + 1));
        let known_pair = table
            .get(&key_of(&pair))
            .iter()
            .find(|known| known.part == Part::Place && sentence.follows(at + 1));
        if let Some(known) = known_pair {
            return Some(Self {
                source: format!("{written} {}", sentence.words[at + 1].written),
                proposals: vec![known.spelling.clone()],
                end: at + 2,
                guess: false,
            });
        }
        let with_article = written.starts_with("ال") && written.chars().count() > 4;
        let is_known = table.place_word(&written).1;
        let acceptable = if with_article {
            is_strict && !first.in_term || may_be_name(first) || is_known
        } else {
            let has_genitive = sentence.follows(at + 1)
                && sentence
                    .words
                    .get(at + 1)
                    .is_some_and(|next| next.has_article())
                && !is_adjective(sentence, at + 1);
            let is_relation = first.key().ends_with("يه") || first.key().ends_with('ي');
            may_be_name(first) && !is_relation
                || is_known && (has_genitive || !is_adjective(sentence, at))
                || is_strict && has_genitive && !is_relation
        };
        // بسجن سعيد: the jailing of a person.
        let of_person = at
            .checked_sub(1)
            .is_some_and(|noun| is_jail(sentence, noun))
            && table
                .get(&key_of(&written))
                .iter()
                .any(|known| known.part == Part::Given);
        if of_person || !acceptable || with_article && is_strict && is_numbered(first.key()) {
            return None;
        }
        let mut words = vec![written];
        let next = sentence
            .words
            .get(at + 1)
            .filter(|_| sentence.follows(at + 1));
        let takes_next = next.is_some_and(|next| {
            let genitive = next.has_article() && !is_adjective(sentence, at + 1);
            genitive || table.is_piece(&words[0]) && may_be_part(next)
        });
        if !with_article && takes_next {
            words.extend(next.map(|next| next.written.clone()));
        }
        let mut spelt: Vec<(String, bool)> =
            words.iter().map(|word| table.place_word(word)).collect();
        if let [(first, false), _] = spelt.as_mut_slice()
            && words[0].ends_with('ة')
        {
            first.push('t'); // before a genitive: معرة النعمان
        }
        let guess = spelt.iter().any(|(_, known)| !known);
        let spelling = spelt
            .iter()
            .map(|(spelling, _)| spelling.as_str())
            .collect::<Vec<_>>()
            .join(" ");
        let mut proposals = vec![spelling.clone()];
        if let Some(bare) = spelling.strip_prefix("al-") {
            proposals.push(bare.to_owned());
        }
        Some(Self {
            source: words.join(" "),
            proposals,
            end: at + words.len(),
            guess,
        })
    }
}

/// The English of words that name the place of a dateline.
pub fn place_spelling(table: &NameTable, sentence: &Sentence, words: Range<usize>) -> String {
    let mut spelt = Vec::new();
    for at in words {
        match known_at(table, sentence, at, false) {
            Some((known, _, end)) if end == at + 1 => spelt.push(known.spelling.clone()),
            _ => spelt.push(table.place_word(&sentence.words[at].written).0),
        }
    }
    spelt.join(" ")
}

fn is_jail(sentence: &Sentence, at: usize) -> bool {
    sentence.key(at).ends_with("سجن")
}

/// An adjective after a place's noun: قرية صغيرة, مدينة حلب الكبرى.
fn is_adjective(sentence: &Sentence, at: usize) -> bool {
    let Some(word) = sentence.words.get(at) else {
        return false;
    };
    let key = word.key();
    if !word.has_article() {
        return is_common(word) && (key.ends_with('ه') || key.ends_with('ي'));
    }
    let is_relation = key.ends_with("يه") || key.ends_with('ي');
    is_relation || word.in_term && is_definite_modifier(word)
}

fn is_numbered(key: &str) -> bool {
    matches!(
        key,
        "الاول"
            | "الثاني"
            | "الاولي"
            | "الثانيه"
            | "المذكور"
            | "المجاور"
            | "نفسه"
            | "القديم"
            | "الجديد"
    )
}
