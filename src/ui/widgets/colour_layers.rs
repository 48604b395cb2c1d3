//! Paints the layers of a COLR glyph: solid and gradient fills in the shapes of other glyphs.

use super::colour_glyph::ColourPicture;
use super::glyph_atlas::Pen;
use eframe::egui::Color32;
use skrifa::GlyphId;
use skrifa::color::{Brush, Color, ColorPainter, ColorStop, CompositeMode, Extend, Transform};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlineGlyphCollection};
use skrifa::raw::types::{BoundingBox, Point};
use std::f32::consts::TAU;
use zeno::{Command, Format, Mask, PathBuilder as _, Vector};

/// Room around the em square, in ems: pictures stand out of it a little.
const MARGIN: f32 = 0.5;
/// Fills of one glyph; a font with more is broken.
const MAX_FILLS: usize = 4_000;
/// The palette entry that stands for the colour of the text.
const TEXT_COLOUR: u16 = 0xFFFF;

/// Red, green, blue, opacity from 0 to 1, premultiplied.
type Pixel = [f32; 4];

/// A square picture twice the em on each side, the pen at [`MARGIN`] from its left edge and the
/// baseline at as much above its lower edge.
pub(super) struct Canvas<'a> {
    outlines: &'a OutlineGlyphCollection<'a>,
    palette: &'a [Color],
    ink: Color32,
    side: usize,
    /// The canvas' own layer and those opened on it.
    layers: Vec<(Vec<Pixel>, CompositeMode)>,
    /// Coverage, all clips before multiplied in.
    clips: Vec<Vec<u8>>,
    /// From the font's units to pixels.
    transforms: Vec<Transform>,
    fills: usize,
}

impl<'a> Canvas<'a> {
    pub fn new(
        outlines: &'a OutlineGlyphCollection<'a>,
        palette: &'a [Color],
        ink: Color32,
        size: f32,
        units_per_em: f32,
    ) -> Option<Self> {
        let side = (size * (1.0 + 2.0 * MARGIN)).ceil();
        if !(1.0..=1000.0).contains(&side) {
            return None;
        }
        let scale = size / units_per_em;
        let side = side as usize;
        Some(Self {
            outlines,
            palette,
            ink,
            side,
            layers: vec![(vec![[0.0; 4]; side * side], CompositeMode::SrcOver)],
            clips: Vec::new(),
            transforms: vec![Transform {
                xx: scale,
                yx: 0.0,
                xy: 0.0,
                yy: -scale,
                dx: (size * MARGIN).round(),
                dy: side as f32 - (size * MARGIN).round(),
            }],
            fills: 0,
        })
    }

    /// What was painted, without its empty edges; `None` if nothing was.
    pub fn finish(mut self) -> Option<ColourPicture> {
        while self.layers.len() > 1 {
            self.pop_layer();
        }
        let origin = self.transforms.first().copied()?;
        let (pixels, _) = self.layers.pop()?;
        let seen = |row: usize, column: usize| {
            let pixel = pixels.get(row * self.side + column);
            pixel.is_some_and(|pixel| pixel[3] > 0.0)
        };
        let all = 0..self.side;
        let rows = bounds(all.clone(), |row| {
            (0..self.side).any(|column| seen(row, column))
        })?;
        let columns = bounds(all, |column| (0..self.side).any(|row| seen(row, column)))?;
        let shown = rows
            .clone()
            .flat_map(|row| columns.clone().map(move |column| row * self.side + column));
        Some(ColourPicture {
            width: columns.len(),
            height: rows.len(),
            left: columns.start as i32 - origin.dx as i32,
            top: rows.start as i32 - origin.dy as i32,
            pixels: shown
                .map(|at| pixels.get(at).map_or(Color32::TRANSPARENT, to_colour))
                .collect(),
        })
    }

    fn transform(&self) -> Transform {
        self.transforms.last().copied().unwrap_or_default()
    }

