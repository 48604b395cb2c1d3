//! Termbases in and out: TBX, CSV, TSV, XLSX and the glossaries of other programs.

use super::error::WorkspaceError;
use super::exports::write_file;
use super::imports::read_bytes;
use super::outcome::{Outcome, Slot};
use super::undo::TermChange;
use super::{Event, Workspace};
use crate::engine::exchange::table::TableMapping;
use crate::engine::exchange::tbx::{self, Dialect};
use crate::engine::exchange::{glossary, table, workbook};
use crate::engine::model::{TermEntry, Warning};
use std::collections::HashMap;
use std::io::Cursor;
use std::path::{Path, PathBuf};

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
    let mut file = read_terms(path, &TableMapping::default())?;
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
fn read_terms(path: &Path, mapping: &TableMapping) -> Result<TermFile, WorkspaceError> {
    let refuse = |reason: String| WorkspaceError::File {
        reason,
        path: path.into(),
    };
    let bytes = read_bytes(path)?;
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let is_tbx = path
        .extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("tbx"));
    if is_tbx || super::exchange_inspect::is_markup(&bytes[..bytes.len().min(512)]) {
        let read = tbx::read(bytes.as_slice()).map_err(|error| refuse(error.to_string()))?;
        return Ok(TermFile {
            entries: read.entries,
            skipped: read.skipped,
            warnings: read.warnings,
        });
    }
    let is_workbook = path
        .extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("xlsx"));
    if is_workbook {
        return read_workbook(&bytes, mapping).map_err(|error| refuse(error.to_string()));
    }
    let read = table::read_as(&bytes, name.as_deref(), mapping)
        .map_err(glossary::GlossaryError::from)
        .and_then(|table| glossary::from_table(table, mapping));
    read.map(term_file)
        .map_err(|error| refuse(error.to_string()))
}

/// The terms of a workbook's sheet, the first one if none is named.
fn read_workbook(
    bytes: &[u8],
    mapping: &TableMapping,
) -> Result<TermFile, Box<dyn std::error::Error>> {
    let sheets = workbook::sheet_names(Cursor::new(bytes))?;
    let sheet = mapping.sheet.as_deref();
    let table = workbook::read(Cursor::new(bytes), sheet, |_| true)?;
    let mut file = term_file(glossary::from_table(table, mapping)?);
    if let ([first, _, ..], None) = (sheets.as_slice(), sheet) {
        let message = format!("of {} sheets the first was read: {first}", sheets.len());
        file.warnings.push(Warning::new(message));
    }
    Ok(file)
}

fn term_file(read: glossary::Glossary) -> TermFile {
    let is_left_out = |warning: &&Warning| warning.line.is_some();
    TermFile {
        skipped: read.warnings.iter().filter(is_left_out).count() as u64,
        entries: read.entries,
        warnings: read.warnings,
    }
}

impl Workspace {
    pub(super) fn import_terms(
        &mut self,
        termbase: String,
        path: PathBuf,
        mapping: TableMapping,
    ) -> Result<(), WorkspaceError> {
        if termbase.trim().is_empty() {
            return Err(WorkspaceError::EmptyName);
        }
        if self.writer.is_none() {
            return Err(WorkspaceError::ReadOnly);
        }
        self.expect_writable_termbase(&termbase)?;
        let slot = Slot::ImportTerms(self.next_job());
        self.jobs.spawn(slot, move |_| {
            let read = read_terms(&path, &mapping).map(|file| (termbase, file));
            Outcome::TermsRead(read.map_err(|error| error.to_string()))
        });
        Ok(())
    }

    /// Puts the terms of a file that was read to its end into a termbase. Entries that are there
    /// already are left out, so that a file can be imported again.
    pub(super) fn store_terms(&mut self, name: String, mut file: TermFile) {
        let termbase = self.termbase_or_new(&name);
        let known: std::collections::HashSet<TermEntry> = self
            .terms
            .of(termbase)
            .map(|placed| anonymous(&placed.entry))
            .collect();
        let before = file.entries.len();
        file.entries
            .retain(|entry| !known.contains(&anonymous(entry)));
        let repeated = before - file.entries.len();
        if repeated > 0 {
            let message = format!("{repeated} entries were in the termbase already");
            file.warnings.push(Warning::new(message));
        }
        let entries = file.entries.len() as u64;
        let added = file.entries.into_iter().map(|entry| {
            let id = self.ids.term();
            TermChange::added(termbase, self.signed(TermEntry { id, ..entry }))
        });
        let added = added.collect();
        // One transaction and one undo step: nothing is ever half imported.
        if let Err(error) = self.change_terms(super::terms::IMPORT, added) {
            self.fail(error.to_string());
            return;
        }
        self.events.push_back(Event::TermsImported {
            termbase: name,
            entries,
            skipped: file.skipped + repeated as u64,
            warnings: file.warnings,
        });
    }

    pub(super) fn export_terms(
        &mut self,
        termbase: String,
        path: PathBuf,
    ) -> Result<(), WorkspaceError> {
        let row = self.termbases.iter().find(|row| row.name == termbase);
        let id = row.map(|row| row.id);
        let id = id.ok_or_else(|| WorkspaceError::NoTermbase(termbase.clone()))?;
        let entries: Vec<TermEntry> = self
            .terms
            .of(id)
            .map(|placed| placed.entry.clone())
            .collect();
        let slot = Slot::ExportTerms(self.next_job());
        self.jobs.spawn(slot, move |_| {
            let written = write_terms(&path, &entries).map(|warnings| Event::TermsExported {
                termbase,
                entries: entries.len() as u64,
                warnings,
            });
            Outcome::Finished(written.map_err(|error| error.to_string()))
        });
        Ok(())
    }
}

/// An entry without what a file does not decide.
fn anonymous(entry: &TermEntry) -> TermEntry {
    TermEntry {
        id: crate::engine::model::TermId(0),
        created: None,
        changed: None,
        author: String::new(),
        ..entry.clone()
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
