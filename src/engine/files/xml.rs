//! An XML file as its text with the places of its parts, so that some can be replaced and all the
//! rest stays as it is to the byte.

use super::entities::{Entities, Meaning};
use super::markup::MarkupError;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use quick_xml::Reader;
use quick_xml::events::Event;
use quick_xml::events::attributes::Attributes;
use std::ops::Range;

/// Elements inside each other at most; real documents have some fifty.
const DEEPEST: usize = 2_000;
/// Bytes that the entities of a file may expand to in all.
const MOST_EXPANDED: usize = 8 << 20;

/// What a part of the file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeKind {
    Open,
    /// `<a/>`
    Empty,
    Close,
    Text,
    CData,
    /// `&amp;`
    Reference,
    /// Comments, processing instructions, the DOCTYPE.
    Other,
}

#[derive(Debug, Clone)]
struct Node {
    kind: NodeKind,
    start: u32,
    end: u32,
    /// The node that closes an opening one; otherwise its own number.
    close: u32,
}

/// A parsed file. Nodes are numbered in the order of the text.
#[derive(Debug)]
pub struct Xml {
    text: String,
    nodes: Vec<Node>,
    entities: Entities,
}

impl Xml {
    /// # Errors
    /// What is not well-formed, nested too deep or expands too far, with its line.
    pub fn parse(text: String) -> Result<Self, MarkupError> {
        let mut parser = Parser::default();
        let marked = usize::from(text.starts_with('\u{FEFF}')) * '\u{FEFF}'.len_utf8();
        parser
            .read(text.get(marked..).unwrap_or_default(), marked)
            .map_err(|(at, problem)| MarkupError::Broken {
                line: line_of(&text, at),
                problem,
            })?;
        if parser
            .nodes
            .iter()
            .all(|node| !matches!(node.kind, NodeKind::Open | NodeKind::Empty))
        {
            return Err(MarkupError::Empty);
        }
        Ok(Self {
            text,
            nodes: parser.nodes,
            entities: parser.entities,
        })
    }

    /// The numbers of all nodes.
    pub fn nodes(&self) -> Range<usize> {
        0..self.nodes.len()
    }

    pub fn kind(&self, node: usize) -> NodeKind {
        self.nodes
            .get(node)
            .map_or(NodeKind::Other, |node| node.kind)
    }

    /// The first element.
    pub fn root(&self) -> usize {
        self.nodes()
            .find(|&node| self.is_element(node))
            .unwrap_or_default()
    }

    pub fn is_element(&self, node: usize) -> bool {
        matches!(self.kind(node), NodeKind::Open | NodeKind::Empty)
    }

    /// The tag, text or reference itself.
    pub fn range(&self, node: usize) -> Range<usize> {
        self.nodes
            .get(node)
            .map_or(0..0, |node| node.start as usize..node.end as usize)
    }

