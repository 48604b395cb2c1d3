//! What is read out of TMX files of every kind.

use super::read::{Broken, TmxError, TmxSummary, read};
use crate::engine::model::TranslationUnit;
use std::ops::ControlFlow;

fn run(file: impl AsRef<[u8]>) -> Result<(Vec<TranslationUnit>, TmxSummary), TmxError> {
    let mut units = Vec::new();
    let summary = read(file.as_ref(), Broken::Refused, |unit| {
        units.push(unit);
        ControlFlow::Continue(())
    })?;
    Ok((units, summary))
}

fn tmx(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n<tmx version=\"1.4\"><header srclang=\"ar\"><prop type=\"x\">y</prop></header><body>\n{body}\n</body></tmx>"
    )
}

fn tuv(tag: &str, text: &str) -> String {
    format!("<tuv xml:lang=\"{tag}\"><seg>{text}</seg></tuv>")
}

/// The sources, the targets and the warnings of one unit's body.
fn pairs(body: &str) -> (Vec<(String, String)>, Vec<String>) {
    let (units, summary) = run(tmx(body)).unwrap();
    (
        units.into_iter().map(|u| (u.source, u.target)).collect(),
        summary.warnings.iter().map(ToString::to_string).collect(),
    )
}

fn source_of(ar: &str) -> (String, Vec<String>) {
    let (mut pairs, warnings) = pairs(&format!("<tu>{}{}</tu>", tuv("ar", ar), tuv("en", "x")));
    (pairs.remove(0).0, warnings)
}

#[test]
fn text_comes_out_as_meant() {
    for (seg, expected, warned) in [
        (" نعم  لا\n", " نعم  لا\n", ""),
        ("a\r\nb&#13;c", "a\nb\rc", ""),
        (
            "&lt;&amp;&#x41;&#1633;<![CDATA[<b>&amp;]]>",
            "<&A١<b>&amp;",
            "",
        ),
        (
            "a<ph>X<sub>Y</sub></ph>b<bpt i='1'>&lt;b></bpt>c<ept i='1'/>",
            "a<1/>b<2>c</2>",
            "",
        ),
        ("a<hi>b<hi>c</hi></hi>d", "a<1>b<2>c</2></1>d", ""),
        ("a<ph><hi>b</hi></ph>c", "a<1/>c", ""),
        ("a<g id='x'>b</g><n/>", "a<1>b</1><2/>", ""),
        ("&lt;1&gt;<ph/><it pos='end'/>", "<1><2/><3/>", ""),
        ("a<ph x='7'/><ph/><ept i='1'/>", "a<7/><1/></2>", ""),
        ("a&nbsp;b", "a\u{A0}b", ""),
        (
            "a&xyz;b",
            "a&xyz;b",
            "entity could not be resolved and stayed as written: &xyz;",
        ),
        ("a&#0;&#x1F;\u{1}b", "ab", "control characters"),
        ("a<!-- x --><?y?>b", "ab", ""),
    ] {
        let (text, warnings) = source_of(seg);
        assert_eq!(text, expected, "{seg}");
        assert_eq!(warnings.is_empty(), warned.is_empty(), "{warnings:?}");
        assert!(
            warned.is_empty() || warnings.iter().any(|w| w.contains(warned)),
            "{warnings:?}"
        );
    }
}

#[test]
fn every_pair_of_arabic_and_english_is_a_unit() {
    let (found, warnings) = pairs(&format!(
        "<tu>{}{}{}{}</tu><tu>{}{}</tu><tu>{}</tu><tu/>",
        tuv("fr", "oui"),
        tuv("EN_us", "yes"),
        tuv("ar-SY", "نعم"),
        tuv("en-GB", "aye"),
        tuv("ar", " "),
        tuv("en", "no"),
        tuv("ar", "لا"),
    ));
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(found, [pair("نعم", "yes"), pair("نعم", "aye")]);
    assert_eq!(
        warnings,
        ["line 4: 3 units were skipped: no text in Arabic and English (this is the first)"]
    );
}

