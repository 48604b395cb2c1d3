//! What happens to segments: going to one, changing, confirming, splitting and merging it.

use crate::ui::dialogs::UnitForm;
use crate::ui::editing::{Editing, Pane, ProposedSplit};
use crate::ui::input_queue::InputQueue;
use crate::ui::window::{AwaitedMatch, Window, sentence};
use eframe::egui::{Context, Pos2};
use std::time::Instant;
use turjuman::engine::model::{DocumentId, Finding, Segment, SegmentId, SegmentStatus, UnitId};
use turjuman::typeset::{Edit, InvisibleMark, TextSelection};
use turjuman::view;
use turjuman::workspace::{
    CheckCommand, CoreCommand, DocumentCommand, FILL_SETTING, MemoryCommand, SuggestionCommand,
    UnitCard,
};

impl Window {
    /// Shows the card of a unit, or goes to the segment it is from where there is one.
    pub(super) fn open_unit(&mut self, unit: UnitId, at_segment: bool) {
        if self.apply(MemoryCommand::ReadCard(unit)) {
            self.wanted_card = Some((unit, at_segment));
        }
    }

    /// The card of a unit was read.
    pub(in crate::ui) fn on_card(&mut self, unit: UnitId, card: Result<Box<UnitCard>, String>) {
        let wanted = self.wanted_card.take_if(|(wanted, _)| *wanted == unit);
        let Some((_, at_segment)) = wanted else {
            return;
        };
        let card = match card {
            Ok(card) => card,
            Err(message) => return self.toasts.complain(sentence(&message)),
        };
        match card.place.filter(|_| at_segment) {
            Some((document, segment)) => self.go_to(document, segment),
            None => {
                let form = UnitForm::new(&card);
                self.dialogs.push(Box::new(form));
            }
        }
    }

    /// Closes all dialogs and goes to a segment of any document.
    pub(super) fn go_to(&mut self, document: DocumentId, segment: SegmentId) {
        if self.apply(DocumentCommand::GoToSegment { document, segment }) {
            self.dialogs.clear();
            self.focus = Some(Pane::Target);
            if self.workspace.active() == Some(segment) {
                self.reveal(segment);
            }
        }
    }

    pub(super) fn insert_mark(&mut self, mark: InvisibleMark) {
        let editing = self.editing.as_mut();
        if let Some(edit) = editing.and_then(|editing| editing.target.insert_mark(mark)) {
            self.take_edit(edit);
        }
        self.focus = Some(Pane::Target);
    }

    /// Tells the workspace of a change in the editor.
    pub(super) fn take_edit(&mut self, edit: Edit) {
        let command = self.editing.as_ref().map(|editing| editing.command(edit));
        if let Some(command) = command
            && !self.apply(command)
        {
            // What was refused is not shown as if it were there.
            self.editing = None;
        }
        self.notice = None;
        self.forget_proposal();
    }

    /// Makes a composition part of the text, so that an action finds what the user sees.
    pub(super) fn take_composition(&mut self, context: &Context) {
        let Some(editing) = &mut self.editing else {
            return;
        };
        let range = editing.target.composition().map(|c| c.range.clone());
        let text = range.and_then(|range| editing.target.text().get(range).map(str::to_owned));
        let Some(text) = text else { return };
        let edit = editing.target.commit_composition(&text);
        context.memory_mut(|memory| memory.interrupt_ime());
        context.with_plugin(|queue: &mut InputQueue| queue.take_composition(text));
        if let Some(edit) = edit {
            self.take_edit(edit);
        }
    }

    fn active_segment(&self) -> Option<&Segment> {
        self.workspace.document()?.segment(self.workspace.active()?)
    }

    /// A command about the active segment.
    pub(super) fn on_active(&mut self, command: impl FnOnce(SegmentId) -> DocumentCommand) {
        if let Some(active) = self.workspace.active() {
            self.apply(command(active));
            self.focus = Some(Pane::Target);
        }
    }

    pub(super) fn activate(&mut self, segment: SegmentId, pane: Pane, at: Option<Pos2>) {
        if !self.apply(DocumentCommand::Activate(segment)) {
            return;
        }
        let found = self.workspace.document().and_then(|d| d.segment(segment));
        if let Some(found) = found {
            let mut editing = Editing::new(found);
            editing.click = at.map(|at| (pane, at));
            self.editing = Some(editing);
        }
        self.notice = None;
        self.focus = Some(pane);
        if at.is_none() {
            self.reveal(segment);
        }
    }

    /// Undo and redo, going to the segment they changed. What is not seen there is told.
    pub(super) fn step(&mut self, command: CoreCommand) {
        self.notice = None;
        let (undo, redo) = self.workspace.undo_titles();
        let (undo_is_seen, redo_is_seen) = self.workspace.undo_is_seen();
        let (what, title, is_seen) = match command {
            CoreCommand::Redo => ("Done again", redo, redo_is_seen),
            _ => ("Undone", undo, undo_is_seen),
        };
        let is_done = self.apply(command);
        self.is_memory_behind |= is_done;
        if let Some(title) = title.filter(|_| is_done && !is_seen) {
            self.toasts.say(format!("{what}: {title}"));
        }
    }

    pub(super) fn confirm(&mut self) {
        let Some(active) = self.workspace.active() else {
            return;
        };
        if !self.apply(DocumentCommand::Confirm(active)) {
            return;
        }
        self.is_memory_behind = true;
        let next = self.next_where(|segment| {
            segment.for_translation && segment.status != SegmentStatus::Confirmed
        });
        match next {
            Some(next) => self.activate(next, Pane::Target, None),
            None => self
                .toasts
                .say("That was the last one: every segment is confirmed."),
        }
    }

