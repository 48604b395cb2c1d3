//! One texture with the pictures of all glyphs on the screen.

use super::colour_glyph::{ColourGlyphs, ColourPicture};
use eframe::egui::{self, Color32, Pos2, Rect, TextureId, pos2, vec2};
use egui::epaint::text::TextOptions;
use egui::epaint::{FontColorTransferFunction, ImageData, Mesh, TextureAtlas};
use skrifa::MetadataProvider as _;
use skrifa::instance::{LocationRef, NormalizedCoord, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use turjuman::typeset::{Glyph, GlyphRun};
use zeno::{Command, Mask, Scratch, Vector};

/// Width of the texture, and its greatest height, in texels: under 16 MB, which every machine has.
const SIDE: usize = 1984;
/// Height to begin with; enough for a session in two sizes.
const FIRST_HEIGHT: usize = SIDE / 4;
/// Past this part of the greatest height the atlas is emptied before the next frame.
const FULL: f32 = 0.9;
/// Places between two pixels at which a glyph can stand.
const SUBPIXEL_STEPS: f32 = 4.0;
/// A glyph larger than this is left out: it would not fit beside others.
const MAX_GLYPH: u32 = 1000;

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct FaceKey {
    font: u64,
    index: u32,
    size: u32,
    coords: u64,
    /// Thin strokes of light letters on a dark ground are drawn a little heavier.
    light_on_dark: bool,
}

/// A glyph's picture: where it is in the texture, and where it goes relative to the pen.
#[derive(Clone, Copy)]
struct Picture {
    texels: Rect,
    left: i32,
    top: i32,
    /// It has colours of its own and does not take that of the text.
    coloured: bool,
}

pub(super) struct GlyphAtlas {
    texture: Option<TextureId>,
    atlas: TextureAtlas,
    pictures: HashMap<(FaceKey, u32, u8), Option<Picture>>,
    scratch: Scratch,
    commands: Vec<Command>,
    generation: u64,
}

impl GlyphAtlas {
    pub fn new() -> Self {
        Self {
            texture: None,
            atlas: empty_atlas(),
            pictures: HashMap::new(),
            scratch: Scratch::new(),
            commands: Vec::new(),
            generation: 0,
        }
    }

    /// Changes whenever meshes made before no longer fit the texture.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// Empties the atlas if it is nearly full. Only between frames: meshes become invalid.
    pub fn begin_frame(&mut self) {
        if self.atlas.fill_ratio() > FULL {
            self.atlas = empty_atlas();
            self.pictures.clear();
            self.generation += 1;
        }
    }

    /// Adds the glyphs of a run to a mesh whose unit is `1 / pixels_per_point` pixels.
    pub fn add_run(
        &mut self,
        mesh: &mut Mesh,
        run: &GlyphRun<'_>,
        color: Color32,
        light_on_dark: bool,
        pixels_per_point: f32,
    ) {
        let coords: Vec<NormalizedCoord> = run.coords().map(NormalizedCoord::from_bits).collect();
        let face = FaceKey {
            font: run.font_id(),
            index: run.font_index(),
            size: run.size().to_bits(),
            coords: coords_hash(run),
            light_on_dark,
        };
        let height_before = self.atlas.size()[1];
        let font = skrifa::FontRef::from_index(run.font_bytes(), run.font_index()).ok();
        let painter = RunPainter {
            outlines: font.as_ref().map(|font| font.outline_glyphs()),
            coloured: font.as_ref().map(ColourGlyphs::new),
            size: run.size(),
            coords: &coords,
        };
        for glyph in run.glyphs() {
            self.add_glyph(mesh, &painter, face, glyph, color, pixels_per_point);
        }
        if self.atlas.size()[1] != height_before {
            self.generation += 1;
        }
    }

    fn add_glyph(
        &mut self,
        mesh: &mut Mesh,
        painter: &RunPainter<'_>,
        face: FaceKey,
        glyph: Glyph,
        color: Color32,
        pixels_per_point: f32,
    ) {
        let steps = (glyph.x * SUBPIXEL_STEPS).round();
        let whole = (steps / SUBPIXEL_STEPS).floor();
        let step = (steps - whole * SUBPIXEL_STEPS) as u8;
        let key = (face, glyph.id, step);
        let picture = match self.pictures.get(&key) {
            Some(known) => *known,
            None => {
                let drawn = self.draw(painter, glyph.id, step, face.light_on_dark);
                self.pictures.insert(key, drawn);
                drawn
            }
        };
        let Some(picture) = picture else {
            return;
        };
        let place = pos2(
            whole + picture.left as f32,
            glyph.y.round() + picture.top as f32,
        );
        let rect = Rect::from_min_size(place, picture.texels.size());
        let tint = if picture.coloured {
            Color32::WHITE.gamma_multiply_u8(color.a())
        } else {
            color
        };
        mesh.add_rect_with_uv(rect / pixels_per_point, self.uv(picture.texels), tint);
    }

    fn uv(&self, texels: Rect) -> Rect {
        let [width, height] = self.atlas.size();
        let scale = |p: Pos2| pos2(p.x / width as f32, p.y / height as f32);
        Rect::from_min_max(scale(texels.min), scale(texels.max))
    }

    fn draw(
        &mut self,
        painter: &RunPainter<'_>,
        id: u32,
        step: u8,
        light_on_dark: bool,
    ) -> Option<Picture> {
        if let Some(picture) = painter.colours(id, light_on_dark) {
            return self.keep_colours(&picture);
        }
        self.commands.clear();
        let mut pen = Pen {
            commands: &mut self.commands,
            shift: f32::from(step) / SUBPIXEL_STEPS,
        };
        painter.outline(id, &mut pen)?;
        let (mask, placement) =
            Mask::with_scratch(self.commands.as_slice(), &mut self.scratch).render();
        let (width, height) = (placement.width, placement.height);
        if width == 0 || height == 0 || width > MAX_GLYPH || height > MAX_GLYPH {
            return None;
        }
        let weight = if light_on_dark {
            FontColorTransferFunction::DARK_MODE_DEFAULT
        } else {
            FontColorTransferFunction::LIGHT_MODE_DEFAULT
        };
        let (width, height) = (width as usize, height as usize);
        let ((x, y), image) = self.atlas.allocate((width, height));
        for (row, line) in mask.chunks_exact(width).enumerate() {
            for (column, coverage) in line.iter().enumerate() {
                let colour = weight.color_from_coverage(f32::from(*coverage) / 255.0);
                image[(x + column, y + row)] = colour;
            }
        }
        Some(Picture {
            texels: Rect::from_min_size(
                pos2(x as f32, y as f32),
                vec2(width as f32, height as f32),
            ),
            left: placement.left,
            top: placement.top,
            coloured: false,
        })
    }

    fn keep_colours(&mut self, picture: &ColourPicture) -> Option<Picture> {
        let (width, height) = (picture.width, picture.height);
        if width == 0 || height == 0 || width.max(height) > MAX_GLYPH as usize {
            return None;
        }
        let ((x, y), image) = self.atlas.allocate((width, height));
        for (row, line) in picture.pixels.chunks_exact(width).enumerate() {
            for (column, pixel) in line.iter().enumerate() {
                image[(x + column, y + row)] = *pixel;
            }
        }
        Some(Picture {
            texels: Rect::from_min_size(
                pos2(x as f32, y as f32),
                vec2(width as f32, height as f32),
            ),
            left: picture.left,
            top: picture.top,
            coloured: true,
        })
    }

    /// The texture; it exists from the first call on.
    pub fn texture(&mut self, ctx: &egui::Context) -> TextureId {
        *self.texture.get_or_insert_with(|| {
            let image = ImageData::Color(self.atlas.image().clone().into());
            let options = TextureAtlas::texture_options();
            ctx.tex_manager()
                .write()
                .alloc("glyphs".into(), image, options)
        })
    }

    /// Sends new glyphs to the graphics card.
    pub fn upload(&mut self, ctx: &egui::Context) {
        let texture = self.texture(ctx);
        if let Some(delta) = self.atlas.take_delta() {
            ctx.tex_manager().write().set(texture, delta);
        }
    }
}

fn coords_hash(run: &GlyphRun<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    for coord in run.coords() {
        coord.hash(&mut hasher);
    }
    hasher.finish()
}

fn empty_atlas() -> TextureAtlas {
    TextureAtlas::new([SIDE, FIRST_HEIGHT], TextOptions::default())
}

/// What all glyphs of a run have in common.
struct RunPainter<'a> {
    outlines: Option<skrifa::outline::OutlineGlyphCollection<'a>>,
    coloured: Option<ColourGlyphs<'a>>,
    size: f32,
    coords: &'a [NormalizedCoord],
}

