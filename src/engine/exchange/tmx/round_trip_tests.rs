//! What is read, written and read again is the same.

use super::{Broken, TmxWriter, read};
use crate::engine::model::{TranslationUnit, Warning};
use proptest::option;
use proptest::prelude::*;
use std::ops::ControlFlow;

fn written(units: &[TranslationUnit]) -> (String, Vec<Warning>) {
    let mut writer = TmxWriter::new(Vec::new()).unwrap();
    for unit in units {
        writer.write(unit).unwrap();
    }
    let (bytes, warnings) = writer.finish().unwrap();
    (String::from_utf8(bytes).unwrap(), warnings)
}

fn read_back(file: &str) -> Vec<TranslationUnit> {
    let mut units = Vec::new();
    read(file.as_bytes(), Broken::Refused, |unit| {
        units.push(unit);
        ControlFlow::Continue(())
    })
    .unwrap();
    units
}

#[test]
fn a_unit_as_others_read_it() {
    let unit = TranslationUnit {
        source: "قال \"نعم\" & مضى".to_owned(),
        target: "He said <yes> & left".to_owned(),
        source_tag: "ar-SY".to_owned(),
        target_tag: "en-GB".to_owned(),
        previous_source: Some(String::new()),
        author: Some("A \"B\"".to_owned()),
        created: Some(0),
        ..TranslationUnit::default()
    };
    let (file, warnings) = written(&[unit]);
    assert_eq!(warnings, []);
    let body = file.split("<body>\n").nth(1).unwrap();
    insta::assert_snapshot!(body, @r#"
        <tu creationdate="19700101T000000Z" creationid="A &quot;B&quot;">
          <prop type="x-previous"></prop>
          <tuv xml:lang="ar-SY"><seg>قال "نعم" &amp; مضى</seg></tuv>
          <tuv xml:lang="en-GB"><seg>He said &lt;yes&gt; &amp; left</seg></tuv>
        </tu>
      </body>
    </tmx>
    "#);
}

#[test]
fn what_xml_cannot_hold_is_told() {
    let unit = TranslationUnit {
        source: "نعم\u{0}\u{FFFE}".to_owned(),
        target: "yes\u{1F}".to_owned(),
        changed: Some(i64::MAX),
        ..TranslationUnit::default()
    };
    let (file, warnings) = written(&[unit]);
    assert_eq!(warnings.len(), 2);
    assert!(warnings[0].message.starts_with("3 "));
    assert_eq!(read_back(&file)[0].target, "yes");
}

fn text() -> impl Strategy<Value = String> {
    "[ \t\r\na-c<>&;\"'ا-ي\u{064B}\u{00A0}\u{0085}\u{2028}\u{202E}😀]{0,20}"
}

fn unit() -> impl Strategy<Value = TranslationUnit> {
    let texts = (
        "ا.{0,5}",
        text(),
        "[a-z]",
        text(),
        option::of(text()),
        option::of(text()),
    );
    let rest = (
        option::of(text()),
        option::of(0..4_000_000_000_i64),
        option::of(0..4_000_000_000_i64),
        option::of(text()),
        option::of(text()),
        "ar(-[A-Z]{2})?",
        "en(-[A-Z]{2})?",
    );
    (texts, rest).prop_map(
        |((ar, more, en, rest, previous, next), other)| TranslationUnit {
            source: ar
                .chars()
                .filter(|&c| crate::engine::text::xml::is_allowed(c))
                .collect::<String>()
                + &more,
            target: en + &rest,
            previous_source: previous,
            next_source: next,
            author: other.0,
            created: other.1,
            changed: other.2,
            project: other.3,
            document: other.4,
            source_tag: other.5,
            target_tag: other.6,
            ..TranslationUnit::default()
        },
    )
}

proptest! {
    #[test]
    fn a_round_trip_loses_nothing(units in proptest::collection::vec(unit(), 0..5)) {
        let mut again = read_back(&written(&units).0);
        // Tags of documents have become codes.
        again.iter_mut().for_each(|unit| unit.extra = None);
        prop_assert_eq!(again, units);
    }

    #[test]
    fn any_text_gives_a_readable_file(source in any::<String>(), author in any::<String>()) {
        let unit = TranslationUnit {
            source,
            target: "x".to_owned(),
            author: Some(author),
            ..TranslationUnit::default()
        };
        read_back(&written(&[unit]).0);
    }
}

fn code() -> impl Strategy<Value = String> {
    let inner = "[a-c<]{0,3}".prop_map(|text: String| text.replace('<', "&lt;"));
    let attribute = option::of("[1-9]")
        .prop_map(|x: Option<String>| x.map(|x| format!(" x='{x}'")).unwrap_or_default());
    (0..9, inner, attribute, "[1-4]").prop_map(|(kind, inner, x, i)| match kind {
        0 => format!("<bpt i='{i}'{x} type='bold'>{inner}</bpt>"),
        1 => format!("<ept i='{i}'>{inner}</ept>"),
        2 => format!("<ph{x} assoc='p'>{inner}<sub type='t'>a<ph/>{inner}</sub></ph>"),
        3 => format!("<it pos='end'{x}>{inner}</it>"),
        4 => format!("<hi{x}>b<ph>{inner}</ph>c</hi>"),
        5 => format!("<ut>{inner}</ut>"),
        6 => format!("<g id='{i}'>{inner}<n/></g>"),
        7 => "<bpt>x</bpt><ept/>".to_owned(),
        _ => format!("&lt;{i}&gt;&lt;/{i}&gt;"),
    })
}

fn segment(letters: &'static str) -> impl Strategy<Value = String> {
    proptest::collection::vec((letters, code()), 0..6).prop_map(move |parts| {
        let start = if letters.contains('ب') { "ا" } else { "z" };
        let parts: String = parts.into_iter().map(|(text, code)| text + &code).collect();
        start.to_owned() + &parts
    })
}

fn remarks() -> impl Strategy<Value = String> {
    let remark = (0..6, "[a-cا&]{0,4}").prop_map(|(kind, text): (i32, String)| {
        let text = text.replace('&', "&amp;");
        match kind {
            0 => format!("<note xml:lang='en' o-encoding='utf-8'>{text}</note>"),
            1 => format!("<prop type='x-project'>{text}</prop>"),
            2 => format!("<prop type='prev' lang='ar'>{text}</prop>"),
            3 => format!("<prop type='x-unit-origin'>{}</prop>", "machine"),
            4 => format!("<prop type='x-document'>{text}</prop><prop type='x-previous'/>"),
            _ => format!("<prop type='domain'>{text}</prop>"),
        }
    });
    proptest::collection::vec(remark, 0..3).prop_map(|parts| parts.concat())
}

fn stamps() -> impl Strategy<Value = String> {
    let one = |name: &'static str, values: &'static [&'static str]| {
        option::of(proptest::sample::select(values))
            .prop_map(move |v| v.map(|v| format!(" {name}='{v}'")).unwrap_or_default())
    };
    const DATES: &[&str] = &["20160227T103000Z", "2016-02-27", "soon", "20160227T103060Z"];
    (
        one("creationdate", DATES),
        one("creationid", &["A", "B"]),
        one("changedate", DATES),
        one("changeid", &["A", "C"]),
        one("usagecount", &["3"]),
        one("odd", &["x"]),
    )
        .prop_map(|(a, b, c, d, e, f)| [a, b, c, d, e, f].concat())
}

fn tu() -> impl Strategy<Value = String> {
    let tuv = |tags: &'static [&'static str], letters| {
        (
            proptest::sample::select(tags),
            stamps(),
            remarks(),
            segment(letters),
        )
            .prop_map(|(tag, stamps, remarks, seg)| {
                format!("<tuv xml:lang='{tag}'{stamps}>{remarks}<seg>{seg}</seg></tuv>")
            })
    };
    (
        stamps(),
        option::of(proptest::sample::select(&["ar", "en-US", "*all*"][..])),
        remarks(),
        proptest::collection::vec(tuv(&["ar", "ar-SY", "ara"], "[ابج ]{0,3}"), 1..3),
        proptest::collection::vec(tuv(&["en", "EN_gb"], "[a-c ]{0,3}"), 1..3),
        proptest::collection::vec(tuv(&["fr", "", "ku"], "[a-c ]{0,3}"), 0..2),
    )
        .prop_map(|(stamps, lang, remarks, ar, en, others)| {
            let lang = lang
                .map(|lang| format!(" srclang='{lang}'"))
                .unwrap_or_default();
            let all = [others.concat(), en.concat(), ar.concat()].concat();
            format!("<tu tuid='7' segtype='block'{lang}{stamps}>{remarks}{all}</tu>")
        })
}

