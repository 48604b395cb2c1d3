//! Projects and documents: creating, importing, opening, removing.

use super::assets::Assets;
use super::command::{Event, ImportSource};
use super::document::OpenDocument;
use super::edit::PLACE_GAP;
use super::error::WorkspaceError;
use super::ids::Ids;
use super::outcome::{Outcome, Slot};
use super::{MAIN_MEMORY, MAIN_TERMBASE, SHIPPED_TERMBASE, Statistics, Workspace, now, read_error};
use crate::engine::exchange::glossary;
use crate::engine::model::{
    DocumentId, FormatId, Language, MemoryId, ProjectId, Segment, SegmentId, SegmentStatus,
    TargetOrigin, TermEntry, Warning,
};
use crate::engine::segmentation::SegmentationRules;
use crate::engine::{article, formats, statistics};
use crate::store::{
    DocumentHead, DocumentRow, NewDocument, PlacedSegment, PlacedTerm, ProjectRow, Write,
};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Who wrote the shipped glossary.
const SHIPPED_AUTHOR: &str = "Turjuman";
/// Segments a transaction of an import writes; keeps it under 20 ms.
const BATCH: usize = 500;
/// Larger files are no articles; reading them would only fill the memory.
const LARGEST_FILE: u64 = 256 << 20;

/// A document read, classified and segmented, ready to be stored.
pub(super) struct PreparedDocument {
    pub head: NewDocument,
    pub segments: Vec<PlacedSegment>,
    pub warnings: Vec<Warning>,
}

/// What was made for an import that is under way; it goes where nothing comes into it.
#[derive(Debug, Default)]
pub(super) struct MadeForImport {
    pub memories: BTreeSet<MemoryId>,
    pub projects: BTreeSet<ProjectId>,
}

impl Workspace {
    /// Takes back what was made for an import that failed, unless something is on its way into it
    /// or uses it meanwhile.
    pub(super) fn take_back_made(&mut self, slot: Slot) {
        let is_same_kind =
            |other: Slot| std::mem::discriminant(&other) == std::mem::discriminant(&slot);
        if self.jobs.running().any(|(other, _)| is_same_kind(other)) {
            return;
        }
        match slot {
            Slot::ImportMemory(_) => {
                for id in std::mem::take(&mut self.made.memories) {
                    let row = self
                        .memories
                        .iter()
                        .find(|row| row.id == id && row.units == 0);
                    let is_used = self.projects.iter().any(|project| project.memory == id);
                    if let Some(row) = row.cloned().filter(|_| !is_used) {
                        self.put_memory(&row, true);
                    }
                }
            }
            Slot::Import(_) => {
                for id in std::mem::take(&mut self.made.projects) {
                    self.projects.retain(|row| row.id != id);
                    self.write(Write::DeleteProject(id));
                    if self.project == Some(id) {
                        self.project = None;
                        self.documents.clear();
                        self.close_document();
                    }
                }
            }
            _ => {}
        }
    }

    /// Gives a new workspace its memory and termbases.
    pub(super) fn furnish(&mut self) -> Result<(), WorkspaceError> {
        self.memory_or_new(MAIN_MEMORY);
        let shipped = self.termbase_or_new(SHIPPED_TERMBASE);
        self.termbase_or_new(MAIN_TERMBASE);
        let author = self.author();
        let mut entries = shipped_terms(&self.assets)?;
        for entry in &mut entries {
            entry.id = self.ids.term();
            entry.created = Some(author.at);
            entry.changed = Some(author.at);
            SHIPPED_AUTHOR.clone_into(&mut entry.author);
        }
        let written: Vec<Arc<PlacedTerm>> = entries
            .into_iter()
            .map(|entry| {
                Arc::new(PlacedTerm {
                    termbase: shipped,
                    entry,
                })
            })
            .collect();
        self.terms.change(&written, &[]);
        self.write(Write::ChangeTerms {
            written,
            deleted: Vec::new(),
            history: None,
            author,
        });
        Ok(())
    }

    pub(super) fn create_project(&mut self, name: &str) -> Result<ProjectId, WorkspaceError> {
        let memory = self.memory_or_new(MAIN_MEMORY);
        let id = self.create_project_with(name, memory)?;
        self.enter_project(id);
        Ok(id)
    }

