//! Everything a user can do in the window, once: menus, palette, tooltips, keys and the Keys
//! window are made from this list.

mod keys;
mod needs;

pub use keys::{Shortcut, describe, pressed};

use super::dock::PanelKind;
use super::settings::{Look, Settings};
use egui::Key;
use std::borrow::Cow;
use turjuman::typeset::InvisibleMark;
use turjuman::workspace::{FILL_SETTING, Workspace};

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
    /// A line stands before it in its menu.
    pub begins_group: bool,
    /// Whether it can do something now.
    needs: fn(&Workspace) -> bool,
    /// Whether it is switched on; for the actions that are choices.
    is_on: fn(&Settings, &Workspace) -> bool,
}

impl Facts {
    fn new(
        menu: Menu,
        text: impl Into<Cow<'static, str>>,
        tooltip: impl Into<Cow<'static, str>>,
        shortcuts: Vec<Shortcut>,
    ) -> Self {
        Self {
            menu,
            text: text.into(),
            tooltip: tooltip.into(),
            shortcuts,
            repeats: false,
            begins_group: false,
            needs: |_| true,
            is_on: |_, _| false,
        }
    }

    fn repeats(self) -> Self {
        Self {
            repeats: true,
            ..self
        }
    }

    fn group(self) -> Self {
        Self {
            begins_group: true,
            ..self
        }
    }

    fn needs(self, needs: fn(&Workspace) -> bool) -> Self {
        Self { needs, ..self }
    }

    fn on(self, is_on: fn(&Settings, &Workspace) -> bool) -> Self {
        Self { is_on, ..self }
    }
}

/// The list as a table: menu, action, text, tooltip, shortcuts, the first of which is shown; then
/// what [`Facts`] are told besides.
macro_rules! actions {
    ($($menu:ident { $($name:ident: $text:literal, $tooltip:literal, [$($key:expr),*] $(, $fact:ident $(($value:expr))?)*;)* })*) => {
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
                    $($(Self::$name => Facts::new(
                        Menu::$menu,
                        $text,
                        $tooltip,
                        vec![$($key),*],
                    )$(.$fact($($value)?))*,)*)*
                    Self::ApplyMatch(n) => numbered(
                        Menu::Edit,
                        format!("Insert match {n}"),
                        format!("Replace the translation with match {n}"),
                        digit(n).map(Shortcut::ctrl),
                    ).needs(needs::translation),
                    Self::InsertTerm(n) => numbered(
                        Menu::Terms,
                        format!("Insert term {n}"),
                        format!("Insert the translation of term {n} at the caret"),
                        digit(n).map(Shortcut::alt),
                    ).needs(needs::translation),
                    Self::InsertMark(mark) => numbered(
                        Menu::Edit,
                        format!("Insert {}, {}", mark.abbreviation(), mark.name().to_lowercase()),
                        "Insert the invisible mark at the caret".to_owned(),
                        None,
                    ).needs(needs::translation),
                }
            }
        }
    };
}

