//! Panels that stay open while one types: concordance, termbase and names, docked or floating.

mod header;
mod settings;

pub use settings::{DockSettings, DockSide, PanelKind};

use super::ask::Ask;
use super::design_tokens::{palette, size};
use super::dialogs::{Dialog, Step};
use super::panels::{Room, ViewContext};
use eframe::egui::{
    Context, Event, Frame, Id, Margin, Panel, Rect, ScrollArea, Stroke, Ui, Window, pos2, vec2,
};
use header::Wanted;

/// What a dialog counts for its heading and the edges of the window, which a panel has not.
const ABSENT_CHROME: f32 = 164.0;
/// How near to an edge a floating panel docks when it is dropped.
const DOCKING_REACH: f32 = 28.0;
const SMALLEST_HEIGHT: f32 = 150.0;

/// The open panels.
#[derive(Default)]
pub struct Dock {
    /// The one used last comes last.
    panels: Vec<OpenPanel>,
    /// The panel that keys go to.
    focused: Option<PanelKind>,
    /// The focus is on its way to that panel.
    is_arriving: bool,
    /// A dialog lies over the window and has all keys.
    pub is_covered: bool,
}

struct OpenPanel {
    kind: PanelKind,
    dialog: Box<dyn Dialog>,
    /// Where it was drawn last.
    area: Rect,
}

impl Dock {
    /// Opens a panel, in the place of one of its kind, and gives it the focus.
    pub fn open(&mut self, kind: PanelKind, dialog: Box<dyn Dialog>, settings: &mut DockSettings) {
        self.insert(kind, dialog);
        settings.set_open(kind, true);
        self.focus(kind);
    }

    fn focus(&mut self, kind: PanelKind) {
        self.focused = Some(kind);
        self.is_arriving = true;
    }

    pub fn is_arriving(&self) -> bool {
        self.is_arriving
    }

    /// Takes the focus back after a dialog that was opened from a panel. Answers whether one was.
    pub fn take_focus_back(&mut self) -> bool {
        let Some(kind) = self.focused else {
            return false;
        };
        for panel in self.panels.iter_mut().filter(|panel| panel.kind == kind) {
            panel.dialog.take_focus();
        }
        self.focus(kind);
        true
    }

    /// Opens a panel that was open when the program ended; the focus stays where it is.
    pub fn restore(&mut self, kind: PanelKind, dialog: Box<dyn Dialog>) {
        self.insert(kind, dialog);
    }

    fn insert(&mut self, kind: PanelKind, dialog: Box<dyn Dialog>) {
        self.panels.retain(|panel| panel.kind != kind);
        let area = Rect::NOTHING;
        self.panels.push(OpenPanel { kind, dialog, area });
    }

    /// Closes the panel that has the focus. Answers whether there was one.
    pub fn close_focused(&mut self, settings: &mut DockSettings) -> bool {
        let Some(kind) = self.focused.take() else {
            return false;
        };
        self.close(kind, settings);
        true
    }

    fn close(&mut self, kind: PanelKind, settings: &mut DockSettings) {
        self.panels.retain(|panel| panel.kind != kind);
        settings.set_open(kind, false);
        self.focused = self.focused.filter(|focused| *focused != kind);
        self.is_arriving &= self.focused.is_some();
    }

    pub fn has_focus(&self) -> bool {
        self.focused.is_some()
    }

    /// Leaves the panels open; keys go elsewhere.
    pub fn leave(&mut self) {
        self.focused = None;
        self.is_arriving = false;
    }

    /// Gives the focus to the panel after the one that has it. Answers false behind the last one.
    pub fn focus_next(&mut self, settings: &DockSettings) -> bool {
        let shown: Vec<PanelKind> = PanelKind::ALL
            .into_iter()
            .filter(|kind| self.is_shown(*kind, settings))
            .collect();
        let at = shown.iter().position(|kind| Some(*kind) == self.focused);
        self.focused = shown.get(at.map_or(0, |at| at + 1)).copied();
        self.take_focus_back()
    }

    pub fn kinds(&self) -> impl Iterator<Item = PanelKind> {
        self.panels.iter().map(|panel| panel.kind)
    }

