//! The workspace file: opening, checking, locking.

use super::error::{StoreError, opening};
use super::rows::Reader;
use super::schema;
use rusqlite::{Connection, OpenFlags};
use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

/// How a workspace is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// The one writer; created if absent.
    ReadWrite,
    /// Looks only; may run beside the writer.
    ReadOnly,
}

/// What a capability clears away when a file is opened for writing: the rests of what was
/// interrupted.
pub(in crate::store) type Sweep = fn(&mut Connection) -> rusqlite::Result<()>;

/// An opened workspace file. Holds the writer's lock while it lives.
#[derive(Debug)]
pub(crate) struct WorkspaceFile {
    path: PathBuf,
    /// Released by the system when the process ends, however it ends.
    _lock: Option<File>,
}

impl WorkspaceFile {
    /// Opens or creates the workspace, applies missing schema steps, sweeps unfinished imports.
    /// Gives the writer's connection with it, `None` when read-only.
    ///
    /// # Errors
    /// A file that is no workspace, damaged, newer, unwritable, or open elsewhere for writing.
    pub(in crate::store) fn open_and_sweep(
        path: &Path,
        access: Access,
        sweeps: &[Sweep],
    ) -> Result<(Self, Option<Connection>), StoreError> {
        if path.is_dir() {
            return Err(StoreError::Unreadable {
                reason: "it is a folder".into(),
                path: path.into(),
            });
        }
        match access {
            Access::ReadOnly => {
                let file = Self {
                    path: path.into(),
                    _lock: None,
                };
                let connection = file.connect()?;
                check_identity(&connection, path)?;
                refuse_older(&connection, path)?;
                Ok((file, None))
            }
            Access::ReadWrite => {
                if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
                    std::fs::create_dir_all(folder).map_err(|error| unwritable(&error, path))?;
                }
                refuse_read_only(path)?;
                let lock = lock(path)?;
                let connection = open_for_writing(path, sweeps)?;
                let file = Self {
                    path: path.into(),
                    _lock: Some(lock),
                };
                Ok((file, Some(connection)))
            }
        }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// A read-only connection of its own, for a job or for the façade's short reads.
    pub(crate) fn reader(&self) -> Result<Reader, StoreError> {
        self.connect().map(Reader::new)
    }

    /// Another read-only connection.
    pub(in crate::store) fn connect(&self) -> Result<Connection, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&self.path, flags)
            .map_err(|error| opening(&error, &self.path))?;
        connection
            .busy_timeout(std::time::Duration::from_secs(5))
            .map_err(|error| opening(&error, &self.path))?;
        Ok(connection)
    }
}

fn unwritable(error: &std::io::Error, path: &Path) -> StoreError {
    StoreError::ReadOnly {
        reason: error.to_string(),
        path: path.into(),
    }
}

/// SQLite opens a read-only file happily and fails at the first write; better now than then.
fn refuse_read_only(path: &Path) -> Result<(), StoreError> {
    match std::fs::metadata(path) {
        Ok(meta) if meta.permissions().readonly() => Err(StoreError::ReadOnly {
            reason: "the file is read-only".into(),
            path: path.into(),
        }),
        _ => Ok(()),
    }
}

fn lock(path: &Path) -> Result<File, StoreError> {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(PathBuf::from(name))
        .map_err(|error| unwritable(&error, path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse(path.into())),
        Err(TryLockError::Error(error)) => Err(unwritable(&error, path)),
    }
}

fn open_for_writing(path: &Path, sweeps: &[Sweep]) -> Result<Connection, StoreError> {
    let mut connection = Connection::open(path).map_err(|error| opening(&error, path))?;
    // Before anything is changed in a file that may be somebody else's.
    check_identity(&connection, path)?;
    prepare(&connection)
        .and_then(|()| schema::migrate(&mut connection))
        .and_then(|()| sweeps.iter().try_for_each(|sweep| sweep(&mut connection)))
        .map_err(|error| opening(&error, path))?;
    Ok(connection)
}

fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // A confirm that is called saved survives a power cut.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

/// Refuses databases of other programs, of a newer Turjuman, and damaged ones.
fn check_identity(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let check = || -> rusqlite::Result<(i32, usize, i64)> {
        let tables =
            connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        let application = connection.pragma_query_value(None, "application_id", |r| r.get(0))?;
        Ok((application, schema::version(connection)?, tables))
    };
    let (application, version, tables) = check().map_err(|error| opening(&error, path))?;
    if tables > 0 && application != schema::APPLICATION_ID {
        return Err(StoreError::Foreign(path.into()));
    }
    if version > schema::newest() {
        return Err(StoreError::Newer(path.into()));
    }
    Ok(())
}

/// A reader cannot apply the steps that a file lacks.
fn refuse_older(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let version = schema::version(connection).map_err(|error| opening(&error, path))?;
    if version < schema::newest() {
        return Err(StoreError::Older(path.into()));
    }
    Ok(())
}
