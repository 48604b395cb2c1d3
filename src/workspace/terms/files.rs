//! Termbases in and out: TBX, CSV, TSV, XLSX and the glossaries of other programs.

use super::edit::TermChange;
use super::{Event, Terms};
use crate::engine::exchange::glossary::{Glossary, GlossaryError, GlossaryReading};
use crate::engine::exchange::table::{TableError, TableMapping};
use crate::engine::exchange::tbx::{self, Dialect};
use crate::engine::exchange::{glossary, table, workbook};
use crate::engine::model::{TermEntry, TermTranslation, TermbaseId, Warning};
use crate::engine::terminology::TermIndex;
use crate::jobs::Ticket;
use crate::workspace::core::{
    Core, Followed, HEAD, ImportInto, Slot, WorkspaceError, go_on, is_markup, is_named, write_file,
};
use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::hash::{Hash, Hasher};
use std::io::{BufReader, Read, Seek};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const IMPORT: Slot = Slot::shown("import terms", "importing terms");
const EXPORT: Slot = Slot::shown("export terms", "exporting terms");
/// So many terms are indexed by the job that reads them, since drawing would wait for it.
const INDEXED_APART: usize = 2_000;

/// The terms of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TermFile {
    pub entries: Vec<TermEntry>,
    pub skipped: u64,
    pub warnings: Vec<Warning>,
}

/// Reads the terms of a file and looks for entries that stand in it twice.
///
/// # Errors
/// The file cannot be read or is broken; the message names the line.
pub fn check_terms(path: &Path) -> Result<TermFile, WorkspaceError> {
    let mut file = read_terms(path, &TableMapping::default(), &Ticket::default())?;
    let mut seen: HashMap<(&str, &str), usize> = HashMap::new();
    let mut twice = Vec::new();
    for (number, entry) in (1usize..).zip(&file.entries) {
        for translation in &entry.translations {
            let pair = (entry.source.as_str(), translation.text.as_str());
            match seen.get(&pair) {
                Some(first) => twice.push(Warning::new(format!(
                    "entry {number} repeats entry {first}: {} = {}",
                    pair.0, pair.1
                ))),
                None => {
                    seen.insert(pair, number);
                }
            }
        }
    }
    file.warnings.append(&mut twice);
    Ok(file)
}

/// Reads the terms of a TBX file, workbook or glossary; which it is tell its name and its first
/// letters.
fn read_terms(
    path: &Path,
    mapping: &TableMapping,
    ticket: &Ticket,
) -> Result<TermFile, WorkspaceError> {
    let refuse = |reason: String| WorkspaceError::File {
        reason,
        path: path.into(),
    };
    let unreadable = |error: std::io::Error| refuse(format!("it cannot be read ({error})"));
    let mut file = File::open(path).map_err(unreadable)?;
    let mut head = Vec::new();
    let begun = (&mut file).take(HEAD).read_to_end(&mut head);
    begun.and_then(|_| file.rewind()).map_err(unreadable)?;
    let length = file.metadata().map_or(0, |meta| meta.len());
    if is_named(path, "tbx") || is_markup(&head) {
        let followed = Followed::new(file, length, ticket);
        let read = tbx::read(BufReader::with_capacity(1 << 16, followed));
        let read = read.map_err(|error| refuse(error.to_string()))?;
        return Ok(TermFile {
            entries: read.entries,
            skipped: read.skipped,
            warnings: read.warnings,
        });
    }
    let read = if is_named(path, "xlsx") {
        read_workbook(file, mapping, ticket)
    } else {
        let name = path.file_name().map(|name| name.to_string_lossy());
        read_table(file, name.as_deref(), mapping, ticket)
    };
    let read = read.map_err(|error| refuse(error.to_string()))?;
    Ok(TermFile {
        entries: read.entries,
        skipped: read.skipped,
        warnings: read.warnings,
    })
}

