//! The list of terms: looked up, selected, changed, merged and deleted by keys.

use super::*;
use turjuman::engine::model::{TermEntry, TermStatus, TermTranslation};
use turjuman::workspace::{TermCommand, TermDraft};

fn add(harness: &mut Harness<'static, Room>, source: &str, target: &str) {
    let draft = TermDraft {
        source: source.into(),
        translations: vec![TermTranslation {
            text: target.into(),
            status: TermStatus::Preferred,
        }],
        ..TermDraft::default()
    };
    let workspace = &mut harness.state_mut().window().workspace;
    workspace.apply(TermCommand::Add(draft)).unwrap();
}

/// The list with three new terms that no other resembles, looked for.
fn list() -> Harness<'static, Room> {
    let mut harness = window_with(ARTICLE);
    for (source, target) in [
        ("زقفونة", "quux one"),
        ("زقفونتان", "quux two"),
        ("زقافين", "quux three"),
    ] {
        add(&mut harness, source, target);
    }
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    type_text(&mut harness, "quux");
    harness
}

fn own(harness: &mut Harness<'static, Room>) -> Vec<TermEntry> {
    let terms = harness.state_mut().window().workspace.terms();
    let own = terms.filter(|(base, _)| *base == "My terms");
    own.map(|(_, entry)| entry.clone()).collect()
}

#[test]
fn several_terms_are_changed_by_keys_in_one_step() {
    let mut harness = list();
    assert!(harness.query_by_label_contains("3 of").is_some());
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::A);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    harness.get_by_label("Change 3 terms");
    type_text(&mut harness, "law");
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    let domains = |harness: &mut _| -> Vec<String> {
        own(harness).into_iter().map(|entry| entry.domain).collect()
    };
    assert_eq!(domains(&mut harness), ["law", "law", "law"]);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(domains(&mut harness), ["", "", ""]);
    let told = harness.state_mut().window().toasts.texts().join("\n");
    assert!(told.contains("Undone: change of terms"), "{told}");
}

#[test]
fn terms_are_merged_and_deleted_by_keys() {
    let mut harness = list();
    // The order is that of the Arabic alphabet.
    press(&mut harness, Modifiers::NONE, Key::ArrowUp);
    press(&mut harness, Modifiers::SHIFT, Key::ArrowDown);
    press(&mut harness, Modifiers::COMMAND, Key::M);
    harness.get_by_label("Merge 2 terms");
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    let merged = own(&mut harness);
    assert_eq!(merged.len(), 2);
    assert_eq!(merged[1].source, "زقفونتان");
    assert_eq!(merged[1].forms, ["زقافين"]);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::A);
    press(&mut harness, Modifiers::COMMAND, Key::Delete);
    assert!(own(&mut harness).is_empty());
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(own(&mut harness).len(), 3);
}

#[test]
fn a_column_sorts_and_conflicts_are_listed() {
    let mut harness = list();
    add(&mut harness, "الزقفونة", "quux four");
    add(&mut harness, "زقفونة", "quux five");
    rest(&mut harness);
    click(&mut harness, "Sort by English");
    let workspace = &harness.state_mut().window().workspace;
    let rows = workspace.term_list().rows.iter();
    let first: Vec<&str> = rows
        .map(|id| workspace.term(*id).unwrap().1.translations[0].text.as_str())
        .collect();
    let wanted = [
        "quux five",
        "quux four",
        "quux one",
        "quux three",
        "quux two",
    ];
    assert_eq!(first, wanted);
    click(&mut harness, "Show: All terms");
    let choice = harness.get_all_by_label("Duplicates and conflicts").next();
    choice.unwrap().click();
    rest(&mut harness);
    let workspace = &harness.state_mut().window().workspace;
    assert_eq!(workspace.term_list().rows.len(), 2);
    assert!(harness.query_all_by_label("other translation").count() == 2);
}
