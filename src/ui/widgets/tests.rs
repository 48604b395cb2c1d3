//! The widgets as a user meets them: found by role and label, driven by keys and mouse.

use super::*;
use eframe::egui::accesskit::{Action, ActionData, ActionRequest, TextDirection};
use eframe::egui::{self, Color32, Event, Id, ImeEvent, Key, Modifiers, Pos2, Ui, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use turjuman::typeset::{
    Direction, EditBuffer, EditKind, Face, ParagraphStyle, Span, TextSelection,
};

const ARABIC: ParagraphStyle = ParagraphStyle::new(Face::Arabic, 19.0, 1.8, Direction::RightToLeft);
const ENGLISH: ParagraphStyle = ParagraphStyle::new(Face::Sans, 16.0, 1.6, Direction::LeftToRight);

struct ViewContext {
    buffer: EditBuffer,
    style: ParagraphStyle,
    kinds: Vec<EditKind>,
    submitted: bool,
    single_line: bool,
    read_only: bool,
    left: Vec<Event>,
    caret: egui::Rect,
    text: Option<SetText>,
    origin: Pos2,
}

impl ViewContext {
    fn new(text: &str, style: ParagraphStyle) -> Self {
        Self {
            buffer: EditBuffer::new(text),
            style,
            kinds: Vec::new(),
            submitted: false,
            single_line: false,
            read_only: false,
            left: Vec::new(),
            caret: egui::Rect::ZERO,
            text: None,
            origin: Pos2::ZERO,
        }
    }

    fn show(ui: &mut Ui, cx: &mut Self) {
        let colors = TextColors {
            text: ui.visuals().text_color(),
            hint: ui.visuals().weak_text_color(),
            selection: ui.visuals().selection.bg_fill,
            caret: ui.visuals().text_cursor.stroke.color,
            chip: ChipColors {
                fill: Color32::WHITE,
                edge: Color32::GRAY,
                ink: Color32::BLACK,
            },
        };
        let id = Id::unique("target");
        let edit = if cx.single_line {
            BidiEdit::single_line(id, &mut cx.buffer, &cx.style, colors, "Target")
        } else {
            BidiEdit::multiline(id, &mut cx.buffer, &cx.style, colors, "Target")
        };
        let shown = edit.read_only(cx.read_only).width(400.0).show(ui);
        cx.kinds.extend(shown.edits.iter().map(|edit| edit.kind));
        cx.submitted |= shown.submitted;
        cx.caret = shown.caret_rect;
        cx.origin = shown.origin;
        cx.text = Some(shown.text);
        cx.left.extend(ui.input(|input| input.events.clone()));
    }

    fn harness(self) -> Harness<'static, Self> {
        let mut harness = Harness::builder()
            .with_size(vec2(420.0, 200.0))
            .with_step_dt(0.02)
            .build_ui_state(Self::show, self);
        harness.get_by_label("Target").focus();
        harness.run_steps(2);
        harness.state_mut().left.clear();
        harness
    }

    fn middle_of(&self, byte: usize) -> Pos2 {
        let text = self.text.as_ref().expect("shown before");
        text.rects(self.origin, byte..byte + 1)[0].center()
    }
}

fn press(harness: &mut Harness<'static, ViewContext>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run_steps(2);
}

fn text(harness: &Harness<'static, ViewContext>) -> String {
    harness.state().buffer.text().to_owned()
}

#[test]
fn typing_arabic_and_english() {
    let mut harness = ViewContext::new("", ENGLISH).harness();
    for part in ["The ", "هدنة", " (", "truce", ")"] {
        harness.get_by_label("Target").type_text(part);
        harness.run_steps(1);
    }
    assert_eq!(text(&harness), "The هدنة (truce)");
    assert_eq!(
        harness.get_by_label("Target").value().as_deref(),
        Some("The هدنة (truce)")
    );
    assert_eq!(harness.state().kinds, [EditKind::Typing; 5]);
    press(&mut harness, Modifiers::NONE, Key::Backspace);
    press(&mut harness, Modifiers::CTRL, Key::Backspace);
    assert_eq!(text(&harness), "The هدنة (");
}

