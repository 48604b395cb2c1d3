//! Workspaces of every earlier version open with all that is in them; those of a later one are
//! refused and left as they are.

use crate::scratch::{Scratch, options};
use rusqlite::Connection;
use rusqlite::types::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use turjuman::engine::model::{MatchRate, SegmentStatus};
use turjuman::workspace::{DocumentCommand, Workspace};

const ROWS: &str = include_str!("../data/workspaces/rows.sql");

/// Indexes, which are made anew, and what is cleared away at the next opening.
const REBUILT: &[&str] = &[
    "begun_import",
    "fresh_unit",
    "unit_run",
    "unit_run_word",
    "unit_run_page",
    "unit_run_context",
    "concordance_run",
    "concordance_word",
    "concordance_sheet",
    "concordance_changed",
];

/// The steps of the schema, the first one first.
fn steps() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store/core/schema");
    let step = |number: usize| std::fs::read_to_string(folder.join(format!("{number}.sql")));
    (1..).map_while(|number| step(number).ok()).collect()
}

/// The rows of a workspace of that version, in parts: `-- from 3 until 5`.
fn rows(version: usize) -> Vec<&'static str> {
    let parts = ROWS.split("-- from ").skip(1);
    let of_version = parts.filter_map(|part| {
        let (head, rows) = part.split_once('\n')?;
        let mut numbers = head.split(" until ").map(|n| n.trim().parse().unwrap());
        let (from, until): (usize, Option<usize>) = (numbers.next()?, numbers.next());
        let holds = from <= version && until.is_none_or(|until| version <= until);
        holds.then_some(rows)
    });
    of_version.collect()
}

fn old_workspace(folder: &Path, version: usize) -> PathBuf {
    let path = folder.join("workspace.db");
    let db = Connection::open(&path).unwrap();
    for step in &steps()[..version] {
        db.execute_batch(step).unwrap();
    }
    for part in rows(version) {
        db.execute_batch(part).unwrap();
    }
    db.pragma_update(None, "application_id", 0x5475_726A)
        .unwrap();
    db.pragma_update(None, "user_version", version as i64)
        .unwrap();
    path
}

/// The rows of each table, by the columns of it.
type Tables = BTreeMap<String, (Vec<String>, Vec<Vec<Value>>)>;

fn tables(db: &Connection, columns_of: Option<&Tables>) -> Tables {
    let names: Vec<String> = db
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let mut found = Tables::new();
    for name in names {
        let columns: Vec<String> = match columns_of.map(|tables| tables.get(&name)) {
            None => db
                .prepare(&format!("SELECT * FROM {name}"))
                .unwrap()
                .column_names()
                .map(str::to_owned)
                .collect(),
            Some(Some((columns, _))) => columns.clone(),
            Some(None) => continue,
        };
        let sql = format!("SELECT {0} FROM {name} ORDER BY {0}", columns.join(", "));
        let rows = db
            .prepare(&sql)
            .unwrap()
            .query_map([], |row| (0..columns.len()).map(|n| row.get(n)).collect())
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        found.insert(name, (columns, rows));
    }
    found
}

#[test]
fn every_earlier_version_opens_with_all_its_rows() {
    for version in 1..=steps().len() {
        let folder = tempfile::tempdir().unwrap();
        let path = old_workspace(folder.path(), version);
        let db = Connection::open(&path).unwrap();
        let mut before = tables(&db, None);
        drop(db);
        for (name, (_, rows)) in &before {
            assert!(
                !rows.is_empty(),
                "version {version}: {name} has no row here"
            );
        }
        // What an import left unfinished is not to come back.
        let (columns, units) = before.get_mut("unit").unwrap();
        let import = columns.iter().position(|column| column == "import");
        units.retain(|unit| unit[import.unwrap()] != Value::Integer(9));
        before.retain(|name, _| !REBUILT.contains(&name.as_str()));
        // The skeleton becomes bytes; what it says stays.
        let (columns, documents) = before.get_mut("document").unwrap();
        let skeleton = columns.iter().position(|column| column == "skeleton");
        for value in documents.iter_mut().map(|row| &mut row[skeleton.unwrap()]) {
            if let Value::Text(text) = value {
                *value = Value::Blob(std::mem::take(text).into_bytes());
            }
        }

        drop(Workspace::open(options(&path)).unwrap());
        let db = Connection::open(&path).unwrap();
        let after = tables(&db, Some(&before));
        assert_eq!(after, before, "version {version}");
        let now: i64 = db
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .unwrap();
        assert_eq!(now as usize, steps().len());
        let broken: Vec<String> = db
            .prepare("PRAGMA integrity_check")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        assert_eq!(broken, ["ok"], "version {version}");
    }
}

#[test]
fn what_is_in_an_earlier_version_can_be_worked_with() {
    for version in 1..=steps().len() {
        let folder = tempfile::tempdir().unwrap();
        let path = old_workspace(folder.path(), version);
        let workspace = Workspace::open(options(&path)).unwrap();
        let mut scratch = Scratch { workspace, folder };
        let project = scratch.workspace.project_named("news").unwrap();
        scratch.apply(DocumentCommand::OpenProject(project));
        let document = scratch.workspace.documents().next().unwrap().id;
        scratch.apply(DocumentCommand::OpenDocument(document));
        assert_eq!(
            scratch.sources(),
            [
                "هدنة جديدة في المدينة",
                "أعلنت الحكومة هدنة جديدة.",
                "ورحبت بها المنظمة."
            ]
        );
        assert_eq!(scratch.segment(0).status, SegmentStatus::Confirmed);
        assert_eq!(scratch.segment(1).target, "The government");
        assert_eq!(scratch.workspace.unit_count(), 2);
        for (memory, source, target) in [
            ("News", "هدنة جديدة في المدينة", "New truce in the city"),
            (
                "Old",
                "اجتماع طارئ لمجلس الأمن",
                "Emergency meeting of the Security Council",
            ),
        ] {
            let queries = [source.to_owned()];
            let answers = scratch
                .workspace
                .look_up(memory, &queries, MatchRate::new(90.0), 5)
                .unwrap();
            let found: Vec<&str> = answers[0]
                .matches
                .iter()
                .map(|found| found.target.as_str())
                .collect();
            assert_eq!(found, [target], "version {version}");
        }
        scratch.translate(1, "The government announced a new truce.");
        let scratch = scratch.reopen();
        assert_eq!(scratch.workspace.unit_count(), 3, "version {version}");
    }
}

#[test]
fn a_later_version_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let newest = steps().len();
    let path = old_workspace(folder.path(), newest);
    let db = Connection::open(&path).unwrap();
    db.pragma_update(None, "user_version", newest as i64 + 1)
        .unwrap();
    drop(db);
    let before = std::fs::read(&path).unwrap();
    for read_only in [false, true] {
        let mut options = options(&path);
        options.read_only = read_only;
        let message = match Workspace::open(options) {
            Err(error) => error.to_string(),
            Ok(_) => panic!("it was opened"),
        };
        assert!(
            message.contains("newer Turjuman") && message.contains("Nothing was changed"),
            "{message}"
        );
    }
    assert_eq!(std::fs::read(&path).unwrap(), before);
}
