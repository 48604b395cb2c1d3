//! One translation unit: looked at, changed, deleted.

use super::concordance::provenance;
use super::{Step, buttons, caption, colours_of, field_frame, remark, title};
use crate::ui::design_tokens::palette;
use crate::ui::panels::Desk;
use crate::ui::text;
use crate::ui::widgets::BidiEdit;
use eframe::egui::{Id, ScrollArea, Ui};
use turjuman::engine::model::UnitId;
use turjuman::typeset::{EditBuffer, ParagraphStyle};
use turjuman::workspace::{Command, ConcordanceRow};

pub struct UnitForm {
    unit: UnitId,
    provenance: String,
    source: EditBuffer,
    target: EditBuffer,
    is_new: bool,
}

impl UnitForm {
    pub fn new(row: &ConcordanceRow) -> Self {
        Self {
            unit: row.unit,
            provenance: provenance(row),
            source: EditBuffer::new(row.content.source.clone()),
            target: EditBuffer::new(row.content.target.clone()),
            is_new: true,
        }
    }

    pub fn show(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) -> Step {
        title(ui, "Translation unit");
        let colours = palette(ui.visuals());
        text::label(ui, &self.provenance, &text::small(), colours.muted);
        let height = (ui.ctx().content_rect().height() - 220.0).max(120.0);
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            let style = text::panel_source();
            editor(ui, "Arabic of the unit", &mut self.source, &style, false);
            let is_new = std::mem::take(&mut self.is_new);
            let style = text::panel_target();
            editor(ui, "English of the unit", &mut self.target, &style, is_new);
        });
        let is_good = !self.source.text().trim().is_empty();
        if !is_good {
            remark(ui, "A unit needs a source; to take it out, delete it.");
        }
        let (done, cancelled) = buttons(ui, is_good, "Save unit");
        if cancelled {
            return Step::Close;
        }
        if done && is_good {
            desk.command(Command::EditUnit {
                unit: self.unit,
                source: self.source.text().to_owned(),
                target: self.target.text().to_owned(),
            });
            return Step::Close;
        }
        Step::Stay
    }
}

fn editor(ui: &mut Ui, label: &str, buffer: &mut EditBuffer, style: &ParagraphStyle, focus: bool) {
    let colours = palette(ui.visuals());
    caption(ui, label);
    let shown = BidiEdit::multiline(Id::unique(label), buffer, style, colours_of(colours), label)
        .frame(field_frame(colours))
        .show(ui);
    if focus {
        shown.response.request_focus();
    }
}
