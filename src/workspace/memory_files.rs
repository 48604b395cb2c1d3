//! Memories from files and into files.

use super::Event;
use super::error::WorkspaceError;
use super::exchange_inspect::is_markup;
use super::exports::write_file;
use super::memory_tables::{is_table, table_kind, write_memory_table};
use super::outcome::RefusedImport;
use super::unit_import::UnitImport;
use crate::engine::exchange::sdltm::SdltmReading;
use crate::engine::exchange::table::TableMapping;
use crate::engine::exchange::tmx::{self, Broken, TmxError, TmxSummary};
use crate::engine::formats;
use crate::engine::model::{MemoryId, Remark, TranslationUnit, Warning};
use crate::jobs::Ticket;
use crate::store::{SdltmFile, StoreError, WorkspaceFile};
use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// How every SQLite file begins.
const SQLITE: &[u8] = b"SQLite format 3\0";
/// How workbooks begin, which are ZIP archives.
const ZIP: &[u8] = b"PK\x03\x04";
/// First bytes by which the kind of file is known.
pub(super) const HEAD: u64 = 512;

/// A file to be read into a memory.
pub(super) struct MemoryFile {
    pub memory: String,
    pub path: PathBuf,
    /// How a table is to be read.
    pub mapping: TableMapping,
    pub broken: Broken,
}

impl MemoryFile {
    /// Reads the units of a TMX or SDLTM file, a table or a workbook; what is wrong with it, or how many it gave.
    pub(super) fn read(
        &self,
        units: &mut UnitImport,
        ticket: &Ticket,
    ) -> Result<(TmxSummary, u64), RefusedImport> {
        let mut refused = None;
        let take = |unit: TranslationUnit| {
            refused = units.take(unit).err();
            if refused.is_some() || ticket.is_cancelled() {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        };
        let read = self.read_units(ticket, take);
        if let Some(error) = refused {
            return Err(self.nothing(&error));
        }
        let mut summary = read?;
        let count = units.finish().map_err(|error| self.nothing(&error))?;
        let repeated = units.repeated();
        if repeated > 0 {
            summary.skipped += repeated;
            let message = match repeated {
                1 => "1 unit was in the memory already".to_owned(),
                _ => format!("{repeated} units were in the memory already"),
            };
            summary.warnings.push(Warning::new(message));
        }
        Ok((summary, count))
    }

    fn read_units(
        &self,
        ticket: &Ticket,
        take: impl FnMut(TranslationUnit) -> ControlFlow<()>,
    ) -> Result<TmxSummary, RefusedImport> {
        let unreadable = |error| self.refuse(format!("cannot open it ({error})"));
        let mut file = File::open(&self.path).map_err(unreadable)?;
        let mut head = Vec::new();
        let begun = (&mut file).take(HEAD).read_to_end(&mut head);
        begun.and_then(|_| file.rewind()).map_err(unreadable)?;
        if head.is_empty() {
            return Err(self.refuse("The file is empty".into()));
        }
        if head.starts_with(SQLITE) {
            return self.read_sdltm(ticket, take);
        }
        if head.starts_with(ZIP) || is_named(&self.path, "xlsx") {
            return self.read_workbook(file, ticket, take);
        }
        if let Some(kind) = formats::known_binary(&head) {
            return Err(self.refuse(format!("this is {kind}, no translation memory")));
        }
        if is_table(&self.path) && !is_markup(&head) {
            return self.read_table(file, ticket, take);
        }
        let length = file.metadata().map_or(0, |meta| meta.len());
        let followed = Followed::new(file, length, ticket);
        let input = BufReader::with_capacity(1 << 16, followed);
        let read = tmx::read(input, self.broken, take);
        read.map_err(|error| match &error {
            TmxError::Broken { .. } => RefusedImport {
                retry: Some(Box::new(self.broken_event())),
                ..self.refuse(error.to_string())
            },
            TmxError::NotTmx if is_named(&self.path, "sdltm") => {
                self.refuse("this is no Trados memory (SDLTM), which is an SQLite file".into())
            }
            _ => self.refuse(error.to_string()),
        })
    }

    fn read_sdltm(
        &self,
        ticket: &Ticket,
        mut take: impl FnMut(TranslationUnit) -> ControlFlow<()>,
    ) -> Result<TmxSummary, RefusedImport> {
        let refuse = |error: crate::store::SdltmError| self.refuse(error.to_string());
        let file = SdltmFile::open(&self.path).map_err(refuse)?;
        let total = file.count();
        let mut reading = SdltmReading::default();
        let (mut rows, mut is_stopped) = (0, false);
        let read = file.units(|unit| {
            rows += 1;
            ticket.report(rows, total);
            is_stopped = reading
                .units(&unit)
                .into_iter()
                .any(|unit| take(unit).is_break());
            !is_stopped
        });
        if is_stopped {
            return Err(self.refuse(TmxError::Stopped.to_string()));
        }
        match read {
            Ok(()) => Ok(reading.finish(file.remarks())),
            Err(error) if self.broken == Broken::KeptBefore => {
                let mut summary = reading.finish(file.remarks());
                let message = format!("{error}. What comes before was imported, the rest not");
                summary.warnings.insert(0, Warning::new(message));
                Ok(summary)
            }
            Err(error) => Err(RefusedImport {
                retry: Some(Box::new(self.broken_event())),
                ..self.refuse(format!(
                    "{error}. Nothing was imported; export it from Trados as TMX and import that, \
                     or import only what comes before the error"
                ))
            }),
        }
    }

    /// Tells that a part of the file can be had.
    pub(super) fn broken_event(&self) -> Event {
        Event::MemoryBroken {
            memory: self.memory.clone(),
            path: self.path.clone(),
            mapping: self.mapping.clone(),
        }
    }

    fn nothing(&self, error: &StoreError) -> RefusedImport {
        self.refuse(format!("nothing was imported: {error}"))
    }

    pub(super) fn refuse(&self, reason: String) -> RefusedImport {
        let error = WorkspaceError::File {
            reason,
            path: self.path.clone(),
        };
        RefusedImport {
            message: error.to_string(),
            retry: None,
        }
    }
}

pub(super) fn is_named(path: &Path, extension: &str) -> bool {
    path.extension()
        .is_some_and(|found| found.eq_ignore_ascii_case(extension))
}

/// A file that tells how far it was read, and ends where the job is stopped.
pub(super) struct Followed<'a> {
    file: File,
    read: u64,
    length: u64,
    ticket: &'a Ticket,
}

