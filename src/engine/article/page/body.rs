//! Which lines of a page are the text of its article.

use super::metadata::{Metadata, signed};
use super::{Line, words};
use crate::engine::article::page::date::find_days;
use crate::engine::files::html::Html;
use crate::engine::text::normalize::key;
use std::collections::{HashMap, HashSet};

/// What a paragraph gives to an element so many levels around it.
const FADING: f64 = 0.65;
const LEVELS: i32 = 7;
/// Letters of a paragraph and of a line that may be one.
const PARAGRAPH: usize = 60;
const SHORT: usize = 25;
/// Words of a caption, of a line of date and place, of a label.
const CAPTION_WORDS: usize = 18;
/// Lines and words of a teaser: a link and what the other article is about.
const TEASER_LINES: usize = 4;
const TEASER_WORDS: usize = 45;
const DATE_WORDS: usize = 12;
const LABEL_WORDS: usize = 8;

/// The numbers of the lines of the article, in order.
pub fn choose(
    html: &Html,
    lines: &[Line],
    metadata: &Metadata,
    headline: Option<usize>,
) -> Vec<usize> {
    let page = Page::new(html, lines, metadata, headline);
    let told = page.told_lines(&key(&metadata.body));
    let lines_of_body = if told.is_empty() {
        match page.container() {
            Some(container) => page.lines_of(container),
            None => Vec::new(),
        }
    } else {
        page.between(&told)
    };
    page.without_furniture(lines_of_body)
}

/// The words of an element's classes and name.
pub fn class_words(html: &Html, element: usize) -> Vec<String> {
    let mut found = Vec::new();
    for name in ["class", "id"] {
        if let Some(value) = html.attribute(element, name) {
            found.extend(words::class_words(value));
        }
    }
    found
}

struct Page<'p> {
    html: &'p Html,
    lines: &'p [Line],
    headline: Option<usize>,
    description: String,
    title_keys: HashSet<String>,
    /// Lines that stand in furniture.
    is_apart: Vec<bool>,
    /// The line before which a picture stands, with nothing else between.
    is_after_picture: Vec<bool>,
}

impl<'p> Page<'p> {
    fn new(
        html: &'p Html,
        lines: &'p [Line],
        metadata: &Metadata,
        headline: Option<usize>,
    ) -> Self {
        let mut page = Self {
            html,
            lines,
            headline,
            description: key(&metadata.description),
            title_keys: metadata.titles.iter().map(|title| key(title)).collect(),
            is_apart: Vec::new(),
            is_after_picture: Vec::new(),
        };
        page.title_keys
            .extend(headline.map(|line| lines[line].key.clone()));
        let around_headline: HashSet<usize> = headline
            .map(|line| html.ancestors(lines[line].first).collect())
            .unwrap_or_default();
        let mut bodies: HashSet<usize> = HashSet::new();
        for node in html.nodes().filter(|&node| is_named_body(html, node)) {
            bodies.extend(html.ancestors(node));
        }
        let word_counts = page.word_counts();
        let mut known: HashMap<usize, bool> = page
            .teasers()
            .into_iter()
            .filter(|element| !around_headline.contains(element) && !bodies.contains(element))
            .map(|element| (element, true))
            .collect();
        page.is_apart = lines
            .iter()
            .map(|line| {
                html.ancestors(line.first).any(|element| {
                    *known.entry(element).or_insert_with(|| {
                        let holds = around_headline.contains(&element) || bodies.contains(&element);
                        let words = word_counts.get(&element).copied().unwrap_or(0);
                        is_furniture(html, element, words, holds)
                    })
                })
            })
            .collect();
        page.is_after_picture = page.pictures();
        page
    }

    /// Words in each element.
    fn word_counts(&self) -> HashMap<usize, usize> {
        let mut counts = HashMap::new();
        for line in self.lines {
            for element in self.html.ancestors(line.first) {
                *counts.entry(element).or_default() += line.words;
            }
        }
        counts
    }

