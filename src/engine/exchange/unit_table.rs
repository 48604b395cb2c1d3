//! Translation units of tables: each record a source and a target, with what else its columns tell.

mod write;

pub use write::{TableKind, UnitTableWriter};

use super::table::{ColumnMap, Field, Record, SAMPLE, TableError, TableMapping, has_arabic};
use super::timestamp;
use super::tmx::TmxSummary;
use crate::engine::model::{Language, Remark, RemarkKind, TranslationUnit, UnitExtra, Warning};
use std::ops::ControlFlow;

/// Lines named one by one, of each kind of fault; the rest is counted.
const NAMED: usize = 20;

/// Turns records into units as they come. The first few hundred wait until the columns are known.
#[derive(Debug, Default)]
pub struct UnitTable {
    mapping: TableMapping,
    map: Option<ColumnMap>,
    waiting: Vec<Record>,
    passed_header: bool,
    /// Fields of the heading, or of most records where there is none.
    width: usize,
    units: u64,
    empty: Lines,
    ragged: Lines,
    dates: u64,
}

/// Lines with one kind of fault.
#[derive(Debug, Default)]
struct Lines {
    named: Vec<u64>,
    count: u64,
}

impl Lines {
    fn add(&mut self, line: u64) {
        self.count += 1;
        if self.named.len() < NAMED {
            self.named.push(line);
        }
    }

    /// A warning for each line named, and one for the rest.
    fn tell(self, what: &str, warnings: &mut Vec<Warning>) {
        let rest = self.count - self.named.len() as u64;
        warnings.extend(self.named.into_iter().map(|line| Warning::at_line(line, what)));
        if rest > 0 {
            warnings.push(Warning::new(format!("the same in {rest} more lines: {what}")));
        }
    }
}

impl UnitTable {
    pub fn new(mapping: TableMapping) -> Self {
        Self { mapping, ..Self::default() }
    }

    /// Takes a record and hands on the units it gives.
    ///
    /// # Errors
    /// No columns for source and target, and when `each` breaks.
    pub fn take(
        &mut self,
        record: Record,
        each: &mut impl FnMut(TranslationUnit) -> ControlFlow<()>,
    ) -> Result<(), TableError> {
        if self.map.is_some() {
            return self.read(&record, each);
        }
        self.waiting.push(record);
        if self.waiting.len() < SAMPLE { Ok(()) } else { self.settle(each) }
    }

    /// Hands on what still waits; what came of the whole.
    ///
    /// # Errors
    /// As [`Self::take`].
    pub fn finish(
        mut self,
        each: &mut impl FnMut(TranslationUnit) -> ControlFlow<()>,
    ) -> Result<TmxSummary, TableError> {
        self.settle(each)?;
        let mut warnings = Vec::new();
        let skipped = self.empty.count + self.ragged.count;
        self.empty.tell("without text in both languages, left out", &mut warnings);
        let what = format!("more fields than the {} columns, left out", self.width);
        self.ragged.tell(&what, &mut warnings);
        if self.dates > 0 {
            let message = format!("{} dates could not be read and were left out", self.dates);
            warnings.push(Warning::new(message));
        }
        Ok(TmxSummary {
            units: self.units,
            skipped,
            header: Vec::new(),
            warnings,
        })
    }

    fn settle(
        &mut self,
        each: &mut impl FnMut(TranslationUnit) -> ControlFlow<()>,
    ) -> Result<(), TableError> {
        if self.map.is_none() {
            let map = ColumnMap::settle(&self.mapping, &self.waiting)?;
            let is_arabic = |record: &Record| map.texts(record, Field::Source).any(has_arabic);
            let is_sure = map.has_header || self.mapping.columns.is_some();
            // A text with commas is no table.
            if !is_sure && !self.waiting.iter().any(is_arabic) {
                return Err(TableError::NoColumns);
            }
            self.width = width(&map, &self.waiting);
            self.map = Some(map);
        }
        for record in std::mem::take(&mut self.waiting) {
            self.read(&record, each)?;
        }
        Ok(())
    }

