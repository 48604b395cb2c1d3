//! What the dialogs of upkeep have in common: units read as they come into view, and how far a
//! search is.

use crate::ui::design_tokens::palette;
use crate::ui::panels::ViewContext;
use crate::ui::text;
use eframe::egui::Ui;
use std::time::Duration;
use turjuman::engine::model::UnitId;
use turjuman::workspace::{CoreCommand, ListedUnit, MemoryCommand, date};

/// How often what is under way is looked at.
const LOOK_AGAIN: Duration = Duration::from_millis(30);

/// Asks for the units in view that are not read yet.
pub fn load(ui: &Ui, cx: &mut ViewContext<'_>, units: impl Iterator<Item = UnitId>) {
    let lacking: Vec<UnitId> = units
        .filter(|unit| cx.workspace.lacks_unit(*unit))
        .collect();
    if !lacking.is_empty() {
        cx.command(MemoryCommand::LoadUnits(lacking));
        ui.ctx().request_repaint_after(LOOK_AGAIN);
    }
}

/// One line: what was found, or how far the search is, with a way to stop it.
pub fn state_line(ui: &mut Ui, cx: &mut ViewContext<'_>, found: Option<String>) {
    let colours = palette(ui.visuals());
    ui.horizontal(|ui| {
        let message = match (cx.workspace.upkeep_progress(), found) {
            (Some((_, 0)), _) => "Looking …".to_owned(),
            (Some((done, total)), _) => format!("Looking … {} %", done * 100 / total),
            (None, Some(found)) => found,
            (None, None) => "Stopped.".to_owned(),
        };
        if cx.workspace.upkeep_progress().is_some() {
            ui.ctx().request_repaint_after(LOOK_AGAIN);
            if ui.small_button("Stop").clicked() {
                cx.command(CoreCommand::CancelJobs);
            }
        }
        text::line(ui, &message, &text::small(), colours.muted);
    });
}

/// Memory, project, document, who and when.
pub fn provenance(unit: &ListedUnit) -> String {
    let content = &unit.content;
    let at = content.changed.or(content.created).map(date);
    let parts = [&content.project, &content.document, &content.author, &at];
    let known = parts.into_iter().flatten().map(String::as_str);
    let known = std::iter::once(unit.memory_name.as_str()).chain(known);
    let known: Vec<&str> = known.filter(|part| !part.is_empty()).collect();
    known.join(" · ")
}