    /// The dialogs in the panels, to hand them what jobs found.
    pub fn dialogs(&mut self) -> impl Iterator<Item = &mut Box<dyn Dialog>> {
        self.panels.iter_mut().map(|panel| &mut panel.dialog)
    }

    /// Follows the focus after a click or a key that moved it.
    pub fn follow_focus(&mut self, context: &Context) {
        if self.is_covered {
            return;
        }
        let focused = context.memory(|memory| memory.focused());
        let Some(response) = focused.and_then(|id| context.read_response(id)) else {
            return;
        };
        let at = response.rect.center();
        let mut panels = self.panels.iter().rev();
        let holder = panels.find(|panel| panel.area.contains(at));
        let holder = holder.map(|panel| panel.kind);
        let is_clicked = context.input(|input| input.pointer.any_pressed());
        if self.is_arriving && holder != self.focused && !is_clicked {
            return;
        }
        self.is_arriving = false;
        self.focused = holder;
    }

    /// Whether it is the one in front of those on its side.
    fn is_shown(&self, kind: PanelKind, settings: &DockSettings) -> bool {
        match settings.side(kind) {
            DockSide::Floating => self.kinds().any(|open| open == kind),
            side => self.front(side, settings) == Some(kind),
        }
    }

    fn front(&self, side: DockSide, settings: &DockSettings) -> Option<PanelKind> {
        let mut kinds: Vec<PanelKind> = self.kinds().collect();
        kinds.retain(|kind| settings.side(*kind) == side);
        kinds.last().copied()
    }

    /// Draws what is docked at the right and below. To be called before the grid is drawn.
    pub fn show_docked(
        &mut self,
        ui: &mut Ui,
        cx: &mut ViewContext<'_>,
        settings: &mut DockSettings,
    ) {
        let frame = Frame::new()
            .fill(palette(ui.visuals()).panel)
            .inner_margin(Margin::same(size::PANEL_MARGIN));
        let room = ui.available_size();
        if let Some(kind) = self.front(DockSide::Right, settings) {
            let most = (room.x - size::NARROWEST_GRID).max(size::NARROWEST_PANEL);
            let shown = Panel::right("dock right")
                .frame(frame)
                .default_size(settings.right_width.min(most))
                .size_range(size::NARROWEST_PANEL..=most)
                .show(ui, |ui| self.show_panel(ui, cx, settings, kind));
            if most >= settings.right_width {
                settings.right_width = shown.response.rect.width();
            }
        }
        if let Some(kind) = self.front(DockSide::Below, settings) {
            let most = (room.y - size::SHORTEST_GRID).max(SMALLEST_HEIGHT);
            let shown = Panel::bottom("dock below")
                .frame(frame)
                .resizable(true)
                .default_size(settings.below_height.min(most))
                .size_range(SMALLEST_HEIGHT..=most)
                .show(ui, |ui| self.show_panel(ui, cx, settings, kind));
            if most >= settings.below_height {
                settings.below_height = shown.response.rect.height();
            }
        }
    }

    /// Draws the panels that float over the window.
    pub fn show_floating(
        &mut self,
        context: &Context,
        cx: &mut ViewContext<'_>,
        settings: &mut DockSettings,
    ) {
        let kinds: Vec<PanelKind> = self.kinds().collect();
        for kind in kinds {
            if settings.side(kind) != DockSide::Floating {
                continue;
            }
            let style = context.global_style();
            let colours = palette(&style.visuals);
            let frame = Frame::new()
                .fill(colours.panel)
                .stroke(Stroke::new(size::LINE, colours.edge))
                .corner_radius(size::CORNER)
                .shadow(style.visuals.window_shadow)
                .inner_margin(Margin::same(size::PANEL_MARGIN));
            let screen = context.content_rect();
            let wide = vec2(size::WIDE_DIALOG, 420.0).min(screen.size() - vec2(60.0, 60.0));
            let shown = Window::new(kind.name())
                .id(Id::unique(("floating panel", kind.name())))
                .title_bar(false)
                .frame(frame)
                .default_size(wide)
                .default_pos(pos2(screen.center().x - wide.x / 2.0, screen.top() + 90.0))
                .show(context, |ui| self.show_panel(ui, cx, settings, kind));
            let Some(response) = shown.map(|shown| shown.response) else {
                continue;
            };
            if response.drag_stopped()
                && let Some(at) = context.input(|input| input.pointer.latest_pos())
            {
                let near = |edge: f32, at: f32| edge - at < DOCKING_REACH;
                if near(screen.right(), at.x) {
                    settings.set_side(kind, DockSide::Right);
                } else if near(screen.bottom(), at.y) {
                    settings.set_side(kind, DockSide::Below);
                }
            }
        }
    }

