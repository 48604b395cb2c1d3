//! Findings of the open document: told on confirming, kept with the text, fixed and ignored.

use crate::scratch::Scratch;
use turjuman::engine::model::Severity;
use turjuman::workspace::{CheckCommand, CheckEvent, CoreCommand, DocumentCommand, Event};

/// Row 3 says that 12 civilians were killed.
const NUMBERS: usize = 3;

fn messages(scratch: &Scratch, row: usize) -> Vec<String> {
    let findings = scratch.workspace.findings(scratch.segment(row)).iter();
    let serious = findings.filter(|finding| finding.severity >= Severity::Warning);
    serious.map(|finding| finding.message.clone()).collect()
}

fn confirm(scratch: &mut Scratch, row: usize, text: &str) -> bool {
    scratch.apply(DocumentCommand::Activate(scratch.id(row)));
    scratch.write_target(row, text);
    let id = scratch.id(row);
    let events = scratch.apply(DocumentCommand::Confirm(id));
    events.contains(&Event::Checks(CheckEvent::Doubtful(id)))
}

fn finding(scratch: &Scratch, row: usize, check: &str) -> usize {
    let mut findings = scratch.workspace.findings(scratch.segment(row)).iter();
    findings.position(|finding| finding.check == check).unwrap()
}

#[test]
fn what_a_confirmed_row_gets_wrong_is_told_once() {
    let mut scratch = Scratch::with_article();
    assert!(!confirm(
        &mut scratch,
        NUMBERS,
        "Twelve civilians were killed in an air raid yesterday."
    ));
    assert_eq!(messages(&scratch, NUMBERS), Vec::<String>::new());
    assert!(confirm(
        &mut scratch,
        NUMBERS,
        "Fifteen civilians were killed in an air raid yesterday."
    ));
    assert_eq!(messages(&scratch, NUMBERS).len(), 1);
    // A changed text has no findings until it is checked.
    scratch.write_target(NUMBERS, "Fifteen civilians were killed.");
    assert_eq!(messages(&scratch, NUMBERS), Vec::<String>::new());
    scratch.apply(CoreCommand::Undo);
    scratch.apply(DocumentCommand::Activate(scratch.id(0)));
    scratch.apply(DocumentCommand::Activate(scratch.id(NUMBERS)));
    assert_eq!(messages(&scratch, NUMBERS).len(), 1);
}

#[test]
fn an_ignored_finding_stays_ignored() {
    let mut scratch = Scratch::with_article();
    let wrong = "Fifteen civilians were killed in an air raid yesterday.";
    confirm(&mut scratch, NUMBERS, wrong);
    let (segment, finding) = (scratch.id(NUMBERS), finding(&scratch, NUMBERS, "numbers"));
    scratch.apply(CheckCommand::Ignore { segment, finding });
    assert_eq!(messages(&scratch, NUMBERS), Vec::<String>::new());
    scratch.apply(CoreCommand::Undo);
    assert_eq!(messages(&scratch, NUMBERS).len(), 1);
    scratch.apply(CoreCommand::Redo);
    assert_eq!(messages(&scratch, NUMBERS), Vec::<String>::new());
    let document = scratch.workspace.document().unwrap().id();
    let mut scratch = scratch.reopen();
    scratch.apply(DocumentCommand::OpenDocument(document));
    scratch.apply(CheckCommand::CheckDocument);
    assert_eq!(messages(&scratch, NUMBERS), Vec::<String>::new());
}

#[test]
fn a_safe_fix_is_one_step_and_is_checked_again() {
    let mut scratch = Scratch::with_article();
    confirm(
        &mut scratch,
        NUMBERS,
        "12  civilians were killed in an air raid yesterday.",
    );
    let (segment, finding) = (scratch.id(NUMBERS), finding(&scratch, NUMBERS, "spaces"));
    scratch.apply(CheckCommand::Fix { segment, finding });
    let fixed = "12 civilians were killed in an air raid yesterday.";
    assert_eq!(scratch.segment(NUMBERS).target, fixed);
    let left = scratch.workspace.findings(scratch.segment(NUMBERS)).iter();
    assert!(!left.clone().any(|finding| finding.check == "spaces"));
    scratch.refuse(CheckCommand::Fix {
        segment,
        finding: 99,
    });
    scratch.apply(CoreCommand::Undo);
    assert!(scratch.segment(NUMBERS).target.contains("12  civ"));
}

#[test]
fn a_document_is_checked_from_end_to_end() {
    let mut scratch = Scratch::with_article();
    scratch.write_target(1, "The spokesman said the truce begins tomorrow morning.");
    scratch.write_target(NUMBERS, "Fifteen civilians were killed in an air raid.");
    let events = scratch.apply(CheckCommand::CheckDocument);
    let serious = events.iter().find_map(|event| match event {
        Event::Checks(CheckEvent::DocumentChecked {
            serious, left_out, ..
        }) => {
            assert!(left_out.is_empty(), "{left_out:?}");
            Some(*serious)
        }
        _ => None,
    });
    let all = scratch.workspace.document_findings();
    assert!(all.iter().any(|(row, ..)| *row == NUMBERS));
    let rows: Vec<usize> = all.iter().map(|(row, ..)| *row).collect();
    assert!(rows.is_sorted());
    assert!(serious.unwrap() >= 1);
}
