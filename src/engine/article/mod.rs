//! Boilerplate, duplicates and headlines of a news page.
//!
//! Precision comes first: a paragraph of the article must never be greyed out. A line is site
//! text only when it is short, stands in the run of such lines at either end of the page, and
//! speaks to the visitor in words that sites use (`vocabulary`). A headline is a short line
//! without a final stop that stands first, or that is repeated, or that stands among such lines
//! behind the article.

mod facts;
pub mod page;
mod vocabulary;

pub use facts::facts;

use crate::engine::model::{Block, BlockStyle, SourceDocument, TextKind};
use crate::engine::text::normalize::key;
use std::collections::HashMap;

/// A headline has at most so many words.
const HEADLINE_WORDS: usize = 18;
/// Site text has at most so many words a line.
const SITE_WORDS: usize = 30;

/// What each block of a document is, in order. In files that no page was copied into, all is body.
pub fn classify(document: &SourceDocument) -> Vec<TextKind> {
    if document.is_page {
        return classify_page(&document.blocks);
    }
    let blocks = document.blocks.iter();
    blocks.map(|block| block.kind.unwrap_or_default()).collect()
}

fn classify_page(blocks: &[Block]) -> Vec<TextKind> {
    let keys: Vec<String> = blocks.iter().map(|block| key(&block.text)).collect();
    let mut kinds = vec![TextKind::Body; blocks.len()];
    mark_site_text(blocks, &keys, &mut kinds);
    mark_headlines(blocks, &keys, &mut kinds);
    mark_duplicates(&keys, &mut kinds);
    kinds
}

/// Site text stands in an unbroken run at the end or the start, headlines allowed between.
fn mark_site_text(blocks: &[Block], keys: &[String], kinds: &mut [TextKind]) {
    let is_site =
        |n: usize| word_count(&keys[n]) <= SITE_WORDS && vocabulary::speaks_to_visitor(&keys[n]);
    let may_stand_between = |n: usize| looks_like_title(&blocks[n].text, &keys[n]);
    let sweep = |order: &mut dyn Iterator<Item = usize>, kinds: &mut [TextKind]| {
        for n in order {
            if is_site(n) {
                kinds[n] = TextKind::Boilerplate;
            } else if !may_stand_between(n) {
                break;
            }
        }
    };
    sweep(&mut (0..blocks.len()).rev(), kinds);
    sweep(&mut (0..blocks.len()), kinds);
}

fn mark_headlines(blocks: &[Block], keys: &[String], kinds: &mut [TextKind]) {
    let mut count: HashMap<&str, usize> = HashMap::new();
    for key in keys {
        *count.entry(key).or_default() += 1;
    }
    let is_body = |kinds: &[TextKind], n: usize| kinds[n] == TextKind::Body;
    let title = |n: usize| looks_like_title(&blocks[n].text, &keys[n]);
    // A page of one line is a text, not a headline.
    let has_article = (0..blocks.len()).any(|n| is_body(kinds, n) && !title(n));
    let first = (0..blocks.len()).find(|&n| is_body(kinds, n));
    // The run of title-like lines behind the article counts only with a repeated one in it.
    let mut tail = blocks.len();
    while tail > 0 && (kinds[tail - 1] == TextKind::Boilerplate || title(tail - 1)) {
        tail -= 1;
    }
    let tail_has_repeat = (tail..blocks.len()).any(|n| title(n) && count[keys[n].as_str()] > 1);
    for n in 0..blocks.len() {
        let marked = matches!(blocks[n].style, BlockStyle::Heading(1));
        let placed = has_article
            && title(n)
            && (Some(n) == first || count[keys[n].as_str()] > 1 || (n >= tail && tail_has_repeat));
        if is_body(kinds, n) && (marked || placed) {
            kinds[n] = TextKind::Headline;
        }
    }
}

