//! Terms proposed from the documents of a project.

use super::{Event, Terms};
use crate::engine::model::{DocumentId, TermCandidate};
use crate::engine::terminology::TermIndex;
use crate::engine::terminology::extraction::{extract, guess_translations};
use crate::jobs::Ticket;
use crate::store::Reader;
use crate::workspace::Workspace;
use crate::workspace::core::{Core, Slot, WorkspaceError, read_error};
use std::sync::Arc;

const EXTRACT: Slot = Slot::shown("extract terms", "looking for terms");
/// Units of the memories that translations are guessed from at most.
const UNITS: usize = 50_000;

/// Which terms are looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtractionRequest {
    pub documents: Vec<DocumentId>,
    /// How often a term occurs at least.
    pub least: usize,
    /// How many are proposed at most.
    pub most: usize,
}

/// A candidate with a sentence it occurs in.
#[derive(Debug, Clone, PartialEq)]
pub struct ProposedTerm {
    pub candidate: TermCandidate,
    pub example: String,
}

impl ExtractionRequest {
    fn run(
        &self,
        reader: &Reader,
        is_known: impl Fn(&str) -> bool,
        is_cancelled: impl Fn() -> bool,
    ) -> Result<Vec<ProposedTerm>, WorkspaceError> {
        let sources = self.sources(reader)?;
        let texts: Vec<&str> = sources.iter().map(String::as_str).collect();
        let mut found = extract(&texts, self.least, self.most, is_known);
        let mut units = Vec::new();
        reader
            .units(None, |_, _, unit| {
                units.push((unit.source, unit.target));
                units.len() < UNITS && !is_cancelled()
            })
            .map_err(read_error)?;
        let units = units.iter();
        guess_translations(
            &mut found,
            units.map(|(source, target)| (source.as_str(), target.as_str())),
        );
        let proposed = found.into_iter().map(|candidate| {
            let example = candidate.examples.first().and_then(|at| sources.get(*at));
            ProposedTerm {
                example: example.cloned().unwrap_or_default(),
                candidate,
            }
        });
        Ok(proposed.collect())
    }

    fn sources(&self, reader: &Reader) -> Result<Vec<String>, WorkspaceError> {
        let mut sources = Vec::new();
        for id in &self.documents {
            let row = reader.document(*id).map_err(read_error)?;
            let row = row.ok_or(WorkspaceError::NoDocument)?;
            let segments = row.segments.into_iter().map(|placed| placed.segment);
            let wanted = segments.filter(|segment| segment.for_translation);
            sources.extend(wanted.map(|segment| segment.source));
        }
        Ok(sources)
    }
}

/// Whether a text as a whole is a term.
fn is_term(index: &TermIndex, text: &str) -> bool {
    let hits = index.find(text);
    hits.iter().any(|hit| hit.range == (0..text.len()))
}

impl Terms {
    /// Looks for terms in the background.
    pub(super) fn extract(&mut self, core: &mut Core, request: ExtractionRequest) {
        core.flush();
        let file = Arc::clone(&core.file);
        let terms = self.snapshot(core);
        let work = move |ticket: &Ticket| {
            let entries = terms.entries();
            let index = TermIndex::build(&entries);
            let is_known = |text: &str| is_term(&index, text);
            request.run(&file.reader()?, is_known, || ticket.is_cancelled())
        };
        core.spawn(EXTRACT, work, |workspace, found| {
            let found = found.map_err(|error: WorkspaceError| error.to_string());
            workspace.core.tell(Event::Extracted(found));
        });
    }
}

impl Workspace {
    /// Terms proposed from documents, the best first, that are in no termbase yet, with English
    /// guessed from the memories. Reads documents and memories from the disk and takes seconds for
    /// many of them; [`super::Command::Extract`] does it in the background.
    ///
    /// # Errors
    /// The workspace cannot be read, or a document is gone.
    pub fn term_candidates(
        &self,
        request: &ExtractionRequest,
    ) -> Result<Vec<ProposedTerm>, WorkspaceError> {
        let terms = self.terms.used(&self.core);
        let is_known = |text: &str| {
            let hits = terms.find(text);
            hits.iter().any(|hit| hit.range == (0..text.len()))
        };
        request.run(&self.core.reader, is_known, || false)
    }
}
