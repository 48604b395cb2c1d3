//! A paragraph as text with tags, and as pieces that can be written again.

use super::super::runs::{self, Content, Raw, RunFormat};
use super::properties::RunProperties;
use crate::engine::files::Xml;

/// Something that is translated.
#[derive(Debug, Clone)]
pub enum Place {
    Paragraph(usize),
    /// The alternative text of a picture.
    Description(usize),
}

impl Place {
    pub fn node(&self) -> usize {
        match self {
            Self::Paragraph(node) | Self::Description(node) => *node,
        }
    }

    pub fn text(&self, xml: &Xml) -> String {
        match self {
            Self::Paragraph(node) => read(xml, *node).inline.text,
            Self::Description(node) => xml.attribute(*node, "descr").unwrap_or_default(),
        }
    }
}

/// The places of a part in the order of the text. What stands in a fallback for old programs is a
/// second copy of a text box, and is written with it.
pub fn places(xml: &Xml) -> Vec<Place> {
    let mut found = Vec::new();
    let mut node = 0;
    while node < xml.nodes().end {
        match xml.name(node) {
            _ if !xml.is_element(node) => {}
            "Fallback" => node = xml.close(node),
            "p" if is_paragraph(xml, node) && read(xml, node).inline.has_text() => {
                found.push(Place::Paragraph(node));
            }
            "docPr" => {
                let text = xml.attribute(node, "descr").unwrap_or_default();
                if text.chars().any(char::is_alphabetic) {
                    found.push(Place::Description(node));
                }
            }
            _ => {}
        }
        node += 1;
    }
    found
}

/// `<w:p>`, not a paragraph of a drawing (`<a:p>`).
pub fn is_paragraph(xml: &Xml, node: usize) -> bool {
    xml.is(node, "p") && !xml.qualified_name(node).starts_with("a:")
}

/// A paragraph read.
pub type Paragraph = Content<RunProperties>;
type Item = runs::Item<RunProperties>;

/// A piece of a paragraph as it stands in the file: an item, or a mark of a field.
enum Written {
    Item(Item),
    Field(FieldMark, Vec<Raw>),
    Instruction(String, Vec<Raw>),
}

impl Written {
    fn into_raw(self) -> Vec<Raw> {
        match self {
            Self::Item(item) => item.into_raw(),
            Self::Field(_, raw) | Self::Instruction(_, raw) => raw,
        }
    }

