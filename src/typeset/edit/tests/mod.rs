//! Editing shown in the text itself: `|` is the caret, `[` and `]` hold a selection, its caret
//! at `|`.

use super::*;
use crate::typeset::{
    Caret, Direction, Face, Fonts, Paragraph, ParagraphStyle, TextSelection, Typesetter,
};
mod chromium;
mod tags;

use proptest::prelude::*;

struct Desk {
    typesetter: Typesetter,
    style: ParagraphStyle,
    width: Option<f32>,
}

impl Desk {
    fn new(direction: Direction, width: Option<f32>) -> Self {
        let face = match direction {
            Direction::RightToLeft => Face::Arabic,
            _ => Face::Sans,
        };
        Self {
            typesetter: Typesetter::new(&Fonts::shipped()),
            style: ParagraphStyle::new(face, 16.0, 1.6, direction),
            width,
        }
    }

    fn lay_out(&mut self, buffer: &EditBuffer) -> Paragraph {
        let focus = buffer.selection().focus;
        self.typesetter
            .lay_out_around(buffer.text(), focus, &self.style, self.width, &[])
    }

    /// Presses keys, named and separated by spaces: `left`, `shift+right`, `type:x`, …
    fn press(&mut self, shown: &str, keys: &str) -> String {
        let mut buffer = read(shown);
        for key in keys.split(' ').filter(|key| !key.is_empty()) {
            self.press_one(&mut buffer, key);
        }
        show(&buffer)
    }

    fn press_one(&mut self, buffer: &mut EditBuffer, key: &str) {
        let (extend, key) = match key.strip_prefix("shift+") {
            Some(key) => (true, key),
            None => (false, key),
        };
        let motion = match key {
            "left" => Motion::Left,
            "right" => Motion::Right,
            "ctrl+left" => Motion::WordLeft,
            "ctrl+right" => Motion::WordRight,
            "up" => Motion::Up,
            "down" => Motion::Down,
            "home" => Motion::LineStart,
            "end" => Motion::LineEnd,
            "ctrl+home" => Motion::TextStart,
            "ctrl+end" => Motion::TextEnd,
            _ => {
                match key {
                    "backspace" => buffer.backspace(),
                    "delete" => buffer.delete_forward(),
                    "ctrl+backspace" => buffer.delete_word_backward(),
                    "ctrl+delete" => buffer.delete_word_forward(),
                    "enter" => buffer.break_line(),
                    other => buffer.type_text(other.strip_prefix("type:").expect("a known key")),
                };
                return;
            }
        };
        let paragraph = self.lay_out(buffer);
        buffer.move_caret(motion, extend, &paragraph);
    }
}

fn read(shown: &str) -> EditBuffer {
    let text: String = shown.chars().filter(|c| !"[]|".contains(*c)).collect();
    let plain = |mark: char| {
        let at = shown.find(mark)?;
        Some(
            shown[..at]
                .chars()
                .filter(|c| !"[]|".contains(*c))
                .map(char::len_utf8)
                .sum(),
        )
    };
    let focus = plain('|').or(plain(']')).unwrap_or(text.len());
    let anchor = match (plain('['), plain(']')) {
        (Some(start), Some(end)) if focus == start => end,
        (Some(start), Some(_)) => start,
        _ => focus,
    };
    let mut buffer = EditBuffer::new(text);
    buffer.select(TextSelection { anchor, focus });
    buffer
}

fn show(buffer: &EditBuffer) -> String {
    let selection = buffer.selection();
    let range = selection.range();
    let (start, middle, end) = (
        &buffer.text()[..range.start],
        &buffer.text()[range.clone()],
        &buffer.text()[range.end..],
    );
    if selection.is_caret() {
        format!("{start}|{end}")
    } else if selection.focus == range.end {
        format!("{start}[{middle}|]{end}")
    } else {
        format!("{start}[|{middle}]{end}")
    }
}

fn check(desk: &mut Desk, table: &[(&str, &str, &str)]) {
    for (before, keys, after) in table {
        assert_eq!(
            desk.press(before, keys),
            *after,
            "{before:?} after {keys:?}"
        );
    }
}

