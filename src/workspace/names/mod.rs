//! Names: the ledger of each project, what is found in the open document, what a confirmed
//! segment teaches.

mod command;
mod review;

pub use command::{Command, Event};
pub use review::DocumentName;

use super::Workspace;
use super::core::{Assets, CharOffsets, Core, Direction, Slot, Undo, WorkspaceError, read_error};
use super::documents::{Confirmed, OpenDocument};
use super::terms::{TermSnapshot, UsedTerms, shipped_terms};
use crate::engine::model::{
    NameBasis, NameEntry, NameHit, NamePair, ProjectId, SegmentId, SegmentStatus, SpelledName,
    TermEntry, TermId,
};
use crate::engine::names::{NameFinder, NameKnowledge, NameTable, key_of, pair_by_sound};
use crate::engine::terminology::TermIndex;
use crate::jobs::Ticket;
use crate::store::{NameWrite, Reader};
use std::collections::BTreeMap;
use std::ops::Range;

const KNOW: Slot = Slot::quiet("know names");
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

    /// The spellings of a name that stands by itself.
    pub fn spell(&self, name: &str) -> SpelledName {
        let entry = |id: TermId| self.entries.get(usize::try_from(id.0).ok()?);
        let finder = NameFinder::new(&self.table, &entry, &self.ledger);
        finder.spell(name, |text| self.index.find_all(text))
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

/// A line of a ledger before and after a change; `None` where it is not there.
#[derive(Debug, Clone, PartialEq)]
struct NameChange {
    project: ProjectId,
    before: Option<NameEntry>,
    after: Option<NameEntry>,
}

impl Undo for NameChange {
    fn title(&self) -> &'static str {
        "change of name"
    }

    fn take(
        &mut self,
        workspace: &mut Workspace,
        direction: Direction,
    ) -> Result<(), WorkspaceError> {
        let (old, new) = direction.sides(self.before.as_ref(), self.after.as_ref());
        workspace
            .names
            .put_name(&mut workspace.core, self.project, old, new);
        Ok(())
    }
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

    pub(super) fn of(&self, project: Option<ProjectId>) -> &[NameEntry] {
        project
            .and_then(|id| self.ledgers.get(&id))
            .map_or(&[], Vec::as_slice)
    }
}

impl Names {
    pub(super) fn apply(
        &mut self,
        core: &mut Core,
        command: Command,
        document: Option<&OpenDocument>,
        terms: TermSnapshot,
    ) -> Result<(), WorkspaceError> {
        match command {
            Command::Set { source, spelling } => self.set(core, &source, &spelling),
            Command::Remove { source } => self.remove(core, &source),
            Command::Review => {
                self.review(core, document, terms);
                Ok(())
            }
        }
    }

    /// Reads an opened document for its names, in the background.
    pub(super) fn know(&mut self, core: &mut Core, document: &OpenDocument, terms: TermSnapshot) {
        self.forget();
        let id = document.id();
        let texts: Vec<String> = document
            .segments()
            .filter(|segment| segment.for_translation)
            .map(|segment| start_of(&segment.source, BYTES_OF_ONE).to_owned())
            .collect();
        let ledger = self.of(core.projects.open).to_vec();
        let assets = core.assets.clone();
        let work = move |ticket: &Ticket| {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let source = NameSource::new(&assets, terms.entries(), ledger)?;
            Ok::<_, WorkspaceError>(source.know(&texts, || ticket.is_cancelled()))
        };
        core.spawn(KNOW, work, move |workspace, known| {
            if let Some(known) = workspace.core.expect(known)
                && workspace.documents.is_open(id)
            {
                workspace.names.knowledge = known;
                workspace.names.version += 1;
            }
        });
    }

    /// Forgets what the open document told of its names.
    pub(super) fn forget(&mut self) {
        self.knowledge = NameKnowledge::default();
        self.version += 1;
    }

    /// The names of a segment, in text order.
    fn of_segment(
        &self,
        ledger: &[NameEntry],
        document: &OpenDocument,
        id: SegmentId,
        terms: &UsedTerms<'_>,
    ) -> Vec<NameHit> {
        let Some(segment) = document.segment(id) else {
            return Vec::new();
        };
        let entry = |id: TermId| terms.entry(id);
        let finder = NameFinder::new(&self.table, &entry, ledger);
        let source = start_of(&segment.source, BYTES_OF_ONE);
        let mut hits = finder.find_knowing(source, &self.knowledge, |text| terms.find_all(text));
        for hit in hits.iter_mut().filter(|hit| hit.guess) {
            add_confirmed_spelling(document, id, hit);
        }
        hits
    }

