//! Reads TMX 1.1 to 1.4b as a stream, unit by unit.

use super::assemble::{Draft, FileDefaults, Variant};
use super::losses::Losses;
use super::segment::SegmentReader;
use super::{rules, stamp, write};
use crate::engine::files::{Entities, Meaning, Utf8Stream};
use crate::engine::model::{Attribute, Remark, RemarkKind, TranslationUnit, Warning};
use crate::engine::text::xml::{is_all_allowed, is_allowed};
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Error as XmlError, Reader};
use std::collections::HashSet;
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
         or repair that line, then import it once more, or import only what comes before the error"
    )]
    Broken { line: u64, problem: String },
    #[error("The import was stopped; nothing was imported")]
    Stopped,
}

/// What to do with a file that is broken somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Broken {
    #[default]
    Refused,
    /// Keeps the units before the break and says so.
    KeptBefore,
}

/// What came of a file that was read to its end.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct TmxSummary {
    /// Units handed on.
    pub units: u64,
    /// `<tu>` elements without an Arabic and an English text.
    pub skipped: u64,
    /// Notes and properties of the whole file.
    pub header: Vec<Remark>,
    pub warnings: Vec<Warning>,
}

/// Hands each Arabic-English unit of a TMX file to `each`, in order; a `<tu>` with more variants
/// gives a unit for each pair. Inline codes become tags; what a unit has no field for is in its
/// `extra`. The encoding (UTF-8, UTF-16, or as declared) is found by itself.
///
/// # Errors
/// A file that is broken anywhere is an error even though units before the break were handed on:
/// the caller keeps none of them, unless they are to be kept. The same when `each` breaks.
pub fn read(
    input: impl BufRead,
    broken: Broken,
    mut each: impl FnMut(TranslationUnit) -> ControlFlow<()>,
) -> Result<TmxSummary, TmxError> {
    let mut reading = Reading::default();
    match walk(input, &mut reading, &mut each) {
        Ok(()) => Ok(reading.finish()),
        Err(TmxError::Broken { line, problem }) if broken == Broken::KeptBefore => {
            let message = format!(
                "the file is broken here: {problem}. What comes before was imported, the rest not"
            );
            let mut summary = reading.finish();
            summary.warnings.insert(0, Warning::at_line(line, message));
            Ok(summary)
        }
        Err(error) => Err(error),
    }
}

