//! Terms proposed from the documents of a project.

use super::error::WorkspaceError;
use super::outcome::{Outcome, Slot};
use super::{Workspace, read_error};
use crate::engine::model::{DocumentId, TermCandidate, TermEntry};
use crate::engine::terminology::TermIndex;
use crate::engine::terminology::extraction::{extract, guess_translations};
use crate::store::Reader;
use std::sync::Arc;

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

impl Workspace {
    /// Terms proposed from documents, the best first, that are in no termbase yet, with English
    /// guessed from the memories. Reads documents and memories from the disk and takes seconds for
    /// many of them; [`Workspace::extract_terms`] does it in the background.
    ///
    /// # Errors
    /// The workspace cannot be read, or a document is gone.
    pub fn term_candidates(
        &self,
        request: &ExtractionRequest,
    ) -> Result<Vec<ProposedTerm>, WorkspaceError> {
        let used = self.used_termbases();
        let is_known = |text: &str| {
            let hits = self.terms.find(text, &used);
            hits.iter().any(|hit| hit.range == (0..text.len()))
        };
        request.run(&self.reader, is_known, || false)
    }

    /// Looks for terms in the background; the answer waits in
    /// [`Workspace::take_proposed_terms`].
    pub fn extract_terms(&mut self, request: ExtractionRequest) {
        if let Some(writer) = &self.writer {
            writer.flush();
        }
        let file = Arc::clone(&self.file);
        let entries: Vec<TermEntry> = self.used_entries().cloned().collect();
        self.jobs.spawn(Slot::ExtractTerms, move |ticket| {
            let index = TermIndex::build(&entries);
            let found = file
                .reader()
                .map_err(WorkspaceError::from)
                .and_then(|reader| {
                    request.run(
                        &reader,
                        |text| is_term(&index, text),
                        || ticket.is_cancelled(),
                    )
                });
            Outcome::TermsProposed(found.map_err(|error| error.to_string()))
        });
    }

    /// The terms found since the last call, or why there are none.
    pub fn take_proposed_terms(&mut self) -> Option<Result<Vec<ProposedTerm>, String>> {
        self.proposed_terms.take()
    }
}