#[test]
fn keys_in_english() {
    let mut desk = Desk::new(Direction::LeftToRight, Some(400.0));
    check(
        &mut desk,
        &[
            ("|world", "right right", "wo|rld"),
            ("world|", "right", "world|"),
            ("one two| three", "ctrl+left", "one |two three"),
            ("one |two three", "ctrl+right", "one two| three"),
            ("one two |three", "ctrl+right", "one two three|"),
            ("one two|", "shift+ctrl+left", "one [|two]"),
            ("one [two|] three", "left", "one |two three"),
            ("one [|two] three", "right", "one two| three"),
            ("one [two|] three", "type:2", "one 2| three"),
            ("one [two|] three", "delete", "one | three"),
            ("one two| three", "ctrl+backspace", "one | three"),
            ("one two  |three", "ctrl+backspace", "one |three"),
            ("one| two three", "ctrl+delete", "one| three"),
            ("one\ntw|o", "home", "one\n|two"),
            ("o|ne\ntwo", "end", "one|\ntwo"),
            ("o|ne\ntwo", "down", "one\nt|wo"),
            ("one\nt|wo", "up up", "|one\ntwo"),
            ("on|e\ntwo", "ctrl+end", "one\ntwo|"),
            ("one|\ntwo", "right", "one\n|two"),
            ("one\n|two", "left", "one|\ntwo"),
            ("one|", "enter", "one\n|"),
            ("one\n|", "backspace", "one|"),
            ("one\n\n|two", "up", "one\n|\ntwo"),
            ("one\n|", "up", "|one\n"),
        ],
    );
}

#[test]
fn keys_in_arabic() {
    let mut desk = Desk::new(Direction::RightToLeft, Some(400.0));
    check(
        &mut desk,
        &[
            ("|مرحبا", "left left", "مر|حبا"),
            ("مر|حبا", "right", "م|رحبا"),
            ("مرحبا| بكم", "ctrl+left", "مرحبا بكم|"),
            ("مرحبا بكم|", "ctrl+right", "مرحبا |بكم"),
            ("مرحبا|\nبكم", "left", "مرحبا\n|بكم"),
            ("مرحبا\n|بكم", "right", "مرحبا|\nبكم"),
            ("م|رحبا\nبكم", "down", "مرحبا\nب|كم"),
            ("مرحبا [بكم|]", "right", "مرحبا |بكم"),
            ("م|رحبا", "end", "مرحبا|"),
            ("مرحبا|", "shift+home", "[|مرحبا]"),
        ],
    );
}

#[test]
fn keys_in_mixed_lines() {
    let mut desk = Desk::new(Direction::RightToLeft, Some(400.0));
    // Left crosses the Arabic word, then the Latin one from its right end to its left.
    check(
        &mut desk,
        &[
            ("قال| Lavrov", "left", "قال |Lavrov"),
            ("قال| Lavrov", "left left", "قال Lavro|v"),
            ("قال |Lavrov ثم", "type:x", "قال x|Lavrov ثم"),
            ("قال Lavrov| ثم", "backspace", "قال Lavro| ثم"),
        ],
    );
    let mut desk = Desk::new(Direction::LeftToRight, Some(400.0));
    check(
        &mut desk,
        &[
            // The start of a first word in Arabic is its right end.
            ("|مرحبا world", "right right", "مرحبا w|orld"),
            ("|مرحبا world", "left left", "مر|حبا world"),
            ("the| هدنة was", "right right", "the هدن|ة was"),
            ("مرحبا |world", "left left", "م|رحبا world"),
            // The left edge of what is selected, not the first letter's own.
            ("the [هدنة is|]", "left left", "the| هدنة is"),
        ],
    );
}

#[test]
fn backspace_takes_a_mark_alone_and_delete_the_letter_with_it() {
    let mut desk = Desk::new(Direction::RightToLeft, Some(400.0));
    check(
        &mut desk,
        &[
            ("هُدْنَةٌ|", "backspace", "هُدْنَة|"),
            ("هُدْنَةٌ|", "backspace backspace", "هُدْنَ|"),
            ("|هُدْنَةٌ", "delete", "|دْنَةٌ"),
            ("ok 👩‍👩‍👧|", "backspace", "ok |"),
            ("ok 👍🏽|", "backspace", "ok |"),
            ("é|", "backspace", "|"),
            ("e\u{301}|", "backspace", "e|"),
            ("|", "backspace", "|"),
            ("|", "delete ctrl+delete ctrl+backspace", "|"),
        ],
    );
}

#[test]
fn lam_alef_has_a_caret_stop_in_its_middle() {
    for face in [Face::Arabic, Face::Sans] {
        let mut desk = Desk::new(Direction::RightToLeft, Some(400.0));
        desk.style.face = face;
        check(
            &mut desk,
            &[
                ("ب|لا", "left", "بل|ا"),
                ("سل|ام", "left", "سلا|م"),
                ("بل|أب", "backspace", "ب|أب"),
                ("بِلَ|ا", "right", "بِ|لَا"),
            ],
        );
        let buffer = read("س|لام");
        let paragraph = desk.lay_out(&buffer);
        let x = |byte| paragraph.caret_rect(Caret::before(byte)).left;
        // Lam and alef have a share each, none of them tiny.
        assert!(x(2) - x(4) > 1.5 && x(4) - x(6) > 1.5, "{face:?}");
    }
}

