//! The English document: translated paragraphs in the Arabic one, in styles that run from the left.

use super::super::FormatError;
use super::super::arrange::{
    TargetParagraph, count_untranslated, source_of, starts_right_to_left, target_paragraphs,
};
use super::super::runs::{Edits, replace};
use super::paragraph::{Place, places, read, style_name};
use super::parts::{Part, Parts, is_rtl};
use crate::engine::files::{Package, Xml};
use crate::engine::model::{ExportDocument, ExportOptions, ExportedFile, Warning};
use crate::engine::text::xml::{push_attribute, push_escaped};
use std::collections::{BTreeMap, HashMap};

/// Behind the name of a style: the same for English.
const ENGLISH: &str = "_en";

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
    let mut new = BTreeMap::new();
    let mut block = 0u32;
    for part in &parts.texts {
        let mut writer = PartWriter {
            part,
            is_right_to_left: parts.is_right_to_left,
            edits: Edits::new(),
            english: BTreeMap::new(),
            warnings: Vec::new(),
        };
        let mut all = Vec::new();
        for place in places(&part.xml, &part.styles) {
            let text = place.text(&part.xml, &part.styles);
            if sources.get(&block).is_some_and(|source| *source != text) {
                return Err(FormatError::Skeleton);
            }
            all.push((place, translated.get(&block)));
            block += 1;
        }
        // From the last to the first, so that a note is written before the paragraph that holds it.
        for (place, target) in all.iter().rev() {
            if let Some(target) = target {
                writer.write(place, target);
            }
        }
        if !translated.is_empty() {
            writer.set_left_to_right();
        }
        file.warnings.append(&mut writer.warnings);
        if !writer.edits.is_empty() {
            let xml = part.xml.edited(writer.edits).into_bytes();
            new.insert(part.name.to_owned(), xml);
        }
    }
    if sources.keys().any(|source| *source >= block) {
        return Err(FormatError::Skeleton);
    }
    if !new.is_empty() && !translated.is_empty() {
        file.bytes = Package::open(bytes)?.with(&new)?;
    }
    Ok(file)
}

struct PartWriter<'x> {
    part: &'x Part,
    is_right_to_left: bool,
    edits: Edits,
    /// Styles that get a twin for English: their names and whether their text was pushed right.
    english: BTreeMap<String, bool>,
    warnings: Vec<Warning>,
}

impl PartWriter<'_> {
    fn write(&mut self, place: &Place, target: &TargetParagraph<'_>) {
        let xml = &self.part.xml;
        if place.is_description {
            let mut text = String::new();
            push_escaped(&mut text, &target.text());
            self.edits.push((xml.inner(place.node), text));
            return;
        }
        let content = read(xml, &self.part.styles, place.node);
        let text = format!("{}{}{}", target.leading, target.text(), target.trailing);
        let (new, is_mended) = content.write(text, xml, &self.edits);
        if is_mended {
            self.warnings.push(Warning::new(format!(
                "paragraph {}: its tags did not nest; they were put in order",
                target.block + 1
            )));
        }
        replace(&mut self.edits, xml.inner(place.node), new);
        self.set_style(place.node, &content.inline.text);
    }

    /// Gives a paragraph the English twin of its style, where the document runs from the right.
    fn set_style(&mut self, node: usize, source: &str) {
        let styles = &self.part.styles;
        let xml = &self.part.xml;
        let name = style_name(xml, node);
        let was_pushed = styles.align(&name).is_some_and(|align| {
            matches!(align.as_str(), "end" | "right") && starts_right_to_left(source)
        });
        let is_left = styles.writes_from_left(&name);
        if !was_pushed && (is_left || !self.is_right_to_left) {
            return;
        }
        let Some(range) = xml.attribute_range(node, "text:style-name") else {
            return;
        };
        let mut written = String::new();
        push_attribute(&mut written, &format!("{name}{ENGLISH}"));
        self.edits.push((range, written));
        self.english.insert(name, was_pushed);
    }

    /// The twins of styles, and tables and pages from left to right.
    fn set_left_to_right(&mut self) {
        let xml = &self.part.xml;
        self.add_styles();
        for node in xml.nodes().filter(|&node| xml.is_element(node)) {
            let is_around = matches!(
                xml.name(node),
                "table-properties"
                    | "table-cell-properties"
                    | "page-layout-properties"
                    | "section-properties"
                    | "graphic-properties"
            );
            let Some(range) = xml.attribute_range(node, "style:writing-mode") else {
                continue;
            };
            if is_around && is_rtl(xml.raw(range.clone()).to_owned()) {
                self.edits.push((range, "lr-tb".to_owned()));
            }
        }
    }

    fn add_styles(&mut self) {
        let xml = &self.part.xml;
        if self.english.is_empty() {
            return;
        }
        let mut twins = String::new();
        for (name, was_pushed) in &self.english {
            let automatic = self.part.styles.is_automatic(name);
            let style = automatic.then(|| automatic_style(xml, name)).flatten();
            match style {
                Some(style) => twins.push_str(&twin(xml, style, name, *was_pushed)),
                None => push_child(&mut twins, name, *was_pushed),
            }
        }
        let group = xml.nodes().find(|&node| xml.is(node, "automatic-styles"));
        let Some(group) = group else {
            return;
        };
        if xml.close(group) == group {
            let whole = format!("<office:automatic-styles>{twins}</office:automatic-styles>");
            self.edits.push((xml.range(group), whole));
        } else {
            let end = xml.inner(group).end;
            self.edits.push((end..end, twins));
        }
    }
}

