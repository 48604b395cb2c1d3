//! The term dialog by keys.

use super::*;
use turjuman::engine::model::TermStatus;

fn focused_field(harness: &mut Harness<'static, Room>, label: &str, text: &str) {
    use egui::accesskit::Role;
    let role = match label {
        "Definition" | "Example" | "Note" => Role::MultilineTextInput,
        _ => Role::TextInput,
    };
    harness.get_by_role_and_label(role, label).focus();
    type_text(harness, text);
}

#[test]
fn all_fields_of_a_term_are_filled_by_keys() {
    let mut harness = window_with(ARTICLE);
    press(&mut harness, Modifiers::COMMAND, Key::E);
    type_text(&mut harness, "زقفونة");
    press(&mut harness, Modifiers::NONE, Key::Tab);
    type_text(&mut harness, "one");
    press(&mut harness, Modifiers::ALT, Key::Num4);
    press(&mut harness, Modifiers::NONE, Key::Tab);
    press(&mut harness, Modifiers::NONE, Key::Tab);
    type_text(&mut harness, "two");
    press(&mut harness, Modifiers::ALT, Key::Num1);
    press(&mut harness, Modifiers::ALT, Key::ArrowUp);
    type_text(&mut harness, "!");
    for (label, text) in [
        ("Form 1", "زقافين"),
        ("Form 2", "زقفونات، زقف"),
        ("Part of speech", "noun"),
        ("Domain", "law"),
        ("Client or project", "agency"),
        ("Source", "style guide"),
        ("Definition", "a thing"),
        ("Example", "صمدت"),
        ("Note", "rare"),
    ] {
        focused_field(&mut harness, label, text);
    }
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    let mut terms = harness.state_mut().window().workspace.terms();
    let (base, entry) = terms.find(|(_, e)| e.source == "زقفونة").unwrap();
    assert_eq!(base, "My terms");
    let translations: Vec<(&str, TermStatus)> = entry
        .translations
        .iter()
        .map(|t| (t.text.as_str(), t.status))
        .collect();
    let wanted = [
        ("two!", TermStatus::Preferred),
        ("one", TermStatus::Forbidden),
    ];
    assert_eq!(translations, wanted);
    assert_eq!(entry.forms, ["زقافين", "زقفونات", "زقف"]);
    let texts = [
        &entry.part_of_speech,
        &entry.domain,
        &entry.client,
        &entry.reference,
        &entry.definition,
        &entry.example,
        &entry.note,
    ];
    let wanted = [
        "noun",
        "law",
        "agency",
        "style guide",
        "a thing",
        "صمدت",
        "rare",
    ];
    assert_eq!(texts, wanted);
}

#[test]
fn an_earlier_state_of_a_term_is_restored_from_its_history() {
    use turjuman::engine::model::{TermEntry, TermTranslation};
    use turjuman::workspace::{TermCommand, TermDraft};

    let mut harness = window_with(ARTICLE);
    let workspace = &mut harness.state_mut().window().workspace;
    let draft = TermDraft {
        source: "زقفونة".into(),
        translations: vec![TermTranslation {
            text: "quux".into(),
            status: TermStatus::Preferred,
        }],
        ..TermDraft::default()
    };
    workspace.apply(TermCommand::Add(draft)).unwrap();
    let mut terms = workspace.terms();
    let (_, entry) = terms.find(|(_, e)| e.source == "زقفونة").unwrap();
    let changed = TermEntry {
        domain: "law".into(),
        ..entry.clone()
    };
    drop(terms);
    workspace
        .apply(TermCommand::Edit {
            entries: vec![changed.clone()],
            termbase: None,
        })
        .unwrap();
    rest(&mut harness);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    type_text(&mut harness, "quux");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(
        harness
            .query_by_label_contains("domain: nothing → law")
            .is_some()
    );
    click(&mut harness, "Restore what was before");
    let workspace = &harness.state_mut().window().workspace;
    assert_eq!(workspace.term(changed.id).unwrap().1.domain, "");
}