    /// Coverage of a path given in pixels, inside the clips so far.
    fn push_clip(&mut self, path: &[Command]) {
        let mut mask = vec![0; self.side * self.side];
        if !path.is_empty() {
            let side = self.side as u32;
            Mask::new(path)
                .size(side, side)
                .format(Format::Alpha)
                .render_into(&mut mask, None);
        }
        if let Some(outer) = self.clips.last() {
            for (inner, outer) in mask.iter_mut().zip(outer) {
                *inner = (u16::from(*inner) * u16::from(*outer) / 255) as u8;
            }
        }
        self.clips.push(mask);
    }

    fn colour(&self, index: u16, alpha: f32) -> Pixel {
        let [r, g, b, a] = match self.palette.get(usize::from(index)) {
            _ if index == TEXT_COLOUR => self.ink.to_srgba_unmultiplied(),
            Some(colour) => [colour.red, colour.green, colour.blue, colour.alpha],
            None => return [0.0; 4],
        };
        let alpha = f32::from(a) / 255.0 * alpha.clamp(0.0, 1.0);
        let part = |value: u8| f32::from(value) / 255.0 * alpha;
        [part(r), part(g), part(b), alpha]
    }

    /// The colour of a gradient at `t` between its ends.
    fn stop_colour(&self, stops: &[ColorStop], t: f32) -> Pixel {
        let after = stops.partition_point(|stop| stop.offset < t);
        let of = |stop: &ColorStop| self.colour(stop.palette_index, stop.alpha);
        match (
            after.checked_sub(1).and_then(|at| stops.get(at)),
            stops.get(after),
        ) {
            (Some(left), Some(right)) => {
                let share = (t - left.offset) / (right.offset - left.offset).max(f32::EPSILON);
                mixed(of(left), of(right), share)
            }
            (Some(only), None) | (None, Some(only)) => of(only),
            (None, None) => [0.0; 4],
        }
    }
}

impl ColorPainter for Canvas<'_> {
    fn push_transform(&mut self, transform: Transform) {
        self.transforms.push(self.transform() * transform);
    }

    fn pop_transform(&mut self) {
        if self.transforms.len() > 1 {
            self.transforms.pop();
        }
    }

    fn push_clip_glyph(&mut self, glyph_id: GlyphId) {
        let mut path = Vec::new();
        if let Some(outline) = self.outlines.get(glyph_id) {
            let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
            let mut pen = Pen {
                commands: &mut path,
                shift: 0.0,
            };
            // A broken outline clips everything away.
            if outline.draw(settings, &mut pen).is_err() {
                pen.commands.clear();
            }
        }
        let transform = self.transform();
        // The pen turns the y axis for plain glyphs; here the transform does.
        let move_point = |p: &Vector| apply(&transform, p.x, -p.y);
        for command in &mut path {
            *command = match command {
                Command::MoveTo(p) => Command::MoveTo(move_point(p)),
                Command::LineTo(p) => Command::LineTo(move_point(p)),
                Command::QuadTo(a, p) => Command::QuadTo(move_point(a), move_point(p)),
                Command::CurveTo(a, b, p) => {
                    Command::CurveTo(move_point(a), move_point(b), move_point(p))
                }
                Command::Close => Command::Close,
            };
        }
        self.push_clip(&path);
    }

    fn push_clip_box(&mut self, clip: BoundingBox<f32>) {
        let transform = self.transform();
        let mut path = Vec::new();
        path.move_to(apply(&transform, clip.x_min, clip.y_min));
        path.line_to(apply(&transform, clip.x_max, clip.y_min));
        path.line_to(apply(&transform, clip.x_max, clip.y_max));
        path.line_to(apply(&transform, clip.x_min, clip.y_max));
        path.close();
        self.push_clip(&path);
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn fill(&mut self, brush: Brush<'_>) {
        self.fills += 1;
        if self.fills > MAX_FILLS {
            return;
        }
        let Some(back) = inverse(&self.transform()) else {
            return;
        };
        let Some((mut layer, mode)) = self.layers.pop() else {
            return;
        };
        let solid = match brush {
            Brush::Solid {
                palette_index,
                alpha,
            } => Some(self.colour(palette_index, alpha)),
            _ => None,
        };
        let clip = self.clips.last();
        for (at, pixel) in layer.iter_mut().enumerate() {
            let cover = clip.map_or(255, |clip| clip.get(at).copied().unwrap_or(0));
            if cover == 0 {
                continue;
            }
            let colour = solid.unwrap_or_else(|| {
                let (x, y) = ((at % self.side) as f32 + 0.5, (at / self.side) as f32 + 0.5);
                let p = apply(&back, x, y);
                match position(&brush, p.x, p.y) {
                    Some((t, stops)) => self.stop_colour(stops, t),
                    None => [0.0; 4],
                }
            });
            let share = f32::from(cover) / 255.0;
            *pixel = composed(CompositeMode::SrcOver, colour.map(|c| c * share), *pixel);
        }
        self.layers.push((layer, mode));
    }

    fn push_layer(&mut self, mode: CompositeMode) {
        self.layers
            .push((vec![[0.0; 4]; self.side * self.side], mode));
    }

    fn pop_layer(&mut self) {
        if self.layers.len() < 2 {
            return;
        }
        if let (Some((upper, mode)), Some((lower, _))) = (self.layers.pop(), self.layers.last_mut())
        {
            for (lower, upper) in lower.iter_mut().zip(upper) {
                *lower = composed(mode, upper, *lower);
            }
        }
    }
}