proptest! {
    #[test]
    fn files_of_others_lose_nothing(
        units in proptest::collection::vec(tu(), 1..3),
        header in proptest::sample::select(&["ar", "ar-EG", "en", "*all*", ""][..]),
    ) {
        let file = format!(
            "<tmx version='1.4'><header srclang='{header}' datatype='rtf'/><body>{}</body></tmx>",
            units.concat()
        );
        let first = read_back(&file);
        prop_assert!(!first.is_empty());
        let (again, warnings) = written(&first);
        prop_assert_eq!(warnings, vec![]);
        prop_assert_eq!(read_back(&again), first.clone(), "{}", again);
    }
}

fn edited(ar: &str, en: &str, edit: impl FnOnce(&mut TranslationUnit)) -> String {
    let file = format!(
        "<tmx><header srclang='ar'/><body><tu><tuv xml:lang='ar'><seg>{ar}</seg></tuv>\
         <tuv xml:lang='en'><seg>{en}</seg></tuv></tu></body></tmx>"
    );
    let mut unit = read_back(&file).remove(0);
    edit(&mut unit);
    let (file, _) = written(&[unit]);
    let target = file.split("<seg>").nth(2).unwrap_or_default();
    target.split("</seg>").next().unwrap_or_default().to_owned()
}