    pub(super) fn create_project_with(
        &mut self,
        name: &str,
        memory: crate::engine::model::MemoryId,
    ) -> Result<ProjectId, WorkspaceError> {
        let name = name.trim();
        if name.is_empty() {
            return Err(WorkspaceError::EmptyName);
        }
        if self.project_named(name).is_some() {
            return Err(WorkspaceError::ProjectExists(name.into()));
        }
        let row = ProjectRow {
            id: self.ids.project(),
            name: name.into(),
            memory,
            termbase: None,
        };
        let id = row.id;
        self.projects.push(row.clone());
        self.write(Write::CreateProject { row, at: now() });
        Ok(id)
    }

    pub(super) fn open_project(&mut self, id: ProjectId) -> Result<(), WorkspaceError> {
        if !self.projects.iter().any(|row| row.id == id) {
            return Err(WorkspaceError::NoProject(id.0.to_string()));
        }
        // What a document just imported into it has is not in memory yet.
        let documents = self.reader.documents(id).map_err(read_error)?;
        self.enter_project(id);
        self.documents = documents;
        Ok(())
    }

    fn enter_project(&mut self, id: ProjectId) {
        if self.project != Some(id) {
            self.project = Some(id);
            self.documents.clear();
            self.close_document();
        }
    }

    fn close_document(&mut self) {
        self.document = None;
        self.active = None;
        self.suggestions = super::Suggestions::default();
        self.undo.forget_document();
        self.forget_names();
    }

    pub(super) fn import(
        &mut self,
        project: &str,
        sources: Vec<ImportSource>,
    ) -> Result<(), WorkspaceError> {
        let project = match self.project_named(project) {
            Some(id) => id,
            None => {
                let made = self.create_project(project)?;
                self.made.projects.insert(made);
                made
            }
        };
        if self.project != Some(project) {
            self.open_project(project)?;
        }
        for source in sources {
            let (ids, rules) = (Arc::clone(&self.ids), Arc::clone(&self.rules));
            let slot = Slot::Import(self.next_job());
            self.jobs.spawn(slot, move |_| {
                let prepared = prepare(&source, project, &ids, &rules);
                Outcome::Read(prepared.map(Box::new).map_err(|error| error.to_string()))
            });
        }
        Ok(())
    }

    /// A number for a job that runs beside others of its kind.
    pub(super) fn next_job(&mut self) -> u64 {
        self.job_count += 1;
        self.job_count
    }

    pub(super) fn cancel_jobs(&mut self) {
        let slots: Vec<Slot> = self.jobs.running().map(|(slot, _)| slot).collect();
        for slot in slots {
            if slot.can_be_stopped() {
                self.jobs.cancel(slot);
            }
        }
    }

    /// Sends a document to the store in small transactions, the last of which shows it.
    pub(super) fn store_document(&mut self, prepared: PreparedDocument) {
        let PreparedDocument {
            mut head,
            segments,
            warnings,
        } = prepared;
        self.made.projects.remove(&head.project);
        head.name = self.free_name(&head.name);
        let counts = statistics::count(segments.iter().map(|placed| &placed.segment));
        let row = DocumentHead {
            id: head.id,
            project: head.project,
            name: head.name.clone(),
            origin: head.origin.clone(),
            segments: segments
                .iter()
                .filter(|placed| placed.segment.for_translation)
                .count() as u64,
            confirmed: counts.confirmed,
        };
        let event = Event::Imported {
            document: head.id,
            name: head.name.clone(),
            segments: segments.len() as u64,
            words: counts.words,
            warnings,
        };
        let id = head.id;
        self.write(Write::BeginDocument(Box::new(head)));
        let mut segments = segments.into_iter();
        loop {
            let batch: Vec<_> = segments.by_ref().take(BATCH).collect();
            if batch.is_empty() {
                break;
            }
            self.write(Write::AddSegments(batch));
        }
        let number = self.write(Write::PublishDocument(id));
        self.when_saved.insert(number, event);
        if self.project == Some(row.project) {
            self.documents.push(row);
        }
    }

    /// The name, with a number behind it where the project has it already.
    fn free_name(&self, name: &str) -> String {
        let is_taken = |name: &str| self.documents.iter().any(|row| row.name == name);
        if !is_taken(name) {
            return name.to_owned();
        }
        (2..)
            .map(|n| format!("{name} ({n})"))
            .find(|name| !is_taken(name))
            .unwrap_or_default()
    }

