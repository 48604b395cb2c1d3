//! What of a TMX file could not be taken over as it is.

use super::count::Count;
use crate::engine::model::Warning;

/// Counts by kind, with the first name where names are told.
#[derive(Debug, Default)]
pub struct Losses {
    pub skipped: Count,
    pub pairs: Count,
    pub codes: Count,
    pub illegal: Count,
    pub undefined: Count,
    pub undefined_name: String,
    pub dates: Count,
    pub moved: Count,
    pub left_out: Count,
    pub elements: Count,
    pub element_name: String,
}

impl Losses {
    pub fn warnings(&self) -> Vec<Warning> {
        let mut warnings = Vec::new();
        let undefined = format!(
            "could not be resolved and stayed as written: &{};",
            self.undefined_name
        );
        let elements = format!("as a memory has no place for them: <{}>", self.element_name);
        for (count, one, many, rest) in [
            (
                &self.skipped,
                "unit was",
                "units were",
                "skipped: no text in Arabic and English",
            ),
            (
                &self.pairs,
                "unit has",
                "units have",
                "so many variants that not every pair of them was taken",
            ),
            (
                &self.codes,
                "unit has",
                "units have",
                "so many inline codes that some were left out; the text around them was kept",
            ),
            (&self.undefined, "entity", "entities", &undefined),
            (
                &self.illegal,
                "text had",
                "texts had",
                "control characters, which were left out",
            ),
            (
                &self.dates,
                "unit has",
                "units have",
                "a date that cannot be read; it stays as written",
            ),
            (
                &self.moved,
                "attribute was",
                "attributes were",
                "kept as properties, since TMX does not have them",
            ),
            (
                &self.left_out,
                "note, property or segment had",
                "notes, properties or segments had",
                "attributes that TMX does not have; these were left out",
            ),
            (
                &self.elements,
                "element was left out,",
                "elements were left out,",
                &elements,
            ),
        ] {
            count.warn(&mut warnings, one, many, rest);
        }
        warnings
    }
}
