//! Which terms a list holds, in which order: words in either language, filters, a column to sort
//! by. Works on comparison keys that are made once an entry.

use crate::engine::model::{TermEntry, TermId, TermStatus, TermbaseId};
use crate::store::PlacedTerm;
use crate::workspace::core::search_key;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// What a list of terms is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TermQuery {
    /// Words that source, forms or translations hold; spelling, diacritics and case do not matter.
    pub text: String,
    pub filter: TermFilter,
    /// `None`: the best hits first, then in the order of the Arabic alphabet.
    pub sort: Option<TermColumn>,
    pub descending: bool,
}

/// What the entries of a list have in common; what is `None` does not matter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TermFilter {
    pub termbase: Option<TermbaseId>,
    pub domain: Option<String>,
    pub part_of_speech: Option<String>,
    pub client: Option<String>,
    pub author: Option<String>,
    /// One of its translations has it.
    pub status: Option<TermStatus>,
    /// Seconds since 1970.
    pub changed_from: Option<i64>,
    pub only: Option<TermCondition>,
}

/// Entries that want looking after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermCondition {
    /// Every translation is deprecated or forbidden.
    NothingToUse,
    /// Another entry has the same source or form; see [`TermTrouble`].
    SameSource,
}

/// What a list can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TermColumn {
    Translation,
    Source,
    Domain,
    PartOfSpeech,
    Termbase,
    Changed,
}

/// How an entry stands to others of the same source, the most serious first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TermTrouble {
    /// A translation is to be used by one and not by another.
    Contradiction,
    /// A translation stands in both.
    Duplicate,
    /// They have other translations.
    OtherTranslation,
}

/// The terms of a query.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TermList {
    pub rows: Vec<TermId>,
    /// Of each row, where [`TermCondition::SameSource`] was asked for.
    pub troubles: HashMap<TermId, TermTrouble>,
    /// Of all termbases together.
    pub values: TermValues,
}

/// The values that fields of the entries have, each once, in alphabetical order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TermValues {
    pub domains: Vec<String>,
    pub parts_of_speech: Vec<String>,
    pub clients: Vec<String>,
    pub authors: Vec<String>,
}

/// An entry with the keys it is compared by.
pub(in crate::workspace) struct KeyedTerm {
    pub placed: Arc<PlacedTerm>,
    pub source: String,
    pub forms: Vec<String>,
    pub translations: Vec<String>,
}

impl KeyedTerm {
    pub(in crate::workspace) fn new(placed: Arc<PlacedTerm>) -> Self {
        let entry = &placed.entry;
        Self {
            source: search_key(&entry.source),
            forms: entry.forms.iter().map(|form| search_key(form)).collect(),
            translations: entry
                .translations
                .iter()
                .map(|t| search_key(&t.text))
                .collect(),
            placed,
        }
    }

    fn entry(&self) -> &TermEntry {
        &self.placed.entry
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        let own = std::iter::once(&self.source);
        own.chain(&self.forms)
            .chain(&self.translations)
            .map(String::as_str)
    }
}

impl TermQuery {
    /// The entries asked for. `termbases` are the names that the column of termbases is sorted by.
    pub(in crate::workspace) fn run(
        &self,
        terms: &[KeyedTerm],
        termbases: &HashMap<TermbaseId, String>,
    ) -> TermList {
        let mut troubles = HashMap::new();
        let mut found: Vec<(usize, &KeyedTerm)> = if self.asks_for_same_source() {
            let listed = same_source(terms).into_iter().enumerate();
            listed
                .map(|(place, (term, trouble))| {
                    troubles.insert(term.placed.entry.id, trouble);
                    (place, term)
                })
                .collect()
        } else {
            terms.iter().map(|term| (0, term)).collect()
        };
        let wanted = search_key(self.text.trim());
        let words: Vec<&str> = wanted.split_whitespace().collect();
        found.retain_mut(|(place, term)| {
            let admitted = self.filter.admits(&term.placed);
            let rank = admitted.then(|| rank(term, &wanted, &words)).flatten();
            if !self.asks_for_same_source() {
                *place = rank.unwrap_or_default();
            }
            rank.is_some()
        });
        self.sort(&mut found, termbases);
        TermList {
            rows: found.into_iter().map(|(_, term)| term.entry().id).collect(),
            troubles,
            values: TermValues::of(terms),
        }
    }

    fn asks_for_same_source(&self) -> bool {
        self.filter.only == Some(TermCondition::SameSource)
    }