#[test]
fn keys_clicks_and_the_clipboard_select_and_replace() {
    let mut harness = ViewContext::new("one two three", ENGLISH).harness();
    press(&mut harness, Modifiers::COMMAND, Key::A);
    assert_eq!(harness.state().buffer.selection().range(), 0..13);
    harness.event(Event::Copy);
    harness.run_steps(1);
    let copied = harness.output().platform_output.commands.iter().any(
        |command| matches!(command, egui::OutputCommand::CopyText(text) if text == "one two three"),
    );
    assert!(copied);
    press(&mut harness, Modifiers::NONE, Key::End);
    press(
        &mut harness,
        Modifiers::CTRL | Modifiers::SHIFT,
        Key::ArrowLeft,
    );
    harness.event(Event::Paste("ثلاثة\r\n".into()));
    harness.run_steps(1);
    assert_eq!(text(&harness), "one two ثلاثة\n");
    harness.event(Event::Paste("x".into()));
    press(&mut harness, Modifiers::SHIFT, Key::ArrowLeft);
    harness.event(Event::Cut);
    harness.run_steps(1);
    assert_eq!(text(&harness), "one two ثلاثة\n");
}

#[test]
fn arrows_stay_in_the_editor_and_go_by_what_is_seen() {
    let mut harness = ViewContext::new("مرحبا بكم", ARABIC).harness();
    press(&mut harness, Modifiers::NONE, Key::Home);
    let start = harness.state().caret;
    press(&mut harness, Modifiers::NONE, Key::ArrowLeft);
    assert_eq!(harness.state().buffer.selection().focus, 2);
    assert!(harness.state().caret.left() < start.left());
    assert!(harness.get_by_label("Target").is_focused());
}

#[test]
fn enter_breaks_the_line_only_with_shift() {
    let mut harness = ViewContext::new("one", ENGLISH).harness();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(text(&harness), "one");
    press(&mut harness, Modifiers::SHIFT, Key::Enter);
    assert_eq!(text(&harness), "one\n");
    let mut cx = ViewContext::new("", ENGLISH);
    cx.single_line = true;
    cx.buffer = EditBuffer::single_line("find");
    let mut harness = cx.harness();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(harness.state().submitted);
}

#[test]
fn shortcuts_of_the_window_are_left_alone() {
    let mut harness = ViewContext::new("one", ENGLISH).harness();
    for (modifiers, key) in [
        (Modifiers::CTRL, Key::Enter),
        (Modifiers::CTRL, Key::Z),
        (Modifiers::CTRL, Key::ArrowDown),
        (Modifiers::ALT, Key::Num1),
        (Modifiers::NONE, Key::F3),
        (Modifiers::NONE, Key::Escape),
    ] {
        harness.state_mut().left.clear();
        press(&mut harness, modifiers, key);
        let left = harness.state().left.iter().any(
            |event| matches!(event, Event::Key { key: seen, pressed: true, .. } if *seen == key),
        );
        assert!(left, "{modifiers:?} {key:?}");
    }
    assert_eq!(text(&harness), "one");
    assert!(harness.get_by_label("Target").is_focused());
}

#[test]
fn alt_and_a_digit_type_nothing() {
    let mut harness = ViewContext::new("one", ENGLISH).harness();
    let key = |pressed| Event::Key {
        key: Key::Num1,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers: Modifiers::ALT,
    };
    // All in one frame, as they come from the system.
    let events = [key(true), Event::Text("1".into()), key(false)];
    harness.input_mut().events.extend(events);
    harness.run_steps(2);
    assert_eq!(text(&harness), "one");
    harness.get_by_label("Target").type_text("1");
    harness.run_steps(1);
    assert_eq!(text(&harness), "one1");
}

