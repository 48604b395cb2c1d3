//! Upkeep of the memories by keys and clicks: cards, duplicates, inconsistencies, replacing.

use super::concordance::{TRUCE, confirmed, units};
use super::*;
use std::fmt::Write as _;
use turjuman::workspace::{Command, ConcordanceQuery, ImportInto, MemoryCommand};

/// A window with a memory of these pairs.
fn with_memory(pairs: &[(&str, &str)]) -> Harness<'static, Room> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("m.tmx");
    let mut tmx = String::from(
        "<?xml version=\"1.0\"?><tmx version=\"1.4\"><header creationtool=\"t\" creationtoolversion=\"1\" segtype=\"sentence\" o-tmf=\"t\" adminlang=\"en\" srclang=\"ar\" datatype=\"plaintext\"/><body>",
    );
    for (source, target) in pairs {
        write!(
            tmx,
            "<tu><tuv xml:lang=\"ar\"><seg>{source}</seg></tuv><tuv xml:lang=\"en\"><seg>{target}</seg></tuv></tu>"
        )
        .unwrap();
    }
    tmx.push_str("</body></tmx>");
    std::fs::write(&path, tmx).unwrap();
    let mut harness = window_with(ARTICLE);
    let command = Command::Memories(MemoryCommand::Import {
        into: ImportInto::New("agency".into()),
        path,
        mapping: turjuman::workspace::TableMapping::default(),
        keep_before_error: false,
    });
    let workspace = &mut harness.state_mut().window().workspace;
    workspace.apply(command).unwrap();
    rest(&mut harness);
    harness
}

/// The English of all units, oldest first.
fn english(harness: &mut Harness<'static, Room>) -> Vec<String> {
    let workspace = &mut harness.state_mut().window().workspace;
    let found = workspace
        .concordance(&ConcordanceQuery::default(), 100)
        .unwrap();
    let rows = found.rows.into_iter().rev();
    rows.map(|row| row.content.target).collect()
}

#[test]
fn a_card_shows_what_a_unit_was_and_brings_it_back() {
    let mut harness = confirmed();
    press(&mut harness, Modifiers::COMMAND, Key::K);
    press(&mut harness, Modifiers::NONE, Key::F2);
    press(&mut harness, Modifiers::COMMAND, Key::A);
    type_text(&mut harness, "The ceasefire held.");
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    press(&mut harness, Modifiers::NONE, Key::F2);
    assert!(harness.query_by_label_contains("changed once").is_some());
    click(&mut harness, &format!("Restore 1: {TRUCE}"));
    assert!(units(&harness)[0].starts_with(TRUCE));
}

#[test]
fn open_goes_to_the_segment_of_a_unit() {
    let mut harness = confirmed();
    assert_eq!(active_row(&mut harness), 1);
    press(&mut harness, Modifiers::COMMAND, Key::K);
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    assert!(harness.state_mut().window().dialogs.is_empty());
    assert_eq!(active_row(&mut harness), 0);
}

#[test]
fn a_unit_from_elsewhere_opens_as_its_card_and_is_copied_by_keys() {
    let mut harness = with_memory(&[("حلب", "Aleppo")]);
    press(&mut harness, Modifiers::COMMAND, Key::K);
    let mut copied = |key| {
        press(&mut harness, Modifiers::ALT, key);
        let texts = harness.state_mut().window().toasts.texts();
        texts.last().map(ToString::to_string).unwrap_or_default()
    };
    assert_eq!(copied(Key::E), "Copied: Aleppo");
    assert_eq!(copied(Key::A), "Copied: حلب");
    assert_eq!(copied(Key::B), "Copied: حلب\tAleppo");
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    assert!(harness.query_by_label("Translation unit").is_some());
    assert!(harness.query_by_label("Go to its segment").is_none());
}

#[test]
fn duplicates_are_merged_from_the_menu_and_come_back() {
    let pairs = [
        ("حلب", "Aleppo"),
        ("حَلب", "Aleppo"),
        ("نعم", "Yes"),
        ("نعم", "Yes"),
    ];
    let mut harness = with_memory(&pairs);
    click(&mut harness, "Memory");
    click(&mut harness, "Merge duplicates…");
    assert!(
        harness
            .query_by_label_contains("merging takes 2 units away")
            .is_some()
    );
    press(&mut harness, Modifiers::NONE, Key::Space);
    assert!(
        harness
            .query_by_label_contains("merging takes 1 unit away")
            .is_some()
    );
    click(&mut harness, "Merge");
    assert_eq!(english(&mut harness), ["Aleppo", "Yes", "Yes"]);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(english(&mut harness).len(), 4);
}

#[test]
fn one_translation_is_chosen_by_keys() {
    let pairs = [
        ("الهدنة", "truce"),
        ("الهدنة", "ceasefire"),
        ("نعم", "Yes"),
        ("نعم", "Yeah"),
    ];
    let mut harness = with_memory(&pairs);
    click(&mut harness, "Memory");
    click(&mut harness, "Inconsistent translations…");
    assert!(
        harness
            .query_by_label_contains("2 texts are put in several ways")
            .is_some()
    );
    // The newest pair comes first.
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    press(&mut harness, Modifiers::COMMAND, Key::Delete);
    assert!(harness.query_by_label_contains("2 settled").is_some());
    press(&mut harness, Modifiers::NONE, Key::Escape);
    let left = english(&mut harness);
    assert_eq!(left.len(), 3);
    assert_eq!(left[1], left[2]);
}

#[test]
fn what_is_ticked_is_replaced_and_the_rest_stays() {
    let pairs = [
        ("هدنة", "a truce"),
        ("الهدنة", "the truce"),
        ("هدن", "truces"),
    ];
    let mut harness = with_memory(&pairs);
    press(&mut harness, Modifiers::COMMAND, Key::H);
    type_text(&mut harness, "truce");
    assert!(
        harness
            .query_by_label_contains("3 units would change")
            .is_some()
    );
    harness.get_by_label("Replacement").focus();
    rest(&mut harness);
    type_text(&mut harness, "ceasefire");
    click(&mut harness, "Whole words");
    assert!(
        harness
            .query_by_label_contains("2 units would change")
            .is_some()
    );
    press(&mut harness, Modifiers::ALT, Key::X);
    assert!(
        harness
            .query_by_label_contains("1 of 2 units would change")
            .is_some()
    );
    click(&mut harness, "Replace");
    assert_eq!(
        english(&mut harness),
        ["a ceasefire", "the truce", "truces"]
    );
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(english(&mut harness)[0], "a truce");
}
