//! The transactions of projects, documents and segments.

use super::{
    Confirmation, DraftRow, NewDocument, PlacedSegment, ProjectRow, Restructuring, Reversal,
};
use crate::engine::model::{DocumentId, ProjectId, SegmentId};
use crate::store::core::{Deferral, Effect, Transaction};
use rusqlite::{Connection, Result};

/// A transaction on projects, documents and their segments.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum DocumentWrite {
    CreateProject {
        row: ProjectRow,
        at: i64,
    },
    /// One without documents.
    DeleteProject(ProjectId),
    Begin(Box<NewDocument>),
    AddSegments(Vec<PlacedSegment>),
    Publish(DocumentId),
    Remove(DocumentId),
    Visit {
        document: DocumentId,
        segment: SegmentId,
    },
    Draft(DraftRow),
    Confirm(Box<Confirmation>),
    Revert(Box<Reversal>),
    Restructure(Box<Restructuring>),
    ForTranslation(Vec<(SegmentId, bool)>),
}

impl Transaction for DocumentWrite {
    type Answer = Effect;

    fn perform(&self, db: &Connection) -> Result<Effect> {
        match self {
            Self::CreateProject { row, at } => super::create_project(db, row, *at),
            Self::DeleteProject(id) => super::delete_project(db, *id),
            Self::Begin(new) => super::begin(db, new),
            Self::AddSegments(segments) => super::add(db, segments),
            Self::Publish(id) => super::publish(db, *id),
            Self::Remove(id) => super::remove(db, *id),
            Self::Visit { document, segment } => super::visit(db, *document, *segment),
            Self::Draft(draft) => super::put_draft(db, draft),
            Self::Confirm(confirmation) => super::confirm(db, confirmation),
            Self::Revert(reversal) => super::revert(db, reversal),
            Self::Restructure(change) => super::restructure(db, change),
            Self::ForTranslation(changes) => super::for_translation(db, changes),
        }
    }

    fn deferral(&self) -> Option<Deferral> {
        match self {
            Self::Draft(draft) => Some(Deferral {
                what: "draft",
                id: draft.segment.0,
            }),
            // Only the last place matters.
            Self::Visit { .. } => Some(Deferral {
                what: "visit",
                id: 0,
            }),
            _ => None,
        }
    }
}
