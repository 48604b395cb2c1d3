//! Kill the process at any moment: nothing confirmed is lost, the draft is at most 300 ms old.
//!
//! The test starts this very binary again as a translator who types without pause, kills it, and
//! looks at what the workspace holds.

use crate::scratch::{Scratch, options};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command as Process, Stdio};
use std::time::{Duration, Instant};
use turjuman::engine::model::SegmentStatus;
use turjuman::workspace::{
    Command, DraftEdit, EditKind, Event, ImportSource, SaveState, TextSelection, Workspace,
};

const CHILD: &str = "TURJUMAN_TEST_TYPIST";

/// Types and confirms for ever, telling on stdout what it did.
#[test]
fn typist() {
    let Ok(path) = std::env::var(CHILD) else {
        return;
    };
    let mut workspace = Workspace::open(options(Path::new(&path))).unwrap();
    let text: String = (0..400)
        .map(|n| format!("هذه جملة رقم {n} للتجربة.\n"))
        .collect();
    workspace
        .apply(Command::Import {
            project: "news".into(),
            sources: vec![ImportSource::Text {
                name: "a".into(),
                text,
            }],
        })
        .unwrap();
    workspace.settle().unwrap();
    let document = workspace.poll().into_iter().find_map(|event| match event {
        Event::Imported { document, .. } => Some(document),
        _ => None,
    });
    workspace
        .apply(Command::OpenDocument(document.unwrap()))
        .unwrap();
    workspace.settle().unwrap();
    let mut out = std::io::stdout().lock();
    for row in 0..400 {
        let segment = workspace.document().unwrap().get(row).unwrap().id;
        let mut text = String::new();
        for n in 0..12 {
            text.push_str(&format!("word{row}x{n} "));
            let edit = DraftEdit {
                segment,
                text: text.clone(),
                before: TextSelection::default(),
                after: TextSelection::caret(text.len()),
                kind: EditKind::Typing,
            };
            workspace.apply(Command::EditDraft(edit)).unwrap();
            workspace.poll();
            writeln!(out, "typed {row} {n}").unwrap();
            out.flush().unwrap();
            std::thread::sleep(Duration::from_millis(9));
        }
        workspace.apply(Command::Confirm(segment)).unwrap();
        // As a window would: go on at once, the status line says "saved" when it is.
        while workspace.save_state() != SaveState::Saved {
            workspace.poll();
            std::thread::sleep(Duration::from_millis(1));
        }
        writeln!(out, "confirmed {row}").unwrap();
        out.flush().unwrap();
    }
}

/// What the typist told, with the time it was heard.
fn listen(child: &mut Child, until: Duration) -> Vec<(Instant, String)> {
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut heard = Vec::new();
    let mut deadline = None;
    for line in lines {
        let line = line.unwrap();
        // The test runner writes around it, on the same line even.
        let Some(at) = line.find("typed ").or_else(|| line.find("confirmed ")) else {
            continue;
        };
        heard.push((Instant::now(), line[at..].to_owned()));
        if *deadline.get_or_insert_with(|| Instant::now() + until) < Instant::now() {
            break;
        }
    }
    heard
}

fn number(line: &str, field: usize) -> usize {
    line.split(' ').nth(field).unwrap().parse().unwrap()
}

#[test]
fn a_killed_process_loses_nothing_confirmed_and_little_typed() {
    for milliseconds in [150, 420, 733, 1_100, 1_507] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("workspace.db");
        let mut child = Process::new(std::env::current_exe().unwrap())
            .args(["--exact", "durability::typist", "--nocapture"])
            .env(CHILD, &path)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let heard = listen(&mut child, Duration::from_millis(milliseconds));
        child.kill().unwrap();
        let killed = Instant::now();
        child.wait().unwrap();

        let mut scratch = Scratch {
            workspace: Workspace::open(options(&path)).unwrap(),
            folder,
        };
        let project = scratch.workspace.project_named("news").unwrap();
        scratch.apply(Command::OpenProject(project));
        let document = scratch.workspace.documents().next().unwrap().id;
        scratch.apply(Command::OpenDocument(document));
        let mut confirmed = 0;
        for (_, line) in heard
            .iter()
            .filter(|(_, line)| line.starts_with("confirmed"))
        {
            let row = number(line, 1);
            assert_eq!(
                scratch.segment(row).status,
                SegmentStatus::Confirmed,
                "{line}"
            );
            assert!(
                scratch
                    .segment(row)
                    .target
                    .contains(&format!("word{row}x11"))
            );
            confirmed += 1;
        }
        assert!(scratch.workspace.unit_count() >= confirmed);
        // Whatever was typed 300 ms before the end is there.
        let old = heard.iter().rfind(|(at, line)| {
            line.starts_with("typed") && killed - *at > Duration::from_millis(300)
        });
        if let Some((_, line)) = old {
            let (row, n) = (number(line, 1), number(line, 2));
            let target = &scratch.segment(row).target;
            assert!(
                target.contains(&format!("word{row}x{n} ")),
                "{line}: {target}"
            );
        }
        eprintln!("killed after {milliseconds} ms: {confirmed} confirmed, all there");
    }
}

#[test]
fn an_unfinished_import_leaves_nothing() {
    let scratch = Scratch::with_article();
    let path = scratch.path("workspace.db");
    drop(scratch.workspace);
    let db = rusqlite::Connection::open(&path).unwrap();
    db.execute_batch(
        "UPDATE document SET visible = 0;
         INSERT INTO begun_import (id) VALUES (5);
         INSERT INTO unit (id, memory, context_hash, source, target, source_tag, target_tag, import)
         VALUES (77, 1, 0, 'س', 's', 'ar', 'en', 5);",
    )
    .unwrap();
    drop(db);
    let workspace = Workspace::open(options(&path)).unwrap();
    drop(workspace);
    let db = rusqlite::Connection::open(&path).unwrap();
    let count = |table: &str| -> i64 {
        db.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| {
            row.get(0)
        })
        .unwrap()
    };
    assert_eq!(
        (count("document"), count("segment"), count("unit")),
        (0, 0, 0)
    );
}
