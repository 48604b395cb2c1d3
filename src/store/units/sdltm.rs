//! Reads Trados memories (SDLTM), which are SQLite files, without changing them.

use crate::engine::model::{Remark, TradosUnit};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, Result, Row};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

#[derive(Debug, thiserror::Error)]
pub(crate) enum SdltmError {
    #[error(
        "this is an SQLite file but no Trados memory (it has no table of translation units); \
         choose a file ending in .sdltm, or a TMX file"
    )]
    Foreign,
    #[error("the Trados memory cannot be read ({0})")]
    Unreadable(#[from] rusqlite::Error),
}

/// A memory's name and languages.
#[derive(Debug, Default)]
struct MemoryHead {
    source_tag: String,
    target_tag: String,
}

/// An opened Trados memory.
#[derive(Debug)]
pub(crate) struct SdltmFile {
    db: Connection,
    heads: HashMap<i64, MemoryHead>,
    remarks: Vec<Remark>,
    /// Tables there are; their number differs between versions.
    tables: HashSet<String>,
}

impl SdltmFile {
    /// # Errors
    /// Another SQLite file, or one that cannot be read.
    pub(crate) fn open(path: &Path) -> std::result::Result<Self, SdltmError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(path, flags)?;
        db.busy_timeout(std::time::Duration::from_secs(5))?;
        let tables: HashSet<String> = db
            .prepare("SELECT lower(name) FROM sqlite_schema WHERE type IN ('table', 'view')")?
            .query_map([], |row| row.get(0))?
            .collect::<Result<_>>()?;
        let mut file = Self {
            db,
            heads: HashMap::new(),
            remarks: Vec::new(),
            tables,
        };
        let needed = ["translation_units", "translation_memories"];
        if !needed.iter().all(|table| file.tables.contains(*table)) {
            return Err(SdltmError::Foreign);
        }
        file.read_heads()?;
        Ok(file)
    }

    /// How many units there are.
    pub(crate) fn count(&self) -> u64 {
        let sql = "SELECT count(*) FROM translation_units";
        let count: Result<i64> = self.db.query_row(sql, [], |row| row.get(0));
        count.unwrap_or_default().unsigned_abs()
    }

    /// What the file says of itself: its name, description and rights.
    pub(crate) fn remarks(&self) -> Vec<Remark> {
        self.remarks.clone()
    }

    /// Calls `take` for each unit in order; it answers whether to go on.
    ///
    /// # Errors
    /// The file is damaged.
    pub(crate) fn units(
        &self,
        mut take: impl FnMut(TradosUnit) -> bool,
    ) -> std::result::Result<(), SdltmError> {
        let mut fields = self.fields()?;
        let mut statement = self
            .db
            .prepare("SELECT * FROM translation_units ORDER BY id")?;
        let columns = Columns::of(&statement);
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let id = columns.number(row, "id").unwrap_or_default();
            let memory = columns
                .number(row, "translation_memory_id")
                .unwrap_or_default();
            // With one memory its number does not matter.
            let only = self.heads.values().next().filter(|_| self.heads.len() == 1);
            let head = self.heads.get(&memory).or(only);
            let text = |name| columns.text(row, name);
            let unit = TradosUnit {
                id,
                source: text("source_segment").unwrap_or_default(),
                target: text("target_segment").unwrap_or_default(),
                source_tag: head.map(|head| head.source_tag.clone()).unwrap_or_default(),
                target_tag: head.map(|head| head.target_tag.clone()).unwrap_or_default(),
                created: text("creation_date"),
                creator: text("creation_user"),
                changed: text("change_date"),
                changer: text("change_user"),
                last_used: text("last_used_date"),
                uses: columns.number(row, "usage_counter"),
                fields: fields.remove(&id).unwrap_or_default(),
            };
            if !take(unit) {
                break;
            }
        }
        Ok(())
    }

    fn read_heads(&mut self) -> Result<()> {
        let mut statement = self
            .db
            .prepare("SELECT * FROM translation_memories ORDER BY id")?;
        let columns = Columns::of(&statement);
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let text = |name| columns.text(row, name).unwrap_or_default();
            for name in ["name", "description", "copyright"] {
                let text = text(name);
                if !text.is_empty() {
                    self.remarks
                        .push(Remark::property(&format!("x-{name}"), text));
                }
            }
            let head = MemoryHead {
                source_tag: text("source_language"),
                target_tag: text("target_language"),
            };
            self.heads
                .insert(columns.number(row, "id").unwrap_or_default(), head);
        }
        Ok(())
    }

    /// The values of the memory's own fields, by unit, each with the field's name.
    fn fields(&self) -> Result<BTreeMap<i64, Vec<(String, String)>>> {
        let mut fields: BTreeMap<i64, Vec<(String, String)>> = BTreeMap::new();
        if !self.tables.contains("attributes") {
            return Ok(fields);
        }
        let plain = ["string_attributes", "numeric_attributes", "date_attributes"].map(|table| {
            let sql = format!(
                "SELECT v.translation_unit_id, a.name, v.value FROM {table} v
                 JOIN attributes a ON a.id = v.attribute_id ORDER BY v.rowid"
            );
            (vec![table], sql)
        });
        let chosen = (
            vec!["picklist_attributes", "picklist_values"],
            "SELECT v.translation_unit_id, a.name, p.value FROM picklist_attributes v
             JOIN picklist_values p ON p.id = v.picklist_value_id
             JOIN attributes a ON a.id = p.attribute_id ORDER BY v.rowid"
                .to_owned(),
        );
        for (tables, sql) in plain.into_iter().chain([chosen]) {
            if !tables.iter().all(|table| self.tables.contains(*table)) {
                continue;
            }
            let mut statement = self.db.prepare(&sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                if let (Some(name), Some(value)) = (text(row, 1), text(row, 2)) {
                    fields.entry(row.get(0)?).or_default().push((name, value));
                }
            }
        }
        Ok(fields)
    }
}

/// Columns by name, of which versions have more or fewer.
struct Columns(HashMap<String, usize>);

impl Columns {
    fn of(statement: &rusqlite::Statement<'_>) -> Self {
        let names = statement.column_names();
        Self(
            names
                .enumerate()
                .map(|(at, name)| (name.to_lowercase(), at))
                .collect(),
        )
    }

    fn text(&self, row: &Row<'_>, name: &str) -> Option<String> {
        text(row, *self.0.get(name)?)
    }

    fn number(&self, row: &Row<'_>, name: &str) -> Option<i64> {
        row.get_ref(*self.0.get(name)?).ok()?.as_i64().ok()
    }
}

/// A value of any type as text; bytes that are no text are none.
fn text(row: &Row<'_>, at: usize) -> Option<String> {
    match row.get_ref(at).ok()? {
        ValueRef::Null => None,
        ValueRef::Integer(number) => Some(number.to_string()),
        ValueRef::Real(number) => Some(number.to_string()),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
            std::str::from_utf8(bytes).ok().map(str::to_owned)
        }
    }
}
