//! Choices of the window that outlast it, kept in the workspace.

use eframe::egui::ThemePreference;
use turjuman::workspace::{Command, Workspace};

/// How the window is set up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    pub theme: ThemePreference,
    /// The Arabic column on the left.
    pub swap_sides: bool,
    pub serif_target: bool,
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
}

impl Default for Settings {
    fn default() -> Self {
        use super::design_tokens::size;
        Self {
            theme: ThemePreference::System,
            swap_sides: false,
            serif_target: true,
            show_documents: true,
            show_suggestions: true,
            zoom: 1.0,
            documents_width: size::DOCUMENTS,
            suggestions_width: size::SUGGESTIONS,
            split: 0.5,
            headline_first: false,
        }
    }
}

const SMALLEST_ZOOM: f32 = 0.6;
const LARGEST_ZOOM: f32 = 2.5;

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
        Self {
            theme: match text("theme") {
                Some("light") => ThemePreference::Light,
                Some("dark") => ThemePreference::Dark,
                _ => ThemePreference::System,
            },
            swap_sides: flag("swap-sides", usual.swap_sides),
            serif_target: flag("serif-target", usual.serif_target),
            show_documents: flag("show-documents", usual.show_documents),
            show_suggestions: flag("show-suggestions", usual.show_suggestions),
            zoom: number("zoom", usual.zoom, SMALLEST_ZOOM, LARGEST_ZOOM),
            documents_width: number("documents-width", usual.documents_width, 140.0, 480.0),
            suggestions_width: number("suggestions-width", usual.suggestions_width, 220.0, 640.0),
            split: number("split", usual.split, 0.25, 0.75),
            headline_first: flag("headline-first", usual.headline_first),
        }
    }

    pub fn zoom_by(&mut self, change: f32) {
        let tenths = ((self.zoom + change) * 10.0).round() / 10.0;
        self.zoom = tenths.clamp(SMALLEST_ZOOM, LARGEST_ZOOM);
    }

    /// The commands that remember what differs from `before`.
    pub fn changes_since(&self, before: &Self) -> Vec<Command> {
        let old = before.pairs();
        self.pairs()
            .into_iter()
            .zip(old)
            .filter(|(new, old)| new != old)
            .map(|((name, value), _)| Command::Remember {
                name: key(name),
                value,
            })
            .collect()
    }

    fn pairs(&self) -> [(&'static str, String); 10] {
        let flag = |on: bool| if on { "yes" } else { "no" }.to_owned();
        let theme = match self.theme {
            ThemePreference::Light => "light",
            ThemePreference::Dark => "dark",
            ThemePreference::System => "system",
        };
        [
            ("theme", theme.to_owned()),
            ("swap-sides", flag(self.swap_sides)),
            ("serif-target", flag(self.serif_target)),
            ("show-documents", flag(self.show_documents)),
            ("show-suggestions", flag(self.show_suggestions)),
            ("zoom", format!("{:.1}", self.zoom)),
            ("documents-width", format!("{:.0}", self.documents_width)),
            (
                "suggestions-width",
                format!("{:.0}", self.suggestions_width),
            ),
            ("split", format!("{:.3}", self.split)),
            ("headline-first", flag(self.headline_first)),
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
        mine.theme = ThemePreference::Dark;
        mine.zoom_by(0.3);
        let changes = mine.changes_since(&usual);
        assert_eq!(changes.len(), 3);
        for change in changes {
            workspace.apply(change).unwrap();
        }
        assert_eq!(Settings::load(&workspace), mine);
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
            let command = Command::Remember {
                name: key(name),
                value: value.into(),
            };
            workspace.apply(command).unwrap();
        }
        let loaded = Settings::load(&workspace);
        assert_eq!(loaded.zoom, 1.0);
        assert_eq!(loaded.documents_width, 480.0);
        assert_eq!(loaded.theme, ThemePreference::System);
    }
}
