//! Glossary files: CSV with a header, and TSV `source⇥target[⇥comment]` without one.
//!
//! The columns of our own CSV are `source,target,avoid,forms,pos,domain,note`; translations,
//! forbidden translations and forms are separated by `|`. Any CSV whose header names a source and
//! a target column is read too.

use crate::engine::model::{TermEntry, TermId, TermStatus, TermTranslation, Warning};

/// Entries of a file; their identities are 0 until the caller gives them some.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Glossary {
    pub entries: Vec<TermEntry>,
    pub warnings: Vec<Warning>,
}

#[derive(Debug, thiserror::Error)]
pub enum GlossaryError {
    #[error("the glossary is damaged in line {line} ({problem}); nothing was imported")]
    Damaged { line: u64, problem: String },
    #[error("the first line names no source and target column; write source,target above the entries")]
    NoColumns,
}

/// Names under which columns are known, in lower case.
const SOURCE: &[&str] = &["source", "term", "arabic", "ar"];
const TARGET: &[&str] = &["target", "translation", "english", "en"];
const NOTE: &[&str] = &["note", "comment", "notes", "comments"];

/// Where each field stands in a record.
struct Columns {
    source: usize,
    target: usize,
    avoid: Option<usize>,
    forms: Option<usize>,
    part_of_speech: Option<usize>,
    domain: Option<usize>,
    note: Option<usize>,
}

/// Reads decoded text; tells the kind by its first line.
///
/// # Errors
/// A broken quotation, or a CSV without a usable header; nothing is read then.
pub fn read(text: &str) -> Result<Glossary, GlossaryError> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let first = text.lines().find(|line| !line.trim().is_empty());
    let Some(first) = first else {
        return Ok(Glossary::default());
    };
    if first.contains('\t') && !is_header(first, '\t') {
        return Ok(read_tabs(text));
    }
    let delimiter = [',', ';', '\t']
        .into_iter()
        .find(|&delimiter| is_header(first, delimiter))
        .ok_or(GlossaryError::NoColumns)?;
    read_records(text, delimiter as u8)
}

fn is_header(line: &str, delimiter: char) -> bool {
    columns(line.split(delimiter).map(|name| name.trim_matches('"'))).is_some()
}

fn columns<'a>(names: impl Iterator<Item = &'a str>) -> Option<Columns> {
    let names: Vec<String> = names.map(|name| name.trim().to_lowercase()).collect();
    let find = |known: &[&str]| names.iter().position(|name| known.contains(&name.as_str()));
    Some(Columns {
        source: find(SOURCE)?,
        target: find(TARGET)?,
        avoid: find(&["avoid", "forbidden"]),
        forms: find(&["forms", "variants"]),
        part_of_speech: find(&["pos", "part of speech"]),
        domain: find(&["domain", "subject"]),
        note: find(NOTE),
    })
}

fn read_tabs(text: &str) -> Glossary {
    let mut glossary = Glossary::default();
    for (number, line) in (1u64..).zip(text.lines()) {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let mut fields = line.split('\t').map(str::trim);
        let source = fields.next().unwrap_or_default();
        let target = fields.next().unwrap_or_default();
        let note = fields.next().unwrap_or_default();
        let translations = translations(target, TermStatus::Admitted);
        push(&mut glossary, number, source, translations, |entry| {
            entry.note = note.to_owned();
        });
    }
    glossary
}

