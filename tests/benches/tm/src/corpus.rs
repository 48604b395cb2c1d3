//! Units and queries made by rule: words of Zipf-like frequency, a third near-duplicates.

use std::fs::File;
use std::io::{BufWriter, Result, Write};
use std::path::Path;

/// Xorshift: the same corpus each time.
pub struct Numbers(u64);

impl Numbers {
    pub fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % most.max(1)
    }

    /// One of 65,000 words; each halving of the rank is as likely as the next.
    fn word(&mut self) -> String {
        let spread = 1 + self.below(16);
        let rank = self.below(1 << spread);
        if self.below(20) == 0 {
            return rank.to_string();
        }
        let letters: Vec<char> = "بتثجحخدذرزسشصضطعغفقمنهي".chars().collect();
        let letter = |power: u32| letters[rank / letters.len().pow(power) % letters.len()];
        let stem: String = (0..4).map(letter).collect();
        let article = if rank % 3 == 0 { "ال" } else { "" };
        format!("{article}{stem}")
    }

    fn sentence(&mut self) -> Vec<String> {
        let length = 4 + self.below(13) + self.below(13);
        (0..length).map(|_| self.word()).collect()
    }

    /// The words with up to a third of them replaced, dropped or doubled.
    fn changed(&mut self, mut words: Vec<String>) -> Vec<String> {
        for _ in 0..=self.below(words.len() / 3 + 1) {
            let at = self.below(words.len());
            match self.below(4) {
                0 if words.len() > 1 => drop(words.remove(at)),
                1 => words.insert(at, self.word()),
                _ => words[at] = self.word(),
            }
        }
        words
    }
}

/// The sources of so many units, and 200 queries: half of them are like a unit.
pub fn corpus(units: usize) -> (Vec<String>, Vec<String>) {
    let mut numbers = Numbers::new(0x9E37_79B9_7F4A_7C15);
    let mut sources: Vec<String> = Vec::with_capacity(units);
    for _ in 0..units {
        let like =
            (sources.len() > 100 && numbers.below(3) == 0).then(|| numbers.below(sources.len()));
        sources.push(similar(&mut numbers, like.map(|at| &*sources[at])));
    }
    let queries = (0..200).map(|n| {
        let like = (n % 2 == 0).then(|| numbers.below(sources.len()));
        similar(&mut numbers, like.map(|at| &*sources[at]))
    });
    let queries = queries.collect();
    (sources, queries)
}

fn similar(numbers: &mut Numbers, like: Option<&str>) -> String {
    let words = match like {
        Some(text) => numbers.changed(text.split(' ').map(str::to_owned).collect()),
        None => numbers.sentence(),
    };
    words.join(" ")
}

/// Writes the units with targets of about the same length.
pub fn write_tmx(path: &Path, sources: &[String]) -> Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    write!(out, "<tmx version=\"1.4\"><header srclang=\"ar\"/><body>")?;
    for (n, source) in sources.iter().enumerate() {
        let target = target(n, source);
        writeln!(
            out,
            "<tu><tuv xml:lang=\"ar\"><seg>{source}</seg></tuv>\
             <tuv xml:lang=\"en\"><seg>{target}</seg></tuv></tu>"
        )?;
    }
    write!(out, "</body></tmx>")?;
    out.flush()
}

pub fn target(n: usize, source: &str) -> String {
    format!("Target {n} {}", "word ".repeat(source.split(' ').count()))
}
