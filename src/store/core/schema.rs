//! The schema as append-only steps: a step that has shipped is never edited.
//!
//! `user_version` counts the steps a file has; each is applied in a transaction of its own.

use rusqlite::Connection;

const STEPS: &[&str] = &[
    include_str!("schema/1.sql"),
    include_str!("schema/2.sql"),
    include_str!("schema/3.sql"),
    include_str!("schema/4.sql"),
    include_str!("schema/5.sql"),
    include_str!("schema/6.sql"),
    include_str!("schema/7.sql"),
    include_str!("schema/8.sql"),
    include_str!("schema/9.sql"),
    include_str!("schema/10.sql"),
    include_str!("schema/11.sql"),
    include_str!("schema/12.sql"),
    include_str!("schema/13.sql"),
    include_str!("schema/14.sql"),
    include_str!("schema/15.sql"),
];

/// Written to `application_id`, so that a foreign SQLite file is not taken for a workspace.
pub(super) const APPLICATION_ID: i32 = 0x5475_726A; // "Turj"

/// The version a fully migrated file has.
pub(super) fn newest() -> usize {
    STEPS.len()
}

pub(super) fn version(connection: &Connection) -> rusqlite::Result<usize> {
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    // A negative one is nobody's; it counts as newer than all.
    Ok(usize::try_from(version).unwrap_or(usize::MAX))
}

/// Applies the steps the file lacks.
pub(in crate::store) fn migrate(connection: &mut Connection) -> rusqlite::Result<()> {
    for (done, step) in STEPS.iter().enumerate().skip(version(connection)?) {
        let transaction = connection.transaction()?;
        transaction.execute_batch(step)?;
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", done as i64 + 1)?;
        transaction.commit()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_apply_once() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection).unwrap();
        assert_eq!(version(&connection).unwrap(), newest());
        migrate(&mut connection).unwrap();
    }
}
