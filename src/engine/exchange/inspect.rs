//! What a reader sees in a file of language resources, as counts, whatever its languages.

use super::markup::{Markup, MarkupError, Piece, Tag};
use super::table::{self, TableError};
use crate::engine::model::{Language, Warning};
use std::collections::BTreeMap;
use std::io::BufRead;

/// A figure of an inspection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Figure {
    Count(u64),
    Text(String),
    Counts(Vec<u64>),
    Texts(Vec<String>),
    /// Counts by language code, element or state, in order of name.
    ByName(BTreeMap<String, u64>),
}

/// What is in a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inspection {
    /// `tmx`, `tbx`, `xliff`, `srx` or `glossary`.
    pub kind: &'static str,
    pub counts: Vec<(&'static str, Figure)>,
    pub warnings: Vec<Warning>,
}

impl Inspection {
    /// Adds a figure that is always told.
    pub(super) fn told(&mut self, name: &'static str, figure: Figure) {
        self.counts.push((name, figure));
    }

    /// Adds a figure that is left out where there is nothing to tell.
    pub(super) fn some(&mut self, name: &'static str, figure: Figure) {
        let empty = match &figure {
            Figure::Count(count) => *count == 0,
            Figure::Text(text) => text.is_empty(),
            Figure::Counts(counts) => counts.is_empty(),
            Figure::Texts(texts) => texts.is_empty(),
            Figure::ByName(counts) => counts.is_empty(),
        };
        if !empty {
            self.told(name, figure);
        }
    }
}

/// Counts what is in an XML file: TMX, TBX, XLIFF or SRX by its first element; `None` for others.
///
/// # Errors
/// Files that are not well-formed XML, with the line.
pub fn inspect_markup(input: impl BufRead) -> Result<Option<Inspection>, MarkupError> {
    let mut markup = Markup::new(input)?;
    let root = loop {
        match markup.next()? {
            Piece::Open(tag) => break tag,
            Piece::End => return Err(MarkupError::Empty),
            _ => {}
        }
    };
    let mut found = match root.name.as_str() {
        "tmx" => Tmx::default().inspect(&root, &mut markup)?,
        "martif" | "tbx" | "TBX" => Tbx::default().inspect(&root, &mut markup)?,
        "xliff" => super::xliff_counts::inspect(&root, &mut markup)?,
        "srx" => Srx::default().inspect(&root, &mut markup)?,
        _ => return Ok(None),
    };
    if let Some((name, line)) = markup.undefined {
        let message = format!("the entity &{name}; is defined nowhere and stays as written");
        found.warnings.push(Warning::at_line(line, message));
    }
    Ok(Some(found))
}

/// Counts the records of a glossary, as bytes of any encoding.
///
/// # Errors
/// Files that are no text, and quotations never closed.
pub fn inspect_glossary(bytes: &[u8], name: Option<&str>) -> Result<Inspection, TableError> {
    let table = table::read(bytes, name)?;
    let columns: std::collections::BTreeSet<u64> =
        table.records.iter().map(|r| r.fields.len() as u64).collect();
    let letters = table
        .records
        .iter()
        .flat_map(|record| record.fields.iter())
        .flat_map(|field| field.chars())
        .filter(|c| is_arabic_letter(*c))
        .count();
    let first = table.records.first().map(|r| r.fields.clone()).unwrap_or_default();
    let has_header = table::ColumnMap::guess(&table.records).is_some_and(|map| map.has_header);
    let body = table.records.get(usize::from(has_header)..).unwrap_or_default();
    let pair = |record: Option<&table::Record>| {
        let fields = record.map(|r| r.fields.iter().take(2).cloned().collect());
        Figure::Texts(fields.unwrap_or_default())
    };
    let mut found = Inspection {
        kind: "glossary",
        warnings: table.warnings.clone(),
        ..Inspection::default()
    };
    found.told("encoding", Figure::Text(table.encoding.clone()));
    found.told("delimiter", Figure::Text(table.delimiter_name().to_owned()));
    found.told("records_incl_header", Figure::Count(table.records.len() as u64));
    found.told("columns", Figure::Counts(columns.into_iter().collect()));
    found.told("first_record", Figure::Texts(first.clone()));
    found.told("arabic_letters", Figure::Count(letters as u64));
    found.told("entries", Figure::Count(body.len() as u64));
    if has_header {
        found.told("header", Figure::Texts(first));
    }
    found.some("first", pair(body.first()));
    found.some("last", pair(body.last()));
    Ok(found)
}

/// Letters of the Arabic block as Unicode classes them, without marks, digits and signs.
fn is_arabic_letter(c: char) -> bool {
    ('\u{600}'..='\u{6FF}').contains(&c) && c.is_alphabetic() && !is_mark(c)
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6DC}'
        | '\u{6DF}'..='\u{6E4}' | '\u{6E7}' | '\u{6E8}' | '\u{6EA}'..='\u{6ED}')
}

/// Walks over what is left of a file.
pub(super) fn each<R: BufRead>(
    markup: &mut Markup<R>,
    mut see: impl FnMut(Piece),
) -> Result<(), MarkupError> {
    loop {
        match markup.next()? {
            Piece::End => return Ok(()),
            piece => see(piece),
        }
    }
}

pub(super) fn text_of(tag: &Tag, name: &str) -> String {
    tag.attribute(name).unwrap_or_default().to_owned()
}

#[derive(Default)]
struct Tmx {
    units: u64,
    variants: BTreeMap<String, u64>,
    /// Languages of the unit at hand.
    languages: Vec<String>,
    repeated: u64,
    inline: BTreeMap<String, u64>,
    properties: u64,
    notes: u64,
    source: String,
    tool: String,
    segments: usize,
    pairs: u64,
}

