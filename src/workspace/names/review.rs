//! The names of the open document as one list, to be looked over and spelt.

use super::command::Event;
use super::{NameSource, Names};
use crate::engine::model::{NameBasis, NameHit, SegmentId};
use crate::engine::names::{key_of, outline};
use crate::jobs::Ticket;
use crate::workspace::core::{Core, Slot, WorkspaceError};
use crate::workspace::documents::OpenDocument;
use crate::workspace::terms::TermSnapshot;
use std::collections::HashMap;

const REVIEW: Slot = Slot::shown("review names", "looking for names");
/// Rows looked at in one go; who is named in full in one of them is known in all.
const ROWS_AT_ONCE: usize = 2_000;
/// Names whose consonants agree are taken for one from this many on.
const SHORTEST_OUTLINE: usize = 4;

/// A name of a document with all that is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentName {
    /// The commonest spelling in the source, then the others.
    pub sources: Vec<String>,
    /// Best first; the first is that of the ledger where it has one.
    pub proposals: Vec<String>,
    pub basis: NameBasis,
    /// The first proposal was made from letters alone, and may be wrong.
    pub guess: bool,
    pub occurrences: usize,
    /// The first segment that names it.
    pub first: SegmentId,
}

/// A name under one key, with how often each spelling of it occurs.
struct Found {
    name: DocumentName,
    spellings: HashMap<String, usize>,
}

impl Found {
    fn new(hit: &NameHit, first: SegmentId) -> Self {
        Self {
            name: DocumentName {
                sources: Vec::new(),
                proposals: hit.proposals.clone(),
                basis: hit.basis,
                guess: hit.guess,
                occurrences: 0,
                first,
            },
            spellings: HashMap::new(),
        }
    }

    fn count(&mut self, hit: &NameHit) {
        self.name.occurrences += 1;
        *self.spellings.entry(hit.source.clone()).or_default() += 1;
        if self.name.guess && !hit.guess {
            self.name.proposals.clone_from(&hit.proposals);
            self.name.basis = hit.basis;
            self.name.guess = false;
        }
    }

    fn may_be(&self, other: &Self) -> bool {
        let (one, two) = (&self.name, &other.name);
        (one.guess && two.guess) || one.proposals.first() == two.proposals.first()
    }

    fn join(&mut self, other: Self) {
        self.name.occurrences += other.name.occurrences;
        self.spellings.extend(other.spellings);
        for proposal in other.name.proposals {
            if !self.name.proposals.contains(&proposal) {
                self.name.proposals.push(proposal);
            }
        }
    }

    fn finish(self) -> DocumentName {
        let mut sources: Vec<(String, usize)> = self.spellings.into_iter().collect();
        sources.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        DocumentName {
            sources: sources.into_iter().map(|(source, _)| source).collect(),
            ..self.name
        }
    }
}

/// Names in the order of their first mention, spellings of one name together.
#[derive(Default)]
struct Gathered {
    found: Vec<Found>,
    by_key: HashMap<String, usize>,
}

impl Gathered {
    fn add(&mut self, hit: &NameHit, segment: SegmentId) {
        let key = key_of(&hit.source);
        let at = *self.by_key.entry(key).or_insert_with(|| {
            self.found.push(Found::new(hit, segment));
            self.found.len() - 1
        });
        if let Some(found) = self.found.get_mut(at) {
            found.count(hit);
        }
    }

    /// Joins names that differ in vowels alone, where they come out as one in English too or both
    /// are guesses: دي ميستورا, دي مستورا; but محمد and محمود are two.
    fn finish(self) -> Vec<DocumentName> {
        let mut joined: Vec<Found> = Vec::new();
        let mut by_outline: HashMap<String, usize> = HashMap::new();
        for found in self.found {
            let key = found.spellings.keys().next().map(|source| key_of(source));
            let outline = key.map(|key| outline(&key)).unwrap_or_default();
            let letters = outline.chars().filter(|c| !c.is_whitespace()).count();
            if letters < SHORTEST_OUTLINE {
                joined.push(found);
                continue;
            }
            let same = by_outline.get(&outline).and_then(|at| joined.get_mut(*at));
            match same.filter(|same| same.may_be(&found)) {
                Some(same) => same.join(found),
                None => {
                    by_outline.insert(outline, joined.len());
                    joined.push(found);
                }
            }
        }
        joined.into_iter().map(Found::finish).collect()
    }
}

impl NameSource {
    /// The names of a document, given as its segments for translation.
    fn review(
        &self,
        segments: &[(SegmentId, String)],
        is_cancelled: impl Fn() -> bool,
    ) -> Vec<DocumentName> {
        let mut gathered = Gathered::default();
        for part in segments.chunks(ROWS_AT_ONCE) {
            if is_cancelled() {
                break;
            }
            let texts: Vec<&str> = part.iter().map(|(_, text)| text.as_str()).collect();
            for ((segment, _), hits) in part.iter().zip(self.hits(&texts)) {
                for hit in &hits {
                    gathered.add(hit, *segment);
                }
            }
        }
        gathered.finish()
    }
}

impl Names {
    /// Looks for the names of a document in the background.
    pub(super) fn review(
        &mut self,
        core: &mut Core,
        document: Option<&OpenDocument>,
        terms: TermSnapshot,
    ) {
        let Some(document) = document else {
            core.tell(Event::Reviewed(Ok(Vec::new())));
            return;
        };
        let segments: Vec<(SegmentId, String)> = document
            .segments()
            .filter(|segment| segment.for_translation)
            .map(|segment| (segment.id, segment.source.clone()))
            .collect();
        let ledger = self.of(core.projects.open).to_vec();
        let assets = core.assets.clone();
        let work = move |ticket: &Ticket| {
            let source = NameSource::new(&assets, terms.entries(), ledger)?;
            Ok::<_, WorkspaceError>(source.review(&segments, || ticket.is_cancelled()))
        };
        core.spawn(REVIEW, work, |workspace, found| {
            let found = found.map_err(|error| error.to_string());
            workspace.core.tell(Event::Reviewed(found));
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::core::Assets;

    fn review(texts: &[&str]) -> Vec<DocumentName> {
        let source = NameSource::shipped(&Assets::default()).unwrap();
        let segments: Vec<(SegmentId, String)> = (1..)
            .map(SegmentId)
            .zip(texts.iter().map(|text| (*text).to_owned()))
            .collect();
        source.review(&segments, || false)
    }

    #[test]
    fn spellings_of_one_name_are_one_line() {
        let names = review(&[
            "وقال المبعوث الدولي ستيفان دي مونتيرو إن الهدنة صامدة.",
            "وأضاف ستيفان دي منتيرو أن المفاوضات مستمرة.",
            "وقال ستيفان دي مونتيرو للصحافيين إنه متفائل.",
        ]);
        let envoy: Vec<&DocumentName> = names
            .iter()
            .filter(|name| name.sources.iter().any(|source| source.contains("دي م")))
            .collect();
        assert_eq!(envoy.len(), 1, "{names:?}");
        assert_eq!(envoy[0].occurrences, 3);
        assert_eq!(envoy[0].first, SegmentId(1));
        assert!(envoy[0].sources[0].ends_with("مونتيرو"), "{envoy:?}");
    }

    #[test]
    fn known_names_that_differ_in_a_vowel_stay_two() {
        let names = review(&["قال محمد علي ومحمود علي إنهما متفقان."]);
        assert_eq!(names.len(), 2, "{names:?}");
    }
}
