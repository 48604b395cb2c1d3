//! Whatever is thrown at it: a clear message, no panic, nothing lost.

use crate::scratch::{ARTICLE, Scratch, options};
use std::path::Path;
use turjuman::workspace::{
    CoreCommand, DocumentCommand, ImportInto, ImportSource, MemoryCommand, Workspace,
};

/// Imports a file that must be refused; the project stays as it was and goes on working.
fn refusal(name: &str, bytes: &[u8]) -> String {
    let mut scratch = Scratch::new();
    let message = scratch.import_bytes(name, bytes).unwrap_err();
    assert!(message.contains(name), "names the file: {message}");
    assert_eq!(scratch.workspace.documents().len(), 0);
    scratch.import_text(ARTICLE);
    assert_eq!(scratch.workspace.documents().len(), 1);
    message
}

#[test]
fn a_missing_file() {
    let mut scratch = Scratch::new();
    let path = scratch.path("nowhere.txt");
    let message = scratch.import(ImportSource::File(path)).unwrap_err();
    assert!(
        message.contains("no such file") && message.contains("nowhere.txt"),
        "{message}"
    );
}

#[test]
fn a_folder() {
    let mut scratch = Scratch::new();
    let path = scratch.folder.path().to_owned();
    let message = scratch.import(ImportSource::File(path)).unwrap_err();
    assert!(message.contains("folder"), "{message}");
}

#[test]
fn an_address() {
    let mut scratch = Scratch::new();
    let message = scratch
        .import(ImportSource::File("https://example.org/news".into()))
        .unwrap_err();
    assert!(message.contains("paste"), "{message}");
}

#[test]
fn binary_files() {
    refusal(
        "photo.txt",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0\x08\x06",
    );
    refusal(
        "report.txt",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n",
    );
    let noise: Vec<u8> = (0..4096u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    refusal("noise.txt", &noise);
}

#[test]
fn empty_files() {
    refusal("empty.txt", b"");
    refusal("blank.txt", b" \r\n\t\n\n");
    refusal("mark.txt", b"\xef\xbb\xbf");
}

#[test]
fn invalid_utf8_is_read_as_what_it_is_or_refused() {
    let mut scratch = Scratch::new();
    // windows-1256, as old glossaries and articles are.
    let legacy = b"\xc3\xda\xe1\xe4\xca \xc7\xe1\xcd\xdf\xe6\xe3\xc9 \xe5\xcf\xe4\xc9 \xcc\xcf\xed\xcf\xc9 \xc7\xe1\xed\xe6\xe3.\n";
    let id = scratch.import_bytes("legacy.txt", legacy).unwrap();
    scratch.apply(DocumentCommand::OpenDocument(id));
    assert_eq!(scratch.sources(), ["أعلنت الحكومة هدنة جديدة اليوم."]);
    let mut broken = ARTICLE.as_bytes().to_vec();
    broken.splice(200..201, [0xff, 0xfe, 0xff]);
    match scratch.import_bytes("broken.txt", &broken) {
        Ok(_) => {}
        Err(message) => assert!(message.contains("line"), "{message}"),
    }
}

#[test]
fn utf16_both_ways() {
    for big in [false, true] {
        let mut scratch = Scratch::new();
        let bytes: Vec<u8> = "\u{feff}"
            .encode_utf16()
            .chain(ARTICLE.encode_utf16())
            .flat_map(|unit| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect();
        let id = scratch.import_bytes("article.txt", &bytes).unwrap();
        scratch.apply(DocumentCommand::OpenDocument(id));
        assert_eq!(scratch.sources().len(), 5);
    }
}

#[test]
fn ten_megabytes_in_one_line() {
    let mut scratch = Scratch::new();
    let sentence = "أعلنت الحكومة هدنة جديدة اليوم، وقال المتحدث إن الهدنة تبدأ صباح الغد. ";
    let text = sentence.repeat(10 * 1024 * 1024 / sentence.len());
    let id = scratch.import_bytes("line.txt", text.as_bytes()).unwrap();
    scratch.apply(DocumentCommand::OpenDocument(id));
    let document = scratch.workspace.document().unwrap();
    let joined: usize = document
        .segments()
        .map(|s| s.leading.len() + s.source.len() + s.trailing.len())
        .sum();
    assert!(document.len() > 50_000);
    assert_eq!(joined, text.trim_end().len());
    scratch.translate(60_000, "It was announced.");
    let one_word = "ا".repeat(5 * 1024 * 1024);
    let id = scratch
        .import_bytes("word.txt", one_word.as_bytes())
        .unwrap();
    scratch.apply(DocumentCommand::OpenDocument(id));
    assert_eq!(scratch.sources().len(), 1);
}

#[test]
fn control_and_direction_characters_come_through() {
    let mut scratch = Scratch::new();
    let text = "قال \u{202e}الوزير\u{202c} إن \0 الهدنة\u{7} صامدة.\nانتهى \u{2067}البيان.\n";
    let id = scratch.import_bytes("marks.txt", text.as_bytes()).unwrap();
    scratch.apply(DocumentCommand::OpenDocument(id));
    assert_eq!(scratch.sources().concat(), text.replace('\n', ""));
    for row in 0..scratch.sources().len() {
        scratch.apply(DocumentCommand::Activate(scratch.id(row)));
        scratch.write_target(row, "a\0b\u{202e}c\u{fffe}");
        scratch.apply(DocumentCommand::Confirm(scratch.id(row)));
    }
    for extension in ["docx", "html", "txt", "tmx"] {
        use turjuman::workspace::{ExportFormat, ExportLayout, ExportRequest, ExportScope};
        let format = ExportFormat::ALL
            .into_iter()
            .find(|format| format.extension() == extension)
            .unwrap();
        let output = scratch.path(&format!("out.{extension}"));
        scratch.apply(DocumentCommand::Export(ExportRequest {
            scope: ExportScope::Project("news".into()),
            format,
            layout: ExportLayout::Bilingual,
            headline_first: false,
            output: output.clone(),
        }));
        assert!(output.exists(), "{extension}");
        if extension == "tmx" {
            let mut other = Scratch::new();
            other.apply(MemoryCommand::Import {
                into: ImportInto::New("m".into()),
                path: output,
                mapping: Default::default(),
                keep_before_error: false,
            });
            assert_eq!(other.workspace.unit_count(), 2);
        }
    }
}

/// Opening must fail with a message that names the file and leave its bytes alone.
fn unopenable(path: &Path, word: &str) {
    let before = std::fs::read(path).unwrap();
    let Err(error) = Workspace::open(options(path)) else {
        panic!("{} opened", path.display());
    };
    let message = error.to_string();
    assert!(message.contains(word), "{message}");
    assert!(message.contains("w.db"), "{message}");
    assert_eq!(std::fs::read(path).unwrap(), before);
}

#[test]
fn a_workspace_that_is_something_else() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.db");
    std::fs::write(&path, ARTICLE.repeat(40)).unwrap();
    unopenable(&path, "not a Turjuman workspace");
    std::fs::remove_file(&path).unwrap();
    let foreign = rusqlite::Connection::open(&path).unwrap();
    foreign
        .execute_batch("CREATE TABLE moz_places (id)")
        .unwrap();
    drop(foreign);
    unopenable(&path, "not a Turjuman workspace");
}

#[test]
fn a_read_only_workspace() {
    let mut scratch = Scratch::with_article();
    scratch.translate(0, "Kept.");
    let id = scratch.workspace.document().unwrap().id();
    let path = scratch.path("w.db");
    let (from, folder) = (scratch.path("workspace.db"), scratch.folder);
    drop(scratch.workspace);
    std::fs::rename(from, &path).unwrap();
    let mut permissions = std::fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).unwrap();
    unopenable(&path, "cannot be written");
    // Looking is still possible.
    let mut reading = options(&path);
    reading.read_only = true;
    let mut workspace = Workspace::open(reading).unwrap();
    workspace.apply(DocumentCommand::OpenDocument(id)).unwrap();
    workspace.settle().unwrap();
    let document = workspace.document().unwrap();
    assert_eq!(document.get(0).unwrap().target, "Kept.");
    assert!(workspace.apply(CoreCommand::Undo).is_err());
    drop(folder);
}

