//! TMX, the exchange format of translation memories: 1.1 to 1.4b in, 1.4b out.

mod assemble;
mod count;
mod read;
mod units;
mod write;

pub use read::{TmxError, TmxSummary, read};
pub use units::document_units;
pub use write::TmxWriter;

/// Types of the properties that carry what TMX has no attribute for.
mod property {
    pub const PREVIOUS: &str = "x-previous";
    pub const NEXT: &str = "x-next";
    pub const PROJECT: &str = "x-project";
    pub const DOCUMENT: &str = "x-document";
}
