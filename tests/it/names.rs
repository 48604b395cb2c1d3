//! Names and numbers of the active segment; the ledger; what a confirmed segment offers.

use crate::scratch::Scratch;
use turjuman::engine::model::{NameBasis, NumberKind};
use turjuman::workspace::{
    Command, CoreCommand, DocumentCommand, ExtractionRequest, NameCommand, WorkspaceError,
};

fn set(source: &str, spelling: &str) -> Command {
    Command::Names(NameCommand::Set {
        source: source.into(),
        spelling: spelling.into(),
    })
}

/// The row and the source of the first name that is not the glossary's.
fn first_name(scratch: &mut Scratch) -> (usize, String) {
    for row in 0..scratch.sources().len() {
        let id = scratch.id(row);
        scratch.apply(DocumentCommand::Activate(id));
        let names = scratch.workspace.names();
        if let Some(hit) = names.iter().find(|hit| hit.basis == NameBasis::Rule) {
            return (row, hit.source.clone());
        }
    }
    panic!("no name in the sample");
}

#[test]
fn the_ledger_is_kept_and_undone() {
    let mut scratch = Scratch::new();
    let id = scratch.import_text("وقال رامي عبد الرحمن إن الوضع صعب.\n");
    scratch.apply(DocumentCommand::OpenDocument(id));
    let (row, name) = first_name(&mut scratch);
    assert_eq!(name, "رامي عبد الرحمن");
    scratch.apply(set(&name, "Somebody"));
    let proposal = |scratch: &mut Scratch| {
        let id = scratch.id(row);
        scratch.apply(DocumentCommand::Activate(id));
        let hits = scratch.workspace.names();
        let hit = hits.into_iter().find(|hit| hit.source == name).unwrap();
        (hit.proposals[0].clone(), hit.basis)
    };
    assert_eq!(
        proposal(&mut scratch),
        ("Somebody".into(), NameBasis::Ledger)
    );
    scratch.apply(set(&name, "Somebody Else"));
    assert_eq!(scratch.workspace.name_ledger().len(), 1);
    scratch.apply(CoreCommand::Undo);
    assert_eq!(scratch.workspace.name_ledger()[0].spelling, "Somebody");
    let document = scratch.workspace.document().unwrap().id();
    let mut scratch = scratch.reopen();
    scratch.apply(DocumentCommand::OpenDocument(document));
    assert_eq!(proposal(&mut scratch).0, "Somebody");
    scratch.apply(NameCommand::Remove {
        source: name.clone(),
    });
    assert!(scratch.workspace.name_ledger().is_empty());
    assert!(matches!(
        scratch.refuse(NameCommand::Remove { source: name }),
        WorkspaceError::NoNameEntry(_)
    ));
    assert!(matches!(
        scratch.refuse(set(" ", "x")),
        WorkspaceError::EmptyName
    ));
}

#[test]
fn a_confirmed_segment_offers_its_names() {
    let mut scratch = Scratch::new();
    let id = scratch.import_text("زار ستيفان دي مونتيرو دمشق في 27 فبراير (شباط).\n");
    scratch.apply(DocumentCommand::OpenDocument(id));
    scratch.translate(0, "Stefano de Montero visited Damascus on 27 February.");
    let offers = scratch.workspace.name_offers().to_vec();
    assert_eq!(offers.len(), 1, "{offers:?}");
    assert_eq!(offers[0].spelling, "Stefano de Montero");
    scratch.apply(set(&offers[0].source, &offers[0].spelling));
    assert!(scratch.workspace.name_offers().is_empty());
    scratch.apply(DocumentCommand::Activate(scratch.id(0)));
    assert_eq!(
        scratch.workspace.names()[0].proposals[0],
        "Stefano de Montero"
    );
    let numbers = scratch.workspace.numbers();
    assert_eq!(numbers.len(), 1);
    assert_eq!(numbers[0].kind, NumberKind::Date);
    assert_eq!(numbers[0].english, "27 February");
    scratch.apply(CoreCommand::Remember {
        name: turjuman::workspace::DATE_ORDER_SETTING.into(),
        value: "month-day".into(),
    });
    assert_eq!(scratch.workspace.numbers()[0].english, "February 27");
}

#[test]
fn terms_are_proposed_from_documents() {
    let mut scratch = Scratch::new();
    let text = "انهار اتفاق كفريا والفوعة.\nاتفاق كفريا والفوعة مهم.\nوقع اتفاق كفريا والفوعة.\n";
    let id = scratch.import_text(text);
    scratch.apply(DocumentCommand::OpenDocument(id));
    let request = ExtractionRequest {
        documents: vec![id],
        least: 2,
        most: 10,
    };
    let found = scratch.workspace.term_candidates(&request).unwrap();
    assert!(
        found
            .iter()
            .any(|term| term.candidate.source == "اتفاق كفريا"
                && term.candidate.frequency == 3
                && term.example.starts_with("انهار")),
        "{found:?}"
    );
}

#[test]
fn who_is_named_in_full_once_is_known_in_the_whole_document() {
    let mut scratch = Scratch::new();
    let mut text = String::from("قال الناشط زاهر الكندري إن الوضع صعب.\n");
    for n in 0..60 {
        text.push_str(&format!("هذه الفقرة رقم {n} بلا أسماء.\n"));
    }
    text.push_str("وأضاف الكندري أن الطريق مقطوع.\n");
    let id = scratch.import_text(&text);
    let before = scratch.workspace.names_version();
    scratch.apply(DocumentCommand::OpenDocument(id));
    assert!(scratch.workspace.names_version() > before);
    scratch.apply(DocumentCommand::Activate(scratch.id(61)));
    let names = scratch.workspace.names();
    assert_eq!(names.len(), 1, "{names:?}");
    assert!(names[0].proposals[0].starts_with("al-K"), "{names:?}");
    assert!(names[0].guess);
}
