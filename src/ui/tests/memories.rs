//! The memories of a project, arranged by keys and clicks; terms from a file.

use super::*;
use turjuman::workspace::{Command, MemoryCommand};

#[test]
fn memories_are_added_arranged_and_saved() {
    let mut harness = window_with(ARTICLE);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    let command = Command::Memories(MemoryCommand::Create {
        name: "agency".into(),
    });
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

fn names(harness: &mut Harness<'static, Room>) -> Vec<String> {
    let choices = harness.state_mut().window().workspace.memory_choices();
    choices.into_iter().map(|choice| choice.name).collect()
}

#[test]
fn memories_are_renamed_counted_and_deleted() {
    let mut harness = window_with(ARTICLE);
    let command = Command::Memories(MemoryCommand::Create {
        name: "agency".into(),
    });
    let workspace = &mut harness.state_mut().window().workspace;
    workspace.apply(command).unwrap();
    rest(&mut harness);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    harness.get_by_label("Name of memory 2").focus();
    rest(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::End);
    type_text(&mut harness, " wire");
    harness
        .get_by_label("The English you write, as a language tag")
        .focus();
    rest(&mut harness);
    type_text(&mut harness, "en-GB");
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    assert_eq!(names(&mut harness), ["My memory", "agency wire"]);
    let penalties = harness.state_mut().window().workspace.penalties();
    assert_eq!(penalties.variant, "en-GB");

    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    let statistics = harness.get_all_by_label("Statistics").nth(1).unwrap();
    statistics.click();
    rest(&mut harness);
    assert!(harness.query_by_label("Statistics of a memory").is_some());
    assert!(harness.query_by_label("0 (0.0 %)").is_some());
    click(&mut harness, "Close");

    let delete = harness.get_all_by_label("Delete…").nth(1).unwrap();
    delete.click();
    rest(&mut harness);
    click(&mut harness, "Delete");
    assert_eq!(names(&mut harness), ["My memory"]);
    click(&mut harness, "Cancel");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(names(&mut harness), ["My memory", "agency wire"]);
}
