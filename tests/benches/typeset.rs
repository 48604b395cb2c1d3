//! How long layout takes: the first time, while typing, and of texts made to be slow.

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use turjuman::typeset::{
    Direction, EditBuffer, Face, Fonts, Motion, ParagraphStyle, TextSelection, Typesetter,
};

const ARABIC: ParagraphStyle = ParagraphStyle::new(Face::Arabic, 19.0, 1.8, Direction::RightToLeft);
const SENTENCE: &str = "وقال المبعوث الأممي Staffan de Mistura إن 90 مجموعة مسلحة (من أصل 120) أعلنت \
                        انضمامها للهدنة في سوريا، مضيفًا أنّ «السوريين وحدهم من يقررون مستقبل بلادهم». ";
const WIDTH: Option<f32> = Some(520.0);

fn text(chars: usize) -> String {
    SENTENCE.chars().cycle().take(chars).collect()
}

fn layout(c: &mut Criterion) {
    let fonts = Fonts::shipped();
    let thousand = text(1000);
    c.bench_function("load the shipped fonts", |b| b.iter(Fonts::shipped));
    c.bench_function("lay out 1000 characters, cold", |b| {
        b.iter_batched(
            || Typesetter::new(&fonts),
            |mut typesetter| typesetter.lay_out(&thousand, &ARABIC, WIDTH, &[]),
            BatchSize::SmallInput,
        );
    });
    let mut typesetter = Typesetter::new(&fonts);
    c.bench_function("lay out 1000 characters, warm", |b| {
        b.iter(|| typesetter.lay_out(black_box(&thousand), &ARABIC, WIDTH, &[]));
    });
    c.bench_function("estimate the height of 1000 characters", |b| {
        b.iter(|| Typesetter::estimate_height(black_box(&thousand), &ARABIC, 520.0));
    });
    let paragraph = typesetter.lay_out(&thousand, &ARABIC, WIDTH, &[]);
    c.bench_function("rectangles of a word", |b| {
        b.iter(|| paragraph.rects(black_box(700..712)));
    });
    c.bench_function("caret under the pointer", |b| {
        b.iter(|| paragraph.hit_test(black_box(200.0), black_box(180.0)));
    });
    c.bench_function("glyphs of 1000 characters", |b| {
        b.iter(|| {
            let runs = paragraph.glyph_runs();
            runs.map(|run| run.glyphs().count()).sum::<usize>()
        });
    });
}

fn editing(c: &mut Criterion) {
    let mut typesetter = Typesetter::new(&Fonts::shipped());
    let mut buffer = EditBuffer::new(text(2000));
    buffer.select(TextSelection::caret(0));
    c.bench_function("key stroke in 2000 characters", |b| {
        b.iter(|| {
            buffer.type_text("ب");
            typesetter.lay_out(buffer.text(), &ARABIC, WIDTH, &[]);
            buffer.backspace();
        });
    });
    let paragraph = typesetter.lay_out(buffer.text(), &ARABIC, WIDTH, &[]);
    c.bench_function("arrow key in 2000 characters", |b| {
        b.iter(|| buffer.move_caret(Motion::Left, false, &paragraph));
    });
}

fn hostile(c: &mut Criterion) {
    let mut typesetter = Typesetter::new(&Fonts::shipped());
    let texts = [
        ("one word of a megabyte", "ا".repeat(500_000)),
        ("a megabyte of sentences", text(600_000)),
        (
            "100,000 marks on a letter",
            format!("ب{}", "\u{064B}".repeat(100_000)),
        ),
        ("lone marks", "\u{0651}\u{064E} ".repeat(20_000)),
        ("changes of direction", "aب".repeat(100_000)),
        ("unpaired isolates", "\u{2067}ا\u{2066}a".repeat(20_000)),
        ("overrides", "\u{202E}a\u{202D}ب".repeat(20_000)),
        ("closing only", "\u{2069}\u{202C})".repeat(20_000)),
        ("brackets", "(".repeat(200_000)),
        ("pairs of brackets", "(ا)a".repeat(50_000)),
        ("joiners", "ب\u{200D}".repeat(100_000)),
        ("line breaks", "\n".repeat(100_000)),
    ];
    for (name, text) in &texts {
        c.bench_function(name, |b| {
            b.iter(|| typesetter.lay_out(black_box(text), &ARABIC, WIDTH, &[]));
        });
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = layout, editing, hostile
}
criterion_main!(benches);