    pub fn raw(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// The number of the tag that closes an element; its own for an empty one.
    pub fn close(&self, node: usize) -> usize {
        self.nodes
            .get(node)
            .map_or(node, |node| node.close as usize)
    }

    /// An element with all in it.
    pub fn outer(&self, node: usize) -> Range<usize> {
        self.range(node).start..self.range(self.close(node)).end
    }

    /// What stands between the tags of an element.
    pub fn inner(&self, node: usize) -> Range<usize> {
        let open = self.range(node);
        if self.kind(node) == NodeKind::Open {
            open.end..self.range(self.close(node)).start
        } else {
            open.end..open.end
        }
    }

    /// The name of an element without its prefix.
    pub fn name(&self, node: usize) -> &str {
        let name = self.qualified_name(node);
        name.rsplit_once(':').map_or(name, |(_, local)| local)
    }

    /// The name as written.
    pub fn qualified_name(&self, node: usize) -> &str {
        let tag = self.raw(self.range(node));
        let name = tag.trim_start_matches(['<', '/']);
        let end = name.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'));
        name.get(..end.unwrap_or(name.len())).unwrap_or_default()
    }

    pub fn is(&self, node: usize, name: &str) -> bool {
        self.is_element(node) && self.name(node) == name
    }

    /// The nodes right inside an element, without what closes them.
    pub fn children(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.close(node);
        let mut at = node + 1;
        std::iter::from_fn(move || {
            (at < end).then(|| {
                let child = at;
                at = self.close(child) + 1;
                child
            })
        })
    }

    /// All nodes inside an element, those of elements in it too.
    pub fn descendants(&self, node: usize) -> Range<usize> {
        node + 1..self.close(node).max(node + 1)
    }

    pub fn child(&self, node: usize, name: &str) -> Option<usize> {
        self.children(node).find(|&child| self.is(child, name))
    }

    /// An attribute by its name with or without prefix: `xml:lang`, `w:val` or `val`.
    pub fn attribute(&self, node: usize, name: &str) -> Option<String> {
        let range = self.attribute_range(node, name)?;
        Some(self.resolve(self.raw(range)))
    }

    /// Where the value of an attribute stands.
    pub fn attribute_range(&self, node: usize, name: &str) -> Option<Range<usize>> {
        if !self.is_element(node) {
            return None;
        }
        let range = self.range(node);
        let tag = self.raw(range.clone());
        let inside = tag.strip_prefix('<')?.strip_suffix('>')?;
        let inside = inside.strip_suffix('/').unwrap_or(inside);
        let names = self.qualified_name(node).len();
        for attribute in Attributes::new(inside, names).with_checks(false).flatten() {
            let key = attribute.key.as_ref();
            let local = key.rsplit_once(':').map_or(key, |(_, local)| local);
            if key == name || local == name {
                let value: &str = &attribute.value;
                let offset = value.as_ptr() as usize - self.text.as_ptr() as usize;
                return Some(offset..offset + value.len());
            }
        }
        None
    }

    /// The text that a text, CDATA section or reference stands for; nothing for other nodes.
    pub fn decoded(&self, node: usize) -> String {
        let raw = self.raw(self.range(node));
        match self.kind(node) {
            NodeKind::Text | NodeKind::Reference => self.resolve(raw),
            NodeKind::CData => raw
                .strip_prefix("<![CDATA[")
                .and_then(|text| text.strip_suffix("]]>"))
                .unwrap_or_default()
                .replace("\r\n", "\n"),
            _ => String::new(),
        }
    }

    /// All text inside an element.
    pub fn text_of(&self, node: usize) -> String {
        self.descendants(node)
            .map(|inside| self.decoded(inside))
            .collect()
    }

    /// Written text to text: references replaced, line ends made one.
    fn resolve(&self, written: &str) -> String {
        let mut out = String::with_capacity(written.len());
        let mut rest = written;
        while let Some((before, after)) = rest.split_once('&') {
            out.push_str(before);
            rest = after;
            match after.split_once(';').filter(|(name, _)| name.len() < 64) {
                Some((name, after)) => {
                    match self.entities.resolve(name) {
                        Meaning::Text(text) => out.push_str(&text),
                        Meaning::Illegal => {}
                        Meaning::Undefined => out.extend(["&", name, ";"]),
                    }
                    rest = after;
                }
                None => out.push('&'),
            }
        }
        out.push_str(rest);
        if out.contains('\r') && !written.contains("&#") {
            out = out.replace("\r\n", "\n").replace('\r', "\n");
        }
        out
    }

    pub fn line(&self, node: usize) -> u64 {
        line_of(&self.text, self.range(node).start)
    }

    /// The file with some places replaced; they must not overlap.
    pub fn edited(&self, mut edits: Vec<(Range<usize>, String)>) -> String {
        edits.sort_by_key(|(range, _)| (range.start, range.end));
        let mut out = String::with_capacity(self.text.len() + 64 * edits.len());
        let mut at = 0;
        for (range, new) in edits {
            if range.start >= at {
                out.push_str(self.raw(at..range.start));
                out.push_str(&new);
                at = range.end;
            }
        }
        out.push_str(self.raw(at..self.text.len()));
        out
    }
}

fn line_of(text: &str, at: usize) -> u64 {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    1 + before.iter().filter(|&&byte| byte == b'\n').count() as u64
}

#[derive(Default)]
struct Parser {
    nodes: Vec<Node>,
    open: Vec<usize>,
    entities: Entities,
    expanded: usize,
    has_root: bool,
}

impl Parser {
    /// Errors are a place and what is wrong there.
    fn read(&mut self, text: &str, offset: usize) -> Result<(), (usize, String)> {
        let mut reader = Reader::from_str(text);
        loop {
            let start = reader.buffer_position() as usize;
            let event = reader
                .read_event()
                .map_err(|error| (offset + start, error.to_string()))?;
            let end = reader.buffer_position() as usize;
            let broken = |problem: &str| Err((offset + start, problem.to_owned()));
            let kind = match event {
                Event::Eof if !self.open.is_empty() => {
                    return broken("the file ends before its last tag is closed: it was cut off");
                }
                Event::Eof => return Ok(()),
                Event::Start(_) if self.open.len() >= DEEPEST => {
                    return broken("elements are nested too deep");
                }
                Event::Start(_) | Event::Empty(_) if self.open.is_empty() && self.has_root => {
                    return broken("there is more after the end of the document");
                }
                Event::Start(_) => NodeKind::Open,
                Event::Empty(_) => NodeKind::Empty,
                Event::End(_) => NodeKind::Close,
                Event::Text(_) => NodeKind::Text,
                Event::CData(_) => NodeKind::CData,
                Event::GeneralRef(name) => {
                    if let Meaning::Text(text) = self.entities.resolve(&name) {
                        self.expanded += text.len();
                    }
                    if self.expanded > MOST_EXPANDED {
                        return broken("its entities expand too far");
                    }
                    NodeKind::Reference
                }
                Event::DocType(text) => {
                    self.entities.define(&text);
                    NodeKind::Other
                }
                _ => NodeKind::Other,
            };
            let is_text = matches!(kind, NodeKind::Text | NodeKind::CData | NodeKind::Reference);
            if is_text && self.open.is_empty() {
                let blank = text.get(start..end).unwrap_or_default();
                if !blank
                    .trim_matches(['\u{FEFF}', ' ', '\t', '\r', '\n'])
                    .is_empty()
                {
                    return broken("there is text outside the document's tags");
                }
            }
            self.push(kind, offset + start, offset + end);
        }
    }

