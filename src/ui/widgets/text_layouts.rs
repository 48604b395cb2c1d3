//! Keeps the paragraphs near the view laid out, with their meshes.

use super::glyph_atlas::GlyphAtlas;
use eframe::egui::{self, Color32, Mesh, Pos2};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher as _};
use std::sync::Arc;
use turjuman::typeset::{Direction, Extras, Face, Paragraph, ParagraphStyle};

/// Paragraphs not shown for so many frames are dropped when there are many.
const MAX_AGE: u64 = 120;
/// Text kept laid out regardless of age, in bytes; a paragraph takes some forty times its text.
const KEPT_BYTES: usize = 200_000;

/// What a layout depends on, the texts as hashes.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct LayoutKey {
    text: u64,
    text_len: usize,
    face: Face,
    direction: Direction,
    size: u32,
    line_height: u32,
    bold: bool,
    italic: bool,
    width: Option<u32>,
    one_line: bool,
    extras: u64,
    window_step: usize,
}

impl LayoutKey {
    pub fn new(
        text: &str,
        style: &ParagraphStyle,
        width: Option<f32>,
        one_line: bool,
        extras: &Extras<'_>,
        window_step: usize,
    ) -> Self {
        Self {
            text: hash_of(text),
            text_len: text.len(),
            face: style.face,
            direction: style.direction,
            size: style.size.to_bits(),
            line_height: style.line_height.to_bits(),
            bold: style.bold,
            italic: style.italic,
            width: width.map(f32::to_bits),
            one_line,
            extras: hash_of(&(extras.spans, extras.chips, extras.marks)),
            window_step,
        }
    }

    pub fn is_of(&self, text: &str) -> bool {
        self.text_len == text.len() && self.text == hash_of(text)
    }
}

fn hash_of(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// What a mesh depends on besides its paragraph.
#[derive(Clone, Copy, PartialEq)]
struct MeshKey {
    generation: u64,
    color: Color32,
    light_on_dark: bool,
    pixels_per_point: f32,
}

struct Kept {
    paragraph: Arc<Paragraph>,
    last_used: u64,
    mesh: Option<(MeshKey, Pos2, Arc<Mesh>)>,
}

#[derive(Default)]
pub(super) struct TextLayouts {
    kept: HashMap<LayoutKey, Kept>,
    frame: u64,
}

impl TextLayouts {
    pub fn begin_frame(&mut self, frame: u64) {
        self.frame = frame;
        let bytes: usize = self.kept.keys().map(|key| key.text_len + 64).sum();
        if bytes > KEPT_BYTES {
            self.kept
                .retain(|_, kept| kept.last_used + MAX_AGE >= frame);
        }
        if bytes > KEPT_BYTES * 8 {
            self.kept.retain(|_, kept| kept.last_used + 2 >= frame);
        }
    }

    pub fn get_or_lay_out(
        &mut self,
        key: LayoutKey,
        lay_out: impl FnOnce() -> Paragraph,
    ) -> Arc<Paragraph> {
        let kept = self.kept.entry(key).or_insert_with(|| Kept {
            paragraph: Arc::new(lay_out()),
            last_used: 0,
            mesh: None,
        });
        kept.last_used = self.frame;
        Arc::clone(&kept.paragraph)
    }

    /// The mesh of a paragraph at `origin`, in points.
    pub fn mesh(
        &mut self,
        key: &LayoutKey,
        atlas: &mut GlyphAtlas,
        paint: &MeshPaint<'_>,
        origin: Pos2,
    ) -> Option<Arc<Mesh>> {
        let kept = self.kept.get_mut(key)?;
        let wanted = |atlas: &GlyphAtlas| MeshKey {
            generation: atlas.generation(),
            color: paint.color,
            light_on_dark: paint.light_on_dark,
            pixels_per_point: paint.pixels_per_point,
        };
        match &mut kept.mesh {
            Some((made_for, place, mesh)) if *made_for == wanted(atlas) => {
                if *place != origin {
                    Arc::make_mut(mesh).translate(origin - *place);
                    *place = origin;
                }
                Some(Arc::clone(mesh))
            }
            _ => {
                let mut mesh = build(&kept.paragraph, atlas, paint);
                mesh.translate(origin.to_vec2());
                let mesh = Arc::new(mesh);
                kept.mesh = Some((wanted(atlas), origin, Arc::clone(&mesh)));
                Some(mesh)
            }
        }
    }
}

/// How a mesh is to be coloured.
pub(super) struct MeshPaint<'a> {
    pub ctx: &'a egui::Context,
    pub color: Color32,
    pub light_on_dark: bool,
    pub pixels_per_point: f32,
}

fn build(paragraph: &Paragraph, atlas: &mut GlyphAtlas, paint: &MeshPaint<'_>) -> Mesh {
    let texture = atlas.texture(paint.ctx);
    // A second round if the texture grew under way, which moves what was placed before.
    for _ in 0..2 {
        let before = atlas.generation();
        let mut mesh = Mesh::with_texture(texture);
        for run in paragraph.glyph_runs() {
            let color = run.ink().map_or(paint.color, |ink| {
                let [r, g, b, a] = ink.0;
                Color32::from_rgba_premultiplied(r, g, b, a)
            });
            let scale = paint.pixels_per_point;
            atlas.add_run(&mut mesh, &run, color, paint.light_on_dark, scale);
        }
        if atlas.generation() == before {
            return mesh;
        }
        paint.ctx.request_discard("the glyph texture grew");
    }
    Mesh::with_texture(texture)
}

#[cfg(test)]
mod tests {
    use super::*;
    use turjuman::typeset::{Fonts, Typesetter};

    #[test]
    fn scrolling_drops_the_layouts_it_leaves_behind() {
        const PARAGRAPH: usize = 1_000;
        let style = ParagraphStyle::new(Face::Sans, 16.0, 1.6, Direction::LeftToRight);
        let extras = Extras::default();
        let mut typesetter = Typesetter::new(&Fonts::shipped());
        let mut layouts = TextLayouts::default();
        let mut laid_out = 0;
        for frame in 0..3_000 {
            layouts.begin_frame(frame);
            // Each row is in view for ten frames.
            for row in frame..frame + 10 {
                let text = format!("{row:0PARAGRAPH$}");
                let key = LayoutKey::new(&text, &style, Some(400.0), false, &extras, 0);
                layouts.get_or_lay_out(key, || {
                    laid_out += 1;
                    typesetter.lay_out_with("x", 0, &style, Some(400.0), &extras)
                });
            }
            let kept = layouts.kept.len();
            assert!(
                kept * PARAGRAPH <= KEPT_BYTES + 20 * PARAGRAPH,
                "{kept} rows"
            );
        }
        assert_eq!(laid_out, 3_009, "a row in view was laid out again");
    }
}
