//! How much of a project is new, by bands of match rates, as offers and invoices count it.

use super::words;
use crate::engine::model::MatchRate;
use std::collections::BTreeMap;
use std::ops::AddAssign;

/// What a segment is to its translator, the least work first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Band {
    /// Said before in the same document.
    Repetition,
    /// Said before in an earlier document.
    AcrossFiles,
    /// An exact match in the same place.
    Context,
    Exact,
    From95,
    From85,
    From75,
    From50,
    NoMatch,
}

impl Band {
    pub const ALL: [Self; 9] = [
        Self::Repetition,
        Self::AcrossFiles,
        Self::Context,
        Self::Exact,
        Self::From95,
        Self::From85,
        Self::From75,
        Self::From50,
        Self::NoMatch,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Repetition => "Repetitions",
            Self::AcrossFiles => "Repetitions across files",
            Self::Context => "101 %",
            Self::Exact => "100 %",
            Self::From95 => "95–99 %",
            Self::From85 => "85–94 %",
            Self::From75 => "75–84 %",
            Self::From50 => "50–74 %",
            Self::NoMatch => "No match",
        }
    }

    /// The band of the best match of a segment.
    pub fn of(rate: Option<MatchRate>) -> Self {
        let bands = [
            (101.0, Self::Context),
            (100.0, Self::Exact),
            (95.0, Self::From95),
            (85.0, Self::From85),
            (75.0, Self::From75),
            (50.0, Self::From50),
        ];
        let found = bands
            .into_iter()
            .find(|(from, _)| rate.is_some_and(|rate| rate >= MatchRate::new(*from)));
        found.map_or(Self::NoMatch, |(_, band)| band)
    }
}

/// How much text there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Amount {
    pub segments: u64,
    pub words: u64,
    pub characters: u64,
    pub characters_without_spaces: u64,
}

impl Amount {
    pub fn of(source: &str) -> Self {
        let spaces = source.chars().filter(|c| c.is_whitespace()).count();
        let characters = source.chars().count();
        Self {
            segments: 1,
            words: words(source),
            characters: characters as u64,
            characters_without_spaces: (characters - spaces) as u64,
        }
    }
}

impl AddAssign for Amount {
    fn add_assign(&mut self, other: Self) {
        self.segments += other.segments;
        self.words += other.words;
        self.characters += other.characters;
        self.characters_without_spaces += other.characters_without_spaces;
    }
}

/// The bands of a document, or of all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FileAnalysis {
    pub name: String,
    bands: BTreeMap<Band, Amount>,
}

impl FileAnalysis {
    pub fn new(name: String) -> Self {
        Self {
            name,
            bands: BTreeMap::new(),
        }
    }

    pub fn add(&mut self, band: Band, amount: Amount) {
        *self.bands.entry(band).or_default() += amount;
    }

    pub fn band(&self, band: Band) -> Amount {
        self.bands.get(&band).copied().unwrap_or_default()
    }

    pub fn total(&self) -> Amount {
        let mut total = Amount::default();
        for amount in self.bands.values() {
            total += *amount;
        }
        total
    }
}

/// The analysis of a project.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Analysis {
    pub project: String,
    pub files: Vec<FileAnalysis>,
}

impl Analysis {
    /// All documents together.
    pub fn total(&self) -> FileAnalysis {
        let mut total = FileAnalysis::new("All documents".to_owned());
        for file in &self.files {
            for (band, amount) in &file.bands {
                total.add(*band, *amount);
            }
        }
        total
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_fall_into_bands() {
        for (rate, band) in [
            (None, Band::NoMatch),
            (Some(49.9), Band::NoMatch),
            (Some(50.0), Band::From50),
            (Some(84.9), Band::From75),
            (Some(99.0), Band::From95),
            (Some(100.0), Band::Exact),
            (Some(101.0), Band::Context),
        ] {
            assert_eq!(Band::of(rate.map(MatchRate::new)), band, "{rate:?}");
        }
    }

    #[test]
    fn amounts_count_what_users_count() {
        let amount = Amount::of("وصل 12 جنديا، أمس.");
        assert_eq!(
            (
                amount.words,
                amount.characters,
                amount.characters_without_spaces
            ),
            (4, 18, 15)
        );
    }
}
