//! The window driven by role and label, without a screen.

mod checks;
mod concordance;
mod dock;
mod focus;
mod input_order;
mod memories;
mod memory_files;
mod table_columns;
mod term;
mod termbase;
mod termbases;
mod upkeep;

use super::actions::Action;
use super::ask::Ask;
use super::dialogs::{Dialog, ExportForm};
use super::editing::Pane;
use super::settings::Column;
use super::toasts::Toasts;
use super::window::Window;
use eframe::egui::{self, Event, Key, Modifiers, Ui, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use turjuman::engine::model::{Segment, SegmentStatus};
use turjuman::workspace::{Location, OpenOptions, Workspace};

const ARTICLE: &str = "صمدت الهدنة في المدينة يوم الثلاثاء.\n\n\
    وقال الوزير إن الهدنة صامدة. وأضاف أن 90 مجموعة انضمت للهدنة.\n\n\
    صمدت الهدنة في البلدة يوم الثلاثاء.";

#[derive(Default)]
struct Room {
    window: Option<Window>,
}

impl Room {
    /// The fonts of a window are there from the frame after the one it is made in.
    fn show(ui: &mut Ui, room: &mut Self) {
        match &mut room.window {
            Some(window) => {
                window.prepare(ui.ctx());
                window.draw(ui);
            }
            None => {
                let options = OpenOptions::new(Location::Temporary);
                let workspace = Workspace::open(options).unwrap();
                room.window = Some(Window::new(ui.ctx(), workspace).unwrap());
            }
        }
    }

    fn window(&mut self) -> &mut Window {
        self.window.as_mut().unwrap()
    }
}

/// A window without any document.
fn empty_window() -> Harness<'static, Room> {
    let mut harness = Harness::builder()
        .with_size(vec2(1440.0, 900.0))
        .with_step_dt(0.02)
        .build_ui_state(Room::show, Room::default());
    rest(&mut harness);
    harness
}

/// A window with an article pasted into it, the first segment active.
fn window_with(article: &str) -> Harness<'static, Room> {
    let mut harness = empty_window();
    harness.event(Event::Paste(article.to_owned()));
    rest(&mut harness);
    harness
}

/// Lets jobs and the disk catch up and the window show it.
fn rest(harness: &mut Harness<'static, Room>) {
    for _ in 0..4 {
        harness.run_steps(2);
        harness.state_mut().window().workspace.settle().unwrap();
    }
    harness.run_steps(2);
}

fn press(harness: &mut Harness<'static, Room>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    rest(harness);
}

/// Types into whatever has the focus.
fn type_text(harness: &mut Harness<'static, Room>, text: &str) {
    harness.event(Event::Text(text.to_owned()));
    rest(harness);
}

fn click(harness: &mut Harness<'static, Room>, label: &str) {
    harness.get_by_label(label).click();
    rest(harness);
}

fn segment(harness: &mut Harness<'static, Room>, row: usize) -> Segment {
    let workspace = &harness.state_mut().window().workspace;
    workspace.document().unwrap().get(row).unwrap().clone()
}

fn active_row(harness: &mut Harness<'static, Room>) -> usize {
    let workspace = &harness.state_mut().window().workspace;
    let active = workspace.active().unwrap();
    workspace.document().unwrap().row_of(active).unwrap()
}

#[test]
fn without_a_document_there_are_ways_to_begin() {
    let mut harness = empty_window();
    for way in ["Open a file", "Paste an article", "Open the sample"] {
        assert!(harness.query_by_label_contains(way).is_some(), "{way}");
    }
    harness.get_by_label_contains("Open the sample").click();
    rest(&mut harness);
    assert!(harness.state_mut().window().workspace.document().is_some());
}