    fn sort(&self, found: &mut [(usize, &KeyedTerm)], termbases: &HashMap<TermbaseId, String>) {
        let Some(column) = self.sort else {
            found.sort_by_key(|&(place, term)| (place, &term.source, term.entry().id));
            return;
        };
        found.sort_by_cached_key(|&(_, term)| {
            let entry = term.entry();
            let changed = match column {
                TermColumn::Changed => entry.changed,
                _ => None,
            };
            let text = match column {
                TermColumn::Source => term.source.clone(),
                TermColumn::Translation => term.translations.first().cloned().unwrap_or_default(),
                TermColumn::Domain => entry.domain.to_lowercase(),
                TermColumn::PartOfSpeech => entry.part_of_speech.to_lowercase(),
                TermColumn::Termbase => {
                    let name = termbases.get(&term.placed.termbase);
                    name.map(|name| name.to_lowercase()).unwrap_or_default()
                }
                TermColumn::Changed => String::new(),
            };
            // What is empty comes last in either direction.
            let is_empty = text.is_empty() && changed.is_none();
            let value = if self.descending {
                Turned::Down(Reverse((changed, text)))
            } else {
                Turned::Up((changed, text))
            };
            (is_empty, value, &term.source, entry.id)
        });
    }
}

/// A value to sort by in one direction or the other.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Turned<T> {
    Up(T),
    Down(Reverse<T>),
}

impl TermFilter {
    fn admits(&self, placed: &PlacedTerm) -> bool {
        let entry = &placed.entry;
        let fits = |wanted: &Option<String>, value: &str| {
            wanted.as_ref().is_none_or(|wanted| wanted == value)
        };
        self.termbase.is_none_or(|id| id == placed.termbase)
            && fits(&self.domain, &entry.domain)
            && fits(&self.part_of_speech, &entry.part_of_speech)
            && fits(&self.client, &entry.client)
            && fits(&self.author, &entry.author)
            && self
                .changed_from
                .is_none_or(|from| entry.changed.is_some_and(|changed| changed >= from))
            && self
                .status
                .is_none_or(|status| entry.translations.iter().any(|t| t.status == status))
            && (self.only != Some(TermCondition::NothingToUse)
                || !entry.translations.iter().any(|t| is_usable(t.status)))
    }
}

fn is_usable(status: TermStatus) -> bool {
    matches!(status, TermStatus::Preferred | TermStatus::Admitted)
}

/// How well an entry answers: it is what was looked for, begins with it, or holds all words.
fn rank(term: &KeyedTerm, wanted: &str, words: &[&str]) -> Option<usize> {
    let holds_all = words
        .iter()
        .all(|word| term.texts().any(|text| text.contains(word)));
    if !holds_all {
        return None;
    }
    let best = |fits: &dyn Fn(&str) -> bool| term.texts().any(fits);
    Some(if words.is_empty() {
        0
    } else if best(&|text| text == wanted) {
        1
    } else if best(&|text| text.starts_with(wanted)) {
        2
    } else {
        3
    })
}

/// The entries whose source or form another entry has, those that belong together in a row.
fn same_source(terms: &[KeyedTerm]) -> Vec<(&KeyedTerm, TermTrouble)> {
    let mut groups: BTreeMap<&str, Vec<&KeyedTerm>> = BTreeMap::new();
    for term in terms {
        for key in std::iter::once(&term.source).chain(&term.forms) {
            let group = groups.entry(key).or_default();
            let is_new = group
                .last()
                .is_none_or(|last| last.entry().id != term.entry().id);
            if is_new && !key.is_empty() {
                group.push(term);
            }
        }
    }
    let mut listed = HashSet::new();
    let mut found = Vec::new();
    for group in groups.into_values().filter(|group| group.len() > 1) {
        // How many entries of the group use a translation, and how many do not.
        let mut uses: HashMap<&str, (usize, usize)> = HashMap::new();
        for term in &group {
            for (key, translation) in term.translations.iter().zip(&term.entry().translations) {
                let (used, shunned) = uses.entry(key).or_default();
                *(if is_usable(translation.status) {
                    used
                } else {
                    shunned
                }) += 1;
            }
        }
        for term in group {
            let trouble = |key: &String| match uses.get(key.as_str()) {
                Some((used, shunned)) if *used > 0 && *shunned > 0 => TermTrouble::Contradiction,
                Some((used, shunned)) if used + shunned > 1 => TermTrouble::Duplicate,
                _ => TermTrouble::OtherTranslation,
            };
            let worst = term.translations.iter().map(trouble).min();
            if listed.insert(term.entry().id) {
                found.push((term, worst.unwrap_or(TermTrouble::OtherTranslation)));
            }
        }
    }
    found
}

