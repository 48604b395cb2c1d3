//! Tags and invisible marks while editing.

use super::*;
use crate::typeset::{Chip, Extras, InvisibleMark};

const FORMS: [&str; 5] = ["<1>", "</1>", "<2/>", "<12>", "</12>"];

struct TagDesk(Desk);

impl TagDesk {
    fn new(direction: Direction) -> Self {
        Self(Desk::new(direction, Some(400.0)))
    }

    fn lay_out(&mut self, buffer: &EditBuffer) -> Paragraph {
        let text = buffer.text();
        let chips: Vec<Chip> = buffer
            .tags()
            .into_iter()
            .map(|range| Chip {
                label: text[range.start + 1..range.end - 1].to_owned(),
                range,
            })
            .collect();
        let extras = Extras {
            chips: &chips,
            ..Extras::default()
        };
        let Desk {
            typesetter,
            style,
            width,
        } = &mut self.0;
        typesetter.lay_out_with(text, 0, style, *width, &extras)
    }

    fn press(&mut self, shown: &str, keys: &str) -> String {
        let mut buffer = read(shown);
        buffer.set_tag_forms(FORMS.map(str::to_owned).to_vec());
        for key in keys.split(' ') {
            let (extend, name) = match key.strip_prefix("shift+") {
                Some(name) => (true, name),
                None => (false, key),
            };
            let motion = match name {
                "left" => Motion::Left,
                "right" => Motion::Right,
                "ctrl+left" => Motion::WordLeft,
                "ctrl+right" => Motion::WordRight,
                _ => {
                    self.0.press_one(&mut buffer, key);
                    continue;
                }
            };
            let paragraph = self.lay_out(&buffer);
            buffer.move_caret(motion, extend, &paragraph);
        }
        show(&buffer)
    }

    fn check(&mut self, table: &[(&str, &str, &str)]) {
        for (before, keys, after) in table {
            assert_eq!(
                self.press(before, keys),
                *after,
                "{before:?} after {keys:?}"
            );
        }
    }
}

#[test]
fn a_tag_moves_and_goes_as_one() {
    let mut desk = TagDesk::new(Direction::RightToLeft);
    desk.check(&[
        ("قال| <1>نعم</1>", "left left", "قال <1>|نعم</1>"),
        ("قال <1>|نعم</1>", "right", "قال |<1>نعم</1>"),
        ("قال <1>نعم</1>|", "right", "قال <1>نعم|</1>"),
        ("قال <1>نعم</1>|", "backspace", "قال <1>نعم|"),
        ("قال |<1>نعم</1>", "delete", "قال |نعم</1>"),
        ("قال |<1>نعم</1>", "shift+left", "قال [<1>|]نعم</1>"),
        ("قال <1>|نعم</1>", "shift+right", "قال [|<1>]نعم</1>"),
        (
            "قال |<1>نعم</1>",
            "shift+left shift+left type:لا",
            "قال لا|عم</1>",
        ),
        (
            "قال |<12>نعم</12>",
            "ctrl+left ctrl+left",
            "قال <12>نعم|</12>",
        ),
        ("قال <12>|نعم</12>", "ctrl+backspace", "قال |نعم</12>"),
        ("قال <12>نعم|</12>", "ctrl+delete", "قال <12>نعم|"),
        // Never inside: put there from outside, the caret goes to the nearer end.
        ("قال <|12>نعم", "type:x", "قال x|<12>نعم"),
        ("قال <12|>نعم", "type:x", "قال <12>x|نعم"),
        ("قال <1[2>نع|]م", "delete", "قال <12>|م"),
        // What is no tag of this text is text.
        ("a<9|>", "backspace", "a<|>"),
    ]);
    let mut desk = TagDesk::new(Direction::LeftToRight);
    desk.check(&[
        ("a|<2/>b", "right", "a<2/>|b"),
        ("a<2/>|b", "left", "a|<2/>b"),
        ("x <2/>| b", "ctrl+left", "x |<2/> b"),
        ("[x <2/>|] b", "type:y", "y| b"),
    ]);
}

#[test]
fn a_tag_is_clicked_as_one() {
    let mut desk = TagDesk::new(Direction::RightToLeft);
    let mut buffer = read("قال <1>Lavrov</1>|");
    buffer.set_tag_forms(FORMS.map(str::to_owned).to_vec());
    let paragraph = desk.lay_out(&buffer);
    let chips = paragraph.chips();
    assert_eq!(chips.len(), 2);
    let rect = chips[0].rect;
    assert!(rect.width() > 8.0 && rect.height() > 8.0);
    buffer.click(rect.right - 1.0, rect.top + 2.0, false, &paragraph);
    assert_eq!(show(&buffer), "قال |<1>Lavrov</1>");
    buffer.click(rect.left + 1.0, rect.top + 2.0, false, &paragraph);
    assert_eq!(show(&buffer), "قال <1>|Lavrov</1>");
    buffer.double_click(rect.left + 1.0, rect.top + 2.0, &paragraph);
    assert_eq!(show(&buffer), "قال [<1>|]Lavrov</1>");
}

