//! Layout of whole paragraphs: direction, wrapping, rectangles, hostile texts.

use super::*;

const ARABIC: ParagraphStyle = ParagraphStyle::new(Face::Arabic, 19.0, 1.8, Direction::RightToLeft);
const ENGLISH: ParagraphStyle = ParagraphStyle::new(Face::Sans, 16.0, 1.6, Direction::LeftToRight);
const SENTENCE: &str = "وقال المبعوث الأممي Staffan de Mistura إن 90 مجموعة مسلحة (من أصل 120) أعلنت \
                        انضمامها للهدنة في سوريا، مضيفًا أنّ «السوريين وحدهم من يقررون مستقبل بلادهم».";

fn typesetter() -> Typesetter {
    Typesetter::new(&Fonts::shipped())
}

#[test]
fn arabic_begins_at_the_right_edge_and_runs_left() {
    let paragraph = typesetter().lay_out("قال لافروف", &ARABIC, Some(300.0), &[]);
    let first = paragraph.rects(0..2)[0];
    let last = paragraph.rects(17..19)[0];
    assert!((first.right - 300.0).abs() < 1.0, "{first:?}");
    assert!(last.right < first.left);
    assert!(paragraph.is_rtl());
}

#[test]
fn latin_inside_arabic_reads_left_to_right() {
    let text = "قال Lavrov نعم";
    let paragraph = typesetter().lay_out(text, &ARABIC, Some(300.0), &[]);
    let x = |byte| paragraph.rects(byte..byte + 1)[0].left;
    let name = text.find('L').unwrap_or(0);
    assert!(x(0) > x(name + 5) && x(name + 5) > x(name) && x(name) > x(text.len() - 2));
    // A range over the border of the directions is split, its parts apart.
    assert_eq!(paragraph.rects(name - 2..name + 2).len(), 2);
    assert_eq!(paragraph.rects(0..text.len()).len(), 1);
}

#[test]
fn hits_and_carets_agree() {
    for style in [ARABIC, ENGLISH] {
        let paragraph = typesetter().lay_out(SENTENCE, &style, Some(260.0), &[]);
        for (at, c) in SENTENCE
            .char_indices()
            .filter(|(_, c)| c.is_alphanumeric() && !('\u{064B}'..='\u{065F}').contains(c))
        {
            let rect = paragraph.rects(at..at + c.len_utf8())[0];
            let middle = (
                (rect.left + rect.right) / 2.0,
                (rect.top + rect.bottom) / 2.0,
            );
            assert_eq!(paragraph.byte_at(middle.0, middle.1), Some(at), "{c}");
            let caret = paragraph.hit_test(rect.left + 0.1, middle.1);
            let drawn = paragraph.caret_rect(caret);
            assert!(
                (drawn.left - rect.left).abs() < 0.6,
                "{c}: {drawn:?} {rect:?}"
            );
        }
    }
}

#[test]
fn colours_do_not_break_joining() {
    let mut typesetter = typesetter();
    let red = Span::coloured(0..4, Ink([255, 0, 0, 255]));
    let glyphs = |paragraph: &Paragraph| -> Vec<u32> {
        paragraph
            .glyph_runs()
            .flat_map(|run| run.glyphs().map(|glyph| glyph.id).collect::<Vec<_>>())
            .collect()
    };
    let plain = typesetter.lay_out("السلام", &ARABIC, None, &[]);
    let coloured = typesetter.lay_out("السلام", &ARABIC, None, &[red]);
    assert_eq!(glyphs(&plain), glyphs(&coloured));
    assert!(coloured.glyph_runs().any(|run| run.ink().is_some()));
}

#[test]
fn an_empty_text_has_a_line_and_a_caret() {
    for style in [ARABIC, ENGLISH] {
        let paragraph = typesetter().lay_out("", &style, Some(200.0), &[]);
        assert_eq!(paragraph.height(), style.line_pixels());
        let caret = paragraph.caret_rect(Caret::default());
        let expected = if paragraph.is_rtl() { 200.0 } else { 0.0 };
        assert!((caret.left - expected).abs() < 1.0, "{caret:?}");
        assert!(caret.height() > 0.0);
        assert_eq!(paragraph.hit_test(50.0, 5.0).byte, 0);
    }
}

