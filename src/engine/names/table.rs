//! The list of known names: how the press spells them, and what each can be part of.

use super::full_names::FullNames;
use super::key::{key_of, outline};
use super::learnt::{is_press_form, spelt};
use super::region::Region;
use super::romanize::romanize;
use super::spelling::Speller;
use super::words::is_foreign_shape;
use crate::engine::text::letters::{Letters, agree};
use std::collections::HashMap;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Given,
    Family,
    Place,
    /// A word of place names.
    Piece,
}

/// A known name or a word of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    pub spelling: String,
    pub part: Part,
    /// Also a common word.
    pub is_word: bool,
    /// The letters as the table writes them: رايت is not رأيت.
    written: Vec<char>,
}

/// Known names by their key.
#[derive(Debug, Default)]
pub struct NameTable {
    names: HashMap<String, Vec<Known>>,
    /// Names of five letters or more by their letters without ا, و, ي: spelling variants.
    outlines: HashMap<String, Vec<String>>,
    /// Persons in full.
    persons: FullNames,
    /// How the press of a region spells a name otherwise.
    regional: HashMap<(Region, String), String>,
}

#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error(
    "line {line} of the list of names is not: Arabic, tab, English, tab, \
     given|family|place|part|person|foreign|maghreb|egypt|gulf|iran"
)]
pub struct NameTableError {
    /// From 1.
    pub line: usize,
}

impl NameTable {
    /// Reads a table: Arabic, English, kind, and `word` for names that are common words too.
    /// Persons in full may have several spellings, parted by `|`.
    ///
    /// # Errors
    /// A line of another form.
    pub fn parse(text: &str) -> Result<Self, NameTableError> {
        let mut table = Self::default();
        for (at, line) in text.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let broken = NameTableError { line: at + 1 };
            let columns: Vec<&str> = line.trim_end().split('\t').collect();
            let [arabic, spelling, kind, rest @ ..] = columns.as_slice() else {
                return Err(broken);
            };
            if let "person" | "foreign" = *kind {
                table.persons.add(arabic, spelling, *kind == "foreign");
                continue;
            }
            if let Some(region) = region_named(kind) {
                let key = (region, key_of(arabic));
                table.regional.insert(key, (*spelling).to_owned());
                continue;
            }
            let part = match *kind {
                "given" => Part::Given,
                "family" => Part::Family,
                "place" => Part::Place,
                "part" => Part::Piece,
                _ => return Err(broken),
            };
            let is_word = rest.first() == Some(&"word");
            let written = Letters::new(&arabic.replace(' ', "")).written().to_vec();
            table.add(
                arabic,
                Known {
                    spelling: (*spelling).to_owned(),
                    part,
                    is_word,
                    written,
                },
            );
        }
        Ok(table)
    }

    fn add(&mut self, arabic: &str, known: Known) {
        let key = key_of(arabic);
        let outline = outline(&key);
        if key.chars().count() >= 5 && outline.chars().count() >= 3 && !key.starts_with("ال") {
            self.outlines.entry(outline).or_default().push(key.clone());
        }
        self.names.entry(key).or_default().push(known);
    }

    pub fn regional(&self, region: Region, written: &str) -> Option<&str> {
        if region == Region::Mashreq {
            return None;
        }
        let spelling = self.regional.get(&(region, key_of(written)))?;
        Some(spelling)
    }

    pub fn persons(&self) -> &FullNames {
        &self.persons
    }

    pub fn get(&self, key: &str) -> &[Known] {
        self.names.get(key).map_or(&[], Vec::as_slice)
    }

    /// The one known name from which this differs in one long vowel, with its key.
    pub fn variant(&self, key: &str) -> Option<(&str, &Known)> {
        let length = key.chars().count();
        if length < 5 {
            return None;
        }
        let same = self.outlines.get(&outline(key))?;
        let mut close = same.iter().filter(|other| {
            let other_length = other.chars().count();
            other_length.abs_diff(length) == 1 && (is_within(key, other) || is_within(other, key))
        });
        let only = close.next().filter(|_| close.next().is_none())?;
        Some((only, self.get(only).first()?))
    }

    /// A word that place names begin with: خان, كفر, دير.
    pub fn is_piece(&self, written: &str) -> bool {
        self.get(&key_of(written))
            .iter()
            .any(|known| known.part == Part::Piece)
    }

    /// The press spelling of a word of a place's name, and whether it is known.
    pub fn place_word(&self, written: &str) -> (String, bool) {
        let key = key_of(written);
        let known = self.get(&key).iter().min_by_key(|known| match known.part {
            Part::Place => 0,
            Part::Piece => 1,
            Part::Family => 2,
            Part::Given => 3,
        });
        if let Some(known) = known {
            return (known.spelling.clone(), true);
        }
        let places = Speller::shipped().places(written);
        match places.into_iter().next() {
            Some(place) if place.is_exact && is_press_form(&place) => (place.english, false),
            // The model knows the names of the world; Arab villages follow the rules.
            _ if !written.starts_with("ال") && is_foreign_shape(&key) => (spelt(written), false),
            _ => (romanize(written), false),
        }
    }
}

impl Known {
    /// Whether a text with this name's key can be it.
    pub fn is_spelt(&self, text: &str) -> bool {
        agree(
            &self.written,
            Letters::new(&text.replace(' ', "")).written(),
        )
    }
}

fn region_named(name: &str) -> Option<Region> {
    Some(match name {
        "maghreb" => Region::Maghreb,
        "egypt" => Region::Egypt,
        "gulf" => Region::Gulf,
        "iran" => Region::Iran,
        _ => return None,
    })
}

/// Whether the letters of one stand in the other in the same order.
fn is_within(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().all(|c| rest.any(|other| other == c))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHIPPED: &str = include_str!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/assets/names/people.tsv"
    ));

    #[test]
    fn the_shipped_table_is_well_formed() {
        let table = NameTable::parse(SHIPPED).unwrap();
        assert!(table.names.len() > 800, "{}", table.names.len());
        for (key, known) in &table.names {
            for name in known {
                let latin = |c: char| c.is_alphabetic() && !c.is_ascii();
                assert!(!name.spelling.contains(latin), "{key}: {}", name.spelling);
                assert!(!key.contains(|c: char| c.is_ascii_alphabetic()), "{key}");
            }
        }
        assert_eq!(
            table
                .variant(&key_of("مستورا"))
                .map(|(_, known)| known.spelling.as_str()),
            Some("Mistura")
        );
        assert_eq!(table.variant("باب"), None);
    }

    #[test]
    fn broken_lines_are_named() {
        assert_eq!(
            NameTable::parse("# ok\nمحمد\n").unwrap_err(),
            NameTableError { line: 2 }
        );
        assert_eq!(
            NameTable::parse("محمد\tMohammed\tname").unwrap_err(),
            NameTableError { line: 1 }
        );
    }
}
