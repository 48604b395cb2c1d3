//! What a page says of its article outside the text: JSON-LD, meta elements, microdata, its address.

use super::date::{FoundDay, day_in_address, day_of_value, find_day};
use super::{Line, Near, words};
use crate::engine::files::html::{Html, collapse};
use crate::engine::text::normalize::key;
use serde_json::Value;

/// Lines behind the headline and before it that may tell the date or the author.
const NEAR: usize = 15;
const BEFORE: usize = 4;
/// Words of a name of a person at most.
const NAME_WORDS: usize = 6;

#[derive(Debug, Clone, Default)]
pub struct Metadata {
    /// Headlines as the page gives them, the likeliest first; the outlet may stand in them.
    pub titles: Vec<String>,
    pub authors: Vec<String>,
    pub outlet: String,
    pub address: String,
    /// The text as JSON-LD has it, often without its paragraphs.
    pub body: String,
    pub description: String,
    dates: Vec<String>,
    weaker_dates: Vec<String>,
}

impl Metadata {
    pub fn read(html: &Html, origin: &str) -> Self {
        let mut found = Self::default();
        let mut publisher = String::new();
        for node in html.nodes() {
            if html.is(node, "script")
                && html
                    .attribute(node, "type")
                    .is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json"))
            {
                let text: String = html.children(node).map(|child| html.text(child)).collect();
                for value in linked_data(&text) {
                    found.take_linked(&value, &mut publisher);
                }
            }
        }
        for node in html.nodes() {
            match html.name(node) {
                "meta" => found.take_meta(html, node),
                "link"
                    if html
                        .attribute(node, "rel")
                        .is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) =>
                {
                    let address = html.attribute(node, "href").unwrap_or_default();
                    if address.starts_with("http") {
                        address.clone_into(&mut found.address);
                    }
                }
                "title" if !html.ancestors(node).any(|around| html.is(around, "svg")) => {
                    found.titles.push(html.text_of(node));
                }
                _ => {}
            }
            found.take_microdata(html, node);
        }
        if found.outlet.is_empty() {
            found.outlet = publisher;
        }
        if found.address.is_empty() && origin.starts_with("http") {
            origin.clone_into(&mut found.address);
        }
        if found.outlet.is_empty() {
            found.outlet = super::super::facts::host(&found.address)
                .unwrap_or_default()
                .to_owned();
        }
        found.titles.retain(|title| !title.is_empty());
        found
    }

    fn take_linked(&mut self, value: &Value, publisher: &mut String) {
        let text = |name: &str| {
            let object = value.as_object()?;
            let (_, value) = object
                .iter()
                .find(|(key, _)| key.eq_ignore_ascii_case(name))?;
            Some(value)
        };
        let kinds = match text("@type") {
            Some(Value::String(kind)) => vec![kind.as_str()],
            Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        let is_article = kinds.iter().any(|kind| {
            kind.ends_with("Article") || kind.ends_with("Posting") || *kind == "Report"
        });
        if !is_article {
            return;
        }
        let string = |name: &str| {
            let value = text(name).and_then(Value::as_str);
            value.map(clean).unwrap_or_default()
        };
        self.titles.insert(0, string("headline"));
        self.dates.insert(0, string("datePublished"));
        self.weaker_dates.push(string("dateCreated"));
        self.weaker_dates.push(string("dateModified"));
        let body = string("articleBody");
        if body.len() > self.body.len() {
            self.body = body;
        }
        for (name, is_person) in text("author").map(names).unwrap_or_default() {
            if is_person {
                self.authors.push(name);
            }
        }
        if let Some((name, _)) = text("publisher")
            .map(names)
            .and_then(|all| all.into_iter().next())
        {
            *publisher = name;
        }
        for value in [text("url"), text("mainEntityOfPage")]
            .into_iter()
            .flatten()
        {
            let address = match value {
                Value::String(address) => Some(address.as_str()),
                other => other.get("@id").and_then(Value::as_str),
            };
            if let Some(address) =
                address.filter(|a| a.starts_with("http") && self.address.is_empty())
            {
                address.clone_into(&mut self.address);
            }
        }
    }

    fn take_meta(&mut self, html: &Html, node: usize) {
        let name = ["property", "name", "itemprop", "http-equiv"]
            .iter()
            .find_map(|name| html.attribute(node, name))
            .unwrap_or_default()
            .to_ascii_lowercase();
        let content = collapse(html.attribute(node, "content").unwrap_or_default());
        if content.is_empty() {
            return;
        }
        match name.as_str() {
            "og:title" | "twitter:title" | "headline" | "dc.title" | "dcterms.title" => {
                self.titles.push(content);
            }
            "og:site_name" | "application-name" if self.outlet.is_empty() => self.outlet = content,
            "og:url" if self.address.is_empty() && content.starts_with("http") => {
                self.address = content;
            }
            "og:description" | "description" | "twitter:description"
                if content.len() > self.description.len() =>
            {
                self.description = content;
            }
            "author" | "article:author" | "dc.creator" | "dcterms.creator" | "byl"
            | "parsely-author" | "sailthru.author"
                if !content.contains("://") =>
            {
                self.authors.push(content);
            }
            "article:published_time"
            | "og:published_time"
            | "datepublished"
            | "parsely-pub-date"
            | "sailthru.date"
            | "pubdate"
            | "publishdate"
            | "publish-date"
            | "publish_date"
            | "publication_date"
            | "dc.date"
            | "dc:date"
            | "dc.date.issued"
            | "dcterms.created"
            | "dcterms.date"
            | "dcterms.issued"
            | "date"
            | "article.published"
            | "cxenseparse:recs:publishtime"
            | "article:published"
            | "published_time" => self.dates.push(content),
            "article:modified_time"
            | "og:updated_time"
            | "datemodified"
            | "datecreated"
            | "lastmod"
            | "last-modified" => self.weaker_dates.push(content),
            _ => {}
        }
    }

    fn take_microdata(&mut self, html: &Html, node: usize) {
        let property = html
            .attribute(node, "itemprop")
            .or_else(|| html.attribute(node, "property"));
        let Some(property) = property.map(str::to_ascii_lowercase) else {
            return;
        };
        if html.is(node, "meta") {
            return;
        }
        let property = property.rsplit(':').next().unwrap_or_default();
        let value = || {
            let given = ["content", "datetime", "title"]
                .iter()
                .find_map(|name| html.attribute(node, name));
            given.map_or_else(|| html.text_of(node), collapse)
        };
        match property {
            "headline" => self.titles.push(html.text_of(node)),
            "datepublished" | "date" => self.dates.push(value()),
            "author" | "creator" => {
                let name = html.descendants(node).find(|&inner| {
                    html.attribute(inner, "itemprop")
                        .is_some_and(|name| name.eq_ignore_ascii_case("name"))
                });
                let name = name.map_or_else(
                    || html.text_of(node),
                    |inner| match html.attribute(inner, "content") {
                        Some(name) => collapse(name),
                        None => html.text_of(inner),
                    },
                );
                self.authors.push(name);
            }
            _ => {}
        }
    }
}

