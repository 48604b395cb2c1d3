//! Articles of web pages built as news sites build theirs, with what a reader takes for the text.

use std::path::Path;
use turjuman::engine::model::Article;
use turjuman::workspace::read_article;

#[test]
fn articles_are_found_in_pages_of_every_kind() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/pages");
    let mut pages: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "html")
        })
        .collect();
    pages.sort();
    assert!(pages.len() >= 10);
    for page in pages {
        let expected = std::fs::read_to_string(page.with_extension("json")).unwrap();
        let expected: serde_json::Value = serde_json::from_str(&expected).unwrap();
        let text = |name: &str| expected[name].as_str().unwrap().to_owned();
        let paragraphs = expected["paragraphs"].as_array().unwrap();
        let expected = Article {
            headline: text("headline"),
            byline: text("byline"),
            outlet: text("outlet"),
            date: text("date"),
            address: text("address"),
            paragraphs: paragraphs
                .iter()
                .map(|paragraph| paragraph.as_str().unwrap().to_owned())
                .collect(),
        };
        assert_eq!(read_article(&page).unwrap(), expected, "{}", page.display());
    }
}
