//! Units of Trados memories (SDLTM): their segments are XML, the rest comes from columns.

use super::timestamp as date;
use super::tmx::{Draft, FileDefaults, PlacedCode, SegmentDraft, TmxSummary, Variant};
use crate::engine::files::{Markup, MarkupError, Piece};
use crate::engine::model::{Attribute, Remark, TagKind, TradosUnit, TranslationUnit, Warning};
use crate::engine::text::xml::{is_allowed, push_escaped};

/// Turns rows of a Trados memory into units and counts what it could not.
#[derive(Debug, Default)]
pub struct SdltmReading {
    units: u64,
    skipped: u64,
    broken: u64,
    /// The first row that is broken, and why.
    first_broken: Option<(i64, String)>,
    dropped_codes: u64,
    dates: u64,
}

impl SdltmReading {
    /// The units of a row: one, or none where it is not Arabic and English or is broken.
    pub fn units(&mut self, row: &TradosUnit) -> Vec<TranslationUnit> {
        let variants = variant(&row.source, &row.source_tag)
            .and_then(|source| Ok(vec![source, variant(&row.target, &row.target_tag)?]));
        let variants = match variants {
            Ok(variants) => variants,
            Err(error) => {
                self.broken += 1;
                self.first_broken
                    .get_or_insert_with(|| (row.id, error.to_string()));
                return Vec::new();
            }
        };
        let draft = Draft {
            attributes: self.attributes(row),
            remarks: fields(row),
            variants,
        };
        let file = FileDefaults {
            source_tag: row.source_tag.clone(),
            inherited: inherited(row),
        };
        let done = draft.assemble(&file);
        self.dropped_codes += done.dropped_codes;
        self.units += done.units.len() as u64;
        self.skipped += u64::from(done.units.is_empty());
        done.units
    }

    /// What came of the file; `header` is what it says of itself.
    pub fn finish(self, header: Vec<Remark>) -> TmxSummary {
        let mut warnings = Vec::new();
        let mut told = |count: u64, text: String| {
            if count > 0 {
                warnings.push(Warning::new(text));
            }
        };
        let Self {
            skipped,
            broken,
            dropped_codes,
            dates,
            ..
        } = self;
        told(
            skipped,
            format!("{skipped} units were skipped: no text in Arabic and English"),
        );
        if let Some((row, error)) = &self.first_broken {
            told(
                broken,
                format!(
                    "{broken} units were skipped: they cannot be read (first: unit {row}, {error})"
                ),
            );
        }
        told(
            dropped_codes,
            format!("{dropped_codes} inline codes were left out"),
        );
        told(
            dates,
            format!("{dates} dates could not be read and were left out"),
        );
        TmxSummary {
            units: self.units,
            skipped: skipped + broken,
            header,
            warnings,
        }
    }

    /// Stamps and use, in TMX's names.
    fn attributes(&mut self, row: &TradosUnit) -> Vec<Attribute> {
        let mut date = |text: &Option<String>| {
            let text = text.as_deref().filter(|text| !text.trim().is_empty())?;
            let found = date::parse(text).and_then(date::format);
            self.dates += u64::from(found.is_none());
            found
        };
        let name = |name: &Option<String>| name.clone().filter(|name| !name.is_empty());
        let uses = row.uses.filter(|uses| *uses > 0);
        [
            ("creationdate", date(&row.created)),
            ("creationid", name(&row.creator)),
            ("changedate", date(&row.changed)),
            ("changeid", name(&row.changer)),
            (
                "lastusagedate",
                date(&row.last_used).filter(|_| uses.is_some()),
            ),
            ("usagecount", uses.map(|uses| uses.to_string())),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name.into(), clean(&value?))))
        .collect()
    }
}

/// The source language where it is not the one our files start from.
fn inherited(row: &TradosUnit) -> Vec<Attribute> {
    let tag = row.source_tag.trim();
    let is_default = super::tmx::is_default("srclang", tag);
    let attribute = ("srclang".into(), clean(tag));
    Some(attribute)
        .filter(|_| !is_default)
        .into_iter()
        .collect()
}

/// The memory's own fields as Studio names them in its TMX files.
fn fields(row: &TradosUnit) -> Vec<Remark> {
    let fields = row.fields.iter();
    fields
        .map(|(name, value)| Remark::property(&format!("x-{}", clean(name)), clean(value)))
        .collect()
}

fn clean(text: &str) -> String {
    text.chars().filter(|&c| is_allowed(c)).collect()
}

/// A segment with the language it names, else that of the memory.
fn variant(xml: &str, memory_tag: &str) -> Result<Variant, MarkupError> {
    let (segment, culture) = segment(xml)?;
    let tag = if culture.is_empty() {
        memory_tag.to_owned()
    } else {
        culture
    };
    Ok(Variant {
        tag,
        segment: Some(segment),
        ..Variant::default()
    })
}

/// What is told of a tag, by element.
#[derive(Default)]
struct TagDraft {
    kind: String,
    anchor: String,
    alignment: String,
    id: String,
    text: String,
}

