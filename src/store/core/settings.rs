//! Remembered choices, as names and values.

use super::rows::Reader;
use super::sql::execute;
use super::transaction::{Effect, Transaction};
use rusqlite::{Connection, Result, params};
use std::collections::HashMap;

/// A transaction on remembered choices.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum SettingWrite {
    Put { name: String, value: String },
}

impl Transaction for SettingWrite {
    type Answer = Effect;

    fn perform(&self, db: &Connection) -> Result<Effect> {
        let Self::Put { name, value } = self;
        execute(
            db,
            "INSERT INTO setting (name, value) VALUES (?1, ?2)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            params![name, value],
        )
    }
}

impl Reader {
    pub(crate) fn settings(&self) -> Result<HashMap<String, String>> {
        Ok(self
            .rows("SELECT name, value FROM setting", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?
            .into_iter()
            .collect())
    }
}
