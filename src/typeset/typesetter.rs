//! Sets text in lines.

use super::fonts::Fonts;
use super::geometry::floor_boundary;
use super::paragraph::Paragraph;
use super::spans::{Look, pieces};
use super::style::{Direction, Face, Ink, ParagraphStyle, Span};
use parley::layout::{Alignment, AlignmentOptions};
use parley::style::{
    FontFamily, FontFamilyName, FontStyle, FontWeight, LineHeight, OverflowWrap, TextStyle,
};
use parley::{BaseDirection, LayoutContext};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

/// The most of one text that is laid out at once, in bytes: some ten pages. Longer texts are shown
/// in part; see [`Typesetter::lay_out_around`].
pub const MAX_LAID_OUT_BYTES: usize = 32 * 1024;

const ELLIPSIS: char = '…';
/// The most spans heeded in one paragraph; the rest keep the look of the paragraph.
const MAX_SPANS: usize = 20_000;

/// Lays out paragraphs. Keeps scratch memory, so reuse it; one for each thread.
pub struct Typesetter {
    fonts: Fonts,
    context: LayoutContext<Option<Ink>>,
}

impl Typesetter {
    pub fn new(fonts: &Fonts) -> Self {
        Self {
            fonts: fonts.clone(),
            context: LayoutContext::new(),
        }
    }

    /// Lays out a text in lines not wider than `width` (one endless line if none is given).
    /// Lines begin at the right edge of `width` where the base direction is right to left.
    ///
    /// A text longer than [`MAX_LAID_OUT_BYTES`] is laid out up to there, with an ellipsis.
    pub fn lay_out(
        &mut self,
        text: &str,
        style: &ParagraphStyle,
        width: Option<f32>,
        spans: &[Span],
    ) -> Paragraph {
        self.lay_out_around(text, 0, style, width, spans)
    }

    /// Like [`Self::lay_out`], but of a text that is too long, shows the part around `focus`. That
    /// part moves in steps of a quarter of [`MAX_LAID_OUT_BYTES`] as the focus moves.
    pub fn lay_out_around(
        &mut self,
        text: &str,
        focus: usize,
        style: &ParagraphStyle,
        width: Option<f32>,
        spans: &[Span],
    ) -> Paragraph {
        let window = window_around(text, focus);
        let shown = shown_text(text, &window);
        let spans = spans.get(..MAX_SPANS).unwrap_or(spans);
        let mut looks = pieces(text, window.clone(), spans);
        if let Some((last, _)) = looks.last_mut() {
            last.end = window.start + shown.len();
        }
        let mut layout = self.shape(&shown, window.start, style, &looks);
        layout.break_all_lines(width.map(|width| width.max(1.0)));
        layout.align(Alignment::Start, AlignmentOptions::default());
        Paragraph {
            layout,
            text_len: text.len(),
            lam_alefs: lam_alefs(text, window.clone()),
            window,
        }
    }

    /// Lays out a text in one line, cut short with an ellipsis where it is wider than `width`.
    /// Line breaks count as spaces.
    pub fn lay_out_one_line(
        &mut self,
        text: &str,
        style: &ParagraphStyle,
        width: f32,
        spans: &[Span],
    ) -> Paragraph {
        // More letters than this stand in no line, however narrow they are.
        let letters = (width.max(1.0) / style.letter_pixels() * 8.0) as usize + 64;
        let end = text
            .char_indices()
            .nth(letters)
            .map_or(text.len(), |(at, _)| at);
        let flat = text.get(..end).unwrap_or(text).replace(['\n', '\r'], " ");
        let whole = self.lay_out(&flat, style, None, spans);
        if end == text.len() && whole.width() <= width {
            return self.lay_out(&flat, style, Some(width), spans);
        }
        let mut dots = [0; 4];
        let dots = ELLIPSIS.encode_utf8(&mut dots);
        let room = width - self.lay_out(dots, style, None, &[]).width();
        let wrapped = self.lay_out(&flat, style, Some(room.max(1.0)), spans);
        let kept = wrapped.lines().next().map_or(0, |line| line.range.end);
        let mut short = flat.get(..kept).unwrap_or_default().trim_end().to_owned();
        let text_len = short.len();
        short.push(ELLIPSIS);
        let mut paragraph = self.lay_out(&short, style, None, spans);
        // Unwrapped and then aligned, so that it stays one line even where nothing fits.
        if paragraph.width() <= width {
            paragraph = self.lay_out(&short, style, Some(width), spans);
        }
        paragraph.window = 0..text_len;
        paragraph.text_len = text.len();
        paragraph
    }

    /// The height a text will have, by setting it.
    pub fn measure_height(&mut self, text: &str, style: &ParagraphStyle, width: f32) -> f32 {
        self.lay_out(text, style, Some(width), &[]).height()
    }

    /// A guess at [`Self::measure_height`] from counting letters, some hundred times faster.
    /// Always a whole number of lines.
    pub fn estimate_height(text: &str, style: &ParagraphStyle, width: f32) -> f32 {
        let window = window_around(text, 0);
        let shown = text.get(window).unwrap_or_default();
        let room = width.max(1.0) / style.letter_pixels();
        let lines: f32 = shown
            .split('\n')
            .map(|line| (ems(line, style.face) / room).ceil().max(1.0))
            .sum();
        lines * style.line_pixels()
    }

