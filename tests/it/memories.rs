//! What was confirmed comes back, with its rate, when the same or a similar source comes.

use crate::scratch::{ARTICLE, Scratch};
use turjuman::engine::model::{DiffKind, MatchReason};
use turjuman::workspace::{
    CoreCommand, CoreEvent, DocumentCommand, Event, ImportInto, MemoryCommand, MemoryEvent,
    SuggestionCommand,
};

#[test]
fn a_confirmed_segment_is_offered_where_its_source_returns() {
    let mut scratch = Scratch::with_article();
    scratch.translate(0, "The government announced a new truce today.");
    scratch.apply(DocumentCommand::Activate(scratch.id(4)));
    let found = &scratch.workspace.matches()[0];
    assert_eq!(found.rate.badge(), 100);
    assert_eq!(found.target, "The government announced a new truce today.");
    scratch.apply(SuggestionCommand::ApplyMatch(0));
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
    scratch.apply(DocumentCommand::OpenDocument(again));
    scratch.apply(DocumentCommand::Activate(scratch.id(1)));
    let found = &scratch.workspace.matches()[0];
    assert_eq!(found.rate.badge(), 101);
    assert_eq!(found.reason, MatchReason::Context);
}

#[test]
fn a_similar_source_shows_what_differs() {
    let mut scratch = Scratch::with_article();
    scratch.translate(3, "12 civilians were killed in an air strike yesterday.");
    let other = scratch.import_text("وقتل 15 مدنيا في غارة جوية أمس.\n");
    scratch.apply(DocumentCommand::OpenDocument(other));
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
        scratch.apply(DocumentCommand::Activate(scratch.id(4)));
        scratch.workspace.matches()[0].target.clone()
    };
    assert_eq!(target(&mut scratch), "Second.");
    scratch.apply(CoreCommand::Undo);
    assert_eq!(target(&mut scratch), "First.");
}

#[test]
fn memories_go_out_and_come_back_whole() {
    let mut scratch = Scratch::with_article();
    scratch.translate(0, "One & <two>.");
    scratch.translate(2, "Three\u{200F} “four”.");
    let path = scratch.path("out.tmx");
    let events = scratch.apply(MemoryCommand::Export {
        memory: scratch.memory(turjuman::workspace::MAIN_MEMORY),
        path: path.clone(),
    });
    assert!(
        events
            .iter()
            .any(|e| matches!(e, Event::Memories(MemoryEvent::Exported { units: 2, .. })))
    );
    let mut other = Scratch::new();
    let events = other.apply(MemoryCommand::Import {
        into: ImportInto::New("imported".into()),
        path,
        mapping: Default::default(),
        keep_before_error: false,
    });
    assert!(events.iter().any(|e| matches!(
        e,
        Event::Memories(MemoryEvent::Imported {
            units: 2,
            skipped: 0,
            ..
        })
    )));
    let document = other.import_text(ARTICLE);
    other.apply(DocumentCommand::OpenDocument(document));
    other.apply(DocumentCommand::Activate(other.id(2)));
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
    let events = scratch.apply(MemoryCommand::Import {
        into: ImportInto::New("m".into()),
        path,
        mapping: Default::default(),
        keep_before_error: false,
    });
    let message = events.iter().find_map(|event| match event {
        Event::Core(CoreEvent::Failed { message }) => Some(message.as_str()),
        _ => None,
    });
    assert!(message.unwrap().contains("line 4"), "{message:?}");
    assert_eq!(scratch.workspace.unit_count(), 0);
}

#[test]
fn a_file_imported_again_repeats_no_unit() {
    let mut scratch = Scratch::new();
    let path = scratch.path("memory.tmx");
    let unit = |id: u32, attributes: &str, target: &str| {
        format!(
            r#"<tu tuid="{id}" {attributes}><tuv xml:lang="ar"><seg>جملة {}</seg></tuv><tuv xml:lang="en"><seg>{target}</seg></tuv></tu>"#,
            id / 2
        )
    };
    let mut file = String::from(r#"<tmx version="1.4"><header srclang="ar"/><body>"#);
    for id in 0..1_500 {
        file.push_str(&unit(id, "", "Sentence"));
    }
    let whole = |more: &str| format!("{file}{more}</body></tmx>");
    let mut import = |text: String| {
        std::fs::write(&path, text).unwrap();
        let events = scratch.apply(MemoryCommand::Import {
            into: ImportInto::New("m".into()),
            path: path.clone(),
            mapping: Default::default(),
            keep_before_error: false,
        });
        let told = events.into_iter().find_map(|event| match event {
            Event::Memories(MemoryEvent::Imported {
                units,
                skipped,
                warnings,
                ..
            }) => Some((units, skipped, warnings)),
            _ => None,
        });
        let (units, skipped, warnings) = told.unwrap();
        (
            units,
            skipped,
            warnings.iter().map(ToString::to_string).collect::<Vec<_>>(),
        )
    };
    // Units of one file are all kept, identifiers tell them apart.
    assert_eq!(import(whole("")), (1_500, 0, vec![]));
    let told = vec!["1500 units were in the memory already".to_owned()];
    assert_eq!(import(whole("")), (0, 1_500, told.clone()));
    // Whatever differs in anything comes in.
    let mut others = unit(1, "", "Phrase");
    others.push_str(&unit(1, r#"changeid="Lina""#, "Sentence"));
    others.push_str(&unit(1, r#"changedate="20210307T100000Z""#, "Sentence"));
    others.push_str(&unit(9_001, "", "Sentence"));
    assert_eq!(import(whole(&others)), (4, 1_500, told));
    assert_eq!(import(whole(&others)).0, 0);
    assert_eq!(scratch.workspace.unit_count(), 1_504);
}
