//! Workbooks with the texts that cells hold, read and written.

use super::super::sample::filled;
use super::super::{SourceFile, read, write};
use crate::engine::files::Package;
use crate::engine::model::{ExportOptions, SegmentStatus, SourceDocument};
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const STRINGS: &str = "<sst><si><t>العنوان</t></si><si><r><t xml:space=\"preserve\">هذه خلية </t></r><r><rPr><b/><rFont val=\"A\"/></rPr><t>غامقة</t></r></si><si><t>2016</t></si></sst>";
const SHEET: &str = "<worksheet><sheetViews><sheetView rightToLeft=\"1\"/></sheetViews><c t=\"inlineStr\"><is><t>داخل</t></is></c></worksheet>";
const STYLES: &str =
    "<styleSheet><xf><alignment horizontal=\"right\" readingOrder=\"2\"/></xf></styleSheet>";

fn workbook() -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("xl/workbook.xml", "<workbook/>"),
        ("xl/worksheets/sheet1.xml", SHEET),
        ("xl/sharedStrings.xml", STRINGS),
        ("xl/styles.xml", STYLES),
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
        name: Some("a.xlsx"),
        ..SourceFile::default()
    };
    read(&file).unwrap()
}

fn texts(document: &SourceDocument) -> Vec<&str> {
    let blocks = document.blocks.iter();
    blocks.map(|block| block.text.as_str()).collect()
}

#[test]
fn texts_of_cells_are_replaced_and_sheets_turned() {
    let bytes = workbook();
    let document = opened(&bytes);
    assert_eq!(
        texts(&document),
        ["العنوان", "هذه خلية <1>غامقة</1>", "داخل"]
    );
    let untouched = filled(&document, &[], SegmentStatus::Untranslated);
    assert_eq!(
        write(&untouched, ExportOptions::default()).unwrap().bytes,
        bytes
    );
    let targets = ["Title & more", "A <1>bold</1> cell", "Inside"];
    let export = filled(&document, &targets, SegmentStatus::Confirmed);
    let file = write(&export, ExportOptions::default()).unwrap();
    assert_eq!(texts(&opened(&file.bytes)), targets);
    let part = |name: &str| {
        let bytes = Package::open(&file.bytes).unwrap().part(name).unwrap();
        String::from_utf8(bytes).unwrap()
    };
    assert!(
        part("xl/sharedStrings.xml")
            .contains("<r><rPr><b/><rFont val=\"A\"/></rPr><t xml:space=\"preserve\">bold</t></r>")
    );
    assert!(part("xl/worksheets/sheet1.xml").contains("rightToLeft=\"0\""));
    assert!(part("xl/styles.xml").contains("readingOrder=\"1\""));
    assert!(part("xl/sharedStrings.xml").contains("<t>2016</t>"));
}