#[test]
fn a_pasted_article_is_translated_and_confirmed_by_keys_alone() {
    let mut harness = window_with(ARTICLE);
    type_text(&mut harness, "The truce held in the city on Tuesday.");
    assert_eq!(
        segment(&mut harness, 0).target,
        "The truce held in the city on Tuesday."
    );
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    assert_eq!(segment(&mut harness, 0).status, SegmentStatus::Confirmed);
    assert_eq!(active_row(&mut harness), 1);
    // Typing goes on in the next row.
    type_text(&mut harness, "The minister said");
    assert_eq!(segment(&mut harness, 1).target, "The minister said");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(segment(&mut harness, 1).target, "");
    press(&mut harness, Modifiers::COMMAND, Key::Y);
    assert_eq!(segment(&mut harness, 1).target, "The minister said");
}

#[test]
fn a_confirmed_segment_is_offered_for_a_similar_one() {
    let mut harness = window_with(ARTICLE);
    type_text(&mut harness, "The truce held in the city on Tuesday.");
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    let similar = harness
        .get_all_by_role(egui::accesskit::Role::Row)
        .find(|row| {
            row.accesskit_node()
                .label()
                .is_some_and(|label| label.contains("البلدة"))
        })
        .unwrap();
    similar.click();
    rest(&mut harness);
    assert_eq!(active_row(&mut harness), 3);
    let offered = harness.get_by_label_contains("Match 1, ");
    let label = offered.accesskit_node().label().unwrap();
    assert!(label.ends_with("The truce held in the city on Tuesday."));
    press(&mut harness, Modifiers::COMMAND, Key::Num1);
    assert_eq!(
        segment(&mut harness, 3).target,
        "The truce held in the city on Tuesday."
    );
}

#[test]
fn terms_are_inserted_by_key_and_by_click() {
    let mut harness = window_with("صمدت للهدنة.");
    assert!(
        harness
            .query_by_label_contains("Term 1, هدنة: truce")
            .is_some()
    );
    type_text(&mut harness, "The");
    press(&mut harness, Modifiers::ALT, Key::Num1);
    assert_eq!(segment(&mut harness, 0).target, "The truce");
    harness.get_by_label_contains("Term 1, ").click();
    rest(&mut harness);
    assert_eq!(segment(&mut harness, 0).target, "The truce truce");
}

#[test]
fn a_term_added_from_the_source_is_recognised_at_once() {
    let mut harness = window_with("وصل الزقزوق إلى المدينة.");
    let source = harness.state_mut().window().editing.as_mut().unwrap();
    let word = source.source.text().find("الزقزوق").unwrap();
    let range = turjuman::typeset::TextSelection {
        anchor: word,
        focus: word + "الزقزوق".len(),
    };
    source.source.select(range);
    press(&mut harness, Modifiers::COMMAND, Key::E);
    let shows = |harness: &Harness<'static, Room>, value: &str| {
        let mut fields = harness.query_all_by_label("Arabic term");
        fields.any(|field| field.value().as_deref() == Some(value))
    };
    assert!(shows(&harness, "الزقزوق"));
    type_text(&mut harness, "goldfinch");
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    assert!(!shows(&harness, "الزقزوق"));
    assert!(harness.query_by_label_contains(": goldfinch").is_some());
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(harness.query_by_label_contains(": goldfinch").is_none());
}

/// The field under a dialog gave its focus up in the frame after the dialog was closed.
#[test]
fn a_closed_dialog_gives_the_keys_back_to_the_editor() {
    let dialogs = [
        (Modifiers::COMMAND, Key::D),
        (Modifiers::COMMAND, Key::E),
        (Modifiers::COMMAND | Modifiers::SHIFT, Key::P),
        (Modifiers::COMMAND, Key::G),
        (Modifiers::NONE, Key::F1),
    ];
    let mut harness = window_with(ARTICLE);
    for (at, (modifiers, key)) in dialogs.into_iter().enumerate() {
        press(&mut harness, modifiers, key);
        assert!(!harness.state_mut().window().dialogs.is_empty(), "{key:?}");
        press(&mut harness, Modifiers::NONE, Key::Escape);
        assert!(harness.state_mut().window().dialogs.is_empty(), "{key:?}");
        type_text(&mut harness, "x");
        assert_eq!(
            segment(&mut harness, 0).target,
            "x".repeat(at + 1),
            "{key:?}"
        );
    }
}