#[test]
fn chips_keep_their_place_in_mixed_lines() {
    // Seen from the right: Arabic, chip, Latin, chip, Arabic.
    let mut desk = TagDesk::new(Direction::RightToLeft);
    let mut buffer = read("قال <1>Lavrov</1> نعم");
    buffer.set_tag_forms(FORMS.map(str::to_owned).to_vec());
    let paragraph = desk.lay_out(&buffer);
    let [opening, closing] = paragraph.chips()[..] else {
        panic!("two chips");
    };
    let name = paragraph.rects(buffer.text().find('L').unwrap()..buffer.text().find('v').unwrap());
    assert!(opening.rect.left >= name[0].right && closing.rect.right <= name[0].left);
    // Inside Latin text they are part of it.
    let mut buffer = read("قال Sergey <2/> Lavrov");
    buffer.set_tag_forms(FORMS.map(str::to_owned).to_vec());
    let paragraph = desk.lay_out(&buffer);
    let chip = paragraph.chips()[0].rect;
    let x = |c| {
        let at = buffer.text().find(c).unwrap();
        paragraph.rects(at..at + 1)[0].left
    };
    assert!(x('S') < chip.left && chip.right < x('L'));
}

#[test]
fn marks_are_shown_and_never_lost() {
    let marks: String = InvisibleMark::all().map(InvisibleMark::character).collect();
    let text = format!("قال {marks} Lavrov\u{200F}. می\u{200C}رود");
    for direction in [Direction::RightToLeft, Direction::LeftToRight] {
        let mut desk = Desk::new(direction, Some(300.0));
        let extras = Extras {
            marks: true,
            ..Extras::default()
        };
        let shown = desk
            .typesetter
            .lay_out_with(&text, 0, &desk.style, desk.width, &extras);
        let placed = shown.marks();
        assert_eq!(placed.len(), 22);
        for mark in &placed {
            let c = text[mark.byte..].chars().next();
            assert_eq!(c, Some(mark.mark.character()));
            assert!(mark.rect.height() > 0.0);
            assert_eq!(mark.rect.width() > 5.0, mark.mark.takes_room(), "{mark:?}");
        }
        // Walking through them stops at every letter's end, as in the text without symbols.
        let mut buffer = EditBuffer::new(text.clone());
        buffer.select(TextSelection::caret(0));
        let mut steps = 0;
        while buffer.selection().focus < text.len() && steps < 200 {
            let forward = if shown.is_rtl() {
                Motion::Left
            } else {
                Motion::Right
            };
            buffer.move_caret(forward, true, &shown);
            steps += 1;
        }
        assert_eq!(buffer.selected_text(), text);
        // Taken out and put back, no mark is missing.
        let (taken, _) = buffer.cut().expect("a change");
        buffer.paste(&taken);
        assert_eq!(buffer.text(), text);
    }
    let mut buffer = read("ab|c");
    buffer.insert_mark(InvisibleMark::RightToLeftMark);
    assert_eq!(show(&buffer), "ab\u{200F}|c");
}

#[test]
fn symbols_do_not_break_joining() {
    let text = "ب\u{200F}ب ب\u{61C}ب";
    let mut desk = Desk::new(Direction::RightToLeft, None);
    let mut ids = |marks| {
        let extras = Extras {
            marks,
            ..Extras::default()
        };
        let shown = desk
            .typesetter
            .lay_out_with(text, 0, &desk.style, None, &extras);
        let space = shown.width();
        let ids: Vec<u32> = shown
            .glyph_runs()
            .flat_map(|run| run.glyphs().map(|glyph| glyph.id).collect::<Vec<_>>())
            .collect();
        (ids, space)
    };
    let (plain, narrow) = ids(false);
    let (with_symbols, wide) = ids(true);
    let letters = |ids: &[u32]| -> Vec<u32> {
        let blank = plain
            .iter()
            .filter(|id| plain.iter().filter(|other| other == id).count() > 2);
        let blank: Vec<u32> = blank.copied().collect();
        ids.iter()
            .copied()
            .filter(|id| !blank.contains(id))
            .collect()
    };
    assert_eq!(letters(&with_symbols), letters(&plain));
    assert!(wide > narrow + 15.0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn no_editing_leaves_half_a_tag(
        actions in prop::collection::vec(action(), 0..20),
        rtl in any::<bool>(),
    ) {
        let direction = if rtl { Direction::RightToLeft } else { Direction::LeftToRight };
        let mut desk = TagDesk::new(direction);
        let mut buffer = read("قال <1>Lavrov</1> ثم <12>ok<2/>لا</12>|");
        buffer.set_tag_forms(FORMS.map(str::to_owned).to_vec());
        for action in actions {
            let paragraph = desk.lay_out(&buffer);
            match action {
                Action::Key(key) => desk.0.press_one(&mut buffer, key),
                Action::Insert(text) => { buffer.paste(&text); }
                Action::Select(anchor, focus) => buffer.select(TextSelection { anchor, focus }),
                Action::Compose(text) => {
                    buffer.compose(&text, Some(0..2));
                    buffer.commit_composition(&text);
                }
                Action::Point(how, x, y) => match how {
                    0 => buffer.click(x, y, false, &paragraph),
                    1 => { buffer.delete_surrounding(2, 1); }
                    2 => buffer.double_click(x, y, &paragraph),
                    3 => buffer.triple_click(x, y, &paragraph),
                    _ => buffer.drag(x, y, &paragraph),
                },
            }
            let mut rest = buffer.text().to_owned();
            for tag in buffer.tags().into_iter().rev() {
                rest.replace_range(tag, "");
            }
            prop_assert!(!rest.contains(['<', '/', '>']), "{}", buffer.text());
        }
    }
}
