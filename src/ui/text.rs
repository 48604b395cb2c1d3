//! The looks that text has in the window, and short ways to show a text in one of them.

use super::design_tokens::size;
use super::settings::Lettering;
use super::widgets::BidiLabel;
use eframe::egui::{Color32, Response, Ui};
use turjuman::typeset::{Direction, Face, ParagraphStyle};

/// The Arabic text of a row.
pub fn source(is_heading: bool, lettering: Lettering) -> ParagraphStyle {
    let direction = if lettering.turn_source {
        Direction::LeftToRight
    } else {
        Direction::RightToLeft
    };
    let size = lettering.source_size;
    ParagraphStyle::new(Face::Arabic, size, size::SOURCE_LEADING, direction).bold(is_heading)
}

/// The English text of a row.
pub fn target(is_heading: bool, lettering: Lettering) -> ParagraphStyle {
    let face = if lettering.serif_target {
        Face::Serif
    } else {
        Face::Sans
    };
    let direction = if lettering.turn_target {
        Direction::RightToLeft
    } else {
        Direction::LeftToRight
    };
    let size = lettering.target_size;
    ParagraphStyle::new(face, size, size::TARGET_LEADING, direction).bold(is_heading)
}

/// Arabic in panels and lists.
pub fn panel_source() -> ParagraphStyle {
    ParagraphStyle::new(
        Face::Arabic,
        size::SOURCE_IN_PANEL,
        size::SOURCE_IN_PANEL_LEADING,
        Direction::RightToLeft,
    )
}

/// English in panels and lists.
pub fn panel_target() -> ParagraphStyle {
    ParagraphStyle::new(
        Face::Sans,
        size::TARGET_IN_PANEL,
        size::PANEL_LEADING,
        Direction::LeftToRight,
    )
}

/// Words of the interface, which may hold Arabic: names, messages.
pub fn interface() -> ParagraphStyle {
    ParagraphStyle::new(
        Face::Sans,
        size::INTERFACE,
        size::PANEL_LEADING,
        Direction::LeftToRight,
    )
}

/// What recedes: provenance, reasons.
pub fn small() -> ParagraphStyle {
    ParagraphStyle {
        size: size::SMALL,
        ..interface()
    }
}

/// What a user types without saying in which language.
pub fn either() -> ParagraphStyle {
    ParagraphStyle {
        direction: Direction::Auto,
        size: size::TARGET_IN_PANEL,
        ..interface()
    }
}

/// A text in lines over the available width.
pub fn label(ui: &mut Ui, text: &str, style: &ParagraphStyle, color: Color32) -> Response {
    BidiLabel::new(text, style, color).show(ui)
}

/// A text in one line over the available width, cut short where it is longer.
pub fn line(ui: &mut Ui, text: &str, style: &ParagraphStyle, color: Color32) -> Response {
    BidiLabel::new(text, style, color).one_line().show(ui)
}
