//! Which segments there are: switching paragraphs on and off, merging, splitting, and their undo.

use super::Documents;
use super::command::{Event, TextSelection};
use crate::engine::model::{DocumentId, Segment, SegmentId, SegmentStatus, TargetOrigin};
use crate::store::{DocumentWrite, PlacedSegment, Restructuring};
use crate::workspace::core::{Core, Direction, Undo};
use crate::workspace::{Workspace, WorkspaceError};

/// The distance between places in a paragraph that has just been numbered.
pub(super) const PLACE_GAP: i64 = 1024;

/// Segments that were replaced by others.
#[derive(Debug, Clone, PartialEq)]
struct Segments {
    document: DocumentId,
    action: Action,
    row: usize,
    before: Vec<PlacedSegment>,
    after: Vec<PlacedSegment>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Action {
    Merge,
    Split,
}

impl Action {
    fn title(self) -> &'static str {
        match self {
            Self::Merge => "merge",
            Self::Split => "split",
        }
    }
}

impl Undo for Segments {
    fn title(&self) -> &'static str {
        self.action.title()
    }

    fn document(&self) -> Option<DocumentId> {
        Some(self.document)
    }

    fn take(
        &mut self,
        workspace: &mut Workspace,
        direction: Direction,
    ) -> Result<(), WorkspaceError> {
        let (old, new) = direction.sides(&self.before, &self.after);
        let action = direction.name();
        workspace
            .documents
            .replace_segments(&mut workspace.core, action, self.row, old, new)
            .map(drop)
    }
}

/// Segments that were switched, and what they were before.
#[derive(Debug, Clone, PartialEq)]
struct ForTranslation {
    document: DocumentId,
    segments: Vec<(SegmentId, bool)>,
    on: bool,
}

impl Undo for ForTranslation {
    fn title(&self) -> &'static str {
        "switch of paragraph"
    }

    fn document(&self) -> Option<DocumentId> {
        Some(self.document)
    }

    fn take(
        &mut self,
        workspace: &mut Workspace,
        direction: Direction,
    ) -> Result<(), WorkspaceError> {
        let to = |(id, was): &(SegmentId, bool)| (*id, direction.sides(*was, self.on).1);
        let segments = self.segments.iter().map(to).collect();
        workspace.documents.switch(&mut workspace.core, segments);
        Ok(())
    }
}

impl Documents {
    pub(in crate::workspace) fn set_for_translation(
        &mut self,
        core: &mut Core,
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
        self.switch(core, segments.iter().map(|(id, _)| (*id, on)).collect());
        core.undo.push(ForTranslation {
            document,
            segments,
            on,
        });
        Ok(())
    }

    fn switch(&mut self, core: &mut Core, segments: Vec<(SegmentId, bool)>) {
        if let Some(document) = &mut self.open {
            for (id, on) in &segments {
                if let Some(row) = document.row_of(*id) {
                    document.update(row, |segment| segment.for_translation = *on);
                }
            }
        }
        core.write(DocumentWrite::ForTranslation(segments));
        core.tell(Event::SegmentsChanged);
    }

    pub(in crate::workspace) fn merge(
        &mut self,
        core: &mut Core,
        id: SegmentId,
    ) -> Result<(), WorkspaceError> {
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
        self.restructure(core, Action::Merge, row, before, after)
    }

    pub(in crate::workspace) fn split(
        &mut self,
        core: &mut Core,
        id: SegmentId,
        source_offset: usize,
        target_offset: usize,
    ) -> Result<(), WorkspaceError> {
        let (document, row) = self.row(id)?;
        let segment = document.get(row).ok_or(WorkspaceError::NoSegment)?;
        let new_id = core.ids.segments(1);
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
            return self.restructure(core, Action::Split, row, before, after);
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
        self.restructure(core, Action::Split, start, before, after)
    }

    fn restructure(
        &mut self,
        core: &mut Core,
        action: Action,
        row: usize,
        before: Vec<PlacedSegment>,
        after: Vec<PlacedSegment>,
    ) -> Result<(), WorkspaceError> {
        let document = self.replace_segments(core, action.title(), row, &before, &after)?;
        core.undo.push(Segments {
            document,
            action,
            row,
            before,
            after,
        });
        Ok(())
    }

    fn replace_segments(
        &mut self,
        core: &mut Core,
        action: &'static str,
        row: usize,
        old: &[PlacedSegment],
        new: &[PlacedSegment],
    ) -> Result<DocumentId, WorkspaceError> {
        let author = core.author();
        let history = core.ids.history(new.len());
        let document = self.open.as_mut().ok_or(WorkspaceError::NoDocument)?;
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
        core.write(DocumentWrite::Restructure(Box::new(change)));
        core.tell(Event::SegmentsChanged);
        if let Some(placed) = new.first() {
            let segment = placed.segment.id;
            core.tell(Event::TargetReplaced {
                segment,
                selection: TextSelection::caret(placed.segment.target.len()),
            });
            if active_is_gone || self.active == Some(segment) {
                self.activate(core, segment)?;
            }
        }
        Ok(id)
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
