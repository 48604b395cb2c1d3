//! Which column of a table is which field.

use super::mapping::TableMapping;
use super::{Record, TableError};
use crate::engine::exchange::timestamp;
use crate::engine::model::Language;

/// A field of a term entry or translation unit that a column can fill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    Source,
    Target,
    /// Forbidden translations.
    Avoid,
    /// The status of each translation.
    Status,
    /// What memoQ tells of the term in the column before: forbidden, matching, case.
    TermInfo,
    Forms,
    PartOfSpeech,
    Domain,
    Definition,
    Example,
    Note,
    Reference,
    Client,
    Project,
    Document,
    Created,
    Changed,
    Author,
    SourceLanguage,
    TargetLanguage,
}

impl Field {
    pub const ALL: [Self; 20] = [
        Self::Source,
        Self::Target,
        Self::Avoid,
        Self::Status,
        Self::TermInfo,
        Self::Forms,
        Self::PartOfSpeech,
        Self::Domain,
        Self::Definition,
        Self::Example,
        Self::Note,
        Self::Reference,
        Self::Client,
        Self::Project,
        Self::Document,
        Self::Created,
        Self::Changed,
        Self::Author,
        Self::SourceLanguage,
        Self::TargetLanguage,
    ];

    /// The fields of term entries.
    pub const OF_TERMS: [Self; 16] = [
        Self::Source,
        Self::Target,
        Self::Avoid,
        Self::Status,
        Self::TermInfo,
        Self::Forms,
        Self::PartOfSpeech,
        Self::Domain,
        Self::Definition,
        Self::Example,
        Self::Note,
        Self::Reference,
        Self::Client,
        Self::Created,
        Self::Changed,
        Self::Author,
    ];

    /// The fields of translation units.
    pub const OF_UNITS: [Self; 10] = [
        Self::Source,
        Self::Target,
        Self::Author,
        Self::Created,
        Self::Changed,
        Self::Project,
        Self::Document,
        Self::Note,
        Self::SourceLanguage,
        Self::TargetLanguage,
    ];

    /// Its name in the tables we write.
    pub fn name(self) -> &'static str {
        self.names().first().copied().unwrap_or_default()
    }

    /// The names it is known by, letters and digits only, in lower case.
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Source => &[
                "source",
                "term",
                "sourceterm",
                "sourcestring",
                "sourcetext",
                "src",
                "sourcesegment",
                "original",
                "المصدر",
                "المصطلح",
            ],
            Self::Target => &[
                "target",
                "translation",
                "targetterm",
                "targetstring",
                "targettext",
                "tgt",
                "trg",
                "targetsegment",
                "translations",
                "equivalent",
                "الترجمة",
                "المقابل",
            ],
            Self::Avoid => &[
                "avoid",
                "forbidden",
                "donotuse",
                "forbiddenterm",
                "forbiddenterms",
            ],
            Self::Status => &["status", "usagestatus", "termstatus"],
            Self::TermInfo => &["terminfo"],
            Self::Forms => &[
                "forms", "variants", "plural", "synonyms", "plurals", "variant", "synonym",
            ],
            Self::PartOfSpeech => &["pos", "partofspeech", "wordclass", "termpos"],
            Self::Domain => &[
                "domain",
                "subject",
                "subjectfield",
                "entrydomain",
                "entrysubject",
                "category",
            ],
            Self::Definition => &[
                "definition",
                "description",
                "def",
                "meaning",
                "definitions",
                "التعريف",
            ],
            Self::Example => &["example", "context", "usage", "termexample", "examples"],
            Self::Note => &[
                "note",
                "comment",
                "notes",
                "comments",
                "entrynote",
                "remark",
                "remarks",
                "ملاحظات",
                "ملاحظة",
            ],
            Self::Reference => &["reference", "sourceofterm", "origin", "ref"],
            Self::Client => &["client", "customer", "entryclientid", "entryclient"],
            Self::Project => &["project", "entryproject", "entryprojectid", "projectname"],
            Self::Document => &["document", "file", "filename", "documentname"],
            Self::Created => &[
                "created",
                "entrycreated",
                "creationdate",
                "date",
                "createdat",
                "datecreated",
            ],
            Self::Changed => &[
                "changed",
                "modified",
                "entrylastmodified",
                "changedate",
                "modificationdate",
                "lastmodified",
                "updated",
                "modifiedat",
            ],
            Self::Author => &[
                "author",
                "entrymodifier",
                "entrycreator",
                "creator",
                "by",
                "user",
                "translator",
                "modifiedby",
                "createdby",
            ],
            Self::SourceLanguage => &["sourcelanguage", "sourcelang", "srclang", "sourcelocale"],
            Self::TargetLanguage => &[
                "targetlanguage",
                "targetlang",
                "trglang",
                "tgtlang",
                "targetlocale",
            ],
        }
    }

    /// A field by one of its names in any style: `Source term`, `sourceTerm`, `source_term`.
    pub fn named(name: &str) -> Option<Self> {
        let plain = plain(name);
        Self::ALL
            .into_iter()
            .find(|field| field.names().contains(&plain.as_str()))
    }

    /// What a column of this heading holds, which may name a language besides: `English_Def`,
    /// `Term (Arabic)`, `en-GB`.
    fn of_heading(name: &str) -> Option<Self> {
        if let Some(known) = Self::named(name) {
            return Some(known);
        }
        let words = words(name);
        let about = words.iter().rev().find_map(|word| {
            let field = Self::named(word)?;
            (!matches!(field, Self::Source | Self::Target)).then_some(field)
        });
        let language = language_named(name, &words);
        match (about, language) {
            (Some(field), Some(_)) => Some(field),
            (None, Some(Language::Arabic)) => Some(Self::Source),
            (None, Some(Language::English)) => Some(Self::Target),
            // `Term_Example`, `Entry note`: made of known words, the last of which decides.
            (about, None) => {
                let known = |word: &String| {
                    ENTRY_WORDS.contains(&word.as_str()) || Self::named(word).is_some()
                };
                let field = about.or_else(|| words.iter().find_map(|word| Self::named(word)));
                field.filter(|_| words.iter().all(known))
            }
        }
    }
}

