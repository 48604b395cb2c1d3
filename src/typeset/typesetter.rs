//! Sets text in lines.

use super::fonts::Fonts;
use super::geometry::floor_boundary;
use super::invisible::InvisibleMark;
use super::order::tails;
use super::paragraph::Paragraph;
use super::shown::{Chip, ELLIPSIS, Shown, Stand};
use super::spans::{Look, pieces};
use super::style::{Brush, Direction, Face, Ink, ParagraphStyle, Span};
use parley::layout::{Alignment, AlignmentOptions};
use parley::style::{
    FontFamily, FontFamilyName, FontStyle, FontWeight, LineHeight, OverflowWrap, TextStyle,
};
use parley::{BaseDirection, LayoutContext};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

/// The most of one text that is laid out at once, in bytes: some five pages, and even of the worst
/// text less than 50 ms of work. Longer texts are shown
/// in part; see [`Typesetter::lay_out_around`].
pub const MAX_LAID_OUT_BYTES: usize = 16 * 1024;

/// The most spans heeded in one paragraph; the rest keep the look of the paragraph.
const MAX_SPANS: usize = 20_000;

/// Widths in multiples of the letter size: of a tab, of a mark's symbol, and of what a chip has
/// beside its label.
const TAB_EMS: f32 = 2.0;
const MARK_EMS: f32 = 0.7;
const CHIP_PADDING_EMS: f32 = 0.5;

/// What is to be shown besides the plain text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Extras<'a> {
    pub spans: &'a [Span],
    /// Tags shown as chips. In the text their bytes stay what they are.
    pub chips: &'a [Chip],
    /// Whether invisible marks get symbols; see [`Paragraph::marks`].
    pub marks: bool,
}

/// Lays out paragraphs. Keeps scratch memory, so reuse it; one for each thread.
pub struct Typesetter {
    fonts: Fonts,
    context: LayoutContext<Brush>,
    /// Widths of single characters that stand for something else.
    natural_widths: HashMap<(char, Face, u32, bool, bool), f32>,
}

