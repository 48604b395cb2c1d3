//! The way from a text to pixels: fonts, layouts and glyph texture, shared by all widgets.

use super::glyph_atlas::GlyphAtlas;
use super::tag_chips::ChipColors;
use super::text_layouts::{LayoutKey, MeshPaint, TextLayouts};
use eframe::egui::{self, Color32, Id, Painter, Pos2, Rect, Shape, Vec2, mutex::Mutex, vec2};
use std::ops::Range;
use std::sync::Arc;
use turjuman::typeset::{
    Caret, Extras, Fonts, Ink, MAX_LAID_OUT_BYTES, Paragraph, ParagraphStyle, Span, TextRect,
    Typesetter,
};

/// The colours of a text and of what is drawn around it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextColors {
    pub text: Color32,
    /// The hint of an empty field.
    pub hint: Color32,
    /// Behind selected text.
    pub selection: Color32,
    pub caret: Color32,
    pub chip: ChipColors,
}

/// A colour for a [`Span`].
pub fn ink(color: Color32) -> Ink {
    Ink(color.to_array())
}

/// How a text takes its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fit {
    /// In lines of this width, in points; the part around the focus (a byte) if it is very long.
    Wrap { width: f32, focus: usize },
    /// In one line, cut with an ellipsis at this width.
    OneLine { width: f32 },
    /// In one line however long.
    Endless { focus: usize },
}

/// Fonts, layouts and glyphs of a window. A handle, cheap to clone, kept by egui's context.
#[derive(Clone)]
pub struct TextEngine(Arc<Mutex<Inner>>);

struct Inner {
    fonts: Fonts,
    typesetter: Typesetter,
    layouts: TextLayouts,
    atlas: GlyphAtlas,
    frame: Option<u64>,
}

impl TextEngine {
    /// Makes `fonts` the fonts of a context, dropping all layouts.
    pub fn install(ctx: &egui::Context, fonts: Fonts) -> Self {
        let engine = Self(Arc::new(Mutex::new(Inner {
            typesetter: Typesetter::new(&fonts),
            fonts,
            layouts: TextLayouts::default(),
            atlas: GlyphAtlas::new(),
            frame: None,
        })));
        ctx.data_mut(|data| data.insert_temp(Id::NULL, engine.clone()));
        engine
    }

    /// The engine of a context; with the shipped fonts if none was installed.
    pub fn of(ctx: &egui::Context) -> Self {
        match ctx.data(|data| data.get_temp::<Self>(Id::NULL)) {
            Some(engine) => engine,
            None => Self::install(ctx, Fonts::shipped()),
        }
    }

    /// The fonts, for laying out in another thread.
    pub fn fonts(&self) -> Fonts {
        self.0.lock().fonts.clone()
    }

    /// Style and width in the pixels in which [`Self::set`] lays out.
    pub fn in_pixels(
        &self,
        ctx: &egui::Context,
        style: &ParagraphStyle,
        width: f32,
    ) -> (ParagraphStyle, f32) {
        let scale = ctx.pixels_per_point();
        (style.scaled(scale), in_whole_pixels(width, scale))
    }

    /// Sets a text whose style is in points, in whole pixels of the screen.
    pub fn set(
        &self,
        ctx: &egui::Context,
        text: &str,
        style: &ParagraphStyle,
        fit: Fit,
        spans: &[Span],
    ) -> SetText {
        let extras = Extras {
            spans,
            ..Extras::default()
        };
        self.set_with(ctx, text, style, fit, &extras)
    }

    /// Like [`Self::set`], with chips for tags and symbols for invisible marks. Texts in one line
    /// show neither.
    pub fn set_with(
        &self,
        ctx: &egui::Context,
        text: &str,
        style: &ParagraphStyle,
        fit: Fit,
        extras: &Extras<'_>,
    ) -> SetText {
        let pixels_per_point = ctx.pixels_per_point();
        let style = style.scaled(pixels_per_point);
        let pixels = |points| in_whole_pixels(points, pixels_per_point);
        let (width, one_line, focus) = match fit {
            Fit::Wrap { width, focus } => (Some(pixels(width)), false, focus),
            Fit::OneLine { width } => (Some(pixels(width)), true, 0),
            Fit::Endless { focus } => (None, false, focus),
        };
        let window_step = if text.len() > MAX_LAID_OUT_BYTES {
            focus / (MAX_LAID_OUT_BYTES / 4)
        } else {
            0
        };
        let key = LayoutKey::new(text, &style, width, one_line, extras, window_step);
        let mut inner = self.0.lock();
        inner.begin_frame(ctx);
        let Inner {
            typesetter,
            layouts,
            ..
        } = &mut *inner;
        let paragraph = layouts.get_or_lay_out(key, || match width {
            Some(width) if one_line => {
                typesetter.lay_out_one_line(text, &style, width, extras.spans)
            }
            _ => typesetter.lay_out_with(text, focus, &style, width, extras),
        });
        SetText {
            engine: self.clone(),
            key,
            paragraph,
            pixels_per_point,
            letter_size: style.size / pixels_per_point,
        }
    }
}

