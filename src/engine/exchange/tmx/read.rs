//! Reads TMX 1.1 to 1.4b as a stream, unit by unit.

use super::assemble::{Draft, Stamp, Variant};
use super::count::Count;
use super::super::entities::{Entities, Meaning};
use super::super::utf8_stream::Utf8Stream;
use crate::engine::model::{TranslationUnit, Warning};
use crate::engine::text::xml::is_allowed;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Error as XmlError, Reader};
use std::io::{self, BufRead};
use std::ops::ControlFlow;
use thiserror::Error;

#[derive(Debug, Error)]
pub enum TmxError {
    #[error("The file could not be read: {0}")]
    Io(#[from] io::Error),
    #[error("This is not a TMX file: it does not start with a <tmx> element")]
    NotTmx,
    #[error(
        "The TMX file is broken in line {line}: {problem}. Nothing was imported; export it again \
         or repair that line, then import it once more"
    )]
    Broken { line: u64, problem: String },
    #[error("The import was stopped; nothing was imported")]
    Stopped,
}

/// What came of a file that was read to its end.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct TmxSummary {
    /// Units handed on.
    pub units: u64,
    /// `<tu>` elements without an Arabic and an English text.
    pub skipped: u64,
    pub warnings: Vec<Warning>,
}

/// Hands each Arabic-English unit of a TMX file to `each`, in order; a `<tu>` with more variants
/// gives a unit for each pair. Inline codes are left out, the text around them stays. The
/// encoding (UTF-8, UTF-16, or as declared) is found by itself.
///
/// # Errors
/// A file that is broken anywhere is an error even though units before the break were handed on:
/// the caller keeps none of them. The same when `each` breaks.
pub fn read(
    input: impl BufRead,
    mut each: impl FnMut(TranslationUnit) -> ControlFlow<()>,
) -> Result<TmxSummary, TmxError> {
    let mut xml = Reader::from_reader(Utf8Stream::new(input)?);
    xml.config_mut().expand_empty_elements = true;
    let mut reading = Reading::default();
    let mut buffer = Vec::new();
    loop {
        let start = xml.get_ref().line();
        let event = match xml.read_event_into(&mut buffer) {
            Ok(event) => event.into_owned(),
            Err(error) => return Err(broken(start, xml.get_ref().line(), error)),
        };
        buffer.clear();
        reading.line = xml.get_ref().line();
        match event {
            Event::Start(tag) => reading.open(&tag)?,
            Event::End(tag) => {
                for unit in reading.close(tag.local_name().as_ref()) {
                    reading.summary.units += 1;
                    if each(unit).is_break() {
                        return Err(TmxError::Stopped);
                    }
                }
            }
            Event::Text(text) => reading.text(&text.xml10_content()),
            Event::CData(text) => reading.text(&text.xml10_content()),
            Event::GeneralRef(reference) => reading.reference(&reference),
            Event::DocType(text) => reading.entities.define(&text),
            Event::Eof => return reading.finish(),
            _ => {}
        }
    }
}

fn broken(start: u64, end: u64, error: XmlError) -> TmxError {
    match error {
        XmlError::Io(error) if error.kind() == io::ErrorKind::InvalidData => TmxError::Broken {
            line: end,
            problem: error.to_string(),
        },
        XmlError::Io(error) => TmxError::Io(io::Error::new(error.kind(), error.to_string())),
        // What is never closed is best looked for where it starts.
        XmlError::Syntax(error) => TmxError::Broken {
            line: start,
            problem: error.to_string(),
        },
        error => TmxError::Broken {
            line: end,
            problem: error.to_string(),
        },
    }
}

/// Where in the file text belongs to.
#[derive(Debug, Default)]
enum Place {
    #[default]
    Elsewhere,
    /// In a property of this type.
    Property(String),
    /// In a `<seg>`: elements open whose text counts, and codes whose text does not.
    Segment { marked: usize, codes: usize },
}

#[derive(Debug, Default)]
struct Reading {
    summary: TmxSummary,
    line: u64,
    /// Elements open, `<tmx>` included.
    depth: usize,
    seen_root: bool,
    source_tag: String,
    unit: Option<Draft>,
    place: Place,
    text: String,
    entities: Entities,
    codes: Count,
    illegal: Count,
    undefined: Count,
    undefined_name: String,
    dates: Count,
    skipped: Count,
}

