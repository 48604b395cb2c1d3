//! Everything a user can do in the window, once: menus, palette, tooltips, keys and the Keys
//! window are made from this list.

mod keys;

pub use keys::{Shortcut, describe, pressed};

use egui::Key;
use std::borrow::Cow;
use turjuman::typeset::InvisibleMark;

/// Where an action stands in the menu bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Menu {
    File,
    Edit,
    Go,
    Memory,
    Terms,
    View,
    Help,
}

impl Menu {
    pub const ALL: [Self; 7] = [
        Self::File,
        Self::Edit,
        Self::Go,
        Self::Memory,
        Self::Terms,
        Self::View,
        Self::Help,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Go => "Go",
            Self::Memory => "Memory",
            Self::Terms => "Terms",
            Self::View => "View",
            Self::Help => "Help",
        }
    }
}

/// What is known of an action.
#[derive(Debug, Clone)]
pub struct Facts {
    pub menu: Menu,
    pub text: Cow<'static, str>,
    pub tooltip: Cow<'static, str>,
    pub shortcuts: Vec<Shortcut>,
    /// Holding the keys down does it again and again.
    pub repeats: bool,
}

/// The list as a table: menu, action, text, tooltip, shortcuts, the first of which is shown.
macro_rules! actions {
    ($($menu:ident { $($name:ident: $text:literal, $tooltip:literal, [$($key:expr),*] $(, $repeats:ident)?;)* })*) => {
        /// Something a user can do.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Action {
            $($($name,)*)*
            /// Replaces the target by match number n, from 1.
            ApplyMatch(u8),
            /// Inserts the translation of term number n, from 1.
            InsertTerm(u8),
            /// Writes an invisible mark at the caret.
            InsertMark(InvisibleMark),
        }

        const NAMED: &[Action] = &[$($(Action::$name,)*)*];

        impl Action {
            pub fn facts(self) -> Facts {
                match self {
                    $($(Self::$name => Facts {
                        menu: Menu::$menu,
                        text: Cow::Borrowed($text),
                        tooltip: Cow::Borrowed($tooltip),
                        shortcuts: vec![$($key),*],
                        repeats: false $(|| stringify!($repeats) == "repeats")?,
                    },)*)*
                    Self::ApplyMatch(n) => numbered(
                        Menu::Edit,
                        format!("Insert match {n}"),
                        format!("Replaces the translation by match {n}"),
                        digit(n).map(Shortcut::ctrl),
                    ),
                    Self::InsertTerm(n) => numbered(
                        Menu::Terms,
                        format!("Insert term {n}"),
                        format!("Writes the translation of term {n} at the caret"),
                        digit(n).map(Shortcut::alt),
                    ),
                    Self::InsertMark(mark) => numbered(
                        Menu::Edit,
                        format!("Insert {}, {}", mark.abbreviation(), mark.name().to_lowercase()),
                        "Writes the invisible mark at the caret".to_owned(),
                        None,
                    ),
                }
            }
        }
    };
}