impl TermValues {
    fn of(terms: &[KeyedTerm]) -> Self {
        let distinct = |value: fn(&TermEntry) -> &String| -> Vec<String> {
            let values: BTreeSet<&String> = terms.iter().map(|term| value(term.entry())).collect();
            let named = values.into_iter().filter(|value| !value.is_empty());
            named.cloned().collect()
        };
        Self {
            domains: distinct(|entry| &entry.domain),
            parts_of_speech: distinct(|entry| &entry.part_of_speech),
            clients: distinct(|entry| &entry.client),
            authors: distinct(|entry| &entry.author),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::model::TermTranslation;

    /// Entries as `source|form = translation, -forbidden one; domain`, numbered from 1.
    fn terms(lines: &[&str]) -> Vec<KeyedTerm> {
        let entry = |line: &str| {
            let (left, right) = line.split_once(" = ").unwrap();
            let (translations, domain) = right.split_once("; ").unwrap_or((right, ""));
            let mut forms = left.split('|').map(str::to_owned);
            TermEntry {
                source: forms.next().unwrap(),
                forms: forms.collect(),
                translations: translations
                    .split(", ")
                    .map(|text| TermTranslation {
                        text: text.trim_start_matches('-').into(),
                        status: if text.starts_with('-') {
                            TermStatus::Forbidden
                        } else {
                            TermStatus::Preferred
                        },
                    })
                    .collect(),
                domain: domain.into(),
                ..TermEntry::default()
            }
        };
        let place = |(n, line): (i64, &&str)| {
            KeyedTerm::new(Arc::new(PlacedTerm {
                termbase: TermbaseId(1),
                entry: TermEntry {
                    id: TermId(n),
                    changed: Some(n),
                    ..entry(line)
                },
            }))
        };
        (1..).zip(lines).map(place).collect()
    }

    fn found(query: &TermQuery, terms: &[KeyedTerm]) -> Vec<i64> {
        let list = query.run(terms, &HashMap::new());
        list.rows.into_iter().map(|id| id.0).collect()
    }

    #[test]
    fn words_are_found_in_both_languages_the_best_first() {
        let terms = terms(&[
            "اتفاق هدنة = truce agreement",
            "هُدْنة|هدن = truce, ceasefire",
            "أسير = prisoner",
            "هدنة مؤقتة = temporary truce",
        ]);
        for (text, wanted) in [
            ("هدنه", &[2_i64, 4, 1][..]),
            ("اسير", &[3]),
            ("Truce", &[2, 1, 4]),
            ("truce temp", &[4]),
            ("هدن", &[2, 4, 1]),
            ("fire", &[2]),
            ("", &[1, 3, 2, 4]),
            ("zzz", &[]),
        ] {
            let query = TermQuery {
                text: text.into(),
                ..TermQuery::default()
            };
            assert_eq!(found(&query, &terms), wanted, "{text}");
        }
    }

    #[test]
    fn columns_sort_either_way_and_what_is_empty_comes_last() {
        let terms = terms(&["ب = x; law", "ا = z; ", "ت = y; Arms"]);
        for (sort, descending, wanted) in [
            (TermColumn::Source, false, [2_i64, 1, 3]),
            (TermColumn::Source, true, [3, 1, 2]),
            (TermColumn::Translation, false, [1, 3, 2]),
            (TermColumn::Domain, false, [3, 1, 2]),
            (TermColumn::Domain, true, [1, 3, 2]),
            (TermColumn::Changed, true, [3, 2, 1]),
        ] {
            let query = TermQuery {
                sort: Some(sort),
                descending,
                ..TermQuery::default()
            };
            assert_eq!(found(&query, &terms), wanted, "{sort:?} {descending}");
        }
    }

    #[test]
    fn entries_of_the_same_source_are_told_apart() {
        let terms = terms(&[
            "طرف = party",
            "هدنة = truce",
            "الهدنة|هُدنة = truce",
            "طَرْف = limb",
            "أزمة = -crisis",
            "ازمة = crisis",
            "وحيد = alone",
        ]);
        let query = TermQuery {
            filter: TermFilter {
                only: Some(TermCondition::SameSource),
                ..TermFilter::default()
            },
            ..TermQuery::default()
        };
        let list = query.run(&terms, &HashMap::new());
        let troubles: Vec<(i64, TermTrouble)> = list
            .rows
            .iter()
            .map(|id| (id.0, list.troubles[id]))
            .collect();
        use TermTrouble::{Contradiction, Duplicate, OtherTranslation};
        let wanted = [
            (5, Contradiction),
            (6, Contradiction),
            (1, OtherTranslation),
            (4, OtherTranslation),
            (2, Duplicate),
            (3, Duplicate),
        ];
        assert_eq!(troubles, wanted);
    }

    #[test]
    fn filters_go_together() {
        let terms = terms(&["ا = a; law", "ب = -b; law", "ت = -c, d; arms"]);
        let with = |filter: TermFilter| {
            let query = TermQuery {
                filter,
                ..TermQuery::default()
            };
            found(&query, &terms)
        };
        let law = || Some("law".to_owned());
        let forbidden = Some(TermStatus::Forbidden);
        let none = TermFilter::default;
        assert_eq!(
            with(TermFilter {
                domain: law(),
                ..none()
            }),
            [1, 2]
        );
        assert_eq!(
            with(TermFilter {
                status: forbidden,
                ..none()
            }),
            [2, 3]
        );
        let only = Some(TermCondition::NothingToUse);
        assert_eq!(with(TermFilter { only, ..none() }), [2]);
        let changed_from = Some(2);
        assert_eq!(
            with(TermFilter {
                changed_from,
                ..none()
            }),
            [2, 3]
        );
        let termbase = Some(TermbaseId(2));
        assert_eq!(with(TermFilter { termbase, ..none() }), [0; 0]);
    }
}
