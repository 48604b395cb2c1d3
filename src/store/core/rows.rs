//! A connection that cannot write, and how columns are read from it.

use rusqlite::types::Type;
use rusqlite::{Connection, Error, Result, Row};
use serde::de::DeserializeOwned;

/// Everything that is read of a workspace; each capability adds its own questions.
#[derive(Debug)]
pub(crate) struct Reader {
    pub(in crate::store) db: Connection,
}

impl Reader {
    pub(super) fn new(db: Connection) -> Self {
        Self { db }
    }

    pub(in crate::store) fn rows<T>(
        &self,
        sql: &str,
        params: impl rusqlite::Params,
        read: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        self.db.prepare(sql)?.query_map(params, read)?.collect()
    }
}

pub(in crate::store) fn count(row: &Row<'_>, column: usize) -> Result<u64> {
    Ok(row.get::<_, i64>(column)?.unsigned_abs())
}

pub(in crate::store) fn named<T>(
    row: &Row<'_>,
    column: usize,
    read: fn(&str) -> Option<T>,
) -> Result<T> {
    let name: String = row.get(column)?;
    read(&name).ok_or_else(|| {
        Error::FromSqlConversionFailure(column, Type::Text, format!("unknown name {name}").into())
    })
}

pub(in crate::store) fn json<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> Result<T> {
    let text = row.get_ref(column)?.as_str()?;
    serde_json::from_str(text)
        .map_err(|error| Error::FromSqlConversionFailure(column, Type::Text, error.into()))
}
