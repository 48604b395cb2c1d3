//! Tables are looked at, and their columns chosen, before they are imported.

use super::*;
use crate::ui::dialogs::{MemoryFileForm, MemoryWay, TermFileForm, TermWay};
use egui::accesskit::Role;

/// `Term;x;note`, `truce;هدنة;a pause` in windows-1256.
const OLD: &[u8] = b"Name;x;z\r\ntruce;\xE5\xCF\xE4\xC9;a pause\r\n";

fn open(harness: &mut Harness<'static, Room>, dialog: impl Dialog, path: &Path) {
    let window = harness.state_mut().window();
    window.dialogs.push(Box::new(dialog));
    window.dialogs.last_mut().unwrap().take_path(path);
    rest(harness);
}

fn pick(harness: &mut Harness<'static, Room>, list: &str, item: &str) {
    harness.get_by_role_and_label(Role::ComboBox, list).click();
    rest(harness);
    click(harness, item);
}

#[test]
fn the_columns_of_a_term_table_are_chosen() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.csv");
    std::fs::write(&path, OLD).unwrap();
    let mut harness = empty_window();
    let form = TermFileForm::new(TermWay::Import);
    open(&mut harness, form, &path);
    // Read as it is, with a proposal for each column.
    harness.get_by_label("هدنة");
    let chosen = |harness: &Harness<'static, Room>, label: &str| {
        harness
            .get_by_role_and_label(Role::ComboBox, label)
            .value()
            .unwrap_or_default()
    };
    assert_eq!(chosen(&harness, "Encoding"), "windows-1256 (found)");
    assert_eq!(chosen(&harness, "Column 1"), "English (target)");
    assert_eq!(chosen(&harness, "Column 2"), "Arabic (source)");
    // Another encoding shows at once.
    pick(&mut harness, "Encoding", "ISO-8859-6");
    harness.get_by_label("مدلة");
    pick(&mut harness, "Encoding", "windows-1252");
    harness.get_by_label("åÏäÉ");
    pick(&mut harness, "Encoding", "Find it by itself");
    click(&mut harness, "First row names the columns");
    pick(&mut harness, "Column 3", "Definition");
    click(&mut harness, "Import");
    let workspace = &harness.state_mut().window().workspace;
    let found: Vec<_> = workspace
        .terms()
        .filter(|(_, entry)| entry.definition == "a pause")
        .map(|(_, entry)| (entry.source.clone(), entry.translations[0].text.clone()))
        .collect();
    assert_eq!(found, [("هدنة".to_owned(), "truce".to_owned())]);
    assert!(!workspace.terms().any(|(_, entry)| entry.source == "x"));
}

#[test]
fn a_table_without_a_target_is_not_imported() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("memory.tsv");
    std::fs::write(&path, "هدنة\ttruce\nسلام\tpeace\n").unwrap();
    let mut harness = empty_window();
    let form = MemoryFileForm::new(MemoryWay::Import);
    open(&mut harness, form, &path);
    pick(&mut harness, "Column 2", "Note");
    harness.get_by_label("Choose which column holds the Arabic and which the English.");
    click(&mut harness, "Import");
    assert_eq!(harness.state_mut().window().workspace.unit_count(), 0);
    pick(&mut harness, "Column 2", "English (target)");
    click(&mut harness, "Import");
    assert_eq!(harness.state_mut().window().workspace.unit_count(), 2);
}
