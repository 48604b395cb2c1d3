//! What the outlet changed in an article since it was imported, paragraph by paragraph.

use crate::ui::ask::Ask;
use crate::ui::design_tokens::palette;
use crate::ui::dialogs::{Dialog, Step, caption, close_button, remark};
use crate::ui::editing::Pane;
use crate::ui::panels::ViewContext;
use crate::ui::text;
use eframe::egui::{ScrollArea, Ui};
use std::borrow::Cow;
use turjuman::workspace::{SourceChange, SourceCheck};

pub struct SourceChanges {
    check: SourceCheck,
}

impl SourceChanges {
    pub fn new(check: SourceCheck) -> Self {
        Self { check }
    }
}

impl Dialog for SourceChanges {
    fn title(&self) -> Cow<'static, str> {
        "Changes in the source".into()
    }

    fn width(&self) -> f32 {
        720.0
    }

    fn show(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) -> Step {
        remark(ui, &self.check.address);
        remark(
            ui,
            "Confirmed translations of these paragraphs are drafts again. To take over the new text, \
             open the page as a new document; unchanged segments are filled from the memory.",
        );
        let height = (ui.ctx().content_rect().height() - 300.0).max(160.0);
        let mut step = Step::Stay;
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            for change in &self.check.changes {
                if show_change(ui, change)
                    && let Some(segment) = change.segment
                {
                    cx.ask(Ask::Activate {
                        segment,
                        pane: Pane::Target,
                        at: None,
                    });
                    step = Step::Close;
                }
            }
        });
        ui.add_space(10.0);
        if close_button(ui) { Step::Close } else { step }
    }
}

/// Says whether its segment is gone to.
fn show_change(ui: &mut Ui, change: &SourceChange) -> bool {
    let colours = palette(ui.visuals());
    let kind = match (change.before.is_empty(), change.after.is_empty()) {
        (true, _) => "Added",
        (_, true) => "Removed",
        _ => "Changed",
    };
    ui.add_space(8.0);
    let mut is_gone_to = false;
    ui.horizontal(|ui| {
        ui.strong(kind);
        let has_place = change.segment.is_some();
        is_gone_to = has_place && ui.link("Go to segment").clicked();
    });
    for (name, text, colour) in [
        ("Before", &change.before, colours.muted),
        ("Now", &change.after, colours.text),
    ] {
        if !text.is_empty() {
            caption(ui, name);
            text::label(ui, text, &text::panel_source(), colour);
        }
    }
    is_gone_to
}