#[test]
fn the_mouse_places_the_caret_and_selects_words() {
    let mut harness = ViewContext::new("قال Lavrov نعم", ARABIC).harness();
    let name = 9;
    let pos = harness.state().middle_of(name);
    for _ in 0..2 {
        for pressed in [true, false] {
            harness.event(Event::PointerMoved(pos));
            harness.event(Event::PointerButton {
                pos,
                button: egui::PointerButton::Primary,
                pressed,
                modifiers: Modifiers::NONE,
            });
            harness.run_steps(1);
        }
    }
    assert_eq!(harness.state().buffer.selected_text(), "Lavrov");
    harness.get_by_label("Target").type_text("x");
    harness.run_steps(1);
    assert_eq!(text(&harness), "قال x نعم");
}

#[test]
fn an_input_method_composes_and_commits() {
    let mut harness = ViewContext::new("ab", ENGLISH).harness();
    let preedit = |text: &str| {
        Event::Ime(ImeEvent::Preedit {
            text: text.into(),
            active_range_chars: None,
        })
    };
    harness.event(preedit(""));
    harness.event(preedit("سل"));
    harness.run_steps(1);
    assert_eq!(text(&harness), "abسل");
    assert!(harness.state().kinds.is_empty());
    harness.event(Event::Ime(ImeEvent::Commit("سلام".into())));
    harness.run_steps(1);
    assert_eq!(text(&harness), "abسلام");
    assert_eq!(harness.state().kinds, [EditKind::Typing]);
}

#[test]
fn a_read_only_text_is_selected_but_not_changed() {
    let mut cx = ViewContext::new("نص المصدر", ARABIC);
    cx.read_only = true;
    let mut harness = cx.harness();
    harness.get_by_label("Target").type_text("x");
    press(&mut harness, Modifiers::NONE, Key::Backspace);
    harness.event(Event::Paste("x".into()));
    press(&mut harness, Modifiers::COMMAND, Key::A);
    harness.event(Event::Cut);
    harness.run_steps(1);
    assert_eq!(text(&harness), "نص المصدر");
    assert_eq!(harness.state().buffer.selected_text(), "نص المصدر");
}

#[test]
fn a_screen_reader_can_set_the_text() {
    let mut harness = ViewContext::new("one", ENGLISH).harness();
    harness
        .get_by_label("Target")
        .set_text_value_accesskit("اثنان");
    harness.run_steps(2);
    assert_eq!(text(&harness), "اثنان");
    assert_eq!(harness.state().kinds, [EditKind::Other]);
}

#[test]
fn a_long_single_line_scrolls_to_its_caret() {
    for (direction, letter) in [("e", "word "), ("ع", "كلمة ")] {
        let mut cx = ViewContext::new("", ENGLISH);
        cx.single_line = true;
        cx.buffer = EditBuffer::single_line(format!("{direction} {}", letter.repeat(60)));
        let mut harness = cx.harness();
        let field = harness.get_by_label("Target").rect();
        for key in [Key::End, Key::Home] {
            press(&mut harness, Modifiers::NONE, key);
            let caret = harness.state().caret;
            assert!(
                field.expand(4.0).contains_rect(caret),
                "{letter} {key:?}: {caret:?} in {field:?}"
            );
        }
    }
}

#[test]
fn hostile_texts_are_shown() {
    let marks = format!("ب{}", "\u{064B}".repeat(50_000));
    for hostile in ["\0\u{202E}\u{2067}".repeat(100), "x".repeat(300_000), marks] {
        let mut harness = ViewContext::new(&hostile, ARABIC).harness();
        press(&mut harness, Modifiers::CTRL, Key::Home);
        press(&mut harness, Modifiers::NONE, Key::Delete);
        assert!(harness.state().buffer.text().len() < hostile.len());
    }
}

