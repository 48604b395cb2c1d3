//! What quality checks found: a mark at the edge of each row, lines under the active one.

use super::row::Place;
use crate::ui::actions::Action;
use crate::ui::design_tokens::{palette, size};
use crate::ui::panels::ViewContext;
use crate::ui::text;
use eframe::egui::{
    self, Align, Align2, Button, FontId, Layout, Rect, RichText, Ui, UiBuilder, pos2, vec2,
};
use turjuman::engine::model::{Finding, Segment, SegmentId, Severity};
use turjuman::view::{self, RowView};
use turjuman::workspace::CheckCommand;

/// Height of a line under the translation.
const LINE: f32 = 24.0;
/// Lines shown; the rest is in the list of all findings.
const LINES: usize = 3;

fn segment<'a>(cx: &ViewContext<'a>, id: SegmentId) -> Option<&'a Segment> {
    cx.workspace.document()?.segment(id)
}

/// What the lines of a row need.
pub fn height(cx: &ViewContext<'_>, id: SegmentId) -> f32 {
    let lines = segment(cx, id).map_or(0, |segment| {
        view::serious_findings(cx.workspace, segment).len()
    });
    lines.min(LINES) as f32 * LINE
}

/// A mark under the number of a row with findings that matter.
pub fn mark(ui: &Ui, cx: &ViewContext<'_>, view: &RowView<'_>, place: Place, letters: f32) {
    let Some(segment) = segment(cx, view.id) else {
        return;
    };
    let serious = view::serious_findings(cx.workspace, segment);
    let Some((_, gravest)) = serious.first() else {
        return;
    };
    let colours = palette(ui.visuals());
    let line = letters * size::TARGET_LEADING;
    let at = pos2(
        place.columns.gutter.min + 26.0,
        place.text_top(view) + line * 1.3,
    );
    let colour = if gravest.severity == Severity::Error {
        colours.wrong
    } else {
        colours.draft
    };
    ui.painter().circle_filled(at, 7.0, colour);
    ui.painter().text(
        at,
        Align2::CENTER_CENTER,
        "!",
        FontId::proportional(size::SMALL),
        colours.raised,
    );
}

/// The findings of the active row under its translation.
pub fn lines(ui: &mut Ui, cx: &mut ViewContext<'_>, view: &RowView<'_>, place: Place) {
    let Some(segment) = segment(cx, view.id) else {
        return;
    };
    let serious = view::serious_findings(cx.workspace, segment);
    let shown = serious.len().min(LINES);
    let column = place.columns.target;
    let top = place.rect.bottom() - size::ROW_PADDING / 2.0 - shown as f32 * LINE;
    for (n, (index, finding)) in serious.into_iter().take(LINES).enumerate() {
        let corner = pos2(column.min, top + n as f32 * LINE);
        let rect = Rect::from_min_size(corner, vec2(column.span(), LINE - 2.0));
        let builder = UiBuilder::new()
            .id_salt(("finding", n))
            .max_rect(rect)
            .layout(Layout::right_to_left(Align::Center));
        let mut child = ui.new_child(builder);
        line(&mut child, cx, view, (n, index, finding));
    }
}

fn line(
    ui: &mut Ui,
    cx: &mut ViewContext<'_>,
    view: &RowView<'_>,
    (n, index, finding): (usize, usize, &Finding),
) {
    let colours = palette(ui.visuals());
    ui.spacing_mut().item_spacing.x = 6.0;
    // The keys act on the first finding alone.
    let hint = |action: Action, text: &str| match n {
        0 => action.hint(),
        _ => text.to_owned(),
    };
    let segment = view.id;
    let small = |text: &str| Button::new(RichText::new(text).size(size::SMALL)).small();
    let ignore = ui.add(small("Ignore")).on_hover_text(hint(
        Action::IgnoreFinding,
        "Do not show this again for this source",
    ));
    named(&ignore, format!("Ignore: {}", finding.message));
    if ignore.clicked() {
        let finding = index;
        cx.command(CheckCommand::Ignore { segment, finding });
    }
    if let Some(fix) = &finding.fix {
        let what = match fix.replacement.as_str() {
            "" => "Delete it".to_owned(),
            text => format!("Write “{text}”"),
        };
        let button = ui
            .add(small("Fix"))
            .on_hover_text(hint(Action::FixFinding, &what));
        named(&button, format!("Fix: {}", finding.message));
        if button.clicked() {
            let finding = index;
            cx.command(CheckCommand::Fix { segment, finding });
        }
    }
    // The colour of the mark is too pale for letters on a light ground.
    let colour = if finding.severity == Severity::Error {
        colours.wrong
    } else {
        colours.text
    };
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        // A message may quote Arabic.
        text::line(ui, &view::finding_sentence(finding), &text::small(), colour);
    });
}

fn named(response: &egui::Response, label: String) {
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
}