#[test]
fn a_row_not_for_translation_is_switched_on_by_hand() {
    let mut harness = window_with(
        "عنوان الخبر\n\nقال الوزير إن الهدنة صامدة.\n\nاشترك في نشرتنا البريدية لتصلك آخر الأخبار",
    );
    assert!(!segment(&mut harness, 2).for_translation);
    click(&mut harness, "Translate segment 3");
    assert!(segment(&mut harness, 2).for_translation);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(!segment(&mut harness, 2).for_translation);
}

#[test]
fn a_segment_is_split_and_merged_from_the_target() {
    let mut harness = window_with("قال الوزير إن الهدنة صامدة، وأضاف أن المفاوضات مستمرة.");
    press(&mut harness, Modifiers::COMMAND, Key::T);
    // The place was proposed; the second press splits there.
    press(&mut harness, Modifiers::COMMAND, Key::T);
    assert_eq!(
        segment(&mut harness, 0).source,
        "قال الوزير إن الهدنة صامدة،"
    );
    assert_eq!(
        segment(&mut harness, 1).source,
        "وأضاف أن المفاوضات مستمرة."
    );
    press(&mut harness, Modifiers::COMMAND, Key::J);
    assert_eq!(
        segment(&mut harness, 0).source,
        "قال الوزير إن الهدنة صامدة، وأضاف أن المفاوضات مستمرة."
    );
}

#[test]
fn the_palette_finds_actions_and_the_export_writes_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.docx");
    let mut harness = window_with(ARTICLE);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    type_text(&mut harness, "export…");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let field = harness.get_by_label("Path of the file to write");
    field.focus();
    rest(&mut harness);
    press(&mut harness, Modifiers::COMMAND, Key::A);
    type_text(&mut harness, &path.display().to_string());
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(harness.state_mut().window().dialogs.is_empty());
    assert!(std::fs::read(&path).unwrap().starts_with(b"PK"));
    let told = harness.state_mut().window().toasts.texts().join("\n");
    assert!(told.contains("4 segments are not translated"), "{told}");
}

#[test]
fn a_long_document_is_shown_in_part_and_its_last_row_reached() {
    let article: String = (0..3000)
        .map(|n| format!("قال الوزير رقم {n} إن الهدنة صامدة في المدينة.\n\n"))
        .collect();
    let mut harness = window_with(&article);
    let rows = harness.get_all_by_role(egui::accesskit::Role::Row).count();
    assert!(rows < 60, "{rows} rows were drawn");
    press(&mut harness, Modifiers::COMMAND, Key::G);
    type_text(&mut harness, "3000");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(active_row(&mut harness), 2999);
    assert!(
        harness
            .query_by_label("Translation of segment 3000")
            .is_some()
    );
}

