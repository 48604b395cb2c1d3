//! Names: the ledger of each project, what is found in the open document, what a confirmed
//! segment teaches.

use super::assets::Assets;
use super::error::WorkspaceError;
use super::imports::shipped_terms;
use super::outcome::{Outcome, Slot};
use super::tools::CharOffsets;
use super::undo::Change;
use super::{Workspace, read_error};
use crate::engine::model::{
    DocumentId, NameBasis, NameEntry, NameHit, NamePair, ProjectId, SegmentId, SegmentStatus,
    TermEntry, TermId,
};
use crate::engine::terminology::TermIndex;
use crate::engine::terminology::names::{
    NameFinder, NameKnowledge, NameTable, key_of, pair_by_sound,
};
use crate::store::{Reader, Write};
use std::collections::BTreeMap;
use std::ops::Range;

/// Text of a segment that is looked at, so that confirming never waits.
const BYTES_OF_ONE: usize = 20_000;
/// Confirmed rows before and behind whose spelling of a name counts.
const ROWS_AROUND: usize = 1_000;

/// A name found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundName {
    pub paragraph: usize,
    /// In Unicode scalar values of the paragraph.
    pub chars: Range<usize>,
    pub text: String,
    /// Best first.
    pub proposals: Vec<String>,
    pub basis: NameBasis,
    /// The first proposal was made from letters alone.
    pub guess: bool,
}

/// All that finds names, for use without a document.
pub struct NameSource {
    table: NameTable,
    entries: Vec<TermEntry>,
    index: TermIndex,
    ledger: Vec<NameEntry>,
}

impl NameSource {
    pub(super) fn new(
        assets: &Assets,
        mut entries: Vec<TermEntry>,
        ledger: Vec<NameEntry>,
    ) -> Result<Self, WorkspaceError> {
        for (n, entry) in (0i64..).zip(&mut entries) {
            entry.id = TermId(n);
        }
        Ok(Self {
            table: table(assets)?,
            index: TermIndex::build(&entries),
            entries,
            ledger,
        })
    }

    /// The shipped glossary and list of names.
    ///
    /// # Errors
    /// A replaced file is damaged.
    pub fn shipped(assets: &Assets) -> Result<Self, WorkspaceError> {
        Self::new(assets, shipped_terms(assets)?, Vec::new())
    }

    /// The names of each paragraph of a document.
    pub(super) fn hits(&self, paragraphs: &[&str]) -> Vec<Vec<NameHit>> {
        let entry = |id: TermId| self.entries.get(usize::try_from(id.0).ok()?);
        let finder = NameFinder::new(&self.table, &entry, &self.ledger);
        finder.find(paragraphs, |text| self.index.find_all(text))
    }

    /// What the paragraphs of a document tell of its names.
    fn know(&self, paragraphs: &[&str], is_cancelled: impl Fn() -> bool) -> NameKnowledge {
        let entry = |id: TermId| self.entries.get(usize::try_from(id.0).ok()?);
        let finder = NameFinder::new(&self.table, &entry, &self.ledger);
        finder.know(paragraphs, |text| self.index.find_all(text), is_cancelled)
    }

    /// The names of a document's paragraphs, in order.
    pub fn find(&self, paragraphs: &[&str]) -> Vec<FoundName> {
        let found = self.hits(paragraphs);
        let mut names = Vec::new();
        for (paragraph, (text, hits)) in paragraphs.iter().zip(found).enumerate() {
            let mut offsets = CharOffsets::new(text);
            names.extend(hits.into_iter().filter_map(|hit| {
                Some(FoundName {
                    paragraph,
                    chars: offsets.of(hit.range.start)..offsets.of(hit.range.end),
                    text: text.get(hit.range)?.to_owned(),
                    proposals: hit.proposals,
                    basis: hit.basis,
                    guess: hit.guess,
                })
            }));
        }
        names
    }
}

fn table(assets: &Assets) -> Result<NameTable, WorkspaceError> {
    let text = assets.text("names/people.tsv")?;
    NameTable::parse(&text)
        .map_err(|error| WorkspaceError::Asset(format!("names/people.tsv: {error}")))
}

/// The ledgers, and what the last confirmed segment offers to them.
#[derive(Default)]
pub(super) struct Names {
    table: NameTable,
    ledgers: BTreeMap<ProjectId, Vec<NameEntry>>,
    offers: Vec<NamePair>,
    /// Of the open document, once the job that reads it is through.
    knowledge: NameKnowledge,
    /// Counts what changes the names of a segment that itself stays as it is.
    version: u64,
}

