//! Changes of units with their history, which is also what undo takes them back by.
//!
//! A row of `unit_history` holds a unit as it was before a change. Taking the change back swaps
//! the two, and doing it again swaps them once more, so that neither needs the units in memory. A
//! change of many units is written in batches; its row in `unit_change` says `under way` until the
//! last of them, and what is found so when the file is opened is taken back.
//!
//! A unit that comes back is found again by the indexes it was in: runs are never rewritten. Only
//! if it was fresh it is made fresh again (`is_fresh`), and if its words were not listed as they
//! were then, it is looked at by every concordance (`is_listed` is 0).

use super::contexts::context_hash;
use super::extra;
use super::table::{
    count_units, history_columns, insert_unit, origin_name, put_fresh, read, whole_unit_of,
};
use crate::engine::model::{MemoryId, TranslationUnit, UnitAction, UnitId, UnitOutline};
use crate::store::core::{Author, Effect, execute};
use rusqlite::{Connection, OptionalExtension, Result, params};
use std::collections::{BTreeMap, HashSet};

/// Rows that are swapped in a transaction.
const AT_ONCE: usize = 500;

/// The head of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NewChange {
    pub id: i64,
    pub action: UnitAction,
    pub author: Author,
}

/// What becomes of one unit.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct UnitEdit {
    pub unit: UnitId,
    /// Source and target as they were seen; a unit that has others by now is left as it is.
    pub seen: (String, String),
    pub fate: UnitFate,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum UnitFate {
    /// The outline is that of its source.
    Becomes(Box<(TranslationUnit, UnitOutline)>),
    Goes {
        /// The unit that holds the same.
        kept: Option<UnitId>,
    },
}

/// Which way a change is gone through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Swap {
    Undo,
    Redo,
}

impl Swap {
    /// `undone` of the rows that are still to be swapped.
    fn pending(self) -> bool {
        self == Self::Redo
    }
}

pub(in crate::store) fn begin(
    db: &Connection,
    change: &NewChange,
    confirmation: Option<i64>,
) -> Result<()> {
    execute(
        db,
        "INSERT INTO unit_change (id, at, author, action, confirmation, state)
         VALUES (?1, ?2, ?3, ?4, ?5, 'under way')",
        params![
            change.id,
            change.author.at,
            change.author.name,
            change.action.name(),
            confirmation
        ],
    )
    .map(drop)
}

/// Changes units that are as they were seen; how many were.
pub(in crate::store) fn change(db: &Connection, change: i64, edits: &[UnitEdit]) -> Result<usize> {
    let mut units = Units::new(db)?;
    let mut changed = 0;
    for edit in edits {
        let Some((memory, before)) = read(db, edit.unit)? else {
            continue;
        };
        if (&before.source, &before.target) != (&edit.seen.0, &edit.seen.1) {
            continue;
        }
        let kept = match &edit.fate {
            UnitFate::Becomes(_) => None,
            UnitFate::Goes { kept } => *kept,
        };
        let marks = units.marks(edit.unit)?;
        let before = Some((memory, before));
        let row = HistoryRow {
            id: None,
            change,
            is_undone: false,
            unit: edit.unit,
            kept,
            marks,
        };
        row.put(db, before.as_ref(), memory, before.as_ref())?;
        match &edit.fate {
            UnitFate::Becomes(after) => {
                let (unit, outline) = after.as_ref();
                let after = Some((memory, unit.clone()));
                units.put(
                    edit.unit,
                    before.as_ref(),
                    after.as_ref(),
                    (Some(outline), marks),
                )?;
            }
            UnitFate::Goes { .. } => {
                units.put(edit.unit, before.as_ref(), None, (None, marks))?;
            }
        }
        changed += 1;
    }
    units.finish()?;
    Ok(changed)
}

/// A change of a few units, from its head to its last row.
pub(in crate::store) fn change_at_once(
    db: &Connection,
    new: &NewChange,
    edits: &[UnitEdit],
) -> Result<Effect> {
    begin(db, new, None)?;
    change(db, new.id, edits)?;
    finish(db, new.id, false)
}

/// Takes a change of a few units back, or does it again.
pub(in crate::store) fn swap_at_once(db: &Connection, change: i64, way: Swap) -> Result<Effect> {
    while swap(db, change, way)? > 0 {}
    finish(db, change, way == Swap::Undo)
}