#[test]
fn the_arrow_keys_leave_a_row_at_its_ends() {
    let mut harness = window_with(ARTICLE);
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    assert_eq!(active_row(&mut harness), 1);
    press(&mut harness, Modifiers::NONE, Key::ArrowUp);
    assert_eq!(active_row(&mut harness), 0);
    let context = harness.ctx.clone();
    let focused = context.memory(|memory| memory.focused());
    assert_eq!(focused, Some(Pane::Target.id()));
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

fn drop_file(harness: &mut Harness<'static, Room>, path: PathBuf) {
    let files = &mut harness.input_mut().dropped_files;
    files.push(Arc::new(Dropped(path)));
    rest(harness);
}

/// Menus and palette show what can be done now, and nothing else.
#[test]
fn what_looks_enabled_does_not_refuse() {
    let needs_the_system = |action: &Action| {
        matches!(
            action,
            Action::OpenFiles | Action::NewFromClipboard | Action::CopyEnglish | Action::Quit
        )
    };
    let mut without_document = empty_window();
    let mut untouched = window_with(ARTICLE);
    let mut translated = window_with(ARTICLE);
    type_text(&mut translated, "The truce held.");
    for harness in [&mut without_document, &mut untouched, &mut translated] {
        let had_document = harness.state_mut().window().workspace.document().is_some();
        let context = harness.ctx.clone();
        let actions = Action::all().filter(|action| !needs_the_system(action));
        for action in actions {
            let window = harness.state_mut().window();
            let has_document = window.workspace.document().is_some();
            if !action.is_enabled(&window.workspace) || has_document != had_document {
                continue;
            }
            window.toasts = Toasts::default();
            window.handle(&context, Ask::Act(action));
            let told = window.toasts.texts();
            let refused = told.iter().any(|text| text.contains("a document first"));
            assert!(!refused, "{action:?}: {told:?}");
            assert!(
                window.toasts.complaints().is_empty(),
                "{action:?}: {told:?}"
            );
            window.dialogs.clear();
        }
    }
}

#[test]
fn a_dropped_file_is_opened_and_a_bad_one_is_refused_with_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let good = folder.path().join("news.md");
    std::fs::write(&good, format!("# عنوان\n\n{ARTICLE}")).unwrap();
    let bad = folder.path().join("picture.txt");
    std::fs::write(&bad, [0x89, b'P', b'N', b'G', 0, 1, 2, 3, 0, 0]).unwrap();
    let mut harness = empty_window();
    drop_file(&mut harness, good);
    assert_eq!(segment(&mut harness, 0).source, "عنوان");
    type_text(&mut harness, "A headline");
    drop_file(&mut harness, bad);
    let told = harness.state_mut().window().toasts.texts().join("\n");
    assert!(told.contains("picture.txt"), "{told}");
    assert_eq!(segment(&mut harness, 0).target, "A headline");
}

#[test]
fn a_web_address_is_refused_with_its_reason() {
    let mut harness = empty_window();
    let shift = Modifiers::COMMAND | Modifiers::SHIFT;
    press(&mut harness, shift, Key::O);
    type_text(&mut harness, "somewhere");
    harness.get_by_label_contains("begins with https://");
    press(&mut harness, Modifiers::COMMAND, Key::A);
    type_text(&mut harness, "http://127.0.0.1:9/article");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let window = harness.state_mut().window();
    window.workspace.settle().unwrap();
    rest(&mut harness);
    let complaints = harness.state_mut().window().toasts.complaints().join("; ");
    assert!(complaints.contains("this computer"), "{complaints}");
    // A box that has the focus keeps its cross when Ctrl+Enter answers the dialog.
    press(&mut harness, shift, Key::O);
    type_text(&mut harness, "http://127.0.0.1:1/article");
    press(&mut harness, Modifiers::NONE, Key::Tab);
    press(&mut harness, Modifiers::NONE, Key::Space);
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    harness.state_mut().window().workspace.settle().unwrap();
    rest(&mut harness);
    let complaints = harness.state_mut().window().toasts.complaints().join("; ");
    assert!(complaints.contains("cannot be reached"), "{complaints}");
    assert_eq!(
        harness.state_mut().window().workspace.documents().count(),
        0
    );
}

#[test]
fn enter_does_what_a_dialog_is_for_when_nothing_in_it_has_the_focus() {
    let mut harness = window_with(ARTICLE);
    press(&mut harness, Modifiers::COMMAND, Key::D);
    let context = harness.ctx.clone();
    assert_eq!(context.memory(|memory| memory.focused()), None);
    // Nowhere to write to: refused, and nothing of the user's home is touched.
    let window = harness.state_mut().window();
    let dialog = window.dialogs.last_mut().unwrap();
    assert!((dialog.as_ref() as &dyn std::any::Any).is::<ExportForm>());
    dialog.take_path(Path::new("/nonexistent/folder/out.docx"));
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(harness.state_mut().window().dialogs.is_empty());
    let told = harness.state_mut().window().toasts.texts().join("\n");
    assert!(told.contains("/nonexistent/folder"), "{told}");
}

