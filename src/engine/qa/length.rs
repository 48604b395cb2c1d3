//! How long a translation is beside its source.

use crate::engine::text::normalize::{is_arabic_mark, is_invisible};

/// Below this length, in characters, a text says nothing about the ratio.
const SHORTEST: usize = 25;
/// Pairs after which the ratio is the memory's own.
const ENOUGH: u32 = 200;
/// How far from the mean, in standard deviations of the logarithm, a pair may lie.
const TOLERANCE: f64 = 4.0;

/// The length of targets beside their sources, learnt from confirmed pairs.
#[derive(Debug, Clone, Default)]
pub struct LengthRatio {
    pairs: u32,
    sum: f64,
    squares: f64,
}

impl LengthRatio {
    /// Takes a confirmed pair into account.
    pub fn learn(&mut self, source: &str, target: &str) {
        if let Some(ratio) = ratio(source, target) {
            let log = ratio.ln();
            self.pairs += 1;
            self.sum += log;
            self.squares += log * log;
        }
    }

    /// The least and the largest ratio that is not remarkable.
    pub fn bounds(&self) -> (f64, f64) {
        const UNLEARNT: (f64, f64) = (0.6, 2.0);
        if self.pairs < ENOUGH {
            return UNLEARNT;
        }
        let n = f64::from(self.pairs);
        let mean = self.sum / n;
        let deviation = (self.squares / n - mean * mean).max(0.0).sqrt();
        let (low, high) = (
            (mean - TOLERANCE * deviation).exp(),
            (mean + TOLERANCE * deviation).exp(),
        );
        // A uniform memory must not make the check narrower than the language pair is.
        (low.min(0.7), high.max(1.9))
    }
}

/// Characters of the target for each of the source; `None` where the texts are too short.
pub fn ratio(source: &str, target: &str) -> Option<f64> {
    let source = length(source);
    let target = length(target);
    (source >= SHORTEST && target > 0).then(|| target as f64 / source as f64)
}

/// In characters that take room.
fn length(text: &str) -> usize {
    let counts = |c: &char| !is_arabic_mark(*c) && !is_invisible(*c);
    text.trim().chars().filter(counts).count()
}
