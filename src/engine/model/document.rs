//! A document as read from a file: blocks of text and the skeleton around them.

use super::Warning;
use serde::{Deserialize, Serialize};

/// The formats a document can come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FormatId {
    Text,
    Markdown,
}

impl FormatId {
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Text, Self::Markdown]
            .into_iter()
            .find(|format| format.name() == name)
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

/// A paragraph of text to segment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    pub text: String,
    pub style: BlockStyle,
}

/// One part of a skeleton.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SkeletonPart {
    /// Kept as it is: line ends, list marks, code.
    Literal(String),
    /// The place of block number n.
    Block(u32),
}

/// Everything of a document that is not translatable text, with the places of its blocks.
/// Replacing each place by its block's text gives the decoded file to the byte.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Skeleton {
    pub parts: Vec<SkeletonPart>,
}

/// What a reader made of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceDocument {
    pub format: FormatId,
    pub skeleton: Skeleton,
    pub blocks: Vec<Block>,
    pub warnings: Vec<Warning>,
}