#[test]
fn every_line_has_the_height_of_the_style() {
    let mut typesetter = typesetter();
    for style in [ARABIC, ENGLISH] {
        for text in [SENTENCE, "a\n\nب\n", "Ωж日本 mixed"] {
            let paragraph = typesetter.lay_out(text, &style, Some(200.0), &[]);
            let lines = paragraph.lines().count() as f32;
            assert_eq!(paragraph.height(), lines * style.line_pixels(), "{text}");
        }
    }
}

#[test]
fn one_line_is_cut_with_an_ellipsis() {
    let mut typesetter = typesetter();
    for width in [1.0, 30.0, 120.0, 5000.0] {
        let paragraph = typesetter.lay_out_one_line(SENTENCE, &ARABIC, width, &[]);
        assert_eq!(paragraph.lines().count(), 1, "{width}");
        if width > 30.0 {
            assert!(paragraph.width() <= width + 1.0);
        }
        assert_eq!(paragraph.is_partial(), width < 5000.0);
    }
    let flat = typesetter.lay_out_one_line("a\nb", &ENGLISH, 100.0, &[]);
    assert_eq!(flat.lines().count(), 1);
}

#[test]
fn estimates_are_near() {
    let mut typesetter = typesetter();
    let english = "Lavrov said he hopes that the truce in Aleppo will be extended, and that the \
                   negotiations in Geneva will resume before the end of the month without conditions.";
    for (text, style) in [(SENTENCE, ARABIC), (english, ENGLISH)] {
        for width in [200.0, 320.0, 480.0, 700.0] {
            let real = typesetter.measure_height(text, &style, width);
            let guess = Typesetter::estimate_height(text, &style, width);
            let lines = (real - guess).abs() / style.line_pixels();
            assert!(lines <= 1.0, "{width}: {guess} for {real}");
        }
    }
}

#[test]
fn a_long_text_is_shown_in_part_around_the_caret() {
    let text = "كلمة طويلة ".repeat(60_000);
    let mut typesetter = typesetter();
    for focus in [0, text.len() / 2, text.len()] {
        let paragraph = typesetter.lay_out_around(&text, focus, &ARABIC, Some(500.0), &[]);
        let window = paragraph.window();
        assert!(
            window.len() <= MAX_LAID_OUT_BYTES + 4 && window.contains(&focus.min(text.len() - 1))
        );
        let caret = paragraph.caret_rect(Caret::before(focus));
        assert!(caret.top >= 0.0 && caret.bottom <= paragraph.height());
        assert!(paragraph.is_partial());
        assert!(paragraph.rects(0..text.len()).len() > 10);
    }
}

#[test]
fn hostile_texts_are_laid_out_in_part() {
    let marks = format!("ب{}", "\u{064B}".repeat(100_000));
    let texts = [
        ("one word of a megabyte", "ا".repeat(500_000)),
        ("marks on one letter", marks),
        ("lone marks", "\u{0651}\u{064E} ".repeat(20_000)),
        ("unpaired isolates", "\u{2067}ا\u{2066}a".repeat(20_000)),
        ("overrides", "\u{202E}a\u{202D}ب".repeat(20_000)),
        ("closing only", "\u{2069}\u{202C})".repeat(20_000)),
        ("brackets", "(".repeat(200_000)),
        ("pairs of brackets", "(ا)a".repeat(50_000)),
        ("joiners", "ب\u{200D}".repeat(100_000)),
        ("non-joiners", "\u{200C}".repeat(300_000)),
        ("emoji", "👩\u{200D}".repeat(40_000)),
        ("line breaks", "\n".repeat(100_000)),
        (
            "control characters",
            "\0\u{1}\t\u{7F}\u{85}\u{2028}\u{2029}".repeat(10_000),
        ),
        ("changes of direction", "aب".repeat(100_000)),
    ];
    let mut typesetter = typesetter();
    for (what, text) in &texts {
        for style in [ARABIC, ENGLISH] {
            let paragraph = typesetter.lay_out(text, &style, Some(400.0), &[]);
            let caret = paragraph.hit_test(200.0, paragraph.height() / 2.0);
            paragraph.caret_rect(caret);
            paragraph.rects(0..text.len());
            // No frame may freeze: that depends on how much is laid out (the bench has the times).
            assert!(paragraph.window().len() <= MAX_LAID_OUT_BYTES + 4, "{what}");
            assert!(text.is_char_boundary(caret.byte));
        }
    }
}

