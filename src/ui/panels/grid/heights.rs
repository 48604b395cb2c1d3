//! The heights of all rows: guesses at first, exact where a row was shown.

use std::ops::Range;

/// Rows summed up together, so that places in a long document are found fast.
const BLOCK: usize = 256;

#[derive(Debug, Default)]
pub struct RowHeights {
    rows: Vec<f32>,
    /// Rows whose height is still a guess, one flag a row, and how many they are.
    guessed: Vec<bool>,
    guesses: usize,
    /// The sum of each block of [`BLOCK`] rows, in `f64`: a long document is millions of points.
    blocks: Vec<f64>,
}

impl RowHeights {
    pub fn reset(&mut self, guesses: impl Iterator<Item = f32>) {
        self.rows.clear();
        self.rows.extend(guesses);
        self.guesses = self.rows.len();
        self.guessed.clear();
        self.guessed.resize(self.guesses, true);
        let sum = |rows: &[f32]| rows.iter().copied().map(f64::from).sum();
        self.blocks = self.rows.chunks(BLOCK).map(sum).collect();
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn set(&mut self, row: usize, height: f32) {
        let Some(known) = self.rows.get_mut(row) else {
            return;
        };
        let change = f64::from(height) - f64::from(*known);
        *known = height;
        if let Some(guessed) = self.guessed.get_mut(row) {
            self.guesses -= usize::from(std::mem::take(guessed));
        }
        if let Some(block) = self.blocks.get_mut(row / BLOCK) {
            *block += change;
        }
    }

    /// The next rows that are but guessed, from a row on and then from the first; at most `most`.
    pub fn next_guesses(&self, from: usize, most: usize) -> Option<Range<usize>> {
        if self.guesses == 0 {
            return None;
        }
        let from = from.min(self.guessed.len());
        let (before, after) = self.guessed.split_at(from);
        let first = |rows: &[bool]| rows.iter().position(|guessed| *guessed);
        let start = first(after).map(|at| from + at).or_else(|| first(before))?;
        let run = self.guessed.get(start..).unwrap_or_default().iter();
        let count = run.take(most).take_while(|guessed| **guessed).count();
        Some(start..start + count)
    }

    pub fn total(&self) -> f64 {
        self.blocks.iter().sum()
    }

    /// Distance of a row's top from the top of the first.
    pub fn top_of(&self, row: usize) -> f64 {
        let row = row.min(self.rows.len());
        let block = row / BLOCK;
        let whole: f64 = self.blocks.iter().take(block).sum();
        let rest = self.rows.get(block * BLOCK..row).unwrap_or_default();
        whole + rest.iter().copied().map(f64::from).sum::<f64>()
    }

    /// The row at a distance from the top, and how far into it that is.
    pub fn row_at(&self, y: f64) -> (usize, f32) {
        let mut left = y.max(0.0);
        let mut row = 0;
        for block in &self.blocks {
            if left < *block {
                break;
            }
            left -= block;
            row += BLOCK;
        }
        for height in self.rows.get(row..).unwrap_or_default() {
            if left < f64::from(*height) {
                return (row, left as f32);
            }
            left -= f64::from(*height);
            row += 1;
        }
        let last = self.rows.len().saturating_sub(1);
        (last, self.rows.last().copied().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn places_and_rows_agree(
            heights in prop::collection::vec(1.0f32..200.0, 1..1500),
            changes in prop::collection::vec((0usize..1500, 1.0f32..200.0), 0..40),
            pick in 0usize..1500,
        ) {
            let mut rows = RowHeights::default();
            rows.reset(heights.iter().copied());
            let mut plain = heights;
            for (row, height) in changes {
                rows.set(row, height);
                if let Some(known) = plain.get_mut(row) {
                    *known = height;
                }
            }
            let sum = |rows: &[f32]| rows.iter().copied().map(f64::from).sum::<f64>();
            prop_assert!((rows.total() - sum(&plain)).abs() < 1e-3);
            let row = pick % plain.len();
            prop_assert!((rows.top_of(row) - sum(&plain[..row])).abs() < 1e-3);
            let middle = rows.top_of(row) + f64::from(plain[row]) / 2.0;
            let (found, inside) = rows.row_at(middle);
            prop_assert_eq!(found, row);
            prop_assert!((inside - plain[row] / 2.0).abs() < 1e-2);
        }
    }

    #[test]
    fn guesses_are_met_from_the_view_on_and_each_once() {
        let mut rows = RowHeights::default();
        assert_eq!(rows.next_guesses(0, 10), None);
        rows.reset([1.0; 10].into_iter());
        rows.set(4, 20.0);
        let mut met = Vec::new();
        while let Some(range) = rows.next_guesses(3, 4) {
            met.push(range.clone());
            range.for_each(|row| rows.set(row, 2.0));
        }
        assert_eq!(met, [3..4, 5..9, 9..10, 0..3]);
        assert!((rows.total() - 38.0).abs() < 1e-9);
    }

    #[test]
    fn places_outside_are_the_ends() {
        let mut rows = RowHeights::default();
        assert_eq!(rows.row_at(10.0), (0, 0.0));
        rows.reset([10.0, 20.0].into_iter());
        assert_eq!(rows.row_at(-5.0), (0, 0.0));
        assert_eq!(rows.row_at(1e9), (1, 20.0));
        assert!((rows.top_of(99) - 30.0).abs() < 1e-9);
    }
}