    fn shape(
        &mut self,
        shown: &str,
        start: usize,
        style: &ParagraphStyle,
        looks: &[(Range<usize>, Look)],
    ) -> parley::Layout<Option<Ink>> {
        let families = self.fonts.families(style.face).map(str::to_owned);
        let families = families.map(|name| FontFamilyName::Named(Cow::Owned(name)));
        let plain = text_style(style, &families, Look::default());
        let mut builder = self
            .context
            .style_run_builder(&mut self.fonts.context, shown, 1.0, true);
        builder.set_base_direction(match style.direction {
            Direction::RightToLeft => BaseDirection::Rtl,
            Direction::LeftToRight => BaseDirection::Ltr,
            Direction::Auto => BaseDirection::Auto,
        });
        // The first style is that of the paragraph: it makes the strut of every line.
        let root = builder.push_style(plain);
        let mut known: HashMap<(Option<Ink>, bool, bool), u16> = HashMap::new();
        known.insert((None, false, false), root);
        for (range, look) in looks {
            let key = (look.ink, look.bold, look.italic);
            let index = match known.get(&key) {
                Some(index) => *index,
                None if known.len() >= usize::from(u16::MAX) => root,
                None => {
                    let index = builder.push_style(text_style(style, &families, *look));
                    known.insert(key, index);
                    index
                }
            };
            builder.push_style_run(index, range.start - start..range.end - start);
        }
        builder.build(shown)
    }
}

fn text_style<'a>(
    style: &ParagraphStyle,
    families: &'a [FontFamilyName<'a>],
    look: Look,
) -> TextStyle<'a, 'static, Option<Ink>> {
    TextStyle {
        font_family: FontFamily::List(Cow::Borrowed(families)),
        font_size: style.letter_pixels(),
        font_weight: if style.bold || look.bold {
            FontWeight::BOLD
        } else {
            FontWeight::NORMAL
        },
        font_style: if style.italic || look.italic {
            FontStyle::Italic
        } else {
            FontStyle::Normal
        },
        line_height: LineHeight::Absolute(style.line_pixels()),
        // A web address longer than the line must break somewhere.
        overflow_wrap: OverflowWrap::Anywhere,
        brush: look.ink,
        ..TextStyle::default()
    }
}

/// The part of a text to lay out: all of it, or a stretch around `focus` that begins at a multiple
/// of a quarter of the limit and has at least a quarter on either side.
fn window_around(text: &str, focus: usize) -> Range<usize> {
    if text.len() <= MAX_LAID_OUT_BYTES {
        return 0..text.len();
    }
    const STEP: usize = MAX_LAID_OUT_BYTES / 4;
    let last_start = text.len() - MAX_LAID_OUT_BYTES;
    let start = ((focus / STEP).saturating_sub(1) * STEP).min(last_start);
    // Both ends move back to a character; only the end of the text must stay.
    floor_boundary(text, start)..floor_boundary(text, start + MAX_LAID_OUT_BYTES)
}

/// The text of a window as it is set: control characters, for which no font has a picture, as
/// spaces of the same length in bytes, and an ellipsis where the text goes on.
fn shown_text<'a>(text: &'a str, window: &Range<usize>) -> Cow<'a, str> {
    let part = text.get(window.clone()).unwrap_or_default();
    let is_control = |c: char| c.is_ascii_control() && c != '\n' && c != '\r';
    let goes_on = window.end < text.len();
    if !goes_on && !part.contains(is_control) {
        return Cow::Borrowed(part);
    }
    let mut shown = part.replace(is_control, " ");
    if goes_on {
        shown.push(ELLIPSIS);
    }
    Cow::Owned(shown)
}

/// Bytes of every alef after a lam, marks between them or not.
fn lam_alefs(text: &str, window: Range<usize>) -> Vec<usize> {
    let mut out = Vec::new();
    let mut after_lam = false;
    let part = text.get(window.clone()).unwrap_or_default();
    for (at, c) in part.char_indices() {
        match c {
            'ل' => after_lam = true,
            'ا' | 'أ' | 'إ' | 'آ' | 'ٱ' if after_lam => {
                out.push(window.start + at);
                after_lam = false;
            }
            '\u{064B}'..='\u{065F}' | '\u{0670}' => {}
            _ => after_lam = false,
        }
    }
    out
}

/// The width of a line in multiples of the letter size, by averages of running text.
fn ems(line: &str, face: Face) -> f32 {
    let mut ems = 0.0;
    for c in line.chars() {
        ems += match c {
            // Marks and invisible characters stand above, below or nowhere.
            '\u{0300}'..='\u{036F}' | '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}' => 0.0,
            '\u{0670}' | '\u{06D6}'..='\u{06ED}' | '\u{200B}'..='\u{200F}' => 0.0,
            '\u{0600}'..='\u{06FF}' | '\u{FB50}'..='\u{FEFF}' => 0.46,
            ' ' => 0.26,
            _ if c.is_ascii_uppercase() => 0.66,
            _ if c.is_ascii() && face == Face::Serif => 0.53,
            _ if c.is_ascii() => 0.55,
            _ => 0.6,
        };
    }
    // A line ends before the word that no longer fits.
    ems * 1.04
}