#[test]
fn tags_are_chips_that_typing_cannot_break() {
    let mut harness = window_with("قال <1>الوزير</1> نعم.");
    type_text(&mut harness, "He <1>said</1>");
    press(&mut harness, Modifiers::NONE, Key::Backspace);
    assert_eq!(segment(&mut harness, 0).target, "He <1>said");
    // What the source has not is text.
    type_text(&mut harness, " <2>");
    press(&mut harness, Modifiers::NONE, Key::Backspace);
    assert_eq!(segment(&mut harness, 0).target, "He <1>said <2");
    press(&mut harness, Modifiers::NONE, Key::Home);
    for _ in 0..4 {
        press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    }
    type_text(&mut harness, "x");
    assert_eq!(segment(&mut harness, 0).target, "He <1>xsaid <2");
}

#[test]
fn invisible_marks_are_inserted_from_the_palette_and_undone() {
    let mut harness = window_with(ARTICLE);
    type_text(&mut harness, "27");
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    type_text(&mut harness, "rlm");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(segment(&mut harness, 0).target, "27\u{200F}");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(segment(&mut harness, 0).target, "27");
}

#[test]
fn a_font_that_is_not_installed_any_more_does_no_harm() {
    let mut harness = window_with(ARTICLE);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    type_text(&mut harness, "fonts");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(harness.query_by_label("Font of the Arabic").is_some());
    let context = harness.ctx.clone();
    let ask = Ask::ChooseFont {
        column: Column::Source,
        family: "No Such Family".into(),
    };
    harness.state_mut().window().handle(&context, ask);
    rest(&mut harness);
    let window = harness.state_mut().window();
    let kept = window.workspace.setting(Column::Source.font_setting());
    assert_eq!(kept, Some("No Such Family"));
    assert!(window.toasts.texts().is_empty());
}

#[test]
fn names_and_dates_are_offered_in_english() {
    let mut harness = window_with("وقال سيرجي لافروف في 27 فبراير (شباط) إن الهدنة صامدة.");
    type_text(&mut harness, "On");
    harness.get_by_label_contains(": 27 February").click();
    rest(&mut harness);
    assert_eq!(segment(&mut harness, 0).target, "On 27 February");
    harness.get_by_label_contains("لافروف: ").click();
    rest(&mut harness);
    let target = segment(&mut harness, 0).target;
    assert_eq!(target, "On 27 February Sergei Lavrov");
}

#[test]
fn proposed_terms_are_added_and_rejected_by_key() {
    let article = "انهار اتفاق كفريا أمس. اتفاق كفريا مهم.\n\nوقع اتفاق كفريا الوسيط النرويجي. \
        وعاد الوسيط النرويجي إلى البلدة المحاصرة. غادر الوسيط النرويجي البلدة المحاصرة.";
    let mut harness = window_with(article);
    let terms = |harness: &mut Harness<'static, Room>| {
        harness.state_mut().window().workspace.terms().count()
    };
    let before = terms(&mut harness);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::T);
    let listed = |harness: &Harness<'static, Room>| {
        let items = harness.query_all_by_role(egui::accesskit::Role::ListItem);
        let labels = items.filter_map(|item| item.accesskit_node().label());
        labels.filter(|label| label.ends_with(" times")).count()
    };
    let all = listed(&harness);
    assert!(all >= 2, "{all}");
    // Without English nothing is added.
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(terms(&mut harness), before);
    type_text(&mut harness, "deal on Kafraya");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(terms(&mut harness), before + 1);
    assert_eq!(listed(&harness), all - 1);
    press(&mut harness, Modifiers::COMMAND, Key::Delete);
    assert_eq!(terms(&mut harness), before + 1);
    // What was rejected does not come back.
    press(&mut harness, Modifiers::NONE, Key::Escape);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::T);
    assert_eq!(listed(&harness), all - 2);
}