/// Reads `<Segment><Elements>…</Elements><CultureName>…</CultureName></Segment>`.
fn segment(xml: &str) -> Result<(SegmentDraft, String), MarkupError> {
    let mut markup = Markup::new(xml.as_bytes())?;
    let mut draft = SegmentDraft::default();
    let mut culture = String::new();
    let mut path: Vec<String> = Vec::new();
    let mut tag = None;
    loop {
        match markup.read()? {
            Piece::Open(opened) => {
                if opened.name == "Tag" {
                    tag = Some(TagDraft::default());
                }
                path.push(opened.name);
            }
            Piece::Close(name) => {
                path.pop();
                if name == "Tag"
                    && let Some(tag) = tag.take()
                {
                    draft.codes.push(code(tag, draft.text.len()));
                }
            }
            Piece::Text(text) => match (&mut tag, path.last().map_or("", String::as_str)) {
                (Some(tag), "Type") => tag.kind.push_str(&text),
                (Some(tag), "Anchor") => tag.anchor.push_str(&text),
                (Some(tag), "AlignmentAnchor") => tag.alignment.push_str(&text),
                (Some(tag), "TagID") => tag.id.push_str(&text),
                (Some(tag), "TextEquivalent") => tag.text.push_str(&text),
                (None, "Value") => draft.text.push_str(&text),
                (None, "CultureName") => culture.push_str(text.trim()),
                _ => {}
            },
            Piece::End => return Ok((draft, culture)),
        }
    }
}

/// The code of a tag, as Studio writes it into TMX: the type is the tag's identity.
fn code(tag: TagDraft, at: usize) -> PlacedCode {
    let (element, kind, position) = match tag.kind.trim() {
        "Start" => ("bpt", TagKind::Opening, None),
        "End" => ("ept", TagKind::Closing, None),
        "UnmatchedStart" => ("it", TagKind::Standalone, Some("begin")),
        "UnmatchedEnd" => ("it", TagKind::Standalone, Some("end")),
        _ => ("ph", TagKind::Standalone, None),
    };
    let mut attributes = Vec::new();
    let mut push = |name: &'static str, value: &str| {
        if !value.is_empty() {
            attributes.push((name.into(), value.to_owned()));
        }
    };
    push("pos", position.unwrap_or_default());
    let anchor = tag.anchor.trim();
    if matches!(element, "bpt" | "ept") {
        push("i", if anchor.is_empty() { "0" } else { anchor });
    }
    if element != "ept" {
        let alignment = tag.alignment.trim();
        push("x", if alignment == "0" { "" } else { alignment });
        push("type", tag.id.trim());
    }
    let mut content = String::new();
    push_escaped(&mut content, &tag.text);
    PlacedCode {
        at,
        kind,
        element,
        attributes,
        content,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn xml(elements: &str, culture: &str) -> String {
        format!(
            "<Segment xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\"><Elements>{elements}</Elements>\
             <CultureName>{culture}</CultureName></Segment>"
        )
    }

    fn row(ar: &str, en: &str) -> TradosUnit {
        TradosUnit {
            id: 7,
            source: xml(ar, "ar-SA"),
            target: xml(en, "en-US"),
            created: Some("2016-02-27 10:30:00".to_owned()),
            creator: Some("A".to_owned()),
            changed: Some("2017-01-01 00:00:00".to_owned()),
            changer: Some("B".to_owned()),
            fields: vec![("Client".to_owned(), "Paper & Co".to_owned())],
            ..TradosUnit::default()
        }
    }

    const TAGS: [&str; 2] = [
        "<Tag><Type>Start</Type><Anchor>1</Anchor><AlignmentAnchor>3</AlignmentAnchor><TagID>b</TagID></Tag>",
        "<Tag><Type>End</Type><Anchor>1</Anchor><AlignmentAnchor>3</AlignmentAnchor></Tag>",
    ];

    #[test]
    fn a_row_with_tags_stamps_and_fields() {
        let text = |text: &str| format!("<Text><Value>{text}</Value></Text>");
        let ar = [&text(" قال "), TAGS[0], &text("نعم"), TAGS[1]].concat();
        let en = [TAGS[0], &text("Yes"), TAGS[1], &text("&lt;, he said")].concat();
        let mut reading = SdltmReading::default();
        let units = reading.units(&row(&ar, &en));
        let unit = &units[0];
        assert_eq!(
            (unit.source.as_str(), unit.target.as_str()),
            (" قال <3>نعم</3>", "<3>Yes</3><, he said")
        );
        assert_eq!(
            (unit.source_tag.as_str(), unit.target_tag.as_str()),
            ("ar-SA", "en-US")
        );
        assert_eq!(
            (unit.created, unit.changed),
            (Some(1_456_569_000), Some(1_483_228_800))
        );
        assert_eq!(unit.author.as_deref(), Some("B"));
        let extra = unit.extra.as_ref().unwrap();
        assert_eq!(extra.remarks, [Remark::property("x-Client", "Paper & Co")]);
        assert_eq!(extra.source.codes[0].attribute("type"), Some("b"));
        assert_eq!(reading.finish(Vec::new()).warnings, []);
    }

    #[test]
    fn what_cannot_be_read_is_counted() {
        let mut reading = SdltmReading::default();
        let mut broken = row("", "");
        broken.source = "<Segment><Elements>".to_owned();
        assert!(reading.units(&broken).is_empty());
        let mut other = row(
            "<Text><Value>x</Value></Text>",
            "<Text><Value>y</Value></Text>",
        );
        other.source = other.source.replace("ar-SA", "de-DE");
        other.created = Some("soon".to_owned());
        assert!(reading.units(&other).is_empty());
        let summary = reading.finish(Vec::new());
        assert_eq!((summary.units, summary.skipped), (0, 2));
        assert_eq!(summary.warnings.len(), 3);
        assert!(
            summary.warnings[1].message.contains("unit 7"),
            "{:?}",
            summary.warnings
        );
    }
}
