//! Duplicates, inconsistent translations and replacing, each one step of undo.

use crate::scratch::Scratch;
use crate::unit_history::{import, rows};
use std::collections::BTreeSet;
use turjuman::engine::model::{UnitAction, UnitId};
use turjuman::workspace::{
    Command, CoreCommand, DocumentCommand, Event, MemoryCommand, MemoryEvent, ReplaceRequest,
    ReplaceRule, SameSide, Unification, UnitFilter, UnitsChange, WorkspaceError,
};

/// Pairs of all units, oldest first.
fn pairs(scratch: &mut Scratch) -> Vec<(String, String)> {
    let mut found = rows(scratch, "");
    found.reverse();
    let pair = |row: turjuman::workspace::ConcordanceRow| (row.content.source, row.content.target);
    found.into_iter().map(pair).collect()
}

fn changed(events: &[Event]) -> UnitsChange {
    let change = |event: &Event| match event {
        Event::Memories(MemoryEvent::UnitsChanged(change)) => Some(*change),
        _ => None,
    };
    events.iter().find_map(change).unwrap()
}

/// Each command is applied; then undo, redo and undo must give what was there.
fn is_one_step(scratch: &mut Scratch, command: impl Into<Command>) -> UnitsChange {
    let before = rows(scratch, "");
    let change = changed(&scratch.apply(command));
    let after = rows(scratch, "");
    assert_ne!(before, after);
    scratch.apply(CoreCommand::Undo);
    assert_eq!(rows(scratch, ""), before);
    assert_eq!(scratch.workspace.unit_count(), before.len() as u64);
    scratch.apply(CoreCommand::Redo);
    assert_eq!(rows(scratch, ""), after);
    assert_eq!(scratch.workspace.unit_count(), after.len() as u64);
    change
}

fn find_duplicates(scratch: &mut Scratch, exact: bool) -> Vec<Vec<UnitId>> {
    let memory = None;
    scratch.apply(MemoryCommand::FindDuplicates { memory, exact });
    let found = scratch.workspace.duplicates().unwrap();
    (0..found.len()).map(|n| found.group(n).to_vec()).collect()
}

#[test]
fn duplicates_are_merged_into_the_newest_and_its_card_keeps_the_others() {
    let mut scratch = Scratch::new();
    let units = [
        ("الهدنة صامدة", "The truce holds"),
        ("الهُدنة صامدة", "The truce holds"),
        ("الهدنة صامدة", "The truce holds"),
        ("الهدنة صامدة", "The ceasefire holds"),
        ("حلب", "Aleppo"),
    ];
    import(&mut scratch, "m", &units);
    import(&mut scratch, "other", &units[..1]);
    assert_eq!(find_duplicates(&mut scratch, true)[0].len(), 2);
    let groups = find_duplicates(&mut scratch, false);
    assert_eq!(groups.len(), 1, "memories are looked at by themselves");
    let kept = groups[0][0];
    assert!(groups[0].iter().all(|unit| unit.0 <= kept.0));
    assert_eq!(scratch.workspace.duplicates().unwrap().surplus(), 2);
    let left_out = BTreeSet::from([0]);
    let refused = scratch.refuse(MemoryCommand::MergeDuplicates { left_out });
    assert!(matches!(refused, WorkspaceError::NothingFoundToChange));
    let left_out = BTreeSet::new();
    let change = is_one_step(&mut scratch, MemoryCommand::MergeDuplicates { left_out });
    assert_eq!((change.action, change.units), (UnitAction::Merge, 2));
    assert_eq!(scratch.workspace.unit_count(), 4);
    let card = scratch.card(kept).unwrap();
    assert_eq!(card.past.len(), 2);
    assert!(card.past.iter().all(|past| past.is_merged));
    assert!(find_duplicates(&mut scratch, false).is_empty());
}

#[test]
fn ten_thousand_identical_units_are_merged_and_come_back() {
    let mut scratch = Scratch::new();
    let units = vec![("الهدنة صامدة", "The truce holds"); 10_000];
    import(&mut scratch, "m", &units);
    find_duplicates(&mut scratch, false);
    let left_out = BTreeSet::new();
    scratch.apply(MemoryCommand::MergeDuplicates { left_out });
    assert_eq!(scratch.workspace.unit_count(), 1);
    scratch.apply(CoreCommand::Undo);
    assert_eq!(scratch.workspace.unit_count(), 10_000);
    assert_eq!(rows(&mut scratch, "truce").len(), 10_000);
    let mut scratch = scratch.reopen();
    assert_eq!(rows(&mut scratch, "truce").len(), 10_000);
}

#[test]
fn a_protected_memory_is_not_maintained() {
    let mut scratch = Scratch::new();
    import(
        &mut scratch,
        "m",
        &[("نعم", "Yes"), ("نعم", "Yes"), ("نعم", "Yeah")],
    );
    let choices = scratch.workspace.memory_choices();
    let memory = choices.iter().find(|choice| choice.name == "m").unwrap().id;
    scratch.apply(MemoryCommand::Set {
        memory,
        name: "m".into(),
        read_only: true,
        penalty: 0.0,
    });
    assert!(find_duplicates(&mut scratch, false).is_empty());
    let m = scratch.memory("m");
    let refused = scratch.refuse(MemoryCommand::FindInconsistencies {
        memory: Some(m),
        same: SameSide::Source,
    });
    assert!(matches!(refused, WorkspaceError::MemoryReadOnly(_)));
}

