//! What can be done with a unit that the concordance found: by button, key and the menu of a row.

use eframe::egui::{Button, Event, Key, Modifiers, Ui};
use turjuman::engine::model::TranslationUnit;

/// Which texts of a unit are copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clip {
    English,
    Arabic,
    /// Arabic, a tab, English: two cells of a table.
    Both,
}

impl Clip {
    pub fn text(self, unit: &TranslationUnit) -> String {
        match self {
            Self::English => unit.target.clone(),
            Self::Arabic => unit.source.clone(),
            Self::Both => format!("{}\t{}", unit.source, unit.target),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowAction {
    Insert,
    /// Goes to the segment the unit is from, else shows its card.
    Open,
    Card,
    Copy(Clip),
    Delete,
    Export,
}

/// A row_action with its name, keys and explanation.
struct Keyed {
    row_action: RowAction,
    name: &'static str,
    pressed: (Modifiers, Key),
    keys: &'static str,
    hint: &'static str,
}

const KEYED: [Keyed; 5] = [
    Keyed {
        row_action: RowAction::Open,
        name: "Open",
        pressed: (Modifiers::COMMAND, Key::Enter),
        keys: "Ctrl+Enter",
        hint: "Goes to its segment where its document is in this workspace, else shows its card",
    },
    Keyed {
        row_action: RowAction::Card,
        name: "Card…",
        pressed: (Modifiers::NONE, Key::F2),
        keys: "F2",
        hint: "Shows where the unit is from and what it was before; it can be changed there",
    },
    Keyed {
        row_action: RowAction::Copy(Clip::English),
        name: "Copy English",
        pressed: (Modifiers::ALT, Key::E),
        keys: "Alt+E",
        hint: "Puts the English of the unit on the clipboard",
    },
    Keyed {
        row_action: RowAction::Copy(Clip::Arabic),
        name: "Copy Arabic",
        pressed: (Modifiers::ALT, Key::A),
        keys: "Alt+A",
        hint: "Puts the Arabic of the unit on the clipboard",
    },
    Keyed {
        row_action: RowAction::Copy(Clip::Both),
        name: "Copy both",
        pressed: (Modifiers::ALT, Key::B),
        keys: "Alt+B",
        hint: "Puts Arabic and English on the clipboard with a tab between them",
    },
];

impl RowAction {
    /// What the keys ask for; to be called before a field takes them.
    pub fn pressed(ui: &Ui) -> Option<Self> {
        let mut keyed = KEYED.iter();
        let found = keyed.find(|keyed| {
            let (modifiers, key) = keyed.pressed;
            ui.input_mut(|input| input.consume_key(modifiers, key))
        })?;
        if found.pressed.0 == Modifiers::ALT {
            // Some systems type the letter too.
            ui.input_mut(|input| {
                input
                    .events
                    .retain(|event| !matches!(event, Event::Text(_)))
            });
        }
        Some(found.row_action)
    }

    /// The buttons under the list; copying is one of them, with its choices in a menu.
    pub fn buttons(ui: &mut Ui) -> Option<Self> {
        let mut asked = None;
        for keyed in KEYED {
            if matches!(keyed.row_action, Self::Copy(_)) {
                continue;
            }
            let hint = format!("{} ({})", keyed.hint, keyed.keys);
            if ui.button(keyed.name).on_hover_text(hint).clicked() {
                asked = Some(keyed.row_action);
            }
        }
        let copy = ui.menu_button("Copy", |ui| {
            asked = asked.or(Self::items(ui, |row_action| {
                matches!(row_action, Self::Copy(_))
            }));
        });
        let keys = "Copies English (Alt+E), Arabic (Alt+A) or both (Alt+B)";
        copy.response.on_hover_text(keys);
        for (row_action, name, hint) in [
            (
                Self::Delete,
                "Delete",
                "Takes the selected unit out of its memory",
            ),
            (Self::Export, "Export…", "Writes all units found to a file"),
        ] {
            if ui.button(name).on_hover_text(hint).clicked() {
                asked = Some(row_action);
            }
        }
        asked
    }

    /// The menu of a row.
    pub fn menu(ui: &mut Ui) -> Option<Self> {
        let mut asked = None;
        if ui
            .add(Button::new("Insert").shortcut_text("Enter"))
            .clicked()
        {
            asked = Some(Self::Insert);
            ui.close();
        }
        asked = asked.or(Self::items(ui, |_| true));
        ui.separator();
        if ui.button("Delete").clicked() {
            asked = Some(Self::Delete);
            ui.close();
        }
        asked
    }

    fn items(ui: &mut Ui, is_wanted: impl Fn(Self) -> bool) -> Option<Self> {
        let mut asked = None;
        for keyed in KEYED.iter().filter(|keyed| is_wanted(keyed.row_action)) {
            let item = ui.add(Button::new(keyed.name).shortcut_text(keyed.keys));
            if item.on_hover_text(keyed.hint).clicked() {
                asked = Some(keyed.row_action);
                ui.close();
            }
        }
        asked
    }
}