/// How far along its colour line a gradient is at a point; `None` where it paints nothing.
fn position<'b>(brush: &Brush<'b>, x: f32, y: f32) -> Option<(f32, &'b [ColorStop])> {
    match *brush {
        Brush::Solid { .. } => None,
        Brush::LinearGradient {
            p0,
            p1,
            color_stops,
            extend,
        } => {
            let (dx, dy) = (p1.x - p0.x, p1.y - p0.y);
            let length = dx * dx + dy * dy;
            let along = (x - p0.x) * dx + (y - p0.y) * dy;
            let t = if length > 0.0 { along / length } else { 0.0 };
            Some((extended(t, extend), color_stops))
        }
        Brush::RadialGradient {
            c0,
            r0,
            c1,
            r1,
            color_stops,
            extend,
        } => {
            let t = between_circles((c0, r0), (c1, r1), x, y)?;
            Some((extended(t, extend), color_stops))
        }
        Brush::SweepGradient {
            c0,
            start_angle,
            end_angle,
            color_stops,
            extend,
        } => {
            let angle = (-(y - c0.y)).atan2(x - c0.x).rem_euclid(TAU).to_degrees();
            let sweep = end_angle - start_angle;
            let t = if sweep == 0.0 {
                0.0
            } else {
                (angle - start_angle) / sweep
            };
            Some((extended(t, extend), color_stops))
        }
    }
}

/// The greatest `t` whose circle, between the first (0) and the second (1), goes through a point.
/// The quadratic of the OpenType COLR chapter.
fn between_circles(
    (c0, r0): (Point<f32>, f32),
    (c1, r1): (Point<f32>, f32),
    x: f32,
    y: f32,
) -> Option<f32> {
    let (dx, dy, dr) = (c1.x - c0.x, c1.y - c0.y, r1 - r0);
    let (px, py) = (x - c0.x, y - c0.y);
    let a = dx * dx + dy * dy - dr * dr;
    let b = px * dx + py * dy + r0 * dr;
    let c = px * px + py * py - r0 * r0;
    let drawn = |t: f32| r0 + t * dr >= 0.0;
    if a.abs() < 1e-6 {
        let t = c / (2.0 * b);
        return (b != 0.0 && drawn(t)).then_some(t);
    }
    let root = b * b - a * c;
    if root < 0.0 {
        return None;
    }
    let (first, second) = ((b + root.sqrt()) / a, (b - root.sqrt()) / a);
    let (high, low) = (first.max(second), first.min(second));
    [high, low].into_iter().find(|t| drawn(*t))
}

fn extended(t: f32, extend: Extend) -> f32 {
    match extend {
        Extend::Repeat => t.rem_euclid(1.0),
        Extend::Reflect => {
            let t = t.rem_euclid(2.0);
            if t > 1.0 { 2.0 - t } else { t }
        }
        _ => t.clamp(0.0, 1.0),
    }
}

