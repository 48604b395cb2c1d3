//! What drawing code asks for; carried out after the frame.

use super::actions::Action;
use super::dialogs::Dialog;
use super::editing::Pane;
use super::settings::{Column, Lettering};
use eframe::egui::Pos2;
use turjuman::engine::model::{DocumentId, SegmentId, TermId, UnitId};
use turjuman::typeset::Edit;
use turjuman::workspace::Command;

/// What a panel asks the window to do.
pub enum Ask {
    Act(Action),
    Do(Command),
    /// Makes a row the active one and puts the focus into it, at a point if one was clicked.
    Activate {
        segment: SegmentId,
        pane: Pane,
        at: Option<Pos2>,
    },
    /// The target editor changed its text.
    Edited(Edit),
    /// Writes text at the caret of the target.
    Insert(String),
    Open(Box<dyn Dialog>),
    /// Puts a text on the clipboard and says so.
    Copy(String),
    /// Shows the card of a unit.
    OpenUnit(UnitId),
    /// Opens the segment that a unit is from, else the card of the unit.
    OpenSegmentOf(UnitId),
    GoTo {
        document: DocumentId,
        segment: SegmentId,
    },
    EditTerm(TermId),
    DeleteTerms(Vec<TermId>),
    /// Looks for files to read, to write, or a memory to read.
    Pick(Picking),
    /// Reads files as documents.
    Import(Vec<std::path::PathBuf>),
    FocusEditor,
    SetLettering(Lettering),
    /// The font of a column by its family; empty for the built-in one.
    ChooseFont {
        column: Column,
        family: String,
    },
}

/// What a file is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picking {
    Documents,
    MemoryToRead,
    /// Where to write the memory.
    MemoryToWrite,
    TermsToRead,
    TermsToWrite,
    /// Where to write an export; the suggested name.
    Export(String),
}