    fn read(
        &mut self,
        record: &Record,
        each: &mut impl FnMut(TranslationUnit) -> ControlFlow<()>,
    ) -> Result<(), TableError> {
        let Some(map) = &self.map else { return Ok(()) };
        if map.skips(record) {
            return Ok(());
        }
        if map.has_header && !self.passed_header {
            self.passed_header = true;
            return Ok(());
        }
        // A sign too many has moved the texts into each other's columns.
        let surplus = record.fields.get(self.width..).unwrap_or_default();
        if surplus.iter().any(|field| !field.trim().is_empty()) {
            self.ragged.add(record.line);
            return Ok(());
        }
        let Some(unit) = unit(record, map, &mut self.dates) else {
            self.empty.add(record.line);
            return Ok(());
        };
        let mut more = map.texts(record, Field::Target).skip(1).peekable();
        let rest: Vec<TranslationUnit> = match more.peek() {
            None => Vec::new(),
            Some(_) => more.map(|text| TranslationUnit { target: text.to_owned(), ..unit.clone() }).collect(),
        };
        for unit in std::iter::once(unit).chain(rest) {
            self.units += 1;
            if each(unit).is_break() {
                return Err(TableError::Stopped);
            }
        }
        Ok(())
    }
}

/// How many fields a record may have.
fn width(map: &ColumnMap, records: &[Record]) -> usize {
    let header = records.iter().find(|record| !map.skips(record));
    let named = header.filter(|_| map.has_header).map_or(0, |header| header.fields.len());
    if named > 0 {
        return named;
    }
    let mut counts = std::collections::BTreeMap::<usize, usize>::new();
    for record in records.iter().filter(|record| !map.skips(record)) {
        *counts.entry(record.fields.len()).or_default() += 1;
    }
    // The columns that are read are there, even where most records end before.
    let read = map.fields.iter().rposition(Option::is_some).map_or(0, |last| last + 1);
    let common = counts.into_iter().max_by_key(|(_, count)| *count);
    common.map_or(read, |(fields, _)| fields.max(read))
}