/// Words in headings that do not say which field it is.
const ENTRY_WORDS: [&str; 8] = [
    "term", "entry", "text", "language", "segment", "string", "the", "of",
];

/// Letters and digits, in lower case.
fn plain(name: &str) -> String {
    let signs = name.chars().filter(|c| c.is_alphanumeric());
    signs.flat_map(char::to_lowercase).collect()
}

/// The words of a heading in lower case, also where only capitals divide them.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_lower = false;
    for c in name.chars() {
        if !c.is_alphanumeric() || (c.is_uppercase() && was_lower) {
            words.push(String::new());
        }
        was_lower = c.is_lowercase();
        if let Some(word) = words.last_mut().filter(|_| c.is_alphanumeric()) {
            word.extend(c.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// A language by its name or tag: `Arabic`, `English_United_States`, `ar-SA`, `العربية`.
fn language_named(name: &str, words: &[String]) -> Option<Language> {
    let of_word = |word: &str| match word {
        "arabic" | "العربية" | "عربي" | "عربية" | "ara" | "بالعربية" => {
            Some(Language::Arabic)
        }
        "english" | "الإنجليزية" | "الانجليزية" | "إنجليزي" | "انجليزي" | "eng" => {
            Some(Language::English)
        }
        _ => None,
    };
    let of_tag = |word: &str| match word {
        "ar" => Some(Language::Arabic),
        "en" => Some(Language::English),
        _ => None,
    };
    let first = words.first()?;
    // A tag stands first, alone, or at the end: `ar-SA`, `term_en`, `Target (en)`.
    let tag = of_tag(first)
        .or_else(|| of_tag(words.last()?))
        .filter(|_| name.len() <= 40);
    let tag = tag.or_else(|| words.len().checked_sub(2).and_then(|at| of_tag(&words[at])));
    words.iter().find_map(|word| of_word(word)).or(tag)
}

/// What each column of a table holds; `None` for columns not read. Several columns may hold the
/// same field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ColumnMap {
    pub fields: Vec<Option<Field>>,
    /// Whether the first record names the columns.
    pub has_header: bool,
}

/// Records looked at to tell columns apart.
pub(in crate::engine::exchange) const SAMPLE: usize = 500;

impl ColumnMap {
    /// Guesses by the names in the first record, else by the columns' letters: the Arabic column
    /// is the source wherever it stands. `None` where a table has no two columns for it.
    pub fn guess(records: &[Record]) -> Option<Self> {
        Self::by_names(records).or_else(|| Self::by_contents(records))
    }

    /// As the user says, and guessed where he does not.
    ///
    /// # Errors
    /// There is no source or no target among the columns.
    pub fn settle(mapping: &TableMapping, records: &[Record]) -> Result<Self, TableError> {
        let map = match (&mapping.columns, mapping.has_header) {
            (Some(fields), has_header) => Some(Self {
                fields: fields.clone(),
                has_header: has_header.unwrap_or_else(|| Self::by_names(records).is_some()),
            }),
            (None, None) => Self::guess(records),
            (None, Some(false)) => Self::by_contents(records),
            (None, Some(true)) => Self::by_names(records).or_else(|| {
                let map = Self::by_contents(records.get(1..).unwrap_or_default())?;
                Some(Self {
                    has_header: true,
                    ..map
                })
            }),
        };
        map.filter(Self::is_usable).ok_or(TableError::NoColumns)
    }

    /// Whether there is a source and a target.
    pub fn is_usable(&self) -> bool {
        let has = |field| self.fields.contains(&Some(field));
        has(Field::Source) && has(Field::Target)
    }

    /// By the names in the first record that is no remark.
    fn by_names(records: &[Record]) -> Option<Self> {
        let first = records.iter().find(|record| !is_remark(record))?;
        let fields = first
            .fields
            .iter()
            .map(|name| Field::of_heading(name.trim()));
        let mut map = Self {
            fields: fields.collect(),
            has_header: true,
        };
        map.tell_term_from_language(first);
        if !map.is_usable() {
            return None;
        }
        map.put_arabic_first(records);
        Some(map)
    }

    /// Beside a column of Arabic the one called `Term` is the English.
    fn tell_term_from_language(&mut self, heading: &Record) {
        if self.is_usable() {
            return;
        }
        let is_language = |name: &str| language_named(name, &words(name)).is_some();
        let names = heading.fields.iter();
        let languages: Vec<bool> = names.map(|name| is_language(name.trim())).collect();
        let columns = || self.fields.iter().zip(&languages);
        let sources = |wanted: bool| {
            columns()
                .any(|(field, by_language)| *field == Some(Field::Source) && *by_language == wanted)
        };
        if sources(true) && sources(false) {
            for (field, by_language) in self.fields.iter_mut().zip(&languages) {
                if *field == Some(Field::Source) && !by_language {
                    *field = Some(Field::Target);
                }
            }
        }
    }

    /// By what stands in the columns; without any Arabic `source, target[, comment]`, as OmegaT has
    /// it.
    fn by_contents(records: &[Record]) -> Option<Self> {
        let body: Vec<&Record> = records
            .iter()
            .filter(|record| !begins_remark(record))
            .collect();
        let columns = body.iter().map(|record| record.fields.len()).max()?;
        if columns < 2 {
            return None;
        }
        let kinds: Vec<Kind> = (0..columns).map(|column| Kind::of(&body, column)).collect();
        let (source, target) = pair(&kinds).unwrap_or((0, 1));
        let mut fields = vec![None; columns];
        fields[source] = Some(Field::Source);
        fields[target] = Some(Field::Target);
        for (column, kind) in kinds
            .iter()
            .enumerate()
            .filter(|(column, _)| *column != source && *column != target)
        {
            fields[column] = match kind {
                Kind::Date if !fields.contains(&Some(Field::Created)) => Some(Field::Created),
                Kind::Arabic | Kind::Latin if column == 2 && source.max(target) == 1 => {
                    Some(Field::Note)
                }
                _ => None,
            };
        }
        let mut map = Self {
            fields,
            has_header: false,
        };
        map.put_arabic_first(records);
        Some(map)
    }

    /// Exchanges source and target where the target is the column in Arabic.
    fn put_arabic_first(&mut self, records: &[Record]) {
        let body = records
            .get(usize::from(self.has_header)..)
            .unwrap_or_default();
        let arabic = |field: Field| {
            let column = self.fields.iter().position(|found| *found == Some(field));
            body.iter()
                .take(SAMPLE)
                .filter_map(|record| record.fields.get(column?))
                .filter(|text| has_arabic(text))
                .count()
        };
        if arabic(Field::Target) > arabic(Field::Source) {
            for field in self.fields.iter_mut().flatten() {
                *field = match *field {
                    Field::Source => Field::Target,
                    Field::Target => Field::Source,
                    other => other,
                };
            }
        }
    }

    /// Whether a record is no entry: a remark of OmegaT's kind.
    pub(in crate::engine::exchange) fn skips(&self, record: &Record) -> bool {
        if self.has_header {
            is_remark(record)
        } else {
            begins_remark(record)
        }
    }

    /// The texts of a field in a record, trimmed, without empty ones.
    pub(in crate::engine::exchange) fn texts<'r>(
        &'r self,
        record: &'r Record,
        field: Field,
    ) -> impl Iterator<Item = &'r str> {
        self.columns(record, field).map(|(_, text)| text)
    }

    /// The same, each with the number of its column.
    pub(in crate::engine::exchange) fn columns<'r>(
        &'r self,
        record: &'r Record,
        field: Field,
    ) -> impl Iterator<Item = (usize, &'r str)> {
        let columns = self.fields.iter().zip(&record.fields).enumerate();
        columns
            .filter(move |(_, (found, _))| **found == Some(field))
            .map(|(at, (_, text))| (at, text.trim()))
            .filter(|(_, text)| !text.is_empty())
    }

    /// What a later column tells of the term in one, before the next term begins.
    pub(in crate::engine::exchange) fn beside<'r>(
        &self,
        record: &'r Record,
        column: usize,
        field: Field,
    ) -> Option<&'r str> {
        let later = self.fields.iter().enumerate().skip(column + 1);
        let mut of_term =
            later.take_while(|(_, found)| !matches!(found, Some(Field::Source | Field::Target)));
        let (at, _) = of_term.find(|(_, found)| **found == Some(field))?;
        record.fields.get(at).map(|text| text.trim())
    }
}

