//! Documents out: what an unfinished export holds, and that a fault leaves the old file.

use crate::scratch::Scratch;
use std::io::Read;
use std::path::Path;
use turjuman::workspace::{
    CoreEvent, DocumentCommand, DocumentEvent, Event, ExportFormat, ExportLayout, ExportRequest,
    ExportScope,
};

const PAGE: &str = "وصل الوفد إلى العاصمة صباح اليوم لبحث تمديد الهدنة مع الحكومة والمعارضة. وغادر مساء.\n\
    وقالت مصادر إن المحادثات كانت مفيدة وإن جولة جديدة ستعقد قريبا في جنيف.\n\
    الوفد يبحث تمديد الهدنة في العاصمة\n\
    الوفد يبحث تمديد الهدنة في العاصمة\n";

fn request(path: &Path, format: ExportFormat, layout: ExportLayout) -> ExportRequest {
    ExportRequest {
        scope: ExportScope::Project("news".into()),
        format,
        layout,
        headline_first: false,
        output: path.to_owned(),
    }
}

/// The text of a part of a DOCX.
fn part(path: &Path, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut text = String::new();
    archive
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

fn scratch() -> Scratch {
    let mut scratch = Scratch::new();
    let id = scratch.import_text(PAGE);
    scratch.apply(DocumentCommand::OpenDocument(id));
    assert_eq!(scratch.sources().len(), 5);
    scratch.translate(0, "The delegation arrived in the capital.");
    scratch.translate(3, "Delegation discusses extending the truce");
    scratch
}

#[test]
fn target_text_keeps_paragraphs_and_leaves_aside_what_is_not_for_translation() {
    let mut scratch = scratch();
    let path = scratch.path("out.txt");
    let mut wanted = request(&path, ExportFormat::Text, ExportLayout::Target);
    let events = scratch.apply(DocumentCommand::Export(wanted.clone()));
    assert!(
        events.iter().any(|e| matches!(
            e,
            Event::Documents(DocumentEvent::Exported {
                untranslated: 2,
                ..
            })
        )),
        "{events:?}"
    );
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!(
        text,
        "The delegation arrived in the capital. وغادر مساء.\n\
         وقالت مصادر إن المحادثات كانت مفيدة وإن جولة جديدة ستعقد قريبا في جنيف.\n\
         Delegation discusses extending the truce\n"
    );
    wanted.headline_first = true;
    scratch.apply(DocumentCommand::Export(wanted));
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.starts_with("Delegation discusses"), "{text}");
}

#[test]
fn bilingual_word_documents_set_direction_on_arabic_cells_only() {
    let mut scratch = scratch();
    let path = scratch.path("out.docx");
    scratch.apply(DocumentCommand::Export(request(
        &path,
        ExportFormat::Docx,
        ExportLayout::Bilingual,
    )));
    let xml = part(&path, "word/document.xml");
    assert!(xml.contains("The delegation arrived in the capital."));
    for paragraph in xml.split("<w:p>").skip(1).chain(xml.split("<w:p ").skip(1)) {
        let paragraph = paragraph.split("</w:p>").next().unwrap();
        if paragraph.contains("The delegation") {
            assert!(
                !paragraph.contains("w:bidi") && !paragraph.contains("<w:rtl"),
                "{paragraph}"
            );
        }
        if paragraph.contains("وصل الوفد") {
            assert!(
                paragraph.contains("<w:bidi") && paragraph.contains("<w:rtl"),
                "{paragraph}"
            );
        }
    }
    assert!(!xml.contains("bidiVisual"));
}

#[test]
fn a_finished_target_document_has_no_trace_of_right_to_left() {
    let mut scratch = scratch();
    scratch.translate(1, "It left in the evening.");
    scratch.translate(2, "Sources said the talks were useful.");
    let path = scratch.path("out.docx");
    scratch.apply(DocumentCommand::Export(request(
        &path,
        ExportFormat::Docx,
        ExportLayout::Target,
    )));
    let xml = part(&path, "word/document.xml");
    assert!(xml.contains("It left in the evening."));
    assert!(!xml.contains("w:bidi") && !xml.contains("<w:rtl"), "{xml}");
}

#[test]
fn web_pages_give_each_cell_its_direction() {
    let mut scratch = scratch();
    let path = scratch.path("out.html");
    scratch.apply(DocumentCommand::Export(request(
        &path,
        ExportFormat::Html,
        ExportLayout::Bilingual,
    )));
    let html = std::fs::read_to_string(&path).unwrap();
    let rows = html.matches("<tr").count();
    assert!(rows >= 5 && html.contains("dir=\"rtl\"") && html.contains("dir=\"ltr\""));
    assert!(html.contains("lang=\"ar\"") && html.contains("@media print"));
}

#[test]
fn the_clipboard_has_the_english_as_text_and_html() {
    let scratch = scratch();
    let clipping = scratch.workspace.clipping(true).unwrap();
    assert!(
        clipping
            .plain
            .starts_with("Delegation discusses extending the truce\n")
    );
    assert!(clipping.html.contains("<p>"), "{}", clipping.html);
}

#[test]
fn a_failed_export_says_so_and_leaves_the_old_file() {
    let mut scratch = scratch();
    let path = scratch.path("no/such/folder/out.txt");
    let events = scratch.apply(DocumentCommand::Export(request(
        &path,
        ExportFormat::Text,
        ExportLayout::Target,
    )));
    assert!(events.iter().any(
        |e| matches!(e, Event::Core(CoreEvent::Failed { message }) if message.contains("out.txt"))
    ));
}

#[test]
fn drafts_are_marked_in_a_memory_and_each_unit_names_its_document() {
    let mut scratch = scratch();
    scratch.write_target(2, "Sources called the talks useful");
    scratch
        .import_bytes("second.txt", "هدنة ثانية.\n".as_bytes())
        .unwrap();
    let path = scratch.path("out.tmx");
    let wanted = request(&path, ExportFormat::Tmx, ExportLayout::Target);
    scratch.apply(DocumentCommand::Export(wanted));
    let written = std::fs::read_to_string(&path).unwrap();
    assert_eq!(
        written.matches("<tu").count() - written.matches("<tuv").count(),
        3
    );
    assert_eq!(
        written.matches(">unconfirmed</prop>").count(),
        1,
        "{written}"
    );
    assert_eq!(
        written.matches(r#""x-document">article</prop>"#).count(),
        3,
        "{written}"
    );
}