impl Reading {
    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), TmxError> {
        self.depth += 1;
        let name = tag.local_name();
        let name = name.as_ref();
        if !self.seen_root && name != "tmx" {
            return Err(TmxError::NotTmx);
        }
        self.seen_root = true;
        if let Place::Segment { marked, codes } = &mut self.place {
            if *codes > 0 {
                // Within a code: subflows and their markup go with it.
                *codes += 1;
                return Ok(());
            }
            match name {
                "bpt" | "ept" | "ph" | "it" | "ut" => *codes += 1,
                _ => *marked += 1,
            }
            self.codes.add(self.line);
            return Ok(());
        }
        match name {
            "header" => self.attributes(tag, |reading, key, value| {
                if key == "srclang" {
                    reading.source_tag = value.to_owned();
                }
            }),
            "tu" => self.open_unit(tag),
            "tuv" => self.open_variant(tag),
            "prop" => self.open_property(tag),
            "seg" if self.unit.is_some() => {
                self.text.clear();
                self.place = Place::Segment { marked: 0, codes: 0 };
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn open_unit(&mut self, tag: &BytesStart<'_>) -> Result<(), TmxError> {
        let mut draft = Draft::default();
        self.attributes(tag, |reading, key, value| {
            if key == "srclang" {
                draft.source_tag = Some(value.to_owned());
            }
            reading.stamp(&mut draft.stamp, key, value);
        })?;
        self.unit = Some(draft);
        Ok(())
    }

    fn open_variant(&mut self, tag: &BytesStart<'_>) -> Result<(), TmxError> {
        let mut variant = Variant::default();
        self.attributes(tag, |reading, key, value| {
            // TMX 1.1 says `lang`, later versions `xml:lang`; some files have both.
            if key == "xml:lang" || (key == "lang" && variant.tag.is_empty()) {
                variant.tag = value.to_owned();
            }
            reading.stamp(&mut variant.stamp, key, value);
        })?;
        if let Some(unit) = &mut self.unit {
            unit.variants.push(variant);
        }
        Ok(())
    }

    fn open_property(&mut self, tag: &BytesStart<'_>) -> Result<(), TmxError> {
        let mut kind = String::new();
        self.attributes(tag, |_, key, value| {
            if key == "type" {
                kind = value.to_owned();
            }
        })?;
        if self.unit.is_some() {
            self.text.clear();
            self.place = Place::Property(kind);
        }
        Ok(())
    }

    fn stamp(&mut self, stamp: &mut Stamp, key: &str, value: &str) {
        if !stamp.take(key, value) {
            self.dates.add(self.line);
        }
    }

    fn attributes(
        &mut self,
        tag: &BytesStart<'_>,
        mut take: impl FnMut(&mut Self, &str, &str),
    ) -> Result<(), TmxError> {
        // Its check for doubled names takes quadratic time.
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| TmxError::Broken {
                line: self.line,
                problem: error.to_string(),
            })?;
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .unwrap_or_else(|_| attribute.value.clone());
            take(self, attribute.key.as_ref(), &value);
        }
        Ok(())
    }

    /// The units that are complete with this end tag.
    fn close(&mut self, name: &str) -> Vec<TranslationUnit> {
        self.depth = self.depth.saturating_sub(1);
        if let Place::Segment { marked, codes } = &mut self.place
            && let Some(open) = [codes, marked].into_iter().find(|open| **open > 0)
        {
            *open -= 1;
            return Vec::new();
        }
        match (name, std::mem::take(&mut self.place)) {
            ("seg", Place::Segment { .. }) => {
                let text = std::mem::take(&mut self.text);
                if let Some(variant) = self.unit.as_mut().and_then(|u| u.variants.last_mut()) {
                    variant.text = Some(text);
                }
            }
            ("prop", Place::Property(kind)) => {
                let text = std::mem::take(&mut self.text);
                if let Some(unit) = &mut self.unit {
                    unit.properties.push((kind, text));
                }
            }
            ("tu", _) => return self.close_unit(),
            (_, place) => self.place = place,
        }
        Vec::new()
    }

    fn close_unit(&mut self) -> Vec<TranslationUnit> {
        let units = self
            .unit
            .take()
            .map(|draft| draft.into_units(&self.source_tag))
            .unwrap_or_default();
        if units.is_empty() {
            self.skipped.add(self.line);
        }
        units
    }

    fn is_collecting(&self) -> bool {
        match self.place {
            Place::Elsewhere => false,
            Place::Property(_) => true,
            Place::Segment { codes, .. } => codes == 0,
        }
    }

    fn text(&mut self, text: &str) {
        if !self.is_collecting() {
            return;
        }
        if text.chars().all(is_allowed) {
            self.text.push_str(text);
        } else {
            self.illegal.add(self.line);
            self.text.extend(text.chars().filter(|&c| is_allowed(c)));
        }
    }

    /// What is defined nowhere stays as written and is told.
    fn reference(&mut self, reference: &BytesRef<'_>) {
        if !self.is_collecting() {
            return;
        }
        let name: &str = reference;
        match self.entities.resolve(name) {
            Meaning::Text(text) => self.text.push_str(&text),
            Meaning::Illegal => self.illegal.add(self.line),
            Meaning::Undefined => {
                if self.undefined.total == 0 {
                    self.undefined_name = name.chars().take(40).collect();
                }
                self.undefined.add(self.line);
                self.text.extend(["&", name, ";"]);
            }
        }
    }

    fn finish(mut self) -> Result<TmxSummary, TmxError> {
        if !self.seen_root {
            return Err(TmxError::NotTmx);
        }
        if self.depth > 0 {
            return Err(TmxError::Broken {
                line: self.line,
                problem: "the file ends before </tmx>: it was cut off".to_owned(),
            });
        }
        self.summary.skipped = self.skipped.total;
        let mut warnings = Vec::new();
        self.skipped.warn(
            &mut warnings,
            "unit was",
            "units were",
            "skipped: no text in Arabic and English",
        );
        self.codes.warn(
            &mut warnings,
            "inline code was",
            "inline codes were",
            "left out; the text around them was kept",
        );
        let undefined = format!(
            "could not be resolved and stayed as written: &{};",
            self.undefined_name
        );
        self.undefined
            .warn(&mut warnings, "entity", "entities", &undefined);
        self.illegal.warn(
            &mut warnings,
            "text had",
            "texts had",
            "control characters, which were left out",
        );
        self.dates
            .warn(&mut warnings, "date", "dates", "could not be read");
        self.summary.warnings = warnings;
        Ok(self.summary)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(file: impl AsRef<[u8]>) -> Result<(Vec<TranslationUnit>, TmxSummary), TmxError> {
        let mut units = Vec::new();
        let summary = read(file.as_ref(), |unit| {
            units.push(unit);
            ControlFlow::Continue(())
        })?;
        Ok((units, summary))
    }

    fn tmx(body: &str) -> String {
        format!("<?xml version=\"1.0\"?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n<tmx version=\"1.4\"><header srclang=\"ar\"><prop type=\"x\">y</prop></header><body>\n{body}\n</body></tmx>")
    }

    fn tuv(tag: &str, text: &str) -> String {
        format!("<tuv xml:lang=\"{tag}\"><seg>{text}</seg></tuv>")
    }

    /// The sources, the targets and the warnings of one unit's body.
    fn pairs(body: &str) -> (Vec<(String, String)>, Vec<String>) {
        let (units, summary) = run(tmx(body)).unwrap();
        (
            units.into_iter().map(|u| (u.source, u.target)).collect(),
            summary.warnings.iter().map(ToString::to_string).collect(),
        )
    }

    fn source_of(ar: &str) -> (String, Vec<String>) {
        let (mut pairs, warnings) = pairs(&format!("<tu>{}{}</tu>", tuv("ar", ar), tuv("en", "x")));
        (pairs.remove(0).0, warnings)
    }

    #[test]
    fn text_comes_out_as_meant() {
        for (seg, expected, warned) in [
            (" نعم  لا\n", " نعم  لا\n", ""),
            ("a\r\nb&#13;c", "a\nb\rc", ""),
            ("&lt;&amp;&#x41;&#1633;<![CDATA[<b>&amp;]]>", "<&A١<b>&amp;", ""),
            ("a<ph>X<sub>Y</sub></ph>b<bpt i='1'>&lt;b></bpt>c<ept i='1'/>", "abc", "3 inline codes"),
            ("a<hi>b<hi>c</hi></hi>d", "abcd", "2 inline codes"),
            ("a<ph><hi>b</hi></ph>c", "ac", "1 inline code"),
            ("a&nbsp;b", "a\u{A0}b", ""),
            ("a&xyz;b", "a&xyz;b", "entity could not be resolved and stayed as written: &xyz;"),
            ("a&#0;&#x1F;\u{1}b", "ab", "control characters"),
            ("a<!-- x --><?y?>b", "ab", ""),
        ] {
            let (text, warnings) = source_of(seg);
            assert_eq!(text, expected, "{seg}");
            assert_eq!(warnings.is_empty(), warned.is_empty(), "{warnings:?}");
            assert!(warned.is_empty() || warnings.iter().any(|w| w.contains(warned)), "{warnings:?}");
        }
    }

    #[test]
    fn every_pair_of_arabic_and_english_is_a_unit() {
        let (found, warnings) = pairs(&format!(
            "<tu>{}{}{}{}</tu><tu>{}{}</tu><tu>{}</tu><tu/>",
            tuv("fr", "oui"),
            tuv("EN_us", "yes"),
            tuv("ar-SY", "نعم"),
            tuv("en-GB", "aye"),
            tuv("ar", " "),
            tuv("en", "no"),
            tuv("ar", "لا"),
        ));
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(found, [pair("نعم", "yes"), pair("نعم", "aye")]);
        assert_eq!(
            warnings,
            ["line 4: 3 units were skipped: no text in Arabic and English (this is the first)"]
        );
    }

    #[test]
    fn stamps_and_properties() {
        let body = "<tu creationdate=\"20160227T103000Z\" creationid=\"A\" changedate=\"soon\">\
            <note>n</note><prop type=\"prev\">قبل</prop><prop type=\"x-context-post\">&lt;seg&gt;بعد&lt;/seg&gt;</prop>\
            <prop type=\"project\">P</prop>\
            <tuv lang=\"ar\"><seg>نعم</seg></tuv>\
            <tuv lang=\"en\" changeid=\"B\" changedate=\"20170101T000000Z\"><prop type=\"file\">f</prop><seg>yes</seg></tuv></tu>";
        let (units, summary) = run(tmx(body)).unwrap();
        let unit = &units[0];
        assert_eq!(unit.previous_source.as_deref(), Some("قبل"));
        assert_eq!(unit.next_source.as_deref(), Some("بعد"));
        assert_eq!(unit.project.as_deref(), Some("P"));
        assert_eq!(unit.document.as_deref(), Some("f"));
        assert_eq!(unit.author.as_deref(), Some("B"));
        assert_eq!((unit.created, unit.changed), (Some(1_456_569_000), Some(1_483_228_800)));
        assert_eq!(summary.warnings.len(), 1);
        let english = tmx(body).replace("srclang=\"ar\"", "srclang=\"en-US\"");
        assert_eq!(run(english).unwrap().0[0].previous_source, None);
    }

    #[test]
    fn other_encodings() {
        let file = tmx(&format!("<tu>{}{}</tu>", tuv("ar", "سلام"), tuv("en", "peace")));
        let wide: Vec<u8> = file.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(run(wide).unwrap().0[0].source, "سلام");
    }

    #[test]
    fn broken_files_name_their_line() {
        for (file, line) in [
            (tmx("<tu>\n<tuv xml:lang='ar'>\n<seg>a</tuv></tu>"), 6),
            (tmx("<tu>\n<tuv xml:lang=ar><seg>a</seg></tuv></tu>"), 5),
            (tmx("\n<tu><tuv><seg>a & b</seg></tuv></tu>"), 5),
            ("<tmx>\n<body>\n<tu>".to_owned(), 3),
            ("<tmx>\n<body\n\n\n".to_owned(), 2),
            ("<tmx>\n</tmx></tmx>".to_owned(), 2),
        ] {
            match run(&file) {
                Err(TmxError::Broken { line: found, .. }) => assert_eq!(found, line, "{file}"),
                other => panic!("{other:?}: {file}"),
            }
        }
        let mut bytes = tmx("\n\n").into_bytes();
        bytes.extend_from_slice(b"\n\xFF");
        assert!(matches!(run(bytes), Err(TmxError::Broken { line: 8, .. })));
    }

    #[test]
    fn other_files_are_told_apart() {
        for file in ["", "   ", "plain text", "<html></html>", "\0\0\0", "PK\x03\x04"] {
            assert!(matches!(run(file), Err(TmxError::NotTmx)), "{file:?}");
        }
    }

    #[test]
    fn hostile_files_take_no_time() {
        let deep = "<hi>".repeat(200_000);
        assert!(run(tmx(&format!("<tu><tuv xml:lang='ar'><seg>{deep}"))).is_err());
        let many: String = (0..200_000).map(|n| format!(" a{n}='1'")).collect();
        assert!(run(tmx(&format!("<tu{many}></tu>"))).is_ok());
        let variants = tuv("ar", "أ").repeat(1000) + &tuv("en", "a").repeat(1000);
        assert_eq!(run(tmx(&format!("<tu>{variants}</tu>"))).unwrap().1.units, 100);
    }

    #[test]
    fn the_caller_can_stop() {
        let file = tmx(&format!("<tu>{}{}</tu>", tuv("ar", "أ"), tuv("en", "a")).repeat(3));
        let mut count = 0;
        let result = read(file.as_bytes(), |_| {
            count += 1;
            ControlFlow::Break(())
        });
        assert!(matches!(result, Err(TmxError::Stopped)));
        assert_eq!(count, 1);
    }
}
