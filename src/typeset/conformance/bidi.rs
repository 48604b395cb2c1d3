//! Levels and visual order against `BidiCharacterTest.txt` of the Unicode Character Database.
//!
//! An extract is in `tests/data/typeset/bidi`; `TURJUMAN_BIDI_TEST=/usr/share/unicode/BidiCharacterTest.txt`
//! checks the whole file.

use crate::typeset::{Direction, Face, Fonts, ParagraphStyle, Typesetter};

const EXTRACT: &str =
    include_str!("../../../tests/data/typeset/bidi/BidiCharacterTest-extract.txt");

struct Case<'a> {
    line: &'a str,
    text: String,
    direction: Direction,
    base: u8,
    levels: Vec<Option<u8>>,
    order: Vec<usize>,
}

impl<'a> Case<'a> {
    fn read(line: &'a str) -> Self {
        let fields: Vec<&str> = line.split(';').collect();
        let [codes, direction, base, levels, order] = fields[..] else {
            panic!("five fields: {line}");
        };
        let character = |code| char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap();
        Self {
            line,
            text: codes.split(' ').map(character).collect(),
            direction: match direction {
                "0" => Direction::LeftToRight,
                "1" => Direction::RightToLeft,
                _ => Direction::Auto,
            },
            base: base.parse().unwrap(),
            levels: levels.split(' ').map(|level| level.parse().ok()).collect(),
            order: order
                .split_whitespace()
                .map(|index| index.parse().unwrap())
                .collect(),
        }
    }

    /// What differs, if anything.
    fn check(&self, typesetter: &mut Typesetter) -> Option<String> {
        let style = ParagraphStyle::new(Face::Sans, 16.0, 1.6, self.direction);
        let paragraph = typesetter.lay_out(&self.text, &style, None, &[]);
        let trace = paragraph.trace(&self.text, self.direction);
        let [line] = &trace[..] else {
            return Some(format!("{} lines", trace.len()));
        };
        if line.base_level != self.base {
            return Some(format!("base level {}", line.base_level));
        }
        let levels: Vec<Option<u8>> = line.levels.iter().map(|(_, level)| *level).collect();
        if levels != self.levels {
            return Some(format!("levels {levels:?}"));
        }
        // A letter with its marks is one cluster: its first character stands for all.
        let visual = paragraph.visual_line(0)?;
        let starts: Vec<usize> = self.text.char_indices().map(|(at, _)| at).collect();
        let shown: Vec<usize> = visual
            .clusters
            .iter()
            .filter_map(|cluster| starts.iter().position(|at| *at == cluster.range.start))
            .collect();
        let drawn = |index: &usize| shown.contains(index) && self.levels[*index].is_some();
        let expected: Vec<usize> = self.order.iter().copied().filter(drawn).collect();
        let order: Vec<usize> = shown.iter().copied().filter(drawn).collect();
        if order != expected {
            return Some(format!("order {order:?}"));
        }
        let directions = visual.clusters.iter().all(|cluster| {
            let index = starts.iter().position(|at| *at == cluster.range.start);
            let level = index.and_then(|index| self.levels[index]);
            level.is_none_or(|level| (level % 2 == 1) == cluster.rtl)
        });
        (!directions).then(|| "direction of a cluster".to_owned())
    }
}

#[test]
fn levels_and_order_are_those_of_the_unicode_test() {
    let whole = std::env::var_os("TURJUMAN_BIDI_TEST")
        .map(|path| std::fs::read_to_string(path).expect("the test file"));
    let cases = whole.as_deref().unwrap_or(EXTRACT).lines();
    let mut typesetter = Typesetter::new(&Fonts::shipped());
    let mut count = 0;
    let mut wrong = Vec::new();
    for line in cases.filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let case = Case::read(line);
        count += 1;
        if let Some(difference) = case.check(&mut typesetter) {
            wrong.push(format!("{}: {difference}", case.line));
        }
    }
    assert!(count > 1000, "reads the cases: {count}");
    eprintln!("{count} cases, {} wrong", wrong.len());
    assert!(
        wrong.is_empty(),
        "{} wrong\n{}",
        wrong.len(),
        wrong[..wrong.len().min(60)].join("\n")
    );
}
