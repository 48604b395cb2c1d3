//! Every colour and size of the window. Nothing else names a colour or a font size.

use egui::Color32;

/// The colours of one theme.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Palette {
    /// Behind the two columns of text.
    pub page: Color32,
    /// Behind panels, menus and bars.
    pub panel: Color32,
    /// The active row, dialogs, fields.
    pub raised: Color32,
    /// Under the pointer.
    pub hover: Color32,
    /// Thin lines between rows.
    pub line: Color32,
    /// Lines between panels, edges of fields.
    pub edge: Color32,
    pub text: Color32,
    /// What recedes: numbers, provenance, hints.
    pub muted: Color32,
    /// The one colour that calls: active row, focus, links, the main button.
    pub accent: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// Behind selected text.
    pub selection: Color32,
    /// Behind what Find looks for.
    pub found: Color32,
    /// Under terms.
    pub term: Color32,
    /// Behind the term pointed at.
    pub term_tint: Color32,
    /// Under names.
    pub name: Color32,
    /// Under numbers and dates.
    pub number: Color32,
    /// Behind a number pointed at, or put into a match.
    pub number_tint: Color32,
    pub untranslated: Color32,
    pub draft: Color32,
    pub confirmed: Color32,
    /// What is wrong: refused writes, errors, forbidden terms.
    pub wrong: Color32,
    /// Behind a message about what is wrong.
    pub wrong_tint: Color32,
    pub exact: Color32,
    pub nearly_exact: Color32,
    pub close: Color32,
    pub distant: Color32,
    /// The number on a badge.
    pub on_badge: Color32,
    /// Marks of a difference.
    pub inserted: Color32,
    pub deleted: Color32,
    /// Over the window while a dialog is open.
    pub backdrop: Color32,
    pub shadow: Color32,
}

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

/// Paper.
pub const LIGHT: Palette = Palette {
    page: rgb(0xFBFAF7),
    panel: rgb(0xF3F1EB),
    raised: rgb(0xFFFFFF),
    hover: rgb(0xE9E6DD),
    line: rgb(0xE8E4DA),
    edge: rgb(0xD5D0C3),
    text: rgb(0x24211C),
    muted: rgb(0x676257),
    accent: rgb(0x3450A3),
    on_accent: rgb(0xFFFFFF),
    selection: rgb(0xCBD6F5),
    found: rgb(0xFBE49A),
    term: rgb(0x0E7C6B),
    term_tint: rgb(0xD3EEE6),
    name: rgb(0x8A3F7A),
    number: rgb(0x8F5510),
    number_tint: rgb(0xF6E6CC),
    untranslated: rgb(0xC9C4B7),
    draft: rgb(0xC98A1B),
    confirmed: rgb(0x2F8A57),
    wrong: rgb(0xB3261E),
    wrong_tint: rgb(0xFBE9E6),
    exact: rgb(0x23744A),
    nearly_exact: rgb(0x0F7077),
    close: rgb(0x2F62AE),
    distant: rgb(0x8F5F0A),
    on_badge: rgb(0xFFFFFF),
    inserted: rgb(0x23744A),
    deleted: rgb(0xB3261E),
    backdrop: Color32::from_black_alpha(70),
    shadow: Color32::from_black_alpha(28),
};

/// Warm charcoal.
pub const DARK: Palette = Palette {
    page: rgb(0x211F1D),
    panel: rgb(0x1B1A18),
    raised: rgb(0x2C2926),
    hover: rgb(0x36322E),
    line: rgb(0x322F2B),
    edge: rgb(0x453F39),
    text: rgb(0xECE7DD),
    muted: rgb(0xA69E91),
    accent: rgb(0x9DB2F2),
    on_accent: rgb(0x1A1C26),
    selection: rgb(0x3A4774),
    found: rgb(0x5E4B14),
    term: rgb(0x5CC4AF),
    term_tint: rgb(0x21463E),
    name: rgb(0xD8A2CC),
    number: rgb(0xDDB070),
    number_tint: rgb(0x4A3820),
    untranslated: rgb(0x5A544C),
    draft: rgb(0xDDA13C),
    confirmed: rgb(0x5DB583),
    wrong: rgb(0xF2938A),
    wrong_tint: rgb(0x46231F),
    exact: rgb(0x7CCB9B),
    nearly_exact: rgb(0x6FC7CE),
    close: rgb(0x92B6EE),
    distant: rgb(0xE0B060),
    on_badge: rgb(0x1B1A18),
    inserted: rgb(0x7CCB9B),
    deleted: rgb(0xF2938A),
    backdrop: Color32::from_black_alpha(130),
    shadow: Color32::from_black_alpha(110),
};

