//! Documents of other programs through the façade: imported, translated, exported into their own
//! files.

use crate::scratch::{Scratch, options};
use turjuman::engine::model::SegmentStatus;
use turjuman::workspace::{
    DocumentCommand, ExportFormat, ExportLayout, ExportRequest, ExportScope, Workspace,
    inspect_file,
};

const XLIFF: &str = "<?xml version=\"1.0\"?>\n\
    <xliff version=\"2.0\" srcLang=\"ar\" trgLang=\"en\"><file id=\"f\"><unit id=\"u\">\n\
    <segment><source>وصلت القافلة. ثم عادت.</source></segment>\n\
    <segment state=\"final\"><source>نعم</source><target>Yes</target></segment>\n\
    </unit></file></xliff>\n";

fn export(scratch: &mut Scratch, name: &str) -> String {
    let output = scratch.path(name);
    scratch.apply(DocumentCommand::Export(ExportRequest {
        scope: ExportScope::Project("news".into()),
        format: ExportFormat::Original,
        layout: ExportLayout::Target,
        headline_first: false,
        output: output.clone(),
    }));
    std::fs::read_to_string(output).unwrap()
}

#[test]
fn a_bilingual_file_comes_back_with_its_targets() {
    let mut scratch = Scratch::new();
    let id = scratch.import_bytes("work.xlf", XLIFF.as_bytes()).unwrap();
    scratch.apply(DocumentCommand::OpenDocument(id));
    assert_eq!(scratch.sources(), ["وصلت القافلة. ثم عادت.", "نعم"]);
    assert_eq!(scratch.segment(1).target, "Yes");
    assert_eq!(scratch.segment(1).status, SegmentStatus::Confirmed);
    assert_eq!(export(&mut scratch, "same.xlf"), XLIFF);
    scratch.translate(0, "The convoy arrived. Then it returned.");
    let expected = XLIFF.replace(
        "<segment><source>وصلت القافلة. ثم عادت.</source>",
        "<segment state=\"translated\"><source>وصلت القافلة. ثم عادت.</source>\
         <target>The convoy arrived. Then it returned.</target>",
    );
    assert_eq!(export(&mut scratch, "done.xlf"), expected);
}

#[test]
fn kinds_are_told_by_what_is_in_them() {
    let mut scratch = Scratch::new();
    let id = scratch.import_bytes("work.txt", XLIFF.as_bytes()).unwrap();
    scratch.apply(DocumentCommand::OpenDocument(id));
    assert_eq!(scratch.sources().len(), 2);
    for (name, bytes, what) in [
        ("a.txt", &b"PK\x03\x04....."[..], "ZIP"),
        ("a.docx", b"PK\x03\x04.....", "damaged"),
        ("a.docx", b"\xd0\xcf\x11\xe0....", "password"),
        ("a.docx", b"", "empty"),
        ("a.xlf", b"<xliff version='1.2'><file>", "cut off"),
        (
            "a.txt",
            b"<?xml version='1.0'?><tmx version='1.4'/>",
            "memory",
        ),
        ("a.txt", b"<srx version='2.0'/>", "segmentation rules"),
        ("a.txt", b"<martif type='TBX'/>", "termbase"),
        ("a.html", b"<!DOCTYPE html><html><p>", "no text"),
    ] {
        let message = scratch.import_bytes(name, bytes).unwrap_err();
        assert!(message.contains(what), "{name} {bytes:?}: {message}");
    }
    assert!(inspect_file(&scratch.path("work.txt")).is_ok());
    let page = b"<!DOCTYPE html><html><p>\xd8\xb3";
    assert!(scratch.import_bytes("page.txt", page).is_ok());
}

#[test]
fn skeletons_of_earlier_workspaces_are_read() {
    let mut scratch = Scratch::new();
    let text = "# عنوان\n\n- بند أول\n- بند ثان\n";
    let id = scratch.import_bytes("page.md", text.as_bytes()).unwrap();
    let path = scratch.path("workspace.db");
    let folder = scratch.folder;
    drop(scratch.workspace);
    let db = rusqlite::Connection::open(&path).unwrap();
    let json = r##"{"parts":[{"literal":"# "},{"block":0},{"literal":"\n\n- "},{"block":1},{"literal":"\n- "},{"block":2},{"literal":"\n"}]}"##;
    // As the migration of such a workspace leaves it.
    let sql = "UPDATE document SET skeleton = CAST(?1 AS BLOB)";
    db.execute(sql, [json]).unwrap();
    drop(db);
    let workspace = Workspace::open(options(&path)).unwrap();
    let mut scratch = Scratch { workspace, folder };
    scratch.apply(DocumentCommand::OpenDocument(id));
    assert_eq!(scratch.sources(), ["عنوان", "بند أول", "بند ثان"]);
    for (row, target) in ["Title", "First", "Second"].into_iter().enumerate() {
        scratch.translate(row, target);
    }
    assert_eq!(
        export(&mut scratch, "page.md.out"),
        "# Title\n\n- First\n- Second\n"
    );
}
