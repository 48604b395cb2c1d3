//! Repeats fill themselves: on confirming, on entering a row, and all at once.

use crate::scratch::Scratch;
use turjuman::engine::model::{MatchRate, SegmentStatus, TargetOrigin};
use turjuman::workspace::{
    Band, CoreCommand, DocumentCommand, Event, FILL_SETTING, FileAnalysis, RepeatCommand,
    RepeatEvent,
};

/// Rows 0 and 4 of the article have the same source.
const REPEAT: usize = 4;

fn without_filling(scratch: &mut Scratch) {
    scratch.apply(CoreCommand::Remember {
        name: FILL_SETTING.into(),
        value: "no".into(),
    });
}

fn shown(scratch: &Scratch, row: usize) -> (String, SegmentStatus, TargetOrigin) {
    let segment = scratch.segment(row);
    (segment.target.clone(), segment.status, segment.origin)
}

fn untouched() -> (String, SegmentStatus, TargetOrigin) {
    (
        String::new(),
        SegmentStatus::Untranslated,
        TargetOrigin::Typed,
    )
}

fn propagated(text: &str) -> (String, SegmentStatus, TargetOrigin) {
    (text.into(), SegmentStatus::Draft, TargetOrigin::Propagated)
}

#[test]
fn confirming_fills_the_repeats_as_drafts_and_one_undo_takes_all_back() {
    let mut scratch = Scratch::with_article();
    scratch.translate(0, "One.");
    assert_eq!(shown(&scratch, REPEAT), propagated("One."));
    assert_eq!(scratch.workspace.document().unwrap().progress(), (5, 1));
    scratch.apply(CoreCommand::Undo);
    assert_eq!(shown(&scratch, REPEAT), untouched());
    assert_eq!(scratch.segment(0).status, SegmentStatus::Draft);
    scratch.apply(CoreCommand::Redo);
    assert_eq!(shown(&scratch, REPEAT), propagated("One."));

    let document = scratch.workspace.document().unwrap().id();
    let mut scratch = scratch.reopen();
    scratch.apply(DocumentCommand::OpenDocument(document));
    assert_eq!(shown(&scratch, REPEAT), propagated("One."));
}

#[test]
fn a_better_translation_reaches_repeats_that_nobody_edited() {
    let mut scratch = Scratch::with_article();
    scratch.translate(0, "One.");
    scratch.translate(0, "Better.");
    assert_eq!(shown(&scratch, REPEAT), propagated("Better."));

    scratch.write_target(REPEAT, "My own.");
    assert_eq!(scratch.segment(REPEAT).origin, TargetOrigin::Typed);
    scratch.translate(0, "Best.");
    assert_eq!(scratch.segment(REPEAT).target, "My own.");
}

#[test]
fn what_is_typed_or_left_out_is_not_filled() {
    let mut scratch = Scratch::with_article();
    scratch.write_target(REPEAT, "Typed first.");
    scratch.translate(0, "One.");
    assert_eq!(scratch.segment(REPEAT).target, "Typed first.");

    let mut scratch = Scratch::with_article();
    scratch.apply(DocumentCommand::SetForTranslation {
        segment: scratch.id(REPEAT),
        on: false,
    });
    scratch.translate(0, "One.");
    assert_eq!(scratch.segment(REPEAT).target, "");

    let mut scratch = Scratch::with_article();
    without_filling(&mut scratch);
    scratch.translate(0, "One.");
    scratch.apply(DocumentCommand::Activate(scratch.id(REPEAT)));
    assert_eq!(shown(&scratch, REPEAT), untouched());
}

/// A workspace whose memory knows the first row, and a new document with the same article.
fn known_article() -> Scratch {
    let mut scratch = Scratch::with_article();
    scratch.translate(0, "One.");
    let id = scratch.import_text(crate::scratch::ARTICLE);
    scratch.apply(DocumentCommand::OpenDocument(id));
    scratch
}

