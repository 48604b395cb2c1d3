//! Bilingual files of several programs read, written unchanged, and written with translations.

use super::super::sample::filled;
use super::super::{SourceFile, read, write};
use crate::engine::model::{ExportOptions, SegmentStatus, SourceDocument};

const TRADOS: &str = include_str!("../../../../tests/data/documents/trados.sdlxliff");
const MEMOQ: &str = include_str!("../../../../tests/data/documents/memoq.mqxliff");
const PLAIN: &str = include_str!("../../../../tests/data/documents/plain.xlf");
const TWO: &str = include_str!("../../../../tests/data/documents/two.xlf");

fn opened(text: &str) -> SourceDocument {
    let file = SourceFile {
        bytes: text.as_bytes(),
        name: Some("a.xlf"),
        ..SourceFile::default()
    };
    read(&file).unwrap()
}

/// Sources, targets and states, a segment a line.
fn shown(text: &str) -> String {
    let lines = opened(text)
        .blocks
        .into_iter()
        .map(|block| match block.target {
            Some(target) => format!(
                "{} = {} ({})\n",
                block.text,
                target.text,
                target.status.name()
            ),
            None => format!("{}\n", block.text),
        });
    lines.collect()
}

fn written(text: &str, targets: &[&str], status: SegmentStatus) -> String {
    let document = filled(&opened(text), targets, status);
    let file = write(&document, ExportOptions::default()).unwrap();
    String::from_utf8(file.bytes).unwrap()
}

#[test]
fn segments_are_read() {
    insta::assert_snapshot!(shown(TRADOS), @r"
    وصلت <1>القافلة</1> صباحا. = The <1>convoy</1> arrived. (draft)
    ثم عادت.
    لم يصل أحد.
    ");
    insta::assert_snapshot!(shown(MEMOQ), @r"
    <1>بيان</1> رسمي<2/>
    هدنة = truce (confirmed)
    ");
    insta::assert_snapshot!(shown(PLAIN), @r"
    سعر <النفط> <1/>ارتفع
    نعم
    لا = No (confirmed)
    ");
    insta::assert_snapshot!(shown(TWO), @r"
    قال <1>المتحدث</1>:
    <1>نعم</1><2/> = <1>Yes</1><2/> (confirmed)
    ");
}

#[test]
fn unchanged_files_stay_as_they_are() {
    for text in [TRADOS, MEMOQ, PLAIN, TWO] {
        let document = opened(text);
        let mut export = filled(&document, &[], SegmentStatus::Untranslated);
        for (row, block) in export.rows.iter_mut().zip(&document.blocks) {
            if let Some(target) = &block.target {
                row.target.clone_from(&target.text);
                row.status = target.status;
            }
        }
        let file = write(&export, ExportOptions::default()).unwrap();
        assert_eq!(String::from_utf8(file.bytes).unwrap(), text);
        let empty = filled(&document, &[], SegmentStatus::Untranslated);
        let file = write(&empty, ExportOptions::default()).unwrap();
        assert_eq!(
            String::from_utf8(file.bytes).unwrap(),
            text,
            "nothing is emptied"
        );
    }
}

/// The lines that differ, as `- old` and `+ new`.
fn changes(old: &str, new: &str) -> String {
    let diff = similar::TextDiff::from_lines(old, new);
    let changed = diff
        .iter_all_changes()
        .filter(|c| c.tag() != similar::ChangeTag::Equal);
    changed
        .map(|change| format!("{} {}", change.tag(), change.value().trim_start()))
        .collect()
}

#[test]
fn only_targets_and_states_change() {
    let new = written(
        PLAIN,
        &["The <price> of oil <1/>rose & rose", "Yes", "No"],
        SegmentStatus::Confirmed,
    );
    insta::assert_snapshot!(changes(PLAIN, &new), @r#"
    + <target>The &lt;price&gt; of oil <ph id="1">&lt;br/&gt;</ph>rose &amp; rose</target>
    - <trans-unit id="2"><source>نعم</source><target state="needs-translation"/><alt-trans><target>no</target></alt-trans></trans-unit>
    + <trans-unit id="2"><source>نعم</source><target state="translated">Yes</target><alt-trans><target>no</target></alt-trans></trans-unit>
    "#);
    let new = written(
        MEMOQ,
        &["<1>Official</1> statement", "truce"],
        SegmentStatus::Confirmed,
    );
    insta::assert_snapshot!(changes(MEMOQ, &new), @r#"
    - <trans-unit id="1" mq:status="NotStarted">
    + <trans-unit id="1" mq:status="ManuallyConfirmed">
    - <target xml:space="preserve"></target>
    + <target xml:space="preserve"><bpt id="1" rid="1">{}</bpt>Official<ept id="2" rid="1">{}</ept> statement</target>
    "#);
    let new = written(
        TWO,
        &["Said the <1>spokesman:", "<1>Yes</1><2/>"],
        SegmentStatus::Confirmed,
    );
    insta::assert_snapshot!(changes(TWO, &new), @r#"
    - <segment id="s1" state="initial"><source>قال <pc id="1">المتحدث</pc>:</source></segment>
    + <segment id="s1" state="translated"><source>قال <pc id="1">المتحدث</pc>:</source><target>Said the <pc id="1">spokesman:</pc></target></segment>
    "#);
}

#[test]
fn segments_of_trados_are_filled() {
    let targets = [
        "The <1>convoy</1> came.",
        "Then it returned.",
        "Nobody arrived.",
    ];
    let new = written(TRADOS, &targets, SegmentStatus::Confirmed);
    for expected in [
        r#"<mrk mtype="seg" mid="1">The <g id="0">convoy</g> came.</mrk> <mrk mtype="seg" mid="2">Then it returned.</mrk></target>"#,
        r#"<target><mrk mtype="seg" mid="3">Nobody arrived.</mrk></target><sdl:seg-defs>"#,
        r#"<sdl:seg id="1" conf="Translated" origin="interactive"/><sdl:seg conf="Translated" id="2"/>"#,
    ] {
        assert!(new.contains(expected), "{expected}\n{new}");
    }
    assert_eq!(
        shown(&new)
            .lines()
            .map(|line| line.rsplit_once(" = ").unwrap().1)
            .collect::<Vec<_>>(),
        [
            "The <1>convoy</1> came. (confirmed)",
            "Then it returned. (confirmed)",
            "Nobody arrived. (confirmed)"
        ]
    );
}

#[test]
fn broken_files_are_refused() {
    for text in [
        "<xliff version='1.2'><file>",
        "<xliff version='1.2'><file></body></xliff>",
        "<xliff version='1.2'/>",
        "",
    ] {
        let file = SourceFile {
            bytes: text.as_bytes(),
            name: Some("a.xlf"),
            ..SourceFile::default()
        };
        assert!(read(&file).is_err(), "{text}");
    }
    let other = opened(PLAIN);
    let mut document = filled(&other, &["a", "b", "c"], SegmentStatus::Draft);
    document.skeleton = opened(TWO).skeleton;
    assert!(
        write(&document, ExportOptions::default()).is_err(),
        "another file's skeleton"
    );
}