impl Typesetter {
    pub fn new(fonts: &Fonts) -> Self {
        Self {
            fonts: fonts.clone(),
            context: LayoutContext::new(),
            natural_widths: HashMap::new(),
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
        let extras = Extras {
            spans,
            ..Extras::default()
        };
        self.lay_out_with(text, focus, style, width, &extras)
    }

    /// Like [`Self::lay_out_around`], with chips for tags and symbols for invisible marks.
    pub fn lay_out_with(
        &mut self,
        text: &str,
        focus: usize,
        style: &ParagraphStyle,
        width: Option<f32>,
        extras: &Extras<'_>,
    ) -> Paragraph {
        let window = window_around(text, focus);
        let shown = Shown::new(text, &window, extras.chips, extras.marks);
        let spans = extras.spans.get(..MAX_SPANS).unwrap_or(extras.spans);
        let looks = pieces(text, window.clone(), spans);
        let runs = self.style_runs(&shown, &looks, style, extras.chips);
        let mut layout = self.shape(&shown.text, style, &runs);
        layout.break_all_lines(width.map(|width| width.max(1.0)));
        layout.align(Alignment::Start, AlignmentOptions::default());
        Paragraph {
            tails: tails(&layout, &shown.text),
            layout,
            text_len: text.len(),
            lam_alefs: lam_alefs(text, window.clone()),
            marks: if extras.marks {
                marks_in(text, window.clone())
            } else {
                Vec::new()
            },
            stand_ins: shown.stand_ins,
            map: shown.map,
            window,
        }
    }

    /// The least line height, as a multiple of the letter size, at which no line of a face's first
    /// font reaches into the next: its own ascent and descent, which leave room for vowel marks.
    pub fn least_line_height(&mut self, face: Face) -> f32 {
        let letter = if face == Face::Arabic { "ب" } else { "x" };
        let style = ParagraphStyle::new(face, 100.0, 1.0, Direction::LeftToRight);
        let run = StyleRun::plain(0..letter.len(), Look::default());
        let mut layout = self.shape(letter, &style, &[run]);
        layout.break_all_lines(None);
        let runs = layout.lines().next().map(|line| line.runs().next());
        runs.flatten().map_or(1.0, |run| {
            let metrics = run.font_metrics();
            (metrics.ascent + metrics.descent) / 100.0
        })
    }

    /// The style in which the label of a chip is to be set, so that it fits.
    pub fn chip_label_style(style: &ParagraphStyle) -> ParagraphStyle {
        ParagraphStyle::new(
            Face::Sans,
            style.letter_pixels() * 0.72,
            style.line_height,
            Direction::LeftToRight,
        )
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
        paragraph.cut_to(text_len, text.len());
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

    /// The looks over the shown text, broken where something else is shown.
    fn style_runs(
        &mut self,
        shown: &Shown,
        looks: &[(Range<usize>, Look)],
        style: &ParagraphStyle,
        chips: &[Chip],
    ) -> Vec<StyleRun> {
        let mut runs = Vec::with_capacity(looks.len() + 2 * shown.stand_ins.len());
        let mut stand_ins = shown.stand_ins.iter().peekable();
        let last = looks.len().saturating_sub(1);
        let mut start = 0;
        for (index, (range, look)) in looks.iter().enumerate() {
            let end = if index == last {
                shown.text.len()
            } else {
                shown.map.to_shown(range.end)
            };
            while let Some(stand_in) = stand_ins.next_if(|next| next.shown.start < end) {
                runs.push(StyleRun::plain(start..stand_in.shown.start, *look));
                let part = shown.text.get(stand_in.shown.clone()).unwrap_or_default();
                let width = self.stand_in_width(stand_in.stand, style, chips);
                runs.push(StyleRun {
                    range: stand_in.shown.clone(),
                    look: *look,
                    spacing: width - self.natural_width(part, style, *look),
                    hidden: true,
                });
                start = stand_in.shown.end;
            }
            runs.push(StyleRun::plain(start..end.max(start), *look));
            start = end.max(start);
        }
        runs.retain(|run| !run.range.is_empty());
        runs
    }

    fn stand_in_width(&mut self, stand: Stand, style: &ParagraphStyle, chips: &[Chip]) -> f32 {
        let em = style.letter_pixels();
        match stand {
            Stand::Tab => em * TAB_EMS,
            Stand::Mark(_) => em * MARK_EMS,
            Stand::Chip(index) => {
                let label = chips.get(index).map_or("", |chip| chip.label.as_str());
                let label_style = Self::chip_label_style(style);
                let label = self.lay_out_unwrapped(label, &label_style);
                label.width().min(em * 20.0) + em * CHIP_PADDING_EMS
            }
        }
    }

    fn lay_out_unwrapped(&mut self, text: &str, style: &ParagraphStyle) -> Paragraph {
        let flat = text.replace(char::is_control, " ");
        self.lay_out(&flat, style, None, &[])
    }

    /// The advance that a font gives the character which something else is shown for.
    fn natural_width(&mut self, part: &str, style: &ParagraphStyle, look: Look) -> f32 {
        let c = part.chars().next().unwrap_or(' ');
        let bold = style.bold || look.bold;
        let italic = style.italic || look.italic;
        let key = (c, style.face, style.letter_pixels().to_bits(), bold, italic);
        if let Some(width) = self.natural_widths.get(&key) {
            return *width;
        }
        let run = StyleRun::plain(0..part.len(), look);
        let mut layout = self.shape(part, style, &[run]);
        layout.break_all_lines(None);
        let width = layout.full_width();
        // Sizes change rarely; a hundred of them with every mark are few.
        if self.natural_widths.len() > 4_000 {
            self.natural_widths.clear();
        }
        self.natural_widths.insert(key, width);
        width
    }

    fn shape(
        &mut self,
        shown: &str,
        style: &ParagraphStyle,
        runs: &[StyleRun],
    ) -> parley::Layout<Brush> {
        let families: Vec<FontFamilyName<'static>> = self
            .fonts
            .families(style.face)
            .into_iter()
            .map(|name| FontFamilyName::Named(Cow::Owned(name.to_owned())))
            .collect();
        let root_run = StyleRun::plain(0..0, Look::default());
        let mut builder = self
            .context
            .style_run_builder(&mut self.fonts.context, shown, 1.0, true);
        builder.set_base_direction(match style.direction {
            Direction::RightToLeft => BaseDirection::Rtl,
            Direction::LeftToRight => BaseDirection::Ltr,
            Direction::Auto => BaseDirection::Auto,
        });
        // The first style is that of the paragraph: it makes the strut of every line.
        let root = builder.push_style(text_style(style, &families, &root_run));
        let mut known: HashMap<StyleKey, u16> = HashMap::new();
        known.insert(root_run.key(), root);
        for run in runs {
            let index = match known.get(&run.key()) {
                Some(index) => *index,
                None if known.len() >= usize::from(u16::MAX) => root,
                None => {
                    let index = builder.push_style(text_style(style, &families, run));
                    known.insert(run.key(), index);
                    index
                }
            };
            builder.push_style_run(index, run.range.clone());
        }
        builder.build(shown)
    }
}

/// A stretch of the shown text in one style.
struct StyleRun {
    range: Range<usize>,
    look: Look,
    /// Pixels after each letter.
    spacing: f32,
    hidden: bool,
}

type StyleKey = (Option<Ink>, bool, bool, u32, bool);

impl StyleRun {
    fn plain(range: Range<usize>, look: Look) -> Self {
        Self {
            range,
            look,
            spacing: 0.0,
            hidden: false,
        }
    }

    fn key(&self) -> StyleKey {
        let Look { ink, bold, italic } = self.look;
        (ink, bold, italic, self.spacing.to_bits(), self.hidden)
    }
}

fn text_style<'a>(
    style: &ParagraphStyle,
    families: &'a [FontFamilyName<'a>],
    run: &StyleRun,
) -> TextStyle<'a, 'static, Brush> {
    TextStyle {
        font_family: FontFamily::List(Cow::Borrowed(families)),
        font_size: style.letter_pixels(),
        font_weight: if style.bold || run.look.bold {
            FontWeight::BOLD
        } else {
            FontWeight::NORMAL
        },
        font_style: if style.italic || run.look.italic {
            FontStyle::Italic
        } else {
            FontStyle::Normal
        },
        line_height: LineHeight::Absolute(style.line_pixels()),
        // A web address longer than the line must break somewhere.
        overflow_wrap: OverflowWrap::Anywhere,
        letter_spacing: run.spacing,
        brush: Brush {
            ink: run.look.ink,
            hidden: run.hidden,
        },
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

/// Invisible marks of a window, with the bytes they stand at.
fn marks_in(text: &str, window: Range<usize>) -> Vec<(usize, InvisibleMark)> {
    let part = text.get(window.clone()).unwrap_or_default();
    part.char_indices()
        .filter_map(|(at, c)| Some((window.start + at, InvisibleMark::of(c)?)))
        .collect()
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