fn walk(
    input: impl BufRead,
    reading: &mut Reading,
    each: &mut impl FnMut(TranslationUnit) -> ControlFlow<()>,
) -> Result<(), TmxError> {
    let mut xml = Reader::from_reader(Utf8Stream::new(input)?);
    xml.config_mut().expand_empty_elements = true;
    let mut buffer = Vec::new();
    loop {
        let start = xml.get_ref().line();
        buffer.clear();
        let event = match xml.read_event_into(&mut buffer) {
            Ok(event) => event,
            Err(error) => return Err(broken(start, xml.get_ref().line(), error)),
        };
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
            Event::Text(text) => reading.text(&text.xml10_content())?,
            Event::CData(text) => reading.text(&text.xml10_content())?,
            Event::GeneralRef(reference) => reading.reference(&reference),
            Event::DocType(text) => reading.entities.define(&text),
            Event::Eof => return reading.end(),
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
    /// In a note or property.
    Remark(Remark),
    Segment(SegmentReader),
}

#[derive(Debug, Default)]
struct Reading {
    summary: TmxSummary,
    line: u64,
    /// Elements open, `<tmx>` included.
    depth: usize,
    seen_root: bool,
    defaults: FileDefaults,
    unit: Option<Draft>,
    /// Inside a `<tuv>` of the unit.
    in_variant: bool,
    place: Place,
    entities: Entities,
    losses: Losses,
}

impl Reading {
    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), TmxError> {
        self.depth += 1;
        let name = tag.local_name();
        let name = name.as_ref();
        if !self.seen_root && name != "tmx" {
            return Err(TmxError::NotTmx);
        }
        if self.depth == 1 && self.seen_root {
            return Err(self.broken("there is more after </tmx>"));
        }
        self.seen_root = true;
        if let Place::Segment(_) = self.place {
            let attributes = self.attributes(tag)?;
            if let Place::Segment(segment) = &mut self.place {
                segment.open(name, attributes);
            }
            return Ok(());
        }
        match name {
            "header" => self.open_header(tag)?,
            "tu" => {
                if self.unit.is_some() {
                    self.losses.skipped.add(self.line);
                }
                let attributes = self.attributes(tag)?;
                let (attributes, remarks) = self.sorted("tu", attributes);
                self.unit = Some(Draft {
                    attributes,
                    remarks,
                    ..Draft::default()
                });
                self.in_variant = false;
            }
            "tuv" if self.unit.is_some() => self.open_variant(tag)?,
            "note" | "prop" if !matches!(self.place, Place::Remark(_)) => {
                self.open_remark(name, tag)?;
            }
            "seg" if self.in_variant => self.place = Place::Segment(SegmentReader::default()),
            "tmx" | "body" => {}
            _ => {
                if self.losses.elements.total == 0 {
                    self.losses.element_name = name.chars().take(40).collect();
                }
                self.losses.elements.add(self.line);
            }
        }
        Ok(())
    }

    fn open_header(&mut self, tag: &BytesStart<'_>) -> Result<(), TmxError> {
        for (name, value) in self.attributes(tag)? {
            if name == "srclang" {
                self.defaults.source_tag.clone_from(&value);
            }
            if !write::is_default(&name, &value) && rules::fits("tu", &name, &value) {
                self.defaults.inherited.push((name, value));
            }
        }
        Ok(())
    }

    fn open_variant(&mut self, tag: &BytesStart<'_>) -> Result<(), TmxError> {
        let mut attributes = self.attributes(tag)?;
        // TMX 1.1 says `lang`, later versions `xml:lang`; some files have both.
        let place = |name: &str| attributes.iter().position(|(key, _)| key == name);
        let language = place("xml:lang").or_else(|| place("lang"));
        let language = language
            .map(|at| attributes.remove(at).1)
            .unwrap_or_default();
        attributes.retain(|(name, value)| name != "lang" || *value != language);
        let (attributes, remarks) = self.sorted("tuv", attributes);
        if let Some(unit) = &mut self.unit {
            unit.variants.push(Variant {
                tag: language,
                attributes,
                remarks,
                segment: None,
            });
        }
        self.in_variant = true;
        Ok(())
    }

    fn open_remark(&mut self, name: &str, tag: &BytesStart<'_>) -> Result<(), TmxError> {
        let mut attributes = self.attributes(tag)?;
        let given = attributes.len();
        attributes.retain(|(key, value)| rules::fits(name, key, value));
        if attributes.len() < given {
            self.losses.left_out.add(self.line);
        }
        let kind = if name == "note" {
            RemarkKind::Note
        } else {
            RemarkKind::Prop
        };
        if kind == RemarkKind::Prop && stamp::value(&attributes, "type").is_none() {
            attributes.push(("type".into(), String::new()));
        }
        self.place = Place::Remark(Remark {
            kind,
            attributes,
            text: String::new(),
        });
        Ok(())
    }

    /// Attributes that have a place there, and properties instead of the others.
    fn sorted(
        &mut self,
        element: &str,
        attributes: Vec<Attribute>,
    ) -> (Vec<Attribute>, Vec<Remark>) {
        let fits = |(name, value): &Attribute| rules::fits(element, name, value);
        if attributes.iter().all(fits) {
            return (attributes, Vec::new());
        }
        let (attributes, others): (Vec<_>, Vec<_>) = attributes.into_iter().partition(fits);
        let others = others.into_iter().filter(|(name, _)| name != "xml:space");
        let remarks = others.map(|(name, value)| {
            self.losses.moved.add(self.line);
            Remark::property(&format!("x-attribute-{name}"), value)
        });
        let remarks = remarks.collect();
        (attributes, remarks)
    }

    fn attributes(&mut self, tag: &BytesStart<'_>) -> Result<Vec<Attribute>, TmxError> {
        let mut attributes = Vec::new();
        // Its check for doubled names takes quadratic time.
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| self.broken(&error.to_string()))?;
            let name: &str = attribute.key.as_ref();
            if name.starts_with("xmlns") {
                continue;
            }
            let name = rules::name(name);
            let value = match attribute.normalized_value(XmlVersion::Implicit1_0) {
                Ok(value) => value.into_owned(),
                Err(_) => self.resolved(&attribute.value),
            };
            let value = self.allowed(value);
            attributes.push((name, value));
        }
        if has_doubled_name(&attributes) {
            return Err(self.broken("an attribute is there twice in one tag"));
        }
        Ok(attributes)
    }

    /// An attribute's value with entities that are not XML's own.
    fn resolved(&mut self, raw: &str) -> String {
        let mut value = String::with_capacity(raw.len());
        let mut rest = raw;
        while let Some((before, after)) = rest.split_once('&') {
            value.push_str(before);
            rest = after;
            match after.split_once(';').filter(|(name, _)| name.len() < 64) {
                Some((name, after)) => {
                    rest = after;
                    let text = self.meaning(name);
                    value.push_str(&text);
                }
                None => value.push('&'),
            }
        }
        value.push_str(rest);
        value.replace(['\t', '\n', '\r'], " ")
    }

    /// The units that are complete with this end tag.
    fn close(&mut self, name: &str) -> Vec<TranslationUnit> {
        self.depth = self.depth.saturating_sub(1);
        if let Place::Segment(segment) = &mut self.place
            && segment.is_inside()
        {
            segment.close();
            return Vec::new();
        }
        match (name, std::mem::take(&mut self.place)) {
            ("seg", Place::Segment(segment)) => self.close_segment(segment),
            ("prop" | "note", Place::Remark(remark)) => self.close_remark(remark),
            ("tu", _) => return self.close_unit(),
            ("tuv", _) => self.in_variant = false,
            (_, place) => self.place = place,
        }
        Vec::new()
    }

    fn close_segment(&mut self, segment: SegmentReader) {
        if segment.left_out > 0 {
            self.losses.left_out.add(self.line);
        }
        let segment = segment.finish();
        let Some(variants) = self.unit.as_mut().map(|unit| &mut unit.variants) else {
            return;
        };
        let Some(variant) = variants.last_mut() else {
            return;
        };
        if variant.segment.is_none() {
            variant.segment = Some(segment);
            return;
        }
        // A second one in the same variant is one more translation.
        let more = Variant {
            tag: variant.tag.clone(),
            segment: Some(segment),
            ..Variant::default()
        };
        variants.push(more);
    }

    fn close_remark(&mut self, remark: Remark) {
        let variant = self.in_variant;
        let remarks = match &mut self.unit {
            Some(unit) if variant => unit.variants.last_mut().map(|variant| &mut variant.remarks),
            Some(unit) => Some(&mut unit.remarks),
            None => Some(&mut self.summary.header),
        };
        if let Some(remarks) = remarks {
            remarks.push(remark);
        }
    }

    fn close_unit(&mut self) -> Vec<TranslationUnit> {
        self.in_variant = false;
        let assembled = self.unit.take().map(|draft| draft.assemble(&self.defaults));
        let assembled = assembled.unwrap_or_default();
        if assembled.units.is_empty() {
            self.losses.skipped.add(self.line);
        }
        if assembled.unreadable_dates {
            self.losses.dates.add(self.line);
        }
        if assembled.dropped_codes > 0 {
            self.losses.codes.add(self.line);
        }
        if assembled.dropped_pairs > 0 {
            self.losses.pairs.add(self.line);
        }
        assembled.units
    }

    fn text(&mut self, text: &str) -> Result<(), TmxError> {
        if self.depth == 0 {
            let is_blank = text
                .chars()
                .all(|c| c.is_ascii_whitespace() || c == '\u{FEFF}');
            return match (is_blank, self.seen_root) {
                (true, _) => Ok(()),
                (false, false) => Err(TmxError::NotTmx),
                (false, true) => Err(self.broken("there is more after </tmx>")),
            };
        }
        if matches!(self.place, Place::Elsewhere) {
            return Ok(());
        }
        if is_all_allowed(text) {
            self.push(text);
        } else {
            let text = self.allowed(text.to_owned());
            self.push(&text);
        }
        Ok(())
    }

    fn reference(&mut self, reference: &BytesRef<'_>) {
        if !matches!(self.place, Place::Elsewhere) {
            let text = self.meaning(reference);
            self.push(&text);
        }
    }

    fn push(&mut self, text: &str) {
        match &mut self.place {
            Place::Elsewhere => {}
            Place::Remark(remark) => remark.text.push_str(text),
            Place::Segment(segment) => segment.text(text),
        }
    }

    /// What an entity stands for. What is defined nowhere stays as written and is told.
    fn meaning(&mut self, name: &str) -> String {
        match self.entities.resolve(name) {
            Meaning::Text(text) => text,
            Meaning::Illegal => {
                self.losses.illegal.add(self.line);
                String::new()
            }
            Meaning::Undefined => {
                if self.losses.undefined.total == 0 {
                    self.losses.undefined_name = name.chars().take(40).collect();
                }
                self.losses.undefined.add(self.line);
                format!("&{name};")
            }
        }
    }

    /// The text without what XML does not allow.
    fn allowed(&mut self, text: String) -> String {
        if is_all_allowed(&text) {
            return text;
        }
        self.losses.illegal.add(self.line);
        text.chars().filter(|&c| is_allowed(c)).collect()
    }

    fn broken(&self, problem: &str) -> TmxError {
        TmxError::Broken {
            line: self.line,
            problem: problem.to_owned(),
        }
    }

    fn end(&self) -> Result<(), TmxError> {
        if !self.seen_root {
            return Err(TmxError::NotTmx);
        }
        if self.depth > 0 {
            return Err(self.broken("the file ends before </tmx>: it was cut off"));
        }
        Ok(())
    }

    fn finish(mut self) -> TmxSummary {
        self.summary.skipped = self.losses.skipped.total;
        self.summary.warnings = self.losses.warnings();
        self.summary
    }
}

fn has_doubled_name(attributes: &[Attribute]) -> bool {
    if attributes.len() < 16 {
        let mut rest = attributes;
        while let [(name, _), others @ ..] = rest {
            if others.iter().any(|(other, _)| other == name) {
                return true;
            }
            rest = others;
        }
        return false;
    }
    let mut seen = HashSet::with_capacity(attributes.len());
    !attributes.iter().all(|(name, _)| seen.insert(name))
}