const INCONSISTENT: [(&str, &str); 5] = [
    ("الهدنة", "the truce"),
    ("الهدنة", "the ceasefire"),
    ("الهُدنة", "the truce"),
    ("حلب", "Aleppo"),
    ("التهدئة", "the ceasefire"),
];

fn find_inconsistencies(scratch: &mut Scratch, same: SameSide) -> Vec<Vec<usize>> {
    let memory = None;
    scratch.apply(MemoryCommand::FindInconsistencies { memory, same });
    let found = scratch.workspace.inconsistencies().unwrap();
    let sizes = |n| found.group(n).map(<[UnitId]>::len).collect();
    (0..found.len()).map(sizes).collect()
}

#[test]
fn one_translation_of_several_is_chosen_for_all() {
    let mut scratch = Scratch::new();
    import(&mut scratch, "m", &INCONSISTENT);
    assert_eq!(
        find_inconsistencies(&mut scratch, SameSide::Source),
        [[2, 1]]
    );
    let choose = |variant, how| {
        Command::Memories(MemoryCommand::Unify {
            group: 0,
            variant,
            how,
        })
    };
    let change = is_one_step(&mut scratch, choose(0, Unification::Change));
    assert_eq!(change.units, 1);
    let targets: Vec<String> = pairs(&mut scratch)
        .into_iter()
        .map(|(_, target)| target)
        .collect();
    assert_eq!(targets[..3], ["the truce"; 3]);
    assert!(find_inconsistencies(&mut scratch, SameSide::Source).is_empty());
    scratch.apply(CoreCommand::Undo);
    find_inconsistencies(&mut scratch, SameSide::Source);
    let change = is_one_step(&mut scratch, choose(1, Unification::Delete));
    assert_eq!(change.units, 2);
    assert_eq!(scratch.workspace.unit_count(), 3);
    let refused = scratch.refuse(choose(7, Unification::Delete));
    assert!(matches!(refused, WorkspaceError::NothingFoundToChange));
}

#[test]
fn one_source_of_several_is_chosen_for_all() {
    let mut scratch = Scratch::new();
    import(&mut scratch, "m", &INCONSISTENT);
    assert_eq!(
        find_inconsistencies(&mut scratch, SameSide::Target),
        [[1, 1]]
    );
    is_one_step(
        &mut scratch,
        Command::Memories(MemoryCommand::Unify {
            group: 0,
            variant: 0,
            how: Unification::Change,
        }),
    );
    assert!(find_inconsistencies(&mut scratch, SameSide::Target).is_empty());
}

fn request(find: &str, replace: &str) -> ReplaceRequest {
    ReplaceRequest {
        rule: ReplaceRule {
            find: find.into(),
            replace: replace.into(),
            ..ReplaceRule::default()
        },
        ..ReplaceRequest::default()
    }
}

#[test]
fn what_is_ticked_is_replaced() {
    let mut scratch = Scratch::new();
    import(&mut scratch, "m", &INCONSISTENT);
    import(&mut scratch, "other", &INCONSISTENT[..1]);
    let mut asked = request("the ", "a ");
    let m = scratch.memory("m");
    asked.filter = UnitFilter {
        memory: Some(m),
        ..UnitFilter::default()
    };
    scratch.apply(MemoryCommand::FindReplacements(asked));
    let found = scratch.workspace.replacements().unwrap();
    assert_eq!(found.len(), 4);
    let units: Vec<UnitId> = (0..4).map(|n| found.unit(n).unwrap()).collect();
    scratch.apply(MemoryCommand::LoadUnits(units.clone()));
    let shown = scratch.workspace.listed_unit(units[3]).unwrap();
    let preview = scratch
        .workspace
        .replacements()
        .unwrap()
        .preview(&shown.content);
    let preview = preview.unwrap();
    assert_eq!(preview.text, "a truce");
    assert_eq!((&preview.before[0], &preview.after[0]), (&(0..4), &(0..2)));
    let left_out = BTreeSet::from([units[0]]);
    let change = is_one_step(&mut scratch, MemoryCommand::Replace { left_out });
    assert_eq!((change.units, change.left), (3, 0));
    let targets: Vec<String> = pairs(&mut scratch)
        .into_iter()
        .map(|(_, target)| target)
        .collect();
    let expected = [
        "a truce",
        "a ceasefire",
        "a truce",
        "Aleppo",
        "the ceasefire",
        "the truce",
    ];
    assert_eq!(targets, expected);
}

