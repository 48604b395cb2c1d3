//! Choices of the window that outlast it, kept in the workspace.

use super::dock::DockSettings;
use eframe::egui::ThemePreference;
use std::ops::RangeInclusive;
use turjuman::workspace::{Command, CoreCommand, Workspace};

/// The colours of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    System,
    Light,
    Dark,
    HighContrast,
}

impl Look {
    const NAMES: [(Self, &'static str); 4] = [
        (Self::System, "system"),
        (Self::Light, "light"),
        (Self::Dark, "dark"),
        (Self::HighContrast, "high-contrast"),
    ];

    /// The theme of egui that carries the colours.
    pub fn theme(self) -> ThemePreference {
        match self {
            Self::System => ThemePreference::System,
            Self::Light => ThemePreference::Light,
            Self::Dark | Self::HighContrast => ThemePreference::Dark,
        }
    }
}

/// How the texts of the two columns are set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lettering {
    pub serif_target: bool,
    /// Letter sizes in points.
    pub source_size: f32,
    pub target_size: f32,
    /// The column is set against the direction of its language.
    pub turn_source: bool,
    pub turn_target: bool,
}

/// One of the two columns of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    Source,
    Target,
}

impl Column {
    pub fn name(self) -> &'static str {
        match self {
            Self::Source => "Arabic",
            Self::Target => "English",
        }
    }

    /// Under what the workspace remembers the family of the font.
    pub fn font_setting(self) -> &'static str {
        match self {
            Self::Source => "window.source-font",
            Self::Target => "window.target-font",
        }
    }
}

impl Lettering {
    pub const SIZES: RangeInclusive<f32> = SMALLEST_LETTERS..=LARGEST_LETTERS;

    pub fn larger_source(&mut self, larger: bool) {
        self.source_size = step(self.source_size, larger);
    }

    pub fn larger_target(&mut self, larger: bool) {
        self.target_size = step(self.target_size, larger);
    }
}

fn step(size: f32, larger: bool) -> f32 {
    let change = if larger { 1.0 } else { -1.0 };
    (size + change).clamp(SMALLEST_LETTERS, LARGEST_LETTERS)
}

/// How the window is set up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    pub look: Look,
    pub lettering: Lettering,
    /// The Arabic column on the left.
    pub swap_sides: bool,
    /// Symbols for LRM and the like.
    pub show_marks: bool,
    pub show_documents: bool,
    pub show_suggestions: bool,
    /// 1 is normal.
    pub zoom: f32,
    /// Widths of the side panels in points.
    pub documents_width: f32,
    pub suggestions_width: f32,
    /// The share of the left column in the width of both.
    pub split: f32,
    pub headline_first: bool,
    pub dock: DockSettings,
}

impl Default for Settings {
    fn default() -> Self {
        use super::design_tokens::size;
        Self {
            look: Look::System,
            lettering: Lettering {
                serif_target: true,
                source_size: size::SOURCE,
                target_size: size::TARGET,
                turn_source: false,
                turn_target: false,
            },
            swap_sides: false,
            show_marks: false,
            show_documents: true,
            show_suggestions: true,
            zoom: 1.0,
            documents_width: size::DOCUMENTS,
            suggestions_width: size::SUGGESTIONS,
            split: 0.5,
            headline_first: false,
            dock: DockSettings::default(),
        }
    }
}

/// The steps of the zoom.
const ZOOMS: [f32; 11] = [0.75, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0];
const SMALLEST_ZOOM: f32 = 0.75;
const LARGEST_ZOOM: f32 = 3.0;
const SMALLEST_LETTERS: f32 = 12.0;
const LARGEST_LETTERS: f32 = 40.0;

impl Settings {
    /// What the workspace remembers; anything unknown or odd is as by default.
    pub fn load(workspace: &Workspace) -> Self {
        let usual = Self::default();
        let text = |name: &str| workspace.setting(&key(name));
        let flag = |name, usual| text(name).map_or(usual, |value| value == "yes");
        let number = |name, usual: f32, least: f32, most: f32| {
            text(name)
                .and_then(|value| value.parse::<f32>().ok())
                .filter(|value| value.is_finite())
                .map_or(usual, |value| value.clamp(least, most))
        };
        let mut dock = usual.dock;
        dock.take_text(text("dock").unwrap_or_default());
        dock.right_width = number("dock-width", dock.right_width, 220.0, 1200.0);
        dock.below_height = number("dock-height", dock.below_height, 150.0, 900.0);
        let letters = |name, usual| number(name, usual, SMALLEST_LETTERS, LARGEST_LETTERS);
        Self {
            look: Look::NAMES
                .into_iter()
                .find(|(_, name)| text("theme") == Some(name))
                .map_or(usual.look, |(look, _)| look),
            lettering: Lettering {
                serif_target: flag("serif-target", usual.lettering.serif_target),
                source_size: letters("source-size", usual.lettering.source_size),
                target_size: letters("target-size", usual.lettering.target_size),
                turn_source: flag("turn-source", false),
                turn_target: flag("turn-target", false),
            },
            swap_sides: flag("swap-sides", usual.swap_sides),
            show_marks: flag("show-marks", usual.show_marks),
            show_documents: flag("show-documents", usual.show_documents),
            show_suggestions: flag("show-suggestions", usual.show_suggestions),
            zoom: number("zoom", usual.zoom, SMALLEST_ZOOM, LARGEST_ZOOM),
            documents_width: number("documents-width", usual.documents_width, 140.0, 480.0),
            suggestions_width: number("suggestions-width", usual.suggestions_width, 220.0, 640.0),
            split: number("split", usual.split, 0.25, 0.75),
            headline_first: flag("headline-first", usual.headline_first),
            dock,
        }
    }

