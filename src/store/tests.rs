//! The writer with the real transactions: what a full disk refuses.

use super::{Access, Batch, PreparedUnit, Receipt, UnitWrite, WorkspaceFile, Writer};
use crate::engine::model::{MemoryId, TranslationUnit, UnitId};
use rusqlite::Connection;
use std::sync::mpsc::channel;
use std::time::Duration;

fn unit(n: i64) -> UnitWrite {
    let unit = TranslationUnit {
        source: "جملة تُحفظ ولو امتلأ القرص ".repeat(100),
        target: n.to_string(),
        ..TranslationUnit::default()
    };
    UnitWrite::Batch(Batch::Units {
        memory: MemoryId(1),
        import: 1,
        units: vec![PreparedUnit::new(UnitId(n), unit)],
    })
}

#[test]
fn what_a_full_disk_refuses_is_saved_in_order_once_there_is_room() {
    let name = format!("turjuman-full-disk-typing-{}", std::process::id());
    let folder = std::env::temp_dir().join(name);
    let path = folder.join("w.db");
    let (file, connection) = WorkspaceFile::open(&path, Access::ReadWrite).unwrap();
    let connection = connection.unwrap();
    connection
        .execute_batch("CREATE TABLE filler AS SELECT zeroblob(400000) AS bytes")
        .unwrap();
    let pages: i64 = connection
        .pragma_query_value(None, "page_count", |row| row.get(0))
        .unwrap();
    let limit = format!("PRAGMA max_page_count = {}", pages + 5);
    connection.query_row(&limit, [], |_| Ok(())).unwrap();
    let (told, receipts) = channel();
    let mut writer = Writer::start(connection, move |receipt| {
        let _ = told.send(receipt);
    })
    .unwrap();
    writer.send(UnitWrite::Create {
        id: MemoryId(1),
        name: "m".into(),
        at: 0,
    });
    writer.send(UnitWrite::PublishImport {
        memory: MemoryId(1),
        import: 1,
        units: 20,
        origin: String::new(),
        at: 0,
    });
    let last = (1..=20).map(|n| writer.send(unit(n))).last().unwrap();
    let refusal = receipts.iter().find_map(|receipt| match receipt {
        Receipt::Waiting { error } => Some(error.to_string()),
        _ => None,
    });
    let refusal = refusal.unwrap();
    assert!(
        refusal.contains("full") && refusal.contains("nothing typed is lost"),
        "{refusal}"
    );
    let other = Connection::open(&path).unwrap();
    other.busy_timeout(Duration::from_secs(5)).unwrap();
    other.execute_batch("DELETE FROM filler").unwrap();
    let saved = receipts.iter().any(|receipt| match receipt {
        Receipt::Saved { number, .. } => number == last,
        Receipt::Rejected { error, .. } => panic!("{error}"),
        Receipt::Waiting { .. } => false,
    });
    assert!(saved);
    drop(writer);
    let mut found = Vec::new();
    let take = |id: UnitId, _, unit: TranslationUnit| {
        found.push((id.0, unit.target));
        true
    };
    file.reader().unwrap().units(None, take).unwrap();
    let expected: Vec<_> = (1..=20).map(|n: i64| (n, n.to_string())).collect();
    assert_eq!(found, expected);
    std::fs::remove_dir_all(folder).unwrap();
}

fn batch(from: i64) -> Batch {
    let unit = TranslationUnit {
        source: "جملة طويلة ".repeat(20),
        ..TranslationUnit::default()
    };
    let units = (from..from + 100).map(|id| PreparedUnit::new(UnitId(id), unit.clone()));
    Batch::Units {
        memory: MemoryId(1),
        import: 1,
        units: units.collect(),
    }
}

#[test]
fn a_full_disk_stops_an_import_and_leaves_nothing_of_it() {
    let name = format!("turjuman-full-disk-{}", std::process::id());
    let folder = std::env::temp_dir().join(name);
    let path = folder.join("w.db");
    let (file, connection) = WorkspaceFile::open(&path, Access::ReadWrite).unwrap();
    let connection = connection.unwrap();
    let pages: i64 = connection
        .pragma_query_value(None, "page_count", |row| row.get(0))
        .unwrap();
    connection
        .query_row(
            &format!("PRAGMA max_page_count = {}", pages + 60),
            [],
            |_| Ok(()),
        )
        .unwrap();
    let mut writer = Writer::start(connection, |_| {}).unwrap();
    writer.send(UnitWrite::Create {
        id: MemoryId(1),
        name: "m".into(),
        at: 0,
    });
    writer.send(UnitWrite::BeginImport { import: 1 });
    let mut feed = writer.feed().unwrap();
    let refused = (0..)
        .step_by(100)
        .find_map(|from| feed.send(batch(from)).err());
    assert!(refused.unwrap().to_string().contains("full"));
    feed.discard(|| Batch::Discard { import: 1 });
    drop(feed);
    drop(writer);
    let mut left = 0;
    let reader = file.reader().unwrap();
    reader
        .units(None, |_, _, _| {
            left += 1;
            true
        })
        .unwrap();
    assert_eq!(left, 0);
    assert_eq!(reader.counters().unwrap().unit, 0);
    std::fs::remove_dir_all(folder).unwrap();
}