fn begins_remark(record: &Record) -> bool {
    record
        .fields
        .first()
        .is_some_and(|field| field.trim_start().starts_with('#'))
}

/// A line that begins with `#` and has nothing in further columns; a heading may be `#` alone.
fn is_remark(record: &Record) -> bool {
    begins_remark(record)
        && record
            .fields
            .iter()
            .skip(1)
            .all(|field| field.trim().is_empty())
}

pub(in crate::engine::exchange) fn has_arabic(text: &str) -> bool {
    text.chars().any(|c| ('\u{600}'..='\u{6FF}').contains(&c))
}

/// What most fields of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Arabic,
    Latin,
    Date,
    Other,
}

impl Kind {
    fn of(records: &[&Record], column: usize) -> Self {
        let mut counts = [0usize; 4];
        for record in records.iter().take(SAMPLE) {
            let text = record.fields.get(column).map_or("", |text| text.trim());
            if text.is_empty() {
                continue;
            }
            let kind = if timestamp::parse(text).is_some() {
                Self::Date
            } else if has_arabic(text) {
                Self::Arabic
            } else if text.chars().any(char::is_alphabetic) {
                Self::Latin
            } else {
                Self::Other
            };
            counts[kind as usize] += 1;
        }
        // The last of several is taken, so an empty column is none of them.
        [Self::Date, Self::Latin, Self::Arabic, Self::Other]
            .into_iter()
            .max_by_key(|kind| counts[*kind as usize])
            .unwrap_or(Self::Other)
    }
}