    /// Small elements that begin with a link and go on with a few words on another article.
    fn teasers(&self) -> Vec<usize> {
        let mut lines_in: HashMap<usize, Vec<usize>> = HashMap::new();
        for (number, line) in self.lines.iter().enumerate() {
            for element in self.html.ancestors(line.first) {
                let own = lines_in.entry(element).or_default();
                if own.len() <= TEASER_LINES {
                    own.push(number);
                }
            }
        }
        let is_teaser = |lines: &[usize]| {
            let first = lines.first().and_then(|&number| self.lines.get(number));
            let begins = first.is_some_and(|line| line.is_link() && !line.ends_sentence());
            let rest = lines
                .iter()
                .skip(1)
                .filter_map(|&number| self.lines.get(number));
            let words: usize = rest.map(|line| line.words).sum();
            begins && (2..=TEASER_LINES).contains(&lines.len()) && words <= TEASER_WORDS
        };
        let found = lines_in.into_iter().filter(|(_, lines)| is_teaser(lines));
        found.map(|(element, _)| element).collect()
    }

    fn pictures(&self) -> Vec<bool> {
        let mut before = 0;
        self.lines
            .iter()
            .map(|line| {
                let between = before..line.first;
                before = line.first;
                between
                    .filter(|&node| {
                        matches!(
                            self.html.name(node),
                            "img" | "picture" | "figure" | "amp-img" | "video" | "iframe"
                        )
                    })
                    .any(|picture| {
                        // An icon in a link or a button does not count as a picture.
                        !self
                            .html
                            .ancestors(picture)
                            .any(|around| self.html.is(around, "button"))
                    })
            })
            .collect()
    }

    fn is_good(&self, number: usize) -> bool {
        let line = &self.lines[number];
        !self.is_apart[number]
            && line.chars >= SHORT
            && !line.is_linked()
            && line.heading.is_none()
            && Some(number) != self.headline
            && !self.title_keys.contains(&line.key)
            && !words::is_furniture(&line.key)
    }

    fn is_paragraph(&self, number: usize) -> bool {
        let line = &self.lines[number];
        self.is_good(number)
            && (line.chars >= PARAGRAPH || line.ends_sentence())
            && !(self.is_after_picture[number]
                && line.words <= CAPTION_WORDS
                && !line.ends_sentence())
    }

    /// Lines that stand in the text that JSON-LD gives, if they are most of it.
    fn told_lines(&self, body: &str) -> Vec<usize> {
        let squeeze =
            |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
        let body = squeeze(body);
        if body.chars().count() < 150 {
            return Vec::new();
        }
        let mut seen = HashSet::new();
        let mut matched = 0;
        let told: Vec<usize> = (0..self.lines.len())
            .filter(|&number| {
                let line = &self.lines[number];
                let own = squeeze(&line.key);
                let is_told = !own.is_empty()
                    && Some(number) != self.headline
                    && !self.is_apart[number]
                    && body.contains(&own)
                    && !words::is_furniture(&line.key)
                    && (line.words >= 4 || line.heading.is_some() || line.ends_sentence());
                if is_told && seen.insert(own.clone()) {
                    matched += own.len();
                    return true;
                }
                false
            })
            .collect();
        let paragraphs = told.iter().filter(|&&n| self.lines[n].chars >= PARAGRAPH);
        if matched * 10 >= body.len() * 8 && paragraphs.count() > 0 {
            told
        } else {
            Vec::new()
        }
    }

    /// The told lines and sub-heads between them.
    fn between(&self, told: &[usize]) -> Vec<usize> {
        let (Some(&first), Some(&last)) = (told.first(), told.last()) else {
            return Vec::new();
        };
        let told: HashSet<usize> = told.iter().copied().collect();
        (first..=last)
            .filter(|&number| {
                let line = &self.lines[number];
                told.contains(&number)
                    || (!self.is_apart[number]
                        && line.heading.is_some_and(|level| level >= 2)
                        && !line.is_linked()
                        && !self.title_keys.contains(&line.key))
            })
            .collect()
    }

