//! The English document: translated paragraphs in the Arabic one, set from left to right.

use super::super::FormatError;
use super::super::arrange::{
    TargetParagraph, count_untranslated, source_of, starts_right_to_left, target_paragraphs,
};
use super::super::runs::{Edits, replace};
use super::paragraph::{self, Place, is_paragraph, places};
use super::parts::{Part, Parts};
use super::properties::{english_paragraph, is_on, place_of_bidi};
use crate::engine::files::{Package, PackageError, Xml, XmlFile};
use crate::engine::model::{ExportDocument, ExportOptions, ExportedFile, Warning};
use crate::engine::text::xml::push_attribute;
use std::collections::{BTreeMap, HashMap};

pub fn write(document: &ExportDocument) -> Result<ExportedFile, FormatError> {
    let bytes = document.skeleton.bytes();
    let parts = Parts::read(bytes)?;
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
    let mut package = Package::open(bytes)?;
    let (styles, had_direction) = left_to_right_styles(&mut package)?;
    let mut new: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut block = 0u32;
    for part in &parts.texts {
        let mut writer = PartWriter {
            xml: &part.xml,
            edits: Edits::new(),
            warnings: Vec::new(),
        };
        let mut all = Vec::new();
        for place in places(&part.xml) {
            if sources
                .get(&block)
                .is_some_and(|source| *source != place.text(&part.xml))
            {
                return Err(FormatError::Skeleton);
            }
            all.push((place, translated.get(&block)));
            block += 1;
        }
        let is_any = all.iter().any(|(_, target)| target.is_some());
        writer.write(&all, had_direction && !translated.is_empty());
        file.warnings.append(&mut writer.warnings);
        if is_any || !translated.is_empty() {
            set_left_to_right(part, &mut writer.edits);
        }
        if !writer.edits.is_empty() {
            new.insert(
                part.name.clone(),
                part.xml.edited(writer.edits).into_bytes(),
            );
        }
    }
    if sources.keys().any(|source| *source >= block) {
        return Err(FormatError::Skeleton);
    }
    if translated.is_empty() {
        return Ok(file);
    }
    new.extend(styles);
    file.bytes = package.with(&new)?;
    Ok(file)
}

struct PartWriter<'x> {
    xml: &'x Xml,
    edits: Edits,
    warnings: Vec<Warning>,
}

impl PartWriter<'_> {
    /// From the last place to the first, so that a text box is written before the paragraph that
    /// holds it.
    fn write(&mut self, places: &[(Place, Option<&TargetParagraph<'_>>)], mark_arabic: bool) {
        let copies = self.copies();
        for (place, target) in places.iter().rev() {
            match (place, target) {
                (Place::Description(node), Some(target)) => {
                    if let Some(range) = self.xml.attribute_range(*node, "descr") {
                        let mut text = String::new();
                        push_attribute(&mut text, &target.text());
                        self.edits.push((range, text));
                    }
                }
                (Place::Paragraph(node), Some(target)) => {
                    self.write_paragraph(*node, target);
                    for copy in copies.get(&place.text(self.xml)).into_iter().flatten() {
                        self.write_paragraph(*copy, target);
                    }
                }
                (Place::Paragraph(node), None) if mark_arabic => {
                    let is_arabic = starts_right_to_left(&place.text(self.xml));
                    if let Some((at, mark)) = place_of_bidi(self.xml, *node).filter(|_| is_arabic) {
                        self.edits.push((at..at, mark.to_owned()));
                    }
                }
                _ => {}
            }
        }
    }

    /// Paragraphs of fallbacks by their text.
    fn copies(&self) -> HashMap<String, Vec<usize>> {
        let mut found: HashMap<String, Vec<usize>> = HashMap::new();
        for fallback in self
            .xml
            .nodes()
            .filter(|&node| self.xml.is(node, "Fallback"))
        {
            for node in self.xml.descendants(fallback) {
                if is_paragraph(self.xml, node) {
                    let content = paragraph::read(self.xml, node);
                    if content.inline.has_text() {
                        found.entry(content.inline.text).or_default().push(node);
                    }
                }
            }
        }
        found
    }

    fn write_paragraph(&mut self, node: usize, target: &TargetParagraph<'_>) {
        let xml = self.xml;
        let content = paragraph::read(xml, node);
        let is_arabic = starts_right_to_left(&content.inline.text);
        let mut out = String::new();
        if let Some(properties) = xml.child(node, "pPr") {
            out.push_str(&english_paragraph(xml, properties, is_arabic));
        }
        let text = format!("{}{}{}", target.leading, target.text(), target.trailing);
        let (new, is_mended) = content.write(text, xml, &self.edits);
        out.push_str(&new);
        if is_mended {
            self.warnings.push(Warning::new(format!(
                "paragraph {}: its tags did not nest; they were put in order",
                target.block + 1
            )));
        }
        replace(&mut self.edits, xml.inner(node), out);
    }
}

/// Tables and sections of a part from left to right.
fn set_left_to_right(part: &Part, edits: &mut Edits) {
    let xml = &part.xml;
    for node in xml.nodes().filter(|&node| xml.is_element(node)) {
        let names: &[&str] = match xml.name(node) {
            "tblPr" => &["bidiVisual"],
            "sectPr" => &["bidi", "rtlGutter"],
            _ => continue,
        };
        for child in xml
            .children(node)
            .filter(|&child| names.contains(&xml.name(child)))
        {
            let range = xml.outer(child);
            // A paragraph that was replaced has lost it already.
            let is_replaced = edits
                .iter()
                .any(|(edit, _)| edit.start <= range.start && range.end <= edit.end);
            if xml.is_element(child) && !is_replaced {
                edits.push((range, String::new()));
            }
        }
    }
}

/// Styles and numbering without direction, and whether there was any.
fn left_to_right_styles(
    package: &mut Package<'_>,
) -> Result<(BTreeMap<String, Vec<u8>>, bool), FormatError> {
    let mut new = BTreeMap::new();
    let mut had_direction = false;
    for name in ["word/styles.xml", "word/numbering.xml"] {
        let bytes = match package.part(name) {
            Ok(bytes) => bytes,
            Err(PackageError::Missing(_)) => continue,
            Err(error) => return Err(error.into()),
        };
        let file = XmlFile::read(&bytes)?;
        let xml = &file.xml;
        let mut edits = Edits::new();
        for node in xml.nodes().filter(|&node| xml.is_element(node)) {
            match xml.name(node) {
                "bidi" | "rtl" | "bidiVisual" => {
                    had_direction |= is_on(xml, node) && xml.is(node, "bidi");
                    edits.push((xml.outer(node), String::new()));
                }
                "lvlJc" if xml.attribute(node, "val").as_deref() == Some("right") => {
                    edits.extend(
                        xml.attribute_range(node, "val")
                            .map(|at| (at, "left".into())),
                    );
                }
                "numFmt"
                    if matches!(xml.attribute(node, "val").as_deref(), Some("hindiNumbers")) =>
                {
                    edits.extend(
                        xml.attribute_range(node, "val")
                            .map(|at| (at, "decimal".into())),
                    );
                }
                _ => {}
            }
        }
        if !edits.is_empty() {
            new.insert(name.to_owned(), file.edited(edits));
        }
    }
    Ok((new, had_direction))
}
