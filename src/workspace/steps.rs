//! The order of steps: what follows when a segment is confirmed or activated, a document imported
//! or opened, something written. Each step is a call to one capability, with the same value.

use super::checks::{Knowledge, Occasion};
use super::core::{Command as CoreCommand, read_error};
use super::documents::{
    Command as DocumentCommand, ConfirmStep, Confirmed, Documents, ImportSource, PreparedDocument,
    Sample,
};
use super::memories::{Memories, SAMPLE_MEMORY};
use super::repeats::{self, Command as RepeatCommand};
use super::suggestions::Command as SuggestionCommand;
use super::terms::Command as TermCommand;
use super::tools::Command as ToolCommand;
use super::{Command, Workspace, WorkspaceError};
use crate::engine::model::{DocumentId, ProjectId, SegmentId, TargetOrigin};
use crate::store::{DocumentRow, Receipt};

impl Workspace {
    pub(super) fn dispatch(&mut self, command: Command) -> Result<(), WorkspaceError> {
        match command {
            Command::Core(command) => self.carry_out_core(command)?,
            Command::Documents(command) => self.apply_document_command(command)?,
            Command::Memories(command) => self.memories.apply(&mut self.core, command)?,
            Command::Terms(TermCommand::FindSimilar(draft)) => {
                let draft = self.with_citation(draft);
                let command = TermCommand::FindSimilar(draft);
                self.terms.apply(&mut self.core, command)?;
            }
            Command::Terms(command) => self.terms.apply(&mut self.core, command)?,
            Command::Names(command) => {
                let terms = self.terms.snapshot(&self.core);
                let document = self.documents.open.as_ref();
                self.names.apply(&mut self.core, command, document, terms)?;
            }
            Command::Suggestions(SuggestionCommand::ApplyMatch(n)) => self.apply_match(n)?,
            Command::Checks(command) => self.apply_check_command(command)?,
            Command::Repeats(RepeatCommand::Pretranslate { min }) => {
                let matcher = self.memories.batch_matcher(&self.core);
                let how = (min, self.number_style());
                repeats::pretranslate(&mut self.core, &self.documents, matcher, how)?;
            }
            Command::Repeats(RepeatCommand::Analyse) => {
                let matcher = self.memories.batch_matcher(&self.core);
                repeats::analyse(&mut self.core, &self.documents, matcher)?;
            }
            Command::Repeats(RepeatCommand::WriteAnalysis { analysis, output }) => {
                repeats::write(&mut self.core, analysis, output)?;
            }
            Command::Tools(ToolCommand::PreviewTable { path, mapping }) => {
                self.tools.preview_table_file(&mut self.core, path, mapping);
            }
        }
        Ok(())
    }

    fn carry_out_core(&mut self, command: CoreCommand) -> Result<(), WorkspaceError> {
        match command {
            CoreCommand::Undo => self.undo()?,
            CoreCommand::Redo => self.redo()?,
            CoreCommand::CancelJobs => self.core.cancel_jobs(),
            CoreCommand::Remember { name, value } => self.core.remember(name, value),
        }
        Ok(())
    }

    fn apply_document_command(&mut self, command: DocumentCommand) -> Result<(), WorkspaceError> {
        let (documents, core) = (&mut self.documents, &mut self.core);
        match command {
            DocumentCommand::CreateProject { name } => self.create_project(&name).map(drop),
            DocumentCommand::OpenProject(id) => self.open_project(id),
            DocumentCommand::CreateSample => self.create_sample(),
            DocumentCommand::CheckSource { allow_private } => {
                self.documents.check_source(&mut self.core, allow_private)
            }
            DocumentCommand::ReadReview(path) => documents.read_review(core, path),
            DocumentCommand::ApplyReview(changes) => documents.apply_review(core, changes),
            DocumentCommand::Import { project, sources } => self.import(&project, sources),
            DocumentCommand::RemoveDocument(id) => self.remove_document(id),
            DocumentCommand::Confirm(segment) => self.confirm(segment),
            DocumentCommand::OpenDocument(id) => {
                documents.open_document(core, id);
                Ok(())
            }
            DocumentCommand::GoToSegment { document, segment } => {
                documents.go_to_segment(core, document, segment)
            }
            DocumentCommand::Activate(segment) => documents.activate(core, segment),
            DocumentCommand::EditDraft(edit) => documents.edit_draft(core, &edit),
            DocumentCommand::CopySource(segment) => documents.copy_source(core, segment),
            DocumentCommand::SetForTranslation { segment, on } => {
                documents.set_for_translation(core, segment, on)
            }
            DocumentCommand::Merge(segment) => documents.merge(core, segment),
            DocumentCommand::Split {
                segment,
                source_offset,
                target_offset,
            } => documents.split(core, segment, source_offset, target_offset),
            DocumentCommand::Export(request) => documents.export(core, request),
            DocumentCommand::MeasureRows(request) => {
                Documents::measure_rows(core, *request);
                Ok(())
            }
        }
    }