    /// The element that holds the paragraphs of the article best.
    fn container(&self) -> Option<usize> {
        let mut scores: HashMap<usize, f64> = HashMap::new();
        let mut letters: HashMap<usize, (usize, usize)> = HashMap::new();
        let mut said: HashSet<&str> = HashSet::new();
        for (number, line) in self.lines.iter().enumerate() {
            if self.is_apart[number] {
                continue;
            }
            for element in self.html.ancestors(line.block) {
                let all = letters.entry(element).or_default();
                all.0 += line.chars;
                all.1 += line.link_chars;
            }
            if !self.is_paragraph(number) || !said.insert(&line.key) {
                continue;
            }
            let commas = line.text.matches(['،', ',']).count().min(4);
            let mut weight = 0.4 + line.chars.min(600) as f64 / 150.0 + commas as f64 * 0.1;
            if self.headline.is_some_and(|headline| number < headline) {
                weight *= 0.3;
            }
            let opening: String = line.key.chars().take(40).collect();
            if line.chars > 40 && self.description.contains(&opening) {
                weight *= 3.0;
            }
            let around = self.html.ancestors(line.block);
            for (level, element) in (0..LEVELS).zip(around) {
                let name = self.html.name(element);
                if name == "html" {
                    break;
                }
                // A paragraph's own element holds nothing but itself.
                if level > 0 || !matches!(name, "p" | "li" | "blockquote") {
                    *scores.entry(element).or_default() += weight * FADING.powi(level);
                }
            }
        }
        let scored = scores.into_iter().map(|(element, score)| {
            let (all, links) = letters.get(&element).copied().unwrap_or((1, 0));
            let plain = 1.0 - links as f64 / all.max(1) as f64;
            let name = match self.html.name(element) {
                "article" | "main" => 1.2,
                "body" => 0.8,
                _ => 1.0,
            };
            let class = class_words(self.html, element);
            let class = if is_named_body(self.html, element) {
                2.0
            } else if class.iter().any(|word| words::is_of_body(word)) {
                1.2
            } else {
                1.0
            };
            (element, score * plain * name * class)
        });
        scored
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
            .map(|(element, _)| element)
    }

    /// The lines of the container, the lead before it, and where it goes on behind something else.
    fn lines_of(&self, container: usize) -> Vec<usize> {
        let html = self.html;
        let inside = |element: usize, number: usize| {
            let first = self.lines[number].first;
            (element..html.end(element)).contains(&first)
        };
        let mut chosen: Vec<usize> = (0..self.lines.len())
            .filter(|&number| inside(container, number) && !self.is_apart[number])
            .collect();
        // The same article goes on in elements of the same kind beside this one.
        let class = html.attribute(container, "class").unwrap_or_default();
        let beside = html.parent(container).map(|parent| {
            let all = html.children(parent).filter(|&child| {
                child != container
                    && html.name(child) == html.name(container)
                    && html.attribute(child, "class").unwrap_or_default() == class
            });
            all.collect::<Vec<_>>()
        });
        for element in beside.unwrap_or_default() {
            let own: Vec<usize> = (0..self.lines.len())
                .filter(|&number| inside(element, number) && !self.is_apart[number])
                .collect();
            let good = own
                .iter()
                .filter(|&&number| self.is_paragraph(number) && self.lines[number].ends_sentence());
            let links: usize = own.iter().map(|&n| self.lines[n].link_chars).sum();
            let letters: usize = own.iter().map(|&n| self.lines[n].chars).sum();
            let is_behind = self
                .headline
                .is_none_or(|h| own.first().is_some_and(|&n| n > h));
            if good.count() > 0 && links * 4 < letters && is_behind {
                chosen.extend(own);
            }
        }
        // Paragraphs between the headline and the text are its lead.
        let first = chosen.iter().copied().min().unwrap_or(0);
        if let Some(headline) = self.headline.filter(|&headline| headline < first) {
            chosen.extend((headline + 1..first).filter(|&number| {
                self.is_paragraph(number)
                    && self.lines[number].chars >= PARAGRAPH
                    && self.lines[number].ends_sentence()
            }));
        }
        chosen.sort_unstable();
        chosen.dedup();
        if let Some(headline) = self.headline {
            // What stands in the container before the headline is the site's.
            let after: Vec<usize> = chosen.iter().copied().filter(|&n| n > headline).collect();
            if after.iter().any(|&number| self.is_paragraph(number)) {
                return after;
            }
        }
        chosen
    }

