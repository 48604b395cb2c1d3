//! What changes text: drafts, confirming, splitting and merging, undo.

use super::command::{DraftEdit, Event, TextSelection};
use super::document::OpenDocument;
use super::undo::{Change, Step, TargetState};
use super::{Workspace, WorkspaceError};
use crate::engine::memory::ComparableSource;
use crate::engine::model::{
    DocumentId, Segment, SegmentId, SegmentStatus, TargetOrigin, TranslationUnit, UnitOrigin,
};
use crate::store::{Confirmation, DraftRow, PlacedSegment, Restructuring, Reversal, Swap, Write};

/// The distance between places in a paragraph that has just been numbered.
pub(super) const PLACE_GAP: i64 = 1024;

/// Which way a step is taken.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Back,
    Forth,
}

impl Workspace {
    pub(super) fn edit_draft(&mut self, edit: DraftEdit) -> Result<(), WorkspaceError> {
        let (document, row) = self.row(edit.segment)?;
        let segment = document.get(row).ok_or(WorkspaceError::NoSegment)?;
        if !segment.for_translation {
            return Err(WorkspaceError::NotForTranslation);
        }
        if segment.target == edit.text {
            return Ok(());
        }
        let id = document.id();
        let before = state_of(segment, edit.before);
        let after = drafted(edit.text.clone(), segment.origin, edit.after);
        self.set_target(row, &after);
        self.undo.push_edit(id, &edit, before, after);
        Ok(())
    }

    pub(super) fn copy_source(&mut self, segment: SegmentId) -> Result<(), WorkspaceError> {
        let (document, row) = self.row(segment)?;
        let source = document.get(row).map(|s| s.source.clone());
        self.replace_target(segment, source.unwrap_or_default(), TargetOrigin::Source)
    }

    pub(super) fn apply_match(&mut self, n: usize) -> Result<(), WorkspaceError> {
        let found = self.matches().get(n).ok_or(WorkspaceError::NoMatch)?;
        let (target, origin) = (found.target.clone(), TargetOrigin::Memory(found.rate));
        let segment = self.active.ok_or(WorkspaceError::NoSegment)?;
        self.replace_target(segment, target, origin)
    }

    fn replace_target(
        &mut self,
        id: SegmentId,
        target: String,
        origin: TargetOrigin,
    ) -> Result<(), WorkspaceError> {
        let (document, row) = self.row(id)?;
        let segment = document.get(row).ok_or(WorkspaceError::NoSegment)?;
        if !segment.for_translation {
            return Err(WorkspaceError::NotForTranslation);
        }
        let document = document.id();
        let before = state_of(segment, TextSelection::caret(segment.target.len()));
        let selection = TextSelection::caret(target.len());
        let after = drafted(target, origin, selection);
        self.set_target(row, &after);
        self.events.push_back(Event::TargetReplaced {
            segment: id,
            selection,
        });
        let change = Change::Target {
            segment: id,
            before,
            after,
            kind: None,
        };
        self.undo.push(Some(document), change);
        Ok(())
    }

    pub(super) fn confirm(&mut self, id: SegmentId) -> Result<(), WorkspaceError> {
        let (document, row) = self.row(id)?;
        let segment = document.get(row).ok_or(WorkspaceError::NoSegment)?;
        if !segment.for_translation {
            return Err(WorkspaceError::NotForTranslation);
        }
        if segment.target.trim().is_empty() {
            return Err(WorkspaceError::EmptyTarget);
        }
        if segment.status == SegmentStatus::Confirmed {
            return Ok(());
        }
        let document = document.id();
        let before = state_of(segment, TextSelection::caret(segment.target.len()));
        let after = TargetState {
            status: SegmentStatus::Confirmed,
            ..before.clone()
        };
        let history = self.write_confirmation(row, &before, &after)?;
        let change = Change::Confirm {
            segment: id,
            before,
            after,
            history,
        };
        self.undo.push(Some(document), change);
        self.offer_names(id);
        Ok(())
    }

