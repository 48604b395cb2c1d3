//! Language resources, one file a standard, streamed.

pub mod glossary;
mod inspect;
pub mod sdltm;
pub mod table;
pub mod tbx;
mod timestamp;
pub mod tmx;
pub mod unit_table;
pub mod workbook;
mod xliff_counts;

pub use inspect::{inspect_glossary, inspect_markup};
