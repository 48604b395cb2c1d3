//! What a screen reader is told of a text that is edited: its runs, the selection and the caret.

use super::text_engine::SetText;
use eframe::egui::accesskit::{Rect as NodeRect, Role, TextDirection, TextPosition};
use eframe::egui::{Id, Pos2, Rect, Sense, Ui, UiBuilder, accesskit};
use turjuman::typeset::{SpokenRun, TextSelection};
use unicode_segmentation::UnicodeSegmentation as _;

/// Adds the runs of a text under the node of its widget. Does nothing, and costs nothing, while
/// no assistive technology listens.
pub(super) fn tell(
    ui: &mut Ui,
    id: Id,
    text: &str,
    set: &SetText,
    origin: Pos2,
    selection: TextSelection,
) {
    let is_heard = ui.ctx().accesskit_node_builder(id, |_| ()).is_some();
    if !is_heard {
        return;
    }
    let runs = set.paragraph().spoken_runs();
    let builder = UiBuilder::new()
        .id_salt((id, "runs"))
        .accessibility_parent(id)
        .max_rect(ui.max_rect());
    let child = ui.new_child(builder);
    let scale = ui.ctx().pixels_per_point();
    for (at, run) in runs.iter().enumerate() {
        let rect = set.place(origin, run.rect);
        // An interaction gives the node its place under the widget.
        let _ = child.interact(rect, run_id(id, at), Sense::hover());
        let beside = |at: usize| {
            let neighbour = runs.get(at).filter(|other| other.line == run.line);
            neighbour.map(|_| run_id(id, at).accesskit_id())
        };
        let (previous, next) = (at.checked_sub(1).and_then(beside), beside(at + 1));
        let value = text.get(run.range.clone()).unwrap_or_default().to_owned();
        ui.ctx().accesskit_node_builder(run_id(id, at), |node| {
            if let Some(previous) = previous {
                node.set_previous_on_line(previous);
            }
            if let Some(next) = next {
                node.set_next_on_line(next);
            }
            describe(node, run, value, rect, scale);
        });
    }
    let position = |byte: usize| position_of(&runs, id, byte);
    if let (Some(anchor), Some(focus)) = (position(selection.anchor), position(selection.focus)) {
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_text_selection(accesskit::TextSelection { anchor, focus });
        });
    }
}

fn run_id(id: Id, at: usize) -> Id {
    id.with(("run", at))
}

fn describe(
    node: &mut accesskit::Node,
    run: &SpokenRun,
    value: String,
    rect: Rect,
    pixels_per_point: f32,
) {
    node.set_role(Role::TextRun);
    node.set_text_direction(if run.rtl {
        TextDirection::RightToLeft
    } else {
        TextDirection::LeftToRight
    });
    node.set_bounds(NodeRect {
        x0: rect.min.x.into(),
        y0: rect.min.y.into(),
        x1: rect.max.x.into(),
        y1: rect.max.y.into(),
    });
    let points = |pixels: f32| pixels / pixels_per_point;
    let letters = run.letters.iter();
    node.set_character_lengths(letters.clone().map(|l| l.len).collect::<Vec<u8>>());
    node.set_character_positions(
        letters
            .clone()
            .map(|l| points(l.from_start))
            .collect::<Vec<f32>>(),
    );
    node.set_character_widths(letters.map(|l| points(l.width)).collect::<Vec<f32>>());
    node.set_word_starts(word_starts(run, &value));
    node.set_value(value);
}

/// The letters at which words begin.
fn word_starts(run: &SpokenRun, value: &str) -> Vec<u8> {
    value
        .unicode_word_indices()
        .map(|(byte, _)| run.letter_of(run.range.start + byte))
        .filter_map(|letter| u8::try_from(letter).ok())
        .collect()
}

/// The run and letter of a byte; at the seam of two runs it is the first letter of the second.
fn position_of(runs: &[SpokenRun], id: Id, byte: usize) -> Option<TextPosition> {
    let holds = |run: &SpokenRun| run.range.contains(&byte);
    let at = runs
        .iter()
        .position(holds)
        .or_else(|| runs.len().checked_sub(1))?;
    Some(TextPosition {
        node: run_id(id, at).accesskit_id(),
        character_index: runs.get(at)?.letter_of(byte),
    })
}

/// The byte of a run and letter, the inverse of where a caret was told to be.
pub(super) fn byte_of(runs: &[SpokenRun], id: Id, position: &TextPosition) -> Option<usize> {
    let at = (0..runs.len()).find(|at| run_id(id, *at).accesskit_id() == position.node)?;
    let run = runs.get(at)?;
    let before = run.letters.iter().take(position.character_index);
    Some(run.range.start + before.map(|letter| usize::from(letter.len)).sum::<usize>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use turjuman::typeset::{SpokenLetter, TextRect};

    fn run(range: std::ops::Range<usize>, lens: &[u8]) -> SpokenRun {
        SpokenRun {
            range,
            line: 0,
            rtl: false,
            rect: TextRect {
                left: 0.0,
                right: 9.0,
                top: 0.0,
                bottom: 9.0,
            },
            letters: lens
                .iter()
                .map(|&len| SpokenLetter {
                    len,
                    from_start: 0.0,
                    width: 1.0,
                })
                .collect(),
        }
    }

    #[test]
    fn words_and_carets_are_counted_in_letters() {
        let text = "قال he";
        let runs = [run(0..7, &[2, 2, 2, 1]), run(7..9, &[1, 1])];
        let id = Id::unique("editor");
        assert_eq!(word_starts(&runs[0], &text[0..7]), [0]);
        let place = |byte| {
            let found = position_of(&runs, id, byte).unwrap();
            let run = (0..2).find(|at| run_id(id, *at).accesskit_id() == found.node);
            (run.unwrap(), found.character_index)
        };
        assert_eq!(
            [place(0), place(4), place(7), place(9)],
            [(0, 0), (0, 2), (1, 0), (1, 2)]
        );
        for byte in [0, 2, 4, 6, 7, 8, 9] {
            let position = position_of(&runs, id, byte).unwrap();
            assert_eq!(byte_of(&runs, id, &position), Some(byte));
        }
        assert_eq!(position_of(&[], Id::unique("x"), 0), None);
    }
}