    /// Confirms a segment, and what follows.
    fn confirm(&mut self, segment: SegmentId) -> Result<(), WorkspaceError> {
        let Some(confirmed) = self.documents.confirm(&mut self.core, segment)? else {
            return Ok(());
        };
        self.save_confirmed(&confirmed);
        if let Some(document) = &self.documents.open {
            let terms = self.terms.used(&self.core);
            self.names.learn(&self.core, &confirmed, document, &terms);
        }
        let propagated = if repeats::are_filled(&self.core) {
            self.documents.propagate(&mut self.core, &confirmed)?
        } else {
            None
        };
        self.core.undo.push(ConfirmStep {
            confirmed,
            propagated,
        });
        self.check(Occasion::Confirmed(segment));
        Ok(())
    }

    /// Checks rows of the open document in the background.
    pub(super) fn check(&mut self, occasion: Occasion) {
        let Some(document) = &self.documents.open else {
            return;
        };
        if self.terms.is_reading {
            return;
        }
        let knowledge = Knowledge {
            terms_version: self.terms.version(),
            terms: self.terms.snapshot(&self.core),
            ledger: self.names.of(Some(document.project())).to_vec(),
        };
        self.checks
            .check(&mut self.core, document, occasion, knowledge);
    }

    /// The one transaction of a confirm, also when it is done again: target, history and unit.
    pub(super) fn save_confirmed(&mut self, confirmed: &Confirmed) {
        let unit = Memories::unit_of(&self.core, confirmed);
        Documents::save_confirmed(&mut self.core, confirmed, unit);
    }

    /// A segment was activated.
    fn activated(&mut self) {
        self.suggestions.clear(&mut self.core);
        self.suggest_terms();
        self.suggest_matches();
        let active = self.documents.active.filter(|id| {
            let segment = self.document().and_then(|open| open.segment(*id));
            segment.is_some_and(|segment| !segment.target.is_empty())
        });
        if let Some(segment) = active {
            self.check(Occasion::Entered(segment));
        }
    }

    /// Brings what is shown in step with what it is made from, after each command, receipt and
    /// job.
    pub(super) fn follow(&mut self) {
        while let Some(then) = self.core.next_due() {
            then(self);
        }
        if self.documents.take_activation() {
            self.activated();
        }
        if self.suggestions.terms_version != self.terms.version() {
            self.suggest_terms();
        }
        if self.suggestions.memories_version != self.memories.version() {
            self.suggest_matches();
        }
    }

    /// The matches of the active segment arrived for the first time since it was activated: an
    /// exact one fills it, as a draft, where nothing was written yet.
    pub(super) fn matches_arrived(&mut self) {
        if self.core.is_read_only() || !repeats::are_filled(&self.core) {
            return;
        }
        let least = repeats::least_rate(&self.core);
        let Some(best) = self.matches().first().filter(|best| best.rate >= least) else {
            return;
        };
        let (target, origin) = (best.target.clone(), TargetOrigin::Memory(best.rate));
        let Some(segment) = self.documents.active else {
            return;
        };
        let is_empty = self.document().and_then(|open| open.segment(segment));
        if is_empty.is_some_and(|segment| segment.is_untouched()) {
            let filled = self.documents.fill(&mut self.core, segment, target, origin);
            self.core.expect(filled);
        }
    }

    fn suggest_terms(&mut self) {
        self.suggestions.terms_version = self.terms.version();
        if let Some(segment) = self.documents.active_segment() {
            let terms = self.terms.used(&self.core);
            self.suggestions.look_up_terms(&segment, &terms);
        }
    }

    fn suggest_matches(&mut self) {
        self.suggestions.memories_version = self.memories.version();
        if let Some(segment) = self.documents.active_segment() {
            let matcher = self.memories.matcher(&self.core, &segment);
            self.suggestions
                .look_up_matches(&mut self.core, segment.segment, matcher);
        }
    }