/// A table of text is read twice, first for its encoding, and never kept as a whole.
fn read_table(
    mut file: File,
    name: Option<&str>,
    mapping: &TableMapping,
    ticket: &Ticket,
) -> Result<Glossary, GlossaryError> {
    let layout = table::look(&file, name, mapping)?;
    let failed = |error: std::io::Error| TableError::Unreadable(error.to_string());
    file.rewind().map_err(failed)?;
    let length = file.metadata().map_or(0, |meta| meta.len());
    let input = BufReader::with_capacity(1 << 16, Followed::new(file, length, ticket));
    let mut reading = GlossaryReading::new(mapping.clone(), Some(layout.delimiter));
    let mut stopped = None;
    let read = table::read_records(input, &layout, |record| {
        go_on(reading.take(record), &mut stopped)
    });
    stopped.map_or(Ok(()), Err)?;
    read?;
    reading.finish(layout.warnings)
}

/// The terms of a workbook's sheet, the first one if none is named.
fn read_workbook(
    file: File,
    mapping: &TableMapping,
    ticket: &Ticket,
) -> Result<Glossary, GlossaryError> {
    let sheets = workbook::sheet_names(BufReader::new(&file))?;
    let sheet = mapping.sheet.as_deref();
    let mut reading = GlossaryReading::new(mapping.clone(), None);
    let mut stopped = None;
    let read = workbook::read_records(BufReader::new(&file), sheet, |record, rows| {
        ticket.report(record.line, rows);
        if ticket.is_cancelled() {
            return ControlFlow::Break(());
        }
        go_on(reading.take(record), &mut stopped)
    });
    stopped.map_or(Ok(()), Err)?;
    let mut warnings = read?;
    if let ([first, _, ..], None) = (sheets.as_slice(), sheet) {
        let message = format!("of {} sheets the first was read: {first}", sheets.len());
        warnings.push(Warning::new(message));
    }
    reading.finish(warnings)
}

/// The terms of a file, ready to be put into a termbase.
struct PreparedTerms {
    into: ImportInto<TermbaseId>,
    file: TermFile,
    /// Entries that were in the termbase already.
    repeated: u64,
    /// All terms with these, made off the thread that draws where they are many; good for the
    /// revision of the terms it began with.
    index: Option<(u64, TermIndex)>,
}

/// An entry by what a file decides.
struct Content<'a>(&'a TermEntry);

impl<'a> Content<'a> {
    fn fields(&self) -> ([&'a str; 8], &'a [String], &'a [TermTranslation]) {
        let entry = self.0;
        let texts = [
            entry.source.as_str(),
            &entry.part_of_speech,
            &entry.domain,
            &entry.definition,
            &entry.example,
            &entry.note,
            &entry.reference,
            &entry.client,
        ];
        (texts, &entry.forms, &entry.translations)
    }
}

impl PartialEq for Content<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.fields() == other.fields()
    }
}

impl Eq for Content<'_> {}

impl Hash for Content<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.fields().hash(state);
    }
}

impl Terms {
    /// The termbase that an import goes into; `None` where it is made for it.
    fn named(&self, into: &ImportInto<TermbaseId>) -> Result<Option<TermbaseId>, WorkspaceError> {
        match into {
            ImportInto::Existing(id) => self.termbase_row(*id).map(|row| Some(row.id)),
            ImportInto::New(name) if name.trim().is_empty() => Err(WorkspaceError::EmptyName),
            ImportInto::New(name) => {
                let mut rows = self.bases.iter();
                Ok(rows.find(|row| row.name == *name).map(|row| row.id))
            }
        }
    }

    pub(in crate::workspace) fn import(
        &mut self,
        core: &mut Core,
        into: ImportInto<TermbaseId>,
        path: PathBuf,
        mapping: TableMapping,
    ) -> Result<(), WorkspaceError> {
        if core.is_read_only() {
            return Err(WorkspaceError::ReadOnly);
        }
        let id = self.named(&into)?;
        if let Some(id) = id {
            self.expect_unprotected(id)?;
        }
        let all = self.store.snapshot();
        let revision = self.store.revision();
        let ids = Arc::clone(&core.ids);
        let slot = core.beside(IMPORT);
        let work = move |ticket: &Ticket| {
            read_terms(&path, &mapping, ticket).map(|mut file| {
                let before = file.entries.len();
                let known = all.iter().filter(|placed| Some(placed.termbase) == id);
                let known: HashSet<Content<'_>> =
                    known.map(|placed| Content(&placed.entry)).collect();
                file.entries
                    .retain(|entry| !known.contains(&Content(entry)));
                for entry in &mut file.entries {
                    entry.id = ids.term();
                }
                let index = (file.entries.len() >= INDEXED_APART).then(|| {
                    let old = all.iter().map(|placed| &placed.entry);
                    (revision, TermIndex::build(old.chain(&file.entries)))
                });
                PreparedTerms {
                    into,
                    repeated: (before - file.entries.len()) as u64,
                    file,
                    index,
                }
            })
        };
        core.spawn(slot, work, |workspace, read| {
            if let Some(prepared) = workspace.core.expect(read) {
                workspace.terms.store_terms(&mut workspace.core, prepared);
            }
        });
        Ok(())
    }

