//! Glossary files: CSV and TSV in any encoding to term entries and back.
//!
//! What we write has the columns `source,target,status,forms,pos,domain,definition,example,note,
//! reference,client,created,changed,author`. Translations, their statuses and forms are separated
//! by `|`; a `|` or `\` of the text has a `\` before it. Columns of other programs are told by
//! their names or, without any, by their letters ([`ColumnMap::guess`]).

use super::table::{self, Body, ColumnMap, Faults, Field, Record, Table, TableError, TableMapping};
use super::timestamp;
use crate::engine::model::{TermEntry, TermStatus, TermTranslation, Warning};
use std::io::Write;

/// Entries of a file; their identities are 0 until the caller gives them some.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Glossary {
    pub entries: Vec<TermEntry>,
    /// Records without term or translation.
    pub skipped: u64,
    pub warnings: Vec<Warning>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GlossaryError {
    #[error("{0}; nothing was imported")]
    Table(#[from] TableError),
    #[error("{0}; nothing was imported")]
    Workbook(#[from] super::workbook::WorkbookError),
    #[error(
        "there are more than {} entries in it, the most one import takes; split the file",
        MOST_ENTRIES
    )]
    TooMany,
}

/// Entries of one file. All terms are kept in memory with their index, some 1.8 kB each: a quarter
/// of a million took 460 MB, a million 1.8 GB.
pub const MOST_ENTRIES: usize = 500_000;

/// The columns we write, in order.
pub(super) const COLUMNS: [Field; 14] = [
    Field::Source,
    Field::Target,
    Field::Status,
    Field::Forms,
    Field::PartOfSpeech,
    Field::Domain,
    Field::Definition,
    Field::Example,
    Field::Note,
    Field::Reference,
    Field::Client,
    Field::Created,
    Field::Changed,
    Field::Author,
];

/// Reads text that is decoded already.
///
/// # Errors
/// A quotation never closed, or no source and target column; nothing is read then.
pub fn read(text: &str) -> Result<Glossary, GlossaryError> {
    if text.trim_start_matches('\u{FEFF}').trim().is_empty() {
        return Ok(Glossary::default());
    }
    from_table(
        table::read(text.as_bytes(), None)?,
        &TableMapping::default(),
    )
}

/// Reads a file in whatever encoding it has; its name helps to tell the delimiter.
///
/// # Errors
/// As [`read`], and bytes that are no text.
pub fn read_bytes(bytes: &[u8], name: Option<&str>) -> Result<Glossary, GlossaryError> {
    from_table(table::read(bytes, name)?, &TableMapping::default())
}

/// The entries of a table, by the columns the user names or those guessed.
///
/// # Errors
/// No source and target column.
pub fn from_table(table: Table, mapping: &TableMapping) -> Result<Glossary, GlossaryError> {
    let mut reading = GlossaryReading::new(mapping.clone(), table.delimiter);
    for record in table.records {
        reading.take(record)?;
    }
    reading.finish(table.warnings)
}

/// Turns records into entries as they come.
#[derive(Debug, Default)]
pub struct GlossaryReading {
    body: Body,
    entries: Vec<TermEntry>,
    empty: Faults,
}

impl GlossaryReading {
    /// A tabbed table needs neither heading nor Arabic to be a glossary.
    pub fn new(mapping: TableMapping, delimiter: Option<char>) -> Self {
        let is_tabbed = delimiter == Some('\t');
        let delimiter = mapping.delimiter.or(Some('\t').filter(|_| is_tabbed));
        Self {
            body: Body::new(TableMapping {
                delimiter,
                ..mapping
            }),
            ..Self::default()
        }
    }

    /// # Errors
    /// No source and target column, more entries than one import takes.
    pub fn take(&mut self, record: Record) -> Result<(), GlossaryError> {
        let records = self.body.take(record)?;
        self.read(&records)
    }

    /// What the records gave; `warnings` are those of the table.
    ///
    /// # Errors
    /// As [`Self::take`].
    pub fn finish(mut self, mut warnings: Vec<Warning>) -> Result<Glossary, GlossaryError> {
        let records = self.body.rest()?;
        self.read(&records)?;
        let skipped = self.empty.count();
        let what = "an entry without term or translation was left out";
        self.empty.tell(what, &mut warnings);
        let foreign = self
            .entries
            .iter()
            .filter(|entry| !super::table::has_arabic(&entry.source));
        let foreign = foreign.count();
        if foreign > self.entries.len() / 2 {
            warnings.push(Warning::new(format!(
                "{foreign} of {} entries have no Arabic term, so they will not be found in Arabic \
                 texts; see whether the file is of other languages or its columns are mixed up",
                self.entries.len()
            )));
        }
        Ok(Glossary {
            entries: self.entries,
            skipped,
            warnings,
        })
    }

