//! Several terms changed, deleted and merged at once; similar terms; odd entries.

use crate::scratch::Scratch;
use turjuman::engine::model::{TermEntry, TermId, TermStatus, TermTranslation};
use turjuman::workspace::{Command, Likeness, TermDraft, WorkspaceError};

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
    scratch.apply(Command::AddTerm(draft(source, target)));
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
    scratch.apply(Command::EditTerms {
        entries: changed.to_vec(),
        termbase: None,
    });
    let domains = |s: &Scratch| ids.map(|id| entry(s, id).unwrap().domain);
    assert_eq!(domains(&scratch), ["law", "law"]);
    scratch.apply(Command::Undo);
    assert_eq!(domains(&scratch), ["", ""]);
    scratch.apply(Command::Redo);
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
        scratch.refuse(Command::EditTerms {
            entries: vec![good, bad],
            termbase: None,
        }),
        WorkspaceError::NoTerm
    ));
    assert!(matches!(
        scratch.refuse(Command::DeleteTerms(vec![id, gone])),
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
    scratch.apply(Command::MergeTerms {
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
    scratch.apply(Command::Undo);
    assert!(entry(&scratch, other).is_some());
    assert!(entry(&scratch, keep).unwrap().forms.is_empty());
    assert!(matches!(
        scratch.refuse(Command::MergeTerms {
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
        scratch.apply(Command::Activate(scratch.id(2)));
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