    pub(super) fn open_document(&mut self, id: DocumentId) -> Result<(), WorkspaceError> {
        if self.document.as_ref().is_some_and(|open| open.id() == id) {
            return Ok(());
        }
        if let Some(writer) = &self.writer {
            writer.flush();
        }
        let file = Arc::clone(&self.file);
        self.jobs.spawn(Slot::OpenDocument, move |_| {
            let read = || -> Result<DocumentRow, WorkspaceError> {
                let row = file.reader()?.document(id).map_err(read_error)?;
                row.ok_or(WorkspaceError::NoDocument)
            };
            Outcome::Opened(read().map(Box::new).map_err(|error| error.to_string()))
        });
        Ok(())
    }

    /// Goes to a segment, in another document where it is in one.
    pub(super) fn go_to_segment(
        &mut self,
        document: DocumentId,
        segment: SegmentId,
    ) -> Result<(), WorkspaceError> {
        if self
            .document
            .as_ref()
            .is_some_and(|open| open.id() == document)
        {
            return self.activate(segment);
        }
        self.opening_at = Some(segment);
        self.open_document(document)
    }

    pub(super) fn show_document(&mut self, row: DocumentRow) {
        self.refresh_head();
        self.close_document();
        if self.project != Some(row.project)
            && let Err(error) = self.open_project(row.project)
        {
            self.fail(error.to_string());
        }
        let (id, last) = (row.id, row.active_segment);
        let document = OpenDocument::new(row);
        let wanted = self.opening_at.take();
        let start = wanted
            .or(last)
            .filter(|segment| document.row_of(*segment).is_some())
            .or_else(|| {
                let open = |s: &&Segment| s.for_translation && s.status != SegmentStatus::Confirmed;
                document.segments().find(open).map(|segment| segment.id)
            })
            .or_else(|| document.get(0).map(|segment| segment.id));
        self.document = Some(document);
        self.know_names();
        self.events.push_back(Event::DocumentOpened(id));
        if let Some(segment) = start
            && let Err(error) = self.activate(segment)
        {
            self.fail(error.to_string());
        }
    }

    /// Takes the progress of the open document over into the list before it is closed.
    fn refresh_head(&mut self) {
        let Some(open) = &self.document else { return };
        let (segments, confirmed) = open.progress();
        if let Some(row) = self.documents.iter_mut().find(|row| row.id == open.id()) {
            row.segments = segments as u64;
            row.confirmed = confirmed as u64;
        }
    }

    pub(super) fn remove_document(&mut self, id: DocumentId) -> Result<(), WorkspaceError> {
        let at = self.documents.iter().position(|row| row.id == id);
        self.documents.remove(at.ok_or(WorkspaceError::NoDocument)?);
        if self.document.as_ref().is_some_and(|open| open.id() == id) {
            self.close_document();
        }
        self.write(Write::RemoveDocument(id));
        Ok(())
    }

    /// Counts over all documents of a project, as they are on the disk.
    ///
    /// # Errors
    /// There is no such project, or the file cannot be read.
    pub fn statistics(&self, project: &str) -> Result<Statistics, WorkspaceError> {
        let mut segments = Vec::new();
        for (_, row) in self.stored_documents(project)? {
            segments.extend(row.segments.into_iter().map(|placed| placed.segment));
        }
        Ok(statistics::count(&segments))
    }

    /// The documents of a project as stored.
    fn stored_documents(
        &self,
        project: &str,
    ) -> Result<Vec<(DocumentId, DocumentRow)>, WorkspaceError> {
        let id = self
            .project_named(project)
            .ok_or_else(|| WorkspaceError::NoProject(project.into()))?;
        let mut rows = Vec::new();
        for head in self.reader.documents(id).map_err(read_error)? {
            if let Some(row) = self.reader.document(head.id).map_err(read_error)? {
                rows.push((head.id, row));
            }
        }
        Ok(rows)
    }

    /// A good place near a byte offset of a segment's source to split it at.
    pub fn propose_split(&self, segment: SegmentId, near: usize) -> Option<usize> {
        let source = &self.document.as_ref()?.segment(segment)?.source;
        crate::engine::segmentation::propose_split(source, near)
    }
}