#[test]
fn undo_restores_the_selection_before_and_redo_the_one_after() {
    let mut buffer = read("one [|two] three");
    let edit = buffer.type_text("2").expect("a change");
    buffer.restore(edit.before.clone());
    assert_eq!(show(&buffer), "one [|two] three");
    buffer.restore(edit.after);
    assert_eq!(show(&buffer), "one 2| three");
}

#[test]
fn arrows_walk_through_wrapped_lines_to_the_end() {
    for (direction, text, key, back) in [
        (
            Direction::RightToLeft,
            "قال وزير الخارجية إن بلاده تريد وقف إطلاق النار",
            "left",
            "right",
        ),
        (
            Direction::LeftToRight,
            "The minister said that his country wants a truce",
            "right",
            "left",
        ),
    ] {
        let mut desk = Desk::new(direction, Some(90.0));
        let mut buffer = EditBuffer::new(text);
        assert!(desk.lay_out(&buffer).lines().count() > 3);
        buffer.select(TextSelection::caret(0));
        let letters = text.chars().count();
        let mut seen = vec![0];
        for _ in 0..letters {
            desk.press_one(&mut buffer, key);
            seen.push(buffer.selection().focus);
        }
        let expected: Vec<usize> = text
            .char_indices()
            .map(|(at, _)| at)
            .chain([text.len()])
            .collect();
        assert_eq!(seen, expected, "{key}");
        for byte in expected.iter().rev().skip(1) {
            desk.press_one(&mut buffer, back);
            assert_eq!(buffer.selection().focus, *byte, "{back}");
        }
    }
}

#[test]
fn up_and_down_keep_their_column() {
    let mut desk = Desk::new(Direction::LeftToRight, Some(400.0));
    check(
        &mut desk,
        &[
            (
                "long line|\nab\nlong line",
                "down",
                "long line\nab|\nlong line",
            ),
            (
                "long line|\nab\nlong line",
                "down down",
                "long line\nab\nlong line|",
            ),
            (
                "long line|\nab\nlong line",
                "down left down",
                "long line\nab\nlo|ng line",
            ),
        ],
    );
}

#[test]
fn clicks_and_drags() {
    let mut desk = Desk::new(Direction::LeftToRight, None);
    let mut buffer = EditBuffer::new("one two three\nfour");
    let paragraph = desk.lay_out(&buffer);
    let place = |byte| {
        let rect = paragraph.rects(byte..byte + 1)[0];
        (rect.left + 1.0, (rect.top + rect.bottom) / 2.0)
    };
    let (x, y) = place(5);
    buffer.click(x, y, false, &paragraph);
    assert_eq!(show(&buffer), "one t|wo three\nfour");
    let (x, y) = place(9);
    buffer.click(x, y, true, &paragraph);
    assert_eq!(show(&buffer), "one t[wo t|]hree\nfour");
    let (x, y) = place(5);
    buffer.double_click(x, y, &paragraph);
    assert_eq!(show(&buffer), "one [two|] three\nfour");
    let (x, y) = place(1);
    buffer.drag(x, y, &paragraph);
    assert_eq!(show(&buffer), "[|one two] three\nfour");
    let (x, y) = place(9);
    buffer.drag(x, y, &paragraph);
    assert_eq!(show(&buffer), "one [two three|]\nfour");
    buffer.triple_click(x, y, &paragraph);
    assert_eq!(show(&buffer), "[one two three|]\nfour");
}

#[test]
fn a_click_beyond_a_line_stays_on_it() {
    for (direction, text, x) in [
        (Direction::LeftToRight, "one\ntwo", 390.0),
        (Direction::RightToLeft, "نعم\nلا", 3.0),
    ] {
        let mut desk = Desk::new(direction, Some(400.0));
        let mut buffer = EditBuffer::new(text);
        let paragraph = desk.lay_out(&buffer);
        buffer.click(x, 5.0, false, &paragraph);
        assert_eq!(Some(buffer.selection().focus), text.find('\n'));
        assert!(paragraph.caret_rect(buffer.caret()).top < 20.0);
    }
}

#[test]
fn pasted_line_breaks_become_lf_or_spaces() {
    let mut buffer = EditBuffer::new("");
    buffer.paste("a\r\nb\rc\n");
    assert_eq!(buffer.text(), "a\nb\nc\n");
    let mut field = EditBuffer::single_line("x");
    field.paste("a\r\nb\n");
    assert_eq!(field.text(), "xa b");
    assert_eq!(field.break_line(), None);
}

#[test]
fn cut_returns_text_and_edit() {
    let mut buffer = read("one [two|] three");
    let (taken, edit) = buffer.cut().expect("something was selected");
    assert_eq!(taken, "two");
    assert_eq!(edit.kind, EditKind::Deleting);
    assert_eq!(edit.before.selection.range(), 4..7);
    assert_eq!(edit.after.text, "one  three");
    assert!(read("one| two").cut().is_none());
}

