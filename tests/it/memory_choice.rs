//! Several memories: order, use, protection, penalties; terms in workbooks.

use crate::scratch::Scratch;
use turjuman::engine::model::{MemoryId, Penalties, PenaltyReason};
use turjuman::workspace::{
    Command, CoreCommand, DocumentCommand, ImportInto, MemoryChoice, MemoryCommand, TermCommand,
};

const SOURCE: &str = "أعلنت الحكومة هدنة جديدة اليوم.";

/// The open project looks at "My memory", "a" and "b", which translate [`SOURCE`] as A and B.
fn scratch() -> Scratch {
    let mut scratch = Scratch::with_article();
    for (name, target, more) in [
        ("a", "A", ""),
        ("b", "B", "<prop type='x-unit-origin'>machine</prop>"),
    ] {
        let path = scratch.path(name);
        let file = format!(
            "<tmx version='1.4'><header srclang='ar'/><body><tu>{more}<tuv xml:lang='ar'><seg>{SOURCE}</seg></tuv>\
             <tuv xml:lang='en'><seg>{target}</seg></tuv></tu></body></tmx>"
        );
        std::fs::write(&path, file).unwrap();
        scratch.apply(MemoryCommand::Import {
            into: ImportInto::New(name.into()),
            path,
            mapping: Default::default(),
            keep_before_error: false,
        });
    }
    scratch
}

fn choice(scratch: &Scratch, name: &str) -> MemoryChoice {
    let mut choices = scratch.workspace.memory_choices().into_iter();
    choices.find(|choice| choice.name == name).unwrap()
}

fn arrange(scratch: &mut Scratch, order: &[(&str, bool)], main: &str) {
    let order: Vec<(MemoryId, bool)> = order
        .iter()
        .map(|(name, used)| (choice(scratch, name).id, *used))
        .collect();
    let main = choice(scratch, main).id;
    scratch.apply(MemoryCommand::Arrange { order, main });
}

/// Targets and rates of the first segment's matches.
fn offered(scratch: &mut Scratch) -> Vec<(String, u8)> {
    scratch.apply(DocumentCommand::Activate(scratch.id(0)));
    let matches = scratch.workspace.matches().iter();
    matches
        .map(|found| (found.target.clone(), found.rate.badge()))
        .collect()
}

fn shown(pairs: &[(&str, u8)]) -> Vec<(String, u8)> {
    let own = |(target, rate): &(&str, u8)| ((*target).to_owned(), *rate);
    pairs.iter().map(own).collect()
}

#[test]
fn order_and_penalties_decide_what_comes_first_and_are_kept() {
    let mut scratch = scratch();
    assert_eq!(offered(&mut scratch), shown(&[("A", 100), ("B", 85)]));
    let found = &scratch.workspace.matches()[1];
    assert_eq!(found.penalties.len(), 1);
    assert_eq!(found.penalties[0].reason, PenaltyReason::Machine);

    scratch.apply(MemoryCommand::SetPenalties(Penalties {
        machine: 0.0,
        ..Penalties::default()
    }));
    arrange(
        &mut scratch,
        &[("b", true), ("My memory", true), ("a", true)],
        "My memory",
    );
    assert_eq!(offered(&mut scratch), shown(&[("B", 100), ("A", 100)]));

    arrange(
        &mut scratch,
        &[("b", false), ("a", true), ("My memory", true)],
        "My memory",
    );
    let a = choice(&scratch, "a").id;
    scratch.apply(MemoryCommand::Set {
        memory: a,
        name: "agency".into(),
        read_only: false,
        penalty: 2.5,
    });
    assert_eq!(offered(&mut scratch), shown(&[("A", 97)]));

    let document = scratch.workspace.document().unwrap().id();
    let mut again = scratch.reopen();
    let project = again.workspace.project_named("news").unwrap();
    again.apply(DocumentCommand::OpenProject(project));
    again.apply(DocumentCommand::OpenDocument(document));
    assert_eq!(offered(&mut again), shown(&[("A", 97)]));
    let names: Vec<String> = again
        .workspace
        .memory_choices()
        .into_iter()
        .map(|c| c.name)
        .collect();
    assert_eq!(names[..3], ["b", "agency", "My memory"]);
    assert_eq!(again.workspace.penalties().machine, 0.0);
}

