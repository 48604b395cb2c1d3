//! What a reader sees in a file of language resources, as counts, whatever its languages.

use super::table::{self, TableError};
use crate::engine::files::{Markup, MarkupError, Piece, Tag};
use crate::engine::model::{Figure, Inspection, Language, Warning};
use regex::Regex;
use std::collections::BTreeMap;
use std::io::BufRead;

/// Counts what is in an XML file: TMX, TBX, XLIFF or SRX by its first element; `None` for others.
///
/// # Errors
/// Files that are not well-formed XML, with the line.
pub fn inspect_markup(input: impl BufRead) -> Result<Option<Inspection>, MarkupError> {
    let mut markup = Markup::new(input)?;
    let root = loop {
        match markup.read()? {
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
    let columns: std::collections::BTreeSet<u64> = table
        .records
        .iter()
        .map(|r| r.fields.len() as u64)
        .collect();
    let letters = table
        .records
        .iter()
        .flat_map(|record| record.fields.iter())
        .flat_map(|field| field.chars())
        .filter(|c| is_arabic_letter(*c))
        .count();
    let first = table
        .records
        .first()
        .map(|r| r.fields.clone())
        .unwrap_or_default();
    let has_header = table::ColumnMap::guess(&table.records).is_some_and(|map| map.has_header);
    let body = table
        .records
        .get(usize::from(has_header)..)
        .unwrap_or_default();
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
    found.told(
        "records_incl_header",
        Figure::Count(table.records.len() as u64),
    );
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
        match markup.read()? {
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
            "termEntry" | "conceptEntry" | "entry" => self.concepts += 1,
            "langSet" | "langSec" | "langGroup" => {
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
    /// Patterns of language maps that take Arabic.
    arabic: Vec<String>,
    /// Patterns that use something not all programs know, by what it is.
    features: BTreeMap<String, u64>,
    /// The pattern being read.
    pattern: Option<String>,
}

/// Parts of patterns that tell what a program must know to use them, and what they are called.
const FEATURES: [(&str, &str); 7] = [
    ("b", r"\\b"),
    ("possessive", r"[*+?}]\+"),
    ("Q", r"\\Q"),
    ("u", r"\\u"),
    ("posix", r"\[\[?:"),
    ("flag_i", r"\(\?i"),
    ("class_and", "&&"),
];

impl Srx {
    fn inspect<R: BufRead>(
        mut self,
        root: &Tag,
        markup: &mut Markup<R>,
    ) -> Result<Inspection, MarkupError> {
        let features: Vec<(&str, Regex)> = FEATURES
            .iter()
            .filter_map(|(name, pattern)| Some((*name, Regex::new(pattern).ok()?)))
            .collect();
        each(markup, |piece| match piece {
            Piece::Open(tag) => self.open(&tag),
            Piece::Text(text) => {
                if let Some(pattern) = &mut self.pattern {
                    pattern.push_str(&text);
                }
            }
            Piece::Close(_) => self.close(&features),
            Piece::End => {}
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
        found.told("has_ar", Figure::Texts(self.arabic));
        found.told("names", Figure::Texts(self.names));
        found.some("regex_features", Figure::ByName(self.features));
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
            "languagemap" => {
                self.maps += 1;
                let pattern = text_of(tag, "languagepattern");
                let takes = |pattern: &str| {
                    let whole = Regex::new(&format!("^(?:{pattern})$"));
                    whole.is_ok_and(|whole| whole.is_match("ar") && !whole.is_match("xx"))
                };
                if takes(&pattern) {
                    self.arabic.push(pattern);
                }
            }
            "beforebreak" | "afterbreak" => self.pattern = Some(String::new()),
            "rule" => {
                self.rules += 1;
                self.no_breaks += u64::from(tag.attribute("break") == Some("no"));
            }
            _ => {}
        }
    }

    fn close(&mut self, features: &[(&str, Regex)]) {
        let Some(pattern) = self.pattern.take() else {
            return;
        };
        for (name, feature) in features {
            if feature.is_match(&pattern) {
                *self.features.entry((*name).to_owned()).or_default() += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(file: &str) -> String {
        let found = inspect_markup(file.as_bytes()).unwrap().unwrap();
        let figure = |figure: &Figure| match figure {
            Figure::Count(count) => count.to_string(),
            Figure::Text(text) => text.clone(),
            Figure::Counts(counts) => format!("{counts:?}"),
            Figure::Texts(texts) => texts.join("+"),
            Figure::ByName(counts) => {
                let all: Vec<_> = counts
                    .iter()
                    .map(|(name, n)| format!("{name}*{n}"))
                    .collect();
                all.join("+")
            }
        };
        let counts: Vec<_> = found
            .counts
            .iter()
            .map(|(name, f)| format!("{name}={}", figure(f)))
            .collect();
        format!("{} {}", found.kind, counts.join(" "))
    }

    #[test]
    fn every_kind_is_counted() {
        for (file, expected) in [
            (
                "<tmx version='1.1'><header srclang='AR' creationtool='T'><note>n</note></header><body>\
                 <tu><prop type='x'>p</prop><tuv lang='AR'><seg>a<ph>x<sub>s</sub></ph></seg></tuv>\
                 <tuv lang='AR'><seg/></tuv></tu></body></tmx>",
                "tmx version=1.1 tu=1 tuv=AR*2 tu_with_repeated_lang=1 inline=ph*1+sub*1 prop=1 note=1 srclang=AR tool=T",
            ),
            (
                "<martif type='TBX'><text><body><termEntry><langSet xml:lang='ar'><tig><term>x</term></tig>\
                 <tig><term> </term></tig></langSet></termEntry></body></text></martif>",
                "tbx root=martif dialect=TBX concepts=1 terms=2 terms_per_lang=ar*2 empty_terms=1",
            ),
            (
                "<xliff version='1.2'><file source-language='ar'><body><trans-unit id='1'><source>a b</source>\
                 <seg-source><mrk mtype='seg'>a</mrk><mrk mtype='seg'>b</mrk></seg-source><target state='new'>t</target>\
                 <alt-trans><target>u</target></alt-trans></trans-unit></body></file></xliff>",
                "xliff version=1.2 files=1 src=ar trans_units=1 segments=2 units_with_target=1 states=new*1 alt_trans=1",
            ),
            (
                "<xliff version='2.0' srcLang='ar' trgLang='en'><file><unit><segment><source>a</source><target>b</target>\
                 </segment><ignorable><source> </source></ignorable></unit></file></xliff>",
                "xliff version=2.0 files=1 src=ar trg=en units=1 segments=1 ignorables=1 with_target=1",
            ),
            (
                "<srx version='2.0'><header cascade='no'/><languagerule languagerulename='A'><rule break='no'><beforebreak>\\bد</beforebreak></rule><rule/></languagerule><languagemap languagepattern='[Aa][Rr].*'/><languagemap languagepattern='.*'/></srx>",
                "srx version=2.0 languagerules=1 rules=2 break_no=1 languagemaps=2 has_ar=[Aa][Rr].* names=A regex_features=b*1 cascade=no",
            ),
        ] {
            assert_eq!(show(file), expected);
        }
        assert!(inspect_markup(&b"<html/>"[..]).unwrap().is_none());
        assert!(inspect_markup(&b"<tmx>\n<tu>"[..]).is_err());
    }

    #[test]
    fn glossaries_are_counted() {
        let found = inspect_glossary("English;Arabic\n;\ntruce;هُدنة\n".as_bytes(), None).unwrap();
        let get = |name: &str| {
            found
                .counts
                .iter()
                .find(|(n, _)| *n == name)
                .map(|(_, f)| f.clone())
        };
        assert_eq!(get("records_incl_header"), Some(Figure::Count(2)));
        assert_eq!(get("entries"), Some(Figure::Count(1)));
        assert_eq!(get("arabic_letters"), Some(Figure::Count(4)));
        assert_eq!(get("delimiter"), Some(Figure::Text(";".into())));
    }
}