#[test]
fn strange_styles_do_not_panic() {
    let mut typesetter = typesetter();
    for size in [0.0, -3.0, f32::NAN, f32::INFINITY, 1e9] {
        let style = ParagraphStyle { size, ..ARABIC };
        for width in [Some(0.0), Some(-5.0), Some(f32::NAN), None] {
            typesetter.lay_out("سلام world", &style, width, &[Span::bold(3..900)]);
        }
        Typesetter::estimate_height("سلام", &style, 0.0);
    }
}

#[test]
fn spaces_at_a_line_break_stand_at_the_end_of_the_line() {
    // Rule L1: the space after "de" stays out of the middle of the line.
    let text = "قال Staffan de Mistura نعم";
    let mut typesetter = typesetter();
    let mut seen = 0;
    for width in 60..200 {
        let paragraph = typesetter.lay_out(text, &ARABIC, Some(width as f32), &[]);
        for (index, line) in paragraph.lines().enumerate() {
            let visual = paragraph.visual_line(index).expect("a line");
            let places = visual.clusters.windows(2);
            for pair in places {
                assert!(
                    (pair[0].right - pair[1].left).abs() < 0.01,
                    "{width}: {pair:?}"
                );
            }
            let last = text[line.range.clone()].chars().next_back();
            let before = text[..line.range.end].trim_end().chars().next_back();
            if last == Some(' ') && before.is_some_and(|c| c.is_ascii()) {
                seen += 1;
                let space = paragraph.rects(line.range.end - 1..line.range.end)[0];
                let first = visual.clusters.first().expect("a space");
                assert_eq!(space.left, first.left, "{width}");
                assert!(first.rtl);
                // Letters touch the right edge all the same.
                let right = visual.clusters.last().map_or(0.0, |c| c.right);
                assert!((right - width as f32).abs() < 0.6, "{width}: {right}");
                // The end of the line is behind the space, and typing goes on below.
                let end = paragraph.line_end(Caret::before(line.range.start));
                assert!((paragraph.caret_rect(end).left - space.left).abs() < 0.01);
            }
        }
    }
    assert!(seen > 20, "{seen}");
}

/// The characters of one line as they stand from left to right.
fn seen(text: &str, style: &ParagraphStyle) -> String {
    let paragraph = typesetter().lay_out(text, style, None, &[]);
    let line = paragraph.visual_line(0).expect("a line");
    let clusters = line.clusters.iter();
    clusters
        .map(|cluster| &text[cluster.range.clone()])
        .collect()
}

#[test]
fn edges_stand_on_the_side_a_reader_expects() {
    for (style, text, expected) in [
        // A source column: whatever the text begins with, its start is at the right.
        (ARABIC, "«نعم».", ".»معن«"),
        (ARABIC, "\"نعم\".", ".\"معن\""),
        (ARABIC, "25 نعم.", ".معن 25"),
        (ARABIC, "(أ) نعم!", "!معن )أ("),
        (ARABIC, "BBC: نعم.", ".معن :BBC"),
        (
            ARABIC,
            "نعم (BBC).",
            ".(BBC) معن".replace("(BBC)", ")BBC(").as_str(),
        ),
        (ARABIC, "14/05/2016", "14/05/2016"),
        (ARABIC, "٪٢٥", "٢٥٪"),
        // A target column: the same from the left.
        (ENGLISH, "\"Yes\".", "\"Yes\"."),
        (ENGLISH, "25 نعم.", "25 معن."),
        (ENGLISH, "«نعم».", "«معن»."),
        (ENGLISH, "1. The هدنة.", "1. The ةنده."),
        // A search field goes by its first letter.
        (ENGLISH_AUTO, "25 نعم.", ".معن 25"),
        (ENGLISH_AUTO, "25 yes.", "25 yes."),
        (ENGLISH_AUTO, "\u{200F}yes.", ".yes\u{200F}"),
    ] {
        assert_eq!(seen(text, &style), expected, "{text}");
    }
}