#[test]
fn a_read_only_memory_is_not_written() {
    let mut scratch = scratch();
    let protect = |scratch: &Scratch, name: &str| {
        Command::Memories(MemoryCommand::Set {
            memory: choice(scratch, name).id,
            name: name.into(),
            read_only: true,
            penalty: 0.0,
        })
    };
    let main = protect(&scratch, "My memory");
    let refusal = scratch.refuse(main).to_string();
    assert!(refusal.contains("“news” goes to"), "{refusal}");
    let other = protect(&scratch, "a");
    scratch.apply(other);
    let order = Command::Memories(MemoryCommand::Arrange {
        order: Vec::new(),
        main: choice(&scratch, "a").id,
    });
    assert!(scratch.refuse(order).to_string().contains("read-only"));
    let unit = {
        scratch.apply(DocumentCommand::Activate(scratch.id(0)));
        scratch.workspace.matches()[0].unit
    };
    for command in [
        Command::Memories(MemoryCommand::DeleteUnit(unit)),
        Command::Memories(MemoryCommand::EditUnit {
            unit,
            source: SOURCE.into(),
            target: "C".into(),
        }),
    ] {
        assert!(scratch.refuse(command).to_string().contains("read-only"));
    }
    let taken = scratch.refuse(MemoryCommand::Create { name: " a ".into() });
    assert!(taken.to_string().contains("already a memory"));
}

#[test]
fn what_is_confirmed_goes_to_the_chosen_memory() {
    let mut scratch = scratch();
    scratch.apply(MemoryCommand::Create { name: "new".into() });
    arrange(&mut scratch, &[("new", true)], "new");
    scratch.translate(0, "Confirmed.");
    assert_eq!(choice(&scratch, "new").units, 1);
    assert_eq!(choice(&scratch, "My memory").units, 0);
}

#[test]
fn numbers_of_the_text_are_offered() {
    let mut scratch = Scratch::with_article();
    let source = scratch.sources()[3].replace("12", "7");
    let other = scratch.import_text(&source);
    scratch.apply(DocumentCommand::OpenDocument(other));
    scratch.translate(0, "Seven civilians were killed in an air strike yesterday.");
    let article = scratch.workspace.documents().next().unwrap().id;
    scratch.apply(DocumentCommand::OpenDocument(article));
    scratch.apply(DocumentCommand::Activate(scratch.id(3)));
    let found = &scratch.workspace.matches()[0];
    assert!(found.has_new_numbers);
    assert_eq!(
        found.target,
        "12 civilians were killed in an air strike yesterday."
    );
}

#[test]
fn terms_go_through_a_workbook_unchanged() {
    let mut scratch = Scratch::new();
    let csv = scratch.path("terms.csv");
    std::fs::write(
        &csv,
        "source,target,forms,part_of_speech,domain,note\nهدنة,truce,هدن|هدنات,noun,conflict,\"one, \"\"two\"\"\"\nوزير,minister,وزراء,noun,politics,=1+1\n",
    )
    .unwrap();
    let import = |path: std::path::PathBuf, termbase: &str| {
        Command::Terms(TermCommand::Import {
            into: ImportInto::New(termbase.into()),
            path,
            mapping: Default::default(),
        })
    };
    scratch.apply(import(csv, "a"));
    let path = scratch.path("terms.xlsx");
    scratch.apply(TermCommand::Export {
        termbase: scratch.termbase("a"),
        path: path.clone(),
    });
    scratch.apply(import(path.clone(), "b"));
    let of = |name: &str| -> Vec<_> {
        let terms = scratch.workspace.terms().filter(|(base, _)| *base == name);
        terms
            .map(|(_, e)| {
                (
                    e.source.clone(),
                    e.forms.clone(),
                    e.translations.clone(),
                    e.note.clone(),
                    e.domain.clone(),
                )
            })
            .collect()
    };
    assert_eq!(of("a").len(), 2);
    assert_eq!(of("a"), of("b"));
    std::fs::write(&path, b"PK\x03\x04 no workbook").unwrap();
    let events = scratch.apply(import(path, "c"));
    assert!(format!("{events:?}").contains("damaged"), "{events:?}");
}

#[test]
fn an_import_of_terms_is_one_step_back() {
    let mut scratch = Scratch::new();
    let path = scratch.path("terms.csv");
    let lines: String = (0..300).map(|n| format!("كلمة{n},word {n}\n")).collect();
    std::fs::write(&path, format!("source,target\n{lines}")).unwrap();
    let before = scratch.workspace.terms().count();
    scratch.apply(TermCommand::Import {
        into: ImportInto::New("a".into()),
        path,
        mapping: Default::default(),
    });
    assert_eq!(scratch.workspace.terms().count(), before + 300);
    scratch.apply(CoreCommand::Undo);
    assert_eq!(scratch.workspace.terms().count(), before);
    scratch.apply(CoreCommand::Redo);
    let again = scratch.reopen();
    assert_eq!(again.workspace.terms().count(), before + 300);
}
