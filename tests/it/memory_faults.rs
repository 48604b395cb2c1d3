//! Memories under bad conditions: killed imports, locks, damaged pages, odd units.

use crate::scratch::{Scratch, options};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command as Process, Stdio};
use std::time::Duration;
use turjuman::engine::model::MatchRate;
use turjuman::workspace::{
    Command, CoreCommand, CoreEvent, DocumentCommand, Event, ImportInto, MemoryCommand,
    MemoryEvent, SaveState, Workspace,
};

const CHILD: &str = "TURJUMAN_TEST_IMPORTER";
const UNITS: u64 = 30_000;

fn words(n: u64) -> String {
    let mut seed = n.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed
    };
    let word = |n: u64| -> String {
        let letters: Vec<char> = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي".chars().collect();
        (0..4)
            .map(|at| letters[(n >> (8 * at)) as usize % letters.len()])
            .collect()
    };
    let count = 6 + next() % 10;
    (0..count)
        .map(|_| word(next() % 3_000))
        .collect::<Vec<_>>()
        .join(" ")
}

fn write_tmx(path: &Path, units: impl Iterator<Item = (String, String)>) {
    let mut out = std::io::BufWriter::new(std::fs::File::create(path).unwrap());
    write!(out, "<tmx version=\"1.4\"><header srclang=\"ar\"/><body>").unwrap();
    for (source, target) in units {
        writeln!(
            out,
            "<tu><tuv xml:lang=\"ar\"><seg>{source}</seg></tuv>\
             <tuv xml:lang=\"en\"><seg>{target}</seg></tuv></tu>"
        )
        .unwrap();
    }
    write!(out, "</body></tmx>").unwrap();
}

fn import(scratch: &mut Scratch, path: &Path) -> Vec<Event> {
    scratch.apply(MemoryCommand::Import {
        into: ImportInto::New("m".into()),
        path: path.into(),
        mapping: Default::default(),
        keep_before_error: false,
    })
}

fn rates(scratch: &mut Scratch, source: &str) -> Vec<u8> {
    let queries = [source.to_owned()];
    let answers = scratch
        .workspace
        .look_up("m", &queries, MatchRate::new(50.0), 20_000)
        .unwrap();
    answers[0].matches.iter().map(|m| m.rate.badge()).collect()
}

/// Imports until killed.
#[test]
fn importer() {
    let Ok(path) = std::env::var(CHILD) else {
        return;
    };
    let path = Path::new(&path);
    let mut workspace = Workspace::open(options(&path.join("workspace.db"))).unwrap();
    let command = Command::Memories(MemoryCommand::Import {
        into: ImportInto::New("m".into()),
        path: path.join("large.tmx"),
        mapping: Default::default(),
        keep_before_error: false,
    });
    let mut out = std::io::stdout().lock();
    writeln!(out, "begun").unwrap();
    workspace.apply(command).unwrap();
    workspace.settle().unwrap();
    writeln!(out, "done").unwrap();
}

/// Committed rows, as another program sees them.
fn rows_in(workspace: &Path, table: &str) -> u64 {
    let db = rusqlite::Connection::open(workspace).unwrap();
    let sql = format!("SELECT count(*) FROM {table}");
    db.query_row(&sql, [], |row| row.get::<_, i64>(0))
        .unwrap()
        .unsigned_abs()
}