fn unit(record: &Record, map: &ColumnMap, unread_dates: &mut u64) -> Option<TranslationUnit> {
    let first = |field| map.texts(record, field).next().map(str::to_owned);
    let mut date = |field| {
        let text = map.texts(record, field).next()?;
        let date = timestamp::parse(text);
        *unread_dates += u64::from(date.is_none());
        date
    };
    let (created, changed) = (date(Field::Created), date(Field::Changed));
    let notes = map.texts(record, Field::Note).map(|text| Remark {
        kind: RemarkKind::Note,
        attributes: Vec::new(),
        text: text.to_owned(),
    });
    let remarks: Vec<Remark> = notes.collect();
    let extra = (!remarks.is_empty()).then(|| Box::new(UnitExtra { remarks, ..UnitExtra::default() }));
    let tags = (first(Field::SourceLanguage), first(Field::TargetLanguage));
    let is = |tag: &Option<String>, language| {
        tag.as_deref().and_then(Language::from_tag) == Some(language)
    };
    // The Arabic is the source here, whichever it was where the table comes from.
    let is_turned = is(&tags.0, Language::English) || is(&tags.1, Language::Arabic);
    let (source_tag, target_tag) = if is_turned { (tags.1, tags.0) } else { tags };
    Some(TranslationUnit {
        source: first(Field::Source)?,
        target: first(Field::Target)?,
        source_tag: source_tag.unwrap_or_else(|| "ar".into()),
        target_tag: target_tag.unwrap_or_else(|| "en".into()),
        author: first(Field::Author),
        created,
        changed,
        project: first(Field::Project).or_else(|| first(Field::Client)),
        document: first(Field::Document),
        extra,
        ..TranslationUnit::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::exchange::table;

    fn read(text: &str, mapping: TableMapping) -> Result<(Vec<TranslationUnit>, TmxSummary), TableError> {
        let layout = table::look(text.as_bytes(), Some("x.csv"), &mapping)?;
        let mut units = Vec::new();
        let mut keep = |unit| {
            units.push(unit);
            ControlFlow::Continue(())
        };
        let mut reading = UnitTable::new(mapping);
        let mut outcome = Ok(());
        table::read_records(text.as_bytes(), &layout, |record| {
            outcome = reading.take(record, &mut keep);
            if outcome.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })?;
        outcome?;
        let summary = reading.finish(&mut keep)?;
        Ok((units, summary))
    }

    fn show(text: &str) -> String {
        let (units, summary) = read(text, TableMapping::default()).unwrap();
        let pairs: Vec<_> = units.iter().map(|u| format!("{}={}", u.source, u.target)).collect();
        let warnings: Vec<_> = summary.warnings.iter().map(ToString::to_string).collect();
        format!("{} | {} | {}", pairs.join(" "), summary.skipped, warnings.join(" / "))
    }

    #[test]
    fn records_become_units() {
        for (text, expected) in [
            ("source,target\nهدنة,truce\n\nسلام,peace\n", "هدنة=truce سلام=peace | 0 | "),
            ("truce;هدنة\npeace;سلام\n", "هدنة=truce سلام=peace | 0 | "),
            ("Arabic,English,British English\nهدنة,truce,armistice\n", "هدنة=truce هدنة=armistice | 0 | "),
            (
                "source,target,note\nهدنة,truce\nسلام,\n,x\nحرب,war, cold,y\n# one\nقصف,shelling,,,\n",
                "هدنة=truce قصف=shelling | 3 | line 3: without text in both languages, left out / line 4: without \
                 text in both languages, left out / line 5: more fields than the 3 columns, left out",
            ),
        ] {
            assert_eq!(show(text), expected, "{text}");
        }
        let prose = "Well, he said,\nit is, after all, over.\n";
        assert_eq!(read(prose, TableMapping::default()).unwrap_err(), TableError::NoColumns);
        assert_eq!(read("one\ntwo\n", TableMapping::default()).unwrap_err(), TableError::NoColumns);
    }

    #[test]
    fn every_column_is_kept() {
        let text = "English,Arabic,Author,Created,Modified,Project,File name,Comment,sourceLang,targetLang\n\
                    \"Truce, now\",\"هدنة\nالآن\",Lina,2016-02-27,2016-02-28 10:00:00,News,a.docx,\"so \"\"said\"\"\",en-GB,ar-SY\n";
        let (units, summary) = read(text, TableMapping::default()).unwrap();
        assert_eq!(summary.warnings, vec![]);
        let unit = &units[0];
        assert_eq!((unit.source.as_str(), unit.target.as_str()), ("هدنة\nالآن", "Truce, now"));
        assert_eq!((unit.source_tag.as_str(), unit.target_tag.as_str()), ("ar-SY", "en-GB"));
        assert_eq!(unit.author.as_deref(), Some("Lina"));
        assert_eq!((unit.created, unit.changed), (Some(1_456_531_200), Some(1_456_653_600)));
        assert_eq!((unit.project.as_deref(), unit.document.as_deref()), (Some("News"), Some("a.docx")));
        assert_eq!(unit.extra.as_ref().unwrap().remarks[0].text, "so \"said\"");
    }

    #[test]
    fn many_faults_are_counted() {
        let text = format!("source,target\nهدنة,truce\n{}", "هدنة,\n".repeat(700));
        let (units, summary) = read(&text, TableMapping::default()).unwrap();
        assert_eq!((units.len(), summary.skipped, summary.warnings.len()), (1, 700, NAMED + 1));
        assert!(summary.warnings[NAMED].to_string().contains("680 more lines"));
    }
}