#[test]
fn an_exact_match_fills_the_row_that_is_entered_and_is_never_confirmed_by_itself() {
    let mut scratch = known_article();
    assert_eq!(shown(&scratch, REPEAT), untouched());
    scratch.apply(DocumentCommand::Activate(scratch.id(REPEAT)));
    let (text, status, origin) = shown(&scratch, REPEAT);
    assert_eq!((text.as_str(), status), ("One.", SegmentStatus::Draft));
    assert!(matches!(origin, TargetOrigin::Memory(rate) if rate >= MatchRate::new(100.0)));
    scratch.apply(CoreCommand::Undo);
    assert_eq!(shown(&scratch, REPEAT), untouched());
    // What was taken back is not filled again while one stays in the row.
    scratch.settle();
    assert_eq!(shown(&scratch, REPEAT), untouched());
}

#[test]
fn rows_without_an_exact_match_stay_empty() {
    let mut scratch = known_article();
    scratch.apply(DocumentCommand::Activate(scratch.id(1)));
    assert_eq!(shown(&scratch, 1), untouched());
}

#[test]
fn a_document_is_pretranslated_in_one_step() {
    let mut scratch = known_article();
    without_filling(&mut scratch);
    scratch.apply(CoreCommand::Undo);
    scratch.write_target(1, "Typed.");
    let events = scratch.apply(RepeatCommand::Pretranslate {
        min: MatchRate::new(90.0),
    });
    let counts = events.iter().find_map(|event| match event {
        Event::Repeats(RepeatEvent::Pretranslated(_, counts)) => Some(*counts),
        _ => None,
    });
    let counts = counts.unwrap();
    assert_eq!((counts.rows, counts.exact, counts.fuzzy), (4, 2, 0));
    assert_eq!(scratch.segment(0).target, "One.");
    assert_eq!(scratch.segment(REPEAT).target, "One.");
    assert_eq!(scratch.segment(1).target, "Typed.");
    let confirmed = scratch.workspace.document().unwrap().progress().1;
    assert_eq!(confirmed, 0);
    scratch.apply(CoreCommand::Undo);
    assert_eq!(shown(&scratch, 0), untouched());
    assert_eq!(shown(&scratch, REPEAT), untouched());
    assert_eq!(scratch.segment(1).target, "Typed.");
}

#[test]
fn a_project_is_analysed_by_bands_over_all_its_documents() {
    let mut scratch = known_article();
    let other = format!(
        "{}\nوصل الوفد إلى المدينة مساء أمس.\n",
        crate::scratch::ARTICLE
    );
    scratch.import_text(&other);
    let events = scratch.apply(RepeatCommand::Analyse);
    let found = events.into_iter().find_map(|event| match event {
        Event::Repeats(RepeatEvent::Analysed(analysis)) => Some(analysis),
        _ => None,
    });
    let analysis = found.unwrap();
    assert_eq!(analysis.files.len(), 3);
    let total = analysis.total();
    assert_eq!(total.total().segments, 16);
    let segments = |file: &FileAnalysis| Band::ALL.map(|band| file.band(band).segments);
    // The first row is known in its place; the last one repeats it elsewhere.
    let [first, second, third] = [0, 1, 2].map(|file: usize| segments(&analysis.files[file]));
    assert_eq!(first, [1, 0, 1, 0, 0, 0, 0, 0, 3]);
    assert_eq!(second, [1, 3, 1, 0, 0, 0, 0, 0, 0]);
    assert_eq!(third, [1, 3, 1, 0, 0, 0, 0, 0, 1]);
    for name in ["a.xlsx", "a.csv", "a.html"] {
        let output = scratch.path(name);
        scratch.apply(RepeatCommand::WriteAnalysis {
            analysis: analysis.clone(),
            output: output.clone(),
        });
        assert!(output.is_file());
    }
    let output = scratch.path("a.pdf");
    scratch.refuse(RepeatCommand::WriteAnalysis { analysis, output });
}
