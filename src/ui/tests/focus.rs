//! Where the keyboard's focus is and stays.

use super::concordance::confirmed;
use super::*;

#[test]
fn arrows_in_a_list_leave_the_focus_in_its_field() {
    let mut harness = confirmed();
    press(&mut harness, Modifiers::COMMAND, Key::K);
    for arrow in [Key::ArrowDown, Key::ArrowDown, Key::ArrowUp] {
        press(&mut harness, Modifiers::NONE, arrow);
        assert!(harness.get_by_label("Look for").is_focused());
    }
}

#[test]
fn after_a_menu_is_left_typing_goes_on() {
    let mut harness = window_with(ARTICLE);
    click(&mut harness, "File");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    type_text(&mut harness, "The truce");
    assert_eq!(segment(&mut harness, 0).target, "The truce");
}

#[test]
fn tab_does_not_stop_at_rows() {
    let mut harness = window_with(ARTICLE);
    press(&mut harness, Modifiers::NONE, Key::Tab);
    let rows = harness.query_all_by_role(egui::accesskit::Role::Row);
    assert!(rows.into_iter().all(|row| !row.is_focused()));
}