    fn push(&mut self, kind: NodeKind, start: usize, end: usize) {
        let number = self.nodes.len();
        match kind {
            NodeKind::Open => self.open.push(number),
            NodeKind::Close => {
                if let Some(node) = self.open.pop().and_then(|open| self.nodes.get_mut(open)) {
                    node.close = number as u32;
                }
            }
            _ => {}
        }
        self.has_root |= matches!(kind, NodeKind::Open | NodeKind::Empty);
        self.nodes.push(Node {
            kind,
            start: start as u32,
            end: end as u32,
            close: number as u32,
        });
    }
}

/// An XML file decoded, with what is needed to write it in the same encoding.
#[derive(Debug)]
pub struct XmlFile {
    pub xml: Xml,
    encoding: &'static Encoding,
}

impl XmlFile {
    /// # Errors
    /// Bytes that are not text in the declared encoding, and what is not well-formed.
    pub fn read(bytes: &[u8]) -> Result<Self, MarkupError> {
        let encoding = super::utf8_stream::xml_encoding(bytes.get(..1024).unwrap_or(bytes));
        let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
        if had_errors {
            let at = text.find('\u{FFFD}').unwrap_or_default();
            return Err(MarkupError::Broken {
                line: line_of(&text, at),
                problem: format!("bytes that are not {} text", encoding.name()),
            });
        }
        Ok(Self {
            xml: Xml::parse(text.into_owned())?,
            encoding,
        })
    }

    /// The file with edits, in its own encoding. What that cannot hold becomes a reference.
    pub fn edited(&self, edits: Vec<(Range<usize>, String)>) -> Vec<u8> {
        let text = self.xml.edited(edits);
        if self.encoding == UTF_8 {
            return text.into_bytes();
        }
        if self.encoding == UTF_16LE {
            return text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        }
        if self.encoding == UTF_16BE {
            return text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        }
        self.encoding.encode(&text).0.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_found_and_replaced() {
        let file = "\u{FEFF}<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY x 'سلام'>]>\n\
            <a p:k='1 &amp; 2'>\r\n<b/>t&x;<![CDATA[<c>]]><d>u<e>v</e></d></a>\n";
        let xml = Xml::parse(file.to_owned()).unwrap();
        let root = xml.root();
        assert_eq!(xml.attribute(root, "k").as_deref(), Some("1 & 2"));
        assert_eq!(xml.attribute(root, "p:k").as_deref(), Some("1 & 2"));
        assert_eq!(xml.text_of(root), "\ntسلام<c>uv");
        let d = xml.child(root, "d").unwrap();
        assert_eq!(xml.raw(xml.inner(d)), "u<e>v</e>");
        assert_eq!(xml.children(d).count(), 2);
        assert_eq!(xml.edited(Vec::new()), file);
        let edited = xml.edited(vec![(xml.inner(d), "w".into())]);
        assert_eq!(edited, file.replace("u<e>v</e>", "w"));
    }

    #[test]
    fn broken_files_name_their_line() {
        let deep = "<a>".repeat(10_000);
        let bomb = format!(
            "<!DOCTYPE a [<!ENTITY x '{}'>]><a>{}</a>",
            "y".repeat(10_000),
            "&x;".repeat(2_000)
        );
        for (file, line) in [
            ("<a>\n<b></a>", 2),
            ("<a>\n<b>", 2),
            ("<a/>\n<b/>", 2),
            ("<a/>\n\nx", 1),
            ("x", 1),
            (deep.as_str(), 1),
            (bomb.as_str(), 1),
        ] {
            match Xml::parse(file.to_owned()) {
                Err(MarkupError::Broken { line: found, .. }) => assert_eq!(found, line),
                other => panic!("{other:?}"),
            }
        }
        assert!(matches!(Xml::parse(" \n".into()), Err(MarkupError::Empty)));
    }

    #[test]
    fn files_stay_in_their_encoding() {
        let text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>سلام</a>";
        let wide: Vec<u8> = format!("\u{FEFF}{text}")
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let legacy = text.replace("UTF-16", "windows-1256");
        let legacy = encoding_rs::WINDOWS_1256.encode(&legacy).0.into_owned();
        for bytes in [wide, legacy, text.replace("UTF-16", "UTF-8").into_bytes()] {
            let file = XmlFile::read(&bytes).unwrap();
            assert_eq!(file.xml.text_of(file.xml.root()), "سلام");
            assert_eq!(file.edited(Vec::new()), bytes);
        }
        assert!(XmlFile::read(b"<a>\xFF</a>").is_err());
    }
}