    fn read(&mut self, records: &[Record]) -> Result<(), GlossaryError> {
        for record in records {
            match entry(record, self.body.map()) {
                Some(_) if self.entries.len() >= MOST_ENTRIES => {
                    return Err(GlossaryError::TooMany);
                }
                Some(entry) => self.entries.push(entry),
                None => self.empty.add(record.line),
            }
        }
        Ok(())
    }
}

fn entry(record: &Record, map: &ColumnMap) -> Option<TermEntry> {
    let mut sources = map.texts(record, Field::Source);
    let source = sources.next()?.to_owned();
    let one = |field: Field| {
        let texts: Vec<&str> = map.texts(record, field).collect();
        texts.join("; ")
    };
    let mut forms: Vec<String> = sources.map(str::to_owned).collect();
    forms.extend(map.texts(record, Field::Forms).flat_map(parts));
    let date = |field| map.texts(record, field).find_map(timestamp::parse);
    let translations = translations(record, map);
    (!translations.is_empty()).then(|| TermEntry {
        source,
        forms,
        translations,
        part_of_speech: Some(one(Field::PartOfSpeech))
            .filter(|speech| !speech.is_empty())
            .or_else(|| map.texts(record, Field::TermInfo).find_map(speech_of))
            .unwrap_or_default(),
        domain: one(Field::Domain),
        definition: one(Field::Definition),
        example: one(Field::Example),
        note: one(Field::Note),
        reference: one(Field::Reference),
        client: {
            let client = one(Field::Client);
            if client.is_empty() {
                one(Field::Project)
            } else {
                client
            }
        },
        created: date(Field::Created),
        changed: date(Field::Changed),
        author: map
            .texts(record, Field::Author)
            .last()
            .unwrap_or_default()
            .to_owned(),
        ..TermEntry::default()
    })
}

/// The first is preferred and the others admitted where the table does not say.
fn translations(record: &Record, map: &ColumnMap) -> Vec<TermTranslation> {
    let mut statuses = map.texts(record, Field::Status).flat_map(parts);
    let rank = |n: usize| {
        if n == 0 {
            TermStatus::Preferred
        } else {
            TermStatus::Admitted
        }
    };
    let mut all: Vec<TermTranslation> = Vec::new();
    for (column, text) in map.columns(record, Field::Target) {
        let told = map.beside(record, column, Field::TermInfo).and_then(status);
        for text in alternatives(text) {
            let status = statuses.next().and_then(|name| status(&name)).or(told);
            let status = status.unwrap_or(rank(all.len()));
            all.push(TermTranslation { text, status });
        }
    }
    all.extend(
        map.texts(record, Field::Avoid)
            .flat_map(parts)
            .map(|text| TermTranslation {
                text,
                status: TermStatus::Forbidden,
            }),
    );
    all
}

/// The part of speech among what memoQ tells of a term: `CasePermissive;HalfPrefix;Noun`.
fn speech_of(info: &str) -> Option<String> {
    const SPEECHES: [&str; 5] = ["noun", "verb", "adjective", "adverb", "propernoun"];
    let mut words = info
        .split([';', ',', '|', ' '])
        .map(|word| word.trim().to_lowercase());
    words.find(|word| SPEECHES.contains(&word.as_str()))
}

/// A status by our names and those of other programs.
pub(super) fn status(name: &str) -> Option<TermStatus> {
    let name = name.trim().to_lowercase();
    let has = |part: &str| name.contains(part);
    Some(match () {
        () if ["forbid", "donotuse", "do not use", "superseded"]
            .into_iter()
            .any(has) =>
        {
            TermStatus::Forbidden
        }
        () if ["deprecated", "notrecommended", "obsolete"]
            .into_iter()
            .any(has) =>
        {
            TermStatus::Deprecated
        }
        () if has("admitted") || has("alternative") => TermStatus::Admitted,
        () if has("preferred") || has("standard") || has("approved") => TermStatus::Preferred,
        () => return None,
    })
}

/// The parts of a field between `|`.
fn parts(field: &str) -> Vec<String> {
    split_at_signs(field, &['|'])
}

/// Several translations of a cell: between `|`, or between `;` as other programs write them.
fn alternatives(field: &str) -> Vec<String> {
    if field.contains('|') {
        parts(field)
    } else {
        split_at_signs(field, &[';'])
    }
}

/// A backslash before a sign, or before another one, makes it text.
fn split_at_signs(field: &str, between: &[char]) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut signs = field.chars().peekable();
    while let Some(c) = signs.next() {
        match c {
            _ if between.contains(&c) => parts.push(String::new()),
            '\\' if matches!(signs.peek(), Some('|' | ';' | '\\')) => {
                if let Some(last) = parts.last_mut() {
                    last.extend(signs.next());
                }
            }
            _ => {
                if let Some(last) = parts.last_mut() {
                    last.push(c);
                }
            }
        }
    }
    let trimmed = parts.into_iter().map(|part| part.trim().to_owned());
    trimmed.filter(|part| !part.is_empty()).collect()
}