/// Swaps some of the rows of a change that are still to be; how many, 0 at the end.
pub(super) fn swap(db: &Connection, change: i64, way: Swap) -> Result<usize> {
    state(db, change, "under way")?;
    let order = match way {
        Swap::Undo => "DESC",
        Swap::Redo => "ASC",
    };
    let sql = format!(
        "SELECT {}, unit_history.id AS history, kept, present, is_fresh, is_listed
         FROM unit_history WHERE change = ?1 AND undone = ?2
         ORDER BY unit_history.id {order} LIMIT ?3",
        history_columns()
    );
    let rows: Vec<(HistoryRow, bool, MemoryId, TranslationUnit)> = db
        .prepare_cached(&sql)?
        .query_map(params![change, way.pending(), AT_ONCE as i64], |row| {
            let (unit, memory, content) = whole_unit_of(row)?;
            let found = HistoryRow {
                id: Some(row.get("history")?),
                change,
                is_undone: !way.pending(),
                unit,
                kept: row.get::<_, Option<i64>>("kept")?.map(UnitId),
                marks: Marks {
                    is_fresh: row.get("is_fresh")?,
                    is_listed: row.get("is_listed")?,
                },
            };
            Ok((found, row.get("present")?, memory, content))
        })?
        .collect::<Result<_>>()?;
    let mut units = Units::new(db)?;
    let count = rows.len();
    for (mut row, is_present, memory, content) in rows {
        let now = read(db, row.unit)?;
        let was = Some((memory, content));
        let then = was.as_ref().filter(|_| is_present);
        let then_marks = row.marks;
        row.marks = units.marks(row.unit)?;
        row.put(db, now.as_ref(), memory, was.as_ref())?;
        units.put(row.unit, now.as_ref(), then, (None, then_marks))?;
    }
    units.finish()?;
    Ok(count)
}

/// The last of a change: what it did to the numbers of units.
pub(in crate::store) fn finish(db: &Connection, change: i64, is_undone: bool) -> Result<Effect> {
    state(db, change, if is_undone { "undone" } else { "done" })?;
    let counts = db
        .prepare_cached(
            "SELECT h.memory, sum((u.id IS NOT NULL) - h.present)
             FROM unit_history h LEFT JOIN unit u ON u.id = h.unit
             WHERE h.change = ?1 GROUP BY h.memory",
        )?
        .query_map(params![change], |row| {
            Ok((MemoryId(row.get(0)?), row.get(1)?))
        })?
        .collect::<Result<Vec<_>>>()?;
    Ok(Effect::UnitsOf(counts))
}

/// Takes the change of a confirmation back, for good; `None` where it has none.
pub(in crate::store) fn take_back_confirmation(
    db: &Connection,
    confirmation: i64,
) -> Result<Option<Effect>> {
    let change: Option<i64> = db
        .prepare_cached("SELECT id FROM unit_change WHERE confirmation = ?1")?
        .query_row(params![confirmation], |row| row.get(0))
        .optional()?;
    let Some(change) = change else {
        return Ok(None);
    };
    while swap(db, change, Swap::Undo)? > 0 {}
    let effect = finish(db, change, true)?;
    forget(db, change)?;
    Ok(Some(effect))
}

/// Takes back what was interrupted, and removes what was taken back: it cannot be done again.
pub(in crate::store) fn sweep(db: &mut Connection) -> Result<()> {
    let left = |db: &Connection, state: &str| -> Result<Vec<i64>> {
        db.prepare("SELECT id FROM unit_change WHERE state = ?1")?
            .query_map([state], |row| row.get(0))?
            .collect()
    };
    for change in left(db, "under way")? {
        loop {
            let transaction = db.transaction()?;
            let swapped = swap(&transaction, change, Swap::Undo)?;
            if swapped == 0 {
                finish(&transaction, change, true)?;
            }
            transaction.commit()?;
            if swapped == 0 {
                break;
            }
        }
    }
    for change in left(db, "undone")? {
        forget(db, change)?;
    }
    Ok(())
}

fn forget(db: &Connection, change: i64) -> Result<()> {
    execute(
        db,
        "DELETE FROM unit_history WHERE change = ?1",
        params![change],
    )?;
    execute(db, "DELETE FROM unit_change WHERE id = ?1", params![change]).map(drop)
}

fn state(db: &Connection, change: i64, state: &str) -> Result<()> {
    let sql = "UPDATE unit_change SET state = ?2 WHERE id = ?1 AND state <> ?2";
    execute(db, sql, params![change, state]).map(drop)
}

/// What of the indexes holds for a unit.
#[derive(Debug, Clone, Copy)]
struct Marks {
    is_fresh: bool,
    is_listed: bool,
}

/// A row of history but for the unit in it.
struct HistoryRow {
    /// `None` for a new one.
    id: Option<i64>,
    change: i64,
    is_undone: bool,
    unit: UnitId,
    kept: Option<UnitId>,
    marks: Marks,
}

