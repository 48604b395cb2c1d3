//! Terms in the active segment: recognised, added, changed, deleted.

use crate::scratch::{Scratch, options};
use turjuman::engine::model::{TermStatus, TermTranslation};
use turjuman::workspace::{
    CoreCommand, DocumentCommand, ImportInto, OpenOptions, TermCommand, TermDraft, Workspace,
    WorkspaceError,
};

fn found(scratch: &Scratch) -> Vec<(String, String, String)> {
    let id = scratch.workspace.active().unwrap();
    let source = &scratch
        .workspace
        .document()
        .unwrap()
        .segment(id)
        .unwrap()
        .source;
    let terms = scratch.workspace.term_suggestions().iter();
    terms
        .map(|term| {
            (
                source[term.hit.range.clone()].to_owned(),
                term.entry.translations[0].text.clone(),
                term.hit.reason.clone(),
            )
        })
        .collect()
}

fn draft(source: &str, target: &str) -> TermDraft {
    TermDraft {
        source: source.into(),
        translations: vec![TermTranslation {
            text: target.into(),
            status: TermStatus::Preferred,
        }],
        ..TermDraft::default()
    }
}

#[test]
fn the_shipped_glossary_is_there_and_sees_through_clitics() {
    let mut scratch = Scratch::with_article();
    scratch.apply(DocumentCommand::Activate(scratch.id(2)));
    let terms = found(&scratch);
    assert!(
        terms.contains(&("بالهدنة".into(), "truce".into(), "ب + ال + هدنة".into())),
        "{terms:?}"
    );
    assert!(terms.iter().any(|(text, target, _)| {
        text == "الأمم المتحدة" && target == "United Nations"
    }));
}

#[test]
fn a_new_term_is_recognised_at_once_and_after_reopening() {
    let mut scratch = Scratch::with_article();
    scratch.apply(DocumentCommand::Activate(scratch.id(1)));
    scratch.apply(TermCommand::Add(draft("متحدث", "spokesperson")));
    let is_there = |scratch: &Scratch| {
        found(scratch)
            .iter()
            .any(|(text, target, _)| text == "المتحدث" && target == "spokesperson")
    };
    assert!(is_there(&scratch), "{:?}", found(&scratch));
    let document = scratch.workspace.document().unwrap().id();
    let mut scratch = scratch.reopen();
    scratch.apply(DocumentCommand::OpenDocument(document));
    assert!(is_there(&scratch));
}

#[test]
fn terms_are_changed_and_deleted_and_undone() {
    let mut scratch = Scratch::with_article();
    scratch.apply(DocumentCommand::Activate(scratch.id(1)));
    let count = scratch.workspace.terms().count();
    scratch.apply(TermCommand::Add(draft("صباح", "morning")));
    let entry = scratch
        .workspace
        .terms()
        .map(|(_, entry)| entry.clone())
        .max_by_key(|entry| entry.id)
        .unwrap();
    let mut changed = entry.clone();
    changed.translations[0].text = "a.m.".into();
    scratch.apply(TermCommand::Edit {
        entries: vec![changed],
        termbase: None,
    });
    let target = |scratch: &Scratch| {
        let terms = scratch.workspace.term_suggestions().iter();
        terms
            .filter(|term| term.entry.id == entry.id)
            .map(|term| term.entry.translations[0].text.clone())
            .next()
    };
    assert_eq!(target(&scratch).as_deref(), Some("a.m."));
    scratch.apply(CoreCommand::Undo);
    assert_eq!(target(&scratch).as_deref(), Some("morning"));
    scratch.apply(TermCommand::Delete(vec![entry.id]));
    assert_eq!(target(&scratch), None);
    scratch.apply(CoreCommand::Undo);
    assert_eq!(target(&scratch).as_deref(), Some("morning"));
    scratch.apply(CoreCommand::Undo);
    assert_eq!(scratch.workspace.terms().count(), count);
    assert!(matches!(
        scratch.refuse(TermCommand::Add(draft("  ", "x"))),
        WorkspaceError::EmptyTerm
    ));
}

#[test]
fn a_large_termbase_is_read_behind_an_open_window() {
    let mut scratch = Scratch::with_article();
    let document = scratch.workspace.document().unwrap().id();
    let path = scratch.path("terms.csv");
    let lines: String = (0..12_000).map(|n| format!("كلمة{n},word {n}\n")).collect();
    std::fs::write(&path, format!("source,target\n{lines}")).unwrap();
    scratch.apply(TermCommand::Import {
        into: ImportInto::New("large".into()),
        path,
        mapping: Default::default(),
    });
    let count = scratch.workspace.terms().count();
    drop(scratch.workspace);
    scratch.workspace = Workspace::open(OpenOptions {
        terms_in_background: true,
        ..options(&scratch.folder.path().join("workspace.db"))
    })
    .unwrap();
    // Nothing of a job counts before it is polled.
    assert!(scratch.workspace.is_reading_terms());
    let refused = scratch.refuse(TermCommand::Add(draft("لفظ", "utterance")));
    assert!(
        refused.to_string().contains("still being read"),
        "{refused}"
    );
    scratch
        .workspace
        .apply(DocumentCommand::OpenDocument(document))
        .unwrap();
    scratch.settle();
    assert!(!scratch.workspace.is_reading_terms());
    assert_eq!(scratch.workspace.terms().count(), count);
    scratch.apply(DocumentCommand::Activate(scratch.id(2)));
    assert!(found(&scratch).iter().any(|(text, ..)| text == "بالهدنة"));
    scratch.apply(TermCommand::Add(draft("لفظ", "utterance")));
}
