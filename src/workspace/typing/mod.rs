//! Completion while typing, for any source and without a document.

use super::core::read_error;
use super::memories::cpu_time_micros;
use super::{Assets, NameSource, TermFinder, Workspace, WorkspaceError, lines_of};
use crate::engine::model::{Completion, CompletionOrigin, MemoryId, NumberStyle, ProjectId};
use crate::engine::text::numbers;
use crate::engine::typing::{Completer, GeneralEnglish, Hint};
use std::collections::VecDeque;
use std::path::Path;

/// Pairs that are learnt from; of larger memories the latest ones.
const PAIRS: usize = 60_000;

/// A source, what is typed of its translation up to the caret, and what else is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CompletionRequest {
    pub source: String,
    pub typed: String,
    /// Pairs of the same document that come before.
    pub previous: Vec<(String, String)>,
    /// Machine translations of the source.
    pub machine: Vec<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct CompletionAnswer {
    /// Best first; the first is the one to show inline.
    pub completions: Vec<Completion>,
    /// CPU time of the answer.
    pub micros: f64,
}

/// A memory of pairs read from a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PairFile {
    pub pairs: Vec<(String, String)>,
    /// Lines, counted from 0, that are not blank and have no tab between two texts.
    pub skipped: Vec<usize>,
}

impl PairFile {
    /// Reads lines `source⇥target`; further columns are left out.
    ///
    /// # Errors
    /// The file cannot be read as text.
    pub fn read(path: &Path) -> Result<Self, WorkspaceError> {
        let mut file = Self::default();
        for (number, line) in lines_of(path)?.into_iter().enumerate() {
            let mut columns = line.split('\t');
            match (columns.next(), columns.next()) {
                (Some(source), Some(target)) if !target.trim().is_empty() => {
                    file.pairs.push((source.to_owned(), target.to_owned()));
                }
                _ if line.trim().is_empty() => {}
                _ => file.skipped.push(number),
            }
        }
        Ok(file)
    }
}

/// Everything that completes a translation: what was learnt from pairs, terms, names, numbers.
pub struct TypingSource {
    completer: Completer,
    terms: TermFinder,
    names: NameSource,
    style: NumberStyle,
    /// Source and machine texts of the segment asked for last.
    segment: Option<(String, Vec<String>)>,
}

impl TypingSource {
    /// Learns from pairs of source and target.
    ///
    /// # Errors
    /// A replaced file is damaged.
    pub fn new(
        pairs: &[(String, String)],
        terms: TermFinder,
        names: NameSource,
        style: NumberStyle,
        assets: &Assets,
    ) -> Result<Self, WorkspaceError> {
        let general = GeneralEnglish::parse(&assets.text("typing/english.tsv")?);
        Ok(Self {
            completer: Completer::learn(pairs, &general),
            terms,
            names,
            style,
            segment: None,
        })
    }

    /// What may come at the caret.
    pub fn complete(&mut self, request: &CompletionRequest) -> CompletionAnswer {
        let start = cpu_time_micros();
        for (source, target) in &request.previous {
            self.completer.confirm(source, target);
        }
        let same = |(source, machine): &(String, Vec<String>)| {
            *source == request.source && *machine == request.machine
        };
        if !self.segment.as_ref().is_some_and(same) {
            let hints = self.hints(&request.source);
            self.completer
                .start(&request.source, &hints, &request.machine);
            self.segment = Some((request.source.clone(), request.machine.clone()));
        }
        CompletionAnswer {
            completions: self.completer.complete(&request.typed),
            micros: cpu_time_micros() - start,
        }
    }

    /// Learns a confirmed pair; it counts more than one of the memory.
    pub fn confirm(&mut self, source: &str, target: &str) {
        self.completer.confirm(source, target);
    }

    fn hints(&self, source: &str) -> Vec<Hint> {
        let mut hints = Vec::new();
        for hit in numbers::find(source, self.style) {
            hints.push(Hint {
                range: hit.range,
                text: hit.english,
                origin: CompletionOrigin::Number,
            });
        }
        for (range, translations) in self.terms.translations(source) {
            hints.extend(translations.map(|text| Hint {
                range: range.clone(),
                text: text.to_owned(),
                origin: CompletionOrigin::Term,
            }));
        }
        for hit in self.names.hits(&[source]).into_iter().flatten() {
            hints.extend(hit.proposals.into_iter().map(|text| Hint {
                range: hit.range.clone(),
                text,
                origin: CompletionOrigin::Name,
            }));
        }
        hints
    }
}

impl Workspace {
    /// Completion from the memories, terms and names of a project.
    ///
    /// # Errors
    /// No project of that name, or a memory cannot be read.
    pub fn typing_source(&mut self, project: &str) -> Result<TypingSource, WorkspaceError> {
        self.settle()?;
        let id = self
            .project_named(project)
            .ok_or_else(|| WorkspaceError::NoProject(project.into()))?;
        let pairs = self.latest_pairs(id)?;
        let names = self.name_source(Some(project))?;
        let style = self.number_style();
        TypingSource::new(&pairs, self.term_finder(), names, style, self.assets())
    }

    /// The latest pairs of the memories that a project looks at.
    fn latest_pairs(&self, project: ProjectId) -> Result<Vec<(String, String)>, WorkspaceError> {
        let arranged = self.memories.arranged.get(&project);
        let arranged = arranged.map(Vec::as_slice).unwrap_or_default();
        let sample = self.memories.sample_memory();
        let used = |memory: MemoryId| {
            let choice = arranged.iter().find(|(id, _)| *id == memory);
            choice.map_or(Some(memory) != sample, |(_, used)| *used)
        };
        let mut latest = VecDeque::new();
        let reader = self.core.file.reader()?;
        reader
            .units(None, |_, memory, unit| {
                if used(memory) {
                    if latest.len() == PAIRS {
                        latest.pop_front();
                    }
                    latest.push_back((unit.source, unit.target));
                }
                true
            })
            .map_err(read_error)?;
        Ok(latest.into())
    }
}
