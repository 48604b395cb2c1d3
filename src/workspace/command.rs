//! Everything a user can do, and everything that comes back.

use super::concordance::ConcordanceQuery;
use super::term_query::TermQuery;
use super::upkeep::{ReplaceRequest, SameSide, Unification};
use crate::engine::exchange::table::TableMapping;
use crate::engine::model::{
    DocumentId, MemoryId, Penalties, ProjectId, SegmentId, TermEntry, TermId, TermTranslation,
    TermbaseId, UnitAction, UnitId, Warning,
};
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::PathBuf;

/// One user action. Each is one transaction and, where it changes text or terms, one undo step.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    CreateProject {
        name: String,
    },
    OpenProject(ProjectId),
    /// The shipped sample as a new project.
    CreateSample,
    /// Reads documents in the background into the project of that name, made if there is none.
    Import {
        project: String,
        sources: Vec<ImportSource>,
    },
    OpenDocument(DocumentId),
    RemoveDocument(DocumentId),
    /// Makes a segment the active one and looks up its terms and matches.
    Activate(SegmentId),
    /// The target as the editor has it now.
    EditDraft(DraftEdit),
    /// The source as target, to be worked over.
    CopySource(SegmentId),
    /// Replaces the target by the n-th match (from 0) of the active segment.
    ApplyMatch(usize),
    Confirm(SegmentId),
    /// Switches the whole paragraph of each segment on or off.
    SetForTranslation {
        segment: SegmentId,
        on: bool,
    },
    /// Joins the segment with the next one of its paragraph.
    Merge(SegmentId),
    /// Splits at byte offsets of source and target.
    Split {
        segment: SegmentId,
        source_offset: usize,
        target_offset: usize,
    },
    AddTerm(TermDraft),
    EditTerm(TermEntry),
    DeleteTerm(TermId),
    /// Replaces several terms in one step, and moves them to a termbase where one is named; all of
    /// them or none.
    EditTerms {
        entries: Vec<TermEntry>,
        termbase: Option<TermbaseId>,
    },
    DeleteTerms(Vec<TermId>),
    /// Moves what `others` have into `keep` and deletes them.
    MergeTerms {
        keep: TermId,
        others: Vec<TermId>,
    },
    /// Makes a term again what it was before one of its changes.
    RestoreTerm {
        term: TermId,
        change: i64,
    },
    /// Makes the list of terms that a query asks for, in the background.
    ListTerms(TermQuery),
    CreateTermbase {
        name: String,
    },
    /// Renames a termbase, or protects it from changes.
    SetTermbase {
        termbase: TermbaseId,
        name: String,
        read_only: bool,
    },
    /// Deletes a termbase with its terms.
    DeleteTermbase(TermbaseId),
    /// The termbases of the open project in order and whether terms are looked for in each; new
    /// terms go to `main`.
    ArrangeTermbases {
        order: Vec<(TermbaseId, bool)>,
        main: TermbaseId,
    },
    /// Chooses the spelling of a name in the open project.
    SetName {
        source: String,
        spelling: String,
    },
    /// Takes a name out of the open project's ledger.
    RemoveName {
        source: String,
    },
    Undo,
    Redo,
    Export(ExportRequest),
    /// Reads a TMX, SDLTM, CSV, TSV or XLSX file into a memory, made if there is none of that name.
    ImportMemory {
        memory: String,
        path: PathBuf,
        /// How a table is to be read; other files do not need it.
        mapping: TableMapping,
        /// Of a broken file, keeps what comes before the error.
        keep_before_error: bool,
    },
    CreateMemory {
        name: String,
    },
    /// Renames a memory, protects it, or takes something off its matches (percent points).
    SetMemory {
        memory: MemoryId,
        name: String,
        read_only: bool,
        penalty: f64,
    },
    /// Takes a memory away with all its units. Undo brings it back while the workspace is open.
    DeleteMemory(MemoryId),
    /// Counts what is in a memory, in the background.
    CountMemory {
        memory: String,
    },
    /// The memories of the open project in order and whether each is looked at; confirmed segments
    /// go to `main`.
    ArrangeMemories {
        order: Vec<(MemoryId, bool)>,
        main: MemoryId,
    },
    /// What is taken off the matches of units that can be trusted less.
    SetPenalties(Penalties),
    ExportMemory {
        memory: String,
        path: PathBuf,
    },
    /// Reads a TBX file or glossary into a termbase, made if there is none of that name.
    ImportTerms {
        termbase: String,
        path: PathBuf,
        /// How a table is to be read; TBX does not need it.
        mapping: TableMapping,
    },
    /// Writes a termbase; the kind by the file's name: tbx, csv, tsv.
    ExportTerms {
        termbase: String,
        path: PathBuf,
    },
    /// Looks for units in the background; what is found can be read while it goes on.
    SearchMemories(ConcordanceQuery),
    /// Reads rows of what was found.
    ReadUnits(Range<usize>),
    EditUnit {
        unit: UnitId,
        source: String,
        target: String,
    },
    DeleteUnit(UnitId),
    /// Looks in the background for units of a memory, or of each, that say the same.
    FindDuplicates {
        memory: Option<String>,
        /// The same to the letter, not only by spelling.
        exact: bool,
    },
    /// Merges the duplicates that were found, but for some groups.
    MergeDuplicates {
        left_out: BTreeSet<usize>,
    },
    /// Looks in the background for units that are the same on one side only.
    FindInconsistencies {
        memory: Option<String>,
        same: SameSide,
    },
    /// Chooses a variant of a group of inconsistent units for all of them.
    Unify {
        group: usize,
        variant: usize,
        how: Unification,
    },
    /// Looks in the background for what would be replaced.
    FindReplacements(ReplaceRequest),
    /// Replaces in the units that were found, but for some.
    Replace {
        left_out: BTreeSet<UnitId>,
    },
    /// Reads units of what was found, to be shown.
    LoadUnits(Vec<UnitId>),
    /// Gives a unit the texts of an entry of its history.
    RestoreUnit {
        unit: UnitId,
        entry: i64,
    },
    /// Opens a segment's document and goes to the segment.
    GoToSegment {
        document: DocumentId,
        segment: SegmentId,
    },
    /// Writes what was found as CSV, TSV or HTML, by the extension.
    ExportConcordance {
        path: PathBuf,
    },
    /// Stops imports and exports under way; what they wrote so far is removed.
    CancelJobs,
    /// Remembers a choice of the window: theme, sizes, column order.
    Remember {
        name: String,
        value: String,
    },
}

