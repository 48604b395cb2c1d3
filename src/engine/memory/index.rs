//! A memory's units, searched by scanning their outlines.

use super::comparable::{ComparableSource, Outline, saturated};
use super::diff::diff;
use super::rate::{Score, score};
use super::word_bound::WordPattern;
use crate::engine::model::{MatchRate, MatchReason, MemoryId, TmMatch, TranslationUnit, UnitId};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// A source to find matches for. Its neighbours are empty at the edges of a document and `None`
/// where unknown.
#[derive(Debug, Clone, Copy, Default)]
pub struct Query<'a> {
    pub source: &'a str,
    pub previous: Option<&'a str>,
    pub next: Option<&'a str>,
}

/// The units of the memories in use. Beside the texts it takes about 150 bytes a unit and 16 a
/// token.
#[derive(Debug, Default)]
pub struct MemoryIndex {
    /// Parallel to `units`: all that most of a scan reads.
    outlines: Vec<Outline>,
    units: Vec<IndexedUnit>,
    places: HashMap<UnitId, usize>,
    names: Names,
}

#[derive(Debug)]
struct IndexedUnit {
    id: UnitId,
    memory: MemoryId,
    source: Box<str>,
    target: Box<str>,
    comparable: ComparableSource,
    context: Option<ContextKey>,
    changed: Option<i64>,
    author: Option<Arc<str>>,
    project: Option<Arc<str>>,
    document: Option<Arc<str>>,
}

/// Both neighbours of a source, as one hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct ContextKey(u64);

impl ContextKey {
    /// `None` unless both neighbours are known.
    fn new(previous: Option<&str>, next: Option<&str>) -> Option<Self> {
        let mut hasher = DefaultHasher::new();
        (previous?, next?).hash(&mut hasher);
        Some(Self(hasher.finish()))
    }
}

/// Names that many units share, kept once.
#[derive(Debug, Default)]
struct Names(HashSet<Arc<str>>);

impl Names {
    fn share(&mut self, name: Option<&str>) -> Option<Arc<str>> {
        let name = name?;
        if let Some(shared) = self.0.get(name) {
            return Some(shared.clone());
        }
        let shared: Arc<str> = name.into();
        self.0.insert(shared.clone());
        Some(shared)
    }
}

impl MemoryIndex {
    pub fn new() -> Self {
        Self::default()
    }

    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.units.len()
    }

    #[cfg(test)]
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// Adds a unit, or replaces the one with this id.
    pub fn insert(&mut self, id: UnitId, memory: MemoryId, unit: &TranslationUnit) {
        self.remove(id);
        let comparable = ComparableSource::new(&unit.source);
        self.places.insert(id, self.units.len());
        self.outlines.push(comparable.outline());
        self.units.push(IndexedUnit {
            id,
            memory,
            source: unit.source.as_str().into(),
            target: unit.target.as_str().into(),
            comparable,
            context: ContextKey::new(
                unit.previous_source.as_deref(),
                unit.next_source.as_deref(),
            ),
            changed: unit.changed.or(unit.created),
            author: self.names.share(unit.author.as_deref()),
            project: self.names.share(unit.project.as_deref()),
            document: self.names.share(unit.document.as_deref()),
        });
    }

    /// Takes a unit out; whether it was there.
    pub fn remove(&mut self, id: UnitId) -> bool {
        let Some(place) = self.places.remove(&id) else {
            return false;
        };
        self.outlines.swap_remove(place);
        self.units.swap_remove(place);
        if let Some(moved) = self.units.get(place) {
            self.places.insert(moved.id, place);
        }
        true
    }

    /// The best `limit` matches of at least `min`: the highest rate first, then the newest.
    /// Complete: no unit that reaches `min` is passed over.
    pub fn lookup(&self, query: &Query<'_>, min: MatchRate, limit: usize) -> Vec<TmMatch> {
        let comparable = ComparableSource::new(query.source);
        if comparable.tokens().is_empty() {
            return Vec::new();
        }
        let context = ContextKey::new(query.previous, query.next);
        let outline = comparable.outline();
        let words = WordPattern::new(&comparable);
        // Equal texts have equal outlines, so nothing above 99 is lost by asking for 99.
        let least = min.percent().min(MatchRate::SPELLING.percent());
        let mut found: Vec<(Score, &IndexedUnit)> = self
            .outlines
            .iter()
            .zip(&self.units)
            .filter(|(other, _)| outline.upper_bound(other) >= least)
            .filter(|(other, unit)| {
                let edits = saturated(words.edits(&unit.comparable));
                outline.bound_by(edits, other) >= least
            })
            .map(|(_, unit)| (unit.score(query.source, context, &comparable), unit))
            .filter(|(score, _)| score.rate >= min)
            .collect();
        found.sort_unstable_by_key(|(score, unit)| Reverse((score.rate, unit.changed, unit.id)));
        found.truncate(limit);
        found
            .into_iter()
            .map(|(score, unit)| unit.offer(score, query.source))
            .collect()
    }
}

