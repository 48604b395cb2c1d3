//! Termbases as text: our CSV, other CSV with a header, tab-separated glossaries without one.

use crate::engine::model::{TermEntry, TermId, TermStatus, TermTranslation, Warning};
use std::collections::HashMap;

/// An entry as a file has it, without an identity yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GlossaryEntry {
    pub source: String,
    /// Plurals and variants that rules do not derive.
    pub forms: Vec<String>,
    /// Preferred first, then admitted, then forbidden ones.
    pub translations: Vec<TermTranslation>,
    pub part_of_speech: String,
    pub domain: String,
    pub note: String,
}

impl GlossaryEntry {
    pub fn with_id(self, id: TermId) -> TermEntry {
        TermEntry {
            id,
            source: self.source,
            forms: self.forms,
            translations: self.translations,
            part_of_speech: self.part_of_speech,
            domain: self.domain,
            note: self.note,
        }
    }
}

/// What a glossary file holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Glossary {
    pub entries: Vec<GlossaryEntry>,
    /// Lines that were left out, and why.
    pub warnings: Vec<Warning>,
}

/// Why a file is not a glossary. Nothing of it is taken then.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum GlossaryError {
    #[error("line {line}: the quotation mark that opens this field is never closed; close it, or double it (\"\") where it is part of the text")]
    OpenQuote { line: u64 },
    #[error("line {line}: text follows a closing quotation mark; double the marks (\"\") that are part of the text")]
    TextAfterQuote { line: u64 },
    #[error("line 1: no source and target columns; name them in the first line (source,target), or part the columns with tabs")]
    NoColumns,
    #[error("the glossary could not be written: {0}")]
    Write(String),
}

/// The columns of our own CSV.
pub const HEADER: [&str; 7] = ["source", "target", "avoid", "forms", "pos", "domain", "note"];

/// Reads a termbase. The first line decides: a header that names source and target (in any case
/// and order; also `term`, `arabic`, `ar`, `translation`, `english`, `en`) makes it CSV, with
/// commas, semicolons or tabs; anything else with a tab is `source⇥target[⇥comment]`.
///
/// # Errors
/// Broken quotes, with their line, and a file with neither a header nor tabs.
pub fn read_glossary(text: &str) -> Result<Glossary, GlossaryError> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let Some(first) = text.lines().find(|line| !line.trim().is_empty()) else {
        return Ok(Glossary::default());
    };
    for delimiter in [',', ';', '\t'] {
        if let Some(columns) = Columns::of_header(first, delimiter) {
            check_quotes(text, delimiter)?;
            return Ok(read_csv(text, delimiter, &columns));
        }
    }
    let first_row = text.lines().find(|line| !line.trim().is_empty() && !is_comment(line));
    match first_row {
        Some(line) if !line.contains('\t') => Err(GlossaryError::NoColumns),
        _ => Ok(read_tabs(text)),
    }
}

/// Writes our CSV. `deprecated` translations are written among those to avoid.
///
/// # Errors
/// Only when the CSV writer fails, which memory does not.
pub fn write_glossary<'a>(
    entries: impl IntoIterator<Item = &'a TermEntry>,
) -> Result<String, GlossaryError> {
    let failed = |error: &dyn std::fmt::Display| GlossaryError::Write(error.to_string());
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADER).map_err(|error| failed(&error))?;
    for entry in entries {
        let translations = |avoid: bool| {
            let chosen = entry.translations.iter().filter(|translation| {
                avoid == matches!(translation.status, TermStatus::Forbidden | TermStatus::Deprecated)
            });
            join(chosen.map(|translation| translation.text.as_str()))
        };
        let row = [
            entry.source.clone(),
            translations(false),
            translations(true),
            join(entry.forms.iter().map(String::as_str)),
            entry.part_of_speech.clone(),
            entry.domain.clone(),
            entry.note.clone(),
        ];
        writer.write_record(&row).map_err(|error| failed(&error))?;
    }
    let bytes = writer.into_inner().map_err(|error| failed(&error))?;
    String::from_utf8(bytes).map_err(|error| failed(&error))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Column {
    Source,
    Target,
    Avoid,
    Forms,
    PartOfSpeech,
    Domain,
    Note,
}

impl Column {
    fn named(name: &str) -> Option<Self> {
        let name = name.trim().trim_matches('"').trim().to_lowercase();
        Some(match name.as_str() {
            "source" | "source term" | "term" | "arabic" | "ar" => Self::Source,
            "target" | "target term" | "translation" | "english" | "en" => Self::Target,
            "avoid" | "forbidden" => Self::Avoid,
            "forms" | "variants" => Self::Forms,
            "pos" | "part of speech" => Self::PartOfSpeech,
            "domain" | "subject" => Self::Domain,
            "note" | "notes" | "comment" | "definition" => Self::Note,
            _ => return None,
        })
    }
}

/// Where each known column stands.
struct Columns(HashMap<Column, usize>);

