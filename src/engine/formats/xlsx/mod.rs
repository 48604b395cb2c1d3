//! Excel workbooks (XLSX) as documents, edited in place: the texts of cells and comments are blocks,
//! and the English workbook is the Arabic one with its texts replaced and its sheets from the left.

mod cell;
#[cfg(test)]
mod tests;

use super::arrange::{TargetParagraph, count_untranslated, source_of, target_paragraphs};
use super::runs::{Edits, replace};
use super::{DocumentFormat, Evidence, FormatError, SourceFile};
use crate::engine::files::{Package, PackageError, Xml, XmlFile};
use crate::engine::model::{
    Block, ExportDocument, ExportOptions, ExportedFile, FormatId, Skeleton, SourceDocument, Warning,
};
use std::collections::{BTreeMap, HashMap};

pub(super) struct Xlsx;

impl DocumentFormat for Xlsx {
    fn id(&self) -> FormatId {
        FormatId::new("xlsx")
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xlsx", "xlsm"]
    }

    fn detect(&self, file: &SourceFile<'_>) -> Evidence {
        let is_workbook =
            |bytes: &[u8]| Package::open(bytes).is_ok_and(|p| p.has("xl/workbook.xml"));
        if file.has_extension(self.extensions())
            || (file.bytes.starts_with(b"PK") && is_workbook(file.bytes))
        {
            Evidence::Content
        } else {
            Evidence::None
        }
    }

    fn read(&self, file: &SourceFile<'_>) -> Result<SourceDocument, FormatError> {
        if file.bytes.starts_with(b"\xd0\xcf\x11\xe0") {
            return Err(FormatError::Protected);
        }
        let parts = parts(&mut Package::open(file.bytes)?)?;
        let blocks = parts.iter().flat_map(|part| {
            let texts = part.texts.iter();
            texts.map(|node| Block {
                text: cell::read(&part.xml, *node).inline.text,
                ..Block::default()
            })
        });
        Ok(SourceDocument {
            format: self.id(),
            blocks: blocks.collect(),
            skeleton: Skeleton::new(file.bytes.to_vec()),
            warnings: Vec::new(),
            is_page: false,
            article: None,
        })
    }

    fn write(
        &self,
        document: &ExportDocument,
        _options: ExportOptions,
    ) -> Result<ExportedFile, FormatError> {
        write(document)
    }
}

/// A part with texts, and where they stand.
struct Part {
    name: String,
    xml: Xml,
    texts: Vec<usize>,
}

/// The shared texts first, then what sheets and comments have of their own.
fn parts(package: &mut Package<'_>) -> Result<Vec<Part>, FormatError> {
    if !package.has("xl/workbook.xml") {
        return Err(PackageError::Missing("xl/workbook.xml".into()).into());
    }
    let kind = |name: &str| {
        let is_xml = name.ends_with(".xml");
        if name == "xl/sharedStrings.xml" {
            Some((0, "si"))
        } else if name.starts_with("xl/worksheets/") && is_xml {
            Some((1, "is"))
        } else if name.starts_with("xl/comments") && is_xml {
            Some((2, "text"))
        } else {
            None
        }
    };
    let names = package.names().to_vec();
    let mut wanted: Vec<(usize, String, &str)> = names
        .into_iter()
        .filter_map(|name| kind(&name).map(|(order, element)| (order, name, element)))
        .collect();
    wanted.sort_by_key(|(order, ..)| *order);
    let mut parts = Vec::new();
    for (_, name, element) in wanted {
        let xml = XmlFile::read(&package.part(&name)?)?.xml;
        let texts = xml.nodes().filter(|&node| {
            xml.is(node, element) && {
                let text = cell::read(&xml, node).inline;
                text.text.chars().any(char::is_alphabetic) && text.has_text()
            }
        });
        let texts = texts.collect();
        parts.push(Part { name, xml, texts });
    }
    Ok(parts)
}

fn write(document: &ExportDocument) -> Result<ExportedFile, FormatError> {
    let bytes = document.skeleton.bytes();
    let mut package = Package::open(bytes)?;
    let parts = parts(&mut package)?;
    let sources = source_of(document);
    let translated: HashMap<u32, TargetParagraph<'_>> =
        target_paragraphs(document, ExportOptions::default())
            .into_iter()
            .filter(|paragraph| !paragraph.is_source())
            .map(|paragraph| (paragraph.block, paragraph))
            .collect();
    let mut file = ExportedFile {
        bytes: bytes.to_vec(),
        untranslated: count_untranslated(document),
        warnings: Vec::new(),
    };
    let mut new: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut block = 0u32;
    for part in &parts {
        let mut edits = Edits::new();
        for &node in &part.texts {
            let content = cell::read(&part.xml, node);
            if sources
                .get(&block)
                .is_some_and(|source| *source != content.inline.text)
            {
                return Err(FormatError::Skeleton);
            }
            if let Some(target) = translated.get(&block) {
                let text = format!("{}{}{}", target.leading, target.text(), target.trailing);
                let (written, is_mended) = content.write(text, &part.xml, &edits);
                if is_mended {
                    file.warnings.push(Warning::new(format!(
                        "text {}: its tags did not nest; they were put in order",
                        block + 1
                    )));
                }
                replace(&mut edits, part.xml.inner(node), written);
            }
            block += 1;
        }
        if !translated.is_empty() {
            turn(
                &part.xml,
                "sheetView",
                "rightToLeft",
                ("1", "0"),
                &mut edits,
            );
        }
        if !edits.is_empty() {
            new.insert(part.name.clone(), part.xml.edited(edits).into_bytes());
        }
    }
    if sources.keys().any(|source| *source >= block) {
        return Err(FormatError::Skeleton);
    }
    if translated.is_empty() {
        return Ok(file);
    }
    match package.part("xl/styles.xml") {
        Ok(styles) => {
            let styles = XmlFile::read(&styles)?;
            let mut edits = Edits::new();
            turn(
                &styles.xml,
                "alignment",
                "readingOrder",
                ("2", "1"),
                &mut edits,
            );
            if !edits.is_empty() {
                new.insert("xl/styles.xml".into(), styles.edited(edits));
            }
        }
        Err(PackageError::Missing(_)) => {}
        Err(error) => return Err(error.into()),
    }
    file.bytes = package.with(&new)?;
    Ok(file)
}

/// Sets an attribute that says right to left.
fn turn(xml: &Xml, element: &str, attribute: &str, (from, to): (&str, &str), edits: &mut Edits) {
    for node in xml.nodes().filter(|&node| xml.is(node, element)) {
        if let Some(range) = xml.attribute_range(node, attribute)
            && (xml.raw(range.clone()) == from || xml.raw(range.clone()) == "true")
        {
            edits.push((range, to.to_owned()));
        }
    }
}
