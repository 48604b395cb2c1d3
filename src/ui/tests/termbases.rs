//! The termbases of a project, renamed, arranged and deleted by keys and clicks.

use super::*;
use turjuman::workspace::{Command, TermCommand};

fn names(harness: &mut Harness<'static, Room>) -> Vec<String> {
    let choices = harness.state_mut().window().workspace.termbase_choices();
    choices.into_iter().map(|choice| choice.name).collect()
}

#[test]
fn termbases_are_added_renamed_arranged_and_deleted() {
    let mut harness = window_with(ARTICLE);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::B);
    let command = Command::Terms(TermCommand::CreateTermbase {
        name: "agency".into(),
    });
    let workspace = &mut harness.state_mut().window().workspace;
    workspace.apply(command).unwrap();
    rest(&mut harness);
    // What is new has the focus: typing renames it, Alt+Up moves it.
    type_text(&mut harness, " wire");
    press(&mut harness, Modifiers::ALT, Key::ArrowUp);
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    assert_eq!(
        names(&mut harness),
        ["My terms", "agency wire", "News Arabic"]
    );

    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::B);
    let delete = harness.get_all_by_label("Delete…").nth(1).unwrap();
    delete.click();
    rest(&mut harness);
    click(&mut harness, "Delete");
    assert_eq!(names(&mut harness), ["My terms", "News Arabic"]);
    click(&mut harness, "Cancel");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(
        names(&mut harness),
        ["My terms", "agency wire", "News Arabic"]
    );
}
