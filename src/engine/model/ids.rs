//! Row identities, one type each so that they cannot be mixed up.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
        )]
        pub struct $name(pub i64);
    )*};
}

ids!(
    /// A project: documents that share memories and termbases.
    ProjectId,
    /// A document of a project.
    DocumentId,
    /// A segment of a document.
    SegmentId,
    /// A translation memory.
    MemoryId,
    /// A translation unit of a memory.
    UnitId,
    /// A termbase.
    TermbaseId,
    /// An entry of a termbase.
    TermId,
);