/// Where a document comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportSource {
    File(PathBuf),
    /// Pasted or dropped text.
    Text {
        name: String,
        text: String,
    },
}

/// A selection in a text as byte offsets on character boundaries; a caret where both are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TextSelection {
    pub anchor: usize,
    pub focus: usize,
}

impl TextSelection {
    pub fn caret(offset: usize) -> Self {
        Self {
            anchor: offset,
            focus: offset,
        }
    }
}

/// What kind of change an edit was; typing and deleting are grouped into one undo step a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditKind {
    Typing,
    Deleting,
    /// Paste, cut, an inserted term: always a step of its own.
    Replacing,
}

/// A change of a target as the editor made it.
#[derive(Debug, Clone, PartialEq)]
pub struct DraftEdit {
    pub segment: SegmentId,
    pub text: String,
    pub before: TextSelection,
    pub after: TextSelection,
    pub kind: EditKind,
}

/// A term as the user enters it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TermDraft {
    /// Where it goes; `None`: where new terms of the project go.
    pub termbase: Option<TermbaseId>,
    pub source: String,
    pub forms: Vec<String>,
    pub translations: Vec<TermTranslation>,
    pub part_of_speech: String,
    pub domain: String,
    pub definition: String,
    pub example: String,
    pub note: String,
    pub reference: String,
    pub client: String,
}

/// The formats an export can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExportFormat {
    Docx,
    Html,
    Text,
    Tmx,
}

impl ExportFormat {
    pub const ALL: [Self; 4] = [Self::Docx, Self::Html, Self::Text, Self::Tmx];

    /// The name of the format, which is also its file extension.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Html => "html",
            Self::Text => "txt",
            Self::Tmx => "tmx",
        }
    }
}

/// What stands on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExportLayout {
    /// English and Arabic side by side.
    Bilingual,
    /// The translation alone.
    Target,
}

/// Which documents an export holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExportScope {
    Document(DocumentId),
    /// All documents of the project of this name, one after the other.
    Project(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportRequest {
    pub scope: ExportScope,
    pub format: ExportFormat,
    pub layout: ExportLayout,
    /// Moves headlines to the top of their document.
    pub headline_first: bool,
    pub output: PathBuf,
}

/// What was done to units of the memories.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnitsChange {
    pub action: UnitAction,
    pub units: u64,
    /// Left as they were, since somebody had changed them meanwhile.
    pub left: u64,
}

/// Something that happened since the last poll.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    Imported {
        document: DocumentId,
        name: String,
        segments: u64,
        words: u64,
        warnings: Vec<Warning>,
    },
    DocumentOpened(DocumentId),
    /// Segments were split, merged, or switched on or off; row numbers may differ.
    SegmentsChanged,
    /// A target changed other than through its editor: a match, an undo. The editor reloads.
    TargetReplaced {
        segment: SegmentId,
        selection: TextSelection,
    },
    /// Matches of the active segment arrived.
    MatchesReady(SegmentId),
    Exported {
        path: PathBuf,
        segments: u64,
        untranslated: u64,
        warnings: Vec<Warning>,
    },
    /// A memory's file is broken and nothing of it was imported; what comes before the error can
    /// be. A failure with the message comes with it.
    MemoryBroken {
        memory: String,
        path: PathBuf,
        mapping: TableMapping,
    },
    MemoryImported {
        memory: String,
        units: u64,
        skipped: u64,
        warnings: Vec<Warning>,
    },
    MemoryExported {
        memory: String,
        units: u64,
        warnings: Vec<Warning>,
    },
    TermsImported {
        termbase: String,
        entries: u64,
        skipped: u64,
        warnings: Vec<Warning>,
    },
    TermsExported {
        termbase: String,
        entries: u64,
        warnings: Vec<Warning>,
    },
    ConcordanceExported {
        path: PathBuf,
        units: u64,
    },
    /// Units were changed in the background, as one step of undo.
    UnitsChanged(UnitsChange),
    /// A background action did not succeed; nothing was changed by it.
    Failed {
        message: String,
    },
    /// The disk refuses writes; what is typed waits in memory.
    NotSaved {
        message: String,
    },
}
