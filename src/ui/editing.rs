//! The active row being edited: the target, and the source with a caret of its own.
//!
//! The workspace is the truth. An edit goes to it as a command; what it changes by itself (undo, a
//! match, a merge) comes back into the editor.

use eframe::egui::{Id, Pos2};
use turjuman::engine::model::{Segment, SegmentId, SegmentStatus, TaggedText, TargetOrigin};
use turjuman::typeset::{Edit, EditBuffer, EditKind, Snapshot, TextSelection};
use turjuman::workspace;

/// Where keys go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pane {
    Target,
    Source,
}

impl Pane {
    /// The widget that has the focus.
    pub fn id(self) -> Id {
        match self {
            Self::Target => Id::unique("target editor"),
            Self::Source => Id::unique("source text"),
        }
    }
}

/// The buffers of the active row.
pub struct Editing {
    pub segment: SegmentId,
    pub target: EditBuffer,
    pub source: EditBuffer,
    /// A click that made the row active, to be repeated on the text once it is laid out.
    pub click: Option<(Pane, Pos2)>,
    /// Ctrl+T was pressed in the target and proposed this place in the source.
    pub proposed_split: Option<ProposedSplit>,
}

/// Where a split was proposed, and where the target's caret was then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProposedSplit {
    pub source: usize,
    pub target: usize,
}

impl Editing {
    pub fn new(segment: &Segment) -> Self {
        let mut source = EditBuffer::new(segment.source.clone());
        let mut target = EditBuffer::new(segment.target.clone());
        let tags = TaggedText::read(segment.source.as_str());
        let forms: Vec<String> = tags.tags().iter().map(|(_, tag)| tag.to_string()).collect();
        source.set_tag_forms(forms.clone());
        target.set_tag_forms(forms);
        source.select(TextSelection::caret(0));
        // Text that came by itself is replaced by what is typed, and kept by any other key.
        if segment.status == SegmentStatus::Draft && segment.origin == TargetOrigin::Propagated {
            target.select_all();
        }
        Self {
            segment: segment.id,
            target,
            source,
            click: None,
            proposed_split: None,
        }
    }

    /// Takes over what the workspace has where it differs from the buffers.
    pub fn follow(&mut self, segment: &Segment) {
        if self.source.text() != segment.source {
            self.source.set_text(segment.source.clone());
            self.source.select(TextSelection::caret(0));
            self.proposed_split = None;
        }
        if self.target.snapshot().text != segment.target {
            let selection = self.target.selection();
            self.target.restore(Snapshot {
                text: segment.target.clone(),
                selection,
            });
        }
    }

    /// Puts a target with its selection into the editor.
    pub fn reload(&mut self, target: &str, selection: workspace::TextSelection) {
        self.target.restore(Snapshot {
            text: target.to_owned(),
            selection: TextSelection {
                anchor: selection.anchor,
                focus: selection.focus,
            },
        });
    }

    /// The command that tells the workspace of an edit.
    pub fn command(&self, edit: Edit) -> workspace::DocumentCommand {
        workspace::DocumentCommand::EditDraft(workspace::DraftEdit {
            segment: self.segment,
            text: edit.after.text,
            before: selection(edit.before.selection),
            after: selection(edit.after.selection),
            kind: match edit.kind {
                EditKind::Typing => workspace::EditKind::Typing,
                EditKind::Deleting => workspace::EditKind::Deleting,
                EditKind::Pasting | EditKind::Other => workspace::EditKind::Replacing,
            },
        })
    }

    /// Writes text at the caret, with a space to the words beside it where there is none, and a
    /// capital where a sentence begins.
    pub fn insert(&mut self, text: &str) -> Option<Edit> {
        let range = self.target.selection().range();
        let current = self.target.text();
        let padded = workspace::fitted_between(
            current.get(..range.start).unwrap_or_default(),
            text,
            current.get(range.end..).unwrap_or_default(),
        );
        self.target.insert(&padded, EditKind::Other)
    }

    /// The byte of the source that stands about where the target's caret does.
    pub fn proportional_place(&self) -> usize {
        let target = self.target.text().len();
        let source = self.source.text().len();
        let caret = self.target.selection().focus.min(target);
        if target == 0 || caret == 0 || caret == target {
            return source / 2;
        }
        // A segment is far below the 2^53 bytes a float counts exactly.
        (source as f64 * (caret as f64 / target as f64)) as usize
    }
}

fn selection(selection: TextSelection) -> workspace::TextSelection {
    workspace::TextSelection {
        anchor: selection.anchor,
        focus: selection.focus,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use turjuman::engine::model::{DocumentId, TextKind};

    fn editing(source: &str, target: &str, caret: usize) -> Editing {
        let segment = Segment {
            id: SegmentId(1),
            document: DocumentId(1),
            paragraph: 0,
            kind: TextKind::Body,
            for_translation: true,
            leading: String::new(),
            source: source.into(),
            trailing: String::new(),
            target: target.into(),
            status: SegmentStatus::Draft,
            origin: TargetOrigin::Typed,
        };
        let mut editing = Editing::new(&segment);
        editing.target.select(TextSelection::caret(caret));
        editing
    }

    #[test]
    fn an_inserted_term_is_a_word_of_its_own() {
        let cases = [
            ("", 0, "Truce"),
            ("The ", 4, "The truce"),
            ("The", 3, "The truce"),
            ("The holds", 4, "The truce holds"),
            ("A (", 3, "A (truce"),
            ("A, B", 2, "A, truce B"),
        ];
        for (target, caret, expected) in cases {
            let mut editing = editing("هدنة", target, caret);
            editing.insert("truce");
            assert_eq!(editing.target.text(), expected, "{target:?} at {caret}");
        }
    }

    #[test]
    fn a_term_that_begins_a_sentence_has_a_capital() {
        let cases = [
            ("", "for his part", "For his part"),
            ("“", "for his part", "“For his part"),
            ("It held. ", "for his part", "It held. For his part"),
            ("It held.", "truce", "It held. Truce"),
            ("“It held!” ", "truce", "“It held!” Truce"),
            ("Why? ", "al-Assad", "Why? Al-Assad"),
            ("", "iPhone", "iPhone"),
            ("The U.S. ", "truce", "The U.S. truce"),
            ("Gen. ", "officer", "Gen. officer"),
            ("He said, ", "truce", "He said, truce"),
            ("", "48", "48"),
        ];
        for (before, term, expected) in cases {
            let mut editing = editing("هدنة", before, before.len());
            editing.insert(term);
            assert_eq!(editing.target.text(), expected, "{term} after {before:?}");
        }
    }

    #[test]
    fn the_place_in_the_source_follows_the_caret() {
        assert_eq!(editing("0123456789", "abcd", 2).proportional_place(), 5);
        assert_eq!(editing("0123456789", "abcd", 4).proportional_place(), 5);
        assert_eq!(editing("0123456789", "", 0).proportional_place(), 5);
        assert_eq!(
            editing("0123456789", "abcdefghij", 3).proportional_place(),
            3
        );
        assert_eq!(editing("", "", 0).proportional_place(), 0);
    }
}