/// Porter and Duff's operators on premultiplied pixels, and the two commonest blends. Fonts use no
/// others; those are laid over.
fn composed(mode: CompositeMode, source: Pixel, dest: Pixel) -> Pixel {
    let ([.., sa], [.., da]) = (source, dest);
    let (keep_source, keep_dest) = match mode {
        CompositeMode::Clear => (0.0, 0.0),
        CompositeMode::Src => (1.0, 0.0),
        CompositeMode::Dest => (0.0, 1.0),
        CompositeMode::DestOver => (1.0 - da, 1.0),
        CompositeMode::SrcIn => (da, 0.0),
        CompositeMode::DestIn => (0.0, sa),
        CompositeMode::SrcOut => (1.0 - da, 0.0),
        CompositeMode::DestOut => (0.0, 1.0 - sa),
        CompositeMode::SrcAtop => (da, 1.0 - sa),
        CompositeMode::DestAtop => (1.0 - da, sa),
        CompositeMode::Xor => (1.0 - da, 1.0 - sa),
        CompositeMode::Plus => (1.0, 1.0),
        CompositeMode::Screen => return zipped(source, dest, |s, d| s + d - s * d),
        CompositeMode::Multiply => {
            return zipped(source, dest, |s, d| s * (1.0 - da) + d * (1.0 - sa) + s * d);
        }
        _ => (1.0, 1.0 - sa),
    };
    zipped(source, dest, |s, d| {
        (s * keep_source + d * keep_dest).min(1.0)
    })
}

fn zipped(a: Pixel, b: Pixel, join: impl Fn(f32, f32) -> f32) -> Pixel {
    std::array::from_fn(|at| {
        join(
            a.get(at).copied().unwrap_or(0.0),
            b.get(at).copied().unwrap_or(0.0),
        )
    })
}

fn mixed(a: Pixel, b: Pixel, share: f32) -> Pixel {
    zipped(a, b, |a, b| a + (b - a) * share)
}

fn to_colour(pixel: &Pixel) -> Color32 {
    let [r, g, b, a] = pixel.map(|part| (part * 255.0).round().clamp(0.0, 255.0) as u8);
    Color32::from_rgba_premultiplied(r, g, b, a)
}

/// The part of a range from the first to the last that counts.
fn bounds(
    mut all: std::ops::Range<usize>,
    counts: impl Fn(usize) -> bool,
) -> Option<std::ops::Range<usize>> {
    let first = all.find(|at| counts(*at))?;
    let last = all.rev().find(|at| counts(*at)).unwrap_or(first);
    Some(first..last + 1)
}

fn apply(transform: &Transform, x: f32, y: f32) -> Vector {
    Vector::new(
        transform.xx * x + transform.xy * y + transform.dx,
        transform.yx * x + transform.yy * y + transform.dy,
    )
}

