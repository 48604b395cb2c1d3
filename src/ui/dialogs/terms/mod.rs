//! Dialogs about termbases, their terms, and names.

mod bulk_edit;
mod extraction;
mod file;
mod merge;
mod names;
mod similar;
mod term;
mod term_rows;
mod termbase;
mod termbase_filters;
mod termbase_rows;
mod termbases;

pub use extraction::ExtractionForm;
pub use file::{TermFileForm, TermWay};
pub use names::NamesForm;
pub use term::TermForm;
pub use termbase::TermbaseList;
pub use termbases::TermbasesForm;
