//! The concordance driven by keys and labels.

use super::*;

pub(super) const TRUCE: &str = "The truce held in the city on Tuesday.";

/// A window in which the first segment of the article is confirmed.
pub(super) fn confirmed() -> Harness<'static, Room> {
    let mut harness = window_with(ARTICLE);
    type_text(&mut harness, TRUCE);
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    harness
}

pub(super) fn units(harness: &Harness<'static, Room>) -> Vec<String> {
    let rows = harness.query_all_by_role(egui::accesskit::Role::ListItem);
    rows.filter_map(|row| row.accesskit_node().label())
        .filter(|label| !label.ends_with("confirmed")) // the list of documents
        .collect()
}

#[test]
fn words_are_looked_for_and_the_unit_is_inserted_by_keys_alone() {
    let mut harness = confirmed();
    press(&mut harness, Modifiers::COMMAND, Key::K);
    type_text(&mut harness, "وَبالهدنة truce");
    let found = units(&harness);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with(TRUCE) && found[0].contains("صمدت"));
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(harness.state_mut().window().dialogs.is_empty());
    assert_eq!(segment(&mut harness, 1).target, TRUCE);
}

#[test]
fn what_is_selected_is_looked_for() {
    let mut harness = confirmed();
    let editing = harness.state_mut().window().editing.as_mut().unwrap();
    let at = editing.source.text().find("الهدنة").unwrap();
    editing.source.select(turjuman::typeset::TextSelection {
        anchor: at,
        focus: at + "الهدنة".len(),
    });
    press(&mut harness, Modifiers::NONE, Key::F3);
    let field = harness.get_by_label("Look for");
    assert_eq!(field.value().as_deref(), Some("الهدنة"));
    assert_eq!(units(&harness).len(), 1);
}

#[test]
fn a_unit_is_changed_deleted_and_brought_back() {
    let mut harness = confirmed();
    press(&mut harness, Modifiers::COMMAND, Key::K);
    assert_eq!(units(&harness).len(), 1, "a blank query browses");
    press(&mut harness, Modifiers::NONE, Key::F2);
    press(&mut harness, Modifiers::COMMAND, Key::A);
    type_text(&mut harness, "The ceasefire held.");
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    type_text(&mut harness, "ceasefire");
    assert!(units(&harness)[0].starts_with("The ceasefire held."));
    click(&mut harness, "Delete");
    assert!(units(&harness).is_empty());
    press(&mut harness, Modifiers::NONE, Key::Escape);
    let window = harness.state_mut().window();
    assert_eq!(window.workspace.unit_count(), 0);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    press(&mut harness, Modifiers::COMMAND, Key::K);
    assert!(units(&harness)[0].starts_with(TRUCE));
}

#[test]
fn what_cannot_be_looked_for_is_said_beside_the_field() {
    let mut harness = confirmed();
    press(&mut harness, Modifiers::COMMAND, Key::K);
    type_text(&mut harness, "؟");
    assert!(
        harness
            .query_by_label_contains("there is no word")
            .is_some()
    );
    assert!(harness.state_mut().window().toasts.texts().is_empty());
}

#[test]
fn what_was_found_is_written_to_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("found.html");
    let mut harness = confirmed();
    press(&mut harness, Modifiers::COMMAND, Key::K);
    type_text(&mut harness, "truce");
    click(&mut harness, "Export…");
    harness
        .get_by_label("File to write (.csv, .tsv or .html)")
        .focus();
    rest(&mut harness);
    type_text(&mut harness, &path.display().to_string());
    click(&mut harness, "Write");
    let html = std::fs::read_to_string(&path).unwrap();
    assert!(html.contains("The <mark>truce</mark> held"), "{html}");
}
