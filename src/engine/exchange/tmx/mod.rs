//! TMX, the exchange format of translation memories: 1.1 to 1.4b in, 1.4b out.
//!
//! `read` walks the file; `segment` collects what is in a `<seg>`; `numbering` turns its codes into
//! tags; `stamp` and `context` find a unit's fields in attributes and properties; `assemble` makes
//! the units. What has no field stays in [`crate::engine::model::UnitExtra`], from which `write`
//! and `marked` write it again.

mod assemble;
mod context;
mod count;
mod losses;
mod marked;
mod numbering;
mod read;
#[cfg(test)]
mod read_tests;
#[cfg(test)]
mod round_trip_tests;
mod rules;
mod segment;
mod stamp;
mod units;
mod write;

pub(super) use assemble::{Draft, FileDefaults, Variant};
pub use read::{Broken, TmxError, TmxSummary, read};
pub(super) use segment::{PlacedCode, SegmentDraft};
pub use units::document_units;
pub use write::TmxWriter;
pub(super) use write::is_default;

/// Types of the properties that carry what TMX has no attribute for.
mod property {
    pub const PREVIOUS: &str = "x-previous";
    pub const NEXT: &str = "x-next";
    pub const PROJECT: &str = "x-project";
    pub const DOCUMENT: &str = "x-document";
    pub const ORIGIN: &str = "x-unit-origin";
    pub const OURS: [&str; 5] = [PREVIOUS, NEXT, PROJECT, DOCUMENT, ORIGIN];
}
