//! Why a command was refused, in words a translator can act on.

use crate::store::StoreError;
use std::path::PathBuf;

#[derive(Debug, thiserror::Error)]
pub enum WorkspaceError {
    #[error("{0}")]
    Store(String),
    #[error("the workspace is open for reading only")]
    ReadOnly,
    #[error("there is no project named “{0}”")]
    NoProject(String),
    #[error("there is no memory named “{0}”")]
    NoMemory(String),
    #[error("there is no termbase named “{0}”")]
    NoTermbase(String),
    #[error("a name is needed here; it is empty")]
    EmptyName,
    #[error("there is already a project named “{0}”")]
    ProjectExists(String),
    #[error("this document was not fetched from the web")]
    NotFromWeb,
    #[error("no project is open")]
    NoOpenProject,
    #[error("that document is not here any more")]
    NoDocument,
    #[error("that segment is not in the open document")]
    NoSegment,
    #[error("nothing to confirm: the translation of this segment is empty")]
    EmptyTarget,
    #[error("this segment is not for translation; switch it on first")]
    NotForTranslation,
    #[error("the next segment belongs to another paragraph; only sentences of one paragraph merge")]
    ParagraphEnd,
    #[error("a split needs text on both sides of the caret in the source")]
    EmptySplit,
    #[error("that finding is not there any more; the text was changed")]
    NoFinding,
    #[error("there is no match with that number")]
    NoMatch,
    #[error("a term needs a source and at least one translation")]
    EmptyTerm,
    #[error("that term is not in the termbase any more")]
    NoTerm,
    #[error("the terms are still being read; try again in a moment")]
    TermsAreRead,
    #[error("of that term there is no such earlier state")]
    NoTermState,
    #[error("merging needs at least two terms; select another one too")]
    NothingToMerge,
    #[error("there is already a termbase named “{0}”")]
    TermbaseExists(String),
    #[error("that termbase is not here any more")]
    TermbaseGone,
    #[error("the termbase “{0}” is read-only; take that off in Terms, Termbases… first")]
    TermbaseReadOnly(String),
    #[error(
        "new terms of “{project}” go to the termbase “{termbase}”; let them go to another one first"
    )]
    TermbaseReceives { termbase: String, project: String },
    #[error("open a project first; the order of termbases is kept by project")]
    NoProjectForTermbases,
    #[error("open a project first; names are kept by project")]
    NoProjectOpen,
    #[error("“{0}” is not in the ledger of names")]
    NoNameEntry(String),
    #[error("that unit is not in the memory any more")]
    NoUnit,
    #[error("units of the memories are being changed; wait for that, or stop it")]
    UnitsBusy,
    #[error("a unit needs a source; to take it out, delete it")]
    EmptyUnit,
    #[error("there is already a memory named “{0}”")]
    MemoryExists(String),
    #[error("that memory is not here any more")]
    MemoryGone,
    #[error("the memory “{0}” is read-only; take that off in Memory, Memories… first")]
    MemoryReadOnly(String),
    #[error(
        "what is confirmed in “{project}” goes to the memory “{memory}”; let it go to another one first"
    )]
    MemoryReceives { memory: String, project: String },
    #[error("open a project first; the order of memories is kept by project")]
    NoProjectForMemories,
    #[error("nothing is found that could be changed; look again")]
    NothingFoundToChange,
    #[error("nothing was found that could be exported")]
    NothingFound,
    #[error("nothing to undo")]
    NothingToUndo,
    #[error("nothing to redo")]
    NothingToRedo,
    #[error("{reason}: {path}")]
    File { reason: String, path: PathBuf },
    #[error("{0}")]
    Background(String),
    #[error(transparent)]
    Fault(#[from] super::JobFault),
    #[error("a shipped file is damaged: {0}")]
    Asset(String),
}

impl From<StoreError> for WorkspaceError {
    fn from(error: StoreError) -> Self {
        Self::Store(error.to_string())
    }
}
