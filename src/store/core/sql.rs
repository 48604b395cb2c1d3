//! Statements that write, and values as columns.

use super::transaction::Effect;
use rusqlite::{Connection, Error, Params, Result};
use serde::Serialize;

/// Carries out a statement that leaves the units alone.
pub(in crate::store) fn execute(db: &Connection, sql: &str, params: impl Params) -> Result<Effect> {
    db.prepare_cached(sql)?.execute(params)?;
    Ok(Effect::None)
}

pub(in crate::store) fn to_json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::ToSqlConversionFailure(error.into()))
}
