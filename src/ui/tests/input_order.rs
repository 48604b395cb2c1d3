//! Keys, text and pointer take effect in the order in which they came, however the system cuts
//! them into frames.

use super::*;
use crate::ui::input_queue::InputQueue;
use eframe::egui::{ImeEvent, PointerButton, Pos2};
use proptest::prelude::*;
use turjuman::typeset::TextSelection;
use turjuman::workspace::{ConcordanceQuery, DocumentCommand};

const CTRL: Modifiers = Modifiers {
    ctrl: true,
    command: true,
    ..Modifiers::NONE
};
const CTRL_SHIFT: Modifiers = Modifiers {
    shift: true,
    ..CTRL
};

/// What a hand does at the keyboard.
#[derive(Debug, Clone, PartialEq)]
enum Stroke {
    /// Letters typed one after the other.
    Text(&'static str),
    Press(Modifiers, Key),
    Paste(&'static str),
    /// Something composed and decided on.
    Compose(&'static str, &'static str),
    /// Something composed and not yet decided on.
    Preedit(&'static str),
}

use Stroke::{Compose, Paste, Preedit, Press, Text};

const CONFIRM: Stroke = Press(CTRL, Key::Enter);
const NEXT: Stroke = Press(CTRL, Key::ArrowDown);
const PREVIOUS: Stroke = Press(CTRL, Key::ArrowUp);
const PALETTE: Stroke = Press(CTRL_SHIFT, Key::P);
const ENTER: Stroke = Press(Modifiers::NONE, Key::Enter);
const UNDO: Stroke = Press(CTRL, Key::Z);

/// The events as a window system sends them; those of one letter stay together.
fn events_of(stroke: &Stroke) -> Vec<Vec<Event>> {
    let key = |key, modifiers, pressed| Event::Key {
        key,
        physical_key: Some(key),
        pressed,
        repeat: false,
        modifiers,
    };
    match stroke {
        Text(text) => text.chars().map(|c| typed(c, &key)).collect(),
        Press(Modifiers::NONE, pressed) => vec![
            vec![key(*pressed, Modifiers::NONE, true)],
            vec![key(*pressed, Modifiers::NONE, false)],
        ],
        Press(modifiers, pressed) => {
            let mut down = vec![key(*pressed, *modifiers, true)];
            // Some systems type the digit, too.
            if modifiers.alt {
                down.push(Event::Text(pressed.name().into()));
            }
            vec![
                vec![Event::ModifiersChanged(*modifiers)],
                down,
                vec![key(*pressed, *modifiers, false)],
                vec![Event::ModifiersChanged(Modifiers::NONE)],
            ]
        }
        Paste(text) => vec![vec![Event::Paste((*text).into())]],
        Compose(shown, decided) => vec![
            preedit(shown),
            preedit(""),
            vec![Event::Ime(ImeEvent::Commit((*decided).into()))],
        ],
        Preedit(shown) => vec![preedit(shown)],
    }
}

fn preedit(text: &str) -> Vec<Event> {
    vec![Event::Ime(ImeEvent::Preedit {
        text: text.into(),
        active_range_chars: None,
    })]
}

fn typed(letter: char, key: &dyn Fn(Key, Modifiers, bool) -> Event) -> Vec<Event> {
    let text = Event::Text(letter.into());
    let name = letter.to_ascii_uppercase().to_string();
    match Key::from_name(&name) {
        Some(of) => vec![
            key(of, Modifiers::NONE, true),
            text,
            key(of, Modifiers::NONE, false),
        ],
        None => vec![text],
    }
}

fn at_once(strokes: &[Stroke]) -> Vec<Event> {
    strokes.iter().flat_map(events_of).flatten().collect()
}

/// All of the events in one frame; then as many more as there is still something to do.
fn play(harness: &mut Harness<'static, Room>, events: Vec<Event>) {
    harness.input_mut().events.extend(events);
    finish(harness);
}

fn finish(harness: &mut Harness<'static, Room>) {
    harness.run_steps(1);
    for _ in 0..2_000 {
        let context = harness.ctx.clone();
        let is_empty = context.with_plugin(|queue: &mut InputQueue| queue.is_empty());
        let window = harness.state_mut().window();
        let is_waiting = window.awaited.is_some() || window.opening.is_some();
        if is_empty == Some(true) && !is_waiting {
            return rest(harness);
        }
        window.workspace.settle().unwrap();
        harness.run_steps(1);
    }
    panic!("the input is never carried out");
}

/// All that the user would find afterwards.
#[derive(Debug, PartialEq)]
struct Outcome {
    rows: Vec<(String, SegmentStatus)>,
    active: usize,
    caret: TextSelection,
    dialogs: usize,
    units: Vec<(String, String)>,
    undo: Option<&'static str>,
    redo: Option<&'static str>,
}

fn outcome(harness: &mut Harness<'static, Room>) -> Outcome {
    let active = active_row(harness);
    let window = harness.state_mut().window();
    let caret = window.editing.as_ref().unwrap().target.selection();
    let dialogs = window.dialogs.len();
    let found = window
        .workspace
        .concordance(&ConcordanceQuery::default(), 500);
    let mut units: Vec<_> = found
        .unwrap()
        .rows
        .into_iter()
        .map(|row| (row.content.source, row.content.target))
        .collect();
    units.sort();
    let document = window.workspace.document().unwrap();
    let rows = document
        .segments()
        .map(|segment| (segment.target.clone(), segment.status))
        .collect();
    let (undo, redo) = window.workspace.undo_titles();
    Outcome {
        rows,
        active,
        caret,
        dialogs,
        units,
        undo,
        redo,
    }
}

fn targets(harness: &mut Harness<'static, Room>) -> Vec<String> {
    let rows = outcome(harness).rows.into_iter();
    rows.map(|(target, _)| target).collect()
}

/// Rows that all hold the term for a truce, two of them with the same text.
fn article(rows: usize) -> String {
    let row = |n: usize| format!("صمدت الهدنة رقم {n} في المدينة.\n\n");
    let mut article: String = (1..rows).map(row).collect();
    article.push_str(&row(1));
    article
}

#[test]
fn each_segment_is_confirmed_with_what_was_typed_for_it() {
    let mut harness = window_with(&article(5));
    let strokes = [
        Text("first sentence ends here"),
        CONFIRM,
        Text("second one"),
        CONFIRM,
        Text("third"),
        NEXT,
        Text("the fourth "),
        Press(Modifiers::ALT, Key::Num1),
        Text(" holds"),
    ];
    play(&mut harness, at_once(&strokes));
    let outcome = outcome(&mut harness);
    let targets: Vec<_> = outcome.rows.iter().map(|row| row.0.as_str()).collect();
    assert_eq!(
        targets,
        [
            "first sentence ends here",
            "second one",
            "third",
            "the fourth truce holds",
            // The last row repeats the first, and got its translation.
            "first sentence ends here"
        ]
    );
    let pairs: Vec<_> = outcome.units.iter().map(|unit| unit.1.as_str()).collect();
    assert_eq!(pairs, ["first sentence ends here", "second one"]);
    assert!(outcome.units[0].0.contains("رقم 1 "), "{outcome:?}");
    assert!(outcome.units[1].0.contains("رقم 2 "), "{outcome:?}");
}

#[test]
fn a_whole_document_is_translated_in_one_frame() {
    const ROWS: usize = 40;
    let mut harness = window_with(&article(ROWS));
    let sentences: Vec<String> = (0..ROWS).map(|n| format!("sentence {n} holds")).collect();
    let mut events = Vec::new();
    for sentence in &sentences {
        events.extend(sentence.chars().map(|c| Event::Text(c.into())));
        events.extend(at_once(&[CONFIRM]));
    }
    assert!(events.len() > 800);
    play(&mut harness, events);
    assert_eq!(targets(&mut harness), sentences);
    let outcome = outcome(&mut harness);
    let pairs = outcome.units.len();
    assert_eq!(pairs, ROWS);
    for (source, target) in outcome.units {
        let number = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
        let row: usize = number(&target).parse().unwrap();
        let expected = if row + 1 == ROWS { 1 } else { row + 1 };
        assert_eq!(number(&source), expected.to_string(), "{target}");
    }
}

#[test]
fn what_is_typed_for_the_palette_does_not_go_into_the_translation() {
    let mut harness = window_with(&article(3));
    let strokes = [
        Text("ab"),
        PALETTE,
        Text("rlm"),
        ENTER,
        Text("c"),
        PALETTE,
        Text("next seg"),
        ENTER,
        Text("d"),
        Press(CTRL, Key::G),
        Text("3"),
        ENTER,
        Text("e"),
    ];
    play(&mut harness, at_once(&strokes));
    assert_eq!(targets(&mut harness), ["ab\u{200F}c", "d", "e"]);
}

#[test]
fn a_match_is_inserted_though_its_look_up_had_not_begun() {
    let mut harness = window_with(&article(3));
    let strokes = [
        Text("The truce held."),
        CONFIRM,
        NEXT,
        Press(CTRL, Key::Num1),
        Text("!"),
    ];
    play(&mut harness, at_once(&strokes));
    assert_eq!(
        targets(&mut harness),
        ["The truce held.", "", "The truce held.!"]
    );
}

#[test]
fn what_an_input_method_composes_stays_in_its_row() {
    let mut harness = window_with(&article(3));
    let commit = |text: &str| Event::Ime(ImeEvent::Commit(text.into()));
    let mut events = at_once(&[Text("a"), Compose("`e", "è"), Preedit("´e"), CONFIRM]);
    // The method hears late that the row was left.
    events.extend(preedit(""));
    events.push(commit("´e"));
    events.extend(at_once(&[Text("b"), Compose("c", "ç"), CONFIRM]));
    play(&mut harness, events);
    // The last row repeats the first.
    assert_eq!(targets(&mut harness), ["aè´e", "bç", "aè´e"]);
}

#[test]
fn keys_wait_for_the_document_that_pasted_text_becomes() {
    let mut harness = window_with(&article(3));
    let to_source = Press(Modifiers::NONE, Key::F6);
    let strokes = [
        Text("left"),
        to_source,
        Paste("وصل الوفد."),
        Text("The delegation arrived."),
        CONFIRM,
    ];
    play(&mut harness, at_once(&strokes));
    assert_eq!(targets(&mut harness), ["The delegation arrived."]);
    let window = harness.state_mut().window();
    let first = window.workspace.documents().next().unwrap().id;
    window.apply(DocumentCommand::OpenDocument(first));
    finish(&mut harness);
    assert_eq!(targets(&mut harness), ["left", "", ""]);
}

#[test]
fn keys_go_to_the_panel_that_a_key_before_them_opened() {
    let mut harness = window_with(&article(2));
    let back = Press(Modifiers::NONE, Key::F6);
    let strokes = [
        Text("one "),
        Press(CTRL, Key::K),
        Text("nothing like it"),
        back,
        Text("two"),
        CONFIRM,
        Text("three"),
    ];
    play(&mut harness, at_once(&strokes));
    assert_eq!(targets(&mut harness), ["one two", "three"]);
    let field = harness.get_by_label("Look for");
    assert_eq!(field.value().as_deref(), Some("nothing like it"));
}

#[test]
fn clicks_and_keys_keep_their_order() {
    let mut harness = window_with(&article(4));
    let row = |harness: &Harness<'static, Room>, number: usize| {
        let start = format!("{number}, ");
        let rows = harness.query_all_by_role(egui::accesskit::Role::Row);
        let mut rows = rows.into_iter().filter(|row| {
            let label = row.accesskit_node().label();
            label.is_some_and(|label| label.starts_with(&start))
        });
        rows.next().unwrap().rect()
    };
    let third = row(&harness, 3);
    let click = |at: Pos2| {
        let button = |pressed| Event::PointerButton {
            pos: at,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        vec![Event::PointerMoved(at), button(true), button(false)]
    };
    let mut events = at_once(&[Text("first")]);
    events.extend(click(third.left_center() + vec2(200.0, 0.0)));
    events.extend(at_once(&[Text("third"), PREVIOUS, Text("second"), CONFIRM]));
    play(&mut harness, events);
    assert_eq!(targets(&mut harness), ["first", "second", "third", ""]);
}

#[test]
fn keys_bring_the_row_that_takes_them_back_into_view() {
    let mut harness = window_with(&article(60));
    let at = harness.get_by_label("Translation of segment 1").rect();
    harness
        .input_mut()
        .events
        .push(Event::PointerMoved(at.center()));
    harness.input_mut().events.push(Event::MouseWheel {
        unit: egui::MouseWheelUnit::Page,
        delta: vec2(0.0, -3.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    });
    harness.run_steps(40);
    let is_seen = |harness: &Harness<'static, Room>| {
        let rows = harness.query_all_by_label("Translation of segment 1");
        let mut rows = rows.into_iter();
        rows.any(|row| row.rect().top() < 800.0)
    };
    assert!(!is_seen(&harness));
    play(&mut harness, at_once(&[Text("still here")]));
    assert_eq!(targets(&mut harness)[0], "still here");
    assert!(is_seen(&harness));
}

#[test]
fn one_letter_is_shown_in_the_frame_it_comes_in() {
    let mut harness = window_with(&article(3));
    // Until the memories answered, an exact match may still fill the row.
    finish(&mut harness);
    let pass = harness.ctx.cumulative_pass_nr();
    harness.input_mut().events.extend(at_once(&[Text("a")]));
    harness.run_steps(1);
    assert_eq!(harness.ctx.cumulative_pass_nr(), pass + 1, "in one pass");
    let editor = harness.get_by_label("Translation of segment 1");
    assert_eq!(editor.value().as_deref(), Some("a"));
    // What a key does is shown in its frame, too.
    harness.input_mut().events.extend(at_once(&[NEXT]));
    harness.run_steps(1);
    assert!(
        harness
            .get_by_label("Translation of segment 2")
            .is_focused()
    );
}

fn stroke() -> impl Strategy<Value = Stroke> {
    prop_oneof![
        6 => prop::sample::select(vec!["word ", "x", "two words", "1 ", "Lavrov"]).prop_map(Text),
        4 => Just(CONFIRM),
        2 => Just(NEXT),
        1 => Just(PREVIOUS),
        2 => (0usize..2).prop_map(|n| Press(Modifiers::ALT, [Key::Num1, Key::Num2][n])),
        2 => (0usize..2).prop_map(|n| Press(CTRL, [Key::Num1, Key::Space][n])),
        2 => Just(UNDO),
        1 => Just(Press(CTRL, Key::Y)),
        1 => Just(Press(CTRL, Key::A)),
        1 => Just(Press(Modifiers::NONE, Key::Backspace)),
        1 => Just(Press(Modifiers::NONE, Key::ArrowLeft)),
        1 => Just(Press(Modifiers::NONE, Key::ArrowDown)),
        1 => Just(Press(Modifiers::NONE, Key::F6)),
        1 => Just(Press(CTRL, Key::T)),
        1 => Just(Paste("pasted ")),
        2 => Just(Compose("`e", "è")),
        1 => Just(Preedit("´o")),
    ]
}

/// Strokes, and now and then a visit to the palette, the rows by number or the find bar.
fn strokes() -> impl Strategy<Value = Vec<Stroke>> {
    let visit = |open: Stroke, filter: &'static str| vec![open, Text(filter), ENTER];
    let palette = prop::sample::select(vec!["copy source", "rlm", "next seg", "undo", "nothing"])
        .prop_map(move |filter| {
            let mut strokes = visit(PALETTE, filter);
            // What finds nothing stays open.
            strokes.push(Press(Modifiers::NONE, Key::Escape));
            strokes
        });
    let number = Just(vec![Press(CTRL, Key::G), Text("3"), ENTER]);
    let find = Just(vec![
        Press(CTRL, Key::F),
        Text("5"),
        ENTER,
        Press(Modifiers::NONE, Key::Escape),
    ]);
    let piece = prop_oneof![
        12 => stroke().prop_map(|stroke| vec![stroke]),
        2 => palette,
        1 => number,
        1 => find,
    ];
    prop::collection::vec(piece, 20..50).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 6,
        max_shrink_iters: 60,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_cut_into_frames_gives_the_same_result(
        strokes in strokes(),
        cuts in prop::collection::vec(1usize..40, 1..8),
    ) {
        let mut together = window_with(&article(8));
        play(&mut together, at_once(&strokes));
        let mut apart = window_with(&article(8));
        let mut chunks: Vec<Vec<Event>> = strokes.iter().flat_map(events_of).collect();
        for size in cuts.iter().cycle() {
            if chunks.is_empty() {
                break;
            }
            let rest = chunks.split_off((*size).min(chunks.len()));
            let frame = std::mem::replace(&mut chunks, rest).concat();
            apart.input_mut().events.extend(frame);
            apart.run_steps(1);
        }
        finish(&mut apart);
        prop_assert_eq!(outcome(&mut together), outcome(&mut apart));
        let undo = [Press(Modifiers::NONE, Key::Escape), UNDO];
        for _ in 0..12 {
            together.input_mut().events.extend(at_once(&undo));
            apart.input_mut().events.extend(at_once(&undo));
            apart.run_steps(1);
        }
        finish(&mut together);
        finish(&mut apart);
        prop_assert_eq!(outcome(&mut together), outcome(&mut apart));
    }
}
