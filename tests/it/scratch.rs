//! Workspaces for tests, in folders that go with them.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use turjuman::engine::model::{DocumentId, MemoryId, Segment, SegmentId, TermbaseId, UnitId};
use turjuman::workspace::{
    Assets, Command, CoreEvent, DocumentCommand, DocumentEvent, DraftEdit, EditKind, Event,
    ImportSource, Location, MemoryCommand, MemoryEvent, OpenOptions, TextSelection, UnitCard,
    Workspace, WorkspaceError,
};

/// A workspace in a folder of its own.
pub struct Scratch {
    pub workspace: Workspace,
    pub folder: tempfile::TempDir,
}

pub fn options(path: &Path) -> OpenOptions {
    OpenOptions {
        location: Location::File(path.to_owned()),
        read_only: false,
        assets: Assets::default(),
        terms_in_background: false,
        wake: Arc::new(|| {}),
    }
}

/// Three paragraphs, five segments.
pub const ARTICLE: &str = "أعلنت الحكومة هدنة جديدة اليوم. وقال المتحدث إن الهدنة تبدأ صباح الغد.\n\
    ورحبت الأمم المتحدة بالهدنة. وقتل 12 مدنيا في غارة جوية أمس.\n\
    أعلنت الحكومة هدنة جديدة اليوم.\n";

impl Scratch {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let workspace = Workspace::open(options(&folder.path().join("workspace.db"))).unwrap();
        Self { workspace, folder }
    }

    /// With [`ARTICLE`] open in a project named "news".
    pub fn with_article() -> Self {
        let mut scratch = Self::new();
        let id = scratch.import_text(ARTICLE);
        scratch.apply(DocumentCommand::OpenDocument(id));
        scratch
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Closes the workspace and opens it again.
    pub fn reopen(self) -> Self {
        let path = self.path("workspace.db");
        drop(self.workspace);
        let workspace = Workspace::open(options(&path)).unwrap();
        Self {
            workspace,
            folder: self.folder,
        }
    }

    /// Applies a command that must succeed, waits for it and gives its events.
    pub fn apply(&mut self, command: impl Into<Command>) -> Vec<Event> {
        self.workspace.apply(command).unwrap();
        self.settle()
    }

    pub fn refuse(&mut self, command: impl Into<Command>) -> WorkspaceError {
        self.workspace.apply(command).unwrap_err()
    }

    /// The card of a unit.
    pub fn card(&mut self, unit: UnitId) -> Result<UnitCard, String> {
        let events = self.apply(MemoryCommand::ReadCard(unit));
        let card = events.into_iter().find_map(|event| match event {
            Event::Memories(MemoryEvent::CardRead(of, card)) if of == unit => Some(card),
            _ => None,
        });
        card.unwrap().map(|card| *card)
    }

    pub fn memory(&self, name: &str) -> MemoryId {
        self.workspace.memory_named(name).unwrap()
    }

    pub fn termbase(&self, name: &str) -> TermbaseId {
        self.workspace.termbase_named(name).unwrap()
    }

    pub fn settle(&mut self) -> Vec<Event> {
        self.workspace.settle().unwrap();
        let mut events = Vec::new();
        loop {
            let more = self.workspace.poll();
            if more.is_empty() {
                return events;
            }
            events.extend(more);
        }
    }

    pub fn import_text(&mut self, text: &str) -> DocumentId {
        self.import(ImportSource::Text {
            name: "article".into(),
            text: text.into(),
        })
        .unwrap()
    }

    /// The document, or the message of the failure.
    pub fn import(&mut self, source: ImportSource) -> Result<DocumentId, String> {
        let events = self.apply(DocumentCommand::Import {
            project: "news".into(),
            sources: vec![source],
        });
        events
            .into_iter()
            .find_map(|event| match event {
                Event::Documents(DocumentEvent::Imported { document, .. }) => Some(Ok(document)),
                Event::Core(CoreEvent::Failed { message }) => Some(Err(message)),
                _ => None,
            })
            .unwrap()
    }

    pub fn import_bytes(&mut self, name: &str, bytes: &[u8]) -> Result<DocumentId, String> {
        let path = self.path(name);
        std::fs::write(&path, bytes).unwrap();
        self.import(ImportSource::File(path))
    }

    pub fn segment(&self, row: usize) -> &Segment {
        self.workspace.document().unwrap().get(row).unwrap()
    }

    pub fn id(&self, row: usize) -> SegmentId {
        self.segment(row).id
    }

    pub fn sources(&self) -> Vec<String> {
        let document = self.workspace.document().unwrap();
        document.segments().map(|s| s.source.clone()).collect()
    }

    /// The edit that writes a whole target.
    pub fn replacing(&self, row: usize, text: &str) -> Command {
        Command::from(DocumentCommand::EditDraft(DraftEdit {
            segment: self.id(row),
            text: text.into(),
            before: TextSelection::caret(self.segment(row).target.len()),
            after: TextSelection::caret(text.len()),
            kind: EditKind::Replacing,
        }))
    }

    /// Writes a whole target as one edit.
    pub fn write_target(&mut self, row: usize, text: &str) {
        let edit = self.replacing(row, text);
        self.apply(edit);
    }

    /// Translates a row and confirms it.
    pub fn translate(&mut self, row: usize, text: &str) {
        self.apply(DocumentCommand::Activate(self.id(row)));
        self.write_target(row, text);
        self.apply(DocumentCommand::Confirm(self.id(row)));
    }
}