fn read_records(text: &str, delimiter: u8) -> Result<Glossary, GlossaryError> {
    refuse_open_quote(text)?;
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(text.as_bytes());
    let damaged = |error: csv::Error| GlossaryError::Damaged {
        line: error.position().map_or(1, csv::Position::line),
        problem: error.to_string(),
    };
    let header = reader.headers().map_err(damaged)?.clone();
    let columns = columns(header.iter()).ok_or(GlossaryError::NoColumns)?;
    let mut glossary = Glossary::default();
    for record in reader.records() {
        let record = record.map_err(damaged)?;
        let line = record.position().map_or(0, csv::Position::line);
        let field = |column: Option<usize>| {
            column
                .and_then(|column| record.get(column))
                .map_or("", str::trim)
        };
        let mut all = translations(field(Some(columns.target)), TermStatus::Admitted);
        all.extend(
            parts(field(columns.avoid)).map(|text| translation(text, TermStatus::Forbidden)),
        );
        push(&mut glossary, line, field(Some(columns.source)), all, |entry| {
            entry.forms = parts(field(columns.forms)).map(str::to_owned).collect();
            entry.part_of_speech = field(columns.part_of_speech).to_owned();
            entry.domain = field(columns.domain).to_owned();
            entry.note = field(columns.note).to_owned();
        });
    }
    Ok(glossary)
}

/// A quotation that never ends would swallow the rest of the file as one field.
fn refuse_open_quote(text: &str) -> Result<(), GlossaryError> {
    let (mut opened, mut line) = (None, 1u64);
    for c in text.chars() {
        match c {
            '"' => opened = if opened.is_some() { None } else { Some(line) },
            '\n' => line += 1,
            _ => {}
        }
    }
    match opened {
        Some(line) => Err(GlossaryError::Damaged {
            line,
            problem: "a quotation mark is never closed".into(),
        }),
        None => Ok(()),
    }
}

fn parts(field: &str) -> impl Iterator<Item = &str> {
    field.split('|').map(str::trim).filter(|part| !part.is_empty())
}

fn translation(text: &str, status: TermStatus) -> TermTranslation {
    TermTranslation {
        text: text.to_owned(),
        status,
    }
}

/// The first is preferred, the others have `status`.
fn translations(field: &str, status: TermStatus) -> Vec<TermTranslation> {
    let rank = |n: usize| if n == 0 { TermStatus::Preferred } else { status };
    parts(field)
        .enumerate()
        .map(|(n, text)| translation(text, rank(n)))
        .collect()
}

fn push(
    glossary: &mut Glossary,
    line: u64,
    source: &str,
    translations: Vec<TermTranslation>,
    fill: impl FnOnce(&mut TermEntry),
) {
    if source.is_empty() || translations.is_empty() {
        let warning = Warning::at_line(line, "an entry without term or translation was left out");
        glossary.warnings.push(warning);
        return;
    }
    let mut entry = TermEntry {
        id: TermId(0),
        source: source.to_owned(),
        translations,
        ..TermEntry::default()
    };
    fill(&mut entry);
    glossary.entries.push(entry);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> Vec<String> {
        let entries = read(text).unwrap().entries;
        entries
            .iter()
            .map(|entry| {
                let texts: Vec<_> = entry
                    .translations
                    .iter()
                    .map(|t| format!("{} ({})", t.text, t.status.name()))
                    .collect();
                format!("{} = {} [{}]", entry.source, texts.join(", "), entry.forms.join(" "))
            })
            .collect()
    }

    #[test]
    fn our_own_columns() {
        assert_eq!(
            show("source,target,avoid,forms,pos,domain,note\nهدنة,truce|armistice,peace,هدن,noun,conflict,\"a, b\"\n"),
            ["هدنة = truce (preferred), armistice (admitted), peace (forbidden) [هدن]"]
        );
    }

    #[test]
    fn other_headers_and_tabs() {
        for text in [
            "\u{FEFF}Arabic;English\r\nهدنة;truce\r\n",
            "هدنة\ttruce\tcomment\n\n# nothing\n",
            "term\ttranslation\nهدنة\ttruce\n",
        ] {
            assert_eq!(show(text), ["هدنة = truce (preferred) []"], "{text}");
        }
    }

    #[test]
    fn broken_files_name_their_line() {
        assert!(matches!(
            read("source,target\nأ,b\n\"ب,c\nت,d\n"),
            Err(GlossaryError::Damaged { line: 3, .. })
        ));
        assert!(matches!(read("one,two\n1,2\n"), Err(GlossaryError::NoColumns)));
        assert_eq!(read("source,target\nأ,\n").unwrap().warnings[0].line, Some(2));
    }
}
