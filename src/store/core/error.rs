//! What can go wrong with a workspace file, in words a translator can act on.

use rusqlite::ErrorCode;
use std::path::PathBuf;

#[derive(Debug, thiserror::Error)]
pub(crate) enum StoreError {
    #[error("this is not a Turjuman workspace; choose another file or a new name: {0}")]
    Foreign(PathBuf),
    #[error("the workspace is damaged ({reason}); copy it aside and restore a backup: {path}")]
    Damaged { reason: String, path: PathBuf },
    #[error(
        "the workspace was written by a newer Turjuman; update this one. Nothing was changed: {0}"
    )]
    Newer(PathBuf),
    #[error(
        "the workspace was written by an older Turjuman; open it once in the window, which brings it up to date: {0}"
    )]
    Older(PathBuf),
    #[error("the workspace cannot be written ({reason}); check its permissions: {path}")]
    ReadOnly { reason: String, path: PathBuf },
    #[error("the workspace is open in another Turjuman; close that one first: {0}")]
    InUse(PathBuf),
    #[error("the workspace cannot be opened ({reason}): {path}")]
    Unreadable { reason: String, path: PathBuf },
    #[error("the disk refused a write ({0}); free some space, nothing typed is lost meanwhile")]
    DiskRefused(String),
    #[error("the workspace is being closed")]
    Closed,
    #[error("the workspace did not accept a change ({0})")]
    Rejected(String),
}

/// Whether a failed write may succeed later unchanged: a full or failing disk, a locked file.
pub(super) fn is_passing(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(
            ErrorCode::DiskFull
                | ErrorCode::SystemIoFailure
                | ErrorCode::DatabaseBusy
                | ErrorCode::DatabaseLocked
                | ErrorCode::ReadOnly
                | ErrorCode::CannotOpen
                | ErrorCode::OutOfMemory
        )
    )
}

/// The error of opening `path`.
pub(in crate::store) fn opening(error: &rusqlite::Error, path: &std::path::Path) -> StoreError {
    let path = path.to_owned();
    let reason = error.to_string();
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => StoreError::Foreign(path),
        Some(ErrorCode::DatabaseCorrupt) => StoreError::Damaged { reason, path },
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
            StoreError::ReadOnly { reason, path }
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::InUse(path),
        _ => StoreError::Unreadable { reason, path },
    }
}