#[test]
fn names_of_the_document_are_spelt_from_the_keyboard() {
    let mut harness = window_with(
        "وقال المبعوث ستيفان دي مونتيرو إن الهدنة صامدة. وأضاف ستيفان دي منتيرو أنه متفائل.",
    );
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
    let line = |harness: &Harness<'static, Room>, wanted: &str| {
        harness
            .query_all_by_role(egui::accesskit::Role::ListItem)
            .find(|item| {
                let label = item.accesskit_node().label();
                label.is_some_and(|label| label.contains(wanted) && label.contains(", × "))
            })
            .is_some_and(|item| {
                item.click();
                true
            })
    };
    assert!(line(&harness, "ستيفان دي "));
    rest(&mut harness);
    harness
        .get_by_role_and_label(egui::accesskit::Role::TextInput, "Spelling in English")
        .focus();
    press(&mut harness, Modifiers::COMMAND, Key::A);
    type_text(&mut harness, "Staffan de Montero");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let spelt = |harness: &mut Harness<'static, Room>| -> Vec<String> {
        let ledger = harness.state_mut().window().workspace.name_ledger().iter();
        ledger.map(|entry| entry.spelling.clone()).collect()
    };
    let ledger = spelt(&mut harness);
    assert!(
        !ledger.is_empty() && ledger.iter().all(|name| name == "Staffan de Montero"),
        "{ledger:?}"
    );
    assert!(line(&harness, ": Staffan de Montero"));
    rest(&mut harness);
    press(&mut harness, Modifiers::COMMAND, Key::Delete);
    assert!(spelt(&mut harness).is_empty());
}

#[test]
fn a_term_is_added_at_once_from_both_selections() {
    let mut harness = window_with("انضمت زنبركية إلى المجموعة.");
    type_text(&mut harness, "springiness");
    let terms = |harness: &mut Harness<'static, Room>| {
        harness.state_mut().window().workspace.terms().count()
    };
    let before = terms(&mut harness);
    // Without a selection the dialog asks.
    press(&mut harness, Modifiers::COMMAND, Key::Q);
    assert!(harness.query_by_label("Translation 1").is_some());
    press(&mut harness, Modifiers::NONE, Key::Escape);
    let editing = harness.state_mut().window().editing.as_mut().unwrap();
    editing.target.select_all();
    editing.source.select_all();
    press(&mut harness, Modifiers::COMMAND, Key::Q);
    assert_eq!(terms(&mut harness), before + 1);
    // A second time it is known, and the dialog asks.
    press(&mut harness, Modifiers::COMMAND, Key::Q);
    assert!(harness.query_by_label("Translation 1").is_some());
    assert_eq!(terms(&mut harness), before + 1);
}

#[test]
fn a_translation_is_added_to_a_similar_term() {
    let mut harness = window_with("صمدت الهدنة.");
    press(&mut harness, Modifiers::COMMAND, Key::E);
    let field = |harness: &mut Harness<'static, Room>, label: &str, text: &str| {
        harness
            .get_by_role_and_label(egui::accesskit::Role::TextInput, label)
            .focus();
        type_text(harness, text);
    };
    field(&mut harness, "Arabic term", "هدنة");
    field(&mut harness, "Translation 1", "lull");
    assert!(
        harness
            .query_by_label_contains("There with another translation")
            .is_some()
    );
    harness
        .get_by_label("Add the translation to that term")
        .click();
    rest(&mut harness);
    let mut terms = harness.state_mut().window().workspace.terms();
    let entry = terms.find(|(_, entry)| entry.source == "هدنة").unwrap().1;
    assert!(entry.translations.iter().any(|t| t.text == "lull"));
}
