//! Termbases, terms and their past, read.

use super::entries::PlacedTerm;
use super::history::{self, TermPast};
use super::termbases::{self, TermbaseRow};
use crate::engine::model::{ProjectId, TermEntry, TermId, TermbaseId};
use crate::store::core::{Reader, count, json};
use rusqlite::Result;
use std::sync::Arc;

impl Reader {
    pub(crate) fn termbases(&self) -> Result<Vec<TermbaseRow>> {
        termbases::all(&self.db)
    }

    /// The termbases that projects have arranged, in their order, and whether each is used.
    pub(crate) fn arranged_termbases(&self) -> Result<Vec<(ProjectId, TermbaseId, bool)>> {
        termbases::arranged(&self.db)
    }

    /// The changes of a term, the newest first.
    pub(crate) fn term_past(&self, term: TermId) -> Result<Vec<TermPast>> {
        history::read(&self.db, term)
    }

    pub(crate) fn term_past_row(&self, term: TermId, id: i64) -> Result<Option<TermPast>> {
        history::row(&self.db, term, id)
    }

    pub(crate) fn term_count(&self) -> Result<u64> {
        self.db
            .query_row("SELECT count(*) FROM term", [], |row| count(row, 0))
    }

    pub(crate) fn terms(&self) -> Result<Vec<Arc<PlacedTerm>>> {
        self.rows(
            "SELECT id, termbase, source, forms, translations, part_of_speech, domain, note,
                 definition, example, reference, client, created, changed, author
             FROM term ORDER BY id",
            [],
            |row| {
                Ok(Arc::new(PlacedTerm {
                    termbase: TermbaseId(row.get(1)?),
                    entry: TermEntry {
                        id: TermId(row.get(0)?),
                        source: row.get(2)?,
                        // Fifty thousand entries are read while the user waits; most have no forms.
                        forms: match row.get_ref(3)?.as_str()? {
                            "[]" => Vec::new(),
                            _ => json(row, 3)?,
                        },
                        translations: json(row, 4)?,
                        part_of_speech: row.get(5)?,
                        domain: row.get(6)?,
                        note: row.get(7)?,
                        definition: row.get(8)?,
                        example: row.get(9)?,
                        reference: row.get(10)?,
                        client: row.get(11)?,
                        created: row.get(12)?,
                        changed: row.get(13)?,
                        author: row.get(14)?,
                    },
                }))
            },
        )
    }
}
