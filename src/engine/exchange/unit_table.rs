//! Translation units of tables: each record a source and a target, with what else its columns tell.

mod write;

pub use write::{TableKind, UnitTableWriter};

use super::table::{Body, ColumnMap, Faults, Field, Record, TableError, TableMapping};
use super::timestamp;
use super::tmx::TmxSummary;
use crate::engine::model::{Language, Remark, RemarkKind, TranslationUnit, UnitExtra, Warning};
use std::ops::ControlFlow;

/// Turns records into units as they come.
#[derive(Debug, Default)]
pub struct UnitTable {
    body: Body,
    units: u64,
    empty: Faults,
    ragged: Faults,
    dates: u64,
}

impl UnitTable {
    pub fn new(mapping: TableMapping) -> Self {
        Self {
            body: Body::new(mapping),
            ..Self::default()
        }
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
        let records = self.body.take(record)?;
        records
            .iter()
            .try_for_each(|record| self.read(record, each))
    }

    /// Hands on what still waits; what came of the whole.
    ///
    /// # Errors
    /// As [`Self::take`].
    pub fn finish(
        mut self,
        each: &mut impl FnMut(TranslationUnit) -> ControlFlow<()>,
    ) -> Result<TmxSummary, TableError> {
        let records = self.body.rest()?;
        records
            .iter()
            .try_for_each(|record| self.read(record, each))?;
        let mut warnings = Vec::new();
        let skipped = self.empty.count() + self.ragged.count();
        self.empty
            .tell("without text in both languages, left out", &mut warnings);
        let what = format!(
            "more fields than the {} columns, left out",
            self.body.width()
        );
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

    fn read(
        &mut self,
        record: &Record,
        each: &mut impl FnMut(TranslationUnit) -> ControlFlow<()>,
    ) -> Result<(), TableError> {
        let map = self.body.map();
        // A sign too many has moved the texts into each other's columns.
        let surplus = record.fields.get(self.body.width()..).unwrap_or_default();
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
            Some(_) => more
                .map(|text| TranslationUnit {
                    target: text.to_owned(),
                    ..unit.clone()
                })
                .collect(),
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
    let extra = (!remarks.is_empty()).then(|| {
        Box::new(UnitExtra {
            remarks,
            ..UnitExtra::default()
        })
    });
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

    fn read(
        text: &str,
        mapping: TableMapping,
    ) -> Result<(Vec<TranslationUnit>, TmxSummary), TableError> {
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
            if outcome.is_ok() {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        })?;
        outcome?;
        let summary = reading.finish(&mut keep)?;
        Ok((units, summary))
    }

    fn show(text: &str) -> String {
        let (units, summary) = read(text, TableMapping::default()).unwrap();
        let pairs: Vec<_> = units
            .iter()
            .map(|u| format!("{}={}", u.source, u.target))
            .collect();
        let warnings: Vec<_> = summary.warnings.iter().map(ToString::to_string).collect();
        format!(
            "{} | {} | {}",
            pairs.join(" "),
            summary.skipped,
            warnings.join(" / ")
        )
    }

    #[test]
    fn records_become_units() {
        for (text, expected) in [
            (
                "source,target\nهدنة,truce\n\nسلام,peace\n",
                "هدنة=truce سلام=peace | 0 | ",
            ),
            ("truce;هدنة\npeace;سلام\n", "هدنة=truce سلام=peace | 0 | "),
            (
                "Arabic,English,British English\nهدنة,truce,armistice\n",
                "هدنة=truce هدنة=armistice | 0 | ",
            ),
            (
                "source,target,note\nهدنة,truce\nسلام,\n,x\nحرب,war, cold,y\n# one\nقصف,shelling,,,\n",
                "هدنة=truce قصف=shelling | 3 | line 3: without text in both languages, left out / line 4: without \
                 text in both languages, left out / line 5: more fields than the 3 columns, left out",
            ),
        ] {
            assert_eq!(show(text), expected, "{text}");
        }
        let prose = "Well, he said,\nit is, after all, over.\n";
        assert_eq!(
            read(prose, TableMapping::default()).unwrap_err(),
            TableError::NoColumns
        );
        assert_eq!(
            read("one\ntwo\n", TableMapping::default()).unwrap_err(),
            TableError::NoColumns
        );
    }

    #[test]
    fn every_column_is_kept() {
        let text = "English,Arabic,Author,Created,Modified,Project,File name,Comment,sourceLang,targetLang\n\
                    \"Truce, now\",\"هدنة\nالآن\",Lina,2016-02-27,2016-02-28 10:00:00,News,a.docx,\"so \"\"said\"\"\",en-GB,ar-SY\n";
        let (units, summary) = read(text, TableMapping::default()).unwrap();
        assert_eq!(summary.warnings, vec![]);
        let unit = &units[0];
        assert_eq!(
            (unit.source.as_str(), unit.target.as_str()),
            ("هدنة\nالآن", "Truce, now")
        );
        assert_eq!(
            (unit.source_tag.as_str(), unit.target_tag.as_str()),
            ("ar-SY", "en-GB")
        );
        assert_eq!(unit.author.as_deref(), Some("Lina"));
        assert_eq!(
            (unit.created, unit.changed),
            (Some(1_456_531_200), Some(1_456_653_600))
        );
        assert_eq!(
            (unit.project.as_deref(), unit.document.as_deref()),
            (Some("News"), Some("a.docx"))
        );
        assert_eq!(unit.extra.as_ref().unwrap().remarks[0].text, "so \"said\"");
    }

    #[test]
    fn many_faults_are_counted() {
        let text = format!("source,target\nهدنة,truce\n{}", "هدنة,\n".repeat(700));
        let (units, summary) = read(&text, TableMapping::default()).unwrap();
        assert_eq!(
            (units.len(), summary.skipped, summary.warnings.len()),
            (1, 700, 21)
        );
        assert!(summary.warnings[20].to_string().contains("680 more lines"));
    }
}
