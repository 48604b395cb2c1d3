//! Memories from CSV, TSV and workbooks, and as such.

use crate::scratch::Scratch;
use std::path::{Path, PathBuf};
use turjuman::engine::model::{MatchRate, Warning};
use turjuman::workspace::{
    CoreCommand, CoreEvent, Event, ImportInto, MemoryCommand, MemoryEvent, TableField,
    TableMapping, ToolCommand,
};

/// `truce⇥هدنة`, `peace⇥سلام` in windows-1256.
const OLD: &[u8] = b"truce\t\xE5\xCF\xE4\xC9\npeace\t\xD3\xE1\xC7\xE3\n";

fn import(
    scratch: &mut Scratch,
    name: &str,
    bytes: impl AsRef<[u8]>,
    mapping: TableMapping,
    keep_before_error: bool,
) -> Result<(u64, u64, Vec<Warning>), String> {
    let path = scratch.path(name);
    std::fs::write(&path, bytes).unwrap();
    let events = scratch.apply(MemoryCommand::Import {
        into: ImportInto::New("m".into()),
        path,
        mapping,
        keep_before_error,
    });
    events
        .iter()
        .find_map(|event| match event {
            Event::Memories(MemoryEvent::Imported {
                units,
                skipped,
                warnings,
                ..
            }) => Some(Ok((*units, *skipped, warnings.clone()))),
            Event::Core(CoreEvent::Failed { message }) => Some(Err(message.clone())),
            _ => None,
        })
        .unwrap()
}

fn target(scratch: &mut Scratch, source: &str) -> Option<String> {
    let answers = scratch
        .workspace
        .look_up("m", &[source.to_owned()], MatchRate::new(100.0), 1)
        .unwrap();
    Some(answers[0].matches.first()?.target.clone())
}

fn export(scratch: &mut Scratch, name: &str) -> (PathBuf, Vec<Event>) {
    let path = scratch.path(name);
    let events = scratch.apply(MemoryCommand::Export {
        memory: scratch.memory("m"),
        path: path.clone(),
    });
    (path, events)
}

#[test]
fn an_old_code_page_is_known() {
    let mut scratch = Scratch::new();
    let (units, _, warnings) =
        import(&mut scratch, "old.txt", OLD, TableMapping::default(), false).unwrap();
    assert_eq!(units, 2);
    assert!(warnings[0].message.contains("windows-1256"), "{warnings:?}");
    assert_eq!(target(&mut scratch, "هدنة").as_deref(), Some("truce"));
    assert_eq!(target(&mut scratch, "سلام").as_deref(), Some("peace"));
}

#[test]
fn what_the_user_says_counts() {
    let mut scratch = Scratch::new();
    let mapping = TableMapping {
        delimiter: Some('~'),
        has_header: Some(false),
        columns: Some(vec![
            Some(TableField::Target),
            None,
            Some(TableField::Source),
            Some(TableField::Author),
        ]),
        ..TableMapping::default()
    };
    let text = "source~target~هدنة~Lina\npeace~x, y~سلام~Karim\n";
    let (units, ..) = import(&mut scratch, "a.csv", text, mapping, false).unwrap();
    assert_eq!(units, 2);
    assert_eq!(target(&mut scratch, "هدنة").as_deref(), Some("source"));
    let wrong = TableMapping {
        encoding: Some("klingon".into()),
        ..TableMapping::default()
    };
    let error = import(&mut scratch, "b.csv", text, wrong, false).unwrap_err();
    assert!(error.contains("klingon"), "{error}");
}

#[test]
fn broken_tables_leave_the_memory_as_it_was() {
    let mut scratch = Scratch::new();
    let rows: String = (0..3_000)
        .map(|n| format!("جملة رقم {n},Sentence {n}\n"))
        .collect();
    let open = format!("source,target\n{rows}قال,\"he said\nسلام,peace\n");
    let none = TableMapping::default;
    let error = import(&mut scratch, "open.csv", &open, none(), false).unwrap_err();
    assert!(
        error.contains("line 3002") && error.contains("open.csv"),
        "{error}"
    );
    let bytes = [format!("source,target\n{rows}").as_bytes(), b"\xFF,x\n"].concat();
    let error = import(&mut scratch, "bytes.csv", bytes, none(), false).unwrap_err();
    assert!(error.contains("line 3002"), "{error}");
    for (name, bytes) in [
        ("empty.csv", &b""[..]),
        ("blank.csv", b"\n , \n"),
        ("single.csv", b"one\ntwo\n"),
        ("zip.csv", b"PK\x03\x04 nothing"),
        ("no.xlsx", b"source,target\n"),
        ("pdf.tsv", b"%PDF-1.4"),
    ] {
        let error = import(&mut scratch, name, bytes, none(), false).unwrap_err();
        assert!(error.contains(name), "{error}");
    }
    assert_eq!(scratch.workspace.unit_count(), 0);
    let (units, _, warnings) = import(&mut scratch, "open.csv", &open, none(), true).unwrap();
    assert_eq!((units, scratch.workspace.unit_count()), (3_000, 3_000));
    assert!(warnings[0].message.contains("line 3002"), "{warnings:?}");
}