#[test]
fn composing_shows_but_does_not_change_the_text() {
    let mut buffer = read("ab[cd|]ef");
    buffer.compose("سلا", Some(0..2));
    assert_eq!(buffer.text(), "abسلاef");
    assert_eq!(buffer.selection().focus, 6);
    assert_eq!(buffer.snapshot().text, "abcdef");
    buffer.compose("سلام", None);
    assert_eq!(buffer.composition().map(|c| c.range.clone()), Some(2..10));
    let edit = buffer.commit_composition("سلام").expect("a change");
    assert_eq!(edit.before.text, "abcdef");
    assert_eq!(edit.after.text, "abسلامef");
    buffer.compose("x", None);
    buffer.compose("", None);
    assert_eq!(show(&buffer), "abسلام|ef");
}

#[test]
fn typing_is_one_step_to_undo_word_by_word() {
    let mut buffer = EditBuffer::new("");
    let mut steps: Vec<Edit> = Vec::new();
    for c in "one two".chars() {
        let edit = buffer.type_text(&c.to_string()).expect("a change");
        match steps.last_mut() {
            Some(last) if last.is_continued_by(&edit) => last.after = edit.after,
            _ => steps.push(edit),
        }
    }
    let texts: Vec<&str> = steps.iter().map(|step| step.after.text.as_str()).collect();
    assert_eq!(texts, ["one ", "one two"]);
}

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("سلام"),
        Just("لا"),
        Just("word"),
        Just(" "),
        Just("\n"),
        Just("\r\n"),
        Just("\u{064B}"),
        Just("\u{2067}"),
        Just("\u{202E}"),
        Just("\u{2069}"),
        Just("\u{200F}"),
        Just("12"),
        Just("٣٤"),
        Just("("),
        Just("»"),
        Just("👩‍👧"),
        Just("\0"),
        Just("\t"),
        Just("\u{2028}"),
        Just("e\u{301}"),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

#[derive(Debug, Clone)]
enum Action {
    Key(&'static str),
    Insert(String),
    Point(u8, f32, f32),
    Select(usize, usize),
    Compose(String),
}

fn action() -> impl Strategy<Value = Action> {
    let keys = prop::sample::select(vec![
        "left",
        "right",
        "ctrl+left",
        "ctrl+right",
        "up",
        "down",
        "home",
        "end",
        "ctrl+home",
        "ctrl+end",
        "shift+left",
        "shift+right",
        "shift+up",
        "shift+down",
        "shift+end",
        "backspace",
        "delete",
        "ctrl+backspace",
        "ctrl+delete",
        "enter",
    ]);
    prop_oneof![
        6 => keys.prop_map(Action::Key),
        2 => text().prop_map(Action::Insert),
        2 => (0..5u8, -50.0..300.0f32, -50.0..300.0f32).prop_map(|(n, x, y)| Action::Point(n, x, y)),
        1 => (0..100usize, 0..100usize).prop_map(|(a, b)| Action::Select(a, b)),
        1 => text().prop_map(Action::Compose),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]

    #[test]
    fn whatever_one_does_offsets_stay_on_characters(
        start in text(),
        actions in prop::collection::vec(action(), 0..16),
        rtl in any::<bool>(),
        wrapped in any::<bool>(),
    ) {
        let direction = if rtl { Direction::RightToLeft } else { Direction::Auto };
        let mut desk = Desk::new(direction, wrapped.then_some(70.0));
        let mut buffer = EditBuffer::new(start);
        for action in actions {
            match action {
                Action::Key(key) => desk.press_one(&mut buffer, key),
                Action::Insert(text) => { buffer.paste(&text); }
                Action::Select(anchor, focus) => buffer.select(TextSelection { anchor, focus }),
                Action::Compose(text) => buffer.compose(&text, Some(0..2)),
                Action::Point(how, x, y) => {
                    let paragraph = desk.lay_out(&buffer);
                    match how {
                        0 => buffer.click(x, y, false, &paragraph),
                        1 => buffer.click(x, y, true, &paragraph),
                        2 => buffer.double_click(x, y, &paragraph),
                        3 => buffer.triple_click(x, y, &paragraph),
                        _ => buffer.drag(x, y, &paragraph),
                    }
                }
            }
            let TextSelection { anchor, focus } = buffer.selection();
            prop_assert!(buffer.text().is_char_boundary(anchor));
            prop_assert!(buffer.text().is_char_boundary(focus));
            let paragraph = desk.lay_out(&buffer);
            let rect = paragraph.caret_rect(buffer.caret());
            prop_assert!(rect.left.is_finite() && rect.height() > 0.0);
            paragraph.selection_rects(buffer.selection().range(), 4.0);
        }
    }
}
