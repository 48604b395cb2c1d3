//! Units as rows of a table.

use super::super::table::{Field, text_writer};
use super::super::timestamp;
use super::super::workbook::SheetWriter;
use crate::engine::model::{Remark, RemarkKind, TranslationUnit, UnitExtra, UnitOrigin, Warning};
use std::io::{self, Write};

/// The columns of a memory written as a table, in order.
const UNIT_COLUMNS: [Field; 10] = [
    Field::Source,
    Field::Target,
    Field::SourceLanguage,
    Field::TargetLanguage,
    Field::Author,
    Field::Created,
    Field::Changed,
    Field::Project,
    Field::Document,
    Field::Note,
];

/// The kinds of tables we write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableKind {
    Csv,
    Tsv,
    Xlsx,
}

enum Out<W: Write> {
    Text(Box<csv::Writer<W>>),
    Sheet(Box<SheetWriter>, W),
}

/// Writes units one by one as CSV, TSV or a workbook.
pub struct UnitTableWriter<W: Write> {
    out: Out<W>,
    units: u64,
    /// Units with more than a table can hold.
    losses: u64,
}

impl<W: Write> UnitTableWriter<W> {
    /// # Errors
    /// The output refuses the bytes.
    pub fn new(out: W, kind: TableKind) -> io::Result<Self> {
        let out = match kind {
            TableKind::Csv => Out::Text(Box::new(text_writer(out, b',', &UNIT_COLUMNS)?)),
            TableKind::Tsv => Out::Text(Box::new(text_writer(out, b'\t', &UNIT_COLUMNS)?)),
            TableKind::Xlsx => {
                let sheet = SheetWriter::new("Units", &UNIT_COLUMNS).map_err(io::Error::other)?;
                Out::Sheet(Box::new(sheet), out)
            }
        };
        Ok(Self {
            out,
            units: 0,
            losses: 0,
        })
    }

    /// # Errors
    /// The output refuses the bytes, or a workbook the text.
    pub fn write(&mut self, unit: &TranslationUnit) -> io::Result<()> {
        self.units += 1;
        self.losses += u64::from(!fits(unit));
        let row = row(unit);
        match &mut self.out {
            Out::Text(csv) => Ok(csv.write_record(row)?),
            Out::Sheet(sheet, _) => sheet.write(row).map_err(io::Error::other),
        }
    }

    /// How many units there are, and what could not be written.
    ///
    /// # Errors
    /// As [`Self::write`].
    pub fn finish(self) -> io::Result<(u64, Option<Warning>)> {
        match self.out {
            Out::Text(mut csv) => csv.flush()?,
            Out::Sheet(sheet, mut out) => {
                let bytes = sheet.finish().map_err(io::Error::other)?;
                out.write_all(&bytes)?;
            }
        }
        let message = format!(
            "{} units have codes, properties, contexts or other languages, which a table cannot \
             hold; export as TMX to keep them",
            self.losses
        );
        Ok((self.units, (self.losses > 0).then(|| Warning::new(message))))
    }
}

fn fits(unit: &TranslationUnit) -> bool {
    unit.origin == UnitOrigin::Confirmed
        && unit.previous_source.is_none()
        && unit.next_source.is_none()
        && unit.extra.as_deref().is_none_or(has_notes_alone)
}

/// A unit's fields in the order of [`UNIT_COLUMNS`].
fn row(unit: &TranslationUnit) -> [String; 10] {
    let date = |seconds: Option<i64>| seconds.and_then(timestamp::extended).unwrap_or_default();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    UNIT_COLUMNS.map(|field| match field {
        Field::Source => unit.source.clone(),
        Field::Target => unit.target.clone(),
        Field::SourceLanguage => unit.source_tag.clone(),
        Field::TargetLanguage => unit.target_tag.clone(),
        Field::Author => text(&unit.author),
        Field::Created => date(unit.created),
        Field::Changed => date(unit.changed),
        Field::Project => text(&unit.project),
        Field::Document => text(&unit.document),
        Field::Note => notes(unit.extra.as_deref()),
        _ => String::new(),
    })
}

fn has_notes_alone(extra: &UnitExtra) -> bool {
    let is_note = |remark: &Remark| remark.kind == RemarkKind::Note && remark.attributes.is_empty();
    let UnitExtra {
        attributes,
        remarks,
        source,
        target,
        others,
    } = extra;
    attributes.is_empty()
        && remarks.iter().all(is_note)
        && source.is_empty()
        && target.is_empty()
        && others.is_empty()
}

fn notes(extra: Option<&UnitExtra>) -> String {
    let remarks = extra.map_or(&[][..], |extra| &extra.remarks);
    let notes = remarks
        .iter()
        .filter(|remark| remark.kind == RemarkKind::Note);
    notes
        .map(|note| note.text.as_str())
        .collect::<Vec<_>>()
        .join("\n")
}