#[test]
fn stamps_and_properties() {
    let body = "<tu creationdate=\"20160227T103000Z\" creationid=\"A\" changedate=\"soon\">\
        <note>n</note><prop type=\"prev\">قبل</prop><prop type=\"x-context-post\">&lt;seg&gt;بعد&lt;/seg&gt;</prop>\
        <prop type=\"project\">P</prop>\
        <tuv lang=\"ar\"><seg>نعم</seg></tuv>\
        <tuv lang=\"en\" changeid=\"B\" changedate=\"20170101T000000Z\"><prop type=\"file\">f</prop><seg>yes</seg></tuv></tu>";
    let (units, summary) = run(tmx(body)).unwrap();
    let unit = &units[0];
    assert_eq!(unit.previous_source.as_deref(), Some("قبل"));
    assert_eq!(unit.next_source.as_deref(), Some("بعد"));
    assert_eq!(unit.project.as_deref(), Some("P"));
    assert_eq!(unit.document.as_deref(), Some("f"));
    assert_eq!(unit.author.as_deref(), Some("B"));
    assert_eq!(
        (unit.created, unit.changed),
        (Some(1_456_569_000), Some(1_483_228_800))
    );
    assert_eq!(summary.warnings.len(), 1);
    let english = tmx(body).replace("srclang=\"ar\"", "srclang=\"en-US\"");
    assert_eq!(run(english).unwrap().0[0].previous_source, None);
}

#[test]
fn other_encodings() {
    let file = tmx(&format!(
        "<tu>{}{}</tu>",
        tuv("ar", "سلام"),
        tuv("en", "peace")
    ));
    let wide: Vec<u8> = file.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(run(wide).unwrap().0[0].source, "سلام");
}

#[test]
fn broken_files_name_their_line() {
    for (file, line) in [
        (tmx("<tu>\n<tuv xml:lang='ar'>\n<seg>a</tuv></tu>"), 6),
        (tmx("<tu>\n<tuv xml:lang=ar><seg>a</seg></tuv></tu>"), 5),
        (tmx("\n<tu><tuv><seg>a & b</seg></tuv></tu>"), 5),
        ("<tmx>\n<body>\n<tu>".to_owned(), 3),
        ("<tmx>\n<body\n\n\n".to_owned(), 2),
        ("<tmx>\n</tmx></tmx>".to_owned(), 2),
    ] {
        match run(&file) {
            Err(TmxError::Broken { line: found, .. }) => assert_eq!(found, line, "{file}"),
            other => panic!("{other:?}: {file}"),
        }
    }
    let mut bytes = tmx("\n\n").into_bytes();
    bytes.extend_from_slice(b"\n\xFF");
    assert!(matches!(run(bytes), Err(TmxError::Broken { line: 8, .. })));
}

#[test]
fn other_files_are_told_apart() {
    for file in [
        "",
        "   ",
        "plain text",
        "<html></html>",
        "\0\0\0",
        "PK\x03\x04",
    ] {
        assert!(matches!(run(file), Err(TmxError::NotTmx)), "{file:?}");
    }
}

#[test]
fn hostile_files_take_no_time() {
    let deep = "<hi>".repeat(200_000);
    assert!(run(tmx(&format!("<tu><tuv xml:lang='ar'><seg>{deep}"))).is_err());
    let many: String = (0..200_000).map(|n| format!(" a{n}='1'")).collect();
    assert!(run(tmx(&format!("<tu{many}></tu>"))).is_ok());
    let variants = tuv("ar", "أ").repeat(1000) + &tuv("en", "a").repeat(1000);
    assert_eq!(
        run(tmx(&format!("<tu>{variants}</tu>"))).unwrap().1.units,
        100
    );
}

#[test]
fn the_caller_can_stop() {
    let file = tmx(&format!("<tu>{}{}</tu>", tuv("ar", "أ"), tuv("en", "a")).repeat(3));
    let mut count = 0;
    let result = read(file.as_bytes(), Broken::Refused, |_| {
        count += 1;
        ControlFlow::Break(())
    });
    assert!(matches!(result, Err(TmxError::Stopped)));
    assert_eq!(count, 1);
}

