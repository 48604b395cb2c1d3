//! The memories of a project, arranged by keys and clicks; terms from a file.

use super::*;
use turjuman::workspace::Command;

#[test]
fn memories_are_added_arranged_and_saved() {
    let mut harness = window_with(ARTICLE);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    let command = Command::CreateMemory {
        name: "agency".into(),
    };
    let workspace = &mut harness.state_mut().window().workspace;
    workspace.apply(command).unwrap();
    rest(&mut harness);
    press(&mut harness, Modifiers::ALT, Key::ArrowUp);
    click(&mut harness, "Save");
    let choices = harness.state_mut().window().workspace.memory_choices();
    let at = |name: &str| choices.iter().position(|choice| choice.name == name);
    assert!(at("agency") < choices.len().checked_sub(1), "{choices:?}");
}

#[test]
fn terms_of_a_file_are_imported_from_the_menu() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("terms.csv");
    std::fs::write(&path, "source,target\nمصطلح نادر,rare term\n").unwrap();
    let mut harness = empty_window();
    click(&mut harness, "Terms");
    click(&mut harness, "Import terms…");
    harness.get_by_label("Import terms");
    harness.event(Event::Text(path.display().to_string()));
    rest(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let workspace = &harness.state_mut().window().workspace;
    let mut terms = workspace.terms();
    assert!(terms.any(|(base, entry)| base == "My terms" && entry.source == "مصطلح نادر"));
}