impl Columns {
    fn of_header(line: &str, delimiter: char) -> Option<Self> {
        let mut places = HashMap::new();
        for (at, name) in line.split(delimiter).enumerate() {
            if let Some(column) = Column::named(name) {
                places.entry(column).or_insert(at);
            }
        }
        let complete = places.contains_key(&Column::Source) && places.contains_key(&Column::Target);
        complete.then_some(Self(places))
    }

    fn field<'a>(&self, row: &'a csv::StringRecord, column: Column) -> &'a str {
        let place = self.0.get(&column);
        place.and_then(|&at| row.get(at)).unwrap_or_default().trim()
    }
}

fn read_csv(text: &str, delimiter: char, columns: &Columns) -> Glossary {
    let mut glossary = Glossary::default();
    let mut lines = Lines { text, read: 0, line: 1 };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter as u8)
        .flexible(true)
        .from_reader(text.as_bytes());
    for row in reader.records() {
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                let line = error.position().map(|place| lines.at(place.byte() as usize));
                let message = format!("left out: {error}");
                glossary.warnings.push(Warning { line, message });
                continue;
            }
        };
        let line = lines.at(row.position().map_or(0, csv::Position::byte) as usize);
        let field = |column| columns.field(&row, column);
        let mut translations = translations(field(Column::Target));
        translations.extend(parts(field(Column::Avoid)).map(|text| TermTranslation {
            text,
            status: TermStatus::Forbidden,
        }));
        let entry = GlossaryEntry {
            source: field(Column::Source).to_owned(),
            forms: parts(field(Column::Forms)).collect(),
            translations,
            part_of_speech: field(Column::PartOfSpeech).to_owned(),
            domain: field(Column::Domain).to_owned(),
            note: field(Column::Note).to_owned(),
        };
        glossary.take(entry, line);
    }
    glossary
}

/// Counts lines as a reader goes through a text.
struct Lines<'a> {
    text: &'a str,
    read: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line of the record that starts at a byte or behind the line ends that stand there.
    fn at(&mut self, byte: usize) -> u64 {
        let bytes = self.text.as_bytes();
        let mut byte = byte.min(bytes.len());
        while matches!(bytes.get(byte), Some(b'\r' | b'\n')) {
            byte += 1;
        }
        let passed = bytes.get(self.read..byte).unwrap_or_default();
        self.line += passed.iter().filter(|&&byte| byte == b'\n').count() as u64;
        self.read = self.read.max(byte);
        self.line
    }
}

/// Lines of source, target and comment; `#` starts a remark.
fn read_tabs(text: &str) -> Glossary {
    let mut glossary = Glossary::default();
    for (line, row) in (1..).zip(text.lines()) {
        if row.trim().is_empty() || is_comment(row) {
            continue;
        }
        let mut fields = row.split('\t').map(str::trim);
        let entry = GlossaryEntry {
            source: fields.next().unwrap_or_default().to_owned(),
            translations: translations(fields.next().unwrap_or_default()),
            note: fields.next().unwrap_or_default().to_owned(),
            ..GlossaryEntry::default()
        };
        glossary.take(entry, line);
    }
    glossary
}

impl Glossary {
    fn take(&mut self, entry: GlossaryEntry, line: u64) {
        let usable = entry.translations.iter().any(|translation| translation.status != TermStatus::Forbidden);
        if entry.source.is_empty() {
            self.warnings.push(Warning::at_line(line, "left out: there is no source term"));
        } else if usable {
            self.entries.push(entry);
        } else {
            let message = format!("left out: {} has no translation", entry.source);
            self.warnings.push(Warning::at_line(line, message));
        }
    }
}

fn is_comment(line: &str) -> bool {
    line.starts_with('#')
}

fn translations(field: &str) -> Vec<TermTranslation> {
    let status = |at| if at == 0 { TermStatus::Preferred } else { TermStatus::Admitted };
    let texts = parts(field).enumerate();
    texts.map(|(at, text)| TermTranslation { text, status: status(at) }).collect()
}

/// The parts between `|`; `\|` is a bar of the text, `\\` a backslash before one.
fn parts(field: &str) -> impl Iterator<Item = String> {
    let mut parts = vec![String::new()];
    let mut chars = field.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if matches!(chars.peek(), Some('|' | '\\')) => {
                if let (Some(part), Some(next)) = (parts.last_mut(), chars.next()) {
                    part.push(next);
                }
            }
            '|' => parts.push(String::new()),
            _ => parts.last_mut().into_iter().for_each(|part| part.push(c)),
        }
    }
    parts.into_iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty())
}

fn join<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let escaped = texts.map(|text| text.replace('\\', "\\\\").replace('|', "\\|"));
    escaped.collect::<Vec<_>>().join("|")
}

