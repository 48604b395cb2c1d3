//! The parts of a Word document that hold text, and its styles.

use super::super::FormatError;
use crate::engine::files::{Package, PackageError, Xml, XmlFile};
use crate::engine::model::BlockStyle;
use std::collections::HashMap;

/// A part with text.
pub struct Part {
    pub name: String,
    pub xml: Xml,
}

pub struct Parts {
    /// The document itself first, then headers, footers, notes and comments.
    pub texts: Vec<Part>,
    pub styles: Styles,
    pub has_macros: bool,
}

/// Content types of parts with text, in the order in which they are translated.
const KINDS: [&str; 6] = [
    "document.main",
    "header",
    "footer",
    "footnotes",
    "endnotes",
    "comments",
];

impl Parts {
    pub fn read(bytes: &[u8]) -> Result<Self, FormatError> {
        let mut package = Package::open(bytes)?;
        let kinds = content_types(&mut package)?;
        let mut texts = Vec::new();
        for kind in KINDS {
            let mut names: Vec<&String> = kinds
                .iter()
                .filter(|(_, content_type)| is_kind(content_type, kind))
                .map(|(name, _)| name)
                .collect();
            names.sort();
            for name in names {
                if !package.has(name) {
                    continue;
                }
                let xml = XmlFile::read(&package.part(name)?)?.xml;
                texts.push(Part {
                    name: name.clone(),
                    xml,
                });
            }
        }
        if texts.is_empty() {
            return Err(PackageError::Missing("word/document.xml".into()).into());
        }
        let styles = match package.part("word/styles.xml") {
            Ok(part) => Styles::of(&XmlFile::read(&part)?.xml),
            Err(PackageError::Missing(_)) => Styles::default(),
            Err(error) => return Err(error.into()),
        };
        Ok(Self {
            texts,
            styles,
            has_macros: package.has("word/vbaProject.bin"),
        })
    }
}

fn is_kind(content_type: &str, kind: &str) -> bool {
    let is_main = kind == "document.main"
        && (content_type.contains("document.macroEnabled.main")
            || content_type.contains("template.main"));
    is_main || content_type.ends_with(&format!(".{kind}+xml"))
}

/// Content types by the name of the part.
fn content_types(package: &mut Package<'_>) -> Result<HashMap<String, String>, FormatError> {
    let file = XmlFile::read(&package.part("[Content_Types].xml")?)?;
    let xml = &file.xml;
    let overrides = xml
        .children(xml.root())
        .filter(|&node| xml.is(node, "Override"));
    Ok(overrides
        .filter_map(|node| {
            let name = xml.attribute(node, "PartName")?;
            Some((
                name.trim_start_matches('/').to_owned(),
                xml.attribute(node, "ContentType")?,
            ))
        })
        .collect())
}

/// What the styles say of paragraphs.
#[derive(Debug, Default)]
pub struct Styles {
    headings: HashMap<String, u8>,
}

impl Styles {
    fn of(xml: &Xml) -> Self {
        let mut headings = HashMap::new();
        for style in xml
            .children(xml.root())
            .filter(|&node| xml.is(node, "style"))
        {
            let Some(id) = xml.attribute(style, "styleId") else {
                continue;
            };
            let name = xml
                .child(style, "name")
                .and_then(|node| xml.attribute(node, "val"));
            let name = name.unwrap_or_default().to_lowercase();
            let level = name.strip_prefix("heading ").and_then(|n| n.parse().ok());
            if let Some(level) = level.or((name == "title").then_some(1)) {
                headings.insert(id, u8::clamp(level, 1, 6));
            }
        }
        Self { headings }
    }

    pub fn style_of(&self, xml: &Xml, paragraph: usize) -> BlockStyle {
        let Some(properties) = xml.child(paragraph, "pPr") else {
            return BlockStyle::Paragraph;
        };
        let id = xml
            .child(properties, "pStyle")
            .and_then(|node| xml.attribute(node, "val"));
        if let Some(level) = id.and_then(|id| self.headings.get(&id)) {
            return BlockStyle::Heading(*level);
        }
        match xml.child(properties, "numPr") {
            Some(_) => BlockStyle::ListItem,
            None => BlockStyle::Paragraph,
        }
    }
}
