//! Documents read from files or pasted, and stored.

use super::Documents;
use super::command::{Event, ImportSource};
use super::restructure::PLACE_GAP;
use super::web;
use crate::engine::model::{Language, ProjectId, Segment, SegmentId, TargetOrigin, Warning};
use crate::engine::segmentation::SegmentationRules;
use crate::engine::{article, formats, statistics};
use crate::jobs::Ticket;
use crate::store::{DocumentHead, DocumentWrite, NewDocument, PlacedSegment};
use crate::workspace::Workspace;
use crate::workspace::core::{Core, Ids, Slot, WorkspaceError, now, read_bytes};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

const IMPORT: Slot = Slot::shown("import", "opening");
/// Segments a transaction of an import writes; keeps it under 20 ms.
const BATCH: usize = 500;

/// A document read, classified and segmented, ready to be stored.
pub(in crate::workspace) struct PreparedDocument {
    pub head: NewDocument,
    pub segments: Vec<PlacedSegment>,
    pub warnings: Vec<Warning>,
}

impl Documents {
    /// Reads documents in the background into a project.
    pub(in crate::workspace) fn import(
        &mut self,
        core: &mut Core,
        project: ProjectId,
        sources: Vec<ImportSource>,
    ) {
        for source in sources {
            let (ids, rules) = (Arc::clone(&core.ids), Arc::clone(&self.rules));
            let slot = core.beside(IMPORT);
            let work = move |ticket: &Ticket| prepare(&source, project, &ids, &rules, ticket);
            core.spawn(slot, work, Workspace::imported);
        }
    }

    /// The projects made for imports that failed, unless something is on its way into them.
    pub(in crate::workspace) fn take_unused_projects(
        &mut self,
        core: &Core,
    ) -> BTreeSet<ProjectId> {
        if core.is_running(IMPORT) {
            return BTreeSet::new();
        }
        std::mem::take(&mut self.created)
    }

    /// Sends a document to the store in small transactions, the last of which shows it.
    pub(in crate::workspace) fn store_document(
        &mut self,
        core: &mut Core,
        prepared: PreparedDocument,
    ) {
        let PreparedDocument {
            mut head,
            segments,
            warnings,
        } = prepared;
        self.created.remove(&head.project);
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
        core.write(DocumentWrite::Begin(Box::new(head)));
        let mut segments = segments.into_iter();
        loop {
            let batch: Vec<_> = segments.by_ref().take(BATCH).collect();
            if batch.is_empty() {
                break;
            }
            core.write(DocumentWrite::AddSegments(batch));
        }
        core.write_and_tell(DocumentWrite::Publish(id), event);
        if core.projects.open == Some(row.project) {
            self.heads.push(row);
        }
    }

    /// The name, with a number behind it where the project has it already.
    fn free_name(&self, name: &str) -> String {
        let is_taken = |name: &str| self.heads.iter().any(|row| row.name == name);
        if !is_taken(name) {
            return name.to_owned();
        }
        (2..)
            .map(|n| format!("{name} ({n})"))
            .find(|name| !is_taken(name))
            .unwrap_or_default()
    }
}

fn prepare(
    source: &ImportSource,
    project: ProjectId,
    ids: &Ids,
    rules: &SegmentationRules,
    ticket: &Ticket,
) -> Result<PreparedDocument, WorkspaceError> {
    match source {
        ImportSource::Address {
            address,
            allow_private,
        } => {
            let (read, address) = web::read(address, *allow_private, ticket)?;
            let headline = read.article.as_ref().map(|facts| facts.headline.clone());
            let name = headline.filter(|headline| !headline.is_empty());
            let name = name.unwrap_or_else(|| address.clone());
            assemble(read, name, PathBuf::from(address), project, ids, rules)
        }
        ImportSource::File(path) => {
            let bytes = read_bytes(path)?;
            let name = path.file_name().map(|n| n.to_string_lossy().into_owned());
            let origin = std::path::absolute(path).unwrap_or_else(|_| path.clone());
            let file = formats::SourceFile {
                bytes: &bytes,
                name: name.as_deref(),
                origin: &origin.to_string_lossy(),
                ..formats::SourceFile::default()
            };
            let read = formats::read(&file).map_err(|error| WorkspaceError::File {
                reason: error.to_string(),
                path: path.clone(),
            })?;
            let title = path.file_stem().map(|n| n.to_string_lossy().into_owned());
            assemble(read, title.unwrap_or_default(), origin, project, ids, rules)
        }
        ImportSource::Text { name, text } => {
            let file = formats::SourceFile {
                bytes: text.as_bytes(),
                name: Some("pasted.txt"),
                ..formats::SourceFile::default()
            };
            let read = formats::read(&file)
                .map_err(|error| WorkspaceError::Background(error.to_string()))?;
            assemble(read, name.clone(), PathBuf::new(), project, ids, rules)
        }
    }
}

pub(in crate::workspace) fn assemble(
    read: crate::engine::model::SourceDocument,
    name: String,
    origin: PathBuf,
    project: ProjectId,
    ids: &Ids,
    rules: &SegmentationRules,
) -> Result<PreparedDocument, WorkspaceError> {
    let kinds = article::classify(&read);
    let facts = article::facts(&origin.to_string_lossy(), &read.blocks);
    let segmenter = rules
        .segmenter(Language::Arabic)
        .map_err(|error| WorkspaceError::Asset(error.to_string()))?;
    let document = ids.document();
    let mut segments = Vec::new();
    for (paragraph, (block, kind)) in (0u32..).zip(read.blocks.iter().zip(kinds)) {
        let pieces = segmenter.split_block(&block.text, block.is_segment);
        // A target belongs to the whole of its block.
        let given = block.target.as_ref().filter(|_| pieces.len() == 1);
        for (n, piece) in (0i64..).zip(pieces) {
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
                    target: given.map(|given| given.text.clone()).unwrap_or_default(),
                    status: given.map(|given| given.status).unwrap_or_default(),
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
            article: read.article.unwrap_or(facts),
            at: now(),
        },
        segments,
        warnings: read.warnings,
    })
}
