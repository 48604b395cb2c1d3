//! Terms from files and into files: everything kept, odd entries, many of them, stopped imports.

use crate::scratch::Scratch;
use std::path::{Path, PathBuf};
use turjuman::engine::model::{TermEntry, TermStatus, Warning};
use turjuman::workspace::{CoreCommand, CoreEvent, Event, ImportInto, TermCommand, TermEvent};

fn import(scratch: &mut Scratch, path: &Path) -> Result<(u64, u64, Vec<Warning>), String> {
    let events = scratch.apply(TermCommand::Import {
        into: ImportInto::New("t".into()),
        path: path.into(),
        mapping: Default::default(),
    });
    events
        .iter()
        .find_map(|event| match event {
            Event::Terms(TermEvent::Imported {
                entries,
                skipped,
                warnings,
                ..
            }) => Some(Ok((*entries, *skipped, warnings.clone()))),
            Event::Core(CoreEvent::Failed { message }) => Some(Err(message.clone())),
            _ => None,
        })
        .unwrap()
}

fn write(scratch: &Scratch, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
    let path = scratch.path(name);
    std::fs::write(&path, text).unwrap();
    path
}

/// The entries of the termbase, as a file decides them.
fn entries(scratch: &Scratch) -> Vec<TermEntry> {
    let terms = scratch.workspace.terms();
    let own = terms.filter(|(termbase, _)| *termbase == "t");
    own.map(|(_, entry)| TermEntry {
        id: Default::default(),
        ..entry.clone()
    })
    .collect()
}

/// The sources of the terms found in a text.
fn found(scratch: &Scratch, text: &str) -> Vec<String> {
    let hits = scratch.workspace.term_finder().find(text, false);
    hits.into_iter().map(|hit| hit.term).collect()
}

const EVERYTHING: &str = "source,target,status,forms,pos,domain,definition,example,note,reference,client,created,changed,author\n\
    هدنة,truce|armistice|peace & quiet|<b>,preferred|admitted|deprecated|forbidden,هدن|الهدنات,noun,\"war & \"\"peace\"\"\",\
    A <pause>]]>,\"قال: \"\"هدنة\"\"\",\"note\nof lines\t&amp; 'x'\",ref,The Daily,2016-02-27T10:00:00Z,2020-01-02T03:04:05Z,Lina <l@x>\n\
    سلام\u{200F},\"peace\u{2028}|a\\|b\\\\c\",admitted,,,,,,,,,2016-02-27,2016-02-28,Karim\n\
    =1+1,\"=HYPERLINK(\"\"x\"\")\",,,,,,,#,,,2016-02-27,2016-02-28,Karim\n";

#[test]
fn every_field_goes_through_every_format() {
    let mut scratch = Scratch::new();
    let path = write(&scratch, "in.csv", EVERYTHING);
    assert_eq!(import(&mut scratch, &path).unwrap().0, 3);
    let before = entries(&scratch);
    assert_eq!(before[0].translations[3].status, TermStatus::Forbidden);
    assert_eq!(before[1].translations[1].text, "a|b\\c");
    for name in [
        "out.csv",
        "out.tsv",
        "out.xlsx",
        "out.tbx",
        "out.dca.tbx",
        "out.dct.tbx",
    ] {
        let out = scratch.path(name);
        scratch.apply(TermCommand::Export {
            termbase: scratch.termbase("t"),
            path: out.clone(),
        });
        let mut other = Scratch::new();
        let (count, skipped, warnings) = import(&mut other, &out).unwrap();
        assert_eq!((count, skipped, warnings), (3, 0, vec![]), "{name}");
        assert_eq!(entries(&other), before, "{name}");
    }
}

#[test]
fn odd_entries_do_no_harm() {
    let long = "كلمة ".repeat(1_000);
    let wide = "ك".repeat(5_000);
    let rows = [
        ("وبال", "and with the"),
        ("ب", "b"),
        ("NATO", "NATO"),
        ("(.*)[+?^$|\\", "regex (.*)"),
        ("a;b,c\"d", "csv \"x\""),
        (long.trim(), "long"),
        (&wide, "wide"),
        ("ـــ", "tatweel"),
        ("!؟،", "points"),
        ("هدنة", "truce"),
    ];
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut file = String::from("source,target\n,nothing\nشيء,\n , \n");
    for (source, target) in rows {
        let source = source.replace('\\', "\\\\");
        file.push_str(&format!(
            "{},{}\n",
            quoted(&source),
            quoted(&target.replace('|', "\\|"))
        ));
    }
    let mut scratch = Scratch::new();
    let path = write(&scratch, "odd.csv", file);
    let (count, skipped, warnings) = import(&mut scratch, &path).unwrap();
    assert_eq!((count, skipped), (rows.len() as u64, 2), "{warnings:?}");
    assert_eq!(warnings[0].line, Some(2));
    assert!(found(&scratch, "وبالهدنة يا NATO").contains(&"هدنة".to_owned()));
    assert!(found(&scratch, "قرر NATO").contains(&"NATO".to_owned()));
    assert!(found(&scratch, &format!("قال {wide} أمس")).contains(&wide));
    assert!(found(&scratch, long.trim()).contains(&long.trim().to_owned()));
    for text in ["وبال", "ب", "(.*)[+?^$|\\", "!؟،", "ـــ", ""] {
        let _ = found(&scratch, text);
    }
    assert_eq!(
        scratch
            .reopen()
            .workspace
            .terms()
            .filter(|(base, _)| *base == "t")
            .count(),
        rows.len()
    );
}

