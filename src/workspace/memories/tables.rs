//! Memories from tables: CSV, TSV and workbooks.

use super::files::{MemoryFile, RefusedImport};
use crate::engine::exchange::table::{self, Record, TableError};
use crate::engine::exchange::tmx::{Broken, TmxError, TmxSummary};
use crate::engine::exchange::unit_table::{TableKind, UnitTable, UnitTableWriter};
use crate::engine::exchange::workbook::{self, WorkbookError};
use crate::engine::model::{MemoryId, TranslationUnit, Warning};
use crate::jobs::Ticket;
use crate::store::WorkspaceFile;
use crate::workspace::core::{Followed, WorkspaceError, go_on, is_named, write_file};
use std::fs::File;
use std::io::{BufReader, Seek};
use std::ops::ControlFlow;
use std::path::Path;

impl MemoryFile {
    /// Units of a table of text; the whole file is read once before, for its encoding.
    pub(in crate::workspace) fn read_table(
        &self,
        mut file: File,
        ticket: &Ticket,
        mut take: impl FnMut(TranslationUnit) -> ControlFlow<()>,
    ) -> Result<TmxSummary, RefusedImport> {
        let name = self.path.file_name().map(|name| name.to_string_lossy());
        let length = file.metadata().map_or(0, |meta| meta.len());
        let layout = table::look(&file, name.as_deref(), &self.mapping)
            .map_err(|error| self.refused(&error))?;
        file.rewind()
            .map_err(|error| self.refuse(error.to_string()))?;
        let followed = Followed::new(file, length, ticket);
        let input = BufReader::with_capacity(1 << 16, followed);
        let mut reading = UnitTable::new(self.mapping.clone());
        let mut stopped = None;
        let read = table::read_records(input, &layout, |record| {
            go_on(reading.take(record, &mut take), &mut stopped)
        });
        if let Some(error) = stopped {
            return Err(self.refused(&error));
        }
        let mut summary = match read {
            Ok(()) => self.finished(reading, &mut take)?,
            Err(error) if self.broken == Broken::KeptBefore && is_fault(&error) => {
                let mut summary = self.finished(reading, &mut take)?;
                let message = format!("{error}. What comes before was imported, the rest not");
                summary.warnings.insert(0, Warning::new(message));
                summary
            }
            Err(error) if is_fault(&error) => {
                return Err(RefusedImport {
                    retry: Some(Box::new(self.broken_event())),
                    ..self.refuse(format!(
                        "{error}. Nothing was imported; repair that line, then import it once \
                         more, or import only what comes before the error"
                    ))
                });
            }
            Err(error) => return Err(self.refused(&error)),
        };
        summary.warnings.splice(0..0, layout.warnings);
        Ok(summary)
    }

    /// Units of a workbook's sheet.
    pub(in crate::workspace) fn read_workbook(
        &self,
        mut file: File,
        ticket: &Ticket,
        mut take: impl FnMut(TranslationUnit) -> ControlFlow<()>,
    ) -> Result<TmxSummary, RefusedImport> {
        let damaged = |error: WorkbookError| self.refuse(format!("{error}. Nothing was imported"));
        let sheets = workbook::sheet_names(BufReader::new(&file)).map_err(damaged)?;
        file.rewind()
            .map_err(|error| self.refuse(error.to_string()))?;
        let sheet = self.mapping.sheet.as_deref();
        let mut reading = UnitTable::new(self.mapping.clone());
        let mut stopped = None;
        let read = workbook::read_records(BufReader::new(file), sheet, |record: Record, rows| {
            ticket.report(record.line, rows);
            go_on(reading.take(record, &mut take), &mut stopped)
        });
        if let Some(error) = stopped {
            return Err(self.refused(&error));
        }
        let told = read.map_err(damaged)?;
        let mut summary = self.finished(reading, &mut take)?;
        summary.warnings.splice(0..0, told);
        if let ([first, _, ..], None) = (sheets.as_slice(), sheet) {
            let message = format!("of {} sheets the first was read: {first}", sheets.len());
            summary.warnings.insert(0, Warning::new(message));
        }
        Ok(summary)
    }

    fn finished(
        &self,
        reading: UnitTable,
        take: &mut impl FnMut(TranslationUnit) -> ControlFlow<()>,
    ) -> Result<TmxSummary, RefusedImport> {
        reading.finish(take).map_err(|error| self.refused(&error))
    }

    fn refused(&self, error: &TableError) -> RefusedImport {
        self.refuse(match error {
            TableError::Stopped => TmxError::Stopped.to_string(),
            error => format!("{error}. Nothing was imported"),
        })
    }
}

/// Whether a line is broken, so that what comes before it can be had.
fn is_fault(error: &TableError) -> bool {
    matches!(
        error,
        TableError::OpenQuote { .. } | TableError::Bytes { .. } | TableError::LongRecord { .. }
    )
}

/// The kind of table a file's name asks for.
pub(in crate::workspace) fn table_kind(path: &Path) -> Option<TableKind> {
    [
        ("csv", TableKind::Csv),
        ("tsv", TableKind::Tsv),
        ("xlsx", TableKind::Xlsx),
    ]
    .into_iter()
    .find_map(|(extension, kind)| is_named(path, extension).then_some(kind))
}

/// Writes a memory as a table; how many units, and what could not be written.
pub(in crate::workspace) fn write_memory_table(
    file: &WorkspaceFile,
    memory: MemoryId,
    path: &Path,
    kind: TableKind,
) -> Result<(u64, Vec<Warning>), WorkspaceError> {
    let reader = file.reader()?;
    let mut done = (0, None);
    write_file(path, |out| {
        let mut writer = UnitTableWriter::new(out, kind)?;
        let mut outcome = Ok(());
        reader
            .units(Some(memory), |_, _, unit| {
                outcome = writer.write(&unit);
                outcome.is_ok()
            })
            .map_err(std::io::Error::other)?;
        outcome?;
        done = writer.finish()?;
        Ok(())
    })?;
    Ok((done.0, done.1.into_iter().collect()))
}