/// The objects of a JSON-LD script, those of its graph too.
fn linked_data(text: &str) -> Vec<Value> {
    // Real pages have line breaks inside strings and commas before brackets.
    let text: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let trimmed = text.trim().trim_end_matches(';');
    let trimmed = trimmed
        .trim_start_matches("<!--")
        .trim_end_matches("-->")
        .trim_start_matches("//<![CDATA[")
        .trim_end_matches("//]]>");
    let parsed = serde_json::from_str::<Value>(trimmed)
        .or_else(|_| serde_json::from_str(&without_trailing_commas(trimmed)));
    let mut found = Vec::new();
    if let Ok(value) = parsed {
        collect(value, &mut found, 0);
    }
    found
}

fn collect(value: Value, found: &mut Vec<Value>, depth: usize) {
    match value {
        _ if depth > 8 => {}
        Value::Array(values) => {
            for value in values {
                collect(value, found, depth + 1);
            }
        }
        Value::Object(mut object) => {
            if let Some(graph) = object.remove("@graph") {
                collect(graph, found, depth + 1);
            }
            if let Some(entity) = object.get("mainEntity").filter(|e| e.is_object()) {
                collect(entity.clone(), found, depth + 1);
            }
            found.push(Value::Object(object));
        }
        _ => {}
    }
}

