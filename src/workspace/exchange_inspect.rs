//! What is in a file of language resources, without importing it.

use super::error::WorkspaceError;
use super::imports::read_bytes;
use crate::engine::exchange::{Inspection, MarkupError, inspect_glossary, inspect_markup};
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

/// First bytes by which XML in any encoding is known.
const HEAD: u64 = 512;

/// Counts what a reader sees in a TMX, TBX, XLIFF, SRX or glossary file.
///
/// # Errors
/// The file cannot be read or is broken; the message names the line.
pub fn inspect_file(path: &Path) -> Result<Inspection, WorkspaceError> {
    let refuse = |reason: String| WorkspaceError::File {
        reason,
        path: path.into(),
    };
    let mut head = Vec::new();
    File::open(path)
        .and_then(|file| file.take(HEAD).read_to_end(&mut head))
        .map_err(|error| refuse(format!("the file cannot be read ({error})")))?;
    if is_markup(&head) || is_markup_by_name(path) {
        let file = File::open(path).map_err(|error| refuse(error.to_string()))?;
        let found = inspect_markup(BufReader::with_capacity(1 << 16, file));
        let found = found.map_err(|error: MarkupError| refuse(error.to_string()))?;
        return found.ok_or_else(|| {
            refuse("this XML file is no TMX, TBX, XLIFF or SRX; Turjuman does not know it".into())
        });
    }
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let bytes = read_bytes(path)?;
    inspect_glossary(&bytes, name.as_deref()).map_err(|error| refuse(error.to_string()))
}

pub(super) fn is_markup(head: &[u8]) -> bool {
    let mut letters = head
        .iter()
        .skip_while(|&&byte| byte >= 0x80)
        .filter(|&&byte| byte != 0 && !byte.is_ascii_whitespace());
    letters.next() == Some(&b'<')
}

fn is_markup_by_name(path: &Path) -> bool {
    let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    matches!(
        extension.as_deref(),
        Some("tmx" | "tbx" | "srx" | "xliff" | "xlf" | "sdlxliff" | "mxliff" | "mqxliff" | "xml")
    )
}