fn joined<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let escape = |text: &str| {
        let text = text.replace('\\', "\\\\");
        text.replace('|', "\\|").replace(';', "\\;")
    };
    let escaped = texts.map(escape);
    escaped.collect::<Vec<_>>().join("|")
}

/// Writes entries as CSV (`,`) or TSV (`\t`) in UTF-8 with a mark, by which Excel knows it.
///
/// # Errors
/// The output refuses the bytes.
pub fn write<'a>(
    out: impl Write,
    delimiter: u8,
    entries: impl Iterator<Item = &'a TermEntry>,
) -> std::io::Result<()> {
    let mut csv = table::text_writer(out, delimiter, &COLUMNS)?;
    for entry in entries {
        csv.write_record(COLUMNS.map(|field| value(entry, field)))?;
    }
    csv.flush()
}

/// A field of an entry as it is written.
pub(super) fn value(entry: &TermEntry, field: Field) -> String {
    let date = |seconds: Option<i64>| seconds.and_then(timestamp::extended).unwrap_or_default();
    match field {
        Field::Source => entry.source.clone(),
        Field::Target => joined(entry.translations.iter().map(|t| t.text.as_str())),
        Field::Status => joined(entry.translations.iter().map(|t| t.status.name())),
        Field::Forms => joined(entry.forms.iter().map(String::as_str)),
        Field::PartOfSpeech => entry.part_of_speech.clone(),
        Field::Domain => entry.domain.clone(),
        Field::Definition => entry.definition.clone(),
        Field::Example => entry.example.clone(),
        Field::Note => entry.note.clone(),
        Field::Reference => entry.reference.clone(),
        Field::Client => entry.client.clone(),
        Field::Created => date(entry.created),
        Field::Changed => date(entry.changed),
        Field::Author => entry.author.clone(),
        Field::Avoid
        | Field::TermInfo
        | Field::Project
        | Field::Document
        | Field::SourceLanguage
        | Field::TargetLanguage => String::new(),
    }
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
                format!(
                    "{} = {} [{}]",
                    entry.source,
                    texts.join(", "),
                    entry.forms.join(" ")
                )
            })
            .collect()
    }

    #[test]
    fn our_own_columns() {
        assert_eq!(
            show(
                "source,target,avoid,forms,pos,domain,note\nهدنة,truce|armistice,peace,هدن,noun,conflict,\"a, b\"\n"
            ),
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
        assert_eq!(
            read("source,target\nأ,b\n\"ب,c\nت,d\n"),
            Err(GlossaryError::Table(TableError::OpenQuote { line: 3 }))
        );
        assert_eq!(read("one,two\n1,2\n"), Err(TableError::NoColumns.into()));
        assert_eq!(
            read("source,target\nأ,\n").unwrap().warnings[0].line,
            Some(2)
        );
        assert_eq!(read(" \n").unwrap(), Glossary::default());
    }

    #[test]
    fn the_arabic_column_is_the_source() {
        for text in [
            "truce\tهدنة\n",
            "English;Arabic\ntruce;هدنة\n",
            "sourceString,targetString\ntruce,هدنة\n",
            "Entry_ID;English;Term_Info;Arabic_Def;Arabic\n1;truce;;;هدنة\n",
        ] {
            assert_eq!(show(text), ["هدنة = truce (preferred) []"], "{text}");
        }
    }

    #[test]
    fn termbases_of_memoq_are_read() {
        let file = "Entry_ID;Entry_Subject;Entry_ClientID;Entry_Created;Entry_Creator;Entry_LastModified;\
            Entry_Modifier;Entry_Note;English_United_States_Def;English_United_States;Term_Info;Term_Example;\
            English_United_States;Term_Info;Term_Example;Arabic_Def;Arabic;Term_Info;Term_Example;Arabic;Term_Info;Term_Example;French\r\n\
            7;War;Daily;2016-02-27 10:00:00;lina;2016-02-28 10:00:00;karim;\"A note; \"\"two\"\" parts\";A pause;truce;\
            CasePermissive;\"The truce held.\";armistice;\"CaseSense;Exact;Forbidden\";;وقف القتال;هدنة;\"HalfPrefix;Noun\";صمدت الهدنة;هدن;;;trêve\r\n\
            8;;;;;;;;;peace;;;;;;;سلام;;;;;;paix\r\n";
        let read = read(file).unwrap();
        assert_eq!(read.warnings, vec![]);
        let [entry, other] = read.entries.as_slice() else {
            panic!("{:?}", read.entries)
        };
        assert_eq!(
            (entry.source.as_str(), entry.forms.join(",").as_str()),
            ("هدنة", "هدن")
        );
        let translations: Vec<_> = entry
            .translations
            .iter()
            .map(|t| (t.text.as_str(), t.status))
            .collect();
        assert_eq!(
            translations,
            [
                ("truce", TermStatus::Preferred),
                ("armistice", TermStatus::Forbidden)
            ]
        );
        assert_eq!(
            (entry.domain.as_str(), entry.client.as_str()),
            ("War", "Daily")
        );
        assert_eq!(entry.note, "A note; \"two\" parts");
        assert_eq!(entry.definition, "A pause; وقف القتال");
        assert_eq!(entry.example, "The truce held.; صمدت الهدنة");
        assert_eq!(entry.part_of_speech, "noun");
        assert_eq!(
            (entry.author.as_str(), entry.changed),
            ("karim", Some(1_456_653_600))
        );
        assert_eq!(
            (other.source.as_str(), other.translations[0].text.as_str()),
            ("سلام", "peace")
        );
    }

    #[test]
    fn glossaries_of_omegat_are_read() {
        let file = "# Glossary in tab-separated format -*- coding: utf-8 -*-\n\
            truce\tهدنة\ta pause, not peace\n# ceasefire\tوقف\n\npeace\tسلام\n\"quoted\" word\tكلمة\t\"so\n\
            \u{200F}war\u{200F}\tحرب\n";
        for (bytes, count) in [
            (file.as_bytes().to_vec(), 4),
            (format!("\u{FEFF}{file}").into_bytes(), 4),
            (file.encode_utf16().flat_map(u16::to_le_bytes).collect(), 4),
            (encoding_rs::WINDOWS_1256.encode(file).0.into_owned(), 4),
            (
                encoding_rs::ISO_8859_6
                    .encode(&file.replace('\u{200F}', ""))
                    .0
                    .into_owned(),
                4,
            ),
        ] {
            let read = read_bytes(&bytes, Some("glossary.utf8")).unwrap();
            assert_eq!(read.entries.len(), count, "{:?}", read.warnings);
            assert_eq!(
                (
                    read.entries[0].source.as_str(),
                    read.entries[0].note.as_str()
                ),
                ("هدنة", "a pause, not peace")
            );
            assert_eq!(read.entries[2].translations[0].text, "\"quoted\" word");
            assert_eq!(read.entries[2].note, "\"so");
        }
    }

    #[test]
    fn a_glossary_of_other_languages_is_told() {
        let told = |file: &str| {
            let read = read(file).unwrap();
            let mut warnings = read.warnings.iter();
            warnings.any(|warning| warning.message.contains("have no Arabic term"))
        };
        assert!(told("source,target\nwinter,hiver\nsummer,été\nNATO,OTAN\n"));
        assert!(!told("source,target\nهدنة,truce\nشتاء,winter\nNATO,NATO\n"));
        assert!(!told("source,target\n"));
    }

    proptest::proptest! {
        #[test]
        fn a_round_trip_loses_nothing(
            texts in proptest::collection::vec("[a-zا-ي|,;\\t\"\\\\#]([ -~ا-ي\n]{0,8}[a-zا-ي|\"\\\\])?", 12),
            ranks in proptest::collection::vec(0..4usize, 2),
            date in proptest::option::of(0..4_000_000_000_i64),
            tab: bool,
        ) {
            const ALL: [TermStatus; 4] = [
                TermStatus::Preferred, TermStatus::Admitted, TermStatus::Deprecated, TermStatus::Forbidden,
            ];
            let text = |n: usize| texts[n].trim().to_owned();
            let all = |n: usize| TermTranslation { text: text(n), status: ALL[ranks[n]] };
            let entry = TermEntry {
                source: format!("ا{}", text(11)),
                forms: vec![text(2), text(3)].into_iter().filter(|f| !f.is_empty()).collect(),
                translations: vec![all(0), all(1)],
                part_of_speech: text(4),
                domain: text(5),
                definition: text(6),
                example: text(7),
                note: text(8),
                reference: text(9),
                client: text(10),
                created: date,
                changed: date,
                author: text(4),
                ..TermEntry::default()
            };
            proptest::prop_assume!(entry.translations.iter().all(|t| !t.text.is_empty()));
            let mut bytes = Vec::new();
            write(&mut bytes, if tab { b'\t' } else { b',' }, [&entry].into_iter()).unwrap();
            let name = if tab { "a.tsv" } else { "a.csv" };
            let read = read_bytes(&bytes, Some(name)).unwrap();
            proptest::prop_assert_eq!(read.entries, vec![entry]);
        }
    }
}