fn without_trailing_commas(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '}' | ']') {
            let kept = out.trim_end().strip_suffix(',').map(str::len);
            if let Some(kept) = kept {
                out.truncate(kept);
            }
        }
        out.push(c);
    }
    out
}

/// Text of JSON, in which pages leave entities and tags.
fn clean(text: &str) -> String {
    let once = Html::parse(text);
    let texts: String = once
        .nodes()
        .map(|node| match once.name(node) {
            "" => once.text(node).to_owned(),
            _ => " ".to_owned(),
        })
        .collect();
    collapse(&texts)
}

/// Names of persons and organisations, and whether each is a person.
fn names(value: &Value) -> Vec<(String, bool)> {
    match value {
        Value::String(name) => vec![(clean(name), true)],
        Value::Array(values) => values.iter().flat_map(names).collect(),
        Value::Object(object) => {
            let kind = object
                .get("@type")
                .and_then(Value::as_str)
                .unwrap_or_default();
            match object.get("name") {
                Some(Value::String(name)) => vec![(clean(name), !kind.contains("Organization"))],
                Some(other) => names(other),
                None => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}

/// The day the article appeared: what the page says to machines, unless a line at the headline
/// says that it was the day beside it; then lines at the headline; then the address.
pub fn date(html: &Html, lines: &[Line], metadata: &Metadata, near: &Near) -> String {
    let told = metadata.dates.iter().find_map(|value| day_of_value(value));
    let (at_headline, elsewhere) = shown_days(html, lines, near);
    let found = match told {
        Some(told) => {
            // A time of UTC may be a day off what the newspaper calls the day.
            let beside = at_headline
                .iter()
                .chain(&elsewhere)
                .find(|day| told.is_utc && (day.number() - told.number()).abs() == 1);
            Some(beside.copied().unwrap_or(told))
        }
        None => {
            let modified = metadata.weaker_dates.iter();
            let in_title = metadata.titles.iter().find_map(|title| find_day(title));
            in_title
                .or_else(|| at_headline.first().copied())
                // The head of a page may show today's date.
                .or_else(|| day_in_address(&metadata.address))
                .or_else(|| elsewhere.first().copied())
                .or_else(|| modified.clone().find_map(|value| day_of_value(value)))
        }
    };
    found.map(FoundDay::iso).unwrap_or_default()
}

/// Days that stand between the headline and the text, and those before it, behind it and in it, the
/// likeliest first.
fn shown_days(html: &Html, lines: &[Line], near: &Near) -> (Vec<FoundDay>, Vec<FoundDay>) {
    let headline = near.headline.or(near.body).unwrap_or(0);
    let body = near.body.unwrap_or(headline + NEAR).max(headline);
    let end = near.end.unwrap_or(body).max(body) + 1;
    let before = headline.saturating_sub(BEFORE)..headline;
    let days_in = |range: std::ops::Range<usize>| {
        let mut found: Vec<FoundDay> = Vec::new();
        let node_of = |line: usize| lines.get(line).map_or(html.nodes().end, |line| line.first);
        // `<time datetime>` is as good as a line.
        for node in node_of(range.start)..node_of(range.end) {
            if html.is(node, "time") && !is_in_card(html, node) {
                let value = html.attribute(node, "datetime").map(str::to_owned);
                let day = value.as_deref().and_then(day_of_value);
                found.extend(day.or_else(|| find_day(&html.text_of(node))));
            }
        }
        for line in range {
            let Some(line) = lines.get(line).filter(|line| line.words <= 25) else {
                continue;
            };
            if !is_in_card(html, line.first) && !line.is_link() {
                found.extend(find_day(&line.text));
            }
        }
        found
    };
    let at_headline = days_in(headline..body);
    let mut elsewhere = days_in(before);
    elsewhere.extend(days_in(end..end + NEAR / 2));
    // A line of the text may be the date alone, too.
    let text = lines.get(body..end.min(lines.len())).unwrap_or_default();
    let short = text.iter().filter(|line| line.words <= 8);
    elsewhere.extend(short.filter_map(|line| find_day(&line.text)));
    (at_headline, elsewhere)
}

/// Whether a node stands in a teaser of another article or in the site's head.
fn is_in_card(html: &Html, node: usize) -> bool {
    html.ancestors(node).any(|element| {
        let name = html.name(element);
        matches!(name, "aside" | "footer" | "nav")
            || (name == "article" && html.text_of(element).split(' ').count() <= words::SMALL / 2)
            || super::body::class_words(html, element)
                .iter()
                .any(|word| matches!(word.as_str(), "related" | "sidebar" | "ticker" | "today"))
    })
}

/// Who wrote the article.
pub fn byline(html: &Html, lines: &[Line], metadata: &Metadata, near: &Near) -> String {
    let outlet = key(&metadata.outlet);
    let is_person = |name: &&String| {
        let name_key = key(name);
        !name_key.is_empty()
            && name.split_whitespace().count() <= 2 * NAME_WORDS
            && (outlet.is_empty() || (name_key != outlet && !name_key.contains(&outlet)))
            && !name.contains('@')
            && !matches!(
                name_key.to_lowercase().as_str(),
                "admin" | "editor" | "administrator"
            )
    };
    let mut told: Vec<&String> = Vec::new();
    for author in metadata.authors.iter().filter(is_person) {
        if !told.iter().any(|known| key(known) == key(author)) {
            told.push(author);
        }
    }
    if !told.is_empty() {
        let told: Vec<&str> = told.iter().map(|name| name.as_str()).collect();
        return told.join("، ");
    }
    let from = near.headline.unwrap_or(0).saturating_sub(2);
    let to = near.body.unwrap_or(from).max(from) + 4;
    for line in lines.iter().take(to).skip(from) {
        if let Some(name) = signed(&line.text).or_else(|| with_city(line)) {
            return name;
        }
        let is_marked = html.ancestors(line.first).take(4).any(|element| {
            super::body::class_words(html, element)
                .iter()
                .any(|word| matches!(word.as_str(), "author" | "byline" | "writer" | "authors"))
                || html.attribute(element, "rel") == Some("author")
        });
        let name = line.text.trim().to_owned();
        if is_marked
            && line.words <= NAME_WORDS
            && find_day(&name).is_none()
            && !words::is_furniture(&line.key)
            && is_person(&&name)
        {
            return signed(&name).unwrap_or(name);
        }
    }
    String::new()
}

/// The name in a line of a name and a city: `رنا خليل - القاهرة`.
fn with_city(line: &Line) -> Option<String> {
    let (name, city) = line.text.split_once(['-', '–', '—'])?;
    let are_words = |text: &str, most: usize| {
        let words = text.split_whitespace().count();
        (1..=most).contains(&words) && text.chars().all(|c| c.is_alphabetic() || c == ' ')
    };
    let fits = are_words(name.trim(), 4)
        && name.trim().contains(' ')
        && are_words(city.trim(), 2)
        && line.heading.is_none()
        && !line.is_link()
        && !words::is_furniture(&line.key);
    fits.then(|| name.trim().to_owned())
}

/// The name in a line that names its writer: `كتب: أحمد علي`, `بقلم أحمد علي`.
pub fn signed(text: &str) -> Option<String> {
    const MARKS: [&str; 10] = [
        "كتب",
        "كتبت",
        "بقلم",
        "حوار",
        "حاوره",
        "حاورته",
        "إعداد",
        "تحرير",
        "تقرير",
        "أجرى الحوار",
    ];
    let text = text.trim();
    let rest = MARKS.iter().find_map(|mark| {
        let rest = text.strip_prefix(mark)?;
        rest.starts_with([':', ' ', '/', '-', '–', '\u{A0}'])
            .then_some(rest)
    })?;
    let had_colon = rest.trim_start().starts_with([':', '/', '-', '–']);
    let name = rest
        .trim_start_matches([':', ' ', '/', '-', '–', '\u{A0}'])
        .split(" - ")
        .next()
        .unwrap_or_default()
        .trim_end_matches([':', '.', '،', ' ']);
    let words = name.split_whitespace().count();
    // `كتب` opens a sentence too: without a colon only a bare name counts.
    let fits = if had_colon {
        words <= 2 * NAME_WORDS
    } else {
        words <= 4 && !text.ends_with('.')
    };
    (fits && words >= 1).then(|| name.to_owned())
}
