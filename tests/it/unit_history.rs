//! What a unit was before, where it is from, and how undo brings it back whole.

use crate::scratch::{ARTICLE, Scratch};
use std::fmt::Write as _;
use turjuman::engine::model::{UnitAction, UnitId};
use turjuman::workspace::{
    ConcordanceQuery, ConcordanceRow, CoreCommand, DocumentCommand, ImportInto, MemoryCommand,
    UnitCard,
};

pub fn rows(scratch: &mut Scratch, text: &str) -> Vec<ConcordanceRow> {
    let query = ConcordanceQuery {
        text: text.into(),
        ..ConcordanceQuery::default()
    };
    scratch
        .workspace
        .concordance(&query, usize::MAX)
        .unwrap()
        .rows
}

/// A memory of `m` with these pairs.
pub fn import(scratch: &mut Scratch, memory: &str, pairs: &[(&str, &str)]) {
    let mut tmx = String::from(
        "<?xml version=\"1.0\"?><tmx version=\"1.4\"><header creationtool=\"t\" creationtoolversion=\"1\" segtype=\"sentence\" o-tmf=\"t\" adminlang=\"en\" srclang=\"ar\" datatype=\"plaintext\"/><body>",
    );
    for (source, target) in pairs {
        write!(
            tmx,
            "<tu><tuv xml:lang=\"ar\"><seg>{source}</seg></tuv><tuv xml:lang=\"en\"><seg>{target}</seg></tuv></tu>"
        )
        .unwrap();
    }
    tmx.push_str("</body></tmx>");
    let path = scratch.path("units.tmx");
    std::fs::write(&path, tmx).unwrap();
    scratch.apply(MemoryCommand::Import {
        into: ImportInto::New(memory.into()),
        path,
        mapping: turjuman::workspace::TableMapping::default(),
        keep_before_error: false,
    });
}

fn card(scratch: &mut Scratch, unit: UnitId) -> UnitCard {
    scratch.card(unit).unwrap()
}

fn targets(card: &UnitCard) -> Vec<(&str, UnitAction)> {
    let past = card.past.iter();
    past.map(|past| (past.target.as_str(), past.action))
        .collect()
}

#[test]
fn every_way_of_changing_a_unit_is_in_its_history() {
    let mut scratch = Scratch::with_article();
    scratch.translate(0, "First.");
    let unit = rows(&mut scratch, "First")[0].unit;
    assert_eq!(card(&mut scratch, unit).changes, 0);
    scratch.translate(0, "Second.");
    let edit = |scratch: &mut Scratch, target: &str| {
        let source = card(scratch, unit).content.source;
        let target = target.into();
        scratch.apply(MemoryCommand::EditUnit {
            unit,
            source,
            target,
        });
    };
    edit(&mut scratch, "Third.");
    let seen = card(&mut scratch, unit);
    let expected = [
        ("Second.", UnitAction::Edit),
        ("First.", UnitAction::Confirm),
    ];
    assert_eq!(targets(&seen), expected);
    let entry = seen.past[1].entry;
    scratch.apply(MemoryCommand::RestoreUnit { unit, entry });
    let seen = card(&mut scratch, unit);
    assert_eq!((seen.content.target.as_str(), seen.changes), ("First.", 3));
    assert_eq!(targets(&seen)[0], ("Third.", UnitAction::Restore));
    // What is taken back has not been.
    scratch.apply(CoreCommand::Undo);
    let seen = card(&mut scratch, unit);
    assert_eq!(seen.content.target, "Third.");
    assert_eq!(targets(&seen), expected);
    scratch.apply(CoreCommand::Redo);
    assert_eq!(card(&mut scratch, unit).content.target, "First.");
    scratch.apply(CoreCommand::Undo);
    let mut scratch = scratch.reopen();
    assert_eq!(targets(&card(&mut scratch, unit)), expected);
}

#[test]
fn taking_a_confirmation_back_restores_the_unit_with_its_dates_and_forgets_the_change() {
    let mut scratch = Scratch::with_article();
    scratch.translate(0, "First.");
    let unit = rows(&mut scratch, "First")[0].unit;
    let before = card(&mut scratch, unit);
    scratch.translate(0, "Second.");
    scratch.apply(CoreCommand::Undo);
    assert_eq!(card(&mut scratch, unit), before);
    scratch.apply(CoreCommand::Redo);
    let again = card(&mut scratch, unit);
    assert_eq!(again.content.target, "Second.");
    assert_eq!(targets(&again), [("First.", UnitAction::Confirm)]);
}

