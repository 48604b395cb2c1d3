//! Trees of pages with the tags that people write.

use super::*;
use proptest::prelude::*;

/// `div(p("a") p("b"))`
fn shape(page: &str) -> String {
    let html = Html::parse(page);
    let mut out = String::new();
    let mut ends: Vec<usize> = Vec::new();
    for node in html.nodes() {
        while ends.last() == Some(&node) {
            ends.pop();
            out.push(')');
        }
        if !out.is_empty() && !out.ends_with('(') {
            out.push(' ');
        }
        if html.is_text(node) {
            out.push_str(&format!("{:?}", html.text(node)));
        } else {
            out.push_str(html.name(node));
            if html.end(node) > node + 1 {
                out.push('(');
                ends.push(html.end(node));
            }
        }
    }
    out.extend(ends.iter().map(|_| ')'));
    out
}

#[test]
fn tags_close_as_browsers_close_them() {
    for (page, expected) in [
        ("<div><p>a<p>b</div>c", "div(p(\"a\") p(\"b\")) \"c\""),
        ("<p>a<div>b</div>c", "p(\"a\") div(\"b\") \"c\""),
        ("<ul><li>a<li><b>b</ul>", "ul(li(\"a\") li(b(\"b\")))"),
        ("<p><b>a</p><p>b</b></p>", "p(b(\"a\")) p(\"b\")"),
        ("<a href=x><div>a</div></a>b", "a(div(\"a\")) \"b\""),
        ("a</div>b<br>c</br>d", "\"a\" \"b\" br \"c\" br \"d\""),
        (
            "<table><tr><td>a</div><td>b<tr><td>c</table>",
            "table(tr(td(\"a\") td(\"b\")) tr(td(\"c\")))",
        ),
        ("<script>a<b>c</script>d", "script(\"a<b>c\") \"d\""),
        ("<title>a<b></title>&amp;&lt;", "title(\"a<b>\") \"&<\""),
        ("<head><p>a</head><body>b", "head p(\"a\") body(\"b\")"),
        ("<!-- <p> --><p>a<!-- b -->c", "p(\"a\" \"c\")"),
        ("<svg><path/>a</svg>b", "svg(path \"a\") \"b\""),
        (
            "<?xml version='1.0'?><p>a<script/>b</p>",
            "p(\"a\" script \"b\")",
        ),
        ("<x-ad><p>a</x-ad>b", "x-ad(p(\"a\")) \"b\""),
    ] {
        assert_eq!(shape(page), expected, "{page}");
    }
}

#[test]
fn nodes_know_their_places() {
    let page = "<!DOCTYPE html>\r\n<P class='a \"b' Hidden>س&amp;<b>ع</b>\r\n</P >";
    let html = Html::parse(page);
    let raw: Vec<(&str, &str)> = html
        .nodes()
        .filter_map(|node| html.node(node))
        .map(|node| (&page[node.range.clone()], &page[node.close.clone()]))
        .collect();
    assert_eq!(
        raw,
        [
            ("\r\n", ""),
            ("<P class='a \"b' Hidden>", "</P >"),
            ("س&amp;", ""),
            ("<b>", "</b>"),
            ("ع", ""),
            ("\r\n", ""),
        ]
    );
    assert_eq!(html.attribute(1, "class"), Some("a \"b"));
    assert_eq!(html.attribute(1, "hidden"), Some(""));
}

#[test]
fn deep_pages_are_read_in_time() {
    let deep = format!("{}س{}", "<div>".repeat(20_000), "</span>".repeat(20_000));
    let html = Html::parse(&deep);
    assert_eq!(html.text_of(0), "س");
    Html::parse(&"<p><b></i>".repeat(20_000));
}

proptest! {
    #[test]
    fn places_are_in_order_and_within_the_page(page in "[<>/!a-cpبت&;=\"' \r\n\\-]{0,60}|(<(p|b|td|table|li|a|div)>|</(p|b|div|a|table)>|ب|<!--){0,20}") {
        let html = Html::parse(&page);
        let mut at = 0;
        for node in html.nodes() {
            let found = html.node(node).unwrap();
            prop_assert!(page.get(found.range.clone()).is_some());
            prop_assert!(page.get(found.close.clone()).is_some());
            prop_assert!(found.range.start >= at);
            at = found.range.end;
            prop_assert!(found.end > node && found.end <= html.nodes().end);
        }
    }
}