actions! {
    File {
        OpenFiles: "Open files…", "Import articles into the project", [Shortcut::ctrl(Key::O)];
        OpenAddress: "Open web address…", "Fetch an article from the web", [Shortcut::ctrl_shift(Key::O)];
        NewFromClipboard: "New document from clipboard", "Import the copied text as a document", [Shortcut::ctrl_shift(Key::V)];
        NewProject: "New project…", "Start a project for documents that belong together", [Shortcut::ctrl(Key::N)];
        OpenSample: "Open the sample", "Open a short news article, partly translated", [];
        CheckSource: "Check source again", "Fetch the page again and show what the outlet changed", [], needs(needs::page);
        RemoveDocument: "Remove document…", "Remove the open document from the project", [], group, needs(needs::document);
        ImportReview: "Import review…", "Take over the changes of a bilingual document that came back", [], group, needs(needs::document);
        Analyse: "Analyse project…", "Count what is new, repeated or in the memories", [], needs(needs::project);
        Export: "Export…", "Export a bilingual or English document", [Shortcut::ctrl(Key::D)], needs(needs::document);
        CopyEnglish: "Copy translation", "Copy the whole translation as text and HTML", [Shortcut::ctrl_shift(Key::C)], needs(needs::document);
        StopJobs: "Stop imports and exports", "Stop running imports and exports and remove what they wrote", [], group, needs(needs::jobs);
        Quit: "Quit", "Quit; everything is saved as you type", [Shortcut::ctrl_shift(Key::Q)], group;
    }
    Edit {
        Undo: "Undo", "Undo the last change", [Shortcut::ctrl(Key::Z)], repeats, needs(needs::undo);
        Redo: "Redo", "Redo the change", [Shortcut::ctrl(Key::Y), Shortcut::ctrl_shift(Key::Z)], repeats, needs(needs::redo);
        CopySource: "Copy source to target", "Start the translation from the Arabic text", [Shortcut::ctrl_shift(Key::S), Shortcut::ctrl(Key::Insert)], group, needs(needs::translation);
        ApplyFirstMatch: "Insert best match", "Replace the translation with the best match", [Shortcut::ctrl(Key::Space)], needs(needs::matches);
        Pretranslate: "Pretranslate…", "Fill empty segments from the memories", [], group, needs(needs::document);
        FillRepeats: "Fill exact matches", "Fill exact matches and repetitions as you go", [], on(|_, workspace| workspace.setting(FILL_SETTING) != Some("no"));
        Split: "Split segment", "Split at the caret in the source", [Shortcut::ctrl(Key::T)], group, needs(needs::segment);
        Merge: "Merge with next", "Merge with the next segment of the paragraph", [Shortcut::ctrl(Key::J)], needs(needs::next_of_paragraph);
        ShowChecks: "Check document…", "Check all translations and list what may be wrong", [Shortcut::plain(Key::F8)], group, needs(needs::document), on(|settings, _| settings.dock.is_open(PanelKind::Checks));
        FixFinding: "Fix finding", "Fix what the checks found in the segment", [Shortcut::ctrl(Key::Period)], needs(needs::fix);
        IgnoreFinding: "Ignore finding", "Do not show the finding again for this source", [Shortcut::ctrl_shift(Key::Period)], needs(needs::finding);
        SwitchForTranslation: "For translation", "Include the paragraph in the translation, or leave it out", [], needs(needs::segment), on(|_, workspace| needs::translation(workspace));
    }
    Go {
        Confirm: "Confirm and go on", "Save the segment to the memory and go to the next open one", [Shortcut::ctrl(Key::Enter)], needs(needs::target);
        PreviousSegment: "Previous segment", "Go to the previous segment", [Shortcut::ctrl(Key::ArrowUp)], repeats, needs(needs::document);
        NextSegment: "Next segment", "Go to the next segment", [Shortcut::ctrl(Key::ArrowDown)], repeats, needs(needs::document);
        NextUntranslated: "Next untranslated segment", "Go to the next segment without a translation", [Shortcut::ctrl(Key::U)], repeats, needs(needs::document);
        GoToSegment: "Go to segment…", "Go to a segment by its number", [Shortcut::ctrl(Key::G)], group, needs(needs::document);
        Find: "Find…", "Find text in source and target", [Shortcut::ctrl(Key::F)], needs(needs::document);
        FindNext: "Find next", "Go to the next segment with the text", [Shortcut::ctrl(Key::F3)], repeats, needs(needs::document);
        FindPrevious: "Find previous", "Go to the previous segment with the text", [Shortcut::ctrl_shift(Key::F3)], repeats, needs(needs::document);
        Concordance: "Concordance…", "Search the memories for words", [Shortcut::ctrl(Key::K), Shortcut::plain(Key::F3)], on(|settings, _| settings.dock.is_open(PanelKind::Concordance));
        NextPane: "Next pane", "Move between translation, source, suggestions and panels", [Shortcut::plain(Key::F6)], group, needs(needs::document);
    }
    Memory {
        ShowMemories: "Memories…", "Set priority, penalties and the memory that confirmed segments go to", [Shortcut::ctrl_shift(Key::M)];
        BrowseMemories: "Browse memories…", "Browse, filter, edit and delete translation units", [];
        ImportMemory: "Import memory…", "Add the units of a file to a memory", [], group;
        ExportMemory: "Export memory…", "Write a memory to a file", [];
        FindDuplicates: "Merge duplicates…", "Find identical units of a memory and merge them", [], group;
        FindInconsistencies: "Inconsistent translations…", "Find texts translated in different ways and choose one translation", [];
        ReplaceInMemories: "Replace in memories…", "Find and replace in the memories", [Shortcut::ctrl(Key::H)];
    }
    Terms {
        AddTerm: "Add term…", "Add the selected words as a term", [Shortcut::ctrl(Key::E)];
        QuickAddTerm: "Quick add term", "Add the selected words as a term without a dialog", [Shortcut::ctrl(Key::Q)], needs(needs::segment);
        ShowTermbase: "Termbase…", "Search, edit and delete terms", [Shortcut::ctrl_shift(Key::E)], group, on(|settings, _| settings.dock.is_open(PanelKind::Termbase));
        ShowTermbases: "Termbases…", "Set which termbases are used, their priority, and where new terms go", [Shortcut::ctrl_shift(Key::B)];
        ImportTerms: "Import terms…", "Import terms from TBX, CSV, TSV or Excel", [], group;
        ExportTerms: "Export terms…", "Export a termbase as TBX, CSV, TSV or Excel", [];
        ExtractTerms: "Extract terms…", "Suggest terms from the document", [Shortcut::ctrl_shift(Key::T)], group, needs(needs::document);
        ShowNames: "Names…", "Review the names in the document and their English spelling", [Shortcut::ctrl_shift(Key::N)], needs(needs::document), on(|settings, _| settings.dock.is_open(PanelKind::Names));
    }
    View {
        CommandPalette: "Command palette…", "Find any action by its name", [Shortcut::ctrl_shift(Key::P)];
        SwapSides: "Arabic on the left", "Swap the two columns", [], group, on(|settings, _| settings.swap_sides);
        SerifTarget: "Serif font for English", "Show the translation in Noto Serif instead of Noto Sans", [], on(|settings, _| settings.lettering.serif_target);
        TurnSource: "Arabic left to right", "Reverse the direction of the source column", [], on(|settings, _| settings.lettering.turn_source);
        TurnTarget: "English right to left", "Reverse the direction of the translation", [], on(|settings, _| settings.lettering.turn_target);
        ShowMarks: "Invisible marks", "Show direction marks, joiners and no-break spaces as symbols", [], on(|settings, _| settings.show_marks);
        ShowDocuments: "Documents panel", "Show or hide the list of documents", [], on(|settings, _| settings.show_documents);
        ShowSuggestions: "Suggestions panel", "Show or hide matches and terms", [], on(|settings, _| settings.show_suggestions);
        FollowSystemTheme: "System theme", "Follow the light or dark theme of the desktop", [], group, on(|settings, _| settings.look == Look::System);
        LightTheme: "Light theme", "Use light colours", [], on(|settings, _| settings.look == Look::Light);
        DarkTheme: "Dark theme", "Use dark colours", [], on(|settings, _| settings.look == Look::Dark);
        HighContrastTheme: "High contrast theme", "Use white and yellow on black", [], on(|settings, _| settings.look == Look::HighContrast);
        ChooseFonts: "Fonts…", "Choose fonts and sizes for Arabic and English", [], group;
        LargerSource: "Larger Arabic", "Increase the Arabic font size", [], repeats;
        SmallerSource: "Smaller Arabic", "Decrease the Arabic font size", [], repeats;
        LargerTarget: "Larger English", "Increase the English font size", [], repeats;
        SmallerTarget: "Smaller English", "Decrease the English font size", [], repeats;
        ZoomIn: "Zoom in", "Make everything larger", [Shortcut::ctrl(Key::Plus), Shortcut::ctrl(Key::Equals), Shortcut::ctrl_shift(Key::Plus), Shortcut::ctrl_shift(Key::Equals)], repeats, group;
        ZoomOut: "Zoom out", "Make everything smaller", [Shortcut::ctrl(Key::Minus)], repeats;
        ZoomReset: "Actual size", "Reset the zoom to 100%", [Shortcut::ctrl(Key::Num0)];
    }
    Help {
        ShowKeys: "Keyboard shortcuts", "Show all keyboard shortcuts", [Shortcut::plain(Key::F1)];
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

    /// Whether it can do something now.
    pub fn is_enabled(self, workspace: &Workspace) -> bool {
        let has = match self {
            Self::ApplyMatch(n) => usize::from(n) <= workspace.matches().len(),
            Self::InsertTerm(n) => usize::from(n) <= workspace.term_suggestions().len(),
            _ => true,
        };
        has && (self.facts().needs)(workspace)
    }

    /// Whether it is switched on; for the actions that are choices.
    pub fn is_on(self, settings: &Settings, workspace: &Workspace) -> bool {
        (self.facts().is_on)(settings, workspace)
    }

    /// The text with what undo or redo would do.
    pub fn name(self, workspace: &Workspace) -> String {
        let text = self.facts().text.into_owned();
        let (undo, redo) = workspace.undo_titles();
        let what = match self {
            Self::Undo => undo,
            Self::Redo => redo,
            _ => None,
        };
        what.map_or(text.clone(), |what| format!("{text} {what}"))
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
    Facts::new(menu, text, tooltip, key.into_iter().collect())
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

    /// Keys of editors and fields, which are no actions.
    const OF_EDITORS: [&str; 2] = ["Ctrl+Shift+D", "Shift+Enter"];

    #[test]
    fn the_readme_names_every_key_and_no_other() {
        let readme = include_str!("../../../README.md");
        let rows = readme.lines().filter_map(|line| line.strip_prefix("| "));
        let cells = rows.filter_map(|row| row.split(" | ").next());
        let mut written: HashSet<String> = HashSet::new();
        for cell in cells {
            match cell.split_once(" … ") {
                Some((first, rest)) => {
                    let (stem, _) = first.split_at(first.len() - 1);
                    written.extend((1..=9).map(|n| format!("{stem}{n}")));
                    let others = rest.split(", ").skip(1);
                    written.extend(others.map(str::to_owned));
                }
                None => written.extend(cell.split(", ").map(str::to_owned)),
            }
        }
        let all: HashSet<String> = Action::all()
            .flat_map(|action| action.facts().shortcuts)
            .map(describe)
            .collect();
        let is_key = |text: &&String| text.contains('+') || text.starts_with('F');
        for keys in written.iter().filter(is_key) {
            let known = all.contains(keys) || OF_EDITORS.contains(&keys.as_str());
            assert!(known, "the README has {keys}, which does nothing");
        }
        for action in Action::all() {
            if let Some(keys) = action.facts().shortcuts.first() {
                let keys = describe(*keys);
                assert!(written.contains(&keys), "{keys} is not in the README");
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
