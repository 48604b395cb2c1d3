//! Outlet and date of an article, as far as its address and its first and last lines tell.

use super::word_count;
use crate::engine::model::{ArticleFacts, Block, NumberKind, NumberStyle};
use crate::engine::text::normalize::key;
use crate::engine::text::numbers;

/// Lines that may hold the date: so many at the top, so many at the end.
const TOP: usize = 6;
const END: usize = 3;
/// A line of date, place and agency has at most so many words.
const DATE_LINE_WORDS: usize = 12;

/// What an article with that address tells of itself. A date counts only where it is whole and
/// stands in a short line, not in a sentence of the text.
pub fn facts(address: &str, blocks: &[Block]) -> ArticleFacts {
    let top = blocks.iter().take(TOP);
    let end = blocks
        .iter()
        .skip(TOP.max(blocks.len().saturating_sub(END)));
    ArticleFacts {
        outlet: host(address).unwrap_or_default().to_owned(),
        published: top.chain(end).find_map(date).unwrap_or_default(),
        ..ArticleFacts::default()
    }
}

pub(super) fn host(address: &str) -> Option<&str> {
    let rest = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host))
}

fn date(block: &Block) -> Option<String> {
    if word_count(&key(&block.text)) > DATE_LINE_WORDS {
        return None;
    }
    let hits = numbers::find(&block.text, NumberStyle::default());
    let is_day = |value: &str| value.len() == 10 && !value.starts_with('-');
    hits.into_iter()
        .find(|hit| hit.kind == NumberKind::Date && !hit.approximate && is_day(&hit.value))
        .map(|hit| hit.value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::model::BlockStyle;

    #[test]
    fn dates_stand_in_lines_of_their_own_and_outlets_in_addresses() {
        let body =
            "وقال الوزير يوم 3 آذار 2015 إن الحكومة ستعلن قرارها النهائي بعد التشاور مع الأحزاب.";
        for (address, lines, outlet, published) in [
            (
                "https://www.example.org/a?b",
                &["الهدنة صامدة", "السبت 27 شباط 2016", body][..],
                "example.org",
                "2016-02-27",
            ),
            ("/home/me/a.txt", &["الهدنة صامدة", body], "", ""),
            ("", &[body, "27/2/2016"], "", "2016-02-27"),
            ("", &[], "", ""),
        ] {
            let blocks: Vec<Block> = lines
                .iter()
                .map(|line| Block {
                    text: (*line).into(),
                    style: BlockStyle::Paragraph,
                    ..Block::default()
                })
                .collect();
            let found = facts(address, &blocks);
            let expected = (outlet.to_owned(), published.to_owned());
            assert_eq!((found.outlet, found.published), expected, "{lines:?}");
        }
    }
}
