//! Glyphs with colours of their own: pictures (CBDT, sbix) and layered outlines (COLR).

use super::colour_layers::Canvas;
use eframe::egui::Color32;
use skrifa::bitmap::{BitmapData, BitmapGlyph, BitmapStrikes, Origin};
use skrifa::color::{ColorGlyphCollection, ColorPalettes};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::OutlineGlyphCollection;
use skrifa::{FontRef, GlyphId, MetadataProvider as _};
use std::io::Cursor;

/// A picture larger than this on either side, in pixels, is not one of a glyph.
const MAX_SIDE: u32 = 2048;

/// What a glyph looks like, in whole pixels.
pub(super) struct ColourPicture {
    pub width: usize,
    pub height: usize,
    /// From the pen to the left edge.
    pub left: i32,
    /// From the baseline down to the upper edge.
    pub top: i32,
    /// Row by row, premultiplied.
    pub pixels: Vec<Color32>,
}

/// The coloured glyphs of a font.
pub(super) struct ColourGlyphs<'a> {
    strikes: BitmapStrikes<'a>,
    layered: ColorGlyphCollection<'a>,
    palettes: ColorPalettes<'a>,
    outlines: OutlineGlyphCollection<'a>,
    units_per_em: f32,
}

impl<'a> ColourGlyphs<'a> {
    pub fn new(font: &FontRef<'a>) -> Self {
        let metrics = font.metrics(Size::unscaled(), LocationRef::default());
        Self {
            strikes: BitmapStrikes::new(font),
            layered: font.color_glyphs(),
            palettes: font.color_palettes(),
            outlines: font.outline_glyphs(),
            units_per_em: f32::from(metrics.units_per_em.max(1)),
        }
    }

    /// The picture of a glyph at `size` pixels per em; `None` if it has no colours of its own.
    /// Layers in the colour of the text take `ink`.
    pub fn draw(
        &self,
        id: u32,
        size: f32,
        location: LocationRef<'_>,
        ink: Color32,
    ) -> Option<ColourPicture> {
        let id = GlyphId::new(id);
        if let Some(glyph) = self.layered.get(id) {
            let palette = self.palettes.get(0);
            let colours = palette.as_ref().map_or(&[][..], |palette| palette.colors());
            let mut canvas = Canvas::new(&self.outlines, colours, ink, size, self.units_per_em)?;
            glyph.paint(location, &mut canvas).ok()?;
            return canvas.finish();
        }
        if self.strikes.is_empty() {
            return None;
        }
        let glyph = self.strikes.glyph_for_size(Size::new(size), id)?;
        self.place(&glyph, &Image::decode(&glyph)?, size)
    }

    fn place(&self, glyph: &BitmapGlyph<'_>, image: &Image, size: f32) -> Option<ColourPicture> {
        let per_unit = size / self.units_per_em;
        let (across, down) = (size / glyph.ppem_x, size / glyph.ppem_y);
        if !across.is_finite() || !down.is_finite() || across <= 0.0 || down <= 0.0 {
            return None;
        }
        let scaled = |side: usize, factor: f32| (side as f32 * factor).round().max(1.0);
        let (width, height) = (scaled(image.width, across), scaled(image.height, down));
        if width > MAX_SIDE as f32 || height > MAX_SIDE as f32 {
            return None;
        }
        let left = glyph.bearing_x * per_unit + glyph.inner_bearing_x * across;
        let rise = glyph.bearing_y * per_unit + glyph.inner_bearing_y * down;
        let top = match glyph.placement_origin {
            Origin::TopLeft => -rise,
            Origin::BottomLeft => -rise - height,
        };
        let (width, height) = (width as usize, height as usize);
        Some(ColourPicture {
            width,
            height,
            left: left.round() as i32,
            top: top.round() as i32,
            pixels: image.resized(width, height),
        })
    }
}

/// Pixels of a font's picture, premultiplied.
struct Image {
    width: usize,
    height: usize,
    pixels: Vec<[u8; 4]>,
}