fn inverse(t: &Transform) -> Option<Transform> {
    let determinant = t.xx * t.yy - t.xy * t.yx;
    if determinant == 0.0 || !determinant.is_finite() {
        return None;
    }
    let (xx, xy) = (t.yy / determinant, -t.xy / determinant);
    let (yx, yy) = (-t.yx / determinant, t.xx / determinant);
    Some(Transform {
        xx,
        yx,
        xy,
        yy,
        dx: -(xx * t.dx + xy * t.dy),
        dy: -(yx * t.dx + yy * t.dy),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use skrifa::{FontRef, MetadataProvider as _};

    const FONT: &[u8] = include_bytes!("../../../assets/fonts/NotoSans-Regular.ttf");
    const RED: Color = Color {
        red: 255,
        green: 0,
        blue: 0,
        alpha: 255,
    };
    const BLUE: Color = Color {
        red: 0,
        green: 0,
        blue: 255,
        alpha: 255,
    };

    fn painted(paint: impl FnOnce(&mut Canvas<'_>, GlyphId)) -> Option<ColourPicture> {
        let font = FontRef::new(FONT).unwrap();
        let outlines = font.outline_glyphs();
        let palette = [RED, BLUE];
        let ink = Color32::BLACK;
        let mut canvas = Canvas::new(&outlines, &palette, ink, 40.0, 1000.0).unwrap();
        let letter = font.charmap().map('H').unwrap();
        paint(&mut canvas, letter);
        canvas.finish()
    }

    fn solid(palette_index: u16) -> Brush<'static> {
        Brush::Solid {
            palette_index,
            alpha: 1.0,
        }
    }

    #[test]
    fn a_layer_has_its_colour_and_stands_on_the_baseline() {
        let picture = painted(|canvas, letter| canvas.fill_glyph(letter, None, solid(0))).unwrap();
        // An H of Noto Sans is 714 units high and begins 98 to the right of the pen.
        assert_eq!((picture.top, picture.left), (-29, 3));
        assert_eq!(picture.height, 29);
        assert!(picture.pixels.contains(&Color32::RED));
        assert!(picture.pixels.contains(&Color32::TRANSPARENT));
    }

    #[test]
    fn layers_are_put_together_by_their_mode() {
        let cases = [
            (CompositeMode::SrcOver, Some(Color32::BLUE)),
            (CompositeMode::Dest, Some(Color32::RED)),
            (CompositeMode::SrcIn, Some(Color32::BLUE)),
            (CompositeMode::DestOut, None),
            (CompositeMode::Clear, None),
            (CompositeMode::Plus, Some(Color32::from_rgb(255, 0, 255))),
        ];
        for (mode, expected) in cases {
            let picture = painted(|canvas, letter| {
                canvas.fill_glyph(letter, None, solid(0));
                canvas.push_layer(mode);
                canvas.fill_glyph(letter, None, solid(1));
                canvas.pop_layer();
            });
            let seen = picture.map(|picture| picture.pixels);
            match expected {
                Some(colour) => assert!(seen.unwrap().contains(&colour), "{mode:?}"),
                // Soft edges leave a trace of the lower layer.
                None => assert!(
                    seen.is_none_or(|pixels| pixels.iter().all(|pixel| pixel.a() < 128)),
                    "{mode:?}"
                ),
            }
        }
    }

    #[test]
    fn a_gradient_goes_from_one_colour_to_the_other() {
        let stop = |offset, palette_index| ColorStop {
            offset,
            palette_index,
            alpha: 1.0,
        };
        let stops = [stop(0.0, 0), stop(1.0, 1)];
        let at = |x, y| Point { x, y };
        let brushes = [
            Brush::LinearGradient {
                p0: at(0.0, 0.0),
                p1: at(800.0, 0.0),
                color_stops: &stops,
                extend: Extend::Pad,
            },
            Brush::RadialGradient {
                c0: at(0.0, 0.0),
                r0: 0.0,
                c1: at(0.0, 0.0),
                r1: 800.0,
                color_stops: &stops,
                extend: Extend::Pad,
            },
        ];
        for brush in brushes {
            let picture = painted(|canvas, _| {
                canvas.push_clip_box(BoundingBox {
                    x_min: 0.0,
                    y_min: 0.0,
                    x_max: 800.0,
                    y_max: 40.0,
                });
                canvas.fill(brush);
                canvas.pop_clip();
            })
            .unwrap();
            let first = picture.pixels[picture.width * (picture.height - 1)];
            let last = picture.pixels[picture.width * picture.height - 1];
            assert!(first.r() > 240 && first.b() < 15, "{first:?}");
            assert!(last.b() > 240 && last.r() < 15, "{last:?}");
        }
    }

    #[test]
    fn unbalanced_calls_do_no_harm() {
        let picture = painted(|canvas, letter| {
            canvas.pop_transform();
            canvas.pop_clip();
            canvas.pop_layer();
            canvas.push_layer(CompositeMode::SrcOver);
            canvas.push_transform(Transform {
                xx: 0.0,
                yx: 0.0,
                xy: 0.0,
                yy: 0.0,
                dx: 0.0,
                dy: 0.0,
            });
            canvas.fill(solid(0));
            canvas.pop_transform();
            canvas.push_clip_glyph(letter);
            canvas.fill(solid(9));
            canvas.fill(solid(TEXT_COLOUR));
        });
        assert!(picture.unwrap().pixels.contains(&Color32::BLACK));
    }
}