    fn show_panel(
        &mut self,
        ui: &mut Ui,
        cx: &mut ViewContext<'_>,
        settings: &mut DockSettings,
        kind: PanelKind,
    ) {
        let side = settings.side(kind);
        let beside: Vec<PanelKind> = PanelKind::ALL
            .into_iter()
            .filter(|other| match side {
                DockSide::Floating => *other == kind,
                _ => self.kinds().any(|open| open == *other) && settings.side(*other) == side,
            })
            .collect();
        let area = ui.max_rect();
        let wanted = header::show(ui, &beside, kind, side);
        let has_focus = self.focused == Some(kind) && !self.is_covered;
        let Some(panel) = self.panels.iter_mut().find(|panel| panel.kind == kind) else {
            return;
        };
        panel.area = area.expand(f32::from(size::PANEL_MARGIN));
        let room = Room {
            height: ui.available_height() + ABSENT_CHROME,
            has_focus,
            is_docked: true,
        };
        if has_focus && self.is_arriving {
            let elsewhere = ui.memory(|memory| memory.focused());
            let response = elsewhere.and_then(|id| ui.ctx().read_response(id));
            if let Some(other) = response.filter(|other| !panel.area.contains(other.rect.center()))
            {
                ui.memory_mut(|memory| memory.surrender_focus(other.id));
            }
        }
        let step = show_content(ui, cx, panel.dialog.as_mut(), room);
        match (step, wanted) {
            (Step::Close, _) | (_, Some(Wanted::Close)) => {
                self.close(kind, settings);
                cx.ask(Ask::FocusEditor);
            }
            (Step::Done, _) => {
                self.leave();
                cx.ask(Ask::FocusEditor);
            }
            (Step::Stay, Some(Wanted::Side(side))) => settings.set_side(kind, side),
            (Step::Stay, Some(Wanted::Front(other))) => self.bring_to_front(other),
            (Step::Stay, None) => {}
        }
    }

    fn bring_to_front(&mut self, kind: PanelKind) {
        if let Some(at) = self.panels.iter().position(|panel| panel.kind == kind) {
            let mut panel = self.panels.remove(at);
            panel.dialog.take_focus();
            self.panels.push(panel);
            self.focus(kind);
        }
    }
}

/// Draws a dialog in its panel. Keys reach it only where it has the focus, and it takes the focus
/// only where somebody clicks into it.
fn show_content(
    ui: &mut Ui,
    cx: &mut ViewContext<'_>,
    dialog: &mut dyn Dialog,
    room: Room,
) -> Step {
    let context = ui.ctx().clone();
    let before = context.memory(|memory| memory.focused());
    let hidden = if room.has_focus {
        None
    } else {
        Some(context.input_mut(|input| std::mem::take(&mut input.events)))
    };
    let mut inner = ViewContext {
        workspace: cx.workspace,
        settings: cx.settings,
        looked_for: cx.looked_for,
        room,
        asks: &mut *cx.asks,
    };
    let step = ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| dialog.show(ui, &mut inner))
        .inner;
    if let Some(mut events) = hidden {
        context.input_mut(|input| {
            events.extend(input.events.drain(..).filter(is_no_input));
            input.events = events;
        });
        let is_clicked =
            context.input(|input| input.pointer.any_pressed() || input.pointer.any_released());
        let after = context.memory(|memory| memory.focused());
        if after != before && !is_clicked {
            context.memory_mut(|memory| match (before, after) {
                (Some(before), _) => memory.request_focus(before),
                (None, Some(after)) => memory.surrender_focus(after),
                (None, None) => {}
            });
        }
    }
    step
}

fn is_no_input(event: &Event) -> bool {
    !matches!(event, Event::Key { .. } | Event::Text(_))
}
