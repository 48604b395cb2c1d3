//! A term whose approved translation is missing.
//!
//! A synonym the glossary does not list is no mistake, so that a missing rendering alone says
//! little. It is a warning for a country, and where the translation has another name of the
//! glossary in its place, whose Arabic is not in the source. For nouns the same is a hint.

use super::{Report, With};
use crate::engine::model::{Finding, Severity, TermEntry, TermStatus};
use crate::engine::qa::english::{is_form_of, stem};
use crate::engine::qa::glossary::{TermKind, stems_of};
use crate::engine::qa::{Pair, QaCheck, SourceTerm};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

pub struct Terms;

/// Source terms at one place that the translation does not render.
struct Missing<'p> {
    range: Range<usize>,
    entries: Vec<&'p TermEntry>,
}

/// A term of the translation that nothing in the source calls for.
struct Foreign {
    range: Range<usize>,
    kinds: Vec<TermKind>,
    /// One entry alone has this English.
    is_unmistakable: bool,
}

impl QaCheck for Terms {
    fn id(&self) -> &'static str {
        "terms"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn run(&self, pair: &Pair<'_>) -> Vec<Finding> {
        if pair.is_empty() || pair.known.terms.is_empty() {
            return Vec::new();
        }
        let missing = missing(pair);
        if missing.is_empty() {
            return Vec::new();
        }
        let foreign = foreign(pair);
        let mut found = Vec::new();
        let mut taken: Vec<usize> = Vec::new();
        // A free translation has many words of its own, and none of them is wrong.
        let is_few = missing.len() <= MOST_MISSING && foreign.len() <= MOST_FOREIGN;
        for term in &missing {
            let Some(entry) = term.entries.first() else {
                continue;
            };
            let kind = TermKind::of(entry);
            let preferred = preferred(entry);
            let rivals = foreign.iter().enumerate().filter(|(at, other)| {
                !taken.contains(at) && other.kinds.iter().all(|other| *other == kind)
            });
            let moved = |other: &Foreign| shift(pair, &term.range, &other.range);
            let instead = rivals
                .min_by(|(_, a), (_, b)| moved(a).total_cmp(&moved(b)))
                .filter(|(_, other)| moved(other) < FARTHEST);
            let severity = match (kind, instead) {
                (TermKind::Proper, Some(_)) => Severity::Warning,
                // A country's name has no synonym.
                (TermKind::Proper, None) if is_country(term) => Severity::Warning,
                // Nouns have synonyms: a hint, where neither word has a second sense.
                (TermKind::Noun, Some((_, other)))
                    if is_few && other.is_unmistakable && term.entries.len() == 1 =>
                {
                    Severity::Hint
                }
                _ => continue,
            };
            let place = term.range.clone();
            found.push(match instead {
                Some((at, other)) => {
                    taken.push(at);
                    let written = pair.target.get(other.range.clone()).unwrap_or_default();
                    let message = format!(
                        "The glossary has “{preferred}” for {}, the translation “{written}”",
                        entry.source
                    );
                    self.finding(message)
                        .severity(severity)
                        .in_source(place)
                        .in_target(other.range.clone())
                }
                None => {
                    let message = format!(
                        "The glossary has “{preferred}” for {}, which the translation lacks",
                        entry.source
                    );
                    self.finding(message).severity(severity).in_source(place)
                }
            });
        }
        found
    }
}

/// How far a word may have moved between the languages, as a share of the text.
const FARTHEST: f64 = 0.12;
/// Terms not rendered, and terms not called for, above which a translation is a free one.
const MOST_MISSING: usize = 2;
const MOST_FOREIGN: usize = 4;

fn is_country(term: &Missing<'_>) -> bool {
    let is_one = |entry: &&TermEntry| entry.domain == "countries" && entry.part_of_speech == "name";
    term.entries.len() == 1 && term.entries.iter().all(is_one)
}

pub(super) fn preferred(entry: &TermEntry) -> &str {
    let usable = entry
        .translations
        .iter()
        .find(|t| matches!(t.status, TermStatus::Preferred | TermStatus::Admitted));
    usable.map_or("", |t| t.text.as_str())
}

/// How far apart two places are in their texts, as shares of the whole.
fn shift(pair: &Pair<'_>, source: &Range<usize>, target: &Range<usize>) -> f64 {
    let part = |at: usize, text: &str| at as f64 / text.len().max(1) as f64;
    (part(source.start, pair.source) - part(target.start, pair.target)).abs()
}

/// The terms of the source, the longest where they overlap, that the target does not render.
fn missing<'p>(pair: &'p Pair<'_>) -> Vec<Missing<'p>> {
    let mut by_length: Vec<&SourceTerm<'_>> = pair.known.terms.iter().collect();
    by_length.sort_by_key(|term| {
        (
            std::cmp::Reverse(term.hit.range.len()),
            term.hit.range.start,
        )
    });
    let mut places: Vec<Missing<'p>> = Vec::new();
    for term in by_length {
        if let Some(place) = places
            .iter_mut()
            .find(|place| place.range == term.hit.range)
        {
            place.entries.push(term.entry);
        } else if !places
            .iter()
            .any(|place| overlaps(&place.range, &term.hit.range))
        {
            places.push(Missing {
                range: term.hit.range.clone(),
                entries: vec![term.entry],
            });
        }
    }
    places.retain(|place| {
        let within = pair
            .known
            .terms
            .iter()
            .filter(|term| overlaps(&place.range, &term.hit.range));
        !within.into_iter().any(|term| is_rendered(pair, term.entry))
    });
    places.sort_by_key(|place| place.range.start);
    places
}

