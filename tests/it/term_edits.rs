//! Several terms changed, deleted and merged at once; similar terms; odd entries.

use crate::scratch::Scratch;
use turjuman::engine::model::{TermEntry, TermId, TermStatus, TermTranslation};
use turjuman::workspace::{
    CoreCommand, DocumentCommand, ImportInto, Likeness, TermCommand, TermDraft, WorkspaceError,
};

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

fn add(scratch: &mut Scratch, source: &str, target: &str) -> TermId {
    scratch.apply(TermCommand::Add(draft(source, target)));
    let terms = scratch.workspace.terms();
    terms.map(|(_, entry)| entry.id).max().unwrap()
}

fn entry(scratch: &Scratch, id: TermId) -> Option<TermEntry> {
    let mut terms = scratch.workspace.terms();
    terms.find(|(_, e)| e.id == id).map(|(_, e)| e.clone())
}

#[test]
fn a_bulk_change_is_one_step_and_lasts() {
    let mut scratch = Scratch::with_article();
    let ids = [
        add(&mut scratch, "زقفونة", "one"),
        add(&mut scratch, "زقفونتان", "two"),
    ];
    let changed = ids.map(|id| TermEntry {
        domain: "law".into(),
        ..entry(&scratch, id).unwrap()
    });
    scratch.apply(TermCommand::Edit {
        entries: changed.to_vec(),
        termbase: None,
    });
    let domains = |s: &Scratch| ids.map(|id| entry(s, id).unwrap().domain);
    assert_eq!(domains(&scratch), ["law", "law"]);
    scratch.apply(CoreCommand::Undo);
    assert_eq!(domains(&scratch), ["", ""]);
    scratch.apply(CoreCommand::Redo);
    let scratch = scratch.reopen();
    assert_eq!(domains(&scratch), ["law", "law"]);
}

#[test]
fn a_bulk_change_with_one_bad_entry_changes_nothing() {
    let mut scratch = Scratch::with_article();
    let id = add(&mut scratch, "زقفونة", "one");
    let good = TermEntry {
        domain: "law".into(),
        ..entry(&scratch, id).unwrap()
    };
    let gone = TermId(i64::MAX);
    let bad = TermEntry {
        id: gone,
        ..good.clone()
    };
    assert!(matches!(
        scratch.refuse(TermCommand::Edit {
            entries: vec![good, bad],
            termbase: None,
        }),
        WorkspaceError::NoTerm
    ));
    assert!(matches!(
        scratch.refuse(TermCommand::Delete(vec![id, gone])),
        WorkspaceError::NoTerm
    ));
    assert_eq!(entry(&scratch, id).unwrap().domain, "");
}

#[test]
fn merging_keeps_everything_and_is_undone() {
    let mut scratch = Scratch::with_article();
    let keep = add(&mut scratch, "زقفونة", "one");
    let other = add(&mut scratch, "زقافين", "two");
    let preview = scratch.workspace.merged_term(keep, &[other]).unwrap();
    scratch.apply(TermCommand::Merge {
        keep,
        others: vec![other, keep],
    });
    let merged = entry(&scratch, keep).unwrap();
    assert_eq!(
        (&merged.forms, &merged.translations),
        (&preview.forms, &preview.translations)
    );
    assert_eq!(merged.forms, ["زقافين"]);
    let texts: Vec<&str> = merged
        .translations
        .iter()
        .map(|t| t.text.as_str())
        .collect();
    assert_eq!(texts, ["one", "two"]);
    assert_eq!(entry(&scratch, other), None);
    scratch.apply(CoreCommand::Undo);
    assert!(entry(&scratch, other).is_some());
    assert!(entry(&scratch, keep).unwrap().forms.is_empty());
    assert!(matches!(
        scratch.refuse(TermCommand::Merge {
            keep,
            others: vec![keep]
        }),
        WorkspaceError::NothingToMerge
    ));
}

#[test]
fn similar_terms_are_told_apart() {
    let mut scratch = Scratch::with_article();
    let id = add(&mut scratch, "زقفونة", "quuxery");
    for (source, target, wanted) in [
        ("زَقْفُونة", "Quuxery", Some(Likeness::Duplicate)),
        ("زقفونة", "other thing", Some(Likeness::OtherTranslation)),
        ("كلمة أخرى تماما", "quuxery", Some(Likeness::OtherSource)),
        ("الزقفونة", "other thing", Some(Likeness::NearSource)),
        ("زقفوتة", "other thing", Some(Likeness::NearSource)),
        ("بستان", "other thing", None),
        ("", "", None),
    ] {
        let found = scratch.workspace.similar_terms(&draft(source, target));
        let likeness = found.iter().find(|s| s.entry.id == id).map(|s| s.likeness);
        assert_eq!(likeness, wanted, "{source} {target}");
    }
}

