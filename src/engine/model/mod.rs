//! The field's words as types: what is stored, shown and passed between rooms.

mod article;
mod candidate;
mod completion;
mod document;
mod export;
mod ids;
mod inspection;
mod language;
mod name;
mod number;
mod penalty;
mod qa;
mod rate;
mod segment;
mod tagged_text;
mod term;
mod trados;
mod unit;
mod unit_change;
mod unit_extra;
mod unit_index;
mod warning;

pub use article::{Article, ArticleFacts};
pub use candidate::{TermCandidate, TranslationGuess};
pub use completion::{Completion, CompletionOrigin};
pub use document::{Block, BlockStyle, FormatId, GivenTarget, Skeleton, SourceDocument};
pub use export::{ClipboardText, ExportDocument, ExportOptions, ExportRow, ExportedFile};
pub use ids::{DocumentId, MemoryId, ProjectId, SegmentId, TermId, TermbaseId, UnitId};
pub use inspection::{Figure, Inspection};
pub use language::Language;
pub use name::{NameBasis, NameEntry, NameHit, NamePair, SpelledName};
pub use number::{DateOrder, NumberHit, NumberKind, NumberStyle};
pub use penalty::{MemoryStanding, Penalties, Penalty, PenaltyReason};
pub use qa::{Finding, Severity, TargetFix};
pub use rate::MatchRate;
pub use segment::{Segment, SegmentStatus, TargetOrigin, TextKind};
pub use tagged_text::{Tag, TagKind, TaggedText};
pub use term::{TermEntry, TermHit, TermStatus, TermTranslation};
pub use trados::TradosUnit;
pub use unit::{DiffKind, DiffSpan, MatchReason, TmMatch, TranslationUnit, UnitOrigin};
pub use unit_change::UnitAction;
pub use unit_extra::{
    Attribute, InlineCode, OtherVariant, Remark, RemarkKind, SideExtra, UnitExtra,
};
pub use unit_index::{
    PlaceList, Prefilter, PrefilterList, Reach, RunWord, UnitIndex, UnitOutline, UnitRun,
};
pub use warning::Warning;