    fn into_item(self) -> Item {
        match self {
            Self::Item(item) => item,
            Self::Field(_, raw) | Self::Instruction(_, raw) => Item::Standalone(raw),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FieldMark {
    Begin,
    Separate,
    End,
}

pub fn read(xml: &Xml, paragraph: usize) -> Paragraph {
    let mut written = Vec::new();
    collect(xml, paragraph, &mut written);
    Content::of(with_fields(written))
}

impl RunFormat for RunProperties {
    fn key(&self) -> &str {
        &self.key
    }

    fn written(&self, text: &str) -> String {
        written_run(text, &self.element())
    }
}

fn collect(xml: &Xml, element: usize, items: &mut Vec<Written>) {
    for node in xml.children(element).filter(|&node| xml.is_element(node)) {
        let outer = || Raw::Source(xml.outer(node));
        match xml.name(node) {
            "pPr" | "del" | "moveFrom" | "proofErr" | "sdtPr" | "sdtEndPr" | "smartTagPr"
            | "customXmlPr" => {}
            "r" if !xml.qualified_name(node).starts_with("m:") => collect_run(xml, node, items),
            "ins" | "moveTo" | "smartTag" | "customXml" | "dir" | "bdo" => {
                collect(xml, node, items);
            }
            "hyperlink" => {
                let open = Raw::Source(xml.range(node));
                let close = Raw::Source(xml.range(xml.close(node)));
                items.push(Written::Item(Item::Open(vec![open], vec![close])));
                collect(xml, node, items);
                items.push(Written::Item(Item::Close));
            }
            "sdt" => {
                let Some(content) = xml.child(node, "sdtContent") else {
                    continue;
                };
                let open = Raw::Source(xml.range(node).start..xml.range(content).end);
                let end = xml.range(xml.close(content)).start..xml.outer(node).end;
                items.push(Written::Item(Item::Open(
                    vec![open],
                    vec![Raw::Source(end)],
                )));
                collect(xml, content, items);
                items.push(Written::Item(Item::Close));
            }
            "bookmarkStart"
            | "commentRangeStart"
            | "permStart"
            | "moveFromRangeStart"
            | "moveToRangeStart"
            | "customXmlInsRangeStart"
            | "customXmlDelRangeStart" => {
                items.push(Written::Item(Item::Start(outer())));
            }
            "bookmarkEnd"
            | "commentRangeEnd"
            | "permEnd"
            | "moveFromRangeEnd"
            | "moveToRangeEnd"
            | "customXmlInsRangeEnd"
            | "customXmlDelRangeEnd" => {
                items.push(Written::Item(Item::End(outer())));
            }
            _ => items.push(Written::Item(Item::Standalone(vec![outer()]))),
        }
    }
}

fn collect_run(xml: &Xml, run: usize, items: &mut Vec<Written>) {
    let format = RunProperties::of_run(xml, run);
    let from = items.len();
    let in_run = |node: usize| {
        vec![
            Raw::Text(format!("<w:r>{}", format.element())),
            Raw::Source(xml.outer(node)),
            Raw::Text("</w:r>".into()),
        ]
    };
    for node in xml.children(run).filter(|&node| xml.is_element(node)) {
        let text = match xml.name(node) {
            "t" => xml.text_of(node),
            "tab" | "ptab" => "\t".to_owned(),
            "cr" => "\n".to_owned(),
            "br" if matches!(
                xml.attribute(node, "type").as_deref(),
                None | Some("textWrapping")
            ) =>
            {
                "\n".to_owned()
            }
            "noBreakHyphen" => "\u{2011}".to_owned(),
            "softHyphen" => "\u{AD}".to_owned(),
            "rPr" | "lastRenderedPageBreak" | "delText" | "delInstrText" => continue,
            "fldChar" => {
                let mark = match xml.attribute(node, "fldCharType").as_deref() {
                    Some("begin") => FieldMark::Begin,
                    Some("separate") => FieldMark::Separate,
                    _ => FieldMark::End,
                };
                items.push(Written::Field(mark, in_run(node)));
                continue;
            }
            "instrText" => {
                items.push(Written::Instruction(xml.text_of(node), in_run(node)));
                continue;
            }
            _ => {
                items.push(Written::Item(Item::Standalone(in_run(node))));
                continue;
            }
        };
        if text.is_empty() {
            continue;
        }
        items.push(Written::Item(Item::Text(text, format.clone())));
    }
    // A run of white space takes the format beside it: a bold space means nothing.
    let (before, own) = items.split_at_mut(from);
    let is_blank = own
        .iter()
        .all(|item| matches!(item, Written::Item(Item::Text(text, _)) if text.trim().is_empty()));
    if let Some(Written::Item(Item::Text(_, other))) = before.last().filter(|_| is_blank) {
        for item in own {
            if let Written::Item(Item::Text(_, format)) = item {
                format.clone_from(other);
            }
        }
    } else if let (
        [.., Written::Item(Item::Text(text, blank))],
        [Written::Item(Item::Text(_, format)), ..],
    ) = (before, own)
        && text.trim().is_empty()
    {
        blank.clone_from(format);
    }
}

/// Fields that begin and end in the paragraph: links are elements around their text, others are
/// one code with what they show.
fn with_fields(items: Vec<Written>) -> Vec<Item> {
    let mut out: Vec<Written> = Vec::with_capacity(items.len());
    // Where fields begin in `out`.
    let mut begun: Vec<usize> = Vec::new();
    for item in items {
        let is_end = matches!(item, Written::Field(FieldMark::End, _));
        if matches!(item, Written::Field(FieldMark::Begin, _)) {
            begun.push(out.len());
        }
        let Some(begin) = begun.last().copied().filter(|_| is_end) else {
            out.push(item);
            continue;
        };
        begun.pop();
        let field = out.split_off(begin);
        let separate = field
            .iter()
            .position(|item| matches!(item, Written::Field(FieldMark::Separate, _)));
        let instruction: String = field
            .iter()
            .map(|item| {
                if let Written::Instruction(text, _) = item {
                    text.as_str()
                } else {
                    ""
                }
            })
            .collect();
        let nested = field
            .iter()
            .any(|item| matches!(item, Written::Item(Item::Open(..) | Item::Close)));
        match separate.filter(|_| instruction.trim_start().starts_with("HYPERLINK")) {
            Some(separate) => {
                let mut field = field.into_iter();
                let opening = field
                    .by_ref()
                    .take(separate + 1)
                    .flat_map(Written::into_raw)
                    .collect();
                out.push(Written::Item(Item::Open(opening, item.into_raw())));
                out.extend(field);
                out.push(Written::Item(Item::Close));
            }
            None if nested => {
                out.extend(field);
                out.push(item);
            }
            None => {
                let raw = field
                    .into_iter()
                    .chain([item])
                    .flat_map(Written::into_raw)
                    .collect();
                out.push(Written::Item(Item::Standalone(raw)));
            }
        }
    }
    out.into_iter().map(Written::into_item).collect()
}

/// A run of text: tabs and line breaks are elements of their own.
pub fn written_run(text: &str, properties: &str) -> String {
    use crate::engine::text::xml::push_escaped;
    let mut out = format!("<w:r>{properties}");
    let mut pending = String::new();
    let flush = |out: &mut String, pending: &mut String| {
        if !pending.is_empty() {
            out.push_str("<w:t xml:space=\"preserve\">");
            push_escaped(out, pending);
            out.push_str("</w:t>");
            pending.clear();
        }
    };
    for c in text.chars() {
        match c {
            '\t' => {
                flush(&mut out, &mut pending);
                out.push_str("<w:tab/>");
            }
            '\n' | '\u{0B}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                flush(&mut out, &mut pending);
                out.push_str("<w:br/>");
            }
            '\r' => {}
            c => pending.push(c),
        }
    }
    flush(&mut out, &mut pending);
    out.push_str("</w:r>");
    out
}
