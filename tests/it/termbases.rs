//! Several termbases: order, use, protection, deletion.

use crate::scratch::Scratch;
use turjuman::engine::model::{TermId, TermStatus, TermTranslation, TermbaseId};
use turjuman::workspace::{
    Command, CoreCommand, DocumentCommand, ImportInto, TermCommand, TermDraft, TermbaseChoice,
    WorkspaceError,
};

/// The article's first segment holds it.
const WORD: &str = "الحكومة";

fn choice(scratch: &Scratch, name: &str) -> Option<TermbaseChoice> {
    let mut choices = scratch.workspace.termbase_choices().into_iter();
    choices.find(|choice| choice.name == name)
}

fn id(scratch: &Scratch, name: &str) -> TermbaseId {
    choice(scratch, name).unwrap().id
}

fn draft(termbase: TermbaseId, source: &str, target: &str) -> TermDraft {
    TermDraft {
        termbase: Some(termbase),
        source: source.into(),
        translations: vec![TermTranslation {
            text: target.into(),
            status: TermStatus::Preferred,
        }],
        ..TermDraft::default()
    }
}

/// Termbases "a" and "b" that translate [`WORD`] as A and B.
fn scratch() -> Scratch {
    let mut scratch = Scratch::new();
    let document = scratch.import_text(&format!("أعلنت {WORD} الجديدة الهدنة."));
    scratch.apply(DocumentCommand::OpenDocument(document));
    for (name, target) in [("a", "A"), ("b", "B")] {
        scratch.apply(TermCommand::CreateTermbase { name: name.into() });
        let draft = draft(id(&scratch, name), WORD, target);
        scratch.apply(TermCommand::Add(draft));
    }
    scratch
}

fn arrange(scratch: &mut Scratch, order: &[(&str, bool)], main: &str) {
    let order = order
        .iter()
        .map(|(name, used)| (id(scratch, name), *used))
        .collect();
    let main = id(scratch, main);
    scratch.apply(TermCommand::Arrange { order, main });
}

/// The translations offered for [`WORD`] in the first segment, in order; one letter or more.
fn offered(scratch: &mut Scratch, word: &str) -> Vec<String> {
    scratch.apply(DocumentCommand::Activate(scratch.id(0)));
    let source = scratch.segment(0).source.clone();
    let found = scratch.workspace.term_suggestions().iter();
    found
        .filter(|term| source[term.hit.range.clone()] == *word)
        .map(|term| term.entry.translations[0].text.clone())
        .collect()
}

/// Closes everything and opens the project and its document again.
fn reopened(scratch: Scratch) -> Scratch {
    let mut scratch = scratch.reopen();
    let project = scratch.workspace.project_named("news").unwrap();
    scratch.apply(DocumentCommand::OpenProject(project));
    let document = scratch.workspace.documents().next().unwrap().id;
    scratch.apply(DocumentCommand::OpenDocument(document));
    scratch
}

fn newest(scratch: &Scratch) -> TermId {
    let terms = scratch.workspace.terms();
    terms.map(|(_, entry)| entry.id).max().unwrap()
}

#[test]
fn order_decides_which_translation_comes_first_and_is_kept() {
    let mut scratch = scratch();
    let shipped = offered(&mut scratch, WORD);
    assert!(shipped.ends_with(&["A".into(), "B".into()]), "{shipped:?}");
    arrange(
        &mut scratch,
        &[("b", true), ("a", true), ("News Arabic", false)],
        "a",
    );
    assert_eq!(offered(&mut scratch, WORD), ["B", "A"]);
    let mut scratch = reopened(scratch);
    assert_eq!(offered(&mut scratch, WORD), ["B", "A"]);
    arrange(
        &mut scratch,
        &[("a", true), ("b", false), ("News Arabic", false)],
        "a",
    );
    assert_eq!(offered(&mut scratch, WORD), ["A"]);
}

#[test]
fn a_longer_term_of_an_unused_termbase_hides_no_shorter_one() {
    let mut scratch = scratch();
    let long = format!("{WORD} الجديدة");
    let draft = draft(id(&scratch, "b"), &long, "LONG");
    scratch.apply(TermCommand::Add(draft));
    arrange(&mut scratch, &[("b", true), ("a", true)], "a");
    assert_eq!(offered(&mut scratch, &long), ["LONG"]);
    assert_eq!(offered(&mut scratch, WORD), [""; 0]);
    arrange(
        &mut scratch,
        &[("b", false), ("a", true), ("News Arabic", false)],
        "a",
    );
    assert_eq!(offered(&mut scratch, &long), [""; 0]);
    assert_eq!(offered(&mut scratch, WORD), ["A"]);
}

#[test]
fn new_terms_go_where_the_project_sends_them() {
    let mut scratch = scratch();
    let plain = |scratch: &mut Scratch, source: &str| {
        let draft = TermDraft {
            termbase: None,
            ..draft(TermbaseId(0), source, "x")
        };
        scratch.apply(TermCommand::Add(draft));
        let (base, _) = scratch.workspace.term(newest(scratch)).unwrap();
        scratch.workspace.termbase_name(base).to_owned()
    };
    assert_eq!(plain(&mut scratch, "زقفونة"), "My terms");
    arrange(&mut scratch, &[("b", true)], "b");
    assert_eq!(plain(&mut scratch, "زقفوتة"), "b");
    let mut scratch = reopened(scratch);
    assert_eq!(plain(&mut scratch, "زقفوثة"), "b");
}