/// White and yellow on black, for eyes that need it.
pub const HIGH_CONTRAST: Palette = Palette {
    page: rgb(0x000000),
    panel: rgb(0x010101),
    raised: rgb(0x0C0C0C),
    hover: rgb(0x2A2A2A),
    line: rgb(0x8A8A8A),
    edge: rgb(0xFFFFFF),
    text: rgb(0xFFFFFF),
    muted: rgb(0xE2E2E2),
    accent: rgb(0xFFE14D),
    on_accent: rgb(0x000000),
    selection: rgb(0x0A3FA8),
    found: rgb(0x6A5200),
    term: rgb(0x5FF0D4),
    term_tint: rgb(0x064A3F),
    name: rgb(0xF3B8E8),
    number: rgb(0xFFCB7D),
    number_tint: rgb(0x553B10),
    untranslated: rgb(0xB8B8B8),
    draft: rgb(0xFFB347),
    confirmed: rgb(0x6CF09A),
    wrong: rgb(0xFF9E9E),
    wrong_tint: rgb(0x5A0000),
    exact: rgb(0x6CF09A),
    nearly_exact: rgb(0x6FE6F0),
    close: rgb(0xA6C8FF),
    distant: rgb(0xFFCB6B),
    on_badge: rgb(0x000000),
    inserted: rgb(0x6CF09A),
    deleted: rgb(0xFF9E9E),
    backdrop: Color32::from_black_alpha(170),
    shadow: Color32::from_black_alpha(255),
};

/// The palette of the theme an interface is drawn in. High contrast is a dark theme with another
/// panel.
pub fn palette(visuals: &egui::Visuals) -> &'static Palette {
    match visuals.dark_mode {
        true if visuals.panel_fill == HIGH_CONTRAST.panel => &HIGH_CONTRAST,
        true => &DARK,
        false => &LIGHT,
    }
}

/// Sizes in points.
pub mod size {
    /// Letters.
    pub const SOURCE: f32 = 19.0;
    pub const TARGET: f32 = 16.0;
    pub const INTERFACE: f32 = 13.0;
    pub const SMALL: f32 = 11.5;
    pub const HEADING: f32 = 11.0;
    pub const TITLE: f32 = 26.0;
    /// Arabic beside interface text: lists, fields, panels.
    pub const SOURCE_IN_PANEL: f32 = 15.5;
    pub const TARGET_IN_PANEL: f32 = 14.0;

    /// Distances of lines, as multiples of the letters.
    pub const SOURCE_LEADING: f32 = 1.8;
    pub const TARGET_LEADING: f32 = 1.6;
    pub const PANEL_LEADING: f32 = 1.5;
    pub const SOURCE_IN_PANEL_LEADING: f32 = 1.65;

    /// The grid.
    pub const ROW_PADDING: f32 = 9.0;
    pub const PARAGRAPH_GAP: f32 = 6.0;
    pub const GUTTER: f32 = 62.0;
    pub const STATE_BAR: f32 = 3.0;
    pub const STATE_GLYPH: f32 = 11.0;
    pub const COLUMN_GAP: f32 = 34.0;
    pub const GRID_MARGIN: f32 = 14.0;
    pub const SCROLLBAR: f32 = 12.0;
    /// Text in very wide windows is set no wider than this.
    pub const WIDEST_COLUMN: f32 = 760.0;

