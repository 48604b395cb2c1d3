//! Keyboard, text and pointer input, carried out in the order in which it came.
//!
//! egui hands a frame all the input that arrived since the frame before it, and each widget picks
//! what it wants: a shortcut would act before the letters typed ahead of it, and letters typed
//! behind it would go to whatever had the focus when the frame began. So every event is queued
//! here and released in batches. A batch ends at the first event that may move the focus or run an
//! action, and the next one waits until the window has settled in a pass of its own. Further passes
//! run within the same frame as far as [`PASSES_PER_FRAME`] allows, so a slow screen holds nothing
//! back; what is left then stays queued for the next frame. However the system cuts the input into
//! frames, the result is the same.

use eframe::egui::{Context, Event, Id, ImeEvent, Key, Modifiers, Plugin, RawInput, Ui};
use std::collections::VecDeque;
use std::num::NonZeroUsize;

/// Passes before a frame is shown although input is still waiting.
const PASSES_PER_FRAME: usize = 12;
/// Empty passes after which input flows again even if the window keeps changing.
const PASSES_TO_SETTLE: usize = 8;

/// The queue; egui asks it before every pass.
#[derive(Default)]
pub struct InputQueue {
    waiting: VecDeque<Event>,
    /// What the window looked like after the last pass, as far as it decides where input goes.
    place: Option<u64>,
    /// A batch that may have changed where input goes was released in this pass.
    has_decided: bool,
    passes_since_batch: usize,
    /// The pass before waited for the answer of a job, which may have changed anything.
    has_waited: bool,
    /// Nothing is released: the window is changing, or waits for the answer of a job.
    is_closed: bool,
    /// Keys go to text that can be edited.
    in_editor: bool,
    /// A composition taken into the text before its input method finished it; the method's own
    /// late commit of it must not be written a second time.
    taken_composition: Option<String>,
}

/// What decides where input goes after a pass.
#[derive(Debug, Clone, Copy, Default)]
pub struct PassEnd {
    /// Equal as long as input goes to the same widget of the same row or dialog.
    pub place: u64,
    /// Keys go to text that can be edited.
    pub in_editor: bool,
    /// The focus is still on its way.
    pub is_moving: bool,
    /// Everything is kept back for the answer of a job.
    pub is_waiting: bool,
}

/// What is to be done after a pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum After {
    /// All input is carried out and the window has settled.
    Rest,
    /// Another pass before anything is shown.
    Pass,
    /// The window waits for a job; the frame is shown.
    Wait,
}

/// How an event may be put together with others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Changes the text being edited and nothing else.
    Typing,
    /// Moves neither focus nor text.
    Passive,
    /// Changes what the typing behind it means.
    Modifiers,
    /// May move the focus or run an action.
    Deciding,
}

impl Plugin for InputQueue {
    fn debug_name(&self) -> &'static str {
        "input queue"
    }

    fn input_hook(&mut self, _context: &Context, input: &mut RawInput) {
        self.waiting
            .append(&mut VecDeque::from(std::mem::take(&mut input.events)));
        if !self.is_closed {
            input.events = self.next_batch();
        }
    }
}

impl InputQueue {
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Takes note of how a pass ended.
    pub fn end_pass(&mut self, end: PassEnd) -> After {
        let has_moved = self.place.replace(end.place) != Some(end.place) || end.is_moving;
        let has_decided = std::mem::take(&mut self.has_decided);
        self.in_editor = end.in_editor;
        self.passes_since_batch += 1;
        let has_waited = std::mem::replace(&mut self.has_waited, end.is_waiting);
        let has_settled = !has_moved && !has_decided && !has_waited;
        let is_open = has_settled || self.passes_since_batch > PASSES_TO_SETTLE;
        self.is_closed = end.is_waiting || !is_open;
        match (end.is_waiting, is_open && self.waiting.is_empty()) {
            (true, _) => After::Wait,
            (false, true) => After::Rest,
            (false, false) => After::Pass,
        }
    }

    /// A composition was written into the text although its input method has not finished it.
    pub fn take_composition(&mut self, text: String) {
        self.taken_composition = Some(text);
    }