#[test]
fn sources_are_replaced_and_found_under_their_new_words() {
    let mut scratch = Scratch::new();
    import(&mut scratch, "m", &INCONSISTENT);
    let mut asked = request("^ال(.+)$", "$1");
    asked.rule.is_regex = true;
    asked.in_source = true;
    scratch.apply(MemoryCommand::FindReplacements(asked));
    let left_out = BTreeSet::new();
    let change = is_one_step(&mut scratch, MemoryCommand::Replace { left_out });
    assert_eq!(change.units, 4);
    let min = turjuman::engine::model::MatchRate::new(100.0);
    let query = ["تهدئة".to_owned()];
    let answers = scratch.workspace.look_up("m", &query, min, 5).unwrap();
    assert_eq!(answers[0].matches[0].target, "the ceasefire");
    let refused = scratch.refuse(MemoryCommand::FindReplacements(request("", "x")));
    assert!(refused.to_string().contains("no word"));
}

#[test]
fn a_unit_changed_meanwhile_is_left_alone() {
    let mut scratch = Scratch::new();
    import(&mut scratch, "m", &INCONSISTENT);
    scratch.apply(MemoryCommand::FindReplacements(request(
        "truce",
        "armistice",
    )));
    let unit = scratch.workspace.replacements().unwrap().unit(0).unwrap();
    scratch.apply(MemoryCommand::DeleteUnit(unit));
    let left_out = BTreeSet::new();
    let change = changed(&scratch.apply(MemoryCommand::Replace { left_out }));
    assert_eq!(change.units, 1);
    assert_eq!(scratch.workspace.unit_count(), 4);
}

fn memory(scratch: &Scratch, name: &str) -> turjuman::engine::model::MemoryId {
    let choices = scratch.workspace.memory_choices();
    choices
        .iter()
        .find(|choice| choice.name == name)
        .unwrap()
        .id
}

#[test]
fn a_deleted_memory_is_gone_at_once_and_comes_back_until_the_file_is_closed() {
    let mut scratch = Scratch::with_article();
    let units: Vec<(String, String)> = (0..1_500)
        .map(|n| (format!("جملة رقم{n}"), format!("sentence number{n}")))
        .collect();
    let units: Vec<_> = units
        .iter()
        .map(|(s, t)| (s.as_str(), t.as_str()))
        .collect();
    import(&mut scratch, "m", &units);
    import(&mut scratch, "other", &INCONSISTENT);
    scratch.translate(0, "First.");
    let id = memory(&scratch, "m");
    let look_up = |scratch: &mut Scratch| {
        let document = scratch.import_text("جملة رقم77\n");
        scratch.apply(DocumentCommand::OpenDocument(document));
        scratch.workspace.matches().len()
    };
    assert!(look_up(&mut scratch) > 0);
    let receives = memory(&scratch, turjuman::workspace::MAIN_MEMORY);
    let refused = scratch.refuse(MemoryCommand::Delete(receives));
    assert!(matches!(refused, WorkspaceError::MemoryReceives { .. }));
    scratch.apply(MemoryCommand::Delete(id));
    assert_eq!(scratch.workspace.unit_count(), 6);
    assert_eq!(rows(&mut scratch, "").len(), 6);
    assert_eq!(look_up(&mut scratch), 0);
    // Its name is free; what comes back gets another.
    scratch.apply(MemoryCommand::Create { name: "m".into() });
    scratch.apply(CoreCommand::Undo);
    assert_eq!(scratch.workspace.unit_count(), 1_506);
    assert_eq!(memory(&scratch, "m (2)"), id);
    assert_eq!(rows(&mut scratch, "number77").len(), 1);
    assert!(look_up(&mut scratch) > 0);
    scratch.apply(MemoryCommand::Delete(id));
    let mut scratch = scratch.reopen();
    scratch.settle();
    assert_eq!(scratch.workspace.unit_count(), 6);
    assert_eq!(rows(&mut scratch, "").len(), 6);
    let mut scratch = scratch.reopen();
    assert_eq!(rows(&mut scratch, "truce").len(), 2);
}

#[test]
fn a_memory_is_counted() {
    let mut scratch = Scratch::with_article();
    scratch.translate(0, "The government announced a truce.");
    import(&mut scratch, "m", &INCONSISTENT);
    scratch.apply(MemoryCommand::Count(scratch.memory("m")));
    let counted = scratch
        .workspace
        .memory_statistics(memory(&scratch, "m"))
        .unwrap();
    let words = (counted.units, counted.source_words, counted.target_words);
    assert_eq!((words, counted.duplicates), ((5, 5, 9), 1));
    assert!(counted.bytes > 200);
    let languages: Vec<_> = counted
        .languages
        .iter()
        .map(|share| share.name.as_str())
        .collect();
    assert_eq!(languages, ["ar → en"]);
    let own = turjuman::workspace::MAIN_MEMORY;
    scratch.apply(MemoryCommand::Count(scratch.memory(own)));
    assert!(
        scratch
            .workspace
            .memory_statistics(memory(&scratch, "m"))
            .is_none()
    );
    let counted = scratch
        .workspace
        .memory_statistics(memory(&scratch, own))
        .unwrap();
    assert_eq!(counted.projects[0].name, "news");
    assert_eq!(counted.months[0].name.len(), "2016-02".len());
}