#[test]
fn synonyms_that_name_each_other_are_found_once_each() {
    let mut scratch = Scratch::new();
    let file =
        "source,target,forms\nهدنة,truce,وقف القتال|هدنة\nوقف القتال,cessation,هدنة|وقف القتال\n";
    let path = write(&scratch, "cyclic.csv", file);
    assert_eq!(import(&mut scratch, &path).unwrap().0, 2);
    let mut all = found(&scratch, "بدأت الهدنة");
    all.sort();
    all.dedup();
    assert!(!all.is_empty() && all.len() <= 2, "{all:?}");
    assert!(!found(&scratch, "أعلن وقف القتال").is_empty());
}

/// Distinct words of Arabic letters.
fn word(mut n: u64) -> String {
    let letters: Vec<char> = "بتثجحخدذرزسشصضطظعغفقكلمنه".chars().collect();
    let mut word = String::from("ق");
    for _ in 0..4 {
        word.push(letters[(n % 25) as usize]);
        n /= 25;
    }
    word
}

fn many(count: u64) -> String {
    let rows = (0..count).map(|n| format!("{}\tterm {n}\n", word(n)));
    rows.collect()
}

#[test]
fn a_large_glossary_is_indexed_and_taken_back_whole() {
    let mut scratch = Scratch::new();
    let path = write(&scratch, "large.txt", many(6_000));
    assert_eq!(import(&mut scratch, &path).unwrap().0, 6_000);
    assert_eq!(found(&scratch, &word(4_321)), [word(4_321)]);
    assert_eq!(
        found(&scratch, "بالهدنة"),
        ["هدنة"],
        "the terms before are still there"
    );
    let (count, skipped, warnings) = import(&mut scratch, &path).unwrap();
    assert_eq!((count, skipped), (0, 6_000));
    assert!(warnings[0].message.contains("already"), "{warnings:?}");
    scratch.apply(CoreCommand::Undo);
    assert!(found(&scratch, &word(4_321)).is_empty());
    scratch.apply(CoreCommand::Redo);
    let scratch = scratch.reopen();
    assert_eq!(found(&scratch, &word(4_321)), [word(4_321)]);
}

#[test]
fn more_terms_than_memory_is_meant_for_are_refused() {
    let mut scratch = Scratch::new();
    let path = write(&scratch, "huge.txt", "هدنة\ttruce\n".repeat(1_000_000));
    let message = import(&mut scratch, &path).unwrap_err();
    assert!(
        message.contains("500000") && message.contains("huge.txt"),
        "{message}"
    );
    assert!(entries(&scratch).is_empty());
}

#[test]
fn a_stopped_import_of_terms_leaves_nothing() {
    let mut scratch = Scratch::new();
    let path = write(&scratch, "large.txt", many(150_000));
    scratch
        .workspace
        .apply(TermCommand::Import {
            into: ImportInto::New("t".into()),
            path,
            mapping: Default::default(),
        })
        .unwrap();
    assert!(
        scratch
            .workspace
            .progress()
            .iter()
            .any(|(title, ..)| *title == "importing terms")
    );
    scratch.apply(CoreCommand::CancelJobs);
    assert!(entries(&scratch).is_empty());
    assert!(
        scratch
            .reopen()
            .workspace
            .termbases()
            .all(|name| name != "t")
    );
}

#[test]
fn broken_files_of_terms_name_their_line() {
    let mut scratch = Scratch::new();
    for (name, text, line) in [
        (
            "open.csv",
            "source,target\nهدنة,truce\nسلام,\"peace\nx,y\n",
            "line 3",
        ),
        (
            "cut.tbx",
            "<martif><text><body>\n<termEntry><langSet xml:lang='ar'>",
            "line 2",
        ),
        ("none.csv", "one,two\nx,y\n", "source"),
        ("empty.tsv", "", "empty"),
    ] {
        let path = write(&scratch, name, text);
        let message = import(&mut scratch, &path).unwrap_err();
        assert!(
            message.contains(line) && message.contains(name),
            "{message}"
        );
    }
    let missing = scratch.path("missing.csv");
    assert!(
        import(&mut scratch, &missing)
            .unwrap_err()
            .contains("missing.csv")
    );
    assert!(scratch.workspace.termbases().all(|name| name != "t"));
}