    fn without_furniture(&self, chosen: Vec<usize>) -> Vec<usize> {
        let mut seen: HashSet<&str> = HashSet::new();
        let mut kept: Vec<usize> = Vec::new();
        for (at, &number) in chosen.iter().enumerate() {
            let line = &self.lines[number];
            let is_repeat = line.chars >= PARAGRAPH && !seen.insert(&line.key);
            let is_caption = self.is_after_picture[number]
                && line.words <= CAPTION_WORDS
                && !line.ends_sentence()
                && line.heading.is_none();
            let leads_to_links = words::leads_elsewhere(&line.key) && line.words <= LABEL_WORDS
                || (!line.ends_sentence()
                    && line.words <= LABEL_WORDS
                    && self.links_follow(&chosen, at));
            if Some(number) == self.headline
                || self.title_keys.contains(&line.key)
                || words::is_furniture(&line.key)
                || (line.is_link() && !(line.chars >= PARAGRAPH && line.ends_sentence()))
                || is_repeat
                || is_date(line)
                || is_caption
                || leads_to_links
                || is_credit(line)
            {
                continue;
            }
            kept.push(number);
        }
        self.trim(kept)
    }

    /// Whether two lines behind this one are links and nothing else.
    fn links_follow(&self, chosen: &[usize], at: usize) -> bool {
        let mut behind = chosen.iter().skip(at + 1).take(2);
        let are_links = behind.all(|&number| {
            let line = &self.lines[number];
            line.is_link() && !line.ends_sentence()
        });
        are_links && chosen.len() > at + 2
    }

    /// Without dates, names and labels before the first paragraph and behind the last.
    fn trim(&self, mut kept: Vec<usize>) -> Vec<usize> {
        let is_text = |number: &usize| {
            let line = &self.lines[*number];
            line.chars >= PARAGRAPH || (line.ends_sentence() && line.words >= 4)
        };
        if !kept.iter().any(is_text) {
            return kept;
        }
        let is_label = |number: usize| {
            let line = &self.lines[number];
            (line.words <= DATE_WORDS && !find_days(&line.text).is_empty())
                || signed(&line.text).is_some()
                || (line.words <= LABEL_WORDS && !line.ends_sentence() && line.heading.is_none())
        };
        while kept.first().is_some_and(|&number| is_label(number)) {
            kept.remove(0);
        }
        while kept
            .last()
            .is_some_and(|&number| is_label(number) || self.lines[number].heading.is_some())
        {
            kept.pop();
        }
        kept
    }
}

/// A day and perhaps a time, and nothing else.
fn is_date(line: &Line) -> bool {
    line.words <= LABEL_WORDS && !line.ends_sentence() && !find_days(&line.text).is_empty()
}