    /// Sets the state in memory and sends the one transaction: target, history, unit.
    fn write_confirmation(
        &mut self,
        row: usize,
        before: &TargetState,
        after: &TargetState,
    ) -> Result<i64, WorkspaceError> {
        let history = self.ids.history(1);
        let change = self.ids.change();
        let author = self.author();
        let new_unit = self.ids.units(1);
        let document = self.document.as_mut().ok_or(WorkspaceError::NoDocument)?;
        document.update(row, |segment| after.give_to(segment));
        let segment = document.get(row).ok_or(WorkspaceError::NoSegment)?;
        let (previous, next) = document.context(row);
        let project = self
            .projects
            .iter()
            .find(|project| project.id == document.project());
        let unit = project.map(|project| {
            let unit = TranslationUnit {
                source: segment.source.clone(),
                target: after.target.clone(),
                source_tag: "ar".into(),
                target_tag: "en".into(),
                previous_source: Some(previous),
                next_source: Some(next),
                author: Some(author.name.clone()).filter(|name| !name.is_empty()),
                created: Some(author.at),
                changed: Some(author.at),
                project: Some(project.name.clone()),
                document: Some(document.name().to_owned()),
                origin: UnitOrigin::Confirmed,
                extra: None,
            };
            let outline = ComparableSource::new(&unit.source).outline();
            (project.memory, new_unit, unit, outline)
        });
        let confirmation = Confirmation {
            history,
            change,
            document: document.id(),
            source: segment.source.clone(),
            before: before.row(segment.id),
            after: after.row(segment.id),
            unit,
            author,
        };
        self.write(Write::Confirm(Box::new(confirmation)));
        Ok(history)
    }

    pub(super) fn set_for_translation(
        &mut self,
        id: SegmentId,
        on: bool,
    ) -> Result<(), WorkspaceError> {
        let (document, row) = self.row(id)?;
        let paragraph = document.get(row).map_or(0, |segment| segment.paragraph);
        let segments: Vec<_> = document
            .paragraph_rows(paragraph)
            .filter_map(|row| document.get(row))
            .map(|segment| (segment.id, segment.for_translation))
            .collect();
        let document = document.id();
        self.switch(segments.iter().map(|(id, _)| (*id, on)).collect());
        let change = Change::ForTranslation { segments, on };
        self.undo.push(Some(document), change);
        Ok(())
    }

    fn switch(&mut self, segments: Vec<(SegmentId, bool)>) {
        if let Some(document) = &mut self.document {
            for (id, on) in &segments {
                if let Some(row) = document.row_of(*id) {
                    document.update(row, |segment| segment.for_translation = *on);
                }
            }
        }
        self.write(Write::ForTranslation(segments));
        self.events.push_back(Event::SegmentsChanged);
    }

    pub(super) fn merge(&mut self, id: SegmentId) -> Result<(), WorkspaceError> {
        let (document, row) = self.row(id)?;
        let first = document.placed(row).ok_or(WorkspaceError::NoSegment)?;
        let next = document
            .placed(row + 1)
            .filter(|next| next.segment.paragraph == first.segment.paragraph)
            .ok_or(WorkspaceError::ParagraphEnd)?;
        let before = vec![first.clone(), next.clone()];
        let after = vec![PlacedSegment {
            place: first.place,
            segment: joined(&first.segment, &next.segment),
        }];
        self.restructure("merge", row, before, after)
    }

    pub(super) fn split(
        &mut self,
        id: SegmentId,
        source_offset: usize,
        target_offset: usize,
    ) -> Result<(), WorkspaceError> {
        let (document, row) = self.row(id)?;
        let segment = document.get(row).ok_or(WorkspaceError::NoSegment)?;
        let new_id = self.ids.segments(1);
        let (first, second) = parted(segment, new_id, source_offset, target_offset)
            .ok_or(WorkspaceError::EmptySplit)?;
        let rows = document.paragraph_rows(segment.paragraph);
        let here = document.placed(row).map_or(0, |placed| placed.place);
        let next = rows
            .contains(&(row + 1))
            .then(|| document.placed(row + 1))
            .flatten()
            .map_or(here.saturating_add(2 * PLACE_GAP), |placed| placed.place);
        let middle = here + (next - here) / 2;
        if middle > here {
            let before: Vec<_> = document.placed(row).cloned().into_iter().collect();
            let after = vec![
                PlacedSegment {
                    place: here,
                    segment: first,
                },
                PlacedSegment {
                    place: middle,
                    segment: second,
                },
            ];
            return self.restructure("split", row, before, after);
        }
        // No gap left: the whole paragraph is numbered anew.
        let start = rows.start;
        let before: Vec<_> = rows.filter_map(|r| document.placed(r).cloned()).collect();
        let mut segments: Vec<Segment> = before.iter().map(|p| p.segment.clone()).collect();
        segments.splice(row - start..=row - start, [first, second]);
        let after = (0..)
            .step_by(PLACE_GAP as usize)
            .zip(segments)
            .map(|(place, segment)| PlacedSegment { place, segment })
            .collect();
        self.restructure("split", start, before, after)
    }

    fn restructure(
        &mut self,
        title: &'static str,
        row: usize,
        before: Vec<PlacedSegment>,
        after: Vec<PlacedSegment>,
    ) -> Result<(), WorkspaceError> {
        let document = self.replace_segments(title, row, &before, &after)?;
        let change = Change::Segments {
            title,
            row,
            before,
            after,
        };
        self.undo.push(Some(document), change);
        Ok(())
    }