    /// Goes to the next larger or smaller step.
    pub fn zoom_step(&mut self, larger: bool) {
        let now = self.zoom;
        let next = if larger {
            ZOOMS.into_iter().find(|step| *step > now + 0.01)
        } else {
            ZOOMS.into_iter().rev().find(|step| *step < now - 0.01)
        };
        self.zoom = next.unwrap_or(now);
    }

    /// The commands that remember what differs from `before`.
    pub fn changes_since(&self, before: &Self) -> Vec<Command> {
        let old = before.pairs();
        self.pairs()
            .into_iter()
            .zip(old)
            .filter(|(new, old)| new != old)
            .map(|((name, value), _)| {
                Command::Core(CoreCommand::Remember {
                    name: key(name),
                    value,
                })
            })
            .collect()
    }

    fn pairs(&self) -> [(&'static str, String); 18] {
        let flag = |on: bool| if on { "yes" } else { "no" }.to_owned();
        let look = Look::NAMES
            .into_iter()
            .find(|(look, _)| *look == self.look)
            .map_or("", |(_, name)| name);
        [
            ("theme", look.to_owned()),
            ("source-size", format!("{:.0}", self.lettering.source_size)),
            ("target-size", format!("{:.0}", self.lettering.target_size)),
            ("swap-sides", flag(self.swap_sides)),
            ("turn-source", flag(self.lettering.turn_source)),
            ("turn-target", flag(self.lettering.turn_target)),
            ("serif-target", flag(self.lettering.serif_target)),
            ("show-marks", flag(self.show_marks)),
            ("show-documents", flag(self.show_documents)),
            ("show-suggestions", flag(self.show_suggestions)),
            ("zoom", format!("{:.2}", self.zoom)),
            ("documents-width", format!("{:.0}", self.documents_width)),
            (
                "suggestions-width",
                format!("{:.0}", self.suggestions_width),
            ),
            ("split", format!("{:.3}", self.split)),
            ("headline-first", flag(self.headline_first)),
            ("dock", self.dock.to_text()),
            ("dock-width", format!("{:.0}", self.dock.right_width)),
            ("dock-height", format!("{:.0}", self.dock.below_height)),
        ]
    }
}

fn key(name: &str) -> String {
    format!("window.{name}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use turjuman::workspace::OpenOptions;

    #[test]
    fn what_is_changed_is_remembered() {
        let mut workspace =
            Workspace::open(OpenOptions::new(turjuman::workspace::Location::Temporary)).unwrap();
        let usual = Settings::load(&workspace);
        assert_eq!(usual, Settings::default());
        let mut mine = usual;
        mine.swap_sides = true;
        mine.look = Look::HighContrast;
        mine.zoom_step(true);
        mine.lettering.larger_source(true);
        let changes = mine.changes_since(&usual);
        assert_eq!(changes.len(), 4);
        for change in changes {
            workspace.apply(change).unwrap();
        }
        assert_eq!(Settings::load(&workspace), mine);
    }

    #[test]
    fn zoom_goes_by_steps_and_stops_at_its_ends() {
        let mut settings = Settings::default();
        settings.zoom_step(true);
        assert_eq!(settings.zoom, 1.1);
        (0..20).for_each(|_| settings.zoom_step(true));
        assert_eq!(settings.zoom, 3.0);
        (0..20).for_each(|_| settings.zoom_step(false));
        assert_eq!(settings.zoom, 0.75);
    }

    #[test]
    fn odd_values_are_as_by_default() {
        let mut workspace =
            Workspace::open(OpenOptions::new(turjuman::workspace::Location::Temporary)).unwrap();
        for (name, value) in [
            ("zoom", "NaN"),
            ("documents-width", "1e9"),
            ("theme", "pink"),
        ] {
            let command = Command::Core(CoreCommand::Remember {
                name: key(name),
                value: value.into(),
            });
            workspace.apply(command).unwrap();
        }
        let loaded = Settings::load(&workspace);
        assert_eq!(loaded.zoom, 1.0);
        assert_eq!(loaded.documents_width, 480.0);
        assert_eq!(loaded.look, Look::System);
    }
}
