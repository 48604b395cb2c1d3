//! Gives egui's own widgets the colours, sizes and fonts of the design tokens.

use super::design_tokens::{DARK, HIGH_CONTRAST, LIGHT, Palette, size};
use super::widgets::ChipColors;
use eframe::egui::{
    self, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, Shadow,
    Stroke, TextStyle, Theme, Visuals, style::WidgetVisuals, vec2,
};
use std::sync::Arc;
use turjuman::typeset::FontBytes;
use turjuman::workspace::{Assets, WorkspaceError};

const INTERFACE_FONT: &str = "NotoSans-Regular.ttf";
const BOLD_FONT: &str = "NotoSans-Bold.ttf";
/// The family of headings.
pub const BOLD: &str = "bold";

/// Sets fonts and both themes.
///
/// # Errors
/// A replacement of a shipped font cannot be read.
pub fn install(context: &Context, assets: &Assets) -> Result<(), WorkspaceError> {
    context.set_fonts(fonts(assets)?);
    for (theme, palette) in [(Theme::Light, &LIGHT), (Theme::Dark, &DARK)] {
        context.style_mut_of(theme, shape);
        context.set_visuals_of(theme, visuals(theme, palette));
    }
    // Keys for it are among the actions, so that menus show them.
    context.options_mut(|options| options.zoom_with_keyboard = false);
    Ok(())
}

/// The colours of chips and symbols in a text.
pub fn chip_colours(palette: &Palette) -> ChipColors {
    ChipColors {
        fill: palette.hover,
        edge: palette.untranslated,
        ink: palette.muted,
    }
}

/// The outlined pictures that come with egui.
pub fn emoji() -> Option<FontBytes> {
    let fonts = FontDefinitions::default();
    let data = fonts.font_data.get("NotoEmoji-Regular")?;
    Some(FontBytes::from(Arc::clone(&data.font)))
}

/// Puts the high-contrast colours in the place of the dark ones, or takes them away again.
pub fn set_contrast(context: &Context, is_high: bool) {
    let wanted = if is_high { &HIGH_CONTRAST } else { &DARK };
    if context.style_of(Theme::Dark).visuals.panel_fill != wanted.panel {
        context.set_visuals_of(Theme::Dark, visuals(Theme::Dark, wanted));
    }
}

/// The interface font before egui's own, which has the symbols.
fn fonts(assets: &Assets) -> Result<FontDefinitions, WorkspaceError> {
    let mut fonts = FontDefinitions::default();
    let symbols = fonts
        .families
        .get(&FontFamily::Proportional)
        .cloned()
        .unwrap_or_default();
    let bold = FontFamily::Name(BOLD.into());
    for (file, family) in [
        (INTERFACE_FONT, FontFamily::Proportional),
        (BOLD_FONT, bold),
    ] {
        let bytes = assets.bytes(&format!("fonts/{file}"))?;
        let data = match bytes {
            std::borrow::Cow::Borrowed(bytes) => FontData::from_static(bytes),
            std::borrow::Cow::Owned(bytes) => FontData::from_owned(bytes),
        };
        fonts.font_data.insert(file.to_owned(), Arc::new(data));
        let mut stack = vec![file.to_owned()];
        stack.extend(symbols.iter().cloned());
        fonts.families.insert(family, stack);
    }
    Ok(fonts)
}

fn shape(style: &mut egui::Style) {
    let sizes = [
        (TextStyle::Body, size::INTERFACE),
        (TextStyle::Button, size::INTERFACE),
        (TextStyle::Small, size::SMALL),
        (TextStyle::Heading, size::TITLE),
        (TextStyle::Monospace, size::INTERFACE),
    ];
    for (name, points) in sizes {
        let family = match name {
            TextStyle::Monospace => FontFamily::Monospace,
            _ => FontFamily::Proportional,
        };
        style.text_styles.insert(name, FontId::new(points, family));
    }
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(8.0, 6.0);
    spacing.button_padding = vec2(10.0, 5.0);
    spacing.menu_margin = Margin::same(6);
    spacing.interact_size.y = 26.0;
    spacing.tooltip_width = 360.0;
    spacing.menu_width = 280.0;
    style.animation_time = 0.08;
    style.interaction.tooltip_delay = 0.35;
    style.interaction.selectable_labels = false;
}

fn visuals(theme: Theme, palette: &Palette) -> Visuals {
    let mut visuals = match theme {
        Theme::Dark => Visuals::dark(),
        Theme::Light => Visuals::light(),
    };
    let corner = CornerRadius::same(size::CORNER);
    let look = |fill, edge, text| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(size::LINE, edge),
        corner_radius: corner,
        fg_stroke: Stroke::new(size::LINE, text),
        expansion: 0.0,
    };
    let widgets = &mut visuals.widgets;
    widgets.noninteractive = look(palette.panel, palette.line, palette.text);
    widgets.inactive = look(palette.raised, palette.edge, palette.text);
    widgets.hovered = look(palette.hover, palette.edge, palette.text);
    widgets.active = look(palette.hover, palette.accent, palette.text);
    widgets.open = look(palette.hover, palette.edge, palette.text);
    widgets.active.bg_stroke.width = size::FOCUS;
    visuals.override_text_color = None;
    visuals.weak_text_color = Some(palette.muted);
    visuals.hyperlink_color = palette.accent;
    visuals.selection.bg_fill = palette.selection;
    visuals.selection.stroke = Stroke::new(size::LINE, palette.text);
    visuals.text_cursor.stroke = Stroke::new(size::FOCUS, palette.accent);
    visuals.faint_bg_color = palette.panel;
    visuals.extreme_bg_color = palette.raised;
    visuals.text_edit_bg_color = Some(palette.raised);
    visuals.code_bg_color = palette.hover;
    visuals.warn_fg_color = palette.distant;
    visuals.error_fg_color = palette.wrong;
    visuals.panel_fill = palette.panel;
    visuals.window_fill = palette.raised;
    visuals.window_stroke = Stroke::new(size::LINE, palette.edge);
    visuals.window_corner_radius = CornerRadius::same(size::CORNER + 3);
    visuals.menu_corner_radius = CornerRadius::same(size::CORNER + 1);
    let shadow = Shadow {
        offset: [0, 6],
        blur: 22,
        spread: 0,
        color: palette.shadow,
    };
    visuals.window_shadow = shadow;
    visuals.popup_shadow = shadow;
    visuals
}

#[cfg(test)]
mod tests {
    use super::*;
    use turjuman::typeset::{Direction, Face, FontSet, Fonts, ParagraphStyle, Typesetter};

    #[test]
    fn pictures_are_drawn_without_the_fonts_of_the_computer() {
        assert!(emoji().is_some());
        let mut set = FontSet::shipped();
        set.emoji = emoji().into_iter().collect();
        let mut typesetter = Typesetter::new(&Fonts::new(set).unwrap());
        let style = ParagraphStyle::new(Face::Arabic, 19.0, 1.8, Direction::RightToLeft);
        let set = typesetter.lay_out("نعم 😀", &style, None, &[]);
        let glyphs: Vec<u32> = set
            .glyph_runs()
            .flat_map(|run| run.glyphs().map(|glyph| glyph.id).collect::<Vec<_>>())
            .collect();
        assert!(glyphs.len() >= 4);
        assert!(!glyphs.contains(&0), "{glyphs:?}");
    }
}
