//! A text to edit: a translation over several lines, or a search field.

use super::decorations::{Decoration, paint_behind, paint_lines};
use super::edit_events::{EditRules, EventOutcome, take_events};
use super::edit_paint::{caret_bar, paint_blinking_caret, paint_composition};
use super::edit_pointer::Press;
use super::spoken_text;
use super::tag_chips::{chip_at, paint_chips};
use super::text_engine::{Fit, SetText, TextColors, TextEngine};
use crate::ui::input_queue::note_editor;
use eframe::egui::{
    self, Color32, CornerRadius, EventFilter, Id, Key, Modifiers, OutputCommand, Pos2, Rect,
    Response, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, accesskit, output::IMEOutput, pos2,
    vec2,
};
use turjuman::typeset::{Chip, Direction, Edit, EditBuffer, Extras, ParagraphStyle, TextSelection};

/// What plain Enter does in an editor of several lines. Shift+Enter always breaks the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnterKey {
    /// Nothing here: the event stays in the queue.
    IsLeft,
    BreaksLine,
}

/// The box around a field.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FieldFrame {
    pub fill: Color32,
    pub stroke: Stroke,
    /// The stroke while the field has the keyboard.
    pub focus: Stroke,
    pub corner: CornerRadius,
    /// Between stroke and text, in points.
    pub margin: Vec2,
}

impl FieldFrame {
    /// No box at all.
    pub const NONE: Self = Self {
        fill: Color32::TRANSPARENT,
        stroke: Stroke::NONE,
        focus: Stroke::NONE,
        corner: CornerRadius::ZERO,
        margin: Vec2::ZERO,
    };
}

/// Edits an [`EditBuffer`].
///
/// Keys that mean nothing here stay in egui's event queue for whoever comes after; Tab leaves the
/// editor, Escape is left to the window. Undo is not here: each change comes back as an [`Edit`].
#[must_use = "call show"]
pub struct BidiEdit<'a> {
    pub(super) buffer: &'a mut EditBuffer,
    id: Id,
    label: String,
    style: ParagraphStyle,
    colors: TextColors,
    decorations: &'a [Decoration],
    hint: &'a str,
    width: Option<f32>,
    min_height: f32,
    show_marks: bool,
    frame: FieldFrame,
    pub(super) single_line: bool,
    pub(super) read_only: bool,
    enter: EnterKey,
    leave_vertically: bool,
}

/// An editor that was shown.
pub struct BidiEditOutput {
    /// `changed()` if the text changed, `has_focus()` if keys go here.
    pub response: Response,
    /// The changes of this frame, oldest first.
    pub edits: Vec<Edit>,
    /// Enter was pressed in a single-line field.
    pub submitted: bool,
    /// The byte of the letter under the pointer.
    pub byte: Option<usize>,
    /// Where the caret is on the screen.
    pub caret_rect: Rect,
    pub text: SetText,
    pub origin: Pos2,
}

/// What an editor remembers between frames.
#[derive(Clone, Copy, Default)]
struct Memory {
    /// When the user last did something, so that the caret does not blink away while typing.
    last_action: f64,
    /// How far a single line is scrolled to the left, in points.
    scroll: f32,
    reported: TextSelection,
    press: Press,
    /// The direction the user gave a field; `None`: that of its first strong letter.
    direction: Option<Direction>,
}

impl<'a> BidiEdit<'a> {
    /// An editor of several lines. `style` is in points, its direction fixed by the language;
    /// `label` names it for screen readers.
    pub fn multiline(
        id: Id,
        buffer: &'a mut EditBuffer,
        style: &ParagraphStyle,
        colors: TextColors,
        label: impl Into<String>,
    ) -> Self {
        Self {
            buffer,
            id,
            label: label.into(),
            style: *style,
            colors,
            decorations: &[],
            hint: "",
            width: None,
            min_height: 0.0,
            show_marks: false,
            frame: FieldFrame::NONE,
            single_line: false,
            read_only: false,
            enter: EnterKey::IsLeft,
            leave_vertically: false,
        }
    }

