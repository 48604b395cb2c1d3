//! Projects, documents and their segments, with the history of each.

mod arrival;
mod confirm;
mod history;
mod read;
mod rows;
mod segments;
mod write;

pub(crate) use arrival::NewDocument;
pub(in crate::store) use arrival::sweep;
use arrival::{begin, create_project, delete_project, publish, remove, visit};
pub(crate) use confirm::{Confirmation, Reversal};
use confirm::{confirm, revert};
pub(crate) use rows::{DocumentHead, DocumentRow, DraftRow, PlacedSegment, ProjectRow};
pub(crate) use segments::Restructuring;
use segments::{add, for_translation, put_draft, restructure};
pub(crate) use write::DocumentWrite;
