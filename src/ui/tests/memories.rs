//! The memories of a project, arranged by keys and clicks.

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
