//! Concordance, termbase and names stay open beside the grid while somebody types.

use super::concordance::{confirmed, units};
use super::*;
use crate::ui::dock::{DockSide, PanelKind};

fn target(harness: &mut Harness<'static, Room>) -> String {
    let row = active_row(harness);
    let workspace = &harness.state_mut().window().workspace;
    workspace
        .document()
        .unwrap()
        .get(row)
        .unwrap()
        .target
        .clone()
}

fn open_panels(harness: &mut Harness<'static, Room>) -> Vec<PanelKind> {
    harness.state_mut().window().dock.kinds().collect()
}

#[test]
fn typing_and_confirming_go_on_beside_an_open_concordance() {
    let mut harness = confirmed();
    press(&mut harness, Modifiers::COMMAND, Key::K);
    type_text(&mut harness, "truce");
    assert_eq!(units(&harness).len(), 1);
    // Through the panes and back to the translation.
    press(&mut harness, Modifiers::NONE, Key::F6);
    type_text(&mut harness, "The minister spoke of it.");
    assert_eq!(target(&mut harness), "The minister spoke of it.");
    let before = active_row(&mut harness);
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    assert_ne!(active_row(&mut harness), before);
    // Escape in the grid leaves it open, Escape inside closes it.
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(open_panels(&mut harness), [PanelKind::Concordance]);
    press(&mut harness, Modifiers::COMMAND, Key::K);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(open_panels(&mut harness), []);
    type_text(&mut harness, "On.");
    assert_eq!(target(&mut harness), "On.");
}

#[test]
fn what_is_inserted_from_a_panel_leaves_it_open() {
    let mut harness = confirmed();
    press(&mut harness, Modifiers::COMMAND, Key::K);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(target(&mut harness).contains("truce"));
    assert_eq!(open_panels(&mut harness), [PanelKind::Concordance]);
    type_text(&mut harness, " Still.");
    assert!(target(&mut harness).ends_with(" Still."));
}

#[test]
fn arrow_keys_of_the_grid_do_not_move_in_a_panel() {
    let mut harness = window_with(ARTICLE);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    press(&mut harness, Modifiers::NONE, Key::F6);
    type_text(&mut harness, "one");
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    assert_eq!(active_row(&mut harness), 2, "a row down each time");
    assert_eq!(open_panels(&mut harness), [PanelKind::Termbase]);
}

#[test]
fn panels_share_a_side_move_and_are_remembered() {
    let mut harness = window_with(ARTICLE);
    let shift = Modifiers::COMMAND | Modifiers::SHIFT;
    press(&mut harness, shift, Key::E);
    press(&mut harness, shift, Key::N);
    harness.get_by_label_contains("No names are found");
    click(&mut harness, "Termbase");
    harness.get_by_label("Search terms");
    click(&mut harness, "Dock at the right: termbase");
    harness.get_by_label("Search terms");
    harness.get_by_label_contains("No names are found");
    click(&mut harness, "Float over the window: names");
    click(&mut harness, "Close termbase");
    assert_eq!(open_panels(&mut harness), [PanelKind::Names]);
    let dock = harness.state_mut().window().settings.dock;
    assert_eq!(dock.side(PanelKind::Termbase), DockSide::Right);
    assert_eq!(dock.side(PanelKind::Names), DockSide::Floating);
    assert!(dock.is_open(PanelKind::Names) && !dock.is_open(PanelKind::Termbase));
    let workspace = &harness.state_mut().window().workspace;
    assert_eq!(
        workspace.setting("window.dock"),
        Some("below, right, floating open, below")
    );
}
