//! The tagger: how likely each Latin chunk is for an Arabic letter in its word.
//!
//! A network of two hidden layers. It sees four letters before and five behind, and the chunks
//! written for the last three letters. Trained by `tests/scripts/train_spellings.rs`.

use super::alphabet::OUTSIDE;
use super::bytes::Reader;

/// Letters seen before the one that is written.
const BEFORE: usize = 4;
/// Letters seen in all.
const WINDOW: usize = 10;
/// Numbers of letters, with the one for what lies outside.
const LETTERS: usize = OUTSIDE as usize + 1;
/// Chunks seen before the one that is written.
pub const MEMORY: usize = 3;

/// The chunks written last, the latest first.
pub type History = [u16; MEMORY];

/// A layer's weights, one row for each thing that may stand before it.
#[derive(Debug, Default)]
struct Rows {
    width: usize,
    weights: Vec<f32>,
}

impl Rows {
    /// Rows of one byte a weight, each with the size of its step.
    fn read(reader: &mut Reader, count: usize, width: usize) -> Option<Self> {
        let mut weights = Vec::with_capacity(count.saturating_mul(width).min(1 << 22));
        for _ in 0..count {
            let step = reader.real()?;
            let row = reader.bytes(width)?;
            weights.extend(row.iter().map(|byte| f32::from(byte.cast_signed()) * step));
        }
        Some(Self { width, weights })
    }

    fn row(&self, at: usize) -> &[f32] {
        self.weights
            .get(at * self.width..(at + 1) * self.width)
            .unwrap_or_default()
    }
}

#[derive(Debug, Default)]
pub struct Network {
    chunks: Vec<Vec<u8>>,
    /// The chunks that each letter may become.
    outputs: Vec<Vec<u16>>,
    letters: Rows,
    history: Rows,
    hidden: Rows,
    output: Rows,
    letter_bias: Vec<f32>,
    hidden_bias: Vec<f32>,
    output_bias: Vec<f32>,
}

/// What the network works in, kept from one letter to the next.
#[derive(Debug, Default)]
pub struct Scratch {
    base: Vec<f32>,
    first: Vec<f32>,
    second: Vec<f32>,
}

impl Network {
    pub fn read(reader: &mut Reader) -> Option<Self> {
        let (first, second, count) = (reader.short()?, reader.short()?, reader.short()?);
        let mut chunks = Vec::with_capacity(count);
        for _ in 0..count {
            let length = usize::from(reader.byte()?);
            chunks.push(reader.bytes(length)?.to_vec());
        }
        let mut outputs = Vec::with_capacity(LETTERS);
        for _ in 0..LETTERS {
            let size = reader.short()?;
            let mut row = Vec::with_capacity(size);
            for _ in 0..size {
                let chunk = reader.short().filter(|&chunk| chunk < count)?;
                row.push(u16::try_from(chunk).ok()?);
            }
            outputs.push(row);
        }
        let letters = Rows::read(reader, WINDOW * LETTERS, first)?;
        let history = Rows::read(reader, MEMORY * count, first)?;
        let hidden = Rows::read(reader, first, second)?;
        let output = Rows::read(reader, count, second)?;
        let mut reals = |count| {
            (0..count)
                .map(|_| reader.real())
                .collect::<Option<Vec<_>>>()
        };
        Some(Self {
            letter_bias: reals(first)?,
            hidden_bias: reals(second)?,
            output_bias: reals(count)?,
            chunks,
            outputs,
            letters,
            history,
            hidden,
            output,
        })
    }

    pub fn chunk(&self, at: u16) -> &[u8] {
        self.chunks.get(usize::from(at)).map_or(&[], Vec::as_slice)
    }

    pub fn outputs(&self, letter: u8) -> &[u16] {
        self.outputs
            .get(usize::from(letter))
            .map_or(&[], Vec::as_slice)
    }

    /// What all histories share at a place of a word; before [`Network::chances`].
    pub fn look(&self, word: &[u8], at: usize, scratch: &mut Scratch) {
        scratch.base.clone_from(&self.letter_bias);
        for place in 0..WINDOW {
            let letter = match (at + place).checked_sub(BEFORE) {
                None => 0,
                Some(seen) => word.get(seen).copied().unwrap_or(OUTSIDE),
            };
            add(
                &mut scratch.base,
                self.letters.row(place * LETTERS + usize::from(letter)),
            );
        }
    }

    /// The logarithms of the chances of the letter's [`Network::outputs`].
    pub fn chances(&self, letter: u8, history: History, scratch: &mut Scratch) -> Vec<f32> {
        scratch.first.clone_from(&scratch.base);
        for (place, chunk) in history.iter().enumerate() {
            let row = place * self.chunks.len() + usize::from(*chunk);
            add(&mut scratch.first, self.history.row(row));
        }
        scratch.second.clone_from(&self.hidden_bias);
        for (at, &unit) in scratch.first.iter().enumerate() {
            if unit > 0.0 {
                add_times(&mut scratch.second, self.hidden.row(at), unit);
            }
        }
        for unit in &mut scratch.second {
            *unit = unit.max(0.0);
        }
        let mut chances: Vec<f32> = self
            .outputs(letter)
            .iter()
            .map(|&chunk| {
                let chunk = usize::from(chunk);
                let bias = self.output_bias.get(chunk).copied().unwrap_or_default();
                bias + product(self.output.row(chunk), &scratch.second)
            })
            .collect();
        let highest = chances.iter().copied().fold(f32::MIN, f32::max);
        let total: f32 = chances.iter().map(|chance| (chance - highest).exp()).sum();
        let whole = highest + total.ln();
        chances.iter_mut().for_each(|chance| *chance -= whole);
        chances
    }
}

fn add(sum: &mut [f32], row: &[f32]) {
    sum.iter_mut().zip(row).for_each(|(sum, more)| *sum += more);
}

fn add_times(sum: &mut [f32], row: &[f32], times: f32) {
    let pairs = sum.iter_mut().zip(row);
    pairs.for_each(|(sum, more)| *sum += more * times);
}

/// The product of two rows, summed in eight lanes.
fn product(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0f32; 8];
    let (a_eights, a_rest) = a.as_chunks::<8>();
    let (b_eights, b_rest) = b.as_chunks::<8>();
    for (a, b) in a_eights.iter().zip(b_eights) {
        for lane in 0..8 {
            lanes[lane] += a[lane] * b[lane];
        }
    }
    let rest: f32 = a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum();
    lanes.iter().sum::<f32>() + rest
}