impl Image {
    fn decode(glyph: &BitmapGlyph<'_>) -> Option<Self> {
        match &glyph.data {
            BitmapData::Png(bytes) => Self::from_png(bytes),
            BitmapData::Bgra(bytes) => {
                let pixels: Vec<[u8; 4]> = bytes
                    .chunks_exact(4)
                    .filter_map(|pixel| match *pixel {
                        [b, g, r, a] => Some([r, g, b, a]),
                        _ => None,
                    })
                    .collect();
                Self::new(glyph.width as usize, glyph.height as usize, pixels)
            }
            // Outlines draw these better.
            BitmapData::Mask(_) => None,
        }
    }

    fn new(width: usize, height: usize, pixels: Vec<[u8; 4]>) -> Option<Self> {
        (width > 0 && height > 0 && width.checked_mul(height)? == pixels.len()).then_some(Self {
            width,
            height,
            pixels,
        })
    }

    fn from_png(bytes: &[u8]) -> Option<Self> {
        let mut decoder = png::Decoder::new(Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::ALPHA | png::Transformations::STRIP_16);
        let mut reader = decoder.read_info().ok()?;
        if reader.info().width > MAX_SIDE || reader.info().height > MAX_SIDE {
            return None;
        }
        let mut bytes = vec![0; reader.output_buffer_size()?];
        let info = reader.next_frame(&mut bytes).ok()?;
        bytes.truncate(info.buffer_size());
        let premultiplied = |r, g, b, a| Color32::from_rgba_unmultiplied(r, g, b, a).to_array();
        let pixels: Vec<[u8; 4]> = match info.color_type {
            png::ColorType::Rgba => bytes
                .chunks_exact(4)
                .filter_map(|pixel| match *pixel {
                    [r, g, b, a] => Some(premultiplied(r, g, b, a)),
                    _ => None,
                })
                .collect(),
            png::ColorType::GrayscaleAlpha => bytes
                .chunks_exact(2)
                .filter_map(|pixel| match *pixel {
                    [grey, a] => Some(premultiplied(grey, grey, grey, a)),
                    _ => None,
                })
                .collect(),
            _ => return None,
        };
        Self::new(info.width as usize, info.height as usize, pixels)
    }

    /// The picture in another size: each pixel the mean of those it covers.
    fn resized(&self, width: usize, height: usize) -> Vec<Color32> {
        let columns = shares(self.width, width);
        let rows = shares(self.height, height);
        let mut pixels = Vec::with_capacity(width * height);
        for row in &rows {
            for column in &columns {
                let mut sum = [0.0; 4];
                for (y, down) in row {
                    for (x, across) in column {
                        if let Some(pixel) = self.pixels.get(y * self.width + x) {
                            for (sum, part) in sum.iter_mut().zip(pixel) {
                                *sum += f32::from(*part) * down * across;
                            }
                        }
                    }
                }
                let [r, g, b, a] = sum.map(|part| part.round().clamp(0.0, 255.0) as u8);
                pixels.push(Color32::from_rgba_premultiplied(r, g, b, a));
            }
        }
        pixels
    }
}

/// For each of `to` pixels, which of `from` it covers and by what share; shares sum to one.
fn shares(from: usize, to: usize) -> Vec<Vec<(usize, f32)>> {
    let step = from as f32 / to as f32;
    (0..to)
        .map(|index| {
            let (start, end) = (index as f32 * step, (index + 1) as f32 * step);
            let last = (end.ceil() as usize).min(from);
            (start.floor() as usize..last)
                .map(|at| {
                    let covered = end.min((at + 1) as f32) - start.max(at as f32);
                    (at, covered / step)
                })
                .collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_of_a_resized_picture_sum_to_one() {
        for (from, to) in [(136, 19), (10, 10), (3, 7), (1, 5), (500, 1)] {
            for share in shares(from, to) {
                let sum: f32 = share.iter().map(|(_, part)| part).sum();
                assert!((sum - 1.0).abs() < 1e-3, "{from} to {to}: {sum}");
                assert!(share.iter().all(|(at, _)| *at < from));
            }
        }
    }

    #[test]
    fn a_picture_keeps_its_colour_when_resized() {
        let image = Image::new(8, 8, vec![[200, 100, 0, 255]; 64]).unwrap();
        let expected = Color32::from_rgb(200, 100, 0);
        assert!(image.resized(3, 5).iter().all(|pixel| *pixel == expected));
        assert!(Image::new(8, 8, vec![[0; 4]; 63]).is_none());
        assert!(Image::from_png(b"\x89PNG but broken").is_none());
    }
}