#[test]
fn a_card_tells_document_article_and_segment() {
    let mut scratch = Scratch::new();
    let text = format!("السبت 27 شباط 2016\n{ARTICLE}");
    let document = scratch.import_text(&text);
    scratch.apply(DocumentCommand::OpenDocument(document));
    scratch.translate(1, "First.");
    let unit = rows(&mut scratch, "First")[0].unit;
    let segment = scratch.id(1);
    let seen = card(&mut scratch, unit);
    let article = seen.article.unwrap();
    assert_eq!(
        (article.document.as_str(), article.published.as_str()),
        ("article", "2016-02-27")
    );
    assert_eq!(seen.place, Some((document, segment)));
    let other = scratch.import_text(ARTICLE);
    scratch.apply(DocumentCommand::OpenDocument(other));
    scratch.apply(DocumentCommand::GoToSegment { document, segment });
    assert_eq!(scratch.workspace.document().unwrap().id(), document);
    assert_eq!(scratch.workspace.active(), Some(segment));
    // The document goes, what is known of the article stays.
    scratch.apply(DocumentCommand::RemoveDocument(document));
    let seen = card(&mut scratch, unit);
    assert_eq!(seen.place, None);
    assert_eq!(seen.article.unwrap().published, "2016-02-27");
}

#[test]
fn an_imported_unit_has_no_history_until_it_is_changed() {
    let mut scratch = Scratch::new();
    import(&mut scratch, "m", &[("هدنة", "truce"), ("حلب", "Aleppo")]);
    let unit = rows(&mut scratch, "truce")[0].unit;
    let seen = card(&mut scratch, unit);
    assert!(seen.past.is_empty() && seen.article.is_none() && seen.place.is_none());
}

#[test]
fn a_deleted_unit_comes_back_whole_and_is_found_by_every_index() {
    let mut scratch = Scratch::new();
    let pairs: Vec<(String, String)> = (0..3_000)
        .map(|n| {
            (
                format!("جملة رقم{n} عن الهدنة"),
                format!("sentence number{n}"),
            )
        })
        .collect();
    let pairs: Vec<(&str, &str)> = pairs
        .iter()
        .map(|(s, t)| (s.as_str(), t.as_str()))
        .collect();
    import(&mut scratch, "m", &pairs);
    let find = |scratch: &mut Scratch| rows(scratch, "number2500");
    let before = find(&mut scratch).remove(0);
    let look_up = |scratch: &mut Scratch| {
        let query = ["جملة رقم2500 عن الهدنة".to_owned()];
        let min = turjuman::engine::model::MatchRate::new(100.0);
        let answers = scratch.workspace.look_up("m", &query, min, 5).unwrap();
        answers[0]
            .matches
            .iter()
            .map(|found| found.target.clone())
            .collect::<Vec<_>>()
    };
    for _ in 0..2 {
        scratch.apply(MemoryCommand::DeleteUnit(before.unit));
        assert!(find(&mut scratch).is_empty() && look_up(&mut scratch).is_empty());
        assert_eq!(scratch.workspace.unit_count(), 2_999);
        scratch.apply(CoreCommand::Undo);
        assert_eq!(find(&mut scratch), std::slice::from_ref(&before));
        assert_eq!(look_up(&mut scratch), ["sentence number2500"]);
        assert_eq!(scratch.workspace.unit_count(), 3_000);
    }
    scratch.apply(MemoryCommand::EditUnit {
        unit: before.unit,
        source: "غير ذلك".into(),
        target: "something else".into(),
    });
    assert_eq!(rows(&mut scratch, "something else").len(), 1);
    scratch.apply(MemoryCommand::DeleteUnit(before.unit));
    scratch.apply(CoreCommand::Undo);
    assert_eq!(rows(&mut scratch, "something else").len(), 1);
    scratch.apply(CoreCommand::Undo);
    assert_eq!(find(&mut scratch), [before]);
    assert_eq!(look_up(&mut scratch), ["sentence number2500"]);
}
