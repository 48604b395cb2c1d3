//! Heights of rows that are not on the screen, laid out off the UI thread.

use super::Documents;
use super::command::Event;
use crate::jobs::Ticket;
use crate::typeset::{Chip, Extras, Fonts, ParagraphStyle, Typesetter};
use crate::workspace::core::{Core, Slot, WorkspaceError};

const MEASURE: Slot = Slot::quiet("measure rows");

/// A text as a row shows it; sizes in pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct TextToMeasure {
    pub text: String,
    pub style: ParagraphStyle,
    pub width: f32,
    /// Tags shown as chips.
    pub chips: Vec<Chip>,
    /// Whether invisible marks have symbols.
    pub marks: bool,
}

/// Rows whose heights are wanted.
#[derive(Clone)]
pub struct RowsToMeasure {
    pub fonts: Fonts,
    /// Comes back with the answer, so that one for an older layout is known as such.
    pub stamp: u64,
    pub first_row: usize,
    /// Source and target of each row.
    pub rows: Vec<[TextToMeasure; 2]>,
}

impl std::fmt::Debug for RowsToMeasure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RowsToMeasure")
            .field("stamp", &self.stamp)
            .field("first_row", &self.first_row)
            .field("rows", &self.rows)
            .finish_non_exhaustive()
    }
}

/// The fonts are those of the stamp.
impl PartialEq for RowsToMeasure {
    fn eq(&self, other: &Self) -> bool {
        (self.stamp, self.first_row) == (other.stamp, other.first_row) && self.rows == other.rows
    }
}

/// Heights of source and target of each row, in pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasuredRows {
    pub stamp: u64,
    pub first_row: usize,
    pub heights: Vec<[f32; 2]>,
}

impl RowsToMeasure {
    fn measure(self, is_cancelled: impl Fn() -> bool) -> MeasuredRows {
        let mut typesetter = Typesetter::new(&self.fonts);
        let mut height = |t: &TextToMeasure| {
            let extras = Extras {
                chips: &t.chips,
                marks: t.marks,
                ..Extras::default()
            };
            let set = typesetter.lay_out_with(&t.text, 0, &t.style, Some(t.width), &extras);
            set.height()
        };
        let heights = self
            .rows
            .iter()
            .take_while(|_| !is_cancelled())
            .map(|[source, target]| [height(source), height(target)])
            .collect();
        MeasuredRows {
            stamp: self.stamp,
            first_row: self.first_row,
            heights,
        }
    }
}

impl Documents {
    /// Lays rows out in the background.
    pub(in crate::workspace) fn measure_rows(core: &mut Core, request: RowsToMeasure) {
        let work = |ticket: &Ticket| {
            let measured = request.measure(|| ticket.is_cancelled());
            Ok::<_, WorkspaceError>(Event::RowsMeasured(measured))
        };
        core.spawn(MEASURE, work, |workspace, measured| {
            workspace.core.finish(measured);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typeset::{Direction, Face};

    #[test]
    fn rows_are_as_high_as_when_they_are_laid_out_to_be_shown() {
        let fonts = Fonts::shipped();
        let style = ParagraphStyle::new(Face::Arabic, 19.0, 1.8, Direction::RightToLeft);
        let text = |text: &str| TextToMeasure {
            text: text.to_owned(),
            style,
            width: 120.0,
            chips: Vec::new(),
            marks: false,
        };
        let long = "قال الوزير إن الهدنة صمدت ".repeat(9);
        let rows = RowsToMeasure {
            fonts: fonts.clone(),
            stamp: 3,
            first_row: 40,
            rows: vec![[text("الهدنة"), text("")], [text(&long), text("truce")]],
        };
        let measured = rows.measure(|| false);
        let mut typesetter = Typesetter::new(&fonts);
        let mut shown = |text: &str| typesetter.lay_out(text, &style, Some(120.0), &[]).height();
        assert_eq!((measured.stamp, measured.first_row), (3, 40));
        let expected = vec![[shown("الهدنة"), shown("")], [shown(&long), shown("truce")]];
        assert!(expected[1][0] > 3.0 * expected[0][0]);
        assert_eq!(measured.heights, expected);
    }
}