    /// A field of one line whose direction is that of what is typed. Give it a buffer made by
    /// [`EditBuffer::single_line`].
    pub fn single_line(
        id: Id,
        buffer: &'a mut EditBuffer,
        style: &ParagraphStyle,
        colors: TextColors,
        label: impl Into<String>,
    ) -> Self {
        let style = ParagraphStyle {
            direction: Direction::Auto,
            ..*style
        };
        Self {
            single_line: true,
            ..Self::multiline(id, buffer, &style, colors, label)
        }
    }

    /// Shown while the text is empty.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    pub fn decorations(mut self, decorations: &'a [Decoration]) -> Self {
        self.decorations = decorations;
        self
    }

    /// Width with the frame, instead of all that is available; in points.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// Height to keep even for a shorter text, in points.
    pub fn min_height(mut self, height: f32) -> Self {
        self.min_height = height;
        self
    }

    /// Gives invisible marks such as LRM a symbol.
    pub fn show_marks(mut self, show: bool) -> Self {
        self.show_marks = show;
        self
    }

    pub fn frame(mut self, frame: FieldFrame) -> Self {
        self.frame = frame;
        self
    }

    /// Caret, selection and copying, but no changes.
    pub fn read_only(mut self, read_only: bool) -> Self {
        self.read_only = read_only;
        self
    }

    pub fn enter(mut self, enter: EnterKey) -> Self {
        self.enter = enter;
        self
    }

    /// Leaves Up on the first line and Down on the last to others, such as a list of editors.
    pub fn leave_vertically(mut self, leave: bool) -> Self {
        self.leave_vertically = leave;
        self
    }

    pub fn show(mut self, ui: &mut Ui) -> BidiEditOutput {
        let engine = TextEngine::of(ui.ctx());
        let outer_width = self.width.unwrap_or_else(|| ui.available_width());
        let inner_width = (outer_width - 2.0 * self.frame.margin.x).max(1.0);
        let text_before = self.buffer.text().to_owned();
        let mut memory: Memory = ui.data(|data| data.get_temp(self.id)).unwrap_or_default();

        self.keep_focus_keys(ui);
        if self.single_line {
            self.turn_by_key(ui, &mut memory.direction);
            self.style.direction = memory.direction.unwrap_or(self.style.direction);
        }
        let mut outcome = self.on_events(ui, &engine, inner_width);
        let scale = ui.ctx().pixels_per_point();
        let line = self.style.scaled(scale).line_pixels() / scale;
        let mut text = self.set(ui, &engine, inner_width);
        let height = text.size().y.max(line).max(self.min_height);
        let size = vec2(outer_width, height) + vec2(0.0, 2.0 * self.frame.margin.y);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let mut response = ui.interact(rect, self.id, Sense::click_and_drag());
        let inner = rect.shrink2(self.frame.margin);

        let origin = self.origin(&text, inner, &mut memory);
        let pointed = self.on_pointer(ui, &response, &text, origin, &mut memory.press);
        let pasted = self.on_middle_click(ui, &response, &text, origin);
        let from_menu = self.context_menu(ui, &response, &mut memory.direction);
        outcome.acted |= pointed || pasted.is_some() || from_menu.is_some();
        outcome.edits.extend(pasted.into_iter().chain(from_menu));
        if !text.is_of(self.buffer.text(), self.buffer.selection().focus) {
            text = self.set(ui, &engine, inner_width);
        }
        let now = ui.input(|input| input.time);
        if outcome.acted {
            memory.last_action = now;
        }
        let origin = self.origin(&text, inner, &mut memory);

        if self.buffer.text() != text_before {
            response.mark_changed();
        }
        let focused = ui.memory(|state| state.has_focus(self.id));
        let caret_rect = caret_bar(&text, origin, self.buffer.caret(), 1.0 / scale);
        if ui.is_rect_visible(rect) {
            self.paint(
                ui,
                rect,
                inner,
                &text,
                origin,
                focused,
                now - memory.last_action,
            );
        }
        if focused {
            if !self.read_only {
                note_editor(ui, self.id);
            }
            if outcome.acted {
                ui.scroll_to_rect(caret_rect.expand2(vec2(0.0, line * 0.5)), None);
            }
            self.offer_ime(ui, inner, caret_rect);
        }
        self.report_selection(ui, &mut memory);
        self.describe(ui, &response, &text_before);
        let selection = self.buffer.selection();
        spoken_text::tell(ui, self.id, self.buffer.text(), &text, origin, selection);
        ui.data_mut(|data| data.insert_temp(self.id, memory));
        let byte = response
            .hover_pos()
            .and_then(|pos| text.byte_at(origin, pos));
        BidiEditOutput {
            response,
            edits: outcome.edits,
            submitted: outcome.submitted,
            byte,
            caret_rect,
            text,
            origin,
        }
    }

    fn keep_focus_keys(&self, ui: &Ui) {
        let filter = EventFilter {
            tab: false,
            horizontal_arrows: true,
            // Those a field of one line has no use for go to the list under it.
            vertical_arrows: true,
            escape: true,
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(self.id, filter));
    }

    /// Ctrl+Shift+D goes round: by the first strong letter, right to left, left to right.
    fn turn_by_key(&self, ui: &Ui, direction: &mut Option<Direction>) {
        let keys = Modifiers::COMMAND | Modifiers::SHIFT;
        if ui.memory(|memory| memory.has_focus(self.id))
            && ui.input_mut(|input| input.consume_key(keys, Key::D))
        {
            *direction = match direction {
                None => Some(Direction::RightToLeft),
                Some(Direction::RightToLeft) => Some(Direction::LeftToRight),
                Some(_) => None,
            };
        }
    }

    fn on_events(&mut self, ui: &Ui, engine: &TextEngine, width: f32) -> EventOutcome {
        let rules = EditRules {
            id: self.id,
            single_line: self.single_line,
            read_only: self.read_only,
            enter: self.enter,
            leave_vertically: self.leave_vertically,
        };
        if !ui.is_enabled() {
            return EventOutcome::default();
        }
        if !ui.memory(|memory| memory.has_focus(self.id)) && self.buffer.composition().is_some() {
            self.buffer.cancel_composition();
        }
        let ctx = ui.ctx().clone();
        let (style, single, marks) = (self.style, self.single_line, self.show_marks);
        let lay_out = move |buffer: &EditBuffer| {
            let fit = fit(buffer, width, single);
            let chips = chips_of(buffer);
            let extras = extras(&chips, marks);
            engine
                .set_with(&ctx, buffer.text(), &style, fit, &extras)
                .shared()
        };
        take_events(ui, self.buffer, rules, &lay_out)
    }

    fn set(&self, ui: &Ui, engine: &TextEngine, width: f32) -> SetText {
        let fit = fit(self.buffer, width, self.single_line);
        let chips = chips_of(self.buffer);
        let extras = extras(&chips, self.show_marks);
        engine.set_with(ui.ctx(), self.buffer.text(), &self.style, fit, &extras)
    }

    /// Where the text stands; scrolls a single line so that the caret is seen.
    fn origin(&self, text: &SetText, inner: Rect, memory: &mut Memory) -> Pos2 {
        if !self.single_line {
            return text.snap(inner.min);
        }
        let (left, right) = text.extent();
        let caret = text.caret_rect(Pos2::ZERO, self.buffer.caret()).left();
        let (left, right) = (left.min(caret), right.max(caret));
        let spare = (right - left - inner.width()).max(0.0);
        let rtl = text.paragraph().is_rtl();
        // From the edge where the text starts, growing as the text runs off it.
        let start = if rtl {
            inner.right() - right
        } else {
            inner.left() - left
        };
        let sign = if rtl { 1.0 } else { -1.0 };
        let at = |scroll: f32| start + sign * scroll + caret;
        let mut scroll = memory.scroll.clamp(0.0, spare);
        let place = at(scroll);
        if place < inner.left() {
            scroll += sign * (inner.left() - place);
        } else if place > inner.right() {
            scroll += sign * (inner.right() - place);
        }
        memory.scroll = scroll.clamp(0.0, spare);
        let top = inner.center().y - text.size().y / 2.0;
        text.snap(pos2(start + sign * memory.scroll, top))
    }

    #[expect(clippy::too_many_arguments, reason = "all of it is one picture")]
    fn paint(
        &self,
        ui: &Ui,
        rect: Rect,
        inner: Rect,
        text: &SetText,
        origin: Pos2,
        focused: bool,
        idle: f64,
    ) {
        let stroke = if focused {
            self.frame.focus
        } else {
            self.frame.stroke
        };
        let frame = &self.frame;
        ui.painter()
            .rect(rect, frame.corner, frame.fill, stroke, StrokeKind::Inside);
        // Room beside the text for a caret at its very edge.
        let clip = inner.expand2(vec2(3.0, 0.0)).intersect(ui.clip_rect());
        let painter = ui.painter().with_clip_rect(clip);
        paint_behind(&painter, text, origin, self.decorations);
        if focused || self.read_only {
            let range = self.buffer.selection().range();
            for rect in text.selection_rects(origin, range) {
                painter.rect_filled(rect, 0.0, self.colors.selection);
            }
        }
        if self.buffer.text().is_empty() && !self.hint.is_empty() {
            self.paint_hint(ui, &painter, inner);
        }
        text.paint(&painter, origin, self.colors.text);
        paint_chips(
            &painter,
            text,
            origin,
            &chips_of(self.buffer),
            self.colors.chip,
        );
        paint_lines(&painter, text, origin, self.decorations);
        paint_composition(&painter, text, origin, self.buffer, &self.colors);
        if focused && ui.input(|input| input.focused) {
            let caret = self.buffer.caret();
            paint_blinking_caret(ui, &painter, text, origin, caret, &self.colors, idle);
        }
    }

    fn paint_hint(&self, ui: &Ui, painter: &egui::Painter, inner: Rect) {
        let fit = Fit::OneLine {
            width: inner.width(),
        };
        let engine = TextEngine::of(ui.ctx());
        let hint = engine.set(ui.ctx(), self.hint, &self.style, fit, &[]);
        let top = if self.single_line {
            inner.center().y - hint.size().y / 2.0
        } else {
            inner.top()
        };
        let origin = hint.snap(pos2(inner.left(), top));
        hint.paint(painter, origin, self.colors.hint);
    }

    fn offer_ime(&self, ui: &Ui, inner: Rect, caret_rect: Rect) {
        if self.read_only || !ui.memory(|memory| memory.owns_ime_events(self.id)) {
            return;
        }
        let to_global = ui
            .ctx()
            .layer_transform_to_global(ui.layer_id())
            .unwrap_or_default();
        ui.output_mut(|output| {
            output.ime = Some(IMEOutput {
                purpose: egui::IMEPurpose::Normal,
                rect: to_global * inner,
                cursor_rect: to_global * caret_rect,
                should_interrupt_composition: false,
            });
        });
    }

    /// Tells the system what is selected, for pasting with the middle button.
    fn report_selection(&self, ui: &Ui, memory: &mut Memory) {
        let selection = self.buffer.selection();
        if selection == memory.reported || ui.input(|input| input.pointer.any_down()) {
            return;
        }
        memory.reported = selection;
        if !selection.is_caret() {
            let selected = self.buffer.selected_text().to_owned();
            ui.ctx()
                .send_cmd(OutputCommand::TextSelectionSettled(selected));
        }
    }

    fn describe(&self, ui: &Ui, response: &Response, text_before: &str) {
        response.widget_info(|| {
            let mut info =
                WidgetInfo::text_edit(ui.is_enabled(), text_before, self.buffer.text(), self.hint);
            info.label = Some(self.label.clone());
            info
        });
        ui.ctx().accesskit_node_builder(self.id, |node| {
            if !self.single_line {
                node.set_role(accesskit::Role::MultilineTextInput);
            }
            node.add_action(accesskit::Action::SetTextSelection);
            if self.read_only {
                node.set_read_only();
            } else {
                node.add_action(accesskit::Action::SetValue);
                node.add_action(accesskit::Action::ReplaceSelectedText);
            }
        });
    }
}

/// The tags of a text, each to be drawn as a chip.
fn chips_of(buffer: &EditBuffer) -> Vec<Chip> {
    let tags = buffer.tags().into_iter();
    tags.map(|range| chip_at(buffer.text(), range)).collect()
}

fn extras(chips: &[Chip], marks: bool) -> Extras<'_> {
    Extras {
        chips,
        marks,
        ..Extras::default()
    }
}

fn fit(buffer: &EditBuffer, width: f32, single_line: bool) -> Fit {
    let focus = buffer.selection().focus;
    if single_line {
        Fit::Endless { focus }
    } else {
        Fit::Wrap { width, focus }
    }
}