#[test]
fn a_read_only_termbase_is_not_changed() {
    let mut scratch = scratch();
    let term = newest(&scratch);
    let (_, entry) = scratch.workspace.term(term).unwrap();
    let entry = entry.clone();
    let (a, b) = (id(&scratch, "a"), id(&scratch, "b"));
    let protect = |read_only| {
        Command::Terms(TermCommand::SetTermbase {
            termbase: b,
            name: "b".into(),
            read_only,
        })
    };
    scratch.apply(protect(true));
    let path = scratch.path("terms.csv");
    std::fs::write(&path, "source,target\nزقفونة,x\n").unwrap();
    let changed = turjuman::engine::model::TermEntry {
        domain: "law".into(),
        ..entry.clone()
    };
    let of_a = scratch.workspace.terms().find(|(base, _)| *base == "a");
    let keep = of_a.unwrap().1.id;
    for command in [
        Command::Terms(TermCommand::Add(draft(b, "زقفونة", "x"))),
        Command::Terms(TermCommand::Edit {
            entries: vec![changed],
            termbase: None,
        }),
        Command::Terms(TermCommand::Edit {
            entries: vec![entry],
            termbase: Some(a),
        }),
        Command::Terms(TermCommand::Delete(vec![term])),
        Command::Terms(TermCommand::Merge {
            keep,
            others: vec![term],
        }),
        Command::Terms(TermCommand::DeleteTermbase(b)),
        Command::Terms(TermCommand::Arrange {
            order: vec![(b, true)],
            main: b,
        }),
        Command::Terms(TermCommand::Import {
            into: ImportInto::New("b".into()),
            path,
            mapping: Default::default(),
        }),
        // The newest step added the term; it stays on the stack.
        Command::Core(CoreCommand::Undo),
    ] {
        let error = scratch.refuse(command.clone());
        assert!(
            matches!(error, WorkspaceError::TermbaseReadOnly(_)),
            "{command:?}: {error}"
        );
    }
    assert!(scratch.workspace.term(term).is_some());
    scratch.apply(protect(false));
    scratch.apply(CoreCommand::Undo);
    assert!(scratch.workspace.term(term).is_none());
}

#[test]
fn a_termbase_that_takes_new_terms_cannot_be_protected() {
    let mut scratch = scratch();
    arrange(&mut scratch, &[("b", true)], "b");
    let error = scratch.refuse(TermCommand::SetTermbase {
        termbase: id(&scratch, "b"),
        name: "b".into(),
        read_only: true,
    });
    assert!(matches!(error, WorkspaceError::TermbaseReceives { .. }));
}

#[test]
fn names_are_checked_and_kept() {
    let mut scratch = scratch();
    let rename = |termbase, name: &str| {
        Command::Terms(TermCommand::SetTermbase {
            termbase,
            name: name.into(),
            read_only: false,
        })
    };
    let b = id(&scratch, "b");
    assert!(matches!(
        scratch.refuse(rename(b, "a")),
        WorkspaceError::TermbaseExists(_)
    ));
    assert!(matches!(
        scratch.refuse(TermCommand::CreateTermbase { name: " ".into() }),
        WorkspaceError::EmptyName
    ));
    assert!(matches!(
        scratch.refuse(rename(TermbaseId(999), "c")),
        WorkspaceError::TermbaseGone
    ));
    scratch.apply(rename(b, "مصطلحات"));
    let scratch = reopened(scratch);
    assert_eq!(scratch.workspace.termbase_name(b), "مصطلحات");
}

#[test]
fn a_deleted_termbase_comes_back_with_terms_and_place() {
    let mut scratch = scratch();
    arrange(
        &mut scratch,
        &[("b", true), ("a", true), ("News Arabic", false)],
        "b",
    );
    let before = scratch.workspace.termbase_choices();
    scratch.apply(TermCommand::DeleteTermbase(id(&scratch, "b")));
    assert_eq!(choice(&scratch, "b"), None);
    assert!(choice(&scratch, "My terms").unwrap().is_main);
    assert_eq!(offered(&mut scratch, WORD), ["A"]);
    scratch.apply(CoreCommand::Undo);
    assert_eq!(scratch.workspace.termbase_choices(), before);
    assert_eq!(offered(&mut scratch, WORD), ["B", "A"]);
    let mut scratch = reopened(scratch);
    assert_eq!(scratch.workspace.termbase_choices(), before);
    assert_eq!(offered(&mut scratch, WORD), ["B", "A"]);
    scratch.apply(TermCommand::DeleteTermbase(id(&scratch, "b")));
    scratch.apply(CoreCommand::Undo);
    scratch.apply(CoreCommand::Redo);
    let scratch = reopened(scratch);
    assert_eq!(choice(&scratch, "b"), None);
    assert!(scratch.workspace.terms().all(|(base, _)| base != "b"));
}

#[test]
fn terms_move_to_another_termbase_and_back() {
    let mut scratch = scratch();
    let term = newest(&scratch);
    let entry = scratch.workspace.term(term).unwrap().1.clone();
    let (a, b) = (id(&scratch, "a"), id(&scratch, "b"));
    scratch.apply(TermCommand::Edit {
        entries: vec![entry],
        termbase: Some(a),
    });
    assert_eq!(scratch.workspace.term(term).unwrap().0, a);
    scratch.apply(CoreCommand::Undo);
    assert_eq!(scratch.workspace.term(term).unwrap().0, b);
    scratch.apply(CoreCommand::Redo);
    let scratch = reopened(scratch);
    assert_eq!(scratch.workspace.term(term).unwrap().0, a);
}