impl RunPainter<'_> {
    fn colours(&self, id: u32, light_on_dark: bool) -> Option<ColourPicture> {
        let ink = if light_on_dark {
            Color32::WHITE
        } else {
            Color32::BLACK
        };
        let location = LocationRef::new(self.coords);
        let glyphs = self.coloured.as_ref()?;
        glyphs.draw(id, self.size, location, ink)
    }

    fn outline(&self, id: u32, pen: &mut Pen<'_>) -> Option<()> {
        let outline = self.outlines.as_ref()?.get(skrifa::GlyphId::new(id))?;
        let location = LocationRef::new(self.coords);
        let settings = DrawSettings::unhinted(Size::new(self.size), location);
        outline.draw(settings, pen).ok()?;
        Some(())
    }
}

/// Takes an outline, whose y grows upwards, as a path whose y grows downwards.
pub(super) struct Pen<'a> {
    pub(super) commands: &'a mut Vec<Command>,
    /// Added to every x.
    pub(super) shift: f32,
}

impl Pen<'_> {
    fn at(&self, x: f32, y: f32) -> Vector {
        Vector::new(x + self.shift, -y)
    }
}

impl OutlinePen for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.commands.push(Command::MoveTo(self.at(x, y)));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.commands.push(Command::LineTo(self.at(x, y)));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let (control, end) = (self.at(cx, cy), self.at(x, y));
        self.commands.push(Command::QuadTo(control, end));
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let (first, second, end) = (self.at(ax, ay), self.at(bx, by), self.at(x, y));
        self.commands.push(Command::CurveTo(first, second, end));
    }

    fn close(&mut self) {
        self.commands.push(Command::Close);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use turjuman::typeset::{Direction, Extras, Face, Fonts, ParagraphStyle, Typesetter};

    const SAMPLE: &str = include_str!("../../../assets/sample/article.txt");
    /// What the texture may take, in bytes.
    const ALLOWED: usize = 16_000_000;

    fn draw(atlas: &mut GlyphAtlas, typesetter: &mut Typesetter, face: Face, size: f32) {
        let style = ParagraphStyle::new(face, size, 1.8, Direction::Auto);
        let text = match face {
            Face::Arabic => SAMPLE.to_owned(),
            Face::Sans | Face::Serif => ('!'..='~').chain('À'..='ſ').collect(),
        };
        for line in text.lines() {
            let extras = Extras::default();
            let paragraph = typesetter.lay_out_with(line, 0, &style, Some(600.0), &extras);
            let mut mesh = Mesh::default();
            for run in paragraph.glyph_runs() {
                atlas.add_run(&mut mesh, &run, Color32::BLACK, false, 1.0);
            }
            assert!(line.is_empty() || !mesh.is_empty());
        }
    }

    fn bytes(atlas: &GlyphAtlas) -> usize {
        let [width, height] = atlas.atlas.size();
        width * height * size_of::<Color32>()
    }

    #[test]
    fn four_sizes_of_three_faces_fit_without_being_emptied() {
        let mut atlas = GlyphAtlas::new();
        let mut typesetter = Typesetter::new(&Fonts::shipped());
        for _ in 0..2 {
            for size in [14.0, 16.0, 19.0, 24.0] {
                for face in [Face::Arabic, Face::Sans, Face::Serif] {
                    atlas.begin_frame();
                    draw(&mut atlas, &mut typesetter, face, size);
                }
            }
        }
        assert!(bytes(&atlas) < ALLOWED, "{} bytes", bytes(&atlas));
        assert!(atlas.pictures.len() > 2000, "emptied on the way");
    }

    #[test]
    fn many_sizes_empty_the_texture_rather_than_let_it_grow() {
        let mut atlas = GlyphAtlas::new();
        let mut typesetter = Typesetter::new(&Fonts::shipped());
        let mut most = 0;
        for size in 20..60 {
            atlas.begin_frame();
            draw(&mut atlas, &mut typesetter, Face::Arabic, size as f32);
            most = most.max(atlas.pictures.len());
            assert!(bytes(&atlas) < ALLOWED, "{} bytes", bytes(&atlas));
        }
        assert!(atlas.pictures.len() < most, "never emptied");
    }
}
