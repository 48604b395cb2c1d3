//! Findings under the row, told on confirming, and the list of all of them.

use super::*;
use crate::ui::dock::PanelKind;

const ARTICLE: &str = "وقتل 12 مدنيا في غارة جوية أمس.\n\nورحبت الأمم المتحدة بالهدنة.\n";
const WRONG: &str = "Fifteen civilians were killed in an  air raid yesterday.";

fn confirmed_wrongly() -> Harness<'static, Room> {
    let mut harness = window_with(ARTICLE);
    type_text(&mut harness, WRONG);
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    harness
}

fn told(harness: &mut Harness<'static, Room>) -> Vec<String> {
    let window = harness.state_mut().window();
    window
        .toasts
        .texts()
        .iter()
        .map(|text| (*text).to_owned())
        .collect()
}

#[test]
fn a_confirm_goes_on_and_tells_what_may_be_wrong() {
    let mut harness = confirmed_wrongly();
    assert_eq!(active_row(&mut harness), 1, "confirming never waits");
    let told = told(&mut harness);
    assert!(
        told.iter().any(|text| text.starts_with("Segment 1: ")),
        "{told:?}"
    );
    press(&mut harness, Modifiers::COMMAND, Key::ArrowUp);
    let lines = harness.get_all_by_label_contains("Ignore: ").count();
    assert_eq!(lines, 2);
    // The first that has a fix: two spaces become one.
    press(&mut harness, Modifiers::COMMAND, Key::Period);
    assert_eq!(segment(&mut harness, 0).target, WRONG.replace("  ", " "));
    press(
        &mut harness,
        Modifiers::COMMAND | Modifiers::SHIFT,
        Key::Period,
    );
    assert_eq!(harness.query_all_by_label_contains("Ignore: ").count(), 0);
}

#[test]
fn the_list_of_findings_leads_to_their_rows() {
    let mut harness = confirmed_wrongly();
    press(&mut harness, Modifiers::NONE, Key::F8);
    let panels: Vec<_> = harness.state_mut().window().dock.kinds().collect();
    assert_eq!(panels, [PanelKind::Checks]);
    harness.get_by_label("2 findings");
    click(&mut harness, "Go to segment");
    assert_eq!(active_row(&mut harness), 0);
    type_text(&mut harness, "!");
    assert!(segment(&mut harness, 0).target.contains('!'));
    harness.get_by_label("No findings.");
    click(&mut harness, "Check again");
    harness.get_by_label_contains("finding");
}