/// The first Arabic column and the nearest one with Latin letters, rather before it than behind.
fn pair(kinds: &[Kind]) -> Option<(usize, usize)> {
    let arabic = kinds.iter().position(|kind| *kind == Kind::Arabic)?;
    let latin = kinds
        .iter()
        .enumerate()
        .filter(|(_, kind)| **kind == Kind::Latin);
    let (latin, _) = latin.min_by_key(|(column, _)| (column.abs_diff(arabic), *column))?;
    Some((arabic, latin))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(rows: &[&str]) -> Vec<Record> {
        let record = |row: &&str| Record {
            line: 1,
            fields: row.split(',').map(str::to_owned).collect(),
        };
        rows.iter().map(record).collect()
    }

    fn show(map: &ColumnMap) -> String {
        let names: Vec<_> = map
            .fields
            .iter()
            .map(|f| f.map_or("-", Field::name))
            .collect();
        format!("{} {}", map.has_header, names.join(","))
    }

    #[test]
    fn columns_are_guessed() {
        for (rows, expected) in [
            (
                &["source,target,note", "هدنة,truce,x"][..],
                "true source,target,note",
            ),
            (
                &["English,Arabic,Definition", "truce,هدنة,x"],
                "true target,source,definition",
            ),
            (
                &["ID,sourceString,targetString,pos", "1,truce,هدنة,n"],
                "true -,target,source,pos",
            ),
            (
                &[
                    "sourceLang,targetLang,sourceString,targetString",
                    "en,ar,truce,هدنة",
                ],
                "true sourcelanguage,targetlanguage,target,source",
            ),
            (&["truce,هدنة", "peace,سلام"], "false target,source"),
            (&["هدنة,truce,c", "سلام,peace,c"], "false source,target,note"),
            (
                &[
                    "Entry_ID,Entry_Subject,Arabic_Saudi_Arabia_Def,Arabic_Saudi_Arabia,Term_Info,English,Term_Info,Term_Example",
                ],
                "true -,domain,definition,source,terminfo,target,terminfo,example",
            ),
            (&["ar-SA,en-GB", "هدنة,truce"], "true source,target"),
            // Headings in many styles.
            (
                &["Term (Arabic),Term (English),Usage note"],
                "true source,target,note",
            ),
            (&["#,AR,EN,Part of speech"], "true -,source,target,pos"),
            (
                &["term_ar,term_en,definition_en,Created by"],
                "true source,target,definition,author",
            ),
            (
                &["المصطلح بالعربية,الإنجليزية,ملاحظات"],
                "true source,target,note",
            ),
            (
                &["Source segment,Target segment,Date created,Modified by"],
                "true source,target,created,author",
            ),
            (
                &["# made by hand", "Source Text,Target Text"],
                "true source,target",
            ),
            (
                &["EnglishTerm,ArabicTerm,EnglishDefinition"],
                "true target,source,definition",
            ),
            (&["Term,الترجمة العربية,Nr"], "true target,source,-"),
            (&["Translation (Arabic),Source"], "true source,target"),
            // By what they hold.
            (
                &["1,هدنة,truce,noun", "2,سلام,peace,noun"],
                "false -,source,target,-",
            ),
            (
                &["7,2016-02-27,truce,هدنة"],
                "false -,created,target,source",
            ),
            (
                &["truce,هدنة,a pause", "# x,y,z"],
                "false target,source,note",
            ),
            (
                &["trêve,truce,هدنة", "paix,peace,سلام"],
                "false -,target,source",
            ),
            (&["winter,hiver"], "false source,target"),
        ] {
            let map = ColumnMap::guess(&records(rows)).unwrap();
            assert_eq!(show(&map), expected, "{rows:?}");
        }
        assert_eq!(ColumnMap::guess(&records(&["one", "two"])), None);
        assert_eq!(ColumnMap::guess(&[]), None);
    }

    #[test]
    fn the_user_knows_better() {
        let rows = records(&["source,target,x", "هدنة,truce,pause"]);
        let settle =
            |mapping: TableMapping| ColumnMap::settle(&mapping, &rows).map(|map| show(&map));
        let columns = vec![Some(Field::Source), None, Some(Field::Target)];
        for (mapping, expected) in [
            (TableMapping::default(), "true source,target,-"),
            (
                TableMapping {
                    columns: Some(columns.clone()),
                    ..TableMapping::default()
                },
                "true source,-,target",
            ),
            (
                TableMapping {
                    columns: Some(columns),
                    has_header: Some(false),
                    ..TableMapping::default()
                },
                "false source,-,target",
            ),
            (
                TableMapping {
                    has_header: Some(false),
                    ..TableMapping::default()
                },
                "false source,target,note",
            ),
        ] {
            assert_eq!(settle(mapping).unwrap(), expected);
        }
        let only = TableMapping {
            columns: Some(vec![Some(Field::Target)]),
            ..TableMapping::default()
        };
        assert_eq!(settle(only), Err(TableError::NoColumns));
    }
}