impl Names {
    pub(super) fn read(assets: &Assets, reader: &Reader) -> Result<Self, WorkspaceError> {
        let mut ledgers: BTreeMap<ProjectId, Vec<NameEntry>> = BTreeMap::new();
        for (project, entry) in reader.names().map_err(read_error)? {
            ledgers.entry(project).or_default().push(entry);
        }
        Ok(Self {
            table: table(assets)?,
            ledgers,
            offers: Vec::new(),
            knowledge: NameKnowledge::default(),
            version: 0,
        })
    }

    fn of(&self, project: Option<ProjectId>) -> &[NameEntry] {
        project
            .and_then(|id| self.ledgers.get(&id))
            .map_or(&[], Vec::as_slice)
    }
}

impl Workspace {
    /// The open project's ledger, by name.
    pub fn name_ledger(&self) -> &[NameEntry] {
        self.names.of(self.project)
    }

    /// The names of the active segment, in text order. Who is named in full anywhere in the
    /// document is known once a job has read it; see [`Workspace::names_version`].
    pub fn names(&self) -> Vec<NameHit> {
        self.active.map_or_else(Vec::new, |id| self.names_of(id))
    }

    /// What the segment confirmed last offers to the ledger: names that sound like English words
    /// of its translation, and are not in the ledger so. [`super::Command::SetName`] accepts one.
    pub fn name_offers(&self) -> &[NamePair] {
        &self.names.offers
    }

    /// Everything that finds names in this workspace, with the ledger of a project if one is named.
    ///
    /// # Errors
    /// No project of that name, or a damaged file in place of a shipped one.
    pub fn name_source(&self, project: Option<&str>) -> Result<NameSource, WorkspaceError> {
        let project = project
            .map(|name| {
                self.project_named(name)
                    .ok_or_else(|| WorkspaceError::NoProject(name.into()))
            })
            .transpose()?;
        let entries = self.used_entries().cloned().collect();
        NameSource::new(&self.assets, entries, self.names.of(project).to_vec())
    }

    fn names_of(&self, id: SegmentId) -> Vec<NameHit> {
        let document = self.document.as_ref();
        let Some(segment) = document.and_then(|document| document.segment(id)) else {
            return Vec::new();
        };
        let used = self.used_termbases();
        let entry = |id: TermId| self.terms.get(id).map(|placed| &placed.entry);
        let finder = NameFinder::new(&self.names.table, &entry, self.name_ledger());
        let source = start_of(&segment.source, BYTES_OF_ONE);
        let mut hits = finder.find_knowing(source, &self.names.knowledge, |text| {
            self.terms.find_all(text, &used)
        });
        for hit in hits.iter_mut().filter(|hit| hit.guess) {
            self.add_confirmed_spelling(id, hit);
        }
        hits
    }

    /// Changes when the names of a segment may come out otherwise though it stayed as it is.
    pub fn names_version(&self) -> u64 {
        self.names.version
    }

    /// Reads the open document for its names, in the background.
    pub(super) fn know_names(&mut self) {
        self.forget_names();
        let Some(document) = &self.document else {
            return;
        };
        let id = document.id();
        let texts: Vec<String> = document
            .segments()
            .filter(|segment| segment.for_translation)
            .map(|segment| start_of(&segment.source, BYTES_OF_ONE).to_owned())
            .collect();
        let used = self.used_termbases();
        let ledger = self.name_ledger().to_vec();
        let terms = self.terms.snapshot();
        let assets = self.assets.clone();
        self.jobs.spawn(Slot::KnowNames, move |ticket| {
            let placed = terms.iter().filter(|term| used.contains(&term.termbase));
            let entries = placed.map(|term| term.entry.clone()).collect();
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let source = NameSource::new(&assets, entries, ledger);
            let known = source.map(|source| source.know(&texts, || ticket.is_cancelled()));
            Outcome::NamesKnown(id, known.map(Box::new).map_err(|error| error.to_string()))
        });
    }

    pub(super) fn forget_names(&mut self) {
        self.names.knowledge = NameKnowledge::default();
        self.names.version += 1;
    }

    pub(super) fn take_knowledge(&mut self, id: DocumentId, knowledge: NameKnowledge) {
        if self.document.as_ref().is_some_and(|open| open.id() == id) {
            self.names.knowledge = knowledge;
            self.names.version += 1;
        }
    }