/// Whole pixels, lest rounding of the window's layout re-wrap a text in every frame.
fn in_whole_pixels(points: f32, pixels_per_point: f32) -> f32 {
    (points * pixels_per_point).floor().max(1.0)
}

impl Inner {
    fn begin_frame(&mut self, ctx: &egui::Context) {
        let frame = ctx.cumulative_pass_nr();
        if self.frame != Some(frame) {
            self.frame = Some(frame);
            self.atlas.begin_frame();
            self.layouts.begin_frame(frame);
        }
    }
}

/// A text set for the screen: everything in points, relative to an origin given each time.
#[derive(Clone)]
pub struct SetText {
    engine: TextEngine,
    key: LayoutKey,
    paragraph: Arc<Paragraph>,
    pixels_per_point: f32,
    letter_size: f32,
}

impl SetText {
    /// The layout, in pixels.
    pub fn paragraph(&self) -> &Paragraph {
        &self.paragraph
    }

    /// The layout to keep.
    pub(super) fn shared(&self) -> Arc<Paragraph> {
        Arc::clone(&self.paragraph)
    }

    /// Whether this is the layout of `text` and not of what it was before.
    pub(super) fn is_of(&self, text: &str, focus: usize) -> bool {
        let window = self.paragraph.window();
        self.key.is_of(text)
            && (!self.paragraph.is_partial() || (window.start..=window.end).contains(&focus))
    }

    /// Size of the text, in points.
    pub fn size(&self) -> Vec2 {
        vec2(self.paragraph.width(), self.paragraph.height()) / self.pixels_per_point
    }

    /// Size of the letters, in points.
    pub fn letter_size(&self) -> f32 {
        self.letter_size
    }

    /// The nearest place on which letters are sharp.
    pub fn snap(&self, origin: Pos2) -> Pos2 {
        (origin.to_vec2() * self.pixels_per_point).round().to_pos2() / self.pixels_per_point
    }

    pub(super) fn place(&self, origin: Pos2, rect: TextRect) -> Rect {
        let corner = |x, y| origin + vec2(x, y) / self.pixels_per_point;
        Rect::from_min_max(corner(rect.left, rect.top), corner(rect.right, rect.bottom))
    }

    fn inside(&self, origin: Pos2, pos: Pos2) -> Pos2 {
        ((pos - origin) * self.pixels_per_point).to_pos2()
    }

    /// Rectangles of a byte range, as tall as their lines.
    pub fn rects(&self, origin: Pos2, range: Range<usize>) -> Vec<Rect> {
        let rects = self.paragraph.rects(range);
        rects
            .into_iter()
            .map(|rect| self.place(origin, rect))
            .collect()
    }

    /// Rectangles of a selection.
    pub fn selection_rects(&self, origin: Pos2, range: Range<usize>) -> Vec<Rect> {
        let newline = self.letter_size * self.pixels_per_point * 0.4;
        let rects = self.paragraph.selection_rects(range, newline);
        rects
            .into_iter()
            .map(|rect| self.place(origin, rect))
            .collect()
    }

    pub fn caret_rect(&self, origin: Pos2, caret: Caret) -> Rect {
        self.place(origin, self.paragraph.caret_rect(caret))
    }

    /// The byte of the letter under a point of the screen.
    pub fn byte_at(&self, origin: Pos2, pos: Pos2) -> Option<usize> {
        let pos = self.inside(origin, pos);
        self.paragraph.byte_at(pos.x, pos.y)
    }

    /// A point of the screen in the unit of [`Self::paragraph`].
    pub fn to_paragraph(&self, origin: Pos2, pos: Pos2) -> Pos2 {
        self.inside(origin, pos)
    }

    /// Distance of the baseline from the top of a line, in points.
    pub fn ascent(&self) -> f32 {
        let first = self.paragraph.lines().next();
        first.map_or(0.0, |line| {
            (line.baseline - line.top) / self.pixels_per_point
        })
    }

    /// Height of the baseline of a caret's line, from the top of the text, in points.
    pub fn baseline_of(&self, caret: Caret) -> f32 {
        let top = self.paragraph.line_top(caret) / self.pixels_per_point;
        top + self.ascent()
    }

    /// Left and right end of all that stands in one line, in points.
    pub fn extent(&self) -> (f32, f32) {
        let (left, right) = self.paragraph.extent();
        (left / self.pixels_per_point, right / self.pixels_per_point)
    }

    /// Draws the letters.
    pub fn paint(&self, painter: &Painter, origin: Pos2, color: Color32) {
        let ctx = painter.ctx();
        let paint = MeshPaint {
            ctx,
            color,
            light_on_dark: ctx.global_style().visuals.dark_mode,
            pixels_per_point: self.pixels_per_point,
        };
        let mut inner = self.engine.0.lock();
        let Inner { layouts, atlas, .. } = &mut *inner;
        let mesh = layouts.mesh(&self.key, atlas, &paint, origin);
        atlas.upload(ctx);
        drop(inner);
        if let Some(mesh) = mesh.filter(|mesh| !mesh.is_empty()) {
            painter.add(Shape::Mesh(mesh));
        }
    }
}