#[test]
fn a_stopped_import_leaves_nothing() {
    let mut scratch = Scratch::new();
    let rows: String = (0..60_000)
        .map(|n| format!("جملة رقم {n},Sentence {n}\n"))
        .collect();
    let path = scratch.path("large.csv");
    std::fs::write(&path, rows).unwrap();
    scratch
        .workspace
        .apply(MemoryCommand::Import {
            into: ImportInto::New("m".into()),
            path,
            mapping: TableMapping::default(),
            keep_before_error: false,
        })
        .unwrap();
    scratch.apply(CoreCommand::CancelJobs);
    assert_eq!(scratch.workspace.unit_count(), 0);
    assert_eq!(scratch.reopen().workspace.unit_count(), 0);
}

#[test]
fn a_memory_goes_out_as_a_table_and_comes_back() {
    let text = "source,target,sourcelanguage,targetlanguage,author,created,changed,project,document,note\r\n\
        \"هدنة, الآن\",\"Truce \"\"now\"\"\",ar-SY,en-GB,Lina,2016-02-27T00:00:00Z,2016-02-28T10:00:00Z,News,a.docx,=1+1\r\n\
        سلام\u{200F},\"two\nlines\",ar,en,,,,,,\r\n";
    for name in ["out.csv", "out.tsv", "out.xlsx"] {
        let mut scratch = Scratch::new();
        import(&mut scratch, "in.csv", text, TableMapping::default(), false).unwrap();
        let (path, events) = export(&mut scratch, name);
        let told = events.iter().any(|event| {
            matches!(event, Event::Memories(MemoryEvent::Exported { units: 2, warnings, .. }) if warnings.is_empty())
        });
        assert!(told, "{events:?}");
        assert_eq!(again(&path), format!("\u{FEFF}{text}"), "{name}");
    }
}

#[test]
fn a_table_is_looked_at_before() {
    let mut scratch = Scratch::new();
    let path = scratch.path("old.txt");
    std::fs::write(&path, OLD).unwrap();
    let mut look = |mapping: TableMapping| {
        scratch.apply(ToolCommand::PreviewTable {
            path: path.clone(),
            mapping,
        });
        scratch.workspace.last_preview().unwrap().preview.clone()
    };
    let found = look(TableMapping::default()).unwrap();
    assert_eq!(
        (found.encoding.as_str(), found.delimiter),
        ("windows-1256", Some('\t'))
    );
    assert_eq!(
        found.columns,
        [Some(TableField::Target), Some(TableField::Source)]
    );
    assert_eq!(found.rows[1], (2, vec!["peace".into(), "سلام".into()]));
    let other = look(TableMapping {
        encoding: Some("windows-1252".into()),
        ..TableMapping::default()
    });
    assert_eq!(other.unwrap().rows[1].1[1], "ÓáÇã");
    let whole = look(TableMapping {
        delimiter: Some(';'),
        ..TableMapping::default()
    });
    assert_eq!(whole.unwrap().columns, [None]);
    let wrong = look(TableMapping {
        encoding: Some("utf-8".into()),
        ..TableMapping::default()
    });
    assert!(wrong.unwrap().rows[0].1[1].contains('\u{FFFD}'));
    std::fs::remove_file(&path).unwrap();
    assert!(
        look(TableMapping::default())
            .unwrap_err()
            .contains("old.txt")
    );
}

/// The table of a memory made from a file.
fn again(path: &Path) -> String {
    let mut scratch = Scratch::new();
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let bytes = std::fs::read(path).unwrap();
    import(&mut scratch, &name, bytes, TableMapping::default(), false).unwrap();
    let (path, _) = export(&mut scratch, "again.csv");
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn what_a_table_cannot_hold_is_told() {
    let mut scratch = Scratch::new();
    let tmx = "<tmx version='1.4'><header srclang='ar'/><body><tu><prop type='x'>y</prop>\
        <tuv xml:lang='ar'><seg>نعم</seg></tuv><tuv xml:lang='en'><seg>yes</seg></tuv></tu></body></tmx>";
    import(&mut scratch, "in.tmx", tmx, TableMapping::default(), false).unwrap();
    let (_, events) = export(&mut scratch, "out.csv");
    let told = events.iter().any(|event| {
        matches!(event, Event::Memories(MemoryEvent::Exported { warnings, .. }) if warnings[0].message.contains("1 units"))
    });
    assert!(told, "{events:?}");
}
