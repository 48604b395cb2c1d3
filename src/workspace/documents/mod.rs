//! Projects and their documents: import, the open document, edits, export.

mod command;
mod confirm;
mod edit;
mod export;
mod import;
mod open_document;
mod projects;
mod restructure;
mod review;
mod row_heights;
mod sample;
mod web;

pub use command::{
    Command, DraftEdit, EditKind, Event, ExportFormat, ExportLayout, ExportRequest, ExportScope,
    ImportSource, TextSelection, is_web_address,
};
pub use open_document::OpenDocument;
pub use review::{Review, ReviewChange};
pub use web::{SourceChange, SourceCheck};

pub use row_heights::{MeasuredRows, RowsToMeasure, TextToMeasure};

pub(super) use confirm::{ConfirmStep, Confirmed, ConfirmedUnit};
pub(super) use import::PreparedDocument;
pub(super) use sample::Sample;

use super::Workspace;
use super::core::{Core, WorkspaceError};
use crate::engine::model::{DocumentId, ProjectId, SegmentId};
use crate::engine::segmentation::{SegmentationRules, propose_split};
use crate::engine::statistics::{self, Statistics};
use crate::engine::text::normalize::strip_marks;
use crate::engine::text::tokenize::{TokenKind, tokens};
use crate::store::{DocumentHead, DocumentWrite};
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

/// Rows before and behind the active one whose words count, so that no key press waits.
const ROWS_AROUND: usize = 300;

/// The documents of the open project, and the open one.
pub(super) struct Documents {
    pub rules: Arc<SegmentationRules>,
    /// Projects made for an import under way; they go where nothing comes into them.
    pub created: BTreeSet<ProjectId>,
    /// The documents of the open project.
    pub heads: Vec<DocumentHead>,
    pub open: Option<OpenDocument>,
    /// The active segment of the open document.
    pub active: Option<SegmentId>,
    /// A segment was activated, and what follows from it is to be done.
    is_activated: bool,
    /// The document that was asked for last, until it is shown.
    opening: Option<DocumentId>,
    /// The segment that a document being opened is opened for.
    pub opening_at: Option<SegmentId>,
}

/// The active segment as it is looked up: texts that other capabilities are asked about.
pub(super) struct ActiveSegment<'a> {
    pub segment: SegmentId,
    pub source: &'a str,
    /// The sources around it; empty at the edges of the document.
    pub previous: String,
    pub next: String,
}

impl Documents {
    pub(super) fn new(rules: SegmentationRules) -> Self {
        Self {
            rules: Arc::new(rules),
            created: BTreeSet::new(),
            heads: Vec::new(),
            open: None,
            active: None,
            is_activated: false,
            opening: None,
            opening_at: None,
        }
    }

    /// Makes a segment the active one.
    pub(super) fn activate(
        &mut self,
        core: &mut Core,
        id: SegmentId,
    ) -> Result<(), WorkspaceError> {
        let (document, _) = self.row(id)?;
        if self.active != Some(id) && !core.is_read_only() {
            core.write(DocumentWrite::Visit {
                document: document.id(),
                segment: id,
            });
        }
        self.active = Some(id);
        self.is_activated = true;
        Ok(())
    }

    /// Whether a segment was activated since the last call.
    pub(super) fn take_activation(&mut self) -> bool {
        std::mem::take(&mut self.is_activated)
    }

    /// The active segment, if it is for translation.
    pub(super) fn active_segment(&self) -> Option<ActiveSegment<'_>> {
        let (document, row) = self.row(self.active?).ok()?;
        let segment = document.get(row).filter(|s| s.for_translation)?;
        let (previous, next) = document.context(row);
        Some(ActiveSegment {
            segment: segment.id,
            source: &segment.source,
            previous,
            next,
        })
    }

    /// The words of the rows around the active one, without marks.
    pub(super) fn words_around(&self) -> HashSet<String> {
        let Some(document) = &self.open else {
            return HashSet::new();
        };
        let active = self.active.and_then(|id| document.row_of(id)).unwrap_or(0);
        let rows = active.saturating_sub(ROWS_AROUND)..active + ROWS_AROUND;
        let sources = rows.filter_map(|row| document.get(row));
        let words = sources.flat_map(|segment| {
            let source = segment.source.as_str();
            let words = tokens(source)
                .into_iter()
                .filter(|token| token.kind == TokenKind::Word);
            words.map(move |token| strip_marks(source.get(token.range).unwrap_or_default()).into())
        });
        words.collect()
    }

    /// The open document and the row of one of its segments.
    pub(super) fn row(&self, id: SegmentId) -> Result<(&OpenDocument, usize), WorkspaceError> {
        let document = self.open.as_ref().ok_or(WorkspaceError::NoDocument)?;
        let row = document.row_of(id).ok_or(WorkspaceError::NoSegment)?;
        Ok((document, row))
    }
}

/// A document in the list of its project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentSummary<'a> {
    pub id: DocumentId,
    pub name: &'a str,
    /// Path or address it came from; empty for pasted text.
    pub origin: &'a str,
    /// Segments for translation.
    pub segments: u64,
    pub confirmed: u64,
}

impl Workspace {
    /// Projects by identity and name, oldest first.
    pub fn projects(&self) -> impl ExactSizeIterator<Item = (ProjectId, &str)> {
        self.core
            .projects
            .rows
            .iter()
            .map(|row| (row.id, row.name.as_str()))
    }

    pub fn project_named(&self, name: &str) -> Option<ProjectId> {
        self.core.projects.named(name)
    }

    /// The open project.
    pub fn project(&self) -> Option<(ProjectId, &str)> {
        let id = self.core.projects.open?;
        self.projects().find(|(project, _)| *project == id)
    }

    /// The documents of the open project: identity, name, segments for translation, confirmed.
    pub fn documents(&self) -> impl ExactSizeIterator<Item = DocumentSummary<'_>> {
        self.documents.heads.iter().map(|head| {
            let live = self
                .documents
                .open
                .as_ref()
                .filter(|open| open.id() == head.id);
            let (segments, confirmed) = live.map_or((head.segments, head.confirmed), |open| {
                let (segments, confirmed) = open.progress();
                (segments as u64, confirmed as u64)
            });
            DocumentSummary {
                id: head.id,
                name: &head.name,
                origin: &head.origin,
                segments,
                confirmed,
            }
        })
    }

    /// The open document.
    pub fn document(&self) -> Option<&OpenDocument> {
        self.documents.open.as_ref()
    }

    /// The active segment.
    pub fn active(&self) -> Option<SegmentId> {
        self.documents.active
    }

    /// Counts over all documents of a project, as they are on the disk.
    ///
    /// # Errors
    /// There is no such project, or the file cannot be read.
    pub fn statistics(&self, project: &str) -> Result<Statistics, WorkspaceError> {
        let mut segments = Vec::new();
        for (_, row) in self.documents.stored_documents(&self.core, project)? {
            segments.extend(row.segments.into_iter().map(|placed| placed.segment));
        }
        Ok(statistics::count(&segments))
    }

    /// A good place near a byte offset of a segment's source to split it at.
    pub fn propose_split(&self, segment: SegmentId, near: usize) -> Option<usize> {
        let source = &self.documents.open.as_ref()?.segment(segment)?.source;
        propose_split(source, near)
    }
}
