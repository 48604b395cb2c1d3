//! What keys, clipboard and input methods do to a text being edited.

use super::bidi_edit::EnterKey;
use super::spoken_text;
use eframe::egui::accesskit::{self, Action, ActionData, ActionRequest};
use eframe::egui::{Event, Id, ImeEvent, Key, Modifiers, Ui};
use turjuman::typeset::{Edit, EditBuffer, EditKind, Motion, Paragraph, TextSelection};

/// What the editor was told about itself.
#[derive(Clone, Copy)]
pub(super) struct EditRules {
    pub id: Id,
    pub single_line: bool,
    pub read_only: bool,
    pub enter: EnterKey,
    /// Whether Up on the first and Down on the last line are left to others.
    pub leave_vertically: bool,
}

/// What came of the events of a frame.
#[derive(Default)]
pub(super) struct EventOutcome {
    pub edits: Vec<Edit>,
    pub submitted: bool,
    /// Something moved or changed: show the caret.
    pub acted: bool,
}

/// Takes the events of this frame that are for this editor out of the queue. `lay_out` sets the
/// text as it is at that moment.
pub(super) fn take_events(
    ui: &Ui,
    buffer: &mut EditBuffer,
    rules: EditRules,
    lay_out: &dyn Fn(&EditBuffer) -> std::sync::Arc<Paragraph>,
) -> EventOutcome {
    let focused = ui.memory(|memory| memory.has_focus(rules.id));
    let owns_ime = ui.memory(|memory| memory.owns_ime_events(rules.id));
    let mut outcome = EventOutcome::default();
    if !focused && !ui.input(|input| input.events.iter().any(|event| is_for(event, rules.id))) {
        return outcome;
    }
    let (events, held) = ui.input_mut(|input| (std::mem::take(&mut input.events), input.modifiers));
    let mut left = Vec::with_capacity(events.len());
    let mut chord = held;
    for event in events {
        if let Event::Key { modifiers, .. } = &event {
            chord = *modifiers;
        }
        let mut hand = Hand {
            ui,
            buffer,
            rules,
            lay_out,
            outcome: &mut outcome,
        };
        let used = match &event {
            Event::AccessKitActionRequest(request) => hand.on_request(request),
            _ if !focused => false,
            Event::Ime(event) => owns_ime && hand.on_ime(event),
            Event::Text(text) => hand.on_text(text, chord),
            Event::Key {
                key,
                pressed: true,
                modifiers,
                ..
            } => hand.on_key(*key, *modifiers),
            event => hand.on_clipboard(event),
        };
        if used {
            outcome.acted = true;
        } else {
            left.push(event);
        }
        chord = if used {
            chord
        } else {
            later_chord(left.last(), chord, held)
        };
    }
    ui.input_mut(|input| input.events = left);
    outcome
}

/// A typed letter belongs to the key just before it; after anything else, to what is held now.
fn later_chord(last: Option<&Event>, chord: Modifiers, held: Modifiers) -> Modifiers {
    match last {
        Some(Event::Key { pressed: true, .. }) => chord,
        _ => held,
    }
}

fn is_for(event: &Event, id: Id) -> bool {
    matches!(event, Event::AccessKitActionRequest(request)
        if request.target_node == id.accesskit_id())
}

/// One event being handled. Each method says whether the event was for the editor.
struct Hand<'a> {
    ui: &'a Ui,
    buffer: &'a mut EditBuffer,
    rules: EditRules,
    lay_out: &'a dyn Fn(&EditBuffer) -> std::sync::Arc<Paragraph>,
    outcome: &'a mut EventOutcome,
}

