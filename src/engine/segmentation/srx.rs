//! Reads rule files: SRX 2.0 (LISA/GALA, 2008) and its predecessor 1.0.

use super::pattern::{self, Rule};
use super::{Segmenter, SrxError};
use crate::engine::model::Language;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::collections::HashMap;

/// One `<rule>` as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct WrittenRule {
    /// Line of the element, from 1.
    pub line: u64,
    pub breaks: bool,
    pub before: String,
    pub after: String,
}

/// One `<languagemap>`: texts whose language tag matches the pattern use the named rules.
#[derive(Debug, Clone, PartialEq, Eq)]
struct LanguageMap {
    line: u64,
    pattern: String,
    rules: String,
}

/// A rule file: lists of rules by name, and which language uses which.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SegmentationRules {
    cascade: bool,
    lists: HashMap<String, Vec<WrittenRule>>,
    maps: Vec<LanguageMap>,
}

impl SegmentationRules {
    /// The rules shipped with the program.
    #[cfg(test)]
    pub fn built_in() -> Result<Self, SrxError> {
        Self::parse(include_str!("../../../assets/segmentation.srx"))
    }

    /// Reads a rule file. The regular expressions are checked by `segmenter`, so that a faulty
    /// rule of a language that is not used does no harm.
    pub fn parse(xml: &str) -> Result<Self, SrxError> {
        SrxReader::new(xml).read()
    }

    /// The segmenter of a language: the rules of the first matching map, or with `cascade` of all
    /// matching maps in their order. A language without rules keeps its paragraphs whole.
    pub fn segmenter(&self, language: Language) -> Result<Segmenter, SrxError> {
        let mut rules: Vec<Rule> = Vec::new();
        for map in &self.maps {
            if !pattern::matches_tag(&map.pattern, language.code(), map.line)? {
                continue;
            }
            let list = self
                .lists
                .get(&map.rules)
                .ok_or_else(|| SrxError::UnknownLanguageRule {
                    line: map.line,
                    name: map.rules.clone(),
                })?;
            for written in list {
                rules.push(Rule::compile(written)?);
            }
            if !self.cascade {
                break;
            }
        }
        Ok(Segmenter::new(rules))
    }
}

/// Which text is being collected.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

/// The state of reading a file.
struct SrxReader<'x> {
    xml: &'x str,
    reader: Reader<&'x [u8]>,
    /// Offset up to which `line` has been counted.
    counted: usize,
    line: u64,
    rules: SegmentationRules,
    seen_root: bool,
    list: Option<String>,
    rule: Option<WrittenRule>,
    side: Option<Side>,
}

impl<'x> SrxReader<'x> {
    fn new(xml: &'x str) -> Self {
        let xml = xml.strip_prefix('\u{FEFF}').unwrap_or(xml);
        Self {
            xml,
            reader: Reader::from_str(xml),
            counted: 0,
            line: 1,
            rules: SegmentationRules::default(),
            seen_root: false,
            list: None,
            rule: None,
            side: None,
        }
    }