/// A headline that stood before, or whole paragraphs that a page repeats at its end. A sentence of
/// the body that recurs elsewhere is a repetition, which is translated.
fn mark_duplicates(keys: &[String], kinds: &mut [TextKind]) {
    let mut first: HashMap<&str, usize> = HashMap::new();
    for (n, key) in keys.iter().enumerate() {
        first.entry(key).or_insert(n);
    }
    let repeats = |n: usize| {
        first
            .get(keys[n].as_str())
            .is_some_and(|&before| before < n)
    };
    let mut tail = keys.len();
    while tail > 0 && (kinds[tail - 1] != TextKind::Body || repeats(tail - 1)) {
        tail -= 1;
    }
    let mut seen: HashMap<&str, TextKind> = HashMap::new();
    for (n, (key, kind)) in keys.iter().zip(kinds).enumerate() {
        if *kind == TextKind::Boilerplate {
            continue;
        }
        match seen.get(key.as_str()) {
            // A short line of the body may well be said twice.
            Some(TextKind::Headline) => *kind = TextKind::Duplicate,
            Some(_) if n >= tail && word_count(key) >= 8 => *kind = TextKind::Duplicate,
            _ => {
                seen.insert(key, *kind);
            }
        }
    }
}

/// Short, more than a word, and not closed as a sentence is.
fn looks_like_title(text: &str, key: &str) -> bool {
    let words = word_count(key);
    let last = text.trim_end().chars().next_back();
    let is_closed = last.is_some_and(|c| ".؟?!…۔:؛،,".contains(c));
    let begins_list = text
        .trim_start()
        .starts_with(|c: char| c == '-' || c == '•' || c.is_ascii_digit());
    (3..=HEADLINE_WORDS).contains(&words) && !is_closed && !begins_list
}

fn word_count(key: &str) -> usize {
    key.split(' ').filter(|word| !word.is_empty()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(lines: &[&str]) -> String {
        let blocks: Vec<Block> = lines
            .iter()
            .map(|line| Block {
                text: (*line).into(),
                style: BlockStyle::Paragraph,
                ..Block::default()
            })
            .collect();
        let letter = |kind| match kind {
            TextKind::Body => 'b',
            TextKind::Headline => 'h',
            TextKind::Duplicate => 'd',
            TextKind::Boilerplate => 's',
        };
        classify_page(&blocks).into_iter().map(letter).collect()
    }

    const BODY: &str = "وصل الوفد إلى العاصمة صباح اليوم لبحث تمديد الهدنة مع الحكومة.";
    const OTHER: &str = "وقال المتحدث باسم الوفد إن المحادثات ستستمر ثلاثة أيام على الأقل.";
    const TITLE: &str = "الوفد يبحث تمديد الهدنة في العاصمة";

    #[test]
    fn pages_of_several_kinds() {
        for (lines, expected) in [
            (&[TITLE, BODY, BODY][..], "hbd"),
            (&[BODY, "وغادر الوفد مساء.", TITLE, TITLE], "bbhd"),
            (
                &[TITLE, BODY, "اشترك في نشرتنا البريدية", "شارك المقال"],
                "hbss",
            ),
            (&[BODY, "اقرأ أيضا", "جميع الحقوق محفوظة © 2026"], "bss"),
            (&[TITLE], "b"),
            (
                &[BODY, "Sign up for our newsletter", "Share this article"],
                "bss",
            ),
            (
                &[
                    BODY,
                    "دعا الوزير الشركات إلى الاشتراك في المعرض وتسجيل أسمائها قبل نهاية الشهر.",
                ],
                "bb",
            ),
            (&[TITLE, BODY, OTHER, BODY, OTHER], "hbbdd"),
            (&[TITLE, BODY, OTHER, BODY, "وغادر الوفد مساء."], "hbbbb"),
            (&[BODY, "نعم.", BODY.trim_end_matches('.'), "نعم."], "bbbb"),
        ] {
            assert_eq!(kinds(lines), expected, "{lines:?}");
        }
    }
}