#[test]
fn a_label_says_its_text_and_wraps_or_is_cut_short() {
    let sentence = "قال لافروف إن 90 مجموعة أعلنت انضمامها للهدنة";
    let show = move |ui: &mut Ui, _: &mut ()| {
        let term = sentence.find("للهدنة").unwrap_or(0);
        let decorations = [
            Decoration::new(term..sentence.len(), Mark::DottedUnderline, Color32::RED),
            Decoration::new(0..6, Mark::Background, Color32::YELLOW),
            Decoration::new(7..19, Mark::StrikeThrough, Color32::RED),
            Decoration::new(7..999, Mark::Underline, Color32::RED),
        ];
        let spans = [Span::coloured(0..6, ink(Color32::RED))];
        ui.set_width(200.0);
        BidiLabel::new(sentence, &ARABIC, Color32::BLACK)
            .spans(&spans)
            .decorations(&decorations)
            .show(ui);
        BidiLabel::new(sentence, &ARABIC, Color32::BLACK)
            .one_line()
            .show(ui);
    };
    let mut harness = Harness::builder()
        .with_size(vec2(300.0, 200.0))
        .build_ui_state(show, ());
    harness.run();
    let labels: Vec<_> = harness.get_all_by_label(sentence).collect();
    assert_eq!(labels.len(), 2);
    assert!(labels[0].rect().height() > labels[1].rect().height() * 1.9);
    assert!(labels[1].rect().width() <= 200.5);
}

#[test]
fn text_set_from_outside_is_shown_at_once() {
    let mut harness = ViewContext::new("one", ENGLISH).harness();
    harness.state_mut().buffer.set_text("two\nlines");
    harness.state_mut().buffer.select(TextSelection::caret(4));
    harness.run_steps(1);
    assert_eq!(
        harness.get_by_label("Target").value().as_deref(),
        Some("two\nlines")
    );
    assert!(harness.state().caret.top() > 20.0);
}

#[test]
fn a_screen_reader_hears_the_runs_and_the_selection_of_a_mixed_line() {
    let mut harness = ViewContext::new("قال Radio 27", ENGLISH).harness();
    press(&mut harness, Modifiers::NONE, Key::Home);
    press(
        &mut harness,
        Modifiers::CTRL | Modifiers::SHIFT,
        Key::ArrowRight,
    );
    let runs: Vec<(String, bool)> = harness
        .get_all_by_role(egui::accesskit::Role::TextRun)
        .map(|run| {
            let node = run.accesskit_node();
            let rtl = node.data().text_direction() == Some(TextDirection::RightToLeft);
            (node.data().value().unwrap_or_default().to_owned(), rtl)
        })
        .collect();
    assert_eq!(
        runs,
        [("قال".to_owned(), true), (" Radio 27".to_owned(), false)]
    );
    let editor = harness.get_by_role(egui::accesskit::Role::MultilineTextInput);
    let selection = editor.accesskit_node().data().text_selection().copied();
    assert!(selection.is_some());
    let range = harness.state().buffer.selection().range();
    assert!(!range.is_empty(), "{range:?}");
    // What was told can be asked for again.
    harness.state_mut().buffer.select(TextSelection::caret(0));
    harness.run_steps(2);
    let id = Id::unique("target").accesskit_id();
    harness.event(Event::AccessKitActionRequest(ActionRequest {
        action: Action::SetTextSelection,
        target_tree: egui::accesskit::TreeId::ROOT,
        target_node: id,
        data: selection.map(ActionData::SetTextSelection),
    }));
    harness.run_steps(2);
    assert_eq!(harness.state().buffer.selection().range(), range);
}

#[test]
fn a_field_follows_its_first_letter_until_the_user_turns_it() {
    let keys = Modifiers::COMMAND | Modifiers::SHIFT;
    let mut cx = ViewContext::new("truce هدنة", ENGLISH);
    cx.single_line = true;
    cx.style.direction = Direction::Auto;
    let mut harness = cx.harness();
    let mut seen = Vec::new();
    for _ in 0..4 {
        let text = harness.state().text.as_ref().expect("the field was drawn");
        seen.push(text.paragraph().is_rtl());
        press(&mut harness, keys, Key::D);
    }
    assert_eq!(seen, [false, true, false, false]);
    assert_eq!(harness.state().buffer.text(), "truce هدنة");
}