    fn next_where(&self, fits: impl Fn(&Segment) -> bool) -> Option<SegmentId> {
        let document = self.workspace.document()?;
        let row = document.row_of(self.workspace.active()?)?;
        document.find_from(row, fits)
    }

    pub(super) fn go_to_untranslated(&mut self) {
        let next = self.next_where(|segment| {
            segment.for_translation && segment.status == SegmentStatus::Untranslated
        });
        match next {
            Some(next) => self.activate(next, Pane::Target, None),
            None => self.toasts.say("Every other segment has a translation."),
        }
    }

    pub(super) fn go_by(&mut self, rows: isize) {
        let Some(document) = self.workspace.document() else {
            return;
        };
        let row = self.workspace.active().and_then(|id| document.row_of(id));
        let row = row.map_or(0, |row| row.saturating_add_signed(rows));
        let segment = document.get(row.min(document.len().saturating_sub(1)));
        if let Some(segment) = segment.map(|segment| segment.id)
            && self.workspace.active() != Some(segment)
        {
            self.activate(segment, Pane::Target, None);
        }
    }

    /// Inserts a match; waits for the look-up where it is still under way, as do all keys behind it.
    pub(super) fn apply_match(&mut self, n: usize) {
        match self.workspace.active() {
            Some(segment) if self.is_matching() => {
                let since = Instant::now();
                self.awaited = Some(AwaitedMatch { segment, n, since });
            }
            _ => self.insert_match(n),
        }
    }

    pub(in crate::ui) fn insert_match(&mut self, n: usize) {
        if self.workspace.matches().is_empty() {
            self.toasts.say("There is no match to insert.");
            return;
        }
        self.apply(SuggestionCommand::ApplyMatch(n));
        self.focus = Some(Pane::Target);
    }

    pub(super) fn insert(&mut self, text: &str) {
        let editing = self.editing.as_mut();
        if let Some(edit) = editing.and_then(|editing| editing.insert(text)) {
            self.take_edit(edit);
            self.grid.follow_caret();
        }
        self.focus = Some(Pane::Target);
    }

    /// Says what the checks found in a row that was just confirmed.
    pub(in crate::ui) fn tell_doubt(&mut self, id: SegmentId) {
        let document = self.workspace.document();
        let Some((row, segment)) =
            document.and_then(|open| Some((open.row_of(id)?, open.segment(id)?)))
        else {
            return;
        };
        let serious = view::serious_findings(&self.workspace, segment);
        if let Some((_, finding)) = serious.first() {
            let told = view::finding_sentence(finding);
            self.toasts.say(format!("Segment {}: {told}", row + 1));
        }
    }

    /// Fixes or ignores the first finding of the active row that is of a kind.
    pub(super) fn settle_finding(&mut self, is_meant: fn(&Finding) -> bool, fixes: bool) {
        let Some(segment) = self.active_segment() else {
            return;
        };
        let id = segment.id;
        let found = self.workspace.findings(segment).iter().position(is_meant);
        if let Some(finding) = found {
            let segment = id;
            self.apply(if fixes {
                CheckCommand::Fix { segment, finding }
            } else {
                CheckCommand::Ignore { segment, finding }
            });
        }
    }

    pub(super) fn switch_filling(&mut self) {
        let are_filled = self.workspace.setting(FILL_SETTING) != Some("no");
        self.apply(CoreCommand::Remember {
            name: FILL_SETTING.to_owned(),
            value: if are_filled { "no" } else { "exact" }.to_owned(),
        });
    }

    pub(super) fn switch_for_translation(&mut self) {
        if let Some(segment) = self.active_segment() {
            let (segment, on) = (segment.id, !segment.for_translation);
            self.apply(DocumentCommand::SetForTranslation { segment, on });
            self.focus = Some(Pane::Target);
        }
    }

    /// At the caret of the source. From the target, the source's caret is put where the split
    /// would make sense, to be moved or confirmed by the same keys.
    pub(super) fn split(&mut self) {
        let Some(editing) = &mut self.editing else {
            return;
        };
        let caret = editing.target.selection().focus;
        let len = editing.target.text().len();
        let target_offset = |proposed: Option<ProposedSplit>| {
            let at = proposed.map_or(caret, |proposed| proposed.target);
            if at > 0 && at < len { at } else { len }
        };
        let is_in_source = self.focus != Some(Pane::Target) && self.source_has_focus;
        if is_in_source {
            let command = DocumentCommand::Split {
                segment: editing.segment,
                source_offset: editing.source.selection().focus,
                target_offset: target_offset(editing.proposed_split),
            };
            self.notice = None;
            if self.apply(command) {
                self.editing = None;
                self.focus = Some(Pane::Target);
            }
            return;
        }
        let near = editing.proportional_place();
        let place = self.workspace.propose_split(editing.segment, near);
        if let Some(place) = place {
            editing.source.select(TextSelection::caret(place));
        }
        editing.proposed_split = Some(ProposedSplit {
            source: editing.source.selection().focus,
            target: caret,
        });
        self.notice = Some("Ctrl+T again splits here; the arrow keys move the place".into());
        self.focus = Some(Pane::Source);
    }

    fn forget_proposal(&mut self) {
        if let Some(editing) = &mut self.editing {
            editing.proposed_split = None;
        }
    }
}