    fn apply_match(&mut self, n: usize) -> Result<(), WorkspaceError> {
        let found = self.matches().get(n).ok_or(WorkspaceError::NoMatch)?;
        let (target, origin) = (found.target.clone(), TargetOrigin::Memory(found.rate));
        let segment = self.documents.active.ok_or(WorkspaceError::NoSegment)?;
        let targets = vec![(segment, target, origin)];
        self.documents.replace_targets(&mut self.core, targets)
    }

    fn create_project(&mut self, name: &str) -> Result<ProjectId, WorkspaceError> {
        let memory = self.memories.main(&mut self.core);
        let id = self
            .documents
            .create_project(&mut self.core, name, memory)?;
        self.enter_project(id);
        Ok(id)
    }

    fn open_project(&mut self, id: ProjectId) -> Result<(), WorkspaceError> {
        if self.core.projects.get(id).is_none() {
            return Err(WorkspaceError::NoProject(id.0.to_string()));
        }
        // What a document just imported into it has is not in memory yet.
        let documents = self.core.reader.documents(id).map_err(read_error)?;
        self.enter_project(id);
        self.documents.heads = documents;
        Ok(())
    }

    fn enter_project(&mut self, id: ProjectId) {
        if self.core.projects.open != Some(id) {
            self.core.projects.open = Some(id);
            self.documents.heads.clear();
            self.close_document();
        }
    }

    fn close_document(&mut self) {
        self.documents.close(&mut self.core);
        self.suggestions.clear(&mut self.core);
        self.names.forget();
        self.checks.forget();
    }

    fn remove_document(&mut self, id: DocumentId) -> Result<(), WorkspaceError> {
        self.documents.remove(&mut self.core, id)?;
        if self.documents.is_open(id) {
            self.close_document();
        }
        Ok(())
    }

    /// Reads documents into the project of that name, made if there is none.
    fn import(&mut self, project: &str, sources: Vec<ImportSource>) -> Result<(), WorkspaceError> {
        let project = match self.core.projects.named(project) {
            Some(id) => id,
            None => {
                let made = self.create_project(project)?;
                self.documents.created.insert(made);
                made
            }
        };
        if self.core.projects.open != Some(project) {
            self.open_project(project)?;
        }
        self.documents.import(&mut self.core, project, sources);
        Ok(())
    }

    /// A document was read, or could not be.
    pub(super) fn imported(&mut self, prepared: Result<PreparedDocument, WorkspaceError>) {
        match prepared {
            Ok(prepared) => self.documents.store_document(&mut self.core, prepared),
            Err(error) => {
                for project in self.documents.take_unused_projects(&self.core) {
                    Documents::delete_project(&mut self.core, project);
                    if self.core.projects.open == Some(project) {
                        self.core.projects.open = None;
                        self.documents.heads.clear();
                        self.close_document();
                    }
                }
                self.core.fail(error.to_string());
            }
        }
    }

    /// A document that is opened was read.
    pub(super) fn opened(&mut self, row: DocumentRow) {
        self.close_document();
        if self.core.projects.open != Some(row.project) {
            let entered = self.open_project(row.project);
            self.core.expect(entered);
        }
        let start = self.documents.show(&mut self.core, row);
        if let Some(document) = &self.documents.open {
            let terms = self.terms.snapshot(&self.core);
            self.names.know(&mut self.core, document, terms);
        }
        if let Some(segment) = start {
            let activated = self.documents.activate(&mut self.core, segment);
            self.core.expect(activated);
        }
    }

    fn create_sample(&mut self) -> Result<(), WorkspaceError> {
        let memory = self.memories.memory_or_new(&mut self.core, SAMPLE_MEMORY);
        let name = Documents::free_project_name(&self.core, Sample::PROJECT);
        let project = self
            .documents
            .create_project(&mut self.core, &name, memory)?;
        self.open_project(project)?;
        let sample = Sample::read(&self.core, &self.documents, project, &name)?;
        let (units, origin) = (sample.units, sample.origin.to_owned());
        self.memories
            .add_units(&mut self.core, memory, units, origin);
        self.documents
            .store_document(&mut self.core, sample.document);
        Ok(())
    }

    /// A write is on the disk, or was refused.
    pub(super) fn acknowledge(&mut self, receipt: Receipt) {
        let effect = self.core.acknowledge(receipt);
        self.memories.follow(&mut self.core, effect);
    }
}