/// The CSV reader forgives broken quotes by swallowing the rest of the file into one field.
fn check_quotes(text: &str, delimiter: char) -> Result<(), GlossaryError> {
    let mut line = 1;
    let mut opened = None;
    let mut field_starts = true;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, opened) {
            ('"', None) if field_starts => opened = Some(line),
            ('"', Some(_)) if chars.peek() == Some(&'"') => {
                chars.next();
            }
            ('"', Some(_)) => {
                opened = None;
                let ends = chars.peek().is_none_or(|&next| next == delimiter || next == '\n' || next == '\r');
                if !ends {
                    return Err(GlossaryError::TextAfterQuote { line });
                }
            }
            _ => {}
        }
        field_starts = opened.is_none() && (c == delimiter || c == '\n' || c == '\r');
        line += u64::from(c == '\n');
    }
    opened.map_or(Ok(()), |line| Err(GlossaryError::OpenQuote { line }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn show(text: &str) -> String {
        let glossary = match read_glossary(text) {
            Ok(glossary) => glossary,
            Err(error) => return error.to_string(),
        };
        let entries = glossary.entries.iter().map(|entry| {
            let targets = entry.translations.iter().map(|translation| {
                format!("{} ({})", translation.text, translation.status.name())
            });
            let targets: Vec<String> = targets.collect();
            let rest = [&entry.forms.join(" "), &entry.part_of_speech, &entry.domain, &entry.note];
            let rest = rest.map(|field| format!("[{field}]")).concat();
            format!("{} = {} {rest}", entry.source, targets.join(", "))
        });
        let warnings = glossary.warnings.iter().map(ToString::to_string);
        entries.chain(warnings).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn our_csv() {
        insta::assert_snapshot!(show(
            "\u{FEFF}source,target,avoid,forms,pos,domain,note\r\n\
             قذيفة,shell|projectile,missile,قذائف|قذيفات,noun,conflict,\"not a \"\"rocket\"\"\"\r\n\
             \r\n\
             ,nothing,,,,,\r\n\
             هدنة,,ceasefire,,,,\r\n"
        ), @r#"
        قذيفة = shell (preferred), projectile (admitted), missile (forbidden) [قذائف قذيفات][noun][conflict][not a "rocket"]
        line 4: left out: there is no source term
        line 5: left out: هدنة has no translation
        "#);
    }

    #[test]
    fn other_headers_and_none() {
        for (text, expected) in [
            ("English;Arabic;Comment\ntruce;هدنة;x\n", "هدنة = truce (preferred) [][][][x]"),
            ("Term\tTranslation\nهدنة\ttruce\n", "هدنة = truce (preferred) [][][][]"),
            ("# mine\nهدنة\ttruce\tcomment\n", "هدنة = truce (preferred) [][][][comment]"),
            ("هدنة\t\"truce\n", "هدنة = \"truce (preferred) [][][][]"),
            ("", ""),
            ("\n \n", ""),
        ] {
            assert_eq!(show(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_glossary_says_where() {
        for (text, expected) in [
            ("source,target\nأ,\"open\nب,b\n", GlossaryError::OpenQuote { line: 2 }),
            ("source,target\nأ,\"a\" b\n", GlossaryError::TextAfterQuote { line: 2 }),
            ("هدنة,truce\n", GlossaryError::NoColumns),
        ] {
            assert_eq!(read_glossary(text), Err(expected), "{text}");
        }
    }

    fn entry() -> impl Strategy<Value = GlossaryEntry> {
        let text = "[a-zء-ي|\\\\\",;\n\t]{0,6}[a-zء-ي|\\\\\"]";
        let texts = prop::collection::vec(text, 1..4);
        (text, texts.clone(), texts.clone(), texts).prop_map(|(source, targets, avoid, forms)| {
            let mut translations: Vec<TermTranslation> = Vec::new();
            for (at, text) in targets.into_iter().enumerate() {
                let status = if at == 0 { TermStatus::Preferred } else { TermStatus::Admitted };
                translations.push(TermTranslation { text: text.trim().to_owned(), status });
            }
            translations.extend(avoid.into_iter().map(|text| TermTranslation {
                text: text.trim().to_owned(),
                status: TermStatus::Forbidden,
            }));
            GlossaryEntry {
                source: source.trim().to_owned(),
                forms: forms.into_iter().map(|form| form.trim().to_owned()).collect(),
                translations,
                ..GlossaryEntry::default()
            }
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(entries in prop::collection::vec(entry(), 0..5)) {
            let stored: Vec<TermEntry> = entries.iter().map(|entry| entry.clone().with_id(TermId(0))).collect();
            let text = write_glossary(&stored).unwrap();
            let read = read_glossary(&text).unwrap();
            prop_assert_eq!(&read.entries, &entries, "{}", text);
            prop_assert!(read.warnings.is_empty());
        }

        #[test]
        fn any_text_is_answered(text in "(source,target\n)?.{0,40}\n?[\",|\t\r\n]{0,9}.{0,9}") {
            let _ = read_glossary(&text);
        }
    }
}
