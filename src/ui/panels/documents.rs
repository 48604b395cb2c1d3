//! The panel on the left: projects, and the documents of the open one with how far each is.

use super::{ViewContext, paint};
use crate::ui::actions::Action;
use crate::ui::ask::Ask;
use crate::ui::design_tokens::{palette, size};
use crate::ui::dialogs::RemovalForm;
use crate::ui::text;
use crate::ui::widgets::BidiLabel;
use eframe::egui::{
    self, Button, CornerRadius, Rect, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2,
};
use turjuman::view::{self, DocumentItem};
use turjuman::workspace::DocumentCommand;

pub fn show(ui: &mut Ui, cx: &mut ViewContext<'_>) {
    projects(ui, cx);
    ui.add_space(10.0);
    ui.horizontal(|ui| {
        paint::heading(ui, "DOCUMENTS");
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let open = ui.add(Button::new("+").frame_when_inactive(false));
            if open.on_hover_text(Action::OpenFiles.hint()).clicked() {
                cx.act(Action::OpenFiles);
            }
        });
    });
    let documents = view::documents(cx.workspace);
    if documents.is_empty() {
        paint::empty_state(ui, "Drop a file here, or paste an article with Ctrl+V.");
        return;
    }
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for document in &documents {
                item(ui, cx, document);
            }
        });
}

/// The name of the open project; a menu of the others.
fn projects(ui: &mut Ui, cx: &mut ViewContext<'_>) {
    let name = cx.workspace.project().map_or("", |(_, name)| name);
    paint::heading(ui, "PROJECT");
    let colours = palette(ui.visuals());
    let height = 30.0;
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::ComboBox, true, format!("Project: {name}"))
    });
    let fill = if response.hovered() {
        colours.hover
    } else {
        colours.raised
    };
    ui.painter()
        .rect_filled(rect, CornerRadius::same(size::CORNER), fill);
    let inner = rect.shrink2(vec2(10.0, 0.0));
    let shown = if name.is_empty() {
        "No project yet"
    } else {
        name
    };
    one_line(ui, inner.with_max_x(inner.right() - 16.0), shown);
    let arrow = pos2(rect.right() - 14.0, rect.center().y);
    let points = vec![
        arrow + vec2(-4.0, -2.0),
        arrow + vec2(0.0, 2.5),
        arrow + vec2(4.0, -2.0),
    ];
    ui.painter()
        .line(points, egui::Stroke::new(1.4, colours.muted));
    paint::focus_ring(ui, &response, rect);
    egui::Popup::menu(&response).width(rect.width()).show(|ui| {
        let open = cx.workspace.project().map(|(id, _)| id);
        let projects: Vec<_> = cx
            .workspace
            .projects()
            .map(|(id, name)| (id, name.to_owned()))
            .collect();
        for (id, name) in projects {
            if menu_item(ui, &name, open == Some(id)) && open != Some(id) {
                cx.command(DocumentCommand::OpenProject(id));
            }
        }
        ui.separator();
        if ui
            .button(Action::NewProject.facts().text.into_owned())
            .clicked()
        {
            cx.act(Action::NewProject);
        }
    });
}

/// A menu item whose name may be Arabic.
fn menu_item(ui: &mut Ui, name: &str, is_selected: bool) -> bool {
    let colours = palette(ui.visuals());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::click());
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::MenuItemRadio, true, is_selected, name)
    });
    if response.hovered() || is_selected || response.has_focus() {
        let fill = if is_selected {
            colours.selection
        } else {
            colours.hover
        };
        ui.painter()
            .rect_filled(rect, CornerRadius::same(size::CORNER - 1), fill);
    }
    one_line(ui, rect.shrink2(vec2(8.0, 0.0)), name);
    let clicked = response.clicked();
    if clicked {
        ui.close();
    }
    clicked
}

fn item(ui: &mut Ui, cx: &mut ViewContext<'_>, document: &DocumentItem) {
    let colours = palette(ui.visuals());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::click());
    response.widget_info(|| {
        let label = format!("{}, {} % confirmed", document.name, document.percent);
        egui::WidgetInfo::selected(egui::Role::ListItem, true, document.is_open, label)
    });
    let corner = CornerRadius::same(size::CORNER);
    if document.is_open {
        ui.painter().rect_filled(rect, corner, colours.raised);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, corner, colours.hover);
    }
    let inner = rect.shrink2(vec2(10.0, 0.0));
    let percent = format!("{} %", document.percent);
    let font = egui::FontId::proportional(size::SMALL);
    let galley = ui.painter().layout_no_wrap(percent, font, colours.muted);
    let name_right = inner.right() - galley.size().x - 8.0;
    let line = inner.top() + 17.0;
    let at = pos2(
        inner.right() - galley.size().x,
        line - galley.size().y / 2.0,
    );
    ui.painter().galley(at, galley, colours.muted);
    one_line(
        ui,
        inner
            .with_max_x(name_right)
            .with_max_y(line * 2.0 - inner.top()),
        &document.name,
    );
    progress(ui, inner, document.percent);
    paint::focus_ring(ui, &response, rect);
    if response.clicked() && !document.is_open {
        cx.command(DocumentCommand::OpenDocument(document.id));
    }
    response.context_menu(|ui| {
        if ui.button("Open").clicked() {
            cx.command(DocumentCommand::OpenDocument(document.id));
        }
        if ui.button("Remove…").clicked() {
            let name = document.name.clone();
            let form = RemovalForm::document(document.id, name, document.confirmed);
            cx.ask(Ask::Open(Box::new(form)));
        }
    });
    response.on_hover_ui(|ui| {
        text::label(ui, &document.name, &text::interface(), colours.text);
        let done = format!(
            "{} of {} segments confirmed",
            document.confirmed, document.segments
        );
        text::label(ui, &done, &text::small(), colours.muted);
        if !document.origin.is_empty() {
            text::label(ui, &document.origin, &text::small(), colours.muted);
        }
    });
}

fn progress(ui: &Ui, inner: Rect, percent: u8) {
    let colours = palette(ui.visuals());
    let track = Rect::from_min_max(
        pos2(inner.left(), inner.bottom() - 8.0),
        pos2(inner.right(), inner.bottom() - 5.0),
    );
    ui.painter()
        .rect_filled(track, CornerRadius::same(2), colours.line);
    let done = track.with_max_x(track.left() + track.width() * f32::from(percent) / 100.0);
    ui.painter()
        .rect_filled(done, CornerRadius::same(2), colours.confirmed);
}

fn one_line(ui: &mut Ui, rect: Rect, name: &str) {
    let colours = palette(ui.visuals());
    let line = (size::INTERFACE * size::PANEL_LEADING).ceil();
    let middle = Rect::from_min_size(
        pos2(rect.left(), rect.center().y - line / 2.0),
        vec2(rect.width(), line),
    );
    let mut child = ui.new_child(UiBuilder::new().id_salt(name).max_rect(middle));
    BidiLabel::new(name, &text::interface(), colours.text)
        .one_line()
        .show(&mut child);
}
