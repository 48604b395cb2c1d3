//! One translation unit: where it is from and what it was before; it can be changed here.

use crate::ui::design_tokens::{palette, size};
use crate::ui::dialogs::long_list::cell;
use crate::ui::dialogs::{self, Dialog, Step, buttons, caption, colours_of, field_frame, remark};
use crate::ui::panels::ViewContext;
use crate::ui::text;
use crate::ui::widgets::BidiEdit;
use eframe::egui::{Button, Id, RichText, ScrollArea, Sense, Ui, vec2};
use std::borrow::Cow;
use turjuman::engine::model::{DocumentId, SegmentId, UnitId};
use turjuman::typeset::{EditBuffer, ParagraphStyle};
use turjuman::view::{PastView, UnitView, unit};
use turjuman::workspace::{MemoryCommand, UnitCard};

pub struct UnitForm {
    unit: UnitId,
    view: UnitView,
    place: Option<(DocumentId, SegmentId)>,
    source: EditBuffer,
    target: EditBuffer,
    is_new: bool,
}

impl UnitForm {
    pub fn new(card: &UnitCard) -> Self {
        Self {
            unit: card.unit,
            view: unit(card),
            place: card.place,
            source: EditBuffer::new(card.content.source.clone()),
            target: EditBuffer::new(card.content.target.clone()),
            is_new: true,
        }
    }

    /// The way to the segment that the unit is from.
    fn show_way(&self, ui: &mut Ui) -> bool {
        if self.place.is_none() {
            return false;
        }
        ui.add_space(6.0);
        let button = ui.button("Go to its segment");
        button
            .on_hover_text("Opens the document it is from, at its segment")
            .clicked()
    }
}

impl Dialog for UnitForm {
    fn title(&self) -> Cow<'static, str> {
        "Translation unit".into()
    }

    fn width(&self) -> f32 {
        size::WIDE_DIALOG
    }

    fn show(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) -> Step {
        let mut restored = None;
        let height = (ui.ctx().content_rect().height() - 190.0).max(120.0);
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            let style = text::panel_source();
            editor(ui, "Arabic of the unit", &mut self.source, &style, false);
            let is_new = std::mem::take(&mut self.is_new);
            let style = text::panel_target();
            editor(ui, "English of the unit", &mut self.target, &style, is_new);
            ui.scope(|ui| show_facts(ui, &self.view));
            restored = show_past(ui, &self.view.past);
        });
        let is_good = !self.source.text().trim().is_empty();
        if !is_good {
            remark(ui, "A unit needs a source; to take it out, delete it.");
        }
        if let Some(entry) = restored {
            let unit = self.unit;
            cx.command(MemoryCommand::RestoreUnit { unit, entry });
            return Step::Close;
        }
        let goes = self.show_way(ui);
        let (done, cancelled) = buttons(ui, is_good, "Save unit");
        if let Some((document, segment)) = self.place.filter(|_| goes) {
            cx.ask(crate::ui::ask::Ask::GoTo { document, segment });
            return Step::Close;
        }
        if cancelled {
            return Step::Close;
        }
        if done && is_good {
            cx.command(MemoryCommand::EditUnit {
                unit: self.unit,
                source: self.source.text().to_owned(),
                target: self.target.text().to_owned(),
            });
            return Step::Close;
        }
        Step::Stay
    }
}

/// Name and value side by side; values may be Arabic.
fn show_facts(ui: &mut Ui, view: &UnitView) {
    const LINE: f32 = 20.0;
    const NAMES: f32 = 86.0;
    let colours = palette(ui.visuals());
    let small = text::small();
    ui.add_space(8.0);
    ui.spacing_mut().item_spacing.y = 0.0;
    for (name, value) in &view.facts {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
        let (names, values) = rect.split_left_right_at_x(rect.left() + NAMES);
        cell(ui, names, name, (&small, colours.muted), &[]);
        cell(ui, values, value, (&small, colours.text), &[]);
    }
}

/// Earlier texts; the entry that is to be restored.
fn show_past(ui: &mut Ui, past: &[PastView]) -> Option<i64> {
    let colours = palette(ui.visuals());
    let mut restored = None;
    if !past.is_empty() {
        caption(ui, "Before");
    }
    for (n, view) in past.iter().enumerate() {
        ui.separator();
        if let Some(source) = &view.source {
            text::label(ui, source, &text::panel_source(), colours.muted);
        }
        text::label(ui, &view.target, &text::panel_target(), colours.text);
        ui.horizontal(|ui| {
            let button = Button::new(RichText::new("Restore").size(size::SMALL));
            let response = ui.add(button);
            let name = format!("Restore {}: {}", n + 1, view.target);
            dialogs::name_widget(&response, &name);
            let hint = "Makes this the text of the unit again";
            if response.on_hover_text(hint).clicked() {
                restored = Some(view.entry);
            }
            let remark = if view.by.is_empty() {
                view.until.clone()
            } else {
                format!("{} · {}", view.by, view.until)
            };
            text::line(ui, &remark, &text::small(), colours.muted);
        });
    }
    restored
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
