//! A text to read: coloured, underlined, tinted, with the letter under the pointer.

use super::decorations::{Decoration, paint_behind, paint_lines};
use super::text_engine::{Fit, SetText, TextEngine};
use eframe::egui::accesskit::TextDirection;
use eframe::egui::{Color32, Response, Role, Sense, Ui, Vec2, WidgetInfo, vec2};
use turjuman::typeset::{ParagraphStyle, Span};

#[derive(Clone, Copy, PartialEq)]
enum Shape {
    Wrapped,
    OneLine,
    Natural,
}

/// Shows a text in any mixture of Arabic and English.
///
/// By default it takes the available width and as many lines as it needs.
#[must_use = "call show"]
pub struct BidiLabel<'a> {
    text: &'a str,
    style: ParagraphStyle,
    color: Color32,
    spans: &'a [Span],
    decorations: &'a [Decoration],
    width: Option<f32>,
    shape: Shape,
    sense: Sense,
}

impl<'a> BidiLabel<'a> {
    /// The style is in points.
    pub fn new(text: &'a str, style: &ParagraphStyle, color: Color32) -> Self {
        Self {
            text,
            style: *style,
            color,
            spans: &[],
            decorations: &[],
            width: None,
            shape: Shape::Wrapped,
            sense: Sense::hover(),
        }
    }

    /// Stretches in other colours or bold.
    pub fn spans(mut self, spans: &'a [Span]) -> Self {
        self.spans = spans;
        self
    }

    /// Underlines, tints and the like.
    pub fn decorations(mut self, decorations: &'a [Decoration]) -> Self {
        self.decorations = decorations;
        self
    }

    /// One line over the whole width, cut with an ellipsis.
    pub fn one_line(mut self) -> Self {
        self.shape = Shape::OneLine;
        self
    }

    /// One line as wide as the text, cut with an ellipsis where there is no more room. For rows
    /// of several things.
    pub fn natural_width(mut self) -> Self {
        self.shape = Shape::Natural;
        self
    }

    pub fn sense(mut self, sense: Sense) -> Self {
        self.sense = sense;
        self
    }

    pub fn show(self, ui: &mut Ui) -> Response {
        let width = self.width.unwrap_or_else(|| ui.available_width()).max(1.0);
        let fit = match self.shape {
            Shape::Wrapped => Fit::Wrap { width, focus: 0 },
            Shape::OneLine | Shape::Natural => Fit::OneLine { width },
        };
        let engine = TextEngine::of(ui.ctx());
        let text = engine.set(ui.ctx(), self.text, &self.style, fit, self.spans);
        let size = self.size(&text, width);
        let (rect, response) = ui.allocate_exact_size(size, self.sense);
        // In one line of natural width a right-to-left text stands at the right of the full width
        // it was set in.
        let shift = match self.shape {
            Shape::Natural => text.extent().0,
            _ => 0.0,
        };
        let origin = text.snap(rect.min - vec2(shift, 0.0));
        if ui.is_rect_visible(rect) {
            let painter = ui.painter();
            paint_behind(painter, &text, origin, self.decorations);
            text.paint(painter, origin, self.color);
            paint_lines(painter, &text, origin, self.decorations);
        }
        response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), self.text));
        let direction = if text.paragraph().is_rtl() {
            TextDirection::RightToLeft
        } else {
            TextDirection::LeftToRight
        };
        ui.ctx()
            .accesskit_node_builder(response.id, |node| node.set_text_direction(direction));
        response
    }

    fn size(&self, text: &SetText, width: f32) -> Vec2 {
        let (left, right) = text.extent();
        let width = match self.shape {
            Shape::Wrapped | Shape::OneLine => width,
            Shape::Natural => (right - left).ceil().min(width),
        };
        vec2(width, text.size().y)
    }
}
