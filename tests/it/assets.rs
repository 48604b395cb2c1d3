//! What ships is whole, and what lies in the folders is what ships.

use crate::scratch::Scratch;
use std::collections::HashSet;
use std::path::Path;
use turjuman::engine::model::SegmentStatus;
use turjuman::workspace::{Assets, DocumentCommand, DocumentEvent, Event};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn every_glossary_file_ships() {
    let mut on_disk: Vec<String> = std::fs::read_dir(root().join("glossary"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".csv"))
        .map(|name| format!("glossary/{name}"))
        .collect();
    on_disk.sort();
    assert_eq!(Assets::default().glossaries(), on_disk);
}

#[test]
fn the_glossary_is_large_and_well_formed() {
    let scratch = Scratch::new();
    let mut sources = HashSet::new();
    let mut count = 0;
    for (_, entry) in scratch.workspace.terms() {
        count += 1;
        let is_arabic = |c: char| ('\u{0600}'..='\u{06FF}').contains(&c);
        assert!(entry.source.chars().any(is_arabic), "{entry:?}");
        for translation in &entry.translations {
            assert!(!translation.text.chars().any(is_arabic), "{entry:?}");
            assert_eq!(translation.text.trim(), translation.text, "{entry:?}");
        }
        assert!(
            sources.insert(entry.source.clone()),
            "twice: {}",
            entry.source
        );
    }
    assert!(count >= 300, "{count}");
}

#[test]
fn an_own_file_replaces_a_shipped_one() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("glossary")).unwrap();
    std::fs::write(
        folder.path().join("glossary/house.csv"),
        "source,target\nوادي العين,Ain Valley\n",
    )
    .unwrap();
    let assets = Assets::in_folder(folder.path());
    assert!(
        assets
            .glossaries()
            .contains(&"glossary/house.csv".to_owned())
    );
    assert!(
        assets
            .text("glossary/house.csv")
            .unwrap()
            .contains("Ain Valley")
    );
    assert!(assets.text("segmentation.srx").unwrap().contains("<srx"));
}

#[test]
fn the_sample_shows_matches_terms_and_states() {
    let mut scratch = Scratch::new();
    let events = scratch.apply(DocumentCommand::CreateSample);
    let document = events.iter().find_map(|event| match event {
        Event::Documents(DocumentEvent::Imported { document, .. }) => Some(*document),
        _ => None,
    });
    scratch.apply(DocumentCommand::OpenDocument(document.unwrap()));
    let open = scratch.workspace.document().unwrap();
    let (segments, confirmed) = open.progress();
    assert!(
        confirmed >= 8 && confirmed < segments,
        "{confirmed} of {segments}"
    );
    assert!(open.segments().any(|s| s.status == SegmentStatus::Draft));
    assert!(open.segments().any(|s| !s.for_translation));
    let ids: Vec<_> = open
        .segments()
        .filter(|s| s.for_translation)
        .map(|s| s.id)
        .collect();
    let (mut terms, mut rates) = (0, Vec::new());
    for id in ids {
        scratch.apply(DocumentCommand::Activate(id));
        terms += scratch.workspace.term_suggestions().len();
        rates.extend(
            scratch
                .workspace
                .matches()
                .iter()
                .map(|found| found.rate.badge()),
        );
    }
    assert!(terms > 40, "{terms}");
    assert!(rates.contains(&99), "{rates:?}");
    assert!(
        rates.iter().any(|rate| (70..95).contains(rate)),
        "{rates:?}"
    );
}
