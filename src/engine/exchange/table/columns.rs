//! Which column of a table is which field of an entry.

use super::Record;
use crate::engine::model::Language;

/// A field of an entry that a column can fill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    Source,
    Target,
    /// Forbidden translations.
    Avoid,
    /// The status of each translation.
    Status,
    Forms,
    PartOfSpeech,
    Domain,
    Definition,
    Example,
    Note,
    Reference,
    Client,
    Created,
    Changed,
    Author,
}

impl Field {
    pub const ALL: [Self; 15] = [
        Self::Source,
        Self::Target,
        Self::Avoid,
        Self::Status,
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

    /// Its name in the tables we write.
    pub fn name(self) -> &'static str {
        self.names().first().copied().unwrap_or_default()
    }

    /// The names it is known by, letters and digits only, in lower case.
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Source => &["source", "term", "sourceterm", "sourcestring", "sourcetext", "src"],
            Self::Target => &[
                "target", "translation", "targetterm", "targetstring", "targettext", "tgt", "trg",
            ],
            Self::Avoid => &["avoid", "forbidden", "donotuse"],
            Self::Status => &["status", "usagestatus", "termstatus"],
            Self::Forms => &["forms", "variants", "plural", "synonyms", "plurals"],
            Self::PartOfSpeech => &["pos", "partofspeech", "wordclass", "termpos"],
            Self::Domain => &["domain", "subject", "subjectfield", "entrydomain", "entrysubject"],
            Self::Definition => &["definition", "description", "def", "meaning"],
            Self::Example => &["example", "context", "usage", "termexample"],
            Self::Note => &["note", "comment", "notes", "comments", "entrynote", "remark"],
            Self::Reference => &["reference", "sourceofterm", "origin", "ref"],
            Self::Client => &["client", "customer", "entryclientid", "entryclient", "project"],
            Self::Created => &["created", "entrycreated", "creationdate"],
            Self::Changed => &["changed", "modified", "entrylastmodified", "changedate"],
            Self::Author => &["author", "entrymodifier", "entrycreator", "creator", "by"],
        }
    }

    fn of(name: &str) -> Option<Self> {
        let plain: String = name
            .chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect();
        let known = Self::ALL.into_iter().find(|field| field.names().contains(&plain.as_str()));
        known
            .or_else(|| plain.ends_with("def").then_some(Self::Definition))
            .or_else(|| language_named(name).map(|language| match language {
                Language::Arabic => Self::Source,
                Language::English => Self::Target,
            }))
    }
}

/// A language by its name or tag: `Arabic`, `English_United_States`, `ar-SA`, `العربية`.
fn language_named(name: &str) -> Option<Language> {
    let name = name.trim().to_lowercase();
    let first = name.split(['_', '-', ' ', '(']).next().unwrap_or_default();
    match first {
        "arabic" | "ar" | "العربية" | "عربي" | "ara" => Some(Language::Arabic),
        "english" | "en" | "الإنجليزية" | "إنجليزي" | "eng" => Some(Language::English),
        _ => None,
    }
}

/// What each column of a table holds; `None` for columns not read. Several columns may hold the
/// same field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ColumnMap {
    pub fields: Vec<Option<Field>>,
    /// Whether the first record names the columns.
    pub has_header: bool,
}

/// Records looked at to tell languages.
const SAMPLE: usize = 500;

impl ColumnMap {
    /// Guesses by the names in the first record, else by the columns' letters: the Arabic column
    /// is the source wherever it stands. `None` where a table has no two columns for it.
    pub fn guess(records: &[Record]) -> Option<Self> {
        let first = records.first()?;
        let named: Vec<Option<Field>> =
            first.fields.iter().map(|name| Field::of(name.trim())).collect();
        let mut map = Self {
            fields: named,
            has_header: true,
        };
        if !map.is_usable() {
            map = Self::by_position(records)?;
        }
        map.put_arabic_first(records);
        Some(map)
    }

    /// Whether there is a source and a target.
    pub fn is_usable(&self) -> bool {
        let has = |field| self.fields.contains(&Some(field));
        has(Field::Source) && has(Field::Target)
    }

    /// `source, target[, comment]`, as OmegaT has it.
    fn by_position(records: &[Record]) -> Option<Self> {
        let columns = records.iter().map(|record| record.fields.len()).max()?;
        let fields = [Field::Source, Field::Target, Field::Note];
        (columns >= 2).then(|| Self {
            fields: fields.into_iter().map(Some).take(columns).collect(),
            has_header: false,
        })
    }

    /// Exchanges source and target where the target is the column in Arabic.
    fn put_arabic_first(&mut self, records: &[Record]) {
        let body = records.get(usize::from(self.has_header)..).unwrap_or_default();
        let arabic = |field: Field| {
            let column = self.fields.iter().position(|found| *found == Some(field));
            body.iter()
                .take(SAMPLE)
                .filter_map(|record| record.fields.get(column?))
                .filter(|text| text.chars().any(|c| ('\u{600}'..='\u{6FF}').contains(&c)))
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

    /// The texts of a field in a record, trimmed, without empty ones.
    pub(in crate::engine::exchange) fn texts<'r>(
        &'r self,
        record: &'r Record,
        field: Field,
    ) -> impl Iterator<Item = &'r str> {
        let pairs = self.fields.iter().zip(&record.fields);
        pairs
            .filter(move |(found, _)| **found == Some(field))
            .map(|(_, text)| text.trim())
            .filter(|text| !text.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(rows: &[&str]) -> Option<String> {
        let records: Vec<Record> = rows
            .iter()
            .map(|row| Record {
                line: 1,
                fields: row.split(',').map(str::to_owned).collect(),
            })
            .collect();
        let map = ColumnMap::guess(&records)?;
        let names: Vec<_> = map.fields.iter().map(|f| f.map_or("-", Field::name)).collect();
        Some(format!("{} {}", map.has_header, names.join(",")))
    }

    #[test]
    fn columns_are_guessed() {
        for (rows, expected) in [
            (&["source,target,note", "هدنة,truce,x"][..], "true source,target,note"),
            (&["English,Arabic,Definition", "truce,هدنة,x"], "true target,source,definition"),
            (&["ID,sourceString,targetString,pos", "1,truce,هدنة,n"], "true -,target,source,pos"),
            (&["truce,هدنة", "peace,سلام"], "false target,source"),
            (&["هدنة,truce,c", "سلام,peace,c"], "false source,target,note"),
            (
                &["Entry_ID,Entry_Subject,Arabic_Saudi_Arabia_Def,Arabic_Saudi_Arabia,Term_Info,English,Term_Info,Term_Example"],
                "true -,domain,definition,source,-,target,-,example",
            ),
            (&["ar-SA,en-GB", "هدنة,truce"], "true source,target"),
        ] {
            assert_eq!(map(rows).as_deref(), Some(expected), "{rows:?}");
        }
        assert_eq!(map(&["one", "two"]), None);
        assert_eq!(map(&[]), None);
    }
}
