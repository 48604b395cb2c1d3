//! Terms proposed from the documents of a project.

use super::error::WorkspaceError;
use super::{Workspace, read_error};
use crate::engine::model::{DocumentId, TermCandidate};
use crate::engine::terminology::extraction::{extract, guess_translations};

/// Units of the memories that translations are guessed from at most.
const UNITS: usize = 50_000;

impl Workspace {
    /// Terms proposed from these documents, the best first: those that occur `least` times or
    /// more and are in no termbase yet, with English guessed from the memories. Reads documents
    /// and memories from the disk; on many of them it takes seconds.
    ///
    /// # Errors
    /// The workspace cannot be read, or a document is gone.
    pub fn term_candidates(
        &self,
        documents: &[DocumentId],
        least: usize,
        most: usize,
    ) -> Result<Vec<TermCandidate>, WorkspaceError> {
        let mut sources = Vec::new();
        for id in documents {
            let row = self.reader.document(*id).map_err(read_error)?;
            let row = row.ok_or(WorkspaceError::NoDocument)?;
            let segments = row.segments.into_iter().map(|placed| placed.segment);
            sources.extend(
                segments
                    .filter(|segment| segment.for_translation)
                    .map(|segment| segment.source),
            );
        }
        let texts: Vec<&str> = sources.iter().map(String::as_str).collect();
        let is_known = |source: &str| {
            let hits = self.terms.find(source);
            hits.iter().any(|hit| hit.range == (0..source.len()))
        };
        let mut found = extract(&texts, least, most, is_known);
        let mut units = Vec::new();
        self.reader
            .units(None, |_, _, unit| {
                units.push((unit.source, unit.target));
                units.len() < UNITS
            })
            .map_err(read_error)?;
        guess_translations(
            &mut found,
            units
                .iter()
                .map(|(source, target)| (source.as_str(), target.as_str())),
        );
        Ok(found)
    }
}