/// The entries of all glossaries that ship or that the user put beside them.
pub(super) fn shipped_terms(assets: &Assets) -> Result<Vec<TermEntry>, WorkspaceError> {
    let mut terms = Vec::new();
    for name in assets.glossaries() {
        let read = glossary::read(&assets.text(&name)?)
            .map_err(|error| WorkspaceError::Asset(format!("{name}: {error}")))?;
        terms.extend(read.entries);
    }
    Ok(terms)
}

/// Reads the bytes of a file that should be a document.
pub(super) fn read_bytes(path: &Path) -> Result<Vec<u8>, WorkspaceError> {
    let refuse = |reason: String| WorkspaceError::File {
        reason,
        path: path.into(),
    };
    let shown = path.to_string_lossy();
    if shown.starts_with("http://") || shown.starts_with("https://") {
        return Err(refuse(
            "Turjuman does not fetch web pages yet; copy the article in the browser and paste it"
                .into(),
        ));
    }
    let meta = std::fs::metadata(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => refuse("there is no such file".into()),
        _ => refuse(format!("the file cannot be read ({error})")),
    })?;
    if meta.is_dir() {
        return Err(refuse(
            "this is a folder; choose the files in it one by one".into(),
        ));
    }
    if meta.len() > LARGEST_FILE {
        return Err(refuse(format!(
            "the file has {} MB, too much for an article; split it first",
            meta.len() >> 20
        )));
    }
    std::fs::read(path).map_err(|error| refuse(format!("the file cannot be read ({error})")))
}

fn prepare(
    source: &ImportSource,
    project: ProjectId,
    ids: &Ids,
    rules: &SegmentationRules,
) -> Result<PreparedDocument, WorkspaceError> {
    match source {
        ImportSource::File(path) => {
            let bytes = read_bytes(path)?;
            let name = path.file_name().map(|n| n.to_string_lossy().into_owned());
            let refuse = |error: formats::FormatError| WorkspaceError::File {
                reason: error.to_string(),
                path: path.clone(),
            };
            let format = formats::detect(name.as_deref(), &bytes).map_err(refuse)?;
            let read = formats::read(format, &bytes).map_err(refuse)?;
            let title = path.file_stem().map(|n| n.to_string_lossy().into_owned());
            let origin = std::path::absolute(path).unwrap_or_else(|_| path.clone());
            assemble(read, title.unwrap_or_default(), origin, project, ids, rules)
        }
        ImportSource::Text { name, text } => {
            let read = formats::read(FormatId::Text, text.as_bytes())
                .map_err(|error| WorkspaceError::Background(error.to_string()))?;
            assemble(read, name.clone(), PathBuf::new(), project, ids, rules)
        }
    }
}

pub(super) fn assemble(
    read: crate::engine::model::SourceDocument,
    name: String,
    origin: PathBuf,
    project: ProjectId,
    ids: &Ids,
    rules: &SegmentationRules,
) -> Result<PreparedDocument, WorkspaceError> {
    let kinds = article::classify(&read.blocks);
    let segmenter = rules
        .segmenter(Language::Arabic)
        .map_err(|error| WorkspaceError::Asset(error.to_string()))?;
    let document = ids.document();
    let mut segments = Vec::new();
    for (paragraph, (block, kind)) in (0u32..).zip(read.blocks.iter().zip(kinds)) {
        for (n, piece) in (0i64..).zip(segmenter.split(&block.text)) {
            segments.push(PlacedSegment {
                place: n * PLACE_GAP,
                segment: Segment {
                    id: SegmentId(0),
                    document,
                    paragraph,
                    kind,
                    for_translation: kind.is_for_translation(),
                    leading: piece.leading.into(),
                    source: piece.source.into(),
                    trailing: piece.trailing.into(),
                    target: String::new(),
                    status: SegmentStatus::Untranslated,
                    origin: TargetOrigin::Typed,
                },
            });
        }
    }
    let first = ids.segments(segments.len());
    for (id, placed) in (first.0..).zip(&mut segments) {
        placed.segment.id = SegmentId(id);
    }
    Ok(PreparedDocument {
        head: NewDocument {
            id: document,
            project,
            name,
            origin: origin.to_string_lossy().into_owned(),
            format: read.format,
            skeleton: read.skeleton,
            styles: read.blocks.iter().map(|block| block.style).collect(),
            article: article::facts(&origin.to_string_lossy(), &read.blocks),
            at: now(),
        },
        segments,
        warnings: read.warnings,
    })
}