    /// Pairs the names of a confirmed segment with its English.
    pub(super) fn learn(
        &mut self,
        core: &Core,
        confirmed: &Confirmed,
        document: &OpenDocument,
        terms: &UsedTerms<'_>,
    ) {
        let ledger = self.of(core.projects.open);
        let hits = self.of_segment(ledger, document, confirmed.segment, terms);
        let names = hits
            .iter()
            .filter(|hit| hit.basis != NameBasis::Glossary)
            .map(|hit| hit.source.as_str());
        let mut pairs = pair_by_sound(names, &confirmed.after.target);
        pairs.retain(|pair| {
            !ledger.iter().any(|line| {
                key_of(&line.source) == key_of(&pair.source) && line.spelling == pair.spelling
            })
        });
        self.offers = pairs;
    }

    fn set(&mut self, core: &mut Core, source: &str, spelling: &str) -> Result<(), WorkspaceError> {
        let (source, spelling) = (source.trim(), spelling.trim());
        if source.is_empty() || spelling.is_empty() {
            return Err(WorkspaceError::EmptyName);
        }
        let project = core.projects.open.ok_or(WorkspaceError::NoProjectOpen)?;
        // Another way to write a name of the ledger changes that line.
        let before = self
            .of(Some(project))
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
        self.change_name(core, project, before, Some(after));
        Ok(())
    }

    fn remove(&mut self, core: &mut Core, source: &str) -> Result<(), WorkspaceError> {
        let project = core.projects.open.ok_or(WorkspaceError::NoProjectOpen)?;
        let before = self
            .of(Some(project))
            .iter()
            .find(|line| key_of(&line.source) == key_of(source))
            .cloned();
        let before = before.ok_or_else(|| WorkspaceError::NoNameEntry(source.into()))?;
        self.change_name(core, project, Some(before), None);
        Ok(())
    }

    fn change_name(
        &mut self,
        core: &mut Core,
        project: ProjectId,
        before: Option<NameEntry>,
        after: Option<NameEntry>,
    ) {
        self.put_name(core, project, before.as_ref(), after.as_ref());
        core.undo.push(NameChange {
            project,
            before,
            after,
        });
    }

    /// Replaces `old` by `new` in memory and store.
    fn put_name(
        &mut self,
        core: &mut Core,
        project: ProjectId,
        old: Option<&NameEntry>,
        new: Option<&NameEntry>,
    ) {
        let Some(source) = new.or(old).map(|line| line.source.clone()) else {
            return;
        };
        let ledger = self.ledgers.entry(project).or_default();
        ledger.retain(|line| line.source != source);
        ledger.extend(new.cloned());
        ledger.sort_by(|a, b| a.source.cmp(&b.source));
        let spelling = new.map(|line| line.spelling.clone());
        self.offers
            .retain(|pair| key_of(&pair.source) != key_of(&source));
        let author = core.author();
        core.write(NameWrite::Put {
            project,
            source,
            spelling,
            author,
        });
    }
}

impl Workspace {
    /// The open project's ledger, by name.
    pub fn name_ledger(&self) -> &[NameEntry] {
        self.names.of(self.core.projects.open)
    }

    /// The names of the active segment, in text order. Who is named in full anywhere in the
    /// document is known once a job has read it; see [`Workspace::names_version`].
    pub fn names(&self) -> Vec<NameHit> {
        let documents = &self.documents;
        let Some((document, active)) = documents.open.as_ref().zip(documents.active) else {
            return Vec::new();
        };
        let terms = self.terms.used(&self.core);
        self.names
            .of_segment(self.name_ledger(), document, active, &terms)
    }

    /// What the segment confirmed last offers to the ledger: names that sound like English words
    /// of its translation, and are not in the ledger so. [`Command::Set`] accepts one.
    pub fn name_offers(&self) -> &[NamePair] {
        &self.names.offers
    }

    /// Everything that finds names in this workspace, with the ledger of a project if one is named.
    ///
    /// # Errors
    /// No project of that name, or a damaged file in place of a shipped one.
    pub fn name_source(&self, project: Option<&str>) -> Result<NameSource, WorkspaceError> {
        let ledger = self.ledger_of(project)?;
        let terms = self.terms.used(&self.core);
        let entries = terms.entries().cloned().collect();
        NameSource::new(&self.core.assets, entries, ledger)
    }

    /// The ledger of a project; empty where none is named.
    pub(super) fn ledger_of(
        &self,
        project: Option<&str>,
    ) -> Result<Vec<NameEntry>, WorkspaceError> {
        let project = project
            .map(|name| {
                self.project_named(name)
                    .ok_or_else(|| WorkspaceError::NoProject(name.into()))
            })
            .transpose()?;
        Ok(self.names.of(project).to_vec())
    }

    /// Changes when the names of a segment may come out otherwise though it stayed as it is.
    pub fn names_version(&self) -> u64 {
        self.names.version
    }
}

/// For a name spelt by rule alone: how confirmed segments of the document spell it.
fn add_confirmed_spelling(document: &OpenDocument, id: SegmentId, hit: &mut NameHit) {
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

/// The text up to a length in bytes, whole characters only.
fn start_of(text: &str, length: usize) -> &str {
    text.get(..text.floor_char_boundary(length))
        .unwrap_or_default()
}