#[test]
fn the_same_code_has_the_same_number_on_both_sides() {
    for (ar, en, expected) in [
        (
            "<ph x='b'/>أ<ph x='a'/>",
            "<ph x='a'/>a<ph x='b'/>",
            "<2/>a<1/>",
        ),
        (
            "<bpt i='1'>B</bpt>أ<ept i='1'/><bpt i='2'>I</bpt>ب<ept i='2'/>",
            "<bpt i='1'>I</bpt>b<ept i='1'/><bpt i='2'>B</bpt>a<ept i='2'/>",
            "<2>b</2><1>a</1>",
        ),
        (
            "<bpt i='1'>x</bpt>أ<ept i='1'/>",
            "<ph/>a<bpt i='1'>y</bpt>b<ept i='1'/>",
            "<2/>a<1>b</1>",
        ),
        ("أ", "<ph/>a &lt;1/&gt;", "<2/>a <1/>"),
    ] {
        let (pairs, warnings) = pairs(&format!("<tu>{}{}</tu>", tuv("ar", ar), tuv("en", en)));
        assert_eq!((pairs[0].1.as_str(), warnings.len()), (expected, 0));
    }
}

#[test]
fn only_codes_are_tags() {
    let body = format!(
        "<tu>{}{}</tu>",
        tuv("ar", "&lt;1/&gt;<ph/>أ"),
        tuv("en", "&lt;1/&gt;a")
    );
    let (units, _) = run(tmx(&body)).unwrap();
    assert_eq!(units[0].source, "<1/><2/>أ");
    assert_eq!(units[0].tagged_source().plain(), "<1/>أ");
    assert_eq!(units[0].tagged_target().plain(), "<1/>a");
}

#[test]
fn broken_files_give_what_comes_before_on_request() {
    let body = format!("<tu>{}{}</tu>\n<tu><tuv", tuv("ar", "أ"), tuv("en", "a"));
    let file = tmx(&body).replace("</body>", "<");
    let mut units = Vec::new();
    let summary = read(file.as_bytes(), Broken::KeptBefore, |unit| {
        units.push(unit);
        ControlFlow::Continue(())
    });
    let summary = summary.unwrap();
    assert_eq!((units.len(), summary.units), (1, 1));
    assert_eq!(summary.warnings[0].line, Some(6));
    assert!(summary.warnings[0].message.contains("before was imported"));
}

#[test]
fn what_cannot_be_kept_is_told() {
    for (body, told) in [
        (
            "<tu odd='1'>AR EN</tu>",
            "1 attribute was kept as properties",
        ),
        (
            "<tu><note z='1'>n</note>AR EN</tu>",
            "attributes that TMX does not have",
        ),
        ("<tu><x>n</x>AR EN</tu>", "no place for them: <x>"),
        ("<tu creationdate='soon'>AR EN</tu>", "it stays as written"),
    ] {
        let body = body
            .replace("AR", &tuv("ar", "أ"))
            .replace("EN", &tuv("en", "a"));
        let (_, warnings) = pairs(&body);
        assert_eq!(warnings.len(), 1, "{warnings:?}");
        assert!(warnings[0].contains(told), "{warnings:?}");
    }
    let many = "<ph/>".repeat(10_001);
    let (_, warnings) = pairs(&format!(
        "<tu>{}{}</tu>",
        tuv("ar", &format!("أ{many}")),
        tuv("en", "a")
    ));
    assert!(warnings[0].contains("some were left out"), "{warnings:?}");
}

#[test]
fn doubled_attributes_are_broken() {
    let result = run(tmx("\n<tu creationid='a' creationid='b'></tu>"));
    assert!(matches!(result, Err(TmxError::Broken { line: 5, .. })));
}

#[test]
fn one_header_speaks_for_all_units() {
    let body = format!("<tu>{}{}</tu>", tuv("ar", "أ"), tuv("en", "a"));
    let file = tmx(&body).replace("srclang=\"ar\"", "srclang=\"EN-us\" segtype=\"phrase\"");
    let (units, summary) = run(file).unwrap();
    let attributes = &units[0].extra.as_ref().unwrap().attributes;
    let shown: Vec<_> = attributes.iter().map(|(n, v)| format!("{n}={v}")).collect();
    assert_eq!(shown, ["srclang=EN-us", "segtype=phrase"]);
    assert_eq!(summary.header.len(), 1);
}