actions! {
    File {
        OpenFiles: "Open files…", "Reads articles (text or Markdown) into the project", [Shortcut::ctrl(Key::O)];
        NewFromClipboard: "New document from clipboard", "Makes a document of the copied text", [Shortcut::ctrl_shift(Key::V)];
        NewProject: "New project…", "A project holds documents that belong together", [Shortcut::ctrl(Key::N)];
        OpenSample: "Open the sample", "A short news article, partly translated", [];
        RemoveDocument: "Remove document…", "Takes the open document out of the project", [];
        Export: "Export…", "Writes a bilingual or English document", [Shortcut::ctrl(Key::D)];
        CopyEnglish: "Copy the English", "Puts the whole translation on the clipboard, as text and HTML", [Shortcut::ctrl_shift(Key::C)];
        StopJobs: "Stop imports and exports", "Stops what is under way; what it wrote so far is removed", [];
        Quit: "Quit", "Everything is saved as you type", [Shortcut::ctrl_shift(Key::Q)];
    }
    Edit {
        Undo: "Undo", "Takes the last change back", [Shortcut::ctrl(Key::Z)], repeats;
        Redo: "Redo", "Does the change again", [Shortcut::ctrl(Key::Y), Shortcut::ctrl_shift(Key::Z)], repeats;
        CopySource: "Copy source to target", "Starts the translation from the Arabic text", [Shortcut::ctrl_shift(Key::S), Shortcut::ctrl(Key::Insert)];
        ApplyFirstMatch: "Insert best match", "Replaces the translation by the first match", [Shortcut::ctrl(Key::Space)];
        Split: "Split segment", "Splits at the caret in the source", [Shortcut::ctrl(Key::T)];
        Merge: "Merge with next", "Joins the segment with the next one of its paragraph", [Shortcut::ctrl(Key::J)];
        SwitchForTranslation: "For translation", "Switches the paragraph on or off", [];
    }
    Go {
        Confirm: "Confirm and go on", "Saves the segment to the memory and goes to the next one to do", [Shortcut::ctrl(Key::Enter)];
        PreviousSegment: "Previous segment", "Goes one row up", [Shortcut::ctrl(Key::ArrowUp)], repeats;
        NextSegment: "Next segment", "Goes one row down", [Shortcut::ctrl(Key::ArrowDown)], repeats;
        NextUntranslated: "Next untranslated segment", "Goes to the next row without a translation", [Shortcut::ctrl(Key::U)], repeats;
        GoToSegment: "Go to segment…", "Goes to a row by its number", [Shortcut::ctrl(Key::G)];
        Find: "Find…", "Looks for text in source and target", [Shortcut::ctrl(Key::F)];
        FindNext: "Find next", "Goes to the next row that holds the text", [Shortcut::ctrl(Key::F3)], repeats;
        FindPrevious: "Find previous", "Goes to the row before that holds the text", [Shortcut::ctrl_shift(Key::F3)], repeats;
        Concordance: "Concordance…", "Looks for words in all units of the memories", [Shortcut::ctrl(Key::K), Shortcut::plain(Key::F3)];
        NextPane: "Next pane", "Goes from translation to source to suggestions", [Shortcut::plain(Key::F6)];
    }
    Memory {
        ShowMemories: "Memories…", "Their order, what is taken off their matches, and where confirmed segments go", [Shortcut::ctrl_shift(Key::M)];
        BrowseMemories: "Browse memories…", "Shows all units, with filters; changes and deletes them", [];
        ImportMemory: "Import memory (TMX)…", "Adds the units of a TMX file to your memory", [];
        ExportMemory: "Export memory (TMX)…", "Writes your memory to a TMX file", [];
        FindDuplicates: "Merge duplicates…", "Finds units of a memory that say the same, and makes one of them", [];
        FindInconsistencies: "Inconsistent translations…", "Finds the same text put in several ways, and chooses one for all", [];
        ReplaceInMemories: "Replace in memories…", "Searches and replaces in the units of the memories", [Shortcut::ctrl(Key::H)];
    }
    Terms {
        AddTerm: "Add term…", "Adds what is selected in source and target to your terms", [Shortcut::ctrl(Key::E)];
        QuickAddTerm: "Add term at once", "Adds what is selected in source and target, without asking", [Shortcut::ctrl(Key::Q)];
        ShowTermbase: "Termbase…", "Looks up, changes and deletes terms", [Shortcut::ctrl_shift(Key::E)];
        ShowTermbases: "Termbases…", "Their order, which are used, protected, and where new terms go", [Shortcut::ctrl_shift(Key::B)];
        ImportTerms: "Import terms…", "Adds the terms of a TBX file, a table or a workbook to a termbase", [];
        ExportTerms: "Export terms…", "Writes a termbase as TBX, CSV, TSV or Excel", [];
        ExtractTerms: "Find terms…", "Proposes terms from the words of the document", [Shortcut::ctrl_shift(Key::T)];
        ShowNames: "Names…", "The names of the document and how they are spelt in English", [Shortcut::ctrl_shift(Key::N)];
    }
    View {
        CommandPalette: "Command palette…", "Finds every action by its name", [Shortcut::ctrl_shift(Key::P)];
        SwapSides: "Arabic on the left", "Swaps the two columns", [];
        SerifTarget: "English with serifs", "Sets the translation in Noto Serif or Noto Sans", [];
        TurnSource: "Arabic from left to right", "Sets the source column against its usual direction", [];
        TurnTarget: "English from right to left", "Sets the translation against its usual direction", [];
        ShowMarks: "Invisible marks", "Shows LRM, RLM, isolates, joiners and no-break spaces as symbols", [];
        ShowDocuments: "Documents panel", "Shows or hides the list of documents", [];
        ShowSuggestions: "Suggestions panel", "Shows or hides matches and terms", [];
        FollowSystemTheme: "Theme of the system", "Light or dark as the desktop is", [];
        LightTheme: "Light theme", "Paper", [];
        DarkTheme: "Dark theme", "Warm charcoal", [];
        HighContrastTheme: "High contrast theme", "White and yellow on black", [];
        ChooseFonts: "Fonts…", "Chooses font and size of the Arabic and the English", [];
        LargerSource: "Larger Arabic", "Sets the Arabic a point larger", [], repeats;
        SmallerSource: "Smaller Arabic", "Sets the Arabic a point smaller", [], repeats;
        LargerTarget: "Larger English", "Sets the English a point larger", [], repeats;
        SmallerTarget: "Smaller English", "Sets the English a point smaller", [], repeats;
        ZoomIn: "Larger", "Makes everything larger", [Shortcut::ctrl(Key::Plus), Shortcut::ctrl(Key::Equals), Shortcut::ctrl_shift(Key::Plus), Shortcut::ctrl_shift(Key::Equals)], repeats;
        ZoomOut: "Smaller", "Makes everything smaller", [Shortcut::ctrl(Key::Minus)], repeats;
        ZoomReset: "Normal size", "100 %", [Shortcut::ctrl(Key::Num0)];
    }
    Help {
        ShowKeys: "Keys", "All keys on one page", [Shortcut::plain(Key::F1)];
    }
}

