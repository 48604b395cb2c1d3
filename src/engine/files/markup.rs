//! XML files of any encoding as a stream of tags and text, each with its line.

use super::entities::{Entities, Meaning};
use super::utf8_stream::Utf8Stream;
use crate::engine::text::xml::is_allowed;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Error as XmlError, Reader, XmlVersion};
use std::collections::VecDeque;
use std::io::{self, BufRead};

/// Why a file cannot be read as XML.
#[derive(Debug, thiserror::Error)]
pub enum MarkupError {
    #[error("The file could not be read: {0}")]
    Io(#[from] io::Error),
    #[error("The file is empty")]
    Empty,
    #[error("The file is broken in line {line}: {problem}. Export it again or repair that line")]
    Broken { line: u64, problem: String },
}

/// A start tag; names without prefix, except the attributes'.
#[derive(Debug, PartialEq, Eq)]
pub struct Tag {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub line: u64,
}

impl Tag {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The language of an element: `xml:lang`, in older files `lang`.
    pub fn language(&self) -> Option<&str> {
        self.attribute("xml:lang")
            .or_else(|| self.attribute("lang"))
    }
}

#[derive(Debug)]
pub enum Piece {
    Open(Tag),
    Close(String),
    Text(String),
    End,
}

/// Reads an XML file piece by piece and refuses what is not well-formed.
pub struct Markup<R> {
    xml: Reader<Utf8Stream<R>>,
    buffer: Vec<u8>,
    entities: Entities,
    waiting: VecDeque<Piece>,
    depth: usize,
    seen_root: bool,
    line: u64,
    /// The first entity defined nowhere, and its line.
    pub undefined: Option<(String, u64)>,
}

impl<R: BufRead> Markup<R> {
    pub fn new(input: R) -> io::Result<Self> {
        let mut xml = Reader::from_reader(Utf8Stream::new(input)?);
        xml.config_mut().expand_empty_elements = true;
        Ok(Self {
            xml,
            buffer: Vec::new(),
            entities: Entities::default(),
            waiting: VecDeque::new(),
            depth: 0,
            seen_root: false,
            line: 1,
            undefined: None,
        })
    }

    pub fn line(&self) -> u64 {
        self.line
    }

    /// # Errors
    /// What is not well-formed, at its line.
    pub fn read(&mut self) -> Result<Piece, MarkupError> {
        loop {
            if let Some(piece) = self.waiting.pop_front() {
                return Ok(piece);
            }
            let start = self.xml.get_ref().line();
            let event = match self.xml.read_event_into(&mut self.buffer) {
                Ok(event) => event.into_owned(),
                Err(error) => return Err(broken(start, self.xml.get_ref().line(), error)),
            };
            self.buffer.clear();
            self.line = self.xml.get_ref().line();
            let piece = self.piece(event)?;
            self.waiting.extend(piece);
        }
    }

    fn piece(&mut self, event: Event<'_>) -> Result<Option<Piece>, MarkupError> {
        Ok(match event {
            Event::Start(tag) => {
                if self.depth == 0 && self.seen_root {
                    return Err(self.broken("there is more after the end of the document"));
                }
                self.seen_root = true;
                self.depth += 1;
                Some(Piece::Open(self.tag(&tag)?))
            }
            Event::End(tag) => {
                self.depth = self.depth.saturating_sub(1);
                Some(Piece::Close(tag.local_name().as_ref().to_owned()))
            }
            Event::Text(text) => self.text(&text.xml10_content())?,
            Event::CData(text) => self.text(&text.xml10_content())?,
            Event::GeneralRef(name) => Some(Piece::Text(self.reference(&name))),
            Event::DocType(text) => {
                self.entities.define(&text);
                None
            }
            Event::Eof => {
                self.end()?;
                Some(Piece::End)
            }
            _ => None,
        })
    }

    fn tag(&self, tag: &BytesStart<'_>) -> Result<Tag, MarkupError> {
        let mut attributes = Vec::new();
        // The reader's own check for doubled names takes quadratic time.
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| self.broken(&error.to_string()))?;
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .unwrap_or_else(|_| attribute.value.clone());
            attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
        }
        Ok(Tag {
            name: tag.local_name().as_ref().to_owned(),
            attributes,
            line: self.line,
        })
    }

    fn text(&self, text: &str) -> Result<Option<Piece>, MarkupError> {
        if self.depth == 0 {
            let blank = text
                .trim_matches(['\u{FEFF}', ' ', '\t', '\r', '\n'])
                .is_empty();
            return match (blank, self.seen_root) {
                (true, _) => Ok(None),
                (false, true) => Err(self.broken("there is text after the end of the document")),
                (false, false) => Err(self.broken("the file does not start with a tag")),
            };
        }
        Ok(Some(Piece::Text(
            text.chars().filter(|&c| is_allowed(c)).collect(),
        )))
    }

    fn reference(&mut self, name: &str) -> String {
        match self.entities.resolve(name) {
            Meaning::Text(text) => text,
            Meaning::Illegal => String::new(),
            Meaning::Undefined => {
                let line = self.line;
                self.undefined
                    .get_or_insert_with(|| (name.to_owned(), line));
                format!("&{name};")
            }
        }
    }

    fn end(&self) -> Result<(), MarkupError> {
        if !self.seen_root {
            return Err(MarkupError::Empty);
        }
        if self.depth > 0 {
            return Err(self.broken("the file ends before its last tag is closed: it was cut off"));
        }
        Ok(())
    }

    fn broken(&self, problem: &str) -> MarkupError {
        MarkupError::Broken {
            line: self.line,
            problem: problem.to_owned(),
        }
    }
}

fn broken(start: u64, end: u64, error: XmlError) -> MarkupError {
    let (line, problem) = match error {
        XmlError::Io(error) if error.kind() != io::ErrorKind::InvalidData => {
            return MarkupError::Io(io::Error::new(error.kind(), error.to_string()));
        }
        // What is never closed is best looked for where it starts.
        XmlError::Syntax(error) => (start, error.to_string()),
        error => (end, error.to_string()),
    };
    MarkupError::Broken { line, problem }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walk(file: &str) -> Result<String, MarkupError> {
        let mut markup = Markup::new(file.as_bytes())?;
        let mut out = String::new();
        loop {
            match markup.read()? {
                Piece::Open(tag) => out.extend(["<", &tag.name, ">"]),
                Piece::Close(name) => out.extend(["</", &name, ">"]),
                Piece::Text(text) => out.push_str(&text),
                Piece::End => return Ok(out),
            }
        }
    }

    #[test]
    fn pieces_come_in_order() {
        let file = "\u{FEFF}<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY x 'سلام>'>]>\n<a><p:b c='1'/>&x;&nbsp;&lt;&y;<![CDATA[<]]></a>\n";
        assert_eq!(walk(file).unwrap(), "<a><b></b>سلام>\u{A0}<&y;<</a>");
    }

    #[test]
    fn broken_files_name_their_line() {
        for (file, line) in [
            ("<a>\n<b></a>", 2),
            ("<a>\n<b>", 2),
            ("<a/>\n<b/>", 2),
            ("<a/>\n\nx", 3),
            ("x", 1),
        ] {
            match walk(file) {
                Err(MarkupError::Broken { line: found, .. }) => assert_eq!(found, line, "{file}"),
                other => panic!("{other:?}: {file}"),
            }
        }
        assert!(matches!(walk(" \n"), Err(MarkupError::Empty)));
    }
}