impl Tmx {
    fn inspect<R: BufRead>(
        mut self,
        root: &Tag,
        markup: &mut Markup<R>,
    ) -> Result<Inspection, MarkupError> {
        each(markup, |piece| match piece {
            Piece::Open(tag) => self.open(&tag),
            Piece::Close(name) => self.close(&name),
            _ => {}
        })?;
        let mut found = Inspection {
            kind: "tmx",
            ..Inspection::default()
        };
        found.some("version", Figure::Text(text_of(root, "version")));
        found.told("tu", Figure::Count(self.units));
        found.told("tuv", Figure::ByName(self.variants));
        found.some("tu_with_repeated_lang", Figure::Count(self.repeated));
        found.some("inline", Figure::ByName(self.inline));
        found.some("prop", Figure::Count(self.properties));
        found.some("note", Figure::Count(self.notes));
        found.some("srclang", Figure::Text(self.source));
        found.some("tool", Figure::Text(self.tool));
        if self.pairs == 0 && self.units > 0 {
            let message = "no unit has text in Arabic and English, so an import would bring none";
            found.warnings.push(Warning::new(message));
        }
        Ok(found)
    }

    fn open(&mut self, tag: &Tag) {
        match tag.name.as_str() {
            "header" => {
                self.source = text_of(tag, "srclang");
                self.tool = text_of(tag, "creationtool");
            }
            "tu" => {
                self.units += 1;
                self.languages.clear();
            }
            "tuv" => {
                let language = tag.language().unwrap_or_default().to_owned();
                *self.variants.entry(language.clone()).or_default() += 1;
                self.languages.push(language);
            }
            "prop" => self.properties += 1,
            "note" => self.notes += 1,
            "seg" => self.segments += 1,
            name if self.segments > 0 => *self.inline.entry(name.to_owned()).or_default() += 1,
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "seg" => self.segments = self.segments.saturating_sub(1),
            "tu" => {
                let has = |language| {
                    let mut tags = self.languages.iter();
                    tags.any(|tag| Language::from_tag(tag) == Some(language))
                };
                self.pairs += u64::from(has(Language::Arabic) && has(Language::English));
                self.languages.sort_unstable();
                let count = self.languages.len();
                self.languages.dedup();
                self.repeated += u64::from(self.languages.len() < count);
            }
            _ => {}
        }
    }
}

#[derive(Default)]
struct Tbx {
    concepts: u64,
    terms: u64,
    empty: u64,
    by_language: BTreeMap<String, u64>,
    language: String,
    /// The text of the term at hand.
    term: Option<String>,
}

impl Tbx {
    fn inspect<R: BufRead>(
        mut self,
        root: &Tag,
        markup: &mut Markup<R>,
    ) -> Result<Inspection, MarkupError> {
        each(markup, |piece| match piece {
            Piece::Open(tag) => self.open(&tag),
            Piece::Close(name) => self.close(&name),
            Piece::Text(text) => {
                if let Some(term) = &mut self.term {
                    term.push_str(&text);
                }
            }
            Piece::End => {}
        })?;
        let mut found = Inspection {
            kind: "tbx",
            ..Inspection::default()
        };
        found.told("root", Figure::Text(root.name.clone()));
        found.some("dialect", Figure::Text(text_of(root, "type")));
        found.some("style", Figure::Text(text_of(root, "style")));
        found.told("concepts", Figure::Count(self.concepts));
        found.told("terms", Figure::Count(self.terms));
        found.told("terms_per_lang", Figure::ByName(self.by_language));
        found.some("empty_terms", Figure::Count(self.empty));
        Ok(found)
    }

    fn open(&mut self, tag: &Tag) {
        match tag.name.as_str() {
            "termEntry" | "conceptEntry" => self.concepts += 1,
            "langSet" | "langSec" => {
                self.language = tag.language().unwrap_or_default().to_owned();
            }
            "term" => self.term = Some(String::new()),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if name != "term" {
            return;
        }
        let term = self.term.take().unwrap_or_default();
        self.terms += 1;
        self.empty += u64::from(term.trim().is_empty());
        *self.by_language.entry(self.language.clone()).or_default() += 1;
    }
}

#[derive(Default)]
struct Srx {
    names: Vec<String>,
    rules: u64,
    no_breaks: u64,
    maps: u64,
    cascade: String,
    subflows: String,
}

impl Srx {
    fn inspect<R: BufRead>(
        mut self,
        root: &Tag,
        markup: &mut Markup<R>,
    ) -> Result<Inspection, MarkupError> {
        each(markup, |piece| {
            if let Piece::Open(tag) = piece {
                self.open(&tag);
            }
        })?;
        let mut found = Inspection {
            kind: "srx",
            ..Inspection::default()
        };
        found.some("version", Figure::Text(text_of(root, "version")));
        found.told("languagerules", Figure::Count(self.names.len() as u64));
        found.told("rules", Figure::Count(self.rules));
        found.told("break_no", Figure::Count(self.no_breaks));
        found.told("languagemaps", Figure::Count(self.maps));
        found.told("names", Figure::Texts(self.names));
        found.some("cascade", Figure::Text(self.cascade));
        found.some("segmentsubflows", Figure::Text(self.subflows));
        Ok(found)
    }

    fn open(&mut self, tag: &Tag) {
        match tag.name.as_str() {
            "header" => {
                self.cascade = text_of(tag, "cascade");
                self.subflows = text_of(tag, "segmentsubflows");
            }
            "languagerule" => self.names.push(text_of(tag, "languagerulename")),
            "languagemap" => self.maps += 1,
            "rule" => {
                self.rules += 1;
                self.no_breaks += u64::from(tag.attribute("break") == Some("no"));
            }
            _ => {}
        }
    }
}
