//! Where panels are docked, and which are open: what outlasts the window.

/// What can stay open beside the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PanelKind {
    Concordance,
    Termbase,
    Names,
    Checks,
}

impl PanelKind {
    pub const ALL: [Self; 4] = [Self::Concordance, Self::Termbase, Self::Names, Self::Checks];

    pub fn name(self) -> &'static str {
        match self {
            Self::Concordance => "Concordance",
            Self::Termbase => "Termbase",
            Self::Names => "Names",
            Self::Checks => "Checks",
        }
    }
}

/// Where a panel is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DockSide {
    Below,
    Right,
    Floating,
}

impl DockSide {
    const NAMES: [(Self, &'static str); 3] = [
        (Self::Below, "below"),
        (Self::Right, "right"),
        (Self::Floating, "floating"),
    ];
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Place {
    side: DockSide,
    is_open: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DockSettings {
    places: [Place; PanelKind::ALL.len()],
    /// In points.
    pub right_width: f32,
    pub below_height: f32,
}

impl Default for DockSettings {
    fn default() -> Self {
        let place = Place {
            side: DockSide::Below,
            is_open: false,
        };
        Self {
            places: [place; PanelKind::ALL.len()],
            right_width: 420.0,
            below_height: 380.0,
        }
    }
}

impl DockSettings {
    pub fn side(&self, kind: PanelKind) -> DockSide {
        self.place(kind).side
    }

    pub fn is_open(&self, kind: PanelKind) -> bool {
        self.place(kind).is_open
    }

    pub fn set_side(&mut self, kind: PanelKind, side: DockSide) {
        if let Some(place) = self.places.get_mut(kind as usize) {
            place.side = side;
        }
    }

    pub fn set_open(&mut self, kind: PanelKind, is_open: bool) {
        if let Some(place) = self.places.get_mut(kind as usize) {
            place.is_open = is_open;
        }
    }

    fn place(&self, kind: PanelKind) -> Place {
        let first = Self::default().places[0];
        self.places.get(kind as usize).copied().unwrap_or(first)
    }

    /// The places as one word each: `below`, `right open`.
    pub fn to_text(self) -> String {
        let names = PanelKind::ALL.map(|kind| {
            let place = self.place(kind);
            let side = DockSide::NAMES.iter().find(|(side, _)| *side == place.side);
            let side = side.map_or("", |(_, name)| name);
            format!("{side}{}", if place.is_open { " open" } else { "" })
        });
        names.join(", ")
    }

    /// Reads what [`Self::to_text`] wrote; what is odd stays as it is.
    pub fn take_text(&mut self, text: &str) {
        for (place, written) in self.places.iter_mut().zip(text.split(',')) {
            let mut words = written.split_whitespace();
            let side = words.next().unwrap_or_default();
            if let Some((side, _)) = DockSide::NAMES.iter().find(|(_, name)| *name == side) {
                place.side = *side;
                place.is_open = words.next() == Some("open");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_written_and_read() {
        let mut settings = DockSettings::default();
        settings.set_side(PanelKind::Termbase, DockSide::Right);
        settings.set_side(PanelKind::Names, DockSide::Floating);
        settings.set_open(PanelKind::Names, true);
        assert_eq!(settings.to_text(), "below, right, floating open, below");
        let mut read = DockSettings::default();
        read.take_text(&settings.to_text());
        assert_eq!(read, settings);
        let mut odd = DockSettings::default();
        odd.take_text("ceiling open, , below open, more");
        assert_eq!(odd.to_text(), "below, below, below open, below");
    }
}