    fn next_batch(&mut self) -> Vec<Event> {
        let mut batch = Vec::new();
        let mut has_typing = false;
        while let Some(event) = self.waiting.front() {
            let kind = kind_of(event, self.in_editor);
            if has_typing && matches!(kind, Kind::Modifiers | Kind::Deciding) {
                break;
            }
            has_typing |= kind == Kind::Typing;
            let Some(event) = self.waiting.pop_front() else {
                break;
            };
            if self.is_written_already(&event) {
                continue;
            }
            let is_key = matches!(event, Event::Key { pressed: true, .. });
            batch.push(event);
            if kind == Kind::Deciding {
                // The letter of the same key stroke.
                while is_key && let Some(text) = self.waiting.pop_front_if(|e| is_text(e)) {
                    batch.push(text);
                }
                self.has_decided = true;
                break;
            }
        }
        if !batch.is_empty() {
            self.passes_since_batch = 0;
        }
        batch
    }

    fn is_written_already(&mut self, event: &Event) -> bool {
        match event {
            Event::Ime(ImeEvent::Commit(text)) => {
                self.taken_composition.take().as_ref() == Some(text)
            }
            Event::Ime(ImeEvent::Preedit { text, .. }) if !text.is_empty() => {
                self.taken_composition = None;
                false
            }
            Event::Key { pressed: true, .. } => {
                self.taken_composition = None;
                false
            }
            _ => false,
        }
    }
}

/// Puts the queue before everything that reads input.
pub fn install(context: &Context) {
    context.add_plugin(InputQueue::default());
    context.options_mut(|options| {
        options.max_passes = NonZeroUsize::new(PASSES_PER_FRAME).unwrap_or(options.max_passes);
    });
}

/// Notes that an editor was drawn with the focus: until then the arrow keys are egui's.
pub fn note_editor(ui: &Ui, id: Id) {
    ui.data_mut(|data| data.insert_temp(editor_with_focus(), id));
}

/// Whether keys go to text that can be edited.
pub fn is_in_editor(context: &Context) -> bool {
    let focused = context.memory(|memory| memory.focused());
    focused.is_some() && focused == context.data(|data| data.get_temp(editor_with_focus()))
}

fn editor_with_focus() -> Id {
    Id::unique("editor with the focus")
}

fn is_text(event: &Event) -> bool {
    matches!(event, Event::Text(_))
}

fn kind_of(event: &Event, in_editor: bool) -> Kind {
    match event {
        Event::Text(_) | Event::Ime(_) => Kind::Typing,
        Event::Key { pressed: false, .. }
        | Event::PointerMoved(_)
        | Event::MouseMoved(_)
        | Event::PointerGone
        | Event::MouseWheel { .. }
        | Event::Zoom(_)
        | Event::Rotate(_) => Kind::Passive,
        Event::ModifiersChanged(_) => Kind::Modifiers,
        Event::Key { key, modifiers, .. } if in_editor && types(*key, *modifiers) => Kind::Typing,
        _ => Kind::Deciding,
    }
}

