//! A bilingual Word document goes out, comes back changed, and is taken over.

use crate::scratch::Scratch;
use std::collections::HashMap;
use std::io::{Cursor, Read, Write};
use turjuman::engine::model::SegmentStatus;
use turjuman::workspace::{
    CoreCommand, DocumentCommand, DocumentEvent, Event, ExportFormat, ExportLayout, ExportRequest,
    ExportScope, Review,
};

/// The file with texts of its main part replaced.
fn changed(file: &[u8], changes: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut parts: HashMap<String, Vec<u8>> = HashMap::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        parts.insert(part.name().unwrap().into_owned(), bytes);
    }
    let document = parts.get_mut("word/document.xml").unwrap();
    let mut text = String::from_utf8(std::mem::take(document)).unwrap();
    for (old, new) in changes {
        assert!(text.contains(old), "{old}");
        text = text.replace(old, new);
    }
    *document = text.into_bytes();
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(name, options).unwrap();
        writer.write_all(&bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn read(scratch: &mut Scratch, bytes: &[u8]) -> Review {
    let path = scratch.path("back.docx");
    std::fs::write(&path, bytes).unwrap();
    let events = scratch.apply(DocumentCommand::ReadReview(path));
    let found = events.into_iter().find_map(|event| match event {
        Event::Documents(DocumentEvent::ReviewRead(review)) => Some(review),
        _ => None,
    });
    *found.unwrap()
}

#[test]
fn what_a_reviewer_changes_is_shown_and_taken_over_in_one_step() {
    let mut scratch = Scratch::with_article();
    scratch.translate(0, "The government announced a new truce.");
    scratch.translate(1, "The spokesman said it begins tomorrow.");
    let output = scratch.path("out.docx");
    let document = scratch.workspace.document().unwrap().id();
    scratch.apply(DocumentCommand::Export(ExportRequest {
        scope: ExportScope::Document(document),
        format: ExportFormat::Docx,
        layout: ExportLayout::Bilingual,
        headline_first: false,
        output: output.clone(),
    }));
    let sent = std::fs::read(output).unwrap();
    assert_eq!(read(&mut scratch, &sent).changes, []);

    let back = changed(&sent, &[("it begins tomorrow", "it starts at dawn")]);
    let review = read(&mut scratch, &back);
    assert_eq!(review.rows, 5);
    assert_eq!(review.problems, Vec::<String>::new());
    let change = &review.changes[0];
    assert_eq!((review.changes.len(), change.number), (1, 2));
    assert_eq!(change.after, "The spokesman said it starts at dawn.");
    scratch.apply(DocumentCommand::ApplyReview(review.changes));
    assert_eq!(
        scratch.segment(1).target,
        "The spokesman said it starts at dawn."
    );
    assert_eq!(scratch.segment(1).status, SegmentStatus::Draft);
    assert_eq!(scratch.segment(0).status, SegmentStatus::Confirmed);
    scratch.apply(CoreCommand::Undo);
    assert_eq!(
        scratch.segment(1).target,
        "The spokesman said it begins tomorrow."
    );
    assert_eq!(scratch.segment(1).status, SegmentStatus::Confirmed);
}

#[test]
fn rows_that_cannot_be_placed_are_told() {
    let mut scratch = Scratch::with_article();
    let output = scratch.path("out.docx");
    let document = scratch.workspace.document().unwrap().id();
    scratch.apply(DocumentCommand::Export(ExportRequest {
        scope: ExportScope::Document(document),
        format: ExportFormat::Docx,
        layout: ExportLayout::Bilingual,
        headline_first: false,
        output: output.clone(),
    }));
    let sent = std::fs::read(output).unwrap();
    let back = changed(&sent, &[("ورحبت الأمم المتحدة بالهدنة.", "جملة أخرى.")]);
    let review = read(&mut scratch, &back);
    assert_eq!((review.rows, review.problems.len()), (4, 1));
    assert_eq!(review.changes, []);
}
