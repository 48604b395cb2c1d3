//! Concordance searches against looking at every unit.

use std::fmt::Write as _;
use turjuman::workspace::{
    Command, ConcordanceMode, ConcordanceQuery, ConcordanceSide, CoreCommand, ImportInto, Location,
    MemoryCommand, OpenOptions, Workspace,
};

const WORDS: [&str; 8] = [
    "الهدنة",
    "وزير",
    "مدينة",
    "حلب",
    "قال",
    "مفاوضات",
    "جنيف",
    "روسيا",
];

fn unit(n: usize) -> (String, String) {
    let word = |at: usize| WORDS[(n / at.max(1) + n * at) % WORDS.len()];
    let source = format!("{} و{} {} رقم{n}", word(1), word(3), word(11));
    (source, format!("Unit number{n} of {}", n % 97))
}

fn memory(units: usize) -> Workspace {
    let mut tmx = String::from(
        "<?xml version=\"1.0\"?><tmx version=\"1.4\"><header creationtool=\"t\" creationtoolversion=\"1\" segtype=\"sentence\" o-tmf=\"t\" adminlang=\"en\" srclang=\"ar\" datatype=\"plaintext\"/><body>",
    );
    for n in 0..units {
        let (source, target) = unit(n);
        write!(
            tmx,
            "<tu><tuv xml:lang=\"ar\"><seg>{source}</seg></tuv><tuv xml:lang=\"en\"><seg>{target}</seg></tuv></tu>"
        )
        .unwrap();
    }
    tmx.push_str("</body></tmx>");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("m.tmx");
    std::fs::write(&path, tmx).unwrap();
    let mut workspace = Workspace::open(OpenOptions::new(Location::Temporary)).unwrap();
    let memory = "m".to_owned();
    workspace
        .apply(MemoryCommand::Import {
            into: ImportInto::New(memory),
            path,
            mapping: Default::default(),
            keep_before_error: false,
        })
        .unwrap();
    workspace.settle().unwrap();
    workspace.poll();
    workspace
}

fn found(workspace: &mut Workspace, text: &str, mode: ConcordanceMode) -> Vec<String> {
    let query = ConcordanceQuery {
        text: text.into(),
        mode,
        side: ConcordanceSide::Both,
        ..ConcordanceQuery::default()
    };
    let answer = workspace.concordance(&query, usize::MAX).unwrap();
    assert_eq!(answer.found, answer.rows.len());
    answer
        .rows
        .into_iter()
        .map(|row| row.content.target)
        .collect()
}

#[test]
fn lists_and_looking_at_every_unit_find_the_same() {
    const UNITS: usize = 5_000;
    let mut workspace = memory(UNITS);
    use ConcordanceMode::{Exact, Wildcard, Words};
    for (query, mode, wanted) in [
        ("حلب", Words, "حلب"),
        ("رقم4321", Words, "رقم4321"),
        ("number4321", Words, "number4321 "),
        ("رق*", Wildcard, "رقم"),
        ("Unit number7 of", Exact, "Unit number7 of"),
    ] {
        let by_hand: Vec<String> = (0..UNITS)
            .rev()
            .map(unit)
            .filter(|(source, target)| format!("{source} {target}").contains(wanted))
            .map(|(_, target)| target)
            .collect();
        assert!(!by_hand.is_empty(), "{query}");
        assert_eq!(found(&mut workspace, query, mode), by_hand, "{query}");
    }
}

#[test]
fn changed_and_deleted_units_are_found_as_they_are() {
    let mut workspace = memory(3_000);
    use ConcordanceMode::Words;
    assert_eq!(found(&mut workspace, "number2500", Words).len(), 1);
    let query = ConcordanceQuery {
        text: "number2500".into(),
        ..ConcordanceQuery::default()
    };
    let row = workspace.concordance(&query, 1).unwrap().rows.remove(0);
    let edit = Command::Memories(MemoryCommand::EditUnit {
        unit: row.unit,
        source: row.content.source.clone(),
        target: "Quite another unit".into(),
    });
    workspace.apply(edit).unwrap();
    assert!(found(&mut workspace, "number2500", Words).is_empty());
    assert_eq!(
        found(&mut workspace, "another", Words),
        ["Quite another unit"]
    );
    workspace
        .apply(MemoryCommand::DeleteUnit(row.unit))
        .unwrap();
    assert!(found(&mut workspace, "another", Words).is_empty());
    workspace.apply(CoreCommand::Undo).unwrap();
    workspace.apply(CoreCommand::Undo).unwrap();
    assert_eq!(found(&mut workspace, "number2500", Words).len(), 1);
}