    fn read(mut self) -> Result<SegmentationRules, SrxError> {
        if self.xml.trim().is_empty() {
            return Err(SrxError::Empty);
        }
        let mut depth = 0usize;
        loop {
            self.count_lines(self.reader.buffer_position());
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(error) => {
                    self.count_lines(self.reader.error_position());
                    return Err(self.damaged(error));
                }
            };
            match event {
                Event::Start(tag) => {
                    depth += 1;
                    self.open(&tag)?;
                }
                Event::Empty(tag) => {
                    self.open(&tag)?;
                    self.close(tag.local_name().as_ref());
                }
                Event::End(tag) => {
                    depth = depth.saturating_sub(1);
                    self.close(tag.local_name().as_ref());
                }
                Event::Text(text) => self.collect(&text.xml10_content()),
                Event::CData(text) => self.collect(&text.xml10_content()),
                Event::GeneralRef(reference) => self.resolve(&reference)?,
                Event::Eof => break,
                _ => {}
            }
        }
        if !self.seen_root || depth > 0 {
            return Err(self.damaged("the file ends too early"));
        }
        Ok(self.rules)
    }

    fn damaged(&self, problem: impl ToString) -> SrxError {
        SrxError::NotXml {
            line: self.line,
            problem: problem.to_string(),
        }
    }

    fn count_lines(&mut self, position: u64) {
        let position = usize::try_from(position)
            .unwrap_or(usize::MAX)
            .min(self.xml.len());
        let passed = self.xml.as_bytes().get(self.counted..position);
        if let Some(bytes) = passed {
            self.line += bytes.iter().filter(|&&byte| byte == b'\n').count() as u64;
            self.counted = position;
        }
    }

    fn open(&mut self, tag: &BytesStart) -> Result<(), SrxError> {
        let name = tag.local_name();
        let name: &str = name.as_ref();
        if !self.seen_root {
            if name != "srx" {
                return Err(SrxError::NotSrx {
                    found: name.to_owned(),
                });
            }
            self.seen_root = true;
        }
        match name {
            "header" => {
                let cascade = self.attribute(tag, "cascade")?;
                self.rules.cascade = cascade.is_some_and(|value| value == "yes");
            }
            "languagerule" => {
                let list = self.required(tag, "languagerulename")?;
                self.rules.lists.entry(list.clone()).or_default();
                self.list = Some(list);
            }
            "rule" => {
                let breaks = self.attribute(tag, "break")?;
                self.rule = Some(WrittenRule {
                    line: self.line,
                    breaks: breaks.is_none_or(|value| value != "no"),
                    before: String::new(),
                    after: String::new(),
                });
            }
            "beforebreak" => self.side = Some(Side::Before),
            "afterbreak" => self.side = Some(Side::After),
            "languagemap" => {
                let map = LanguageMap {
                    line: self.line,
                    pattern: self.required(tag, "languagepattern")?,
                    rules: self.required(tag, "languagerulename")?,
                };
                self.rules.maps.push(map);
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) {
        match name {
            "beforebreak" | "afterbreak" => self.side = None,
            "rule" => {
                let list = self.list.as_ref().and_then(|n| self.rules.lists.get_mut(n));
                if let (Some(list), Some(rule)) = (list, self.rule.take()) {
                    list.push(rule);
                }
            }
            "languagerule" => self.list = None,
            _ => {}
        }
    }

    fn collect(&mut self, text: &str) {
        if let (Some(rule), Some(side)) = (&mut self.rule, self.side) {
            match side {
                Side::Before => rule.before.push_str(text),
                Side::After => rule.after.push_str(text),
            }
        }
    }

    /// Character references and the five entities of XML; a file's own entities are refused.
    fn resolve(&mut self, reference: &BytesRef) -> Result<(), SrxError> {
        if self.side.is_none() {
            return Ok(());
        }
        let char = match reference.resolve_char_ref() {
            Ok(Some(char)) => Some(char),
            Ok(None) => match &**reference {
                "lt" => Some('<'),
                "gt" => Some('>'),
                "amp" => Some('&'),
                "quot" => Some('"'),
                "apos" => Some('\''),
                _ => None,
            },
            Err(error) => return Err(self.damaged(error)),
        };
        let Some(char) = char else {
            return Err(self.damaged(format!("unknown entity &{};", &**reference)));
        };
        self.collect(char.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn attribute(&self, tag: &BytesStart, name: &str) -> Result<Option<String>, SrxError> {
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| self.damaged(error))?;
            let key: &str = attribute.key.as_ref();
            if key == name {
                let value = attribute
                    .normalized_value(XmlVersion::Implicit1_0)
                    .map_err(|error| self.damaged(error))?;
                return Ok(Some(value.into_owned()));
            }
        }
        Ok(None)
    }

    fn required(&self, tag: &BytesStart, name: &str) -> Result<String, SrxError> {
        self.attribute(tag, name)?
            .ok_or_else(|| self.damaged(format!("the attribute {name} is missing")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(cascade: &str, body: &str) -> String {
        format!(
            "<?xml version=\"1.0\"?>\n<srx xmlns=\"http://www.lisa.org/srx20\" version=\"2.0\">\n\
             <header segmentsubflows=\"yes\" cascade=\"{cascade}\"/>\n<body>{body}</body></srx>"
        )
    }

    fn split(xml: &str, text: &str) -> String {
        let rules = SegmentationRules::parse(xml).unwrap();
        let segmenter = rules.segmenter(Language::English).unwrap();
        let pieces = segmenter.split(text);
        pieces
            .iter()
            .map(|piece| piece.source)
            .collect::<Vec<_>>()
            .join("|")
    }

    const LISTS: &str = r#"<languagerules>
        <languagerule languagerulename="E"><rule break="no"><beforebreak>\bMr\.</beforebreak><afterbreak>\s</afterbreak></rule></languagerule>
        <languagerule languagerulename="D"><rule><beforebreak>[.&gt;&#x21;]</beforebreak><afterbreak>\s</afterbreak></rule></languagerule>
        </languagerules><maprules>
        <languagemap languagepattern="EN.*" languagerulename="E"/>
        <languagemap languagepattern=".*" languagerulename="D"></languagemap></maprules>"#;

    #[test]
    fn cascade_adds_the_rules_of_all_matching_maps() {
        let text = "Mr. A came. He> sat! Down.";
        assert_eq!(
            split(&file("yes", LISTS), text),
            "Mr. A came.|He>|sat!|Down."
        );
        assert_eq!(split(&file("no", LISTS), text), text);
    }

    #[test]
    fn broken_files_are_refused_with_a_line() {
        let bad_rule = "<languagerules><languagerule languagerulename=\"E\">\n<rule break=\"no\">\n\
             <beforebreak>(Mr</beforebreak></rule></languagerule></languagerules>\
             <maprules><languagemap languagepattern=\".*\" languagerulename=\"E\"/></maprules>";
        let lost = "<languagerules/><maprules>\n<languagemap languagepattern=\".*\" languagerulename=\"X\"/></maprules>";
        for (xml, expected) in [
            (String::new(), "empty"),
            (" \n".to_owned(), "empty"),
            ("<html></html>".to_owned(), "begins with <html>"),
            ("just text".to_owned(), "line 1: the file ends too early"),
            (
                "<srx>\n<body>".to_owned(),
                "line 2: the file ends too early",
            ),
            ("<srx>\n<body></srx>".to_owned(), "line 2"),
            (
                file("no", bad_rule),
                "line 5 cannot be used: <beforebreak>(Mr</beforebreak>",
            ),
            (
                file("no", lost),
                "line 5 send a language to the rules \"X\"",
            ),
            (
                file("no", "<maprules><languagemap/></maprules>"),
                "languagepattern is missing",
            ),
        ] {
            let result = SegmentationRules::parse(&xml)
                .and_then(|r| r.segmenter(Language::English).map(|_| ()));
            let message = result.unwrap_err().to_string();
            assert!(message.contains(expected), "{message} / {expected}");
        }
    }

    #[test]
    fn the_shipped_rules_load() {
        let rules = SegmentationRules::built_in().unwrap();
        for language in [Language::Arabic, Language::English] {
            rules.segmenter(language).unwrap();
        }
    }
}