    /// Panels.
    pub const DOCUMENTS: f32 = 208.0;
    pub const SUGGESTIONS: f32 = 330.0;
    /// The grid keeps at least this width while there are panels that can give way.
    pub const NARROWEST_GRID: f32 = 440.0;
    pub const NARROWEST_PANEL: f32 = 220.0;
    /// What a panel below leaves to the grid.
    pub const SHORTEST_GRID: f32 = 220.0;
    pub const PANEL_MARGIN: i8 = 12;
    /// About the height of the menu bar.
    pub const MENU_BAR: f32 = 34.0;
    pub const STATUS_LINE: f32 = 28.0;
    pub const BADGE: f32 = 34.0;

    pub const CORNER: u8 = 5;
    pub const LINE: f32 = 1.0;
    pub const FOCUS: f32 = 1.5;
    pub const DIALOG: f32 = 460.0;
    pub const WIDE_DIALOG: f32 = 640.0;
    pub const WIDEST_DIALOG: f32 = 1080.0;
    pub const TOAST: f32 = 400.0;
}

#[cfg(test)]
mod tests {
    use super::*;

    const THEMES: [(&str, Palette); 3] = [
        ("light", LIGHT),
        ("dark", DARK),
        ("high contrast", HIGH_CONTRAST),
    ];

    /// WCAG 2.2 relative luminance.
    fn luminance(colour: Color32) -> f64 {
        let channel = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(colour.r()) + 0.7152 * channel(colour.g()) + 0.0722 * channel(colour.b())
    }

    fn contrast(a: Color32, b: Color32) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn the_formula_knows_black_and_white() {
        assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 1e-9);
        assert!(contrast(rgb(0x777777), Color32::WHITE) < 4.5);
    }

    #[test]
    fn text_is_readable_on_every_surface() {
        for (theme, p) in THEMES {
            for (surface, behind) in [("page", p.page), ("panel", p.panel), ("raised", p.raised)] {
                let inks = [
                    ("text", p.text, 7.0),
                    ("muted", p.muted, 4.5),
                    ("accent", p.accent, 4.5),
                    ("wrong", p.wrong, 4.5),
                    ("inserted", p.inserted, 4.5),
                    ("deleted", p.deleted, 4.5),
                    ("term", p.term, 4.5),
                    ("name", p.name, 4.5),
                    ("number", p.number, 4.5),
                ];
                for (ink, colour, least) in inks {
                    let found = contrast(colour, behind);
                    assert!(found >= least, "{theme}: {ink} on {surface} is {found:.2}");
                }
            }
        }
    }

    #[test]
    fn high_contrast_is_more_than_seven_to_one_throughout() {
        let p = HIGH_CONTRAST;
        for ink in [
            p.text, p.muted, p.accent, p.term, p.wrong, p.inserted, p.deleted, p.draft,
        ] {
            for behind in [p.page, p.panel, p.raised] {
                assert!(contrast(ink, behind) >= 7.0);
            }
        }
    }

    #[test]
    fn text_stays_readable_when_marked() {
        for (theme, p) in THEMES {
            let pairs = [
                ("text on selection", p.text, p.selection, 7.0),
                ("text on term tint", p.text, p.term_tint, 7.0),
                ("text on hover", p.text, p.hover, 7.0),
                ("muted on hover", p.muted, p.hover, 4.5),
                ("text on wrong tint", p.text, p.wrong_tint, 7.0),
                ("on accent", p.on_accent, p.accent, 4.5),
                ("badge: exact", p.on_badge, p.exact, 4.5),
                ("badge: nearly exact", p.on_badge, p.nearly_exact, 4.5),
                ("badge: close", p.on_badge, p.close, 4.5),
                ("badge: distant", p.on_badge, p.distant, 4.5),
            ];
            for (pair, ink, behind, least) in pairs {
                let found = contrast(ink, behind);
                assert!(found >= least, "{theme}: {pair} is {found:.2}");
            }
        }
    }

    /// Graphics need 3:1 (WCAG 1.4.11); the grey bar of untranslated rows says nothing that the
    /// empty target does not.
    #[test]
    fn state_marks_stand_out() {
        for (_, p) in THEMES {
            for mark in [p.confirmed, p.accent, p.term, p.wrong] {
                assert!(contrast(mark, p.page) >= 3.0);
            }
            assert!(contrast(p.draft, p.page) >= 2.7);
        }
    }
}