/// Whether an editor takes the key for itself, whatever is around it.
fn types(key: Key, modifiers: Modifiers) -> bool {
    let is_letter = key.name().len() == 1;
    let is_sign = matches!(
        key,
        Key::Space
            | Key::Colon
            | Key::Comma
            | Key::Backslash
            | Key::Slash
            | Key::Pipe
            | Key::Questionmark
            | Key::Exclamationmark
            | Key::OpenBracket
            | Key::CloseBracket
            | Key::OpenCurlyBracket
            | Key::CloseCurlyBracket
            | Key::Backtick
            | Key::Minus
            | Key::Period
            | Key::Plus
            | Key::Equals
            | Key::Semicolon
            | Key::Quote
    );
    let moves = matches!(key, Key::Backspace | Key::ArrowLeft | Key::ArrowRight);
    let is_plain = !(modifiers.ctrl || modifiers.command || modifiers.mac_cmd || modifiers.alt);
    is_plain && (is_letter || is_sign || moves)
}

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui::{PointerButton, Pos2, pos2};

    fn text(text: &str) -> Event {
        Event::Text(text.into())
    }

    fn key(key: Key, modifiers: Modifiers, pressed: bool) -> Event {
        Event::Key {
            key,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers,
        }
    }

    fn press(of: Key, modifiers: Modifiers) -> Event {
        key(of, modifiers, true)
    }

    /// A batch in a few letters.
    fn brief(batch: &[Event]) -> String {
        let name = |event: &Event| match event {
            Event::Text(text) => text.clone(),
            Event::Key {
                key, pressed: true, ..
            } => format!("<{}>", key.name()),
            Event::Key { .. } => "^".into(),
            Event::ModifiersChanged(_) => "~".into(),
            Event::PointerMoved(_) => ".".into(),
            Event::PointerButton { .. } => "*".into(),
            Event::Ime(ImeEvent::Preedit { text, .. }) => format!("({text})"),
            Event::Ime(ImeEvent::Commit(text)) => format!("[{text}]"),
            other => format!("{other:?}"),
        };
        batch.iter().map(name).collect()
    }

    /// What each pass gets when all of it comes at once.
    fn passes(in_editor: bool, events: Vec<Event>) -> Vec<String> {
        let mut queue = InputQueue {
            in_editor,
            ..InputQueue::default()
        };
        queue.waiting.extend(events);
        let mut passes = Vec::new();
        let end = PassEnd {
            in_editor,
            ..PassEnd::default()
        };
        queue.end_pass(end);
        while !queue.is_empty() {
            if queue.is_closed {
                passes.push(String::new());
            } else {
                passes.push(brief(&queue.next_batch()));
            }
            queue.end_pass(end);
        }
        passes
    }

    #[test]
    fn an_action_is_a_pass_of_its_own_and_the_window_settles_behind_it() {
        let ctrl = Modifiers::CTRL | Modifiers::COMMAND;
        let events = vec![
            press(Key::A, Modifiers::NONE),
            text("a"),
            key(Key::A, Modifiers::NONE, false),
            text("b"),
            Event::ModifiersChanged(ctrl),
            press(Key::Enter, ctrl),
            key(Key::Enter, ctrl, false),
            Event::ModifiersChanged(Modifiers::NONE),
            text("c"),
            press(Key::Tab, Modifiers::NONE),
        ];
        assert_eq!(
            passes(true, events),
            ["", "<A>a^b", "~<Enter>", "", "^~c", "<Tab>"]
        );
    }

    #[test]
    fn keys_outside_of_an_editor_come_one_by_one_with_their_letters() {
        let events = || {
            vec![
                press(Key::Space, Modifiers::NONE),
                text(" "),
                press(Key::B, Modifiers::NONE),
                text("b"),
            ]
        };
        assert_eq!(passes(false, events()), ["", "<Space> ", "", "<B>b"]);
        assert_eq!(passes(true, events()), ["", "<Space> <B>b"]);
    }

    #[test]
    fn pointer_and_keys_keep_their_order() {
        let button = |pressed| Event::PointerButton {
            pos: Pos2::ZERO,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        let events = vec![
            text("a"),
            Event::PointerMoved(pos2(1.0, 1.0)),
            button(true),
            button(false),
            Event::PointerMoved(pos2(2.0, 1.0)),
            text("b"),
        ];
        assert_eq!(passes(true, events), ["", "a.", "*", "", "*", "", ".b"]);
    }

    #[test]
    fn nothing_is_released_while_a_job_is_waited_for() {
        let mut queue = InputQueue::default();
        queue.waiting.push_back(text("a"));
        let waiting = PassEnd {
            is_waiting: true,
            ..PassEnd::default()
        };
        assert_eq!(queue.end_pass(waiting), After::Wait);
        assert!(queue.is_closed);
        // What the answer changed is shown before the next key.
        assert_eq!(queue.end_pass(PassEnd::default()), After::Pass);
        assert!(queue.is_closed);
        assert_eq!(queue.end_pass(PassEnd::default()), After::Pass);
        assert!(!queue.is_closed);
    }

    #[test]
    fn a_window_that_never_settles_still_gets_its_input() {
        let mut queue = InputQueue::default();
        queue.waiting.push_back(text("a"));
        let released = (1..100).find(|&place| {
            queue.end_pass(PassEnd {
                place,
                ..PassEnd::default()
            });
            !queue.is_closed
        });
        assert!(released.is_some());
    }

    #[test]
    fn a_composition_taken_early_is_not_committed_again() {
        let commit = |text: &str| Event::Ime(ImeEvent::Commit(text.into()));
        let preedit = |text: &str| {
            Event::Ime(ImeEvent::Preedit {
                text: text.into(),
                active_range_chars: None,
            })
        };
        let cases = [
            (vec![preedit(""), commit("é"), commit("é")], "()[é]"),
            (vec![commit("e")], "[e]"),
            (vec![preedit("é"), commit("é")], "(é)[é]"),
            (vec![press(Key::A, Modifiers::NONE), commit("é")], "<A>[é]"),
        ];
        for (events, expected) in cases {
            let mut queue = InputQueue {
                in_editor: true,
                ..InputQueue::default()
            };
            queue.take_composition("é".into());
            queue.waiting.extend(events);
            assert_eq!(brief(&queue.next_batch()), expected);
        }
    }
}
