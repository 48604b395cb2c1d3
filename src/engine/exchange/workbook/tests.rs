//! Sheets written by us and by a spreadsheet's rules, and broken ones.

use super::super::glossary;
use super::super::table::Table;
use super::*;
use crate::engine::model::{TermEntry, TermStatus, TermTranslation};
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use std::io::{Cursor, Read, Seek};
use std::ops::ControlFlow;

/// A whole sheet; `go_on` is told each row's number.
fn read(
    input: impl Read + Seek,
    sheet: Option<&str>,
    mut go_on: impl FnMut(u64) -> bool,
) -> Result<Table, WorkbookError> {
    let mut table = Table::default();
    table.warnings = read_records(input, sheet, |record, _| {
        let line = record.line;
        table.records.push(record);
        if go_on(line) {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    })?;
    Ok(table)
}

fn rows(bytes: &[u8], sheet: Option<&str>) -> Vec<String> {
    let table = read(Cursor::new(bytes), sheet, |_| true).unwrap();
    let records = table.records.iter();
    records
        .map(|r| format!("{}:{}", r.line, r.fields.join("¦")))
        .collect()
}

#[test]
fn every_kind_of_cell_is_text() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_right_to_left(true);
    sheet.write_string(0, 0, "source").unwrap();
    sheet.write_string(0, 1, "target").unwrap();
    sheet.write_number(2, 0, 1948.0).unwrap();
    sheet.write_number(2, 1, 3.25).unwrap();
    let date = ExcelDateTime::from_ymd(2016, 2, 27).unwrap();
    let format = Format::new().set_num_format("yyyy-mm-dd");
    sheet
        .write_datetime_with_format(2, 2, &date, &format)
        .unwrap();
    sheet.write_boolean(2, 3, true).unwrap();
    sheet
        .write_formula(3, 0, Formula::new("=\"هد\"&\"نة\"").set_result("هدنة"))
        .unwrap();
    let plain = Format::new();
    sheet.merge_range(4, 0, 5, 0, "سلام", &plain).unwrap();
    sheet.write_string(4, 1, "peace").unwrap();
    sheet.write_string(5, 1, "quiet").unwrap();
    sheet.write_string(7, 1, " ").unwrap();
    let other = workbook.add_worksheet();
    other.set_name("ثانية").unwrap();
    other.write_string(0, 0, "x").unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    assert_eq!(
        rows(&bytes, None),
        [
            "1:source¦target",
            "3:1948¦3.25¦2016-02-27¦TRUE",
            "4:هدنة",
            "5:سلام¦peace",
            "6:سلام¦quiet"
        ]
    );
    assert_eq!(rows(&bytes, Some("ثانية")), ["1:x"]);
    assert_eq!(
        sheet_names(Cursor::new(&bytes)).unwrap(),
        ["Sheet1", "ثانية"]
    );
    let missing = read(Cursor::new(&bytes), Some("no"), |_| true);
    assert_eq!(missing, Err(WorkbookError::UnknownSheet("no".into())));
    let stopped = read(Cursor::new(&bytes), None, |row| row < 3);
    assert_eq!(stopped, Err(WorkbookError::Stopped));
}

#[test]
fn broken_workbooks_are_refused() {
    let entry = TermEntry {
        source: "هدنة".into(),
        ..TermEntry::default()
    };
    let bytes = write([&entry].into_iter()).unwrap();
    for cut in (0..bytes.len()).step_by(97) {
        assert!(
            read(Cursor::new(&bytes[..cut]), None, |_| true).is_err(),
            "{cut}"
        );
    }
    for at in (0..bytes.len()).step_by(13) {
        let mut bytes = bytes.clone();
        bytes[at] ^= 0x55;
        let _ = read(Cursor::new(&bytes), None, |_| true);
    }
    let long = TermEntry {
        note: "x".repeat(40_000),
        ..entry
    };
    assert_eq!(
        write([&long].into_iter()),
        Err(WorkbookError::LongText { row: 2 })
    );
}

proptest! {
    #[test]
    fn a_round_trip_loses_nothing(
        texts in proptest::collection::vec("[a-z=ا-ي_x<&|\\\\0-9]([ -~ا-ي\n_]{0,8}[a-zا-ي_])?", 9),
        date in proptest::option::of(0..4_000_000_000_i64),
    ) {
        let translation = |n: usize, status| TermTranslation { text: texts[n].clone(), status };
        let entry = TermEntry {
            source: format!("ا{}", texts[0]),
            forms: vec![texts[1].clone()],
            translations: vec![
                translation(2, TermStatus::Deprecated),
                translation(3, TermStatus::Forbidden),
            ],
            domain: texts[4].clone(),
            definition: texts[5].clone(),
            example: texts[6].clone(),
            note: texts[7].clone(),
            client: texts[8].clone(),
            created: date,
            ..TermEntry::default()
        };
        let bytes = write([&entry].into_iter()).unwrap();
        let table = read(Cursor::new(&bytes), None, |_| true).unwrap();
        let read = glossary::from_table(table, &Default::default()).unwrap();
        prop_assert_eq!(read.entries, vec![entry]);
    }
}