impl HistoryRow {
    /// Writes the row; where the unit is not there, with what is known of it otherwise.
    fn put(
        &self,
        db: &Connection,
        content: Option<&(MemoryId, TranslationUnit)>,
        memory: MemoryId,
        otherwise: Option<&(MemoryId, TranslationUnit)>,
    ) -> Result<()> {
        let Some((_, unit)) = content.or(otherwise) else {
            return Ok(());
        };
        execute(
            db,
            "INSERT OR REPLACE INTO unit_history (id, change, undone, unit, kept, present, is_fresh,
                 is_listed, memory, source, target, source_tag, target_tag, previous_source,
                 next_source, author, created, changed, project, document, origin, extra)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
                 ?18, ?19, ?20, ?21, ?22)",
            params![
                self.id,
                self.change,
                self.is_undone,
                self.unit.0,
                self.kept.map(|kept| kept.0),
                content.is_some(),
                self.marks.is_fresh,
                self.marks.is_listed,
                memory.0,
                unit.source,
                unit.target,
                unit.source_tag,
                unit.target_tag,
                unit.previous_source,
                unit.next_source,
                unit.author,
                unit.created,
                unit.changed,
                unit.project,
                unit.document,
                unit.origin.name(),
                extra::column_of(unit)?
            ],
        )
        .map(drop)
    }
}

/// The table of units while some of it is changed, with what holds for all of them.
struct Units<'a> {
    db: &'a Connection,
    fresh: HashSet<i64>,
    /// The newest unit whose words are listed.
    listed: i64,
    more: BTreeMap<i64, i64>,
}

impl<'a> Units<'a> {
    fn new(db: &'a Connection) -> Result<Self> {
        let fresh = db
            .prepare_cached("SELECT unit FROM fresh_unit")?
            .query_map([], |row| row.get(0))?
            .collect::<Result<_>>()?;
        let listed = db
            .prepare_cached("SELECT coalesce(max(last), 0) FROM concordance_run")?
            .query_row([], |row| row.get(0))?;
        Ok(Self {
            db,
            fresh,
            listed,
            more: BTreeMap::new(),
        })
    }

    fn marks(&self, id: UnitId) -> Result<Marks> {
        let was_changed = self
            .db
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM concordance_changed WHERE unit = ?1)")?
            .query_row(params![id.0], |row| row.get::<_, bool>(0))?;
        Ok(Marks {
            is_fresh: self.fresh.contains(&id.0),
            is_listed: id.0 <= self.listed && !was_changed,
        })
    }

    /// Makes the unit what it is to be, with the outline of its source where that is known and
    /// with the marks it had when it was so.
    fn put(
        &mut self,
        id: UnitId,
        now: Option<&(MemoryId, TranslationUnit)>,
        then: Option<&(MemoryId, TranslationUnit)>,
        (outline, marks): (Option<&UnitOutline>, Marks),
    ) -> Result<()> {
        match (now, then) {
            (Some((memory, old)), Some((_, new))) => {
                if context(old) == context(new) {
                    self.update(id, old, new)
                } else {
                    self.replace(id, *memory, new, outline)
                }
            }
            (Some((memory, _)), None) => self.delete(id, *memory),
            (None, Some((memory, unit))) => self.bring_back(id, *memory, unit, marks),
            (None, None) => Ok(()),
        }
    }

    /// The source stays, and with it what is indexed.
    fn update(&self, id: UnitId, old: &TranslationUnit, new: &TranslationUnit) -> Result<()> {
        // A trigger asks for the unit to be listed anew.
        if old.target != new.target {
            let sql = "UPDATE unit SET target = ?2 WHERE id = ?1";
            execute(self.db, sql, params![id.0, new.target])?;
        }
        execute(
            self.db,
            "UPDATE unit SET author = ?2, created = ?3, changed = ?4, project = ?5, document = ?6,
                 origin = ?7, extra = ?8, source_tag = ?9, target_tag = ?10
             WHERE id = ?1",
            params![
                id.0,
                new.author,
                new.created,
                new.changed,
                new.project,
                new.document,
                origin_name(new.origin),
                extra::column_of(new)?,
                new.source_tag,
                new.target_tag
            ],
        )
        .map(drop)
    }

    fn replace(
        &mut self,
        id: UnitId,
        memory: MemoryId,
        unit: &TranslationUnit,
        outline: Option<&UnitOutline>,
    ) -> Result<()> {
        execute(self.db, "DELETE FROM unit WHERE id = ?1", params![id.0])?;
        insert_unit(self.db, id, memory, unit, None, context_hash(unit))?;
        self.take_fresh(id)?;
        self.give_fresh(id, outline)
    }

    fn delete(&mut self, id: UnitId, memory: MemoryId) -> Result<()> {
        let was_listed = self.marks(id)?.is_listed;
        execute(self.db, "DELETE FROM unit WHERE id = ?1", params![id.0])?;
        if was_listed {
            // Nobody misses a listed unit that is gone; a trigger put it here.
            let sql = "DELETE FROM concordance_changed WHERE unit = ?1";
            execute(self.db, sql, params![id.0])?;
        }
        self.take_fresh(id)?;
        *self.more.entry(memory.0).or_default() -= 1;
        Ok(())
    }

    fn bring_back(
        &mut self,
        id: UnitId,
        memory: MemoryId,
        unit: &TranslationUnit,
        marks: Marks,
    ) -> Result<()> {
        insert_unit(self.db, id, memory, unit, None, context_hash(unit))?;
        if marks.is_fresh {
            self.give_fresh(id, None)?;
        }
        if id.0 <= self.listed && !marks.is_listed {
            let sql = "INSERT OR IGNORE INTO concordance_changed (unit) VALUES (?1)";
            execute(self.db, sql, params![id.0])?;
        }
        *self.more.entry(memory.0).or_default() += 1;
        Ok(())
    }

    fn take_fresh(&mut self, id: UnitId) -> Result<()> {
        if self.fresh.remove(&id.0) {
            execute(
                self.db,
                "DELETE FROM fresh_unit WHERE unit = ?1",
                params![id.0],
            )?;
        }
        Ok(())
    }

    fn give_fresh(&mut self, id: UnitId, outline: Option<&UnitOutline>) -> Result<()> {
        self.fresh.insert(id.0);
        match outline {
            Some(outline) => put_fresh(self.db, id, None, outline),
            None => {
                let sql = "INSERT INTO fresh_unit (unit) VALUES (?1)";
                execute(self.db, sql, params![id.0]).map(drop)
            }
        }
    }

    fn finish(self) -> Result<()> {
        for (memory, more) in self.more {
            count_units(self.db, MemoryId(memory), more)?;
        }
        Ok(())
    }
}

