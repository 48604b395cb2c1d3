//! What exchange files tell of a unit beyond its fields, kept so that it can be written again.

use super::{Tag, TagKind};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::HashSet;

/// Name and value of an attribute, in TMX's names.
pub type Attribute = (Cow<'static, str>, String);

/// All of a `<tu>` that has no field of its own. A unit that has it knows its tags: they are those
/// of its codes, and whatever else looks like a tag is text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct UnitExtra {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<Attribute>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Remark>,
    #[serde(skip_serializing_if = "SideExtra::is_empty")]
    pub source: SideExtra,
    #[serde(skip_serializing_if = "SideExtra::is_empty")]
    pub target: SideExtra,
    /// The unit in other languages, as they stand in the file.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<OtherVariant>,
}

impl UnitExtra {
    pub fn is_empty(&self) -> bool {
        self.attributes.is_empty()
            && self.remarks.is_empty()
            && self.source.is_empty()
            && self.target.is_empty()
            && self.others.is_empty()
    }

    /// The numbers of the codes of both sides.
    pub fn numbers(&self) -> HashSet<u32> {
        let codes = self.source.codes.iter().chain(&self.target.codes);
        codes.map(|code| code.tag.number).collect()
    }
}

/// All of a `<tuv>` that has no field of its own.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SideExtra {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<Attribute>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Remark>,
    /// The markup its tags stand for, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<InlineCode>,
}

impl SideExtra {
    pub fn is_empty(&self) -> bool {
        self.attributes.is_empty() && self.remarks.is_empty() && self.codes.is_empty()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RemarkKind {
    Note,
    /// A property; its attribute `type` says which.
    Prop,
}

/// A note or property.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Remark {
    pub kind: RemarkKind,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<Attribute>,
    pub text: String,
}

impl Remark {
    pub fn property(kind: &str, text: impl Into<String>) -> Self {
        Self {
            kind: RemarkKind::Prop,
            attributes: vec![("type".into(), kind.to_owned())],
            text: text.into(),
        }
    }

    /// The type of a property; `None` for notes.
    pub fn property_type(&self) -> Option<&str> {
        let attributes = (self.kind == RemarkKind::Prop).then_some(&self.attributes)?;
        let found = attributes.iter().find(|(name, _)| name == "type");
        found.map(|(_, value)| value.as_str())
    }
}

/// An inline code and the tag that stands for it in the text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct InlineCode {
    pub tag: Tag,
    /// `bpt`, `ept`, `ph`, `it`, `ut`; `hi` for the opening of one, which needs no code to close.
    pub element: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<Attribute>,
    /// What is inside, as well-formed XML.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub content: String,
}

impl InlineCode {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Whether it opens a highlighting, which closes by itself.
    pub fn is_highlight(&self) -> bool {
        self.element == "hi" && self.tag.kind == TagKind::Opening
    }
}

/// A variant in neither of the two languages, or without text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct OtherVariant {
    /// With the language.
    pub attributes: Vec<Attribute>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Remark>,
    /// The inside of its segment, as well-formed XML.
    pub segment: String,
}
