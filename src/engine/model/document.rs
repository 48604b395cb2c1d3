//! A document as read from a file: blocks of text and the skeleton around them.

use super::{ArticleFacts, SegmentStatus, TextKind, Warning};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::sync::Arc;

/// The format a document comes from, by the name that the registry of formats knows it by.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FormatId(Cow<'static, str>);

impl FormatId {
    pub const TEXT: Self = Self::new("text");
    pub const MARKDOWN: Self = Self::new("markdown");

    pub const fn new(name: &'static str) -> Self {
        Self(Cow::Borrowed(name))
    }

    pub fn name(&self) -> &str {
        &self.0
    }

    pub fn from_name(name: &str) -> Option<Self> {
        (!name.is_empty()).then(|| Self(Cow::Owned(name.to_owned())))
    }
}

/// What a block is in its document, as far as exports need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockStyle {
    #[default]
    Paragraph,
    /// A heading of level 1 to 6.
    Heading(u8),
    ListItem,
    Quote,
}

/// A paragraph of text to segment. Inline codes stand in it as tags: `<1>…</1>`, `<2/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Block {
    pub text: String,
    pub style: BlockStyle,
    /// It is one segment whatever stands in it: another program has segmented the document.
    pub is_segment: bool,
    /// What it is in its page, where the format knows that.
    pub kind: Option<TextKind>,
    /// A bilingual file's target.
    pub target: Option<GivenTarget>,
}

/// The target that a bilingual file has for a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenTarget {
    pub text: String,
    pub status: SegmentStatus,
}

/// Everything of a document that is not translatable text, as its format keeps it: what these bytes
/// mean only the format knows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Skeleton(Arc<[u8]>);

impl Skeleton {
    pub fn new(bytes: impl Into<Arc<[u8]>>) -> Self {
        Self(bytes.into())
    }

    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// What a reader made of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceDocument {
    pub format: FormatId,
    pub skeleton: Skeleton,
    pub blocks: Vec<Block>,
    pub warnings: Vec<Warning>,
    /// Text as it may be copied from a web page, with what the site says among it.
    pub is_page: bool,
    /// What the file tells of its article, where it tells more than its address.
    pub article: Option<ArticleFacts>,
}