/// What the indexes know a unit by.
fn context(unit: &TranslationUnit) -> (&str, Option<&str>, Option<&str>) {
    let previous = unit.previous_source.as_deref();
    (&unit.source, previous, unit.next_source.as_deref())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::core::migrate;

    fn units(db: &Connection) -> Vec<(i64, String)> {
        db.prepare("SELECT id, target FROM unit ORDER BY id")
            .unwrap()
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
            .collect::<Result<_>>()
            .unwrap()
    }

    #[test]
    fn what_was_interrupted_is_taken_back_when_the_file_is_opened() {
        let mut db = Connection::open_in_memory().unwrap();
        migrate(&mut db).unwrap();
        db.execute_batch("INSERT INTO memory (id, name, created, units) VALUES (1, 'm', 0, 3)")
            .unwrap();
        let unit = |n: i64| TranslationUnit {
            source: format!("جملة {n}"),
            target: n.to_string(),
            ..TranslationUnit::default()
        };
        for n in 1..=3 {
            insert_unit(&db, UnitId(n), MemoryId(1), &unit(n), None, 0).unwrap();
        }
        let before = units(&db);
        let new = NewChange {
            id: 7,
            action: UnitAction::Merge,
            author: Author {
                name: "a".into(),
                at: 1,
            },
        };
        let goes = UnitFate::Goes {
            kept: Some(UnitId(2)),
        };
        let after = TranslationUnit {
            target: "two".into(),
            ..unit(2)
        };
        let becomes = UnitFate::Becomes(Box::new((after, UnitOutline::default())));
        let edit = |n: i64, fate: UnitFate| UnitEdit {
            unit: UnitId(n),
            seen: (format!("جملة {n}"), n.to_string()),
            fate,
        };
        begin(&db, &new, None).unwrap();
        let edits = [edit(1, goes.clone()), edit(2, becomes), edit(9, goes)];
        assert_eq!(change(&db, 7, &edits).unwrap(), 2);
        assert_eq!(units(&db), [(2, "two".into()), (3, "3".into())]);
        sweep(&mut db).unwrap();
        assert_eq!(units(&db), before);
        let left: i64 = db
            .query_row(
                "SELECT (SELECT count(*) FROM unit_change) + (SELECT count(*) FROM unit_history)
                     + 3 - (SELECT units FROM memory)",
                [],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(left, 0);
    }
}
