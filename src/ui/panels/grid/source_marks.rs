//! Terms in the active source: underlined, tinted under the pointer, numbered while Alt is held.

use crate::ui::design_tokens::{Palette, palette, size};
use crate::ui::style::BOLD;
use crate::ui::text;
use crate::ui::widgets::{Decoration, Mark, SetText};
use eframe::egui::{
    self, Align2, Color32, FontFamily, FontId, Pos2, Rect, Response, Ui, pos2, vec2,
};
use turjuman::engine::model::TermStatus;
use turjuman::view::TermView;

/// Underlines for all terms, and a tint for the one that holds a byte.
pub fn decorations(
    terms: &[TermView],
    pointed: Option<usize>,
    colours: &Palette,
) -> Vec<Decoration> {
    let mut out = Vec::new();
    for term in terms {
        for range in &term.ranges {
            if pointed.is_some_and(|byte| range.contains(&byte)) {
                out.push(Decoration::new(
                    range.clone(),
                    Mark::Background,
                    colours.term_tint,
                ));
            }
            out.push(Decoration::new(
                range.clone(),
                Mark::DottedUnderline,
                colours.term,
            ));
        }
    }
    out
}

/// The term that holds a byte; the shortest where several do.
pub fn at(terms: &[TermView], byte: usize) -> Option<&TermView> {
    let holding = terms.iter().filter_map(|term| {
        let holds = term.ranges.iter().filter(|range| range.contains(&byte));
        holds
            .map(ExactSizeIterator::len)
            .min()
            .map(|len| (len, term))
    });
    holding.min_by_key(|(len, _)| *len).map(|(_, term)| term)
}

/// The numbers of the first nine terms, over their first letters.
pub fn numbers(ui: &Ui, terms: &[TermView], set: &SetText, origin: Pos2) {
    let colours = palette(ui.visuals());
    let font = FontId::new(size::SMALL - 1.0, FontFamily::Name(BOLD.into()));
    for term in terms.iter().filter(|term| (1..=9).contains(&term.number)) {
        let Some(range) = term.ranges.first() else {
            continue;
        };
        let Some(rect) = set.rects(origin, range.clone()).into_iter().next() else {
            continue;
        };
        let centre = pos2(rect.right() - 2.0, rect.top() + 7.0);
        let badge = Rect::from_center_size(centre, vec2(14.0, 14.0));
        ui.painter().rect_filled(badge, 4.0, colours.term);
        let ink = if ui.visuals().dark_mode {
            colours.on_badge
        } else {
            Color32::WHITE
        };
        ui.painter().text(
            centre,
            Align2::CENTER_CENTER,
            term.number.to_string(),
            font.clone(),
            ink,
        );
    }
}

/// What the term under the pointer means.
pub fn tooltip(response: &Response, term: &TermView) {
    egui::Tooltip::for_enabled(response)
        .at_pointer()
        .gap(14.0)
        .show(|ui| {
            let colours = palette(ui.visuals());
            ui.set_max_width(300.0);
            text::line(ui, &term.entry.source, &text::panel_source(), colours.text);
            for translation in &term.entry.translations {
                let ink = match translation.status {
                    TermStatus::Preferred => colours.text,
                    TermStatus::Admitted | TermStatus::Deprecated => colours.muted,
                    TermStatus::Forbidden => colours.wrong,
                };
                let text = match translation.status {
                    TermStatus::Preferred => translation.text.clone(),
                    status => format!("{} ({})", translation.text, status.name()),
                };
                text::label(ui, &text, &text::panel_target(), ink);
            }
            if !term.entry.note.is_empty() {
                text::label(ui, &term.entry.note, &text::small(), colours.muted);
            }
        });
}
