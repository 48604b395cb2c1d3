//! Short messages at the foot of the window: what happened, what is safe, what to do.

use super::design_tokens::{palette, size};
use super::text;
use eframe::egui::{self, Align2, Area, Frame, Id, Margin, Order, Rect, Sense, Stroke, vec2};

/// How long a message stays; errors stay longer, and any stays while the pointer is on it.
const GOOD_SECONDS: f64 = 5.0;
const BAD_SECONDS: f64 = 14.0;
const AT_MOST: usize = 4;
/// Between messages and the bars of the window.
const MARGIN: f32 = 14.0;

struct Toast {
    text: String,
    is_error: bool,
    /// In seconds of egui's clock; `None` until first shown.
    until: Option<f64>,
}

#[derive(Default)]
pub struct Toasts {
    shown: Vec<Toast>,
}

impl Toasts {
    pub fn say(&mut self, text: impl Into<String>) {
        self.push(text.into(), false);
    }

    pub fn complain(&mut self, text: impl Into<String>) {
        self.push(text.into(), true);
    }

    fn push(&mut self, text: String, is_error: bool) {
        self.shown.retain(|toast| toast.text != text);
        self.shown.push(Toast {
            text,
            is_error,
            until: None,
        });
        let extra = self.shown.len().saturating_sub(AT_MOST);
        self.shown.drain(..extra);
    }

    #[cfg(test)]
    pub fn texts(&self) -> Vec<&str> {
        self.shown.iter().map(|toast| toast.text.as_str()).collect()
    }

    #[cfg(test)]
    pub fn complaints(&self) -> Vec<&str> {
        let errors = self.shown.iter().filter(|toast| toast.is_error);
        errors.map(|toast| toast.text.as_str()).collect()
    }

    /// Shows them at the foot of the window, or at its head where the foot would cover what is
    /// `in_use`.
    pub fn show(&mut self, context: &egui::Context, in_use: Option<Rect>) {
        let now = context.input(|input| input.time);
        self.shown
            .retain(|toast| toast.until.is_none_or(|until| until > now));
        if self.shown.is_empty() {
            return;
        }
        let mut next = f64::MAX;
        let id = Id::unique("messages");
        let height = context
            .memory(|memory| memory.area_rect(id))
            .map_or(size::TOAST, |rect| rect.height());
        let foot = context.content_rect().bottom() - size::STATUS_LINE - MARGIN;
        let is_covered = in_use.is_some_and(|rect| rect.bottom() > foot - height - MARGIN);
        let (anchor, offset) = if is_covered {
            (Align2::CENTER_TOP, size::MENU_BAR + MARGIN)
        } else {
            (Align2::CENTER_BOTTOM, -size::STATUS_LINE - MARGIN)
        };
        let area = Area::new(id)
            .order(Order::Foreground)
            .anchor(anchor, vec2(0.0, offset));
        area.show(context, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            let mut dismissed = None;
            for (at, toast) in self.shown.iter_mut().enumerate() {
                let seconds = if toast.is_error {
                    BAD_SECONDS
                } else {
                    GOOD_SECONDS
                };
                let until = *toast.until.get_or_insert(now + seconds);
                let response = draw(ui, toast);
                if response.clicked() {
                    dismissed = Some(at);
                }
                if response.hovered() {
                    toast.until = Some(until.max(now + 2.0));
                }
                next = next.min(until - now);
            }
            if let Some(at) = dismissed {
                self.shown.remove(at);
            }
        });
        context.request_repaint_after(std::time::Duration::from_secs_f64(next.clamp(0.05, 60.0)));
    }
}

fn draw(ui: &mut egui::Ui, toast: &Toast) -> egui::Response {
    let colours = palette(ui.visuals());
    let (fill, edge) = if toast.is_error {
        (colours.wrong_tint, colours.wrong)
    } else {
        (colours.raised, colours.edge)
    };
    let inner = Frame::new()
        .fill(fill)
        .stroke(Stroke::new(size::LINE, edge))
        .corner_radius(size::CORNER)
        .inner_margin(Margin::symmetric(14, 9))
        .shadow(egui::Shadow {
            offset: [0, 4],
            blur: 14,
            spread: 0,
            color: colours.shadow,
        })
        .show(ui, |ui| {
            ui.set_width(size::TOAST);
            text::label(ui, &toast.text, &text::interface(), colours.text);
        });
    let response = ui.interact(inner.response.rect, ui.next_auto_id(), Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Alert, true, &toast.text));
    ui.skip_ahead_auto_ids(1);
    response
}
