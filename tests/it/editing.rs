//! Drafts, confirming, splitting, merging and the one undo stack.

use crate::scratch::Scratch;
use turjuman::engine::model::{SegmentStatus, TextKind};
use turjuman::workspace::{CoreCommand, DocumentCommand, SaveState, WorkspaceError};

#[test]
fn a_text_becomes_segments_that_tile_it() {
    let scratch = Scratch::with_article();
    assert_eq!(scratch.sources().len(), 5);
    let document = scratch.workspace.document().unwrap();
    assert_eq!(document.segment(scratch.id(4)).unwrap().paragraph, 2);
}

#[test]
fn a_draft_survives_reopening() {
    let mut scratch = Scratch::with_article();
    scratch.write_target(1, "The spokesman said");
    let id = scratch.workspace.document().unwrap().id();
    let mut scratch = scratch.reopen();
    scratch.apply(DocumentCommand::OpenDocument(id));
    assert_eq!(scratch.segment(1).target, "The spokesman said");
    assert_eq!(scratch.segment(1).status, SegmentStatus::Draft);
    assert_eq!(scratch.workspace.save_state(), SaveState::Saved);
}

#[test]
fn reopening_returns_to_the_last_segment() {
    let mut scratch = Scratch::with_article();
    let (document, segment) = (scratch.workspace.document().unwrap().id(), scratch.id(3));
    scratch.apply(DocumentCommand::Activate(segment));
    let mut scratch = scratch.reopen();
    scratch.apply(DocumentCommand::OpenDocument(document));
    assert_eq!(scratch.workspace.active(), Some(segment));
}

#[test]
fn confirming_needs_text_and_editing_withdraws_it() {
    let mut scratch = Scratch::with_article();
    let id = scratch.id(0);
    assert!(matches!(
        scratch.refuse(DocumentCommand::Confirm(id)),
        WorkspaceError::EmptyTarget
    ));
    scratch.translate(0, "The government announced a truce.");
    assert_eq!(scratch.segment(0).status, SegmentStatus::Confirmed);
    scratch.write_target(0, "The government has announced a truce.");
    assert_eq!(scratch.segment(0).status, SegmentStatus::Draft);
    assert_eq!(scratch.workspace.document().unwrap().progress(), (5, 0));
}

#[test]
fn undo_takes_everything_back_and_redo_does_it_again() {
    let mut scratch = Scratch::with_article();
    let before = scratch.sources();
    scratch.translate(0, "One.");
    scratch.apply(DocumentCommand::Merge(scratch.id(0)));
    scratch.apply(DocumentCommand::SetForTranslation {
        segment: scratch.id(1),
        on: false,
    });
    let after = scratch.sources();
    assert_eq!(after.len(), 4);
    for _ in 0..4 {
        scratch.apply(CoreCommand::Undo);
    }
    assert_eq!(scratch.sources(), before);
    assert_eq!(scratch.segment(0).target, "");
    assert_eq!(scratch.segment(0).status, SegmentStatus::Untranslated);
    assert_eq!(scratch.workspace.unit_count(), 0);
    assert!(matches!(
        scratch.refuse(CoreCommand::Undo),
        WorkspaceError::NothingToUndo
    ));
    for _ in 0..4 {
        scratch.apply(CoreCommand::Redo);
    }
    assert_eq!(scratch.sources(), after);
    assert_eq!(scratch.segment(0).target, "One.");
    assert!(!scratch.segment(1).for_translation);
    assert_eq!(scratch.workspace.unit_count(), 1);
}

#[test]
fn merging_joins_sources_and_targets_within_a_paragraph() {
    let mut scratch = Scratch::with_article();
    let whole = format!(
        "{} {}",
        scratch.segment(0).source,
        scratch.segment(1).source
    );
    scratch.write_target(0, "One.");
    scratch.write_target(1, "Two.");
    scratch.apply(DocumentCommand::Merge(scratch.id(0)));
    assert_eq!(scratch.segment(0).source, whole);
    assert_eq!(scratch.segment(0).target, "One. Two.");
    let id = scratch.id(0);
    assert!(matches!(
        scratch.refuse(DocumentCommand::Merge(id)),
        WorkspaceError::ParagraphEnd
    ));
}