impl Hand<'_> {
    fn note(&mut self, edit: Option<Edit>) {
        self.outcome.edits.extend(edit);
    }

    fn on_text(&mut self, text: &str, chord: Modifiers) -> bool {
        // Alt+1 is a shortcut and no 1; on a Mac, Option types letters but digits are shortcuts.
        let shortcut =
            chord.alt && (!cfg!(target_os = "macos") || text.chars().all(|c| c.is_ascii_digit()));
        if shortcut {
            return true;
        }
        if self.rules.read_only || text.is_empty() || text.chars().all(char::is_control) {
            return false;
        }
        let edit = self.buffer.type_text(text);
        self.note(edit);
        true
    }

    fn on_clipboard(&mut self, event: &Event) -> bool {
        match event {
            Event::Copy if !self.buffer.selection().is_caret() => {
                self.ui.copy_text(self.buffer.selected_text().to_owned());
                true
            }
            Event::Cut if self.rules.read_only => self.on_clipboard(&Event::Copy),
            Event::Cut => match self.buffer.cut() {
                Some((taken, edit)) => {
                    self.ui.copy_text(taken);
                    self.note(Some(edit));
                    true
                }
                None => false,
            },
            Event::Paste(text) if !self.rules.read_only => {
                let edit = self.buffer.paste(text);
                self.note(edit);
                true
            }
            _ => false,
        }
    }

    fn on_key(&mut self, key: Key, modifiers: Modifiers) -> bool {
        let mac_word = cfg!(target_os = "macos") && modifiers.alt;
        if modifiers.alt && !mac_word {
            return false;
        }
        let word = mac_word || modifiers.ctrl;
        if let Some(motion) = self.motion_of(key, word, modifiers) {
            return self.move_caret(motion, modifiers.shift);
        }
        match key {
            Key::A if modifiers.command && !modifiers.shift => {
                self.buffer.select_all();
                true
            }
            Key::Enter => self.on_enter(modifiers),
            Key::Backspace | Key::Delete if self.rules.read_only => false,
            Key::Backspace => {
                let edit = if word {
                    self.buffer.delete_word_backward()
                } else {
                    self.buffer.backspace()
                };
                self.note(edit);
                true
            }
            Key::Delete => {
                let edit = if word {
                    self.buffer.delete_word_forward()
                } else {
                    self.buffer.delete_forward()
                };
                self.note(edit);
                true
            }
            _ => false,
        }
    }

    fn motion_of(&self, key: Key, word: bool, modifiers: Modifiers) -> Option<Motion> {
        let vertical = !self.rules.single_line && !modifiers.ctrl && !modifiers.command;
        let mac_line = modifiers.mac_cmd;
        Some(match key {
            Key::ArrowLeft if mac_line => Motion::LineStart,
            Key::ArrowRight if mac_line => Motion::LineEnd,
            Key::ArrowLeft if word => Motion::WordLeft,
            Key::ArrowRight if word => Motion::WordRight,
            Key::ArrowLeft => Motion::Left,
            Key::ArrowRight => Motion::Right,
            Key::ArrowUp if vertical => Motion::Up,
            Key::ArrowDown if vertical => Motion::Down,
            Key::Home if modifiers.ctrl => Motion::TextStart,
            Key::End if modifiers.ctrl => Motion::TextEnd,
            Key::Home => Motion::LineStart,
            Key::End => Motion::LineEnd,
            _ => return None,
        })
    }

    fn move_caret(&mut self, motion: Motion, extend: bool) -> bool {
        let paragraph = (self.lay_out)(self.buffer);
        let vertical = matches!(motion, Motion::Up | Motion::Down);
        let outer = paragraph.is_on_outer_line(self.buffer.caret(), motion == Motion::Down);
        if self.rules.leave_vertically && vertical && outer && !extend {
            return false;
        }
        self.buffer.move_caret(motion, extend, &paragraph);
        true
    }

    fn on_enter(&mut self, modifiers: Modifiers) -> bool {
        if modifiers.command || modifiers.ctrl {
            return false;
        }
        if self.rules.single_line {
            self.outcome.submitted |= !modifiers.shift;
            return !modifiers.shift;
        }
        let breaks = modifiers.shift || self.rules.enter == EnterKey::BreaksLine;
        if self.rules.read_only || !breaks {
            return false;
        }
        let edit = self.buffer.break_line();
        self.note(edit);
        true
    }

    fn on_ime(&mut self, event: &ImeEvent) -> bool {
        if self.rules.read_only {
            return false;
        }
        match event {
            // Some systems send these when nothing is being composed; they must not touch the
            // selection.
            ImeEvent::Preedit { text, .. } | ImeEvent::Commit(text)
                if text.is_empty() && self.buffer.composition().is_none() => {}
            ImeEvent::Preedit {
                text,
                active_range_chars,
            } => self.buffer.compose(text, active_range_chars.clone()),
            ImeEvent::Commit(text) => {
                let edit = self.buffer.commit_composition(text);
                self.note(edit);
            }
            ImeEvent::DeleteSurrounding {
                before_chars,
                after_chars,
            } => {
                let edit = self.buffer.delete_surrounding(*before_chars, *after_chars);
                self.note(edit);
            }
            #[expect(deprecated, reason = "egui still has them but never sends them")]
            ImeEvent::Enabled | ImeEvent::Disabled => return false,
        }
        true
    }

    fn select(&mut self, wanted: &accesskit::TextSelection) -> bool {
        let runs = (self.lay_out)(self.buffer).spoken_runs();
        let byte = |position| spoken_text::byte_of(&runs, self.rules.id, position);
        let (Some(anchor), Some(focus)) = (byte(&wanted.anchor), byte(&wanted.focus)) else {
            return false;
        };
        self.buffer.select(TextSelection { anchor, focus });
        true
    }

    /// A screen reader or a test asks for a change.
    fn on_request(&mut self, request: &ActionRequest) -> bool {
        if request.target_node != self.rules.id.accesskit_id() {
            return false;
        }
        if let Some(ActionData::SetTextSelection(wanted)) = &request.data {
            return self.select(wanted);
        }
        if self.rules.read_only {
            return false;
        }
        let Some(ActionData::Value(text)) = &request.data else {
            return false;
        };
        let edit = match request.action {
            Action::SetValue => self.buffer.replace_all(text),
            Action::ReplaceSelectedText => self.buffer.insert(text, EditKind::Other),
            _ => return false,
        };
        self.note(edit);
        true
    }
}