impl Action {
    /// Every action, in the order of the menus.
    pub fn all() -> impl Iterator<Item = Self> {
        let matches = (1..=9).map(Self::ApplyMatch);
        let terms = (1..=9).map(Self::InsertTerm);
        let marks = InvisibleMark::all().map(Self::InsertMark);
        NAMED
            .iter()
            .copied()
            .chain(matches)
            .chain(terms)
            .chain(marks)
    }

    /// The actions of a menu; the numbered ones have their place in the panel on the right.
    pub fn in_menu(menu: Menu) -> impl Iterator<Item = Self> {
        NAMED
            .iter()
            .copied()
            .filter(move |action| action.facts().menu == menu)
    }

    /// A line stands before it in its menu.
    pub fn begins_group(self) -> bool {
        matches!(
            self,
            Self::RemoveDocument
                | Self::Export
                | Self::ImportMemory
                | Self::FindDuplicates
                | Self::ShowTermbase
                | Self::ImportTerms
                | Self::ExtractTerms
                | Self::StopJobs
                | Self::Quit
                | Self::CopySource
                | Self::Split
                | Self::GoToSegment
                | Self::NextPane
                | Self::SwapSides
                | Self::FollowSystemTheme
                | Self::ChooseFonts
                | Self::ZoomIn
        )
    }

    /// The text with its first keys: `Confirm and go on (Ctrl+Enter)`.
    pub fn hint(self) -> String {
        let facts = self.facts();
        match facts.shortcuts.first() {
            Some(keys) => format!("{} ({})", facts.tooltip, describe(*keys)),
            None => facts.tooltip.into_owned(),
        }
    }
}

fn numbered(menu: Menu, text: String, tooltip: String, key: Option<Shortcut>) -> Facts {
    Facts {
        menu,
        text: Cow::Owned(text),
        tooltip: Cow::Owned(tooltip),
        shortcuts: key.into_iter().collect(),
        repeats: false,
    }
}

fn digit(n: u8) -> Option<Key> {
    use Key::{Num1, Num2, Num3, Num4, Num5, Num6, Num7, Num8, Num9};
    let keys = [Num1, Num2, Num3, Num4, Num5, Num6, Num7, Num8, Num9];
    keys.get(usize::from(n).checked_sub(1)?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{HashMap, HashSet};

    #[test]
    fn every_action_says_what_it_is() {
        let mut texts = HashSet::new();
        for action in Action::all() {
            let facts = action.facts();
            assert!(!facts.text.trim().is_empty(), "{action:?}");
            assert!(facts.tooltip.len() > 4, "{action:?}");
            assert!(
                texts.insert(facts.text.clone()),
                "two are called {}",
                facts.text
            );
        }
    }

    #[test]
    fn no_two_actions_share_keys() {
        let mut owners: HashMap<Shortcut, Action> = HashMap::new();
        for action in Action::all() {
            for keys in action.facts().shortcuts {
                let before = owners.insert(keys, action);
                assert!(
                    before.is_none(),
                    "{} is {before:?} and {action:?}",
                    describe(keys)
                );
            }
        }
    }

    #[test]
    fn the_editor_keeps_its_own_keys() {
        for action in Action::all() {
            for keys in action.facts().shortcuts {
                let editing = matches!(
                    keys.key,
                    Key::A
                        | Key::C
                        | Key::X
                        | Key::V
                        | Key::ArrowLeft
                        | Key::ArrowRight
                        | Key::Home
                        | Key::End
                        | Key::Backspace
                        | Key::Delete
                );
                assert!(
                    !(keys.ctrl && !keys.shift && editing),
                    "{action:?} takes {}",
                    describe(keys)
                );
            }
        }
    }

    #[test]
    fn the_keys_of_the_trade() {
        let keys = |action: Action| -> Vec<String> {
            action
                .facts()
                .shortcuts
                .iter()
                .map(|keys| describe(*keys))
                .collect()
        };
        assert_eq!(keys(Action::Confirm), ["Ctrl+Enter"]);
        assert_eq!(keys(Action::NextSegment), ["Ctrl+Down"]);
        assert_eq!(keys(Action::CopySource), ["Ctrl+Shift+S", "Ctrl+Insert"]);
        assert_eq!(keys(Action::ApplyMatch(9)), ["Ctrl+9"]);
        assert_eq!(keys(Action::InsertTerm(1)), ["Alt+1"]);
    }
}