    /// For a name spelt by rule alone: how confirmed segments of the document spell it.
    fn add_confirmed_spelling(&self, id: SegmentId, hit: &mut NameHit) {
        let Some(document) = &self.document else {
            return;
        };
        let row = document.row_of(id).unwrap_or_default();
        let confirmed = (row.saturating_sub(ROWS_AROUND)..row + ROWS_AROUND)
            .map_while(|row| document.get(row))
            .filter(|segment| {
                segment.status == SegmentStatus::Confirmed
                    && segment.source.contains(hit.source.as_str())
            });
        for segment in confirmed {
            if let Some(pair) = pair_by_sound([hit.source.as_str()], &segment.target).pop() {
                hit.proposals.retain(|spelling| *spelling != pair.spelling);
                hit.proposals.insert(0, pair.spelling);
                hit.basis = NameBasis::Memory;
                hit.guess = false;
                return;
            }
        }
    }

    /// Pairs the names of a confirmed segment with its English.
    pub(super) fn offer_names(&mut self, id: SegmentId) {
        let hits = self.names_of(id);
        let target = self
            .document
            .as_ref()
            .and_then(|document| document.segment(id))
            .map(|segment| segment.target.as_str());
        let Some(target) = target else { return };
        let names = hits
            .iter()
            .filter(|hit| hit.basis != NameBasis::Glossary)
            .map(|hit| hit.source.as_str());
        let mut pairs = pair_by_sound(names, target);
        let ledger = self.name_ledger();
        pairs.retain(|pair| {
            !ledger.iter().any(|line| {
                key_of(&line.source) == key_of(&pair.source) && line.spelling == pair.spelling
            })
        });
        self.names.offers = pairs;
    }

    pub(super) fn set_name(&mut self, source: &str, spelling: &str) -> Result<(), WorkspaceError> {
        let (source, spelling) = (source.trim(), spelling.trim());
        if source.is_empty() || spelling.is_empty() {
            return Err(WorkspaceError::EmptyName);
        }
        let project = self.project.ok_or(WorkspaceError::NoProjectOpen)?;
        // Another way to write a name of the ledger changes that line.
        let before = self
            .name_ledger()
            .iter()
            .find(|line| key_of(&line.source) == key_of(source))
            .cloned();
        let source = before
            .as_ref()
            .map_or_else(|| source.to_owned(), |line| line.source.clone());
        let after = NameEntry {
            source,
            spelling: spelling.to_owned(),
        };
        self.change_name(project, before, Some(after));
        Ok(())
    }

    pub(super) fn remove_name(&mut self, source: &str) -> Result<(), WorkspaceError> {
        let project = self.project.ok_or(WorkspaceError::NoProjectOpen)?;
        let before = self
            .name_ledger()
            .iter()
            .find(|line| key_of(&line.source) == key_of(source))
            .cloned();
        let before = before.ok_or_else(|| WorkspaceError::NoNameEntry(source.into()))?;
        self.change_name(project, Some(before), None);
        Ok(())
    }

    fn change_name(
        &mut self,
        project: ProjectId,
        before: Option<NameEntry>,
        after: Option<NameEntry>,
    ) {
        self.put_name(project, before.as_ref(), after.as_ref());
        self.undo.push(
            None,
            Change::Name {
                project,
                before,
                after,
            },
        );
    }

    /// Replaces `old` by `new` in memory and store.
    pub(super) fn put_name(
        &mut self,
        project: ProjectId,
        old: Option<&NameEntry>,
        new: Option<&NameEntry>,
    ) {
        let Some(source) = new.or(old).map(|line| line.source.clone()) else {
            return;
        };
        let ledger = self.names.ledgers.entry(project).or_default();
        ledger.retain(|line| line.source != source);
        ledger.extend(new.cloned());
        ledger.sort_by(|a, b| a.source.cmp(&b.source));
        let spelling = new.map(|line| line.spelling.clone());
        self.names
            .offers
            .retain(|pair| key_of(&pair.source) != key_of(&source));
        let author = self.author();
        self.write(Write::PutName {
            project,
            source,
            spelling,
            author,
        });
    }
}

/// The text up to a length in bytes, whole characters only.
fn start_of(text: &str, length: usize) -> &str {
    text.get(..text.floor_char_boundary(length))
        .unwrap_or_default()
}
