//! Reading, writing, and both after each other.

use super::*;
use crate::engine::model::{TermStatus, TermTranslation};
use proptest::prelude::*;

const ALL: [TermStatus; 4] = [
    TermStatus::Preferred,
    TermStatus::Admitted,
    TermStatus::Deprecated,
    TermStatus::Forbidden,
];

fn show(file: &str) -> Vec<String> {
    let entries = read(file.as_bytes()).unwrap().entries;
    let translations = |e: &TermEntry| {
        let all = e
            .translations
            .iter()
            .map(|t| format!("{}:{}", t.text, t.status.name()));
        all.collect::<Vec<_>>().join(",")
    };
    entries
        .iter()
        .map(|e| {
            format!(
                "{}[{}]={} pos={} domain={} def={} author={}",
                e.source,
                e.forms.join(","),
                translations(e),
                e.part_of_speech,
                e.domain,
                e.definition,
                e.author
            )
        })
        .collect()
}

#[test]
fn every_dress_is_read() {
    let expected =
        ["هدنة[هدن]=truce:preferred,peace:deprecated pos=noun domain=war def=A pause author=B"];
    let martif = "<!DOCTYPE martif SYSTEM 'x.dtd'><martif type='TBX' xml:lang='en'><text><body>\
        <termEntry><descripGrp><descrip type='subjectField'>war</descrip></descripGrp>\
        <langSet xml:lang='ar-SY'><ntig><termGrp><term>هد<hi>نة</hi></term><termNote type='partOfSpeech'>noun</termNote></termGrp>\
        <transacGrp><transac type='transactionType'>modification</transac><transacNote type='responsibility'>B</transacNote><date>2020-01-02</date></transacGrp></ntig>\
        <tig><term>هدن</term></tig></langSet><langSet lang='EN'><descrip type='definition'>A pause</descrip><tig><term>truce</term></tig>\
        <tig><term>peace</term><termNote type='administrativeStatus'>deprecatedTerm-admn-sts</termNote></tig></langSet></termEntry></body></text></martif>";
    let dca = "<tbx style='dca' type='TBX-Basic'><text><body><conceptEntry id='c1'><descrip type='subjectField'>war</descrip>\
        <descrip type='definition'>A pause</descrip><transacGrp><transac type='transactionType'>origination</transac><transacNote type='responsibility'>B</transacNote></transacGrp>\
        <langSec xml:lang='en'><termSec><term>truce</term></termSec><termSec><term>peace</term><termNote type='administrativeStatus'>deprecatedTerm-admn-sts</termNote></termSec></langSec>\
        <langSec xml:lang='ar'><termSec><term>هدنة</term><termNote type='partOfSpeech'>noun</termNote></termSec><termSec><term>هدن</term></termSec></langSec></conceptEntry></body></text></tbx>";
    let dct = "<tbx style='dct' xmlns:b='x'><text><body><conceptEntry><min:subjectField>war</min:subjectField>\
        <b:definition>A pause</b:definition><transacGrp><b:transactionType>origination</b:transactionType><b:responsibility>B</b:responsibility></transacGrp>\
        <langSec xml:lang='ar'><termSec><term>هدنة</term><min:partOfSpeech>noun</min:partOfSpeech></termSec><termSec><term>هدن</term></termSec></langSec>\
        <langSec xml:lang='en'><termSec><term>truce</term></termSec><termSec><term>peace</term><min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec></langSec></conceptEntry></body></text></tbx>";
    let min = "<TBX dialect='TBX-Min'><header><languages source='ar' target='en'/></header><body><entry id='1'><subjectField>war</subjectField>\
        <langGroup xml:lang='ar'><termGroup><term>هدنة</term><partOfSpeech>noun</partOfSpeech></termGroup><termGroup><term>هدن</term></termGroup></langGroup>\
        <langGroup xml:lang='en'><termGroup><term>truce</term><termStatus>preferred</termStatus></termGroup>\
        <termGroup><term>peace</term><termStatus>notRecommended</termStatus></termGroup></langGroup></entry></body></TBX>";
    for file in [martif, dca, dct] {
        assert_eq!(show(file), expected, "{file}");
    }
    let expected = expected.map(|line| line.replace("A pause", "").replace("author=B", "author="));
    assert_eq!(show(min), expected);
}

#[test]
fn files_in_other_encodings_and_with_their_own_entities_are_read() {
    let file = "<?xml version='1.0' encoding='X'?>\n<!DOCTYPE martif SYSTEM 'TBXcoreStructV02.dtd' [<!ENTITY w 'هدنة'>]>\n\
        <martif type='TBX'><martifHeader/><text><body><termEntry><langSet xml:lang='AR'><tig><term>&w;</term></tig></langSet>\
        <langSet xml:lang='en_US'><tig><term>truce&#x2019;s</term></tig></langSet></termEntry></body></text></martif>";
    let wide = |big: bool| -> Vec<u8> {
        let bytes = |u: u16| {
            if big {
                u.to_be_bytes()
            } else {
                u.to_le_bytes()
            }
        };
        let marked = std::iter::once(0xFEFF).chain(
            file.replace("'X'", "'UTF-16'")
                .encode_utf16()
                .collect::<Vec<_>>(),
        );
        marked.flat_map(bytes).collect()
    };
    let old = file.replace("'X'", "'windows-1256'");
    for bytes in [
        file.replace("'X'", "'UTF-8'").into_bytes(),
        wide(true),
        wide(false),
        encoding_rs::WINDOWS_1256.encode(&old).0.into_owned(),
    ] {
        let entries = read(bytes.as_slice()).unwrap().entries;
        assert_eq!(entries[0].source, "هدنة");
        assert_eq!(entries[0].translations[0].text, "truce’s");
    }
    for empty in [
        "<martif type='TBX'/>",
        "<martif><text/></martif>",
        "<tbx><text><body/></text></tbx>",
    ] {
        assert_eq!(
            read(empty.as_bytes()).unwrap(),
            TbxTerms::default(),
            "{empty}"
        );
    }
}

