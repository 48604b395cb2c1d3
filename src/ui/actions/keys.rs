//! Key combinations: what is pressed, and how it is written.

use super::Action;
use egui::{Event, Key, Modifiers};

/// A key with its modifiers. Ctrl is Command on a Mac.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Shortcut {
    pub ctrl: bool,
    pub alt: bool,
    pub shift: bool,
    pub key: Key,
}

impl Shortcut {
    pub const fn plain(key: Key) -> Self {
        Self {
            ctrl: false,
            alt: false,
            shift: false,
            key,
        }
    }

    pub const fn ctrl(key: Key) -> Self {
        Self {
            ctrl: true,
            ..Self::plain(key)
        }
    }

    pub const fn alt(key: Key) -> Self {
        Self {
            alt: true,
            ..Self::plain(key)
        }
    }

    pub const fn ctrl_shift(key: Key) -> Self {
        Self {
            shift: true,
            ..Self::ctrl(key)
        }
    }

    /// Digits also by their place on the keyboard, since some layouts have them under Shift.
    fn fits(self, key: Key, physical: Option<Key>, modifiers: Modifiers) -> bool {
        let is_digit = Key::ALL
            .iter()
            .position(|&k| k == self.key)
            .zip(Key::ALL.iter().position(|&k| k == Key::Num0))
            .is_some_and(|(at, zero)| (zero..zero + 10).contains(&at));
        let same_key = key == self.key || (is_digit && physical == Some(self.key));
        same_key
            && modifiers.command == self.ctrl
            && modifiers.alt == self.alt
            && modifiers.shift == self.shift
    }
}

/// The combination as menus show it: `Ctrl+Shift+C`.
pub fn describe(keys: Shortcut) -> String {
    let key = match keys.key {
        Key::ArrowUp => "Up",
        Key::ArrowDown => "Down",
        key => key.name(),
    };
    let mut out = String::new();
    let command = if cfg!(target_os = "macos") {
        "Cmd+"
    } else {
        "Ctrl+"
    };
    for (held, name) in [
        (keys.ctrl, command),
        (keys.alt, "Alt+"),
        (keys.shift, "Shift+"),
    ] {
        if held {
            out.push_str(name);
        }
    }
    out.push_str(key);
    out
}

/// Takes the keys of those actions that `is_wanted` out of the events and gives the actions. The
/// characters that the same key strokes type go too, as Alt with a digit does on some systems;
/// `typed_too` says between calls whether such a character may follow.
pub fn pressed(
    events: &mut Vec<Event>,
    is_wanted: impl Fn(Action) -> bool,
    typed_too: &mut bool,
) -> Vec<Action> {
    let known: Vec<(Shortcut, Action, bool)> = Action::all()
        .filter(|action| is_wanted(*action))
        .flat_map(|action| {
            let facts = action.facts();
            let keys = facts.shortcuts.into_iter();
            keys.map(move |keys| (keys, action, facts.repeats))
        })
        .collect();
    let mut found = Vec::new();
    events.retain(|event| match event {
        Event::Key {
            key,
            physical_key,
            pressed: true,
            repeat,
            modifiers,
        } => {
            let fits =
                |(keys, ..): &&(Shortcut, Action, bool)| keys.fits(*key, *physical_key, *modifiers);
            *typed_too = false;
            let Some((_, action, repeats)) = known.iter().find(fits) else {
                return true;
            };
            if !repeat || *repeats {
                found.push(*action);
            }
            *typed_too = true;
            false
        }
        Event::Text(_) => !*typed_too,
        _ => {
            *typed_too = false;
            true
        }
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(key: Key, modifiers: Modifiers) -> Event {
        Event::Key {
            key,
            physical_key: Some(key),
            pressed: true,
            repeat: false,
            modifiers,
        }
    }

    #[test]
    fn the_character_of_a_shortcut_is_not_typed() {
        let mut events = vec![
            Event::Text("a".into()),
            key(Key::Num1, Modifiers::ALT),
            Event::Text("1".into()),
            key(Key::B, Modifiers::NONE),
            Event::Text("b".into()),
        ];
        assert_eq!(
            pressed(&mut events, |_| true, &mut false),
            [Action::InsertTerm(1)]
        );
        let typed: Vec<_> = events
            .iter()
            .filter_map(|event| match event {
                Event::Text(text) => Some(text.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(typed, ["a", "b"]);
    }

    #[test]
    fn the_character_of_a_shortcut_may_come_in_the_next_frame() {
        let mut typed_too = false;
        let mut left = |event: Event| {
            let mut events = vec![event];
            pressed(&mut events, |_| true, &mut typed_too);
            events.len()
        };
        assert_eq!(left(key(Key::Num1, Modifiers::ALT)), 0);
        assert_eq!(left(Event::Text("1".into())), 0);
        // Once the key is up, text is text, whatever typed it.
        assert_eq!(left(Event::ModifiersChanged(Modifiers::NONE)), 1);
        assert_eq!(left(Event::Text("2".into())), 1);
    }

    #[test]
    fn modifiers_must_be_exactly_those() {
        let ctrl = Modifiers::CTRL | Modifiers::COMMAND;
        let mut events = vec![
            key(Key::Z, ctrl | Modifiers::SHIFT),
            key(Key::Z, ctrl),
            key(Key::Enter, ctrl | Modifiers::SHIFT),
            key(Key::O, Modifiers::NONE),
        ];
        assert_eq!(
            pressed(&mut events, |_| true, &mut false),
            [Action::Redo, Action::Undo]
        );
        assert_eq!(events.len(), 2);
    }

    #[test]
    fn digits_are_found_by_their_place() {
        let mut events = vec![Event::Key {
            key: Key::Quote,
            physical_key: Some(Key::Num3),
            pressed: true,
            repeat: false,
            modifiers: Modifiers::CTRL | Modifiers::COMMAND,
        }];
        assert_eq!(
            pressed(&mut events, |_| true, &mut false),
            [Action::ApplyMatch(3)]
        );
    }

    #[test]
    fn keys_of_unwanted_actions_stay() {
        let mut events = vec![key(Key::Enter, Modifiers::CTRL | Modifiers::COMMAND)];
        assert_eq!(
            pressed(&mut events, |action| action == Action::Quit, &mut false),
            []
        );
        assert_eq!(events.len(), 1);
    }

    #[test]
    fn a_key_held_down_confirms_once() {
        let mut events = vec![Event::Key {
            key: Key::Enter,
            physical_key: None,
            pressed: true,
            repeat: true,
            modifiers: Modifiers::CTRL | Modifiers::COMMAND,
        }];
        assert_eq!(pressed(&mut events, |_| true, &mut false), []);
        assert!(events.is_empty());
    }
}