fn automatic_style(xml: &Xml, name: &str) -> Option<usize> {
    let mut nodes = xml.nodes().filter(|&node| xml.is(node, "style"));
    nodes.find(|&node| {
        xml.attribute(node, "style:name").as_deref() == Some(name)
            && xml.attribute(node, "style:family").as_deref() == Some("paragraph")
    })
}

/// An automatic style under its English name, running from the left. Its letters look as the
/// Arabic ones did.
fn twin(xml: &Xml, style: usize, name: &str, was_pushed: bool) -> String {
    let outer = xml.outer(style);
    let mut edits: Edits = Vec::new();
    let set = |edits: &mut Edits, node: usize, attribute: &str, value: &str| match xml
        .attribute_range(node, attribute)
    {
        Some(range) => edits.push((range, value.to_owned())),
        None => {
            let at = xml.range(node).start + 1 + xml.qualified_name(node).len();
            edits.push((at..at, format!(" {attribute}=\"{value}\"")));
        }
    };
    let mut english = String::new();
    push_attribute(&mut english, &format!("{name}{ENGLISH}"));
    set(&mut edits, style, "style:name", &english);
    match xml.child(style, "paragraph-properties") {
        Some(properties) => {
            set(&mut edits, properties, "style:writing-mode", "lr-tb");
            if was_pushed {
                set(&mut edits, properties, "fo:text-align", "start");
            }
        }
        None if xml.close(style) != style => {
            let at = xml.inner(style).start;
            edits.push((at..at, properties(was_pushed)));
        }
        None => {
            let mut out = String::new();
            push_child(&mut out, name, was_pushed);
            return out;
        }
    }
    if let Some(text) = xml.child(style, "text-properties") {
        for (latin, complex) in [
            ("fo:font-weight", "style:font-weight-complex"),
            ("fo:font-style", "style:font-style-complex"),
            ("fo:font-size", "style:font-size-complex"),
        ] {
            if let Some(range) = xml.attribute_range(text, complex) {
                set(&mut edits, text, latin, xml.raw(range));
            }
        }
    }
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut out = String::new();
    let mut at = outer.start;
    for (range, new) in edits {
        out.push_str(xml.raw(at..range.start));
        out.push_str(&new);
        at = range.end;
    }
    out.push_str(xml.raw(at..outer.end));
    out
}

fn properties(was_pushed: bool) -> String {
    let align = if was_pushed {
        " fo:text-align=\"start\""
    } else {
        ""
    };
    format!("<style:paragraph-properties{align} style:writing-mode=\"lr-tb\"/>")
}

/// A style that rests on a named one.
fn push_child(out: &mut String, name: &str, was_pushed: bool) {
    let mut written = String::new();
    push_attribute(&mut written, name);
    out.push_str(&format!(
        "<style:style style:name=\"{written}{ENGLISH}\" style:family=\"paragraph\" \
         style:parent-style-name=\"{written}\">{}</style:style>",
        properties(was_pushed)
    ));
}