/// `صورة: وكالة`, `المصدر: رويترز`, an agency by itself.
fn is_credit(line: &Line) -> bool {
    const MARKS: [&str; 9] = [
        "صوره",
        "الصوره",
        "تصوير",
        "المصدر",
        "مصدر الصوره",
        "المصادر",
        "عكس",
        "photo",
        "source",
    ];
    const AGENCIES: [&str; 14] = [
        "رويترز",
        "ا ف ب",
        "اف ب",
        "فرانس برس",
        "وكالات",
        "الوكالات",
        "اسوشيتد برس",
        "د ب ا",
        "الاناضول",
        "غيتي",
        "getty images",
        "afp",
        "reuters",
        "ap",
    ];
    let bare = line.key.to_lowercase();
    let bare = bare.trim_matches(|c: char| !c.is_alphanumeric());
    let opens = MARKS.iter().any(|mark| {
        bare.strip_prefix(mark)
            .is_some_and(|rest| rest.trim_start().starts_with([':', '/', '-']))
    });
    let parts = bare.split(['،', ',', '/', '+', '(', ')']);
    let mut parts = parts.map(str::trim).filter(|part| !part.is_empty());
    let are_agencies = line.words <= LABEL_WORDS && parts.all(|part| AGENCIES.contains(&part));
    (opens && line.words <= LABEL_WORDS) || are_agencies
}

/// Whether the page itself says that an element is the article's text.
fn is_named_body(html: &Html, element: usize) -> bool {
    ["itemprop", "property"].iter().any(|name| {
        html.attribute(element, name).is_some_and(|value| {
            let value = value.to_ascii_lowercase();
            value.ends_with("articlebody") || value == "content:encoded"
        })
    })
}

/// Whether an element holds what is not the article. `holds` says that the headline or the text
/// that the page names stands in it.
fn is_furniture(html: &Html, element: usize, word_count: usize, holds: bool) -> bool {
    let name = html.name(element);
    if html.is_text(element) || matches!(name, "html" | "body") {
        return false;
    }
    if matches!(name, "title" | "head") {
        return true;
    }
    let is_unseen = html.attribute(element, "hidden").is_some()
        || html
            .attribute(element, "aria-hidden")
            .is_some_and(|value| value == "true")
        || html.attribute(element, "style").is_some_and(|style| {
            let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
            style.contains("display:none") || style.contains("visibility:hidden")
        });
    if holds {
        return false;
    }
    let role = html.attribute(element, "role").unwrap_or_default();
    if is_unseen
        || matches!(
            name,
            "nav"
                | "footer"
                | "aside"
                | "button"
                | "label"
                | "figcaption"
                | "figure"
                | "dialog"
                | "menu"
                | "header"
                | "form"
                | "amp-sidebar"
                | "amp-ad"
                | "fieldset"
        )
        || matches!(
            role,
            "navigation"
                | "complementary"
                | "contentinfo"
                | "search"
                | "dialog"
                | "alertdialog"
                | "banner"
                | "menu"
                | "tooltip"
                | "button"
        )
    {
        // Old pages are one form from top to bottom.
        return !(name == "form" && word_count > 2 * words::SMALL);
    }
    let label = html.attribute(element, "aria-label").unwrap_or_default();
    if !label.is_empty() && words::leads_elsewhere(&key(label)) {
        return true;
    }
    // Cards of other articles beside or within the article.
    let is_card = name == "article"
        && (word_count <= words::SMALL / 2
            || html.ancestors(element).skip(1).any(|around| {
                matches!(html.name(around), "article") || is_named_body(html, around)
            }));
    if is_card {
        return true;
    }
    if matches!(
        name,
        "article" | "main" | "p" | "td" | "table" | "tr" | "tbody"
    ) {
        let class = class_words(html, element);
        let is_small = word_count <= words::SMALL;
        return is_small
            && class
                .iter()
                .any(|word| words::is_strong(word) || word == "caption" || word == "credit");
    }
    let class = class_words(html, element);
    // Many classes are those of a framework or of a tag list, and tell nothing.
    if class.len() > 24 {
        return false;
    }
    class.iter().any(|word| words::is_strong(word))
        || (word_count <= words::SMALL && class.iter().any(|word| words::is_weak(word)))
}
