//! Files as they are read and written.

use super::WorkspaceError;
use crate::jobs::Ticket;
use std::fs::File;
use std::io::{BufWriter, Read, Write};
use std::ops::ControlFlow;
use std::path::Path;

/// Larger files are no articles; reading them would only fill the memory.
const LARGEST_FILE: u64 = 256 << 20;
/// First bytes by which the kind of file is known, in any encoding.
pub(in crate::workspace) const HEAD: u64 = 512;

/// Reads the bytes of a file that should be a document.
pub(in crate::workspace) fn read_bytes(path: &Path) -> Result<Vec<u8>, WorkspaceError> {
    let refuse = |reason: String| WorkspaceError::File {
        reason,
        path: path.into(),
    };
    let shown = path.to_string_lossy();
    if shown.starts_with("http://") || shown.starts_with("https://") {
        return Err(refuse(
            "Turjuman does not fetch web pages yet; copy the article in the browser and paste it"
                .into(),
        ));
    }
    let meta = std::fs::metadata(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => refuse("there is no such file".into()),
        _ => refuse(format!("the file cannot be read ({error})")),
    })?;
    if meta.is_dir() {
        return Err(refuse(
            "this is a folder; choose the files in it one by one".into(),
        ));
    }
    if meta.len() > LARGEST_FILE {
        return Err(refuse(format!(
            "the file has {} MB, too much for an article; split it first",
            meta.len() >> 20
        )));
    }
    std::fs::read(path).map_err(|error| refuse(format!("the file cannot be read ({error})")))
}

/// Writes a file beside its place, syncs it and renames it, so that a fault leaves the old one.
pub(in crate::workspace) fn write_file(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
) -> Result<(), WorkspaceError> {
    let attempt = || -> std::io::Result<()> {
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        if path.is_dir() {
            return Err(std::io::Error::other("it is a folder"));
        }
        let mut builder = tempfile::Builder::new();
        builder.prefix(".turjuman-");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // Less the user's mask, as for any other new file.
            builder.permissions(std::fs::Permissions::from_mode(0o666));
        }
        let file = builder.tempfile_in(folder)?;
        let mut out = BufWriter::new(&file);
        write(&mut out)?;
        out.flush()?;
        drop(out);
        file.as_file().sync_all()?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    };
    attempt().map_err(|error| WorkspaceError::File {
        reason: format!("cannot write it ({error}); what was there is unchanged"),
        path: path.into(),
    })
}

pub(in crate::workspace) fn is_named(path: &Path, extension: &str) -> bool {
    path.extension()
        .is_some_and(|found| found.eq_ignore_ascii_case(extension))
}

/// Whether a file is a table by its name.
pub(in crate::workspace) fn is_table(path: &Path) -> bool {
    ["csv", "tsv", "tab", "txt", "utf8"]
        .iter()
        .any(|extension| is_named(path, extension))
}

/// A file that tells how far it was read, and ends where the job is stopped.
pub(in crate::workspace) struct Followed<'a> {
    file: File,
    read: u64,
    length: u64,
    ticket: &'a Ticket,
}

impl<'a> Followed<'a> {
    pub(in crate::workspace) fn new(file: File, length: u64, ticket: &'a Ticket) -> Self {
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

/// Whether to read on after a record; what stopped it is kept.
pub(in crate::workspace) fn go_on<E>(
    taken: Result<(), E>,
    stopped: &mut Option<E>,
) -> ControlFlow<()> {
    *stopped = taken.err();
    if stopped.is_some() {
        ControlFlow::Break(())
    } else {
        ControlFlow::Continue(())
    }
}

/// Whether a file that begins so is XML.
pub(in crate::workspace) fn is_markup(head: &[u8]) -> bool {
    let mut letters = head
        .iter()
        .skip_while(|&&byte| byte >= 0x80)
        .filter(|&&byte| byte != 0 && !byte.is_ascii_whitespace());
    letters.next() == Some(&b'<')
}