#[test]
fn splitting_cuts_both_sides_and_keeps_every_byte() {
    let mut scratch = Scratch::with_article();
    scratch.write_target(0, "A new truce was announced today.");
    let source = scratch.segment(0).source.clone();
    let cut = source.find("هدنة").unwrap();
    scratch.apply(DocumentCommand::Split {
        segment: scratch.id(0),
        source_offset: cut,
        target_offset: "A new truce".len(),
    });
    let parts = (scratch.segment(0).clone(), scratch.segment(1).clone());
    let joined = [
        parts.0.source.as_str(),
        &parts.0.trailing,
        &parts.1.leading,
        &parts.1.source,
    ];
    assert_eq!(joined.concat(), source);
    assert_eq!(parts.0.target, "A new truce");
    assert_eq!(parts.1.target, "was announced today.");
    let (id, end) = (parts.0.id, parts.0.source.len());
    for offset in [0, 1, end] {
        let refused = scratch.refuse(DocumentCommand::Split {
            segment: id,
            source_offset: offset,
            target_offset: 0,
        });
        assert!(matches!(refused, WorkspaceError::EmptySplit), "{offset}");
    }
}

#[test]
fn splitting_again_and_again_keeps_the_order() {
    let mut scratch = Scratch::new();
    let words: Vec<String> = (0..40).map(|n| format!("كلمة{n}")).collect();
    let text = words.join(" ");
    let id = scratch.import_text(&text);
    scratch.apply(DocumentCommand::OpenDocument(id));
    // Always at the front, so that the gap between places runs out.
    for _ in 0..words.len() - 1 {
        let last = scratch.sources().len() - 1;
        let cut = scratch.segment(last).source.find(' ').unwrap();
        scratch.apply(DocumentCommand::Split {
            segment: scratch.id(last),
            source_offset: cut,
            target_offset: 0,
        });
    }
    let mut first = Scratch::new();
    let id2 = first.import_text(&text);
    first.apply(DocumentCommand::OpenDocument(id2));
    while first.segment(0).source.contains(' ') {
        let cut = first.segment(0).source.rfind(' ').unwrap();
        first.apply(DocumentCommand::Split {
            segment: first.id(0),
            source_offset: cut,
            target_offset: 0,
        });
    }
    for (mut scratch, id) in [(scratch, id), (first, id2)] {
        assert_eq!(scratch.sources(), words);
        scratch = scratch.reopen();
        scratch.apply(DocumentCommand::OpenDocument(id));
        assert_eq!(scratch.sources(), words);
    }
}

#[test]
fn repeated_headlines_are_set_aside_and_can_be_switched_on() {
    let mut scratch = Scratch::new();
    let body = "وصل الوفد إلى العاصمة صباح اليوم لبحث تمديد الهدنة مع الحكومة والمعارضة. ";
    let text = format!(
        "الوفد يبحث تمديد الهدنة في العاصمة\n{body}\n{body}وغادر مساء.\nالوفد يبحث تمديد الهدنة في العاصمة\n"
    );
    let id = scratch.import_text(&text);
    scratch.apply(DocumentCommand::OpenDocument(id));
    let last = scratch.sources().len() - 1;
    assert_eq!(scratch.segment(last).kind, TextKind::Duplicate);
    let segment = scratch.id(last);
    scratch.apply(DocumentCommand::Activate(segment));
    assert!(matches!(
        scratch.refuse(DocumentCommand::CopySource(segment)),
        WorkspaceError::NotForTranslation
    ));
    scratch.apply(DocumentCommand::SetForTranslation { segment, on: true });
    scratch.apply(DocumentCommand::CopySource(segment));
    assert_eq!(scratch.segment(last).target, scratch.segment(last).source);
}
