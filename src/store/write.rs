//! The transactions the store knows, as values.

use super::rows::{MemoryRow, PlacedSegment, PlacedTerm, ProjectRow, TermbaseRow};
use super::unit_changes::{NewChange, Swap, UnitEdit};
use crate::engine::model::{
    ArticleFacts, BlockStyle, DocumentId, FormatId, MemoryId, ProjectId, SegmentId, SegmentStatus,
    Skeleton, TargetOrigin, TermId, TermbaseId, TranslationUnit, UnitId, UnitOutline,
};
use std::sync::Arc;

/// Who acts and when (seconds since 1970).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Author {
    pub name: String,
    pub at: i64,
}

/// The target side of a segment as it is to be stored.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct DraftRow {
    pub segment: SegmentId,
    pub target: String,
    pub status: SegmentStatus,
    pub origin: TargetOrigin,
}

/// A confirmed segment: its row, its history and its translation unit, all or none.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Confirmation {
    /// Identity of the history row, by which the confirmation can be taken back.
    pub history: i64,
    /// Identity of the change, should it be one of a unit that is there.
    pub change: i64,
    pub document: DocumentId,
    pub source: String,
    pub before: DraftRow,
    pub after: DraftRow,
    /// Where the unit goes, and its identity if it is a new one; `None` to confirm without a unit.
    pub unit: Option<(MemoryId, UnitId, TranslationUnit, UnitOutline)>,
    pub author: Author,
}

/// Takes the confirmation of history row `confirmation` back.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Reversal {
    pub history: i64,
    pub confirmation: i64,
    pub document: DocumentId,
    pub source: String,
    pub before: DraftRow,
    pub after: DraftRow,
    pub author: Author,
}

/// Segments of one document replaced by others: a split, a merge, or the undoing of one.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Restructuring {
    pub document: DocumentId,
    pub removed: Vec<SegmentId>,
    pub written: Vec<PlacedSegment>,
    pub action: &'static str,
    pub history: i64,
    pub author: Author,
}

/// The head of a document being imported.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NewDocument {
    pub id: DocumentId,
    pub project: ProjectId,
    pub name: String,
    pub origin: String,
    pub format: FormatId,
    pub skeleton: Skeleton,
    pub styles: Vec<BlockStyle>,
    pub article: ArticleFacts,
    pub at: i64,
}

/// The termbases a project looks in and whether each is used; new terms go to `main`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TermbaseArrangement {
    pub project: ProjectId,
    pub order: Vec<(TermbaseId, bool)>,
    pub main: Option<TermbaseId>,
}

/// A deleted termbase that comes back, with its places in projects.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TermbaseRestoration {
    pub row: TermbaseRow,
    pub entries: Vec<Arc<PlacedTerm>>,
    pub arrangements: Vec<TermbaseArrangement>,
    pub author: Author,
}

/// A term and its entry before a change; `None`: it was not there.
pub(crate) type TermBefore = (TermId, Option<Arc<PlacedTerm>>);

/// One transaction. Imports are several small ones, made visible by the last.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Write {
    CreateProject {
        row: ProjectRow,
        at: i64,
    },
    /// One without documents.
    DeleteProject(ProjectId),
    CreateMemory {
        id: MemoryId,
        name: String,
        at: i64,
    },
    PutMemory(MemoryRow),
    /// The memories a project looks at and whether each is used; `main` takes what is confirmed.
    ArrangeMemories {
        project: ProjectId,
        order: Vec<(MemoryId, bool)>,
        main: MemoryId,
    },
    /// A new termbase, or new facts of one.
    PutTermbase(TermbaseRow),
    /// Its entries go with it.
    DeleteTermbase(TermbaseId),
    RestoreTermbase(Box<TermbaseRestoration>),
    ArrangeTermbases(TermbaseArrangement),
    BeginDocument(Box<NewDocument>),
    AddSegments(Vec<PlacedSegment>),
    PublishDocument(DocumentId),
    RemoveDocument(DocumentId),
    Visit {
        document: DocumentId,
        segment: SegmentId,
    },
    Draft(DraftRow),
    Confirm(Box<Confirmation>),
    Revert(Box<Reversal>),
    Restructure(Box<Restructuring>),
    ForTranslation(Vec<(SegmentId, bool)>),
    /// Entries written and others deleted, all or none.
    ChangeTerms {
        written: Vec<Arc<PlacedTerm>>,
        deleted: Vec<TermId>,
        /// What their histories call the change, and the entries before; nothing of an import.
        history: Option<(&'static str, Vec<TermBefore>)>,
        author: Author,
    },
    /// A line of a project's ledger of names; without a spelling the name goes.
    PutName {
        project: ProjectId,
        source: String,
        spelling: Option<String>,
        author: Author,
    },
    /// What the import writes is swept at open unless it is published.
    BeginUnits {
        import: i64,
    },
    AddUnits {
        memory: MemoryId,
        import: i64,
        units: Vec<(UnitId, TranslationUnit, UnitOutline)>,
    },
    PublishUnits {
        memory: MemoryId,
        import: i64,
        /// How many units it wrote.
        units: u64,
        origin: String,
        at: i64,
    },
    /// Units that are as they were seen, with their history; a few of them.
    ChangeUnits {
        change: NewChange,
        edits: Vec<UnitEdit>,
    },
    /// A change of many units, whose batches follow.
    BeginChange(NewChange),
    /// The last of a change in batches.
    FinishChange {
        change: i64,
        is_undone: bool,
    },
    /// Takes a change of a few units back, or does it again.
    SwapChange {
        change: i64,
        way: Swap,
    },
    /// Takes a memory away, or brings it back under a name.
    RemoveMemory {
        id: MemoryId,
        name: String,
        removed: bool,
    },
    Setting {
        name: String,
        value: String,
    },
}

/// What a transaction did to the memories.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) enum Effect {
    #[default]
    None,
    /// Units of the memory were changed; by so many it has more.
    Units { memory: MemoryId, more: i64 },
    /// The same of several memories.
    UnitsOf(Vec<(MemoryId, i64)>),
}
