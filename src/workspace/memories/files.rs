//! Memories from files and into files.

use super::Event;
use super::tables::{table_kind, write_memory_table};
use super::unit_import::UnitImport;
use crate::engine::exchange::sdltm::SdltmReading;
use crate::engine::exchange::table::TableMapping;
use crate::engine::exchange::tmx::{self, Broken, TmxError, TmxSummary};
use crate::engine::files::known_binary;
use crate::engine::model::{MemoryId, Remark, TranslationUnit, Warning};
use crate::jobs::Ticket;
use crate::store::{SdltmFile, StoreError, WorkspaceFile};
use crate::workspace::core::{
    Followed, HEAD, ImportInto, JobFault, WorkspaceError, is_markup, is_named, is_table, write_file,
};
use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// How every SQLite file begins.
const SQLITE: &[u8] = b"SQLite format 3\0";
/// How workbooks begin, which are ZIP archives.
const ZIP: &[u8] = b"PK\x03\x04";

/// Units read from a file and stored, not yet to be seen.
pub(super) struct StoredImport {
    pub memory: MemoryId,
    pub import: i64,
    pub origin: String,
    pub units: u64,
    pub skipped: u64,
    /// Notes and properties of the file as a whole.
    pub header: Vec<Remark>,
    pub warnings: Vec<Warning>,
}

/// An import of units of which nothing is left.
pub(super) struct RefusedImport {
    pub message: String,
    /// Told besides where a part can be imported.
    pub retry: Option<Box<Event>>,
}

impl From<JobFault> for RefusedImport {
    fn from(fault: JobFault) -> Self {
        Self {
            message: fault.to_string(),
            retry: None,
        }
    }
}

/// A file to be read into a memory.
pub(in crate::workspace) struct MemoryFile {
    pub into: ImportInto<MemoryId>,
    pub path: PathBuf,
    /// How a table is to be read.
    pub mapping: TableMapping,
    pub broken: Broken,
}

impl MemoryFile {
    /// Reads the units of a TMX or SDLTM file, a table or a workbook; what is wrong with it, or how many it gave.
    pub(in crate::workspace) fn read(
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
        if let Some(kind) = known_binary(&head) {
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
    pub(in crate::workspace) fn broken_event(&self) -> Event {
        Event::Broken {
            into: self.into.clone(),
            path: self.path.clone(),
            mapping: self.mapping.clone(),
        }
    }

    fn nothing(&self, error: &StoreError) -> RefusedImport {
        self.refuse(format!("nothing was imported: {error}"))
    }

    pub(in crate::workspace) fn refuse(&self, reason: String) -> RefusedImport {
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

/// Writes a memory as the kind of file its name asks for, TMX without any; how many units, and
/// what could not be written.
pub(in crate::workspace) fn write_memory(
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