#[test]
fn odd_entries_are_kept_and_hide_no_others() {
    let long = "س".repeat(5_000);
    for source in [
        "وبال",
        "ب",
        "NATO",
        &long,
        "(.*)+[",
        "\"a\",;\t|",
        "\u{202e}x\0",
    ] {
        let mut scratch = Scratch::with_article();
        let id = add(&mut scratch, source, source);
        scratch.apply(DocumentCommand::Activate(scratch.id(2)));
        let terms = scratch.workspace.term_suggestions();
        let truce = terms
            .iter()
            .any(|t| t.entry.translations[0].text == "truce");
        assert!(truce, "{source:.20}");
        assert!(
            !scratch
                .workspace
                .similar_terms(&draft(source, "x"))
                .is_empty()
        );
        let scratch = scratch.reopen();
        assert_eq!(entry(&scratch, id).unwrap().source, source.trim());
    }
}

/// What was done to a term, the newest first, with its first translations after each change.
fn past(scratch: &Scratch, id: TermId) -> Vec<(String, Option<String>)> {
    let past = scratch.workspace.term_history(id).unwrap().unwrap();
    let first = |entry: TermEntry| entry.translations[0].text.clone();
    past.into_iter()
        .map(|change| (change.action, change.after.map(first)))
        .collect()
}

fn retranslate(scratch: &mut Scratch, id: TermId, target: &str) {
    let mut changed = entry(scratch, id).unwrap();
    changed.translations[0].text = target.into();
    scratch.apply(TermCommand::Edit {
        entries: vec![changed],
        termbase: None,
    });
}

#[test]
fn every_change_of_a_term_is_told_and_an_earlier_state_comes_back() {
    let mut scratch = Scratch::with_article();
    let id = add(&mut scratch, "زقفونة", "one");
    retranslate(&mut scratch, id, "two");
    retranslate(&mut scratch, id, "three");
    scratch.apply(CoreCommand::Undo);
    let told = |pairs: &[(&str, &str)]| -> Vec<(String, Option<String>)> {
        let own = |(action, text): &(&str, &str)| ((*action).into(), Some((*text).into()));
        pairs.iter().map(own).collect()
    };
    let before = told(&[
        ("undo", "two"),
        ("change of term", "three"),
        ("change of term", "two"),
        ("new term", "one"),
    ]);
    let mut scratch = scratch.reopen();
    assert_eq!(past(&scratch, id), before);
    let changes = scratch.workspace.term_history(id).unwrap().unwrap();
    assert!(changes.iter().all(|change| change.at > 0));
    // Before the first change of the translation it was "one".
    let change = changes[2].id;
    scratch.apply(TermCommand::Restore { term: id, change });
    assert_eq!(entry(&scratch, id).unwrap().translations[0].text, "one");
    assert_eq!(past(&scratch, id)[0].0, "restored term");
    scratch.apply(CoreCommand::Undo);
    assert_eq!(entry(&scratch, id).unwrap().translations[0].text, "two");
    // Before it was added there is nothing to go back to.
    let change = changes[3].id;
    assert!(matches!(
        scratch.refuse(TermCommand::Restore { term: id, change }),
        WorkspaceError::NoTermState
    ));
}

#[test]
fn a_deleted_term_is_restored_and_its_identity_given_to_no_other() {
    let mut scratch = Scratch::with_article();
    let id = add(&mut scratch, "زقفونة", "one");
    scratch.apply(TermCommand::Delete(vec![id]));
    let mut scratch = scratch.reopen();
    let other = add(&mut scratch, "زقافين", "other");
    assert_ne!(other, id);
    assert_eq!(past(&scratch, other).len(), 1);
    let change = scratch.workspace.term_history(id).unwrap().unwrap()[0].id;
    scratch.apply(TermCommand::Restore { term: id, change });
    assert_eq!(entry(&scratch, id).unwrap().translations[0].text, "one");

    // The terms of a termbase that goes keep theirs to themselves too.
    let path = scratch.path("terms.csv");
    std::fs::write(&path, "source,target\nزقفون,x\n").unwrap();
    scratch.apply(TermCommand::Import {
        into: ImportInto::New("short-lived".into()),
        path,
        mapping: Default::default(),
    });
    let imported = scratch.workspace.terms().map(|(_, e)| e.id).max().unwrap();
    assert!(past(&scratch, imported).is_empty());
    let choices = scratch.workspace.termbase_choices();
    let base = choices.iter().find(|c| c.name == "short-lived").unwrap().id;
    scratch.apply(TermCommand::DeleteTermbase(base));
    let mut scratch = scratch.reopen();
    assert!(add(&mut scratch, "زقفونتان", "later") > imported);
}
