//! Memories of other tools come in and go out whole.

use crate::scratch::Scratch;
use quick_xml::events::{BytesStart, Event as Xml};
use std::path::{Path, PathBuf};
use turjuman::engine::model::{MatchRate, Warning};
use turjuman::workspace::{
    ConcordanceQuery, CoreCommand, CoreEvent, Event, ImportInto, MemoryCommand, MemoryEvent,
};

const EVERYTHING: &str = include_str!("../data/tmx/everything.tmx");
const OLD: &str = include_str!("../data/tmx/old.tmx");

fn import(scratch: &mut Scratch, memory: &str, path: &Path, keep: bool) -> Vec<Event> {
    scratch.apply(MemoryCommand::Import {
        into: ImportInto::New(memory.into()),
        path: path.into(),
        mapping: Default::default(),
        keep_before_error: keep,
    })
}

fn imported(events: &[Event]) -> (u64, u64, Vec<Warning>) {
    let found = events.iter().find_map(|event| match event {
        Event::Memories(MemoryEvent::Imported {
            units,
            skipped,
            warnings,
            ..
        }) => Some((*units, *skipped, warnings.clone())),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("{events:?}"))
}

fn write(scratch: &Scratch, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = scratch.path(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

fn export(scratch: &mut Scratch, memory: &str, name: &str) -> String {
    let path = scratch.path(name);
    scratch.apply(MemoryCommand::Export {
        memory: scratch.memory(memory),
        path: path.clone(),
    });
    std::fs::read_to_string(path).unwrap()
}

/// Exports what a file gave, imports that into another memory and exports it again.
fn round_trip(file: impl AsRef<[u8]>) -> (String, String) {
    let mut scratch = Scratch::new();
    let path = write(&scratch, "in.tmx", file);
    let first = imported(&import(&mut scratch, "first", &path, false));
    let once = export(&mut scratch, "first", "once.tmx");
    let path = scratch.path("once.tmx");
    let again = imported(&import(&mut scratch, "second", &path, false));
    assert_eq!((first.0, again.1, again.2), (again.0, 0, vec![]));
    let twice = export(&mut scratch, "second", "twice.tmx");
    (once, twice)
}

#[test]
fn a_file_with_everything_comes_back_whole() {
    let (once, twice) = round_trip(EVERYTHING);
    assert_eq!(once, twice);
    for kept in [
        // the header
        "Made for a test &amp; nothing else.",
        "<prop type=\"client\">A daily</prop>",
        // stamps, notes, properties
        "tuid=\"1\" usagecount=\"4\" creationdate=\"20210305T081500Z\" creationid=\"Samira\"",
        "changeid=\"Karim\"",
        "changedate=\"20210307T100000Z\" changeid=\"Lina\"",
        "<note>Checked with the desk.</note>",
        "<prop type=\"x-domain\" xml:lang=\"en\">politics</prop>",
        "<note>British</note>",
        "segtype=\"paragraph\"",
        "datatype=\"html\"",
        "srclang=\"en\"",
        "<prop type=\"x-attribute-odd\">kept</prop>",
        // codes
        "<bpt i=\"1\" x=\"1\" type=\"italic\">&lt;i&gt;</bpt>نعم<ept i=\"1\">&lt;/i&gt;</ept>",
        "<ph x=\"2\" assoc=\"p\">&lt;img alt=\"<sub type=\"alt\">صورة <hi x=\"9\">صغيرة</hi></sub>\"/&gt;</ph>",
        "<it pos=\"begin\" x=\"1\">&lt;b&gt;</it>عاد <hi type=\"name\">سامي</hi> أمس",
        "<ut x=\"4\">{\\b</ut>Yesterday Sami returned",
        "&lt;1&gt; ثم &lt;2/&gt; و<bpt i=\"m1\">&lt;g id=\"7\"&gt;</bpt>انتظر<ept i=\"m1\">&lt;/g&gt;</ept>",
        // entities
        "to الصحيفة\u{A0}<ph",
        // another language
        "<tuv xml:lang=\"fr\"><prop type=\"state\">old</prop><seg>Le ministre a dit <bpt i=\"1\">",
    ] {
        assert!(once.contains(kept), "{kept}\n{once}");
    }
    check_structure(&once);
}

#[test]
fn old_files_and_encodings_are_read() {
    let latin: Vec<u8> = OLD
        .replace("&eacute;", "é")
        .chars()
        .map(|c| c as u8)
        .collect();
    let wide = |file: &str| -> Vec<u8> {
        let text = file.replace("ISO-8859-1", "UTF-16");
        let marked = std::iter::once(0xFEFF).chain(text.encode_utf16());
        marked.flat_map(u16::to_be_bytes).collect()
    };
    for file in [OLD.as_bytes().to_vec(), latin, wide(OLD)] {
        let (once, twice) = round_trip(file);
        assert_eq!(once, twice);
        assert!(
            once.contains("<tuv xml:lang=\"AR-EG\"><seg>مجتمع المقهى</seg>"),
            "{once}"
        );
        assert!(
            once.contains("<seg>Café society<ut>{\\i</ut></seg>"),
            "{once}"
        );
        assert!(once.contains("srclang=\"*all*\""), "{once}");
        check_structure(&once);
    }
}

#[test]
fn tags_do_not_count_in_a_match() {
    let mut scratch = Scratch::new();
    let path = write(&scratch, "in.tmx", EVERYTHING);
    import(&mut scratch, "m", &path, false);
    let queries = ["عاد سامي أمس", "<1/>عاد <2>سامي</2> أمس"].map(str::to_owned);
    let answers = scratch
        .workspace
        .look_up("m", &queries, MatchRate::new(70.0), 1)
        .unwrap();
    let shown: Vec<_> = answers
        .iter()
        .map(|answer| {
            (
                answer.matches[0].rate.badge(),
                answer.matches[0].target.as_str(),
            )
        })
        .collect();
    // Both translations are there; the newer one comes first.
    assert_eq!(
        shown,
        [
            (100, "Yesterday Sami returned"),
            (100, "Yesterday Sami returned")
        ]
    );
    let answers = scratch
        .workspace
        .look_up("m", &queries, MatchRate::new(70.0), 2)
        .unwrap();
    assert_eq!(answers[0].matches[1].target, "Sami came back yesterday");
    assert_eq!(
        answers[1].matches[1].target,
        "<1/><2>Sami</2> came back yesterday"
    );
}

#[test]
fn an_edited_unit_keeps_the_codes_whose_tags_it_keeps() {
    let mut scratch = Scratch::new();
    let path = write(&scratch, "in.tmx", EVERYTHING);
    import(&mut scratch, "m", &path, false);
    scratch.apply(MemoryCommand::Search(ConcordanceQuery {
        text: "minister".into(),
        ..ConcordanceQuery::default()
    }));
    scratch.apply(MemoryCommand::ReadUnits(0..1));
    let row = scratch.workspace.concordance_row(0).unwrap().clone();
    scratch.apply(MemoryCommand::EditUnit {
        unit: row.unit,
        source: row.content.source.clone(),
        target: "“<1>Yes</1>”, the minister said.".into(),
    });
    let file = export(&mut scratch, "m", "edited.tmx");
    assert!(
        file.contains(
            "<seg>“<bpt i=\"1\" x=\"1\" type=\"italic\">&lt;i&gt;</bpt>Yes\
             <ept i=\"1\">&lt;/i&gt;</ept>”, the minister said.</seg>"
        ),
        "{file}"
    );
    assert!(file.contains("Le ministre a dit"));
    scratch.apply(CoreCommand::Undo);
    assert!(export(&mut scratch, "m", "undone.tmx").contains("a small <hi x=\"9\">"));
}

#[test]
fn of_a_broken_file_what_comes_before_the_error_is_taken_on_request() {
    let mut scratch = Scratch::new();
    let file = EVERYTHING.replace("عاد <hi", "عاد </hi");
    let line = file
        .lines()
        .position(|line| line.contains("</hi type"))
        .unwrap()
        + 1;
    let path = write(&scratch, "broken.tmx", file);
    let events = import(&mut scratch, "m", &path, false);
    let failed = events.iter().find_map(|event| match event {
        Event::Core(CoreEvent::Failed { message }) => Some(message.as_str()),
        _ => None,
    });
    let failed = failed.unwrap();
    assert!(
        failed.contains(&format!("line {line}")) && failed.contains("broken.tmx"),
        "{failed}"
    );
    assert!(events.contains(&Event::Memories(MemoryEvent::Broken {
        into: ImportInto::New("m".into()),
        path: path.clone(),
        mapping: Default::default(),
    })));
    assert_eq!(scratch.workspace.unit_count(), 0);
    let (units, _, warnings) = imported(&import(&mut scratch, "m", &path, true));
    assert_eq!((units, scratch.workspace.unit_count()), (1, 1));
    assert_eq!(warnings[0].line, Some(line as u64));
}

#[test]
fn a_hostile_unit_is_written_as_tmx() {
    let mut scratch = Scratch::with_article();
    let hostile = "A\u{1}<1>&amp;</1>]]><seg>\u{FFFE}<!-- <2/> \u{202E}&nbsp;\r\n\t\"'<hi";
    scratch.translate(0, hostile);
    let file = export(
        &mut scratch,
        turjuman::workspace::MAIN_MEMORY,
        "hostile.tmx",
    );
    check_structure(&file);
    let path = scratch.path("hostile.tmx");
    import(&mut scratch, "again", &path, false);
    let again = export(&mut scratch, "again", "again.tmx");
    check_structure(&again);
    let segments = |file: &str| -> Vec<String> {
        file.lines()
            .filter(|line| line.contains("<seg>"))
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(segments(&file), segments(&again));
}

fn sdltm(scratch: &Scratch) -> PathBuf {
    let path = scratch.path("studio.sdltm");
    let db = rusqlite::Connection::open(&path).unwrap();
    db.execute_batch(
        "CREATE TABLE translation_memories (id INTEGER PRIMARY KEY, guid TEXT, name TEXT,
             source_language TEXT, target_language TEXT, copyright TEXT);
         CREATE TABLE translation_units (id INTEGER PRIMARY KEY, guid TEXT,
             translation_memory_id INTEGER, source_hash INTEGER, source_segment TEXT,
             target_hash INTEGER, target_segment TEXT, creation_date TEXT, creation_user TEXT,
             change_date TEXT, change_user TEXT, last_used_date TEXT, last_used_user TEXT,
             usage_counter INTEGER, flags INTEGER);
         CREATE TABLE attributes (id INTEGER PRIMARY KEY, name TEXT, type INTEGER);
         CREATE TABLE string_attributes (translation_unit_id INTEGER, attribute_id INTEGER,
             value TEXT);
         CREATE TABLE picklist_values (id INTEGER PRIMARY KEY, attribute_id INTEGER, value TEXT);
         CREATE TABLE picklist_attributes (translation_unit_id INTEGER,
             picklist_value_id INTEGER);
         INSERT INTO translation_memories VALUES (1, 'g', 'Desk', 'en-US', 'ar-SA', NULL);
         INSERT INTO attributes VALUES (1, 'Note', 1), (2, 'Desk', 3);
         INSERT INTO string_attributes VALUES (1, 1, 'seen & done');
         INSERT INTO picklist_values VALUES (5, 2, 'Foreign');
         INSERT INTO picklist_attributes VALUES (1, 5);",
    )
    .unwrap();
    let tag = |kind: &str| {
        format!(
            "<Tag><Type>{kind}</Type><Anchor>1</Anchor><AlignmentAnchor>1</AlignmentAnchor><TagID>17</TagID></Tag>"
        )
    };
    let segment = |parts: [&str; 3], culture: &str| {
        let text = |text: &str| format!("<Text><Value>{text}</Value></Text>");
        format!(
            "<Segment xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><Elements>{}{}{}{}{}\
             </Elements><CultureName>{culture}</CultureName></Segment>",
            text(parts[0]),
            tag("Start"),
            text(parts[1]),
            tag("End"),
            text(parts[2])
        )
    };
    let rows = [
        (
            segment(["The ", "truce", " holds &amp; lasts"], "en-US"),
            segment(["", "الهدنة", " صامدة"], "ar-SA"),
        ),
        (
            "<Segment><Elements>".to_owned(),
            segment(["", "x", ""], "ar-SA"),
        ),
    ];
    for (source, target) in rows {
        db.execute(
            "INSERT INTO translation_units (translation_memory_id, source_segment, target_segment,
                 creation_date, creation_user, change_date, change_user, usage_counter,
                 last_used_date)
             VALUES (1, ?1, ?2, '2021-03-05 08:15:00', 'DESK\\samira', '2021-03-06 09:00:00',
                 'DESK\\karim', 2, '2021-04-01 00:00:00')",
            [source, target],
        )
        .unwrap();
    }
    path
}

#[test]
fn trados_memories_come_in_with_all_they_hold() {
    let mut scratch = Scratch::new();
    let path = sdltm(&scratch);
    let before = std::fs::read(&path).unwrap();
    let (units, skipped, warnings) = imported(&import(&mut scratch, "desk", &path, false));
    assert_eq!((units, skipped), (1, 1));
    assert!(warnings[0].message.contains("unit 2"), "{warnings:?}");
    assert_eq!(std::fs::read(&path).unwrap(), before);
    let file = export(&mut scratch, "desk", "desk.tmx");
    for kept in [
        "<prop type=\"x-name\">Desk</prop>",
        "creationdate=\"20210305T081500Z\" creationid=\"DESK\\samira\" changedate=\"20210306T090000Z\" changeid=\"DESK\\karim\"",
        "usagecount=\"2\"",
        "srclang=\"en-US\"",
        "<prop type=\"x-Note\">seen &amp; done</prop>",
        "<prop type=\"x-Desk\">Foreign</prop>",
        "<tuv xml:lang=\"ar-SA\"><seg><bpt i=\"1\" x=\"1\" type=\"17\"/>الهدنة<ept i=\"1\"/> صامدة</seg>",
        "<tuv xml:lang=\"en-US\"><seg>The <bpt i=\"1\" x=\"1\" type=\"17\"/>truce<ept i=\"1\"/> holds &amp; lasts</seg>",
    ] {
        assert!(file.contains(kept), "{kept}\n{file}");
    }
    check_structure(&file);
}

#[test]
fn other_databases_are_refused() {
    let mut scratch = Scratch::new();
    let path = scratch.path("other.sdltm");
    let db = rusqlite::Connection::open(&path).unwrap();
    db.execute_batch("CREATE TABLE notes (id INTEGER)").unwrap();
    drop(db);
    let text = write(&scratch, "text.sdltm", "not a database");
    let half = {
        let bytes = std::fs::read(sdltm(&scratch)).unwrap();
        write(&scratch, "half.sdltm", &bytes[..bytes.len() / 3])
    };
    for (path, told) in [
        (path, "no Trados memory"),
        (text, "no Trados memory"),
        (half, "cannot be read"),
    ] {
        let events = import(&mut scratch, "m", &path, false);
        let is_told = |event: &Event| matches!(event, Event::Core(CoreEvent::Failed { message }) if message.contains(told));
        assert!(events.iter().any(is_told), "{told}: {events:?}");
    }
    assert_eq!(scratch.workspace.unit_count(), 0);
}

/// The rules of the TMX 1.4b DTD that a writer can break: what may stand where, in which order and
/// with which attributes.
fn check_structure(file: &str) {
    let mut xml = quick_xml::Reader::from_str(file);
    xml.config_mut().expand_empty_elements = true;
    let mut open: Vec<(String, Vec<String>)> = Vec::new();
    loop {
        match xml.read_event().unwrap() {
            Xml::Start(tag) => {
                let name = tag.name().as_ref().to_owned();
                if let Some((parent, children)) = open.last_mut() {
                    assert!(
                        may_follow(parent, children, &name),
                        "<{name}> in <{parent}>\n{file}"
                    );
                    children.push(name.clone());
                }
                check_attributes(&name, &tag);
                open.push((name, Vec::new()));
            }
            Xml::End(_) => {
                let (name, children) = open.pop().unwrap();
                match name.as_str() {
                    "tu" => assert!(children.iter().any(|child| child == "tuv")),
                    "tuv" => assert!(children.iter().any(|child| child == "seg")),
                    _ => {}
                }
            }
            Xml::Text(text) => {
                let parent = open.last().map_or("", |(name, _)| name.as_str());
                let holds_text = !matches!(parent, "" | "tmx" | "header" | "body" | "tu" | "tuv");
                assert!(holds_text || text.trim().is_empty(), "text in <{parent}>");
            }
            Xml::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty());
}

fn may_follow(parent: &str, before: &[String], name: &str) -> bool {
    let is_code = matches!(name, "bpt" | "ept" | "it" | "ph" | "ut");
    match parent {
        "tmx" => matches!((before.len(), name), (0, "header") | (1, "body")),
        "header" => matches!(name, "note" | "prop"),
        "body" => name == "tu",
        "tu" => match name {
            "note" | "prop" => !before.iter().any(|child| child == "tuv"),
            name => name == "tuv",
        },
        "tuv" => {
            let has_segment = before.iter().any(|child| child == "seg");
            !has_segment && matches!(name, "note" | "prop" | "seg")
        }
        "seg" | "sub" | "hi" => is_code || name == "hi",
        "bpt" | "ept" | "it" | "ph" | "ut" => name == "sub",
        _ => false,
    }
}

fn check_attributes(element: &str, tag: &BytesStart<'_>) {
    const STAMPS: &str = "creationdate creationid changedate changeid usagecount lastusagedate \
        creationtool creationtoolversion datatype o-encoding o-tmf";
    let (required, optional) = match element {
        "tu" => ("", format!("{STAMPS} tuid segtype srclang")),
        "tuv" => ("xml:lang", format!("{STAMPS} lang")),
        "prop" => ("type", "xml:lang o-encoding lang".to_owned()),
        "note" => ("", "xml:lang o-encoding lang".to_owned()),
        "bpt" => ("i", "x type".to_owned()),
        "ept" => ("i", String::new()),
        "it" => ("pos", "x type".to_owned()),
        "ph" => ("", "x assoc type".to_owned()),
        "hi" => ("", "x type".to_owned()),
        "ut" => ("", "x".to_owned()),
        "sub" => ("", "datatype type".to_owned()),
        _ => return,
    };
    let names: Vec<String> = tag
        .attributes()
        .map(|attribute| attribute.unwrap().key.as_ref().to_owned())
        .collect();
    for name in required.split_whitespace() {
        assert!(
            names.iter().any(|found| found == name),
            "<{element}> without {name}"
        );
    }
    for name in &names {
        let mut known = required
            .split_whitespace()
            .chain(optional.split_whitespace());
        assert!(known.any(|known| known == name), "{name} in <{element}>");
    }
}
