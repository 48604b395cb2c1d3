//! The article of a web page: what it says of itself, its headline, and which of its lines are text
//! of the article rather than of the site.

mod body;
mod date;
mod headline;
mod metadata;
#[cfg(test)]
mod tests;
mod words;

use crate::engine::files::html::{Html, HtmlLine};
use crate::engine::model::{Article, TextKind};
use crate::engine::text::normalize::key;
use metadata::Metadata;

/// The article of a page and what each of the page's lines is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageArticle {
    pub article: Article,
    pub kinds: Vec<TextKind>,
}

/// Finds the article of a page that came from `origin`, which may be a path.
pub fn read_page(html: &Html, lines: &[HtmlLine], origin: &str) -> PageArticle {
    let lines: Vec<Line> = lines.iter().map(|line| Line::new(html, line)).collect();
    let metadata = Metadata::read(html, origin);
    let headline = headline::find(html, &lines, &metadata);
    let chosen = body::choose(html, &lines, &metadata, headline.line);
    let mut kinds = vec![TextKind::Boilerplate; lines.len()];
    for &line in &chosen {
        kinds[line] = TextKind::Body;
    }
    if let Some(line) = headline.line {
        kinds[line] = TextKind::Headline;
    }
    let near = Near {
        headline: headline.line,
        body: chosen.first().copied(),
        end: chosen.last().copied(),
    };
    let paragraphs = chosen.iter().map(|&line| lines[line].text.clone());
    let article = Article {
        byline: metadata::byline(html, &lines, &metadata, &near),
        date: metadata::date(html, &lines, &metadata, &near),
        headline: headline.text,
        paragraphs: paragraphs.collect(),
        outlet: metadata.outlet,
        address: metadata.address,
    };
    PageArticle { article, kinds }
}

/// Where the article stands among the lines.
struct Near {
    headline: Option<usize>,
    body: Option<usize>,
    /// Its last line.
    end: Option<usize>,
}

/// A line with what tells text from furniture.
struct Line {
    text: String,
    key: String,
    first: usize,
    block: usize,
    chars: usize,
    words: usize,
    link_chars: usize,
    heading: Option<u8>,
}

impl Line {
    fn new(html: &Html, line: &HtmlLine) -> Self {
        use crate::engine::files::html::LineItem;
        let mut link_chars = 0;
        for item in &line.items {
            if let LineItem::Text(node) = item
                && html.ancestors(*node).any(|element| html.is(element, "a"))
            {
                link_chars += html.text(*node).trim().chars().count();
            }
        }
        let heading = html.ancestors(line.first).find_map(|element| {
            let level = html.name(element).strip_prefix('h')?;
            level.parse().ok().filter(|level| (1..=6).contains(level))
        });
        Self {
            key: key(&line.text),
            first: line.first,
            block: html.block_of(line.first),
            chars: line.text.chars().count(),
            words: line.text.split(' ').count(),
            link_chars,
            heading,
            text: line.text.clone(),
        }
    }

    fn is_link(&self) -> bool {
        self.link_chars * 10 >= self.chars * 8
    }

    /// Whether much of it is links.
    fn is_linked(&self) -> bool {
        self.link_chars * 10 > self.chars * 4
    }

    fn ends_sentence(&self) -> bool {
        let text = self
            .text
            .trim_end_matches(['"', '”', '»', ')', ']', '“', '\'', ' ']);
        text.ends_with(['.', '؟', '!', '?', '…', '،', ':', '؛', '۔'])
    }
}
