//! What was confirmed comes back, with its rate, when the same or a similar source comes.

use crate::scratch::{ARTICLE, Scratch};
use turjuman::engine::model::{DiffKind, MatchReason};
use turjuman::workspace::{Command, Event};

#[test]
fn a_confirmed_segment_is_offered_where_its_source_returns() {
    let mut scratch = Scratch::with_article();
    scratch.translate(0, "The government announced a new truce today.");
    scratch.apply(Command::Activate(scratch.id(4)));
    let found = &scratch.workspace.matches()[0];
    assert_eq!(found.rate.badge(), 100);
    assert_eq!(found.target, "The government announced a new truce today.");
    scratch.apply(Command::ApplyMatch(0));
    assert_eq!(
        scratch.segment(4).target,
        "The government announced a new truce today."
    );
}

#[test]
fn the_same_article_again_gives_context_matches() {
    let mut scratch = Scratch::with_article();
    scratch.translate(1, "The truce begins tomorrow morning.");
    let again = scratch.import_text(ARTICLE);
    scratch.apply(Command::OpenDocument(again));
    scratch.apply(Command::Activate(scratch.id(1)));
    let found = &scratch.workspace.matches()[0];
    assert_eq!(found.rate.badge(), 101);
    assert_eq!(found.reason, MatchReason::Context);
}

#[test]
fn a_similar_source_shows_what_differs() {
    let mut scratch = Scratch::with_article();
    scratch.translate(3, "12 civilians were killed in an air strike yesterday.");
    let other = scratch.import_text("وقتل 15 مدنيا في غارة جوية أمس.\n");
    scratch.apply(Command::OpenDocument(other));
    let found = &scratch.workspace.matches()[0];
    assert!((95..=98).contains(&found.rate.badge()), "{:?}", found.rate);
    let part = |kind| {
        let spans = found.diff.iter().filter(|span| span.kind == kind);
        spans.map(|span| span.text.as_str()).collect::<String>()
    };
    assert_eq!(part(DiffKind::Inserted), "15");
    assert_eq!(part(DiffKind::Deleted), "12");
}

#[test]
fn confirming_again_renews_the_unit_and_undo_brings_the_old_one_back() {
    let mut scratch = Scratch::with_article();
    scratch.translate(0, "First.");
    scratch.translate(0, "Second.");
    assert_eq!(scratch.workspace.unit_count(), 1);
    let target = |scratch: &mut Scratch| {
        scratch.apply(Command::Activate(scratch.id(4)));
        scratch.workspace.matches()[0].target.clone()
    };
    assert_eq!(target(&mut scratch), "Second.");
    scratch.apply(Command::Undo);
    assert_eq!(target(&mut scratch), "First.");
}

#[test]
fn memories_go_out_and_come_back_whole() {
    let mut scratch = Scratch::with_article();
    scratch.translate(0, "One & <two>.");
    scratch.translate(2, "Three\u{200F} “four”.");
    let path = scratch.path("out.tmx");
    let events = scratch.apply(Command::ExportMemory {
        memory: turjuman::workspace::MAIN_MEMORY.into(),
        path: path.clone(),
    });
    assert!(
        events
            .iter()
            .any(|e| matches!(e, Event::MemoryExported { units: 2, .. }))
    );
    let mut other = Scratch::new();
    let events = other.apply(Command::ImportMemory {
        memory: "imported".into(),
        path,
        mapping: Default::default(),
        keep_before_error: false,
    });
    assert!(events.iter().any(|e| matches!(
        e,
        Event::MemoryImported {
            units: 2,
            skipped: 0,
            ..
        }
    )));
    let document = other.import_text(ARTICLE);
    other.apply(Command::OpenDocument(document));
    other.apply(Command::Activate(other.id(2)));
    assert_eq!(other.workspace.matches()[0].target, "Three\u{200F} “four”.");
    assert_eq!(other.workspace.matches()[0].rate.badge(), 101);
}

#[test]
fn a_broken_memory_file_is_refused_and_nothing_imported() {
    let mut scratch = Scratch::new();
    let path = scratch.path("broken.tmx");
    std::fs::write(
        &path,
        "<?xml version=\"1.0\"?>\n<tmx version=\"1.4\"><header srclang=\"ar\"/><body>\n\
         <tu><tuv xml:lang=\"ar\"><seg>نعم</seg></tuv><tuv xml:lang=\"en\"><seg>Yes</seg></tuv></tu>\n\
         <tu><tuv xml:lang=\"ar\"><seg>لا</wrong>\n",
    )
    .unwrap();
    let events = scratch.apply(Command::ImportMemory {
        memory: "m".into(),
        path,
        mapping: Default::default(),
        keep_before_error: false,
    });
    let message = events.iter().find_map(|event| match event {
        Event::Failed { message } => Some(message.as_str()),
        _ => None,
    });
    assert!(message.unwrap().contains("line 4"), "{message:?}");
    assert_eq!(scratch.workspace.unit_count(), 0);
}
