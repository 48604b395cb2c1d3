//! The letters of a PDF file and where they stand.

use super::super::FormatError;
use crate::engine::files::PackageError;
use pdf_extract::{Document, MediaBox, OutputDev, OutputError, Transform, output_doc};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Letters of a file at most; a thousand pages have some three million.
const MOST: usize = 8_000_000;

/// What one glyph stands for: usually one character.
#[derive(Debug, Clone, PartialEq)]
pub struct Letter {
    pub text: String,
    /// Its left edge and its line, from the left and the top, in points.
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub size: f64,
}

impl Letter {
    pub fn end(&self) -> f64 {
        self.x + self.width
    }
}

/// The letters of each page.
///
/// # Errors
/// Damaged files, and those protected by a password.
pub fn read(bytes: &[u8]) -> Result<Vec<Vec<Letter>>, FormatError> {
    // The library gives up on some damaged files by panicking.
    let read = catch_unwind(AssertUnwindSafe(|| {
        let mut document = Document::load_mem(bytes).map_err(|error| error.to_string())?;
        if document.is_encrypted() && document.decrypt("").is_err() {
            return Ok(None);
        }
        let mut letters = Letters::default();
        output_doc(&document, &mut letters).map_err(|error| error.to_string())?;
        Ok::<_, String>(Some(letters.pages))
    }));
    match read {
        Ok(Ok(Some(pages))) => Ok(pages),
        Ok(Ok(None)) => Err(PackageError::Encrypted.into()),
        Ok(Err(reason)) => Err(FormatError::BrokenPdf(reason)),
        Err(_) => Err(FormatError::BrokenPdf(
            "its parts contradict each other".into(),
        )),
    }
}

#[derive(Default)]
struct Letters {
    pages: Vec<Vec<Letter>>,
    count: usize,
    height: f64,
}

impl OutputDev for Letters {
    fn begin_page(
        &mut self,
        _number: u32,
        media_box: &MediaBox,
        _art_box: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        self.height = media_box.ury;
        self.pages.push(Vec::new());
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _spacing: f64,
        font_size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        let scale = (place.m11 * place.m22 - place.m12 * place.m21).abs().sqrt();
        let size = font_size * scale;
        let is_sane = [place.m31, place.m32, width, size]
            .iter()
            .all(|n| n.is_finite());
        self.count += 1;
        if let Some(page) = self.pages.last_mut()
            && is_sane
            && self.count <= MOST
            && !text.is_empty()
        {
            page.push(Letter {
                text: text.to_owned(),
                x: place.m31,
                y: self.height - place.m32,
                width: (width * size).abs(),
                size: size.abs().max(0.1),
            });
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}