#[test]
fn a_corrupt_workspace() {
    let scratch = Scratch::with_article();
    let path = scratch.path("w.db");
    let (from, folder) = (scratch.path("workspace.db"), scratch.folder);
    drop(scratch.workspace);
    let mut bytes = std::fs::read(&from).unwrap();
    // The header is whole, all tables behind it are noise.
    for (n, byte) in bytes.iter_mut().enumerate().skip(100) {
        *byte = ((n * 7919) >> 3) as u8;
    }
    std::fs::write(&path, &bytes).unwrap();
    unopenable(&path, "damaged");
    std::fs::write(&path, &bytes[..1000]).unwrap();
    assert!(Workspace::open(options(&path)).is_err());
    drop(folder);
}

#[test]
fn a_workspace_open_elsewhere() {
    let scratch = Scratch::new();
    let path = scratch.path("workspace.db");
    let Err(error) = Workspace::open(options(&path)) else {
        panic!("opened twice for writing");
    };
    assert!(error.to_string().contains("another Turjuman"), "{error}");
    let mut reading = options(&path);
    reading.read_only = true;
    assert!(Workspace::open(reading).is_ok());
}

#[test]
fn a_workspace_of_a_newer_version() {
    let scratch = Scratch::new();
    let path = scratch.path("workspace.db");
    drop(scratch.workspace);
    let db = rusqlite::Connection::open(&path).unwrap();
    db.pragma_update(None, "user_version", 9_999).unwrap();
    drop(db);
    let Err(error) = Workspace::open(options(&path)) else {
        panic!("opened a newer workspace");
    };
    assert!(error.to_string().contains("newer"), "{error}");
}

#[test]
fn a_workspace_of_an_older_version_is_not_only_looked_at() {
    let scratch = Scratch::new();
    let path = scratch.path("workspace.db");
    drop(scratch.workspace);
    let db = rusqlite::Connection::open(&path).unwrap();
    db.pragma_update(None, "user_version", 1).unwrap();
    drop(db);
    let mut reading = options(&path);
    reading.read_only = true;
    let Err(error) = Workspace::open(reading) else {
        panic!("read a workspace that lacks tables");
    };
    assert!(error.to_string().contains("older"), "{error}");
}
