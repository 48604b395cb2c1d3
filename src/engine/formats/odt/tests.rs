//! OpenDocument texts with everything that pages hold, read and written.

use super::super::sample::filled;
use super::super::{SourceFile, inspect, read, write};
use crate::engine::files::{Package, Xml};
use crate::engine::model::{BlockStyle, ExportOptions, SegmentStatus, SourceDocument};
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const NAMESPACES: &str = r#"xmlns:office="o" xmlns:text="t" xmlns:style="s" xmlns:fo="f" xmlns:table="b" xmlns:draw="d" xmlns:svg="v" xmlns:xlink="x""#;
const AUTOMATIC: &str = r#"<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:text-align="end" style:writing-mode="rl-tb"/><style:text-properties style:font-weight-complex="bold"/></style:style><style:style style:name="T1" style:family="text"><style:text-properties officeooo:rsid="1" style:font-name-complex="A" fo:language="en"/></style:style><style:style style:name="T2" style:family="text"><style:text-properties style:font-weight-complex="bold"/></style:style>"#;
const HEADER: &str = r#"<office:automatic-styles/><office:master-styles><style:master-page style:name="M"><style:header><text:p text:style-name="Header">صحيفة</text:p></style:header></style:master-page></office:master-styles>"#;

fn package(body: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0"?><office:document-content {NAMESPACES}><office:automatic-styles>{AUTOMATIC}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"#
    );
    let styles = format!(
        r#"<office:document-styles {NAMESPACES}><office:styles><style:style style:name="Heading_20_1" style:family="paragraph"/></office:styles>{HEADER}</office:document-styles>"#
    );
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_str()),
        ("styles.xml", styles.as_str()),
        ("Pictures/1.png", "\u{89}PNG"),
    ] {
        writer
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn opened(bytes: &[u8]) -> SourceDocument {
    let file = SourceFile {
        bytes,
        name: Some("a.odt"),
        ..SourceFile::default()
    };
    read(&file).unwrap()
}

fn texts(document: &SourceDocument) -> Vec<&str> {
    let blocks = document.blocks.iter();
    blocks.map(|block| block.text.as_str()).collect()
}

fn part(bytes: &[u8], name: &str) -> String {
    String::from_utf8(Package::open(bytes).unwrap().part(name).unwrap()).unwrap()
}

#[test]
fn paragraphs_become_text_with_tags() {
    for (paragraph, expected) in [
        (
            "<text:p>الهد<text:span text:style-name=\"T1\">نة</text:span></text:p>",
            "الهدنة",
        ),
        (
            "<text:p>\n قال  <text:span text:style-name=\"T2\">نعم</text:span> ثم\n مضى </text:p>",
            "قال <1>نعم</1> ثم مضى",
        ),
        (
            "<text:p>أ<text:s text:c=\"2\"/>ب<text:tab/>ج<text:line-break/>د</text:p>",
            "أ  ب\tج\nد",
        ),
        (
            "<text:p>اكتب <text:a xlink:href=\"y\">هنا</text:a> ص <text:page-number>7</text:page-number> منه</text:p>",
            "اكتب <1>هنا</1> ص <2/> منه",
        ),
        (
            "<text:p><text:bookmark-start text:name=\"a\"/>نص<text:bookmark-end text:name=\"a\"/></text:p>",
            "نص",
        ),
        (
            "<text:p><text:span text:style-name=\"T2\">كله</text:span></text:p>",
            "كله",
        ),
    ] {
        let document = opened(&package(paragraph));
        assert_eq!(texts(&document)[0], expected);
    }
}

const PAGE: &str = r#"<text:tracked-changes><text:p>محذوف</text:p></text:tracked-changes><text:h text:style-name="Heading_20_1" text:outline-level="2">عنوان</text:h><text:p text:style-name="P1">متن<text:note text:id="n"><text:note-citation>1</text:note-citation><text:note-body><text:p text:style-name="P1">حاشية</text:p></text:note-body></text:note> وبقية</text:p><text:list><text:list-item><text:p>بند</text:p></text:list-item></text:list><table:table><table:table-cell><text:p>خلية</text:p></table:table-cell></table:table><text:p><draw:frame><draw:text-box><text:p>مربع</text:p></draw:text-box><svg:desc>صورة القافلة</svg:desc></draw:frame></text:p>"#;

#[test]
fn every_part_with_text_is_read() {
    let document = opened(&package(PAGE));
    assert_eq!(
        texts(&document),
        [
            "عنوان",
            "متن<1/> وبقية",
            "حاشية",
            "بند",
            "خلية",
            "مربع",
            "صورة القافلة",
            "صحيفة"
        ]
    );
    let styles: Vec<BlockStyle> = document.blocks.iter().map(|block| block.style).collect();
    assert_eq!(
        styles[..4],
        [
            BlockStyle::Heading(2),
            BlockStyle::Paragraph,
            BlockStyle::Paragraph,
            BlockStyle::ListItem
        ]
    );
}

#[test]
fn the_english_document_runs_from_the_left() {
    let bytes = package(PAGE);
    let document = opened(&bytes);
    let untouched = filled(&document, &[], SegmentStatus::Untranslated);
    let file = write(&untouched, ExportOptions::default()).unwrap();
    assert_eq!(file.bytes, bytes, "nothing translated, nothing changed");

    let targets = [
        "Title",
        "Body<1/> and  the rest",
        "A note",
        "",
        "A & B",
        "Box",
        "The \"convoy\"",
        "Paper",
    ];
    let export = filled(&document, &targets, SegmentStatus::Confirmed);
    let file = write(&export, ExportOptions::default()).unwrap();
    let xml = part(&file.bytes, "content.xml");
    Xml::parse(xml.clone()).unwrap();
    for (expected, count) in [
        (
            r#"<text:h text:style-name="Heading_20_1_en" text:outline-level="2">Title</text:h>"#,
            1,
        ),
        (
            r#"<style:style style:name="Heading_20_1_en" style:family="paragraph" style:parent-style-name="Heading_20_1"><style:paragraph-properties style:writing-mode="lr-tb"/></style:style>"#,
            1,
        ),
        (
            r#"<style:style style:name="P1_en" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:text-align="start" style:writing-mode="lr-tb"/><style:text-properties fo:font-weight="bold" style:font-weight-complex="bold"/></style:style>"#,
            1,
        ),
        (
            r#"<text:p text:style-name="P1_en">Body<text:note text:id="n"><text:note-citation>1</text:note-citation><text:note-body><text:p text:style-name="P1_en">A note</text:p></text:note-body></text:note><text:s/>and <text:s/>the rest</text:p>"#,
            1,
        ),
        ("<text:p>A &amp; B</text:p>", 1),
        ("<text:p>بند</text:p>", 1),
        ("<svg:desc>The \"convoy\"</svg:desc>", 1),
    ] {
        assert_eq!(xml.matches(expected).count(), count, "{expected}\n{xml}");
    }
    let styles = part(&file.bytes, "styles.xml");
    assert!(
        styles.contains(r#"text:style-name="Header_en">Paper<"#),
        "{styles}"
    );
    assert_eq!(part(&file.bytes, "Pictures/1.png"), "\u{89}PNG");
    assert_eq!(
        texts(&opened(&file.bytes)),
        [
            "Title",
            "Body<1/> and  the rest",
            "A note",
            "بند",
            "A & B",
            "Box",
            "The \"convoy\"",
            "Paper"
        ]
    );
}

#[test]
fn the_file_is_counted() {
    let bytes = package(PAGE);
    let file = SourceFile {
        bytes: &bytes,
        ..SourceFile::default()
    };
    let found = inspect(&file).unwrap().unwrap();
    assert_eq!(found.kind, "odt");
    assert_eq!(
        format!("{:?}", found.counts[0]),
        r#"("paragraphs_nonempty", Count(8))"#
    );
}

#[test]
fn what_is_not_a_document_is_refused() {
    let whole = package(PAGE);
    for bytes in [
        &b""[..],
        b"hello",
        &whole[..whole.len() / 2],
        &package("<text:p>")[..],
        &package("")[..40],
    ] {
        let file = SourceFile {
            bytes,
            name: Some("a.odt"),
            ..SourceFile::default()
        };
        assert!(read(&file).is_err());
    }
}