impl<'a> Followed<'a> {
    pub(super) fn new(file: File, length: u64, ticket: &'a Ticket) -> Self {
        Self {
            file,
            read: 0,
            length,
            ticket,
        }
    }
}

impl Read for Followed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.ticket.is_cancelled() {
            return Err(std::io::Error::other("stopped"));
        }
        let count = self.file.read(buffer)?;
        self.read += count as u64;
        self.ticket.report(self.read, self.length);
        Ok(count)
    }
}

/// Writes a memory as the kind of file its name asks for, TMX without any; how many units, and
/// what could not be written.
pub(super) fn write_memory(
    file: &WorkspaceFile,
    memory: MemoryId,
    header: &[Remark],
    path: &Path,
) -> Result<(u64, Vec<Warning>), WorkspaceError> {
    if let Some(kind) = table_kind(path) {
        return write_memory_table(file, memory, path, kind);
    }
    if path.extension().is_some() && !is_named(path, "tmx") && !is_named(path, "xml") {
        return Err(WorkspaceError::File {
            reason: "the name must end in .tmx, .csv, .tsv or .xlsx to tell the kind of file"
                .into(),
            path: path.into(),
        });
    }
    let reader = file.reader()?;
    let mut count = 0;
    let mut warnings = Vec::new();
    write_file(path, |out| {
        let mut writer = tmx::TmxWriter::with_remarks(out, header)?;
        let mut outcome = Ok(());
        reader
            .units(Some(memory), |_, _, unit| {
                outcome = writer.write(&unit);
                count += 1;
                outcome.is_ok()
            })
            .map_err(std::io::Error::other)?;
        outcome?;
        let (_, told) = writer.finish()?;
        warnings = told;
        Ok(())
    })?;
    Ok((count, warnings))
}