    fn replace_segments(
        &mut self,
        action: &'static str,
        row: usize,
        old: &[PlacedSegment],
        new: &[PlacedSegment],
    ) -> Result<DocumentId, WorkspaceError> {
        let author = self.author();
        let history = self.ids.history(new.len());
        let document = self.document.as_mut().ok_or(WorkspaceError::NoDocument)?;
        document.splice(row..row + old.len(), new.to_vec());
        let id = document.id();
        let kept = |segment: SegmentId| new.iter().any(|placed| placed.segment.id == segment);
        let removed: Vec<_> = old
            .iter()
            .map(|placed| placed.segment.id)
            .filter(|segment| !kept(*segment))
            .collect();
        let active_is_gone = self.active.is_some_and(|active| removed.contains(&active));
        let change = Restructuring {
            document: id,
            removed,
            written: new.to_vec(),
            action,
            history,
            author,
        };
        self.write(Write::Restructure(Box::new(change)));
        self.events.push_back(Event::SegmentsChanged);
        if let Some(placed) = new.first() {
            let segment = placed.segment.id;
            self.events.push_back(Event::TargetReplaced {
                segment,
                selection: TextSelection::caret(placed.segment.target.len()),
            });
            if active_is_gone || self.active == Some(segment) {
                self.activate(segment)?;
            }
        }
        Ok(id)
    }

    pub(super) fn undo(&mut self) -> Result<(), WorkspaceError> {
        self.expect_reversible(self.undo.next_undo())?;
        let step = self.undo.pop_undo().ok_or(WorkspaceError::NothingToUndo)?;
        let step = self.take(step, Direction::Back)?;
        self.undo.record_undone(step);
        Ok(())
    }

    pub(super) fn redo(&mut self) -> Result<(), WorkspaceError> {
        self.expect_reversible(self.undo.next_redo())?;
        let step = self.undo.pop_redo().ok_or(WorkspaceError::NothingToRedo)?;
        let step = self.take(step, Direction::Forth)?;
        self.undo.record_redone(step);
        Ok(())
    }

    /// What cannot be done now stays on the stack: a termbase may be protected since, or units of
    /// the memories being changed.
    fn expect_reversible(&self, change: Option<&Change>) -> Result<(), WorkspaceError> {
        match change {
            Some(Change::Terms { changes, .. }) => self.expect_changeable(changes),
            Some(Change::Termbase { row, .. }) => self.expect_unprotected(row.id),
            Some(Change::Units { .. } | Change::Memory(_)) => self.expect_quiet_units(),
            _ => Ok(()),
        }
    }

    /// Takes a step one way; gives it back, renewed where doing it again wrote a new history row.
    fn take(&mut self, mut step: Step, direction: Direction) -> Result<Step, WorkspaceError> {
        let forth = direction == Direction::Forth;
        match &mut step.change {
            Change::Target {
                segment,
                before,
                after,
                ..
            } => {
                let (_, row) = self.row(*segment)?;
                let state = if forth { after } else { before };
                self.set_target(row, state);
                self.show_target(*segment, state.selection)?;
            }
            Change::Confirm {
                segment,
                before,
                after,
                history,
            } => {
                let (_, row) = self.row(*segment)?;
                if forth {
                    *history = self.write_confirmation(row, before, after)?;
                } else {
                    self.write_reversal(row, before, after, *history)?;
                }
                self.show_target(*segment, before.selection)?;
            }
            Change::Segments {
                row, before, after, ..
            } => {
                let (old, new) = if forth {
                    (before, after)
                } else {
                    (after, before)
                };
                let action = if forth { "redo" } else { "undo" };
                self.replace_segments(action, *row, old, new)?;
            }
            Change::ForTranslation { segments, on } => {
                let to = |(id, was): &(SegmentId, bool)| (*id, if forth { *on } else { *was });
                let segments = segments.iter().map(to).collect();
                self.switch(segments);
            }
            Change::Terms { title, changes } => {
                let action = if forth { "redo" } else { "undo" };
                let is_told = *title != super::terms::IMPORT;
                self.put_terms(changes, forth, is_told.then_some(action));
            }
            Change::Termbase { row, .. } if forth => self.drop_termbase(row.id),
            Change::Termbase { row, entries } => self.restore_termbase(row, entries),
            Change::Units { change, units, .. } => {
                let way = if forth { Swap::Redo } else { Swap::Undo };
                self.swap_change(*change, *units, way)?;
            }
            Change::Memory(row) => self.put_memory(&row.clone(), forth),
            Change::Name {
                project,
                before,
                after,
            } => {
                let (old, new) = if forth {
                    (before, after)
                } else {
                    (after, before)
                };
                self.put_name(*project, old.as_ref(), new.as_ref());
            }
        }
        Ok(step)
    }

