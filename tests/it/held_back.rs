//! Nothing that is asked waits for the writer: the answer comes once it has written.

use crate::scratch::Scratch;
use crate::unit_history::{import, rows};
use turjuman::workspace::{
    DocumentCommand, Event, MemoryCommand, MemoryEvent, SameSide, SaveState, Unification, UnitCard,
};

/// Holds the writer of a workspace back, as a disk that is busy would, until it is opened.
struct Gate(rusqlite::Connection);

impl Gate {
    fn close(scratch: &Scratch) -> Self {
        let other = rusqlite::Connection::open(scratch.path("workspace.db")).unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        Self(other)
    }

    fn open(self) {
        self.0.execute_batch("COMMIT").unwrap();
    }
}

fn cards(events: Vec<Event>) -> Vec<UnitCard> {
    let cards = events.into_iter().filter_map(|event| match event {
        Event::Memories(MemoryEvent::CardRead(_, card)) => Some(*card.unwrap()),
        _ => None,
    });
    cards.collect()
}

/// A change of the unit that waits at the gate.
fn edit(scratch: &mut Scratch, text: &str, target: &str) {
    let row = rows(scratch, text).remove(0);
    let edit = MemoryCommand::EditUnit {
        unit: row.unit,
        source: row.content.source,
        target: target.into(),
    };
    scratch.apply(edit);
}

#[test]
fn a_card_tells_of_what_still_waits_to_be_written() {
    let mut scratch = Scratch::new();
    import(&mut scratch, "m", &[("الهدنة", "truce")]);
    let row = rows(&mut scratch, "truce").remove(0);
    let gate = Gate::close(&scratch);
    let edit = MemoryCommand::EditUnit {
        unit: row.unit,
        source: row.content.source,
        target: "ceasefire".into(),
    };
    scratch.workspace.apply(edit).unwrap();
    let asked = MemoryCommand::ReadCard(row.unit);
    scratch.workspace.apply(asked).unwrap();
    assert_eq!(scratch.workspace.save_state(), SaveState::Saving);
    assert!(cards(scratch.workspace.poll()).is_empty());
    gate.open();
    let cards = cards(scratch.settle());
    assert_eq!(cards.len(), 1);
    assert_eq!(
        (cards[0].content.target.as_str(), cards[0].changes),
        ("ceasefire", 1)
    );
}

#[test]
fn a_document_that_is_opened_again_has_what_was_typed_last() {
    let mut scratch = Scratch::new();
    let first = scratch.import_text("أعلنت الحكومة الهدنة.");
    let second = scratch.import_text("وصل الوفد.");
    scratch.apply(DocumentCommand::OpenDocument(first));
    let gate = Gate::close(&scratch);
    let edit = scratch.replacing(0, "The government announced the truce.");
    scratch.workspace.apply(edit).unwrap();
    let open = DocumentCommand::OpenDocument(second);
    scratch.workspace.apply(open).unwrap();
    assert!(scratch.workspace.poll().is_empty());
    gate.open();
    scratch.apply(DocumentCommand::OpenDocument(first));
    assert_eq!(scratch.workspace.document().unwrap().id(), first);
    assert_eq!(
        scratch.segment(0).target,
        "The government announced the truce."
    );
}

#[test]
fn of_several_documents_the_one_asked_for_last_is_opened() {
    let mut scratch = Scratch::new();
    let documents = ["الأول.", "الثاني.", "الثالث."].map(|text| scratch.import_text(text));
    scratch.apply(DocumentCommand::OpenDocument(documents[0]));
    for last in [documents[0], documents[2]] {
        let gate = Gate::close(&scratch);
        let edit = scratch.replacing(0, "waits for the disk");
        scratch.workspace.apply(edit).unwrap();
        for document in [documents[1], documents[2], last] {
            let open = DocumentCommand::OpenDocument(document);
            scratch.workspace.apply(open).unwrap();
        }
        gate.open();
        scratch.settle();
        assert_eq!(scratch.workspace.document().unwrap().id(), last);
    }
}

#[test]
fn a_unit_is_restored_after_what_waits_to_be_written() {
    let mut scratch = Scratch::new();
    import(&mut scratch, "m", &[("الهدنة", "truce")]);
    edit(&mut scratch, "truce", "ceasefire");
    let unit = rows(&mut scratch, "ceasefire")[0].unit;
    let card = scratch.card(unit).unwrap();
    let entry = card.past[0].entry;
    let gate = Gate::close(&scratch);
    let again = MemoryCommand::EditUnit {
        unit,
        source: card.content.source,
        target: "armistice".into(),
    };
    scratch.workspace.apply(again).unwrap();
    let restore = MemoryCommand::RestoreUnit { unit, entry };
    scratch.workspace.apply(restore).unwrap();
    gate.open();
    scratch.settle();
    let card = scratch.card(unit).unwrap();
    assert_eq!((card.content.target.as_str(), card.changes), ("truce", 3));
}

#[test]
fn a_translation_is_chosen_for_all_after_what_waits_to_be_written() {
    let mut scratch = Scratch::new();
    import(
        &mut scratch,
        "m",
        &[
            ("الهدنة", "truce"),
            ("الهدنة", "ceasefire"),
            ("حلب", "Aleppo"),
        ],
    );
    scratch.apply(MemoryCommand::FindInconsistencies {
        memory: None,
        same: SameSide::Source,
    });
    let row = rows(&mut scratch, "Aleppo").remove(0);
    let gate = Gate::close(&scratch);
    let other = MemoryCommand::EditUnit {
        unit: row.unit,
        source: row.content.source,
        target: "Halab".into(),
    };
    scratch.workspace.apply(other).unwrap();
    let unify = MemoryCommand::Unify {
        group: 0,
        variant: 0,
        how: Unification::Change,
    };
    scratch.workspace.apply(unify).unwrap();
    assert_eq!(scratch.workspace.save_state(), SaveState::Saving);
    gate.open();
    scratch.settle();
    let targets: Vec<String> = rows(&mut scratch, "الهدنة")
        .into_iter()
        .map(|row| row.content.target)
        .collect();
    assert_eq!(targets.len(), 2);
    assert_eq!(targets[0], targets[1]);
    assert_eq!(rows(&mut scratch, "Halab").len(), 1);
}