const ENGLISH_AUTO: ParagraphStyle = ParagraphStyle {
    direction: Direction::Auto,
    ..ENGLISH
};

#[test]
fn nothing_of_a_megabyte_is_lost() {
    let text = format!(
        "{}\u{2067}{}",
        "كلمة word ".repeat(60_000),
        "ب\u{64B}".repeat(50_000)
    );
    let mut typesetter = typesetter();
    // From window to window, the caret comes through to the end.
    let mut covered = 0;
    let mut focus = 0;
    while covered < text.len() {
        let paragraph = typesetter.lay_out_around(&text, focus, &ARABIC, Some(500.0), &[]);
        let window = paragraph.window();
        assert!(
            window.start <= covered && covered < window.end,
            "{window:?}"
        );
        covered = window.end;
        focus = window.end;
    }
    let mut buffer = EditBuffer::new(text.clone());
    buffer.select(TextSelection::caret(text.len() / 2));
    let at = buffer.selection().focus;
    buffer.type_text("x");
    buffer.backspace();
    assert!(buffer.text() == text && buffer.selection().focus == at);
}

#[test]
fn broken_fonts_are_refused_or_harmless() {
    let good = include_bytes!("../../assets/fonts/NotoNaskhArabic-Regular.ttf");
    let mut state = 7_u32;
    let mut random = |below: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % below
    };
    for round in 0..60 {
        let mut bytes = good.to_vec();
        if round % 3 == 0 {
            bytes.truncate(random(good.len()));
        }
        // The directory and the tables that shaping reads.
        for _ in 0..round {
            let at = random(if round % 2 == 0 { bytes.len() } else { 400 }.max(1));
            if let Some(byte) = bytes.get_mut(at) {
                *byte = random(256) as u8;
            }
        }
        let mut set = FontSet::shipped();
        set.arabic = vec![FontBytes::from(bytes)];
        if let Ok(fonts) = Fonts::new(set) {
            let paragraph = Typesetter::new(&fonts).lay_out(
                SENTENCE,
                &ARABIC,
                Some(200.0),
                &[Span::bold(0..9)],
            );
            assert!(paragraph.height().is_finite());
            paragraph.glyph_runs().for_each(|run| {
                run.glyphs().count();
            });
        }
    }
}

#[test]
fn lines_never_clip_vocalised_text() {
    use skrifa::instance::{LocationRef, Size};
    use skrifa::{FontRef, MetadataProvider};
    let vocalised = include_str!("../../tests/data/typeset/shaping/vocalised.txt");
    let mut typesetter = typesetter();
    let least = typesetter.least_line_height(Face::Arabic);
    assert!((1.70..1.71).contains(&least), "{least}");
    assert!(typesetter.least_line_height(Face::Sans) < 1.4);
    for bold in [false, true] {
        let style =
            ParagraphStyle::new(Face::Arabic, 40.0, least, Direction::RightToLeft).bold(bold);
        let paragraph = typesetter.lay_out(vocalised, &style, Some(600.0), &[]);
        let (mut seen, mut outside) = (0, 0);
        for (index, line) in paragraph.lines().enumerate() {
            for run in paragraph.line_glyph_runs(index) {
                let font = FontRef::from_index(run.font_bytes(), run.font_index()).expect("a font");
                let metrics = font.glyph_metrics(Size::new(run.size()), LocationRef::default());
                for glyph in run.glyphs() {
                    let Some(bounds) = metrics.bounds(skrifa::GlyphId::new(glyph.id)) else {
                        continue;
                    };
                    seen += 1;
                    let (top, bottom) = (glyph.y - bounds.y_max, glyph.y - bounds.y_min);
                    outside += usize::from(top < line.top - 0.5 || bottom > line.bottom + 0.5);
                }
            }
        }
        assert!(seen > 300);
        assert_eq!(outside, 0, "bold: {bold}");
    }
}