impl IndexedUnit {
    fn score(
        &self,
        source: &str,
        context: Option<ContextKey>,
        comparable: &ComparableSource,
    ) -> Score {
        if *self.source != *source {
            score(&self.comparable, comparable)
        } else if context.is_some() && context == self.context {
            Score {
                rate: MatchRate::CONTEXT,
                reason: MatchReason::Context,
            }
        } else {
            Score {
                rate: MatchRate::EXACT,
                reason: MatchReason::Exact,
            }
        }
    }

    fn offer(&self, score: Score, source: &str) -> TmMatch {
        let owned = |name: &Option<Arc<str>>| name.as_deref().map(str::to_owned);
        TmMatch {
            unit: self.id,
            memory: self.memory,
            rate: score.rate,
            reason: score.reason,
            source: self.source.to_string(),
            target: self.target.to_string(),
            diff: diff(&self.source, source),
            author: owned(&self.author),
            changed: self.changed,
            project: owned(&self.project),
            document: owned(&self.document),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(source: &str, changed: i64) -> TranslationUnit {
        TranslationUnit {
            source: source.to_owned(),
            target: format!("<{source}>"),
            changed: Some(changed),
            ..TranslationUnit::default()
        }
    }

    fn index(units: &[(&str, i64)]) -> MemoryIndex {
        let mut index = MemoryIndex::new();
        for (id, (source, changed)) in (1..).zip(units) {
            index.insert(UnitId(id), MemoryId(1), &unit(source, *changed));
        }
        index
    }

    fn found(index: &MemoryIndex, source: &str, min: f64) -> Vec<(i64, u8)> {
        let query = Query {
            source,
            ..Query::default()
        };
        index
            .lookup(&query, MatchRate::new(min), 10)
            .into_iter()
            .map(|m| (m.unit.0, m.rate.badge()))
            .collect()
    }

    #[test]
    fn the_best_and_newest_come_first() {
        let index = index(&[
            ("دخلت الهدنة حيز التنفيذ", 5),
            ("دخلت الهُدنة حيز التنفيذ", 9),
            ("دخلت الهدنة حيز التنفيذ", 7),
            ("دخلت الحرب حيز التنفيذ", 9),
            ("كلام آخر تماما هنا", 9),
        ]);
        let all = found(&index, "دخلت الهدنة حيز التنفيذ", 70.0);
        assert_eq!(all, [(3, 100), (1, 100), (2, 99), (4, 75)]);
        assert_eq!(found(&index, "  ", 0.0), []);
    }

    #[test]
    fn context_counts_only_when_known_on_both_sides() {
        let mut index = MemoryIndex::new();
        let mut known = unit("نعم", 1);
        known.previous_source = Some(String::new());
        known.next_source = Some("لا".to_owned());
        index.insert(UnitId(1), MemoryId(1), &known);
        index.insert(UnitId(2), MemoryId(1), &unit("نعم", 1));
        for (previous, next, expected) in [
            (Some(""), Some("لا"), 101),
            (Some("لا"), Some(""), 100),
            (Some(""), None, 100),
            (None, None, 100),
        ] {
            let query = Query {
                source: "نعم",
                previous,
                next,
            };
            let best = index.lookup(&query, MatchRate::new(70.0), 5).remove(0);
            assert_eq!(best.rate.badge(), expected, "{previous:?} {next:?}");
        }
    }

    #[test]
    fn removed_and_replaced_units_are_gone() {
        let mut index = index(&[("كلمة أولى", 1), ("كلمة ثانية", 2), ("كلمة ثالثة", 3)]);
        assert!(index.remove(UnitId(1)));
        assert!(!index.remove(UnitId(1)));
        assert_eq!(found(&index, "كلمة أولى", 90.0), []);
        assert_eq!(found(&index, "كلمة ثالثة", 90.0), [(3, 100)]);
        index.insert(UnitId(3), MemoryId(1), &unit("كلام جديد", 4));
        assert_eq!(found(&index, "كلمة ثالثة", 90.0), []);
        assert_eq!(found(&index, "كلام جديد", 90.0), [(3, 100)]);
        assert_eq!(index.len(), 2);
    }

    #[test]
    fn odd_texts_do_no_harm() {
        let long = "كلمة ".repeat(20_000);
        let index = index(&[("", 1), ("!!!", 1), ("\u{202E}\u{0000}", 1), (&long, 1)]);
        for query in ["", "!!!", "؟", "\u{202E}\u{0000}", &long, "\u{064B}"] {
            found(&index, query, 0.0);
        }
        assert_eq!(found(&index, &long, 50.0), [(4, 100)]);
    }
}