#[test]
fn a_killed_import_leaves_the_memory_as_before() {
    let mut scratch = Scratch::new();
    let small = scratch.path("small.tmx");
    write_tmx(
        &small,
        [("جملة قديمة في الذاكرة".to_owned(), "Old".to_owned())].into_iter(),
    );
    import(&mut scratch, &small);
    write_tmx(
        &scratch.path("large.tmx"),
        (0..UNITS).map(|n| (words(n), format!("Target {n}"))),
    );
    let Scratch { workspace, folder } = scratch;
    drop(workspace);
    let exe = std::env::current_exe().unwrap();
    let path = folder.path().join("workspace.db");
    // At once; with some units written; with most; with a part of their index.
    for (table, rows) in [
        ("unit", 1),
        ("unit", 2_000),
        ("unit", UNITS - 3_000),
        ("unit_run_page", 1),
    ] {
        let mut child = Process::new(&exe)
            .args(["--exact", "memory_faults::importer", "--nocapture"])
            .env(CHILD, folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        while !lines.next().unwrap().unwrap().contains("begun") {}
        while rows_in(&path, table) < rows && child.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let finished = lines
            .map_while(Result::ok)
            .any(|line| line.contains("done"));
        let workspace = Workspace::open(options(&path)).unwrap();
        let count = workspace.unit_count();
        assert!((count - 1).is_multiple_of(UNITS), "{count} units");
        assert!(!finished || count > 1);
        let mut queries = vec!["جملة قديمة في الذاكرة".to_owned()];
        queries.extend((0..UNITS).step_by(3_000).map(words));
        let mut opened = workspace;
        let answers = opened.look_up("m", &queries, MatchRate::EXACT, 9).unwrap();
        assert_eq!(answers[0].matches.len(), 1);
        let found: usize = answers[1..].iter().map(|a| a.matches.len()).sum();
        assert_eq!(found as u64, (count - 1) / UNITS * 10, "{count} units");
    }
}

#[test]
fn a_lookup_finds_what_a_scan_finds_in_a_run() {
    let mut scratch = Scratch::new();
    let path = scratch.path("m.tmx");
    write_tmx(&path, (0..3_000).map(|n| (words(n), n.to_string())));
    import(&mut scratch, &path);
    let source = words(77);
    assert_eq!(rates(&mut scratch, &source)[0], 100);
    let (_, shorter) = source.split_once(' ').unwrap();
    assert!(rates(&mut scratch, shorter)[0] >= 80);
    assert_eq!(scratch.reopen().workspace.unit_count(), 3_000);
}

#[test]
fn a_stopped_import_is_taken_back() {
    // Whoever holds the lock keeps the import from going on: from the start, or half-way.
    for written_before in [0, 1] {
        // An import that was through before the lock was had is tried again.
        while !is_taken_back_when_stopped(written_before) {}
    }
}

/// Stops an import that has written some units; `false` when it was faster than the lock.
fn is_taken_back_when_stopped(written_before: u64) -> bool {
    let mut scratch = Scratch::new();
    let path = scratch.path("large.tmx");
    write_tmx(&path, (0..UNITS).map(|n| (words(n), n.to_string())));
    let file = scratch.path("workspace.db");
    let mut lock = rusqlite::Connection::open(&file).unwrap();
    lock.busy_timeout(Duration::from_secs(600)).unwrap();
    let import = MemoryCommand::Import {
        into: ImportInto::New("m".into()),
        path,
        mapping: Default::default(),
        keep_before_error: false,
    };
    let hold = "UPDATE memory SET units = units";
    let held = if written_before == 0 {
        let held = lock.transaction().unwrap();
        held.execute_batch(hold).unwrap();
        scratch.workspace.apply(import).unwrap();
        held
    } else {
        scratch.workspace.apply(import).unwrap();
        while rows_in(&file, "unit") < written_before {
            std::thread::yield_now();
        }
        let held = lock.transaction().unwrap();
        held.execute_batch(hold).unwrap();
        held
    };
    if rows_in(&file, "unit") == UNITS {
        return false;
    }
    scratch.workspace.apply(CoreCommand::CancelJobs).unwrap();
    held.commit().unwrap();
    scratch.settle();
    scratch = scratch.reopen();
    assert_eq!(scratch.workspace.unit_count(), 0);
    assert_eq!(rows_in(&file, "unit"), 0);
    assert!(rates(&mut scratch, &words(5)).is_empty());
    true
}

#[test]
fn units_nobody_would_write() {
    let mut scratch = Scratch::new();
    let path = scratch.path("odd.tmx");
    let huge = "كلمة طويلة ".repeat(50_000);
    let units = [
        huge.clone(),
        "!!! ؟؟؟".to_owned(),
        "٪ ٥".to_owned(),
        " ".to_owned(),
    ];
    let same = std::iter::repeat_n("الجملة نفسها مرارا".to_owned(), 10_000);
    write_tmx(
        &path,
        units
            .into_iter()
            .chain(same)
            .map(|source| (source, "x".to_owned())),
    );
    let events = import(&mut scratch, &path);
    assert!(
        events.iter().any(|e| matches!(
            e,
            Event::Memories(MemoryEvent::Imported { units: 10_003, .. })
        )),
        "{events:?}"
    );
    assert_eq!(rates(&mut scratch, &huge.replace("طويلة", "طويله")), [99]);
    assert_eq!(rates(&mut scratch, "!!! ؟؟؟"), [100]);
    assert_eq!(rates(&mut scratch, "٪ ٧"), [95]);
    assert_eq!(rates(&mut scratch, "الجملة نفسها مرارا").len(), 10_000);
}

#[test]
fn a_locked_file_delays_and_loses_nothing() {
    let mut scratch = Scratch::with_article();
    let other = rusqlite::Connection::open(scratch.path("workspace.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let segment = scratch.id(0);
    for command in [
        Command::from(DocumentCommand::Activate(segment)),
        scratch.replacing(0, "Kept."),
        DocumentCommand::Confirm(segment).into(),
    ] {
        scratch.workspace.apply(command).unwrap();
    }
    scratch.workspace.poll();
    assert_ne!(scratch.workspace.save_state(), SaveState::Saved);
    other.execute_batch("COMMIT").unwrap();
    scratch.settle();
    assert_eq!(scratch.workspace.save_state(), SaveState::Saved);
    assert_eq!(scratch.reopen().workspace.unit_count(), 1);
}

#[test]
fn a_damaged_page_is_told_and_nothing_panics() {
    let mut scratch = Scratch::new();
    let path = scratch.path("m.tmx");
    write_tmx(&path, (0..5_000).map(|n| (words(n), n.to_string())));
    import(&mut scratch, &path);
    let file = scratch.path("workspace.db");
    let Scratch { workspace, folder } = scratch;
    drop(workspace);
    let whole = std::fs::read(&file).unwrap();
    let mut told = 0;
    for page in (2..whole.len() / 4096).step_by(37) {
        let mut damaged = whole.clone();
        damaged[page * 4096..(page + 1) * 4096].fill(0xA5);
        std::fs::write(&file, damaged).unwrap();
        let queries: Vec<String> = (0..5_000).step_by(250).map(words).collect();
        let answer = Workspace::open(options(&file))
            .and_then(|mut workspace| workspace.look_up("m", &queries, MatchRate::new(70.0), 5));
        if let Err(error) = answer {
            told += 1;
            assert!(!error.to_string().is_empty());
        }
    }
    assert!(told > 0);
    drop(folder);
}

#[test]
fn a_picture_named_as_a_memory_is_called_one() {
    let mut scratch = Scratch::new();
    let path = scratch.path("picture.tmx");
    std::fs::write(&path, b"\xff\xd8\xff\xe0\0\x10JFIF\0").unwrap();
    let events = import(&mut scratch, &path);
    // Nothing of it can be kept, so that is not offered.
    assert!(
        matches!(&events[..], [Event::Core(CoreEvent::Failed { message })] if message.contains("a picture")),
        "{events:?}"
    );
}
