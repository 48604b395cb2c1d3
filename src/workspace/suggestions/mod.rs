//! What is offered for the active segment.

mod list;

pub use list::{Suggestion, SuggestionKey, SuggestionOrigin, preferred};

use super::Workspace;
use super::core::{Core, Slot, WorkspaceError};
use super::documents::ActiveSegment;
use super::memories::Matcher;
use super::terms::UsedTerms;
use crate::engine::model::{SegmentId, TermEntry, TermHit, TmMatch};
use crate::jobs::Ticket;

const MATCHES: Slot = Slot::quiet("matches");

/// What is done with a suggestion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Replaces the target by the n-th match (from 0) of the active segment.
    ApplyMatch(usize),
}

impl Command {
    /// Whether it may change the file.
    pub(super) fn changes_file(&self) -> bool {
        true
    }
}

/// What can be suggested now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Matches of the active segment arrived.
    MatchesReady(SegmentId),
}

/// A term found in the active segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermSuggestion {
    pub hit: TermHit,
    pub entry: TermEntry,
}

/// What is offered for the active segment, and what it was made from.
#[derive(Debug, Default)]
pub(super) struct Suggestions {
    terms: Vec<TermSuggestion>,
    matches: Vec<TmMatch>,
    is_looking_up: bool,
    /// The first look-up since the segment was activated has not ended.
    is_first: bool,
    /// The versions of terms and memories that were looked up.
    pub terms_version: u64,
    pub memories_version: u64,
}

impl Suggestions {
    /// Forgets what was offered.
    pub(super) fn clear(&mut self, core: &mut Core) {
        core.cancel(MATCHES);
        self.terms.clear();
        self.matches.clear();
        self.is_looking_up = false;
        self.is_first = true;
    }

    /// Looks up the terms of a segment.
    pub(super) fn look_up_terms(&mut self, segment: &ActiveSegment<'_>, terms: &UsedTerms<'_>) {
        let hits = terms.find(segment.source).into_iter();
        self.terms = hits
            .filter_map(|hit| {
                let entry = terms.entry(hit.entry)?.clone();
                Some(TermSuggestion { hit, entry })
            })
            .collect();
    }

    /// Restarts the lookup of a segment's matches in the background.
    pub(super) fn look_up_matches(&mut self, core: &mut Core, id: SegmentId, matcher: Matcher) {
        self.is_looking_up = true;
        let work = move |_: &Ticket| matcher.matches();
        core.spawn(MATCHES, work, move |workspace, matches| {
            let is_active = workspace.documents.active == Some(id);
            workspace
                .suggestions
                .take_matches(&mut workspace.core, matches, id, is_active);
            if is_active && std::mem::take(&mut workspace.suggestions.is_first) {
                workspace.matches_arrived();
            }
        });
    }

    fn take_matches(
        &mut self,
        core: &mut Core,
        matches: Result<Vec<TmMatch>, WorkspaceError>,
        segment: SegmentId,
        is_active: bool,
    ) {
        if is_active || matches.is_err() {
            self.is_looking_up = false;
        }
        if let Some(matches) = core.expect(matches)
            && is_active
        {
            self.matches = matches;
            core.tell(Event::MatchesReady(segment));
        }
    }
}

impl Workspace {
    /// Terms of the active segment in the order of the text, longest match first.
    pub fn term_suggestions(&self) -> &[TermSuggestion] {
        &self.suggestions.terms
    }

    /// Matches of the active segment, best first; empty while [`Workspace::is_looking_up`].
    pub fn matches(&self) -> &[TmMatch] {
        &self.suggestions.matches
    }

    pub fn is_looking_up(&self) -> bool {
        self.suggestions.is_looking_up
    }

    /// Whether the active segment may still be filled with an exact match, which is to happen
    /// before anything is typed.
    pub fn may_be_filled(&self) -> bool {
        let active = self.documents.active;
        self.suggestions.is_looking_up
            && self.suggestions.is_first
            && super::repeats::are_filled(&self.core)
            && active
                .and_then(|id| self.document()?.segment(id))
                .is_some_and(|segment| segment.is_untouched())
    }
}
