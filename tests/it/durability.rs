//! Kill the process at any moment: nothing confirmed is lost, and drafts reach the disk without
//! being asked to.
//!
//! The test starts this very binary again as a translator, tells it what to type, kills it, and
//! looks at what the workspace holds.

use crate::scratch::{Scratch, options};
use std::io::{BufRead, BufReader, Lines, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command as Process, Stdio};
use turjuman::engine::model::SegmentStatus;
use turjuman::workspace::{
    DocumentCommand, DocumentEvent, DraftEdit, EditKind, Event, ImportSource, SaveState,
    TextSelection, Workspace,
};

const CHILD: &str = "TURJUMAN_TEST_TYPIST";
/// Words of a segment.
const WORDS: usize = 12;

/// Types a word or confirms a segment for each line of stdin, and tells on stdout what it did.
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
        .apply(DocumentCommand::Import {
            project: "news".into(),
            sources: vec![ImportSource::Text {
                name: "a".into(),
                text,
            }],
        })
        .unwrap();
    workspace.settle().unwrap();
    let document = workspace.poll().into_iter().find_map(|event| match event {
        Event::Documents(DocumentEvent::Imported { document, .. }) => Some(document),
        _ => None,
    });
    workspace
        .apply(DocumentCommand::OpenDocument(document.unwrap()))
        .unwrap();
    workspace.settle().unwrap();
    let mut out = std::io::stdout().lock();
    let mut tell = |what: &str| {
        writeln!(out, "{what}").unwrap();
        out.flush().unwrap();
    };
    tell("ready");
    for line in std::io::stdin().lines() {
        let line = line.unwrap();
        let row = number(&line, 1);
        let segment = workspace.document().unwrap().get(row).unwrap();
        let (segment, mut text) = (segment.id, segment.target.clone());
        if line.starts_with("type") {
            text.push_str(&format!("word{row}x{} ", number(&line, 2)));
            let edit = DraftEdit {
                segment,
                before: TextSelection::default(),
                after: TextSelection::caret(text.len()),
                text,
                kind: EditKind::Typing,
            };
            workspace.apply(DocumentCommand::EditDraft(edit)).unwrap();
            workspace.poll();
            tell(&format!("typed {row} {}", number(&line, 2)));
        } else {
            workspace.apply(DocumentCommand::Confirm(segment)).unwrap();
            // As a window would: go on at once, the status line says "saved" when it is.
            while workspace.save_state() != SaveState::Saved {
                workspace.poll();
                std::thread::yield_now();
            }
            tell(&format!("confirmed {row}"));
        }
    }
}

fn number(line: &str, field: usize) -> usize {
    line.split(' ').nth(field).unwrap().parse().unwrap()
}

/// The translator in a process of its own.
struct Typist {
    child: Child,
    orders: ChildStdin,
    told: Lines<BufReader<ChildStdout>>,
    path: PathBuf,
    folder: tempfile::TempDir,
}

impl Typist {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("workspace.db");
        let mut child = Process::new(std::env::current_exe().unwrap())
            .args(["--exact", "durability::typist", "--nocapture"])
            .env(CHILD, &path)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut typist = Self {
            orders: child.stdin.take().unwrap(),
            told: BufReader::new(child.stdout.take().unwrap()).lines(),
            child,
            path,
            folder,
        };
        typist.hear("ready");
        typist
    }

    fn order(&mut self, what: &str) {
        writeln!(self.orders, "{what}").unwrap();
    }

    /// The next line that begins with one of the words; the test runner writes around it, on the
    /// same line even.
    fn hear(&mut self, words: &str) -> String {
        loop {
            let line = self.told.next().unwrap().unwrap();
            let at = words.split('|').find_map(|word| line.find(word));
            if let Some(at) = at {
                return line[at..].to_owned();
            }
        }
    }

    /// Kills it and opens what it left behind.
    fn kill(mut self) -> Scratch {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        let mut scratch = Scratch {
            workspace: Workspace::open(options(&self.path)).unwrap(),
            folder: self.folder,
        };
        let project = scratch.workspace.project_named("news").unwrap();
        scratch.apply(DocumentCommand::OpenProject(project));
        let document = scratch.workspace.documents().next().unwrap().id;
        scratch.apply(DocumentCommand::OpenDocument(document));
        scratch
    }

    /// The target of a row as another program sees it in the file.
    fn stored(&self, row: usize) -> String {
        let db = rusqlite::Connection::open(&self.path).unwrap();
        let sql = "SELECT target FROM segment ORDER BY paragraph, place LIMIT 1 OFFSET ?1";
        db.query_row(sql, [row as i64], |found| found.get(0))
            .unwrap()
    }
}

#[test]
fn a_killed_process_loses_nothing_confirmed() {
    // It is heard of so many keystrokes and confirmations before it is killed amid the next.
    for heard in [5, 30, 61, 100, 144] {
        let mut typist = Typist::start();
        for row in 0..20 {
            for n in 0..WORDS {
                typist.order(&format!("type {row} {n}"));
            }
            typist.order(&format!("confirm {row}"));
        }
        let told: Vec<String> = (0..heard)
            .map(|_| typist.hear("typed |confirmed "))
            .collect();
        let scratch = typist.kill();
        let confirmed: Vec<_> = told
            .iter()
            .filter(|line| line.starts_with("confirmed"))
            .collect();
        assert_eq!(confirmed.len(), heard / (WORDS + 1));
        for line in &confirmed {
            let segment = scratch.segment(number(line, 1));
            assert_eq!(segment.status, SegmentStatus::Confirmed, "{line}");
            let last = format!("word{}x{}", number(line, 1), WORDS - 1);
            assert!(segment.target.contains(&last), "{line}");
        }
        assert!(scratch.workspace.unit_count() >= confirmed.len() as u64);
    }
}

#[test]
fn a_draft_reaches_the_disk_by_itself() {
    let mut typist = Typist::start();
    typist.order("type 0 0");
    typist.hear("typed");
    // Nothing is pressed any more, and nobody asks for it.
    while typist.stored(0).is_empty() {
        std::thread::yield_now();
    }
    let scratch = typist.kill();
    assert_eq!(scratch.segment(0).target, "word0x0 ");
    assert_eq!(scratch.segment(0).status, SegmentStatus::Draft);
}

#[test]
fn drafts_reach_the_disk_while_somebody_types_without_a_pause() {
    let mut typist = Typist::start();
    let mut typed = 0;
    while typist.stored(0).is_empty() {
        assert!(typed < 100_000, "keystrokes must not put the draft off");
        typist.order(&format!("type 0 {typed}"));
        typist.hear("typed");
        typed += 1;
    }
    let stored = typist.stored(0);
    let scratch = typist.kill();
    assert!(scratch.segment(0).target.starts_with(&stored));
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
