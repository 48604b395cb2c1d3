//! Where the grid is scrolled to: a row and how much of it is above the edge. A document may be
//! millions of points long, which one `f32` cannot count; and nothing jumps when heights of rows
//! far away turn out to be other than guessed.

/// Room left under the last row.
const FOOT: f32 = 60.0;

#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Scroll {
    /// The first row in view.
    pub top: usize,
    /// How much of it is above the edge, in points.
    pub offset: f32,
}

/// The rows of a grid as scrolling sees them. Heights asked for are exact.
pub struct Rows<'a> {
    pub count: usize,
    pub height: &'a mut dyn FnMut(usize) -> f32,
    /// Height of the visible part.
    pub view: f32,
}

impl Scroll {
    /// Scrolls down by `points`, up if negative, within the document.
    pub fn by(&mut self, points: f32, rows: &mut Rows<'_>) {
        self.offset += points;
        self.settle(rows);
    }

    /// Brings row and offset into order, and the document into the view.
    pub fn settle(&mut self, rows: &mut Rows<'_>) {
        if rows.count == 0 {
            *self = Self::default();
            return;
        }
        if self.top >= rows.count {
            self.top = rows.count - 1;
            self.offset = 0.0;
        }
        self.normalise(rows);
        let missing = rows.view - FOOT - self.height_below(rows);
        if missing > 0.0 {
            self.offset -= missing;
            self.normalise(rows);
        }
        if self.top == 0 {
            self.offset = self.offset.max(0.0);
        }
    }

    fn normalise(&mut self, rows: &mut Rows<'_>) {
        while self.offset < 0.0 && self.top > 0 {
            self.top -= 1;
            self.offset += (rows.height)(self.top);
        }
        while self.top + 1 < rows.count {
            let height = (rows.height)(self.top);
            if self.offset < height {
                break;
            }
            self.offset -= height;
            self.top += 1;
        }
    }

    /// Height from the edge of the view to the end of the document, counted no further than the
    /// view is high.
    fn height_below(&self, rows: &mut Rows<'_>) -> f32 {
        let mut height = -self.offset;
        for row in self.top..rows.count {
            height += (rows.height)(row);
            if height >= rows.view {
                break;
            }
        }
        height
    }

    /// Scrolls as little as brings a row into view with some of its neighbours; a row higher than
    /// the view is shown from its top.
    pub fn reveal(&mut self, row: usize, rows: &mut Rows<'_>) {
        if row >= rows.count {
            return;
        }
        let height = (rows.height)(row);
        let margin = (rows.view * 0.2).min(((rows.view - height) / 2.0).max(0.0));
        let view = rows.view;
        let fills = |y: f32| y <= 0.0 && y + height >= view;
        match self.y_of(row, rows) {
            // All there is room for is in view already.
            Some(y) if fills(y) => return,
            Some(y) if y < margin => self.offset -= margin - y,
            Some(y) if height >= rows.view && y > margin => self.offset += y - margin,
            Some(y) if y + height > rows.view - margin => {
                self.offset += y + height - (rows.view - margin);
            }
            Some(_) => return,
            None => {
                self.offset = if row < self.top {
                    -margin
                } else {
                    -(rows.view - margin - height).max(0.0)
                };
                self.top = row;
            }
        }
        self.settle(rows);
    }

    /// Where a row begins below the edge of the view, if it is in view or directly above it.
    fn y_of(&self, row: usize, rows: &mut Rows<'_>) -> Option<f32> {
        if row < self.top {
            return None;
        }
        let mut y = -self.offset;
        for before in self.top..row {
            y += (rows.height)(before);
            if y > rows.view {
                return None;
            }
        }
        Some(y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn with_rows<R>(heights: &[f32], view: f32, act: impl FnOnce(&mut Rows<'_>) -> R) -> R {
        let mut height = |row: usize| heights[row];
        act(&mut Rows {
            count: heights.len(),
            height: &mut height,
            view,
        })
    }

    /// Distance of the view's edge from the top of the document.
    fn place(scroll: Scroll, heights: &[f32]) -> f32 {
        heights[..scroll.top].iter().sum::<f32>() + scroll.offset
    }

    proptest! {
        #[test]
        fn scrolling_moves_by_what_was_asked_within_the_document(
            heights in prop::collection::vec(20.0f32..300.0, 1..60),
            steps in prop::collection::vec(-900.0f32..900.0, 1..20),
        ) {
            let total: f32 = heights.iter().sum();
            let most = (total + FOOT - 500.0).max(0.0);
            with_rows(&heights, 500.0, |rows| {
                let mut scroll = Scroll::default();
                let mut expected = 0.0f32;
                for step in steps {
                    scroll.by(step, rows);
                    expected = (expected + step).clamp(0.0, most);
                    let found = place(scroll, &heights);
                    prop_assert!((found - expected).abs() < 0.5, "{found} is not {expected}");
                    prop_assert!(scroll.offset >= 0.0);
                }
                Ok(())
            })?;
        }

        #[test]
        fn a_revealed_row_is_in_view(
            heights in prop::collection::vec(20.0f32..300.0, 1..200),
            from in 0usize..200,
            to in 0usize..200,
        ) {
            let (from, to) = (from % heights.len(), to % heights.len());
            with_rows(&heights, 500.0, |rows| {
                let mut scroll = Scroll { top: from, offset: 0.0 };
                scroll.settle(rows);
                scroll.reveal(to, rows);
                let y = heights[..to].iter().sum::<f32>() - place(scroll, &heights);
                prop_assert!(y >= -0.5 && y + heights[to] <= 500.5, "row at {y}");
                Ok(())
            })?;
        }
    }

    #[test]
    fn a_row_in_the_middle_of_the_view_does_not_move() {
        let heights = [100.0; 50];
        with_rows(&heights, 500.0, |rows| {
            let mut scroll = Scroll {
                top: 10,
                offset: 30.0,
            };
            scroll.reveal(12, rows);
            assert_eq!(
                scroll,
                Scroll {
                    top: 10,
                    offset: 30.0
                }
            );
        });
    }

    #[test]
    fn a_row_higher_than_the_view_is_shown_from_its_top() {
        let heights = [100.0, 2_000.0, 100.0];
        let revealed = |top, offset| {
            with_rows(&heights, 500.0, |rows| {
                let mut scroll = Scroll { top, offset };
                scroll.reveal(1, rows);
                place(scroll, &heights)
            })
        };
        assert_eq!(revealed(0, 0.0), 100.0);
        assert_eq!(revealed(2, 0.0), 100.0);
        assert_eq!(revealed(1, 0.0), 100.0);
        // In the middle of the row nothing jumps away from under the pointer.
        assert_eq!(revealed(1, 700.0), 800.0);
    }

    #[test]
    fn an_empty_document_has_no_place() {
        with_rows(&[], 500.0, |rows| {
            let mut scroll = Scroll {
                top: 7,
                offset: 3.0,
            };
            scroll.settle(rows);
            assert_eq!(scroll, Scroll::default());
        });
    }
}