#[test]
fn codes_stay_with_their_tags_in_an_edited_text() {
    const AR: &str = "<bpt i='1' type='b'>B</bpt>أ<ept i='1'>E</ept><ph x='5'>P</ph><hi>ب</hi>";
    for (en, target, expected) in [
        ("<ph x='5'>P</ph>a", "b<5/>c", r#"b<ph x="5">P</ph>c"#),
        ("<ph x='5'>P</ph>a", "c", "c"),
        // Codes the target lacked are those of the source.
        (
            "a",
            "<1>b</1><5/>",
            r#"<bpt i="1" type="b">B</bpt>b<ept i="1">E</ept><ph x="5">P</ph>"#,
        ),
        ("a", "<2>b</2>", "<hi>b</hi>"),
        (
            "a",
            "</2>b<2>",
            r#"<ept i="2">&lt;/2&gt;</ept>b<bpt i="2"/>"#,
        ),
        ("a", "<3>b</3>", "&lt;3&gt;b&lt;/3&gt;"),
        (
            "a<hi>b<ph/></hi>",
            "<2><1></2></1>",
            r#"<hi><bpt i="1" type="b">B</bpt></hi><ept i="1">E</ept>"#,
        ),
    ] {
        let written = edited(AR, en, |unit| unit.target = target.to_owned());
        assert_eq!(written, expected, "{target}");
    }
}

#[test]
fn tags_of_documents_become_codes_and_come_back() {
    let unit = TranslationUnit {
        source: "<3>نعم</3><1/> <7".to_owned(),
        target: "<1/><3>yes</3> <2/>".to_owned(),
        origin: crate::engine::model::UnitOrigin::Machine,
        ..TranslationUnit::default()
    };
    let (file, _) = written(std::slice::from_ref(&unit));
    assert!(file.contains(
        "<seg><ph x=\"1\">&lt;1/&gt;</ph><bpt i=\"3\" x=\"3\">&lt;3&gt;</bpt>yes<ept i=\"3\">&lt;/3&gt;</ept> &lt;2/&gt;</seg>"
    ), "{file}");
    let again = read_back(&file).remove(0);
    assert_eq!(
        (again.source, again.target, again.origin),
        (unit.source, unit.target, unit.origin)
    );
}

#[test]
fn a_change_shows_in_the_stamps() {
    let file = "<tmx><header srclang='ar'/><body><tu tuid='1' creationid='A' creationdate='20160227T103000Z'>\
        <prop type='x-project'>old</prop><note>n</note><tuv xml:lang='ar'><seg>أ</seg></tuv>\
        <tuv xml:lang='en' changeid='B' changedate='20170101T000000Z'><seg>a</seg></tuv></tu></body></tmx>";
    let mut unit = read_back(file).remove(0);
    unit.author = Some("C".to_owned());
    unit.changed = Some(1_600_000_000);
    unit.project = Some("new".to_owned());
    let (file, _) = written(std::slice::from_ref(&unit));
    let again = read_back(&file).remove(0);
    assert_eq!(again.author.as_deref(), Some("C"));
    assert_eq!((again.created, again.changed), (unit.created, unit.changed));
    assert_eq!(again.project.as_deref(), Some("new"));
    assert!(
        file.contains("creationid=\"A\"") && !file.contains("old"),
        "{file}"
    );
}

#[test]
fn many_tags_take_no_time() {
    let codes: String = (0..5_000).map(|n| format!("<ph x='{n}'/><hi>")).collect();
    let ends = "</hi>".repeat(5_000);
    let file = format!(
        "<tmx><header srclang='ar'/><body><tu><tuv xml:lang='ar'><seg>أ{codes}{ends}</seg></tuv>\
         <tuv xml:lang='en'><seg>a</seg></tuv></tu></body></tmx>"
    );
    let mut unit = read_back(&file).remove(0);
    // Highlightings open and close across each other, and most tags stand there often.
    unit.target = "a<6000><1/></6000></6001><6001>".repeat(100_000);
    let (file, _) = written(&[unit]);
    assert_eq!(read_back(&file).len(), 1);
}
