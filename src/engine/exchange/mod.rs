//! Language resources, one file a standard, streamed.

mod entities;
pub mod glossary;
mod inspect;
mod markup;
pub mod sdltm;
pub mod table;
pub mod tbx;
mod timestamp;
pub mod tmx;
pub mod unit_table;
mod utf8_stream;
pub mod workbook;
mod xliff_counts;

pub use inspect::{Figure, Inspection, inspect_glossary, inspect_markup};
pub use markup::MarkupError;
