//! A Word document of all that pages hold, read and written.

use super::super::sample::filled;
use super::super::{SourceFile, read, write};
use crate::engine::files::{Package, Xml};
use crate::engine::model::{ExportOptions, SegmentStatus, SourceDocument};
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>
<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/>
</Types>"#;
const STYLES: &str = r#"<w:styles xmlns:w="w"><w:docDefaults><w:pPrDefault><w:pPr><w:bidi/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:styleId="H1"><w:name w:val="heading 1"/><w:rPr><w:rtl/></w:rPr></w:style></w:styles>"#;
const HEADER: &str = r#"<w:hdr xmlns:w="w"><w:p><w:r><w:t>صحيفة</w:t></w:r></w:p></w:hdr>"#;
const NOTES: &str = r#"<w:footnotes xmlns:w="w"><w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> حاشية</w:t></w:r></w:p></w:footnote></w:footnotes>"#;

fn package(body: &str) -> Vec<u8> {
    let document = format!(
        r#"<?xml version="1.0"?><w:document xmlns:w="w" xmlns:wp="wp" xmlns:mc="mc"><w:body>{body}<w:sectPr><w:bidi/></w:sectPr></w:body></w:document>"#
    );
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("[Content_Types].xml", TYPES),
        ("word/document.xml", document.as_str()),
        ("word/styles.xml", STYLES),
        ("word/header1.xml", HEADER),
        ("word/footnotes.xml", NOTES),
        ("word/media/image1.png", "\u{89}PNG"),
    ] {
        writer
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn opened(bytes: &[u8]) -> SourceDocument {
    read(&SourceFile {
        bytes,
        name: Some("a.docx"),
        ..SourceFile::default()
    })
    .unwrap()
}

fn texts(document: &SourceDocument) -> Vec<&str> {
    document
        .blocks
        .iter()
        .map(|block| block.text.as_str())
        .collect()
}

fn part(bytes: &[u8], name: &str) -> String {
    String::from_utf8(Package::open(bytes).unwrap().part(name).unwrap()).unwrap()
}

/// The text of one paragraph of the document.
fn text_of(paragraph: &str) -> String {
    let document = opened(&package(paragraph));
    texts(&document)[0].to_owned()
}

#[test]
fn runs_that_differ_in_nothing_that_shows_are_one() {
    for (paragraph, expected) in [
        (
            r#"<w:p><w:r w:rsidR="1"><w:rPr><w:rFonts w:hint="cs" w:cs="A"/><w:rtl/><w:lang w:bidi="ar"/></w:rPr><w:t>الهد</w:t></w:r><w:proofErr w:type="spellStart"/><w:r w:rsidR="2"><w:rPr><w:rFonts w:cs="B"/><w:noProof/><w:rtl/></w:rPr><w:t>نة</w:t></w:r></w:p>"#,
            "الهدنة",
        ),
        (
            r#"<w:p><w:r><w:t xml:space="preserve">قال </w:t></w:r><w:r><w:rPr><w:rtl/><w:bCs/></w:rPr><w:t>نعم</w:t></w:r><w:r><w:t xml:space="preserve"> ثم مضى</w:t></w:r></w:p>"#,
            "قال <1>نعم</1> ثم مضى",
        ),
        (
            r#"<w:p><w:ins><w:r><w:t>جديد</w:t></w:r></w:ins><w:del><w:r><w:delText>قديم</w:delText></w:r></w:del><w:r><w:tab/><w:br/><w:t>آخر</w:t></w:r></w:p>"#,
            "جديد\t\nآخر",
        ),
        (
            r#"<w:p><w:r><w:t>أ</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>ب</w:t></w:r></w:p>"#,
            "أ<1/>ب",
        ),
        (
            r#"<w:p><w:r><w:t>أ</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/><w:instrText> HYPERLINK "x"</w:instrText><w:fldChar w:fldCharType="separate"/><w:t>رابط</w:t><w:fldChar w:fldCharType="end"/></w:r></w:p>"#,
            "أ<1>رابط</1>",
        ),
        (
            r#"<w:p><w:r><w:t>اكتب &lt;1&gt; </w:t></w:r><w:hyperlink><w:r><w:t>هنا</w:t></w:r></w:hyperlink></w:p>"#,
            "اكتب <1> <2>هنا</2>",
        ),
        (
            r#"<w:p><w:r><w:drawing/></w:r><w:r><w:t>بعد الصورة</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>"#,
            "بعد الصورة",
        ),
    ] {
        assert_eq!(text_of(paragraph), expected);
    }
}

const PAGE: &str = r#"<w:p><w:pPr><w:pStyle w:val="H1"/><w:bidi/><w:jc w:val="right"/><w:rPr><w:rtl/></w:rPr></w:pPr><w:bookmarkStart w:id="0" w:name="b"/><w:r><w:rPr><w:b/><w:bCs/><w:szCs w:val="28"/><w:rtl/></w:rPr><w:t>عنوان</w:t></w:r><w:bookmarkEnd w:id="0"/></w:p><w:tbl><w:tblPr><w:bidiVisual/></w:tblPr><w:tr><w:tc><w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r><w:rPr><w:rtl/></w:rPr><w:t xml:space="preserve">خلية طويلة </w:t></w:r><w:r><w:rPr><w:rtl/><w:i/><w:iCs/></w:rPr><w:t>مائلة</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:docPr descr="صورة القافلة"/><w:txbxContent><w:p><w:r><w:t>مربع</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>مربع</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>حول الصورة</w:t></w:r></w:p><w:p><w:r><w:t>غير مترجم</w:t></w:r></w:p>"#;

#[test]
fn every_part_with_text_is_read() {
    let document = opened(&package(PAGE));
    assert_eq!(
        texts(&document),
        [
            "عنوان",
            "خلية طويلة <1>مائلة</1>",
            "حول الصورة",
            "صورة القافلة",
            "مربع",
            "غير مترجم",
            "صحيفة",
            " حاشية"
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
        "An <1>italic</1> cell",
        "Around it",
        "The \"convoy\"",
        "Box",
        "",
        "Paper",
        "Note",
    ];
    let export = filled(&document, &targets, SegmentStatus::Confirmed);
    let file = write(&export, ExportOptions::default()).unwrap();
    let xml = part(&file.bytes, "word/document.xml");
    Xml::parse(xml.clone()).unwrap();
    for (expected, count) in [
        (
            r#"<w:pPr><w:pStyle w:val="H1"/><w:jc w:val="right"/><w:rPr></w:rPr></w:pPr>"#,
            1,
        ),
        (
            r#"<w:r><w:rPr><w:b/><w:bCs/><w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr><w:t xml:space="preserve">Title</w:t></w:r>"#,
            1,
        ),
        (r#"<w:bookmarkStart w:id="0" w:name="b"/><w:r>"#, 1),
        (
            r#"<w:p><w:pPr></w:pPr><w:r><w:t xml:space="preserve">An </w:t></w:r><w:r><w:rPr><w:i/><w:iCs/></w:rPr><w:t xml:space="preserve">italic</w:t></w:r>"#,
            1,
        ),
        (r#"descr="The &quot;convoy&quot;""#, 1),
        (
            r#"<w:p><w:r><w:t xml:space="preserve">Box</w:t></w:r></w:p>"#,
            2,
        ),
        (
            r#"<w:p><w:pPr><w:bidi/></w:pPr><w:r><w:t>غير مترجم</w:t></w:r></w:p>"#,
            1,
        ),
        ("bidiVisual", 0),
        ("<w:rtl/>", 0),
        ("<w:sectPr></w:sectPr>", 1),
    ] {
        assert_eq!(xml.matches(expected).count(), count, "{expected}\n{xml}");
    }
    let styles = part(&file.bytes, "word/styles.xml");
    assert!(
        !styles.contains("bidi") && !styles.contains("rtl"),
        "{styles}"
    );
    assert_eq!(part(&file.bytes, "word/media/image1.png"), "\u{89}PNG");
    let again = opened(&file.bytes);
    assert_eq!(
        texts(&again),
        [
            "Title",
            "An <1>italic</1> cell",
            "Around it",
            "The \"convoy\"",
            "Box",
            "غير مترجم",
            "Paper",
            " Note"
        ]
    );
}

#[test]
fn what_is_not_a_document_is_refused() {
    let whole = package(PAGE);
    for bytes in [
        &b""[..],
        b"hello",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        &whole[..whole.len() / 2],
        &package("<w:p>")[..],
        &package("")[..40],
    ] {
        let file = SourceFile {
            bytes,
            name: Some("a.docx"),
            ..SourceFile::default()
        };
        assert!(read(&file).is_err());
    }
}
