//! Draws what stands for something else: chips of inline tags, symbols of invisible marks.

use super::text_engine::SetText;
use eframe::egui::{Align2, Color32, FontId, Painter, Pos2, Rect, Stroke, StrokeKind, pos2, vec2};
use std::ops::Range;
use turjuman::engine::model::TaggedText;
use turjuman::typeset::{Chip, InvisibleMark};

/// The part of a letter's size that labels on chips have, as the typeset room leaves room for it.
const LABEL: f32 = 0.72;
const SYMBOL: f32 = 0.42;

/// Colours of chips and symbols.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChipColors {
    pub fill: Color32,
    pub edge: Color32,
    pub ink: Color32,
}

/// The tags of a source as chips.
pub fn source_chips(source: &str) -> Vec<Chip> {
    chips_of(&TaggedText::read(source))
}

/// The tags of a target as chips: those that its source has.
pub fn target_chips(target: &str, source: &str) -> Vec<Chip> {
    if !source.contains('<') {
        return Vec::new();
    }
    chips_of(&TaggedText::read_like(target, &TaggedText::read(source)))
}

fn chips_of(text: &TaggedText) -> Vec<Chip> {
    let chip = |(range, tag): &(Range<usize>, turjuman::engine::model::Tag)| Chip {
        range: range.clone(),
        label: tag.label(),
    };
    text.tags().iter().map(chip).collect()
}

/// The chip of a tag in the form it has in the text, such as `</1>`.
pub(super) fn chip_at(text: &str, range: Range<usize>) -> Chip {
    let form = text.get(range.clone()).unwrap_or_default();
    let label = form
        .trim_start_matches('<')
        .trim_end_matches('>')
        .to_owned();
    Chip { range, label }
}

/// Draws the chips and symbols of a text that was set with them.
pub fn paint_chips(
    painter: &Painter,
    text: &SetText,
    origin: Pos2,
    chips: &[Chip],
    colors: ChipColors,
) {
    for placed in text.paragraph().chips() {
        let Some(chip) = chips.get(placed.index) else {
            continue;
        };
        let line = text.place(origin, placed.rect);
        let rect = chip_box(line, text.letter_size());
        let stroke = Stroke::new(1.0, colors.edge);
        painter.rect(rect, 3.0, colors.fill, stroke, StrokeKind::Inside);
        let font = FontId::proportional(text.letter_size() * LABEL);
        painter.text(
            rect.center(),
            Align2::CENTER_CENTER,
            &chip.label,
            font,
            colors.ink,
        );
    }
    for placed in text.paragraph().marks() {
        let rect = text.place(origin, placed.rect);
        let symbol = match placed.mark {
            InvisibleMark::NoBreakSpace | InvisibleMark::NarrowNoBreakSpace => "°",
            mark => mark.abbreviation(),
        };
        let font = FontId::proportional(text.letter_size() * SYMBOL);
        let place = pos2(rect.center().x, rect.center().y - text.letter_size() * 0.55);
        painter.text(place, Align2::CENTER_CENTER, symbol, font, colors.ink);
        if symbol != "°" {
            let foot = pos2(rect.center().x, rect.center().y + text.letter_size() * 0.35);
            let head = pos2(rect.center().x, rect.center().y - text.letter_size() * 0.3);
            painter.line_segment([head, foot], Stroke::new(1.0, colors.edge));
        }
    }
}

/// The box of a chip in the room that its line leaves.
fn chip_box(line: Rect, letters: f32) -> Rect {
    let height = (letters * 1.15).min(line.height());
    Rect::from_center_size(line.center(), vec2(line.width() - 2.0, height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_shows_only_tags_of_its_source() {
        let labels = |chips: Vec<Chip>| -> Vec<String> {
            chips.into_iter().map(|chip| chip.label).collect()
        };
        assert_eq!(
            labels(source_chips("قال <1>نعم</1><2/>")),
            ["1", "/1", "2/"]
        );
        assert_eq!(
            labels(target_chips("<1>yes</1> <3>", "<1>نعم</1>")),
            ["1", "/1"]
        );
        assert!(target_chips("<1>yes</1>", "نعم").is_empty());
        assert_eq!(chip_at("a</1>", 1..5).label, "/1");
    }
}