    fn write_reversal(
        &mut self,
        row: usize,
        before: &TargetState,
        after: &TargetState,
        confirmation: i64,
    ) -> Result<(), WorkspaceError> {
        let history = self.ids.history(1);
        let author = self.author();
        let document = self.document.as_mut().ok_or(WorkspaceError::NoDocument)?;
        document.update(row, |segment| before.give_to(segment));
        let segment = document.get(row).ok_or(WorkspaceError::NoSegment)?;
        let reversal = Reversal {
            history,
            confirmation,
            document: document.id(),
            source: segment.source.clone(),
            before: after.row(segment.id),
            after: before.row(segment.id),
            author,
        };
        self.write(Write::Revert(Box::new(reversal)));
        Ok(())
    }

    /// Brings a segment that undo changed before the user's eyes.
    fn show_target(
        &mut self,
        segment: SegmentId,
        selection: TextSelection,
    ) -> Result<(), WorkspaceError> {
        if self.active != Some(segment) {
            self.activate(segment)?;
        }
        self.events
            .push_back(Event::TargetReplaced { segment, selection });
        Ok(())
    }

    fn set_target(&mut self, row: usize, state: &TargetState) {
        if let Some(document) = &mut self.document {
            document.update(row, |segment| state.give_to(segment));
            if let Some(id) = document.get(row).map(|segment| segment.id) {
                self.write(Write::Draft(state.row(id)));
            }
        }
    }

    /// The open document and the row of one of its segments.
    pub(super) fn row(&self, id: SegmentId) -> Result<(&OpenDocument, usize), WorkspaceError> {
        let document = self.document.as_ref().ok_or(WorkspaceError::NoDocument)?;
        let row = document.row_of(id).ok_or(WorkspaceError::NoSegment)?;
        Ok((document, row))
    }
}

impl TargetState {
    fn give_to(&self, segment: &mut Segment) {
        segment.target.clone_from(&self.target);
        segment.status = self.status;
        segment.origin = self.origin;
    }

    fn row(&self, segment: SegmentId) -> DraftRow {
        DraftRow {
            segment,
            target: self.target.clone(),
            status: self.status,
            origin: self.origin,
        }
    }
}

fn state_of(segment: &Segment, selection: TextSelection) -> TargetState {
    TargetState {
        target: segment.target.clone(),
        status: segment.status,
        origin: segment.origin,
        selection,
    }
}

/// The state after an edit: a draft, or untouched again when everything was deleted.
fn drafted(target: String, origin: TargetOrigin, selection: TextSelection) -> TargetState {
    let is_empty = target.is_empty();
    TargetState {
        target,
        status: if is_empty {
            SegmentStatus::Untranslated
        } else {
            SegmentStatus::Draft
        },
        origin: if is_empty {
            TargetOrigin::Typed
        } else {
            origin
        },
        selection,
    }
}

fn joined(first: &Segment, second: &Segment) -> Segment {
    let source = [
        first.source.as_str(),
        &first.trailing,
        &second.leading,
        &second.source,
    ]
    .concat();
    let space = if first.target.is_empty() || second.target.is_empty() {
        ""
    } else {
        " "
    };
    let target = [first.target.as_str(), space, &second.target].concat();
    Segment {
        source,
        trailing: second.trailing.clone(),
        status: if target.is_empty() {
            SegmentStatus::Untranslated
        } else {
            SegmentStatus::Draft
        },
        target,
        origin: TargetOrigin::Typed,
        ..first.clone()
    }
}

/// Both parts, or `None` when one would be blank or an offset is no character boundary. White
/// space at the cut belongs to the first part's trailing space, and to no target.
fn parted(
    segment: &Segment,
    new_id: SegmentId,
    source_offset: usize,
    target_offset: usize,
) -> Option<(Segment, Segment)> {
    let (left, right) = segment.source.split_at_checked(source_offset)?;
    let source = left.trim_end();
    let rest = right.trim_start();
    if source.trim().is_empty() || rest.is_empty() {
        return None;
    }
    let space = &segment.source[source.len()..segment.source.len() - rest.len()];
    let (target, target_rest) = segment.target.split_at_checked(target_offset)?;
    let part = |id, source: &str, target: &str, leading: &str, trailing: &str| Segment {
        id,
        leading: leading.into(),
        source: source.into(),
        trailing: trailing.into(),
        target: target.into(),
        status: if target.is_empty() {
            SegmentStatus::Untranslated
        } else {
            SegmentStatus::Draft
        },
        ..segment.clone()
    };
    Some((
        part(
            segment.id,
            source,
            target.trim_end(),
            &segment.leading,
            space,
        ),
        part(
            new_id,
            rest,
            target_rest.trim_start(),
            "",
            &segment.trailing,
        ),
    ))
}