#[test]
fn what_cannot_be_used_is_told() {
    let body = "<langSet xml:lang='en'><tig><term>a</term></tig></langSet>";
    let file =
        format!("<martif><text><body>\n<termEntry>{body}</termEntry></body></text></martif>");
    let terms = read(file.as_bytes()).unwrap();
    assert_eq!((terms.entries.len(), terms.skipped), (0, 1));
    assert!(matches!(read(&b"<tmx/>"[..]), Err(TbxError::NotTbx(_))));
    let cut = &file[..file.len() - 20];
    let message = read(cut.as_bytes()).unwrap_err().to_string();
    assert!(
        message.contains("line 2") && message.contains("Nothing was imported"),
        "{message}"
    );
}

/// What the standards ask of the order of elements: `auxInfo` before languages, a term first in
/// its section, a transaction's kind first in its group, statuses before everything else.
#[test]
fn elements_stand_in_the_order_of_the_standard() {
    let entry = TermEntry {
        source: "هدنة".into(),
        forms: vec!["هدن".into()],
        translations: vec![TermTranslation {
            text: "<truce>".into(),
            status: TermStatus::Forbidden,
        }],
        part_of_speech: "noun".into(),
        domain: "d".into(),
        definition: "d".into(),
        example: "e".into(),
        note: "]]>".into(),
        reference: "r".into(),
        client: "c".into(),
        created: Some(0),
        changed: Some(1),
        author: "a".into(),
        ..TermEntry::default()
    };
    for dialect in [Dialect::Martif2008, Dialect::Dca2019, Dialect::Dct2019] {
        let mut bytes = Vec::new();
        write(&mut bytes, dialect, [&entry].into_iter()).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let [concept, language, section] = match dialect {
            Dialect::Martif2008 => ["termEntry", "langSet", "tig"],
            _ => ["conceptEntry", "langSec", "termSec"],
        };
        let (_, body) = text.split_once(&format!("<{concept} id=\"c1\">")).unwrap();
        let (about, languages) = body.split_once(&format!("<{language} ")).unwrap();
        assert!(
            !about.contains("<term>") && about.contains("<note>"),
            "{about}"
        );
        assert!(
            !languages.contains("<note>") && !languages.contains("transac"),
            "{languages}"
        );
        for part in languages.split(&format!("<{section}>")).skip(1) {
            assert!(part.starts_with("<term>"), "{part}");
        }
        for group in about.split("<transacGrp>").skip(1) {
            assert!(
                group.starts_with("<transac ") || group.starts_with("<basic:transactionType>"),
                "{group}"
            );
        }
        assert!(write(&mut Vec::new(), dialect, std::iter::empty()).is_err());
    }
}

fn text() -> impl Strategy<Value = String> {
    "[a-zا-ي<>&\"']{1,6}( [a-zا-ي<>&\n]{0,5}[a-z&])?"
}

fn maybe() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), text()]
}

fn entry() -> impl Strategy<Value = TermEntry> {
    let words = (
        text(),
        proptest::collection::vec(text(), 0..3),
        proptest::collection::vec((text(), 0..4usize), 1..4),
    );
    let rest = (
        maybe(),
        maybe(),
        maybe(),
        maybe(),
        maybe(),
        maybe(),
        maybe(),
        maybe(),
    );
    let dates = (
        proptest::option::of(0..4_000_000_000_i64),
        proptest::option::of(0..4_000_000_000_i64),
    );
    (words, rest, dates).prop_map(|((source, forms, texts), rest, dates)| TermEntry {
        source,
        forms,
        translations: texts
            .into_iter()
            .map(|(text, rank)| TermTranslation {
                text,
                status: ALL[rank],
            })
            .collect(),
        part_of_speech: rest.0,
        domain: rest.1,
        definition: rest.2,
        example: rest.3,
        note: rest.4,
        reference: rest.5,
        client: rest.6,
        author: rest.7,
        created: dates.0,
        changed: dates.1,
        ..TermEntry::default()
    })
}

proptest! {
    #[test]
    fn a_round_trip_loses_nothing(entries in proptest::collection::vec(entry(), 1..4)) {
        for dialect in [Dialect::Martif2008, Dialect::Dca2019, Dialect::Dct2019] {
            let mut bytes = Vec::new();
            let warnings = write(&mut bytes, dialect, entries.iter()).unwrap();
            prop_assert_eq!(warnings, vec![]);
            let read = read(bytes.as_slice()).unwrap();
            prop_assert_eq!(&read.entries, &entries);
        }
    }

    #[test]
    fn damaged_files_do_not_panic(cut in 0usize..400) {
        let entry = TermEntry { source: "هدنة".into(), ..TermEntry::default() };
        let mut bytes = Vec::new();
        write(&mut bytes, Dialect::Martif2008, [&entry].into_iter()).unwrap();
        bytes.truncate(cut);
        let _ = read(bytes.as_slice());
    }
}