fn overlaps(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Whether a word of any translation is in the target in any form.
fn is_rendered(pair: &Pair<'_>, entry: &TermEntry) -> bool {
    let renderings = pair.known.english_terms.renderings(entry.id);
    renderings.iter().any(|rendering| {
        rendering
            .stems
            .iter()
            .any(|stem| has_form(&pair.target_stems, stem))
            || !rendering.initials.is_empty() && pair.target_stems.contains(&rendering.initials)
    })
}

fn has_form(stems: &[String], wanted: &str) -> bool {
    stems
        .iter()
        .any(|stem| is_form_of(stem, wanted) || is_family(stem, wanted))
}

/// Places and their people where no ending tells them.
fn is_family(a: &str, b: &str) -> bool {
    const FAMILIES: &[&[&str]] = &[
        &["france", "french", "frenchman"],
        &[
            "britain",
            "british",
            "briton",
            "uk",
            "english",
            "england",
            "united",
            "scottish",
            "welsh",
            "gb",
            "brit",
            "brexit",
            "brexiteer",
            "ukip",
            "bst",
        ],
        &["spain", "spanish", "spaniard"],
        &["greece", "greek", "hellenic"],
        &["netherlands", "dutch", "holland"],
        &["switzerland", "swiss"],
        &["poland", "polish", "pole"],
        &["denmark", "danish", "dane"],
        &["sweden", "swedish", "swede"],
        &["finland", "finnish", "finn"],
        &["iceland", "icelandic"],
        &["ireland", "irish"],
        &["scotland", "scottish", "scot"],
        &["wales", "welsh"],
        &["thailand", "thai"],
        &["philippines", "filipino", "philippine"],
        &["america", "american", "us", "usa", "states", "united"],
        &["germany", "german"],
        &["china", "chinese", "sino"],
        &["portugal", "portuguese"],
        &["norway", "norwegian"],
        &["cyprus", "cypriot"],
        &["israel", "israeli"],
        &["arab", "arabia", "arabian", "arabic"],
        &["europe", "european", "eu"],
        &["soviet", "ussr"],
        &["emirate", "uae", "emirati"],
        &["peru", "peruvian"],
        &["lebanon", "lebanese"],
        &["vienna", "viennese"],
        &["naples", "neapolitan"],
        &["venice", "venetian"],
        &["moscow", "muscovite"],
        &["islam", "muslim", "islamic"],
        &["christian", "christianity", "christ"],
        &["jew", "jewish", "judaism"],
        &["rome", "roman"],
        &["west", "western"],
        &["paris", "parisian"],
        &["turkey", "turkish", "turk", "turkiye"],
    ];
    static FAMILY_OF: LazyLock<HashMap<String, usize>> = LazyLock::new(|| {
        let members = FAMILIES.iter().enumerate();
        members
            .flat_map(|(at, family)| family.iter().map(move |member| (stem(member), at)))
            .collect()
    });
    let family = FAMILY_OF.get(a);
    family.is_some() && family == FAMILY_OF.get(b)
}

/// The terms of the target whose Arabic is not in the source.
fn foreign(pair: &Pair<'_>) -> Vec<Foreign> {
    let english = pair.known.english_terms;
    let mut called_for: Vec<&String> = Vec::new();
    for term in pair.known.terms {
        called_for.extend(
            english
                .renderings(term.entry.id)
                .iter()
                .flat_map(|rendering| &rendering.stems),
        );
    }
    let spelt: Vec<String> = pair
        .known
        .names
        .iter()
        .flat_map(|name| {
            name.proposals
                .iter()
                .flat_map(|proposal| stems_of(proposal))
        })
        .collect();
    let hits = english.find(&pair.target_stems).into_iter();
    hits.filter_map(|hit| {
        let words = pair.target_words.get(hit.words.clone())?;
        let stems = pair.target_stems.get(hit.words.clone())?;
        let is_called_for = called_for
            .iter()
            .copied()
            .chain(&spelt)
            .any(|stem| has_form(stems, stem));
        let range = words.first()?.range.start..words.last()?.range.end;
        let kinds: Vec<TermKind> = hit.entries.iter().map(|id| english.kind(*id)).collect();
        let has_capital = words
            .iter()
            .any(|word| word.is_capitalised && !word.starts_sentence);
        // A name in small letters is the common word it looks like.
        let is_itself =
            !kinds.contains(&TermKind::Proper) || has_capital || words.first()?.is_capitalised;
        let is_unmistakable = match hit.entries.as_slice() {
            [_] => !words.first()?.is_capitalised && !stems.iter().any(|stem| stem == "person"),
            _ => false,
        };
        (is_itself && !is_called_for).then_some(Foreign {
            range,
            kinds,
            is_unmistakable,
        })
    })
    .collect()
}