    /// Puts the terms of a file that was read to its end into a termbase. Entries that are there
    /// already were left out, so that a file can be imported again.
    fn store_terms(&mut self, core: &mut Core, prepared: PreparedTerms) {
        let PreparedTerms {
            into,
            mut file,
            repeated,
            index,
        } = prepared;
        if repeated > 0 {
            let message = format!("{repeated} entries were in the termbase already");
            file.warnings.push(Warning::new(message));
        }
        let termbase = match into {
            ImportInto::Existing(id) => self.termbase_row(id).map(|row| row.id),
            ImportInto::New(name) => Ok(self.termbase_or_new(core, &name)),
        };
        let Some(termbase) = core.expect(termbase) else {
            return;
        };
        let entries = file.entries.len() as u64;
        let added = file.entries.into_iter();
        let added = added.map(|entry| TermChange::added(termbase, self.signed(core, entry)));
        let added = added.collect();
        // One transaction and one undo step: nothing is ever half imported.
        if let Err(error) = self.add_imported(core, added, index) {
            core.fail(error.to_string());
            return;
        }
        core.tell(Event::Imported {
            termbase: self.termbase_name(termbase).to_owned(),
            entries,
            skipped: file.skipped + repeated,
            warnings: file.warnings,
        });
    }

    /// Writes the entries of a termbase in the background.
    pub(super) fn export(
        &mut self,
        core: &mut Core,
        id: TermbaseId,
        path: PathBuf,
    ) -> Result<(), WorkspaceError> {
        let termbase = self.termbase_row(id)?.name.clone();
        let entries: Vec<TermEntry> = self
            .store
            .of(id)
            .map(|placed| placed.entry.clone())
            .collect();
        let slot = core.beside(EXPORT);
        let work = move |_: &Ticket| {
            let warnings = write_terms(&path, &entries)?;
            Ok::<_, WorkspaceError>(Event::Exported {
                termbase,
                entries: entries.len() as u64,
                warnings,
            })
        };
        core.spawn(slot, work, |workspace, written| {
            workspace.core.finish(written);
        });
        Ok(())
    }
}

/// Writes the kind of file its name asks for.
fn write_terms(path: &Path, entries: &[TermEntry]) -> Result<Vec<Warning>, WorkspaceError> {
    let name = path
        .file_name()
        .map(|n| n.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    let extension = name
        .rsplit_once('.')
        .map(|(_, extension)| extension.to_owned());
    let mut warnings = Vec::new();
    write_file(path, |out| {
        match extension.as_deref() {
            Some("csv") => glossary::write(out, b',', entries.iter())?,
            Some("tsv" | "tab") => glossary::write(out, b'\t', entries.iter())?,
            Some("xlsx") => {
                let bytes = workbook::write(entries.iter()).map_err(std::io::Error::other)?;
                out.write_all(&bytes)?;
            }
            _ if name.ends_with(".dca.tbx") => {
                warnings = tbx::write(out, Dialect::Dca2019, entries.iter())?;
            }
            _ if name.ends_with(".dct.tbx") => {
                warnings = tbx::write(out, Dialect::Dct2019, entries.iter())?;
            }
            Some("tbx" | "xml") => {
                warnings = tbx::write(out, Dialect::Martif2008, entries.iter())?;
            }
            _ => {
                let message =
                    "the name must end in .tbx, .csv, .tsv or .xlsx to tell the kind of file";
                return Err(std::io::Error::other(message));
            }
        }
        Ok(())
    })?;
    Ok(warnings)
}
